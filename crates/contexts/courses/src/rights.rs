//! Who may do what, once: the same grants open a row, list rows and answer « Qui peut voir ceci ? ».
//! Operators and those who run the territory have no grant here.

use kernel::{Grant, Link, Right, Role, TargetKind};

const PUBLISHED: &str = "r.published_at IS NOT NULL";
const KEPT: &str = "r.deleted_at IS NULL";
const GIVEN_TO_ALL: &str =
    "r.published_at IS NOT NULL AND r.deleted_at IS NULL AND r.whom <> 'pupils'";
const GIVEN_BY_NAME: &str =
    "r.published_at IS NOT NULL AND r.deleted_at IS NULL AND r.whom = 'pupils'";
/// The pupils a work names.
const NAMED: Link = Link { table: "courses_recipient", row: "work_id" };
/// The pupils who handed in together.
const TOGETHER: Link = Link { table: "courses_member", row: "handin_id" };
const UNREAD: &str = "r.deleted_at IS NULL AND r.state = 'handed'";
const GIVEN: &str = "r.published_at IS NOT NULL AND r.deleted_at IS NULL";

/// Read a lesson and its files. Who wrote it still does when the class is of a year that is over.
pub(crate) const LESSON_READ: Right = Right {
    name: "courses.lesson.read",
    table: "courses_lesson",
    grants: &[
        Grant::when(Role::Pupil, TargetKind::Group, "group_id", PUBLISHED),
        Grant::when(Role::Guardian, TargetKind::Group, "group_id", PUBLISHED),
        Grant::when(Role::SupportAssistant, TargetKind::Group, "group_id", PUBLISHED),
        Grant::always(Role::Teacher, TargetKind::Teaching, "teaching_id"),
        Grant::when(Role::Teacher, TargetKind::Group, "group_id", PUBLISHED),
        Grant::when(Role::Head, TargetKind::Org, "org_id", PUBLISHED),
        Grant::when(Role::SchoolLife, TargetKind::Org, "org_id", PUBLISHED),
        Grant::when(Role::Inspector, TargetKind::Teaching, "teaching_id", PUBLISHED),
        Grant::when(Role::Inspector, TargetKind::Org, "org_id", PUBLISHED),
        Grant::always(Role::Itself, TargetKind::Person, "author_id"),
        Grant::always(Role::Itself, TargetKind::Person, "substitute_id"),
    ],
};

/// Write a lesson and give work.
pub(crate) const LESSON_WRITE: Right = Right {
    name: "courses.lesson.write",
    table: "courses_lesson",
    grants: &[Grant::always(Role::Teacher, TargetKind::Teaching, "teaching_id")],
};

/// Read a sequence of the plan of the year: its class once it is shown, those who have the plan always.
pub(crate) const SEQUENCE_READ: Right = Right {
    name: "courses.sequence.read",
    table: "courses_sequence",
    grants: &[
        Grant::when(Role::Pupil, TargetKind::Group, "group_id", GIVEN),
        Grant::when(Role::Guardian, TargetKind::Group, "group_id", GIVEN),
        Grant::when(Role::SupportAssistant, TargetKind::Group, "group_id", GIVEN),
        Grant::when(Role::Teacher, TargetKind::Teaching, "teaching_id", KEPT),
        Grant::when(Role::Teacher, TargetKind::Group, "group_id", GIVEN),
        Grant::when(Role::Head, TargetKind::Org, "org_id", KEPT),
        Grant::when(Role::SchoolLife, TargetKind::Org, "org_id", GIVEN),
        Grant::when(Role::Inspector, TargetKind::Teaching, "teaching_id", GIVEN),
        Grant::when(Role::Inspector, TargetKind::Org, "org_id", GIVEN),
    ],
};

/// Change a sequence of the plan of the year.
pub(crate) const SEQUENCE_WRITE: Right = Right {
    name: "courses.sequence.write",
    table: "courses_sequence",
    grants: &[Grant::when(Role::Teacher, TargetKind::Teaching, "teaching_id", KEPT)],
};

/// Read a work to do. What names pupils is theirs, their guardians' and their teachers' alone.
pub(crate) const WORK_READ: Right = Right {
    name: "courses.work.read",
    table: "courses_work",
    grants: &[
        Grant::when(Role::Pupil, TargetKind::Group, "group_id", GIVEN_TO_ALL),
        Grant::when(Role::Guardian, TargetKind::Group, "group_id", GIVEN_TO_ALL),
        Grant::when(Role::SupportAssistant, TargetKind::Group, "group_id", GIVEN_TO_ALL),
        Grant::when(Role::Itself, TargetKind::Person, "pupil_id", GIVEN_BY_NAME).through(NAMED),
        Grant::when(Role::Guardian, TargetKind::Person, "pupil_id", GIVEN_BY_NAME).through(NAMED),
        Grant::when(Role::SupportAssistant, TargetKind::Person, "pupil_id", GIVEN_BY_NAME)
            .through(NAMED),
        Grant::when(Role::Teacher, TargetKind::Teaching, "teaching_id", KEPT),
        Grant::when(Role::Teacher, TargetKind::Group, "group_id", GIVEN_TO_ALL),
        Grant::when(Role::Head, TargetKind::Org, "org_id", GIVEN_TO_ALL),
        Grant::when(Role::SchoolLife, TargetKind::Org, "org_id", GIVEN_TO_ALL),
        Grant::when(Role::Inspector, TargetKind::Teaching, "teaching_id", GIVEN_TO_ALL),
        Grant::when(Role::Inspector, TargetKind::Org, "org_id", GIVEN_TO_ALL),
    ],
};

