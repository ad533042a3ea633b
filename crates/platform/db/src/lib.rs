//! One handle on SQLite or PostgreSQL. The only crate that names a database.
//!
//! Work is a closure over a [`Tx`]: [`Db::read`] and [`Db::write`] run it inside one transaction,
//! on a thread that owns its connection. A closure may run again (serialization failure, lost
//! connection), so it is `Fn` and touches nothing outside its transaction.
//!
//! ```text
//! let due = db.read(move |tx| works_due(tx, &actor, day)).await?;
//! db.write(move |tx| { hand_in(tx, &actor, work)?; jobs::enqueue(tx, …) }).await?;
//! ```

pub mod admin;
pub mod bulk;
mod changes;
mod error;
pub mod journal;
mod migrate;
mod postgres;
pub mod rights;
mod schema;
mod sql;
mod sqlite;
mod trace;
pub mod trash;
mod tx;
mod value;
mod work;

use std::{
    fmt,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use tokio::sync::Notify;

pub use changes::Changes;
pub use error::{Broken, DbError};
pub use migrate::{Applied, Migration, MigrationSet, applied};
pub use schema::{Column as SchemaColumn, Schema};
pub use sql::placeholders;
pub use tx::{Row, Tx};
pub use value::{FromColumn, Value};

use changes::Told;
use trace::Trace;
use work::Closure;

/// Where the database is and how much of the machine it may use.
#[derive(Clone)]
pub struct Config {
    /// SQLite or PostgreSQL.
    pub backend: Backend,
    /// Threads that read (SQLite), or connections in all (PostgreSQL).
    pub connections: usize,
    /// How hard a SQLite commit waits for the disk. Anything but `Full` is for measurements.
    pub durability: Durability,
    /// Only read, beside another process that writes: nothing is locked and writes are refused.
    pub reads_only: bool,
    /// A folder that receives the statements run, one file per handle: the tests' coverage check.
    pub trace: Option<PathBuf>,
}

/// One of the two databases.
#[derive(Clone)]
pub enum Backend {
    /// A file, created when missing.
    Sqlite(PathBuf),
    /// A `postgres://` URL. Never printed: it may hold a password.
    Postgres(String),
}

/// When a commit of SQLite is acknowledged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// After a flush to disk, once for a group of writes.
    #[default]
    Full,
    /// After a flush to disk for each write: what group commit saves.
    FullEach,
    /// Without a flush: lost with the power, measured for comparison only.
    Normal,
}

impl Config {
    /// A SQLite file with the usual number of readers.
    pub fn sqlite(path: &Path) -> Self {
        Self::new(Backend::Sqlite(path.to_owned()), 4)
    }

    /// A PostgreSQL database with the usual number of connections.
    pub fn postgres(url: &str) -> Self {
        Self::new(Backend::Postgres(url.to_owned()), 16)
    }

    /// The same database, only read: beside a running server, for example.
    #[must_use]
    pub fn reader(self) -> Self {
        Self { reads_only: true, ..self }
    }

    const fn new(backend: Backend, connections: usize) -> Self {
        Self { backend, connections, durability: Durability::Full, reads_only: false, trace: None }
    }
}

impl fmt::Debug for Backend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => f.debug_tuple("Sqlite").field(path).finish(),
            Self::Postgres(_) => f.write_str("Postgres(…)"),
        }
    }
}

/// The database. Cheap to clone; the last clone closes the connections.
#[derive(Clone)]
pub struct Db {
    engine: Arc<Engine>,
    bell: Arc<Notify>,
    told: Told,
    reads_only: bool,
}

/// What each connection's thread holds besides its connection.
#[derive(Clone)]
struct Hooks {
    trace: Option<Trace>,
    bell: Arc<Notify>,
    told: Told,
}

enum Engine {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

impl Db {
    /// Opens the database and its connections.
    ///
    /// # Errors
    /// [`DbError::Broken`] when the file or the server cannot be reached, or when another process
    /// already writes to the same SQLite file.
    pub fn open(config: &Config) -> Result<Self, DbError> {
        let bell = Arc::new(Notify::new());
        let trace = config.trace.as_deref().map(|folder| Trace::new(folder, &config.backend));
        let told = Told::default();
        let hooks = Hooks { trace, bell: Arc::clone(&bell), told: told.clone() };
        let engine = match &config.backend {
            Backend::Sqlite(path) => Engine::Sqlite(sqlite::Sqlite::open(path, config, &hooks)?),
            Backend::Postgres(url) => {
                Engine::Postgres(postgres::Postgres::open(url, config, hooks)?)
            }
        };
        Ok(Self { engine: Arc::new(engine), bell, told, reads_only: config.reads_only })
    }

