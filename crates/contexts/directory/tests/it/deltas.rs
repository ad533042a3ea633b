//! AAF deltas that come alone, night after night.

use std::{cell::Cell, collections::BTreeSet, fs, path::PathBuf};

use db::{DbError, Tx};
use directory::{
    edit,
    feed::{Category, aaf::Degree, aaf_writer::Writer},
    import::{self, Answers, BaseError, ImportError, Kind, Options, Progress, Report, Stage},
};
use kernel::{Day, Role};
use proptest::{
    collection::vec,
    prelude::Strategy,
    test_runner::{Config, TestRunner},
};
use testkit::{Backend, TestApp, both};

use crate::{
    by_hand, pages,
    small::{self, AUNT, FATHER, LINA, NOAH, Small, TOM, import_at, options, start},
};

fn day(number: i32) -> Day {
    Day::new(2027, 3, 11).unwrap().plus(number)
}

/// Writes what changed up to a day, counted from that of the complete export.
pub(crate) fn delta(test: &TestApp, before: &Small, after: &Small, number: i32) -> PathBuf {
    let folder = test.folder().join(format!("delta-{number}"));
    for degree in [Degree::Second, Degree::First] {
        let mut writer = Writer::create_delta(&folder, degree, "13", day(number)).unwrap();
        let prefix = format!("{}-", degree.code());
        let of = |small: &Small| -> Vec<_> {
            small.people.iter().filter(|one| one.key.starts_with(&prefix)).cloned().collect()
        };
        for one in of(after) {
            match of(before).into_iter().find(|known| known.key == one.key) {
                Some(known) => writer.modify_person(&known, &one).unwrap(),
                None => writer.person(&one).unwrap(),
            }
        }
        for one in of(before) {
            if !after.people.iter().any(|known| known.key == one.key) {
                writer.delete_person(&one).unwrap();
            }
        }
        writer.finish().unwrap();
    }
    folder
}

/// The complete export of a day, in its own folder.
pub(crate) fn complete(test: &TestApp, small: &Small, number: i32) -> PathBuf {
    let folder = small.write(test, &format!("complete-{number}"));
    let written = day(0).to_string().replace('-', "");
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let today = day(number).to_string().replace('-', "");
        fs::rename(&path, folder.join(name.replace(&written, &today))).unwrap();
    }
    folder
}

fn changes(report: &Report) -> u64 {
    report.summary.added + report.summary.changed + report.summary.leaving
}

/// Imports even when the last pupil of a school leaves.
fn meant(test: &TestApp, path: PathBuf) {
    let answers = Answers { departures: true, ..Answers::default() };
    let options = Options { answers, ..options(test) };
    import::run(&test.app.db, Kind::Aaf, &[path], &options, &mut |_| {}).unwrap();
}

fn dry(test: &TestApp, path: PathBuf) -> Report {
    let options = Options { dry_run: true, ..options(test) };
    import::run(&test.app.db, Kind::Aaf, &[path], &options, &mut |_| {}).unwrap()
}

fn refused(test: &TestApp, path: PathBuf) -> BaseError {
    match import_at(test, path) {
        Err(ImportError::Base(error)) => error,
        other => panic!("{other:?}"),
    }
}

