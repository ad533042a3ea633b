//! The rows of the outbox and of the queue.

use db::{Db, DbError, Row, Tx, params};
use kernel::Instant;
use serde::Serialize;

use crate::{
    JobError,
    handlers::{Handlers, Payload, Schedule},
};

/// How long a claimed job is left to the process that claimed it. A job that a crash interrupted
/// is tried again after that.
const CLAIM_SECONDS: i64 = 120;
/// Waits between two tries: eight tries in all, over a day.
const WAITS_SECONDS: [i64; 7] = [10, 60, 600, 3_600, 3 * 3_600, 6 * 3_600, 12 * 3_600];
/// Events delivered in one transaction.
const DELIVERED_AT_ONCE: i64 = 100;
/// The part of an error that is kept.
const ERROR_CHARS: usize = 500;

/// What kind of row a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Job,
    Event,
    Schedule,
}

impl Kind {
    const fn code(self) -> &'static str {
        match self {
            Self::Job => "job",
            Self::Event => "event",
            Self::Schedule => "schedule",
        }
    }

    fn from_code(code: &str) -> Self {
        match code {
            "event" => Self::Event,
            "schedule" => Self::Schedule,
            _ => Self::Job,
        }
    }
}

/// A claimed job.
#[derive(Clone, Debug)]
pub(crate) struct Claimed {
    pub(crate) id: i64,
    pub(crate) kind: Kind,
    pub(crate) name: String,
    pub(crate) payload: Payload,
    tries: i64,
}

impl Claimed {
    /// Whether every try of it ended with its process.
    pub(crate) fn is_hopeless(&self) -> bool {
        usize::try_from(self.tries).is_ok_and(|tries| tries > WAITS_SECONDS.len() + 1)
    }
}

/// Says that something happened: written to the outbox with the change, heard soon after.
pub fn emit(
    tx: &mut Tx<'_>,
    name: &str,
    payload: &impl Serialize,
    now: Instant,
) -> Result<(), DbError> {
    let payload = serde_json::to_string(payload).map_err(DbError::statement)?;
    tx.execute(
        "INSERT INTO jobs_outbox (name, payload, at) VALUES ($1, $2, $3)",
        params![name, &payload, now],
    )?;
    tx.ring();
    Ok(())
}

/// Asks for a job. With a key, a job of the same name and key that still waits is kept as it is
/// and nothing is added.
pub fn enqueue(
    tx: &mut Tx<'_>,
    name: &str,
    payload: &impl Serialize,
    key: Option<&str>,
    run_at: Instant,
) -> Result<(), DbError> {
    let payload = serde_json::to_string(payload).map_err(DbError::statement)?;
    add(tx, Kind::Job, name, &payload, key, run_at)?;
    tx.ring();
    Ok(())
}

fn add(
    tx: &mut Tx<'_>,
    kind: Kind,
    name: &str,
    payload: &str,
    key: Option<&str>,
    run_at: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO jobs_job (kind, name, payload, dedup_key, state, run_at, claimed_until, tries) \
         VALUES ($1, $2, $3, $4, 'waiting', $5, 0, 0) ON CONFLICT DO NOTHING",
        params![kind.code(), name, payload, key, run_at],
    )?;
    Ok(())
}

/// Sees that each schedule waits for its next turn.
pub(crate) fn plan(tx: &mut Tx<'_>, schedules: &[Schedule], now: Instant) -> Result<(), DbError> {
    schedules.iter().try_for_each(|schedule| plan_one(tx, schedule, now))
}

/// The next turn of a schedule: the next whole multiple of its period.
pub(crate) fn plan_one(tx: &mut Tx<'_>, schedule: &Schedule, now: Instant) -> Result<(), DbError> {
    let period = i64::from(schedule.every_seconds.max(1)) * 1_000_000;
    let next = Instant((now.0.div_euclid(period) + 1) * period);
    add(tx, Kind::Schedule, schedule.name, "null", Some("next"), next)
}

/// Turns the oldest events of the outbox into one delivery for each of their subscribers, in
/// order; how many events.
pub(crate) fn deliver(tx: &mut Tx<'_>, handlers: &Handlers) -> Result<usize, DbError> {
    let events = tx.query(
        "SELECT id, name, payload, at FROM jobs_outbox ORDER BY id LIMIT $1",
        params![DELIVERED_AT_ONCE],
        |row| {
            let (name, payload): (String, String) = (row.get(1)?, row.get(2)?);
            Ok((row.get::<i64>(0)?, name, payload, row.get::<Instant>(3)?))
        },
    )?;
    for (id, name, payload, at) in &events {
        for subscriber in handlers.subscribers.iter().filter(|s| s.event == name) {
            add(tx, Kind::Event, subscriber.name, payload, None, *at)?;
        }
        tx.execute("DELETE FROM jobs_outbox WHERE id = $1", params![*id])?;
    }
    Ok(events.len())
}

