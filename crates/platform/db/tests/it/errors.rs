//! Errors have one name on both databases, and nothing half done is kept.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use db::{Broken, DbError, Tx, params};

use crate::base::{both, number, wait, write};

const TABLES: &str = "
    CREATE TABLE test_class (id ID, name TEXT NOT NULL UNIQUE, size INT NOT NULL CHECK (size > 0));
    CREATE TABLE test_pupil (id ID, class_id INT NOT NULL REFERENCES test_class (id));
    CREATE INDEX test_pupil_class ON test_pupil (class_id);";
const CLASS: &str = "INSERT INTO test_class (name, size) VALUES ($1, $2)";
const COUNT: &str = "SELECT COUNT(*) FROM test_class";

fn class(tx: &mut Tx<'_>, name: &str) -> Result<(), DbError> {
    tx.execute(CLASS, params![name, 20]).map(drop)
}

both! {
    fn constraints_have_names(base) {
        let db = base.with(TABLES);
        write(&db, |tx| {
            class(tx, "6e A")?;
            tx.execute("INSERT INTO test_pupil (class_id) VALUES (1)", &[]).map(drop)
        }).unwrap();
        let twice = write(&db, |tx| class(tx, "6e A"));
        assert!(matches!(twice, Err(DbError::Taken(_))), "{twice:?}");
        let key = write(&db, |tx| tx.execute("INSERT INTO test_class (id, name, size) VALUES (1, 'x', 1)", &[]).map(drop));
        assert!(matches!(key, Err(DbError::Taken(_))), "{key:?}");
        let dangling = write(&db, |tx| tx.execute("INSERT INTO test_pupil (class_id) VALUES (9)", &[]).map(drop));
        assert!(matches!(dangling, Err(DbError::Reference(_))), "{dangling:?}");
        let used = write(&db, |tx| tx.execute("DELETE FROM test_class WHERE id = 1", &[]).map(drop));
        assert!(matches!(used, Err(DbError::Reference(_))), "{used:?}");
        let small = write(&db, |tx| tx.execute(CLASS, params!["6e B", 0]).map(drop));
        assert!(matches!(small, Err(DbError::Refused(_))), "{small:?}");
        let unnamed = write(&db, |tx| tx.execute(CLASS, params![None::<&str>, 3]).map(drop));
        assert!(matches!(unnamed, Err(DbError::Refused(_))), "{unnamed:?}");
        let wrong = write(&db, |tx| tx.execute("INSERT INTO nowhere VALUES (1)", &[]).map(drop));
        assert!(matches!(wrong, Err(DbError::Broken(Broken::Statement(_)))), "{wrong:?}");
        assert_eq!(number(&db, COUNT), 1);
    }

    fn an_error_poisons_what_follows(base) {
        let db = base.with(TABLES);
        let outcome = write(&db, |tx| {
            class(tx, "6e A")?;
            let first = class(tx, "6e A");
            assert!(matches!(first, Err(DbError::Taken(_))));
            let after = class(tx, "6e B");
            assert!(matches!(after, Err(DbError::Taken(_))), "{after:?}");
            let read = tx.query_one(COUNT, &[], |row| row.get::<i64>(0));
            assert!(matches!(read, Err(DbError::Taken(_))), "{read:?}");
            read.map(drop)
        });
        assert!(matches!(outcome, Err(DbError::Taken(_))), "{outcome:?}");
        assert_eq!(number(&db, COUNT), 0);
    }

    fn an_error_that_is_swallowed_is_not_acknowledged(base) {
        let db = base.with(TABLES);
        let outcome = write(&db, |tx| {
            class(tx, "6e A")?;
            drop(class(tx, "6e A"));
            Ok(())
        });
        assert!(matches!(outcome, Err(DbError::Taken(_))), "{outcome:?}");
        let read = db.read_blocking::<i64, DbError, _>(|tx| {
            drop(tx.query_one("SELECT nothing FROM nowhere", &[], |row| row.get::<i64>(0)));
            Ok(1)
        });
        assert!(matches!(read, Err(DbError::Broken(Broken::Statement(_)))), "{read:?}");
        assert_eq!(number(&db, COUNT), 0);
    }

    fn missing_is_an_answer_and_poisons_nothing(base) {
        let db = base.with(TABLES);
        write(&db, |tx| {
            let none = tx.query_one("SELECT id FROM test_class", &[], |row| row.get::<i64>(0));
            assert!(matches!(none, Err(DbError::Missing)));
            class(tx, "6e A")?;
            let wrong = tx.query_one("SELECT name FROM test_class", &[], |row| row.get::<i64>(0));
            assert!(matches!(wrong, Err(DbError::Column { .. })));
            class(tx, "6e B")
        }).unwrap();
        assert_eq!(number(&db, COUNT), 2);
    }

    fn a_refusal_of_the_domain_undoes_everything(base) {
        #[derive(Debug)]
        enum Refusal { TooLate, Db(DbError) }
        impl From<DbError> for Refusal {
            fn from(error: DbError) -> Self { Self::Db(error) }
        }
        let db = base.with(TABLES);
        let outcome = db.write_blocking::<(), Refusal, _>(|tx| {
            class(tx, "6e A")?;
            Err(Refusal::TooLate)
        });
        assert!(matches!(outcome, Err(Refusal::TooLate)), "{outcome:?}");
        let outcome = db.write_blocking::<(), Refusal, _>(|tx| Ok(tx.execute("nonsense", &[]).map(drop)?));
        assert!(matches!(outcome, Err(Refusal::Db(DbError::Broken(_)))), "{outcome:?}");
        assert_eq!(number(&db, COUNT), 0);
    }

    fn a_panic_is_undone_and_the_handle_lives_on(base) {
        let db = base.with(TABLES);
        for _ in 0..10 {
            let outcome = write(&db, |tx| {
                class(tx, "6e A")?;
                tx.each("SELECT id FROM test_class", &[], |_| panic!("on purpose"))
            });
            assert!(matches!(outcome, Err(DbError::Broken(Broken::Panicked))), "{outcome:?}");
            let read = db.read_blocking::<(), DbError, _>(|_| panic!("on purpose"));
            assert!(matches!(read, Err(DbError::Broken(Broken::Panicked))), "{read:?}");
        }
        write(&db, |tx| class(tx, "6e A")).unwrap();
        assert_eq!(number(&db, COUNT), 1);
    }

    fn a_read_refuses_to_write(base) {
        let db = base.with(TABLES);
        let outcome = db.read_blocking(|tx| class(tx, "6e A"));
        assert!(matches!(outcome, Err(DbError::Broken(Broken::ReadOnly(_)))), "{outcome:?}");
        assert_eq!(number(&db, COUNT), 0);
        write(&db, |tx| class(tx, "6e A")).unwrap();
    }

    fn the_bell_rings_after_a_commit_and_only_then(base) {
        let db = base.with(TABLES);
        let bell = db.bell();
        wait(async {
            let refused: Result<(), DbError> = db.write(|tx| {
                tx.ring();
                Err(DbError::Missing)
            }).await;
            assert!(refused.is_err());
            db.write(|tx| class(tx, "6e A")).await.unwrap();
            tokio::select! {
                biased;
                () = bell.notified() => panic!("nothing was committed that rings"),
                () = std::future::ready(()) => {}
            }
            db.write(|tx| { tx.ring(); class(tx, "6e B") }).await.unwrap();
            bell.notified().await;
        });
    }

    fn the_last_clone_may_go_with_the_work(base) {
        let db = base.with(TABLES);
        let ran = Arc::new(AtomicU32::new(0));
        let (clone, count) = (db.clone(), Arc::clone(&ran));
        let asked = wait(async move {
            let inner = clone.clone();
            let asked = clone.write::<(), DbError, _>(move |tx| {
                let _held = &inner;
                count.fetch_add(1, Ordering::SeqCst);
                class(tx, "6e A")
            });
            drop(db);
            asked.await
        });
        asked.unwrap();
        assert_eq!(ran.load(Ordering::SeqCst), 1);
    }
}
