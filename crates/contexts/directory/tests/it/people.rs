//! Hard cases of who is who: one person of two roles, twins, a pupil of two schools, and a feed whose
//! records come in another order.

use std::collections::BTreeSet;

use directory::{
    api, duplicates, edit,
    feed::{Category, Membership, aaf::Degree},
};
use kernel::{Day, Role, Target, TargetKind, Tie};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use testkit::{Backend, TestApp, both};

use crate::{
    by_hand::enter,
    pages::holder,
    small::{self, LINA, MOTHER, Small, id, person, start},
};

fn ties(test: &TestApp, who: i64) -> Vec<Tie> {
    let today = test.today();
    test.look(move |tx| api::ties(tx, who, today))
}

fn reach(ties: &[Tie], role: Role, kind: TargetKind) -> BTreeSet<i64> {
    let theirs = ties.iter().filter(|tie| tie.role == role && tie.target.kind == kind);
    theirs.map(|tie| tie.target.id).collect()
}

/// Everything that is published, by names and not by ids.
fn published(test: &TestApp) -> Vec<String> {
    let queries = [
        "SELECT p.category, p.last_name, p.first_name, p.title, COALESCE(c.email, ''), COALESCE(c.mobile, '') \
         FROM directory_state t JOIN directory_person p ON p.since <= t.current AND p.until > t.current \
         LEFT JOIN directory_contact c ON c.person_id = p.person_id AND c.since <= t.current AND c.until > t.current",
        "SELECT m.role, p.last_name, p.first_name, COALESCE(o.uai, ''), COALESCE(g.name, ''), COALESCE(l.label, '') \
         FROM directory_state t JOIN directory_membership m ON m.since <= t.current AND m.until > t.current \
         JOIN directory_person p ON p.person_id = m.person_id AND p.since <= t.current AND p.until > t.current \
         LEFT JOIN directory_org o ON o.org_id = m.org_id AND o.since <= t.current AND o.until > t.current \
         LEFT JOIN directory_group g ON g.group_id = m.group_id AND g.since <= t.current AND g.until > t.current \
         LEFT JOIN directory_teaching l ON l.teaching_id = m.teaching_id AND l.since <= t.current AND l.until > t.current",
        "SELECT k.link, p.last_name, p.first_name, c.first_name, k.source, CAST(k.level AS TEXT) \
         FROM directory_state t JOIN directory_kinship k ON k.since <= t.current AND k.until > t.current \
         JOIN directory_person p ON p.person_id = k.guardian_id AND p.since <= t.current AND p.until > t.current \
         JOIN directory_person c ON c.person_id = k.child_id AND c.since <= t.current AND c.until > t.current",
    ];
    let mut lines = test.look(move |tx| {
        let mut lines = Vec::new();
        for sql in queries {
            lines.extend(tx.query(sql, &[], |row| {
                let cells: Result<Vec<String>, _> = (0..6).map(|at| row.get(at)).collect();
                Ok(cells?.join("|"))
            })?);
        }
        Ok(lines)
    });
    lines.sort();
    lines
}

