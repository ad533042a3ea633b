//! Migrations: applied once, in order, and never another text under the same number.

use db::{Broken, Db, DbError, Migration, MigrationSet};

use crate::base::{Base, NOW, both, number};

const FIRST: Migration =
    Migration { number: 1, name: "things", sql: "CREATE TABLE a_thing (id ID);" };
const SECOND: Migration = Migration {
    number: 2,
    name: "things have names",
    sql: "ALTER TABLE a_thing ADD COLUMN name TEXT NOT NULL DEFAULT 'a; b'; -- one; comment\nINSERT INTO a_thing (name) VALUES ('it''s');",
};
const OTHER: Migration = Migration {
    number: 1,
    name: "refers",
    sql: "CREATE TABLE b_other (id ID, thing_id INT NOT NULL REFERENCES a_thing (id));",
};

fn set(context: &'static str, migrations: &'static [Migration]) -> MigrationSet {
    MigrationSet { context, migrations }
}

fn refused(db: &Db, sets: &[MigrationSet]) -> String {
    match db.migrate(sets, NOW) {
        Err(DbError::Broken(Broken::Migration(said))) => said,
        other => panic!("{other:?}"),
    }
}

both! {
    fn each_is_applied_once_in_the_order_given(base) {
        let db = base.open();
        let one = [set("a", &[FIRST]), set("b", &[OTHER])];
        let applied = db.migrate(&one, NOW).unwrap();
        let order: Vec<_> = applied.iter().map(|a| (a.context.as_str(), a.number)).collect();
        assert_eq!(order, [("a", 1), ("b", 1)]);
        assert!(db.migrate(&one, NOW).unwrap().is_empty());
        let two = [set("a", &[FIRST, SECOND]), set("b", &[OTHER])];
        assert_eq!(db.migrate(&two, NOW).unwrap().len(), 1);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM a_thing WHERE name = 'it''s'"), 1);
        drop(db);
        assert!(base.open().migrate(&two, NOW).unwrap().is_empty());
    }

    fn what_this_program_does_not_know_is_refused(base) {
        let db = base.open();
        db.migrate(&[set("a", &[FIRST, SECOND])], NOW).unwrap();
        assert!(refused(&db, &[set("a", &[FIRST])]).contains("a 2"));
        const CHANGED: Migration = Migration { sql: "CREATE TABLE a_thing (id ID, n INT);", ..FIRST };
        assert!(refused(&db, &[set("a", &[CHANGED, SECOND])]).contains("a 1"));
    }

    fn a_migration_that_fails_leaves_nothing(base) {
        const WRONG: Migration = Migration { number: 2, name: "wrong", sql: "CREATE TABLE a_more (id ID); CREATE TABLE a_thing (id ID);" };
        let db = base.open();
        assert!(db.migrate(&[set("a", &[FIRST, WRONG])], NOW).is_err());
        assert!(!db.schema().unwrap().tables.contains_key("a_thing"));
        db.migrate(&[set("a", &[FIRST])], NOW).unwrap();
        assert_eq!(db.schema().unwrap().tables.keys().filter(|t| t.starts_with("a_")).count(), 1);
    }
}

#[test]
fn several_programs_may_start_at_once_on_postgres() {
    let Some(base) = Base::postgres() else { return };
    let applied: usize = std::thread::scope(|scope| {
        let starts: Vec<_> = (0..6)
            .map(|_| {
                scope.spawn(|| {
                    base.open().migrate(&[set("a", &[FIRST, SECOND])], NOW).unwrap().len()
                })
            })
            .collect();
        starts.into_iter().map(|start| start.join().unwrap()).sum()
    });
    assert_eq!(applied, 2);
}

#[test]
fn both_databases_have_the_same_schema() {
    let Some(postgres) = Base::postgres() else { return };
    let sets = [db::journal::MIGRATIONS, set("a", &[FIRST, SECOND]), set("b", &[OTHER])];
    let [one, two] = [&Base::sqlite(), &postgres].map(|base| {
        let db = base.open();
        db.migrate(&sets, NOW).unwrap();
        db.schema().unwrap()
    });
    assert_eq!(one, two);
    assert!(one.tables.contains_key("db_journal") && one.tables.contains_key("b_other"));
    assert!(
        one.indexes.contains("db_trash_person on db_trash (person_id, at)"),
        "{:?}",
        one.indexes
    );
}
