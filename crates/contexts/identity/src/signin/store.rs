//! The rows of tries and of known devices.

use db::{DbError, Row, Tx, params};
use kernel::Instant;

use super::{BROWSER, Count, Device, Keys, Limit, PASSWORD, SOURCE};

/// A day: no limit looks further back.
const KEPT: i64 = 24 * 3_600;
/// A device that was not used for so long is unknown again.
const DEVICE_KEPT: i64 = 365 * 24 * 3_600;

fn read_count(row: &Row) -> Result<Count, DbError> {
    let last: Option<Instant> = row.get(1)?;
    Ok(Count { failures: row.get(0)?, last: last.unwrap_or_default() })
}

/// How long to wait before a try on an account, in seconds. Tries under way count as failures, so
/// that many at once gain nothing.
pub(crate) fn account_wait(
    tx: &mut Tx,
    limit: Limit,
    keys: &Keys,
    device: Device,
    now: Instant,
) -> Result<i64, DbError> {
    let since = limit.since(now);
    let count = match device.mark() {
        Some(device) => tx.query_one(
            "SELECT COUNT(*), MAX(at) FROM identity_try \
             WHERE account = $1 AND at > $2 AND device = $3",
            params![&keys.account, since, device],
            read_count,
        ),
        None => tx.query_one(
            "SELECT COUNT(*), MAX(at) FROM identity_try \
             WHERE account = $1 AND at > $2 AND device IS NULL",
            params![&keys.account, since],
            read_count,
        ),
    }?;
    Ok(limit.wait(count, now))
}

/// How long a device that is not the person's own must wait, in seconds: too many accounts failed
/// from it, or from the source of unknown ones, or with its password.
pub(crate) fn wide_wait(
    tx: &mut Tx,
    keys: &Keys,
    device: Device,
    now: Instant,
) -> Result<i64, DbError> {
    let from_here = match device {
        Device::Own(_) => return Ok(0),
        Device::Known(mark) => {
            let count = tx.query_one(
                "SELECT COUNT(DISTINCT account), MAX(at) FROM identity_try \
                 WHERE device = $1 AND at > $2 AND failed",
                params![&mark, BROWSER.since(now)],
                read_count,
            )?;
            BROWSER.wait(count, now)
        }
        Device::Unknown => {
            let count = tx.query_one(
                "SELECT COUNT(DISTINCT account), MAX(at) FROM identity_try \
                 WHERE source = $1 AND at > $2 AND failed AND device IS NULL",
                params![&keys.source, SOURCE.since(now)],
                read_count,
            )?;
            SOURCE.wait(count, now)
        }
    };
    let Some(password) = keys.password else { return Ok(from_here) };
    let with_password = tx.query_one(
        "SELECT COUNT(DISTINCT account), MAX(at) FROM identity_try \
         WHERE password = $1 AND at > $2 AND failed",
        params![password, PASSWORD.since(now)],
        read_count,
    )?;
    Ok(from_here.max(PASSWORD.wait(with_password, now)))
}

/// Notes a try; its id.
pub(crate) fn begin(
    tx: &mut Tx,
    keys: &Keys,
    device: Device,
    failed: bool,
    now: Instant,
) -> Result<i64, DbError> {
    tx.query_one(
        "INSERT INTO identity_try (at, account, source, password, device, failed) \
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
        params![now, &keys.account, &keys.source, keys.password, device.mark(), failed],
        |row| row.get(0),
    )
}

/// The password of a try was wrong.
pub(crate) fn fail(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    tx.execute("UPDATE identity_try SET failed = TRUE WHERE id = $1", params![id])?;
    Ok(())
}

/// The password of an account was right: what failed on it from here is forgotten, and from there
/// alone, so that those who guess gain nothing when the person comes in.
pub(crate) fn forgive(tx: &mut Tx, keys: &Keys, device: Device) -> Result<(), DbError> {
    match device.mark() {
        Some(device) => tx.execute(
            "DELETE FROM identity_try WHERE account = $1 AND device = $2",
            params![&keys.account, device],
        ),
        None => tx.execute(
            "DELETE FROM identity_try WHERE account = $1 AND source = $2 AND device IS NULL",
            params![&keys.account, &keys.source],
        ),
    }?;
    Ok(())
}

/// The password of an account was replaced: what failed with the old one is forgotten.
pub(crate) fn forgive_all(tx: &mut Tx, account: &[u8; 32]) -> Result<(), DbError> {
    tx.execute("DELETE FROM identity_try WHERE account = $1", params![account])?;
    Ok(())
}

pub(crate) fn is_known(tx: &mut Tx, mark: &[u8; 32]) -> Result<bool, DbError> {
    let found =
        tx.query_opt("SELECT 1 FROM identity_device WHERE mark = $1", params![mark], |_| Ok(()))?;
    Ok(found.is_some())
}

/// Remembers a device on which a person signed in.
pub(crate) fn remember(
    tx: &mut Tx,
    mark: &[u8; 32],
    person: i64,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO identity_device (mark, person_id, seen) VALUES ($1, $2, $3) \
         ON CONFLICT (mark) DO UPDATE SET seen = excluded.seen",
        params![mark, person, now],
    )?;
    Ok(())
}

/// Forgets the devices of a person.
pub(crate) fn forget_devices(tx: &mut Tx, person: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM identity_device WHERE person_id = $1", params![person])?;
    Ok(())
}

/// Forgets what no longer counts.
pub(crate) fn sweep(tx: &mut Tx, now: Instant) -> Result<(), DbError> {
    tx.execute("DELETE FROM identity_try WHERE at <= $1", params![now.plus_seconds(-KEPT)])?;
    tx.execute(
        "DELETE FROM identity_device WHERE seen <= $1",
        params![now.plus_seconds(-DEVICE_KEPT)],
    )?;
    Ok(())
}
