//! A migrated database per test in milliseconds: a template made once, copied for each.

use std::{fs, path::PathBuf};

use db::{Config, Db, MigrationSet, admin};
use kernel::{Entropy, Instant, hex};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

/// The database a test runs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Backend {
    /// A file.
    Sqlite,
    /// A database on the server of this URL.
    Postgres(String),
}

impl Backend {
    /// The server named by `PREAU_TEST_PG`. Without it the test is skipped, and says so; on CI
    /// that fails.
    ///
    /// # Panics
    /// On CI without a server.
    #[expect(clippy::disallowed_methods, reason = "where tests read their settings")]
    pub fn postgres() -> Option<Self> {
        match std::env::var("PREAU_TEST_PG") {
            Ok(url) => Some(Self::Postgres(url)),
            Err(_missing) => {
                assert!(std::env::var("CI").is_err(), "PREAU_TEST_PG is not set");
                println!("skipped: PREAU_TEST_PG is not set");
                None
            }
        }
    }
}

/// An open database that goes away with the test.
pub(crate) struct Owned {
    pub(crate) db: Option<Db>,
    pub(crate) config: Config,
    dropped: Option<(String, String)>,
}

impl Drop for Owned {
    fn drop(&mut self) {
        self.db = None;
        if let Some((server, name)) = &self.dropped {
            drop(admin::drop_database(server, name));
        }
    }
}

/// Opens a fresh copy of the template made of these migrations.
pub(crate) fn fresh(backend: &Backend, sets: &[MigrationSet], folder: &TempDir) -> Owned {
    let mut hash = Sha256::new();
    for migration in sets.iter().flat_map(|set| set.migrations) {
        hash.update(migration.sql);
    }
    let model = hex(&hash.finalize())[..16].to_owned();
    let (mut config, dropped) = match backend {
        Backend::Sqlite => {
            let file = folder.path().join("preau.db");
            fs::copy(sqlite_model(&model, sets), &file).expect("the template is copied");
            (Config::sqlite(&file), None)
        }
        Backend::Postgres(server) => {
            let name = format!("preau_test_{}", Entropy::System.token());
            postgres_model(server, &model, sets);
            admin::create_database(server, &name, Some(&format!("preau_model_{model}")))
                .expect("the template is copied");
            (Config::postgres(&admin::with_database(server, &name)), Some((server.clone(), name)))
        }
    };
    config.connections = 3;
    config.trace = trace();
    let db = Db::open(&config).expect("the database opens");
    Owned { db: Some(db), config, dropped }
}

#[expect(clippy::disallowed_methods, reason = "where tests read their settings")]
fn trace() -> Option<PathBuf> {
    std::env::var("PREAU_SQL_TRACE").ok().map(PathBuf::from)
}

fn sqlite_model(model: &str, sets: &[MigrationSet]) -> PathBuf {
    let folder = std::env::temp_dir().join("preau-models");
    let file = folder.join(format!("{model}.db"));
    if !file.exists() {
        fs::create_dir_all(&folder).expect("a folder for templates");
        let made = TempDir::new_in(&folder).expect("a folder for a template");
        let path = made.path().join("model.db");
        let db = Db::open(&Config::sqlite(&path)).expect("the template opens");
        db.migrate(sets, Instant(0)).expect("the migrations apply");
        drop(db);
        assert!(!made.path().join("model.db-wal").exists(), "the template is all in its file");
        fs::rename(path, &file).expect("the template is kept");
    }
    file
}

fn postgres_model(server: &str, model: &str, sets: &[MigrationSet]) {
    let name = format!("preau_model_{model}");
    if admin::database_exists(server, &name).expect("the server answers") {
        return;
    }
    let making = format!("preau_making_{}", Entropy::System.token());
    admin::create_database(server, &making, None).expect("a database for the template");
    let mut config = Config::postgres(&admin::with_database(server, &making));
    config.connections = 2;
    let db = Db::open(&config).expect("the template opens");
    db.migrate(sets, Instant(0)).expect("the migrations apply");
    drop(db);
    // Another test may have made the same template meanwhile: then its copy stands.
    drop(admin::create_database(server, &name, Some(&making)));
    admin::drop_database(server, &making).expect("the first draft of the template goes");
}
