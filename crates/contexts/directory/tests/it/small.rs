//! The smallest territory that shows everything: a collège and an école, a family in both.

use std::{fs, path::PathBuf};

use directory::{
    feed::{
        Category, FeedError, GroupKind, GroupRef, Kinship, Membership, Person, Phone, PhoneKind,
        Responsibility, School, SchoolGroup, SchoolKind, Subject, Title, Uai, aaf::Degree,
        aaf_writer::Writer,
    },
    import::{self, Answers, DEPARTURE_SHARE, ImportError, Kind, Options, Report},
};
use kernel::{Day, Lang, Role};
use testkit::{Backend, TestApp};
use web::{Hooks, Page};

/// Everyone who is exported.
#[derive(Clone, Debug)]
pub(crate) struct Small {
    pub(crate) schools: Vec<(Degree, School)>,
    pub(crate) people: Vec<Person>,
}

pub(crate) fn college() -> Uai {
    Uai::from_number(860_002).unwrap()
}

/// A collège where nobody is yet.
pub(crate) fn other_college() -> School {
    School::new(Uai::from_number(860_003).unwrap(), "Collège du Parc", SchoolKind::Middle)
}

pub(crate) fn ecole() -> Uai {
    Uai::from_number(860_100).unwrap()
}

fn class(code: &str) -> GroupRef {
    GroupRef { kind: GroupKind::Class, code: code.into(), label: None }
}

fn in_class(uai: Uai, role: Role, code: &str) -> Membership {
    Membership { group: Some(class(code)), ..Membership::new(uai, role) }
}

fn teaches(code: &str, subject: (&str, &str), is_main: bool) -> Membership {
    Membership {
        subject: Some(Box::new(Subject { code: subject.0.into(), label: subject.1.into() })),
        head_teacher: is_main,
        ..in_class(college(), Role::Teacher, code)
    }
}

pub(crate) fn link(guardian: &str, level: Responsibility) -> Kinship {
    Kinship {
        guardian: guardian.into(),
        link: Some(10),
        level,
        financial: false,
        contact: true,
        payment: false,
    }
}

pub(crate) fn person(
    key: &str,
    category: Category,
    names: (&str, &str),
    ties: Vec<Membership>,
) -> Person {
    let mut person = Person::new(key, category, names.0, names.1);
    person.memberships = ties.into();
    person.normalise();
    person
}

pub(crate) fn pupil(key: &str, names: (&str, &str), tie: Membership, links: &[Kinship]) -> Person {
    let mut pupil = person(key, Category::Pupil, names, vec![tie]);
    pupil.kinships = links.into();
    pupil.normalise();
    pupil
}

fn guardian(key: &str, names: (&str, &str), email: &str) -> Person {
    let mut guardian = person(key, Category::Guardian, names, Vec::new());
    guardian.title = Some(Title::Madam);
    guardian.email = Some(email.into());
    guardian
}

pub(crate) const MOTHER: &str = "2D-13-900";
pub(crate) const FATHER: &str = "2D-13-901";
pub(crate) const AUNT: &str = "2D-13-902";
pub(crate) const MOTHER_AT_ECOLE: &str = "1D-13-700";
pub(crate) const LINA: &str = "2D-13-100";
pub(crate) const NOAH: &str = "2D-13-101";
pub(crate) const TOM: &str = "1D-13-300";
pub(crate) const BARON: &str = "2D-13-500";

/// Puts someone in another class.
pub(crate) fn put_in(person: &mut Person, class: &str) {
    for group in person.memberships.iter_mut().filter_map(|tie| tie.group.as_mut()) {
        group.code = class.into();
    }
}

pub(crate) fn lina_tie() -> Membership {
    in_class(college(), Role::Pupil, "6A")
}

