//! What is told of a transaction: after its commit, to whoever listens, and of nothing that was undone.

use db::{DbError, Tx};

use crate::base::{both, wait, write};

const TABLES: &str = "CREATE TABLE test_row (n INT PRIMARY KEY);";

fn add(tx: &mut Tx<'_>, n: i64) -> Result<(), DbError> {
    tx.tell(n);
    tx.tell(n);
    tx.execute("INSERT INTO test_row VALUES ($1)", db::params![n]).map(drop)
}

both! {
    fn what_is_committed_is_told_once_and_what_is_undone_is_not(base) {
        let db = base.with(TABLES);
        let mut changes = db.changes().unwrap();
        write(&db, |tx| add(tx, 1)).unwrap();
        assert!(write(&db, |tx| add(tx, 2).and(Err(DbError::Missing))).is_err());
        assert!(write(&db, |tx| add(tx, 1)).is_err(), "the row is there already");
        write(&db, |tx| add(tx, 3)).unwrap();
        assert_eq!(&*wait(changes.next()).unwrap(), [1]);
        assert_eq!(&*wait(changes.next()).unwrap(), [3]);
    }

    fn on_a_server_every_process_hears_of_it(base) {
        if base.is_sqlite() {
            return;
        }
        let (here, there) = (base.with(TABLES), base.open());
        let mut changes = there.changes().unwrap();
        let many: Vec<i64> = (0..1_000).map(|n| i64::MAX - n).collect();
        let told = many.clone();
        write(&here, move |tx| {
            told.iter().for_each(|topic| tx.tell(*topic));
            add(tx, 1)
        }).unwrap();
        let mut heard = Vec::new();
        while heard.len() <= many.len() {
            heard.extend_from_slice(&wait(changes.next()).unwrap());
        }
        assert_eq!(heard, [many, vec![1]].concat());
    }

    fn who_listens_hears_that_the_database_is_closed(base) {
        let db = base.open();
        let mut changes = db.changes().unwrap();
        drop(db);
        assert!(wait(changes.next()).is_none());
    }
}
