//! People who leave: rights at once, an account for three months, then nothing.

use db::{Migration, MigrationSet, params};
use directory::{api, edit};
use events::{
    Event,
    directory::{AccountClosedV1, AccountClosingV1},
};
use jobs::Subscriber;
use kernel::{Day, Instant};
use testkit::{Backend, TestApp, both};
use web::{Hooks, Module};

use crate::{
    by_hand::School,
    small::{FATHER, LINA, MOTHER, Small, id},
};

/// The room, and one above it that writes down what it hears.
fn start(backend: Backend) -> TestApp {
    let migrations = MigrationSet {
        context: "ear",
        migrations: &[Migration {
            number: 1,
            name: "ear",
            sql: "CREATE TABLE ear_heard (id ID, name TEXT NOT NULL, person INT NOT NULL, day INT NOT NULL, at INT NOT NULL);",
        }],
    };
    let mut ear = Module::new("ear", migrations);
    ear.subscribers = vec![
        Subscriber {
            event: AccountClosingV1::NAME,
            name: "ear.closing",
            run: |tx, payload, now| {
                let event: AccountClosingV1 = payload.read()?;
                Ok(hear(tx, "closing", event.person, event.on_day, now)?)
            },
        },
        Subscriber {
            event: AccountClosedV1::NAME,
            name: "ear.closed",
            run: |tx, payload, now| {
                let event: AccountClosedV1 = payload.read()?;
                Ok(hear(tx, "closed", event.person, event.day, now)?)
            },
        },
    ];
    let hooks = Hooks {
        authenticate: |_, _, _| Ok(None),
        layout: |_, page| Ok(page.main.clone()),
        plain_layout: |page, _| page.main.clone(),
    };
    TestApp::start(backend, vec![directory::module(), ear], hooks)
}

fn hear(
    tx: &mut db::Tx,
    name: &str,
    person: i64,
    day: i64,
    now: Instant,
) -> Result<(), db::DbError> {
    tx.execute(
        "INSERT INTO ear_heard (name, person, day, at) VALUES ($1, $2, $3, $4)",
        params![name, person, day, now],
    )
    .map(drop)
}

/// What was heard of someone: a word, and the days that are left until the day it names.
fn heard(test: &TestApp, person: i64) -> Vec<(String, i64)> {
    test.look(move |tx| {
        tx.query(
            "SELECT name, day, at FROM ear_heard WHERE person = $1 ORDER BY id",
            params![person],
            |row| {
                let (day, at): (i64, i64) = (row.get(1)?, row.get(2)?);
                Ok((row.get(0)?, day - at / 86_400_000_000))
            },
        )
    })
}

/// Lets days pass, each with its work.
fn days(test: &TestApp, count: i32) {
    for _ in 0..count {
        test.pass(24 * 3_600);
        test.work();
    }
}

fn leaves(test: &TestApp, person: i64) {
    let yesterday = test.today().plus(-1);
    test.arrange(move |tx| edit::end_memberships(tx, person, yesterday));
}

fn departure(test: &TestApp, person: i64) -> Option<api::Departure> {
    let today = test.today();
    test.look(move |tx| api::departure(tx, person, today))
}

fn rows(test: &TestApp, table: &'static str, column: &'static str, person: i64) -> i64 {
    test.look(move |tx| {
        let sql = format!("SELECT COUNT(*) FROM {table} WHERE {column} = $1");
        tx.query_one(&sql, params![person], |row| row.get(0))
    })
}

