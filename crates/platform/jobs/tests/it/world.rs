//! A small program with jobs, subscribers and a schedule that write what they did.

use std::sync::Arc;

use db::{Db, DbError, Migration, MigrationSet, Tx, params};
use jobs::{Handlers, Job, JobError, Leftover, Payload, Schedule, Subscriber};
use kernel::Instant;

use crate::base::{Base, NOW};

/// A database with the queue and a log, and what runs on it.
pub(crate) struct World {
    pub(crate) db: Db,
    pub(crate) handlers: Arc<Handlers>,
}

impl World {
    pub(crate) fn on(base: &Base) -> Self {
        Self { db: prepare(base), handlers: Arc::new(handlers()) }
    }

    /// Runs what is due some seconds after the start; how many jobs.
    pub(crate) async fn run(&self, seconds: i64) -> usize {
        jobs::run_pending(&self.db, &self.handlers, at(seconds)).await.unwrap()
    }

    pub(crate) async fn leftovers(&self, seconds: i64) -> Vec<Leftover> {
        jobs::leftovers(&self.db, at(seconds)).await.unwrap()
    }

    pub(crate) async fn write(
        &self,
        f: impl Fn(&mut Tx<'_>) -> Result<(), DbError> + Send + 'static,
    ) {
        self.db.write(f).await.unwrap();
    }

    /// What was done, in order.
    pub(crate) async fn log(&self) -> Vec<String> {
        let read = self.db.read::<_, DbError, _>(|tx| {
            tx.query("SELECT what FROM test_log ORDER BY id", &[], |row| row.get(0))
        });
        read.await.unwrap()
    }
}

pub(crate) const fn at(seconds: i64) -> Instant {
    NOW.plus_seconds(seconds)
}

fn prepare(base: &Base) -> Db {
    const LOG: Migration = Migration {
        number: 1,
        name: "log",
        sql: "CREATE TABLE test_log (id ID, what TEXT NOT NULL);",
    };
    let log = MigrationSet { context: "test", migrations: &[LOG] };
    let db = base.open();
    db.migrate(&[jobs::MIGRATIONS, log], NOW).unwrap();
    db
}

pub(crate) fn note(tx: &mut Tx<'_>, what: &str) -> Result<(), DbError> {
    tx.execute("INSERT INTO test_log (what) VALUES ($1)", params![what]).map(drop)
}

fn handlers() -> Handlers {
    let job = |name, run| Job { name, run };
    let heard = |event, name, run| Subscriber { event, name, run };
    Handlers::new(
        vec![
            heard("test.said.v1", "test.first", |tx, payload, _| {
                Ok(note(tx, &format!("first {}", payload.read::<i64>()?))?)
            }),
            heard("test.said.v1", "test.second", |tx, payload, _| {
                Ok(note(tx, &format!("second {}", payload.read::<i64>()?))?)
            }),
            heard("test.grew.v1", "test.third", |tx, _, _| Ok(note(tx, "grew")?)),
        ],
        vec![
            job("test.note", |tx, payload, _| Ok(note(tx, &payload.read::<String>()?)?)),
            job("test.later", try_later),
            job("test.never", |tx, _, _| {
                note(tx, "half")?;
                Err(JobError::Fail("useless".into()))
            }),
            job("test.broken", |tx, _, _| {
                note(tx, "half")?;
                panic!("on purpose")
            }),
            job("test.wrong", |tx, _, _| Ok(tx.execute("nonsense", &[]).map(drop)?)),
            job("test.grow", grow),
        ],
        vec![Schedule {
            name: "test.hourly",
            every_seconds: 3_600,
            run: |tx, now| Ok(note(tx, &format!("hourly {}", now.seconds_since(NOW)))?),
        }],
    )
    .unwrap()
}

fn try_later(tx: &mut Tx<'_>, _: &Payload, _: Instant) -> Result<(), JobError> {
    note(tx, "half")?;
    Err(JobError::Retry("not now".into()))
}

/// A job that asks for the next one, and says so at the end.
fn grow(tx: &mut Tx<'_>, payload: &Payload, now: Instant) -> Result<(), JobError> {
    let left: i64 = payload.read()?;
    note(tx, &format!("grow {left}"))?;
    if left > 0 {
        jobs::enqueue(tx, "test.grow", &(left - 1), None, now)?;
    } else {
        jobs::emit(tx, "test.grew.v1", &(), now)?;
    }
    Ok(())
}
