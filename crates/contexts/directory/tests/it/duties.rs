//! Parts of a school's life that last from one day to another, and end with their last day.

use directory::{
    api,
    duty::{self, NewDuty, Part},
    edit,
};
use kernel::{Day, Instant, Role, Target, Tie};
use testkit::{TestApp, both};

use crate::by_hand::{self, School};

fn ties(test: &TestApp, person: i64, day: Day) -> Vec<Tie> {
    test.look(move |tx| api::ties(tx, person, day))
}

fn give(test: &TestApp, school: &School, person: i64, part: Part, days: (i32, i32)) -> Option<i64> {
    let today = test.today();
    let new = NewDuty {
        person,
        org: school.org,
        part,
        starts: today.plus(days.0),
        ends: today.plus(days.1),
        by: school.head,
        at: Instant(0),
    };
    test.arrange(move |tx| duty::give(tx, &new))
}

fn tie(role: Role, target: Target) -> Tie {
    Tie { role, target }
}

both! {
    fn a_substitute_teaches_what_the_other_teaches_and_only_from_the_first_to_the_last_day(backend) {
        let test = by_hand::start(backend);
        let school = School::arrange(&test);
        let substitute = school.colleague(&test, "Faure");
        give(&test, &school, substitute, Part::Substitute(school.teacher), (0, 13)).unwrap();
        let today = test.today();
        let taught = tie(Role::Teacher, Target::teaching(school.teaching));
        assert!(ties(&test, substitute, today.plus(-1)).is_empty());
        for day in [today, today.plus(13)] {
            assert_eq!(ties(&test, substitute, day), ties(&test, school.teacher, day));
            assert!(ties(&test, substitute, day).contains(&taught));
        }
        assert!(ties(&test, substitute, today.plus(14)).is_empty());
    }

    fn nobody_replaces_someone_who_teaches_nothing_then(backend) {
        let test = by_hand::start(backend);
        let school = School::arrange(&test);
        let substitute = school.colleague(&test, "Faure");
        for idle in [school.head, school.secretary] {
            assert_eq!(give(&test, &school, substitute, Part::Substitute(idle), (0, 13)), None);
        }
        assert_eq!(give(&test, &school, substitute, Part::Substitute(school.teacher), (-900, -800)), None);
        assert!(ties(&test, substitute, test.today()).is_empty());
    }

    fn a_support_assistant_follows_the_pupil_they_are_given_while_both_are_in_the_school(backend) {
        let test = by_hand::start(backend);
        let school = School::arrange(&test);
        let assistant = school.colleague(&test, "Petit");
        give(&test, &school, assistant, Part::Support(school.pupil), (0, 5)).unwrap();
        let today = test.today();
        let held = ties(&test, assistant, today);
        for target in [Target::person(school.pupil), Target::group(school.class), Target::org(school.org)] {
            assert!(held.contains(&tie(Role::SupportAssistant, target)), "{target:?}");
        }
        assert!(!held.iter().any(|tie| tie.target == Target::person(school.classmate)));
        let followed = test.look(move |tx| api::supported_by(tx, assistant, today));
        assert_eq!(followed.iter().map(|child| child.name.id).collect::<Vec<_>>(), [school.pupil]);
        assert!(ties(&test, assistant, today.plus(6)).is_empty());

        let pupil = school.pupil;
        test.arrange(move |tx| edit::end_memberships(tx, pupil, today.plus(-1)));
        assert_eq!(ties(&test, assistant, today), [tie(Role::SupportAssistant, Target::org(school.org))]);
    }

    fn a_co_teacher_has_one_teaching_and_never_that_of_another_school(backend) {
        let test = by_hand::start(backend);
        let school = School::arrange(&test);
        let other = School::arrange_named(&test, "École du Pont");
        let co_teacher = school.colleague(&test, "Roy");
        assert_eq!(give(&test, &school, co_teacher, Part::Teaching(other.teaching), (0, 30)), None);
        give(&test, &school, co_teacher, Part::Teaching(school.teaching), (0, 30)).unwrap();
        let held = ties(&test, co_teacher, test.today());
        assert!(held.contains(&tie(Role::Teacher, Target::teaching(school.teaching))));
        assert!(!held.iter().any(|tie| tie.target == Target::org(other.org)));
    }
}
