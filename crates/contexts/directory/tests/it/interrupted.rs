//! Imports that do not end, or that meet something else: nothing of them shows.

use db::{DbError, Tx, params};
use directory::{
    edit,
    import::{self, ImportError, Kind, Progress, Stage, sweep_unfinished},
};
use testkit::{TestApp, both};

use crate::small::{self, LINA, Small, id, import_at, options, start};

/// Every row of the directory that a batch may have touched, counted.
fn census(test: &TestApp) -> Vec<i64> {
    test.look(|tx| {
        [
            "directory_entity",
            "directory_org",
            "directory_group",
            "directory_teaching",
            "directory_person",
            "directory_contact",
            "directory_membership",
            "directory_kinship",
            "directory_source",
        ]
        .into_iter()
        .map(|table| tx.query_one(&format!("SELECT COUNT(*) FROM {table}"), &[], |row| row.get(0)))
        .collect()
    })
}

fn staged(tx: &mut Tx) -> Result<Option<i64>, DbError> {
    tx.query_one("SELECT staged FROM directory_state WHERE id = 1", &[], |row| row.get(0))
}

/// Imports, and does something to the database at the first sign that rows are being written.
fn import_meeting(
    test: &TestApp,
    folder: std::path::PathBuf,
    meet: fn(&mut Tx) -> Result<(), DbError>,
) -> Result<import::Report, ImportError> {
    let (db, mut met) = (test.app.db.clone(), false);
    let mut progress = |progress: Progress| {
        if progress.stage == Stage::Applying && !met {
            met = true;
            db.write_blocking(meet).unwrap();
        }
    };
    import::run(&test.app.db, Kind::Aaf, &[folder], &options(test), &mut progress)
}

