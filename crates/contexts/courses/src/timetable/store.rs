//! Slots in tables, and the lessons they plan.

use db::{DbError, Row, Tx, params};
use kernel::{Day, Instant, SchoolYear};

use crate::{
    course::Course,
    feed,
    lesson::{self, Lesson},
    timetable::{Slot, Weeks},
};

fn read(row: &Row) -> Result<(i64, Slot), DbError> {
    let weeks: String = row.get(7)?;
    let slot = Slot {
        label: row.get(1)?,
        weekday: row.get(2)?,
        starts: row.get(3)?,
        ends: row.get(4)?,
        position: row.get(5)?,
        room: row.get(6)?,
        weeks: Weeks::from_code(&weeks).unwrap_or(Weeks::All),
        from: row.get(8)?,
        until: row.get(9)?,
    };
    Ok((row.get(0)?, slot))
}

/// The week of a teaching, in order.
pub(crate) fn of_teaching(tx: &mut Tx, teaching: i64) -> Result<Vec<(i64, Slot)>, DbError> {
    tx.query(
        "SELECT id, label, weekday, starts, ends, position, room, weeks, from_day, until_day \
         FROM courses_slot WHERE teaching_id = $1 \
         ORDER BY weekday, starts NULLS FIRST, position, id LIMIT 200",
        params![teaching],
        read,
    )
}

/// Adds a slot and plans its lessons until the end of the year; how many. Running it again plans
/// nothing twice.
pub(crate) fn add(
    tx: &mut Tx,
    course: &Course,
    slot: &Slot,
    year: &SchoolYear,
    now: (Day, Instant),
) -> Result<usize, DbError> {
    let id: i64 = tx.query_one(
        "INSERT INTO courses_slot (teaching_id, group_id, org_id, label, weekday, starts, ends, position, room, \
         weeks, from_day, until_day) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id",
        params![
            course.id,
            course.group.id,
            course.org.id,
            &slot.label,
            slot.weekday,
            slot.starts,
            slot.ends,
            slot.position,
            &slot.room,
            slot.weeks.code(),
            slot.from,
            slot.until
        ],
        |row| row.get(0),
    )?;
    plan(tx, course, id, slot, &slot.days(year, now.0), now)
}

fn plan(
    tx: &mut Tx,
    course: &Course,
    id: i64,
    slot: &Slot,
    days: &[Day],
    (today, now): (Day, Instant),
) -> Result<usize, DbError> {
    let taken = tx.query(
        "SELECT day FROM courses_lesson WHERE teaching_id = $1 AND day >= $2 \
         AND COALESCE(starts, -1) = COALESCE($3, -1) AND position = $4",
        params![course.id, today, slot.starts, slot.position],
        |row| row.get::<Day>(0),
    )?;
    let mut planned = 0;
    for day in days.iter().filter(|day| !taken.contains(day)) {
        let lesson = Lesson::planned(course, id, slot, *day, now);
        let lesson = lesson::store::insert(tx, lesson)?;
        feed::put_lesson(tx, course, &lesson, now)?;
        planned += 1;
    }
    Ok(planned)
}

/// One slot of a teaching.
pub(crate) fn find(tx: &mut Tx, teaching: i64, id: i64) -> Result<Slot, DbError> {
    let found = tx.query_one(
        "SELECT id, label, weekday, starts, ends, position, room, weeks, from_day, until_day \
         FROM courses_slot WHERE id = $1 AND teaching_id = $2",
        params![id, teaching],
        read,
    )?;
    Ok(found.1)
}

/// Removes a slot with the lessons to come that nobody has written in; the others stay.
pub(crate) fn remove(tx: &mut Tx, id: i64, today: Day) -> Result<(), DbError> {
    let untouched = tx.query(
        "SELECT l.id FROM courses_lesson l WHERE l.slot_id = $1 AND l.day >= $2 AND l.done_html = '' \
         AND l.title = '' AND l.published_at IS NULL \
         AND NOT EXISTS (SELECT 1 FROM courses_work w WHERE w.lesson_id = l.id) \
         AND NOT EXISTS (SELECT 1 FROM courses_attachment a WHERE a.owner_kind = 'lesson' AND a.owner_id = l.id) \
         AND NOT EXISTS (SELECT 1 FROM courses_link k WHERE k.owner_kind = 'lesson' AND k.owner_id = l.id)",
        params![id, today],
        |row| row.get::<i64>(0),
    )?;
    for lesson in untouched {
        lesson::store::delete(tx, lesson)?;
        feed::remove_lesson(tx, lesson)?;
    }
    tx.execute("UPDATE courses_lesson SET slot_id = NULL WHERE slot_id = $1", params![id])?;
    tx.execute("DELETE FROM courses_slot WHERE id = $1", params![id])?;
    Ok(())
}
