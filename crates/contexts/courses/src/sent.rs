//! What was sent is done once, however often and however late it arrives again.

use db::{DbError, Tx, params};
use kernel::Instant;

/// Longer than a browser keeps what waits to be sent.
const KEPT_SECONDS: i64 = 70 * 24 * 3_600;
/// Removed at once, so that nobody waits.
const AT_ONCE: i64 = 4_000;

/// Whether what came with this key was done.
pub(crate) fn is_done(tx: &mut Tx, person: i64, once: &str) -> Result<bool, DbError> {
    let found = tx.query_opt(
        "SELECT 1 FROM courses_sent WHERE person_id = $1 AND once_key = $2",
        params![person, once],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// Notes, in the transaction that does it, that it is done.
pub(crate) fn note(tx: &mut Tx, person: i64, once: &str, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO courses_sent (person_id, once_key, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        params![person, once, now],
    )?;
    Ok(())
}

/// Forgets some of what no browser holds any more.
pub(crate) fn sweep(tx: &mut Tx, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM courses_sent WHERE id IN (SELECT id FROM courses_sent WHERE at < $1 LIMIT $2)",
        params![now.plus_seconds(-KEPT_SECONDS), AT_ONCE],
    )?;
    Ok(())
}

/// Forgets what one person sent.
pub(crate) fn erase(tx: &mut Tx, person: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM courses_sent WHERE person_id = $1", params![person]).map(drop)
}