fn kept(test: &TestApp) -> Vec<(String, String)> {
    test.look(|tx| {
        tx.query("SELECT name, hash FROM directory_base ORDER BY id", &[], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
    })
}

/// Renames or removes those of the small territory that a mask says.
fn some_day(mask: &[u8]) -> Small {
    let mut small = Small::new();
    for (key, fate) in [LINA, NOAH, TOM, "2D-13-501"].into_iter().zip(mask) {
        match fate {
            0 => {}
            1 => small = small.without(key),
            other => small.person(key).first_name = format!("Prénom {other}").into(),
        }
    }
    let named = |key: &str| {
        small.people.iter().any(|one| one.kinships.iter().any(|link| *link.guardian == *key))
    };
    let lonely: BTreeSet<_> = small
        .people
        .iter()
        .filter(|one| one.category == Category::Guardian && !named(&one.key))
        .map(|one| one.key.clone())
        .collect();
    small.people.retain(|one| !lonely.contains(&one.key));
    small
}

fn nights_make_the_complete(backend: Backend) {
    let test = start(backend);
    let rounds = Cell::new(0);
    let nights = vec(vec(0..5_u8, 4), 4)
        .prop_map(|days| days.iter().map(|mask| some_day(mask)).collect::<Vec<_>>());
    let config = Config { cases: 5, failure_persistence: None, ..Config::default() };
    TestRunner::new(config)
        .run(&nights, |days| {
            let round = rounds.get() + 10;
            rounds.set(round);
            meant(&test, complete(&test, &days[0], round));
            for (number, pair) in (round + 1..).zip(days.windows(2)) {
                meant(&test, delta(&test, &pair[0], &pair[1], number));
            }
            let last = dry(&test, complete(&test, &days[3], round + 4));
            assert_eq!((changes(&last), last.summary.rejected), (0, 0), "{last:?}");
            Ok(())
        })
        .unwrap();
}

both! {
    fn nights_of_deltas_alone_make_the_complete_export_of_the_last_day(backend) {
        nights_make_the_complete(backend);
    }

    fn the_same_delta_twice_changes_nothing(backend) {
        let test = start(backend);
        let (one, mut two) = (Small::new(), Small::new());
        two.person(LINA).first_name = "Rose".into();
        import_at(&test, complete(&test, &one, 0)).unwrap();
        let night = delta(&test, &one, &two, 1);
        let report = import_at(&test, night.clone()).unwrap();
        assert_eq!((report.summary.changed, report.summary.unchanged, report.renews_base), (1, 7, true));
        let files = kept(&test);
        let again = import_at(&test, night).unwrap();
        assert_eq!((changes(&again), again.batch, again.renews_base), (0, None, false));
        assert_eq!(kept(&test), files);
    }

    fn a_delta_that_does_not_follow_says_why_and_changes_nothing(backend) {
        let test = start(backend);
        let (one, mut two) = (Small::new(), Small::new());
        two.person(LINA).first_name = "Rose".into();
        let early = delta(&test, &one, &two, -1);
        assert!(matches!(refused(&test, early.clone()), BaseError::Missing { .. }));
        import_at(&test, complete(&test, &one, 0)).unwrap();
        let (first, second) = (delta(&test, &one, &two, 1), delta(&test, &one, &two, 2));
        import_at(&test, second.clone()).unwrap();
        let files = kept(&test);
        let error = refused(&test, early);
        assert_eq!(error, BaseError::Older { file: "ENT2DVA_Delta_20270310_MatiereEducNat_0000.xml".into(), day: day(0) });
        let error = refused(&test, first.clone());
        assert!(matches!(error, BaseError::Late { day: last, .. } if last == day(2)), "{error}");
        small::spoil(&second, "_Eleve", |text| text.replace("Rose", "Lise"));
        assert!(matches!(refused(&test, second), BaseError::Other { .. }));
        let undated = first.join("E_Delta_demain_Eleve_0000.xml");
        fs::rename(first.join("ENT2DVA_Delta_20270312_Eleve_0000.xml"), undated).unwrap();
        assert!(matches!(refused(&test, first.clone()), BaseError::Undated { .. }));
        let other = test.folder().join("other");
        Writer::create_delta(&other, Degree::Second, "14", day(3)).and_then(|mut writer| {
            writer.person(&one.people[0])?;
            writer.finish()
        }).unwrap();
        let error = refused(&test, other);
        assert!(matches!(&error, BaseError::Missing { origin, .. } if &**origin == "aaf:14:2d"), "{error}");
        assert_eq!(kept(&test), files);
    }

    fn a_record_that_no_complete_export_holds_is_said_with_its_line(backend) {
        let test = start(backend);
        let (one, mut two) = (Small::new(), Small::new());
        import_at(&test, complete(&test, &one.clone().without(NOAH), 0)).unwrap();
        two.person(NOAH).first_name = "Léo".into();
        let report = import_at(&test, delta(&test, &one, &two, 2)).unwrap();
        assert_eq!((changes(&report), report.summary.rejected), (0, 1));
        assert_eq!((report.rejects[0].code.as_str(), report.rejects[0].key.as_str()), ("not-in-complete", NOAH));
        assert_eq!(report.rejects[0].file, "ENT2DVA_Delta_20270313_Eleve_0000.xml");
    }

    fn a_new_complete_export_takes_the_place_of_all_that_was_kept(backend) {
        let test = start(backend);
        let (one, mut two) = (Small::new(), Small::new());
        two.person(LINA).first_name = "Rose".into();
        import_at(&test, complete(&test, &one, 0)).unwrap();
        import_at(&test, delta(&test, &one, &two, 1)).unwrap();
        let before = kept(&test);
        assert!(before.iter().any(|(name, _)| name.contains("Delta_20270312")));
        // Nothing changes in the directory: what is kept does.
        let report = import_at(&test, complete(&test, &two, 2)).unwrap();
        assert_eq!((changes(&report), report.batch, report.renews_base), (0, None, true));
        let after = kept(&test);
        assert!(after.iter().all(|(name, _)| name.contains("_Complet_20270313_")), "{after:?}");
        let keeps = directory::module().keeps_file.unwrap();
        let is_kept = |hash: &str| {
            let hash = hash.to_owned();
            test.look(move |tx| keeps(tx, &hash))
        };
        let old = before.iter().find(|(name, _)| name.contains("Delta")).unwrap();
        assert!(!is_kept(&old.1) && after.iter().all(|(_, hash)| is_kept(hash)));
        // What one degree brings leaves the other as it was.
        let mut three = two.clone();
        three.person(TOM).first_name = "Tim".into();
        let alone = complete(&test, &three, 3);
        for entry in fs::read_dir(&alone).unwrap() {
            let path = entry.unwrap().path();
            if path.to_string_lossy().contains("ENT2D") {
                fs::remove_file(path).unwrap();
            }
        }
        import_at(&test, alone).unwrap();
        let names: BTreeSet<_> = kept(&test).into_iter().map(|(name, _)| name[..22].to_owned()).collect();
        assert_eq!(names.into_iter().collect::<Vec<_>>(), ["ENT1DVA_Complet_202703", "ENT2DVA_Complet_202703"]);
        three.person(NOAH).first_name = "Léo".into();
        let report = import_at(&test, delta(&test, &two, &three, 4)).unwrap();
        assert_eq!((report.summary.changed, report.summary.rejected), (1, 0));
    }

    fn a_night_that_is_cut_short_is_begun_again(backend) {
        let test = start(backend);
        let (one, mut two) = (Small::new(), Small::new());
        two.person(LINA).first_name = "Rose".into();
        import_at(&test, complete(&test, &one, 0)).unwrap();
        let (files, night) = (kept(&test), delta(&test, &one, &two, 1));
        let (db, mut met) = (test.app.db.clone(), false);
        let mut cut = |progress: Progress| {
            if progress.stage == Stage::Applying && !met {
                met = true;
                let gone = |tx: &mut Tx| tx.execute("UPDATE directory_state SET staged = NULL", &[]);
                db.write_blocking::<_, DbError, _>(gone).unwrap();
            }
        };
        let error = import::run(&test.app.db, Kind::Aaf, std::slice::from_ref(&night), &options(&test), &mut cut).unwrap_err();
        assert!(matches!(error, ImportError::Interrupted), "{error}");
        assert_eq!(kept(&test), files);
        assert_eq!(import_at(&test, night).unwrap().summary.changed, 1);
    }

    fn what_is_kept_may_change_while_a_delta_is_compared(backend) {
        let test = start(backend);
        let (one, mut two) = (Small::new(), Small::new());
        two.person(LINA).first_name = "Rose".into();
        import_at(&test, complete(&test, &one, 0)).unwrap();
        let (db, night) = (test.app.db.clone(), delta(&test, &one, &two, 1));
        let mut meet = |progress: Progress| {
            if progress.stage == Stage::Comparing {
                let gone = |tx: &mut Tx| tx.execute("DELETE FROM directory_base", &[]);
                db.write_blocking::<_, DbError, _>(gone).unwrap();
            }
        };
        let error = import::run(&test.app.db, Kind::Aaf, &[night], &options(&test), &mut meet).unwrap_err();
        assert!(matches!(error, ImportError::Edited), "{error}");
    }

    fn a_kept_file_that_is_gone_is_said(backend) {
        let test = start(backend);
        let (one, two) = (Small::new(), Small::new().without(AUNT).without(FATHER));
        import_at(&test, complete(&test, &one, 0)).unwrap();
        for (_, hash) in kept(&test) {
            test.app.files.remove(&files::Hash::parse(&hash).unwrap()).unwrap();
        }
        assert!(matches!(refused(&test, delta(&test, &one, &two, 1)), BaseError::Unreadable(_)));
    }

    fn a_page_takes_a_delta_alone_and_a_complete_export_that_changes_nothing(backend) {
        let test = by_hand::start(backend);
        test.arrange(|tx| edit::create_territory(tx, "Vienne", false));
        let manager = by_hand::enter(&test, pages::holder(&test, Role::TerritoryManager, None));
        let send = |folder: PathBuf| {
            let page = manager.get("/annuaire/imports");
            let bytes = pages::zip_of(&folder);
            manager.form(&page, "/annuaire/imports").attach("fichiers", "nuit.zip", &bytes).send()
        };
        let (one, mut two) = (Small::new(), Small::new());
        two.person(LINA).first_name = "Rose".into();
        let night = delta(&test, &one, &two, 1);
        let early = send(night.clone());
        assert!(early.says("aucun export complet de cette académie"), "{}", early.text());
        import::run(&test.app.db, Kind::Aaf, &[one.write(&test, "zero")], &Options { files: None, ..options(&test) }, &mut |_| {}).unwrap();
        let whole = send(complete(&test, &one, 0));
        assert!(whole.says("Rien ne change dans l’annuaire"), "{}", whole.text());
        let done = manager.form(&whole, &format!("{}/publier", whole.path)).send();
        assert!(done.says("Publié"), "{}", done.text());
        let preview = send(night);
        assert!(preview.says("Lina → Rose"), "{}", preview.text());
        let done = manager.form(&preview, &format!("{}/publier", preview.path)).send();
        assert!(done.says("Ce qui a changé"), "{}", done.text());
    }
}
