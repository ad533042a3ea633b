//! The rows of what is declared and measured.

use std::collections::HashMap;

use db::{DbError, Row, Tx, params};
use kernel::{Day, Instant};

use crate::broadband::{Declared, OfSchool, Speed, Status};

/// Measures shown of a school.
const SHOWN: i64 = 10;
/// Measures that one school may begin in an hour, and the pieces of one.
const TRIALS_AN_HOUR: i64 = 10;
const PIECES_MAX: i64 = 12;
/// How long a measure may last, and how long its beginning is kept.
const TRIAL_SECONDS: i64 = 120;
const KEPT_SECONDS: i64 = 24 * 3_600;

fn declared(row: &Row, from: usize) -> Result<Option<Declared>, DbError> {
    let status: String = row.get(from)?;
    let (day, source) = (row.get(from + 1)?, row.get(from + 2)?);
    Ok(Status::from_code(&status).map(|status| Declared { status, day, source }))
}

fn speed(row: &Row, from: usize) -> Result<Speed, DbError> {
    Ok(Speed {
        day: row.get(from)?,
        down_kbps: row.get(from + 1)?,
        up_kbps: row.get(from + 2)?,
        latency_ms: row.get(from + 3)?,
        is_measured: row.get(from + 4)?,
    })
}

/// How a school is connected.
pub(crate) fn of_school(tx: &mut Tx, org: i64) -> Result<OfSchool, DbError> {
    let declared = tx.query_opt(
        "SELECT status, said_on, source FROM equipment_broadband WHERE org_id = $1",
        params![org],
        |row| declared(row, 0),
    )?;
    let speeds = tx.query(
        "SELECT day, down_kbps, up_kbps, latency_ms, is_measured FROM equipment_speed \
         WHERE org_id = $1 ORDER BY day DESC, id DESC LIMIT $2",
        params![org, SHOWN],
        |row| speed(row, 0),
    )?;
    Ok(OfSchool { declared: declared.flatten(), speeds })
}

/// How every school is connected: what is declared, and the last measure.
pub(crate) fn all(tx: &mut Tx) -> Result<HashMap<i64, OfSchool>, DbError> {
    let mut all: HashMap<i64, OfSchool> = HashMap::new();
    tx.each(
        "SELECT org_id, status, said_on, source FROM equipment_broadband LIMIT 5000",
        &[],
        |row| {
            all.entry(row.get(0)?).or_default().declared = declared(row, 1)?;
            Ok(())
        },
    )?;
    tx.each(
        "SELECT s.org_id, s.day, s.down_kbps, s.up_kbps, s.latency_ms, s.is_measured FROM equipment_speed s \
         WHERE s.id = (SELECT l.id FROM equipment_speed l WHERE l.org_id = s.org_id \
         ORDER BY l.day DESC, l.id DESC LIMIT 1) LIMIT 5000",
        &[],
        |row| {
            all.entry(row.get(0)?).or_default().speeds.push(speed(row, 1)?);
            Ok(())
        },
    )?;
    Ok(all)
}

/// Declares how a school is connected, in the place of what was declared.
pub(crate) fn declare(
    tx: &mut Tx,
    org: i64,
    declared: &Declared,
    (person, now): (Option<i64>, Instant),
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO equipment_broadband (org_id, territory_id, status, said_on, source, person_id, at) \
         VALUES ($1, 0, $2, $3, $4, $5, $6) ON CONFLICT (org_id) DO UPDATE SET status = excluded.status, \
         said_on = excluded.said_on, source = excluded.source, person_id = excluded.person_id, at = excluded.at",
        params![org, declared.status.code(), declared.day, &declared.source, person, now],
    )
    .map(drop)
}

/// Notes a measure.
pub(crate) fn measure(
    tx: &mut Tx,
    org: i64,
    speed: &Speed,
    (person, now): (Option<i64>, Instant),
) -> Result<i64, DbError> {
    tx.query_one(
        "INSERT INTO equipment_speed (org_id, territory_id, person_id, day, down_kbps, up_kbps, latency_ms, \
         is_measured, at) VALUES ($1, 0, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
        params![
            org,
            person,
            speed.day,
            speed.down_kbps,
            speed.up_kbps,
            speed.latency_ms,
            speed.is_measured,
            now
        ],
        |row| row.get(0),
    )
}

/// Begins a measure in a school; none when too many were begun of late.
pub(super) fn begin(
    tx: &mut Tx,
    org: i64,
    person: i64,
    now: Instant,
) -> Result<Option<i64>, DbError> {
    let begun: i64 = tx.query_one(
        "SELECT COUNT(*) FROM equipment_trial WHERE org_id = $1 AND at > $2",
        params![org, now.plus_seconds(-3_600)],
        |row| row.get(0),
    )?;
    if begun >= TRIALS_AN_HOUR {
        return Ok(None);
    }
    let id = tx.query_one(
        "INSERT INTO equipment_trial (org_id, person_id, at, pieces) VALUES ($1, $2, $3, 0) RETURNING id",
        params![org, person, now],
        |row| row.get(0),
    )?;
    Ok(Some(id))
}

/// Takes a piece of a measure; false when it is over, or another's.
pub(super) fn piece(
    tx: &mut Tx,
    (org, trial): (i64, i64),
    person: i64,
    now: Instant,
) -> Result<bool, DbError> {
    let taken = tx.execute(
        "UPDATE equipment_trial SET pieces = pieces + 1 \
         WHERE id = $1 AND org_id = $2 AND person_id = $3 AND at > $4 AND pieces < $5",
        params![trial, org, person, now.plus_seconds(-TRIAL_SECONDS), PIECES_MAX],
    )?;
    Ok(taken > 0)
}

/// Forgets the beginnings of measures of before yesterday.
pub(crate) fn sweep(tx: &mut Tx, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM equipment_trial WHERE at < $1",
        params![now.plus_seconds(-KEPT_SECONDS)],
    )
    .map(drop)
}

/// The last day on which someone may say that something was measured or declared, and the first.
pub(crate) fn is_sound(day: Day, today: Day) -> bool {
    day <= today && day.ymd().0 >= 2000
}
