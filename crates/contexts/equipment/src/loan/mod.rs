//! A device in someone's hands: lent with a due date, accepted by who answers for a pupil, reminded
//! of, extended, and back by a scan. Who works in a school may hold one without a date.

mod agreement;
mod back;
mod borrowers;
mod lend;
mod mine;
mod one;
pub(crate) mod own;
mod pages;
pub(crate) mod remind;
pub(crate) mod store;
mod views;

use db::{DbError, Tx};
use kernel::{Instant, Place};
use today::api::{Item, Kind};
use web::Route;

use crate::device::{
    Device, Said, State,
    store::{self as devices, Hand},
    words,
};

pub(crate) use mine::at_hand;
pub(crate) use pages::school_loans;
pub(crate) use views::holder_said;

pub(crate) fn routes() -> Vec<Route> {
    [
        pages::routes(),
        one::routes(),
        lend::routes(),
        back::routes(),
        mine::routes(),
        agreement::routes(),
    ]
    .concat()
}

words! {
    /// How a loan ended.
    pub(crate) End "loan-end" {
        /// It came back.
        Returned = "returned",
        /// Nobody finds it.
        Lost = "lost",
        /// It was stolen.
        Stolen = "stolen",
        /// It left the inventory meanwhile.
        Gone = "gone",
    }
}

words! {
    /// In what state a device comes back.
    pub(crate) CameBack "came-back" {
        /// As it was lent.
        Good = "good",
        /// Damaged, but it works.
        Worn = "worn",
        /// It does not work any more.
        Broken = "broken",
    }
}

/// A device that is or was lent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Loan {
    pub(crate) id: i64,
    pub(crate) device: i64,
    pub(crate) org: i64,
    /// Nobody once they are forgotten.
    pub(crate) person: Option<i64>,
    pub(crate) group: Option<i64>,
    pub(crate) is_pupil: bool,
    pub(crate) due: Option<Instant>,
    pub(crate) lent_at: Instant,
    pub(crate) lent_by: Option<i64>,
    pub(crate) accepted_at: Option<Instant>,
    pub(crate) accepted_by: Option<i64>,
    pub(crate) on_paper: bool,
    pub(crate) ended: Option<End>,
    pub(crate) ended_at: Option<Instant>,
    pub(crate) came_back: Option<CameBack>,
    pub(crate) words: String,
    pub(crate) told_soon: Option<Instant>,
    pub(crate) told_late: Option<Instant>,
}

/// Where a loan stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    Running,
    /// Due in two days at most.
    Soon,
    Late,
    Over(End),
}

/// What one is reminded of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reminder {
    Soon,
    Late,
}

/// A reminder comes so long before the due date, in seconds.
const SOON_SECONDS: i64 = 2 * 24 * 3_600;
/// Nobody is told that they are late before so long: what came back in time is often scanned the next
/// morning.
const GRACE_SECONDS: i64 = 18 * 3_600;

impl Loan {
    pub(crate) fn phase(&self, now: Instant) -> Phase {
        match (self.ended, self.due) {
            (Some(end), _) => Phase::Over(end),
            (None, Some(due)) if now > due => Phase::Late,
            (None, Some(due)) if now >= due.plus_seconds(-SOON_SECONDS) => Phase::Soon,
            _ => Phase::Running,
        }
    }

    /// What its borrower is to be reminded of, each once for a date. Only the date that holds now
    /// counts: an extension takes back what was late.
    pub(crate) fn reminder(&self, now: Instant) -> Option<Reminder> {
        let due = self.due.filter(|_| self.ended.is_none())?;
        if now > due {
            let is_time = now > due.plus_seconds(GRACE_SECONDS);
            return (is_time && self.told_late != Some(due)).then_some(Reminder::Late);
        }
        let soon = due.plus_seconds(-SOON_SECONDS);
        // Lent for less than that, they have just heard the date.
        let is_news = self.lent_at < soon && self.told_soon != Some(due);
        (now >= soon && is_news).then_some(Reminder::Soon)
    }
}

