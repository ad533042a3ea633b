//! The rows of the outbox.

use db::{DbError, Row, Tx, params};
use events::{
    Event,
    courier::{DeviceGoneV1, GivenUpV1},
};
use kernel::{Entropy, Instant};

use crate::{
    Channel, Letter,
    seal::{Content, Key},
    sms,
};

/// How long a letter is left to the process that claimed it: longer than a whole round may last.
const CLAIM_SECONDS: i64 = 900;
/// Waits between two tries, in seconds; the last is repeated until the letter's time is over.
const WAITS_SECONDS: [i64; 7] = [10, 60, 300, 900, 3_600, 3 * 3_600, 6 * 3_600];
/// How long the key of a letter is remembered, in seconds.
const KEPT_SECONDS: i64 = 30 * 24 * 3_600;

/// A letter being handed over.
#[derive(Clone, Debug)]
pub(crate) struct Claimed {
    pub(crate) id: i64,
    /// Its stable name for those who receive it twice.
    pub(crate) name: String,
    /// What it says; `None` when it was sealed under another secret.
    pub(crate) content: Option<Content>,
    /// Until when it is worth sending.
    pub(crate) until: Instant,
    channel: Channel,
    key: String,
    tries: i64,
    about: i64,
}

impl Claimed {
    /// What it costs, when it is a text message.
    pub(crate) fn segments(&self) -> i64 {
        let content = self.content.as_ref().filter(|_| self.channel == Channel::Sms);
        let segments = content.map_or(0, |content| sms::size(&sms::plain(&content.text)).segments);
        i64::try_from(segments).unwrap_or(i64::MAX)
    }
}

/// Why a letter was not handed over, in words without personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Undelivered {
    /// It may work later.
    Later(String),
    /// It never will.
    Never(String),
}

pub(crate) fn add(
    tx: &mut Tx,
    key: &Key,
    entropy: &Entropy,
    letter: &Letter,
    now: Instant,
) -> Result<bool, DbError> {
    let content = Content {
        to: letter.to.clone(),
        subject: one_line(letter.subject),
        text: letter.text.replace('\0', ""),
    };
    let added = tx.execute(
        "INSERT INTO courier_letter (dedup_key, channel, sealed, about, state, created, run_at, until, \
         claimed_until, tries, reason) VALUES ($1, $2, $3, $4, 'waiting', $5, $5, $6, 0, 0, '') \
         ON CONFLICT (dedup_key) DO NOTHING",
        params![
            letter.key,
            letter.to.channel().code(),
            &key.seal(&content, letter.key, entropy),
            letter.about,
            now,
            now.plus_seconds(letter.worth_seconds)
        ],
    )?;
    Ok(added == 1)
}

/// A subject is one line, whatever it was made from.
fn one_line(subject: &str) -> String {
    subject.chars().map(|c| if c.is_control() { ' ' } else { c }).take(200).collect()
}

/// Takes the letters of a way that are due, those that are soon worthless first.
pub(crate) fn claim(
    tx: &mut Tx,
    key: &Key,
    channel: Channel,
    at_most: i64,
    now: Instant,
) -> Result<Vec<Claimed>, DbError> {
    tx.query(
        "UPDATE courier_letter SET claimed_until = $1, tries = tries + 1 WHERE id IN (\
         SELECT id FROM courier_letter WHERE state = 'waiting' AND channel = $2 AND run_at <= $3 \
         AND claimed_until <= $3 ORDER BY until, id LIMIT $4) \
         RETURNING id, dedup_key, sealed, tries, until, about",
        params![now.plus_seconds(CLAIM_SECONDS), channel.code(), now, at_most],
        |row| read(row, channel, key),
    )
}

fn read(row: &Row, channel: Channel, key: &Key) -> Result<Claimed, DbError> {
    let (dedup, sealed): (String, Option<Vec<u8>>) = (row.get(1)?, row.get(2)?);
    Ok(Claimed {
        id: row.get(0)?,
        name: key.name_of(&dedup),
        content: sealed.and_then(|sealed| key.open(&sealed, &dedup)),
        until: row.get(4)?,
        channel,
        key: dedup,
        tries: row.get(3)?,
        about: row.get(5)?,
    })
}

