//! Inventories as tables: each line becomes a device to create, to update or to leave as it is, or
//! says why it cannot be trusted. A device is known by its serial number, else by its inventory
//! number in its school, so that the same table sent again changes nothing.

mod ask;
mod columns;
mod decide;
pub(crate) mod pages;
mod read;
mod sample;
pub(crate) mod store;
#[cfg(test)]
mod tests;
mod views;
mod work;

use serde::{Deserialize, Serialize};

use crate::device::{Part, Said, serial};

/// Why a line is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Why {
    /// It has no number that one may know its device by.
    NoNumber,
    /// A spreadsheet rounded its number.
    Rounded,
    /// Its number is an error of a formula.
    Formula,
    /// Its number is the name of its model.
    Model,
    /// Its number is too short.
    Short,
    /// Its number came on a line before.
    Twice,
    /// Its number looks like another one: O and 0, I and 1, zeros lost.
    Lookalike,
    /// Its two numbers lead to two devices.
    TwoDevices,
    /// Its inventory number is that of another device of the school.
    TagTaken,
    /// It names no school, and none was chosen.
    NoSchool,
    /// What it calls its school is no school number.
    BadSchool,
    /// Its school is not of this territory.
    UnknownSchool,
    /// Its school is closed.
    ClosedSchool,
    /// Its school is not one of those of whoever sends the table.
    NotYours,
    /// Its device is in a school that is not one of theirs.
    Elsewhere,
    /// Something changed since the table was looked at.
    Changed,
}

impl Why {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::NoNumber => "no-number",
            Self::Rounded => "rounded",
            Self::Formula => "formula",
            Self::Model => "model",
            Self::Short => "short",
            Self::Twice => "twice",
            Self::Lookalike => "lookalike",
            Self::TwoDevices => "two-devices",
            Self::TagTaken => "tag-taken",
            Self::NoSchool => "no-school",
            Self::BadSchool => "bad-school",
            Self::UnknownSchool => "unknown-school",
            Self::ClosedSchool => "closed-school",
            Self::NotYours => "not-yours",
            Self::Elsewhere => "elsewhere",
            Self::Changed => "changed",
        }
    }
}

/// Something of a line that was left out, while the line is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Note {
    /// Its serial number, which is none; it is known by its inventory number.
    Serial,
    /// Its inventory number, which is none; it is known by its serial number.
    Tag,
    /// Its day.
    Day,
    /// Its price.
    Price,
    /// Its price, whose taxes are in it at a rate that nobody says.
    Tax,
    /// What kind of thing it is.
    Category,
    /// Its state.
    State,
}

impl Note {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Serial => "serial",
            Self::Tag => "tag",
            Self::Day => "day",
            Self::Price => "price",
            Self::Tax => "tax",
            Self::Category => "category",
            Self::State => "state",
        }
    }
}

/// What becomes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// A new device.
    Create,
    /// A device that is known, of which something changes.
    Update,
    /// A device that is known, of which nothing changes.
    Same,
    /// No device: a total, a title that comes again.
    Nothing,
    /// A line that cannot be trusted.
    Conflict(Why),
}

impl Outcome {
    pub(crate) const CODES: [&str; 5] = ["conflict", "create", "update", "same", "nothing"];

    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Same => "same",
            Self::Nothing => "nothing",
            Self::Conflict(_) => "conflict",
        }
    }
}

/// What a line wants: a whole description, and which parts of it the line says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Wanted {
    said: Said,
    given: Vec<String>,
}

impl Wanted {
    fn new(said: Said, given: &[Part]) -> Self {
        Self { said, given: given.iter().map(|part| part.code().to_owned()).collect() }
    }

    /// What is said of a device once this is too: what the line does not say stays.
    fn over(&self, before: &Said) -> Said {
        let mut said = before.clone();
        for part in self.given.iter().filter_map(|code| Part::from_code(code)) {
            let new = self.said.clone();
            match part {
                Part::School => said.org = new.org,
                Part::Category => said.category = new.category,
                Part::Brand => said.brand = new.brand,
                Part::Model => said.model = new.model,
                Part::Serial => said.serial = rewritten(&said.serial, new.serial),
                Part::Tag => said.tag = rewritten(&said.tag, new.tag),
                Part::Funding => said.funding = new.funding,
                Part::State => said.state = new.state,
                Part::Place => said.place = new.place,
                Part::Bought => said.bought = new.bought,
                Part::Price => said.price = new.price,
            }
        }
        said
    }
}

/// A number as it is, unless another is said: another way of writing it changes nothing.
fn rewritten(before: &str, new: String) -> String {
    if serial::key(before) == serial::key(&new) { before.to_owned() } else { new }
}

/// A line with what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) line: u64,
    pub(crate) outcome: Outcome,
    pub(crate) notes: Vec<Note>,
    pub(crate) changes: Vec<Part>,
    /// What the line is called on the page.
    pub(crate) shown: String,
    pub(crate) wanted: Option<Wanted>,
    pub(crate) device: Option<i64>,
}
