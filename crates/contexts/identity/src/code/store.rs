//! The rows of codes.

use std::collections::HashMap;

use db::{DbError, Tx, params};
use kernel::{Entropy, Instant};

use super::{Code, DAYS};
use crate::account::store::padded;

/// A code that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) id: i64,
    pub(crate) person: i64,
    pub(crate) state: State,
}

/// Whether a code can still be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Live,
    Used,
    Expired,
}

impl State {
    fn of(used: Option<Instant>, expires: Instant, now: Instant) -> Self {
        match used {
            Some(_) => Self::Used,
            None if expires <= now => Self::Expired,
            None => Self::Live,
        }
    }
}

pub(crate) fn find(
    tx: &mut Tx,
    secret: &[u8; 32],
    code: &Code,
    now: Instant,
) -> Result<Option<Found>, DbError> {
    tx.query_opt(
        "SELECT id, person_id, used, expires FROM identity_code WHERE lookup = $1",
        params![&code.lookup(secret)],
        |row| {
            let state = State::of(row.get(2)?, row.get(3)?, now);
            Ok(Found { id: row.get(0)?, person: row.get(1)?, state })
        },
    )
}

/// Uses a code up; false when another request just did.
pub(crate) fn use_up(tx: &mut Tx, id: i64, now: Instant) -> Result<bool, DbError> {
    let used = tx.execute(
        "UPDATE identity_code SET used = $2 WHERE id = $1 AND used IS NULL",
        params![id, now],
    )?;
    Ok(used == 1)
}

/// Gives a person a new code; the old one dies at once.
pub(crate) fn issue(
    tx: &mut Tx,
    secret: &[u8; 32],
    entropy: &Entropy,
    person: i64,
    now: Instant,
) -> Result<Code, DbError> {
    let code = Code::fresh(entropy);
    let expires = now.plus_seconds(DAYS * 24 * 3_600);
    tx.execute(
        "INSERT INTO identity_code (person_id, lookup, sealed, created, expires, used) \
         VALUES ($1, $2, $3, $4, $5, NULL) ON CONFLICT (person_id) DO UPDATE SET \
         lookup = excluded.lookup, sealed = excluded.sealed, created = excluded.created, \
         expires = excluded.expires, used = NULL",
        params![person, &code.lookup(secret), &code.seal(secret, entropy, person), now, expires],
    )?;
    Ok(code)
}

/// A code as the person who hands it out sees it.
#[derive(Clone)]
pub(crate) struct Kept {
    pub(crate) state: State,
    pub(crate) expires: Instant,
    /// The code itself, while it can be used.
    pub(crate) code: Option<Code>,
}

/// The codes of some people.
pub(crate) fn of(
    tx: &mut Tx,
    secret: &[u8; 32],
    people: &[i64],
    now: Instant,
) -> Result<HashMap<i64, Kept>, DbError> {
    let mut codes = HashMap::new();
    if people.is_empty() {
        return Ok(codes);
    }
    let (list, values) = padded(people, 1);
    let sql = format!(
        "SELECT person_id, sealed, used, expires FROM identity_code WHERE person_id IN ({list})"
    );
    tx.each(&sql, &values, |row| {
        let (person, sealed): (i64, Vec<u8>) = (row.get(0)?, row.get(1)?);
        let expires = row.get(3)?;
        let state = State::of(row.get(2)?, expires, now);
        let code = (state == State::Live).then(|| Code::unseal(secret, person, &sealed)).flatten();
        codes.insert(person, Kept { state, expires, code });
        Ok(())
    })?;
    Ok(codes)
}
