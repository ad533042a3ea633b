//! Reading exports: tables and XML as EDT and UDT write them, tables of any school, and files that
//! nobody should send.

use std::io::{Cursor, Write};

use kernel::{Day, SchoolYear, Zone};
use proptest::prelude::*;

use super::{Columns, Fact, Named, Reading, What, read_export, words};
use crate::{
    calendar::{Found, Refusal},
    timetable::Weeks,
};

const EDT_CSV: &[u8] = include_bytes!("samples/edt.csv");
const EDT_TEXT: &[u8] = include_bytes!("samples/edt.txt");
const EDT_XML: &[u8] = include_bytes!("samples/edt.xml");
const EDT_SCHOOL: &[u8] = include_bytes!("samples/edt-school.xml");
const UDT: &[u8] = include_bytes!("samples/udt.csv");

fn year() -> SchoolYear {
    SchoolYear::of(Day::parse_iso("2027-03-11").unwrap(), Zone::A)
}

fn reading(bytes: &[u8], known: &[Columns]) -> Result<Reading, Refusal> {
    read_export(bytes.to_vec(), known, &year())
}

fn found(bytes: &[u8]) -> Found {
    match reading(bytes, &[]).unwrap() {
        Reading::Found(found) => found,
        Reading::Columns(sample) => panic!("{sample:?}"),
    }
}

fn refused(bytes: &[u8]) -> Refusal {
    reading(bytes, &[]).unwrap_err()
}

/// Each place of the week once, as text.
fn week(found: &Found) -> Vec<String> {
    let mut week: Vec<String> = found
        .events
        .iter()
        .map(|event| {
            let ends = event.ends.unwrap();
            let (day, starts) = (event.day.weekday(), event.starts);
            format!("{day} {starts}-{ends} {} | {} | {}", event.class, event.title, event.room)
        })
        .collect();
    week.sort();
    week.dedup();
    week
}

/// The days on which a class has a lesson that begins so.
fn days(found: &Found, starts: &str) -> Vec<String> {
    let events = found.events.iter().filter(|event| event.starts.to_string() == starts);
    events.map(|event| event.day.to_string()).collect()
}

#[test]
fn the_lessons_that_edt_exports_are_read_as_text_and_as_xml_alike() {
    let expected = [
        "1 09:00-10:00 5EB | HISTOIRE-GÉOGRAPHIE · ÉLISE BARON | 7",
        "2 10:05-11:00 5EB | MATHÉMATIQUES · MARC PETIT | 12",
        "4 13:30-15:00 5EA | ED.PHYSIQUE & SPORT. · ANNE ROUX | GYM",
        "4 13:30-15:00 5EB | ED.PHYSIQUE & SPORT. · ANNE ROUX | GYM",
    ];
    for (name, bytes) in [("csv", EDT_CSV), ("txt", EDT_TEXT), ("xml", EDT_XML)] {
        let found = found(bytes);
        assert_eq!(week(&found), expected, "{name}");
        let unclear: Vec<What> = found.unclear.iter().map(|line| line.what).collect();
        assert_eq!(unclear, [What::Class, What::Weeks, What::Day], "{name}");
        assert_eq!(found.left.unreadable, 3, "{name}");
        let year = year();
        let of_a = found.events.iter().filter(|event| event.day.weekday() == 2);
        assert!(of_a.clone().all(|event| SchoolYear::is_week_a(event.day)), "{name}");
        assert!(of_a.count() > 10 && found.events.iter().all(|event| year.has_class(event.day)));
    }
}

#[test]
fn the_places_that_udt_exports_are_read_with_or_without_their_titles() {
    let expected = [
        "1 08:00-09:00 6EA | MATHEMATIQUES · PETIT M. | 12",
        "2 09:00-10:00 6EA 6EA1 | ANGLAIS LV1 · LE GOFF A. | 3",
        "2 09:00-10:00 6EA 6EA2 | ANGLAIS LV1 · LE GOFF A. | 3",
        "4 13:30-15:00 6EPS3 | EPS · ROUX A. | GYM",
    ];
    let whole = found(UDT);
    assert_eq!(week(&whole), expected);
    assert_eq!(whole.unclear[0].said, "1er semestre");
    let after = UDT.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    assert_eq!(week(&found(&UDT[after..])), expected, "programs ask to take the titles out");
    let (a, b) = (days(&whole, "09:00"), days(&whole, "08:00"));
    assert!(a.len() > 25 && b.len() > 25);
}

