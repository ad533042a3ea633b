//! Writing an archive, beside a server that goes on.

use std::{
    collections::BTreeMap,
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Read, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use db::{
    Db, MigrationSet, Tx,
    bulk::{self, Table},
};
use files::Files;
use kernel::Instant;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{
    ArchiveError, Summary,
    format::{
        END, End, FORMAT, HEAD, Head, SECRET, TableEnd, TableHead, VERSION, blob_name, rows_name,
    },
    level, row,
};

/// Bytes of lines after which an entry is closed.
const ENTRY_BYTES: usize = 1 << 20;
/// Zstandard's own default: most of the gain, little of the time.
const LEVEL: i32 = 3;

/// What is archived, and what is said of it.
#[derive(Clone)]
pub struct Source {
    /// Its rows.
    pub db: Db,
    /// What people sent.
    pub files: Files,
    /// Every migration the program knows.
    pub migrations: Vec<MigrationSet>,
    /// The version of the program.
    pub program: &'static str,
    /// Now.
    pub now: Instant,
    /// The key that seals codes, when whoever asks wants it inside.
    pub secret: Option<[u8; 32]>,
}

/// Writes an archive. The rows are those of one instant, read in one transaction that keeps nobody
/// from writing. The file appears under its name when it is whole and on disk, readable by its
/// owner alone.
///
/// # Errors
/// Nothing is left of an archive that could not be finished.
pub fn write(source: &Source, path: &Path) -> Result<Summary, ArchiveError> {
    if path.exists() {
        return Err(ArchiveError::Exists(path.display().to_string()));
    }
    let mut partial = path.as_os_str().to_owned();
    partial.push(".partial");
    let partial = PathBuf::from(partial);
    let done = write_partial(source, &partial).and_then(|summary| {
        fs::rename(&partial, path).map_err(|error| cannot_write(path, &error))?;
        Ok(summary)
    });
    if done.is_err() {
        // There may be none: then there is nothing to take away.
        drop(fs::remove_file(&partial));
    }
    done
}

fn cannot_write(path: &Path, error: &io::Error) -> ArchiveError {
    ArchiveError::File(match error.kind() {
        io::ErrorKind::StorageFull => {
            format!("the disk is full: {} was not written", path.display())
        }
        _ => format!("{} cannot be written: {error}", path.display()),
    })
}

fn write_partial(source: &Source, path: &Path) -> Result<Summary, ArchiveError> {
    let (from, to) = (source.clone(), path.to_owned());
    let rows = move |tx: &mut Tx<'_>| write_rows(tx, &from, &to);
    let (mut writer, mut end) = source.db.read_blocking(rows)?;
    let failed = |error: io::Error| cannot_write(path, &error);
    if let Some(secret) = &source.secret {
        writer.entry(SECRET, secret).map_err(failed)?;
    }
    let mut outcome = Ok(());
    source.files.each(&mut |hash, _| {
        if outcome.is_err() {
            return Ok(());
        }
        // A blob that nothing refers to any more may have been swept since it was listed.
        if let Some((content, length)) = source.files.get(hash)? {
            outcome = writer.stream(&blob_name(&hash.to_string()), length, content);
            end.blobs += 1;
            end.bytes += length;
        }
        Ok(())
    })?;
    outcome.map_err(failed)?;
    writer.json(END, &end).and_then(|()| writer.finish()).map_err(failed)?;
    Ok(Summary::from(&end))
}

/// The head and the rows, within one transaction. It may run again: it begins the file anew.
fn write_rows(
    tx: &mut Tx<'_>,
    source: &Source,
    path: &Path,
) -> Result<(Writer, End), ArchiveError> {
    let tables = bulk::tables(tx)?;
    let applied = db::applied(tx)?;
    level::all_known(&source.migrations, &applied)?;
    let head = Head {
        format: FORMAT.to_owned(),
        version: VERSION,
        program: source.program.to_owned(),
        written: source.now.0,
        has_secret: source.secret.is_some(),
        migrations: level::steps(&level::up_to(&source.migrations, &applied)),
        tables: tables.iter().map(TableHead::from).collect(),
    };
    let failed = |error: io::Error| cannot_write(path, &error);
    let mut writer = Writer::create(path, source.now).map_err(failed)?;
    writer.json(HEAD, &head).map_err(failed)?;
    let mut ends = BTreeMap::new();
    for table in &tables {
        ends.insert(table.name.clone(), write_table(tx, table, &mut writer, &failed)?);
    }
    Ok((writer, End { tables: ends, blobs: 0, bytes: 0 }))
}

fn write_table(
    tx: &mut Tx<'_>,
    table: &Table,
    writer: &mut Writer,
    failed: &dyn Fn(io::Error) -> ArchiveError,
) -> Result<TableEnd, ArchiveError> {
    let (mut lines, mut digest) = (Vec::with_capacity(ENTRY_BYTES), Sha256::new());
    let (mut rows, mut entries) = (0, 0);
    let mut flush = |lines: &mut Vec<u8>| {
        if lines.is_empty() {
            return Ok(());
        }
        entries += 1;
        digest.update(&*lines);
        let written = writer.entry(&rows_name(&table.name, entries), lines);
        lines.clear();
        written.map_err(failed)
    };
    table.read_all(tx, |cells| {
        rows += 1;
        row::append(&mut lines, &cells).map_err(|error| failed(error.into()))?;
        if lines.len() >= ENTRY_BYTES { flush(&mut lines) } else { Ok(()) }
    })?;
    flush(&mut lines)?;
    let sha256 = kernel::hex(&digest.finalize());
    Ok(TableEnd { rows, sha256, last_id: table.last_id(tx)? })
}

/// The file being written: entries of a tar, compressed.
struct Writer {
    tar: tar::Builder<zstd::Encoder<'static, BufWriter<File>>>,
    seconds: u64,
}

impl Writer {
    fn create(path: &Path, now: Instant) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        let file = options.create(true).write(true).truncate(true).mode(0o600).open(path)?;
        let mut encoder = zstd::Encoder::new(BufWriter::new(file), LEVEL)?;
        encoder.include_checksum(true)?;
        let seconds = u64::try_from(now.0 / 1_000_000).unwrap_or(0);
        Ok(Self { tar: tar::Builder::new(encoder), seconds })
    }

    fn entry(&mut self, name: &str, content: &[u8]) -> io::Result<()> {
        self.stream(name, content.len() as u64, content)
    }

    fn json(&mut self, name: &str, value: &impl Serialize) -> io::Result<()> {
        let mut text = serde_json::to_vec_pretty(value)?;
        text.push(b'\n');
        self.entry(name, &text)
    }

    fn stream(&mut self, name: &str, length: u64, content: impl Read) -> io::Result<()> {
        let mut header = tar::Header::new_ustar();
        header.set_size(length);
        header.set_mode(0o600);
        header.set_mtime(self.seconds);
        // What is longer or shorter than it said would shift everything after it.
        let mut exact = Exact { content: content.take(length), left: length };
        self.tar.append_data(&mut header, name, &mut exact)
    }

    fn finish(self) -> io::Result<()> {
        let mut file = self.tar.into_inner()?.finish()?;
        file.flush()?;
        file.get_ref().sync_all()
    }
}

/// A content that must have its length.
struct Exact<R> {
    content: io::Take<R>,
    left: u64,
}

impl<R: Read> Read for Exact<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.content.read(into)?;
        self.left -= read as u64;
        if read == 0 && self.left > 0 && !into.is_empty() {
            return Err(io::Error::other("a file became shorter while it was read"));
        }
        Ok(read)
    }
}
