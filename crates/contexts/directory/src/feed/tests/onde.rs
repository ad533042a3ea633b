//! ONDE tables, older and newer, as they come and as they should not.

use kernel::Role;
use proptest::prelude::*;

use super::super::onde_writer::{self, Headers};
use super::super::{
    Category, Damage, Format, GroupKind, GroupRef, Kinship, Membership, Reason, Responsibility,
    onde, recognise,
};
use super::*;

const ECOLE: &str = "0860014Y";
const OLDER: &str = "\"Nom Elève\";\"Nom d'usage Elève\";\"Prénom Elève\";\"Date naissance\";\"Sexe\";\"Adresse1\";\"Cp1\";\"Commune1\";\"Pays1\";\" Cycle\";\"Niveau\";\"Classe\"\r\n";
const NEWER: &str = "Nom de famille élève;Nom d'usage élève;Prénom élève;Né(e) le;INE;Niveau;Identifiant classe;Libellé classe;État\n";
const GUARDIANS: &str = "Civilité Responsable;Nom usage responsable;Nom responsable;Prénom responsable;Adresse responsable;CP responsable;Commune responsable;Pays;Courriel;Téléphone domicile;Téléphone travail;Numéro de poste;Téléphone portable;Nom d'usage enfant;Nom de famille enfant;Prénom enfant;Classes enfants;Nom d'usage enfant;Nom de famille enfant;Prénom enfant;Classes enfants\n";
const STAFF: &str = "Civilité;Nom usage;Nom;Prénom;Adresse;CP;Commune;Pays;Courriel;Téléphone domicile;Téléphone portable;Directeur;Classe\n";

fn read_at(folder: &Folder) -> Result<Read, FeedError> {
    collect(|sink| onde::read(&[folder.path().to_path_buf()], &Limits::default(), sink))
}

fn read(files: &[(&str, &str)]) -> Result<Read, FeedError> {
    let named: Vec<_> = files.iter().map(|(n, t)| (format!("{ECOLE}-{n}.csv"), *t)).collect();
    let files: Vec<_> = named.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    read_at(&Folder::new(&files))
}

fn latin1(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}

fn older(rows: &[&str]) -> String {
    OLDER.to_owned() + &rows.join("\r\n")
}

fn guardian(first: &str, mail: &str, children: &str) -> String {
    format!(
        "MME;;MARTIN;{first};1 rue des Prés;86000;Poitiers;France;{mail};;;;06 00 00 00 00;{children}\n"
    )
}

const ZOE: &str =
    "MARTIN;;Zoé;2018-05-07;F;1 rue des Prés;86000;Poitiers;France;CYCLE II;CE1;CE1 A";

fn names(read: &Read, category: Category) -> Vec<String> {
    let of = read.people.iter().filter(|person| person.category == category);
    of.map(|person| format!("{} {}", person.first_name, person.last_name)).collect()
}

#[test]
fn the_older_tables_are_read_in_latin1() {
    let guardians = GUARDIANS.to_owned()
        + &guardian("Léa", "lea@example.org", ";MARTIN;Zoé;CE1 A;;MARTIN;Tom;CE1 A");
    let staff = STAFF.to_owned() + "M.;;BLANC;Luc;;;;;luc@example.org;;;O;CE1 A\n";
    let tom = "MARTIN;;Tom;2018-05-07;M;;;;;CYCLE II;CE1;CE1 A";
    let folder = Folder::new(&[
        ("0860014Y/CSVExtraction.csv", &latin1(&older(&[ZOE, tom]))),
        ("0860014Y/CSVExtraction(1).csv", &latin1(&guardians)),
        ("0860014Y/CSVExtraction(2).csv", &latin1(&staff)),
    ]);
    let read = read_at(&folder).unwrap();
    assert_eq!(read.rejects, []);
    let s = &read.summary;
    assert_eq!((s.schools, s.classes, s.pupils, s.guardians, s.staff), (1, 1, 2, 1, 1));
    assert_eq!((s.kinships, s.kinships_by_level[0], s.files), (2, 2, 3));
    assert_eq!(read.order, ["school", "staff", "guardian", "pupil", "pupil"]);
    assert_eq!(read.schools[0].uai, uai(ECOLE));
    let zoe = &read.people[2];
    assert_eq!((&*zoe.first_name, zoe.birth_date), ("Zoé", kernel::Day::new(2018, 5, 7)));
    assert_eq!(zoe.kinships[0].guardian, read.people[1].key);
    assert_eq!(zoe.kinships[0].level, Responsibility::Legal);
    let class = zoe.memberships.iter().find_map(|tie| tie.group.as_ref()).unwrap();
    assert_eq!((class.name(), zoe.memberships[0].level.as_deref()), ("CE1 A", Some("CE1")));
    let roles: Vec<Role> = read.people[0].memberships.iter().map(|tie| tie.role).collect();
    assert!(roles.contains(&Role::Head) && roles.contains(&Role::Teacher));
    assert!(!zoe.key.contains("MARTIN") && zoe.key.starts_with("ONDE-0860014Y-"));
}

