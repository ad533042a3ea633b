//! Taking away what an import that did not end has written.

use db::{Db, DbError, params};
use kernel::Instant;

use crate::rows::Table;
use crate::visible::OPEN;

/// Seconds without a sign of life after which a batch is taken to be dead.
pub(super) const OUTLIVED: i64 = 600;

/// Rows looked at in one chunk.
const WINDOW: i64 = 20_000;

/// Sweeps an import that was being applied when the program stopped. To be called at start, before
/// anything else imports; whether there was one. Imports sent by page that were under way say that
/// they were interrupted, and nobody has the watched folder.
pub fn sweep_unfinished(db: &Db, now: Instant) -> Result<bool, DbError> {
    db.write_blocking(move |tx| {
        tx.execute(
            "UPDATE directory_import SET state = 'failed', ended = $1, report = '[\"interrupted\",\"\"]' \
             WHERE state IN ('comparing', 'applying')",
            params![now],
        )?;
        crate::inbox::forget_holder(tx)
    })?;
    let staged = db.read_blocking(|tx| {
        let staged =
            tx.query_opt("SELECT staged FROM directory_state WHERE id = 1", &[], |row| {
                row.get::<Option<i64>>(0)
            })?;
        Ok::<_, DbError>(staged.flatten())
    })?;
    let Some(batch) = staged else { return Ok(false) };
    sweep(db, batch, now)?;
    Ok(true)
}

/// Removes every row of an unpublished batch and reopens the versions it ended.
pub(super) fn sweep(db: &Db, batch: i64, now: Instant) -> Result<(), DbError> {
    for table in Table::ALL.into_iter().rev() {
        windows(db, batch, table.name(), true)?;
    }
    windows(db, batch, "directory_entity", false)?;
    db.write_blocking(move |tx| {
        let swept = tx.execute(
            "UPDATE directory_state SET staged = NULL WHERE id = 1 AND staged = $1",
            params![batch],
        )?;
        if swept > 0 {
            tx.execute(
                "UPDATE directory_batch SET state = 'swept', ended = $2 WHERE id = $1",
                params![batch, now],
            )?;
        }
        Ok(())
    })
}

fn windows(db: &Db, batch: i64, table: &'static str, versioned: bool) -> Result<(), DbError> {
    let mut high = db.read_blocking(move |tx| {
        tx.query_one(&format!("SELECT COALESCE(MAX(id), 0) FROM {table}"), &[], |row| {
            row.get::<i64>(0)
        })
    })?;
    while high > 0 {
        let low = high - WINDOW;
        db.write_blocking(move |tx| {
            let delete = format!("DELETE FROM {table} WHERE since = $1 AND id > $2 AND id <= $3");
            tx.execute(&delete, params![batch, low, high])?;
            if versioned {
                let reopen = format!(
                    "UPDATE {table} SET until = $4 WHERE until = $1 AND id > $2 AND id <= $3"
                );
                tx.execute(&reopen, params![batch, low, high, OPEN])?;
            }
            Ok::<_, DbError>(())
        })?;
        high = low;
    }
    Ok(())
}
