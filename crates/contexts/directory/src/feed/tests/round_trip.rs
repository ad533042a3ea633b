//! What the writer writes, the reader reads.

use kernel::{Day, Role};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::super::aaf::Degree;
use super::super::aaf_writer::Writer;
use super::super::{
    Address, Category, GroupKind, GroupRef, Kinship, Membership, Phone, PhoneKind, Responsibility,
    SchoolGroup, SchoolKind, Sector, Subject, Title, clean,
};
use super::*;

const LEVELS: [&str; 5] = ["6e", "CM2", "3e SEGPA", "PS", "ULIS TOUS NIVEAUX"];

fn words() -> impl Strategy<Value = Box<str>> {
    "[A-Za-zéÈçœ'&<>\"’\u{301}-]{1,12}( [A-Za-zÀ]{1,8})?"
        .prop_filter("a text", |text| !clean(text).is_empty())
        .prop_map(|text| Box::from(clean(&text)))
}

fn day() -> impl Strategy<Value = Day> {
    (0..30_000_i32).prop_map(Day)
}

fn code() -> impl Strategy<Value = Box<str>> {
    "[0-9A-Z]{1,5}( [A-Z0-9]{1,3})?".prop_map(Box::from)
}

fn number(n: u32) -> Uai {
    Uai::from_number(860_000 + n).unwrap()
}

fn group(degree: Degree) -> impl Strategy<Value = GroupRef> {
    let kind = prop_oneof![Just(GroupKind::Class), Just(GroupKind::Group)];
    (kind, code(), option::of(words())).prop_map(move |(kind, code, label)| {
        let label = label.filter(|label| degree == Degree::First && *label != code);
        GroupRef { kind, code, label }
    })
}

fn school(n: u32) -> impl Strategy<Value = School> {
    let kind = prop_oneof![
        Just(SchoolKind::Nursery),
        Just(SchoolKind::Elementary),
        Just(SchoolKind::Primary),
        Just(SchoolKind::Middle),
        Just(SchoolKind::High),
        Just(SchoolKind::Other)
    ];
    let sector = option::of(prop_oneof![
        Just(Sector::Public),
        Just(Sector::PrivateContract),
        Just(Sector::PrivateFree),
        Just(Sector::Private)
    ]);
    let name = prop_oneof![
        words(),
        Just("Collège Jean des Bois".into()),
        Just("École maternelle ABC".into())
    ];
    let groups = vec((group(Degree::First), option::of(0..4_usize)), 0..3);
    (kind, sector, name, option::of(words()), option::of("[0-9]{5}"), groups).prop_map(
        move |(kind, sector, name, street, postal_code, groups)| {
            let mut school = School::new(number(n), &name, kind);
            school.sector = sector;
            school.commune = Some("Le Bourg".into());
            school.address = street.map(|street| format!("{street}\nBP 1").into());
            school.postal_code = postal_code.map(Box::from);
            let mut groups: Vec<_> = groups
                .into_iter()
                .map(|(group, level)| SchoolGroup {
                    group,
                    levels: level.map(|at| LEVELS[at].into()).into_iter().collect(),
                })
                .collect();
            groups.sort();
            groups.dedup();
            school.groups = groups.into();
            school
        },
    )
}

