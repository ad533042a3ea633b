//! The rows of contacts, and of messages asked for.

use courier::{Channel, MailAddress, Mobile, To};
use db::{DbError, Row, Tx, params};
use kernel::Instant;
use subtle::ConstantTimeEq;

use super::TRIES;

/// A day: no limit looks further back.
const KEPT_SECONDS: i64 = 24 * 3_600;

fn read_to(way: &str, value: &str) -> Option<To> {
    match Channel::from_code(way)? {
        Channel::Mail => MailAddress::read(value).map(To::Mail),
        Channel::Sms => Mobile::read(value).map(To::Sms),
        Channel::Push => None,
    }
}

fn read_row(row: &Row) -> Result<Option<To>, DbError> {
    let (way, value): (String, String) = (row.get(0)?, row.get(1)?);
    Ok(read_to(&way, &value))
}

/// Where a person may be reached: what was proved.
pub(crate) fn of(tx: &mut Tx, person: i64) -> Result<Vec<To>, DbError> {
    let sql = "SELECT way, value FROM identity_contact WHERE person_id = $1 ORDER BY way";
    Ok(tx.query(sql, params![person], read_row)?.into_iter().flatten().collect())
}

/// What a person still has to prove.
pub(crate) fn wanted(tx: &mut Tx, person: i64, now: Instant) -> Result<Vec<To>, DbError> {
    let sql = "SELECT way, value FROM identity_contact_wanted \
               WHERE person_id = $1 AND expires > $2 AND tries < $3 ORDER BY way";
    Ok(tx.query(sql, params![person, now, TRIES], read_row)?.into_iter().flatten().collect())
}

/// What is to be proved.
pub(crate) struct Wanted<'a> {
    pub(crate) person: i64,
    pub(crate) way: Channel,
    pub(crate) value: &'a str,
    pub(crate) code: [u8; 32],
    pub(crate) expires: Instant,
}

/// Waits for a code; it takes the place of an older one.
pub(crate) fn want(tx: &mut Tx, wanted: &Wanted) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO identity_contact_wanted (person_id, way, value, code, expires, tries) \
         VALUES ($1, $2, $3, $4, $5, 0) ON CONFLICT (person_id, way) DO UPDATE SET \
         value = excluded.value, code = excluded.code, expires = excluded.expires, tries = 0",
        params![wanted.person, wanted.way.code(), wanted.value, &wanted.code, wanted.expires],
    )?;
    Ok(())
}

/// The value that waits for a code on a way.
pub(crate) fn wanted_value(
    tx: &mut Tx,
    person: i64,
    way: Channel,
    now: Instant,
) -> Result<Option<String>, DbError> {
    tx.query_opt(
        "SELECT value FROM identity_contact_wanted \
         WHERE person_id = $1 AND way = $2 AND expires > $3 AND tries < $4",
        params![person, way.code(), now, TRIES],
        |row| row.get(0),
    )
}

/// Tries a code; when it is right the contact is proved. Each try counts before it is looked at.
pub(crate) fn prove(
    tx: &mut Tx,
    person: i64,
    way: Channel,
    mark: &[u8; 32],
    now: Instant,
) -> Result<bool, DbError> {
    let found: Option<(String, Vec<u8>)> = tx.query_opt(
        "UPDATE identity_contact_wanted SET tries = tries + 1 \
         WHERE person_id = $1 AND way = $2 AND expires > $3 AND tries < $4 RETURNING value, code",
        params![person, way.code(), now, TRIES],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let is_right = |code: &[u8]| -> bool { code.ct_eq(mark.as_slice()).into() };
    let Some((value, _)) = found.filter(|(_, code)| is_right(code)) else { return Ok(false) };
    tx.execute(
        "INSERT INTO identity_contact (person_id, way, value, proved) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (person_id, way) DO UPDATE SET value = excluded.value, proved = excluded.proved",
        params![person, way.code(), &value, now],
    )?;
    tx.execute(
        "DELETE FROM identity_contact_wanted WHERE person_id = $1 AND way = $2",
        params![person, way.code()],
    )?;
    Ok(true)
}

/// Takes a contact away, proved or not; whether there was a proved one.
pub(crate) fn remove(tx: &mut Tx, person: i64, way: Channel) -> Result<bool, DbError> {
    tx.execute(
        "DELETE FROM identity_contact_wanted WHERE person_id = $1 AND way = $2",
        params![person, way.code()],
    )?;
    let removed = tx.execute(
        "DELETE FROM identity_contact WHERE person_id = $1 AND way = $2",
        params![person, way.code()],
    )?;
    Ok(removed > 0)
}

/// The people who are reached by a way, by id after one.
pub(crate) fn reached_by(
    tx: &mut Tx,
    way: Channel,
    after: i64,
    at_most: i64,
) -> Result<Vec<i64>, DbError> {
    tx.query(
        "SELECT person_id FROM identity_contact WHERE way = $1 AND person_id > $2 \
         ORDER BY person_id LIMIT $3",
        params![way.code(), after, at_most],
        |row| row.get(0),
    )
}

/// How many messages were asked for since an instant, by someone or from somewhere.
pub(crate) fn asked(tx: &mut Tx, who: &[u8; 32], since: Instant) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT COUNT(*) FROM identity_asked WHERE who = $1 AND at > $2",
        params![who, since],
        |row| row.get(0),
    )
}

/// Notes that a message was asked for.
pub(crate) fn note_asked(tx: &mut Tx, who: &[u8; 32], now: Instant) -> Result<(), DbError> {
    tx.execute("INSERT INTO identity_asked (who, at) VALUES ($1, $2)", params![who, now])?;
    Ok(())
}

/// Forgets what is over.
pub(crate) fn sweep(tx: &mut Tx, now: Instant) -> Result<(), DbError> {
    let old = now.plus_seconds(-KEPT_SECONDS);
    tx.execute("DELETE FROM identity_asked WHERE at <= $1", params![old])?;
    tx.execute("DELETE FROM identity_contact_wanted WHERE expires <= $1", params![old])?;
    tx.execute("DELETE FROM identity_lost WHERE expires <= $1", params![old])?;
    Ok(())
}
