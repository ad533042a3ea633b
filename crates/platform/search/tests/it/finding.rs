//! Random things, random people, random changes: what is found is what may be opened.

use db::{Db, DbError, Migration, MigrationSet, Tx, Value, params};
use kernel::{Actor, Grant, Lang, Right, Role, Target, TargetKind, Tie, fold};
use proptest::{collection::vec, prelude::*, test_runner::TestRunner};
use search::{Query, Source};

use crate::base::{Base, NOW, both};

const READ: Right = Right {
    name: "test.thing.read",
    table: "test_thing",
    grants: &[
        Grant::when(Role::Pupil, TargetKind::Group, "group_id", "r.shown"),
        Grant::when(Role::Guardian, TargetKind::Group, "group_id", "r.shown"),
        Grant::always(Role::Teacher, TargetKind::Teaching, "teaching_id"),
        Grant::when(Role::Head, TargetKind::Org, "org_id", "r.shown"),
        Grant::always(Role::Itself, TargetKind::Person, "author_id"),
    ],
};

const THING: Source = Source {
    kind: "test.thing",
    right: &READ,
    from: "test_thing r",
    id: "r.id",
    day: "r.day",
    title: "r.title",
    text: "r.body",
    plain: str::to_owned,
};

fn prepare(base: &Base) -> Db {
    const TABLE: Migration = Migration {
        number: 1,
        name: "things",
        sql: "CREATE TABLE test_thing (id ID, group_id INT, teaching_id INT, org_id INT, author_id INT, \
              shown BOOL NOT NULL, day INT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL);",
    };
    let things = MigrationSet { context: "test", migrations: &[TABLE] };
    let db = base.open();
    db.migrate(&[search::MIGRATIONS, things], NOW).unwrap();
    db
}

#[derive(Clone, Debug)]
struct Thing {
    group: i64,
    org: i64,
    author: Option<i64>,
    shown: bool,
    day: i64,
    title: String,
    body: String,
}

fn insert(tx: &mut Tx, thing: &Thing) -> Result<i64, DbError> {
    tx.query_one(
        "INSERT INTO test_thing (group_id, teaching_id, org_id, author_id, shown, day, title, body) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
        params![
            thing.group,
            thing.group * 10,
            thing.org,
            thing.author,
            thing.shown,
            thing.day,
            &thing.title,
            &thing.body
        ],
        |row| row.get(0),
    )
}

fn thing(group: i64, day: i64, title: &str, body: &str) -> Thing {
    let (title, body) = (title.to_owned(), body.to_owned());
    Thing { group, org: 1, author: None, shown: true, day, title, body }
}

fn actor(ties: &[(Role, Target)]) -> Actor {
    let ties = ties.iter().map(|&(role, target)| Tie { role, target }).collect();
    Actor::new(7, 0, Lang::Fr, ties)
}

fn found(tx: &mut Tx, actor: &Actor, typed: &str) -> Result<Vec<i64>, DbError> {
    let Some(query) = Query::read(typed) else { return Ok(Vec::new()) };
    Ok(search::find(tx, actor, &query)?.remove("test.thing").unwrap_or_default())
}

/// What may be opened, of that what has the words: without the index.
fn expected(tx: &mut Tx, actor: &Actor, typed: &str) -> Result<Vec<i64>, DbError> {
    let Some(query) = Query::read(typed) else { return Ok(Vec::new()) };
    let allowed = READ.condition(actor, 1);
    let values: Vec<Value> = allowed.ids.iter().map(|id| Value::Int(*id)).collect();
    let sql = format!(
        "SELECT r.id, r.title, r.body FROM test_thing r WHERE {} ORDER BY r.id",
        allowed.sql
    );
    let things = tx.query(&sql, &values, |row| {
        let (title, body): (String, String) = (row.get(1)?, row.get(2)?);
        Ok((fold(&format!("{title} {body}")), row.get::<i64>(0)?))
    })?;
    let mut ids = query.rank(things);
    ids.sort_unstable();
    Ok(ids)
}

