//! Works in their table.

use db::{DbError, Row, Tx, Value, params};
use kernel::{Actor, Instant};

use crate::{
    drawing, finding,
    handin::store::padded,
    lesson::{Lesson, store::Writer},
    remark,
    rights::WORK_READ,
    sheets, teams,
    work::{Expects, Given, Work, whom::Whom},
};

const COLUMNS: &str = "id, lesson_id, teaching_id, group_id, level, title, instructions_html, due_day, minutes, \
     expects, published_at, whom";

fn read(row: &Row) -> Result<Work, DbError> {
    let (expects, whom): (String, String) = (row.get(9)?, row.get(11)?);
    let group = row.get(3)?;
    Ok(Work {
        id: row.get(0)?,
        lesson: row.get(1)?,
        teaching: row.get(2)?,
        group,
        group_name: String::new(),
        given: Given {
            whom: Whom::from_columns(&whom, row.get(4)?, group),
            title: row.get(5)?,
            instructions_html: row.get(6)?,
            due: row.get(7)?,
            minutes: row.get(8)?,
            expects: Expects::from_code(&expects),
        },
        published_at: row.get(10)?,
    })
}

/// Works, as `r`, by a condition with its order, whole: with the pupils they name, and the name of
/// the group they are for.
fn select(tx: &mut Tx, condition: &str, values: &[Value]) -> Result<Vec<Work>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM courses_work r WHERE {condition}");
    let mut works = tx.query(&sql, values, read)?;
    name_groups(tx, &mut works)?;
    name_pupils(tx, &mut works)?;
    Ok(works)
}

fn name_groups(tx: &mut Tx, works: &mut [Work]) -> Result<(), DbError> {
    let of_group = |work: &Work| matches!(work.given.whom, Whom::Group(_)).then_some(work.group);
    let ids: Vec<i64> = works.iter().filter_map(of_group).collect();
    let groups = directory::api::groups(tx, &ids)?;
    for work in works {
        if let Some(group) = of_group(work).and_then(|id| groups.get(&id)) {
            work.group_name.clone_from(&group.name);
        }
    }
    Ok(())
}

fn name_pupils(tx: &mut Tx, works: &mut [Work]) -> Result<(), DbError> {
    let ids: Vec<i64> = works.iter().filter(|w| w.names_pupils()).map(|w| w.id).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let (list, values) = padded(&ids, 1);
    let sql = format!(
        "SELECT work_id, pupil_id FROM courses_recipient WHERE work_id IN ({list}) ORDER BY work_id, id"
    );
    let named: Vec<(i64, i64)> = tx.query(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?)))?;
    for work in works.iter_mut().filter(|work| work.names_pupils()) {
        let of_work = named.iter().filter(|(id, _)| *id == work.id);
        work.given.whom = Whom::Pupils(of_work.map(|(_, pupil)| *pupil).collect());
    }
    Ok(())
}

/// A work that was not deleted.
pub(crate) fn get(tx: &mut Tx, id: i64) -> Result<Work, DbError> {
    let found = select(tx, "id = $1 AND deleted_at IS NULL", params![id])?;
    found.into_iter().next().ok_or(DbError::Missing)
}

/// Works by id, deleted or not: what a list of hand-ins or the trash names.
pub(crate) fn by_ids(tx: &mut Tx, ids: &[i64]) -> Result<Vec<Work>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (list, values) = padded(ids, 1);
    select(tx, &format!("id IN ({list})"), &values)
}

/// The works of some ids that an actor may read.
pub(crate) fn readable(tx: &mut Tx, actor: &Actor, ids: &[i64]) -> Result<Vec<Work>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (list, mut values) = padded(ids, 1);
    let allowed = WORK_READ.condition(actor, values.len() + 1);
    values.extend(allowed.ids.iter().map(|id| Value::Int(*id)));
    select(tx, &format!("r.id IN ({list}) AND {}", allowed.sql), &values)
}

/// The published works of some lessons, in the order they were given: for who wrote them.
pub(crate) fn of_lessons(tx: &mut Tx, lessons: &[i64]) -> Result<Vec<Work>, DbError> {
    if lessons.is_empty() {
        return Ok(Vec::new());
    }
    let (list, values) = padded(lessons, 1);
    let of = format!("lesson_id IN ({list}) AND published_at IS NOT NULL AND deleted_at IS NULL");
    select(tx, &format!("{of} ORDER BY lesson_id, id"), &values)
}

/// Those of them that an actor may read.
pub(crate) fn readable_of_lessons(
    tx: &mut Tx,
    actor: &Actor,
    lessons: &[i64],
) -> Result<Vec<Work>, DbError> {
    if lessons.is_empty() {
        return Ok(Vec::new());
    }
    let (list, mut values) = padded(lessons, 1);
    let allowed = WORK_READ.condition(actor, 1 + values.len());
    values.extend(allowed.ids.iter().map(|id| Value::Int(*id)));
    let of = format!("r.lesson_id IN ({list}) AND r.published_at IS NOT NULL AND {}", allowed.sql);
    select(tx, &format!("{of} ORDER BY r.lesson_id, r.id"), &values)
}

/// The works of a lesson that are not given yet: the one being written, then those that were copied
/// with it.
pub(crate) fn drafts_of(tx: &mut Tx, lesson: i64) -> Result<Vec<Work>, DbError> {
    let of = "lesson_id = $1 AND published_at IS NULL AND deleted_at IS NULL ORDER BY id LIMIT 30";
    select(tx, of, params![lesson])
}

