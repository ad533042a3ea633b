//! Any sequence of writes gives the same answers and the same table on both databases.

use db::{Db, DbError, Tx, params};
use proptest::{
    prelude::*,
    test_runner::{Config as Cases, TestRunner},
};

use crate::base::Base;

const TABLE: &str = "
    CREATE TABLE test_any (id INT PRIMARY KEY, w TEXT NOT NULL UNIQUE, r REAL, ok BOOL, b BYTES, CHECK (id <> 3));";

#[derive(Clone, Debug)]
enum Step {
    Insert(i64, String, Option<f64>),
    Put(i64, String, bool),
    Rename(i64, String),
    Store(i64, Vec<u8>),
    Remove(i64),
    Refuse,
}

type Line = (i64, String, Option<f64>, Option<bool>, Option<Vec<u8>>);

fn step() -> impl Strategy<Value = Step> {
    let id = || 0..8_i64;
    let word = || "[a-cÉé_ 0]{0,2}|.{0,6}";
    let number = prop_oneof![Just(0.0), Just(f64::INFINITY), Just(1e300), -1.0..1.0];
    prop_oneof![
        4 => (id(), word(), proptest::option::of(number)).prop_map(|(i, w, r)| Step::Insert(i, w, r)),
        2 => (id(), word(), any::<bool>()).prop_map(|(i, w, ok)| Step::Put(i, w, ok)),
        2 => (id(), word()).prop_map(|(i, w)| Step::Rename(i, w)),
        1 => (id(), proptest::collection::vec(any::<u8>(), 0..9)).prop_map(|(i, b)| Step::Store(i, b)),
        2 => id().prop_map(Step::Remove),
        1 => Just(Step::Refuse),
    ]
}

fn take(tx: &mut Tx<'_>, step: &Step) -> Result<u64, DbError> {
    match step {
        Step::Insert(id, w, r) => tx.execute("INSERT INTO test_any (id, w, r) VALUES ($1, $2, $3)", params![*id, w, *r]),
        Step::Put(id, w, ok) => tx.execute(
            "INSERT INTO test_any (ok, id, w) VALUES ($3, $1, $2) ON CONFLICT (id) DO UPDATE SET w = excluded.w, ok = $3",
            params![*id, w, *ok],
        ),
        Step::Rename(id, w) => tx.execute("UPDATE test_any SET w = $2 WHERE id >= $1 AND id < $1 + 2", params![*id, w]),
        Step::Store(id, b) => tx.execute("UPDATE test_any SET b = $1 WHERE id = $2", params![b, *id]),
        Step::Remove(id) => tx.execute("DELETE FROM test_any WHERE id = $1", params![*id]),
        Step::Refuse => Err(DbError::Missing),
    }
}

/// What each write answers, with the name of the error only, and the table after all of them.
fn live(db: &Db, writes: &[Vec<Step>]) -> (Vec<String>, Vec<Line>) {
    let mut answers = Vec::new();
    for steps in writes {
        let steps = steps.clone();
        let answer = db.write_blocking(move |tx| {
            steps.iter().map(|step| take(tx, step)).sum::<Result<u64, _>>()
        });
        let said = match answer {
            Ok(changed) => changed.to_string(),
            Err(error) => format!("{error:?}").split('(').next().unwrap_or_default().to_owned(),
        };
        answers.push(said);
    }
    let lines = db.read_blocking::<_, DbError, _>(|tx| {
        tx.query("SELECT id, w, r, ok, b FROM test_any ORDER BY w", &[], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
        })
    });
    db.write_blocking::<_, DbError, _>(|tx| tx.execute("DELETE FROM test_any", &[])).unwrap();
    (answers, lines.unwrap())
}

#[test]
fn both_databases_answer_and_keep_the_same() {
    let Some(postgres) = Base::postgres() else { return };
    let sqlite = Base::sqlite();
    let (one, two) = (sqlite.with(TABLE), postgres.with(TABLE));
    let cases = Cases { cases: 200, failure_persistence: None, ..Cases::default() };
    let mut runner = TestRunner::new_with_rng(
        cases,
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    );
    let writes = proptest::collection::vec(proptest::collection::vec(step(), 1..4), 1..12);
    runner
        .run(&writes, |writes| {
            prop_assert_eq!(live(&one, &writes), live(&two, &writes));
            Ok(())
        })
        .unwrap();
}
