//! What is bound is what is stored is what is read.

use db::{DbError, params};
use kernel::{Day, Instant, LocalTime};

use crate::base::{both, number, write};

const ALL: &str = "CREATE TABLE test_all (id ID, i INT, ok BOOL, r REAL, w TEXT, b BYTES);";

type Whole = (Option<i64>, Option<bool>, Option<f64>, Option<String>, Option<Vec<u8>>);

both! {
    fn parameters_go_where_their_number_says(base) {
        let db = base.open();
        let said: String = db.read_blocking::<_, DbError, _>(|tx| {
            tx.query_one(
                "SELECT CAST($2 AS TEXT) || CAST($1 AS TEXT) || CAST($2 AS TEXT) || '$1' -- l'un: $1\n || CAST($3 AS TEXT)",
                params!["un", "deux", "trois"],
                |row| row.get(0),
            )
        }).unwrap();
        assert_eq!(said, "deuxundeux$1trois");
    }

    fn every_value_comes_back(base) {
        let db = base.with(ALL);
        let long = "é".repeat(70_000);
        let rows: Vec<Whole> = vec![
            (Some(i64::MAX), Some(true), Some(0.1), Some("L’été à Noël 🎒".into()), Some(vec![0, 255])),
            (Some(i64::MIN), Some(false), Some(f64::MIN_POSITIVE), Some(String::new()), Some(vec![])),
            (Some(0), None, Some(f64::INFINITY), Some(long), Some(vec![7; 100_000])),
            (None, None, None, None, None),
        ];
        let given = rows.clone();
        write(&db, move |tx| {
            for (i, ok, r, w, b) in &given {
                tx.execute(
                    "INSERT INTO test_all (i, ok, r, w, b) VALUES ($1, $2, $3, $4, $5)",
                    params![*i, *ok, *r, w.as_ref(), b.as_ref()],
                )?;
            }
            Ok(())
        }).unwrap();
        let read = db.read_blocking::<_, DbError, _>(|tx| {
            tx.query("SELECT i, ok, r, w, b FROM test_all ORDER BY id", &[], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
            })
        }).unwrap();
        assert_eq!(rows, read);
    }

    fn narrow_types_and_times_are_read_and_an_overflow_is_told(base) {
        let db = base.with(ALL);
        write(&db, |tx| {
            for i in [i64::from(Day(20_781).0), 61, -1] {
                tx.execute("INSERT INTO test_all (i) VALUES ($1)", params![i])?;
            }
            Ok(())
        }).unwrap();
        db.read_blocking::<_, DbError, _>(|tx| {
            let sql = "SELECT i FROM test_all WHERE i = $1";
            assert_eq!(tx.query_one(sql, params![Day(20_781)], |row| row.get::<Day>(0))?, Day(20_781));
            assert_eq!(tx.query_one(sql, params![LocalTime(61)], |row| row.get::<LocalTime>(0))?, LocalTime(61));
            assert_eq!(tx.query_one(sql, params![61_i16], |row| row.get::<Instant>(0))?, Instant(61));
            assert_eq!(tx.query_one(sql, params![61_u32], |row| row.get::<usize>(0))?, 61);
            assert_eq!(tx.query_one(sql, params![61_i8], |row| row.get::<i32>(0))?, 61);
            assert_eq!(tx.query_one("SELECT 1", &[], |row| row.get::<i64>(0))?, 1);
            let wrong = tx.query_one(sql, params![-1], |row| row.get::<u32>(0));
            assert!(matches!(wrong, Err(DbError::Column { column: 0, .. })), "{wrong:?}");
            let wrong = tx.query_one(sql, params![-1], |row| row.get::<String>(0));
            assert!(matches!(wrong, Err(DbError::Column { column: 0, .. })), "{wrong:?}");
            let wrong = tx.query_one(sql, params![-1], |row| row.get::<i64>(1));
            assert!(matches!(wrong, Err(DbError::Column { column: 1, .. })), "{wrong:?}");
            let null = tx.query_one("SELECT w FROM test_all LIMIT 1", &[], |row| row.get::<String>(0));
            assert!(matches!(null, Err(DbError::Column { .. })), "{null:?}");
            Ok(())
        }).unwrap();
    }

    fn booleans_are_conditions(base) {
        let db = base.with(ALL);
        write(&db, |tx| {
            for ok in [Some(true), Some(false), None] {
                tx.execute("INSERT INTO test_all (ok) VALUES ($1)", params![ok])?;
            }
            tx.execute("INSERT INTO test_all (ok) VALUES (TRUE)", &[])?;
            Ok(())
        }).unwrap();
        assert_eq!(number(&db, "SELECT COUNT(*) FROM test_all WHERE ok"), 2);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM test_all WHERE NOT ok"), 1);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM test_all WHERE ok = FALSE OR ok IS NULL"), 2);
    }

    fn nothing_has_the_type_of_its_place(base) {
        let db = base.with(ALL);
        write(&db, |tx| {
            let nothing = params![None::<i64>, None::<bool>, None::<f64>, None::<&str>, None::<&[u8]>];
            tx.execute("INSERT INTO test_all (i, ok, r, w, b) VALUES ($1, $2, $3, $4, $5)", nothing)?;
            let found = tx.query_one(
                "SELECT id FROM test_all WHERE i IS NOT DISTINCT FROM $1 AND w IS NULL",
                params![None::<i64>],
                |row| row.get::<i64>(0),
            )?;
            let changed = tx.execute("UPDATE test_all SET i = $1, w = $2 WHERE id = $3", params![None::<i64>, None::<&str>, found])?;
            assert_eq!(changed, 1);
            Ok(())
        }).unwrap();
    }

    fn rows_are_handed_over_one_by_one(base) {
        let db = base.with(ALL);
        write(&db, |tx| {
            let mut sum = 0;
            let numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT i FROM n";
            tx.each(numbers, &[], |row| {
                sum += row.get::<i64>(0)?;
                Ok(())
            })?;
            assert_eq!(sum, 500_500);
            assert_eq!(tx.query_opt(numbers, &[], |row| row.get::<i64>(0))?, Some(1));
            let stopped = tx.each(numbers, &[], |_| Err(DbError::Missing));
            assert!(matches!(stopped, Err(DbError::Missing)));
            let none = tx.query_one("SELECT i FROM test_all", &[], |row| row.get::<i64>(0));
            assert!(matches!(none, Err(DbError::Missing)));
            assert_eq!(tx.query_opt("SELECT i FROM test_all", &[], |row| row.get::<i64>(0))?, None);
            let sql = "INSERT INTO test_all (i) VALUES ($1) ON CONFLICT DO NOTHING RETURNING id, i";
            let (id, i): (i64, i64) = tx.query_one(sql, params![9], |row| Ok((row.get(0)?, row.get(1)?)))?;
            assert_eq!((id, i), (1, 9));
            Ok(())
        }).unwrap();
        assert_eq!(number(&db, "SELECT COUNT(*) FROM test_all"), 1);
    }

    fn what_one_database_would_refuse_is_refused_by_both(base) {
        let db = base.with(ALL);
        let zero = write(&db, |tx| tx.execute("INSERT INTO test_all (w) VALUES ($1)", params!["a\0b"]).map(drop));
        assert!(matches!(zero, Err(DbError::Refused(_))), "{zero:?}");
        let nan = write(&db, |tx| tx.execute("INSERT INTO test_all (r) VALUES ($1)", params![f64::NAN]).map(drop));
        assert!(matches!(nan, Err(DbError::Refused(_))), "{nan:?}");
        let few = write(&db, |tx| tx.execute("INSERT INTO test_all (i, w) VALUES ($1, $2)", params![1]).map(drop));
        assert!(matches!(few, Err(DbError::Broken(_))), "{few:?}");
        let many = write(&db, |tx| tx.insert_many("test_all", "i, w", params![1, "a", 2]));
        assert!(matches!(many, Err(DbError::Broken(_))), "{many:?}");
        assert_eq!(number(&db, "SELECT COUNT(*) FROM test_all"), 0);
    }

    fn texts_sort_byte_by_byte(base) {
        let db = base.with(ALL);
        write(&db, |tx| {
            let words = ["jeanne", "jean paul", "Zoé", "abc", "é", "jean", "_", "1"];
            tx.insert_many("test_all", "w", &words.map(db::Value::Text))
        }).unwrap();
        let sorted = db.read_blocking::<_, DbError, _>(|tx| {
            tx.query("SELECT w FROM test_all ORDER BY w", &[], |row| row.get::<String>(0))
        }).unwrap();
        assert_eq!(sorted, ["1", "Zoé", "_", "abc", "jean", "jean paul", "jeanne", "é"]);
    }
}
