//! The archive of UDT: a file for each kind of thing (`UDCal_05.xml` for subjects), the places of the
//! week cut in halves, and a file more for each week that is not as the others (`UDCal_12_37.xml`).

use std::collections::{BTreeMap, HashMap};

use directory::feed::tables::{Content, Part, Record};
use kernel::{Day, LocalTime, SchoolYear};

use crate::{
    calendar::{
        Refusal,
        weekly::{Hour, Week, What, When, short, words},
    },
    timetable::Weeks,
};

/// Minutes of a place when the file does not say.
const USUAL: i16 = 60;

/// The line of a lesson, in the file of every week or of one.
const LESSON: &str = "ligfiche";

/// Whether files are of such an archive.
pub(super) fn is_one(parts: &[Part]) -> bool {
    parts.iter().any(|part| all(part, LESSON).next().is_some())
}

/// The things of a kind in a file.
fn all<'p>(part: &'p Part, kind: &'static str) -> impl Iterator<Item = &'p Record> {
    let records: &[Record] = match &part.content {
        Content::Records(records) => records,
        Content::Lines(_) => &[],
    };
    records.iter().filter(move |record| record.name == kind)
}

fn said<'r>(record: &'r Record, name: &str) -> &'r str {
    let at = |field: &&(String, String)| field.0.strip_prefix('@') == Some(name);
    record.fields.iter().find(at).map_or("", |(_, text)| text.as_str())
}

/// What is said of things, by their codes.
type Named<'p> = HashMap<&'p str, &'p Record>;

fn by_code<'p>(parts: &'p [Part], kind: &'static str, code: &str) -> Named<'p> {
    let all = parts.iter().flat_map(|part| all(part, kind));
    all.map(|record| (said(record, code), record)).collect()
}

/// What a thing is called: what it says, else its code.
fn name<'p>(named: &Named<'p>, code: &'p str, what: &str) -> &'p str {
    let name = named.get(code).map_or("", |record| said(record, what));
    if name.is_empty() { code } else { name }
}

/// A half of a place: its day, its hours.
type Half = (i8, LocalTime, LocalTime);

/// What the archive says once for all its lessons.
struct School<'p> {
    subjects: Named<'p>,
    teachers: Named<'p>,
    rooms: Named<'p>,
    classes: Named<'p>,
    groups: Named<'p>,
    gathered: Named<'p>,
    /// The half that each form of the timetable fills.
    forms: HashMap<&'p str, Half>,
    /// Who else is there, by line.
    others: HashMap<&'p str, Vec<&'p str>>,
}

impl<'p> School<'p> {
    fn of(parts: &'p [Part]) -> Self {
        let mut others: HashMap<&str, Vec<&str>> = HashMap::new();
        for record in parts.iter().flat_map(|part| all(part, "coens")) {
            others.entry(said(record, "lignefic")).or_default().push(said(record, "prof"));
        }
        Self {
            subjects: by_code(parts, "mat", "code"),
            teachers: by_code(parts, "prof", "code"),
            rooms: by_code(parts, "salle", "code"),
            classes: by_code(parts, "div", "code"),
            groups: by_code(parts, "gpe", "code"),
            gathered: by_code(parts, "rgpmt", "id"),
            forms: forms(parts),
            others,
        }
    }

    /// « 6EA », « 6EA 6EA1 », « 6EPS3 »; empty when it names none that is known.
    fn class(&self, line: &Record) -> String {
        let [class, group, gathered] = ["div", "gpe", "rgpmt"].map(|of| said(line, of));
        let is_known = |named: &Named, code: &str| !code.is_empty() && named.contains_key(code);
        if is_known(&self.gathered, gathered) {
            return name(&self.gathered, gathered, "nom").to_owned();
        }
        let class = Some(class).filter(|code| is_known(&self.classes, code));
        let group = Some(group).filter(|code| is_known(&self.groups, code));
        class.into_iter().chain(group).collect::<Vec<_>>().join(" ")
    }

    fn teacher(&self, line: &'p Record) -> String {
        let others = self.others.get(said(line, "code")).into_iter().flatten().copied();
        let mut names: Vec<String> = Vec::new();
        for code in [said(line, "prof")].into_iter().chain(others) {
            let Some(one) = self.teachers.get(code) else { continue };
            let full = format!("{} {}", said(one, "prenom"), said(one, "nom")).trim().to_owned();
            if !names.contains(&full) {
                names.push(full);
            }
        }
        names.join(", ")
    }

    /// A lesson without its weeks, of half a place.
    fn read(&self, line: &'p Record) -> Result<(Place, Half), What> {
        let half = *self.forms.get(said(line, "fic")).ok_or(What::Hour)?;
        let subject = self.subjects.get(said(line, "mat")).ok_or(What::Subject)?;
        let class = self.class(line);
        if class.is_empty() {
            return Err(What::Class);
        }
        let room: String = name(&self.rooms, said(line, "salle"), "nom").chars().take(40).collect();
        let code = said(subject, "code");
        let label = Some(said(subject, "libelle")).filter(|label| !label.is_empty());
        let place = Place {
            day: half.0,
            class: short(&class),
            subject: short(label.unwrap_or(code)),
            code: short(code),
            teacher: short(&self.teacher(line)),
            room,
        };
        Ok((place, half))
    }
}

