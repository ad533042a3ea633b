//! From one school year to the next: feeds open the classes of the year, whatever was prepared.

use db::params;
use directory::{
    api, edit,
    import::{self, Kind, Options, Report},
};
use kernel::{Day, Role, TargetKind};
use testkit::{Backend, TestApp, both};

use crate::{
    by_hand,
    pages::org_of,
    small::{BARON, LINA, NOAH, Small, id, options, put_in},
};

const BEFORE: &str = "2027-06-20";
const EVE: &str = "2027-08-24";
const FIRST_FEED: &str = "2027-08-25";
const SEPTEMBER: &str = "2027-09-10";

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

fn start(backend: Backend) -> TestApp {
    let test = by_hand::start(backend);
    test.arrange(|tx| edit::create_territory(tx, "Vienne", false));
    Small::new().import(&test, "march");
    test
}

/// Imports the territory as if it were another day.
fn import_on(test: &TestApp, small: &Small, on: &str) -> Report {
    let paths = [small.write(test, on)];
    let options = Options { day: day(on), ..options(test) };
    import::run(&test.app.db, Kind::Aaf, &paths, &options, &mut |_| {}).unwrap()
}

/// Where someone has a role on a day.
fn reach(test: &TestApp, who: i64, on: &str, (role, kind): (Role, TargetKind)) -> Vec<i64> {
    let on = day(on);
    let ties = test.look(move |tx| api::ties(tx, who, on));
    let found = ties.iter().filter(|tie| tie.role == role && tie.target.kind == kind);
    found.map(|tie| tie.target.id).collect()
}

/// The classes and groups of a pupil on a day.
fn groups(test: &TestApp, key: &'static str, on: &str) -> Vec<i64> {
    reach(test, id(test, key), on, (Role::Pupil, TargetKind::Group))
}

/// The classes of the collège on a day, by name.
fn listed(test: &TestApp, on: &str) -> Vec<String> {
    let (org, on) = (org_of(test, LINA), day(on));
    let groups = test.look(move |tx| api::groups_of_org(tx, org, on));
    groups.into_iter().map(|group| format!("{} {}", group.name, group.year)).collect()
}

/// A class of next year, prepared with pupils.
fn prepare(test: &TestApp, name: &'static str, pupils: &[&'static str]) -> i64 {
    let org = org_of(test, LINA);
    let pupils: Vec<i64> = pupils.iter().map(|key| id(test, key)).collect();
    test.arrange(move |tx| {
        let class = edit::create_group(tx, org, true, name, &["6e"], 2027)?;
        let now: i64 = tx.query_one("SELECT current FROM directory_state", &[], |row| row.get(0))?;
        for pupil in &pupils {
            tx.execute(
                "UPDATE directory_membership SET ends = $2 WHERE person_id = $1 AND source <> 'prepared'",
                params![*pupil, day("2027-08-31")],
            )?;
            tx.execute(
                "INSERT INTO directory_membership (person_id, since, until, role, org_id, group_id, teaching_id, \
                 level, is_main, starts, ends, source) VALUES ($1, $7, $5, 'pupil', $2, $3, NULL, '', FALSE, $4, \
                 $6, 'prepared')",
                params![*pupil, org, class, day("2027-09-01"), i64::MAX, Day::NEVER, now],
            )?;
        }
        Ok(class)
    })
}