fn bare_person(key: String, category: Category) -> impl Strategy<Value = Person> {
    let title = option::of(prop_oneof![Just(Title::Madam), Just(Title::Sir)]);
    let kind = prop_oneof![Just(PhoneKind::Home), Just(PhoneKind::Work), Just(PhoneKind::Mobile)];
    let kind =
        if category == Category::Guardian { kind.boxed() } else { Just(PhoneKind::Home).boxed() };
    let phone = (kind, "0[1-9]( [0-9]{2}){4}")
        .prop_map(|(kind, number)| Phone { kind, number: number.into() });
    let address =
        ("[a-z]{1,9}(\n[a-z]{1,9})?", "[0-9]{0,5}", words()).prop_map(|(lines, postal, city)| {
            Address {
                lines: lines.into(),
                postal_code: postal.into(),
                city,
                country: "FRANCE".into(),
            }
        });
    let texts = (words(), words(), option::of(words()), vec(words(), 0..3));
    (
        texts,
        title,
        option::of(day()),
        option::of("[a-z]{1,8}@example\\.org"),
        vec(phone, 0..3),
        option::of(address),
    )
        .prop_map(
            move |((last, first, family, others), title, birth, email, mut phones, address)| {
                let mut person = Person::new(&key, category, &last, &first);
                (person.family_name, person.other_first_names) = (family, others.into());
                (person.title, person.birth_date) = (title, birth);
                person.email = email.map(Box::from);
                phones.sort();
                phones.dedup();
                person.phones = phones.into();
                person.address = address.map(Box::new);
                person
            },
        )
}

fn guardian_of(degree: Degree, n: usize) -> impl Strategy<Value = Person> {
    bare_person(format!("{}-13-9{n}", degree.code()), Category::Guardian)
}

fn kinship(degree: Degree, guardian: usize) -> impl Strategy<Value = Kinship> {
    let level = prop_oneof![
        Just(Responsibility::Legal),
        Just(Responsibility::InCharge),
        Just(Responsibility::Contact),
        Just(Responsibility::Unknown)
    ];
    (option::of(1..99_u16), level, any::<[bool; 3]>()).prop_map(
        move |(link, level, [financial, contact, payment])| {
            let guardian = format!("{}-13-9{guardian}", degree.code()).into();
            if degree == Degree::First {
                let level = Responsibility::Legal;
                return Kinship {
                    guardian,
                    link: None,
                    level,
                    financial: false,
                    contact: false,
                    payment: false,
                };
            }
            Kinship { guardian, link, level, financial, contact, payment }
        },
    )
}

fn pupil_of(degree: Degree, n: usize) -> impl Strategy<Value = Person> {
    let bare = bare_person(format!("{}-13-1{n}", degree.code()), Category::Pupil);
    let dates = (option::of(day()), option::of(day()));
    let ties = vec((group(degree), option::of(day()), option::of(day())), 0..4);
    let kinships = (kinship(degree, 0), kinship(degree, 1), 0..3_usize);
    (bare, option::of(0..5_usize), dates, ties, kinships, option::of("[0-9]{9}[A-Z]{2}")).prop_map(
        move |(mut person, level, (starts, ends), ties, (first, second, links), ine)| {
            let level: Option<Box<str>> = level.map(|at| LEVELS[at].into());
            let base =
                Membership { level: level.clone(), ..Membership::new(number(1), Role::Pupil) };
            let mut all = vec![Membership { starts, ends, ..base.clone() }];
            for (group, starts, ends) in ties {
                let known = all
                    .iter()
                    .any(|tie| tie.group.as_ref().is_some_and(|other| other.code == group.code));
                if known {
                    continue;
                }
                let class = group.kind == GroupKind::Class;
                let dated = class && degree == Degree::Second;
                all.push(Membership {
                    group: Some(group),
                    level: level.clone().filter(|_| class),
                    starts: starts.filter(|_| dated),
                    ends: ends.filter(|_| dated),
                    ..base.clone()
                });
            }
            person.memberships = all.into();
            person.ine = ine.map(Box::from);
            person.local_id = (degree == Degree::Second).then(|| "77".into());
            person.kinships = [first, second].into_iter().take(links).collect();
            person.normalise();
            person
        },
    )
}

