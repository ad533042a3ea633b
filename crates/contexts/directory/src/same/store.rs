//! The joined records in their table.

use std::collections::HashMap;

use db::{DbError, Tx, params};
use kernel::Instant;

use crate::api::padded;

/// The records joined around someone, each with the one all of them are read as.
pub(super) fn around(tx: &mut Tx, person: i64) -> Result<Vec<(i64, i64)>, DbError> {
    tx.query(
        "SELECT person_id, root_id FROM directory_same WHERE root_id = $1 \
         OR root_id = (SELECT root_id FROM directory_same WHERE person_id = $1) ORDER BY person_id",
        params![person],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// The record each of these is read as, where it is another.
pub(super) fn roots(tx: &mut Tx, people: &[i64]) -> Result<HashMap<i64, i64>, DbError> {
    if people.is_empty() {
        return Ok(HashMap::new());
    }
    let (list, values) = padded(people, 1);
    let sql = format!("SELECT person_id, root_id FROM directory_same WHERE person_id IN ({list})");
    let found = tx.query(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.into_iter().collect())
}

/// Every other record of these people, whichever record names them.
pub(super) fn others(tx: &mut Tx, people: &[i64]) -> Result<Vec<(i64, i64)>, DbError> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let (list, values) = padded(people, 1);
    let sql = format!(
        "SELECT person_id, root_id FROM directory_same WHERE root_id IN ({list}) \
         OR root_id IN (SELECT root_id FROM directory_same WHERE person_id IN ({list})) ORDER BY person_id"
    );
    tx.query(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?)))
}

pub(super) fn is_person(tx: &mut Tx, id: i64) -> Result<bool, DbError> {
    let now = crate::visible::current(tx)?;
    let found = tx.query_opt(
        "SELECT 1 FROM directory_person WHERE person_id = $1 AND since <= $2 AND until > $2",
        params![id, now],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

pub(super) fn add(tx: &mut Tx, person: i64, into: i64, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO directory_same (person_id, into_id, root_id, at) VALUES ($1, $2, $2, $3)",
        params![person, into, now],
    )?;
    Ok(())
}

pub(super) fn move_roots(tx: &mut Tx, from: i64, to: i64) -> Result<(), DbError> {
    tx.execute("UPDATE directory_same SET root_id = $2 WHERE root_id = $1", params![from, to])?;
    Ok(())
}

pub(super) fn set_root(tx: &mut Tx, person: i64, root: i64) -> Result<(), DbError> {
    tx.execute("UPDATE directory_same SET root_id = $2 WHERE person_id = $1", params![person, root])
        .map(drop)
}

pub(super) fn remove(tx: &mut Tx, person: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM directory_same WHERE person_id = $1", params![person]).map(drop)
}

/// Every joining among the records of someone: who was joined to whom.
pub(super) fn edges_around(tx: &mut Tx, person: i64) -> Result<Vec<(i64, i64)>, DbError> {
    tx.query(
        "SELECT person_id, into_id FROM directory_same WHERE root_id = $1 \
         OR root_id = (SELECT root_id FROM directory_same WHERE person_id = $1) ORDER BY person_id",
        params![person],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}
