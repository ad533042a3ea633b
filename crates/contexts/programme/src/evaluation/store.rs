//! Studies, what was measured, and what it says.

use std::collections::BTreeMap;

use db::{DbError, Row as DbRow, Tx, Value, params};
use effect::{Estimate, Figure};
use kernel::{Actor, Instant};

use super::read::{Outcomes, Row};
use crate::knowing::STUDY_READ;

/// Studies on one page.
const SHOWN: i64 = 60;
/// What was not whole by then never is, in seconds.
const LEFT_SECONDS: i64 = 24 * 3_600;
/// Doubts that are kept.
const DOUBTS_MAX: usize = 300;

/// A study.
#[derive(Clone, Debug)]
pub(super) struct Study {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) outcome: String,
    pub(super) is_kept: bool,
    pub(super) is_not_yet: bool,
    pub(super) lines: i64,
    pub(super) at: Instant,
    /// Whether all of its table is there.
    pub(super) is_whole: bool,
}

const COLUMNS: &str = "r.id, r.name, r.outcome, r.state, r.control, r.lines, r.at, r.is_whole";

fn study_of(row: &DbRow) -> Result<Study, DbError> {
    Ok(Study {
        id: row.get(0)?,
        name: row.get(1)?,
        outcome: row.get(2)?,
        is_kept: row.get::<String>(3)? == "kept",
        is_not_yet: row.get::<String>(4)? == "not-yet",
        lines: row.get(5)?,
        at: row.get(6)?,
        is_whole: row.get(7)?,
    })
}

/// What a study is called, and how it compares.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) name: String,
    pub(super) outcome: String,
    pub(super) is_not_yet: bool,
}

/// Adds a study whose table is still to come, and whether it is new: the same form sent twice is one.
pub(super) fn add(
    tx: &mut Tx,
    said: &Said,
    outcomes: &Outcomes,
    once: &str,
    now: Instant,
) -> Result<(i64, bool), DbError> {
    let known =
        tx.query_opt("SELECT id FROM programme_study WHERE once_key = $1", params![once], |row| {
            row.get(0)
        })?;
    if let Some(id) = known {
        return Ok((id, false));
    }
    let lines = i64::try_from(outcomes.rows.len()).unwrap_or(0);
    let control = if said.is_not_yet { "not-yet" } else { "never" };
    let id: i64 = tx.query_one(
        "INSERT INTO programme_study (territory_id, name, outcome, state, control, lines, at, once_key, is_whole) \
         VALUES (0, $1, $2, 'waiting', $3, $4, $5, $6, FALSE) RETURNING id",
        params![&said.name, &said.outcome, control, lines, now, once],
        |row| row.get(0),
    )?;
    let doubts: Vec<Value> = outcomes
        .doubts
        .iter()
        .take(DOUBTS_MAX)
        .flat_map(|doubt| -> [Value; 4] {
            [id.into(), doubt.line.into(), doubt.why.into(), doubt.cell.as_str().into()]
        })
        .collect();
    tx.insert_many("programme_doubt", "study_id, line, why, cell", &doubts)?;
    Ok((id, true))
}

/// Adds some of the table of a study.
pub(super) fn add_rows(tx: &mut Tx, id: i64, rows: &[Row]) -> Result<(), DbError> {
    let values: Vec<Value> = rows
        .iter()
        .flat_map(|row| -> [Value; 5] {
            [
                id.into(),
                row.unit.as_str().into(),
                row.time.into(),
                row.outcome.into(),
                row.first.into(),
            ]
        })
        .collect();
    tx.insert_many("programme_outcome", "study_id, unit, time, outcome, first", &values)
}

/// Says that all of the table of a study is there: from now on it is read.
pub(super) fn complete(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    tx.execute("UPDATE programme_study SET is_whole = TRUE WHERE id = $1", params![id]).map(drop)
}

/// Gives up what never came whole.
pub(crate) fn sweep(tx: &mut Tx, now: Instant) -> Result<(), DbError> {
    let left = tx.query(
        "SELECT id FROM programme_study WHERE NOT is_whole AND at < $1 ORDER BY id LIMIT 10",
        params![now.plus_seconds(-LEFT_SECONDS)],
        |row| row.get(0),
    )?;
    left.into_iter().try_for_each(|id| give_up(tx, id))
}

/// The studies that someone may read, newest first.
pub(super) fn all(tx: &mut Tx, actor: &Actor) -> Result<Vec<Study>, DbError> {
    let condition = STUDY_READ.condition(actor, 2);
    let mut values = vec![Value::Int(SHOWN)];
    values.extend(condition.ids.iter().map(|id| Value::Int(*id)));
    let sql = format!(
        "SELECT {COLUMNS} FROM programme_study r WHERE r.is_whole AND {} ORDER BY r.at DESC, r.id DESC LIMIT $1",
        condition.sql
    );
    tx.query(&sql, &values, study_of)
}

/// A study.
pub(super) fn study(tx: &mut Tx, id: i64) -> Result<Option<Study>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM programme_study r WHERE r.id = $1");
    tx.query_opt(&sql, params![id], study_of)
}

