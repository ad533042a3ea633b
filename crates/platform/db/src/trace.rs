//! Which statements ran: the tests check that every statement runs on both databases.

use std::{
    collections::HashSet,
    fs::OpenOptions,
    io::Write as _,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use crate::Backend;

/// The statements run through one handle; each written to a file when it is new.
#[derive(Clone)]
pub(crate) struct Trace(Arc<Inner>);

struct Inner {
    file: PathBuf,
    statements: Mutex<HashSet<String>>,
}

impl Trace {
    pub(crate) fn new(folder: &Path, backend: &Backend) -> Self {
        let kind = match backend {
            Backend::Sqlite(_) => "sqlite",
            Backend::Postgres(_) => "postgres",
        };
        let name = format!("{kind}-{}-{}.sql", std::process::id(), kernel::Entropy::System.token());
        Self(Arc::new(Inner { file: folder.join(name), statements: Mutex::default() }))
    }

    /// Written at once: the end of a process may come before its last connection closes.
    pub(crate) fn note(&self, sql: &str) {
        let mut statements = self.0.statements.lock().unwrap_or_else(PoisonError::into_inner);
        if !statements.insert(sql.to_owned()) {
            return;
        }
        let mut lines = sql.split_whitespace().collect::<Vec<_>>().join(" ") + "\n";
        if !sql.contains('\n') {
            lines += sql;
            lines += "\n";
        }
        let opened = OpenOptions::new().create(true).append(true).open(&self.0.file);
        if let Err(error) = opened.and_then(|mut file| file.write_all(lines.as_bytes())) {
            tracing::warn!(%error, "the statements run could not be written");
        }
    }
}
