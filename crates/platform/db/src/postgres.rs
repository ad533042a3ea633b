//! PostgreSQL: a pool of threads, each with its own connection (the synchronous client panics
//! inside an async runtime, so it is created, used and dropped on its thread).

mod listen;

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, SyncSender, TrySendError, sync_channel},
    },
    thread,
    time::Duration,
};

use postgres::{Client, NoTls, config::SslMode};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::{
    Broken, Config, Db, DbError, Hooks, Tx, changes::Told, sqlite::join, tx::Session, work::Work,
};
use listen::Listener;

/// Work waiting beyond this many is refused at once.
const QUEUE: usize = 20_000;
/// How often a closure is run again before the person is told to try later.
const TRIES: u32 = 30;

/// After so many tries, work asks to be alone.
const PATIENCE: u32 = 4;
/// A server that does not answer within this time is not there.
const CONNECT: Duration = Duration::from_secs(5);
/// A connection that is silent for so long is asked whether it still lives.
const SILENCE: Duration = Duration::from_secs(30);

struct Order {
    work: Box<dyn Work>,
    write: bool,
}

/// What the threads have in common.
struct Shared {
    settings: postgres::Config,
    orders: Mutex<Receiver<Order>>,
    hooks: Hooks,
}

/// The connections of one PostgreSQL database. Dropping it ends the threads and waits for them.
pub(crate) struct Postgres {
    queue: Option<SyncSender<Order>>,
    threads: Vec<thread::JoinHandle<()>>,
    shared: Arc<Shared>,
    listener: Mutex<Option<Listener>>,
}

impl Postgres {
    pub(crate) fn open(url: &str, config: &Config, hooks: Hooks) -> Result<Self, DbError> {
        let mut settings: postgres::Config =
            url.parse().map_err(|_may_name_a_password: postgres::Error| {
                let message = "the address of the database is not a postgres:// URL";
                DbError::Broken(Broken::Unreachable(message.into()))
            })?;
        if settings.get_connect_timeout().is_none() {
            settings.connect_timeout(CONNECT);
        }
        settings.keepalives_idle(SILENCE).tcp_user_timeout(SILENCE);
        connect_on_thread(settings.clone())?;
        let (queue, orders) = sync_channel(QUEUE);
        let orders = Mutex::new(orders);
        let shared = Arc::new(Shared { settings, orders, hooks });
        let mut threads = Vec::new();
        for _ in 0..config.connections.max(2) {
            let shared = Arc::clone(&shared);
            let thread = thread::Builder::new()
                .name("db-postgres".to_owned())
                .spawn(move || work_loop(&shared))
                .map_err(DbError::statement)?;
            threads.push(thread);
        }
        Ok(Self { queue: Some(queue), threads, shared, listener: Mutex::default() })
    }

    /// Hears what any process tells of this database, from now on.
    pub(crate) fn listen(&self, told: &Told) -> Result<(), DbError> {
        let mut listener = self.listener.lock().unwrap_or_else(PoisonError::into_inner);
        if listener.is_none() {
            *listener = Some(Listener::start(self.shared.settings.clone(), told.clone())?);
        }
        Ok(())
    }