    /// Rings after each commit of this handle in which [`Tx::ring`] was called. For one listener;
    /// a ring that nobody waits for is kept.
    pub fn bell(&self) -> Arc<Notify> {
        Arc::clone(&self.bell)
    }

    /// What is [told](Tx::tell) from now on by transactions of this database once they are
    /// committed, on PostgreSQL by whatever process.
    ///
    /// # Errors
    /// When the system refuses a thread.
    pub fn changes(&self) -> Result<Changes, DbError> {
        if let Engine::Postgres(postgres) = &*self.engine {
            postgres.listen(&self.told)?;
        }
        Ok(self.told.listen())
    }

    /// Runs a closure in a read-only transaction that sees one state of the database.
    pub async fn read<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (work, reply) = Closure::once(f);
        self.submit_read(work);
        reply.await.unwrap_or_else(|_| Err(DbError::Broken(Broken::Closed).into()))
    }

    /// Runs a closure in a transaction that is on disk when this returns `Ok`. An `Err` of the
    /// closure undoes what it did.
    pub async fn write<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (work, reply) = Closure::once(f);
        self.submit_write(work);
        reply.await.unwrap_or_else(|_| Err(DbError::Broken(Broken::Closed).into()))
    }

    /// [`Db::write`] for a closure that may safely be committed twice (it finds what it already
    /// did by a key of its own): run again when the connection is lost during COMMIT.
    pub async fn write_idempotent<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (work, reply) = Closure::idempotent(f);
        self.submit_write(work);
        reply.await.unwrap_or_else(|_| Err(DbError::Broken(Broken::Closed).into()))
    }

    /// [`Db::read`] for commands and threads outside the async runtime.
    pub fn read_blocking<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (work, reply) = Closure::once(f);
        self.submit_read(work);
        reply.blocking_recv().unwrap_or_else(|_| Err(DbError::Broken(Broken::Closed).into()))
    }

    /// [`Db::write`] for commands and threads outside the async runtime.
    pub fn write_blocking<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (work, reply) = Closure::once(f);
        self.submit_write(work);
        reply.blocking_recv().unwrap_or_else(|_| Err(DbError::Broken(Broken::Closed).into()))
    }

    /// Applies what is missing of the migrations, in the order given, and verifies the rest.
    ///
    /// # Errors
    /// [`DbError::Broken`] when an applied migration is unknown or was changed since.
    pub fn migrate(
        &self,
        sets: &[MigrationSet],
        now: kernel::Instant,
    ) -> Result<Vec<Applied>, DbError> {
        migrate::run(self, sets, now)
    }

    /// The migrations that were applied, as context and number, without applying any.
    pub fn applied(&self) -> Result<Vec<(String, u32)>, DbError> {
        self.read_blocking(migrate::applied)
    }

    /// The tables, columns and indexes as the database describes them, for the parity test.
    pub fn schema(&self) -> Result<Schema, DbError> {
        self.read_blocking(schema::read)
    }

    /// Asks the database to check its own files; the sentences it answers, none when all is well.
    pub fn check_integrity(&self) -> Result<Vec<String>, DbError> {
        self.read_blocking(schema::check_integrity)
    }

    /// Waits a moment between two tries, outside any transaction.
    #[expect(clippy::disallowed_methods, reason = "a thread of the database, between two tries")]
    pub(crate) fn pause(attempt: u32) {
        std::thread::sleep(Duration::from_millis(u64::from(attempt.min(10)) * 7 + 1));
    }

    fn submit_read(&self, work: Box<dyn work::Work>) {
        match &*self.engine {
            Engine::Sqlite(sqlite) => sqlite.read(work),
            Engine::Postgres(postgres) => postgres.submit(work, false),
        }
    }

    fn submit_write(&self, work: Box<dyn work::Work>) {
        if self.reads_only {
            return work.finish(Err(DbError::Broken(Broken::InUse)));
        }
        match &*self.engine {
            Engine::Sqlite(sqlite) => sqlite.write(work),
            Engine::Postgres(postgres) => postgres.submit(work, true),
        }
    }
}
