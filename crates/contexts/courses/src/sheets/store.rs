//! Sheets and pages put aside, in their tables.

use db::{DbError, Row, Tx, params};
use kernel::{Entropy, Instant};

use crate::{photo::Ready, sheets::Why, work::Work};

/// The sheet of each pupil of a work: made the first time, the same ever after.
pub(crate) fn sheets_of(
    tx: &mut Tx,
    work: i64,
    pupils: &[i64],
    entropy: &Entropy,
) -> Result<Vec<(i64, String)>, DbError> {
    let mut sheets: Vec<(i64, String)> = tx.query(
        "SELECT pupil_id, token FROM courses_sheet WHERE work_id = $1 ORDER BY id LIMIT 1000",
        params![work],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    for pupil in pupils {
        if !sheets.iter().any(|(known, _)| known == pupil) {
            let token = entropy.token();
            tx.execute(
                "INSERT INTO courses_sheet (work_id, pupil_id, token) VALUES ($1, $2, $3)",
                params![work, *pupil, &token],
            )?;
            sheets.push((*pupil, token));
        }
    }
    Ok(sheets)
}

/// Whose sheet of a work a token is; nobody's when it is of another work.
pub(crate) fn pupil_of(tx: &mut Tx, work: i64, token: &str) -> Result<Option<i64>, DbError> {
    tx.query_opt(
        "SELECT pupil_id FROM courses_sheet WHERE token = $2 AND work_id = $1",
        params![work, token],
        |row| row.get(0),
    )
}

/// A page put aside.
#[derive(Clone, Debug)]
pub(crate) struct Aside {
    pub(crate) id: i64,
    pub(crate) work: i64,
    pub(crate) file: Ready,
    pub(crate) why: Why,
}

const COLUMNS: &str = "id, work_id, hash, name, media, size, why";

fn read(row: &Row) -> Result<Aside, DbError> {
    let (media, why): (String, String) = (row.get(4)?, row.get(6)?);
    Ok(Aside {
        id: row.get(0)?,
        work: row.get(1)?,
        file: Ready {
            hash: row.get(2)?,
            name: row.get(3)?,
            media: files::MediaType::from_mime(&media).mime(),
            size: row.get(5)?,
        },
        why: Why::from_code(&why),
    })
}

/// The pages of a work that are put aside, in the order they came.
pub(crate) fn aside_of(tx: &mut Tx, work: i64) -> Result<Vec<Aside>, DbError> {
    let sql =
        format!("SELECT {COLUMNS} FROM courses_aside WHERE work_id = $1 ORDER BY id LIMIT 200");
    tx.query(&sql, params![work], read)
}

/// A page put aside, by its id.
pub(crate) fn aside(tx: &mut Tx, id: i64) -> Result<Aside, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM courses_aside WHERE id = $1");
    tx.query_one(&sql, params![id], read)
}

/// Puts a page aside; the same content once.
pub(crate) fn put_aside(
    tx: &mut Tx,
    work: &Work,
    (file, why): (&Ready, Why),
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO courses_aside (work_id, teaching_id, hash, name, media, size, why, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
        params![work.id, work.teaching, &file.hash, &file.name, file.media, file.size, why.code(), now],
    )?;
    Ok(())
}

/// Takes a page from those put aside.
pub(crate) fn take(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM courses_aside WHERE id = $1", params![id])?;
    Ok(())
}

/// Whether a content is already in something handed in for a work.
pub(crate) fn is_filed(tx: &mut Tx, work: i64, hash: &str) -> Result<bool, DbError> {
    let found = tx.query_opt(
        "SELECT 1 FROM courses_attachment a JOIN courses_handin h ON h.id = a.owner_id \
         WHERE a.hash = $2 AND a.owner_kind = 'handin' AND a.deleted_at IS NULL AND h.work_id = $1 LIMIT 1",
        params![work, hash],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// Whether a page that is put aside has a content.
pub(crate) fn keeps_file(tx: &mut Tx, hash: &str) -> Result<bool, DbError> {
    let found =
        tx.query_opt("SELECT 1 FROM courses_aside WHERE hash = $1 LIMIT 1", params![hash], |_| {
            Ok(())
        })?;
    Ok(found.is_some())
}

/// Empties what there is on paper for a work.
pub(crate) fn erase_of_work(tx: &mut Tx, work: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM courses_sheet WHERE work_id = $1", params![work])?;
    tx.execute("DELETE FROM courses_aside WHERE work_id = $1", params![work])?;
    Ok(())
}

/// Empties the sheets of a pupil.
pub(crate) fn erase_of_pupil(tx: &mut Tx, pupil: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM courses_sheet WHERE pupil_id = $1", params![pupil])?;
    Ok(())
}
