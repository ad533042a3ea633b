//! Thirty days to change one's mind: what a room deletes is kept here until then.

use kernel::Instant;

use crate::{DbError, Tx, params};

/// How long a deleted thing can be taken back, in seconds.
pub const KEPT_SECONDS: i64 = 30 * 24 * 3600;

/// A deleted thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its place in the trash.
    pub id: i64,
    /// What it was, as `context.thing`.
    pub kind: String,
    /// Its id before.
    pub object: i64,
    /// What is needed to bring it back, in the room's own JSON.
    pub content: String,
    /// When it was deleted.
    pub at: Instant,
}

/// Puts a thing in the trash of a person.
pub fn put(
    tx: &mut Tx<'_>,
    person: i64,
    kind: &str,
    object: i64,
    content: &str,
    now: Instant,
) -> Result<i64, DbError> {
    tx.query_one(
        "INSERT INTO db_trash (person_id, kind, object_id, content, at) VALUES ($1, $2, $3, $4, $5) RETURNING id",
        params![person, kind, object, content, now],
        |row| row.get(0),
    )
}

/// Takes a thing back out, once, by the person who deleted it and in time.
pub fn take(tx: &mut Tx<'_>, person: i64, id: i64, now: Instant) -> Result<Option<Item>, DbError> {
    tx.query_opt(
        "DELETE FROM db_trash WHERE id = $1 AND person_id = $2 AND at > $3 \
         RETURNING id, kind, object_id, content, at",
        params![id, person, now.plus_seconds(-KEPT_SECONDS)],
        read,
    )
}

/// What a person can still take back, newest first.
pub fn of(tx: &mut Tx<'_>, person: i64, now: Instant) -> Result<Vec<Item>, DbError> {
    tx.query(
        "SELECT id, kind, object_id, content, at FROM db_trash WHERE person_id = $1 AND at > $2 \
         ORDER BY at DESC, id DESC LIMIT 200",
        params![person, now.plus_seconds(-KEPT_SECONDS)],
        read,
    )
}

/// Empties what is past its time; the number of things gone for good.
pub fn sweep(tx: &mut Tx<'_>, now: Instant) -> Result<u64, DbError> {
    tx.execute("DELETE FROM db_trash WHERE at <= $1", params![now.plus_seconds(-KEPT_SECONDS)])
}

fn read(row: &crate::Row<'_>) -> Result<Item, DbError> {
    Ok(Item {
        id: row.get(0)?,
        kind: row.get(1)?,
        object: row.get(2)?,
        content: row.get(3)?,
        at: row.get(4)?,
    })
}
