//! The rows of sessions.

use courier::Subscription;
use db::{DbError, Tx, params};
use kernel::{Instant, Lang};

use super::{IDLE, Manner, NOTED_EVERY, NOTED_EVERY_SHORT, NewSession, device};

/// A session that is not over, with its person.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    pub(crate) id: i64,
    pub(crate) person: i64,
    pub(crate) lang: Lang,
    pub(crate) seen: Instant,
    /// Whether it is on a device of a class.
    pub(crate) is_on_tablet: bool,
    pub(super) stays: bool,
    expires: Instant,
}

impl Held {
    /// How often its use is noted, in seconds.
    pub(super) const fn noted_every(&self) -> i64 {
        if self.is_on_tablet { NOTED_EVERY_SHORT } else { NOTED_EVERY }
    }
}

/// A session as its owner reads it.
#[derive(Clone, Debug)]
pub(crate) struct Listed {
    pub(crate) id: i64,
    pub(crate) device: String,
    pub(crate) created: Instant,
    pub(crate) seen: Instant,
    pub(crate) shared: bool,
    /// Whether the device was not known when it opened.
    pub(crate) is_new: bool,
}

pub(crate) fn add(
    tx: &mut Tx,
    digest: &[u8; 32],
    new: &NewSession,
    now: Instant,
) -> Result<i64, DbError> {
    let (stays, shared) = (new.manner == Manner::Stays, new.manner == Manner::Shared);
    tx.query_one(
        "INSERT INTO identity_session \
         (token, person_id, device, created, seen, expires, stays, shared, is_new, tablet_id) \
         VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9) RETURNING id",
        params![
            digest,
            new.person,
            &device(new.agent),
            now,
            new.ends(now),
            stays,
            shared,
            new.is_new,
            new.tablet
        ],
        |row| row.get(0),
    )
}

pub(crate) fn held(tx: &mut Tx, digest: &[u8; 32], now: Instant) -> Result<Option<Held>, DbError> {
    tx.query_opt(
        "SELECT s.id, s.person_id, a.lang, s.seen, s.stays, s.expires, s.tablet_id FROM identity_session s \
         LEFT JOIN identity_account a ON a.person_id = s.person_id \
         WHERE s.token = $1 AND s.expires > $2",
        params![digest, now],
        |row| {
            let (lang, tablet): (Option<String>, Option<i64>) = (row.get(2)?, row.get(6)?);
            Ok(Held {
                id: row.get(0)?,
                person: row.get(1)?,
                lang: lang.as_deref().and_then(Lang::from_tag).unwrap_or_default(),
                seen: row.get(3)?,
                is_on_tablet: tablet.is_some(),
                stays: row.get(4)?,
                expires: row.get(5)?,
            })
        },
    )
}

pub(crate) fn note_use(tx: &mut Tx, held: &Held, now: Instant) -> Result<(), DbError> {
    let expires = match (held.is_on_tablet, held.stays) {
        (true, _) => now.plus_seconds(IDLE),
        (false, true) => Manner::Stays.ends(now),
        (false, false) => held.expires,
    };
    tx.execute(
        "UPDATE identity_session SET seen = $2, expires = $3 WHERE id = $1",
        params![held.id, now, expires],
    )?;
    Ok(())
}

/// The sessions of a person, the last used first.
pub(crate) fn of(tx: &mut Tx, person: i64, now: Instant) -> Result<Vec<Listed>, DbError> {
    tx.query(
        "SELECT id, device, created, seen, shared, is_new FROM identity_session \
         WHERE person_id = $1 AND expires > $2 ORDER BY seen DESC, id DESC LIMIT 50",
        params![person, now],
        |row| {
            Ok(Listed {
                id: row.get(0)?,
                device: row.get(1)?,
                created: row.get(2)?,
                seen: row.get(3)?,
                shared: row.get(4)?,
                is_new: row.get(5)?,
            })
        },
    )
}

/// Ends one session of a person; whether it was theirs.
pub(crate) fn close(tx: &mut Tx, person: i64, session: i64) -> Result<bool, DbError> {
    let closed = tx.execute(
        "DELETE FROM identity_session WHERE id = $1 AND person_id = $2",
        params![session, person],
    )?;
    Ok(closed > 0)
}

/// Ends the session of a secret.
pub(crate) fn close_token(tx: &mut Tx, digest: &[u8; 32]) -> Result<(), DbError> {
    tx.execute("DELETE FROM identity_session WHERE token = $1", params![digest])?;
    Ok(())
}

/// Ends every session of a person but one; 0 to spare none.
pub(crate) fn close_all(tx: &mut Tx, person: i64, spared: i64) -> Result<u64, DbError> {
    tx.execute(
        "DELETE FROM identity_session WHERE person_id = $1 AND id <> $2",
        params![person, spared],
    )
}

/// Ends the sessions of a person on devices of classes.
pub(crate) fn close_on_tablets(tx: &mut Tx, person: i64) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM identity_session WHERE person_id = $1 AND tablet_id IS NOT NULL",
        params![person],
    )?;
    Ok(())
}

/// Whether a session is on a device of its person's own.
pub(crate) fn stays(tx: &mut Tx, session: i64) -> Result<bool, DbError> {
    let stays = tx.query_opt(
        "SELECT stays FROM identity_session WHERE id = $1",
        params![session],
        |row| row.get(0),
    )?;
    Ok(stays.unwrap_or(false))
}

/// Keeps where the browser of a session is told, or forgets it.
pub(crate) fn set_push(tx: &mut Tx, session: i64, push: Option<&str>) -> Result<(), DbError> {
    tx.execute("UPDATE identity_session SET push = $2 WHERE id = $1", params![session, push])?;
    Ok(())
}

/// The sessions of a person whose browsers are told, and where.
pub(crate) fn told(
    tx: &mut Tx,
    person: i64,
    now: Instant,
) -> Result<Vec<(i64, Subscription)>, DbError> {
    let told = tx.query(
        "SELECT id, push FROM identity_session \
         WHERE person_id = $1 AND expires > $2 AND push IS NOT NULL ORDER BY id LIMIT 50",
        params![person, now],
        |row| {
            let (session, push): (i64, String) = (row.get(0)?, row.get(1)?);
            Ok(Subscription::read(&push).map(|subscription| (session, subscription)))
        },
    )?;
    Ok(told.into_iter().flatten().collect())
}

/// Forgets the sessions that are over.
pub(crate) fn sweep(tx: &mut Tx, now: Instant) -> Result<(), DbError> {
    tx.execute("DELETE FROM identity_session WHERE expires <= $1", params![now])?;
    Ok(())
}
