//! What columns are guessed to be, and what is read once someone has said it.

use kernel::{Day, Role};
use proptest::prelude::*;

use super::super::columns::{Columns, Dates, Holds, Lack, Mapping, Meaning, Named};
use super::super::mapped::{Sample, read as read_mapped, samples};
use super::super::{Category, Reason, Responsibility, guess};
use super::*;

const ECOLE: &str = "0860015Z";

const LIST: &str = "\
    Nom;Prénom;Né(e) le;Classe;Niveau;Nom responsable 1;Prénom responsable 1;Mail responsable 1;Portable responsable 1;Nom responsable 2;Prénom responsable 2;Lien responsable 2\n\
    Roche;Ana;07/05/2018;CE1 A;CE1;Roche;Inès;ines@example.org;06 12 34 56 78;Roche;Paul;grand-père\n\
    Roche;Bob;09/07/2016;CM1;CM1;Roche;Inès;ines@example.org;;;;\n\
    Vidal;Zoé;30/01/2018;CE1 A;CE1;Vidal;Léa;;612345679;;;\n";

fn folder(content: &str) -> Folder {
    Folder::new(&[("liste-0860015Z.csv", content.as_bytes())])
}

fn sample(content: &str) -> Sample {
    let folder = folder(content);
    samples(&[folder.path().to_path_buf()], &Limits::default()).unwrap().remove(0)
}

fn guessed(content: &str) -> Mapping {
    let sample = sample(content);
    guess::mapping(&sample, guess::header(&sample))
}

fn codes(mapping: &Mapping) -> Vec<String> {
    mapping.columns.iter().map(|column| column.is.code()).collect()
}

fn read(content: &str, mapping: Mapping) -> Read {
    let folder = folder(content);
    let columns = Columns { school: None, sheets: vec![mapping] };
    let paths = [folder.path().to_path_buf()];
    collect(|sink| read_mapped(&paths, &Limits::default(), &columns, sink)).unwrap()
}

fn list(content: &str) -> Read {
    read(content, guessed(content))
}

fn named<'r>(read: &'r Read, first: &str) -> &'r Person {
    let found = read.people.iter().find(|person| &*person.first_name == first);
    found.unwrap_or_else(|| panic!("{first} in {:?}", read.people))
}

fn reasons(read: &Read) -> Vec<(u64, Reason)> {
    read.rejects.iter().map(|reject| (reject.line, reject.reason.clone())).collect()
}

#[test]
fn a_french_list_of_pupils_is_guessed() {
    let mapping = guessed(LIST);
    assert_eq!(
        codes(&mapping),
        [
            "last-name",
            "first-name",
            "birth",
            "class",
            "level",
            "guardian-1-last-name",
            "guardian-1-first-name",
            "guardian-1-email",
            "guardian-1-phone",
            "guardian-2-last-name",
            "guardian-2-first-name",
            "guardian-2-link",
        ]
    );
    assert_eq!((mapping.holds, mapping.dates), (Holds::Pupils, Dates::DayFirst));
    assert_eq!(mapping.lacks(true), []);
    assert_eq!(mapping.lacks(false), [Lack::School]);
}

#[test]
fn other_titles_and_other_orders_are_guessed() {
    for (titles, values, expected) in [
        (
            "Last name,First name,Date of birth,Class,Grade",
            "Roche,Ana,05/27/2018,A,CE1",
            "last-name first-name birth class level",
        ),
        (
            "NOM;PRÉNOM;DDN;NOM;PRENOM;TEL;NOM;PRENOM;MEL",
            "a;b;07/05/2018;c;d;0612345678;e;f;a@b.fr",
            "last-name first-name birth guardian-1-last-name guardian-1-first-name guardian-1-phone guardian-2-last-name guardian-2-first-name guardian-2-email",
        ),
        (
            "Nom;Prénom;Nom du père;Prénom du père;Tél mère;Nom de la mère;Prénom mère;INE",
            "a;b;c;d;0612345678;e;f;012345678AB",
            "last-name first-name guardian-1-last-name guardian-1-first-name guardian-2-phone guardian-2-last-name guardian-2-first-name ine",
        ),
        (
            "Nom;Prénom;Date d’entrée;Date de naissance",
            "a;b;01/09/2024;07/05/2018",
            "last-name first-name nothing birth",
        ),
        (
            "Nom;Prénom;x1;x2;x3;x4;x5;x6",
            "a;b;07/05/2018;CE1;012345678AB;0860015Z;a@b.fr;06 12 34 56 78",
            "last-name first-name birth level ine school email phone",
        ),
        (
            "Nom;Nom d’usage;Prénom;2ème prénom;Mail",
            "a;;b;c;pas de mail",
            "last-name nothing first-name nothing nothing",
        ),
    ] {
        assert_eq!(codes(&guessed(&format!("{titles}\n{values}\n"))).join(" "), expected);
    }
    assert_eq!(guessed("Nom,Prénom,Né le\na,b,05/27/2018\n").dates, Dates::MonthFirst);
}

