//! What files of vacations say, and what is left out of them.

use kernel::{Day, Place, Zone};

use super::{
    Year,
    read::{Refusal, Said, Why, read},
};

const TITLES: &str = "description;population;start_date;end_date;location;zones;annee_scolaire";

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

fn reading(content: impl Into<Vec<u8>>) -> Result<Said, Refusal> {
    read(content.into(), day("2027-03-11"), &Place::named("Europe/Paris").unwrap())
}

fn said(lines: &[&str]) -> Said {
    reading(format!("{TITLES}\n{}\n", lines.join("\n"))).unwrap()
}

fn whys(said: &Said) -> Vec<(u64, Why)> {
    said.bad.iter().map(|bad| (bad.line, bad.why.clone())).collect()
}

fn days(year: &Year) -> Vec<String> {
    let words = |b: &super::Break| format!("{} {} {}", b.name, b.days.from, b.days.to);
    year.breaks.iter().map(words).collect()
}

const AUTUMN: &str = "Vacances de la Toussaint;-;2027-10-22T22:00:00+00:00;2027-11-07T23:00:00+00:00;Poitiers;Zone A;2027-2028";

#[test]
fn a_vacation_ends_the_day_before_class_begins_again_in_paris() {
    let said = said(&[
        AUTUMN,
        "Vacances de Noël;Élèves;2027-12-18T00:00:00+01:00;2028-01-03T00:00:00+01:00;Poitiers;Zone A;2027-2028",
    ]);
    assert_eq!((said.years.len(), said.bad_count), (1, 0));
    assert_eq!(
        days(&said.years[0]),
        [
            "Vacances de la Toussaint 2027-10-23 2027-11-07",
            "Vacances de Noël 2027-12-18 2028-01-02"
        ]
    );
}

#[test]
fn each_academie_says_the_same_and_teachers_another_thing() {
    let said = said(&[
        AUTUMN,
        &AUTUMN.replace("Poitiers", "Lyon"),
        &AUTUMN.replace(";-;2027-10-22", ";Enseignants;2027-10-20"),
        &AUTUMN.replace("Zone A", "Corse"),
        &AUTUMN.replace("Zone A", "Guadeloupe"),
        &AUTUMN.replace("Zone A", "Zone C"),
    ]);
    assert_eq!(said.bad_count, 0);
    let zones: Vec<_> = said.years.iter().map(|year| year.zone).collect();
    assert_eq!(zones, [Zone::A, Zone::C]);
}

#[test]
fn a_year_begins_and_ends_as_the_file_says_or_else_as_usual() {
    let told = said(&[
        "Vacances d'Été;Élèves;2027-07-02T22:00:00+00:00;2027-09-01T22:00:00+00:00;Poitiers;Zone A;2026-2027",
        "Prérentrée des enseignants;-;2027-08-30T22:00:00+00:00;2027-08-30T22:00:00+00:00;Poitiers;Zone A;2027-2028",
        AUTUMN,
        "Début des Vacances d'Été;-;2028-07-03T22:00:00+00:00;2028-07-03T22:00:00+00:00;Poitiers;Zone A;2027-2028",
    ]);
    assert_eq!(told.years.len(), 1, "nothing else is said of the year before");
    assert_eq!((told.years[0].first, told.years[0].last), (day("2027-09-02"), day("2028-07-03")));
    let usual = said(&[AUTUMN]);
    assert_eq!((usual.years[0].first, usual.years[0].last), (day("2027-09-01"), day("2028-07-07")));
    let said = said(&[
        AUTUMN,
        "Rentrée scolaire des élèves;Élèves;2027-09-02T22:00:00+00:00;2027-09-02T22:00:00+00:00;Poitiers;Zone A;2027-2028",
    ]);
    assert_eq!(said.years[0].first, day("2027-09-03"));
}

