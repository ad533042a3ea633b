//! The rows of versions of the baseline and of their lines.

use std::collections::{HashMap, HashSet};

use db::{DbError, Row, Tx, Value, params};
use kernel::{Day, Instant};

use crate::baseline::{Applies, Line, Per, Version, What, shipped};

/// Versions shown at once.
const SHOWN: i64 = 30;

const COLUMNS: &str = "id, title, source, starts, published_at, revision";

fn read(row: &Row) -> Result<Version, DbError> {
    Ok(Version {
        id: row.get(0)?,
        title: row.get(1)?,
        source: row.get(2)?,
        starts: row.get(3)?,
        published: row.get(4)?,
        revision: row.get(5)?,
        lines: Vec::new(),
    })
}

/// Gives versions their lines.
fn whole(tx: &mut Tx, mut versions: Vec<Version>) -> Result<Vec<Version>, DbError> {
    let Some(last) = versions.last().map(|version| version.id) else { return Ok(versions) };
    let mut values: Vec<Value> = versions.iter().map(|version| Value::Int(version.id)).collect();
    values.resize(versions.len().next_power_of_two(), Value::Int(last));
    let sql = format!(
        "SELECT baseline_id, what, applies, per, every, quantity, target, source FROM equipment_baseline_line \
         WHERE baseline_id IN ({}) ORDER BY baseline_id, position, id",
        db::placeholders(1, values.len())
    );
    let mut lines: HashMap<i64, Vec<Line>> = HashMap::new();
    tx.each(&sql, &values, |row| {
        let (what, applies, per): (String, String, String) =
            (row.get(1)?, row.get(2)?, row.get(3)?);
        // What an older or a newer program wrote otherwise is left out.
        if let (Some(what), Some(applies), Some(per)) =
            (What::from_code(&what), Applies::from_code(&applies), Per::from_code(&per))
        {
            lines.entry(row.get(0)?).or_default().push(Line {
                what,
                applies,
                per,
                every: row.get(4)?,
                quantity: row.get(5)?,
                target: row.get(6)?,
                source: row.get(7)?,
            });
        }
        Ok(())
    })?;
    for version in &mut versions {
        version.lines = lines.remove(&version.id).unwrap_or_default();
    }
    Ok(versions)
}

/// The version of a day: the last published that has begun, else the one that comes with the program.
pub(crate) fn in_force(tx: &mut Tx, day: Day) -> Result<Version, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM equipment_baseline WHERE published_at IS NOT NULL AND starts <= $1 \
         ORDER BY starts DESC, id DESC LIMIT 1"
    );
    let found = tx.query(&sql, params![day], read)?;
    Ok(whole(tx, found)?.pop().unwrap_or_else(shipped::version))
}

/// The versions that were published, the last first; the one that comes with the program ends them.
pub(super) fn published(tx: &mut Tx) -> Result<Vec<Version>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM equipment_baseline WHERE published_at IS NOT NULL \
         ORDER BY starts DESC, id DESC LIMIT $1"
    );
    let found = tx.query(&sql, params![SHOWN], read)?;
    let mut versions = whole(tx, found)?;
    versions.push(shipped::version());
    Ok(versions)
}

/// The draft of the next version.
pub(super) fn draft(tx: &mut Tx) -> Result<Option<Version>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM equipment_baseline WHERE published_at IS NULL ORDER BY id LIMIT 1"
    );
    let found = tx.query(&sql, &[], read)?;
    Ok(whole(tx, found)?.pop())
}

/// A draft as someone saw it: its id and its revision, nothing of no draft.
pub(super) type Seen = Option<(i64, i64)>;

/// Keeps the draft of the next version, in the place of what it said; false when it is no more the one
/// that was seen.
pub(super) fn keep(
    tx: &mut Tx,
    version: &Version,
    seen: Seen,
    now: Instant,
) -> Result<bool, DbError> {
    let known = draft(tx)?.map(|draft| (draft.id, draft.revision));
    if known != seen {
        return Ok(false);
    }
    let said = params![&version.title, &version.source, version.starts, now].to_vec();
    let id = match known {
        Some((id, _)) => {
            let mut values = said;
            values.push(Value::Int(id));
            tx.execute(
                "UPDATE equipment_baseline SET title = $1, source = $2, starts = $3, updated_at = $4, \
                 revision = revision + 1 WHERE id = $5 AND published_at IS NULL",
                &values,
            )?;
            tx.execute("DELETE FROM equipment_baseline_line WHERE baseline_id = $1", params![id])?;
            id
        }
        None => tx.query_one(
            "INSERT INTO equipment_baseline (title, source, starts, updated_at) VALUES ($1, $2, $3, $4) RETURNING id",
            &said,
            |row| row.get(0),
        )?,
    };
    let rows: Vec<Value> = (0_i64..)
        .zip(&version.lines)
        .flat_map(|(at, line)| {
            [
                Value::Int(id),
                Value::Int(at),
                line.what.code().into(),
                line.applies.code().into(),
                line.per.code().into(),
                line.every.into(),
                line.quantity.into(),
                line.target.into(),
                line.source.as_str().into(),
            ]
        })
        .collect();
    tx.insert_many(
        "equipment_baseline_line",
        "baseline_id, position, what, applies, per, every, quantity, target, source",
        &rows,
    )?;
    Ok(true)
}

/// Publishes the draft: it is never edited again.
pub(super) fn publish(tx: &mut Tx, id: i64, person: i64, now: Instant) -> Result<bool, DbError> {
    let published = tx.execute(
        "UPDATE equipment_baseline SET published_at = $2, person_id = $3 WHERE id = $1 AND published_at IS NULL",
        params![id, now, person],
    )?;
    Ok(published > 0)
}

/// The schools that go first.
pub(crate) fn pilots(tx: &mut Tx) -> Result<HashSet<i64>, DbError> {
    let orgs = tx.query("SELECT org_id FROM equipment_pilot LIMIT 5000", &[], |row| row.get(0))?;
    Ok(orgs.into_iter().collect())
}

/// Says which schools go first, in the place of what was said.
pub(crate) fn set_pilots(tx: &mut Tx, orgs: &[i64]) -> Result<(), DbError> {
    let once: HashSet<i64> = orgs.iter().copied().collect();
    let mut values: Vec<i64> = once.into_iter().collect();
    values.sort_unstable();
    let values: Vec<Value> = values.into_iter().map(Value::Int).collect();
    tx.execute("DELETE FROM equipment_pilot", &[])?;
    tx.insert_many("equipment_pilot", "org_id", &values)
}
