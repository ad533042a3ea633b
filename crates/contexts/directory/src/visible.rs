//! What is published: rows are versioned by import batch, so that a batch appears all at once.

use db::{DbError, Tx, params};

/// A version without an end.
pub(crate) const OPEN: i64 = i64::MAX;

/// The batch whose state everyone sees; 0 before the first.
pub(crate) fn current(tx: &mut Tx) -> Result<i64, DbError> {
    let current =
        tx.query_opt("SELECT current FROM directory_state WHERE id = 1", &[], |row| row.get(0))?;
    Ok(current.unwrap_or(0))
}

/// The name of the territory and whether it is a demonstration. An import into an empty database
/// leaves it without a name, to be created.
pub(crate) fn territory(tx: &mut Tx) -> Result<Option<(String, bool)>, DbError> {
    tx.query_opt(
        "SELECT territory, is_demo FROM directory_state WHERE id = 1 AND territory <> ''",
        params![],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}
