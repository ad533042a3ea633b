//! Tables that were sent, and what becomes of their lines.

use db::{DbError, Row as DbRow, Tx, Value, params};
use kernel::Instant;

use crate::import::{
    Row, Wanted,
    columns::{Fact, Said},
};

/// Lines shown at once.
pub(super) const PER_PAGE: i64 = 50;
/// How long a table and its lines are kept.
const KEPT_SECONDS: i64 = 30 * 24 * 3_600;
/// Lines forgotten at once, so that nobody waits.
const FORGOTTEN_AT_ONCE: i64 = 4_000;

/// A table that was sent.
#[derive(Clone, Debug)]
pub(crate) struct Import {
    pub(super) id: i64,
    pub(super) org: Option<i64>,
    pub(super) name: String,
    pub(super) hash: String,
    pub(super) state: String,
    pub(super) why: String,
    pub(super) titles: String,
    pub(super) at: Instant,
    /// The first lines of a table whose columns nobody knows.
    pub(super) sample: String,
}

const COLUMNS: &str = "id, org_id, name, hash, state, why, titles, at, sample";

fn read(row: &DbRow) -> Result<Import, DbError> {
    Ok(Import {
        id: row.get(0)?,
        org: row.get(1)?,
        name: row.get(2)?,
        hash: row.get(3)?,
        state: row.get(4)?,
        why: row.get(5)?,
        titles: row.get(6)?,
        at: row.get(7)?,
        sample: row.get(8)?,
    })
}

/// A table of someone's.
pub(super) fn import(tx: &mut Tx, id: i64, person: i64) -> Result<Option<Import>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM equipment_import WHERE id = $1 AND person_id = $2");
    tx.query_opt(&sql, params![id, person], read)
}

/// The latest tables of someone, newest first.
pub(super) fn of(tx: &mut Tx, person: i64) -> Result<Vec<Import>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM equipment_import WHERE person_id = $1 ORDER BY at DESC, id DESC LIMIT 20"
    );
    tx.query(&sql, params![person], read)
}

/// Keeps a table, about to be read; its id.
pub(super) fn add(
    tx: &mut Tx,
    (person, org): (i64, Option<i64>),
    (name, hash): (&str, &str),
    now: Instant,
) -> Result<i64, DbError> {
    tx.query_one(
        "INSERT INTO equipment_import (person_id, org_id, name, hash, state, why, titles, at) \
         VALUES ($1, $2, $3, $4, 'reading', '', '', $5) RETURNING id",
        params![person, org, name, hash, now],
        |row| row.get(0),
    )
}

/// Moves a table from one state to another; false when it was not in the first.
pub(super) fn turn(tx: &mut Tx, id: i64, from: &str, to: &str) -> Result<bool, DbError> {
    let turned = tx.execute(
        "UPDATE equipment_import SET state = $3 WHERE id = $1 AND state = $2",
        params![id, from, to],
    )?;
    Ok(turned > 0)
}

/// A table that cannot be read, and why.
pub(super) fn fail(tx: &mut Tx, id: i64, why: &str) -> Result<(), DbError> {
    tx.execute(
        "UPDATE equipment_import SET state = 'failed', why = $2 WHERE id = $1",
        params![id, why],
    )
    .map(drop)
}

/// Keeps the first lines of a table whose columns nobody knows.
pub(super) fn keep_sample(tx: &mut Tx, id: i64, sample: &str) -> Result<(), DbError> {
    tx.execute("UPDATE equipment_import SET sample = $2 WHERE id = $1", params![id, sample])
        .map(drop)
}

/// What columns were said to be, by their titles.
pub(super) fn mappings(tx: &mut Tx, keys: &[String]) -> Result<Said, DbError> {
    let mut found = Said::new();
    for keys in keys.chunks(256) {
        let mut values: Vec<Value> = keys.iter().map(|key| Value::Text(key)).collect();
        let Some(last) = values.last().copied() else { continue };
        values.resize(keys.len().next_power_of_two(), last);
        let sql = format!(
            "SELECT titles, facts FROM equipment_mapping WHERE titles IN ({})",
            db::placeholders(1, values.len())
        );
        tx.each(&sql, &values, |row| {
            let facts: String = row.get(1)?;
            let facts = facts.split(',').map(Fact::from_code).collect();
            found.insert(row.get(0)?, facts);
            Ok(())
        })?;
    }
    Ok(found)
}

/// Remembers what columns are, in the place of what was said of the same titles.
pub(super) fn remember(
    tx: &mut Tx,
    (titles, facts): (&str, &[Option<Fact>]),
    (person, now): (i64, Instant),
) -> Result<(), DbError> {
    let codes: Vec<&str> =
        facts.iter().map(|fact| fact.map(Fact::code).unwrap_or_default()).collect();
    tx.execute(
        "INSERT INTO equipment_mapping (titles, facts, person_id, at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (titles) DO UPDATE SET facts = excluded.facts, person_id = excluded.person_id, at = excluded.at",
        params![titles, &codes.join(","), person, now],
    )
    .map(drop)
}

/// Keeps the titles that nobody reads.
pub(super) fn keep_titles(tx: &mut Tx, id: i64, titles: &str) -> Result<(), DbError> {
    tx.execute("UPDATE equipment_import SET titles = $2 WHERE id = $1", params![id, titles])
        .map(drop)
}