/// What a device becomes when it comes back.
const fn state_after(came_back: CameBack) -> State {
    match came_back {
        CameBack::Good | CameBack::Worn => State::Stock,
        CameBack::Broken => State::Broken,
    }
}

/// How a loan ends.
pub(crate) struct Ending<'a> {
    pub(crate) end: End,
    pub(crate) at: Instant,
    pub(crate) came_back: Option<CameBack>,
    pub(crate) words: &'a str,
}

/// Ends a loan: the device is what it becomes, and nobody is reminded any more.
pub(crate) fn finish(
    tx: &mut Tx,
    (loan, device): (&Loan, &Device),
    ending: &Ending,
    by: Hand,
) -> Result<(), DbError> {
    store::end(tx, loan.id, ending)?;
    say_no_more(tx, loan.id)?;
    // What was lost may have been found since, lent again or given to another school.
    let is_elsewhere = device.said.org != loan.org || device.said.state != State::Lost;
    if loan.ended.is_some() && is_elsewhere {
        return Ok(());
    }
    let state = match ending.end {
        End::Returned => ending.came_back.map_or(State::Stock, state_after),
        End::Lost => State::Lost,
        End::Stolen => State::Stolen,
        End::Gone => State::Gone,
    };
    devices::change(tx, device, &Said { state, ..device.said.clone() }, by).map(drop)
}

/// What a change may say of a device: while it is lent it stays so, and of its school, whatever a table
/// or a form says, but for what ends the loan.
pub(crate) fn follow(
    tx: &mut Tx,
    before: &Device,
    said: &Said,
    now: Instant,
) -> Result<Said, DbError> {
    let is_same = said.state == before.said.state && said.org == before.said.org;
    let open = if is_same { None } else { store::open_of_device(tx, before.id)? };
    let Some(loan) = open else { return Ok(said.clone()) };
    let end = match said.state {
        State::Lost => End::Lost,
        State::Stolen => End::Stolen,
        State::Gone => End::Gone,
        State::Stock | State::Used | State::Broken | State::Lent => {
            return Ok(Said { state: State::Lent, org: before.said.org, ..said.clone() });
        }
    };
    store::end(tx, loan.id, &Ending { end, at: now, came_back: None, words: "" })?;
    say_no_more(tx, loan.id)?;
    Ok(said.clone())
}

/// A loan that is over is on nobody's home.
fn say_no_more(tx: &mut Tx, loan: i64) -> Result<(), DbError> {
    today::api::remove(tx, Kind::Return, loan)?;
    today::api::remove(tx, Kind::Sign, loan)
}

/// The agreement of a loan is accepted, here or on paper.
fn accept(tx: &mut Tx, loan: i64, by: (i64, Instant), on_paper: bool) -> Result<(), DbError> {
    store::accept(tx, loan, by, on_paper)?;
    today::api::remove(tx, Kind::Sign, loan)
}

/// Says on the home of a pupil, and of who answers for them, what is to come back; to the latter, the
/// agreement they have not accepted yet.
pub(crate) fn say_today(
    tx: &mut Tx,
    loan: &Loan,
    (name, place): (&str, &Place),
    now: Instant,
) -> Result<(), DbError> {
    let Some((person, due)) = loan.person.zip(loan.due).filter(|_| loan.is_pupil) else {
        return Ok(());
    };
    let (day, time) = place.local(due);
    let link = mine::path(loan.id);
    let lent = Item {
        kind: Kind::Return,
        reference: loan.id,
        audience: kernel::Target::person(person),
        staff: None,
        for_pupils: true,
        for_guardians: true,
        day,
        starts: Some(time),
        ends: None,
        position: 0,
        title: name,
        class: "",
        who: "",
        place: "",
        minutes: None,
        state: today::api::State::Open,
        link: &link,
        at: now,
    };
    today::api::put(tx, &lent)?;
    if loan.accepted_at.is_some() {
        return Ok(());
    }
    let (day, _) = place.local(loan.lent_at);
    today::api::put(tx, &Item { kind: Kind::Sign, for_pupils: false, day, starts: None, ..lent })
}

