//! Many at once: each is acknowledged once, alone in what it sees.

use std::sync::{
    Arc, Barrier, Mutex,
    atomic::{AtomicBool, AtomicU32, Ordering},
    mpsc,
};

use db::{Broken, Db, DbError, Tx, params};

use crate::base::{Base, both, number, wait, write};

const TABLES: &str = "
    CREATE TABLE test_row (n INT PRIMARY KEY);
    CREATE TABLE test_counter (id INT PRIMARY KEY, n INT NOT NULL);";
const ROWS: &str = "SELECT COUNT(*) FROM test_row";

fn increment(tx: &mut Tx<'_>) -> Result<(), DbError> {
    let n: i64 = tx.query_one("SELECT n FROM test_counter WHERE id = 1", &[], |row| row.get(0))?;
    tx.execute("UPDATE test_counter SET n = $1 WHERE id = 1", params![n + 1]).map(drop)
}

fn with_counter(base: &Base) -> Db {
    let db = base.with(TABLES);
    write(&db, |tx| tx.execute("INSERT INTO test_counter VALUES (1, 0)", &[]).map(drop)).unwrap();
    db
}

both! {
    fn two_hundred_writers_are_each_acknowledged_once(base) {
        let db = base.with(TABLES);
        let answers = wait(async {
            let mut tasks = tokio::task::JoinSet::new();
            for n in 0..200_i64 {
                let db = db.clone();
                tasks.spawn(async move {
                    let outcome: Result<(), DbError> = db.write(move |tx| {
                        tx.execute("INSERT INTO test_row VALUES ($1)", params![n])?;
                        if n % 50 == 7 { Err(DbError::Missing) } else { Ok(()) }
                    }).await;
                    (n, outcome.is_ok())
                });
            }
            tasks.join_all().await
        });
        assert_eq!(answers.len(), 200);
        for (n, kept) in answers {
            assert_eq!(kept, n % 50 != 7, "{n}");
        }
        assert_eq!(number(&db, ROWS), 196);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM test_row WHERE n % 50 = 7"), 0);
    }

    fn a_failing_neighbour_takes_nobody_along(base) {
        let db = base.with(TABLES);
        let (hold, held) = mpsc::channel::<()>();
        let held = Mutex::new(held);
        wait(async {
            // On SQLite the writer is kept busy, so that what follows is one group.
            let first = db.write::<(), DbError, _>(move |_| {
                let released = held.lock().unwrap().recv();
                assert!(released.is_err(), "nothing is ever sent");
                Ok(())
            });
            let good = db.write(|tx| tx.execute("INSERT INTO test_row VALUES (1)", &[]).map(drop));
            let broken = db.write(|tx| {
                tx.execute("INSERT INTO test_row VALUES (2)", &[])?;
                tx.execute("INSERT INTO test_row VALUES (2)", &[]).map(drop)
            });
            let panics = db.write::<(), DbError, _>(|tx| {
                tx.execute("INSERT INTO test_row VALUES (3)", &[])?;
                panic!("on purpose")
            });
            let other = db.write(|tx| tx.execute("INSERT INTO test_row VALUES (4)", &[]).map(drop));
            let release = async { drop(hold) };
            let (first, good, broken, panics, other, ()) =
                tokio::join!(first, good, broken, panics, other, release);
            assert!(first.is_ok() && good.is_ok() && other.is_ok());
            assert!(matches!(broken, Err(DbError::Taken(_))), "{broken:?}");
            assert!(matches!(panics, Err(DbError::Broken(Broken::Panicked))), "{panics:?}");
        });
        assert_eq!(number(&db, ROWS), 2);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM test_row WHERE n IN (1, 4)"), 2);
    }

    fn no_increment_is_lost(base) {
        let db = with_counter(base);
        wait(async {
            let mut tasks = tokio::task::JoinSet::new();
            for _ in 0..200 {
                let db = db.clone();
                tasks.spawn(async move { db.write(increment).await });
            }
            for outcome in tasks.join_all().await {
                outcome.unwrap();
            }
        });
        assert_eq!(number(&db, "SELECT n FROM test_counter"), 200);
    }

    fn a_read_sees_one_state(base) {
        let db = with_counter(base);
        let (reading, is_reading) = mpsc::channel::<()>();
        let (written, is_written) = mpsc::channel::<()>();
        let is_written = Mutex::new(is_written);
        let writer = db.clone();
        let writes = std::thread::spawn(move || {
            is_reading.recv().unwrap();
            write(&writer, increment).unwrap();
            written.send(()).unwrap();
        });
        let seen = db.read_blocking::<_, DbError, _>(move |tx| {
            let sql = "SELECT n FROM test_counter";
            let before: i64 = tx.query_one(sql, &[], |row| row.get(0))?;
            reading.send(()).unwrap();
            is_written.lock().unwrap().recv().unwrap();
            let after: i64 = tx.query_one(sql, &[], |row| row.get(0))?;
            Ok((before, after))
        }).unwrap();
        writes.join().unwrap();
        assert_eq!(seen, (0, 0));
        assert_eq!(number(&db, "SELECT n FROM test_counter"), 1);
    }

    fn a_reader_beside_a_server_reads_and_never_writes(base) {
        let db = with_counter(base);
        let reader = Db::open(&base.config.clone().reader()).unwrap();
        write(&db, increment).unwrap();
        assert_eq!(number(&reader, "SELECT n FROM test_counter"), 1);
        let refused = write(&reader, increment);
        assert!(matches!(refused, Err(DbError::Broken(Broken::InUse))), "{refused:?}");
        drop(db);
        assert_eq!(number(&reader, "SELECT n FROM test_counter"), 1);
        assert!(reader.check_integrity().unwrap().is_empty());
    }
}