both! {
    fn a_word_is_found_with_a_mistake_and_without_its_accents(base) {
        let db = prepare(base);
        let ids: Vec<i64> = db.write_blocking(|tx| {
            let things = [
                thing(5, 1, "Le théorème de Pythagore", "Un triangle rectangle"),
                thing(5, 2, "", "L’été de l’œuvre : le coup de cœur de M. Quérous"),
                thing(6, 3, "Le théorème de Thalès", "Une autre classe"),
            ];
            things.iter().map(|thing| {
                let id = insert(tx, thing)?;
                search::refresh(tx, &THING, id)?;
                Ok::<_, DbError>(id)
            }).collect()
        }).unwrap();
        let pupil = actor(&[(Role::Pupil, Target::group(5)), (Role::Pupil, Target::org(1))]);
        db.read_blocking(move |tx| -> Result<(), DbError> {
            for typed in ["Pythagor", "pitagore", "PYTHAGORE theoreme", "theorme", "triangl rectangel"] {
                assert_eq!(found(tx, &pupil, typed)?, [ids[0]], "{typed}");
            }
            for typed in ["l'ete", "L’ÉTÉ", "oeuvre", "œuvre", "cœur", "kerous", "Quérous"] {
                assert_eq!(found(tx, &pupil, typed)?, [ids[1]], "{typed}");
            }
            for typed in ["Thalès", "classe", "zzz", "", "’"] {
                assert_eq!(found(tx, &pupil, typed)?, Vec::<i64>::new(), "{typed}");
            }
            Ok(())
        }).unwrap();
    }

    fn a_title_comes_before_a_text_and_the_newest_before_the_others(base) {
        let db = prepare(base);
        let ids: Vec<i64> = db.write_blocking(|tx| {
            let things = [
                thing(5, 9, "Les aires", "le volcan"),
                thing(5, 1, "Le volcan", "la lave"),
                thing(5, 4, "Un volcan éteint", "le Puy"),
            ];
            things.iter().map(|thing| insert(tx, thing)).collect::<Result<_, DbError>>()
        }).unwrap();
        db.write_blocking(|tx| search::catch_up(tx, &THING, 100)).unwrap();
        let pupil = actor(&[(Role::Pupil, Target::group(5))]);
        let order = db.read_blocking(move |tx| found(tx, &pupil, "volcan")).unwrap();
        assert_eq!(order, [ids[2], ids[1], ids[0]]);
    }

    fn what_is_hidden_changed_or_removed_is_so_at_once(base) {
        let db = prepare(base);
        let pupil = actor(&[(Role::Pupil, Target::group(5))]);
        let teacher = actor(&[(Role::Teacher, Target::teaching(50))]);
        db.write_blocking(move |tx| -> Result<(), DbError> {
            let id = insert(tx, &thing(5, 1, "Volcans", ""))?;
            search::refresh(tx, &THING, id)?;
            assert_eq!(found(tx, &pupil, "volcans")?, [id]);
            tx.execute("UPDATE test_thing SET title = 'Marées' WHERE id = $1", params![id])?;
            search::refresh(tx, &THING, id)?;
            assert!(found(tx, &pupil, "volcans")?.is_empty());
            assert_eq!(found(tx, &pupil, "maree")?, [id]);
            tx.execute("UPDATE test_thing SET shown = FALSE WHERE id = $1", params![id])?;
            search::refresh(tx, &THING, id)?;
            assert!(found(tx, &pupil, "marees")?.is_empty());
            assert_eq!(found(tx, &teacher, "marees")?, [id]);
            tx.execute("DELETE FROM test_thing WHERE id = $1", params![id])?;
            search::refresh(tx, &THING, id)?;
            assert!(found(tx, &teacher, "marees")?.is_empty());
            let left: i64 = tx.query_one(
                "SELECT (SELECT COUNT(*) FROM search_block) + (SELECT COUNT(*) FROM search_entry)",
                &[],
                |row| row.get(0),
            )?;
            assert_eq!(left, 0, "no word of it is kept");
            Ok(())
        }).unwrap();
    }

    fn what_was_there_before_is_read_in_parts_and_once(base) {
        let db = prepare(base);
        let count: i64 = 150;
        db.write_blocking(move |tx| -> Result<(), DbError> {
            for n in 0..count {
                insert(tx, &thing(5, n, &format!("Séance {n}"), "le volcan"))?;
            }
            search::refresh(tx, &THING, 3)
        }).unwrap();
        let mut turns = 1;
        while db.write_blocking(|tx| search::catch_up(tx, &THING, 40)).unwrap() {
            turns += 1;
        }
        assert_eq!(turns, 4);
        assert!(!db.write_blocking(|tx| search::catch_up(tx, &THING, 40)).unwrap());
        let pupil = actor(&[(Role::Pupil, Target::group(5))]);
        db.read_blocking(move |tx| -> Result<(), DbError> {
            assert_eq!(found(tx, &pupil, "volcan")?.len(), 50, "a list has a limit");
            assert_eq!(found(tx, &pupil, "seance 12")?.len(), 11, "12 and 120 to 129");
            let entries: i64 =
                tx.query_one("SELECT COUNT(*) FROM search_entry", &[], |row| row.get(0))?;
            assert_eq!(entries, count);
            Ok(())
        }).unwrap();
    }

    fn whoever_may_open_a_thing_finds_it_and_nobody_else(base) {
        let db = prepare(base);
        let mut runner = TestRunner::new(ProptestConfig {
            cases: 24,
            failure_persistence: None,
            ..ProptestConfig::default()
        });
        runner.run(&(vec(any_thing(), 1..12), vec(any_change(), 0..12), vec(any_actor(), 1..5)), |(things, changes, actors)| {
            db.write_blocking(move |tx| -> Result<(), DbError> {
                tx.execute("DELETE FROM test_thing", &[])?;
                for thing in &things {
                    let id = insert(tx, thing)?;
                    search::refresh(tx, &THING, id)?;
                }
                let ids = tx.query("SELECT id FROM test_thing ORDER BY id", &[], |row| row.get::<i64>(0))?;
                for (which, change) in &changes {
                    let id = ids[which % ids.len()];
                    apply(tx, id, change)?;
                    search::refresh(tx, &THING, id)?;
                }
                for actor in &actors {
                    for typed in TYPED {
                        let mut seen = found(tx, actor, typed)?;
                        seen.sort_unstable();
                        assert_eq!(seen, expected(tx, actor, typed)?, "{typed} {:?}", actor.ties());
                    }
                }
                for id in ids {
                    tx.execute("DELETE FROM test_thing WHERE id = $1", params![id])?;
                    search::refresh(tx, &THING, id)?;
                }
                Ok(())
            }).unwrap();
            Ok(())
        }).unwrap();
    }
}

