//! Foreign calendars: an iCalendar file, or an address that is read again and again. What they say
//! is shown first; once each title has its teaching, their events become lessons.

pub(crate) mod pages;
mod plan;
mod read;
pub(crate) mod refresh;
mod repeat;
pub(crate) mod store;
#[cfg(test)]
mod tests;
mod views;
mod zones;

use kernel::{Day, LocalTime, fold};

use crate::course::Course;

pub(crate) use plan::JOB;
pub(crate) use read::read;

/// The largest file, in bytes.
pub(crate) const LARGEST: u64 = 4 << 20;
/// The most lessons of one calendar: a teacher's year has less than a thousand.
pub(crate) const EVENTS_MAX: usize = 6_000;
/// The most titles of one calendar.
pub(crate) const TITLES_MAX: usize = 200;

/// One event on one day, in the time of the territory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Event {
    /// What it is called in its calendar, the same when the event moves.
    pub(crate) key: String,
    pub(crate) title: String,
    /// Everything it says of itself, where its class may be named.
    pub(crate) words: String,
    pub(crate) day: Day,
    pub(crate) starts: LocalTime,
    pub(crate) ends: Option<LocalTime>,
    pub(crate) room: String,
}

/// What a calendar says of a school year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// Its events in the days of class, in order.
    pub(crate) events: Vec<Event>,
    pub(crate) left: Left,
}

/// What is not taken, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Left {
    /// In the vacations, on a Sunday, a public holiday or outside the year.
    pub(crate) without_class: i64,
    /// For whole days, or past midnight.
    pub(crate) whole_days: i64,
    /// Cancelled.
    pub(crate) cancelled: i64,
    /// Written in a way that cannot be read.
    pub(crate) unreadable: i64,
}

/// Why a calendar is not read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It is not a calendar.
    NotOne,
    /// It says more than a year of lessons.
    TooMany,
    /// Its address may not be read.
    Address,
    /// Nobody is there, or nobody answers.
    Silent,
    /// The server does not give it.
    Refused,
    /// The file is too large.
    TooLarge,
}

impl Refusal {
    pub(crate) const ALL: [Self; 6] =
        [Self::NotOne, Self::TooMany, Self::Address, Self::Silent, Self::Refused, Self::TooLarge];

    /// The word stored, also the end of its sentence's key.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::NotOne => "not-one",
            Self::TooMany => "too-many",
            Self::Address => "address",
            Self::Silent => "silent",
            Self::Refused => "refused",
            Self::TooLarge => "too-large",
        }
    }

    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|refusal| refusal.code() == code)
    }
}

impl From<courier::Unread> for Refusal {
    fn from(unread: courier::Unread) -> Self {
        match unread {
            courier::Unread::Address => Self::Address,
            courier::Unread::Unknown | courier::Unread::Silent => Self::Silent,
            courier::Unread::Refused(_) => Self::Refused,
            courier::Unread::TooLarge => Self::TooLarge,
        }
    }
}

/// What a title and a class are called in a calendar, and which teaching they seem to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Guess {
    /// The class that the words of the event name, when they do.
    pub(crate) class: String,
    pub(crate) teaching: Option<i64>,
}

/// Which of some courses an event seems to be about: the one whose class and subject its words
/// name best; none in doubt.
pub(crate) fn guess(courses: &[Course], event: &Event) -> Guess {
    let words = fold(&event.words);
    let compact = words.replace(' ', "");
    let class = courses
        .iter()
        .map(|course| &course.group.name)
        .filter(|name| names_class(&words, &compact, name))
        .max_by_key(|name| name.len());
    if class.is_none() && names_some_class(&words) {
        return Guess::default();
    }
    let score = |course: &Course| {
        let of_class = class.is_some_and(|class| *class == course.group.name);
        (usize::from(of_class), shared(&words, &fold(&course.label)))
    };
    let best = courses.iter().map(score).max().unwrap_or_default();
    let mut ahead = courses.iter().filter(|course| score(course) == best);
    let first = ahead.next().filter(|_| best != (0, 0));
    let is_alone = ahead.next().is_none();
    Guess {
        class: class.cloned().unwrap_or_default(),
        teaching: first.filter(|_| is_alone).map(|course| course.id),
    }
}

/// « 5e B » is written « 5E B », « 5EB » or « 5B ».
fn names_class(words: &str, compact: &str, name: &str) -> bool {
    let own = fold(name).replace(' ', "");
    if own.is_empty() {
        return false;
    }
    let short = own.replacen('e', "", 1);
    let is_short = |word: &str| own.starts_with(|c: char| c.is_ascii_digit()) && word == short;
    let is_word = |word: &str| word == own || is_short(word);
    words.split(' ').any(is_word)
        || format!(" {words} ").contains(&format!(" {} ", fold(name)))
        || (own.len() >= 4 && compact.contains(&own))
}

/// Whether words name a class of a collège, whichever: « 4e C », « 4EC », « 4C ».
fn names_some_class(words: &str) -> bool {
    let words: Vec<&str> = words.split(' ').collect();
    let is_letter = |word: &str| word.len() == 1 && word.bytes().all(|b| b.is_ascii_lowercase());
    words.iter().enumerate().any(|(at, word)| {
        let Some(rest) = word.strip_prefix(['3', '4', '5', '6']) else { return false };
        let letter = rest.strip_prefix('e').unwrap_or(rest);
        let next = words.get(at + 1).copied().unwrap_or_default();
        is_letter(letter) || (rest == "e" && is_letter(next))
    })
}

/// How many words of a subject are there, whole or by their first four letters.
fn shared(words: &str, label: &str) -> usize {
    let is_there = |part: &&str| {
        let start: String = part.chars().take(4).collect();
        start.chars().count() == 4 && words.split(' ').any(|word| word.starts_with(&start))
    };
    label.split(' ').filter(is_there).count()
}
