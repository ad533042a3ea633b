//! One person whom several records describe. Nothing is moved: a record that was joined to another
//! is read as it, here and nowhere else, so that feeds keep speaking of their own records, and
//! taking the joining back leaves everything as it was.

mod store;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use db::{DbError, Tx};
use kernel::Instant;

/// Why two records were not joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unjoined {
    /// They already are one person.
    Already,
    /// One of them is not known.
    Unknown,
}

/// Everything a person is recorded as: the record they are read as, then the others.
pub fn selves(tx: &mut Tx, person: i64) -> Result<Vec<i64>, DbError> {
    let mut selves = vec![person];
    for (other, root) in store::around(tx, person)? {
        selves[0] = root;
        selves.push(other);
    }
    Ok(selves)
}

/// The record someone is read as.
pub fn root(tx: &mut Tx, person: i64) -> Result<i64, DbError> {
    Ok(store::roots(tx, &[person])?.remove(&person).unwrap_or(person))
}

/// The record each of these is read as, for those who are read as another.
pub fn roots(tx: &mut Tx, people: &[i64]) -> Result<HashMap<i64, i64>, DbError> {
    store::roots(tx, people)
}

/// The other records of some people, each with the one it is read as.
pub(crate) fn others(tx: &mut Tx, people: &[i64]) -> Result<Vec<(i64, i64)>, DbError> {
    store::others(tx, people)
}

/// Joins what is read as `gone` to what is read as `kept`: from now on they are one person. The
/// record that was joined, by which [`part`] takes the joining back.
///
/// # Errors
/// The database's; `Ok(Err(_))` says why nothing was joined.
pub(crate) fn join(
    tx: &mut Tx,
    kept: i64,
    gone: i64,
    now: Instant,
) -> Result<Result<i64, Unjoined>, DbError> {
    if !store::is_person(tx, kept)? || !store::is_person(tx, gone)? {
        return Ok(Err(Unjoined::Unknown));
    }
    let (kept, gone) = (root(tx, kept)?, root(tx, gone)?);
    if kept == gone {
        return Ok(Err(Unjoined::Already));
    }
    store::add(tx, gone, kept, now)?;
    store::move_roots(tx, gone, kept)?;
    Ok(Ok(gone))
}

/// Takes back the joining of a record; false when there is none. Others that were joined to either
/// side stay with that side.
pub(crate) fn part(tx: &mut Tx, record: i64) -> Result<bool, DbError> {
    let edges = store::edges_around(tx, record)?;
    if !edges.iter().any(|(person, _)| *person == record) {
        return Ok(false);
    }
    store::remove(tx, record)?;
    let rest: Vec<_> = edges.into_iter().filter(|(person, _)| *person != record).collect();
    for (person, _) in &rest {
        store::set_root(tx, *person, top(&rest, *person))?;
    }
    Ok(true)
}

/// Follows joinings to the record that was joined to no other.
fn top(edges: &[(i64, i64)], mut person: i64) -> i64 {
    let mut met = HashSet::new();
    while met.insert(person) {
        match edges.iter().find(|(from, _)| *from == person) {
            Some((_, into)) => person = *into,
            None => break,
        }
    }
    person
}
