//! The rows of notices, of what is due, and of what people chose.

use courier::Channel;
use db::{DbError, Row, Tx, params};
use kernel::{Day, Instant, LocalTime};

use crate::{
    kind::{Kind, Topic},
    rest::Rest,
};

/// Notices are kept this long, in seconds.
const KEPT_SECONDS: i64 = 180 * 24 * 3_600;
/// Notices that are shown at once.
const SHOWN: i64 = 50;

/// A notice as its reader sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Notice {
    pub(crate) kind: Kind,
    pub(crate) about: i64,
    pub(crate) at: Instant,
}

/// Tells a person something, once; it is sent by each way they chose soon after.
pub(crate) fn put(
    tx: &mut Tx,
    person: i64,
    notice: &Notice,
    dedup_key: &str,
) -> Result<(), DbError> {
    let added: Option<i64> = tx.query_opt(
        "INSERT INTO notices_notice (person_id, kind, dedup_key, about, at) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING id",
        params![person, notice.kind.code(), dedup_key, notice.about, notice.at],
        |row| row.get(0),
    )?;
    let (Some(id), Some(topic)) = (added, notice.kind.topic()) else { return Ok(()) };
    for way in topic.ways() {
        tx.execute(
            "INSERT INTO notices_due (notice_id, way, due) VALUES ($1, $2, $3)",
            params![id, way.code(), notice.at],
        )?;
    }
    Ok(())
}

fn read(row: &Row) -> Result<Option<Notice>, DbError> {
    let kind: String = row.get(0)?;
    let (about, at) = (row.get(1)?, row.get(2)?);
    Ok(Kind::from_code(&kind).map(|kind| Notice { kind, about, at }))
}

/// What a person was told, the last first.
pub(crate) fn of(tx: &mut Tx, person: i64) -> Result<Vec<Notice>, DbError> {
    let notices = tx.query(
        "SELECT kind, about, at FROM notices_notice WHERE person_id = $1 \
         ORDER BY at DESC, id DESC LIMIT $2",
        params![person, SHOWN],
        read,
    )?;
    Ok(notices.into_iter().flatten().collect())
}

/// Something to send.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Due {
    pub(crate) id: i64,
    pub(crate) notice: i64,
    pub(crate) person: i64,
    pub(crate) way: Channel,
    pub(crate) kind: Kind,
    pub(crate) about: i64,
}

/// What is due, the longest first.
pub(crate) fn due(tx: &mut Tx, at_most: i64, now: Instant) -> Result<Vec<Due>, DbError> {
    let due = tx.query(
        "SELECT d.id, d.notice_id, n.person_id, d.way, n.kind, n.about FROM notices_due d \
         JOIN notices_notice n ON n.id = d.notice_id WHERE d.due <= $1 ORDER BY d.due, d.id LIMIT $2",
        params![now, at_most],
        |row| {
            let (way, kind): (String, String) = (row.get(3)?, row.get(4)?);
            let known = Channel::from_code(&way).zip(Kind::from_code(&kind));
            let (id, notice, person, about) =
                (row.get(0)?, row.get(1)?, row.get(2)?, row.get(5)?);
            Ok(known.map(|(way, kind)| Due { id, notice, person, way, kind, about }))
        },
    )?;
    Ok(due.into_iter().flatten().collect())
}

/// Sends it later.
pub(crate) fn put_off(tx: &mut Tx, id: i64, due: Instant) -> Result<(), DbError> {
    tx.execute("UPDATE notices_due SET due = $2 WHERE id = $1", params![id, due])?;
    Ok(())
}

/// It is sent, or nobody wants it.
pub(crate) fn done(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM notices_due WHERE id = $1", params![id])?;
    Ok(())
}

/// Whom a notice is for.
pub(crate) fn person_of(tx: &mut Tx, notice: i64) -> Result<Option<i64>, DbError> {
    tx.query_opt("SELECT person_id FROM notices_notice WHERE id = $1", params![notice], |row| {
        row.get(0)
    })
}

/// What a person chose for a topic and a way, or what is usual.
pub(crate) fn is_on(tx: &mut Tx, person: i64, topic: Topic, way: Channel) -> Result<bool, DbError> {
    let chosen = tx.query_opt(
        "SELECT is_on FROM notices_choice WHERE person_id = $1 AND topic = $2 AND way = $3",
        params![person, topic.code(), way.code()],
        |row| row.get(0),
    )?;
    Ok(chosen.unwrap_or(topic.is_usual(way)))
}

