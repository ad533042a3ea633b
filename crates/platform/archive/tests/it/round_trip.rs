//! What comes back is what was there, on whichever database.

use std::{collections::BTreeMap, fs, os::unix::fs::PermissionsExt};

use archive::{ArchiveError, Summary};
use db::params;
use proptest::prelude::*;

use crate::base::{House, NOW, Side, migrations};

/// What two archives of the same house have in common, whatever holds it.
fn said(summary: &Summary) -> (BTreeMap<String, String>, u64, u64) {
    (summary.digests.clone(), summary.blobs, summary.bytes)
}

#[test]
fn a_restored_house_archives_to_the_same_across_databases() {
    for from in Side::all() {
        let house = House::lived_in(from);
        let path = house.path("one.preau");
        let before = house.archive(&path, None);
        assert_eq!((before.rows["test_item"], before.blobs, before.bytes), (4_090, 3, 100_006));
        for to in Side::all() {
            let restored = House::empty(to);
            assert_eq!(restored.restore(&path).unwrap(), before, "{from:?} to {to:?}");
            let again = restored.archive(&restored.path("again.preau"), None);
            assert_eq!(said(&again), said(&before), "{from:?} to {to:?}");
            restored.write(|tx| {
                let add = "INSERT INTO test_item (zone_id) VALUES ($1)";
                tx.execute(add, params![1_i64]).map(drop)
            });
            let last = restored.number("SELECT MAX(id) FROM test_item");
            assert_eq!(last, 4_101, "a number that was given before is not given again");
            assert_eq!(restored.number("SELECT current FROM test_state"), 12);
        }
    }
}

#[test]
fn the_secret_travels_only_when_asked_and_the_file_is_its_owners() {
    let house = House::lived_in(Side::Sqlite);
    let (without, with) = (house.path("without"), house.path("with"));
    house.archive(&without, None);
    house.archive(&with, Some([9; 32]));
    let examined = |path| archive::examine(path, &migrations(2)).unwrap();
    assert_eq!(examined(&without).secret(), None);
    assert_eq!(examined(&with).secret(), Some([9; 32]));
    assert_eq!(examined(&with).written(), NOW);
    assert_eq!(fs::metadata(&with).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(
        fs::read_dir(house.folder.path())
            .unwrap()
            .all(|entry| { !entry.unwrap().file_name().to_string_lossy().ends_with(".partial") })
    );
}

#[test]
fn an_archive_of_an_older_schema_is_restored_and_brought_up() {
    for side in Side::all() {
        let house = House::migrated(side, 1);
        house.write(|tx| {
            let add = "INSERT INTO test_vote (person, topic) VALUES ($1, $2)";
            tx.execute(add, params![1_i64, "t"]).map(drop)
        });
        let path = house.path("old.preau");
        house.archive(&path, None);
        let restored = House::empty(side);
        restored.restore(&path).unwrap();
        assert_eq!(restored.number("SELECT COUNT(*) FROM test_vote"), 1);
        assert_eq!(restored.number("SELECT COUNT(place) FROM test_item"), 0);
        let newer = House::migrated(side, 2);
        let refused = newer.restore(&path).unwrap_err();
        assert!(matches!(refused, ArchiveError::NotEmpty(_)), "{refused}");
    }
}

#[test]
fn only_an_empty_house_is_filled_and_only_a_new_file_is_written() {
    for side in Side::all() {
        let house = House::lived_in(side);
        let path = house.path("one.preau");
        house.archive(&path, None);
        assert!(matches!(house.try_archive(&path, None), Err(ArchiveError::Exists(_))));
        assert!(matches!(house.restore(&path), Err(ArchiveError::NotEmpty(_))));
        let prepared = House::migrated(side, 2);
        prepared.restore(&path).unwrap();
        assert!(matches!(prepared.restore(&path), Err(ArchiveError::NotEmpty(_))));
        assert_eq!(prepared.number("SELECT COUNT(*) FROM test_item"), 4_090);
    }
}

#[test]
fn rows_are_those_of_one_instant_while_others_write() {
    for side in Side::all() {
        let house = House::lived_in(side);
        let path = house.path("one.preau");
        std::thread::scope(|threads| {
            let writing = threads.spawn(|| {
                for _ in 0..200 {
                    house.write(|tx| {
                        tx.execute("UPDATE test_state SET current = current + 1", &[])?;
                        tx.execute(
                            "INSERT INTO test_vote (person, topic) SELECT current, 'now' FROM test_state",
                            &[],
                        )
                        .map(drop)
                    });
                }
            });
            house.archive(&path, None);
            writing.join().unwrap();
        });
        let restored = House::empty(side);
        restored.restore(&path).unwrap();
        let votes = restored.number("SELECT COUNT(*) FROM test_vote WHERE topic = 'now'");
        assert_eq!(restored.number("SELECT current FROM test_state") - 12, votes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn whatever_the_rows_restoring_an_archive_gives_them_back(
        zones in prop::collection::vec((any::<String>(), any::<Option<i32>>(), any::<Vec<u8>>(), any::<bool>()), 0..12),
        contents in prop::collection::vec(any::<Vec<u8>>(), 0..4),
    ) {
        let house = House::migrated(Side::Sqlite, 2);
        house.write(move |tx| {
            for (name, weight, seal, open) in &zones {
                let name = name.replace('\0', "");
                tx.execute(
                    "INSERT INTO test_zone (name, weight, seal, is_open) VALUES ($1, $2, $3, $4)",
                    params![&name, weight.map(|w| f64::from(w) / 7.0), seal, *open],
                )?;
            }
            Ok(())
        });
        for content in &contents {
            house.keep(content);
        }
        let path = house.path("one.preau");
        let before = house.archive(&path, None);
        for to in Side::all() {
            let restored = House::empty(to);
            restored.restore(&path).unwrap();
            let again = restored.archive(&restored.path("again.preau"), None);
            prop_assert_eq!(said(&again), said(&before));
        }
    }
}
