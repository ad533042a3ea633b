//! What the program knows how to do, as data: built once from what each room declares.

use std::collections::BTreeSet;

use db::Tx;
use kernel::Instant;
use serde::de::DeserializeOwned;

use crate::JobError;

/// What a job was asked with.
#[derive(Clone, Debug)]
pub struct Payload(pub(crate) String);

impl Payload {
    /// Reads it as the type it was written from.
    ///
    /// # Errors
    /// [`JobError::Fail`] when it is something else: it will not change.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, JobError> {
        serde_json::from_str(&self.0).map_err(|e| JobError::Fail(format!("payload: {e}")))
    }
}

/// The work of a job or of a subscriber, inside one write transaction.
pub type Run = fn(&mut Tx<'_>, &Payload, Instant) -> Result<(), JobError>;
/// The work of a schedule, inside one write transaction.
pub type RunSchedule = fn(&mut Tx<'_>, Instant) -> Result<(), JobError>;

/// Who hears an event.
#[derive(Clone, Copy, Debug)]
pub struct Subscriber {
    /// The event's name.
    pub event: &'static str,
    /// The subscriber's own name, such as `today.hide-former-people`.
    pub name: &'static str,
    /// What it does; may be called more than once for the same event.
    pub run: Run,
}

/// A kind of job.
#[derive(Clone, Copy, Debug)]
pub struct Job {
    /// Its name, such as `courses.remind`.
    pub name: &'static str,
    /// What it does.
    pub run: Run,
}

/// Work at regular times, on whole multiples of its period (UTC).
#[derive(Clone, Copy, Debug)]
pub struct Schedule {
    /// Its name, such as `db.empty-trash`.
    pub name: &'static str,
    /// Its period, in seconds.
    pub every_seconds: u32,
    /// What it does.
    pub run: RunSchedule,
}

/// Everything the program knows how to do.
#[derive(Clone, Debug, Default)]
pub struct Handlers {
    pub(crate) subscribers: Vec<Subscriber>,
    pub(crate) jobs: Vec<Job>,
    pub(crate) schedules: Vec<Schedule>,
}

/// Two jobs, two schedules or two subscribers have one name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("declared twice: {0}")]
pub struct Duplicate(pub String);

impl Handlers {
    /// Gathers what the rooms declare.
    ///
    /// # Errors
    /// [`Duplicate`] when a name is used twice.
    pub fn new(
        subscribers: Vec<Subscriber>,
        jobs: Vec<Job>,
        schedules: Vec<Schedule>,
    ) -> Result<Self, Duplicate> {
        each_once(subscribers.iter().map(|s| s.name))?;
        each_once(jobs.iter().map(|j| j.name))?;
        each_once(schedules.iter().map(|s| s.name))?;
        Ok(Self { subscribers, jobs, schedules })
    }
}

fn each_once<'a>(mut names: impl Iterator<Item = &'a str>) -> Result<(), Duplicate> {
    let mut seen = BTreeSet::new();
    match names.find(|name| !seen.insert(*name)) {
        Some(name) => Err(Duplicate(name.to_owned())),
        None => Ok(()),
    }
}
