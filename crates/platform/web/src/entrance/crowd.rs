//! Who waits, in which order, and who is called: a model without clock, chance or network.
//!
//! People are called in the order in which they came, at the pace at which the machine can let
//! them in. Only those who still ask are called; who lost the network keeps their place.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kernel::Instant;

use super::ticket::{KEPT, Ticket};

/// How the machine is doing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Strength {
    /// Passwords that wait to be looked at.
    pub(crate) backlog: usize,
    /// People whom it can let in within a second.
    pub(crate) per_second: f64,
    /// Whether the pages of those inside come late.
    pub(crate) pages_are_late: bool,
}

impl Strength {
    /// Whether a password sent now is looked at within about a second.
    fn is_prompt(&self) -> bool {
        self.backlog as f64 <= self.per_second.max(SMALL_BACKLOG)
    }
}

/// Someone at the entrance.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Visit {
    pub(crate) now: Instant,
    /// The place they have.
    pub(crate) ticket: Option<Ticket>,
    /// The place they take when they have none.
    pub(crate) fresh: Ticket,
    /// The network they come from.
    pub(crate) source: u64,
    /// Whether a password is to be looked at, and not only a page to be shown.
    pub(crate) tries: bool,
}

/// What someone at the entrance is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    In,
    Wait(Place),
    /// Too many from one network wait already.
    Refused,
}

/// A place in line, as it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) ticket: Ticket,
    /// How many are before.
    pub(crate) ahead: usize,
    /// About how many seconds are left.
    pub(crate) seconds: u32,
    /// Seconds until they are to ask again.
    pub(crate) again: u32,
}

/// A small backlog is no crowd.
const SMALL_BACKLOG: f64 = 16.0;
/// So many seconds of what the machine can do may be called at once, after a lull.
const BURST: f64 = 5.0;
/// When pages are late, what is called halves each second down to this share; it grows again by a
/// tenth each second.
const LEAST_SHARE: f64 = 0.02;
const RECOVERY: f64 = 0.1;
/// Someone who was called has so many seconds to come in, and so many tries.
const CALLED: i64 = 5 * 60;
const TRIES: u8 = 10;
/// Nobody asks again sooner or later than this, in seconds.
const SOONEST: u32 = 4;
const LATEST: u32 = 40;
/// Someone who does not ask within twice the time they were told and this is not called.
const PATIENCE: u32 = 30;
/// The longest wait that is told, in seconds.
const LONGEST: f64 = 24.0 * 3_600.0;
/// At most so many places are held; one more costs a hundred bytes.
const MOST: usize = 200_000;

/// The people at the entrance.
#[derive(Debug)]
pub(crate) struct Crowd {
    per_address: usize,
    most_per_second: Option<f64>,
    waiting: BTreeMap<Ticket, Waiter>,
    sources: HashMap<u64, usize>,
    called: BTreeMap<Ticket, Pass>,
    used: BTreeSet<Ticket>,
    /// How many may be called now.
    credit: f64,
    /// The share of what the machine can do that is used.
    share: f64,
    /// How many were called each second, lately.
    pace: f64,
    called_since: u32,
    swept: Instant,
    looked: Instant,
    pub(crate) called_ever: u64,
    pub(crate) refused_ever: u64,
}

#[derive(Debug)]
struct Waiter {
    source: u64,
    gone: Instant,
}

#[derive(Debug)]
struct Pass {
    until: Instant,
    tries: u8,
}

impl Crowd {
    /// Nobody yet. At most so many wait from one network, and at most so many come in a second.
    pub(crate) fn new(per_address: usize, most_per_second: Option<f64>) -> Self {
        Self {
            per_address,
            most_per_second,
            waiting: BTreeMap::new(),
            sources: HashMap::new(),
            called: BTreeMap::new(),
            used: BTreeSet::new(),
            credit: if most_per_second == Some(0.0) { 0.0 } else { 1.0 },
            share: 1.0,
            pace: 0.0,
            called_since: 0,
            swept: Instant(0),
            looked: Instant(0),
            called_ever: 0,
            refused_ever: 0,
        }
    }

    /// How many wait, and how many were called and did not come in yet.
    pub(crate) fn counts(&self) -> (usize, usize) {
        (self.waiting.len(), self.called.len())
    }

    /// Someone asks to come in.
    pub(crate) fn come(&mut self, visit: &Visit, strength: &Strength) -> Turn {
        self.look(visit.now, strength);
        let known = visit.ticket.filter(|ticket| !self.used.contains(ticket));
        if known.is_some_and(|ticket| self.has_pass(ticket, visit)) {
            return Turn::In;
        }
        if self.is_open(strength) {
            if visit.tries && self.most_per_second.is_some() {
                self.credit -= 1.0;
            }
            return Turn::In;
        }
        let ticket = known.unwrap_or(visit.fresh);
        if !self.stand(ticket, visit) {
            self.refused_ever += 1;
            return Turn::Refused;
        }
        self.call(visit.now, strength);
        if self.has_pass(ticket, visit) {
            return Turn::In;
        }
        Turn::Wait(self.place(ticket, visit.now))
    }