    pub(crate) fn submit(&self, work: Box<dyn Work>, write: bool) {
        let Some(queue) = &self.queue else {
            return work.finish(Err(DbError::Broken(Broken::Closed)));
        };
        match queue.try_send(Order { work, write }) {
            Ok(()) => {}
            Err(TrySendError::Full(order)) => order.work.finish(Err(DbError::Overloaded)),
            Err(TrySendError::Disconnected(order)) => {
                order.work.finish(Err(DbError::Broken(Broken::Closed)));
            }
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.queue = None;
        join(&mut self.threads);
    }
}

/// Tries the address once, so that a wrong one is told at start.
fn connect_on_thread(settings: postgres::Config) -> Result<(), DbError> {
    thread::spawn(move || connect(&settings).map(drop))
        .join()
        .unwrap_or(Err(DbError::Broken(Broken::Panicked)))
}

fn connect(settings: &postgres::Config) -> Result<Session, DbError> {
    let unreachable =
        |e: postgres::Error| DbError::Broken(Broken::Unreachable(DbError::from(e).to_string()));
    let client = if settings.get_ssl_mode() == SslMode::Require {
        settings.connect(tls()?).map_err(unreachable)?
    } else {
        settings.connect(NoTls).map_err(unreachable)?
    };
    prepared(client)
}

fn prepared(mut client: Client) -> Result<Session, DbError> {
    client.batch_execute(
        "SET application_name = 'preau'; SET statement_timeout = '60s'; \
         SET idle_in_transaction_session_timeout = '60s'; SET timezone = 'UTC'; \
         SELECT set_config('synchronous_commit', 'on', false) \
         WHERE current_setting('synchronous_commit') = 'off'",
    )?;
    Ok(Session { client, statements: HashMap::new(), has_register: false })
}

fn tls() -> Result<MakeRustlsConnect, DbError> {
    let roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(DbError::statement)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

fn work_loop(shared: &Shared) {
    let mut session = None;
    loop {
        let next = shared.orders.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(mut order) = next else { return };
        let outcome = run(shared, &mut session, &mut order);
        order.work.finish(outcome);
    }
}

/// Where a try stopped.
enum Stop {
    /// Nothing of it was committed.
    Before(DbError),
    /// The connection was lost during COMMIT: nobody knows.
    Unknown,
}

/// Runs work until it is committed, refused by itself, or hopeless. A lost connection is made
/// anew; one that is lost while committing has an unknown outcome, and only work that may be done
/// twice is tried again. Work that keeps meeting others asks to be alone.
fn run(shared: &Shared, session: &mut Option<Session>, order: &mut Order) -> Result<(), DbError> {
    for attempt in 1.. {
        let company = match order.write {
            false => Company::Reading,
            true if attempt <= PATIENCE => Company::Beside,
            true => Company::Alone,
        };
        let Err(stop) = attempt_once(shared, session, order, company) else { break };
        session.take_if(|open| open.client.is_closed());
        let (error, again) = match stop {
            Stop::Before(error) => {
                let again = error.is_conflict() || error.is_disconnection();
                (error, again)
            }
            Stop::Unknown => (DbError::Broken(Broken::UnknownOutcome), order.work.is_idempotent()),
        };
        if !again || attempt >= TRIES {
            return Err(error);
        }
        Db::pause(attempt);
    }
    Ok(())
}

/// Who else may be at work meanwhile.
#[derive(Clone, Copy)]
enum Company {
    /// Anyone: what is read is one state.
    Reading,
    /// Other writers, and PostgreSQL sees to it that it looks as if they came one by one.
    Beside,
    /// No other writer of this database, in any process. PostgreSQL sees dangers that are none
    /// when it remembers many transactions, as it must while a long one is open anywhere on the
    /// server (Ports and Grittner, *Serializable Snapshot Isolation in PostgreSQL*, 2012, § 6):
    /// trying again would meet the same until that one ends.
    Alone,
}

impl Company {
    /// A lock comes before the first statement that sees rows, so that what the writers before
    /// did is seen. Whoever asks to be alone holds the others up while waiting, so not for long.
    const fn begin(self, has_register: bool) -> &'static str {
        match self {
            Self::Reading => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            Self::Beside | Self::Alone if !has_register => "BEGIN ISOLATION LEVEL SERIALIZABLE",
            Self::Beside => {
                "BEGIN ISOLATION LEVEL SERIALIZABLE; LOCK TABLE db_migration IN ROW SHARE MODE"
            }
            Self::Alone => {
                "BEGIN ISOLATION LEVEL REPEATABLE READ; SET LOCAL lock_timeout = '2s'; \
                 LOCK TABLE db_migration IN EXCLUSIVE MODE; SET LOCAL lock_timeout = 0"
            }
        }
    }
}

fn attempt_once(
    shared: &Shared,
    slot: &mut Option<Session>,
    order: &mut Order,
    company: Company,
) -> Result<(), Stop> {
    let session = match slot {
        Some(open) => open,
        None => slot.insert(connect(&shared.settings).map_err(Stop::Before)?),
    };
    if let Err(error) = begin(session, company) {
        roll_back(slot);
        return Err(Stop::Before(error));
    }
    let mut tx = Tx::on_postgres(session, order.write, shared.hooks.trace.as_ref());
    let keep = order.work.run(&mut tx);
    match tx.end() {
        (None, after) if keep && order.write => {
            if let Err(error) = listen::tell(session, &after.topics) {
                roll_back(slot);
                return Err(Stop::Before(error));
            }
            commit(slot)?;
            if after.rings {
                shared.hooks.bell.notify_one();
            }
        }
        (None, _) => roll_back(slot),
        (Some(error), _) => {
            roll_back(slot);
            // Any other error was already given to the closure: when it kept it, it stands.
            if keep || error.is_conflict() || error.is_disconnection() {
                return Err(Stop::Before(error));
            }
        }
    }
    Ok(())
}

fn begin(session: &mut Session, company: Company) -> Result<(), DbError> {
    if !session.has_register && !matches!(company, Company::Reading) {
        let found = "SELECT to_regclass('db_migration') IS NOT NULL";
        session.has_register = session.client.query_one(found, &[])?.try_get(0)?;
    }
    Ok(session.client.batch_execute(company.begin(session.has_register))?)
}

fn commit(slot: &mut Option<Session>) -> Result<(), Stop> {
    let Some(session) = slot else { return Err(Stop::Unknown) };
    let Err(error) = session.client.batch_execute("COMMIT") else { return Ok(()) };
    let error = DbError::from(error);
    if error.is_disconnection() {
        *slot = None;
        return Err(Stop::Unknown);
    }
    Err(Stop::Before(error))
}

/// Ends a transaction of which nothing is kept. A connection that cannot even do that is dropped,
/// which ends it as well.
fn roll_back(slot: &mut Option<Session>) {
    if slot.as_mut().is_some_and(|open| open.client.batch_execute("ROLLBACK").is_err()) {
        *slot = None;
    }
}
