//! The rows of commitments and of what is seen of them.

use db::{DbError, Row, Tx, Value, params};
use kernel::{Actor, Instant};

use crate::{
    pilots::commit::{Commitment, Review},
    rights::COMMITMENT_READ,
};

/// Commitments of one school.
const COMMITMENTS: i64 = 200;
/// Reviews of one school.
const REVIEWS: i64 = 1_000;

const COLUMNS: &str = "r.id, r.org_id, r.words, r.due";

fn read(row: &Row) -> Result<Commitment, DbError> {
    Ok(Commitment { id: row.get(0)?, org: row.get(1)?, words: row.get(2)?, due: row.get(3)? })
}

/// What a school commits to, as far as someone sees it, what is due first first.
pub(super) fn of_school(tx: &mut Tx, actor: &Actor, org: i64) -> Result<Vec<Commitment>, DbError> {
    let condition = COMMITMENT_READ.condition(actor, 1);
    let mut values: Vec<Value> = condition.ids.iter().map(|id| Value::Int(*id)).collect();
    values.extend([Value::Int(org), Value::Int(COMMITMENTS)]);
    let sql = format!(
        "SELECT {COLUMNS} FROM programme_commitment r WHERE {} AND r.org_id = ${} ORDER BY r.due, r.id LIMIT ${}",
        condition.sql,
        values.len() - 1,
        values.len()
    );
    tx.query(&sql, &values, read)
}

pub(super) fn one(tx: &mut Tx, id: i64) -> Result<Option<Commitment>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM programme_commitment r WHERE r.id = $1");
    tx.query_opt(&sql, params![id], read)
}

/// What was seen of some commitments, the last first.
pub(super) fn reviews(tx: &mut Tx, commitments: &[i64]) -> Result<Vec<Review>, DbError> {
    let Some(&last) = commitments.last() else { return Ok(Vec::new()) };
    let mut values: Vec<Value> = commitments.iter().map(|id| Value::Int(*id)).collect();
    values.resize(commitments.len().next_power_of_two(), Value::Int(last));
    let list = db::placeholders(1, values.len());
    values.push(Value::Int(REVIEWS));
    let sql = format!(
        "SELECT commitment_id, day, state, seen FROM programme_review WHERE commitment_id IN ({list}) \
         ORDER BY day DESC, id DESC LIMIT ${}",
        values.len()
    );
    tx.query(&sql, &values, |row| {
        Ok(Review {
            commitment: row.get(0)?,
            day: row.get(1)?,
            state: row.get(2)?,
            seen: row.get(3)?,
        })
    })
}

/// Adds a commitment; its id.
pub(crate) fn add(
    tx: &mut Tx,
    one: &Commitment,
    (person, now): (i64, Instant),
) -> Result<i64, DbError> {
    tx.query_one(
        "INSERT INTO programme_commitment (org_id, territory_id, words, due, person_id, at) \
         VALUES ($1, 0, $2, $3, $4, $5) RETURNING id",
        params![one.org, &one.words, one.due, person, now],
        |row| row.get(0),
    )
}

/// Adds what was seen.
pub(crate) fn review(
    tx: &mut Tx,
    one: &Review,
    (person, now): (i64, Instant),
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO programme_review (commitment_id, day, state, seen, person_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![one.commitment, one.day, &one.state, &one.seen, person, now],
    )
    .map(drop)
}