fn proofs(test: &TestApp) -> Vec<(i64, String, i64)> {
    test.look(|tx| {
        tx.query(
            "SELECT org_id, kind, count FROM directory_erasure ORDER BY org_id, kind",
            &[],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
    })
}

fn guardian(test: &TestApp, children: &'static [i64]) -> i64 {
    test.arrange(move |tx| {
        let new = edit::NewPerson {
            category: "guardian",
            last: "Moreau",
            first: "Nadia",
            title: "Mme",
            born: None,
        };
        let guardian = edit::create_person(tx, &new)?;
        for child in children {
            edit::add_kinship(tx, guardian, *child, 1)?;
        }
        Ok(guardian)
    })
}

fn join(test: &TestApp, kept: i64, gone: i64) {
    test.arrange(move |tx| {
        tx.execute(
            "INSERT INTO directory_same (person_id, into_id, root_id, at) VALUES ($1, $2, $2, 0)",
            params![gone, kept],
        )
    });
}

both! {
    fn a_pupil_who_leaves_is_told_at_once_and_two_weeks_before_and_nothing_of_them_is_left(backend) {
        let test = start(backend);
        let school = School::arrange(&test);
        let (pupil, classmate) = (school.pupil, school.classmate);
        assert_eq!(departure(&test, pupil), None);
        leaves(&test, pupil);
        let today = test.today();
        assert_eq!(test.look(move |tx| api::ties(tx, pupil, today)), [], "rights end at once");
        let left = departure(&test, pupil).unwrap();
        assert_eq!(left.left, Day::parse_iso("2027-03-10").unwrap());
        assert_eq!(left.closes, Day::parse_iso("2027-06-10").unwrap());

        days(&test, 3);
        assert_eq!(heard(&test, pupil), [("closing".to_owned(), 89)]);
        assert_eq!(departure(&test, pupil), Some(left));
        days(&test, 88);
        assert_eq!(heard(&test, pupil)[1..], [("closing".to_owned(), 14)]);
        assert!(test.look(move |tx| api::name(tx, pupil)).is_some(), "the last day is a day");
        days(&test, 2);
        assert_eq!(heard(&test, pupil)[2..], [("closed".to_owned(), -1)]);

        assert_eq!(test.look(move |tx| api::name(tx, pupil)), None);
        for (table, column) in [
            ("directory_person", "person_id"), ("directory_contact", "person_id"),
            ("directory_membership", "person_id"), ("directory_departure", "person_id"),
        ] {
            assert_eq!(rows(&test, table, column, pupil), 0, "{table}");
        }
        assert!(test.look(move |tx| api::name(tx, classmate)).is_some());
        assert_eq!(heard(&test, classmate), []);
        assert_eq!(proofs(&test), [(school.org, "directory.person".to_owned(), 1)]);
        let line = test.look(move |tx| db::journal::latest(tx, kernel::Target::org(school.org), 1));
        assert_eq!((line[0].action.as_str(), line[0].person, line[0].object), ("directory.account.close", None, pupil));
        days(&test, 3);
        assert_eq!(heard(&test, pupil).len(), 3, "and that is all");
    }

    fn a_guardian_stays_as_long_as_one_of_their_children(backend) {
        let test = start(backend);
        let school = School::arrange(&test);
        let both: &'static [i64] = Box::leak(Box::new([school.pupil, school.classmate]));
        let (of_both, of_one) = (guardian(&test, both), guardian(&test, &both[..1]));
        leaves(&test, school.pupil);
        days(&test, 3);
        assert_eq!((heard(&test, of_both).len(), heard(&test, of_one).len()), (0, 1));
        assert_eq!(departure(&test, of_both), None);
        assert_eq!(departure(&test, of_one).unwrap().left, Day::parse_iso("2027-03-10").unwrap());
        days(&test, 95);
        assert!(test.look(move |tx| api::name(tx, of_both)).is_some());
        assert_eq!(test.look(move |tx| api::name(tx, of_one)), None);
        assert_eq!(rows(&test, "directory_kinship", "guardian_id", of_both), 1);
        assert_eq!(proofs(&test), [(school.org, "directory.person".to_owned(), 2)]);
    }

    fn whoever_comes_back_before_the_day_never_left(backend) {
        let test = start(backend);
        let school = School::arrange(&test);
        let (pupil, org, class) = (school.pupil, school.org, school.class);
        leaves(&test, pupil);
        days(&test, 60);
        assert!(departure(&test, pupil).is_some());
        let starts = test.today().plus(20);
        test.arrange(move |tx| edit::add_membership(tx, &edit::NewMembership {
            person: pupil, role: kernel::Role::Pupil, org: Some(org), group: Some(class), teaching: None,
            starts, ends: Day::NEVER,
        }));
        assert_eq!(departure(&test, pupil), None, "their first day is to come");
        days(&test, 60);
        assert_eq!(heard(&test, pupil).len(), 1);
        assert!(test.look(move |tx| api::name(tx, pupil)).is_some());
        assert_eq!(rows(&test, "directory_departure", "person_id", pupil), 0);
    }

    fn the_same_key_after_the_closing_is_someone_new(backend) {
        let test = start(backend);
        Small::new().import(&test, "one");
        let (lina, mother, father) = (id(&test, LINA), id(&test, MOTHER), id(&test, FATHER));
        Small::new().without(LINA).import(&test, "two");
        days(&test, 30);
        Small::new().import(&test, "three");
        assert_eq!(id(&test, LINA), lina, "before the closing, everything is as before");
        days(&test, 80);
        assert_eq!(heard(&test, lina).len(), 1);

        Small::new().without(LINA).import(&test, "four");
        days(&test, 96);
        assert_eq!(test.look(move |tx| api::name(tx, lina)), None);
        assert_eq!(test.look(move |tx| api::name(tx, father)), None, "their only child left");
        assert!(test.look(move |tx| api::name(tx, mother)).is_some(), "Tom is still there");
        let back = Small::new().import(&test, "five");
        assert_eq!(back.summary.added, 4, "Lina, her father, her aunt, and what the collège calls her mother");
        assert_ne!(id(&test, LINA), lina);
        assert_eq!(Small::new().import(&test, "six").batch, None);
    }

    fn the_name_of_who_taught_stays_unless_they_object(backend) {
        let test = start(backend);
        let school = School::arrange(&test);
        let (teacher, secretary) = (school.teacher, school.secretary);
        leaves(&test, teacher);
        leaves(&test, secretary);
        let today = test.today();
        assert!(departure(&test, teacher).unwrap().name_stays);
        let objects = move |person| test_object(person, today);
        assert!(test.arrange(objects(secretary)));
        assert!(!test.arrange(objects(school.head)), "only who leaves");
        days(&test, 96);
        assert_eq!(test.look(move |tx| api::name(tx, teacher)).unwrap().formal(), "Mme Baron");
        assert_eq!(test.look(move |tx| api::name(tx, secretary)), None);
        let born: Option<Day> = test.look(move |tx| tx.query_one(
            "SELECT birth_day FROM directory_person WHERE person_id = $1", params![teacher], |row| row.get(0)));
        assert_eq!((born, rows(&test, "directory_membership", "person_id", teacher)), (None, 0));
        days(&test, 96);
        assert_eq!(heard(&test, teacher).len(), 3, "a name alone does not leave again");
    }

    fn two_records_of_one_person_leave_together(backend) {
        let test = start(backend);
        let school = School::arrange(&test);
        let (kept, gone) = (school.pupil, school.classmate);
        join(&test, kept, gone);
        leaves(&test, kept);
        days(&test, 3);
        assert_eq!((heard(&test, kept).len(), departure(&test, gone)), (0, None), "the other record is still here");
        leaves(&test, gone);
        days(&test, 110);
        for record in [kept, gone] {
            assert_eq!(test.look(move |tx| api::name(tx, record)), None);
            assert_eq!(heard(&test, record).last().unwrap().0, "closed");
        }
        assert_eq!(rows(&test, "directory_same", "root_id", kept), 0);
    }

    fn a_guardian_of_a_record_that_was_joined_stays_with_the_child(backend) {
        let test = start(backend);
        let school = School::arrange(&test);
        let of_joined = guardian(&test, Box::leak(Box::new([school.classmate])));
        let of_kept = guardian(&test, Box::leak(Box::new([school.pupil])));
        join(&test, school.pupil, school.classmate);
        leaves(&test, school.classmate);
        days(&test, 3);
        assert_eq!((heard(&test, of_joined).len(), heard(&test, of_kept).len()), (0, 0));
    }

    fn nothing_is_erased_while_an_import_is_written(backend) {
        let test = start(backend);
        let school = School::arrange(&test);
        leaves(&test, school.pupil);
        days(&test, 90);
        test.arrange(|tx| tx.execute("UPDATE directory_state SET staged = 99", &[]));
        days(&test, 5);
        let pupil = school.pupil;
        assert!(test.look(move |tx| api::name(tx, pupil)).is_some());
        test.arrange(|tx| tx.execute("UPDATE directory_state SET staged = NULL", &[]));
        test.pass(600);
        test.work();
        assert_eq!(test.look(move |tx| api::name(tx, pupil)), None);
    }

    fn who_was_supported_is_forgotten_by_the_mission(backend) {
        let test = start(backend);
        let school = School::arrange(&test);
        let assistant = school.colleague(&test, "Petit");
        let (starts, by) = (test.today(), school.head);
        test.arrange(move |tx| directory::duty::give(tx, &directory::duty::NewDuty {
            person: assistant, org: school.org, part: directory::duty::Part::Support(school.pupil),
            starts, ends: Day::NEVER, by, at: Instant(0),
        }));
        leaves(&test, school.pupil);
        days(&test, 96);
        assert_eq!(rows(&test, "directory_duty", "about_id", school.pupil), 0);
        assert_eq!(rows(&test, "directory_duty", "person_id", assistant), 1);
        assert!(heard(&test, assistant).is_empty());
    }
}

fn test_object(
    person: i64,
    today: Day,
) -> impl Fn(&mut db::Tx<'_>) -> Result<bool, db::DbError> + Send + 'static {
    move |tx| api::object_to_name(tx, person, true, today)
}
