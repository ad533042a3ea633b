//! What is remembered of the watched folder.

use db::{DbError, Tx, params};
use kernel::{Day, Instant, Role};

use crate::{import::Kind, visible::current};

/// How long a process keeps the watched folder without saying so again.
const LEASE_SECONDS: i64 = 3_600;

/// Takes the watched folder, or keeps it; false while another process has it.
pub(super) fn hold(tx: &mut Tx, holder: i64, now: Instant) -> Result<bool, DbError> {
    let until = now.plus_seconds(LEASE_SECONDS);
    let held = tx.execute(
        "INSERT INTO directory_inbox (id, holder, until) VALUES (1, $1, $2) \
         ON CONFLICT (id) DO UPDATE SET holder = $1, until = $2 \
         WHERE directory_inbox.holder = $1 OR directory_inbox.until <= $3",
        params![holder, until, now],
    )?;
    Ok(held > 0)
}

/// Gives the watched folder back.
pub(super) fn release(tx: &mut Tx, holder: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM directory_inbox WHERE holder = $1", params![holder]).map(drop)
}

/// Forgets who had the watched folder: at start, nobody has.
pub(crate) fn forget_holder(tx: &mut Tx) -> Result<(), DbError> {
    tx.execute("DELETE FROM directory_inbox", &[]).map(drop)
}

/// The import of a delivery: its id and its state.
pub(super) fn import_of(tx: &mut Tx, delivery: &str) -> Result<Option<(i64, String)>, DbError> {
    tx.query_opt(
        "SELECT id, state FROM directory_import WHERE delivery = $1 ORDER BY id DESC LIMIT 1",
        params![delivery],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Says which delivery an import is of.
pub(super) fn name(tx: &mut Tx, import: i64, delivery: &str) -> Result<(), DbError> {
    tx.execute("UPDATE directory_import SET delivery = $2 WHERE id = $1", params![import, delivery])
        .map(drop)
}

/// Forgets an import that is to be begun again.
pub(super) fn forget(tx: &mut Tx, import: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM directory_import_file WHERE import_id = $1", params![import])?;
    tx.execute("DELETE FROM directory_import WHERE id = $1", params![import]).map(drop)
}

/// Whether a delivery of that kind waits for someone.
pub(super) fn is_someone_awaited(tx: &mut Tx, kind: Kind) -> Result<bool, DbError> {
    let found = tx.query_opt(
        "SELECT 1 FROM directory_import WHERE delivery <> '' AND kind = $1 \
         AND state IN ('compared', 'failed') LIMIT 1",
        params![kind.code()],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// When the last delivery came; `None` when none is remembered.
pub fn last(tx: &mut Tx) -> Result<Option<Instant>, DbError> {
    tx.query_one("SELECT MAX(started) FROM directory_import WHERE delivery <> ''", &[], |row| {
        row.get(0)
    })
}

/// Those who run the territory on a day.
pub(super) fn managers(tx: &mut Tx, day: Day) -> Result<Vec<i64>, DbError> {
    let now = current(tx)?;
    tx.query(
        "SELECT DISTINCT COALESCE(s.root_id, m.person_id) FROM directory_membership m \
         LEFT JOIN directory_same s ON s.person_id = m.person_id \
         WHERE m.role = $1 AND m.org_id IS NULL AND m.since <= $2 AND m.until > $2 \
         AND m.starts <= $3 AND m.ends >= $3",
        params![Role::TerritoryManager.code(), now, day],
        |row| row.get(0),
    )
}