/// Keeps some lines with what becomes of them.
pub(super) fn add_rows(tx: &mut Tx, import: i64, rows: &[Row]) -> Result<(), DbError> {
    let mut texts = Vec::with_capacity(rows.len());
    for row in rows {
        let codes =
            |list: &mut dyn Iterator<Item = &'static str>| list.collect::<Vec<_>>().join(",");
        let content = row.wanted.as_ref().map(serde_json::to_string).transpose();
        let why = match row.outcome {
            super::Outcome::Conflict(why) => why.code(),
            _ => "",
        };
        texts.push((
            why,
            codes(&mut row.notes.iter().map(|note| note.code())),
            codes(&mut row.changes.iter().map(|part| part.code())),
            content.map_err(DbError::statement)?.unwrap_or_default(),
        ));
    }
    let values: Vec<Value> = rows
        .iter()
        .zip(&texts)
        .flat_map(|(row, (why, notes, changes, content))| {
            [
                Value::Int(import),
                Value::Int(i64::try_from(row.line).unwrap_or(i64::MAX)),
                Value::Text(row.outcome.code()),
                Value::Text(why),
                Value::Text(notes),
                Value::Text(changes),
                Value::Text(&row.shown),
                Value::Text(content),
                row.device.into(),
                Value::Bool(false),
            ]
        })
        .collect();
    tx.insert_many(
        "equipment_import_row",
        "import_id, line, outcome, why, notes, changes, shown, content, device_id, is_done",
        &values,
    )
}

/// How many lines of a table come to what.
pub(super) fn counts(tx: &mut Tx, import: i64) -> Result<Vec<(String, i64)>, DbError> {
    tx.query(
        "SELECT outcome, COUNT(*) FROM equipment_import_row WHERE import_id = $1 GROUP BY outcome ORDER BY outcome",
        params![import],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// A line as the page shows it.
pub(super) struct Shown {
    pub(super) line: i64,
    pub(super) why: String,
    pub(super) notes: String,
    pub(super) changes: String,
    pub(super) shown: String,
    pub(super) device: Option<i64>,
}

/// Some lines that come to the same, in their order.
pub(super) fn rows(
    tx: &mut Tx,
    import: i64,
    outcome: &str,
    page: i64,
) -> Result<Vec<Shown>, DbError> {
    tx.query(
        "SELECT line, why, notes, changes, shown, device_id FROM equipment_import_row \
         WHERE import_id = $1 AND outcome = $2 ORDER BY line, id LIMIT $3 OFFSET $4",
        params![import, outcome, PER_PAGE, (page - 1).max(0) * PER_PAGE],
        |row| {
            Ok(Shown {
                line: row.get(0)?,
                why: row.get(1)?,
                notes: row.get(2)?,
                changes: row.get(3)?,
                shown: row.get(4)?,
                device: row.get(5)?,
            })
        },
    )
}

/// A line that is still to be done.
pub(super) struct ToDo {
    pub(super) id: i64,
    pub(super) wanted: Wanted,
    pub(super) device: Option<i64>,
}

/// Some lines that are still to be done.
pub(super) fn to_do(tx: &mut Tx, import: i64, most: i64) -> Result<Vec<ToDo>, DbError> {
    tx.query(
        "SELECT id, content, device_id FROM equipment_import_row \
         WHERE import_id = $1 AND outcome IN ('create', 'update') AND NOT is_done ORDER BY id LIMIT $2",
        params![import, most],
        |row| {
            let content: String = row.get(1)?;
            let wanted = serde_json::from_str(&content).map_err(DbError::statement)?;
            Ok(ToDo { id: row.get(0)?, wanted, device: row.get(2)? })
        },
    )
}

/// A line is done.
pub(super) fn done(tx: &mut Tx, row: i64, device: i64) -> Result<(), DbError> {
    tx.execute(
        "UPDATE equipment_import_row SET is_done = TRUE, device_id = $2 WHERE id = $1",
        params![row, device],
    )
    .map(drop)
}

/// A line is left out after all.
pub(super) fn leave_out(tx: &mut Tx, row: i64, why: &str) -> Result<(), DbError> {
    tx.execute(
        "UPDATE equipment_import_row SET outcome = 'conflict', why = $2 WHERE id = $1",
        params![row, why],
    )
    .map(drop)
}

/// Forgets a table that waits, with its lines.
pub(super) fn give_up(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM equipment_import_row WHERE import_id = $1", params![id])?;
    tx.execute("DELETE FROM equipment_import WHERE id = $1", params![id]).map(drop)
}

/// Whether a table that waits is in a stored file.
pub(crate) fn keeps_file(tx: &mut Tx, hash: &str) -> Result<bool, DbError> {
    let found = tx.query_opt(
        "SELECT 1 FROM equipment_import WHERE hash = $1 \
         AND (state = 'reading' OR (state = 'failed' AND why = 'no-titles')) LIMIT 1",
        params![hash],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// Forgets some of the tables that are past their time.
pub(crate) fn sweep(tx: &mut Tx, now: Instant) -> Result<(), DbError> {
    let before = now.plus_seconds(-KEPT_SECONDS);
    tx.execute(
        "DELETE FROM equipment_import_row WHERE id IN (SELECT r.id FROM equipment_import_row r \
         JOIN equipment_import i ON i.id = r.import_id WHERE i.at < $1 ORDER BY r.id LIMIT $2)",
        params![before, FORGOTTEN_AT_ONCE],
    )?;
    tx.execute(
        "DELETE FROM equipment_import WHERE at < $1 AND NOT EXISTS \
         (SELECT 1 FROM equipment_import_row r WHERE r.import_id = equipment_import.id)",
        params![before],
    )
    .map(drop)
}
