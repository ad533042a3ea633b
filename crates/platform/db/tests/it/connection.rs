//! Connections to PostgreSQL are lost, and what that means is never guessed.

use std::{
    io::{Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicU8, AtomicU32, Ordering},
    },
    thread,
};

use db::{Broken, Config, Db, DbError, params};

use crate::base::{Base, number, wait, write};

const TABLES: &str = "CREATE TABLE test_row (n INT PRIMARY KEY);";
const ROWS: &str = "SELECT COUNT(*) FROM test_row";
const END_OTHERS: &str = "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity \
    WHERE datname = current_database() AND pid <> pg_backend_pid()";

#[test]
fn a_lost_connection_is_made_anew() {
    let Some(base) = Base::postgres() else { return };
    let db = base.with(TABLES);
    let mut other = crate::client(&base);
    for n in 0..5_i64 {
        other.query_one(END_OTHERS, &[]).unwrap();
        write(&db, move |tx| tx.execute("INSERT INTO test_row VALUES ($1)", params![n]).map(drop))
            .unwrap();
        other.query_one(END_OTHERS, &[]).unwrap();
        assert_eq!(number(&db, ROWS), n + 1);
    }
}

#[test]
fn work_interrupted_before_its_commit_is_done_again_once() {
    let Some(base) = Base::postgres() else { return };
    let db = base.with(TABLES);
    let (url, runs) = (base.url(), Arc::new(AtomicU32::new(0)));
    let count = Arc::clone(&runs);
    write(&db, move |tx| {
        tx.execute("INSERT INTO test_row VALUES (1)", &[])?;
        if count.fetch_add(1, Ordering::SeqCst) == 0 {
            let end_others =
                || postgres::Client::connect(&url, postgres::NoTls)?.query_one(END_OTHERS, &[]);
            end_others().unwrap();
        }
        tx.execute("INSERT INTO test_row VALUES (2)", &[]).map(drop)
    })
    .unwrap();
    assert_eq!((runs.load(Ordering::SeqCst), number(&db, ROWS)), (2, 2));
}

#[test]
fn a_read_interrupted_at_its_end_still_answers() {
    let Some(base) = Base::postgres() else { return };
    let db = base.with(TABLES);
    let url = base.url();
    let answer = db.read_blocking::<_, DbError, _>(move |tx| {
        let n: i64 = tx.query_one(ROWS, &[], |row| row.get(0))?;
        let end_others =
            || postgres::Client::connect(&url, postgres::NoTls)?.query_one(END_OTHERS, &[]);
        end_others().unwrap();
        Ok(n)
    });
    assert_eq!(answer.unwrap(), 0);
    assert_eq!(number(&db, ROWS), 0);
}

#[test]
fn a_server_told_not_to_wait_for_its_disk_waits_for_us() {
    let Some(base) = Base::postgres() else { return };
    let lazy = "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', \
        current_database()); END $$";
    crate::client(&base).batch_execute(lazy).unwrap();
    let setting = base.open().read_blocking::<String, DbError, _>(|tx| {
        tx.query_one("SHOW synchronous_commit", &[], |row| row.get(0))
    });
    assert_eq!(setting.unwrap(), "on");
}

#[test]
fn a_server_that_is_not_there_is_told_at_once() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let nobody = Db::open(&Config::postgres(&format!("postgres://postgres@{free}/preau")));
    assert!(matches!(nobody.err(), Some(DbError::Broken(Broken::Unreachable(_)))));
    let nonsense = Db::open(&Config::postgres("postgres://[")).err();
    assert!(matches!(nonsense, Some(DbError::Broken(Broken::Unreachable(_)))));
}

#[test]
fn a_commit_that_did_not_arrive_has_an_unknown_outcome() {
    unknown_outcome(CUT_BEFORE, 0);
}

#[test]
fn a_commit_whose_answer_did_not_arrive_has_an_unknown_outcome() {
    unknown_outcome(CUT_AFTER, 1);
}

