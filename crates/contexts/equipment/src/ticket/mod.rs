//! What does not work, reported in two taps from where it does not, and followed to its end.

mod family;
mod pages;
mod photo;
mod report;
pub(crate) mod store;
mod views;

use kernel::{Actor, Instant, Lang};
use web::{Door, Route};

use crate::{
    device::{State, words},
    rights::STAFF,
    t,
};

pub(crate) use pages::PATH;
pub(crate) use views::of_device;

pub(crate) fn routes() -> Vec<Route> {
    [report::routes(), family::routes(), pages::routes(), photo::routes()].concat()
}

/// Whether someone works in a school: they report what does not work there.
pub(crate) fn reports(actor: &Actor) -> bool {
    STAFF.iter().any(|role| actor.is(*role))
}

/// The way to it from the home of who works in a school.
pub(crate) fn door(lang: Lang) -> Door {
    Door { path: report::PATH, says: t::report_open(lang), icon: "triangle-alert" }
}

words! {
    /// What does not work, in the words of who meets it.
    pub Trouble "trouble" {
        /// It does not switch on.
        Power = "power",
        /// Nothing is shown.
        Picture = "picture",
        /// Nothing comes from the network.
        Network = "network",
        /// It is broken.
        Broken = "broken",
        /// Something else.
        Other = "other",
    }
}

words! {
    /// Where what was reported stands.
    pub Stand "stand" {
        /// Nobody has looked at it yet.
        Received = "received",
        /// Someone takes care of it.
        Taken = "taken",
        /// A part of it is on its way.
        Waiting = "waiting",
        /// It works again.
        Fixed = "fixed",
        /// Nothing will be done.
        Refused = "refused",
    }
}

/// What a device may become while a report on it is followed: being lent is its loan's to say.
const BECOMES: [State; 4] = [State::Used, State::Stock, State::Broken, State::Gone];

impl Stand {
    /// Whether nothing more is to be done.
    pub(crate) const fn is_over(self) -> bool {
        matches!(self, Self::Fixed | Self::Refused)
    }
}

/// Something that was reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ticket {
    pub(crate) id: i64,
    pub(crate) org: i64,
    pub(crate) device: Option<i64>,
    pub(crate) place: String,
    pub(crate) trouble: Trouble,
    pub(crate) words: String,
    pub(crate) stand: Stand,
    pub(crate) is_passed: bool,
    pub(crate) reporter: Option<i64>,
    pub(crate) is_family: bool,
    pub(crate) at: Instant,
    pub(crate) changed_at: Instant,
    pub(crate) closed_at: Option<Instant>,
}

/// What is over may be said not to be so long after, in seconds.
const REOPEN_SECONDS: i64 = 14 * 24 * 3_600;

impl Ticket {
    /// Whether who reported it may still say that it is not over.
    pub(crate) fn may_reopen(&self, now: Instant) -> bool {
        let closed = self.closed_at.filter(|_| self.stand.is_over());
        closed.is_some_and(|closed| now <= closed.plus_seconds(REOPEN_SECONDS))
    }
}

/// A step of what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) at: Instant,
    pub(crate) person: Option<i64>,
    pub(crate) stand: Stand,
    pub(crate) words: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_may_be_opened_again_for_fourteen_days() {
        let closed = Instant(0);
        let ticket = Ticket {
            id: 1,
            org: 1,
            device: None,
            place: "Salle 7".into(),
            trouble: Trouble::Picture,
            words: String::new(),
            stand: Stand::Fixed,
            is_passed: false,
            reporter: Some(1),
            is_family: false,
            at: closed,
            changed_at: closed,
            closed_at: Some(closed),
        };
        assert!(ticket.may_reopen(closed.plus_seconds(REOPEN_SECONDS)));
        assert!(!ticket.may_reopen(closed.plus_seconds(REOPEN_SECONDS + 1)));
        let open = Ticket { stand: Stand::Taken, closed_at: None, ..ticket };
        assert!(!open.may_reopen(closed));
    }

    #[test]
    fn every_trouble_and_stand_has_its_words() {
        for lang in Lang::ALL {
            assert!(Trouble::ALL.iter().all(|one| !one.says(lang).is_empty()));
            assert!(Stand::ALL.iter().all(|one| !one.says(lang).is_empty()));
        }
    }
}