#[test]
fn the_file_of_a_school_says_in_which_weeks_each_class_has_each_lesson() {
    let found = found(EDT_SCHOOL);
    assert_eq!(days(&found, "08:00"), ["2026-09-14"], "week 1 has no class, week 2 is cancelled");
    assert_eq!(days(&found, "09:00"), ["2026-09-01", "2026-09-08"]);
    assert_eq!(
        week(&found),
        [
            "1 08:00-09:00 6A | MATHEMATIQUES · MARC PETIT | 12",
            "2 09:00-10:00 6A | ANGLAIS LV1 · ANNE LE GOFF, MARC PETIT | ",
            "2 09:00-10:00 6AGL GR1 | ANGLAIS LV1 · ANNE LE GOFF, MARC PETIT | ",
        ]
    );
    assert_eq!(found.unclear[0].what, What::Hour);
}

#[test]
fn a_table_of_any_school_is_read_once_its_columns_are_said() {
    let table = "Collège;;;;\nQuand;De quand;Qui;Quoi;Où\nlundi;8h-9h;6A;Maths;12\nmardi Q1;8h-9h;6A;Maths;12\n";
    let Reading::Columns(sample) = reading(table.as_bytes(), &[]).unwrap() else { panic!() };
    assert_eq!(sample.titles.len(), 5);
    let facts = [Fact::Day, Fact::Starts, Fact::Class, Fact::Subject, Fact::Room];
    let titles = ["quand", "De  quand", "QUI", "quoi", "ou"];
    let columns = titles.iter().zip(facts);
    let columns = columns.map(|(title, is)| Named { title: (*title).to_owned(), is }).collect();
    let said = Columns { columns, swapped: false };
    assert!(said.lacks().is_empty());
    let Reading::Found(found) = reading(table.as_bytes(), &[said]).unwrap() else { panic!() };
    assert_eq!(week(&found).len(), 2);
    assert_eq!(week(&found)[0], "1 08:00-09:00 6A | Maths | 12");
    let lacks = Columns::guess(&["Jour".to_owned(), "Salle".to_owned()]).lacks();
    assert_eq!(lacks, [Fact::Starts, Fact::Class, Fact::Subject]);
}

#[test]
fn the_same_line_is_the_same_lesson_when_its_room_changes() {
    let keys = |bytes: &[u8]| -> Vec<String> {
        found(bytes).events.into_iter().map(|event| event.key).collect()
    };
    let text = String::from_utf8(EDT_TEXT.to_vec()).unwrap();
    let moved = text.replace("\t7\t", "\t8\t");
    assert_ne!(moved, text);
    assert_eq!(keys(EDT_TEXT), keys(moved.as_bytes()));
    let mut lines: Vec<&str> = text.lines().collect();
    lines[1..].reverse();
    let mut turned = keys(lines.join("\n").as_bytes());
    let mut straight = keys(EDT_TEXT);
    turned.sort();
    straight.sort();
    assert_eq!(turned, straight, "nor by the order of its lines");
}

