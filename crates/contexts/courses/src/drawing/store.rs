//! Drawings in their table: one a photo.

use db::{DbError, Tx, params};
use kernel::Instant;

use crate::{
    drawing::{Drawing, Stroke, read, written},
    handin::store::padded,
    lesson::store::Writer,
};

/// The drawings over the photos of some hand-ins.
pub(crate) fn of(tx: &mut Tx, handins: &[i64]) -> Result<Vec<Drawing>, DbError> {
    if handins.is_empty() {
        return Ok(Vec::new());
    }
    let (list, values) = padded(handins, 1);
    let sql = format!(
        "SELECT handin_id, attachment_id, strokes, width, height, revision, shown FROM courses_drawing \
         WHERE handin_id IN ({list}) ORDER BY attachment_id LIMIT 10000"
    );
    tx.query(&sql, &values, |row| {
        let strokes: String = row.get(2)?;
        Ok(Drawing {
            handin: row.get(0)?,
            file: row.get(1)?,
            strokes: read(&strokes).unwrap_or_default(),
            size: (row.get(3)?, row.get(4)?),
            revision: row.get(5)?,
            shown: row.get(6)?,
        })
    })
}

/// Keeps what is drawn over a photo of a hand-in; the new revision.
pub(crate) fn save(
    tx: &mut Tx,
    (handin, file): (i64, i64),
    strokes: &[Stroke],
    (width, height): (i64, i64),
    who: Writer,
) -> Result<i64, DbError> {
    tx.query_one(
        "INSERT INTO courses_drawing (handin_id, attachment_id, strokes, width, height, revision, author_id, at, shown) \
         VALUES ($1, $2, $3, $4, $5, 1, $6, $7, FALSE) \
         ON CONFLICT (attachment_id) DO UPDATE SET strokes = excluded.strokes, width = excluded.width, \
         height = excluded.height, author_id = excluded.author_id, at = excluded.at, \
         revision = courses_drawing.revision + 1 RETURNING revision",
        params![handin, file, &written(strokes), width, height, who.person, who.now],
        |row| row.get(0),
    )
}

/// What was published with an answer stays readable once the next version is waited for.
pub(crate) fn stay_shown(tx: &mut Tx, handin: i64) -> Result<(), DbError> {
    tx.execute("UPDATE courses_drawing SET shown = TRUE WHERE handin_id = $1", params![handin])?;
    Ok(())
}

/// Empties what is over photos that were deleted before an instant.
pub(crate) fn sweep(tx: &mut Tx, before: Instant) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM courses_drawing WHERE attachment_id IN \
         (SELECT id FROM courses_attachment WHERE deleted_at <= $1)",
        params![before],
    )?;
    Ok(())
}

/// Erases the drawings over what one pupil handed in.
pub(crate) fn erase_of_pupil(tx: &mut Tx, pupil: i64) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM courses_drawing WHERE handin_id IN (SELECT id FROM courses_handin WHERE pupil_id = $1)",
        params![pupil],
    )?;
    Ok(())
}

/// Erases the drawings over what was handed in for a work.
pub(crate) fn erase_of_work(tx: &mut Tx, work: i64) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM courses_drawing WHERE handin_id IN (SELECT id FROM courses_handin WHERE work_id = $1)",
        params![work],
    )?;
    Ok(())
}