#[test]
fn a_list_of_staff_is_guessed() {
    let mapping = guessed(
        "Civilité;Nom;Prénom;Courriel;Fonction;Classes\nMme;Colin;Paule;p@example.org;Directrice;CE1 A, CM1\n",
    );
    assert_eq!(codes(&mapping), ["title", "last-name", "first-name", "email", "role", "class"]);
    assert_eq!(mapping.holds, Holds::Staff);
}

#[test]
fn titles_are_found_under_a_title() {
    let sample = sample(&format!("École du Parc;;\nAnnée 2026-2027;;\n{LIST}"));
    assert_eq!(guess::header(&sample), 2);
}

#[test]
fn what_is_missing_is_said() {
    let mapping = |codes: &[&str]| Mapping {
        holds: Holds::Pupils,
        dates: Dates::DayFirst,
        columns: codes
            .iter()
            .map(|code| Named { header: (*code).to_owned(), is: Meaning::from_code(code).unwrap() })
            .collect(),
    };
    let lacks = |codes: &[&str]| mapping(codes).lacks(true);
    assert_eq!(lacks(&["first-name", "ine"]), [Lack::LastName]);
    assert_eq!(lacks(&["last-name", "class"]), [Lack::FirstName, Lack::Identity]);
    assert_eq!(lacks(&["last-name", "first-name", "ine", "guardian-2-email"]), [Lack::Guardian]);
    let twice = lacks(&["last-name", "first-name", "ine", "phone", "phone", "ine"]);
    assert_eq!(twice, [Lack::Twice(Meaning::from_code("ine").unwrap())]);
}

#[test]
fn pupils_and_their_guardians_are_read() {
    let read = list(LIST);
    assert_eq!((reasons(&read), read.summary.pupils, read.summary.guardians), (vec![], 3, 3));
    assert_eq!((read.summary.classes, read.summary.kinships), (2, 4));
    let (ana, ines) = (named(&read, "Ana"), named(&read, "Inès"));
    assert_eq!(ana.birth_date, Day::new(2018, 5, 7));
    assert!(ana.key.starts_with("CSV-0860015Z-") && !ana.key.to_lowercase().contains("roche"));
    assert!(ana.memberships.iter().any(|tie| {
        tie.role == Role::Pupil
            && tie.level.as_deref() == Some("CE1")
            && tie.group.as_ref().is_some_and(|group| &*group.code == "CE1 A")
    }));
    let level = |guardian: &Person| {
        ana.kinships.iter().find(|link| link.guardian == guardian.key).unwrap().level
    };
    assert_eq!(level(ines), Responsibility::Legal);
    assert_eq!(level(named(&read, "Paul")), Responsibility::Contact, "a grandfather has no rights");
    assert_eq!(ines.email.as_deref(), Some("ines@example.org"));
    assert_eq!(&*named(&read, "Léa").phones[0].number, "0612345679", "its first zero is back");
    assert_eq!(
        read.order,
        ["school", "guardian", "guardian", "guardian", "pupil", "pupil", "pupil"]
    );
}

#[test]
fn the_order_of_lines_and_of_columns_does_not_matter() {
    let digests = |read: &Read| {
        let mut all: Vec<_> = read.people.iter().map(Person::digest).collect();
        all.sort_unstable();
        all
    };
    let whole = list(LIST);
    let mapping = guessed(LIST);
    let lines: Vec<&str> = LIST.lines().collect();
    for turn in 1..lines.len() {
        let mut turned = lines.clone();
        turned[1..].rotate_left(turn);
        assert_eq!(digests(&read(&turned.join("\n"), mapping.clone())), digests(&whole));
    }
    let mirrored: Vec<String> =
        lines.iter().map(|line| line.split(';').rev().collect::<Vec<_>>().join(";")).collect();
    let mirrored = mirrored.join("\n");
    assert_eq!(digests(&read(&mirrored, mapping)), digests(&whole));
}

#[test]
fn one_person_on_several_lines_is_one() {
    let read = list(
        "Nom;Prénom;INE;Classe;Nom responsable;Prénom responsable;Tél responsable\n\
         Roche;Ana;012345678AB;CP;Roche;Inès;06 12 34 56 78\n\
         ROCHE;ANA;012345678AB;CP;Roche;Paul;\n\
         Roche;Ana;012345678AB;CP;Roche;Inès;\n",
    );
    assert_eq!((reasons(&read), read.summary.pupils, read.summary.guardians), (vec![], 1, 2));
    assert_eq!(read.summary.kinships, 2);
}

