//! Changes in their table, and the lessons of a school's day.

use std::collections::HashMap;

use db::{DbError, Tx, params};
use kernel::{Day, Instant};

use crate::{
    changes::{Change, Said},
    handin::store::padded,
    lesson::{self, Lesson},
};

/// What changes of a lesson.
pub(crate) fn of(tx: &mut Tx, lesson: i64) -> Result<Change, DbError> {
    Ok(of_lessons(tx, &[lesson])?.remove(&lesson).unwrap_or_default())
}

/// What changes of some lessons, for those of which something does.
pub(crate) fn of_lessons(tx: &mut Tx, lessons: &[i64]) -> Result<HashMap<i64, Change>, DbError> {
    let mut changes = HashMap::new();
    if lessons.is_empty() {
        return Ok(changes);
    }
    let (list, values) = padded(lessons, 1);
    let sql = format!(
        "SELECT lesson_id, is_cancelled, absent_id, substitute_id, room_before, day_before, starts_before, \
         ends_before FROM courses_change WHERE lesson_id IN ({list})"
    );
    tx.each(&sql, &values, |row| {
        let day: Option<Day> = row.get(5)?;
        let hours = (row.get(6)?, row.get(7)?);
        let change = Change {
            is_cancelled: row.get(1)?,
            absent: row.get(2)?,
            substitute: row.get(3)?,
            room_before: row.get(4)?,
            when_before: day.map(|day| (day, hours.0, hours.1)),
        };
        changes.insert(row.get(0)?, change);
        Ok(())
    })?;
    Ok(changes)
}

/// Keeps what changes of a lesson; nothing is kept of what does not change.
pub(crate) fn keep(
    tx: &mut Tx,
    lesson: i64,
    change: &Change,
    Said { by, now }: Said,
) -> Result<(), DbError> {
    forget(tx, lesson)?;
    tx.execute(
        "UPDATE courses_lesson SET substitute_id = $2 WHERE id = $1",
        params![lesson, change.substitute],
    )?;
    if *change == Change::default() {
        return Ok(());
    }
    let when = change.when_before;
    tx.execute(
        "INSERT INTO courses_change (lesson_id, is_cancelled, absent_id, substitute_id, room_before, day_before, \
         starts_before, ends_before, author_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            lesson,
            change.is_cancelled,
            change.absent,
            change.substitute,
            change.room_before.as_deref(),
            when.map(|(day, ..)| day),
            when.and_then(|(_, starts, _)| starts),
            when.and_then(|(.., ends)| ends),
            by,
            now
        ],
    )?;
    Ok(())
}

/// Forgets what changes of a lesson.
pub(crate) fn forget(tx: &mut Tx, lesson: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM courses_change WHERE lesson_id = $1", params![lesson])?;
    Ok(())
}

/// The lessons of a school on a day, in order.
pub(crate) fn of_day(tx: &mut Tx, org: i64, day: Day) -> Result<Vec<Lesson>, DbError> {
    lesson::store::select(
        tx,
        "r.org_id = $1 AND r.day = $2 ORDER BY r.starts NULLS FIRST, r.position, r.id LIMIT 800",
        params![org, day],
    )
}

/// The names of an account that is closed are not kept in changes.
pub(crate) fn forget_person(tx: &mut Tx, person: i64, now: Instant) -> Result<u64, DbError> {
    tx.execute(
        "UPDATE courses_lesson SET substitute_id = NULL WHERE substitute_id = $1",
        params![person],
    )?;
    tx.execute(
        "UPDATE courses_change SET absent_id = CASE WHEN absent_id = $1 THEN NULL ELSE absent_id END, \
         substitute_id = CASE WHEN substitute_id = $1 THEN NULL ELSE substitute_id END, at = $2 \
         WHERE absent_id = $1 OR substitute_id = $1",
        params![person, now],
    )
}
