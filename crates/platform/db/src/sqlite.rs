//! SQLite: one writer thread with group commit, and readers on threads of their own.

use std::{
    fs::File,
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, SyncSender, TrySendError, sync_channel},
    },
    thread,
};

use rusqlite::{Connection, OpenFlags, config::DbConfig};

use crate::{Broken, Config, DbError, Durability, Hooks, Tx, tx::After, work::Work};

/// Writes waiting beyond this many are refused at once: the queue is honest.
const QUEUE: usize = 20_000;
/// At most this many writes share one commit.
const GROUP: usize = 64;
/// Pages of the cache of each connection, as SQLite counts kibibytes.
const CACHE_KIB: i64 = 6_000;
/// The database file is mapped rather than copied, up to this many bytes.
const MAPPED: i64 = 8 << 30;

type Queue = SyncSender<Box<dyn Work>>;

/// The connections of one SQLite file. Dropping it ends the threads and waits for them, the writer
/// last: the last connection to close puts the journal back into the file, and a reader may not.
pub(crate) struct Sqlite {
    writer: Option<Queue>,
    readers: Option<Queue>,
    writer_thread: Vec<thread::JoinHandle<()>>,
    reader_threads: Vec<thread::JoinHandle<()>>,
}

impl Sqlite {
    pub(crate) fn open(path: &Path, config: &Config, hooks: &Hooks) -> Result<Self, DbError> {
        let mut open = Self {
            writer: None,
            readers: None,
            writer_thread: Vec::new(),
            reader_threads: Vec::new(),
        };
        if !config.reads_only {
            open.start_writer(path, config.durability, hooks.clone())?;
        }
        let (queue, reads) = sync_channel(QUEUE);
        open.readers = Some(queue);
        let reads = Arc::new(Mutex::new(reads));
        for _ in 0..config.connections.max(1) {
            let reader = connect(path, OpenFlags::empty())?;
            reader.pragma_update(None, "query_only", true)?;
            let (reads, hooks) = (Arc::clone(&reads), hooks.clone());
            open.reader_threads
                .push(spawn("db-reader", move || read_loop(&reader, &reads, &hooks))?);
        }
        Ok(open)
    }

    fn start_writer(
        &mut self,
        path: &Path,
        durability: Durability,
        hooks: Hooks,
    ) -> Result<(), DbError> {
        let lock = lock(path)?;
        let writer = connect(path, OpenFlags::SQLITE_OPEN_CREATE)?;
        writer.pragma_update(None, "journal_mode", "WAL")?;
        let synchronous = if durability == Durability::Normal { "NORMAL" } else { "FULL" };
        writer.pragma_update(None, "synchronous", synchronous)?;
        let group = if durability == Durability::FullEach { 1 } else { GROUP };
        let (queue, writes) = sync_channel(QUEUE);
        self.writer = Some(queue);
        self.writer_thread.push(spawn("db-writer", move || {
            write_loop(&writer, &writes, group, &hooks);
            drop(writer);
            drop(lock);
        })?);
        Ok(())
    }

    pub(crate) fn read(&self, work: Box<dyn Work>) {
        submit(self.readers.as_ref(), work);
    }

    pub(crate) fn write(&self, work: Box<dyn Work>) {
        submit(self.writer.as_ref(), work);
    }
}

impl Drop for Sqlite {
    fn drop(&mut self) {
        self.readers = None;
        join(&mut self.reader_threads);
        self.writer = None;
        join(&mut self.writer_thread);
    }
}

/// Waits for the threads of a closed handle, but not for the one that closes it: a closure may
/// have held the last clone of the handle.
pub(crate) fn join(threads: &mut Vec<thread::JoinHandle<()>>) {
    for thread in threads.drain(..).filter(|t| t.thread().id() != thread::current().id()) {
        // A panic of the thread was logged where it happened.
        drop(thread.join());
    }
}

/// Puts work in a queue, or answers at once when the queue is full or gone.
fn submit(queue: Option<&Queue>, work: Box<dyn Work>) {
    let Some(queue) = queue else {
        return work.finish(Err(DbError::Broken(Broken::Closed)));
    };
    match queue.try_send(work) {
        Ok(()) => {}
        Err(TrySendError::Full(work)) => work.finish(Err(DbError::Overloaded)),
        Err(TrySendError::Disconnected(work)) => work.finish(Err(DbError::Broken(Broken::Closed))),
    }
}

fn spawn(name: &str, f: impl FnOnce() + Send + 'static) -> Result<thread::JoinHandle<()>, DbError> {
    thread::Builder::new().name(name.to_owned()).spawn(f).map_err(DbError::statement)
}

/// Takes the lock that keeps two programs from writing one file.
fn lock(path: &Path) -> Result<File, DbError> {
    let file = File::create(path.with_extension("lock"))
        .map_err(|e| DbError::Broken(Broken::ReadOnly(e.to_string())))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(DbError::Broken(Broken::InUse)),
        Err(std::fs::TryLockError::Error(error)) => Err(DbError::statement(error)),
    }
}

