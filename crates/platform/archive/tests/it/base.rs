//! Small houses on either database, with tables of every kind.

use std::{
    env, fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use archive::{ArchiveError, Summary};
use db::{Config, Db, DbError, Migration, MigrationSet, Tx, admin, params};
use files::{Files, Hash};
use kernel::Instant;
use tempfile::TempDir;

pub(crate) const NOW: Instant = Instant(1_795_500_000_000_000);

/// Tables that refer to each other against the order of their names, one with a key of two
/// columns, one with a row from the start.
const FIRST: &str = "
    CREATE TABLE test_state (id INT NOT NULL PRIMARY KEY CHECK (id = 1), current INT NOT NULL);
    INSERT INTO test_state (id, current) VALUES (1, 0);
    CREATE TABLE test_zone (id ID, name TEXT NOT NULL, weight REAL, seal BYTES, is_open BOOL NOT NULL);
    CREATE TABLE test_item (id ID, zone_id INT NOT NULL REFERENCES test_zone (id), note TEXT, seen BOOL);
    CREATE TABLE test_vote (person INT NOT NULL, topic TEXT NOT NULL, \"until\" INT, PRIMARY KEY (person, topic));";
const SECOND: &str = "ALTER TABLE test_item ADD COLUMN place INT";

pub(crate) fn migrations(count: usize) -> Vec<MigrationSet> {
    const ALL: &[Migration] = &[
        Migration { number: 1, name: "tables", sql: FIRST },
        Migration { number: 2, name: "a place", sql: SECOND },
    ];
    vec![MigrationSet { context: "test", migrations: &ALL[..count] }]
}

/// One of the two databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Sqlite,
    Postgres,
}

impl Side {
    /// The sides that can be tried here; the server's only where there is one.
    pub(crate) fn all() -> Vec<Self> {
        if env::var_os("PREAU_TEST_PG").is_some() {
            return vec![Self::Sqlite, Self::Postgres];
        }
        assert!(env::var_os("CI").is_none(), "PREAU_TEST_PG is not set");
        eprintln!("skipped: PREAU_TEST_PG is not set");
        vec![Self::Sqlite]
    }
}

/// A database, files, and a folder for archives, gone with the test.
pub(crate) struct House {
    pub(crate) db: Db,
    pub(crate) files: Files,
    pub(crate) folder: TempDir,
    dropped: Option<(String, String)>,
}

impl House {
    pub(crate) fn empty(side: Side) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let folder = tempfile::tempdir().unwrap();
        let (mut config, dropped) = match side {
            Side::Sqlite => (Config::sqlite(&folder.path().join("preau.db")), None),
            Side::Postgres => {
                let url = env::var_os("PREAU_TEST_PG").unwrap().into_string().unwrap();
                let count = COUNT.fetch_add(1, Ordering::Relaxed);
                let name = format!("preau_archive_{}_{count}", std::process::id());
                admin::drop_database(&url, &name).unwrap();
                admin::create_database(&url, &name, None).unwrap();
                (Config::postgres(&admin::with_database(&url, &name)), Some((url, name)))
            }
        };
        config.connections = 2;
        config.trace = env::var_os("PREAU_SQL_TRACE").map(PathBuf::from);
        let db = Db::open(&config).unwrap();
        let files = Files::open(&folder.path().join("files")).unwrap();
        Self { db, files, folder, dropped }
    }

    /// With its tables, and nothing else.
    pub(crate) fn migrated(side: Side, count: usize) -> Self {
        let house = Self::empty(side);
        house.db.migrate(&migrations(count), NOW).unwrap();
        house
    }

    /// With rows and files of every kind.
    pub(crate) fn lived_in(side: Side) -> Self {
        let house = Self::migrated(side, 2);
        house.write(|tx| {
            tx.execute("UPDATE test_state SET current = 12", &[])?;
            for (name, weight, seal, open) in [
                ("Noël d’Été \"é\\\n", Some(0.1 + 0.2), Some(&[0, 255, 10][..]), true),
                ("", Some(f64::MAX), Some(&[][..]), false),
                ("null", None, None, true),
            ] {
                tx.execute(
                    "INSERT INTO test_zone (name, weight, seal, is_open) VALUES ($1, $2, $3, $4)",
                    params![name, weight, seal, open],
                )?;
            }
            for at in 0..4_100_i64 {
                tx.execute(
                    "INSERT INTO test_item (zone_id, note, seen, place) VALUES ($1, $2, $3, $4)",
                    params![
                        at % 3 + 1,
                        (at % 2 == 0).then_some("ça va"),
                        (at % 5 > 0).then_some(at % 5 == 1),
                        -at
                    ],
                )?;
                tx.execute(
                    "INSERT INTO test_vote (person, topic, \"until\") VALUES ($1, $2, $3)",
                    params![at / 3, &format!("t{}", at % 3), (at % 7 > 0).then_some(i64::MAX - at)],
                )?;
            }
            // Numbers that were given and are free are not given again.
            tx.execute("DELETE FROM test_item WHERE id > $1", params![4_090_i64])?;
            Ok(())
        });
        for content in [&b"un mot"[..], b"", &[7; 100_000]] {
            house.keep(content);
        }
        house
    }

    pub(crate) fn write(&self, f: impl Fn(&mut Tx<'_>) -> Result<(), DbError> + Send + 'static) {
        self.db.write_blocking(f).unwrap();
    }

    pub(crate) fn keep(&self, content: &[u8]) -> Hash {
        let mut staging = self.files.stage(1 << 20).unwrap();
        staging.write(content).unwrap();
        staging.finish(NOW).unwrap().hash
    }

    pub(crate) fn archive(&self, path: &Path, secret: Option<[u8; 32]>) -> Summary {
        self.try_archive(path, secret).unwrap()
    }

    pub(crate) fn try_archive(
        &self,
        path: &Path,
        secret: Option<[u8; 32]>,
    ) -> Result<Summary, ArchiveError> {
        let source = archive::Source {
            db: self.db.clone(),
            files: self.files.clone(),
            migrations: migrations(2),
            program: "0.1.0",
            now: NOW,
            secret,
        };
        archive::write(&source, path)
    }

    pub(crate) fn restore(&self, path: &Path) -> Result<Summary, ArchiveError> {
        let examined = archive::examine(path, &migrations(2))?;
        archive::restore(&examined, &self.db, &self.files, &migrations(2), NOW)
    }

    /// A file of this house's folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn number(&self, sql: &'static str) -> i64 {
        self.db
            .read_blocking::<_, DbError, _>(move |tx| tx.query_one(sql, &[], |row| row.get(0)))
            .unwrap()
    }

    /// Contents and rows, counted.
    pub(crate) fn is_empty(&self) -> bool {
        let mut contents = 0;
        self.files
            .each(&mut |_, _| {
                contents += 1;
                Ok(())
            })
            .unwrap();
        let tables = self.db.schema().unwrap().tables;
        let rows = tables.is_empty()
            || self.number("SELECT COUNT(*) FROM test_item") == 0
                && self.number("SELECT current FROM test_state") == 0;
        contents == 0 && rows
    }
}

impl Drop for House {
    fn drop(&mut self) {
        if let Some((server, name)) = &self.dropped {
            admin::drop_database(server, name).unwrap();
        }
    }
}

/// A copy of a file, changed.
pub(crate) fn changed(from: &Path, to: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(from).unwrap();
    change(&mut bytes);
    fs::write(to, bytes).unwrap();
}
