//! What is someone's own, under any of their records.

use db::{DbError, Tx, Value, params};
use kernel::Actor;

use crate::{
    answering, drawing, finding,
    handin::{Handin, store as handins},
    lesson::{Lesson, store as lessons},
    remark,
    rights::HANDIN_READ,
    sheets, teams,
};

/// More than anyone hands in or writes in the years of a school.
const AT_MOST: i64 = 10_000;

/// How much there is.
pub(super) struct Counts {
    pub(super) handins: i64,
    pub(super) done: i64,
    /// Works that name them.
    pub(super) named: i64,
    pub(super) lessons: i64,
    pub(super) phrases: i64,
    pub(super) calendars: i64,
    pub(super) teams: i64,
}

pub(super) fn counts(tx: &mut Tx, selves: &[i64]) -> Result<Counts, DbError> {
    let (list, values) = handins::padded(selves, 1);
    let sql = format!(
        "SELECT (SELECT COUNT(*) FROM courses_handin r WHERE {} AND r.deleted_at IS NULL), \
         (SELECT COUNT(*) FROM courses_done WHERE pupil_id IN ({list})), \
         (SELECT COUNT(*) FROM courses_lesson WHERE author_id IN ({list})), \
         (SELECT COUNT(*) FROM courses_phrase WHERE person_id IN ({list})), \
         (SELECT COUNT(*) FROM courses_recipient WHERE pupil_id IN ({list})), \
         (SELECT COUNT(*) FROM courses_calendar WHERE person_id IN ({list}) AND org_id IS NULL), \
         (SELECT COUNT(*) FROM courses_member WHERE pupil_id IN ({list}))",
        teams::store::is_of(&list)
    );
    tx.query_one(&sql, &values, |row| {
        Ok(Counts {
            handins: row.get(0)?,
            done: row.get(1)?,
            lessons: row.get(2)?,
            phrases: row.get(3)?,
            named: row.get(4)?,
            calendars: row.get(5)?,
            teams: row.get(6)?,
        })
    })
}

/// What someone handed in, in order.
pub(super) fn handins(tx: &mut Tx, selves: &[i64]) -> Result<Vec<Handin>, DbError> {
    let (list, values) = handins::padded(selves, 1);
    let of = format!("{} AND r.deleted_at IS NULL", teams::store::is_of(&list));
    handins::select(tx, &format!("{of} ORDER BY r.handed_at, r.id LIMIT {AT_MOST}"), &values)
}

/// What a pupil handed in and an actor may read, the last first of what is theirs, then of what
/// their groups handed in: so many of each, after one of them. What came before costs nothing.
pub(super) fn readable(
    tx: &mut Tx,
    actor: &Actor,
    pupil: i64,
    (after, limit): (Option<&Handin>, i64),
) -> Result<Vec<Handin>, DbError> {
    let mut values = params![limit, pupil].to_vec();
    let mut rest = "";
    if let Some(last) = after {
        rest = "AND (r.handed_at, r.id) < ($3, $4) ";
        values.extend::<[Value; 2]>([last.handed_at.into(), last.id.into()]);
    }
    let allowed = HANDIN_READ.condition(actor, 1 + values.len());
    values.extend(allowed.ids.iter().map(|id| Value::Int(*id)));
    let order = "r.handed_at DESC, r.id DESC LIMIT $1";
    let mut found = Vec::new();
    for theirs in ["r.pupil_id = $2", teams::store::IN_GROUP] {
        let of = format!("{theirs} {rest}AND {}", allowed.sql);
        found.extend(handins::select(tx, &format!("{of} ORDER BY {order}"), &values)?);
    }
    Ok(found)
}

/// One of the hand-ins of some pupils, if it is still there.
pub(super) fn find(tx: &mut Tx, pupils: &[i64], id: i64) -> Result<Option<Handin>, DbError> {
    let (list, mut values) = handins::padded(pupils, 2);
    if values.is_empty() {
        return Ok(None);
    }
    values.insert(0, Value::Int(id));
    let of = format!("r.id = $1 AND {} AND r.deleted_at IS NULL", teams::store::is_of(&list));
    Ok(handins::select(tx, &of, &values)?.pop())
}

/// The lessons someone wrote, in order.
pub(super) fn lessons(tx: &mut Tx, selves: &[i64]) -> Result<Vec<Lesson>, DbError> {
    let (list, values) = handins::padded(selves, 1);
    let of = format!("r.author_id IN ({list})");
    let order = "r.day, r.starts NULLS FIRST, r.position, r.id";
    lessons::select(tx, &format!("{of} ORDER BY {order} LIMIT {AT_MOST}"), &values)
}

/// What was erased.
pub(super) struct Erased {
    pub(super) handins: u64,
    pub(super) files: u64,
    /// Groups they were in: what they handed in with others stays with the others.
    pub(super) teams: u64,
}

/// Erases what a pupil handed in and did.
pub(super) fn erase(tx: &mut Tx, pupil: i64) -> Result<Erased, DbError> {
    let teams = teams::store::erase_of_pupil(tx, pupil)?;
    tx.execute(
        "DELETE FROM courses_version WHERE handin_id IN (SELECT id FROM courses_handin WHERE pupil_id = $1)",
        params![pupil],
    )?;
    tx.execute(
        "DELETE FROM courses_level WHERE handin_id IN (SELECT id FROM courses_handin WHERE pupil_id = $1)",
        params![pupil],
    )?;
    remark::store::erase_of_pupil(tx, pupil)?;
    drawing::store::erase_of_pupil(tx, pupil)?;
    let files = tx.execute(
        "DELETE FROM courses_attachment WHERE owner_kind = 'handin' \
         AND owner_id IN (SELECT id FROM courses_handin WHERE pupil_id = $1)",
        params![pupil],
    )?;
    let handins: Vec<i64> = tx.query(
        "DELETE FROM courses_handin WHERE pupil_id = $1 RETURNING id",
        params![pupil],
        |row| row.get(0),
    )?;
    finding::handins(tx, &handins)?;
    tx.execute("DELETE FROM courses_done WHERE pupil_id = $1", params![pupil])?;
    answering::store::erase_phrases(tx, pupil)?;
    sheets::store::erase_of_pupil(tx, pupil)?;
    tx.execute("DELETE FROM courses_recipient WHERE pupil_id = $1", params![pupil])?;
    Ok(Erased { handins: handins.len() as u64, files, teams })
}
