//! The rows of calls, applications and readings.

use db::{DbError, Row, Tx, Value, params};
use kernel::{Actor, Instant};

use crate::{
    pilots::apply::{Application, Call, Criterion, Reading},
    rights::APPLICATION_READ,
};

/// Calls shown.
const CALLS: i64 = 50;
/// Applications of one call, or that one sees.
const APPLICATIONS: i64 = 1_000;
/// Readers of one application.
const READERS: i64 = 20;

fn call_of(row: &Row) -> Result<Call, DbError> {
    let grid: String = row.get(4)?;
    Ok(Call {
        id: row.get(0)?,
        name: row.get(1)?,
        kind: row.get(2)?,
        closes: row.get(3)?,
        grid: serde_json::from_str::<Vec<Criterion>>(&grid).unwrap_or_default(),
    })
}

/// The calls, the last to close first.
pub(super) fn calls(tx: &mut Tx) -> Result<Vec<Call>, DbError> {
    tx.query(
        "SELECT id, name, kind, closes, grid FROM programme_call ORDER BY closes DESC, id DESC LIMIT $1",
        params![CALLS],
        call_of,
    )
}

pub(super) fn call(tx: &mut Tx, id: i64) -> Result<Option<Call>, DbError> {
    tx.query_opt(
        "SELECT id, name, kind, closes, grid FROM programme_call WHERE id = $1",
        params![id],
        call_of,
    )
}

/// Opens a call; its id.
pub(crate) fn add_call(
    tx: &mut Tx,
    call: &Call,
    (person, now): (i64, Instant),
) -> Result<i64, DbError> {
    let grid = serde_json::to_string(&call.grid).map_err(DbError::statement)?;
    tx.query_one(
        "INSERT INTO programme_call (name, kind, closes, grid, person_id, at) VALUES ($1, $2, $3, $4, $5, $6) \
         RETURNING id",
        params![&call.name, &call.kind, call.closes, &grid, person, now],
        |row| row.get(0),
    )
}

const COLUMNS: &str = "r.id, r.call_id, r.org_id, r.project, r.team";

fn application_of(row: &Row) -> Result<Application, DbError> {
    Ok(Application {
        id: row.get(0)?,
        call: row.get(1)?,
        org: row.get(2)?,
        project: row.get(3)?,
        team: row.get(4)?,
    })
}

pub(super) fn application(tx: &mut Tx, id: i64) -> Result<Option<Application>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM programme_application r WHERE r.id = $1");
    tx.query_opt(&sql, params![id], application_of)
}

/// The applications that someone sees, in the order of their schools' ids: never by points.
pub(super) fn seen(tx: &mut Tx, actor: &Actor) -> Result<Vec<Application>, DbError> {
    let condition = APPLICATION_READ.condition(actor, 1);
    let mut values: Vec<Value> = condition.ids.iter().map(|id| Value::Int(*id)).collect();
    values.push(Value::Int(APPLICATIONS));
    let sql = format!(
        "SELECT {COLUMNS} FROM programme_application r WHERE {} ORDER BY r.call_id DESC, r.org_id LIMIT ${}",
        condition.sql,
        values.len()
    );
    tx.query(&sql, &values, application_of)
}

/// Keeps an application; sent again before the last day, it takes the place of the first.
pub(crate) fn apply(
    tx: &mut Tx,
    one: &Application,
    (person, now): (i64, Instant),
) -> Result<i64, DbError> {
    tx.query_one(
        "INSERT INTO programme_application (call_id, org_id, territory_id, project, team, person_id, at) \
         VALUES ($1, $2, 0, $3, $4, $5, $6) ON CONFLICT (call_id, org_id) DO UPDATE SET project = $3, team = $4, \
         person_id = $5, at = $6 RETURNING id",
        params![one.call, one.org, &one.project, &one.team, person, now],
        |row| row.get(0),
    )
}

/// Those who read an application, in the order they were asked.
pub(super) fn readings(tx: &mut Tx, application: i64) -> Result<Vec<Reading>, DbError> {
    tx.query(
        "SELECT person_id, state, points, total, words FROM programme_reading WHERE application_id = $1 \
         ORDER BY id LIMIT $2",
        params![application, READERS],
        |row| {
            let points: String = row.get(2)?;
            Ok(Reading {
                person: row.get(0)?,
                state: row.get(1)?,
                points: serde_json::from_str(&points).unwrap_or_default(),
                total: row.get(3)?,
                words: row.get(4)?,
            })
        },
    )
}

/// Asks someone to read.
pub(crate) fn ask(tx: &mut Tx, application: i64, person: i64, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO programme_reading (application_id, person_id, state, points, total, words, at) \
         VALUES ($1, $2, 'waiting', '[]', 0, '', $3) ON CONFLICT (application_id, person_id) DO NOTHING",
        params![application, person, now],
    )
    .map(drop)
}

/// Keeps what a reader gives, or that they may give nothing.
pub(crate) fn keep(
    tx: &mut Tx,
    application: i64,
    reading: &Reading,
    now: Instant,
) -> Result<(), DbError> {
    let points = serde_json::to_string(&reading.points).map_err(DbError::statement)?;
    tx.execute(
        "UPDATE programme_reading SET state = $3, points = $4, total = $5, words = $6, at = $7 \
         WHERE application_id = $1 AND person_id = $2",
        params![
            application,
            reading.person,
            &reading.state,
            &points,
            reading.total,
            &reading.words,
            now
        ],
    )
    .map(drop)
}
