//! Hand-ins in their table.

use std::collections::HashMap;

use db::{DbError, Row, Tx, Value, params};
use kernel::{Actor, Instant};

use crate::{
    course::Course,
    finding,
    handin::{Handin, State},
    lesson::store::Writer,
    rights::HANDIN_READ,
    skills::{self, store::Given},
    teams,
    work::Work,
};

const COLUMNS: &str = "id, work_id, pupil_id, teaching_id, text_html, state, handed_at, late, revision, answer_html, \
     answered_by, mark, again_at, handed_by";

fn read(row: &Row) -> Result<Handin, DbError> {
    let state: String = row.get(5)?;
    Ok(Handin {
        id: row.get(0)?,
        work: row.get(1)?,
        pupil: row.get(2)?,
        teaching: row.get(3)?,
        text_html: row.get(4)?,
        state: State::from_code(&state),
        handed_at: row.get(6)?,
        late: row.get(7)?,
        revision: row.get(8)?,
        answer_html: row.get(9)?,
        answered_by: row.get(10)?,
        mark: row.get(11)?,
        is_asked_again: row.get::<Option<Instant>>(12)?.is_some(),
        by: row.get(13)?,
    })
}

/// A hand-in whose work was not deleted.
pub(crate) fn get(tx: &mut Tx, id: i64) -> Result<Handin, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM courses_handin WHERE id = $1 AND deleted_at IS NULL");
    tx.query_one(&sql, params![id], read)
}

/// What a pupil handed in for a work, alone or with their group, whichever record of theirs it is
/// under.
pub(crate) fn of_pupil(tx: &mut Tx, work: i64, pupil: i64) -> Result<Option<Handin>, DbError> {
    let selves = directory::api::selves(tx, pupil)?;
    let (list, mut values) = padded(&selves, 2);
    values.insert(0, Value::Int(work));
    let of = format!("r.work_id = $1 AND {}", teams::store::is_of(&list));
    Ok(select(tx, &format!("{of} ORDER BY r.handed_at DESC, r.id DESC LIMIT 1"), &values)?.pop())
}

/// Placeholders and values for a list of ids, padded to a power of two by repeating the last, so
/// that few distinct statements are prepared.
pub(crate) fn padded<'v>(ids: &[i64], first: usize) -> (String, Vec<Value<'v>>) {
    let mut values: Vec<Value> = ids.iter().map(|id| Value::Int(*id)).collect();
    if let Some(last) = values.last().copied() {
        values.resize(ids.len().next_power_of_two(), last);
    }
    (db::placeholders(first, values.len()), values)
}

/// Hand-ins, as `r`, by a condition with its order.
pub(crate) fn select(
    tx: &mut Tx,
    condition: &str,
    values: &[Value],
) -> Result<Vec<Handin>, DbError> {
    tx.query(&format!("SELECT {COLUMNS} FROM courses_handin r WHERE {condition}"), values, read)
}

/// The hand-ins of some ids that an actor may read.
pub(crate) fn readable(tx: &mut Tx, actor: &Actor, ids: &[i64]) -> Result<Vec<Handin>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (list, mut values) = padded(ids, 1);
    let allowed = HANDIN_READ.condition(actor, values.len() + 1);
    values.extend(allowed.ids.iter().map(|id| Value::Int(*id)));
    select(tx, &format!("r.id IN ({list}) AND {}", allowed.sql), &values)
}

/// Everything handed in for a work, in order of arrival.
pub(crate) fn of_work(tx: &mut Tx, work: i64) -> Result<Vec<Handin>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM courses_handin WHERE work_id = $1 ORDER BY handed_at, id LIMIT 1000"
    );
    tx.query(&sql, params![work], read)
}