both! {
    fn a_batch_is_invisible_until_it_is_published(backend) {
        let test = start(backend);
        let folder = Small::new().write(&test, "one");
        let (db, mut looks) = (test.app.db.clone(), 0);
        let mut progress = |progress: Progress| {
            if progress.stage == Stage::Applying {
                looks += 1;
                let seen: i64 = db.read_blocking(|tx| {
                    tx.query_one(
                        "SELECT COUNT(*) FROM directory_person p, directory_state s \
                         WHERE p.since <= s.current AND p.until > s.current",
                        &[],
                        |row| row.get(0),
                    )
                }).map_err(|error: DbError| error).unwrap();
                assert_eq!(seen, 0);
            }
        };
        let report = import::run(&test.app.db, Kind::Aaf, &[folder], &options(&test), &mut progress).unwrap();
        assert!(looks > 1 && report.batch.is_some());
    }

    fn what_a_killed_import_wrote_is_swept(backend) {
        let test = start(backend);
        Small::new().import(&test, "one");
        let (before, lina) = (census(&test), id(&test, LINA));
        // A batch is taken, writes a version of Lina and ends hers, and then nothing more.
        test.arrange(move |tx| {
            let batch: i64 = tx.query_one(
                "INSERT INTO directory_batch (source, state, person_id, started, beat, ended, summary) \
                 VALUES ('aaf', 'staged', NULL, 0, 0, NULL, '{}') RETURNING id",
                &[],
                |row| row.get(0),
            )?;
            tx.execute("UPDATE directory_state SET staged = $1", params![batch])?;
            tx.execute(
                "UPDATE directory_person SET until = $1 WHERE person_id = $2",
                params![batch, lina],
            )?;
            tx.execute(
                "INSERT INTO directory_person (person_id, since, until, category, last_name, first_name, title, \
                 folded, birth_day) VALUES ($1, $2, 9223372036854775807, 'pupil', 'X', 'Y', '', 'x y', NULL)",
                params![lina, batch],
            )?;
            tx.execute(
                "INSERT INTO directory_entity (kind, since, org_id, territory_id) VALUES ('person', $1, NULL, 0)",
                params![batch],
            )?;
            Ok(())
        });
        assert!(sweep_unfinished(&test.app.db, test.now()).unwrap());
        assert_eq!((census(&test), test.look(staged)), (before, None));
        assert!(!sweep_unfinished(&test.app.db, test.now()).unwrap());
        assert_eq!(Small::new().import(&test, "two").summary.unchanged, 12);
    }

    fn an_import_taken_away_while_it_runs_leaves_nothing(backend) {
        let test = start(backend);
        let folder = Small::new().write(&test, "one");
        let error = import_meeting(&test, folder.clone(), |tx| {
            tx.execute("UPDATE directory_state SET staged = NULL", &[]).map(drop)
        }).unwrap_err();
        assert!(matches!(error, ImportError::Interrupted), "{error}");
        assert!(census(&test).iter().all(|rows| *rows == 0));
        assert!(import_at(&test, folder).unwrap().batch.is_some());
    }

    fn a_change_by_hand_during_an_import_wins(backend) {
        let test = start(backend);
        test.arrange(|tx| edit::create_territory(tx, "Vienne", false));
        let folder = Small::new().write(&test, "one");
        let error = import_meeting(&test, folder, |tx| {
            edit::create_org(tx, &edit::NewOrg { kind: "commune", name: "Charroux", ..Default::default() }).map(drop)
        }).unwrap_err();
        assert!(matches!(error, ImportError::Edited), "{error}");
        let counts = census(&test);
        assert_eq!((counts[0], counts[1], counts[4]), (1, 1, 0));
        assert_eq!(test.look(staged), None);
    }

    fn two_imports_at_once_are_refused(backend) {
        let test = start(backend);
        let folder = Small::new().write(&test, "one");
        let (mut other, outer) = (None, folder.clone());
        let report = import::run(&test.app.db, Kind::Aaf, &[folder], &options(&test), &mut |progress: Progress| {
            if progress.stage == Stage::Applying && other.is_none() {
                other = Some(import_at(&test, outer.clone()));
            }
        }).unwrap();
        assert!(matches!(other, Some(Err(ImportError::Busy))));
        assert!(report.batch.is_some());
    }

    fn a_dead_import_is_swept_before_the_next(backend) {
        let test = start(backend);
        Small::new().import(&test, "one");
        test.arrange(|tx| {
            let batch: i64 = tx.query_one(
                "INSERT INTO directory_batch (source, state, person_id, started, beat, ended, summary) \
                 VALUES ('aaf', 'staged', NULL, 0, 0, NULL, '{}') RETURNING id",
                &[],
                |row| row.get(0),
            )?;
            tx.execute("UPDATE directory_state SET staged = $1", params![batch]).map(drop)
        });
        let mut small = Small::new();
        small.person(LINA).first_name = "Rose".into();
        assert!(small.import(&test, "two").batch.is_some());
    }

    fn a_truncated_file_applies_nothing(backend) {
        let test = start(backend);
        let folder = Small::new().write(&test, "one");
        small::spoil(&folder, "ENT2DVA_Complet_20270311_Eleve", |text| text[..text.len() / 2].to_owned());
        let error = import_at(&test, folder).unwrap_err();
        assert!(small::is_damaged(&error), "{error}");
        assert!(census(&test).iter().all(|rows| *rows == 0));
    }

    fn a_demonstration_never_receives_a_real_import(backend) {
        let test = start(backend);
        test.arrange(|tx| edit::create_territory(tx, "Démonstration", true));
        let error = import_at(&test, Small::new().write(&test, "one")).unwrap_err();
        assert!(matches!(error, ImportError::Demo), "{error}");
    }

    fn a_territory_is_named_after_its_first_import_but_never_becomes_a_demonstration(backend) {
        let test = start(backend);
        Small::new().import(&test, "one");
        assert_eq!(test.look(directory::api::territory), None);
        let demo = test.app.db.write_blocking(|tx| edit::create_territory(tx, "Démonstration", true));
        assert!(matches!(demo, Err(DbError::Taken(_))));
        test.arrange(|tx| edit::create_territory(tx, "Vienne", false));
        assert_eq!(test.look(directory::api::territory), Some(("Vienne".to_owned(), false)));
    }
}
