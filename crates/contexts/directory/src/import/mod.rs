//! One engine for imports, by page and by command: read in a stream, compare outside the writer,
//! apply as an unpublished batch, publish by one row.

mod apply;
mod base;
mod conflicts;
mod corrections;
mod departures;
pub(crate) mod diff;
mod doubts;
mod evidence;
mod fields;
mod full;
mod groups;
mod kind;
mod owners;
mod places;
mod plan;
mod published;
pub mod remembered;
mod report;
mod samples;
mod schools;
mod sweep;
mod wanted;
mod write;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use db::{Db, DbError};
use files::{FileError, Files};
use kernel::{Clock, Day, Instant, Lang};

use crate::feed::{Category, FeedError, SourceError};

pub(crate) use base::keeps_file;
pub use base::{BaseError, bring};
pub use conflicts::Conflict;
pub use departures::Departure;
pub use doubts::{Decision, Described, Doubt};
pub(crate) use groups::{WHOLE_CLASS, next_level};
pub use kind::{Given, Kind};
pub(crate) use report::needs_someone;
pub use report::{Changed, Field, Gone, RejectLine, Report, Summary};
pub use sweep::sweep_unfinished;

/// What whoever imports has answered to what an import asks.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// The large departures are meant.
    pub departures: bool,
    /// Where the feed is followed although something was corrected by hand.
    pub follow: Follow,
    /// Who is someone known, and who is not: what the feed calls them, and the other.
    pub people: BTreeMap<(String, i64), Decision>,
}

/// Where a feed is preferred to what was corrected by hand.
#[derive(Clone, Debug, Default)]
pub enum Follow {
    /// Nowhere: corrections are kept.
    #[default]
    Nowhere,
    /// For these corrections, by the ids of their conflicts.
    Some(BTreeSet<i64>),
    /// Everywhere.
    Everywhere,
}

impl Answers {
    fn of_doubt(&self, key: &str, known: i64) -> Decision {
        self.people.get(&(key.to_owned(), known)).copied().unwrap_or_default()
    }

    fn follows(&self, correction: i64) -> bool {
        match &self.follow {
            Follow::Nowhere => false,
            Follow::Some(corrections) => corrections.contains(&correction),
            Follow::Everywhere => true,
        }
    }
}

/// How to import.
#[derive(Clone, Debug)]
pub struct Options<'f> {
    /// Only compare and report.
    pub dry_run: bool,
    /// Who asked; `None` for a command.
    pub person: Option<i64>,
    /// Now.
    pub now: Instant,
    /// Today: who leaves has no rights from this day on.
    pub day: Day,
    /// The fictitious people of a demonstration, imported when it is born. Nothing else ever
    /// enters one, and these enter nothing else.
    pub for_demo: bool,
    /// The percentage of the pupils, or of the staff, of a school who may leave without its being
    /// asked whether that is meant.
    pub departure_share: u8,
    /// What was answered to what the import asks.
    pub answers: Answers,
    /// Where what AAF deltas stand on is kept; without it, a delta comes with its complete export.
    pub files: Option<&'f Files>,
    /// In which language to write the whole report among the files, if at all.
    pub full_report: Option<Lang>,
}

/// The percentage of a school that may leave unasked, unless the territory says otherwise.
pub const DEPARTURE_SHARE: u8 = 20;

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Reading the files.
    Reading,
    /// Comparing with what is published.
    Comparing,
    /// Writing the unpublished batch.
    Applying,
}

impl Stage {
    /// The word stored and used in translation keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Comparing => "comparing",
            Self::Applying => "applying",
        }
    }
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// Records done.
    pub done: u64,
    /// Records in all; 0 when not known yet.
    pub total: u64,
}