/// What was measured, by school and year.
pub(super) fn rows(tx: &mut Tx, id: i64) -> Result<Vec<Row>, DbError> {
    tx.query(
        "SELECT unit, time, outcome, first FROM programme_outcome WHERE study_id = $1 \
         ORDER BY unit, time LIMIT 60000",
        params![id],
        |row| {
            Ok(Row {
                unit: row.get(0)?,
                time: row.get(1)?,
                outcome: row.get(2)?,
                first: row.get(3)?,
            })
        },
    )
}

/// What is doubtful in the table of a study.
pub(super) fn doubts(tx: &mut Tx, id: i64) -> Result<Vec<(i64, String, String)>, DbError> {
    tx.query(
        "SELECT line, why, cell FROM programme_doubt WHERE study_id = $1 ORDER BY line, id LIMIT 300",
        params![id],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}

/// Gives a study up.
pub(super) fn give_up(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    for sql in [
        "DELETE FROM programme_effect WHERE study_id = $1",
        "DELETE FROM programme_answer WHERE study_id = $1",
        "DELETE FROM programme_doubt WHERE study_id = $1",
        "DELETE FROM programme_outcome WHERE study_id = $1",
        "DELETE FROM programme_study WHERE id = $1",
    ] {
        tx.execute(sql, params![id])?;
    }
    Ok(())
}

/// What a study says, in figures.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) verdict: String,
    pub(super) treated: i64,
    pub(super) compared: i64,
    pub(super) trend: Option<f64>,
    pub(super) as_strong: Option<i64>,
    pub(super) deals: Option<i64>,
    pub(super) is_exact: bool,
    pub(super) left_out: String,
}

/// The effects of a study: series by series, each by its key.
pub(super) type Effects = BTreeMap<String, Vec<(i32, Figure)>>;

/// Keeps what a study says, and the study with it.
pub(super) fn answer(
    tx: &mut Tx,
    id: i64,
    left_out: &str,
    estimate: &Estimate,
) -> Result<(), DbError> {
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let chance = estimate.chance;
    tx.execute("DELETE FROM programme_answer WHERE study_id = $1", params![id])?;
    tx.execute(
        "INSERT INTO programme_answer (study_id, verdict, treated, compared, trend, as_strong, deals, \
         is_exact, left_out) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            id,
            estimate.verdict.code(),
            count(estimate.treated),
            count(estimate.compared),
            estimate.trend.map(|trend| trend.p),
            chance.map(|chance| count(chance.as_strong)),
            chance.map(|chance| count(chance.deals)),
            chance.is_some_and(|chance| chance.is_exact),
            left_out
        ],
    )?;
    tx.execute("DELETE FROM programme_effect WHERE study_id = $1", params![id])?;
    let mut effects: Vec<(String, i32, Figure)> = vec![("all".to_owned(), 0, estimate.simple)];
    for (name, series) in
        [("since", &estimate.dynamic), ("cohort", &estimate.group), ("date", &estimate.calendar)]
    {
        effects.extend(series.figures.iter().map(|(key, figure)| (name.to_owned(), *key, *figure)));
        effects.push((format!("all-{name}"), 0, series.overall));
    }
    effects.extend(
        estimate.cells.iter().map(|cell| (format!("cell-{}", cell.group), cell.time, cell.figure)),
    );
    let rows: Vec<Value> = effects
        .iter()
        .flat_map(|(series, key, figure)| -> [Value; 9] {
            [
                id.into(),
                series.as_str().into(),
                (*key).into(),
                figure.effect.into(),
                figure.error.into(),
                figure.interval.0.into(),
                figure.interval.1.into(),
                figure.band.0.into(),
                figure.band.1.into(),
            ]
        })
        .collect();
    tx.insert_many(
        "programme_effect",
        "study_id, series, key, effect, error, low, high, under, above",
        &rows,
    )?;
    tx.execute("UPDATE programme_study SET state = 'kept' WHERE id = $1", params![id]).map(drop)
}

/// What a study says, once it was worked out.
pub(super) fn answered(tx: &mut Tx, id: i64) -> Result<Option<(Answer, Effects)>, DbError> {
    let answer = tx.query_opt(
        "SELECT verdict, treated, compared, trend, as_strong, deals, is_exact, left_out \
         FROM programme_answer WHERE study_id = $1",
        params![id],
        |row| {
            Ok(Answer {
                verdict: row.get(0)?,
                treated: row.get(1)?,
                compared: row.get(2)?,
                trend: row.get(3)?,
                as_strong: row.get(4)?,
                deals: row.get(5)?,
                is_exact: row.get(6)?,
                left_out: row.get(7)?,
            })
        },
    )?;
    let Some(answer) = answer else { return Ok(None) };
    let mut effects = Effects::new();
    tx.each(
        "SELECT series, key, effect, error, low, high, under, above FROM programme_effect \
         WHERE study_id = $1 ORDER BY series, key LIMIT 5000",
        params![id],
        |row| {
            let figure = Figure {
                effect: row.get(2)?,
                error: row.get(3)?,
                interval: (row.get(4)?, row.get(5)?),
                band: (row.get(6)?, row.get(7)?),
            };
            effects.entry(row.get(0)?).or_default().push((row.get(1)?, figure));
            Ok(())
        },
    )?;
    Ok(Some((answer, effects)))
}
