//! Signing in, and slowing down those who guess. Never a lock: a device on which a person signed
//! in before has its own count, so nobody can keep them out from elsewhere.

pub(crate) mod pages;
pub(crate) mod store;
pub(crate) mod tries;

#[cfg(test)]
mod morning;

use std::net::IpAddr;

use kernel::{Instant, Role, Tie};
use web::{Cx, Problem, Reply, csrf::sign, dates};

use crate::{
    devices, factors,
    session::{self, Manner},
    t,
};

/// How often something may fail before one must wait.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit {
    /// So many failures are free.
    free: i64,
    /// Failures older than this no longer count, in seconds.
    window: i64,
}

/// Wrong passwords on one account, from unknown devices or from one known device.
pub(crate) const ACCOUNT: Limit = Limit { free: 10, window: 24 * 3_600 };
/// Accounts and codes that failed from the unknown devices of one source: a whole school may sit
/// behind it.
pub(crate) const SOURCE: Limit = Limit { free: 100, window: 3_600 };
/// Accounts and codes that failed on one browser where someone signed in before.
pub(crate) const BROWSER: Limit = Limit { free: 30, window: 3_600 };
/// Accounts on which one and the same password failed.
pub(crate) const PASSWORD: Limit = Limit { free: 20, window: 24 * 3_600 };

/// Wrong second steps of one person, from unknown devices or from one known device: a code has six
/// digits only, and whoever tries has the password.
pub(crate) const SECOND: Limit = Limit { free: 5, window: 24 * 3_600 };
/// Wrong secret pictures of one child, on the devices of the class.
pub(crate) const PICTURE: Limit = Limit { free: 4, window: 3_600 };

/// The first wait, in seconds; it doubles with each failure.
const FIRST_WAIT: i64 = 30;
/// The longest wait, in seconds.
const LONGEST_WAIT: i64 = 15 * 60;

/// What was counted: how many, and when the last was.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Count {
    pub(crate) failures: i64,
    pub(crate) last: Instant,
}

impl Limit {
    /// Since when failures count.
    pub(crate) const fn since(self, now: Instant) -> Instant {
        now.plus_seconds(-self.window)
    }

    /// How many seconds are left to wait; 0 when none.
    pub(crate) fn wait(self, count: Count, now: Instant) -> i64 {
        let over = count.failures - self.free;
        if over < 0 {
            return 0;
        }
        let wait = (FIRST_WAIT << over.min(10)).min(LONGEST_WAIT);
        (wait - now.seconds_since(count.last)).max(0)
    }
}

/// Whom and where a try concerns, without names or addresses.
#[derive(Clone, Debug)]
pub(crate) struct Keys {
    pub(crate) account: [u8; 32],
    pub(crate) source: [u8; 32],
    pub(crate) password: Option<i64>,
}

impl Keys {
    /// The keys of a try: a login or a code, where it comes from, and the password.
    pub(crate) fn new(
        secret: &[u8; 32],
        account: &str,
        source: IpAddr,
        password: Option<&str>,
    ) -> Self {
        Self {
            account: sign(secret, "identity.try.account", account.as_bytes()),
            source: sign(secret, "identity.try.source", &network(source)),
            password: password.map(|password| twenty_bits(secret, password)),
        }
    }
}

/// Someone whose password was right: the second step is awaited if they have one, else they are in.
pub(crate) fn arrive(
    cx: &mut Cx,
    person: i64,
    manner: Manner,
    next: &str,
) -> Result<Reply, Problem> {
    if factors::store::count(cx.tx, person)? > 0 {
        return factors::second::await_step(cx, person, manner, next);
    }
    come_in(cx, person, manner, next)
}

/// Someone who proved who they are: in they come. A device that was not known is told to them, and
/// administrators without a second step are asked for one.
pub(crate) fn come_in(
    cx: &mut Cx,
    person: i64,
    manner: Manner,
    next: &str,
) -> Result<Reply, Problem> {
    let lang = cx.lang();
    let is_known = session::is_known(cx, person)?;
    let fitting = fitting(cx, person, manner)?;
    let ties = ties(cx, person)?;
    let grace = factors::begin_grace(cx, person, &ties)?;
    let next = if grace.is_some() { factors::mine::PATH } else { next };
    let entered = session::enter(cx, person, fitting, next)?;
    if !is_known {
        devices::tell(cx, person, entered.id)?;
    }
    if fitting == manner {
        return Ok(entered.reply);
    }
    let until = cx.app.place.local(fitting.ends(cx.now)).1;
    Ok(entered.reply.saying(t::shared_until(lang, &dates::time(lang, until))))
}

