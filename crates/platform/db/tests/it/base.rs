//! A fresh database for each test, on either side.

use std::{
    env,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use db::{Config, Db, DbError, Migration, MigrationSet, Tx, admin};
use kernel::Instant;
use tempfile::TempDir;

/// An instant like another: 24 November 2026.
pub(crate) const NOW: Instant = Instant(1_795_500_000_000_000);

/// A database that is gone when this is dropped.
pub(crate) struct Base {
    pub(crate) config: Config,
    kept: Kept,
}

enum Kept {
    Folder(TempDir),
    Server { url: String, name: String },
}

impl Base {
    pub(crate) fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::sqlite(&folder.path().join("preau.db"));
        Self { config: traced(config), kept: Kept::Folder(folder) }
    }

    /// `None`, said aloud, without a server.
    pub(crate) fn postgres() -> Option<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let Some(url) = env::var_os("PREAU_TEST_PG").and_then(|url| url.into_string().ok()) else {
            skipped("PREAU_TEST_PG is not set");
            return None;
        };
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("preau_db_{}_{count}", std::process::id());
        admin::drop_database(&url, &name).unwrap();
        admin::create_database(&url, &name, None).unwrap();
        let config = Config::postgres(&admin::with_database(&url, &name));
        Some(Self { config: traced(config), kept: Kept::Server { url, name } })
    }

    pub(crate) fn open(&self) -> Db {
        Db::open(&self.config).unwrap()
    }

    /// Opened, with tables of the test's own.
    pub(crate) fn with(&self, sql: &'static str) -> Db {
        let db = self.open();
        make(&db, sql);
        db
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        matches!(self.kept, Kept::Folder(_))
    }

    /// The folder of a SQLite database.
    pub(crate) fn folder(&self) -> &Path {
        match &self.kept {
            Kept::Folder(folder) => folder.path(),
            Kept::Server { .. } => panic!("a server has no folder here"),
        }
    }

    /// The address of the PostgreSQL database.
    pub(crate) fn url(&self) -> String {
        match &self.config.backend {
            db::Backend::Postgres(url) => url.clone(),
            db::Backend::Sqlite(_) => panic!("a file has no address"),
        }
    }
}

impl Drop for Base {
    fn drop(&mut self) {
        if let Kept::Server { url, name } = &self.kept {
            admin::drop_database(url, name).unwrap();
        }
    }
}

fn traced(mut config: Config) -> Config {
    config.trace = env::var_os("PREAU_SQL_TRACE").map(PathBuf::from);
    config
}

/// Makes tables by a migration, so that type words mean what they mean.
pub(crate) fn make(db: &Db, sql: &'static str) {
    let migrations = vec![Migration { number: 1, name: "of the test", sql }].leak();
    db.migrate(&[MigrationSet { context: "test", migrations }], NOW).unwrap();
}

/// Says that a test could not run; where everything must run, fails.
pub(crate) fn skipped(why: &str) {
    assert!(env::var_os("CI").is_none(), "nothing may be skipped here: {why}");
    eprintln!("skipped: {why}");
}

/// Runs a future on a runtime of its own.
pub(crate) fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
        .block_on(future)
}

/// A write that answers nothing.
pub(crate) fn write(
    db: &Db,
    f: impl Fn(&mut Tx<'_>) -> Result<(), DbError> + Send + 'static,
) -> Result<(), DbError> {
    db.write_blocking(f)
}

/// The only number of the only row of a question.
pub(crate) fn number(db: &Db, sql: &'static str) -> i64 {
    db.read_blocking::<_, DbError, _>(move |tx| tx.query_one(sql, &[], |row| row.get(0))).unwrap()
}

/// Declares tests that run once on each database.
macro_rules! both {
    ($(fn $name:ident($base:ident) $body:block)+) => {
        $(mod $name {
            use super::*;

            fn run($base: &crate::base::Base) $body

            #[test]
            fn sqlite() {
                run(&crate::base::Base::sqlite());
            }

            #[test]
            fn postgres() {
                if let Some(base) = crate::base::Base::postgres() {
                    run(&base);
                }
            }
        })+
    };
}
pub(crate) use both;
