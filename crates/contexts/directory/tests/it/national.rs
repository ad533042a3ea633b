//! The two registers of a collège, each owning what it says.

use directory::{
    api,
    feed::{
        Category, GroupKind, GroupRef, Membership, Person, Responsibility, School, SchoolGroup,
        SchoolKind, Subject,
        siecle_writer::{write_siecle, write_sts},
    },
    import::{self, Kind, Report},
};
use kernel::{Day, Role};
use testkit::{TestApp, both};

use crate::small::{college, id, link, options, start};

const ZOE: &str = "SIECLE-0860002K-e1";
const TEACHER: &str = "STS-0860002K-epp-7";

fn class(code: &str) -> GroupRef {
    GroupRef { kind: GroupKind::Class, code: code.into(), label: None }
}

fn people() -> Vec<Person> {
    let mut zoe = Person::new(ZOE, Category::Pupil, "Martin", "Zoé");
    zoe.birth_date = Day::new(2014, 5, 7);
    zoe.memberships = Box::new([Membership {
        group: Some(class("6A")),
        level: Some("6e".into()),
        ..Membership::new(college(), Role::Pupil)
    }]);
    zoe.kinships = Box::new([link("SIECLE-0860002K-p2", Responsibility::Legal)]);
    zoe.normalise();
    let mother = Person::new("SIECLE-0860002K-p2", Category::Guardian, "Martin", "Léa");
    let mut teacher = Person::new(TEACHER, Category::Staff, "Baron", "Claire");
    teacher.birth_date = Day::new(1980, 2, 3);
    let subject = Subject { code: "020700".into(), label: "FRANCAIS".into() };
    teacher.memberships = Box::new([Membership {
        group: Some(class("6A")),
        subject: Some(Box::new(subject)),
        ..Membership::new(college(), Role::Teacher)
    }]);
    teacher.normalise();
    vec![mother, zoe, teacher]
}

fn bring(test: &TestApp, kind: Kind, name: &str, people: &[Person]) -> Report {
    let folder = test.folder().join(name);
    let people: Vec<&Person> = people.iter().collect();
    if kind == Kind::Sts {
        let mut school = School::new(college(), "Collège Jean Moulin", SchoolKind::Middle);
        school.groups = ["6A", "6B"]
            .map(|code| SchoolGroup { group: class(code), levels: Box::default() })
            .into();
        write_sts(&folder, &school, &people, 2026).unwrap();
    } else {
        write_siecle(&folder, college(), &people).unwrap();
    }
    let paths = [folder];
    assert_eq!(Kind::guess(&paths).unwrap(), Some(kind));
    import::run(&test.app.db, kind, &paths, &options(test), &mut |_| {}).unwrap()
}

/// How many classes are open, and how many teachings.
fn open(test: &TestApp) -> (i64, i64) {
    let count = |table: &'static str| {
        test.look(move |tx| {
            let sql = format!(
                "SELECT COUNT(*) FROM {table} r, directory_state t \
                 WHERE r.since <= t.current AND r.until > t.current AND r.is_open"
            );
            tx.query_one(&sql, &[], |row| row.get(0))
        })
    };
    (count("directory_group"), count("directory_teaching"))
}

fn teaches(test: &TestApp) -> bool {
    let (who, today) = (id(test, TEACHER), test.today());
    let ties = test.look(move |tx| api::ties(tx, who, today));
    ties.iter().any(|tie| tie.role == Role::Teacher)
}

both! {
    fn each_register_owns_what_it_says(backend) {
        let test = start(backend);
        let pupils = bring(&test, Kind::Siecle, "one", &people());
        assert_eq!((pupils.summary.pupils, pupils.summary.guardians, pupils.summary.rejected), (1, 1, 0));
        let staff = bring(&test, Kind::Sts, "two", &people());
        assert_eq!((staff.summary.staff, staff.summary.classes, staff.summary.leaving), (1, 2, 0));
        assert_eq!(open(&test), (2, 1));
        // Neither closes nor sends away what the other says.
        let again = bring(&test, Kind::Siecle, "three", &people());
        assert_eq!(again.batch, None);
        let mut more = people();
        more[1].first_name = "Zoë".into();
        let changed = bring(&test, Kind::Siecle, "four", &more);
        assert_eq!((changed.summary.changed, changed.summary.leaving), (1, 0));
        assert!(teaches(&test));
        assert_eq!(open(&test).1, 1);
        let again = bring(&test, Kind::Sts, "five", &people());
        assert_eq!((again.summary.changed, again.summary.leaving), (0, 0));
        let name = test.look(|tx| tx.query_one("SELECT o.name FROM directory_org o, directory_state t WHERE o.since <= t.current AND o.until > t.current", &[], |row| row.get::<String>(0)));
        assert_eq!(name, "Collège Jean Moulin");
    }

    fn a_teacher_who_leaves_the_register_leaves(backend) {
        let test = start(backend);
        bring(&test, Kind::Sts, "one", &people());
        let mut others = people();
        let mut other = others[2].clone();
        other.key = "STS-0860002K-epp-8".into();
        other.first_name = "Marc".into();
        others[2] = other;
        let report = bring(&test, Kind::Sts, "two", &others);
        assert_eq!((report.summary.added, report.summary.leaving), (1, 1));
        assert!(!teaches(&test));
    }
}