fn staff_of(degree: Degree, n: usize) -> impl Strategy<Value = Person> {
    let role = prop_oneof![
        Just(Role::Head),
        Just(Role::Teacher),
        Just(Role::SchoolLife),
        Just(Role::SupportAssistant),
        Just(Role::Secretariat),
        Just(Role::OtherStaff)
    ];
    let ties = vec((group(degree), option::of(0..3_usize), any::<bool>(), 1..3_u32), 0..5);
    let bare = bare_person(format!("{}-13-5{n}", degree.code()), Category::Staff);
    (bare, vec((role, 1..3_u32), 1..3), ties).prop_map(move |(mut person, roles, ties)| {
        let mut all: Vec<_> =
            roles.into_iter().map(|(role, school)| Membership::new(number(school), role)).collect();
        let second = degree == Degree::Second;
        for (group, subject, head, school) in ties {
            let tied = |tie: &Membership| {
                tie.uai == number(school)
                    && tie.group.as_ref().is_some_and(|other| other.code == group.code)
            };
            if all.iter().any(tied) {
                continue;
            }
            let head_teacher = head && second && group.kind == GroupKind::Class;
            let subject = subject.filter(|_| second).map(|at| {
                Box::new(Subject {
                    code: format!("02070{at}").into(),
                    label: format!("MATIERE {at}").into(),
                })
            });
            let tie = Membership::new(number(school), Role::Teacher);
            all.push(Membership { group: Some(group), subject, head_teacher, ..tie });
        }
        person.memberships = all.into();
        person.normalise();
        person
    })
}

#[derive(Debug)]
struct Feed {
    degree: Degree,
    schools: Vec<School>,
    people: Vec<Person>,
}

fn feed(degree: Degree) -> impl Strategy<Value = Feed> {
    let schools = (school(1), school(2));
    let staff = (staff_of(degree, 0), staff_of(degree, 1));
    let guardians = (guardian_of(degree, 0), guardian_of(degree, 1));
    let pupils = (pupil_of(degree, 0), pupil_of(degree, 1));
    (schools, staff, guardians, pupils).prop_map(move |(schools, staff, guardians, pupils)| {
        let linked = |person: &Person| {
            [&pupils.0, &pupils.1]
                .iter()
                .any(|pupil| pupil.kinships.iter().any(|link| link.guardian == person.key))
        };
        let guardians = [guardians.0, guardians.1]
            .into_iter()
            .filter(|person| linked(person))
            .collect::<Vec<_>>();
        let schools = vec![schools.0, schools.1];
        let people = [staff.0, staff.1]
            .into_iter()
            .chain(guardians)
            .chain([pupils.0.clone(), pupils.1.clone()])
            .collect();
        Feed { degree, schools, people }
    })
}

fn written(feed: &Feed) -> Folder {
    let folder = Folder::new(&[]);
    let mut writer =
        Writer::create(folder.path(), feed.degree, "13", Day::new(2027, 3, 11).unwrap()).unwrap();
    feed.schools.iter().for_each(|school| writer.school(school).unwrap());
    feed.people.iter().for_each(|person| writer.person(person).unwrap());
    writer.finish().unwrap();
    folder
}