    /// Someone came in: their place is used up.
    pub(crate) fn entered(&mut self, ticket: Ticket) {
        self.called.remove(&ticket);
        self.leave(ticket);
        self.used.insert(ticket);
    }

    /// Whether someone was called; a password that is looked at is one of their tries.
    fn has_pass(&mut self, ticket: Ticket, visit: &Visit) -> bool {
        let Some(pass) = self.called.get_mut(&ticket).filter(|pass| pass.until > visit.now) else {
            return false;
        };
        if visit.tries {
            pass.tries -= 1;
            if pass.tries == 0 {
                self.entered(ticket);
            }
        }
        true
    }

    /// Whether nobody has to wait.
    fn is_open(&self, strength: &Strength) -> bool {
        let has_room = self.most_per_second.is_none() || self.credit >= 1.0;
        self.waiting.is_empty() && strength.is_prompt() && self.share >= 1.0 && has_room
    }

    /// Puts someone in line, or sees that they are still there.
    fn stand(&mut self, ticket: Ticket, visit: &Visit) -> bool {
        if self.waiting.contains_key(&ticket) {
            return true;
        }
        if self.waiting.len() >= MOST {
            return false;
        }
        let beside = self.sources.entry(visit.source).or_default();
        if *beside >= self.per_address {
            return false;
        }
        *beside += 1;
        self.called.remove(&ticket);
        let gone = visit.now.plus_seconds(i64::from(LATEST + PATIENCE));
        self.waiting.insert(ticket, Waiter { source: visit.source, gone });
        true
    }

    fn leave(&mut self, ticket: Ticket) {
        let Some(waiter) = self.waiting.remove(&ticket) else { return };
        if let Some(count) = self.sources.get_mut(&waiter.source) {
            *count -= 1;
            if *count == 0 {
                self.sources.remove(&waiter.source);
            }
        }
    }

    fn place(&mut self, ticket: Ticket, now: Instant) -> Place {
        let ahead = self.waiting.range(..ticket).count();
        let left = ((ahead + 1) as f64 / self.pace.max(f64::EPSILON)).min(LONGEST);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and a day"
        )]
        let seconds = left.ceil() as u32;
        let again = ask_again(seconds, ticket);
        if let Some(waiter) = self.waiting.get_mut(&ticket) {
            waiter.gone = now.plus_seconds(i64::from(2 * again + PATIENCE));
        }
        Place { ticket, ahead, seconds, again }
    }

    /// Takes note of the time that passed, then calls whom it can.
    fn look(&mut self, now: Instant, strength: &Strength) {
        let passed = ((now.0 - self.looked.0) as f64 / 1e6).clamp(0.0, 60.0);
        self.looked = self.looked.max(now);
        if strength.pages_are_late {
            self.share = (self.share * 0.5_f64.powf(passed)).max(LEAST_SHARE);
        } else {
            self.share = (self.share + RECOVERY * passed).min(1.0);
        }
        let rate = self.rate(strength);
        self.credit = (self.credit + rate * passed).min((rate * BURST).max(1.0));
        self.sweep(now, rate);
        self.call(now, strength);
    }

    /// How many the machine may let in within a second.
    fn rate(&self, strength: &Strength) -> f64 {
        let able = strength.per_second * self.share;
        self.most_per_second.map_or(able, |most| able.min(most))
    }

    fn call(&mut self, now: Instant, strength: &Strength) {
        while self.credit >= 1.0 && strength.is_prompt() {
            let Some((&first, waiter)) = self.waiting.first_key_value() else { return };
            let is_there = waiter.gone > now;
            self.leave(first);
            if is_there {
                let pass = Pass { until: now.plus_seconds(CALLED), tries: TRIES };
                self.called.insert(first, pass);
                self.credit -= 1.0;
                self.called_since += 1;
                self.called_ever += 1;
            }
        }
    }

    /// Each second: forgets who went away, and learns at what pace people are called.
    fn sweep(&mut self, now: Instant, rate: f64) {
        let passed = (now.0 - self.swept.0) as f64 / 1e6;
        if passed < 1.0 {
            return;
        }
        self.swept = now;
        if self.waiting.is_empty() {
            self.pace = rate;
        } else {
            let lately = f64::from(self.called_since) / passed;
            let weight = (passed / MEMORY).min(1.0);
            self.pace += (lately - self.pace) * weight;
        }
        self.called_since = 0;
        let gone: Vec<Ticket> = self
            .waiting
            .iter()
            .filter(|(_, waiter)| waiter.gone <= now)
            .map(|(ticket, _)| *ticket)
            .collect();
        for ticket in gone {
            self.leave(ticket);
        }
        self.called.retain(|_, pass| pass.until > now);
        let kept = Ticket { since: now.plus_seconds(-KEPT), number: 0 };
        self.used = self.used.split_off(&kept);
    }
}

/// The pace is that of about so many seconds.
const MEMORY: f64 = 10.0;

/// Sooner for who is near, and never everyone at once.
fn ask_again(seconds: u32, ticket: Ticket) -> u32 {
    let base = (seconds / 3).clamp(SOONEST, LATEST);
    let spread = u64::from(base / 2 + 1);
    base + u32::try_from(ticket.number % spread).unwrap_or(0)
}

#[cfg(test)]
mod tests;