impl Small {
    pub(crate) fn new() -> Self {
        let mut place = School::new(college(), "Collège Jean Moulin", SchoolKind::Middle);
        place.commune = Some("Charroux".into());
        place.groups =
            Box::new([SchoolGroup { group: class("6A"), levels: Box::new(["6e".into()]) }]);
        let mut small =
            School::new(ecole(), "École élémentaire Jules Ferry", SchoolKind::Elementary);
        small.commune = Some("Charroux".into());
        let baron = person(
            BARON,
            Category::Staff,
            ("BARON", "Claire"),
            vec![teaches("6A", ("020700", "FRANCAIS"), true)],
        );
        let head = person(
            "2D-13-501",
            Category::Staff,
            ("LEROY", "Marc"),
            vec![Membership::new(college(), Role::Head)],
        );
        let teacher = person(
            "1D-13-550",
            Category::Staff,
            ("PETIT", "Anne"),
            vec![in_class(ecole(), Role::Teacher, "1")],
        );
        let mother = guardian(MOTHER, ("MOREAU", "Sonia"), "sonia.moreau@example.org");
        let father = guardian(FATHER, ("MOREAU", "Paul"), "paul.moreau@example.org");
        let aunt = guardian(AUNT, ("DUPONT", "Inès"), "");
        let same_mother =
            guardian(MOTHER_AT_ECOLE, ("Moreau", "Sonia"), "Sonia.Moreau@example.org");
        let lina = pupil(
            LINA,
            ("MOREAU", "Lina"),
            lina_tie(),
            &[
                link(MOTHER, Responsibility::Legal),
                link(FATHER, Responsibility::Legal),
                link(AUNT, Responsibility::Contact),
            ],
        );
        let noah = pupil(NOAH, ("MARTIN", "Noah"), lina_tie(), &[]);
        let tom = pupil(
            TOM,
            ("MOREAU", "Tom"),
            in_class(ecole(), Role::Pupil, "1"),
            &[link(MOTHER_AT_ECOLE, Responsibility::Legal)],
        );
        Self {
            schools: vec![(Degree::Second, place), (Degree::First, small)],
            people: vec![baron, head, teacher, mother, father, aunt, same_mother, lina, noah, tom],
        }
    }

    pub(crate) fn person(&mut self, key: &str) -> &mut Person {
        self.people.iter_mut().find(|person| *person.key == *key).unwrap()
    }

    pub(crate) fn without(mut self, key: &str) -> Self {
        self.people.retain(|person| *person.key != *key);
        self
    }

    /// Writes the exports into a folder of the test.
    pub(crate) fn write(&self, test: &TestApp, name: &str) -> PathBuf {
        let folder = test.folder().join(name);
        let day = Day::new(2027, 3, 11).unwrap();
        for degree in [Degree::Second, Degree::First] {
            let mut writer = Writer::create(&folder, degree, "13", day).unwrap();
            for (_, school) in self.schools.iter().filter(|(of, _)| *of == degree) {
                writer.school(school).unwrap();
            }
            let prefix = format!("{}-", degree.code());
            for person in self.people.iter().filter(|person| person.key.starts_with(&prefix)) {
                writer.person(person).unwrap();
            }
            writer.finish().unwrap();
        }
        folder
    }

    /// Writes and imports the exports.
    pub(crate) fn import(&self, test: &TestApp, name: &str) -> Report {
        import_at(test, self.write(test, name)).unwrap()
    }
}

pub(crate) fn options(test: &TestApp) -> Options<'_> {
    Options {
        dry_run: false,
        person: None,
        now: test.now(),
        day: test.today(),
        for_demo: false,
        departure_share: DEPARTURE_SHARE,
        answers: Answers::default(),
        files: Some(&test.app.files),
        full_report: None,
    }
}

pub(crate) fn import_at(test: &TestApp, path: PathBuf) -> Result<Report, ImportError> {
    import::run(&test.app.db, Kind::Aaf, &[path], &options(test), &mut |_| {})
}

/// Changes the text of the one file whose name holds `name`.
pub(crate) fn spoil(folder: &PathBuf, name: &str, change: impl Fn(String) -> String) {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let path = paths.into_iter().find(|path| path.to_string_lossy().contains(name)).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, change(text)).unwrap();
}

pub(crate) fn start(backend: Backend) -> TestApp {
    let hooks = Hooks {
        authenticate: |_, _, _| Ok(None),
        layout: |_, page: &Page| Ok(page.main.clone()),
        plain_layout: |page: &Page, _: Lang| page.main.clone(),
    };
    TestApp::start(backend, vec![web::Module::new("directory", directory::MIGRATIONS)], hooks)
}

/// The id of someone by what a feed calls them.
pub(crate) fn id(test: &TestApp, key: &'static str) -> i64 {
    test.look(move |tx| {
        tx.query_one(
            "SELECT s.entity_id FROM directory_source s, directory_state t \
             WHERE s.key = $1 AND s.since <= t.current AND s.until > t.current",
            db::params![key],
            |row| row.get(0),
        )
    })
}

pub(crate) fn is_damaged(error: &ImportError) -> bool {
    matches!(error, ImportError::Feed(FeedError::Damaged { .. }))
}

pub(crate) fn mobile(number: &str) -> Box<[Phone]> {
    Box::new([Phone { kind: PhoneKind::Mobile, number: number.into() }])
}

/// Gives someone a mobile.
pub(crate) fn mobile_of(person: &mut Person, number: &str) {
    person.phones = mobile(number);
}

/// Takes a guardian from a pupil.
pub(crate) fn forget_guardian(pupil: &mut Person, guardian: &str) {
    pupil.kinships =
        pupil.kinships.iter().filter(|link| *link.guardian != *guardian).cloned().collect();
}