#[test]
fn one_day_off_is_that_day_and_names_may_be_those_of_the_page() {
    let titles = "Description;Population;Date de début;Date de fin;Académies;Zones;annee_scolaire";
    let content = format!(
        "\u{feff}{titles}\n{AUTUMN}\nPont de l'Ascension;-;2028-05-26;2028-05-26;Poitiers;Zone A;2027-2028\n"
    );
    let said = reading(content).unwrap();
    assert_eq!(days(&said.years[0])[1], "Pont de l'Ascension 2028-05-26 2028-05-26");
}

#[test]
fn what_makes_no_sense_is_left_out_with_its_line() {
    let said = said(&[
        AUTUMN,
        &AUTUMN.replace("2027-10-22", "2027-12-22"),
        &AUTUMN.replace("2027-10-22T", "2027-99-22T"),
        &AUTUMN.replace("2027-10-22T22:00:00+00:00", "2027-10-22T22:00:00"),
        &AUTUMN.replace("2027-2028", "2027"),
        &AUTUMN.replace("2027-2028", "2028-2029"),
        &AUTUMN.replace("2027-10-22", "2027-10-21"),
        &AUTUMN.replace("de la Toussaint", "d'automne").replace("2027-10-22", "2027-10-25"),
        &AUTUMN.replace("de la Toussaint", "sans fin").replace("2027-11-07", "2028-03-07"),
    ]);
    let expected = [
        (3, Why::Backwards),
        (4, Why::Day),
        (5, Why::Day),
        (6, Why::Year),
        (7, Why::Outside),
        (8, Why::Differs(2)),
        (9, Why::Overlaps(2)),
        (10, Why::Outside),
    ];
    assert_eq!(whys(&said), expected);
    assert_eq!(days(&said.years[0]), ["Vacances de la Toussaint 2027-10-23 2027-11-07"]);
}

#[test]
fn years_that_are_over_change_nothing() {
    let over = AUTUMN.replace("2027-", "2024-").replace("2024-2028", "2024-2025");
    let content = format!("{TITLES}\n{over}\n");
    assert_eq!(reading(content), Err(Refusal::NothingToCome));
}

#[test]
fn a_file_that_is_something_else_is_refused() {
    assert_eq!(reading(Vec::new()), Err(Refusal::NoTable));
    assert_eq!(reading(vec![0_u8; 4_096]), Err(Refusal::NoTable));
    assert_eq!(reading("<?xml version=\"1.0\"?><a><b/></a>"), Err(Refusal::NoTable));
    let without = format!("description;start_date;zones\n{AUTUMN}\n");
    let missing = vec!["population", "end_date", "annee_scolaire"];
    assert_eq!(reading(without), Err(Refusal::Columns(missing)));
    let long = format!("{TITLES}\n{};{}\n", AUTUMN, "x".repeat(2 << 20));
    assert_eq!(reading(long), Err(Refusal::Damaged));
    let abroad = format!("{TITLES}\n{}\n", AUTUMN.replace("Zone A", "Corse"));
    assert_eq!(reading(abroad), Err(Refusal::NothingToCome));
}

#[test]
fn accents_of_another_time_are_read_and_broken_ones_refused() {
    let line = AUTUMN.replace("de la Toussaint", "de Noël");
    let text = format!("{TITLES}\n{line}\n");
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    assert!(days(&reading(latin).unwrap().years[0])[0].starts_with("Vacances de Noël"));
    let twice = text.replace('ë', "Ã«");
    assert_eq!(reading(twice), Err(Refusal::TwiceEncoded));
}

#[test]
fn many_bad_lines_are_counted_and_the_first_named() {
    let bad = AUTUMN.replace("2027-2028", "jamais");
    let lines: Vec<&str> =
        std::iter::once(AUTUMN).chain(std::iter::repeat_n(&*bad, 5_000)).collect();
    let said = said(&lines);
    assert_eq!((said.bad_count, said.bad.len()), (5_000, 100));
}
