//! Works in their table.

use db::{DbError, Row, Tx, Value, params};
use kernel::Instant;

use crate::{
    handin::store::padded,
    lesson::{Lesson, store::Writer},
    work::{Expects, Given, Work},
};

const COLUMNS: &str = "id, lesson_id, teaching_id, group_id, level, title, instructions_html, due_day, minutes, \
     expects, published_at";

fn read(row: &Row) -> Result<Work, DbError> {
    let expects: String = row.get(9)?;
    Ok(Work {
        id: row.get(0)?,
        lesson: row.get(1)?,
        teaching: row.get(2)?,
        group: row.get(3)?,
        given: Given {
            level: row.get(4)?,
            title: row.get(5)?,
            instructions_html: row.get(6)?,
            due: row.get(7)?,
            minutes: row.get(8)?,
            expects: Expects::from_code(&expects),
        },
        published_at: row.get(10)?,
    })
}

/// A work that was not deleted.
pub(crate) fn get(tx: &mut Tx, id: i64) -> Result<Work, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM courses_work WHERE id = $1 AND deleted_at IS NULL");
    tx.query_one(&sql, params![id], read)
}

/// Works by id, deleted or not: what a list of hand-ins or the trash names.
pub(crate) fn by_ids(tx: &mut Tx, ids: &[i64]) -> Result<Vec<Work>, DbError> {
    let Some(last) = ids.last() else { return Ok(Vec::new()) };
    let mut values: Vec<Value> = ids.iter().map(|id| Value::Int(*id)).collect();
    values.resize(ids.len().next_power_of_two(), Value::Int(*last));
    let list = db::placeholders(1, values.len());
    tx.query(&format!("SELECT {COLUMNS} FROM courses_work WHERE id IN ({list})"), &values, read)
}

/// The published works of some lessons, in the order they were given.
pub(crate) fn of_lessons(tx: &mut Tx, lessons: &[i64]) -> Result<Vec<Work>, DbError> {
    let Some(last) = lessons.last() else { return Ok(Vec::new()) };
    let mut values: Vec<Value> = lessons.iter().map(|id| Value::Int(*id)).collect();
    values.resize(lessons.len().next_power_of_two(), Value::Int(*last));
    let list = db::placeholders(1, values.len());
    let sql = format!(
        "SELECT {COLUMNS} FROM courses_work WHERE lesson_id IN ({list}) AND published_at IS NOT NULL \
         AND deleted_at IS NULL ORDER BY lesson_id, id"
    );
    tx.query(&sql, &values, read)
}

/// The work being written in a lesson, not given yet.
pub(crate) fn draft_of(tx: &mut Tx, lesson: i64) -> Result<Option<Work>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM courses_work WHERE lesson_id = $1 AND published_at IS NULL \
         AND deleted_at IS NULL ORDER BY id LIMIT 1"
    );
    tx.query_opt(&sql, params![lesson], read)
}

/// Keeps the draft of a lesson as it was typed; a blank one goes away.
pub(crate) fn keep_draft(
    tx: &mut Tx,
    lesson: &Lesson,
    given: &Given,
    who: Writer,
) -> Result<Option<i64>, DbError> {
    let draft = draft_of(tx, lesson.id)?;
    match draft {
        Some(draft) if given.is_blank() => {
            tx.execute("DELETE FROM courses_work WHERE id = $1", params![draft.id])?;
            Ok(None)
        }
        Some(draft) => {
            change(tx, draft.id, given)?;
            Ok(Some(draft.id))
        }
        None if given.is_blank() => Ok(None),
        None => insert(tx, lesson, given, who).map(Some),
    }
}

fn insert(tx: &mut Tx, lesson: &Lesson, given: &Given, who: Writer) -> Result<i64, DbError> {
    tx.query_one(
        "INSERT INTO courses_work (lesson_id, teaching_id, group_id, org_id, level, title, instructions_html, \
         due_day, minutes, expects, author_id, created_at, published_at, deleted_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, NULL, NULL) RETURNING id",
        params![
            lesson.id,
            lesson.teaching,
            lesson.group,
            lesson.org,
            &given.level,
            &given.title,
            &given.instructions_html,
            given.due,
            given.minutes,
            given.expects.code(),
            who.person,
            who.now
        ],
        |row| row.get(0),
    )
}

/// Changes what a work says.
pub(crate) fn change(tx: &mut Tx, id: i64, given: &Given) -> Result<(), DbError> {
    tx.execute(
        "UPDATE courses_work SET level = $2, title = $3, instructions_html = $4, due_day = $5, minutes = $6, \
         expects = $7 WHERE id = $1",
        params![
            id,
            &given.level,
            &given.title,
            &given.instructions_html,
            given.due,
            given.minutes,
            given.expects.code()
        ],
    )?;
    Ok(())
}

/// Gives a work to its class.
pub(crate) fn publish(tx: &mut Tx, id: i64, now: Instant) -> Result<(), DbError> {
    tx.execute("UPDATE courses_work SET published_at = $2 WHERE id = $1", params![id, now])?;
    Ok(())
}

/// Takes a work away with what was handed in for it, or brings both back.
pub(crate) fn set_deleted(tx: &mut Tx, id: i64, at: Option<Instant>) -> Result<(), DbError> {
    tx.execute("UPDATE courses_work SET deleted_at = $2 WHERE id = $1", params![id, at])?;
    tx.execute("UPDATE courses_handin SET deleted_at = $2 WHERE work_id = $1", params![id, at])?;
    Ok(())
}

/// Marks a work as done by a pupil, or not done any more; nothing changes the second time.
pub(crate) fn set_done(
    tx: &mut Tx,
    work: i64,
    pupil: i64,
    done: Option<Instant>,
) -> Result<(), DbError> {
    match done {
        Some(at) => tx.execute(
            "INSERT INTO courses_done (work_id, pupil_id, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            params![work, pupil, at],
        ),
        None => {
            let (list, mut values) = padded(&directory::api::selves(tx, pupil)?, 2);
            values.insert(0, Value::Int(work));
            let sql =
                format!("DELETE FROM courses_done WHERE work_id = $1 AND pupil_id IN ({list})");
            tx.execute(&sql, &values)
        }
    }?;
    Ok(())
}

/// The pupils who marked a work as done.
pub(crate) fn done_by(tx: &mut Tx, work: i64) -> Result<Vec<i64>, DbError> {
    tx.query(
        "SELECT pupil_id FROM courses_done WHERE work_id = $1 ORDER BY pupil_id LIMIT 1000",
        params![work],
        |row| row.get(0),
    )
}

/// Empties what was deleted before an instant, for good.
pub(crate) fn sweep(tx: &mut Tx, before: Instant) -> Result<(), DbError> {
    let gone = tx.query(
        "SELECT id FROM courses_work WHERE deleted_at <= $1 ORDER BY id LIMIT 500",
        params![before],
        |row| row.get::<i64>(0),
    )?;
    for work in gone {
        tx.execute(
            "DELETE FROM courses_attachment WHERE owner_kind = 'handin' \
             AND owner_id IN (SELECT id FROM courses_handin WHERE work_id = $1)",
            params![work],
        )?;
        tx.execute("DELETE FROM courses_handin WHERE work_id = $1", params![work])?;
        tx.execute("DELETE FROM courses_done WHERE work_id = $1", params![work])?;
        tx.execute("DELETE FROM courses_work WHERE id = $1", params![work])?;
    }
    Ok(())
}