pub(crate) fn choose(
    tx: &mut Tx,
    person: i64,
    topic: Topic,
    way: Channel,
    is_on: bool,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO notices_choice (person_id, topic, way, is_on) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (person_id, topic, way) DO UPDATE SET is_on = excluded.is_on",
        params![person, topic.code(), way.code(), is_on],
    )?;
    Ok(())
}

pub(crate) fn rest_of(tx: &mut Tx, person: i64) -> Result<Rest, DbError> {
    let rest = tx.query_opt(
        "SELECT is_on, starts, ends FROM notices_rest WHERE person_id = $1",
        params![person],
        |row| {
            let (starts, ends): (Option<LocalTime>, Option<LocalTime>) = (row.get(1)?, row.get(2)?);
            let usual = Rest::default();
            Ok(Rest {
                is_on: row.get(0)?,
                starts: starts.unwrap_or(usual.starts),
                ends: ends.unwrap_or(usual.ends),
            })
        },
    )?;
    Ok(rest.unwrap_or_default())
}

pub(crate) fn set_rest(tx: &mut Tx, person: i64, rest: Rest) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO notices_rest (person_id, is_on, starts, ends) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (person_id) DO UPDATE SET is_on = excluded.is_on, starts = excluded.starts, \
         ends = excluded.ends",
        params![person, rest.is_on, rest.starts, rest.ends],
    )?;
    Ok(())
}

/// The day of the week on which a person's week is summed up, 1 for Monday; Friday unless they chose.
pub(crate) fn week_day_of(tx: &mut Tx, person: i64) -> Result<i64, DbError> {
    let chosen = tx.query_opt(
        "SELECT weekday FROM notices_week WHERE person_id = $1",
        params![person],
        |row| row.get(0),
    )?;
    Ok(chosen.unwrap_or(5))
}

pub(crate) fn set_week_day(tx: &mut Tx, person: i64, weekday: i64) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO notices_week (person_id, weekday) VALUES ($1, $2) \
         ON CONFLICT (person_id) DO UPDATE SET weekday = excluded.weekday",
        params![person, weekday],
    )?;
    Ok(())
}

/// How far the summary of a day is; nothing when it is not begun.
pub(crate) fn digest_after(tx: &mut Tx, day: Day) -> Result<Option<i64>, DbError> {
    tx.query_opt(
        "SELECT after FROM notices_digest WHERE id = 1 AND day = $1",
        params![day],
        |row| row.get(0),
    )
}

pub(crate) fn set_digest_after(tx: &mut Tx, day: Day, after: i64) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO notices_digest (id, day, after) VALUES (1, $1, $2) \
         ON CONFLICT (id) DO UPDATE SET day = excluded.day, after = excluded.after",
        params![day, after],
    )?;
    Ok(())
}

/// Forgets notices that are old.
pub(crate) fn sweep(tx: &mut Tx, now: Instant) -> Result<(), DbError> {
    let old = now.plus_seconds(-KEPT_SECONDS);
    tx.execute(
        "DELETE FROM notices_due WHERE notice_id IN (SELECT id FROM notices_notice WHERE at <= $1)",
        params![old],
    )?;
    tx.execute("DELETE FROM notices_notice WHERE at <= $1", params![old])?;
    Ok(())
}

/// Erases everything that is kept of a person; how many notices.
pub(crate) fn erase(tx: &mut Tx, person: i64) -> Result<u64, DbError> {
    tx.execute(
        "DELETE FROM notices_due WHERE notice_id IN (SELECT id FROM notices_notice WHERE person_id = $1)",
        params![person],
    )?;
    tx.execute("DELETE FROM notices_choice WHERE person_id = $1", params![person])?;
    tx.execute("DELETE FROM notices_rest WHERE person_id = $1", params![person])?;
    tx.execute("DELETE FROM notices_week WHERE person_id = $1", params![person])?;
    tx.execute("DELETE FROM notices_notice WHERE person_id = $1", params![person])
}

/// How many notices a person has.
pub(crate) fn count(tx: &mut Tx, person: i64) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT COUNT(*) FROM notices_notice WHERE person_id = $1",
        params![person],
        |row| row.get(0),
    )
}