#[test]
fn the_newer_tables_number_pupils_and_classes() {
    let pupils = NEWER.to_owned()
        + "MARTIN;;Zoé;07/05/2018;120000000AA;CE1;4012;CE1 A;ADMIS\n\
           PETIT;;Ali;01/02/2018;120000001AB;CE1;4012;CE1 A;RADIÉ\n";
    let new = read(&[("eleves", &pupils)]).unwrap();
    assert_eq!((new.summary.pupils, new.summary.ignored), (1, 1));
    let zoe = &new.people[0];
    let class = zoe.memberships.iter().find_map(|tie| tie.group.clone()).unwrap();
    assert_eq!((&*class.code, class.name()), ("4012", "CE1 A"));
    let old = read(&[("eleves", &older(&[ZOE]))]).unwrap();
    assert_ne!(zoe.key, old.people[0].key);
    assert_eq!(zoe.former_key.as_ref(), Some(&old.people[0].key));
    assert!(!zoe.key.contains("120000000AA"), "a number is in no key");
}

#[test]
fn files_are_told_by_what_they_hold() {
    let pupils = older(&[ZOE]);
    let aaf = file("1D", &[college()]);
    let directory = "uai,nom,type\n0860014Y,École du Pré,Ecole\n";
    for (content, format) in [
        (pupils.as_str(), Some(Format::Onde)),
        (NEWER, Some(Format::Onde)),
        (GUARDIANS, Some(Format::Onde)),
        (STAFF, Some(Format::Onde)),
        (&aaf, Some(Format::Aaf)),
        (directory, Some(Format::Annuaire)),
        ("a;b;c\n1;2;3\n", Some(Format::Table)),
        ("<html></html>", None),
        ("", None),
    ] {
        let folder = Folder::new(&[("x.csv", content.as_bytes())]);
        let found = recognise(&[folder.path().to_path_buf()], &Limits::default()).unwrap();
        assert_eq!(found.first().copied(), format, "{content:.40}");
    }
}

#[test]
fn a_file_says_its_school_or_is_refused() {
    let folder = Folder::new(&[("eleves.csv", older(&[ZOE]).as_bytes())]);
    let error = read_at(&folder).unwrap_err();
    assert!(error.to_string().starts_with("eleves.csv does not say which school"), "{error}");
    let with = "UAI;".to_owned() + OLDER + "0860014Y;" + ZOE + "\n0860014X;" + ZOE;
    let folder = Folder::new(&[("eleves.csv", with.as_bytes())]);
    let found = read_at(&folder).unwrap();
    assert_eq!((found.summary.pupils, found.rejects.len()), (1, 1));
    assert_eq!(found.rejects[0].reason, Reason::BadUai { value: "0860014X".into() });
    assert_eq!(found.rejects[0].line, 3);
}

