//! The clear XML of EDT: the list of lessons that its menu exports, one element a cell, or the file
//! of a school, where lessons refer to classes, subjects and teachers by number.

use std::collections::HashMap;

use directory::feed::tables::{Line, Record, Wanted};
use kernel::{Day, LocalTime};

use crate::calendar::{
    Refusal,
    weekly::{Hour, Week, What, When, short, words},
};

/// The elements that are read, those of UDT after those of EDT.
pub(super) const WANTED: Wanted = &[
    ("*", "CLES"),
    ("TABLE", "Cours"),
    ("Cours", "Cours"),
    ("*", "Matiere"),
    ("*", "Professeur"),
    ("*", "Classe"),
    ("*", "PartieDeClasse"),
    ("*", "Groupe"),
    ("*", "Salle"),
    ("*", "GrilleHoraire"),
    ("*", "PlacesParJour"),
    ("*", "AnneeScolaire"),
    ("*", "init"),
    ("*", "demi_seq"),
    ("*", "salle"),
    ("*", "prof"),
    ("*", "mat"),
    ("*", "div"),
    ("*", "gpe"),
    ("*", "rgpmt"),
    ("*", "coens"),
    ("*", "fiche"),
    ("*", "ligfiche"),
];
/// Weeks that a lesson may name.
const WEEKS: u32 = 63;

/// Whether a file is for a partner of its maker alone.
pub(super) fn is_sealed(records: &[Record]) -> bool {
    records.iter().any(|record| record.name == "CLES")
}

/// Whether its lessons are lines of cells.
pub(super) fn is_flat(records: &[Record]) -> bool {
    let mut lessons = records.iter().filter(|record| record.name == "Cours");
    lessons.next().is_some_and(|one| one.fields.iter().any(|(path, _)| path == "JOUR"))
}

/// The list of lessons as the lines of a table.
pub(super) fn as_lines(records: &[Record]) -> Vec<Line> {
    let mut titles: Vec<String> = Vec::new();
    let lessons = || records.iter().filter(|record| record.name == "Cours");
    for (path, _) in lessons().flat_map(|record| &record.fields) {
        if !path.starts_with('@') && !titles.contains(path) && titles.len() < 100 {
            titles.push(path.clone());
        }
    }
    let cells = |record: &Record| {
        let cell = |title: &String| text(&record.fields, title).to_owned();
        Line { number: record.line, cells: titles.iter().map(cell).collect() }
    };
    let mut lines = vec![Line { number: 1, cells: titles.clone() }];
    lines.extend(lessons().map(cells));
    lines
}

fn text<'f>(fields: &'f [(String, String)], path: &str) -> &'f str {
    fields.iter().find(|(at, _)| at == path).map_or("", |(_, text)| text)
}

/// The things of a kind, by their numbers.
fn things<'r>(
    records: &'r [Record],
    kind: &str,
) -> impl Iterator<Item = (&'r str, Attributes<'r>)> {
    let of_kind = records.iter().filter(move |record| record.name == kind);
    of_kind.map(|record| (text(&record.fields, "@Ident"), record.fields.as_slice()))
}

type Attributes<'r> = &'r [(String, String)];

fn names<'r>(records: &'r [Record], kind: &str) -> HashMap<&'r str, &'r str> {
    things(records, kind).map(|(id, thing)| (id, text(thing, "@Nom"))).collect()
}

/// What a file says once for all its lessons.
struct School<'r> {
    subjects: HashMap<&'r str, (&'r str, &'r str)>,
    teachers: HashMap<&'r str, String>,
    /// Classes, parts of classes and groups.
    classes: HashMap<(&'static str, &'r str), &'r str>,
    rooms: HashMap<&'r str, &'r str>,
    /// The hours of each place of the day, by its number.
    places: HashMap<i64, (LocalTime, LocalTime)>,
    /// The first day of the first week.
    first: Option<Day>,
}

impl<'r> School<'r> {
    fn of(records: &'r [Record]) -> Self {
        let mut classes = HashMap::new();
        for (id, thing) in things(records, "Classe") {
            let class = text(thing, "@Nom");
            classes.insert(("Classe", id), class);
            let parts = thing.iter().filter(|(path, _)| path == "PartieDeClasse/@Ident");
            classes.extend(parts.map(|(_, id)| (("PartieDeClasse", id.as_str()), class)));
        }
        classes
            .extend(names(records, "Groupe").into_iter().map(|(id, name)| (("Groupe", id), name)));
        let teacher = |(id, one): (&'r str, Attributes<'r>)| {
            let name = format!("{} {}", text(one, "@Prenom"), text(one, "@Nom"));
            (id, name.trim().to_owned())
        };
        let year = records.iter().find(|record| record.name == "AnneeScolaire");
        Self {
            subjects: things(records, "Matiere")
                .map(|(id, one)| (id, (text(one, "@Libelle"), text(one, "@Code"))))
                .collect(),
            teachers: things(records, "Professeur").map(teacher).collect(),
            classes,
            rooms: names(records, "Salle"),
            places: places(records),
            first: year.and_then(|one| words::date(text(&one.fields, "@DatePremierJourSemaine1"))),
        }
    }
}

