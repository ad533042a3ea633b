//! What an import did or would do, for the page, the command and the records.

use kernel::Lang;
use serde::{Deserialize, Serialize};

use super::{Conflict, Departure, Doubt};
use crate::{
    feed::{FeedSummary, Reason, Reject},
    t,
};

/// Counts. `added`, `changed`, `leaving` and `unchanged` count records: schools and people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Schools of the feed.
    pub schools: u64,
    /// Classes of the feed.
    pub classes: u64,
    /// Groups of the feed.
    pub groups: u64,
    /// Pupils of the feed.
    pub pupils: u64,
    /// Guardians of at least one pupil of the feed.
    pub guardians: u64,
    /// Staff of the feed.
    pub staff: u64,
    /// Links between a pupil and a guardian, whatever their level.
    pub kinships: u64,
    /// Records that were not known.
    pub added: u64,
    /// Records that say something else than last time.
    pub changed: u64,
    /// People who are no longer in a complete export of their schools.
    pub leaving: u64,
    /// Records that say the same as last time.
    pub unchanged: u64,
    /// Guardians without a pupil, establishments that are not schools.
    pub ignored: u64,
    /// Parts of the feed that could not be kept.
    pub rejected: u64,
    /// Corrections made by hand that the feed contradicts and that are kept.
    #[serde(default)]
    pub kept: u64,
}

impl Summary {
    pub(super) fn take(&mut self, feed: &FeedSummary) {
        self.schools = feed.schools;
        self.classes = feed.classes;
        self.groups = feed.groups;
        self.pupils = feed.pupils;
        self.guardians = feed.guardians;
        self.staff = feed.staff;
        self.kinships = feed.kinships;
        self.ignored = feed.ignored;
        self.rejected = feed.rejected;
    }

    /// Its counts with their keys, in order.
    pub const fn counts(&self) -> [(&'static str, u64); 14] {
        [
            ("schools", self.schools),
            ("classes", self.classes),
            ("groups", self.groups),
            ("pupils", self.pupils),
            ("guardians", self.guardians),
            ("staff", self.staff),
            ("kinships", self.kinships),
            ("added", self.added),
            ("changed", self.changed),
            ("leaving", self.leaving),
            ("unchanged", self.unchanged),
            ("ignored", self.ignored),
            ("rejected", self.rejected),
            ("kept", self.kept),
        ]
    }
}

/// A record of the preview and what changes in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// Its name.
    pub name: String,
    /// Its school, or its commune for a school.
    pub place: String,
    /// What changes; empty for what is added.
    pub fields: Vec<Field>,
}

/// A field that changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Its code: `last-name`, `classes`…
    pub field: String,
    /// What is published.
    pub before: String,
    /// What the feed says.
    pub after: String,
    /// Whether it is taken: not when another feed decides of this field.
    #[serde(default = "is_taken")]
    pub is_taken: bool,
}

const fn is_taken() -> bool {
    true
}

/// Someone who leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gone {
    /// Their name.
    pub name: String,
    /// `pupil`, `guardian` or `staff`.
    pub category: String,
}

/// A part of the feed that could not be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectLine {
    /// The file, with its archive before `!`.
    pub file: String,
    /// The line where the record begins.
    pub line: u64,
    /// The key of the record.
    pub key: String,
    /// Why, as a code: `bad-date`…
    pub code: String,
    /// What the reason is about.
    pub value: String,
    /// Why, in English.
    pub reason: String,
}

impl RejectLine {
    /// Why, in words.
    pub(crate) fn says(&self, lang: Lang) -> String {
        let words = t::by_key(lang, &format!("reject-{}", self.code)).unwrap_or_default();
        if self.value.is_empty() {
            words.to_owned()
        } else {
            t::imports_reason(lang, words, &self.value)
        }
    }

