//! Runs what is due, one job at a time, each inside one write transaction that also removes it:
//! what a job does to the database is done exactly once.

use std::{sync::Arc, time::Duration};

use db::{Db, DbError, Tx};
use kernel::{Clock, Instant};

use crate::{
    JobError,
    handlers::Handlers,
    queue::{self, Claimed, Kind},
};

/// How often the queue is looked at when nothing rings: for work that falls due, and for work
/// enqueued by another process.
const POLL: Duration = Duration::from_secs(5);

/// Runs everything that is due at an instant, and what comes of it, until nothing is left; how
/// many jobs were tried.
///
/// # Errors
/// When the queue itself cannot be read or written. A job's own error is kept with the job.
pub async fn run_pending(
    db: &Db,
    handlers: &Arc<Handlers>,
    now: Instant,
) -> Result<usize, DbError> {
    plan(db, handlers, now).await?;
    let mut tried = 0;
    while step(db, handlers, now).await? {
        tried += 1;
    }
    Ok(tried)
}

/// Runs jobs as they fall due, for as long as the program lives: at once when this process
/// commits something that [rings](Tx::ring), every few seconds otherwise. Dropping the future
/// stops it; a job that was being done is then finished by the database's thread.
pub async fn serve(db: Db, handlers: Arc<Handlers>, clock: Clock) {
    let bell = db.bell();
    loop {
        if let Err(error) = run_due(&db, &handlers, &clock).await {
            tracing::warn!(%error, "the queue of jobs could not be worked on");
        }
        // Rung or not, the queue is looked at.
        drop(tokio::time::timeout(POLL, bell.notified()).await);
    }
}

async fn run_due(db: &Db, handlers: &Arc<Handlers>, clock: &Clock) -> Result<(), DbError> {
    plan(db, handlers, clock.now()).await?;
    while step(db, handlers, clock.now()).await? {}
    Ok(())
}

async fn plan(db: &Db, handlers: &Arc<Handlers>, now: Instant) -> Result<(), DbError> {
    let known = Arc::clone(handlers);
    db.write(move |tx| queue::plan(tx, &known.schedules, now)).await
}

/// Tries one job, after delivering events when no job is due; false when nothing is left.
async fn step(db: &Db, handlers: &Arc<Handlers>, now: Instant) -> Result<bool, DbError> {
    loop {
        if let Some(job) = db.write(move |tx| queue::claim(tx, now)).await? {
            attempt(db, handlers, job, now).await?;
            return Ok(true);
        }
        let known = Arc::clone(handlers);
        if db.write(move |tx| queue::deliver(tx, &known)).await? == 0 {
            return Ok(false);
        }
    }
}

async fn attempt(
    db: &Db,
    handlers: &Arc<Handlers>,
    job: Claimed,
    now: Instant,
) -> Result<(), DbError> {
    let outcome = if job.is_hopeless() {
        Err(JobError::Fail("each try ended with its process".to_owned()))
    } else {
        let (known, doing) = (Arc::clone(handlers), job.clone());
        db.write(move |tx| perform(tx, &known, &doing, now)).await
    };
    let Err(error) = outcome else { return Ok(()) };
    match &error {
        JobError::Retry(_) => tracing::warn!(job = job.name, %error, "a job will be tried again"),
        JobError::Fail(_) => tracing::error!(job = job.name, %error, "a job failed"),
    }
    db.write(move |tx| queue::put_back(tx, &job, &error, now)).await
}

fn perform(
    tx: &mut Tx<'_>,
    handlers: &Handlers,
    job: &Claimed,
    now: Instant,
) -> Result<(), JobError> {
    if !queue::done(tx, job)? {
        return Ok(());
    }
    let unknown = || JobError::Retry(format!("nothing here does {}", job.name));
    match job.kind {
        Kind::Job => {
            let known = handlers.jobs.iter().find(|j| j.name == job.name).ok_or_else(unknown)?;
            (known.run)(tx, &job.payload, now)
        }
        Kind::Event => {
            let mut known = handlers.subscribers.iter();
            let subscriber = known.find(|s| s.name == job.name).ok_or_else(unknown)?;
            (subscriber.run)(tx, &job.payload, now)
        }
        Kind::Schedule => {
            let mut known = handlers.schedules.iter();
            let schedule = known.find(|s| s.name == job.name).ok_or_else(unknown)?;
            (schedule.run)(tx, now)?;
            Ok(queue::plan_one(tx, schedule, now)?)
        }
    }
}