#[test]
fn days_hours_and_weeks_are_read_as_people_write_them() {
    for (text, day) in [
        ("lundi", Some(1)),
        ("MER.", Some(3)),
        ("5", Some(5)),
        ("m", None),
        ("8", None),
        ("", None),
    ] {
        assert_eq!(words::weekday(text), day, "{text}");
    }
    for (text, said) in [
        ("8h00-9h00", "08:00 09:00"),
        ("de 8 h 05 à 9 h", "08:05 09:00"),
        ("  09h00", "09:00"),
        ("08:00:00", "08:00"),
        ("0905", "09:05"),
        ("0.375", "09:00"),
        ("25h00", ""),
        ("midi", ""),
    ] {
        let times: Vec<String> = words::times(text).iter().map(ToString::to_string).collect();
        assert_eq!(times.join(" "), said, "{text}");
    }
    for (text, minutes) in [
        ("1h00", Some(60)),
        ("0h55", Some(55)),
        ("55", Some(55)),
        ("1,5", Some(90)),
        ("2", Some(120)),
        ("", None),
    ] {
        assert_eq!(words::length(text), minutes, "{text}");
    }
    for (text, weeks) in [
        ("H", Some(Weeks::All)),
        ("", Some(Weeks::All)),
        ("Hebdomadaire", Some(Weeks::All)),
        ("Semaine A", Some(Weeks::A)),
        ("Q1", Some(Weeks::A)),
        ("quinzaine 2", Some(Weeks::B)),
        ("1 sem. sur 2 (paires)", Some(Weeks::B)),
        ("A B", None),
        ("Bihebdomadaire", None),
    ] {
        assert_eq!(words::weeks(text, false), weeks, "{text}");
    }
    assert_eq!(words::weeks("Q1", true), Some(Weeks::B));
    assert_eq!(words::weeks("A", true), Some(Weeks::A), "a letter is what it says");
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, bytes) in files {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_zip_is_opened_and_one_that_grows_too_much_is_not() {
    assert_eq!(
        week(&found(&zip(&[("lisez-moi.txt", b"Bonjour"), ("cours.csv", EDT_CSV)]))).len(),
        4
    );
    let bomb = vec![b'0'; 200 << 20];
    assert_eq!(refused(&zip(&[("cours.csv", &bomb)])), Refusal::TooLarge);
}

/// The archive of a small collège, as UDT writes one.
fn udt(more: &[(&str, &str)]) -> Vec<u8> {
    let files = [
        ("UDCal_00.xml", "<UDCal><init premiere_semaine_ISO=\"36\" duree_seq=\"60\"/></UDCal>"),
        ("UDCal_03.xml", "<UDCal><salle code=\"S12\" nom=\"12\"/></UDCal>"),
        (
            "UDCal_04.xml",
            "<UDCal><prof code=\"P1\" nom=\"PETIT\" prenom=\"MARC\" date_naissance=\"01/01/1980\"/>\
             <prof code=\"P2\" nom=\"LE GOFF\" prenom=\"ANNE\"/></UDCal>",
        ),
        (
            "UDCal_05.xml",
            "<UDCal><mat code=\"MATHS\" libelle=\"MATHEMATIQUES\"/><mat code=\"AGL1\" libelle=\"ANGLAIS LV1\"/></UDCal>",
        ),
        (
            "UDCal_07.xml",
            "<UDCal><demi_seq code_jour=\"1\" code=\"1\" code_site=\"\" hre_deb=\"0800\" hre_fin=\"0830\"/>\
             <demi_seq code_jour=\"1\" code=\"2\" code_site=\"\" hre_deb=\"0830\"/>\
             <demi_seq code_jour=\"1\" code=\"3\" code_site=\"\" hre_deb=\"0905\" hre_fin=\"0935\"/></UDCal>",
        ),
        ("UDCal_08.xml", "<UDCal><div code=\"6EA\" libelle=\"6e A\"/></UDCal>"),
        ("UDCal_10.xml", "<UDCal><eleve code=\"1\" nom=\"SECRET\" prenom=\"X\"/></UDCal>"),
        (
            "UDCal_11.xml",
            "<UDCal><fiche code=\"F1\" jour=\"1\" demi_seq=\"1\" site=\"\"/>\
             <fiche code=\"F2\" jour=\"1\" demi_seq=\"2\" site=\"\"/><fiche code=\"F3\" jour=\"1\" demi_seq=\"3\" site=\"\"/></UDCal>",
        ),
        ("UDCal_12.xml", UDT_WEEK),
        ("UDCal_13.xml", "<UDCal><rgpmt id=\"R1\" nom=\"6EPS3\" code_div=\"6EA\"/></UDCal>"),
        ("UDCal_19.xml", "<UDCal><gpe code=\"6EA1\" code_div=\"6EA\"/></UDCal>"),
        ("UDCal_23.xml", "<UDCal><coens lignefic=\"L3\" prof=\"P1\"/></UDCal>"),
        ("semaines.xml", "<semaines/>"),
    ];
    let files: Vec<(&str, &[u8])> =
        files.iter().chain(more).map(|(name, text)| (*name, text.as_bytes())).collect();
    zip(&files)
}

const UDT_WEEK: &str = "<UDCal><ligfiche code=\"L1\" fic=\"F1\" div=\"6EA\" mat=\"MATHS\" prof=\"P1\" salle=\"S12\"/>\
    <ligfiche code=\"L2\" fic=\"F2\" div=\"6EA\" mat=\"MATHS\" prof=\"P1\" salle=\"S12\"/>\
    <ligfiche code=\"L3\" fic=\"F3\" div=\"6EA\" gpe=\"6EA1\" mat=\"AGL1\" prof=\"P2\"/>\
    <ligfiche code=\"L4\" fic=\"F3\" rgpmt=\"R1\" mat=\"MATHS\"/>\
    <ligfiche code=\"L5\" fic=\"F9\" div=\"6EA\" mat=\"MATHS\"/>\
    <ligfiche code=\"L6\" fic=\"F1\" div=\"6EA\" mat=\"NUL\"/>\
    <ligfiche code=\"L7\" fic=\"F1\" div=\"NULLE\" mat=\"MATHS\"/></UDCal>";

#[test]
fn the_archive_of_udt_is_read_its_halves_made_whole() {
    let found = found(&udt(&[]));
    assert_eq!(
        week(&found),
        [
            "1 08:00-09:00 6EA | MATHEMATIQUES · MARC PETIT | 12",
            "1 09:05-09:35 6EA 6EA1 | ANGLAIS LV1 · ANNE LE GOFF, MARC PETIT | ",
            "1 09:05-09:35 6EPS3 | MATHEMATIQUES | ",
        ]
    );
    let unclear: Vec<What> = found.unclear.iter().map(|line| line.what).collect();
    assert_eq!(unclear, [What::Hour, What::Subject, What::Class]);
    assert!(days(&found, "08:00").len() > 25);
    assert!(!format!("{found:?}").contains("SECRET"), "pupils are not read");
}

#[test]
fn a_week_of_its_own_in_the_archive_of_udt_stands_instead_of_the_others() {
    let own =
        "<UDCal><ligfiche code=\"L1\" fic=\"F2\" div=\"6EA\" mat=\"AGL1\" prof=\"P2\"/></UDCal>";
    let found = found(&udt(&[("UDCal_12_37.xml", own)]));
    let monday = "2026-09-07";
    assert_eq!(days(&found, "08:30"), [monday]);
    let usual = days(&found, "08:00");
    assert!(usual.len() > 24 && !usual.contains(&monday.to_owned()));
}

#[test]
fn an_archive_of_udt_that_harms_is_refused() {
    let entities = "<!DOCTYPE UDCal [<!ENTITY a \"aaaa\">]><UDCal><mat code=\"&a;\"/></UDCal>";
    assert_eq!(refused(&udt(&[("UDCal_06.xml", entities)])), Refusal::Damaged);
    assert_eq!(refused(&udt(&[("UDCal_06.xml", "<UDCal><mat code=")])), Refusal::Damaged);
    let bomb = " ".repeat(200 << 20);
    assert_eq!(refused(&udt(&[("UDCal_06.xml", &bomb)])), Refusal::TooLarge);
    let many: Vec<(String, &str)> =
        (0..600).map(|at| (format!("UDCal_12_{at}.xml"), UDT_WEEK)).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    assert_eq!(refused(&udt(&many)), Refusal::TooLarge);
}

#[test]
fn what_is_no_timetable_is_refused_with_its_reason() {
    for (bytes, refusal) in [
        (&b""[..], Refusal::NotOne),
        (b"Bonjour", Refusal::NotOne),
        (b"%PDF-1.7 \x00\x01;;;", Refusal::NotOne),
        (b"a;b\n1;2", Refusal::NotOne),
        (b"<html><body>Bonjour</body></html>", Refusal::NotOne),
        (&EDT_XML[..EDT_XML.len() / 2], Refusal::Damaged),
        (&EDT_SCHOOL[..EDT_SCHOOL.len() / 2], Refusal::Damaged),
        (
            b"<!DOCTYPE TABLE [<!ENTITY a \"aaaa\">]><TABLE><Cours><JOUR>&a;</JOUR></Cours></TABLE>",
            Refusal::Damaged,
        ),
        (
            b"<EXPORT_INDEX_EDUCATION><CLES><PARTENAIRE NOM=\"X\">abc</PARTENAIRE></CLES>\
              <CONTENU>abc</CONTENU></EXPORT_INDEX_EDUCATION>",
            Refusal::Sealed,
        ),
    ] {
        assert_eq!(refused(bytes), refusal, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn a_school_of_sixty_classes_is_read_whole() {
    let mut table = String::from("Jour;Horaire;Classe;Matière;Prof;Salle\n");
    for class in 0..60 {
        for place in 0..40 {
            let (day, hour) = (place / 8 + 1, 8 + place % 8);
            table.push_str(&format!(
                "{day};{hour}h00-{hour}h55;C{class};Matière {};X;1\n",
                place % 10
            ));
        }
    }
    let events = found(table.as_bytes()).events.len();
    assert!(events > 60 * 40 * 30, "{events}");
}

#[test]
fn more_than_a_school_is_refused() {
    let mut table = String::from("Jour;Horaire;Classe;Matière;Prof;Salle\n");
    for class in 0..6_000 {
        table.push_str(&format!("lundi;8h00-9h00;C{class};Maths;X;1\n"));
    }
    assert_eq!(refused(table.as_bytes()), Refusal::TooMany);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_damage_breaks_the_reader(
        sample in 0..4_usize,
        damages in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = [EDT_CSV, EDT_XML, EDT_SCHOOL, UDT][sample].to_vec();
        for (place, byte) in damages {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        drop(reading(&bytes, &[]));
    }

    #[test]
    fn no_damage_breaks_the_reader_of_udt(damages in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..8)) {
        let mut week = UDT_WEEK.as_bytes().to_vec();
        for (place, byte) in damages {
            let at = place.index(week.len());
            week[at] = byte;
        }
        let text = String::from_utf8_lossy(&week).into_owned();
        drop(reading(&udt(&[("UDCal_12_40.xml", &text)]), &[]));
    }

    #[test]
    fn no_words_break_the_reader(text in "\\PC{0,40}") {
        words::times(&text);
        words::weekday(&text);
        words::date(&text);
        words::length(&text);
        words::weeks(&text, false);
    }
}