/// The hours of a half at a site.
type Hours<'p> = (&'p str, LocalTime, LocalTime);

/// The halves that the forms fill: the code of a day, of a half and of a site lead to its hours.
fn forms(parts: &[Part]) -> HashMap<&str, Half> {
    let whole = parts.iter().flat_map(|part| all(part, "init"));
    let whole = whole.filter_map(|init| words::length(said(init, "duree_seq"))).next();
    let long = whole.unwrap_or(USUAL) / 2;
    let mut halves: HashMap<(&str, &str), Vec<Hours<'_>>> = HashMap::new();
    for half in parts.iter().flat_map(|part| all(part, "demi_seq")) {
        let time = |of| words::times(said(half, of)).first().copied();
        let Some(starts) = time("hre_deb") else { continue };
        let ends = time("hre_fin").filter(|ends| *ends > starts);
        let ends = ends.unwrap_or(LocalTime((starts.0 + long).min(24 * 60 - 1)));
        let of = (said(half, "code_jour"), said(half, "code"));
        halves.entry(of).or_default().push((said(half, "code_site"), starts, ends));
    }
    let mut forms = HashMap::new();
    for form in parts.iter().flat_map(|part| all(part, "fiche")) {
        let of = (said(form, "jour"), said(form, "demi_seq"));
        let (Some(day), Some(known)) = (words::weekday(of.0), halves.get(&of)) else { continue };
        let site = said(form, "site");
        let here = known.iter().find(|(at, ..)| *at == site).or(known.first());
        if let Some((_, starts, ends)) = here {
            forms.insert(said(form, "code"), (day, *starts, *ends));
        }
    }
    forms
}

/// Everything of a lesson but its hours and its weeks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    day: i8,
    class: String,
    subject: String,
    code: String,
    teacher: String,
    room: String,
}

/// The week that a file is for; nothing for the one of every other week.
fn week_of(part: &Part) -> Option<i8> {
    let file = part.name.rsplit(['/', '\\', '!']).next()?;
    let stem = file.get(..file.len().checked_sub(4)?)?;
    let (kind, week) = stem.rsplit_once('_')?;
    let is_weekly = kind.contains('_');
    week.parse().ok().filter(|week| is_weekly && (1..=53).contains(week))
}

/// Reads the lessons of the archive: those of a week that has a file of its own from it, those of the
/// others from the one of every week.
///
/// # Errors
/// When it says more than a school.
pub(super) fn read(parts: &[Part], week: &mut Week, year: &SchoolYear) -> Result<(), Refusal> {
    let school = School::of(parts);
    let files: Vec<(Option<i8>, &Part)> = parts
        .iter()
        .filter(|part| all(part, LESSON).next().is_some())
        .map(|part| (week_of(part), part))
        .collect();
    let own: Vec<i8> = files.iter().filter_map(|(of, _)| *of).collect();
    let mut lessons: BTreeMap<(Place, LocalTime, LocalTime), Vec<Day>> = BTreeMap::new();
    for (of, part) in files {
        for (place, starts, ends) in whole(&school, part, week) {
            let days = days(year, place.day, of, &own);
            lessons.entry((place, starts, ends)).or_default().extend(days);
        }
    }
    for ((place, starts, ends), days) in lessons {
        let Place { day, class, subject, code, teacher, room } = place;
        let when = if own.is_empty() { When::Every(day, Weeks::All) } else { When::On(days) };
        let ends = (ends > starts).then_some(ends);
        week.put(Hour { subject, code, class, teacher, room, when, starts, ends })?;
    }
    Ok(())
}

/// The days of class that are a day of the week in the weeks of a file.
fn days(year: &SchoolYear, weekday: i8, of: Option<i8>, own: &[i8]) -> Vec<Day> {
    let mut days = Weeks::All.days(year, i16::from(weekday), (year.first, year.last));
    days.retain(|day| match of {
        Some(week) => day.iso_week() == week,
        None => !own.contains(&day.iso_week()),
    });
    days
}

/// The lessons of a file, halves that touch made one.
fn whole(school: &School, part: &Part, week: &mut Week) -> Vec<(Place, LocalTime, LocalTime)> {
    let mut halves = Vec::new();
    for line in all(part, LESSON) {
        match school.read(line) {
            Ok((place, (_, starts, ends))) => halves.push((place, starts, ends)),
            Err(what) => week.put_aside(line.line, what, said(line, "fic")),
        }
    }
    halves.sort_unstable();
    halves.dedup();
    let mut whole: Vec<(Place, LocalTime, LocalTime)> = Vec::new();
    for (place, starts, ends) in halves {
        match whole.last_mut() {
            Some((before, _, until)) if *before == place && *until >= starts => {
                *until = ends.max(*until);
            }
            _ => whole.push((place, starts, ends)),
        }
    }
    whole
}