both! {
    fn a_guardian_who_also_teaches_is_one_person_with_both_parts(backend) {
        let test = crate::by_hand::start(backend);
        test.arrange(|tx| edit::create_territory(tx, "Vienne", false));
        let mut small = Small::new();
        let tie = Membership::new(small::ecole(), Role::Teacher);
        let mut teacher = person("1D-13-560", Category::Staff, ("MOREAU", "Sonia"), vec![tie]);
        teacher.email = Some("sonia.moreau@example.org".into());
        small.people.push(teacher);
        small.import(&test, "one");
        let (guardian, teacher) = (id(&test, MOTHER), id(&test, "1D-13-560"));
        assert_ne!(guardian, teacher, "a feed does not say it: nobody guesses");
        duplicates::search(&test.app.db, test.today(), test.now()).unwrap();
        let manager = enter(&test, holder(&test, Role::TerritoryManager, None));
        let list = manager.get("/annuaire/doublons");
        let path = list.attributes("main li a", "href").remove(0);
        manager.form(&manager.get(&path), &path).fill("decision", "same").send();
        let kept = test.look(move |tx| api::root(tx, guardian));
        let both = ties(&test, kept);
        assert!(both.contains(&Tie { role: Role::Guardian, target: Target::person(id(&test, LINA)) }));
        assert_eq!(reach(&both, Role::Teacher, TargetKind::Org).len(), 1);
        // The next export says nothing else, and changes nothing of it.
        small.person(LINA).birth_date = Day::new(2015, 4, 5);
        small.import(&test, "two");
        assert_eq!(ties(&test, kept), both);
    }

    fn twins_of_one_class_are_two(backend) {
        let test = start(backend);
        let mut small = Small::new();
        small.person(LINA).birth_date = Day::new(2015, 4, 5);
        let mut twin = small.person(LINA).clone();
        (twin.key, twin.first_name) = ("2D-13-102".into(), "Léna".into());
        small.people.push(twin);
        small.import(&test, "one");
        let (lina, lena) = (id(&test, LINA), id(&test, "2D-13-102"));
        assert_ne!(lina, lena);
        assert_eq!(duplicates::search(&test.app.db, test.today(), test.now()).unwrap(), 0);
        let children = reach(&ties(&test, id(&test, MOTHER)), Role::Guardian, TargetKind::Person);
        assert!(children.is_superset(&[lina, lena].into()));
    }

    fn homonyms_born_the_same_day_in_one_export_are_two(backend) {
        let test = start(backend);
        let mut small = Small::new();
        small.person(LINA).birth_date = Day::new(2015, 4, 5);
        let mut namesake = small.person(LINA).clone();
        namesake.key = "2D-13-102".into();
        namesake.kinships = Box::default();
        small.people.push(namesake);
        small.import(&test, "one");
        assert_ne!(id(&test, LINA), id(&test, "2D-13-102"));
        let mut without = small.clone().without("2D-13-102");
        without.person(LINA).first_name = "Lina-Rose".into();
        without.import(&test, "two");
        assert_eq!(ties(&test, id(&test, "2D-13-102")), []);
        assert!(!ties(&test, id(&test, LINA)).is_empty());
    }

    fn a_pupil_of_two_schools_leaves_one_and_keeps_the_other(backend) {
        let test = start(backend);
        let mut small = Small::new();
        let other = small::other_college();
        small.schools.push((Degree::Second, other.clone()));
        let pupil = small.person(LINA);
        let mut places = pupil.memberships.to_vec();
        places.push(Membership::new(other.uai, Role::Pupil));
        pupil.memberships = places.into();
        pupil.normalise();
        small.import(&test, "one");
        let schools = |test: &TestApp| reach(&ties(test, id(test, LINA)), Role::Pupil, TargetKind::Org);
        assert_eq!(schools(&test).len(), 2);
        assert_eq!(small.import(&test, "again").batch, None);
        let here = small.person(LINA);
        here.memberships = here.memberships.iter().filter(|tie| tie.uai != other.uai).cloned().collect();
        let options = directory::import::Options {
            answers: directory::import::Answers { departures: true, ..Default::default() },
            ..small::options(&test)
        };
        let paths = [small.write(&test, "two")];
        let kind = directory::import::Kind::Aaf;
        directory::import::run(&test.app.db, kind, &paths, &options, &mut |_| {}).unwrap();
        assert_eq!(schools(&test).len(), 1);
        assert_eq!(reach(&ties(&test, id(&test, LINA)), Role::Pupil, TargetKind::Group).len(), 1);
    }

    fn the_same_feed_in_another_order_comes_to_the_same(backend) {
        let test = start(backend.clone());
        Small::new().import(&test, "one");
        let expected = published(&test);
        let cases = if backend == Backend::Sqlite { 8 } else { 2 };
        let config = Config { cases, failure_persistence: None, ..Config::default() };
        TestRunner::new(config)
            .run(&Just(Small::new().people).prop_shuffle(), |people| {
                let other = start(backend.clone());
                let mut shuffled = Small { people, ..Small::new() };
                shuffled.import(&other, "one");
                prop_assert_eq!(published(&other), expected.clone());
                // And over what is there already, it changes nothing.
                shuffled.people.reverse();
                prop_assert_eq!(shuffled.import(&test, &format!("{}", shuffled.people[0].key)).batch, None);
                Ok(())
            })
            .unwrap();
    }
}