/// The hours of the places of a day: each `Numero` is followed by its two hours.
fn places(records: &[Record]) -> HashMap<i64, (LocalTime, LocalTime)> {
    let mut places = HashMap::new();
    let is_grid = |record: &&Record| ["GrilleHoraire", "PlacesParJour"].contains(&&*record.name);
    for record in records.iter().filter(is_grid) {
        let (mut number, mut starts) = (None, None);
        for (path, said) in &record.fields {
            let time = || words::times(said).first().copied();
            match path.rsplit('@').next().unwrap_or_default() {
                "Numero" => (number, starts) = (said.parse().ok(), None),
                "LibelleHeureDebut" => starts = time(),
                "LibelleHeureFin" => {
                    if let (Some(number), Some(starts), Some(ends)) = (number, starts, time()) {
                        places.insert(number, (starts, ends));
                    }
                }
                _ => {}
            }
        }
    }
    places
}

/// Reads the lessons of the file of a school; whether it is one.
pub(super) fn read(records: &[Record], week: &mut Week) -> Result<bool, Refusal> {
    let school = School::of(records);
    let Some(first) = school.first else { return Ok(false) };
    for record in records.iter().filter(|record| record.name == "Cours") {
        match hours(&school, first, record) {
            Ok(hours) => hours.into_iter().try_for_each(|hour| week.put(hour))?,
            Err(what) => week.put_aside(record.line, what, ""),
        }
    }
    Ok(true)
}

/// What a lesson refers to, with the weeks it does.
fn referred<'r>(record: &'r Record, kind: &str) -> Vec<(&'r str, u64)> {
    let (number, weeks, more) = (
        format!("{kind}/@Ident"),
        format!("{kind}/@Semaines"),
        format!("{kind}/@SemainesInclusion"),
    );
    let mut found: Vec<(&str, u64)> = Vec::new();
    for (path, said) in &record.fields {
        if *path == number {
            found.push((said, u64::MAX));
        } else if (*path == weeks || *path == more)
            && let (Some(last), Ok(mask)) = (found.last_mut(), said.parse())
        {
            last.1 = mask;
        }
    }
    found
}

fn hours(school: &School<'_>, first: Day, record: &Record) -> Result<Vec<Hour>, What> {
    let at = |name: &str| text(&record.fields, name);
    let weekday = words::weekday(at("@Jour")).ok_or(What::Day)?;
    let from: i64 = at("@NumeroPlaceDebut").parse().map_err(|_unread| What::Hour)?;
    let long: i64 = at("@NombrePlaces").parse().map_err(|_unread| What::Hour)?;
    let last = from.checked_add(long).and_then(|after| after.checked_sub(1)).ok_or(What::Hour)?;
    let starts = school.places.get(&from).ok_or(What::Hour)?.0;
    let ends = school.places.get(&last).ok_or(What::Hour)?.1;
    let off: u64 = at("@SemainesAnnulation").parse().unwrap_or_default();
    let subject = referred(record, "Matiere").into_iter().next().ok_or(What::Subject)?;
    let (subject, code) = school.subjects.get(subject.0).copied().ok_or(What::Subject)?;
    let teachers: Vec<&str> = referred(record, "Professeur")
        .into_iter()
        .filter_map(|(id, _)| school.teachers.get(id).map(String::as_str))
        .collect();
    let room = referred(record, "Salle").into_iter().find_map(|(id, _)| school.rooms.get(id));
    let mut found = Vec::new();
    for kind in ["Classe", "PartieDeClasse", "Groupe"] {
        for (id, weeks) in referred(record, kind) {
            let Some(class) = school.classes.get(&(kind, id)) else { continue };
            let weeks = (1..=WEEKS).filter(|week| (weeks & !off) >> week & 1 == 1);
            let days = weeks.filter_map(|week| {
                Some(first.plus(i32::try_from(week - 1).ok()? * 7 + i32::from(weekday) - 1))
            });
            found.push(Hour {
                subject: short(subject),
                code: short(code),
                class: short(class),
                teacher: short(&teachers.join(", ")),
                room: room.map_or("", |room| room).chars().take(40).collect(),
                when: When::On(days.collect()),
                starts,
                ends: (ends > starts).then_some(ends),
            });
        }
    }
    if found.is_empty() { Err(What::Class) } else { Ok(found) }
}