    pub(super) fn of(reject: &Reject) -> Self {
        let (code, value) = match &reject.reason {
            Reason::MissingId => ("missing-id", ""),
            Reason::MissingName => ("missing-name", ""),
            Reason::BadDate { value, .. } => ("bad-date", value.as_ref()),
            Reason::BadUai { value } => ("bad-uai", value.as_ref()),
            Reason::NoKnownSchool { value } => ("no-known-school", value.as_ref()),
            Reason::UnknownSchool { value, .. } => ("unknown-school", value.as_ref()),
            Reason::Incomplete { value, .. } => ("incomplete", value.as_ref()),
            Reason::Duplicate => ("duplicate", ""),
            Reason::UnknownGuardian { guardian } => ("unknown-guardian", guardian.as_ref()),
            Reason::UnknownCategory { value } => ("unknown-category", value.as_ref()),
            Reason::UnknownEntity { name } => ("unknown-entity", name.as_ref()),
            Reason::Ragged { found, .. } => {
                return Self::saying(reject, "ragged", found.to_string());
            }
            Reason::Shifted { value, .. } => ("shifted", value.as_ref()),
            Reason::NotInComplete => ("not-in-complete", ""),
            Reason::Homonyms => ("homonyms", ""),
            Reason::UnknownChild { value } => ("unknown-child", value.as_ref()),
            Reason::UnknownPerson { value } => ("unknown-person", value.as_ref()),
            Reason::UnknownReference { value, .. } => ("unknown-reference", value.as_ref()),
            Reason::BadLine { detail } => ("bad-line", detail.as_ref()),
        };
        Self::saying(reject, code, value.to_owned())
    }

    fn saying(reject: &Reject, code: &str, value: String) -> Self {
        Self {
            file: reject.file.to_string(),
            line: reject.line,
            key: reject.key.to_string(),
            code: code.to_owned(),
            value,
            reason: reject.reason.to_string(),
        }
    }
}

/// Everything to say about an import.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The counts.
    pub summary: Summary,
    /// Some of what is added.
    pub added: Vec<Changed>,
    /// Some of what changes, field by field.
    pub changed: Vec<Changed>,
    /// Some of those who leave.
    pub leaving: Vec<Gone>,
    /// Schools that so many would leave that it is asked whether that is meant.
    #[serde(default)]
    pub departures: Vec<Departure>,
    /// Corrections made by hand that the feed contradicts, at most [`Report::CONFLICTS`].
    #[serde(default)]
    pub conflicts: Vec<Conflict>,
    /// New people who may be someone known, at most [`Report::DOUBTS`].
    #[serde(default)]
    pub doubts: Vec<Doubt>,
    /// What could not be kept, at most [`Report::REJECTS`].
    pub rejects: Vec<RejectLine>,
    /// Attributes or columns that are not known, and how many times they were met.
    pub unknown_attributes: Vec<(String, u64)>,
    /// Files that are not part of the feed.
    pub skipped_files: Vec<String>,
    /// The batch it was compared with, and how many changes by hand there were by then.
    pub compared_with: (i64, i64),
    /// The batch that was published; `None` when nothing was.
    pub batch: Option<i64>,
    /// Whether later deltas are to stand on other files than those that are kept.
    #[serde(default)]
    pub renews_base: bool,
    /// Records that were lost whole, among what could not be kept.
    #[serde(default)]
    pub lost: u64,
    /// The whole report, by its hash among the files, when it was asked for.
    #[serde(skip)]
    pub full: Option<String>,
}

/// In how many records one may be lost, or leave, before someone has to look.
const ONE_IN: u64 = 50;

/// Whether publishing an import asks for a person. One that nobody sent is otherwise published by
/// itself.
pub(crate) fn needs_someone(report: &Report) -> bool {
    let said = &report.summary;
    let records = said.added + said.changed + said.unchanged + said.leaving + report.lost;
    let some = report.lost.max(said.leaving) * ONE_IN > records;
    some || !report.departures.is_empty()
}

impl Report {
    /// As many rejects as are kept; the summary counts all.
    pub const REJECTS: usize = 5_000;
    /// As many conflicts as are kept; the summary counts all.
    pub const CONFLICTS: usize = 500;
    /// As many doubts as are kept; the page of duplicates has the others.
    pub const DOUBTS: usize = 50;
    /// As many samples of each kind as are kept.
    pub const SAMPLES: usize = 20;

    /// What may be kept for ever: counts, and what was refused, by its place in the files.
    pub(crate) fn without_names(self) -> Self {
        let none = Self::default();
        Self {
            added: none.added,
            changed: none.changed,
            leaving: none.leaving,
            conflicts: none.conflicts,
            doubts: none.doubts,
            ..self
        }
    }

    pub(super) fn take(&mut self, feed: &FeedSummary) {
        self.summary.take(feed);
        self.unknown_attributes =
            feed.unknown_attributes.iter().map(|(name, n)| (name.to_string(), *n)).collect();
        self.skipped_files = feed.skipped_files.iter().take(100).map(ToString::to_string).collect();
    }
}
