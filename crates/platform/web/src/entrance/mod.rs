//! The entrance: those with a session come in at once; when more people sign in than the machine
//! can take, the others wait in the order they came, with a place and a time.

mod crowd;
mod page;
mod pages;
mod ticket;

use std::{
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

use kernel::Instant;

use crate::{
    App, Incoming, Method, Problem, Reply, Route,
    csrf::sign,
    serve::{self, Answer},
};
use crowd::{Crowd, Place, Strength, Turn, Visit};
use pages::Pages;
use ticket::Ticket;

pub(crate) use ticket::KEPT;

/// What an operator may set of the entrance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EntranceLimits {
    /// At most so many people from one network wait at the same time.
    pub per_address: usize,
    /// At most so many people come in within a minute; as many as the machine can without it.
    pub most_per_minute: Option<u32>,
    /// A page of those inside that takes longer, in milliseconds, is late: fewer are let in.
    pub late_page_ms: u32,
}

impl Default for EntranceLimits {
    fn default() -> Self {
        Self { per_address: 2_000, most_per_minute: None, late_page_ms: 100 }
    }
}

/// How the entrance is doing.
#[derive(Clone, Copy, Debug)]
pub struct EntranceFigures {
    /// People who wait.
    pub waiting: usize,
    /// People whose turn came and who did not come in yet.
    pub called: usize,
    /// People called since the program started.
    pub called_ever: u64,
    /// Requests refused since then, because too many of one network waited.
    pub refused_ever: u64,
    /// Whether the pages of those inside come late.
    pub pages_are_late: bool,
}

/// The entrance of the running program.
#[derive(Debug)]
pub(crate) struct Entrance {
    crowd: Mutex<Crowd>,
    pages: Mutex<Pages>,
}

impl Entrance {
    pub(crate) fn new(limits: &EntranceLimits) -> Self {
        let most = limits.most_per_minute.map(|most| f64::from(most) / 60.0);
        Self {
            crowd: Mutex::new(Crowd::new(limits.per_address, most)),
            pages: Mutex::new(Pages::new(limits.late_page_ms)),
        }
    }

    /// A page of someone inside was shown after so many microseconds.
    pub(crate) fn page_shown(&self, micros: i64, now: Instant) {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner).shown(micros, now);
    }

    /// How it is doing, on the clock of the meters.
    pub(crate) fn figures(&self, now: Instant) -> EntranceFigures {
        let pages_are_late = self.pages_are_late(now);
        let crowd = self.crowd.lock().unwrap_or_else(PoisonError::into_inner);
        let (waiting, called) = crowd.counts();
        let (called_ever, refused_ever) = (crowd.called_ever, crowd.refused_ever);
        EntranceFigures { waiting, called, called_ever, refused_ever, pages_are_late }
    }

    fn pages_are_late(&self, now: Instant) -> bool {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner).are_late(now)
    }

    fn come(&self, app: &App, incoming: &Incoming, tries: bool) -> Turn {
        let strength = Strength {
            backlog: app.slow.waiting(),
            per_second: app.slow.per_second(),
            pages_are_late: self.pages_are_late(app.meters().now()),
        };
        let visit = Visit {
            now: incoming.now,
            ticket: ticket_of(app, incoming),
            fresh: Ticket::new(&app.entropy, incoming.now),
            source: source(&app.secret, incoming.source),
            tries,
        };
        let mut crowd = self.crowd.lock().unwrap_or_else(PoisonError::into_inner);
        crowd.come(&visit, &strength)
    }

    fn entered(&self, ticket: Ticket) {
        self.crowd.lock().unwrap_or_else(PoisonError::into_inner).entered(ticket);
    }
}

fn ticket_of(app: &App, incoming: &Incoming) -> Option<Ticket> {
    Ticket::read(incoming.place.as_deref()?, &app.secret, incoming.now)
}

/// The network of an address, or for IPv6 the one that a subscriber holds; kept in memory alone.
fn source(secret: &[u8; 32], address: IpAddr) -> u64 {
    let code = match address.to_canonical() {
        IpAddr::V4(address) => sign(secret, "entrance.source", &address.octets()),
        IpAddr::V6(address) => sign(secret, "entrance.source", &address.octets()[..8]),
    };
    code[..8].iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// Answers a route where people come in, or says to wait.
pub(crate) async fn pass(app: &App, route: Route, incoming: &Incoming) -> Result<Answer, Problem> {
    let tries = route.method == Method::Post;
    let turn = app.entrance().come(app, incoming, tries);
    if turn == Turn::In {
        let answer = serve::go(app, route, incoming).await?;
        return Ok(if tries { used(app, incoming, answer) } else { answer });
    }
    if !tries && is_maybe_elsewhere(incoming) {
        let answer = serve::go(app, route, incoming).await?;
        if answer.reply.status == 303 {
            return Ok(answer);
        }
    }
    match turn {
        Turn::Wait(_) if incoming.wants_json => Err(Problem::new(503, "waiting")),
        Turn::Wait(place) => Ok(wait(app, route, incoming, &place)),
        _ => Err(Problem::new(429, "crowded")),
    }
}

/// Whether the sign-in page may lead this browser elsewhere: it has a session, or it is a device of
/// a class, which never waits. Who has a place was seen before.
fn is_maybe_elsewhere(incoming: &Incoming) -> bool {
    incoming.session.is_some() || incoming.place.is_none()
}

/// The page of those who wait. A form that came too early leads there.
fn wait(app: &App, route: Route, incoming: &Incoming, place: &Place) -> Answer {
    let ticket = place.ticket.written(&app.secret);
    if route.method == Method::Post {
        let next = incoming.field("suite").unwrap_or_default();
        let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
        let reply = Reply::see_other(format!("{}?suite={next}", route.path));
        return Answer { reply: reply.keeping_place(ticket), html: None };
    }
    let page = page::waiting(incoming.lang, &incoming.uri, place);
    let html = (app.hooks.plain_layout)(&page, incoming.lang).into_string();
    let reply = Reply::from(page).keeping_place(ticket).again_in(place.again);
    Answer { reply, html: Some(html) }
}

/// Someone whose password was right came in: their place is used up.
fn used(app: &App, incoming: &Incoming, mut answer: Answer) -> Answer {
    if let Some(ticket) = ticket_of(app, incoming)
        && answer.reply.status == 303
    {
        app.entrance().entered(ticket);
        answer.reply = answer.reply.giving_place_up();
    }
    answer
}
