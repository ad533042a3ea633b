//! The rows of tables of ways.

use db::{DbError, Row, Tx, Value, params};
use kernel::Instant;

use crate::pilots::roads::{Content, Table, Unit};

/// Tables shown, and offered to a study.
const SHOWN: i64 = 30;

const COLUMNS: &str = "id, name, source, day, unit, is_kept";

fn read(row: &Row) -> Result<Table, DbError> {
    let unit: String = row.get(4)?;
    Ok(Table {
        id: row.get(0)?,
        name: row.get(1)?,
        source: row.get(2)?,
        day: row.get(3)?,
        unit: if unit == Unit::Minutes.code() { Unit::Minutes } else { Unit::Km },
        is_kept: row.get(5)?,
    })
}

/// Adds a table that waits to be looked at; its id.
pub(crate) fn add(
    tx: &mut Tx,
    table: &Table,
    content: &Content,
    (person, now): (i64, Instant),
) -> Result<i64, DbError> {
    let content = serde_json::to_string(content).map_err(DbError::statement)?;
    let values: [Value; 7] = [
        person.into(),
        table.name.as_str().into(),
        table.source.as_str().into(),
        table.day.into(),
        table.unit.code().into(),
        content.as_str().into(),
        now.into(),
    ];
    tx.query_one(
        "INSERT INTO programme_road (person_id, name, source, day, unit, is_kept, content, at) \
         VALUES ($1, $2, $3, $4, $5, FALSE, $6, $7) RETURNING id",
        &values,
        |row| row.get(0),
    )
}

/// The tables that were sent, newest first.
pub(super) fn all(tx: &mut Tx) -> Result<Vec<Table>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM programme_road ORDER BY id DESC LIMIT $1");
    tx.query(&sql, params![SHOWN], read)
}

/// The tables that a study may use, newest first.
pub(crate) fn kept(tx: &mut Tx) -> Result<Vec<Table>, DbError> {
    let sql =
        format!("SELECT {COLUMNS} FROM programme_road WHERE is_kept ORDER BY id DESC LIMIT $1");
    tx.query(&sql, params![SHOWN], read)
}

/// A table with what it says.
pub(crate) fn one(tx: &mut Tx, id: i64) -> Result<Option<(Table, Content)>, DbError> {
    let sql = format!("SELECT {COLUMNS}, content FROM programme_road WHERE id = $1");
    tx.query_opt(&sql, params![id], |row| {
        let content: String = row.get(6)?;
        Ok((read(row)?, serde_json::from_str(&content).map_err(DbError::statement)?))
    })
}

/// Keeps a table for studies.
pub(super) fn keep(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    tx.execute("UPDATE programme_road SET is_kept = TRUE WHERE id = $1", params![id]).map(drop)
}

/// Forgets a table: studies have their own copy of what they used.
pub(super) fn forget(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM programme_road WHERE id = $1", params![id]).map(drop)
}
