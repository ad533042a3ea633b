//! The program as a test holds it.

use std::sync::Arc;

use courier::{Courier, Ways};
use db::{Db, DbError, MigrationSet, Tx};
use files::Files;
use kernel::{Clock, Day, Entropy, Instant, LocalTime, Place, Zone};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use web::{App, AppParts, Hooks, Module};

use crate::{Backend, Visitor, databases};

/// The secret of every program of a test.
pub(crate) const SECRET: [u8; 32] = [7; 32];

/// A whole program with its own database, files and clock, gone with the test. It starts on
/// Thursday 11 March 2027 at 9:12 in Paris.
pub struct TestApp {
    /// The program.
    pub app: App,
    handlers: Arc<jobs::Handlers>,
    pub(crate) runtime: Runtime,
    pub(crate) router: axum::Router,
    // Dropped after the program: the database, then the folder it may live in.
    database: databases::Owned,
    folder: TempDir,
}

impl TestApp {
    /// Starts a program made of these rooms.
    ///
    /// # Panics
    /// When it cannot start; that is what the test then says.
    pub fn start(backend: Backend, rooms: Vec<Module>, hooks: Hooks) -> Self {
        Self::build(&backend, rooms, hooks, false, nothing_goes_out())
    }

    /// Starts a program that sends mail and SMS.
    ///
    /// # Panics
    /// When it cannot start.
    pub fn start_sending(
        backend: Backend,
        rooms: Vec<Module>,
        hooks: Hooks,
        courier: Courier,
    ) -> Self {
        Self::build(&backend, rooms, hooks, false, courier)
    }

    /// Starts the same program as a demonstration.
    ///
    /// # Panics
    /// When it cannot start.
    pub fn start_demo(backend: Backend, rooms: Vec<Module>, hooks: Hooks) -> Self {
        Self::build(&backend, rooms, hooks, true, nothing_goes_out())
    }

    fn build(
        backend: &Backend,
        rooms: Vec<Module>,
        hooks: Hooks,
        demo: bool,
        courier: Courier,
    ) -> Self {
        let folder = TempDir::new().expect("a folder for the test");
        let mut sets: Vec<MigrationSet> = vec![
            db::journal::MIGRATIONS,
            jobs::MIGRATIONS,
            courier::MIGRATIONS,
            search::MIGRATIONS,
        ];
        sets.extend(rooms.iter().map(|room| room.migrations));
        let database = databases::fresh(backend, &sets, &folder);
        let db = database.db.clone().expect("the database is open");
        let handlers = jobs::Handlers::new(
            rooms.iter().flat_map(|room| room.subscribers.iter().copied()).collect(),
            rooms.iter().flat_map(|room| room.jobs.iter().copied()).collect(),
            rooms.iter().flat_map(|room| room.schedules.iter().copied()).collect(),
        )
        .expect("each name is used once");
        let place = Place::named("Europe/Paris").expect("the time zone is known");
        let start = place.instant(Day::new(2027, 3, 11).expect("a day"), LocalTime(9 * 60 + 12));
        let app = App::new(AppParts {
            db,
            files: Files::open(&folder.path().join("files")).expect("the files open"),
            courier,
            clock: Clock::held(start),
            entropy: Entropy::System,
            place,
            zone: Zone::A,
            departure_share: 20,
            secret: SECRET,
            public_url: "http://localhost:8080".to_owned(),
            behind_proxy: false,
            demo,
            slow: web::Slow::default(),
            photos: web::Slow::default(),
            entrance: web::EntranceLimits::default(),
            modules: rooms,
            hooks,
        });
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let router = web::router(&app);
        Self { app, handlers: Arc::new(handlers), runtime, router, database, folder }
    }

    /// Now, for this program.
    pub fn now(&self) -> Instant {
        self.app.clock.now()
    }

    /// Today, for this program.
    pub fn today(&self) -> Day {
        self.app.place.local(self.now()).0
    }

    /// Lets time pass.
    pub fn pass(&self, seconds: i64) {
        self.app.clock.advance(seconds);
    }

    /// Changes the database directly: what a test starts from.
    ///
    /// # Panics
    /// When the database refuses.
    pub fn arrange<T: Send + 'static>(
        &self,
        f: impl Fn(&mut Tx<'_>) -> Result<T, DbError> + Send + 'static,
    ) -> T {
        self.app.db.write_blocking(f).expect("what the test starts from is written")
    }

    /// Looks into the database: what a neighbour room would see.
    ///
    /// # Panics
    /// When the database refuses.
    pub fn look<T: Send + 'static>(
        &self,
        f: impl Fn(&mut Tx<'_>) -> Result<T, DbError> + Send + 'static,
    ) -> T {
        self.app.db.read_blocking(f).expect("the database is read")
    }

    /// Runs every job that is due.
    ///
    /// # Panics
    /// When the queue cannot be read.
    pub fn work(&self) -> usize {
        let run = jobs::run_pending(&self.app.db, &self.handlers, self.now());
        self.runtime.block_on(run).expect("the queue is read")
    }

    /// Hands over every letter that is due; how many were tried.
    ///
    /// # Panics
    /// When the outbox cannot be read.
    pub fn post(&self) -> usize {
        let round = courier::round(&self.app.db, &self.app.courier, self.now());
        self.runtime.block_on(round).expect("the outbox is read")
    }

    /// Someone new at the door, with an empty browser.
    pub fn visitor(&self) -> Visitor<'_> {
        Visitor::new(self)
    }

    /// Another handle on the same database, as a second program would have.
    ///
    /// # Errors
    /// As [`Db::open`].
    pub fn second_handle(&self) -> Result<Db, DbError> {
        Db::open(&self.database.config)
    }

    /// The folder of this program's data.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Runs a future to its end.
    pub fn wait<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(future)
    }
}

/// Nothing is set up: what is put in the outbox stays there.
fn nothing_goes_out() -> Courier {
    Courier::new(Ways::default(), &SECRET, Entropy::System)
}

impl Drop for TestApp {
    /// A test that leaves jobs behind has not looked at what comes of its changes.
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        self.work();
        let left = self
            .runtime
            .block_on(jobs::leftovers(&self.app.db, self.now()))
            .expect("the queue is read");
        assert!(left.is_empty(), "jobs were left over: {left:?}");
    }
}