#[test]
fn two_programs_never_write_one_file() {
    let base = Base::sqlite();
    let first = with_counter(&base);
    let second = Db::open(&base.config);
    assert!(matches!(second.err(), Some(DbError::Broken(Broken::InUse))));
    drop(first);
    assert_eq!(number(&base.open(), "SELECT n FROM test_counter"), 0);
}

#[test]
fn a_file_that_is_not_there_is_not_made_by_a_reader() {
    let base = Base::sqlite();
    assert!(Db::open(&base.config.clone().reader()).is_err());
    assert_eq!(std::fs::read_dir(base.folder()).unwrap().count(), 0);
}

#[test]
fn two_that_meet_on_postgres_are_run_again() {
    let Some(base) = Base::postgres() else { return };
    let db = with_counter(&base);
    let (meet, runs) = (Arc::new(Barrier::new(2)), Arc::new(AtomicU32::new(0)));
    let work = || {
        let (meet, runs, first) = (Arc::clone(&meet), Arc::clone(&runs), AtomicBool::new(true));
        move |tx: &mut Tx<'_>| {
            runs.fetch_add(1, Ordering::SeqCst);
            let n: i64 = tx.query_one("SELECT n FROM test_counter", &[], |row| row.get(0))?;
            if first.swap(false, Ordering::SeqCst) {
                meet.wait();
            }
            tx.execute("UPDATE test_counter SET n = $1", params![n + 1]).map(drop)
        }
    };
    let (one, two) = wait(async { tokio::join!(db.write(work()), db.write(work())) });
    one.unwrap();
    two.unwrap();
    assert_eq!(number(&db, "SELECT n FROM test_counter"), 2);
    assert!(runs.load(Ordering::SeqCst) >= 3);
}

/// The server remembers some thousands of transactions; beyond, while a long one is open anywhere,
/// it cannot tell who met whom and refuses what met nobody.
#[test]
fn a_long_write_elsewhere_on_the_server_stops_nobody() {
    let (Some(base), Some(elsewhere)) = (Base::postgres(), Base::postgres()) else { return };
    let db = base.with("CREATE TABLE test_job (id ID, tries INT NOT NULL);");
    let mut long = crate::client(&elsewhere);
    long.batch_execute("BEGIN ISOLATION LEVEL SERIALIZABLE; CREATE TABLE test_long (n INTEGER)")
        .unwrap();
    let mut many = crate::client(&base);
    many.batch_execute("SET synchronous_commit = off").unwrap();
    let (add, claim, done) = (
        "INSERT INTO test_job (tries) VALUES (0)",
        "UPDATE test_job SET tries = 1 WHERE id = (\
         SELECT id FROM test_job WHERE tries = 0 ORDER BY id LIMIT 1)",
        "DELETE FROM test_job WHERE tries = 1",
    );
    let refused = (0..100_000).find(|n| {
        let sql = [add, claim, done][n % 3];
        let alone = format!("BEGIN ISOLATION LEVEL SERIALIZABLE; {sql}; COMMIT");
        many.batch_execute(&alone).is_err()
    });
    assert!(refused.is_some(), "the server remembers more than this test can fill");
    many.batch_execute("ROLLBACK").unwrap();
    for _ in 0..10 {
        for sql in [add, claim, done] {
            write(&db, move |tx| tx.execute(sql, &[]).map(drop)).unwrap();
        }
    }
    assert_eq!(number(&db, "SELECT COUNT(*) FROM test_job WHERE tries = 1"), 0);
    long.batch_execute("ROLLBACK").unwrap();
}

#[test]
fn whoever_is_alone_still_meets_the_writers_of_other_programs() {
    let Some(base) = Base::postgres() else { return };
    let (one, other) = (with_counter(&base), base.open());
    let answers = wait(async {
        let mut tasks = tokio::task::JoinSet::new();
        for n in 0..200 {
            let db = if n % 2 == 0 { one.clone() } else { other.clone() };
            tasks.spawn(async move { db.write(increment).await });
        }
        tasks.join_all().await
    });
    answers.into_iter().for_each(|answer| answer.unwrap());
    assert_eq!(number(&one, "SELECT n FROM test_counter"), 200);
}