#[test]
fn homonyms_are_rejected_and_never_guessed() {
    let read = list(
        "Nom;Prénom;Né le;Classe;Nom responsable;Prénom responsable;Tél responsable\n\
         Roche;Ana;07/05/2018;CP;Roche;Inès;06 12 34 56 78\n\
         Roche;Ana;07/05/2018;CE1;;;\n\
         Vidal;Zoé;08/05/2018;CE1;Roche;Inès;06 00 00 00 00\n",
    );
    assert_eq!(read.people.len(), 1, "only Zoé is alone with her name");
    assert_eq!(reasons(&read), [(2, Reason::Homonyms), (2, Reason::Homonyms)]);
    assert!(named(&read, "Zoé").kinships.is_empty());
    let mixed =
        list("Nom;Prénom;Né le;INE\nRoche;Ana;07/05/2018;\nRoche;Ana;07/05/2018;012345678AB\n");
    assert_eq!((mixed.people.len(), reasons(&mixed)), (1, vec![(2, Reason::Homonyms)]));
}

#[test]
fn a_number_keeps_the_pupil_that_was_known_by_name() {
    let before = list("Nom;Prénom;Né le;Classe\nRoche;Ana;07/05/2018;CP\n");
    let after = list("Nom;Prénom;Né le;INE\nRoche;Ana;07/05/2018;012345678AB\n");
    assert_eq!(after.people[0].former_key.as_ref(), Some(&before.people[0].key));
}

#[test]
fn what_cannot_be_kept_says_its_line_and_why() {
    let mapping = guessed(
        "Nom;Prénom;Né le;Classe;UAI;Mail\nRoche;Ana;07/05/2018;CP;0860014Y;a@example.org\n",
    );
    let read = read(
        "Titre de la liste\n\
         Nom;Prénom;Né le;Classe;UAI;Mail\n\
         Roche;Ana;31/02/2018;CP;;\n\
         ;Bob;07/05/2018;CP;;\n\
         Colin;Eva;07/05/2018;CP;;;;reste\n\
         Colin;Léo;07/05/2018;CP;0860015A;\n\
         Colin;Max;;CP;;\n\
         Colin;Nina;07/05/2018;CP;;a@example.org\n\
         Colin;Noé;07/05/2018;CP;;06 12 34 56 78\n\
         Nom;Prénom;Né le;Classe;UAI;Mail\n\
         Colin;Zoé;07/05/2018;CP;0860014Y;\n",
        mapping,
    );
    assert_eq!(
        reasons(&read),
        [
            (3, Reason::BadDate { attribute: "Né le".into(), value: "31/02/2018".into() }),
            (4, Reason::MissingName),
            (5, Reason::Ragged { expected: 6, found: 8 }),
            (6, Reason::BadUai { value: "0860015A".into() }),
            (7, Reason::MissingId),
            (9, Reason::Shifted { column: "courriel".into(), value: "06 12 34 56 78".into() }),
        ]
    );
    assert!(read.rejects.iter().all(|reject| &*reject.file == "liste-0860015Z.csv"));
    assert_eq!(named(&read, "Zoé").memberships[0].uai, uai("0860014Y"));
}

#[test]
fn staff_are_what_their_function_says_and_nothing_more() {
    let roles = [
        ("", Role::Teacher),
        ("Professeure des écoles", Role::Teacher),
        ("professeur principal", Role::Teacher),
        ("Directrice", Role::Head),
        ("Conseiller principal d’éducation", Role::OtherStaff),
        ("CPE", Role::SchoolLife),
        ("Chef de cuisine", Role::OtherStaff),
        ("Directeur du périscolaire", Role::OtherStaff),
        ("AESH", Role::SupportAssistant),
        ("Secrétaire", Role::Secretariat),
        ("Agent", Role::OtherStaff),
    ];
    let mut list_of = "Nom;Prénom;Fonction;Classe;Matière\n".to_owned();
    for (at, (words, _)) in roles.iter().enumerate() {
        writeln!(list_of, "Colin;P{at};{words};6A, 5B;Maths").unwrap();
    }
    let read = list(&list_of);
    for (at, (words, role)) in roles.iter().enumerate() {
        let person = named(&read, &format!("P{at}"));
        assert_eq!(person.category, Category::Staff);
        let bare = person.memberships.iter().any(|tie| tie.group.is_none() && tie.role == *role);
        let classes = person.memberships.iter().filter(|tie| tie.group.is_some()).count();
        let teaches = matches!(role, Role::Teacher | Role::Head);
        assert_eq!((bare, classes), (true, if teaches { 2 } else { 0 }), "{words}");
    }
}

