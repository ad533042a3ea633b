//! The registers of écoles through the engine: what stays, what leaves, who is the same.

use directory::{
    feed::{
        Category, GroupKind, GroupRef, Kinship, Membership, Person, Responsibility, Uai,
        onde_writer::{self, Headers},
    },
    import::{self, Kind, Report},
};
use kernel::{Day, Role};
use testkit::{TestApp, both};

use crate::small::{Small, ecole, options, start};

const ECOLE: &str = "0860015Z";

fn uai() -> Uai {
    Uai::parse(ECOLE).unwrap()
}

fn pupil(first: &str, class: &str, ine: &str) -> Person {
    let mut person = Person::new(first, Category::Pupil, "Roche", first);
    person.birth_date = Day::new(2018, 5, 7);
    person.ine = Some(ine.into());
    let group = Some(GroupRef { kind: GroupKind::Class, code: class.into(), label: None });
    let bare = Membership { level: Some("CE1".into()), ..Membership::new(uai(), Role::Pupil) };
    person.memberships = Box::new([Membership { group, ..bare }]);
    person.kinships = Box::new([Kinship {
        guardian: "g".into(),
        link: None,
        level: Responsibility::Legal,
        financial: false,
        contact: false,
        payment: false,
    }]);
    person.normalise();
    person
}

fn people() -> Vec<Person> {
    let mut guardian = Person::new("g", Category::Guardian, "Roche", "Inès");
    guardian.email = Some("ines@example.org".into());
    let mut teacher = Person::new("t", Category::Staff, "Colin", "Paul");
    let group = Some(GroupRef { kind: GroupKind::Class, code: "CE1 A".into(), label: None });
    teacher.memberships = Box::new([Membership { group, ..Membership::new(uai(), Role::Teacher) }]);
    teacher.normalise();
    vec![guardian, teacher, pupil("Ana", "CE1 A", "1A"), pupil("Bob", "CE1 A", "2B")]
}

fn bring(test: &TestApp, name: &str, people: &[Person], headers: Headers, only: &str) -> Report {
    let folder = test.folder().join(name);
    onde_writer::write(&folder, uai(), &people.iter().collect::<Vec<_>>(), headers).unwrap();
    let paths: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().contains(only))
        .collect();
    assert_eq!(Kind::guess(&paths).unwrap(), Some(Kind::Onde));
    import::run(&test.app.db, Kind::Onde, &paths, &options(test), &mut |_| {}).unwrap()
}

/// Ids of the people of that first name.
fn ids(test: &TestApp, first: &'static str) -> Vec<i64> {
    test.look(move |tx| {
        tx.query(
            "SELECT p.person_id FROM directory_person p, directory_state t \
             WHERE p.first_name = $1 AND p.since <= t.current AND p.until > t.current ORDER BY 1",
            db::params![first],
            |row| row.get(0),
        )
    })
}

/// How many of someone's roles and ties are of today.
fn ties(test: &TestApp, person: i64) -> (usize, usize) {
    let today = test.today();
    let ties = test.look(move |tx| directory::api::ties(tx, person, today));
    let of = |role: Role| ties.iter().filter(|tie| tie.role == role).count();
    (of(Role::Pupil), of(Role::Guardian))
}

both! {
    fn a_register_is_imported_and_the_same_files_change_nothing(backend) {
        let test = start(backend);
        let first = bring(&test, "one", &people(), Headers::Older, "");
        let said = first.summary;
        assert_eq!((said.schools, said.pupils, said.guardians, said.staff, said.kinships), (1, 2, 1, 1, 2));
        assert_eq!((said.added, said.rejected), (5, 0));
        let again = bring(&test, "two", &people(), Headers::Older, "");
        assert_eq!((again.summary.unchanged, again.batch), (5, None));
        let school = test.look(|tx| tx.query_one("SELECT name FROM directory_org WHERE uai = $1", db::params![ECOLE], |row| row.get::<String>(0)));
        assert_eq!(school, "École 0860015Z");
        let taught = test.look(|tx| tx.query_one("SELECT label FROM directory_teaching", &[], |row| row.get::<String>(0)));
        assert_eq!(taught, "Classe");
    }

    fn pupils_alone_say_nothing_of_the_others(backend) {
        let test = start(backend);
        bring(&test, "one", &people(), Headers::Older, "");
        let mut fewer = people();
        fewer.retain(|one| &*one.first_name != "Bob");
        let report = bring(&test, "two", &fewer, Headers::Older, "eleves");
        assert_eq!(report.summary.leaving, 1);
        let (ana, bob, ines) = (ids(&test, "Ana")[0], ids(&test, "Bob")[0], ids(&test, "Inès")[0]);
        assert!(ties(&test, ana).0 > 0);
        assert_eq!(ties(&test, bob).0, 0);
        assert!(ties(&test, ines).1 > 0, "a guardian keeps the child who stays");
    }

    fn a_number_does_not_make_another_pupil(backend) {
        let test = start(backend);
        bring(&test, "one", &people(), Headers::Older, "");
        let before = ids(&test, "Ana");
        let newer = bring(&test, "two", &people(), Headers::Newer, "");
        assert_eq!((newer.summary.added, newer.summary.leaving), (0, 0));
        assert_eq!(ids(&test, "Ana"), before);
        let again = bring(&test, "three", &people(), Headers::Newer, "");
        assert_eq!(again.batch, None);
        // Once numbered, a corrected name is the same pupil.
        let mut corrected = people();
        corrected[2].first_name = "Anna".into();
        let report = bring(&test, "four", &corrected, Headers::Newer, "");
        assert_eq!((report.summary.added, report.summary.changed, report.summary.leaving), (0, 1, 0));
        assert_eq!(ids(&test, "Anna"), before);
    }

    fn a_class_known_by_another_number_is_the_same_class(backend) {
        let test = start(backend);
        let mut aaf = Small::new();
        for one in &mut aaf.people {
            for tie in one.memberships.iter_mut().filter(|tie| tie.uai == ecole()) {
                if let Some(group) = &mut tie.group {
                    group.label = Some("CE1 A".into());
                }
            }
        }
        aaf.import(&test, "aaf");
        let classes = |test: &TestApp| {
            let school = ecole().to_string();
            test.look(move |tx| {
                tx.query(
                    "SELECT g.group_id, g.code FROM directory_state t, directory_group g \
                     JOIN directory_org o ON o.org_id = g.org_id AND o.uai = $1 \
                     WHERE g.since <= t.current AND g.until > t.current AND g.is_open \
                     AND o.since <= t.current AND o.until > t.current",
                    db::params![&school],
                    |row| Ok((row.get::<i64>(0)?, row.get::<String>(1)?)),
                )
            })
        };
        let before = classes(&test);
        assert_eq!(before.len(), 1);
        let mut register = people();
        register.retain(|one| one.category == Category::Pupil);
        for tie in register.iter_mut().flat_map(|one| one.memberships.iter_mut()) {
            tie.uai = ecole();
        }
        let folder = test.folder().join("onde");
        let given: Vec<&Person> = register.iter().collect();
        onde_writer::write(&folder, ecole(), &given, Headers::Older).unwrap();
        import::run(&test.app.db, Kind::Onde, &[folder], &options(&test), &mut |_| {}).unwrap();
        assert_eq!(classes(&test), before);
        let again = aaf.import(&test, "again");
        assert_eq!((again.summary.added, again.summary.leaving, again.batch), (0, 0, None));
        assert_eq!(classes(&test), before);
    }
}