/// How a session is to last: a pupil on a device that is not known as theirs may be on a class
/// tablet, unless they say that it is their own.
pub(crate) fn fitting(cx: &mut Cx, person: i64, asked: Manner) -> Result<Manner, Problem> {
    let is_pupil = ties(cx, person)?.iter().any(|tie| tie.role == Role::Pupil);
    let is_open = asked == Manner::Passes && is_pupil && !session::is_known(cx, person)?;
    Ok(if is_open { Manner::Shared } else { asked })
}

fn ties(cx: &mut Cx, person: i64) -> Result<Vec<Tie>, Problem> {
    Ok(directory::api::ties(cx.tx, person, cx.today())?)
}

/// What a try comes from, without saying which. Each has its own counts, so that nobody who guesses
/// elsewhere keeps anyone out here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Device {
    /// A device on which the person signed in before.
    Own([u8; 32]),
    /// One on which someone did, such as the tablet of a class.
    Known([u8; 32]),
    /// Any other.
    Unknown,
}

impl Device {
    /// The visitor's device, as a person's; nobody's for an unknown login or a code.
    pub(crate) fn of(cx: &mut Cx, person: Option<i64>) -> Result<Self, Problem> {
        let (secret, anchor) = (&cx.app.secret, &cx.incoming.anchor);
        if let Some(person) = person {
            let mark = device_mark(secret, anchor, person);
            if store::is_known(cx.tx, &mark)? {
                return Ok(Self::Own(mark));
            }
        }
        let mark = device_mark(secret, anchor, ANYONE);
        Ok(if store::is_known(cx.tx, &mark)? { Self::Known(mark) } else { Self::Unknown })
    }

    /// The visitor's device inside a session of the person.
    pub(crate) fn inside(cx: &Cx, person: i64) -> Self {
        Self::Own(device_mark(&cx.app.secret, &cx.incoming.anchor, person))
    }

    /// What its counts are kept under.
    pub(crate) const fn mark(&self) -> Option<&[u8; 32]> {
        match self {
            Self::Own(mark) | Self::Known(mark) => Some(mark),
            Self::Unknown => None,
        }
    }
}

/// In a device's mark: whoever signed in.
const ANYONE: i64 = 0;

/// Remembers the visitor's device, as the person's and as one on which someone signed in.
pub(crate) fn remember(cx: &mut Cx, person: i64) -> Result<(), Problem> {
    for person in [person, ANYONE] {
        let mark = device_mark(&cx.app.secret, &cx.incoming.anchor, person);
        store::remember(cx.tx, &mark, person, cx.now)?;
    }
    Ok(())
}

fn device_mark(secret: &[u8; 32], anchor: &[u8; 32], person: i64) -> [u8; 32] {
    let message = [anchor.as_slice(), &person.to_be_bytes()].concat();
    sign(secret, "identity.device", &message)
}

/// An address, or for IPv6 the network that one subscriber holds.
fn network(source: IpAddr) -> Vec<u8> {
    match source.to_canonical() {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets()[..8].to_vec(),
    }
}

fn twenty_bits(secret: &[u8; 32], password: &str) -> i64 {
    let code = sign(secret, "identity.try.password", password.as_bytes());
    i64::from(code[0]) | i64::from(code[1]) << 8 | i64::from(code[2] & 15) << 16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_failures_are_free_then_the_wait_grows_to_a_quarter_of_an_hour() {
        let now = Instant(0);
        let wait = |failures| ACCOUNT.wait(Count { failures, last: now }, now);
        assert_eq!([9, 10, 11, 12, 14, 15, 90].map(wait), [0, 30, 60, 120, 480, 900, 900]);
        let later = now.plus_seconds(40);
        assert_eq!(ACCOUNT.wait(Count { failures: 11, last: now }, later), 20);
        assert_eq!(ACCOUNT.wait(Count { failures: 10, last: now }, later), 0);
    }

    #[test]
    fn one_subscriber_is_one_source() {
        let key = |text: &str| Keys::new(&[7; 32], "x", text.parse().unwrap(), None).source;
        assert_eq!(key("2001:db8::1"), key("2001:db8::2:1"));
        assert_ne!(key("2001:db8::1"), key("2001:db8:0:1::1"));
        assert_eq!(key("192.0.2.1"), key("::ffff:192.0.2.1"));
        assert_ne!(key("192.0.2.1"), key("192.0.2.2"));
    }
}
