//! Applying a plan: an unpublished batch in short chunks, then one row that publishes it.

use db::{Db, DbError, Tx, journal, params};
use events::{Event, directory::BatchPublishedV1};
use kernel::{Instant, Target};

use super::{
    ImportError, Kind, Options, Progress,
    base::Change,
    plan::Plan,
    report::{Report, Summary},
    stopwatch,
    sweep::{self, OUTLIVED},
    write,
};
use crate::{
    duplicates::{self, By, Proposal},
    rows::Rows,
};

/// Microseconds a chunk should take: well under 200 ms, so that nobody waits.
const TARGET: i64 = 100_000;

/// How many records a chunk holds, learnt from the chunks before.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace(usize);

impl Pace {
    pub(super) const fn start() -> Self {
        Self(200)
    }

    /// Records of the next chunk.
    pub(super) const fn records(self) -> usize {
        self.0
    }

    fn learn(&mut self, records: usize, micros: i64) {
        let ideal = i64::try_from(records).unwrap_or(1).saturating_mul(TARGET) / micros.max(1);
        let ideal = usize::try_from(ideal).unwrap_or(50);
        self.0 = ideal.clamp(50, 4_000).min(self.0 * 2);
    }
}

/// An unpublished batch being written.
pub(super) struct Batch<'a> {
    pub(super) db: &'a Db,
    pub(super) id: i64,
    pub(super) options: &'a Options<'a>,
    pub(super) pace: Pace,
    /// Corrections by hand that are over once this is published.
    pub(super) over: Vec<i64>,
    /// People who were decided to be two.
    pub(super) apart: Vec<Proposal>,
    edits: i64,
    started: kernel::Clock,
}

impl Batch<'_> {
    /// Writes one chunk; `records` is what it stands for.
    pub(super) fn write(&mut self, records: usize, rows: Rows) -> Result<(), ImportError> {
        if rows.is_empty() {
            return Ok(());
        }
        let (batch, edits, beat) = (self.id, self.edits, self.beat());
        let micros = self.db.write_blocking(move |tx| {
            let watch = stopwatch();
            hold(tx, batch, edits)?;
            rows.write(tx, batch)?;
            tx.execute("UPDATE directory_batch SET beat = $2 WHERE id = $1", params![batch, beat])?;
            Ok::<_, ImportError>(watch.now().0)
        })?;
        self.pace.learn(records, micros);
        Ok(())
    }

    /// Makes entities for the rows to come.
    pub(super) fn entities(
        &self,
        kind: &'static str,
        orgs: &[Option<i64>],
    ) -> Result<Vec<i64>, ImportError> {
        let mut ids = Vec::with_capacity(orgs.len());
        let (batch, edits) = (self.id, self.edits);
        for orgs in orgs.chunks(2_000) {
            let orgs = orgs.to_vec();
            ids.extend(self.db.write_blocking(move |tx| {
                hold(tx, batch, edits)?;
                Ok::<_, ImportError>(crate::rows::new_entities(tx, kind, &orgs, batch)?)
            })?);
        }
        Ok(ids)
    }

    fn beat(&self) -> Instant {
        Instant(self.options.now.0.saturating_add(self.started.now().0))
    }

    fn publish(&self, kind: Kind, summary: &Summary, base: Change) -> Result<(), ImportError> {
        let (batch, edits, at) = (self.id, self.edits, self.beat());
        let (now, person) = (self.options.now, self.options.person);
        let summary = serde_json::to_string(summary).map_err(DbError::statement)?;
        let (over, apart) = (self.over.clone(), self.apart.clone());
        self.db.write_blocking(move |tx| {
            hold(tx, batch, edits)?;
            base.write(tx)?;
            tx.execute(
                "UPDATE directory_state SET current = $1, staged = NULL WHERE id = 1",
                params![batch],
            )?;
            tx.execute(
                "UPDATE directory_batch SET state = 'published', ended = $2, summary = $3 WHERE id = $1",
                params![batch, at, &summary],
            )?;
            for correction in &over {
                tx.execute("DELETE FROM directory_correction WHERE id = $1", params![*correction])?;
            }
            if let Some(person) = person {
                duplicates::remember_apart(tx, &apart, By { person, now })?;
            }
            let action = kind.action();
            let entry =
                journal::Entry { at: now, person, action, object: batch, scope: Target::TERRITORY };
            journal::write(tx, &entry)?;
            jobs::emit(tx, BatchPublishedV1::NAME, &BatchPublishedV1 { batch }, now)?;
            Ok(())
        })
    }
}

