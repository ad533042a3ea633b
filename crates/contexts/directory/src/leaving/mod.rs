//! People who leave. Their rights end with their last tie, at once; their account stays three
//! months, for them to take their work away; then what is personal is erased (arrêté of 30 November
//! 2006, article 6). Each room erases its own part when it hears that an account is closed.

mod close;
pub(crate) mod proofs;
mod store;

use db::{DbError, Tx};
use events::{Event, directory::AccountClosingV1};
use jobs::{JobError, Payload};
use kernel::{Day, Instant};

use crate::same;

pub use proofs::prove;

/// From the last day to the closing, in months.
const MONTHS: i32 = 3;
/// A closing is announced at least this long before, in days.
const NOTICE_DAYS: i32 = 14;
/// Records looked at in one transaction.
const LOOKED_AT: i64 = 1_000;
/// People told again, or accounts closed, in one transaction.
const AT_ONCE: i64 = 20;

/// Someone who left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Departure {
    /// Their last day.
    pub left: Day,
    /// The last day of their account.
    pub closes: Day,
    /// Whether their name would stay beside what they wrote: that of staff.
    pub name_stays: bool,
    /// Whether they want no name left beside what they wrote.
    pub objects: bool,
}

impl Departure {
    /// Of someone whose last day it was, noticed on another. Nobody's account closes unannounced.
    fn new(left: Day, noticed: Day) -> Self {
        let closes = left.plus_months(MONTHS).max(noticed.plus(1 + NOTICE_DAYS));
        Self { left, closes, name_stays: false, objects: false }
    }
}

/// What becomes of the account of someone without any tie left; `None` for everyone else, those
/// whose first day is to come included.
pub fn departure(tx: &mut Tx, person: i64, today: Day) -> Result<Option<Departure>, DbError> {
    let selves = same::selves(tx, person)?;
    if store::is_any_present(tx, &selves, today)? {
        return Ok(None);
    }
    let name_stays = store::is_any_staff(tx, &selves)?;
    if let Some(known) = store::known(tx, selves[0])? {
        return Ok(Some(Departure { name_stays, ..known }));
    }
    let yesterday = today.plus(-1);
    let left = store::last_day(tx, &selves)?.map_or(yesterday, |last| last.min(yesterday));
    Ok(Some(Departure { name_stays, ..Departure::new(left, today) }))
}

/// Keeps whether someone who left wants no name left beside what they wrote; false when none would
/// stay.
pub fn object(tx: &mut Tx, person: i64, objects: bool, today: Day) -> Result<bool, DbError> {
    let leaving = departure(tx, person, today)?.filter(|leaving| leaving.name_stays);
    let Some(departure) = leaving else { return Ok(false) };
    let selves = same::selves(tx, person)?;
    store::note(tx, &selves, &departure)?;
    store::set_objects(tx, selves[0], objects)?;
    Ok(true)
}

const LOOK: &str = "directory.look-for-leavers";
const TELL: &str = "directory.tell-leavers";
const CLOSE: &str = "directory.close-accounts";

/// The work of the room on those who leave.
pub(crate) fn jobs() -> Vec<jobs::Job> {
    vec![
        jobs::Job { name: LOOK, run: look },
        jobs::Job { name: TELL, run: tell_again },
        jobs::Job { name: CLOSE, run: close_due },
    ]
}

/// Once a day: who left, who came back, who is told again, whose account closes.
pub(crate) fn daily(tx: &mut Tx, now: Instant) -> Result<(), JobError> {
    jobs::enqueue(tx, LOOK, &0, Some("daily"), now)?;
    jobs::enqueue(tx, TELL, &0, Some("daily"), now)?;
    jobs::enqueue(tx, CLOSE, &0, Some("daily"), now)?;
    Ok(())
}

/// The last day that is over, or nearly, wherever the territory is.
fn over(now: Instant) -> Day {
    let day = now.0.div_euclid(24 * 3_600 * 1_000_000) - 1;
    i32::try_from(day).map_or(Day::NEVER, Day)
}

/// Notes those of the next records who have no tie left, and forgets those who came back.
fn look(tx: &mut Tx, payload: &Payload, now: Instant) -> Result<(), JobError> {
    let after: i64 = payload.read()?;
    let (day, to) = (over(now), after + LOOKED_AT);
    store::forget_present(tx, (after, to), day)?;
    let gone = store::absent(tx, (after, to), day)?;
    let joined = store::roots_within(tx, (after, to))?;
    for person in gone {
        let selves =
            if joined.contains(&person) { same::selves(tx, person)? } else { vec![person] };
        if selves.len() > 1 && store::is_any_present(tx, &selves, day)? {
            continue;
        }
        let left = store::last_day(tx, &selves)?.map_or(day, |last| last.min(day));
        let departure = Departure::new(left, day);
        let is_last_notice = departure.closes <= day.plus(1 + NOTICE_DAYS);
        store::note(tx, &selves, &departure)?;
        tell(tx, person, if is_last_notice { 2 } else { 1 }, now)?;
    }
    if to < store::last_record(tx)? {
        jobs::enqueue(tx, LOOK, &to, None, now)?;
    }
    Ok(())
}

/// Tells those whose account closes soon a second time.
fn tell_again(tx: &mut Tx, _: &Payload, now: Instant) -> Result<(), JobError> {
    let soon = over(now).plus(1 + NOTICE_DAYS);
    let people = store::closing_by(tx, soon, AT_ONCE)?;
    for person in &people {
        tell(tx, *person, 2, now)?;
    }
    again(tx, TELL, people.len(), now)
}

fn tell(tx: &mut Tx, person: i64, times: i64, now: Instant) -> Result<(), JobError> {
    let Some(departure) = store::told(tx, person, times)? else { return Ok(()) };
    let event = AccountClosingV1 { person, on_day: departure.0.into() };
    Ok(jobs::emit(tx, AccountClosingV1::NAME, &event, now)?)
}

/// Closes the accounts whose last day is over. While an import is being published nothing is
/// erased: it compared what is there.
fn close_due(tx: &mut Tx, _: &Payload, now: Instant) -> Result<(), JobError> {
    if store::is_importing(tx)? {
        return Ok(jobs::enqueue(tx, CLOSE, &0, Some("later"), now.plus_seconds(600))?);
    }
    let day = over(now);
    let people = store::closed_by(tx, day, AT_ONCE)?;
    for person in &people {
        let selves = same::selves(tx, *person)?;
        if store::is_any_present(tx, &selves, day)? {
            store::forget(tx, *person)?;
        } else {
            close::close(tx, (*person, &selves), day, now)?;
        }
    }
    again(tx, CLOSE, people.len(), now)
}

/// Goes on when there may be more.
fn again(tx: &mut Tx, job: &str, done: usize, now: Instant) -> Result<(), JobError> {
    if i64::try_from(done).is_ok_and(|done| done >= AT_ONCE) {
        jobs::enqueue(tx, job, &0, None, now)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    #[test]
    fn an_account_closes_three_months_after_the_last_day() {
        let departure = Departure::new(day("2027-03-10"), day("2027-03-11"));
        assert_eq!(departure.closes, day("2027-06-10"));
        let at_the_end_of_a_month = Departure::new(day("2026-11-30"), day("2026-12-01"));
        assert_eq!(at_the_end_of_a_month.closes, day("2027-02-28"));
    }

    #[test]
    fn whoever_left_long_ago_is_told_first() {
        let departure = Departure::new(day("2025-07-05"), day("2027-03-11"));
        assert_eq!(departure.closes, day("2027-03-26"));
    }
}
