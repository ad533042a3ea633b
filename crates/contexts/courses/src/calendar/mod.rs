//! Foreign calendars: an iCalendar file, the export of a program that makes timetables, or an address
//! that is read again and again. What they say is shown first; once each title has its teaching,
//! their events become lessons.

mod columns;
#[cfg(test)]
mod drawn;
mod guess;
pub(crate) mod pages;
mod plan;
mod read;
pub(crate) mod refresh;
mod repeat;
pub(crate) mod store;
mod take_in;
#[cfg(test)]
mod tests;
mod views;
mod weekly;
mod zones;

use kernel::{Day, LocalTime};

pub(crate) use guess::{Guess, Guesser};
pub(crate) use plan::JOB;
pub(crate) use read::read;
pub(crate) use weekly::{Columns, Sample, Unclear};

/// The largest file, in bytes: a whole school writes each lesson of its year.
pub(crate) const LARGEST: u64 = 24 << 20;
/// The most lessons of one calendar: sixty classes of forty hours have ninety thousand in a year.
pub(crate) const EVENTS_MAX: usize = 120_000;
/// The most titles of one calendar.
pub(crate) const TITLES_MAX: usize = 2_000;

/// What a calendar is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    /// What the person who gave it teaches.
    Person,
    /// A class, in its school.
    Class { group: i64, org: i64 },
    /// Every class of a school.
    School { org: i64 },
}

impl Of {
    /// The school that keeps it; none when its person does.
    pub(crate) const fn org(self) -> Option<i64> {
        match self {
            Self::Person => None,
            Self::Class { org, .. } | Self::School { org } => Some(org),
        }
    }

    /// Its class alone.
    pub(crate) const fn group(self) -> Option<i64> {
        match self {
            Self::Class { group, .. } => Some(group),
            Self::Person | Self::School { .. } => None,
        }
    }
}

/// One event on one day, in the time of the territory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Event {
    /// What it is called in its calendar, the same when the event moves.
    pub(crate) key: String,
    pub(crate) title: String,
    /// Everything it says of itself, where its class may be named.
    pub(crate) words: String,
    /// What it calls its class, when it says so apart.
    pub(crate) class: String,
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
    /// Some of the lines that are not understood.
    pub(crate) unclear: Vec<Unclear>,
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
    /// It stops before its end, or is written as no program should.
    Damaged,
    /// It is for a partner of its maker alone.
    Sealed,
    /// Its columns must be said first.
    Columns,
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
    pub(crate) const ALL: [Self; 9] = [
        Self::NotOne,
        Self::Damaged,
        Self::Sealed,
        Self::Columns,
        Self::TooMany,
        Self::Address,
        Self::Silent,
        Self::Refused,
        Self::TooLarge,
    ];

    /// The word stored, also the end of its sentence's key.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::NotOne => "not-one",
            Self::Damaged => "damaged",
            Self::Sealed => "sealed",
            Self::Columns => "columns",
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
