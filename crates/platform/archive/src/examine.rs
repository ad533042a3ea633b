//! Reading an archive to its end before anything is touched.

use std::path::{Path, PathBuf};

use db::{Config, Db, MigrationSet, Tx, bulk};
use kernel::Instant;
use tempfile::TempDir;

use crate::{
    ArchiveError, Summary,
    format::{End, Head, TableHead},
    level,
    walk::{Part, Walked, walk},
};

/// An archive that was read to its end and found whole, of a schema this program knows.
pub struct Examined {
    pub(crate) path: PathBuf,
    pub(crate) head: Head,
    pub(crate) end: End,
    /// The migrations its rows have.
    pub(crate) level: Vec<MigrationSet>,
    secret: Option<[u8; 32]>,
}

impl Examined {
    /// What it holds.
    pub fn summary(&self) -> Summary {
        Summary::from(&self.end)
    }

    /// The secret of the house, when it was put inside.
    pub const fn secret(&self) -> Option<[u8; 32]> {
        self.secret
    }

    /// When it was written.
    pub const fn written(&self) -> Instant {
        Instant(self.head.written)
    }
}

/// Reads a whole archive: every row has the shape of its table, every content its hash, and
/// nothing is missing. Nothing but the archive is read, nothing is written.
///
/// # Errors
/// A sentence that says what is wrong with it, and where.
pub fn examine(path: &Path, migrations: &[MigrationSet]) -> Result<Examined, ArchiveError> {
    let mut secret = None;
    let walked = walk(path, false, &mut |part| {
        if let Part::Secret(bytes) = part {
            secret = Some(bytes);
        }
        Ok(())
    })?;
    let level = level::of_archive(migrations, &walked.head.migrations, &walked.head.program)?;
    let Some(end) = walked.said.clone() else {
        return Err(ArchiveError::Truncated("its last whole part".to_owned()));
    };
    check_whole(&walked, &end)?;
    check_shape(&walked.head, &level)?;
    Ok(Examined { path: path.to_owned(), head: walked.head, end, level, secret })
}

/// What was read is what the last entry says there was.
fn check_whole(walked: &Walked, end: &End) -> Result<(), ArchiveError> {
    let damaged = |what: String| Err(ArchiveError::Damaged(what));
    if (walked.seen.blobs, walked.seen.bytes) != (end.blobs, end.bytes) {
        return damaged("some of the files that people sent are missing".to_owned());
    }
    if walked.has_secret != walked.head.has_secret {
        return damaged("the secret is missing".to_owned());
    }
    for (name, said) in &end.tables {
        let seen = walked.seen.tables.get(name);
        if seen.map(|seen| (seen.rows, &seen.sha256)) != Some((said.rows, &said.sha256)) {
            return damaged(format!("the rows of {name} are not those that were written"));
        }
    }
    match walked.seen.tables.keys().find(|name| !end.tables.contains_key(*name)) {
        Some(name) => damaged(format!("the rows of {name} are not those that were written")),
        None => Ok(()),
    }
}

/// Its tables are those its migrations make, no more, no less.
fn check_shape(head: &Head, level: &[MigrationSet]) -> Result<(), ArchiveError> {
    let mut ours: Vec<TableHead> =
        model(level)?.into_iter().map(|(table, _)| TableHead::from(&table)).collect();
    let mut theirs = head.tables.clone();
    for tables in [&mut ours, &mut theirs] {
        tables.sort_by(|a, b| a.name.cmp(&b.name));
        tables.iter_mut().for_each(|t| t.columns.sort_by(|a, b| a.name.cmp(&b.name)));
    }
    if ours == theirs {
        return Ok(());
    }
    let other = theirs.iter().find(|table| !ours.contains(table)).or(ours.first());
    Err(ArchiveError::OtherSchema(format!(
        "its table {} is not ours",
        other.map_or("", |table| table.name.as_str())
    )))
}

/// The tables that these migrations make, each with the rows they put in it.
pub(crate) fn model(level: &[MigrationSet]) -> Result<Vec<(bulk::Table, u64)>, ArchiveError> {
    let folder = TempDir::new().map_err(|error| {
        ArchiveError::File(format!("a temporary folder cannot be made: {error}"))
    })?;
    let db = Db::open(&Config::sqlite(&folder.path().join("model.db")))?;
    db.migrate(level, Instant(0))?;
    db.read_blocking(|tx: &mut Tx<'_>| {
        bulk::tables(tx)?
            .into_iter()
            .map(|table| {
                let rows = table.count(tx)?;
                Ok((table, rows))
            })
            .collect()
    })
}