/// Applies a plan and publishes it; what was written is swept when anything fails.
pub(super) fn run(
    db: &Db,
    plan: Plan,
    options: &Options,
    progress: &mut dyn FnMut(Progress),
) -> Result<Report, ImportError> {
    let kind = plan.kind;
    let (current, edits) = (plan.published.current, plan.published.edits);
    let base = plan.base.store(options)?;
    let id = begin(db, kind.code(), (current, edits), options)?;
    let mut batch = Batch {
        db,
        id,
        options,
        pace: Pace::start(),
        over: Vec::new(),
        apart: Vec::new(),
        edits,
        started: stopwatch(),
    };
    let applied = write::all(&mut batch, plan, progress).and_then(|mut report| {
        batch.publish(kind, &report.summary, base)?;
        report.batch = Some(id);
        Ok(report)
    });
    if applied.is_err()
        && let Err(error) = sweep::sweep(db, id, options.now)
    {
        tracing::error!(%error, batch = id, "an unpublished import could not be swept; it will be at the next start");
    }
    applied
}

enum Begun {
    Batch(i64),
    Outlived(i64),
}

/// Takes the place of the one batch being applied.
fn begin(
    db: &Db,
    source: &'static str,
    compared: (i64, i64),
    options: &Options,
) -> Result<i64, ImportError> {
    let (now, person, for_demo) = (options.now, options.person, options.for_demo);
    loop {
        let begun = db.write_blocking(move |tx| {
            let Some(state) = state(tx)? else {
                tx.execute(
                    "INSERT INTO directory_state (id, current, staged, edits, territory, is_demo) \
                     VALUES (1, 0, NULL, 0, '', FALSE)",
                    &[],
                )?;
                return stage(tx, source, now, person).map(Begun::Batch);
            };
            if state.is_demo != for_demo {
                return Err(ImportError::Demo);
            }
            if let Some(staged) = state.staged {
                let beat: Instant = tx.query_one(
                    "SELECT beat FROM directory_batch WHERE id = $1",
                    params![staged],
                    |row| row.get(0),
                )?;
                let outlived = now.seconds_since(beat) > OUTLIVED;
                return if outlived { Ok(Begun::Outlived(staged)) } else { Err(ImportError::Busy) };
            }
            if (state.current, state.edits) != compared {
                return Err(ImportError::Edited);
            }
            stage(tx, source, now, person).map(Begun::Batch)
        })?;
        match begun {
            Begun::Batch(id) => return Ok(id),
            Begun::Outlived(id) => sweep::sweep(db, id, now)?,
        }
    }
}

fn stage(tx: &mut Tx, source: &str, now: Instant, person: Option<i64>) -> Result<i64, ImportError> {
    let id = tx.query_one(
        "INSERT INTO directory_batch (source, state, person_id, started, beat, ended, summary) \
         VALUES ($1, 'staged', $2, $3, $3, NULL, '{}') RETURNING id",
        params![source, person, now],
        |row| row.get(0),
    )?;
    tx.execute("UPDATE directory_state SET staged = $1 WHERE id = 1", params![id])?;
    Ok(id)
}

struct State {
    current: i64,
    staged: Option<i64>,
    edits: i64,
    is_demo: bool,
}

fn state(tx: &mut Tx) -> Result<Option<State>, DbError> {
    tx.query_opt(
        "SELECT current, staged, edits, is_demo FROM directory_state WHERE id = 1",
        &[],
        |row| {
            Ok(State {
                current: row.get(0)?,
                staged: row.get(1)?,
                edits: row.get(2)?,
                is_demo: row.get(3)?,
            })
        },
    )
}

/// Refuses to go on when the batch was taken away or the directory changed by hand.
fn hold(tx: &mut Tx, batch: i64, edits: i64) -> Result<(), ImportError> {
    let state = state(tx)?;
    match state {
        Some(state) if state.staged != Some(batch) => Err(ImportError::Interrupted),
        Some(state) if state.edits != edits => Err(ImportError::Edited),
        Some(_) => Ok(()),
        None => Err(ImportError::Interrupted),
    }
}