#[test]
fn a_sheet_that_nobody_named_is_said_to_be_skipped() {
    let folder = folder(LIST);
    let other = folder.put("autre-0860015Z.csv", b"a;b\n1;2\n");
    let columns = Columns { school: None, sheets: vec![guessed(LIST)] };
    let paths = [folder.path().to_path_buf()];
    let read = collect(|sink| read_mapped(&paths, &Limits::default(), &columns, sink)).unwrap();
    assert_eq!(read.summary.skipped_files, [Box::from("autre-0860015Z.csv")]);
    let error =
        collect(|sink| read_mapped(&[other], &Limits::default(), &columns, sink)).unwrap_err();
    assert!(matches!(error, FeedError::Nothing { .. }));
}

#[test]
fn the_school_is_that_of_the_line_then_what_was_said_then_that_of_the_file() {
    let content = "Nom;Prénom;Né le\nRoche;Ana;07/05/2018\n";
    let folder = folder(content);
    let mut columns = Columns { school: Some(uai("0860014Y")), sheets: vec![guessed(content)] };
    let paths = [folder.path().to_path_buf()];
    let school = |columns: &Columns, paths: &[PathBuf]| {
        collect(|sink| read_mapped(paths, &Limits::default(), columns, sink))
            .map(|read| read.schools[0].uai.to_string())
    };
    assert_eq!(school(&columns, &paths).unwrap(), "0860014Y");
    columns.school = None;
    assert_eq!(school(&columns, &paths).unwrap(), ECOLE);
    let nameless = [folder.put("x/liste.csv", content.as_bytes())];
    assert!(matches!(school(&columns, &nameless), Err(FeedError::NoSchool { .. })));
}

#[test]
fn what_was_said_is_found_again_by_the_titles() {
    let mapping = guessed(LIST);
    let kept = serde_json::to_string(&mapping).unwrap();
    assert_eq!(serde_json::from_str::<Mapping>(&kept).unwrap(), mapping);
    let sample = sample(&format!("Un titre au-dessus\n{}", LIST.to_uppercase()));
    assert!(sample.keys().any(|key| key == mapping.key()));
    assert_eq!(sample.header_of(&mapping), Some(1));
    assert_eq!(sample.header_of(&guessed("Nom;Prénom\na;b\n")), None);
}

/// A line of a list where people often meet: few names, few days, few guardians.
fn line() -> impl Strategy<Value = String> {
    let last = prop_oneof![Just("Roche"), Just("ROCHE"), Just("Vidal"), Just("")];
    let born = prop_oneof![Just("07/05/2018"), Just("2018-05-08"), Just(""), Just("hier")];
    let number = prop_oneof![3 => Just(""), 1 => Just("012345678AB"), 1 => Just("012345678AC")];
    let class = prop_oneof![Just("CP"), Just("CE1")];
    let guardian = prop_oneof![Just("Inès"), Just("Paul"), Just("")];
    let phone = prop_oneof![Just("0612345678"), Just("612345678"), Just("0600000000"), Just("")];
    (last, born, number, class, guardian, phone).prop_map(
        |(last, born, number, class, guardian, phone)| {
            let named = if guardian.is_empty() { "" } else { "Roche" };
            format!("{last};Ana;{born};{number};{class};{named};{guardian};{phone}\n")
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_list_reads_the_same_in_any_order(lines in prop::collection::vec(line(), 1..9), turn in 0..9_usize) {
        let titles = "Nom;Prénom;Né le;INE;Classe;Nom responsable 1;Prénom responsable 1;Tél responsable 1\n";
        let mapping = Mapping {
            holds: Holds::Pupils,
            dates: Dates::DayFirst,
            columns: titles
                .trim()
                .split(';')
                .zip(["last-name", "first-name", "birth", "ine", "class", "guardian-1-last-name", "guardian-1-first-name", "guardian-1-phone"])
                .map(|(title, code)| Named { header: title.to_owned(), is: Meaning::from_code(code).unwrap() })
                .collect(),
        };
        let told = |lines: &[String]| {
            let read = read(&format!("{titles}{}", lines.concat()), mapping.clone());
            let mut people: Vec<_> = read.people.iter().map(|one| (one.key.clone(), one.digest())).collect();
            people.sort();
            let keys: Vec<_> = people.iter().map(|(key, _)| key.clone()).collect();
            for link in read.people.iter().flat_map(|one| &*one.kinships) {
                assert!(keys.contains(&link.guardian), "a link leads to someone of the feed");
            }
            (people, read.rejects.len())
        };
        let mut turned = lines.clone();
        turned.rotate_left(turn % lines.len());
        prop_assert_eq!(told(&turned), told(&lines));
        let twice: Vec<String> = lines.iter().chain(&lines).cloned().collect();
        prop_assert_eq!(told(&twice).0, told(&lines).0);
    }
}
