//! The rows of accounts.

use std::collections::HashMap;

use db::{DbError, Tx, Value, params};
use kernel::{Instant, Lang};

use crate::lost;

/// What a sign-in is checked against.
#[derive(Clone)]
pub(crate) struct Locked {
    pub(crate) person: i64,
    pub(crate) password: String,
}

pub(crate) fn by_login(tx: &mut Tx, login: &str) -> Result<Option<Locked>, DbError> {
    tx.query_opt(
        "SELECT person_id, password FROM identity_account WHERE login = $1",
        params![login],
        |row| Ok(Locked { person: row.get(0)?, password: row.get(1)? }),
    )
}

pub(crate) fn password_of(tx: &mut Tx, person: i64) -> Result<Option<String>, DbError> {
    tx.query_opt(
        "SELECT password FROM identity_account WHERE person_id = $1",
        params![person],
        |row| row.get(0),
    )
}

/// The login of a person who has an account.
pub(crate) fn login_of(tx: &mut Tx, person: i64) -> Result<Option<String>, DbError> {
    tx.query_opt(
        "SELECT login FROM identity_account WHERE person_id = $1",
        params![person],
        |row| row.get(0),
    )
}

/// Whether someone has an account.
pub(crate) fn has_account(tx: &mut Tx, person: i64) -> Result<bool, DbError> {
    Ok(login_of(tx, person)?.is_some())
}

/// The logins of those who have an account, among some people.
pub(crate) fn logins(tx: &mut Tx, people: &[i64]) -> Result<HashMap<i64, String>, DbError> {
    let mut logins = HashMap::new();
    if people.is_empty() {
        return Ok(logins);
    }
    let (list, values) = padded(people, 1);
    let sql = format!("SELECT person_id, login FROM identity_account WHERE person_id IN ({list})");
    tx.each(&sql, &values, |row| {
        logins.insert(row.get(0)?, row.get(1)?);
        Ok(())
    })?;
    Ok(logins)
}

/// Placeholders and values for a list of ids, padded to a power of two by repeating the last, so
/// that few distinct statements are prepared.
pub(crate) fn padded(ids: &[i64], first: usize) -> (String, Vec<Value<'static>>) {
    let mut values: Vec<_> = ids.iter().map(|id| Value::Int(*id)).collect();
    if let Some(last) = values.last().copied() {
        values.resize(ids.len().next_power_of_two(), last);
    }
    (db::placeholders(first, values.len()), values)
}

pub(crate) fn is_taken(tx: &mut Tx, login: &str) -> Result<bool, DbError> {
    let found = tx.query_opt(
        "SELECT 1 FROM identity_account WHERE login = $1",
        params![login],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// An account to create.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewAccount<'a> {
    pub(crate) person: i64,
    pub(crate) login: &'a str,
    /// The PHC string of the password.
    pub(crate) password: &'a str,
    pub(crate) lang: Lang,
}

pub(crate) fn create(tx: &mut Tx, new: &NewAccount, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO identity_account (person_id, login, password, lang, activated, changed) \
         VALUES ($1, $2, $3, $4, $5, $5)",
        params![new.person, new.login, new.password, new.lang.tag(), now],
    )?;
    Ok(())
}

/// Replaces a password; what was sent to replace the old one is worth nothing any more.
pub(crate) fn set_password(
    tx: &mut Tx,
    person: i64,
    password: &str,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE identity_account SET password = $2, changed = $3 WHERE person_id = $1",
        params![person, password, now],
    )?;
    lost::store::close(tx, person)
}

pub(crate) fn set_lang(tx: &mut Tx, person: i64, lang: Lang) -> Result<(), DbError> {
    tx.execute(
        "UPDATE identity_account SET lang = $2 WHERE person_id = $1",
        params![person, lang.tag()],
    )?;
    Ok(())
}

/// Whether nobody has an account yet.
pub(crate) fn is_empty(tx: &mut Tx) -> Result<bool, DbError> {
    let any = tx.query_opt("SELECT 1 FROM identity_account LIMIT 1", &[], |_| Ok(()))?;
    Ok(any.is_none())
}