#[test]
fn columns_are_neither_missing_nor_twice() {
    let missing = older(&[]).replace("Date naissance", "Autre");
    assert!(matches!(
        read(&[("eleves", &missing)]),
        Err(FeedError::MissingColumn { column: "Date naissance", .. })
    ));
    let twice = older(&[]).replace("Sexe", "Classe");
    assert!(matches!(
        read(&[("eleves", &twice)]),
        Err(FeedError::RepeatedColumn { column, .. }) if &*column == "Classe"
    ));
    let other = read(&[("eleves", &older(&[ZOE]).replace("Sexe", "Nouveauté"))]).unwrap();
    assert_eq!(other.summary.unknown_attributes.get("Nouveauté"), Some(&1));
}

#[test]
fn ragged_and_shifted_lines_are_rejected_with_their_place() {
    let short = "MARTIN;;Tom;2018-05-07;M";
    let long = format!("{ZOE};de trop");
    let shifted = "X;MARTIN;;Tom;2018-05-07;M;1 rue;86000;Poitiers;CYCLE II;CE1;CE1 A";
    let moved = "MARTIN;;Tom;2018-05-07;M;86000;Poitiers;France;;CYCLE II;CE1;CE1 A";
    let read = read(&[("eleves", &older(&[short, &long, shifted, moved, ZOE]))]).unwrap();
    let found: Vec<_> = read.rejects.iter().map(|one| (one.line, &one.reason)).collect();
    assert_eq!(found[0], (2, &Reason::Ragged { expected: 12, found: 5 }));
    assert_eq!(found[1], (3, &Reason::Ragged { expected: 12, found: 13 }));
    assert_eq!(found[2].0, 4);
    assert!(matches!(found[3], (5, Reason::Shifted { value, .. }) if &**value == "Poitiers"));
    assert_eq!((found.len(), read.summary.pupils), (4, 1));
}

#[test]
fn bad_text_is_refused() {
    let twice: String = older(&[ZOE])
        .bytes()
        .map(char::from)
        .map(|c| if c == '\u{c3}' { 'Ã' } else { c })
        .collect();
    match read(&[("eleves", &twice)]) {
        Err(FeedError::Damaged { line: 1, damage: Damage::TwiceEncoded, .. }) => {}
        other => panic!("{other:?}"),
    }
    let utf16: Vec<u8> = "\u{feff}Nom".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let folder = Folder::new(&[("0860014Y.csv", &utf16)]);
    assert!(matches!(read_at(&folder), Err(FeedError::Nothing { .. })));
    let endless = older(&[&"x".repeat(2 << 20)]);
    assert!(matches!(
        read(&[("eleves", &endless)]),
        Err(FeedError::Damaged { damage: Damage::TooLong(_), .. })
    ));
    let few = Limits { records: 1, ..Limits::default() };
    let folder =
        Folder::new(&[("0860014Y.csv", older(&[ZOE, &ZOE.replace("Zoé", "Tom")]).as_bytes())]);
    let error = collect(|sink| onde::read(&[folder.path().to_path_buf()], &few, sink)).unwrap_err();
    assert_eq!(error.to_string(), "more than 1 records");
}

#[test]
fn homonyms_born_the_same_day_are_never_guessed() {
    let other = ZOE.replace("CE1 A", "CE1 B");
    let read_old = read(&[("eleves", &older(&[ZOE, &other]))]).unwrap();
    assert_eq!(read_old.summary.pupils, 0);
    assert!(read_old.rejects.iter().all(|one| one.reason == Reason::Homonyms));
    let numbered = NEWER.to_owned()
        + "MARTIN;;Zoé;07/05/2018;120000000AA;CE1;1;CE1 A;\n\
           MARTIN;;Zoé;07/05/2018;120000001AB;CE1;2;CE1 B;\n";
    let guardians = GUARDIANS.to_owned() + &guardian("Léa", "", ";MARTIN;Zoé;CE1 B;;;;");
    let told = read(&[("eleves", &numbered), ("responsables", &guardians)]).unwrap();
    assert_eq!((told.summary.pupils, told.summary.kinships, told.rejects.len()), (2, 1, 0));
    assert!(told.people.iter().all(|person| person.former_key.is_none()));
    let of_b = told.people.iter().find(|person| !person.kinships.is_empty()).unwrap();
    assert!(
        of_b.memberships.iter().any(|tie| tie.group.as_ref().is_some_and(|g| g.name() == "CE1 B"))
    );
    // The same line delivered twice is one pupil.
    assert_eq!(read(&[("eleves", &older(&[ZOE, ZOE]))]).unwrap().summary.pupils, 1);
}