/// Takes the job that is due for longest, for a while. The try is counted now, so that a job that
/// kills the process is given up in the end.
pub(crate) fn claim(tx: &mut Tx<'_>, now: Instant) -> Result<Option<Claimed>, DbError> {
    tx.query_opt(
        "UPDATE jobs_job SET claimed_until = $1, tries = tries + 1 WHERE id = (\
         SELECT id FROM jobs_job WHERE state = 'waiting' AND run_at <= $2 AND claimed_until <= $2 \
         ORDER BY run_at, id LIMIT 1) RETURNING id, kind, name, payload, tries",
        params![now.plus_seconds(CLAIM_SECONDS), now],
        read_claimed,
    )
}

fn read_claimed(row: &Row<'_>) -> Result<Claimed, DbError> {
    Ok(Claimed {
        id: row.get(0)?,
        kind: Kind::from_code(&row.get::<String>(1)?),
        name: row.get(2)?,
        payload: Payload(row.get(3)?),
        tries: row.get(4)?,
    })
}

/// Removes a job that is being done, in the transaction that does it; false when another process
/// has done it or given it up.
pub(crate) fn done(tx: &mut Tx<'_>, job: &Claimed) -> Result<bool, DbError> {
    let removed = tx.execute(
        "DELETE FROM jobs_job WHERE id = $1 AND state = 'waiting' AND tries = $2",
        params![job.id, job.tries],
    )?;
    Ok(removed == 1)
}

/// Puts a job that could not be done back, for later or for a person to look at.
pub(crate) fn put_back(
    tx: &mut Tx<'_>,
    job: &Claimed,
    error: &JobError,
    now: Instant,
) -> Result<(), DbError> {
    let message: String = error.to_string().chars().take(ERROR_CHARS).collect();
    let wait = usize::try_from(job.tries - 1).ok().and_then(|at| WAITS_SECONDS.get(at));
    let (state, run_at) = match (error, wait) {
        (JobError::Retry(_), Some(wait)) => ("waiting", now.plus_seconds(*wait)),
        _ => ("failed", now),
    };
    tx.execute(
        "UPDATE jobs_job SET state = $3, run_at = $4, claimed_until = 0, error = $5 \
         WHERE id = $1 AND tries = $2",
        params![job.id, job.tries, state, run_at, &message],
    )?;
    Ok(())
}

/// Work that is not done: due, failed, put back after an error, or an event not yet delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    /// The job's, the subscriber's, the schedule's or the event's name.
    pub name: String,
    /// `waiting`, `failed` or `undelivered`.
    pub state: String,
    /// What went wrong last, if anything did.
    pub error: Option<String>,
}

/// The queue at an instant, in figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Jobs whose time has come.
    pub due: i64,
    /// Jobs that were given up, for a person to look at.
    pub failed: i64,
    /// For how long the one that waits for longest has been due.
    pub late_seconds: i64,
}

/// The queue in figures, for those who watch.
pub fn figures(tx: &mut Tx<'_>, now: Instant) -> Result<Figures, DbError> {
    let mut figures = Figures::default();
    tx.each(
        "SELECT state, COUNT(*), MIN(run_at) FROM jobs_job WHERE run_at <= $1 GROUP BY state",
        params![now],
        |row| {
            let count = row.get(1)?;
            if row.get::<String>(0)? == "failed" {
                figures.failed = count;
            } else {
                figures.due = count;
                figures.late_seconds = now.seconds_since(row.get(2)?);
            }
            Ok(())
        },
    )?;
    Ok(figures)
}

/// What is left to do at an instant. A test ends with none; an operator reads what failed.
pub async fn leftovers(db: &Db, now: Instant) -> Result<Vec<Leftover>, DbError> {
    db.read(move |tx| {
        tx.query(
            "SELECT name, state, error FROM (\
             SELECT id, name, state, error FROM jobs_job \
             WHERE state = 'failed' OR run_at <= $1 OR tries > 0 \
             UNION ALL SELECT id, name, 'undelivered', NULL FROM jobs_outbox) AS l \
             ORDER BY state, id",
            params![now],
            |row| Ok(Leftover { name: row.get(0)?, state: row.get(1)?, error: row.get(2)? }),
        )
    })
    .await
}
