//! What changed goes through PostgreSQL itself (`NOTIFY`, sent with the commit), so that every
//! process of a territory hears of it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{SyncSender, sync_channel},
    },
    thread,
    time::Duration,
};

use postgres::{Client, fallible_iterator::FallibleIterator};

use super::connect;
use crate::{Db, DbError, changes::Told, sqlite::join, tx::Session};

const CHANNEL: &str = "preau";
/// A notification holds less than 8 000 bytes.
const AT_ONCE: usize = 350;
/// How often the thread looks whether it is still wanted.
const LOOK: Duration = Duration::from_millis(200);

/// Says in a transaction what it changed; PostgreSQL tells it if and when it is committed.
pub(super) fn tell(session: &mut Session, topics: &[i64]) -> Result<(), DbError> {
    for some in topics.chunks(AT_ONCE) {
        let said: Vec<String> = some.iter().map(ToString::to_string).collect();
        session.client.execute("SELECT pg_notify($1, $2)", &[&CHANNEL, &said.join(",")])?;
    }
    Ok(())
}

/// A thread with a connection of its own that hears what is told. Dropping it ends both.
pub(super) struct Listener {
    stop: Arc<AtomicBool>,
    threads: Vec<thread::JoinHandle<()>>,
}

impl Listener {
    /// Listens once this returns, if the server can be reached.
    pub(super) fn start(settings: postgres::Config, told: Told) -> Result<Self, DbError> {
        let stop = Arc::new(AtomicBool::new(false));
        let (ready, is_ready) = sync_channel(1);
        let asked = Arc::clone(&stop);
        let thread = thread::Builder::new()
            .name("db-changes".to_owned())
            .spawn(move || listen(&settings, &told, &asked, &ready))
            .map_err(DbError::statement)?;
        // The thread says so after its first try, whatever came of it.
        is_ready.recv().ok();
        Ok(Self { stop, threads: vec![thread] })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        join(&mut self.threads);
    }
}

fn listen(settings: &postgres::Config, told: &Told, stop: &AtomicBool, ready: &SyncSender<()>) {
    let mut attempt = 0;
    while !stop.load(Ordering::Relaxed) {
        let open = connect(settings).and_then(|mut session| {
            session.client.batch_execute(&format!("LISTEN {CHANNEL}"))?;
            Ok(session)
        });
        ready.try_send(()).ok();
        if let Ok(mut session) = open {
            if attempt > 0 {
                told.tell(Vec::new());
            }
            attempt = 0;
            hear(&mut session.client, told, stop);
        }
        attempt += 1;
        Db::pause(attempt);
    }
}

/// Until the connection is lost, or nobody wants to hear any more.
fn hear(client: &mut Client, told: &Told, stop: &AtomicBool) {
    while !stop.load(Ordering::Relaxed) && !client.is_closed() {
        let mut notifications = client.notifications();
        let mut arrived = notifications.timeout_iter(LOOK);
        loop {
            match arrived.next() {
                Ok(Some(notification)) => told.tell(topics(notification.payload())),
                Ok(None) => break,
                Err(_lost) => return,
            }
        }
    }
}

/// What was said, or that anything may have changed.
fn topics(payload: &str) -> Vec<i64> {
    payload.split(',').map(str::parse).collect::<Result<_, _>>().unwrap_or_default()
}
