//! Sessions: a secret in the browser, its SHA-256 here.

pub(crate) mod store;

use db::{DbError, Tx};
use kernel::{Actor, Entropy, Instant};
use sha2::{Digest, Sha256};
use web::{App, Cx, Form, Problem, Reply};

use crate::{
    factors,
    signin::{self, Device},
};

/// A device of one's own: thirty days after it was last used to change something.
const STAYING: i64 = 30 * 24 * 3_600;
/// Any other device: until the browser closes, twelve hours at most.
const PASSING: i64 = 12 * 3_600;
/// A device that passes from hand to hand: until the browser closes, two hours at most.
const SHARED: i64 = 2 * 3_600;
/// A device of a class: so long without a touch, in seconds.
pub(crate) const IDLE: i64 = 10 * 60;
/// The browser keeps the cookie of a staying session longer than the server keeps the session.
const COOKIE: i64 = 365 * 24 * 3_600;
/// Use of a session is noted at most this often.
const NOTED_EVERY: i64 = 3_600;
/// The same on a device of a class, where a session is short.
const NOTED_EVERY_SHORT: i64 = 60;

/// How a session lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// « Rester connecté sur cet appareil ».
    Stays,
    /// Neither: the day, at most.
    Passes,
    /// « Cet appareil est partagé ».
    Shared,
}

impl Manner {
    /// What a form asks for; who says both is on a shared device.
    pub(crate) fn asked(form: &Form) -> Self {
        if form.ticked("partage") {
            Self::Shared
        } else if form.ticked("rester") {
            Self::Stays
        } else {
            Self::Passes
        }
    }

    /// As it is kept while the second step is awaited.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Stays => "stays",
            Self::Passes => "passes",
            Self::Shared => "shared",
        }
    }

    /// Reads [`Manner::code`] back.
    pub(crate) fn from_code(code: &str) -> Self {
        [Self::Stays, Self::Shared]
            .into_iter()
            .find(|known| known.code() == code)
            .unwrap_or(Self::Passes)
    }

    /// When a session of this kind ends, used now.
    pub(crate) const fn ends(self, now: Instant) -> Instant {
        now.plus_seconds(match self {
            Self::Stays => STAYING,
            Self::Passes => PASSING,
            Self::Shared => SHARED,
        })
    }

    /// How long the browser keeps the secret; `None` until it closes.
    const fn cookie_age(self) -> Option<i64> {
        if matches!(self, Self::Stays) { Some(COOKIE) } else { None }
    }
}

/// A session to open.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewSession<'a> {
    pub(crate) person: i64,
    /// The browser, as it names itself.
    pub(crate) agent: &'a str,
    pub(crate) manner: Manner,
    /// Whether the device was not known.
    pub(crate) is_new: bool,
    /// The device of a class it is opened on.
    pub(crate) tablet: Option<i64>,
}

impl NewSession<'_> {
    /// When it ends, used now.
    const fn ends(&self, now: Instant) -> Instant {
        match self.tablet {
            Some(_) => now.plus_seconds(IDLE),
            None => self.manner.ends(now),
        }
    }
}

/// Opens a session; its id, and its secret, which is kept nowhere here.
pub(crate) fn open(
    tx: &mut Tx,
    entropy: &Entropy,
    new: &NewSession,
    now: Instant,
) -> Result<(i64, [u8; 32]), DbError> {
    let token = entropy.bytes();
    let id = store::add(tx, &digest(&token), new, now)?;
    Ok((id, token))
}

/// A session that was opened: its id, and the answer that leads on.
pub(crate) struct Entered {
    pub(crate) id: i64,
    pub(crate) reply: Reply,
}

/// Opens a session for the visitor, in place of the one their browser had, and leads them on. Their
/// device is known from now on.
pub(crate) fn enter(
    cx: &mut Cx,
    person: i64,
    manner: Manner,
    next: &str,
) -> Result<Entered, Problem> {
    let (app, incoming, now) = (cx.app, cx.incoming, cx.now);
    if let Some(token) = &incoming.session {
        store::close_token(cx.tx, &digest(token))?;
    }
    let is_new = !is_known(cx, person)?;
    if !incoming.anchor_is_new {
        signin::remember(cx, person)?;
    }
    let new = NewSession { person, agent: &incoming.device, manner, is_new, tablet: None };
    let (id, token) = open(cx.tx, &app.entropy, &new, now)?;
    let reply = Reply::see_other(next).opening_session(&token, manner.cookie_age());
    Ok(Entered { id, reply })
}

/// Whether a person signed in before from the visitor's device.
pub(crate) fn is_known(cx: &mut Cx, person: i64) -> Result<bool, Problem> {
    Ok(matches!(Device::of(cx, Some(person))?, Device::Own(_)))
}

/// Opens a short session for a child on a device of their class, which keeps nothing of them.
pub(crate) fn enter_on_tablet(
    cx: &mut Cx,
    person: i64,
    tablet: i64,
    next: &str,
) -> Result<Reply, Problem> {
    let (app, incoming, now) = (cx.app, cx.incoming, cx.now);
    if let Some(token) = &incoming.session {
        store::close_token(cx.tx, &digest(token))?;
    }
    let (manner, tablet) = (Manner::Shared, Some(tablet));
    let new = NewSession { person, agent: &incoming.device, manner, is_new: false, tablet };
    let (_, token) = open(cx.tx, &app.entropy, &new, now)?;
    Ok(Reply::see_other(next).opening_session(&token, None))
}

/// What is stored of a secret.
pub(crate) fn digest(token: &[u8; 32]) -> [u8; 32] {
    Sha256::digest(token).into()
}

/// Who holds a session, with their ties of this moment. In a transaction that writes, its use is
/// noted and a staying session lasts longer.
pub(crate) fn authenticate(
    tx: &mut Tx,
    app: &App,
    token: &[u8; 32],
) -> Result<Option<Actor>, DbError> {
    let now = app.clock.now();
    let Some(held) = store::held(tx, &digest(token), now)? else { return Ok(None) };
    if tx.writes() && now.seconds_since(held.seen) >= held.noted_every() {
        store::note_use(tx, &held, now)?;
    }
    if directory::api::root(tx, held.person)? != held.person {
        return Ok(None);
    }
    let today = app.place.local(now).0;
    let ties = directory::api::ties(tx, held.person, today)?;
    let ties = factors::holding(tx, app, held.person, ties, now)?;
    let mut actor = Actor::new(held.person, held.id, held.lang, ties);
    actor.is_passing = held.is_on_tablet;
    actor.is_on_own_device = held.stays && !held.is_on_tablet;
    Ok(Some(actor))
}

/// The browser and the system in two words, such as `Firefox/Android`; either may be empty.
pub(crate) fn device(agent: &str) -> String {
    const BROWSERS: [(&str, &str); 6] = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 7] = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("CrOS", "Chromebook"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ];
    let named = |known: &[(&str, &'static str)]| {
        let found = known.iter().find(|(part, _)| agent.contains(part));
        found.map_or("", |(_, name)| *name)
    };
    format!("{}/{}", named(&BROWSERS), named(&SYSTEMS))
}

#[cfg(test)]
mod tests {
    use super::device;

    #[test]
    fn a_device_is_named_in_two_words() {
        let phone = "Mozilla/5.0 (Android 13; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0";
        assert_eq!(device(phone), "Firefox/Android");
        let school = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) \
                      Chrome/140.0 Safari/537.36 Edg/140.0";
        assert_eq!(device(school), "Edge/Windows");
        assert_eq!(device("curl/8"), "/");
    }
}
