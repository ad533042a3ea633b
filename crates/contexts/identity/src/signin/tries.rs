//! A try, from before its secret is looked at until it is judged.

use db::{DbError, Tx};
use kernel::Instant;

use super::{Device, Keys, Limit, store};

/// A try under way.
#[derive(Clone, Debug)]
pub(crate) struct Attempt {
    id: i64,
    keys: Keys,
    device: Device,
}

/// How a try begins.
#[derive(Debug)]
pub(crate) enum Begun {
    /// It counts from now on.
    Try(Attempt),
    /// Not now: so many seconds are left to wait.
    Wait(i64),
}

/// How a try ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Right,
    Wrong,
    /// Right or wrong, too much failed meanwhile: so many seconds are left to wait.
    Wait(i64),
}

/// How long to wait before a try.
pub(crate) fn wait(
    tx: &mut Tx,
    limit: Limit,
    keys: &Keys,
    device: Device,
    now: Instant,
) -> Result<i64, DbError> {
    let account = store::account_wait(tx, limit, keys, device, now)?;
    Ok(account.max(store::wide_wait(tx, keys, device, now)?))
}

/// Counts a try before its secret is looked at, so that many at once gain nothing.
pub(crate) fn begin(
    tx: &mut Tx,
    limit: Limit,
    keys: &Keys,
    device: Device,
    now: Instant,
) -> Result<Begun, DbError> {
    let wait = wait(tx, limit, keys, device, now)?;
    if wait > 0 {
        return Ok(Begun::Wait(wait));
    }
    let id = store::begin(tx, keys, device, false, now)?;
    Ok(Begun::Try(Attempt { id, keys: keys.clone(), device }))
}

/// Judges a try, after another look at what failed meanwhile: of many sent at once, the later ones
/// wait, right or wrong.
pub(crate) fn conclude(
    tx: &mut Tx,
    attempt: &Attempt,
    is_right: bool,
    now: Instant,
) -> Result<Verdict, DbError> {
    let wait = store::wide_wait(tx, &attempt.keys, attempt.device, now)?;
    if !is_right {
        store::fail(tx, attempt.id)?;
    }
    if wait > 0 {
        return Ok(Verdict::Wait(wait));
    }
    if is_right {
        store::forgive(tx, &attempt.keys, attempt.device)?;
        return Ok(Verdict::Right);
    }
    Ok(Verdict::Wrong)
}
