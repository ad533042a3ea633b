//! The rows of second steps.

use std::collections::HashSet;

use db::{DbError, Tx, params};
use kernel::Instant;

use crate::account::store::padded;

/// The secret of someone's codes.
#[derive(Clone, Debug)]
pub(crate) struct Totp {
    pub(crate) sealed: Vec<u8>,
    /// The last step that was used.
    pub(crate) step: i64,
    pub(crate) created: Instant,
    pub(crate) is_confirmed: bool,
}

pub(crate) fn totp(tx: &mut Tx, person: i64) -> Result<Option<Totp>, DbError> {
    tx.query_opt(
        "SELECT sealed, step, created, confirmed FROM identity_totp WHERE person_id = $1",
        params![person],
        |row| {
            let confirmed: Option<Instant> = row.get(3)?;
            Ok(Totp {
                sealed: row.get(0)?,
                step: row.get(1)?,
                created: row.get(2)?,
                is_confirmed: confirmed.is_some(),
            })
        },
    )
}

/// Keeps a secret that is not confirmed yet, in place of another that never was.
pub(crate) fn propose_totp(
    tx: &mut Tx,
    person: i64,
    sealed: &[u8],
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO identity_totp (person_id, sealed, step, created) VALUES ($1, $2, 0, $3) \
         ON CONFLICT (person_id) DO UPDATE SET sealed = excluded.sealed, \
         created = excluded.created WHERE identity_totp.confirmed IS NULL",
        params![person, sealed, now],
    )?;
    Ok(())
}

pub(crate) fn confirm_totp(
    tx: &mut Tx,
    person: i64,
    step: i64,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE identity_totp SET step = $2, confirmed = $3 WHERE person_id = $1",
        params![person, step, now],
    )?;
    Ok(())
}

/// The code of a step was used.
pub(crate) fn use_totp(tx: &mut Tx, person: i64, step: i64) -> Result<(), DbError> {
    tx.execute("UPDATE identity_totp SET step = $2 WHERE person_id = $1", params![person, step])?;
    Ok(())
}

pub(crate) fn remove_totp(tx: &mut Tx, person: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM identity_totp WHERE person_id = $1", params![person])?;
    Ok(())
}

/// How many ways a person has to make the second step: codes, and passkeys.
pub(crate) fn count(tx: &mut Tx, person: i64) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT (SELECT COUNT(*) FROM identity_totp \
                 WHERE person_id = $1 AND confirmed IS NOT NULL) \
              + (SELECT COUNT(*) FROM identity_passkey WHERE person_id = $1)",
        params![person],
        |row| row.get(0),
    )
}

/// Those who have a second step, among some people.
pub(crate) fn having(tx: &mut Tx, people: &[i64]) -> Result<HashSet<i64>, DbError> {
    if people.is_empty() {
        return Ok(HashSet::new());
    }
    let (list, values) = padded(people, 1);
    let sql = format!(
        "SELECT person_id FROM identity_totp \
         WHERE person_id IN ({list}) AND confirmed IS NOT NULL \
         UNION SELECT person_id FROM identity_passkey WHERE person_id IN ({list})"
    );
    let mut having = HashSet::new();
    tx.each(&sql, &values, |row| {
        having.insert(row.get(0)?);
        Ok(())
    })?;
    Ok(having)
}

/// Removes every way of a person, and the time an administrator was given: it begins anew.
pub(crate) fn remove_all(tx: &mut Tx, person: i64) -> Result<(), DbError> {
    remove_totp(tx, person)?;
    remove_recovery(tx, person)?;
    forget_awaited_of(tx, person)?;
    tx.execute("DELETE FROM identity_passkey WHERE person_id = $1", params![person])?;
    tx.execute("DELETE FROM identity_grace WHERE person_id = $1", params![person])?;
    Ok(())
}

pub(crate) fn add_recovery(tx: &mut Tx, person: i64, digest: &[u8; 32]) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO identity_recovery (person_id, digest) VALUES ($1, $2)",
        params![person, digest],
    )?;
    Ok(())
}

/// Uses up a code of a person; whether it was theirs.
pub(crate) fn use_recovery(tx: &mut Tx, person: i64, digest: &[u8; 32]) -> Result<bool, DbError> {
    let used = tx.execute(
        "DELETE FROM identity_recovery WHERE person_id = $1 AND digest = $2",
        params![person, digest],
    )?;
    Ok(used > 0)
}

pub(crate) fn recovery_left(tx: &mut Tx, person: i64) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT COUNT(*) FROM identity_recovery WHERE person_id = $1",
        params![person],
        |row| row.get(0),
    )
}

pub(crate) fn remove_recovery(tx: &mut Tx, person: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM identity_recovery WHERE person_id = $1", params![person])?;
    Ok(())
}

/// A sign-in whose second step is awaited.
#[derive(Clone, Debug)]
pub(crate) struct Awaited {
    pub(crate) person: i64,
    pub(crate) manner: String,
    pub(crate) next: String,
}

/// Keeps a sign-in of a browser until its second step, in place of an older one.
pub(crate) fn await_step(
    tx: &mut Tx,
    browser: &[u8; 32],
    awaited: &Awaited,
    expires: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO identity_awaited (browser, person_id, manner, next, expires) \
         VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (browser) DO UPDATE SET person_id = excluded.person_id, \
         manner = excluded.manner, next = excluded.next, expires = excluded.expires",
        params![browser, awaited.person, &awaited.manner, &awaited.next, expires],
    )?;
    Ok(())
}

pub(crate) fn awaited(
    tx: &mut Tx,
    browser: &[u8; 32],
    now: Instant,
) -> Result<Option<Awaited>, DbError> {
    tx.query_opt(
        "SELECT person_id, manner, next FROM identity_awaited WHERE browser = $1 AND expires > $2",
        params![browser, now],
        |row| Ok(Awaited { person: row.get(0)?, manner: row.get(1)?, next: row.get(2)? }),
    )
}

pub(crate) fn forget_awaited(tx: &mut Tx, browser: &[u8; 32]) -> Result<(), DbError> {
    tx.execute("DELETE FROM identity_awaited WHERE browser = $1", params![browser])?;
    Ok(())
}

/// Sign-ins of a person that are half made do not outlive a change of how they are made.
pub(crate) fn forget_awaited_of(tx: &mut Tx, person: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM identity_awaited WHERE person_id = $1", params![person])?;
    Ok(())
}

/// Until when an administrator may go without a second step; begins now if it never began.
pub(crate) fn begin_grace(tx: &mut Tx, person: i64, ends: Instant) -> Result<Instant, DbError> {
    tx.query_one(
        "INSERT INTO identity_grace (person_id, ends) VALUES ($1, $2) \
         ON CONFLICT (person_id) DO UPDATE SET ends = identity_grace.ends RETURNING ends",
        params![person, ends],
        |row| row.get(0),
    )
}

pub(crate) fn grace(tx: &mut Tx, person: i64) -> Result<Option<Instant>, DbError> {
    tx.query_opt("SELECT ends FROM identity_grace WHERE person_id = $1", params![person], |row| {
        row.get(0)
    })
}

/// Forgets what is over.
pub(crate) fn sweep(tx: &mut Tx, now: Instant) -> Result<(), DbError> {
    tx.execute("DELETE FROM identity_awaited WHERE expires <= $1", params![now])?;
    tx.execute("DELETE FROM identity_ceremony WHERE expires <= $1", params![now])?;
    Ok(())
}