/// Notes what became of a letter. Nothing of what it said is kept once it is over.
pub(crate) fn note(
    tx: &mut Tx,
    letter: &Claimed,
    outcome: &Result<(), Undelivered>,
    now: Instant,
) -> Result<(), DbError> {
    let next = usize::try_from(letter.tries - 1).unwrap_or(0).min(WAITS_SECONDS.len() - 1);
    let next = now.plus_seconds(WAITS_SECONDS[next]);
    match outcome {
        Ok(()) => {
            if end(tx, letter, "sent", "")? {
                spend(tx, letter.segments(), now)?;
            }
            Ok(())
        }
        Err(Undelivered::Later(reason)) if next < letter.until => {
            tx.execute(
                "UPDATE courier_letter SET run_at = $3, claimed_until = 0, reason = $4 \
                 WHERE id = $1 AND tries = $2 AND state = 'waiting'",
                params![letter.id, letter.tries, next, reason],
            )?;
            Ok(())
        }
        Err(undelivered @ (Undelivered::Later(reason) | Undelivered::Never(reason))) => {
            if end(tx, letter, "given-up", reason)? {
                tell(tx, letter, undelivered, now)?;
            }
            Ok(())
        }
    }
}

/// Says that a letter was given up. A push message that came too late is no news: it only pointed
/// at what is still there. A browser that takes nothing any more is.
fn tell(tx: &mut Tx, letter: &Claimed, why: &Undelivered, now: Instant) -> Result<(), DbError> {
    let (id, about) = (letter.id, letter.about);
    match (letter.channel, why) {
        (Channel::Push, Undelivered::Later(_)) => Ok(()),
        (Channel::Push, Undelivered::Never(_)) => {
            jobs::emit(tx, DeviceGoneV1::NAME, &DeviceGoneV1 { letter: id, about }, now)
        }
        (Channel::Mail | Channel::Sms, _) => {
            jobs::emit(tx, GivenUpV1::NAME, &GivenUpV1 { letter: id, about }, now)
        }
    }
}

const fn day_of(now: Instant) -> i64 {
    now.0.div_euclid(24 * 3_600 * 1_000_000)
}

/// How many segments of text messages left on the day of an instant.
pub fn spent(tx: &mut Tx, now: Instant) -> Result<i64, DbError> {
    let spent = tx.query_opt(
        "SELECT segments FROM courier_spent WHERE day = $1",
        params![day_of(now)],
        |row| row.get(0),
    )?;
    Ok(spent.unwrap_or(0))
}

fn spend(tx: &mut Tx, segments: i64, now: Instant) -> Result<(), DbError> {
    if segments > 0 {
        tx.execute(
            "INSERT INTO courier_spent (day, segments) VALUES ($1, $2) \
             ON CONFLICT (day) DO UPDATE SET segments = courier_spent.segments + excluded.segments",
            params![day_of(now), segments],
        )?;
    }
    Ok(())
}

fn end(tx: &mut Tx, letter: &Claimed, state: &str, reason: &str) -> Result<bool, DbError> {
    let ended = tx.execute(
        "UPDATE courier_letter SET state = $3, reason = $4, sealed = NULL, claimed_until = 0 \
         WHERE id = $1 AND dedup_key = $2 AND state = 'waiting'",
        params![letter.id, &letter.key, state, reason],
    )?;
    Ok(ended == 1)
}

/// Forgets the keys of letters that are long over, and what old days cost.
pub fn sweep(tx: &mut Tx, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM courier_letter WHERE state <> 'waiting' AND created <= $1",
        params![now.plus_seconds(-KEPT_SECONDS)],
    )?;
    let old = day_of(now.plus_seconds(-KEPT_SECONDS));
    tx.execute("DELETE FROM courier_spent WHERE day <= $1", params![old])?;
    Ok(())
}

/// What does not get through, for the operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stuck {
    /// Which way: `mail`, `sms` or `push`.
    pub channel: String,
    /// How many were tried in vain or given up since an instant.
    pub letters: i64,
    /// Why the last one was not handed over.
    pub reason: String,
}

/// What was tried in vain or given up since an instant, by way.
pub fn stuck(tx: &mut Tx, since: Instant) -> Result<Vec<Stuck>, DbError> {
    tx.query(
        "SELECT channel, COUNT(*), MAX(reason) FROM courier_letter \
         WHERE state IN ('waiting', 'given-up') AND reason <> '' AND created > $1 \
         GROUP BY channel ORDER BY channel",
        params![since],
        |row| Ok(Stuck { channel: row.get(0)?, letters: row.get(1)?, reason: row.get(2)? }),
    )
}