/// Whether anything was handed in for a work.
pub(crate) fn has_any(tx: &mut Tx, work: i64) -> Result<bool, DbError> {
    let found = tx.query_opt(
        "SELECT 1 FROM courses_handin WHERE work_id = $1 LIMIT 1",
        params![work],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// What a pupil sends.
pub(crate) struct Sent<'a> {
    pub(crate) text_html: &'a str,
    pub(crate) late: bool,
    pub(crate) once: &'a str,
    /// Which pupil of a group sends it.
    pub(crate) by: Option<i64>,
}

/// Hands in, for the first time or again; the hand-in's id.
pub(crate) fn hand_in(
    tx: &mut Tx,
    course: &Course,
    work: &Work,
    sent: &Sent,
    who: Writer,
) -> Result<i64, DbError> {
    let id = tx.query_one(
        "INSERT INTO courses_handin (work_id, pupil_id, teaching_id, group_id, org_id, text_html, state, handed_at, \
         late, once_key, revision, answer_html, answered_at, answered_by, published_at, deleted_at, handed_by) \
         VALUES ($1, $2, $3, $4, $5, $6, 'handed', $7, $8, $9, 0, '', NULL, NULL, NULL, NULL, $10) \
         ON CONFLICT (work_id, pupil_id) DO UPDATE SET text_html = excluded.text_html, \
         handed_at = excluded.handed_at, late = excluded.late, once_key = excluded.once_key, \
         handed_by = excluded.handed_by, \
         revision = courses_handin.revision + 1 RETURNING id",
        params![
            work.id,
            who.person,
            work.teaching,
            work.group,
            course.org.id,
            sent.text_html,
            who.now,
            sent.late,
            sent.once,
            sent.by
        ],
        |row| row.get(0),
    )?;
    finding::handin(tx, id)?;
    Ok(id)
}

/// What is said of a hand-in.
pub(crate) struct Said {
    pub(crate) html: String,
    pub(crate) mark: String,
    pub(crate) levels: Vec<Given>,
    /// Words for one pupil alone of those who handed in together.
    pub(crate) words: Vec<(i64, String)>,
}

/// Saves an answer as it is typed; the new revision. Whether it is finished is said apart.
pub(crate) fn save_answer(tx: &mut Tx, id: i64, said: &Said, who: Writer) -> Result<i64, DbError> {
    skills::store::set_levels(tx, id, &said.levels)?;
    teams::store::set_words(tx, id, &said.words)?;
    tx.query_one(
        "UPDATE courses_handin SET answer_html = $2, answered_at = $3, answered_by = $4, mark = $5, \
         revision = revision + 1 WHERE id = $1 RETURNING revision",
        params![id, &said.html, who.now, who.person, &said.mark],
        |row| row.get(0),
    )
}

/// Says where an unpublished hand-in stands.
pub(crate) fn set_state(tx: &mut Tx, id: i64, state: State) -> Result<(), DbError> {
    tx.execute(
        "UPDATE courses_handin SET state = $2 WHERE id = $1 AND published_at IS NULL",
        params![id, state.code()],
    )?;
    Ok(())
}

/// Shows an answer.
pub(crate) fn publish(tx: &mut Tx, id: i64, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "UPDATE courses_handin SET state = 'published', published_at = $2 WHERE id = $1 AND published_at IS NULL",
        params![id, now],
    )?;
    Ok(())
}

/// How many hand-ins of a work wait to be read.
pub(crate) fn waiting_of_work(tx: &mut Tx, work: i64) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT COUNT(*) FROM courses_handin WHERE work_id = $1 AND state = 'handed' AND deleted_at IS NULL",
        params![work],
        |row| row.get(0),
    )
}

/// Hand-ins that wait in some teachings: for each work, how many and since when.
pub(crate) struct Waiting {
    pub(crate) work: i64,
    pub(crate) teaching: i64,
    pub(crate) count: i64,
    pub(crate) first: i64,
    pub(crate) since: Instant,
}

/// What waits to be read in some teachings, oldest first, from what comes after a work on.
pub(crate) fn waiting(
    tx: &mut Tx,
    teachings: &[i64],
    after: Option<i64>,
    limit: i64,
) -> Result<Vec<Waiting>, DbError> {
    let (list, mut values) = one_of(teachings);
    let since = match after {
        Some(work) => first_waiting_of_work(tx, work)?,
        None => None,
    };
    let at = values.len();
    let (since, after) = (since.unwrap_or(Instant(i64::MIN)), after.unwrap_or(0));
    values.extend([since.into(), Value::Int(after), Value::Int(limit)]);
    let sql = format!(
        "SELECT work_id, teaching_id, COUNT(*), MIN(id), MIN(handed_at) FROM courses_handin \
         WHERE teaching_id IN ({list}) AND state = 'handed' AND deleted_at IS NULL \
         GROUP BY teaching_id, work_id HAVING (MIN(handed_at), work_id) > (${}, ${}) \
         ORDER BY MIN(handed_at), work_id LIMIT ${}",
        at + 1,
        at + 2,
        at + 3
    );
    tx.query(&sql, &values, |row| {
        Ok(Waiting {
            work: row.get(0)?,
            teaching: row.get(1)?,
            count: row.get(2)?,
            first: row.get(3)?,
            since: row.get(4)?,
        })
    })
}

/// Since when something of a work waits.
fn first_waiting_of_work(tx: &mut Tx, work: i64) -> Result<Option<Instant>, DbError> {
    tx.query_one(
        "SELECT MIN(handed_at) FROM courses_handin WHERE work_id = $1 AND state = 'handed' AND deleted_at IS NULL",
        params![work],
        |row| row.get(0),
    )
}

/// The places and values of a condition on some teachings.
fn one_of(teachings: &[i64]) -> (String, Vec<Value<'static>>) {
    let mut values: Vec<Value> = teachings.iter().map(|id| Value::Int(*id)).collect();
    let last = teachings.last().copied().unwrap_or(0);
    values.resize(teachings.len().next_power_of_two(), Value::Int(last));
    (db::placeholders(1, values.len()), values)
}

/// How many hand-ins wait in each of some teachings.
pub(crate) fn waiting_counts(tx: &mut Tx, teachings: &[i64]) -> Result<HashMap<i64, i64>, DbError> {
    let (list, values) = one_of(teachings);
    let sql = format!(
        "SELECT teaching_id, COUNT(*) FROM courses_handin \
         WHERE teaching_id IN ({list}) AND state = 'handed' AND deleted_at IS NULL GROUP BY teaching_id"
    );
    let counts = tx.query(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(counts.into_iter().collect())
}
