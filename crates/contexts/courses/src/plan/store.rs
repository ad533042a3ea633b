//! Sequences in their table, and the lessons they unroll on.

use db::{DbError, Row, Tx, Value, params};
use kernel::{Actor, Day, Instant};

use crate::{
    course::Course,
    handin::store::padded,
    lesson::{Lesson, store::Writer},
    plan::{Sequence, Standing, at},
    rights::SEQUENCE_READ,
};

fn read(row: &Row) -> Result<Sequence, DbError> {
    Ok(Sequence {
        id: row.get(0)?,
        teaching: row.get(1)?,
        label: row.get(2)?,
        position: row.get(3)?,
        title: row.get(4)?,
        aims: row.get(5)?,
        lessons: row.get(6)?,
        text_html: row.get(7)?,
        published_at: row.get(8)?,
        revision: row.get(9)?,
    })
}

fn select(tx: &mut Tx, condition: &str, values: &[Value]) -> Result<Vec<Sequence>, DbError> {
    let sql = format!(
        "SELECT r.id, r.teaching_id, r.label, r.position, r.title, r.aims, r.lessons, r.text_html, r.published_at, \
         r.revision FROM courses_sequence r \
         WHERE {condition} AND r.deleted_at IS NULL ORDER BY r.position, r.id LIMIT 200"
    );
    tx.query(&sql, values, read)
}

/// The plan of a teaching, in order.
pub(crate) fn of_teaching(tx: &mut Tx, teaching: i64) -> Result<Vec<Sequence>, DbError> {
    select(tx, "r.teaching_id = $1", params![teaching])
}

/// One sequence.
pub(crate) fn get(tx: &mut Tx, id: i64) -> Result<Sequence, DbError> {
    select(tx, "r.id = $1", params![id])?.pop().ok_or(DbError::Missing)
}

/// What a sequence says.
pub(crate) struct Said<'a> {
    pub(crate) label: &'a str,
    pub(crate) title: &'a str,
    pub(crate) aims: &'a str,
    pub(crate) lessons: i64,
}

/// Adds a sequence at the end of a plan; sent twice, once.
pub(crate) fn add(tx: &mut Tx, course: &Course, said: &Said, once: &str) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO courses_sequence (teaching_id, org_id, label, position, title, aims, lessons, once_key, deleted_at, \
         group_id) \
         VALUES ($1, $2, $3, (SELECT COALESCE(MAX(position), 0) + 1 FROM courses_sequence WHERE teaching_id = $1), \
         $4, $5, $6, $7, NULL, $8) ON CONFLICT DO NOTHING",
        params![
            course.id,
            course.org.id,
            said.label,
            said.title,
            said.aims,
            said.lessons,
            once,
            course.group.id
        ],
    )?;
    Ok(())
}

/// Changes what a sequence says.
pub(crate) fn change(tx: &mut Tx, id: i64, said: &Said) -> Result<(), DbError> {
    tx.execute(
        "UPDATE courses_sequence SET title = $2, aims = $3, lessons = $4 WHERE id = $1",
        params![id, said.title, said.aims, said.lessons],
    )?;
    Ok(())
}

/// The sequences of a teaching that a person may read, in order.
pub(crate) fn readable(
    tx: &mut Tx,
    actor: &Actor,
    teaching: i64,
) -> Result<Vec<Sequence>, DbError> {
    let allowed = SEQUENCE_READ.condition(actor, 2);
    let mut values = params![teaching].to_vec();
    values.extend(allowed.ids.iter().map(|id| Value::Int(*id)));
    select(tx, &format!("r.teaching_id = $1 AND {}", allowed.sql), &values)
}

/// The sequences whose text someone wrote, under any of their records.
pub(crate) fn written_by(tx: &mut Tx, selves: &[i64]) -> Result<Vec<Sequence>, DbError> {
    let (list, values) = padded(selves, 1);
    select(tx, &format!("r.author_id IN ({list})"), &values)
}

/// Writes what a sequence gives to read, on top of the revision it was written on.
pub(crate) fn write(tx: &mut Tx, id: i64, text_html: &str, who: Writer) -> Result<(), DbError> {
    tx.execute(
        "UPDATE courses_sequence SET text_html = $2, author_id = $3, revision = revision + 1 WHERE id = $1",
        params![id, text_html, who.person],
    )?;
    Ok(())
}

/// Shows a sequence to its class, or no longer; one already shown keeps its first time.
pub(crate) fn set_shown(tx: &mut Tx, id: i64, at: Option<Instant>) -> Result<(), DbError> {
    tx.execute(
        "UPDATE courses_sequence SET published_at = CASE WHEN $3 THEN COALESCE(published_at, $2) END WHERE id = $1",
        params![id, at, at.is_some()],
    )?;
    Ok(())
}

/// Puts two sequences in each other's place.
pub(crate) fn swap(tx: &mut Tx, one: &Sequence, other: &Sequence) -> Result<(), DbError> {
    for (id, position) in [(one.id, other.position), (other.id, one.position)] {
        tx.execute(
            "UPDATE courses_sequence SET position = $2 WHERE id = $1",
            params![id, position],
        )?;
    }
    Ok(())
}

/// Takes a sequence away or brings it back.
pub(crate) fn set_deleted(tx: &mut Tx, id: i64, at: Option<Instant>) -> Result<(), DbError> {
    tx.execute("UPDATE courses_sequence SET deleted_at = $2 WHERE id = $1", params![id, at])?;
    Ok(())
}

/// Empties what was deleted before an instant, for good.
pub(crate) fn sweep(tx: &mut Tx, before: Instant) -> Result<(), DbError> {
    tx.execute("DELETE FROM courses_sequence WHERE deleted_at <= $1", params![before])?;
    Ok(())
}

/// The moments and days of the lessons of a teaching since a day, in order.
pub(crate) fn lessons(
    tx: &mut Tx,
    teaching: i64,
    from: Day,
) -> Result<Vec<(String, Day)>, DbError> {
    tx.query(
        "SELECT label, day FROM courses_lesson WHERE teaching_id = $1 AND day >= $2 \
         ORDER BY day, starts NULLS FIRST, position, id LIMIT 3000",
        params![teaching, from],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Where a lesson stands in the plan of its teaching, counted since a day.
pub(crate) fn standing(
    tx: &mut Tx,
    lesson: &Lesson,
    from: Day,
) -> Result<Option<Standing>, DbError> {
    let of = params![lesson.teaching, &lesson.label];
    let plan = select(tx, "r.teaching_id = $1 AND r.label = $2", of)?;
    if plan.is_empty() || lesson.day < from {
        return Ok(None);
    }
    let starts = lesson.starts.map_or(-1, |starts| i64::from(starts.0));
    let before = tx.query_one(
        "SELECT COUNT(*) FROM courses_lesson WHERE teaching_id = $1 AND label = $2 AND day BETWEEN $3 AND $4 \
         AND (day < $4 OR (COALESCE(starts, -1), position, id) < ($5, $6, $7))",
        params![
            lesson.teaching,
            &lesson.label,
            from,
            lesson.day,
            starts,
            lesson.position,
            lesson.id
        ],
        |row| row.get(0),
    )?;
    Ok(at(&plan, before))
}
