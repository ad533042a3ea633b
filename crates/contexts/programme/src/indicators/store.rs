//! What was counted, by school and month, and what may be read of it.

use std::collections::{BTreeMap, BTreeSet};

use db::{DbError, Tx, Value, params};
use kernel::{Actor, Instant};
use web::Month;

use super::{Cut, Key, conceal::Table};
use crate::knowing::FIGURE_READ;

/// An indicator and a month.
pub(super) type Of<'a> = (&'a str, Month);

/// How a month that was counted stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stand {
    /// When it was counted.
    pub(super) computed: Instant,
    pub(super) is_open: bool,
}

/// The months that were counted, and how they stand.
pub(super) fn counted(tx: &mut Tx, name: &str) -> Result<BTreeMap<Month, Stand>, DbError> {
    let months = tx.query(
        "SELECT month, computed_at, is_open FROM programme_counted WHERE name = $1 ORDER BY month DESC LIMIT 120",
        params![name],
        |row| {
            let month = Month::of(kernel::Day(row.get(0)?));
            Ok((month, Stand { computed: row.get(1)?, is_open: row.get(2)? }))
        },
    )?;
    Ok(months.into_iter().collect())
}

/// The last month that others may read of an indicator, the last of all, and the first.
pub(super) fn months(tx: &mut Tx, name: &str, is_all: bool) -> Result<Vec<Month>, DbError> {
    tx.query(
        "SELECT month FROM programme_counted WHERE name = $1 AND (is_open OR $2) \
         ORDER BY month DESC LIMIT 24",
        params![name, is_all],
        |row| Ok(Month::of(kernel::Day(row.get(0)?))),
    )
}

/// Keeps what was counted of a month, in the place of what was.
pub(crate) fn keep(
    tx: &mut Tx,
    (name, month): Of,
    values: &[(i64, i64)],
    now: Instant,
) -> Result<(), DbError> {
    let first = month.first();
    tx.execute(
        "DELETE FROM programme_indicator WHERE name = $1 AND month = $2",
        params![name, first],
    )?;
    let rows: Vec<Value> = values
        .iter()
        .flat_map(|(org, value)| -> [Value; 5] {
            [name.into(), first.into(), (*org).into(), (*value).into(), now.into()]
        })
        .collect();
    tx.insert_many("programme_indicator", "name, month, org_id, value, computed_at", &rows)?;
    tx.execute(
        "INSERT INTO programme_counted (name, month, computed_at, is_open) VALUES ($1, $2, $3, FALSE) \
         ON CONFLICT (name, month) DO UPDATE SET computed_at = excluded.computed_at",
        params![name, first, now],
    )
    .map(drop)
}

/// What each school had in a month.
pub(super) fn values(tx: &mut Tx, (name, month): Of) -> Result<BTreeMap<i64, i64>, DbError> {
    let rows = tx.query(
        "SELECT org_id, value FROM programme_indicator WHERE name = $1 AND month = $2 LIMIT 10000",
        params![name, month.first()],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(rows.into_iter().collect())
}

/// What others last read of each number, before a month.
pub(super) fn last_shown(tx: &mut Tx, (name, month): Of) -> Result<BTreeMap<Key, i64>, DbError> {
    let rows = tx.query(
        "SELECT f.cut, f.part, f.value FROM programme_figure f JOIN (\
           SELECT cut, part, MAX(month) AS last FROM programme_figure \
           WHERE name = $1 AND month < $2 AND is_open AND is_shown GROUP BY cut, part\
         ) l ON l.cut = f.cut AND l.part = f.part AND l.last = f.month WHERE f.name = $1 LIMIT 10000",
        params![name, month.first()],
        |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?, row.get::<i64>(2)?)),
    )?;
    Ok(rows
        .into_iter()
        .filter_map(|(cut, part, value)| Some((Key { cut: Cut::from_code(&cut)?, part }, value)))
        .collect())
}

/// Keeps the numbers of a month as they are read; an open month changes no more.
pub(super) fn keep_figures(
    tx: &mut Tx,
    (name, month): Of,
    table: &Table,
    hidden: &BTreeSet<Key>,
    is_open: bool,
) -> Result<(), DbError> {
    let first = month.first();
    tx.execute(
        "DELETE FROM programme_figure WHERE name = $1 AND month = $2 AND NOT is_open",
        params![name, first],
    )?;
    let mut rows: Vec<Value> = Vec::new();
    for (key, (schools, value)) in table {
        let org: Option<i64> = (key.cut == Cut::School).then(|| key.part.parse().ok()).flatten();
        let is_shown = !hidden.contains(key);
        let row: [Value; 10] = [
            name.into(),
            first.into(),
            key.cut.code().into(),
            key.part.as_str().into(),
            org.into(),
            0.into(),
            (*schools).into(),
            (*value).into(),
            is_shown.into(),
            is_open.into(),
        ];
        rows.extend(row);
    }
    tx.insert_many(
        "programme_figure",
        "name, month, cut, part, org_id, territory_id, schools, value, is_shown, is_open",
        &rows,
    )?;
    tx.execute(
        "UPDATE programme_counted SET is_open = $3 WHERE name = $1 AND month = $2",
        params![name, first, is_open],
    )
    .map(drop)
}

/// A number as it is stored.
pub(super) struct Stored {
    pub(super) month: Month,
    pub(super) part: String,
    pub(super) schools: i64,
    pub(super) value: i64,
    pub(super) is_shown: bool,
}

fn read(row: &db::Row) -> Result<Stored, DbError> {
    Ok(Stored {
        month: Month::of(kernel::Day(row.get(0)?)),
        part: row.get(1)?,
        schools: row.get(2)?,
        value: row.get(3)?,
        is_shown: row.get(4)?,
    })
}

/// The numbers of a cut since a month, months in order; of schools, those that someone may see.
pub(super) fn of_cut(
    tx: &mut Tx,
    actor: Option<&Actor>,
    (name, cut): (&str, Cut),
    (from, to): (Month, Month),
    is_all: bool,
) -> Result<Vec<Stored>, DbError> {
    let mut values: Vec<Value> =
        vec![name.into(), cut.code().into(), from.first().into(), to.first().into(), is_all.into()];
    let mut theirs = String::new();
    if cut == Cut::School {
        let Some(actor) = actor else { return Ok(Vec::new()) };
        let condition = FIGURE_READ.condition(actor, 6);
        values.extend(condition.ids.iter().map(|id| Value::Int(*id)));
        theirs = format!(" AND {}", condition.sql);
    }
    let sql = format!(
        "SELECT r.month, r.part, r.schools, r.value, r.is_shown FROM programme_figure r \
         WHERE r.name = $1 AND r.cut = $2 AND r.month >= $3 AND r.month <= $4 AND (r.is_open OR $5){theirs} \
         ORDER BY r.month, r.part LIMIT 20000"
    );
    tx.query(&sql, &values, read)
}
