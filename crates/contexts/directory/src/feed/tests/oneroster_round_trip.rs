//! What this program writes as OneRoster, it reads back.

use kernel::{Day, Role};
use proptest::prelude::*;

use super::super::oneroster_writer::{Writer, Year, told};
use super::super::{
    Category, GroupKind, GroupRef, Kinship, Membership, Phone, PhoneKind, Responsibility,
    SchoolGroup, SchoolKind, Subject, Title, oneroster,
};
use super::*;

fn today() -> Day {
    Day::new(2027, 3, 11).unwrap()
}

fn name() -> impl Strategy<Value = Box<str>> {
    "[A-Za-zÉèç][a-zé,;=+@\"' -]{0,10}[a-z]".prop_map(Box::from)
}

fn day() -> impl Strategy<Value = Day> {
    (0..500_i32).prop_map(|days| today().plus(days - 400))
}

fn group(at: usize) -> GroupRef {
    let kind = if at.is_multiple_of(2) { GroupKind::Class } else { GroupKind::Group };
    let label = (at > 1).then(|| format!("Le {at}, « A »").into());
    GroupRef { kind, code: format!("{at}A").into(), label }
}

fn schools() -> Vec<School> {
    [(COLLEGE, SchoolKind::Middle), ("0860014Y", SchoolKind::Primary)]
        .into_iter()
        .map(|(number, kind)| {
            let mut school = School::new(uai(number), "École, dite « du Pré »", kind);
            let levels = |at: usize| if at == 0 { vec!["6e".into(), "5e".into()] } else { vec![] };
            let declared =
                (0..4).map(|at| SchoolGroup { group: group(at), levels: levels(at).into() });
            school.groups = declared.collect();
            school.groups.sort();
            school
        })
        .collect()
}

fn tie(role: Role) -> impl Strategy<Value = Membership> {
    let place = (any::<bool>(), proptest::option::of(0..4_usize), proptest::option::of(0..3_u8));
    (place, any::<bool>(), proptest::option::of(day()), proptest::option::of(day())).prop_map(
        move |((first, at, subject), head_teacher, starts, ends)| {
            let uai = uai(if first { COLLEGE } else { "0860014Y" });
            let subject = subject.filter(|_| at.is_some()).map(|code| {
                let (code, label) = (format!("02{code}").into(), format!("Matière {code}").into());
                Box::new(Subject { code, label })
            });
            Membership {
                group: at.map(group),
                subject,
                head_teacher,
                level: (role == Role::Pupil).then(|| "6e".into()),
                starts,
                ends,
                ..Membership::new(uai, role)
            }
        },
    )
}

fn person(
    category: Category,
    at: usize,
    ties: BoxedStrategy<Vec<Membership>>,
) -> impl Strategy<Value = Person> {
    let contact =
        (proptest::option::of("[a-z]{1,6}@example\\.org"), proptest::option::of("0[0-9]{9}"));
    (name(), name(), proptest::option::of(day()), contact, ties, any::<bool>()).prop_map(
        move |(last, first, born, (email, mobile), ties, is_madam)| {
            let mut person =
                Person::new(&format!("2D-13-{category:?}{at}"), category, &last, &first);
            person.title = is_madam.then_some(Title::Madam);
            person.birth_date = born;
            person.email = email.map(Box::from);
            let phone = |number: String| Phone { kind: PhoneKind::Mobile, number: number.into() };
            person.phones = mobile.map(phone).into_iter().collect();
            person.memberships = ties.into();
            person
        },
    )
}

/// Staff, guardians and pupils, in the order they are written in.
fn people() -> impl Strategy<Value = Vec<Person>> {
    let roles = prop_oneof![
        tie(Role::Teacher),
        tie(Role::Teacher),
        tie(Role::SupportAssistant),
        Just(Membership::new(uai(COLLEGE), Role::Head)),
        Just(Membership::new(uai(COLLEGE), Role::Secretariat)),
        Just(Membership::new(uai(COLLEGE), Role::OtherStaff)),
    ];
    let staff = person(Category::Staff, 0, proptest::collection::vec(roles, 1..5).boxed());
    let guardian = |at| person(Category::Guardian, at, Just(Vec::new()).boxed());
    let pupil = |at| {
        let ties = proptest::collection::vec(tie(Role::Pupil), 1..4).boxed();
        person(Category::Pupil, at, ties)
    };
    let links = proptest::collection::vec((0..2_usize, 0..4_usize, any::<[bool; 2]>()), 1..3);
    (staff, guardian(0), guardian(1), pupil(0), pupil(1), links).prop_map(
        |(staff, one, other, mut first, mut second, links)| {
            let mut kinships: Vec<Kinship> = links
                .into_iter()
                .map(|(at, level, [contact, financial])| Kinship {
                    guardian: format!("2D-13-Guardian{at}").into(),
                    link: (level > 1).then_some(10),
                    level: Responsibility::ALL[level],
                    financial,
                    contact,
                    payment: false,
                })
                .collect();
            kinships.sort();
            kinships.dedup_by(|later, first| later.guardian == first.guardian);
            let named = |at: usize| {
                let key = format!("2D-13-Guardian{at}");
                kinships.iter().any(|link| *link.guardian == *key)
            };
            let guardians: Vec<Person> = [(0, one), (1, other)]
                .into_iter()
                .filter(|(at, _)| named(*at))
                .map(|(_, guardian)| guardian)
                .collect();
            first.kinships = kinships.clone().into();
            second.kinships = kinships.into();
            [vec![staff], guardians, vec![first, second]].concat()
        },
    )
}

fn write(people: &[Person]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Writer::create(folder.path(), today()).unwrap();
    for school in schools() {
        writer.school(&school).unwrap();
    }
    for person in people {
        let near: &[Uai] =
            if person.category == Category::Guardian { &[uai(COLLEGE)] } else { &[] };
        writer.person(person, near).unwrap();
    }
    writer.finish().unwrap();
    folder
}

fn read(folder: &tempfile::TempDir) -> Read {
    let paths = [folder.path().to_path_buf()];
    collect(|sink| oneroster::read(&paths, &Limits::default(), sink)).unwrap()
}

fn texts(folder: &tempfile::TempDir) -> Vec<(std::ffi::OsString, String)> {
    let files = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap());
    let mut texts: Vec<_> = files
        .map(|file| (file.file_name(), std::fs::read_to_string(file.path()).unwrap()))
        .collect();
    texts.sort();
    texts
}

#[test]
fn a_school_year_begins_in_september() {
    let of = |year, month, day| Year::of(Day::new(year, month, day).unwrap());
    assert_eq!(of(2026, 9, 1), of(2027, 8, 31));
    assert_ne!(of(2027, 9, 1), of(2027, 8, 31));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_back_as_told(people in people()) {
        let folder = write(&people);
        let once = read(&folder);
        prop_assert_eq!(&once.rejects, &Vec::new());
        prop_assert_eq!(&once.summary.unknown_attributes.len(), &0);
        let mut given = schools();
        given.sort_by_key(|school| school.uai);
        prop_assert_eq!(&once.schools, &given);
        let year = Year::of(today());
        let told: Vec<Person> = people.iter().map(|person| told(person, year)).collect();
        prop_assert_eq!(&once.people, &told);
        // Written again from what was read: the same files, word for word.
        prop_assert_eq!(texts(&write(&once.people)), texts(&folder));
    }
}
