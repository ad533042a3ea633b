//! How many devices of each kind and state each school has: kept by every change of a device, so that
//! a page about all schools reads a few lines of each and never the devices themselves.

use std::collections::BTreeMap;

use db::{DbError, Row, Tx, Value, params};

use crate::device::{Category, Said, State};

/// A school, what it has, in what state, and how many.
pub(crate) type Count = (i64, Category, State, i64);

const ADD: &str = "INSERT INTO equipment_tally (org_id, category, state, devices) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (org_id, category, state) DO UPDATE SET devices = equipment_tally.devices + excluded.devices";

/// Counts a device as said, or no longer.
pub(crate) fn count(tx: &mut Tx, said: &Said, by: i64) -> Result<(), DbError> {
    tx.execute(ADD, params![said.org, said.category.code(), said.state.code(), by]).map(drop)
}

/// Counts devices that are added at once.
pub(crate) fn load(tx: &mut Tx, all: &[Said]) -> Result<(), DbError> {
    let mut counts: BTreeMap<(i64, Category, State), i64> = BTreeMap::new();
    for said in all {
        *counts.entry((said.org, said.category, said.state)).or_default() += 1;
    }
    for ((org, category, state), devices) in counts {
        tx.execute(ADD, params![org, category.code(), state.code(), devices])?;
    }
    Ok(())
}

const COLUMNS: &str = "org_id, category, state, devices";

fn read(row: &Row) -> Result<Count, DbError> {
    let (category, state): (String, String) = (row.get(1)?, row.get(2)?);
    Ok((
        row.get(0)?,
        Category::from_code(&category).unwrap_or(Category::Other),
        State::from_code(&state).unwrap_or(State::Stock),
        row.get(3)?,
    ))
}

/// How many devices of each kind and state some schools have.
pub(crate) fn counts(tx: &mut Tx, orgs: &[i64]) -> Result<Vec<Count>, DbError> {
    let Some(&last) = orgs.last() else { return Ok(Vec::new()) };
    let mut values: Vec<Value> = orgs.iter().map(|id| Value::Int(*id)).collect();
    values.resize(orgs.len().next_power_of_two(), Value::Int(last));
    let sql = format!(
        "SELECT {COLUMNS} FROM equipment_tally WHERE org_id IN ({}) AND devices > 0 ORDER BY org_id, category, state",
        db::placeholders(1, values.len())
    );
    tx.query(&sql, &values, read)
}

/// How many devices of each kind work in every school of the territory: what is broken, lost, stolen
/// or gone is not there.
pub(crate) fn working(tx: &mut Tx) -> Result<Vec<(i64, Category, i64)>, DbError> {
    tx.query(
        "SELECT org_id, category, CAST(SUM(devices) AS BIGINT) FROM equipment_tally \
         WHERE state IN ('stock', 'used', 'lent') AND devices > 0 GROUP BY org_id, category ORDER BY org_id, category",
        &[],
        |row| {
            let category: String = row.get(1)?;
            let category = Category::from_code(&category).unwrap_or(Category::Other);
            Ok((row.get(0)?, category, row.get(2)?))
        },
    )
}
