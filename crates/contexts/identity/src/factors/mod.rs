//! The second step at sign-in: codes of an application, passkeys, and codes for the day the phone
//! is lost. Offered to adults; those who administer the territory must have it.

pub(crate) mod keys;
pub(crate) mod mine;
pub(crate) mod passkey;
pub(crate) mod second;
pub(crate) mod store;
pub(crate) mod totp;

use db::{DbError, Tx, journal};
use kernel::{Clock, Entropy, Instant, Role, Target, Tie};
use web::{App, Cx, Problem, csrf::sign, sealed};

use crate::{code::Code, session};

/// How long those who must have a second step may go without, from the sign-in at which they are
/// first asked.
const GRACE: i64 = 7 * 24 * 3_600;
/// Codes for the day the phone is lost, given together.
const RECOVERY_CODES: usize = 8;

/// Whether a role administers the territory: it must have a second step.
const fn administers(role: Role) -> bool {
    matches!(role, Role::Operator | Role::TerritoryManager)
}

/// Whether someone with these ties must have a second step.
pub(crate) fn must(ties: &[Tie]) -> bool {
    ties.iter().any(|tie| administers(tie.role))
}

/// Whether someone with these ties may have one: everyone but pupils.
pub(crate) fn may(ties: &[Tie]) -> bool {
    must(ties) || !ties.iter().any(|tie| tie.role == Role::Pupil)
}

/// The ties that count: without a second step, past the time they were given, administrators keep
/// what is theirs as anyone but no longer administer.
pub(crate) fn holding(
    tx: &mut Tx,
    app: &App,
    person: i64,
    mut ties: Vec<Tie>,
    now: Instant,
) -> Result<Vec<Tie>, DbError> {
    if must(&ties) && is_suspended(tx, app, person, now)? {
        ties.retain(|tie| !administers(tie.role));
    }
    Ok(ties)
}

/// Whether an administrator's time without a second step is over. The people of a demonstration
/// are fictitious, and entered with one click.
pub(crate) fn is_suspended(
    tx: &mut Tx,
    app: &App,
    person: i64,
    now: Instant,
) -> Result<bool, DbError> {
    if app.demo {
        return Ok(false);
    }
    let is_over = store::grace(tx, person)?.is_some_and(|ends| ends <= now);
    Ok(is_over && store::count(tx, person)? == 0)
}

/// Until when an administrator without a second step may go on; `None` for everyone else.
pub(crate) fn begin_grace(
    cx: &mut Cx,
    person: i64,
    ties: &[Tie],
) -> Result<Option<Instant>, Problem> {
    if cx.app.demo || !must(ties) || store::count(cx.tx, person)? > 0 {
        return Ok(None);
    }
    Ok(Some(store::begin_grace(cx.tx, person, cx.now.plus_seconds(GRACE))?))
}

/// What time it is on a phone: that of the world, also beside the clock of a demonstration.
pub(crate) fn phone_time(cx: &Cx) -> Instant {
    if cx.app.demo { Clock::System.now() } else { cx.now }
}

const fn of(person: i64) -> sealed::Of {
    sealed::Of { purpose: "identity.totp.key", person }
}

/// Whether a code of six digits opens for a person, and once.
fn opens(cx: &mut Cx, person: i64, typed: &str) -> Result<bool, Problem> {
    let Some(totp) = store::totp(cx.tx, person)?.filter(|totp| totp.is_confirmed) else {
        return Ok(false);
    };
    let secret = sealed::unseal(&cx.app.secret, of(person), &totp.sealed);
    let step = secret.and_then(|secret| totp::accepted(&secret, typed, totp.step, phone_time(cx)));
    if let Some(step) = step {
        store::use_totp(cx.tx, person, step)?;
    }
    Ok(step.is_some())
}

fn recovery_digest(secret: &[u8; 32], person: i64, code: &Code) -> [u8; 32] {
    let message = [&person.to_be_bytes(), code.as_str().as_bytes()].concat();
    sign(secret, "identity.recovery", &message)
}

/// New codes for the day the phone is lost; those of before die.
fn new_recovery_codes(
    tx: &mut Tx,
    secret: &[u8; 32],
    entropy: &Entropy,
    person: i64,
) -> Result<Vec<Code>, DbError> {
    store::remove_recovery(tx, person)?;
    let codes: Vec<_> = (0..RECOVERY_CODES).map(|_| Code::fresh(entropy)).collect();
    for code in &codes {
        store::add_recovery(tx, person, &recovery_digest(secret, person, code))?;
    }
    Ok(codes)
}

/// A way of making the second step was added: whoever was in with the password alone is out. The
/// first time, codes for the day the phone is lost come with it.
fn added(cx: &mut Cx, person: i64, session: i64) -> Result<Vec<Code>, Problem> {
    session::store::close_all(cx.tx, person, session)?;
    store::forget_awaited_of(cx.tx, person)?;
    note(cx, person, "identity.second-step.add")?;
    if store::recovery_left(cx.tx, person)? > 0 {
        return Ok(Vec::new());
    }
    Ok(new_recovery_codes(cx.tx, &cx.app.secret, &cx.app.entropy, person)?)
}

/// A way was removed. With the last one the codes for a lost phone go too.
fn removed(cx: &mut Cx, person: i64) -> Result<(), Problem> {
    if store::count(cx.tx, person)? == 0 {
        store::remove_recovery(cx.tx, person)?;
    }
    note(cx, person, "identity.second-step.remove")
}

/// Someone lost every way of making their second step: the password is enough until they add one.
pub(crate) fn lift(tx: &mut Tx, person: i64) -> Result<(), DbError> {
    store::remove_all(tx, person)
}

fn note(cx: &mut Cx, person: i64, action: &str) -> Result<(), Problem> {
    let entry = journal::Entry {
        at: cx.now,
        person: Some(person),
        action,
        object: person,
        scope: Target::person(person),
    };
    Ok(journal::write(cx.tx, &entry)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn administrators_must_adults_may_and_pupils_are_not_asked() {
        let ties = |role| [Tie { role, target: Target::TERRITORY }];
        let both = |role| (must(&ties(role)), may(&ties(role)));
        assert_eq!(both(Role::Operator), (true, true));
        assert_eq!(both(Role::TerritoryManager), (true, true));
        assert_eq!(both(Role::Head), (false, true));
        assert_eq!(both(Role::Guardian), (false, true));
        assert_eq!(both(Role::Pupil), (false, false));
    }
}