#[test]
fn twins_and_a_guardian_who_teaches_are_themselves() {
    let tom = ZOE.replace("Zoé", "Tom");
    let guardians = GUARDIANS.to_owned()
        + &guardian("Léa", "lea@example.org", ";MARTIN;Zoé;CE1 A;;MARTIN;Tom;CE1 A");
    let staff = STAFF.to_owned() + "MME;;MARTIN;Léa;;;;;lea@example.org;;;N;CE1 A\n";
    let read = read(&[("a", &older(&[ZOE, &tom])), ("b", &guardians), ("c", &staff)]).unwrap();
    assert_eq!(names(&read, Category::Pupil), ["Zoé MARTIN", "Tom MARTIN"]);
    assert_eq!(names(&read, Category::Guardian), names(&read, Category::Staff));
    assert_ne!(read.people[0].key, read.people[1].key);
    assert_eq!((read.summary.kinships, read.rejects.len()), (2, 0));
}

#[test]
fn two_guardians_of_one_name_are_not_one() {
    let guardians = GUARDIANS.to_owned()
        + &guardian("Léa", "one@example.org", ";MARTIN;Zoé;CE1 A;;;;")
        + &guardian("Léa", "two@example.org", ";MARTIN;Zoé;CE1 A;;;;");
    let read = read(&[("a", &older(&[ZOE])), ("b", &guardians)]).unwrap();
    assert_eq!((read.summary.guardians, read.summary.kinships), (0, 0));
    let places: Vec<_> = read.rejects.iter().map(|one| (one.line, &one.reason)).collect();
    assert_eq!(places, [(2, &Reason::Homonyms), (3, &Reason::Homonyms)]);
}

#[test]
fn a_child_who_is_not_there_is_said() {
    let guardians = GUARDIANS.to_owned()
        + &guardian("Léa", "", ";MARTIN;Zoé;CE1 A;;MARTIN;Inconnue;CE1 A")
        + &guardian("Ugo", "", ";PETIT;Ali;CE1 A;;;;");
    let read = read(&[("a", &older(&[ZOE])), ("b", &guardians)]).unwrap();
    assert_eq!((read.summary.guardians, read.summary.ignored), (1, 1));
    let value = "MARTIN Inconnue CE1 A".into();
    assert_eq!(read.rejects[0].reason, Reason::UnknownChild { value });
    assert_eq!(read.rejects.len(), 2);
}

#[test]
fn two_schools_are_one_feed_and_an_archive_is_read_as_delivered() {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for name in ["../0860014Y/eleves.csv", "0860015Z/eleves.csv"] {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(older(&[ZOE]).as_bytes()).unwrap();
    }
    let folder = Folder::new(&[("onde.zip", &archive.finish().unwrap().into_inner())]);
    let read = read_at(&folder).unwrap();
    assert_eq!((read.summary.schools, read.summary.pupils), (2, 2));
    assert_ne!(read.people[0].key, read.people[1].key);
}

fn name() -> impl Strategy<Value = Box<str>> {
    "[A-ZÉÈa-zéèçœ'-]{1,10}( [A-Z]{1,5})?"
        .prop_filter("a name", |text| !kernel::fold(text).is_empty())
        .prop_map(Box::from)
}

