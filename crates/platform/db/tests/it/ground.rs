//! What every room gets by calling: the journal, the trash, rights, ids and bulk inserts.

use db::{
    DbError, Value, journal, params, rights,
    trash::{self, KEPT_SECONDS},
};
use kernel::{Actor, Grant, Lang, Link, Right, Role, Target, TargetKind, Tie};

use crate::base::{Base, NOW, both, number, write};

const LESSON: &str = "
    CREATE TABLE test_lesson (id ID, teaching_id INT NOT NULL, group_id INT, published BOOL NOT NULL);
    CREATE TABLE test_named (lesson_id INT NOT NULL, pupil_id INT NOT NULL);
    CREATE TABLE test_plain (a INT NOT NULL, b TEXT NOT NULL);";

const READ: Right = Right {
    name: "test.lesson.read",
    table: "test_lesson",
    grants: &[
        Grant::always(Role::Teacher, TargetKind::Teaching, "teaching_id"),
        Grant::when(Role::Pupil, TargetKind::Group, "group_id", "r.published"),
    ],
};

/// Those a lesson names, while it is shown.
const NAMED: Right = Right {
    name: "test.named.read",
    table: "test_lesson",
    grants: &[Grant::when(Role::Itself, TargetKind::Person, "pupil_id", "r.published")
        .through(Link { table: "test_named", row: "lesson_id" })],
};

fn actor(ties: &[(Role, Target)]) -> Actor {
    let ties = ties.iter().map(|&(role, target)| Tie { role, target }).collect();
    Actor::new(1, 0, Lang::Fr, ties)
}

fn ground(base: &Base) -> db::Db {
    let db = base.open();
    db.migrate(&[journal::MIGRATIONS], NOW).unwrap();
    db
}

