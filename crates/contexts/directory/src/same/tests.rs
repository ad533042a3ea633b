//! Taking a joining back leaves everything as it was, in whatever order.

use db::{DbError, Tx};
use kernel::{Day, Instant, Role};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use testkit::{Backend, TestApp, both};
use web::{Hooks, Module};

use super::{join, part, root, selves};
use crate::{
    api,
    edit::{self, NewMembership, NewOrg, NewPerson},
};

const TODAY: Day = Day(20_000);

fn start(backend: Backend) -> TestApp {
    let hooks = Hooks {
        authenticate: |_, _, _| Ok(None),
        layout: |_, page| Ok(page.main.clone()),
        plain_layout: |page, _| page.main.clone(),
    };
    TestApp::start(backend, vec![Module::new("directory", crate::MIGRATIONS)], hooks)
}

/// Two classes in two schools; each person is a pupil of one, or a guardian of the first two.
fn build(tx: &mut Tx) -> Result<(Vec<i64>, Vec<i64>), DbError> {
    edit::create_territory(tx, "Vienne", false)?;
    let (mut people, mut classes) = (Vec::new(), Vec::new());
    for name in ["A", "B"] {
        let org = edit::create_org(tx, &NewOrg { kind: "ecole", name, ..NewOrg::default() })?;
        classes.push(edit::create_group(tx, org, true, "CP", &["CP"], 2026)?);
        for first in ["Lina", "Tom"] {
            let person = pupil(tx, first, org, classes[classes.len() - 1])?;
            people.push(person);
        }
    }
    for (at, first) in ["Sonia", "Paul", "Inès"].into_iter().enumerate() {
        let new = NewPerson { category: "guardian", last: "Moreau", first, title: "", born: None };
        let guardian = edit::create_person(tx, &new)?;
        edit::add_kinship(tx, guardian, people[at], 1)?;
        people.push(guardian);
    }
    Ok((people, classes))
}

fn pupil(tx: &mut Tx, first: &str, org: i64, class: i64) -> Result<i64, DbError> {
    let new = NewPerson { category: "pupil", last: "Moreau", first, title: "", born: None };
    let person = edit::create_person(tx, &new)?;
    let membership = NewMembership {
        person,
        role: Role::Pupil,
        org: Some(org),
        group: Some(class),
        teaching: None,
        starts: Day(0),
        ends: Day::NEVER,
    };
    edit::add_membership(tx, &membership)?;
    Ok(person)
}

/// All that neighbour rooms can see of these people.
fn seen(tx: &mut Tx, people: &[i64], classes: &[i64]) -> Result<String, DbError> {
    let mut seen = String::new();
    for person in people {
        let ties = api::ties(tx, *person, TODAY)?;
        let actor = kernel::Actor::new(*person, 0, kernel::Lang::Fr, ties);
        seen.push_str(&format!("{person} {:?} ", selves(tx, *person)?));
        seen.push_str(&format!("{:?} {:?} ", actor.ties(), api::children_of(tx, *person, TODAY)?));
        seen.push_str(&format!("{} ", api::guardians_count(tx, *person)?));
    }
    for class in classes {
        let pupils = api::pupils_of_group(tx, *class, TODAY)?;
        let level = api::pupils_of_level(tx, *class, "CP", TODAY)?;
        let guardians = api::guardians_of_group(tx, *class, TODAY)?;
        seen.push_str(&format!("{pupils:?} {level:?} {guardians:?} "));
    }
    Ok(seen)
}

/// Joinings one after the other, each taken back in the order that is given: after each, what is
/// seen is what the joinings that are left come to.
fn check(tx: &mut Tx, joins: &[(usize, usize)], order: &[usize]) -> Result<(), DbError> {
    let (people, classes) = build(tx)?;
    let before = seen(tx, &people, &classes)?;
    let mut made = Vec::new();
    for (kept, gone) in joins {
        let state = seen(tx, &people, &classes)?;
        if let Ok(joined) = join(tx, people[*kept], people[*gone], Instant(0))? {
            assert_eq!(root(tx, people[*gone])?, root(tx, people[*kept])?);
            assert!(part(tx, joined)?);
            assert_eq!(seen(tx, &people, &classes)?, state, "one taken back at once");
            let again = join(tx, people[*kept], people[*gone], Instant(0))?;
            assert_eq!(again.unwrap(), joined);
            made.push(joined);
        }
    }
    let mut order: Vec<usize> = order.iter().copied().filter(|at| *at < made.len()).collect();
    order.extend((0..made.len()).filter(|at| !order.contains(at)).collect::<Vec<_>>());
    for at in order {
        part(tx, made[at])?;
    }
    assert_eq!(seen(tx, &people, &classes)?, before, "all taken back");
    Ok(())
}

both! {
    fn a_joining_taken_back_leaves_everything_as_it_was(backend) {
        let cases = if backend == Backend::Sqlite { 24 } else { 3 };
        let config = Config { cases, failure_persistence: None, ..Config::default() };
        let joins = proptest::collection::vec((0..7_usize, 0..7_usize), 1..7);
        let order = Just((0..7_usize).collect::<Vec<_>>()).prop_shuffle();
        TestRunner::new(config)
            .run(&(joins, order), |(joins, order)| {
                let test = start(backend.clone());
                test.arrange(move |tx| check(tx, &joins, &order));
                Ok(())
            })
            .unwrap();
    }
}
