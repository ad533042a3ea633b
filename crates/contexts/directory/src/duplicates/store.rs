//! Pairs of records that may be one person, in their table.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use db::{DbError, Row, Tx, Value, params};
use kernel::{Actor, Day, Instant};

use super::evidence::{Clues, Described, Evidence};
use crate::{api::padded, rights::PAIR_DECIDE, visible::current};

/// What was decided of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Open,
    Same,
    Different,
}

impl State {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Same => "same",
            Self::Different => "different",
        }
    }

    pub(crate) fn from_code(code: &str) -> Option<Self> {
        [Self::Open, Self::Same, Self::Different].into_iter().find(|state| state.code() == code)
    }
}

/// Two records that may be one person.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    pub(crate) id: i64,
    pub(crate) one: i64,
    pub(crate) other: i64,
    pub(crate) evidence: BTreeSet<Evidence>,
    pub(crate) state: State,
    pub(crate) decided: Option<Instant>,
    /// The record that was joined to the other.
    pub(crate) joined: Option<i64>,
}

const COLUMNS: &str = "r.id, r.one_id, r.other_id, r.evidence, r.state, r.decided, r.joined_id";

fn read(row: &Row) -> Result<Pair, DbError> {
    let state: String = row.get(4)?;
    Ok(Pair {
        id: row.get(0)?,
        one: row.get(1)?,
        other: row.get(2)?,
        evidence: Evidence::read(&row.get::<String>(3)?),
        state: State::from_code(&state).unwrap_or(State::Open),
        decided: row.get(5)?,
        joined: row.get(6)?,
    })
}

/// Pairs on one page of the list.
pub(crate) const PER_PAGE: i64 = 50;

/// The pairs an actor may decide, that are still open or not, the latest first.
pub(crate) fn list(tx: &mut Tx, actor: &Actor, is_open: bool) -> Result<Vec<Pair>, DbError> {
    let condition = PAIR_DECIDE.condition(actor, 1);
    let mut values: Vec<Value> = condition.ids.iter().map(|id| Value::Int(*id)).collect();
    let next = values.len() + 1;
    values.push(Value::Int(PER_PAGE));
    let state = if is_open { "r.state = 'open'" } else { "r.state <> 'open'" };
    let sql = format!(
        "SELECT {COLUMNS} FROM directory_pair r WHERE {state} AND {} \
         ORDER BY r.decided DESC NULLS LAST, r.id LIMIT ${next}",
        condition.sql
    );
    tx.query(&sql, &values, read)
}

/// How many pairs wait for an actor.
pub(crate) fn count_open(tx: &mut Tx, actor: &Actor) -> Result<i64, DbError> {
    let condition = PAIR_DECIDE.condition(actor, 1);
    let values: Vec<Value> = condition.ids.iter().map(|id| Value::Int(*id)).collect();
    let sql = format!(
        "SELECT COUNT(*) FROM directory_pair r WHERE r.state = 'open' AND {}",
        condition.sql
    );
    tx.query_one(&sql, &values, |row| row.get(0))
}

pub(crate) fn pair(tx: &mut Tx, id: i64) -> Result<Option<Pair>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM directory_pair r WHERE r.id = $1");
    tx.query_opt(&sql, params![id], read)
}

/// The pair of two records, if it was ever met.
pub(crate) fn pair_of(tx: &mut Tx, one: i64, other: i64) -> Result<Option<Pair>, DbError> {
    let sql =
        format!("SELECT {COLUMNS} FROM directory_pair r WHERE r.one_id = $1 AND r.other_id = $2");
    tx.query_opt(&sql, params![one.min(other), one.max(other)], read)
}

/// Says what was decided of a pair, and by whom; nothing when it is open again.
pub(crate) fn decide(
    tx: &mut Tx,
    id: i64,
    state: State,
    joined: Option<i64>,
    by: Option<(i64, Instant)>,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE directory_pair SET state = $2, joined_id = $3, decided_by = $4, decided = $5 WHERE id = $1",
        params![id, state.code(), joined, by.map(|(person, _)| person), by.map(|(_, at)| at)],
    )?;
    Ok(())
}

/// Adds pairs that were not met before, each with the school that may decide; what is known of the
/// others is brought up to date while they are open.
pub(crate) fn add(
    tx: &mut Tx,
    pairs: &[(i64, i64, BTreeSet<Evidence>, Option<i64>)],
    now: Instant,
) -> Result<(), DbError> {
    for (one, other, evidence, org) in pairs {
        tx.execute(
            "INSERT INTO directory_pair (one_id, other_id, evidence, state, org_id, territory_id, found) \
             VALUES ($1, $2, $3, 'open', $4, 0, $5) ON CONFLICT (one_id, other_id) DO UPDATE SET \
             evidence = excluded.evidence, org_id = excluded.org_id WHERE directory_pair.state = 'open'",
            params![*one.min(other), *one.max(other), &Evidence::words(evidence), *org, now],
        )?;
    }
    Ok(())
}