fn connect(path: &Path, create: OpenFlags) -> Result<Connection, DbError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | create;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.set_prepared_statement_cache_capacity(400);
    // A plan does not change with the values: a statement is prepared once.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    connection.pragma_update(None, "mmap_size", MAPPED)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "journal_size_limit", 64 << 20)?;
    Ok(connection)
}

fn read_loop(connection: &Connection, reads: &Mutex<Receiver<Box<dyn Work>>>, hooks: &Hooks) {
    loop {
        let next = reads.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(mut work) = next else { return };
        let outcome = run_read(connection, work.as_mut(), hooks);
        if !connection.is_autocommit() {
            // A read has nothing to lose; its connection must not stay in its transaction.
            drop(connection.execute_batch("ROLLBACK"));
        }
        work.finish(outcome);
    }
}

fn run_read(connection: &Connection, work: &mut dyn Work, hooks: &Hooks) -> Result<(), DbError> {
    run(connection, "BEGIN")?;
    let mut tx = Tx::on_sqlite(connection, false, hooks.trace.as_ref());
    let keep = work.run(&mut tx);
    match tx.end().0 {
        Some(error) if keep => Err(error),
        Some(_) => Ok(()),
        None => run(connection, "COMMIT"),
    }
}

fn run(connection: &Connection, sql: &str) -> Result<(), DbError> {
    connection.prepare_cached(sql)?.execute([])?;
    Ok(())
}

/// A write that was run, with what to answer once its group is on disk.
struct Done {
    work: Box<dyn Work>,
    outcome: Result<(), DbError>,
    after: After,
}

impl Done {
    fn new(work: Box<dyn Work>) -> Self {
        Self { work, outcome: Ok(()), after: After::default() }
    }
}

/// Takes what waits, runs it in one transaction with a savepoint each, commits once, then answers
/// everyone.
fn write_loop(
    connection: &Connection,
    writes: &Receiver<Box<dyn Work>>,
    group: usize,
    hooks: &Hooks,
) {
    while let Ok(first) = writes.recv() {
        let mut done = Vec::new();
        if let Err(error) = run_group(connection, first, writes, group, &mut done, hooks) {
            give_up(connection, &mut done, &error);
        }
        if done.iter().any(|write| write.after.rings) {
            hooks.bell.notify_one();
        }
        let topics: Vec<i64> =
            done.iter_mut().flat_map(|write| std::mem::take(&mut write.after.topics)).collect();
        if !topics.is_empty() {
            hooks.told.tell(topics);
        }
        for write in done {
            write.work.finish(write.outcome);
        }
    }
}

/// Undoes a whole group: everyone of it is told the same error.
fn give_up(connection: &Connection, done: &mut [Done], error: &DbError) {
    if !connection.is_autocommit() {
        // Whatever this answers, SQLite is out of the transaction or says so at the next BEGIN.
        drop(connection.execute_batch("ROLLBACK"));
    }
    tracing::error!(%error, writes = done.len(), "a group of writes was given up");
    for write in done {
        write.outcome = Err(error.clone());
        write.after = After::default();
    }
}

fn run_group(
    connection: &Connection,
    first: Box<dyn Work>,
    writes: &Receiver<Box<dyn Work>>,
    group: usize,
    done: &mut Vec<Done>,
    hooks: &Hooks,
) -> Result<(), DbError> {
    let begun = run(connection, "BEGIN IMMEDIATE");
    if begun.is_err() {
        done.push(Done::new(first));
        return begun;
    }
    let mut next = Some(first);
    while let Some(work) = next.take() {
        let mut write = Done::new(work);
        let one = run_in_savepoint(connection, &mut write, hooks);
        done.push(write);
        one?;
        if done.len() < group {
            next = writes.try_recv().ok();
        }
    }
    run(connection, "COMMIT")
}

/// One write of a group. Its own error undoes it alone; an error of the disk dooms the group.
fn run_in_savepoint(
    connection: &Connection,
    write: &mut Done,
    hooks: &Hooks,
) -> Result<(), DbError> {
    run(connection, "SAVEPOINT one")?;
    let mut tx = Tx::on_sqlite(connection, true, hooks.trace.as_ref());
    let keep = write.work.run(&mut tx);
    let (poison, after) = tx.end();
    if let Some(error) = &poison
        && (error.dooms_the_group() || connection.is_autocommit())
    {
        return Err(error.clone());
    }
    let undone = !keep || poison.is_some();
    if undone {
        run(connection, "ROLLBACK TO one")?;
    }
    run(connection, "RELEASE one")?;
    if !undone {
        write.after = after;
    }
    if let Some(error) = poison
        && keep
    {
        write.outcome = Err(error);
    }
    Ok(())
}