fn same_when_read(feed: &Feed) -> Result<(), TestCaseError> {
    let folder = written(feed);
    let read = read_aaf(folder.path()).unwrap();
    prop_assert_eq!(&read.rejects, &[]);
    prop_assert_eq!(&read.schools, &feed.schools);
    for (read, written) in read.people.iter().zip(&feed.people) {
        prop_assert_eq!(read, written);
        prop_assert_eq!(read.digest(), written.digest());
    }
    prop_assert_eq!(read.people.len(), feed.people.len());
    prop_assert!(
        read.summary.unknown_attributes.is_empty(),
        "{:?}",
        read.summary.unknown_attributes
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_second_degree_reads_back(feed in feed(Degree::Second)) {
        same_when_read(&feed)?;
    }

    #[test]
    fn the_first_degree_reads_back(feed in feed(Degree::First)) {
        same_when_read(&feed)?;
    }
}

/// What changed from one day to the next, as a delta of a later day.
fn write_delta(folder: &Path, before: &Feed, after: &Feed, day: i32) {
    let day = Day(Day::new(2027, 3, 11).unwrap().0 + day);
    let mut writer = Writer::create_delta(folder, after.degree, "13", day).unwrap();
    let schools =
        |feed: &Feed, uai: Uai| feed.schools.iter().find(|school| school.uai == uai).cloned();
    for school in &after.schools {
        match schools(before, school.uai) {
            Some(known) => writer.modify_school(&known, school).unwrap(),
            None => writer.school(school).unwrap(),
        }
    }
    for school in &before.schools {
        if schools(after, school.uai).is_none() {
            writer.delete_school(school.uai).unwrap();
        }
    }
    let person = |feed: &Feed, key: &str| feed.people.iter().find(|one| *one.key == *key).cloned();
    for one in &after.people {
        match person(before, &one.key) {
            Some(known) => writer.modify_person(&known, one).unwrap(),
            None => writer.person(one).unwrap(),
        }
    }
    for one in &before.people {
        if person(after, &one.key).is_none() {
            writer.delete_person(one).unwrap();
        }
    }
    writer.finish().unwrap();
}

fn sorted(read: Read) -> (Vec<School>, Vec<Person>) {
    let (mut schools, mut people) = (read.schools, read.people);
    schools.sort_by_key(|school| school.uai);
    people.sort_by(|one, other| one.key.cmp(&other.key));
    (schools, people)
}

fn a_delta_makes_the_next_day(days: &[Feed; 3]) -> Result<(), TestCaseError> {
    let [one, two, three] = days;
    let folder = written(one);
    write_delta(folder.path(), one, two, 1);
    let read = read_aaf(folder.path()).unwrap();
    prop_assert_eq!(&read.rejects, &[]);
    let next = read_aaf(written(two).path()).unwrap();
    prop_assert_eq!(&next.rejects, &[]);
    prop_assert_eq!(read.summary.kinships, next.summary.kinships);
    prop_assert_eq!(sorted(read), sorted(next));
    write_delta(folder.path(), two, three, 2);
    let read = read_aaf(folder.path()).unwrap();
    prop_assert_eq!(sorted(read), sorted(read_aaf(written(three).path()).unwrap()));
    Ok(())
}

fn three_days(degree: Degree) -> impl Strategy<Value = [Feed; 3]> {
    // On the heap: three territories are too much for a stack.
    let day_of = || feed(degree).boxed();
    let gone = 0..8_usize;
    (day_of(), day_of(), day_of(), gone).prop_map(|(one, mut two, three, gone)| {
        if gone < two.people.len() && two.people[gone].category != Category::Guardian {
            two.people.remove(gone);
        }
        let named = |guardian: &Person| {
            two.people.iter().any(|one| one.kinships.iter().any(|l| l.guardian == guardian.key))
        };
        let lonely: Vec<Box<str>> = two
            .people
            .iter()
            .filter(|one| one.category == Category::Guardian && !named(one))
            .map(|one| one.key.clone())
            .collect();
        two.people.retain(|one| !lonely.contains(&one.key));
        [one, two, three]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_delta_of_the_second_degree_makes_the_next_day(days in three_days(Degree::Second)) {
        a_delta_makes_the_next_day(&days)?;
    }

    #[test]
    fn a_delta_of_the_first_degree_makes_the_next_day(days in three_days(Degree::First)) {
        a_delta_makes_the_next_day(&days)?;
    }
}

#[test]
fn files_are_cut_in_slices() {
    let people = (0..10_001).map(|n| {
        let mut person = Person::new(&format!("2D-13-{n}"), Category::Staff, "Arbre", "Lou");
        person.memberships = Box::new([Membership::new(number(1), Role::Head)]);
        person
    });
    let schools = vec![School::new(number(1), "Collège", SchoolKind::Middle)];
    let feed = Feed { degree: Degree::Second, schools, people: people.collect() };
    let folder = written(&feed);
    let mut names: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "ENT2DVA_Complet_20270311_EtabEducNat_0000.xml",
            "ENT2DVA_Complet_20270311_PersEducNat_0000.xml",
            "ENT2DVA_Complet_20270311_PersEducNat_0001.xml",
        ]
    );
    assert_eq!(read_aaf(folder.path()).unwrap().summary.staff, 10_001);
}
