//! Lessons in their table.

use db::{DbError, Row, Tx, Value, params};
use kernel::{Actor, Day, Instant};

use crate::{lesson::Lesson, rights::LESSON_READ};

const COLUMNS: &str = "r.id, r.slot_id, r.teaching_id, r.group_id, r.org_id, r.day, r.starts, r.ends, r.position, \
     r.label, r.room, r.title, r.done_html, r.published_at, r.revision, r.updated_at";

fn read(row: &Row) -> Result<Lesson, DbError> {
    Ok(Lesson {
        id: row.get(0)?,
        slot: row.get(1)?,
        teaching: row.get(2)?,
        group: row.get(3)?,
        org: row.get(4)?,
        day: row.get(5)?,
        starts: row.get(6)?,
        ends: row.get(7)?,
        position: row.get(8)?,
        label: row.get(9)?,
        room: row.get(10)?,
        title: row.get(11)?,
        done_html: row.get(12)?,
        published_at: row.get(13)?,
        revision: row.get(14)?,
        updated_at: row.get(15)?,
    })
}

/// A lesson by its id.
pub(crate) fn get(tx: &mut Tx, id: i64) -> Result<Lesson, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM courses_lesson r WHERE r.id = $1");
    tx.query_one(&sql, params![id], read)
}

/// Lessons, as `r`, by a condition with its order.
pub(crate) fn select(
    tx: &mut Tx,
    condition: &str,
    values: &[Value],
) -> Result<Vec<Lesson>, DbError> {
    tx.query(&format!("SELECT {COLUMNS} FROM courses_lesson r WHERE {condition}"), values, read)
}

/// Adds a lesson; the same one with its id.
pub(crate) fn insert(tx: &mut Tx, lesson: Lesson) -> Result<Lesson, DbError> {
    let id = tx.query_one(
        "INSERT INTO courses_lesson (slot_id, teaching_id, group_id, org_id, day, starts, ends, position, label, \
         room, title, done_html, published_at, revision, author_id, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', '', NULL, 0, NULL, $11) RETURNING id",
        params![
            lesson.slot,
            lesson.teaching,
            lesson.group,
            lesson.org,
            lesson.day,
            lesson.starts,
            lesson.ends,
            lesson.position,
            &lesson.label,
            &lesson.room,
            lesson.updated_at
        ],
        |row| row.get(0),
    )?;
    Ok(Lesson { id, ..lesson })
}

/// The lesson of a teaching that already stands at this place of a day.
pub(crate) fn at(tx: &mut Tx, lesson: &Lesson) -> Result<Option<i64>, DbError> {
    tx.query_opt(
        "SELECT id FROM courses_lesson WHERE teaching_id = $1 AND day = $2 \
         AND COALESCE(starts, -1) = COALESCE($3, -1) AND position = $4 ORDER BY id LIMIT 1",
        params![lesson.teaching, lesson.day, lesson.starts, lesson.position],
        |row| row.get(0),
    )
}

/// The day of the next lesson of a teaching after a day.
pub(crate) fn next_day(tx: &mut Tx, teaching: i64, after: Day) -> Result<Option<Day>, DbError> {
    tx.query_opt(
        "SELECT day FROM courses_lesson WHERE teaching_id = $1 AND day > $2 ORDER BY day LIMIT 1",
        params![teaching, after],
        |row| row.get(0),
    )
}

/// What a save writes.
pub(crate) struct Text<'a> {
    pub(crate) title: &'a str,
    pub(crate) done_html: &'a str,
}

/// Saves the text of a lesson on top of the revision it was written on.
pub(crate) fn save(tx: &mut Tx, lesson: &Lesson, text: &Text, who: Writer) -> Result<i64, DbError> {
    tx.query_one(
        "UPDATE courses_lesson SET title = $2, done_html = $3, revision = revision + 1, author_id = $4, \
         updated_at = $5 WHERE id = $1 RETURNING revision",
        params![lesson.id, text.title, text.done_html, who.person, who.now],
        |row| row.get(0),
    )
}

/// Who writes, and when.
#[derive(Clone, Copy)]
pub(crate) struct Writer {
    pub(crate) person: i64,
    pub(crate) now: Instant,
}

/// Notes the key of the last submit, so that the same submit a second time does nothing.
pub(crate) fn note_once(tx: &mut Tx, id: i64, once: &str) -> Result<(), DbError> {
    tx.execute("UPDATE courses_lesson SET once_key = $2 WHERE id = $1", params![id, once])?;
    Ok(())
}

/// Whether a submit was already done.
pub(crate) fn is_done(tx: &mut Tx, id: i64, once: &str) -> Result<bool, DbError> {
    let found = tx.query_opt(
        "SELECT 1 FROM courses_lesson WHERE id = $1 AND once_key = $2",
        params![id, once],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// Shows a lesson to its class; a lesson already shown keeps its first time.
pub(crate) fn publish(tx: &mut Tx, id: i64, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "UPDATE courses_lesson SET published_at = COALESCE(published_at, $2) WHERE id = $1",
        params![id, now],
    )?;
    Ok(())
}

/// Lessons of a teaching up to a day that a person may read, newest first.
pub(crate) fn written(
    tx: &mut Tx,
    actor: &Actor,
    teaching: i64,
    until: Day,
    (limit, offset): (i64, i64),
) -> Result<Vec<Lesson>, DbError> {
    let allowed = LESSON_READ.condition(actor, 5);
    let sql = format!(
        "SELECT {COLUMNS} FROM courses_lesson r WHERE r.teaching_id = $1 AND r.day <= $2 AND {} \
         ORDER BY r.day DESC, r.starts DESC NULLS LAST, r.position DESC, r.id DESC LIMIT $3 OFFSET $4",
        allowed.sql
    );
    let mut values = params![teaching, until, limit, offset].to_vec();
    values.extend(allowed.ids.iter().map(|id| Value::Int(*id)));
    tx.query(&sql, &values, read)
}

/// The teachings in whose cahier someone wrote.
pub(crate) fn teachings_written_by(tx: &mut Tx, person: i64) -> Result<Vec<i64>, DbError> {
    tx.query(
        "SELECT DISTINCT teaching_id FROM courses_lesson WHERE author_id = $1 ORDER BY teaching_id LIMIT 500",
        params![person],
        |row| row.get(0),
    )
}

/// How many lessons [`written`] has in all.
pub(crate) fn count_written(
    tx: &mut Tx,
    actor: &Actor,
    teaching: i64,
    until: Day,
) -> Result<i64, DbError> {
    let allowed = LESSON_READ.condition(actor, 3);
    let sql = format!(
        "SELECT COUNT(*) FROM courses_lesson r WHERE r.teaching_id = $1 AND r.day <= $2 AND {}",
        allowed.sql
    );
    let mut values = params![teaching, until].to_vec();
    values.extend(allowed.ids.iter().map(|id| Value::Int(*id)));
    tx.query_one(&sql, &values, |row| row.get(0))
}

/// The next lessons of a teaching after a day, for those who teach it.
pub(crate) fn coming(tx: &mut Tx, teaching: i64, after: Day) -> Result<Vec<Lesson>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM courses_lesson r WHERE r.teaching_id = $1 AND r.day > $2 \
         ORDER BY r.day, r.starts NULLS FIRST, r.position, r.id LIMIT 6"
    );
    tx.query(&sql, params![teaching, after], read)
}
