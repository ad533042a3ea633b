//! The rows of ways back.

use db::{DbError, Tx, params};
use kernel::Instant;

pub(crate) fn add(
    tx: &mut Tx,
    person: i64,
    lookup: &[u8; 32],
    expires: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO identity_lost (person_id, lookup, expires) VALUES ($1, $2, $3)",
        params![person, lookup, expires],
    )?;
    Ok(())
}

/// Whose way back this is, while it is open.
pub(crate) fn find(tx: &mut Tx, lookup: &[u8; 32], now: Instant) -> Result<Option<i64>, DbError> {
    tx.query_opt(
        "SELECT person_id FROM identity_lost WHERE lookup = $1 AND expires > $2",
        params![lookup, now],
        |row| row.get(0),
    )
}

/// Closes every way back of a person.
pub(crate) fn close(tx: &mut Tx, person: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM identity_lost WHERE person_id = $1", params![person])?;
    Ok(())
}
