//! Who may do what, once: the same grants open a row, list rows and answer « Qui peut voir ceci ? ».
//! Operators and those who run the territory have no grant here.

use kernel::{Grant, Right, Role, TargetKind};

const PUBLISHED: &str = "r.published_at IS NOT NULL";
const KEPT: &str = "r.deleted_at IS NULL";
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
        Grant::always(Role::Itself, TargetKind::Person, "author_id"),
    ],
};

/// Write a lesson and give work.
pub(crate) const LESSON_WRITE: Right = Right {
    name: "courses.lesson.write",
    table: "courses_lesson",
    grants: &[Grant::always(Role::Teacher, TargetKind::Teaching, "teaching_id")],
};

/// Read a work to do.
pub(crate) const WORK_READ: Right = Right {
    name: "courses.work.read",
    table: "courses_work",
    grants: &[
        Grant::when(Role::Pupil, TargetKind::Group, "group_id", GIVEN),
        Grant::when(Role::Guardian, TargetKind::Group, "group_id", GIVEN),
        Grant::when(Role::SupportAssistant, TargetKind::Group, "group_id", GIVEN),
        Grant::when(Role::Teacher, TargetKind::Teaching, "teaching_id", KEPT),
        Grant::when(Role::Teacher, TargetKind::Group, "group_id", GIVEN),
        Grant::when(Role::Head, TargetKind::Org, "org_id", GIVEN),
        Grant::when(Role::SchoolLife, TargetKind::Org, "org_id", GIVEN),
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
    grants: &[Grant::when(Role::Pupil, TargetKind::Group, "group_id", GIVEN)],
};

/// Read what a pupil handed in.
pub(crate) const HANDIN_READ: Right = Right {
    name: "courses.handin.read",
    table: "courses_handin",
    grants: &[
        Grant::when(Role::Itself, TargetKind::Person, "pupil_id", KEPT),
        Grant::when(Role::Guardian, TargetKind::Person, "pupil_id", KEPT),
        Grant::when(Role::SupportAssistant, TargetKind::Person, "pupil_id", KEPT),
        Grant::when(Role::Teacher, TargetKind::Teaching, "teaching_id", KEPT),
    ],
};

/// Answer what a pupil handed in.
pub(crate) const HANDIN_ANSWER: Right = Right {
    name: "courses.handin.answer",
    table: "courses_handin",
    grants: &[Grant::when(Role::Teacher, TargetKind::Teaching, "teaching_id", KEPT)],
};

/// Take a file back out of one's own hand-in, as long as nobody has answered.
pub(crate) const HANDIN_CHANGE: Right = Right {
    name: "courses.handin.change",
    table: "courses_handin",
    grants: &[Grant::when(
        Role::Itself,
        TargetKind::Person,
        "pupil_id",
        "r.deleted_at IS NULL AND r.state = 'handed'",
    )],
};

/// Read the answer to a hand-in.
pub(crate) const ANSWER_READ: Right = Right {
    name: "courses.answer.read",
    table: "courses_handin",
    grants: &[
        Grant::when(Role::Itself, TargetKind::Person, "pupil_id", GIVEN),
        Grant::when(Role::Guardian, TargetKind::Person, "pupil_id", GIVEN),
        Grant::when(Role::SupportAssistant, TargetKind::Person, "pupil_id", GIVEN),
        Grant::when(Role::Teacher, TargetKind::Teaching, "teaching_id", KEPT),
    ],
};
