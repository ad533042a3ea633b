//! The timetable of a week, as the programs that make timetables export it: each place in the week
//! with its weeks, spread over the days of class of a school year.

mod columns;
mod edt;
mod table;
mod udt;
mod words;

use std::collections::{BTreeMap, HashMap};

use directory::feed::{
    FeedError, SourceError,
    tables::{self, Content},
};
use kernel::{Day, LocalTime, SchoolYear};
use serde::{Deserialize, Serialize};

use crate::{
    calendar::{EVENTS_MAX, Event, Found, Refusal, read},
    timetable::Weeks,
};

pub(crate) use columns::{Columns, Fact, Named, Sample};

/// The most lines of which it is said why they are not understood.
const UNCLEAR_MAX: usize = 20;
/// The most places in the week of a file.
const HOURS_MAX: usize = 20_000;
/// The longest texts kept, in characters.
const TEXT_MAX: usize = 80;

/// A place in the week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hour {
    pub(super) subject: String,
    /// How the program shortens the subject.
    pub(super) code: String,
    /// The class or the group.
    pub(super) class: String,
    pub(super) teacher: String,
    pub(super) room: String,
    pub(super) when: When,
    pub(super) starts: LocalTime,
    pub(super) ends: Option<LocalTime>,
}

/// On which days a place of the week is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// A day of the week.
    Every(i8, Weeks),
    /// These days alone.
    On(Vec<Day>),
}

/// A line that is not understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Unclear {
    pub(crate) line: u64,
    pub(crate) what: What,
    /// What the line says there.
    pub(crate) said: String,
}

/// What is not understood of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum What {
    Day,
    Hour,
    Weeks,
    Class,
    Subject,
}

impl What {
    /// The end of the key of its sentence.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Hour => "hour",
            Self::Weeks => "weeks",
            Self::Class => "class",
            Self::Subject => "subject",
        }
    }
}

/// What the lines of a file say.
#[derive(Debug, Default)]
pub(super) struct Week {
    pub(super) hours: Vec<Hour>,
    pub(super) unclear: Vec<Unclear>,
    /// How many lines are not understood.
    pub(super) unread: i64,
}

impl Week {
    fn put_aside(&mut self, line: u64, what: What, said: &str) {
        self.unread += 1;
        if self.unclear.len() < UNCLEAR_MAX {
            self.unclear.push(Unclear { line, what, said: short(said) });
        }
    }

    fn put(&mut self, hour: Hour) -> Result<(), Refusal> {
        if self.hours.len() >= HOURS_MAX {
            return Err(Refusal::TooMany);
        }
        self.hours.push(hour);
        Ok(())
    }
}

fn short(text: &str) -> String {
    text.chars().take(TEXT_MAX).collect()
}

/// What reading an export comes to.
#[derive(Debug)]
pub(crate) enum Reading {
    Found(Found),
    /// Its columns must be said first.
    Columns(Sample),
}

/// Reads an export of a timetable: a table whose columns are recognised, or said before in one of
/// some ways, the XML of EDT, or the archive of UDT.
///
/// # Errors
/// When it is not one, or says more than a school.
pub(crate) fn read_export(
    bytes: Vec<u8>,
    known: &[Columns],
    year: &SchoolYear,
) -> Result<Reading, Refusal> {
    let parts = tables::read("", bytes, edt::WANTED).map_err(|error| refusal_of(&error))?;
    let mut week = Week::default();
    let mut sample = None;
    let mut is_one = false;
    if udt::is_one(&parts) {
        udt::read(&parts, &mut week, year)?;
        return spread(week, year).map(Reading::Found);
    }
    for part in &parts {
        match &part.content {
            Content::Records(records) if edt::is_sealed(records) => return Err(Refusal::Sealed),
            Content::Records(records) if edt::is_flat(records) => {
                let lines = edt::as_lines(records);
                is_one |= table::read(&lines, known, &mut week)?;
            }
            Content::Records(records) => is_one |= edt::read(records, &mut week)?,
            Content::Lines(lines) => {
                let is_read = table::read(lines, known, &mut week)?;
                is_one |= is_read;
                if !is_read && sample.is_none() {
                    sample = Some(Sample::of(lines));
                }
            }
        }
    }
    match sample.filter(Sample::is_enough) {
        Some(sample) if !is_one => Ok(Reading::Columns(sample)),
        _ if is_one => spread(week, year).map(Reading::Found),
        _ => Err(Refusal::NotOne),
    }
}

fn refusal_of(error: &FeedError) -> Refusal {
    match error {
        FeedError::Source(
            SourceError::TooLarge { .. }
            | SourceError::Bomb { .. }
            | SourceError::TooManyEntries { .. },
        ) => Refusal::TooLarge,
        FeedError::Nothing { .. } => Refusal::NotOne,
        _ => Refusal::Damaged,
    }
}

/// Each place in the week on each of its days of class.
fn spread(week: Week, year: &SchoolYear) -> Result<Found, Refusal> {
    let mut found = Found { unclear: week.unclear, ..Found::default() };
    found.left.unreadable = week.unread;
    let mut events = BTreeMap::new();
    let mut alike: HashMap<(Day, String), usize> = HashMap::new();
    for hour in &week.hours {
        let name = hour.name();
        for day in hour.days(year) {
            if !year.has_class(day) {
                found.left.without_class += 1;
                continue;
            }
            let nth = alike.entry((day, name.clone())).or_default();
            *nth += 1;
            let key = read::key_of(&name, Some((day, *nth)));
            events.insert((day, hour.starts, key.clone()), hour.on(day, key));
        }
        if events.len() > EVENTS_MAX {
            return Err(Refusal::TooMany);
        }
    }
    found.events = events.into_values().collect();
    Ok(found)
}

impl Hour {
    /// What tells it from others: everything but its room and its end.
    fn name(&self) -> String {
        let when = match &self.when {
            When::Every(weekday, weeks) => format!("{weekday} {}", weeks.code()),
            When::On(_) => String::new(),
        };
        [&self.subject, &self.class, &self.teacher, &when, &self.starts.to_string()]
            .map(String::as_str)
            .join("\n")
    }

    /// Its days in a year; those of a day of the week are days of class already.
    fn days(&self, year: &SchoolYear) -> Vec<Day> {
        match &self.when {
            When::On(days) => days.clone(),
            When::Every(weekday, weeks) => {
                weeks.days(year, i16::from(*weekday), (year.first, year.last))
            }
        }
    }

    fn on(&self, day: Day, key: String) -> Event {
        let subject = if self.subject.is_empty() { &self.code } else { &self.subject };
        let said = [subject, &self.teacher];
        let title = said.into_iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>();
        let words = [subject, &self.code, &self.class, &self.teacher];
        Event {
            key,
            title: title.join(" · "),
            words: words.map(String::as_str).join("\n"),
            class: self.class.clone(),
            day,
            starts: self.starts,
            ends: self.ends,
            room: self.room.clone(),
        }
    }
}

#[cfg(test)]
mod tests;
