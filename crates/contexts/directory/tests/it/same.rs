//! Whatever a territory holds: imported, written out again and imported, nothing changes.

use directory::feed::{Kinship, Responsibility};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use testkit::{Backend, both};

use crate::small::{FATHER, LINA, MOTHER, Small, lina_tie, link, pupil, start};

fn kinships() -> impl Strategy<Value = Vec<Kinship>> {
    let guardian = prop_oneof![Just(MOTHER), Just(FATHER)];
    let level = prop_oneof![
        Just(Responsibility::Legal),
        Just(Responsibility::InCharge),
        Just(Responsibility::Contact)
    ];
    proptest::collection::vec((guardian, level, 1..90_u16), 0..4).prop_map(|links| {
        let links = links.into_iter();
        links.map(|(who, level, kind)| Kinship { link: Some(kind), ..link(who, level) }).collect()
    })
}

fn small() -> impl Strategy<Value = Small> {
    let names = ("[A-ZÉ][a-zé]{1,9}( [A-Z][a-z]{1,6})?", "[A-ZÉ]{2,9}(-[A-Z]{2,6})?");
    proptest::collection::vec((names, kinships()), 0..6).prop_map(|pupils| {
        let mut small = Small::new();
        for (at, ((last, first), links)) in pupils.into_iter().enumerate() {
            let key = format!("2D-13-3{at:02}");
            small.people.push(pupil(&key, (&last, &first), lina_tie(), &links));
        }
        small
    })
}

fn check(backend: &Backend, cases: u32) {
    let mut runner =
        TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    runner
        .run(&small(), |small| {
            let test = start(backend.clone());
            let first = small.import(&test, "one");
            let again = small.import(&test, "two");
            prop_assert_eq!(again.batch, None);
            prop_assert_eq!(again.summary.unchanged, first.summary.added);
            let fewer = small.clone().without(LINA).import(&test, "three");
            prop_assert!(fewer.summary.leaving >= 1);
            let back = small.import(&test, "four");
            prop_assert_eq!(back.summary.added, fewer.summary.leaving);
            prop_assert_eq!(small.import(&test, "five").batch, None);
            Ok(())
        })
        .unwrap();
}

both! {
    fn what_was_imported_and_is_exported_again_changes_nothing(backend) {
        let cases = if backend == Backend::Sqlite { 24 } else { 4 };
        check(&backend, cases);
    }
}
