//! Versions, scales and phrases in their tables.

use db::{DbError, Tx, params};
use kernel::Instant;

use crate::{
    answering::Scale,
    drawing,
    handin::{Handin, store::padded},
    remark,
};

/// An earlier version of a hand-in.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    pub(crate) id: i64,
    pub(crate) handin: i64,
    pub(crate) text_html: String,
    pub(crate) handed_at: Instant,
    pub(crate) late: bool,
    pub(crate) answer_html: String,
    pub(crate) mark: String,
    /// Which pupil of a group handed it in.
    pub(crate) by: Option<i64>,
}

/// The earlier versions of a hand-in, the last first.
pub(crate) fn versions(tx: &mut Tx, handin: i64) -> Result<Vec<Version>, DbError> {
    versions_of(tx, &[handin])
}

/// The earlier versions of some hand-ins, the last first.
pub(crate) fn versions_of(tx: &mut Tx, handins: &[i64]) -> Result<Vec<Version>, DbError> {
    if handins.is_empty() {
        return Ok(Vec::new());
    }
    let (list, values) = padded(handins, 1);
    let sql = format!(
        "SELECT id, handin_id, text_html, handed_at, late, answer_html, mark, handed_by FROM courses_version \
         WHERE handin_id IN ({list}) ORDER BY id DESC LIMIT 10000"
    );
    tx.query(&sql, &values, |row| {
        Ok(Version {
            id: row.get(0)?,
            handin: row.get(1)?,
            text_html: row.get(2)?,
            handed_at: row.get(3)?,
            late: row.get(4)?,
            answer_html: row.get(5)?,
            mark: row.get(6)?,
            by: row.get(7)?,
        })
    })
}

/// Keeps what was handed in before it is handed in again. Asked for again, it goes with its files
/// and the answer it had, and the hand-in waits anew.
pub(crate) fn keep_version(tx: &mut Tx, before: &Handin) -> Result<(), DbError> {
    let (answer, mark) = if before.is_asked_again {
        (before.answer_html.as_str(), before.mark.as_str())
    } else {
        ("", "")
    };
    let version: i64 = tx.query_one(
        "INSERT INTO courses_version (handin_id, text_html, handed_at, late, answer_html, mark, handed_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        params![before.id, &before.text_html, before.handed_at, before.late, answer, mark, before.by],
        |row| row.get(0),
    )?;
    remark::store::keep_version(tx, before.id, version)?;
    if before.is_asked_again {
        remark::store::stay_shown(tx, before.id)?;
        drawing::store::stay_shown(tx, before.id)?;
        tx.execute(
            "UPDATE courses_attachment SET version_id = $2 WHERE owner_kind = 'handin' AND owner_id = $1 \
             AND version_id IS NULL",
            params![before.id, version],
        )?;
        tx.execute(
            "UPDATE courses_handin SET state = 'handed', answer_html = '', mark = '', answered_at = NULL, \
             answered_by = NULL, published_at = NULL, again_at = NULL WHERE id = $1",
            params![before.id],
        )?;
    }
    Ok(())
}

/// Notes that a hand-in is asked for again.
pub(crate) fn ask_again(tx: &mut Tx, handin: i64, now: Instant) -> Result<(), DbError> {
    tx.execute("UPDATE courses_handin SET again_at = $2 WHERE id = $1", params![handin, now])?;
    Ok(())
}

/// What a work is marked on.
pub(crate) fn scale(tx: &mut Tx, work: i64) -> Result<Scale, DbError> {
    let code =
        tx.query_opt("SELECT scale FROM courses_scale WHERE work_id = $1", params![work], |row| {
            row.get::<String>(0)
        })?;
    Ok(Scale::from_code(&code.unwrap_or_default()))
}

/// Says what a work is marked on. Marks already given stay as they are.
pub(crate) fn set_scale(tx: &mut Tx, work: i64, scale: Scale) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO courses_scale (work_id, scale) VALUES ($1, $2) \
         ON CONFLICT (work_id) DO UPDATE SET scale = excluded.scale",
        params![work, &scale.code()],
    )?;
    Ok(())
}

/// Marks a work that was copied, from the first to the second, on the same.
pub(crate) fn copy_scale(tx: &mut Tx, (from, to): (i64, i64)) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO courses_scale (work_id, scale) SELECT $2, scale FROM courses_scale WHERE work_id = $1",
        params![from, to],
    )?;
    Ok(())
}

/// A phrase of someone's own.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    pub(crate) id: i64,
    pub(crate) words: String,
}

/// The phrases of someone, in the order they were kept.
pub(crate) fn phrases(tx: &mut Tx, person: i64) -> Result<Vec<Phrase>, DbError> {
    tx.query(
        "SELECT id, words FROM courses_phrase WHERE person_id = $1 ORDER BY id LIMIT 200",
        params![person],
        |row| Ok(Phrase { id: row.get(0)?, words: row.get(1)? }),
    )
}

/// Keeps a phrase; nothing changes when it is there already.
pub(crate) fn add_phrase(tx: &mut Tx, person: i64, words: &str) -> Result<(), DbError> {
    if phrases(tx, person)?.iter().any(|phrase| phrase.words == words) {
        return Ok(());
    }
    tx.execute(
        "INSERT INTO courses_phrase (person_id, words) VALUES ($1, $2)",
        params![person, words],
    )?;
    Ok(())
}

/// Takes a phrase out.
pub(crate) fn delete_phrase(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM courses_phrase WHERE id = $1", params![id])?;
    Ok(())
}

/// Takes out every phrase of someone.
pub(crate) fn erase_phrases(tx: &mut Tx, person: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM courses_phrase WHERE person_id = $1", params![person])?;
    Ok(())
}
