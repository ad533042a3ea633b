//! Remarks in their table.

use db::{DbError, Row, Tx, params};
use kernel::Instant;

use crate::{
    handin::store::padded,
    lesson::store::Writer,
    remark::{On, Remark},
};

const COLUMNS: &str =
    "id, handin_id, version_id, attachment_id, place, starts, ends, quote, words, shown";

fn read(row: &Row) -> Result<Remark, DbError> {
    let (file, place): (Option<i64>, Option<i64>) = (row.get(3)?, row.get(4)?);
    let (starts, ends): (Option<i64>, Option<i64>) = (row.get(5)?, row.get(6)?);
    let place_of = |number: Option<i64>| usize::try_from(number.unwrap_or(0)).unwrap_or(0);
    Ok(Remark {
        id: row.get(0)?,
        handin: row.get(1)?,
        version: row.get(2)?,
        on: match file {
            Some(file) => On::Photo { file, place: place.unwrap_or(0) },
            None => On::Text(place_of(starts)..place_of(ends)),
        },
        quote: row.get(7)?,
        words: row.get(8)?,
        shown: row.get(9)?,
    })
}

/// The remarks on some hand-ins, in the order of what they are about.
pub(crate) fn of(tx: &mut Tx, handins: &[i64]) -> Result<Vec<Remark>, DbError> {
    if handins.is_empty() {
        return Ok(Vec::new());
    }
    let (list, values) = padded(handins, 1);
    let sql = format!(
        "SELECT {COLUMNS} FROM courses_remark WHERE handin_id IN ({list}) AND deleted_at IS NULL \
         ORDER BY starts NULLS LAST, ends NULLS LAST, place NULLS LAST, id LIMIT 10000"
    );
    tx.query(&sql, &values, read)
}

/// A remark of a hand-in; nothing when it is another's.
pub(crate) fn get(tx: &mut Tx, handin: i64, id: i64) -> Result<Option<Remark>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM courses_remark WHERE id = $1 AND handin_id = $2");
    tx.query_opt(&sql, params![id, handin], read)
}

/// The hand-in a remark is about.
pub(crate) fn handin_of(tx: &mut Tx, id: i64) -> Result<i64, DbError> {
    tx.query_one("SELECT handin_id FROM courses_remark WHERE id = $1", params![id], |row| {
        row.get(0)
    })
}

/// Writes a remark; its id.
pub(crate) fn add(
    tx: &mut Tx,
    handin: i64,
    (on, quote): (&On, &str),
    words: &str,
    who: Writer,
) -> Result<i64, DbError> {
    let number = |at: usize| i64::try_from(at).unwrap_or(i64::MAX);
    let (file, place, starts, ends) = match on {
        On::Photo { file, place } => (Some(*file), Some(*place), None, None),
        On::Text(range) => (None, None, Some(number(range.start)), Some(number(range.end))),
    };
    tx.query_one(
        "INSERT INTO courses_remark (handin_id, version_id, attachment_id, place, starts, ends, quote, words, \
         author_id, at, shown) VALUES ($1, NULL, $2, $3, $4, $5, $6, $7, $8, $9, FALSE) RETURNING id",
        params![handin, file, place, starts, ends, quote, words, who.person, who.now],
        |row| row.get(0),
    )
}

/// Says a remark otherwise.
pub(crate) fn change(tx: &mut Tx, id: i64, words: &str, who: Writer) -> Result<(), DbError> {
    tx.execute(
        "UPDATE courses_remark SET words = $2, author_id = $3, at = $4 WHERE id = $1",
        params![id, words, who.person, who.now],
    )?;
    Ok(())
}

/// Takes a remark away or brings it back.
pub(crate) fn set_deleted(tx: &mut Tx, id: i64, at: Option<Instant>) -> Result<(), DbError> {
    tx.execute("UPDATE courses_remark SET deleted_at = $2 WHERE id = $1", params![id, at])?;
    Ok(())
}

/// What is said of the text stays with the version it was said of.
pub(crate) fn keep_version(tx: &mut Tx, handin: i64, version: i64) -> Result<(), DbError> {
    tx.execute(
        "UPDATE courses_remark SET version_id = $2 WHERE handin_id = $1 AND version_id IS NULL \
         AND attachment_id IS NULL",
        params![handin, version],
    )?;
    Ok(())
}

/// What was published with an answer stays readable once the next version is waited for.
pub(crate) fn stay_shown(tx: &mut Tx, handin: i64) -> Result<(), DbError> {
    tx.execute("UPDATE courses_remark SET shown = TRUE WHERE handin_id = $1", params![handin])?;
    Ok(())
}

/// Empties what was deleted before an instant, for good, and what was said of a photo that was.
pub(crate) fn sweep(tx: &mut Tx, before: Instant) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM courses_remark WHERE deleted_at <= $1 \
         OR attachment_id IN (SELECT id FROM courses_attachment WHERE deleted_at <= $1)",
        params![before],
    )?;
    Ok(())
}

/// Erases the remarks on what one pupil handed in.
pub(crate) fn erase_of_pupil(tx: &mut Tx, pupil: i64) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM courses_remark WHERE handin_id IN (SELECT id FROM courses_handin WHERE pupil_id = $1)",
        params![pupil],
    )?;
    Ok(())
}

/// Erases the remarks on what was handed in for a work.
pub(crate) fn erase_of_work(tx: &mut Tx, work: i64) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM courses_remark WHERE handin_id IN (SELECT id FROM courses_handin WHERE work_id = $1)",
        params![work],
    )?;
    Ok(())
}