const TYPED: [&str; 6] = ["volcan", "volkan", "théorème", "theorm", "aire", "volcan aire"];

fn any_words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "volcan",
        "volcans",
        "Théorème",
        "aire",
        "aires",
        "l’été",
        "mer",
    ]);
    vec(word, 0..3).prop_map(|words| words.join(" "))
}

fn any_thing() -> impl Strategy<Value = Thing> {
    (
        1..4_i64,
        1..3_i64,
        prop::option::of(7..9_i64),
        any::<bool>(),
        0..9_i64,
        any_words(),
        any_words(),
    )
        .prop_map(|(group, org, author, shown, day, title, body)| Thing {
            group,
            org,
            author,
            shown,
            day,
            title,
            body,
        })
}

#[derive(Clone, Debug)]
enum Change {
    Show(bool),
    Say(String),
    Move(i64),
    Remove,
}

fn any_change() -> impl Strategy<Value = (usize, Change)> {
    let change = prop_oneof![
        any::<bool>().prop_map(Change::Show),
        any_words().prop_map(Change::Say),
        (1..4_i64).prop_map(Change::Move),
        Just(Change::Remove),
    ];
    (any::<usize>(), change)
}

fn apply(tx: &mut Tx, id: i64, change: &Change) -> Result<(), DbError> {
    match change {
        Change::Show(shown) => {
            tx.execute("UPDATE test_thing SET shown = $2 WHERE id = $1", params![id, *shown])
        }
        Change::Say(words) => {
            tx.execute("UPDATE test_thing SET body = $2 WHERE id = $1", params![id, words])
        }
        Change::Move(group) => {
            tx.execute("UPDATE test_thing SET group_id = $2 WHERE id = $1", params![id, *group])
        }
        Change::Remove => tx.execute("DELETE FROM test_thing WHERE id = $1", params![id]),
    }
    .map(drop)
}

fn any_actor() -> impl Strategy<Value = Actor> {
    let tie = prop_oneof![
        (1..4_i64).prop_map(|id| (Role::Pupil, Target::group(id))),
        (1..4_i64).prop_map(|id| (Role::Guardian, Target::group(id))),
        (1..4_i64).prop_map(|id| (Role::Teacher, Target::teaching(id * 10))),
        (1..4_i64).prop_map(|id| (Role::Teacher, Target::group(id))),
        (1..3_i64).prop_map(|id| (Role::Head, Target::org(id))),
        (1..3_i64).prop_map(|id| (Role::Pupil, Target::org(id))),
    ];
    vec(tie, 0..4).prop_map(|ties| actor(&ties))
}
