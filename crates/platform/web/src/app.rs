//! The running program: everything a request may need, made once.

use std::{ops::Deref, sync::Arc};

use courier::Courier;
use db::{Db, DbError, Tx};
use files::Files;
use kernel::{Actor, Clock, Entropy, Place, Zone};
use maud::Markup;

use crate::{
    Cx, EntranceFigures, EntranceLimits, Incoming, Live, Meters, Module, Outcome, Page, Problem,
    Slow, entrance::Entrance,
};

/// The running program. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Running>);

struct Running {
    parts: AppParts,
    meters: Meters,
    entrance: Entrance,
    live: Arc<Live>,
}

/// What the program is made of.
pub struct AppParts {
    /// The database.
    pub db: Db,
    /// The blobs.
    pub files: Files,
    /// Outgoing mail and SMS.
    pub courier: Courier,
    /// Where "now" comes from.
    pub clock: Clock,
    /// Where randomness comes from.
    pub entropy: Entropy,
    /// The time zone of the territory.
    pub place: Place,
    /// The vacation zone of the territory, until another one is chosen for it.
    pub zone: Zone,
    /// The percentage of the people of a school whose departure is asked about before it happens.
    pub departure_share: u8,
    /// Seals drafts and signs forms; never leaves the machine.
    pub secret: [u8; 32],
    /// Where people reach the program, without a final slash.
    pub public_url: String,
    /// Whether `X-Forwarded-For` is told by our own reverse proxy.
    pub behind_proxy: bool,
    /// A fictitious territory: its people may be entered with one click.
    pub demo: bool,
    /// Long computations, a few at once.
    pub slow: Slow,
    /// Photos that are read and written again, a few at once: each takes memory and time.
    pub photos: Slow,
    /// How many may wait to sign in, and when the machine is full.
    pub entrance: EntranceLimits,
    /// The rooms.
    pub modules: Vec<Module>,
    /// The two things the floors above lend to every request.
    pub hooks: Hooks,
}

/// Who holds a session, by its secret.
pub type Authenticate = fn(&mut Tx, &App, &[u8; 32]) -> Result<Option<Actor>, DbError>;

/// What `identity` and `shell` lend to every request.
#[derive(Clone, Copy)]
pub struct Hooks {
    /// Who holds a session, with their ties of this moment.
    pub authenticate: Authenticate,
    /// What surrounds every page.
    pub layout: fn(&mut Cx, &Page) -> Result<Markup, DbError>,
    /// What surrounds a problem: no database there.
    pub plain_layout: fn(&Page, kernel::Lang) -> Markup,
}

impl App {
    /// Puts the program together.
    pub fn new(parts: AppParts) -> Self {
        let entrance = Entrance::new(&parts.entrance);
        Self(Arc::new(Running { parts, meters: Meters::default(), entrance, live: Arc::default() }))
    }

    /// What it counts of itself.
    pub fn meters(&self) -> &Meters {
        &self.0.meters
    }

    /// Who waits to sign in.
    pub(crate) fn entrance(&self) -> &Entrance {
        &self.0.entrance
    }

    /// How the entrance is doing.
    pub fn entrance_figures(&self) -> EntranceFigures {
        self.entrance().figures(self.meters().now())
    }

    /// The pages that listen.
    pub fn live(&self) -> &Arc<Live> {
        &self.0.live
    }

    /// Whether people reach the program over HTTPS, so that cookies are for HTTPS alone.
    pub fn is_secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// Runs part of a task in a read transaction, authenticated.
    pub async fn read<T, F>(&self, incoming: &Incoming, f: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: Fn(&mut Cx) -> Result<T, Problem> + Send + 'static,
    {
        let (app, incoming) = (self.clone(), incoming.clone());
        self.db
            .read(move |tx| Cx::authenticated(tx, &app, &incoming).and_then(|mut cx| f(&mut cx)))
            .await
    }

    /// Runs part of a task in a write transaction, authenticated.
    pub async fn write<T, F>(&self, incoming: &Incoming, f: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: Fn(&mut Cx) -> Result<T, Problem> + Send + 'static,
    {
        let (app, incoming) = (self.clone(), incoming.clone());
        self.db
            .write(move |tx| Cx::authenticated(tx, &app, &incoming).and_then(|mut cx| f(&mut cx)))
            .await
    }

    /// Renders the answer of a task inside the layout.
    pub async fn render(
        &self,
        incoming: &Incoming,
        f: impl Fn(&mut Cx) -> Outcome + Send + 'static,
    ) -> Outcome {
        self.read(incoming, f).await
    }
}

impl Deref for App {
    type Target = AppParts;

    fn deref(&self) -> &AppParts {
        &self.0.parts
    }
}