/// What is stored of pairs by their records: its id, whether it is open, its evidence.
pub(crate) type Known = BTreeMap<(i64, i64), (i64, bool, String)>;

/// What is stored of every pair.
pub(crate) fn known(tx: &mut Tx) -> Result<Known, DbError> {
    let rows =
        tx.query("SELECT one_id, other_id, id, state, evidence FROM directory_pair", &[], |row| {
            let is_open = row.get::<String>(3)? == State::Open.code();
            Ok(((row.get(0)?, row.get(1)?), (row.get(2)?, is_open, row.get(4)?)))
        })?;
    Ok(rows.into_iter().collect())
}

/// Forgets pairs that nothing speaks for any more.
pub(crate) fn forget(tx: &mut Tx, ids: &[i64]) -> Result<(), DbError> {
    if ids.is_empty() {
        return Ok(());
    }
    let (list, values) = padded(ids, 1);
    let sql = format!("DELETE FROM directory_pair WHERE state = 'open' AND id IN ({list})");
    tx.execute(&sql, &values).map(drop)
}

/// Everyone who belongs somewhere, as they are compared: those who left are left in peace.
pub(super) fn everyone(tx: &mut Tx, day: Day) -> Result<Vec<Clues>, DbError> {
    let now = current(tx)?;
    let mut children: HashMap<i64, Vec<i64>> = HashMap::new();
    tx.each(
        "SELECT guardian_id, child_id FROM directory_kinship WHERE since <= $1 AND until > $1 \
         ORDER BY guardian_id, child_id",
        params![now],
        |row| {
            children.entry(row.get(0)?).or_default().push(row.get(1)?);
            Ok(())
        },
    )?;
    let mut here: HashSet<i64> = HashSet::new();
    tx.each(
        "SELECT DISTINCT person_id FROM directory_membership \
         WHERE since <= $1 AND until > $1 AND ends >= $2",
        params![now, day],
        |row| {
            here.insert(row.get(0)?);
            Ok(())
        },
    )?;
    let mut people = Vec::new();
    let sql = format!("SELECT {DESCRIBED} WHERE p.since <= $1 AND p.until > $1");
    tx.each(&sql, params![now], |row| {
        let mut person = describe(row)?;
        if let Some(theirs) = children.remove(&person.id) {
            person.children = theirs;
        }
        if !person.children.is_empty() || here.contains(&person.id) {
            people.push(Clues::of(&person));
        }
        Ok(())
    })?;
    Ok(people)
}

const DESCRIBED: &str = "p.person_id, p.category, p.last_name, p.first_name, p.birth_day, c.email, c.mobile, \
     c.address FROM directory_person p LEFT JOIN directory_contact c ON c.person_id = p.person_id \
     AND c.since <= $1 AND c.until > $1";

fn describe(row: &Row) -> Result<Described, DbError> {
    Ok(Described {
        id: row.get(0)?,
        is_pupil: row.get::<String>(1)? == "pupil",
        last: row.get(2)?,
        first: row.get(3)?,
        born: row.get(4)?,
        email: row.get::<Option<String>>(5)?.unwrap_or_default(),
        mobile: row.get::<Option<String>>(6)?.unwrap_or_default(),
        home: row.get::<Option<String>>(7)?.unwrap_or_default(),
        children: Vec::new(),
    })
}

/// Someone as they are compared; `None` when nobody has this id.
pub(crate) fn described(tx: &mut Tx, person: i64) -> Result<Option<Described>, DbError> {
    let now = current(tx)?;
    let sql =
        format!("SELECT {DESCRIBED} WHERE p.person_id = $2 AND p.since <= $1 AND p.until > $1");
    let Some(mut found) = tx.query_opt(&sql, params![now, person], describe)? else {
        return Ok(None);
    };
    found.children = tx.query(
        "SELECT child_id FROM directory_kinship \
         WHERE guardian_id = $1 AND since <= $2 AND until > $2 ORDER BY child_id",
        params![person, now],
        |row| row.get(0),
    )?;
    Ok(Some(found))
}

/// `pupil`, `guardian` or `staff`.
pub(crate) fn category(tx: &mut Tx, person: i64) -> Result<Option<String>, DbError> {
    let now = current(tx)?;
    tx.query_opt(
        "SELECT category FROM directory_person WHERE person_id = $1 AND since <= $2 AND until > $2",
        params![person, now],
        |row| row.get(0),
    )
}
