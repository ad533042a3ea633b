//! Lessons in their table.

use db::{DbError, Row, Tx, Value, params};
use kernel::{Actor, Day, Instant};

use crate::{finding, handin::store::padded, lesson::Lesson, rights::LESSON_READ};

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

/// A lesson by its id, unless it is gone.
pub(crate) fn find(tx: &mut Tx, id: i64) -> Result<Option<Lesson>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM courses_lesson r WHERE r.id = $1");
    tx.query_opt(&sql, params![id], read)
}

/// Puts a lesson at its day, hours and room.
pub(crate) fn place(tx: &mut Tx, lesson: &Lesson) -> Result<(), DbError> {
    tx.execute(
        "UPDATE courses_lesson SET day = $2, starts = $3, ends = $4, room = $5 WHERE id = $1",
        params![lesson.id, lesson.day, lesson.starts, lesson.ends, &lesson.room],
    )?;
    finding::lesson(tx, lesson.id)
}

/// Whether nothing was ever written in a lesson, nor given or joined to it.
pub(crate) fn is_untouched(tx: &mut Tx, id: i64) -> Result<bool, DbError> {
    let found = tx.query_opt(
        "SELECT 1 FROM courses_lesson l WHERE l.id = $1 AND l.done_html = '' AND l.title = '' \
         AND l.published_at IS NULL \
         AND NOT EXISTS (SELECT 1 FROM courses_work w WHERE w.lesson_id = l.id) \
         AND NOT EXISTS (SELECT 1 FROM courses_attachment a WHERE a.owner_kind = 'lesson' AND a.owner_id = l.id) \
         AND NOT EXISTS (SELECT 1 FROM courses_link k WHERE k.owner_kind = 'lesson' AND k.owner_id = l.id)",
        params![id],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// Removes a lesson.
pub(crate) fn delete(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    crate::changes::store::forget(tx, id)?;
    tx.execute("DELETE FROM courses_lesson WHERE id = $1", params![id])?;
    Ok(())
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
    let revision = tx.query_one(
        "UPDATE courses_lesson SET title = $2, done_html = $3, revision = revision + 1, author_id = $4, \
         updated_at = $5 WHERE id = $1 RETURNING revision",
        params![lesson.id, text.title, text.done_html, who.person, who.now],
        |row| row.get(0),
    )?;
    finding::lesson(tx, lesson.id)?;
    Ok(revision)
}

/// Who writes, and when.
#[derive(Clone, Copy)]
pub(crate) struct Writer {
    pub(crate) person: i64,
    pub(crate) now: Instant,
}

/// Shows a lesson to its class; a lesson already shown keeps its first time.
pub(crate) fn publish(tx: &mut Tx, id: i64, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "UPDATE courses_lesson SET published_at = COALESCE(published_at, $2) WHERE id = $1",
        params![id, now],
    )?;
    finding::lesson(tx, id)
}

/// Lessons of a teaching up to a day that a person may read, newest first: so many, after one of
/// them. What came before costs nothing.
pub(crate) fn written(
    tx: &mut Tx,
    actor: &Actor,
    teaching: i64,
    (until, after): (Day, Option<&Lesson>),
    limit: i64,
) -> Result<Vec<Lesson>, DbError> {
    let mut values = params![teaching, until, limit].to_vec();
    let mut rest = "";
    if let Some(last) = after {
        rest = "AND r.day <= $4 AND (r.day < $4 \
                OR (COALESCE(r.starts, -1), r.position, r.id) < ($5, $6, $7)) ";
        let starts = last.starts.map_or(-1, |starts| i64::from(starts.0));
        let place = [last.day.into(), starts.into(), last.position.into(), last.id.into()];
        values.extend::<[Value; 4]>(place);
    }
    let allowed = LESSON_READ.condition(actor, 1 + values.len());
    values.extend(allowed.ids.iter().map(|id| Value::Int(*id)));
    let sql = format!(
        "SELECT {COLUMNS} FROM courses_lesson r WHERE r.teaching_id = $1 AND r.day <= $2 {rest}AND {} \
         ORDER BY r.day DESC, COALESCE(r.starts, -1) DESC, r.position DESC, r.id DESC LIMIT $3",
        allowed.sql
    );
    tx.query(&sql, &values, read)
}

/// Lessons of a teaching between two days that a person may read, oldest first.
pub(crate) fn readable_between(
    tx: &mut Tx,
    actor: &Actor,
    teaching: i64,
    (from, to): (Day, Day),
    limit: i64,
) -> Result<Vec<Lesson>, DbError> {
    let allowed = LESSON_READ.condition(actor, 5);
    let mut values = params![teaching, from, to, limit].to_vec();
    values.extend(allowed.ids.iter().map(|id| Value::Int(*id)));
    let of = format!("r.teaching_id = $1 AND r.day BETWEEN $2 AND $3 AND {}", allowed.sql);
    let order = "r.day, r.starts NULLS FIRST, r.position, r.id LIMIT $4";
    select(tx, &format!("{of} ORDER BY {order}"), &values)
}

/// The teachings in whose cahier someone wrote.
pub(crate) fn teachings_written_by(tx: &mut Tx, person: i64) -> Result<Vec<i64>, DbError> {
    tx.query(
        "SELECT DISTINCT teaching_id FROM courses_lesson WHERE author_id = $1 ORDER BY teaching_id LIMIT 500",
        params![person],
        |row| row.get(0),
    )
}

/// The lessons of some teachings between two days in which nothing is written, in order.
pub(crate) fn blank_between(
    tx: &mut Tx,
    teachings: &[i64],
    (from, to): (Day, Day),
) -> Result<Vec<Lesson>, DbError> {
    if teachings.is_empty() {
        return Ok(Vec::new());
    }
    let (list, mut values) = padded(teachings, 3);
    values.splice(0..0, params![from, to].iter().copied());
    let of = format!(
        "r.teaching_id IN ({list}) AND r.day BETWEEN $1 AND $2 AND r.title = '' AND r.done_html = '' \
         AND r.published_at IS NULL \
         AND NOT EXISTS (SELECT 1 FROM courses_work w WHERE w.lesson_id = r.id AND w.deleted_at IS NULL) \
         AND NOT EXISTS (SELECT 1 FROM courses_attachment a WHERE a.owner_kind = 'lesson' \
         AND a.owner_id = r.id AND a.deleted_at IS NULL) \
         AND NOT EXISTS (SELECT 1 FROM courses_link k WHERE k.owner_kind = 'lesson' AND k.owner_id = r.id)"
    );
    let order = "r.day, r.starts NULLS FIRST, r.position, r.id LIMIT 500";
    select(tx, &format!("{of} ORDER BY {order}"), &values)
}

/// The days of the next lessons of a teaching after a day, each once.
pub(crate) fn days_after(tx: &mut Tx, teaching: i64, after: Day) -> Result<Vec<Day>, DbError> {
    tx.query(
        "SELECT DISTINCT day FROM courses_lesson WHERE teaching_id = $1 AND day > $2 ORDER BY day LIMIT 60",
        params![teaching, after],
        |row| row.get(0),
    )
}

/// The next lessons of a teaching after a day, for those who teach it.
pub(crate) fn coming(tx: &mut Tx, teaching: i64, after: Day) -> Result<Vec<Lesson>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM courses_lesson r WHERE r.teaching_id = $1 AND r.day > $2 \
         ORDER BY r.day, r.starts NULLS FIRST, r.position, r.id LIMIT 6"
    );
    tx.query(&sql, params![teaching, after], read)
}