/// Why an import did nothing. What was published stays as it was.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A demonstration refuses real people for ever.
    #[error("this is a demonstration: it never receives a real import")]
    Demo,
    /// One at a time.
    #[error("another import is being applied; try again when it is finished")]
    Busy,
    /// Something was changed by hand, or by another import, since the comparison.
    #[error(
        "the directory was changed while this import was compared; nothing was applied, run it again"
    )]
    Edited,
    /// The batch was taken away, by a restart of the program for example.
    #[error("the import was interrupted; nothing was applied, run it again")]
    Interrupted,
    /// A whole kind of people is missing from an export that should be complete.
    #[error("the export holds no {} although some are known there: a file is probably missing; nothing was applied", words(*.0))]
    Missing(Category),
    /// Many people would leave, and nobody said that this is meant.
    #[error("{}; nothing was applied, since nobody said that these departures are meant", told(.0))]
    Departures(Vec<Departure>),
    /// The files cannot be read.
    #[error(transparent)]
    Feed(#[from] FeedError),
    /// A delta alone that does not follow what was applied.
    #[error(transparent)]
    Base(#[from] BaseError),
    /// The store of files.
    #[error(transparent)]
    Files(#[from] FileError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<SourceError> for ImportError {
    fn from(error: SourceError) -> Self {
        Self::Feed(error.into())
    }
}

const fn words(category: Category) -> &'static str {
    match category {
        Category::Pupil => "pupils",
        Category::Guardian => "guardians",
        Category::Staff => "staff",
    }
}

fn told(departures: &[Departure]) -> String {
    let lines: Vec<String> = departures.iter().map(ToString::to_string).collect();
    lines.join("; ")
}

/// Imports files: compares and, unless it is a dry run, applies and publishes. Blocks; to be
/// called outside the async runtime.
///
/// # Errors
/// [`ImportError`]: nothing was changed.
pub fn run(
    db: &Db,
    kind: Kind,
    paths: &[PathBuf],
    options: &Options,
    progress: &mut dyn FnMut(Progress),
) -> Result<Report, ImportError> {
    run_given(db, Given { kind, paths, columns: None }, options, progress)
}

/// The same, of files of which more may be said than their kind.
///
/// # Errors
/// [`ImportError`]: nothing was changed.
pub fn run_given(
    db: &Db,
    given: Given<'_>,
    options: &Options,
    progress: &mut dyn FnMut(Progress),
) -> Result<Report, ImportError> {
    let plan = plan::make(db, given, options, progress)?;
    if options.dry_run {
        return Ok(plan.report);
    }
    apply(db, plan, options, progress)
}

/// Imports files as a preview said: when the directory has changed since, nothing is done and it is
/// [`ImportError::Edited`].
///
/// # Errors
/// [`ImportError`]: nothing was changed.
pub fn run_as_previewed(
    db: &Db,
    given: Given<'_>,
    options: &Options,
    previewed: &Report,
    progress: &mut dyn FnMut(Progress),
) -> Result<Report, ImportError> {
    let plan = plan::make(db, given, options, progress)?;
    let answered = Summary { kept: previewed.summary.kept, ..plan.report.summary };
    let same =
        plan.report.compared_with == previewed.compared_with && answered == previewed.summary;
    if !same {
        return Err(ImportError::Edited);
    }
    apply(db, plan, options, progress)
}

/// Applies a plan, then looks for people whom it made known twice. When nothing changes, only what
/// later deltas stand on is kept.
fn apply(
    db: &Db,
    plan: plan::Plan,
    options: &Options,
    progress: &mut dyn FnMut(Progress),
) -> Result<Report, ImportError> {
    if plan.is_empty() {
        if plan.report.renews_base {
            let change = plan.base.store(options)?;
            db.write_blocking(move |tx| change.write(tx))?;
        }
        return Ok(plan.report);
    }
    if !plan.report.departures.is_empty() && !options.answers.departures {
        return Err(ImportError::Departures(plan.report.departures));
    }
    let report = apply::run(db, plan, options, progress)?;
    if let Err(error) = crate::duplicates::search(db, options.day, options.now) {
        tracing::warn!(%error, "duplicates were not looked for; they will be after the next import");
    }
    Ok(report)
}

/// Measures how long something takes, without reading the clock of the day.
fn stopwatch() -> Clock {
    Clock::running_from(Instant(0))
}
