//! What is someone's own, under any of their records.

use db::{DbError, Tx, Value, params};
use kernel::Actor;

use crate::{
    handin::{Handin, store as handins},
    lesson::{Lesson, store as lessons},
    rights::HANDIN_READ,
};

/// More than anyone hands in or writes in the years of a school.
const AT_MOST: i64 = 10_000;

/// How much there is.
pub(super) struct Counts {
    pub(super) handins: i64,
    pub(super) done: i64,
    pub(super) lessons: i64,
}

pub(super) fn counts(tx: &mut Tx, selves: &[i64]) -> Result<Counts, DbError> {
    let (list, values) = handins::padded(selves, 1);
    let sql = format!(
        "SELECT (SELECT COUNT(*) FROM courses_handin WHERE pupil_id IN ({list}) AND deleted_at IS NULL), \
         (SELECT COUNT(*) FROM courses_done WHERE pupil_id IN ({list})), \
         (SELECT COUNT(*) FROM courses_lesson WHERE author_id IN ({list}))"
    );
    tx.query_one(&sql, &values, |row| {
        Ok(Counts { handins: row.get(0)?, done: row.get(1)?, lessons: row.get(2)? })
    })
}

/// What someone handed in, in order.
pub(super) fn handins(tx: &mut Tx, selves: &[i64]) -> Result<Vec<Handin>, DbError> {
    let (list, values) = handins::padded(selves, 1);
    let of = format!("pupil_id IN ({list}) AND deleted_at IS NULL");
    handins::select(tx, &format!("{of} ORDER BY handed_at, id LIMIT {AT_MOST}"), &values)
}

/// What some pupils handed in and an actor may read, the last first: so many, after so many.
pub(super) fn readable(
    tx: &mut Tx,
    actor: &Actor,
    pupils: &[i64],
    (limit, offset): (i64, i64),
) -> Result<Vec<Handin>, DbError> {
    if pupils.is_empty() {
        return Ok(Vec::new());
    }
    let (list, padded) = handins::padded(pupils, 3);
    let allowed = HANDIN_READ.condition(actor, 3 + padded.len());
    let mut values = params![limit, offset].to_vec();
    values.extend(padded);
    values.extend(allowed.ids.iter().map(|id| Value::Int(*id)));
    let of = format!("r.pupil_id IN ({list}) AND {}", allowed.sql);
    let order = "r.handed_at DESC, r.id DESC LIMIT $1 OFFSET $2";
    handins::select(tx, &format!("{of} ORDER BY {order}"), &values)
}

/// The lessons someone wrote, in order.
pub(super) fn lessons(tx: &mut Tx, selves: &[i64]) -> Result<Vec<Lesson>, DbError> {
    let (list, values) = handins::padded(selves, 1);
    let of = format!("r.author_id IN ({list})");
    let order = "r.day, r.starts NULLS FIRST, r.position, r.id";
    lessons::select(tx, &format!("{of} ORDER BY {order} LIMIT {AT_MOST}"), &values)
}

/// Erases what a pupil handed in and did; how many hand-ins and how many files.
pub(super) fn erase(tx: &mut Tx, pupil: i64) -> Result<(u64, u64), DbError> {
    let files = tx.execute(
        "DELETE FROM courses_attachment WHERE owner_kind = 'handin' \
         AND owner_id IN (SELECT id FROM courses_handin WHERE pupil_id = $1)",
        params![pupil],
    )?;
    let handins = tx.execute("DELETE FROM courses_handin WHERE pupil_id = $1", params![pupil])?;
    tx.execute("DELETE FROM courses_done WHERE pupil_id = $1", params![pupil])?;
    Ok((handins, files))
}