#[cfg(test)]
mod tests {
    use kernel::Lang;
    use proptest::prelude::*;

    use super::*;

    const DAY: i64 = 24 * 3_600;

    fn at(seconds: i64) -> Instant {
        Instant(seconds * 1_000_000)
    }

    fn loan(due: Option<i64>) -> Loan {
        Loan {
            id: 1,
            device: 1,
            org: 1,
            person: Some(1),
            group: None,
            is_pupil: true,
            due: due.map(at),
            lent_at: at(0),
            lent_by: None,
            accepted_at: None,
            accepted_by: None,
            on_paper: false,
            ended: None,
            ended_at: None,
            came_back: None,
            words: String::new(),
            told_soon: None,
            told_late: None,
        }
    }

    #[test]
    fn a_loan_is_late_only_after_its_hour() {
        let loan = loan(Some(10 * DAY));
        assert_eq!(loan.phase(at(DAY)), Phase::Running);
        assert_eq!(loan.phase(at(8 * DAY)), Phase::Soon);
        assert_eq!(loan.phase(at(10 * DAY)), Phase::Soon, "at its very hour");
        assert_eq!(loan.phase(at(10 * DAY + 1)), Phase::Late);
        let back = Loan { ended: Some(End::Returned), ..loan };
        assert_eq!(back.phase(at(20 * DAY)), Phase::Over(End::Returned));
    }

    #[test]
    fn an_extension_recorded_late_takes_the_lateness_back() {
        let mut one = loan(Some(10 * DAY));
        assert_eq!(one.reminder(at(12 * DAY)), Some(Reminder::Late));
        one.told_late = one.due;
        assert_eq!(one.reminder(at(12 * DAY)), None, "said once");
        one.due = Some(at(20 * DAY));
        assert_eq!((one.phase(at(12 * DAY)), one.reminder(at(12 * DAY))), (Phase::Running, None));
        assert_eq!(one.reminder(at(19 * DAY)), Some(Reminder::Soon), "the new date has its own");
    }

    #[test]
    fn what_is_scanned_the_next_morning_was_not_late() {
        let one = loan(Some(10 * DAY));
        assert_eq!(one.reminder(at(10 * DAY + 15 * 3_600)), None);
        let short = Loan { lent_at: at(9 * DAY), ..one };
        assert_eq!(short.reminder(at(9 * DAY + 60)), None, "they have just heard the date");
    }

    #[test]
    fn every_end_and_state_has_its_words() {
        for lang in Lang::ALL {
            assert!(End::ALL.iter().all(|one| !one.says(lang).is_empty()));
            assert!(CameBack::ALL.iter().all(|one| !one.says(lang).is_empty()));
        }
    }

    proptest! {
        /// Whatever happens, each date is told at most once before and once after it, and nothing once
        /// it is back.
        #[test]
        fn nobody_is_told_twice(
            moves in proptest::collection::vec((0_u8..4, 0_i64..40), 1..60),
        ) {
            let mut one = loan(Some(5 * DAY));
            let (mut now, mut told) = (0, Vec::new());
            for (what, by) in moves {
                match what {
                    0 => one.due = Some(at(now + by * DAY)),
                    1 if by > 35 => one.ended = Some(End::Returned),
                    _ => now += by * 3_600,
                }
                if let Some(reminder) = one.reminder(at(now)) {
                    prop_assert!(one.ended.is_none());
                    prop_assert_eq!(reminder == Reminder::Late, one.phase(at(now)) == Phase::Late);
                    match reminder {
                        Reminder::Soon => one.told_soon = one.due,
                        Reminder::Late => one.told_late = one.due,
                    }
                    let one_told = (one.due, reminder == Reminder::Late);
                    prop_assert!(told.last() != Some(&one_told));
                    told.push(one_told);
                }
            }
        }
    }
}