/// A class of an école with its people, each told by name.
fn ecole() -> impl Strategy<Value = Vec<Person>> {
    let people = proptest::collection::vec((name(), name(), 12_000..20_000_i32, 0..3_usize), 1..9);
    (people, proptest::collection::vec((name(), name()), 3)).prop_map(|(pupils, guardians)| {
        let at = uai(ECOLE);
        let class = |n: usize| GroupRef {
            kind: GroupKind::Class,
            code: format!("CE1 {n}").into(),
            label: None,
        };
        let mut people: Vec<Person> = Vec::new();
        for (n, (last, first)) in guardians.iter().enumerate() {
            let mut person = Person::new(&format!("g{n}"), Category::Guardian, last, first);
            person.family_name = Some(last.clone());
            person.email = Some(format!("g{n}@example.org").into());
            people.push(person);
        }
        for (n, (last, first, day, of)) in pupils.into_iter().enumerate() {
            let mut person = Person::new(&format!("p{n}"), Category::Pupil, &last, &first);
            person.family_name = Some(last);
            person.birth_date = Some(kernel::Day(day));
            let tie = Membership {
                level: Some("CE1".into()),
                group: Some(class(of)),
                ..Membership::new(at, Role::Pupil)
            };
            person.memberships = Box::new([tie]);
            person.kinships = Box::new([Kinship {
                guardian: format!("g{of}").into(),
                link: None,
                level: Responsibility::Legal,
                financial: false,
                contact: false,
                payment: false,
            }]);
            person.normalise();
            people.push(person);
        }
        let mut met = std::collections::HashSet::new();
        people.retain(|one| {
            let name = (one.category, kernel::fold(&one.last_name), kernel::fold(&one.first_name));
            met.insert(name)
        });
        let keys: Vec<Box<str>> = people.iter().map(|one| one.key.clone()).collect();
        for person in &mut people {
            let links = std::mem::take(&mut person.kinships).into_vec();
            person.kinships =
                links.into_iter().filter(|link| keys.contains(&link.guardian)).collect();
        }
        people
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_back_in_any_order(
        people in ecole(),
        headers in prop_oneof![Just(Headers::Older), Just(Headers::Newer)],
        turn in 0..9_usize,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut given: Vec<&Person> = people.iter().collect();
        onde_writer::write(folder.path(), uai(ECOLE), &given, headers).unwrap();
        let once = collect(|sink| {
            onde::read(&[folder.path().to_path_buf()], &Limits::default(), sink)
        }).unwrap();
        prop_assert_eq!(&once.rejects, &Vec::new());
        let said = |read: &Read, category| {
            let mut names = names(read, category);
            names.sort();
            names
        };
        let pupils = people.iter().filter(|one| one.category == Category::Pupil);
        let mut wanted: Vec<String> =
            pupils.clone().map(|one| format!("{} {}", one.first_name, one.last_name)).collect();
        wanted.sort();
        prop_assert_eq!(said(&once, Category::Pupil), wanted);
        let links: usize = pupils.map(|one| one.kinships.len()).sum();
        prop_assert_eq!(once.summary.kinships, links as u64);

        // Written in another order, and then from what was read: the same records.
        let middle = turn % given.len().max(1);
        given.rotate_left(middle);
        let shuffled = tempfile::tempdir().unwrap();
        onde_writer::write(shuffled.path(), uai(ECOLE), &given, headers).unwrap();
        let again = tempfile::tempdir().unwrap();
        let records: Vec<&Person> = once.people.iter().collect();
        onde_writer::write(again.path(), uai(ECOLE), &records, headers).unwrap();
        for folder in [shuffled, again] {
            let mut other = collect(|sink| {
                onde::read(&[folder.path().to_path_buf()], &Limits::default(), sink)
            }).unwrap().people;
            let mut first = once.people.clone();
            other.sort_by(|a, b| a.key.cmp(&b.key));
            first.sort_by(|a, b| a.key.cmp(&b.key));
            prop_assert_eq!(other, first);
        }
    }

    #[test]
    fn no_bytes_make_the_reader_panic(
        header in prop_oneof![Just(OLDER), Just(NEWER), Just(GUARDIANS), Just(STAFF)],
        rest in proptest::collection::vec(any::<u8>(), 0..400),
    ) {
        let mut bytes = header.as_bytes().to_vec();
        bytes.extend(rest);
        let folder = Folder::new(&[("0860014Y-x.csv", &bytes)]);
        if let Ok(read) = read_at(&folder) {
            prop_assert!(read.people.len() + read.rejects.len() < 2_000);
        }
    }
}