/// Keeps the draft of a lesson as it was typed; a blank one goes away.
pub(crate) fn keep_draft(
    tx: &mut Tx,
    lesson: &Lesson,
    given: &Given,
    who: Writer,
) -> Result<(), DbError> {
    match drafts_of(tx, lesson.id)?.into_iter().next() {
        Some(draft) if given.is_blank() => {
            set_recipients(tx, draft.id, &[])?;
            tx.execute("DELETE FROM courses_work WHERE id = $1", params![draft.id])?;
            finding::work(tx, draft.id)
        }
        Some(draft) => change(tx, draft.id, lesson.group, given),
        None if given.is_blank() => Ok(()),
        None => insert(tx, lesson, given, who).map(drop),
    }
}

/// Adds a work to a lesson, not given yet; its id.
pub(crate) fn insert(
    tx: &mut Tx,
    lesson: &Lesson,
    given: &Given,
    who: Writer,
) -> Result<i64, DbError> {
    let id = tx.query_one(
        "INSERT INTO courses_work (lesson_id, teaching_id, group_id, org_id, level, title, instructions_html, \
         due_day, minutes, expects, author_id, created_at, published_at, deleted_at, whom) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, NULL, NULL, $13) RETURNING id",
        params![
            lesson.id,
            lesson.teaching,
            given.whom.group(lesson.group),
            lesson.org,
            given.whom.level(),
            &given.title,
            &given.instructions_html,
            given.due,
            given.minutes,
            given.expects.code(),
            who.person,
            who.now,
            given.whom.code()
        ],
        |row| row.get(0),
    )?;
    set_recipients(tx, id, given.whom.pupils())?;
    finding::work(tx, id)?;
    Ok(id)
}

/// Changes what a work of a class says, and whom it is for.
pub(crate) fn change(tx: &mut Tx, id: i64, class: i64, given: &Given) -> Result<(), DbError> {
    tx.execute(
        "UPDATE courses_work SET level = $2, title = $3, instructions_html = $4, due_day = $5, minutes = $6, \
         expects = $7, whom = $8, group_id = $9 WHERE id = $1",
        params![
            id,
            given.whom.level(),
            &given.title,
            &given.instructions_html,
            given.due,
            given.minutes,
            given.expects.code(),
            given.whom.code(),
            given.whom.group(class)
        ],
    )?;
    set_recipients(tx, id, given.whom.pupils())?;
    finding::work(tx, id)
}

/// Makes a work one for these pupils alone.
pub(crate) fn name(tx: &mut Tx, work: i64, pupils: &[i64]) -> Result<(), DbError> {
    tx.execute("UPDATE courses_work SET whom = 'pupils' WHERE id = $1", params![work])?;
    set_recipients(tx, work, pupils)?;
    finding::work(tx, work)
}

fn set_recipients(tx: &mut Tx, work: i64, pupils: &[i64]) -> Result<(), DbError> {
    tx.execute("DELETE FROM courses_recipient WHERE work_id = $1", params![work])?;
    for pupil in pupils {
        tx.execute(
            "INSERT INTO courses_recipient (work_id, pupil_id) VALUES ($1, $2)",
            params![work, *pupil],
        )?;
    }
    Ok(())
}

/// Gives a work to its class.
pub(crate) fn publish(tx: &mut Tx, id: i64, now: Instant) -> Result<(), DbError> {
    tx.execute("UPDATE courses_work SET published_at = $2 WHERE id = $1", params![id, now])?;
    finding::work(tx, id)
}

/// Takes a work away with what was handed in for it, or brings both back.
pub(crate) fn set_deleted(tx: &mut Tx, id: i64, at: Option<Instant>) -> Result<(), DbError> {
    tx.execute("UPDATE courses_work SET deleted_at = $2 WHERE id = $1", params![id, at])?;
    let handins = tx.query(
        "UPDATE courses_handin SET deleted_at = $2 WHERE work_id = $1 RETURNING id",
        params![id, at],
        |row| row.get(0),
    )?;
    finding::handins(tx, &handins)?;
    finding::work(tx, id)
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
        tx.execute(
            "DELETE FROM courses_version WHERE handin_id IN (SELECT id FROM courses_handin WHERE work_id = $1)",
            params![work],
        )?;
        tx.execute(
            "DELETE FROM courses_level WHERE handin_id IN (SELECT id FROM courses_handin WHERE work_id = $1)",
            params![work],
        )?;
        remark::store::erase_of_work(tx, work)?;
        drawing::store::erase_of_work(tx, work)?;
        tx.execute("DELETE FROM courses_work_skill WHERE work_id = $1", params![work])?;
        sheets::store::erase_of_work(tx, work)?;
        tx.execute("DELETE FROM courses_scale WHERE work_id = $1", params![work])?;
        teams::store::erase_of_work(tx, work)?;
        tx.execute("DELETE FROM courses_handin WHERE work_id = $1", params![work])?;
        tx.execute("DELETE FROM courses_done WHERE work_id = $1", params![work])?;
        set_recipients(tx, work, &[])?;
        tx.execute("DELETE FROM courses_work WHERE id = $1", params![work])?;
    }
    Ok(())
}