/// Change a work, delete it, see who handed in, publish answers.
pub(crate) const WORK_WRITE: Right = Right {
    name: "courses.work.write",
    table: "courses_work",
    grants: &[Grant::when(Role::Teacher, TargetKind::Teaching, "teaching_id", KEPT)],
};

/// Do a work: hand in, mark as done. For oneself only.
pub(crate) const WORK_DO: Right = Right {
    name: "courses.work.do",
    table: "courses_work",
    grants: &[
        Grant::when(Role::Pupil, TargetKind::Group, "group_id", GIVEN_TO_ALL),
        Grant::when(Role::Itself, TargetKind::Person, "pupil_id", GIVEN_BY_NAME).through(NAMED),
    ],
};

/// Read what a pupil handed in, alone or with others.
pub(crate) const HANDIN_READ: Right = Right {
    name: "courses.handin.read",
    table: "courses_handin",
    grants: &[
        Grant::when(Role::Itself, TargetKind::Person, "pupil_id", KEPT),
        Grant::when(Role::Itself, TargetKind::Person, "pupil_id", KEPT).through(TOGETHER),
        Grant::when(Role::Guardian, TargetKind::Person, "pupil_id", KEPT),
        Grant::when(Role::Guardian, TargetKind::Person, "pupil_id", KEPT).through(TOGETHER),
        Grant::when(Role::SupportAssistant, TargetKind::Person, "pupil_id", KEPT),
        Grant::when(Role::SupportAssistant, TargetKind::Person, "pupil_id", KEPT).through(TOGETHER),
        Grant::when(Role::Teacher, TargetKind::Teaching, "teaching_id", KEPT),
    ],
};

/// Answer what a pupil handed in.
pub(crate) const HANDIN_ANSWER: Right = Right {
    name: "courses.handin.answer",
    table: "courses_handin",
    grants: &[Grant::when(Role::Teacher, TargetKind::Teaching, "teaching_id", KEPT)],
};

/// See a page of paper that was put aside, say whose it is, throw it away.
pub(crate) const ASIDE: Right = Right {
    name: "courses.aside",
    table: "courses_aside",
    grants: &[Grant::always(Role::Teacher, TargetKind::Teaching, "teaching_id")],
};

/// Take out a phrase of one's own.
pub(crate) const PHRASE: Right = Right {
    name: "courses.phrase",
    table: "courses_phrase",
    grants: &[Grant::always(Role::Itself, TargetKind::Person, "person_id")],
};

/// Take a file back out of one's own hand-in, as long as nobody has answered.
pub(crate) const HANDIN_CHANGE: Right = Right {
    name: "courses.handin.change",
    table: "courses_handin",
    grants: &[
        Grant::when(Role::Itself, TargetKind::Person, "pupil_id", UNREAD),
        Grant::when(Role::Itself, TargetKind::Person, "pupil_id", UNREAD).through(TOGETHER),
    ],
};

/// Read the answer to a hand-in.
pub(crate) const ANSWER_READ: Right = Right {
    name: "courses.answer.read",
    table: "courses_handin",
    grants: &[
        Grant::when(Role::Itself, TargetKind::Person, "pupil_id", GIVEN),
        Grant::when(Role::Itself, TargetKind::Person, "pupil_id", GIVEN).through(TOGETHER),
        Grant::when(Role::Guardian, TargetKind::Person, "pupil_id", GIVEN),
        Grant::when(Role::Guardian, TargetKind::Person, "pupil_id", GIVEN).through(TOGETHER),
        Grant::when(Role::SupportAssistant, TargetKind::Person, "pupil_id", GIVEN),
        Grant::when(Role::SupportAssistant, TargetKind::Person, "pupil_id", GIVEN)
            .through(TOGETHER),
        Grant::when(Role::Teacher, TargetKind::Teaching, "teaching_id", KEPT),
    ],
};

/// Keep a calendar of another program: say what its titles are, read it again, forget it.
pub(crate) const CALENDAR_KEEP: Right = Right {
    name: "courses.calendar.keep",
    table: "courses_calendar",
    grants: &[
        Grant::when(
            Role::Itself,
            TargetKind::Person,
            "person_id",
            "r.org_id IS NULL AND r.deleted_at IS NULL",
        ),
        Grant::when(Role::Head, TargetKind::Org, "org_id", KEPT),
        Grant::when(Role::Secretariat, TargetKind::Org, "org_id", KEPT),
    ],
};

/// Say what changes of a lesson on its day: its teachers its room, the office everything.
pub(crate) const LESSON_CHANGE: Right = Right {
    name: "courses.lesson.change",
    table: "courses_lesson",
    grants: &[
        Grant::always(Role::Teacher, TargetKind::Teaching, "teaching_id"),
        Grant::always(Role::Head, TargetKind::Org, "org_id"),
        Grant::always(Role::Secretariat, TargetKind::Org, "org_id"),
        Grant::always(Role::SchoolLife, TargetKind::Org, "org_id"),
    ],
};
