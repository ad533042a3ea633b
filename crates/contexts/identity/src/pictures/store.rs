//! The rows of pictures, and the tries of those who tap the wrong one.

use std::collections::HashMap;

use db::{DbError, Tx, params};
use kernel::Instant;

use super::{OWN, Pictures, known, unseal};
use crate::{
    account::store::padded,
    signin::{Count, PICTURE},
};

/// The pictures that some people are.
pub(super) fn own_of(tx: &mut Tx, people: &[i64]) -> Result<HashMap<i64, &'static str>, DbError> {
    let mut own = HashMap::new();
    if people.is_empty() {
        return Ok(own);
    }
    let (list, values) = padded(people, 1);
    let sql = format!("SELECT person_id, own FROM identity_picture WHERE person_id IN ({list})");
    tx.each(&sql, &values, |row| {
        let name: String = row.get(1)?;
        own.extend(
            known(&OWN, &name).map(|name| row.get(0).map(|id: i64| (id, name))).transpose()?,
        );
        Ok(())
    })?;
    Ok(own)
}

/// The pictures of some people, secret included.
pub(super) fn of(
    tx: &mut Tx,
    secret: &[u8; 32],
    people: &[i64],
) -> Result<HashMap<i64, Pictures>, DbError> {
    let mut pictures = HashMap::new();
    if people.is_empty() {
        return Ok(pictures);
    }
    let (list, values) = padded(people, 1);
    let sql =
        format!("SELECT person_id, own, sealed FROM identity_picture WHERE person_id IN ({list})");
    tx.each(&sql, &values, |row| {
        let (person, own, sealed): (i64, String, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if let (Some(own), Some(secret)) = (known(&OWN, &own), unseal(secret, person, &sealed)) {
            pictures.insert(person, Pictures { own, secret });
        }
        Ok(())
    })?;
    Ok(pictures)
}

pub(super) fn add(tx: &mut Tx, person: i64, own: &str, sealed: &[u8]) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO identity_picture (person_id, own, sealed) VALUES ($1, $2, $3) \
         ON CONFLICT (person_id) DO NOTHING",
        params![person, own, sealed],
    )?;
    Ok(())
}

/// Another secret; false for someone without pictures.
pub(super) fn set_secret(tx: &mut Tx, person: i64, sealed: &[u8]) -> Result<bool, DbError> {
    let changed = tx.execute(
        "UPDATE identity_picture SET sealed = $2 WHERE person_id = $1",
        params![person, sealed],
    )?;
    Ok(changed == 1)
}

/// How long a child must wait before another picture, in seconds.
pub(super) fn wait(tx: &mut Tx, account: &[u8; 32], now: Instant) -> Result<i64, DbError> {
    let count = tx.query_one(
        "SELECT COUNT(*), MAX(at) FROM identity_try WHERE account = $1 AND at > $2 AND failed",
        params![account, PICTURE.since(now)],
        |row| {
            let last: Option<Instant> = row.get(1)?;
            Ok(Count { failures: row.get(0)?, last: last.unwrap_or_default() })
        },
    )?;
    Ok(PICTURE.wait(count, now))
}