fn unknown_outcome(cut: u8, kept: i64) {
    let Some(base) = Base::postgres() else { return };
    let direct = base.with(TABLES);
    let proxy = Proxy::before(&base.url());
    let db = Db::open(&Config::postgres(&proxy.url)).unwrap();
    proxy.cut.store(cut, Ordering::SeqCst);
    let outcome = write(&db, |tx| tx.execute("INSERT INTO test_row VALUES (1)", &[]).map(drop));
    assert!(matches!(outcome, Err(DbError::Broken(Broken::UnknownOutcome))), "{outcome:?}");
    assert_eq!(number(&direct, ROWS), kept);

    proxy.cut.store(cut, Ordering::SeqCst);
    let found: Result<i64, DbError> = wait(db.write_idempotent(|tx| {
        tx.query_one(
            "INSERT INTO test_row VALUES (2) ON CONFLICT (n) DO UPDATE SET n = 2 RETURNING n",
            &[],
            |row| row.get(0),
        )
    }));
    assert_eq!(found.unwrap(), 2);
    assert_eq!(number(&direct, "SELECT COUNT(*) FROM test_row WHERE n = 2"), 1);
    assert_eq!(proxy.cut.load(Ordering::SeqCst), OPEN);
}

const OPEN: u8 = 0;
/// Cut the connection when COMMIT passes, without letting it pass.
const CUT_BEFORE: u8 = 1;
/// Let COMMIT pass, and cut the connection when its answer comes back.
const CUT_AFTER: u8 = 2;

/// A way to a server that can be cut once.
struct Proxy {
    url: String,
    cut: Arc<AtomicU8>,
}

impl Proxy {
    fn before(url: &str) -> Self {
        let (user, rest) = url.trim_start_matches("postgres://").split_once('@').unwrap();
        let (server, database) = rest.split_once('/').unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("postgres://{user}@{}/{database}", listener.local_addr().unwrap());
        let (cut, server) = (Arc::new(AtomicU8::new(OPEN)), server.to_owned());
        let armed = Arc::clone(&cut);
        thread::spawn(move || {
            for client in listener.incoming() {
                carry(client.unwrap(), TcpStream::connect(&server).unwrap(), Arc::clone(&armed));
            }
        });
        Self { url, cut }
    }
}

/// Carries bytes both ways, one question and its answer at a time.
fn carry(client: TcpStream, server: TcpStream, cut: Arc<AtomicU8>) {
    let (mut to_client, mut from_server) =
        (client.try_clone().unwrap(), server.try_clone().unwrap());
    let answers = Arc::new(AtomicU8::new(OPEN));
    let hold = Arc::clone(&answers);
    thread::spawn(move || {
        let mut buffer = [0; 8192];
        while let Ok(read @ 1..) = from_server.read(&mut buffer) {
            if hold.load(Ordering::SeqCst) == CUT_AFTER {
                break;
            }
            drop(to_client.write_all(&buffer[..read]));
        }
        drop(to_client.shutdown(Shutdown::Both));
        drop(from_server.shutdown(Shutdown::Both));
    });
    thread::spawn(move || {
        let (mut client, mut server) = (client, server);
        let mut buffer = [0; 8192];
        while let Ok(read @ 1..) = client.read(&mut buffer) {
            let asked = &buffer[..read];
            let found = if asked.windows(7).any(|w| w == b"COMMIT\0") {
                cut.swap(OPEN, Ordering::SeqCst)
            } else {
                OPEN
            };
            if found == CUT_BEFORE {
                break;
            }
            answers.store(found, Ordering::SeqCst);
            drop(server.write_all(asked));
        }
        if answers.load(Ordering::SeqCst) != CUT_AFTER {
            drop(client.shutdown(Shutdown::Both));
            drop(server.shutdown(Shutdown::Both));
        }
    });
}