both! {
    fn the_same_code_the_year_after_is_another_class(backend) {
        let test = start(backend);
        let march = groups(&test, LINA, "2027-03-11");
        let taught = |on| reach(&test, id(&test, BARON), on, (Role::Teacher, TargetKind::Teaching));
        let before = taught("2027-03-11");
        let report = import_on(&test, &Small::new(), FIRST_FEED);
        assert_eq!((report.summary.added, report.summary.leaving), (0, 0));
        let now = groups(&test, LINA, FIRST_FEED);
        assert_eq!((march.len(), now.len()), (1, 1));
        assert_ne!(march, now);
        assert_eq!((groups(&test, NOAH, FIRST_FEED), groups(&test, LINA, EVE)), (now, march.clone()));
        assert!(before.len() == 1 && taught(FIRST_FEED).len() == 1 && taught(FIRST_FEED) != before);
        assert_eq!(listed(&test, FIRST_FEED), ["6A 2027"]);
        assert_eq!(test.look(move |tx| api::teachings_of_group(tx, march[0])), []);
        assert_eq!(import_on(&test, &Small::new(), SEPTEMBER).batch, None);
        assert_eq!(listed(&test, SEPTEMBER), ["6A 2027"]);
    }

    fn an_import_of_the_same_year_opens_nothing(backend) {
        let test = start(backend);
        assert_eq!(import_on(&test, &Small::new(), "2027-07-31").batch, None);
        assert_eq!(listed(&test, "2027-07-31"), ["6A 2026"]);
        assert_eq!(listed(&test, SEPTEMBER), ["6A 2026"], "nobody prepared anything");
    }

    fn a_class_prepared_by_hand_is_the_one_the_feed_brings(backend) {
        let test = start(backend);
        let (mine, other) = (prepare(&test, "6 a", &[LINA]), prepare(&test, "6B", &[NOAH]));
        assert_eq!(listed(&test, "2027-08-31"), ["6A 2026"]);
        assert_eq!(listed(&test, "2027-09-01"), ["6 a 2027", "6B 2027"]);
        let mut small = Small::new();
        for declared in &mut small.schools[0].1.groups {
            declared.group.label = Some("6 A".into());
        }
        for key in [LINA, NOAH, BARON] {
            for tie in &mut small.person(key).memberships {
                if let Some(group) = &mut tie.group { group.label = Some("6 A".into()); }
            }
        }
        import_on(&test, &small, FIRST_FEED);
        assert_eq!(groups(&test, LINA, FIRST_FEED), [mine]);
        assert_eq!(groups(&test, LINA, SEPTEMBER), [mine]);
        assert_eq!(groups(&test, NOAH, SEPTEMBER), [mine], "the feed decides");
        assert_ne!(mine, other);
        assert_eq!(import_on(&test, &small, SEPTEMBER).batch, None);
        assert!(listed(&test, SEPTEMBER).contains(&"6 A 2027".to_owned()));
    }

    fn an_import_before_august_leaves_what_is_prepared(backend) {
        let test = start(backend);
        let march = groups(&test, LINA, "2027-03-11");
        let (mine, _) = (prepare(&test, "6A", &[LINA]), prepare(&test, "6B", &[NOAH]));
        let mut small = Small::new();
        small.person(LINA).birth_date = Day::new(2015, 4, 5);
        put_in(small.person(NOAH), "6C");
        assert_eq!(import_on(&test, &small, BEFORE).summary.changed, 2);
        assert_eq!(groups(&test, LINA, "2027-08-31"), march);
        assert_eq!(groups(&test, LINA, "2027-09-01"), [mine]);
        assert_eq!(groups(&test, NOAH, "2027-08-31").len(), 1);
        assert_eq!(groups(&test, NOAH, "2027-09-01").len(), 1, "in the one that was prepared alone");
        // Who is gone from the feed of the new year has no place left.
        let report = import_on(&test, &Small::new().without(NOAH), FIRST_FEED);
        assert_eq!(report.summary.leaving, 1);
        assert!(groups(&test, NOAH, SEPTEMBER).is_empty());
        assert_eq!(groups(&test, LINA, SEPTEMBER), [mine]);
    }

    fn who_left_before_the_new_year_leaves_what_was_prepared_with_it(backend) {
        let test = start(backend);
        let mine = prepare(&test, "6A", &[NOAH]);
        import_on(&test, &Small::new().without(NOAH), BEFORE);
        assert_eq!(groups(&test, NOAH, "2027-09-01"), [mine], "not touched before August");
        import_on(&test, &Small::new().without(NOAH), FIRST_FEED);
        assert!(groups(&test, NOAH, "2027-09-01").is_empty());
        assert_eq!(import_on(&test, &Small::new().without(NOAH), SEPTEMBER).batch, None);
    }

    fn a_class_given_by_hand_last_year_holds_no_longer(backend) {
        let test = start(backend);
        let (org, lina) = (org_of(&test, LINA), id(&test, LINA));
        let given = test.arrange(move |tx| {
            let class = edit::create_group(tx, org, true, "6Z", &["6e"], 2026)?;
            tx.execute(
                "UPDATE directory_membership SET source = '', group_id = $2 WHERE person_id = $1",
                params![lina, class],
            )?;
            tx.execute(
                "INSERT INTO directory_correction (person_id, field, value, by_id, at) VALUES ($1, $2, $3, 1, 1)",
                params![lina, &format!("place:{org}"), &class.to_string()],
            )?;
            Ok(class)
        });
        let mut small = Small::new();
        small.person(LINA).birth_date = Day::new(2015, 4, 5);
        import_on(&test, &small, BEFORE);
        assert_eq!(groups(&test, LINA, BEFORE), [given], "it holds all year");
        let report = import_on(&test, &small, FIRST_FEED);
        assert_eq!((report.summary.kept, report.conflicts.len()), (0, 0));
        let now = groups(&test, LINA, SEPTEMBER);
        assert!(now.len() == 1 && now != [given]);
        assert_eq!(test.look(|tx| tx.query_one("SELECT COUNT(*) FROM directory_correction", &[], |row| row.get::<i64>(0))), 0);
    }
}