both! {
    fn the_journal_remembers_in_order(base) {
        let db = ground(base);
        write(&db, |tx| {
            assert_eq!(journal::last_instant(tx)?, None);
            for (person, action, at) in [(Some(7), "test.thing.change", 0), (None, "test.thing.sweep", 5)] {
                let scope = Target::org(3);
                journal::write(tx, &journal::Entry { at: NOW.plus_seconds(at), person, action, object: 9, scope })?;
            }
            Ok(())
        }).unwrap();
        let (lines, last) = db.read_blocking::<_, DbError, _>(|tx| {
            assert!(journal::latest(tx, Target::org(4), 10)?.is_empty());
            assert_eq!(journal::latest(tx, Target::org(3), 1)?.len(), 1);
            Ok((journal::latest(tx, Target::org(3), 10)?, journal::last_instant(tx)?))
        }).unwrap();
        let told: Vec<_> = lines.iter().map(|l| (l.person, l.action.as_str(), l.object)).collect();
        assert_eq!(told, [(None, "test.thing.sweep", 9), (Some(7), "test.thing.change", 9)]);
        assert_eq!(last, Some(NOW.plus_seconds(5)));
    }

    fn the_trash_gives_back_once_in_time_to_its_owner(base) {
        let db = ground(base);
        write(&db, |tx| {
            let one = trash::put(tx, 7, "test.thing", 40, "{\"title\":\"é\"}", NOW)?;
            let two = trash::put(tx, 7, "test.thing", 41, "{}", NOW.plus_seconds(1))?;
            let newest: Vec<_> = trash::of(tx, 7, NOW)?.iter().map(|item| item.id).collect();
            assert_eq!(newest, [two, one]);
            assert!(trash::of(tx, 8, NOW)?.is_empty());
            assert_eq!(trash::take(tx, 8, one, NOW)?, None);
            let late = NOW.plus_seconds(KEPT_SECONDS);
            assert_eq!(trash::take(tx, 7, one, late)?, None);
            assert_eq!(trash::of(tx, 7, late)?.len(), 1);
            let item = trash::take(tx, 7, one, late.plus_seconds(-1))?.unwrap();
            assert_eq!((item.kind.as_str(), item.object, item.content.as_str()), ("test.thing", 40, "{\"title\":\"é\"}"));
            assert_eq!(trash::take(tx, 7, one, NOW)?, None);
            assert_eq!(trash::sweep(tx, late)?, 0);
            assert_eq!(trash::sweep(tx, late.plus_seconds(1))?, 1);
            Ok(())
        }).unwrap();
        assert_eq!(number(&db, "SELECT COUNT(*) FROM db_trash"), 0);
    }

    fn a_right_answers_may_i_and_who_can(base) {
        let db = base.with(LESSON);
        write(&db, |tx| {
            let sql = "INSERT INTO test_lesson (teaching_id, group_id, published) VALUES ($1, $2, $3)";
            tx.execute(sql, params![10, 20, true])?;
            tx.execute(sql, params![10, 20, false])?;
            tx.execute(sql, params![10, None::<i64>, true])?;
            let teacher = actor(&[(Role::Teacher, Target::teaching(10))]);
            let pupil = actor(&[(Role::Pupil, Target::group(20)), (Role::Pupil, Target::group(21)), (Role::Pupil, Target::group(22))]);
            let stranger = actor(&[(Role::Teacher, Target::group(20)), (Role::Pupil, Target::group(99))]);
            for (lesson, teachers, pupils) in [(1, true, true), (2, true, false), (3, true, false), (4, false, false)] {
                assert_eq!(rights::allows(tx, &READ, &teacher, lesson)?, teachers, "{lesson}");
                assert_eq!(rights::allows(tx, &READ, &pupil, lesson)?, pupils, "{lesson}");
                assert!(!rights::allows(tx, &READ, &stranger, lesson)?);
                assert!(!rights::allows(tx, &READ, &actor(&[]), lesson)?);
            }
            let teachers = (Role::Teacher, Target::teaching(10));
            assert_eq!(rights::holders(tx, &READ, 1)?, [teachers, (Role::Pupil, Target::group(20))]);
            assert_eq!(rights::holders(tx, &READ, 2)?, [teachers]);
            assert_eq!(rights::holders(tx, &READ, 3)?, [teachers]);
            assert!(rights::holders(tx, &READ, 4)?.is_empty());
            Ok(())
        }).unwrap();
    }

    fn a_right_may_be_of_those_who_are_named_beside_the_row(base) {
        let db = base.with(LESSON);
        write(&db, |tx| {
            let sql = "INSERT INTO test_lesson (teaching_id, published) VALUES (10, $1)";
            tx.execute(sql, params![true])?;
            tx.execute(sql, params![false])?;
            let named = [(1, 31), (1, 30), (2, 30)].map(|(lesson, pupil)| [Value::Int(lesson), Value::Int(pupil)]);
            tx.insert_many("test_named", "lesson_id, pupil_id", &named.concat())?;
            let pupil = |id| actor(&[(Role::Itself, Target::person(id))]);
            assert!(rights::allows(tx, &NAMED, &pupil(30), 1)?);
            assert!(!rights::allows(tx, &NAMED, &pupil(32), 1)?);
            assert!(!rights::allows(tx, &NAMED, &pupil(30), 2)?, "not shown yet");
            let themselves = [30, 31].map(|id| (Role::Itself, Target::person(id)));
            assert_eq!(rights::holders(tx, &NAMED, 1)?, themselves);
            assert!(rights::holders(tx, &NAMED, 2)?.is_empty());
            Ok(())
        }).unwrap();
    }

    fn ids_of_ones_own_are_settled(base) {
        let db = base.with(LESSON);
        write(&db, |tx| {
            tx.settle_ids("test_lesson")?;
            tx.insert_many("test_lesson", "id, teaching_id, published", &[Value::Int(500), Value::Int(1), Value::Bool(true)])?;
            tx.settle_ids("test_lesson")?;
            let sql = "INSERT INTO test_lesson (teaching_id, published) VALUES (1, TRUE) RETURNING id";
            assert_eq!(tx.query_one(sql, &[], |row| row.get::<i64>(0))?, 501);
            tx.analyze()
        }).unwrap();
    }

    fn many_rows_go_in_at_once(base) {
        let db = base.with(LESSON);
        write(&db, |tx| {
            tx.insert_many("test_plain", "a, b", &[])?;
            let values: Vec<_> = (0..9_001).flat_map(|i| [Value::Int(i), Value::Text("x")]).collect();
            tx.insert_many("test_plain", "a, b", &values)
        }).unwrap();
        assert_eq!(number(&db, "SELECT COUNT(*) FROM test_plain WHERE b = 'x'"), 9_001);
        assert_eq!(number(&db, "SELECT COUNT(DISTINCT a) FROM test_plain"), 9_001);
        assert_eq!(db.check_integrity().unwrap(), Vec::<String>::new());
    }
}
