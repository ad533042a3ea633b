//! Days, hours and weeks as people and programs write them in tables.

use kernel::{Day, LocalTime, fold};

use crate::timetable::Weeks;

const WEEKDAYS: [(&str, i8); 7] = [
    ("lundi", 1),
    ("mardi", 2),
    ("mercredi", 3),
    ("jeudi", 4),
    ("vendredi", 5),
    ("samedi", 6),
    ("dimanche", 7),
];
/// Minutes of a day.
const DAY_MINUTES: f64 = 24.0 * 60.0;

/// « lundi », « Lun. », « 1 ».
pub(super) fn weekday(text: &str) -> Option<i8> {
    let folded = fold(text);
    let word = folded.split(' ').next().unwrap_or_default();
    if let Ok(number) = word.parse() {
        return (1..=7).contains(&number).then_some(number);
    }
    let is_it = |day: &&(&str, i8)| word.len() >= 2 && day.0.starts_with(word);
    WEEKDAYS.iter().find(is_it).map(|(_, number)| *number)
}

/// « 11/03/2027 », « jeudi 11/03/2027 », « 2027-03-11T00:00:00 ».
pub(super) fn date(text: &str) -> Option<Day> {
    let words = text.split_whitespace().filter_map(|word| word.get(..10));
    words.filter_map(|word| Day::parse_french(word).or_else(|| Day::parse_iso(word))).next_back()
}

/// The hours that a text says, in order: « 8h00-9h00 », « de 8 h à 8 h 55 », « 08:00 », a part of
/// a day as spreadsheets count.
pub(super) fn times(text: &str) -> Vec<LocalTime> {
    if let Some(part) = number(text).filter(|part| (0.0..1.0).contains(part) && *part > 0.0) {
        return minutes(part * DAY_MINUTES).and_then(time_of).into_iter().collect();
    }
    let tight = text.to_lowercase().replace(" h ", "h").replace(" h", "h");
    let mut times = Vec::new();
    for word in tight.split(|c: char| !c.is_ascii_digit() && !"h:.".contains(c)) {
        if word.bytes().any(|byte| byte.is_ascii_digit()) {
            times.extend(time(word));
        }
    }
    times
}

/// « 9h05 », « 9h », « 09:05:00 », « 0905 », « 9 ».
fn time(word: &str) -> Option<LocalTime> {
    let parts: Vec<&str> = word.split(['h', ':', '.']).filter(|part| !part.is_empty()).collect();
    let (hours, minutes) = match parts.as_slice() {
        [one] if (3..=4).contains(&one.len()) => one.split_at(one.len() - 2),
        [one] => (*one, "0"),
        [hours, minutes, ..] => (*hours, *minutes),
        [] => return None,
    };
    let (hours, minutes): (i16, i16) = (hours.parse().ok()?, minutes.parse().ok()?);
    ((0..24).contains(&hours) && (0..60).contains(&minutes))
        .then(|| LocalTime(hours * 60 + minutes))
}

/// A length in minutes: « 1h00 », « 0h55 », « 55 », « 1,5 », a part of a day.
pub(super) fn length(text: &str) -> Option<i16> {
    let minutes = match number(text) {
        Some(part) if part > 0.0 && part < 0.34 => minutes(part * DAY_MINUTES)?,
        Some(hours) if hours > 0.0 && hours <= 12.0 => minutes(hours * 60.0)?,
        Some(many) => minutes(many)?,
        None => times(text).first()?.0,
    };
    (1..12 * 60).contains(&minutes).then_some(minutes)
}

fn number(text: &str) -> Option<f64> {
    text.trim().replace(',', ".").parse().ok()
}

fn minutes(of: f64) -> Option<i16> {
    let rounded = of.round();
    #[expect(clippy::cast_possible_truncation, reason = "within a day")]
    (0.0..DAY_MINUTES).contains(&rounded).then_some(rounded as i16)
}

fn time_of(minutes: i16) -> Option<LocalTime> {
    (0..24 * 60).contains(&minutes).then_some(LocalTime(minutes))
}

/// In which weeks: « H », « Hebdomadaire », « Semaine A », « Q1 », « 1 sem. sur 2 (paires) ».
/// Nothing when it cannot be said. `swapped` when the first of two weeks is week B.
pub(super) fn weeks(text: &str, swapped: bool) -> Option<Weeks> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let (first, second) = if swapped { (Weeks::B, Weeks::A) } else { (Weeks::A, Weeks::B) };
    let is_every = |word: &&str| {
        ["h", "hebdo", "hebdomadaire", "hebdomadaires", "toutes", "tous", "chaque"].contains(word)
    };
    let mut said = None;
    for word in &words {
        let is = match *word {
            "a" | "sa" | "qa" | "impaire" | "impaires" => Weeks::A,
            "b" | "sb" | "qb" | "paire" | "paires" => Weeks::B,
            "q1" | "s1" | "sem1" => first,
            "q2" | "s2" | "sem2" => second,
            _ => continue,
        };
        if said.is_some_and(|before| before != is) {
            return None;
        }
        said = Some(is);
    }
    match words.as_slice() {
        [] => Some(Weeks::All),
        ["q" | "quinzaine" | "sem" | "semaine" | "s", "1"] => Some(first),
        ["q" | "quinzaine" | "sem" | "semaine" | "s", "2"] => Some(second),
        words if said.is_none() && words.iter().any(is_every) => Some(Weeks::All),
        _ => said,
    }
}
