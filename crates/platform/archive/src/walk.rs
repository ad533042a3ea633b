//! Reading an archive from its beginning to its end, trusting nothing of it. An entry's name never
//! becomes a path, and what is kept in memory has a limit.

use std::{
    fs::File,
    io::{self, BufReader, Read},
    path::Path,
};

use db::bulk::Cell;
use files::Hash;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::{
    ArchiveError,
    format::{
        END, End, FORMAT, HEAD, Head, SECRET, TableEnd, TableHead, VERSION, blob_name, rows_name,
    },
    row,
};

/// The first and the last entry are no longer than this.
const LETTER_BYTES: u64 = 16 << 20;
/// Nor is an entry of rows, which is closed after the row that makes it longer than a mebibyte.
const ROWS_BYTES: u64 = 64 << 20;
/// Memory that the compression may ask for, as a power of two.
const WINDOW_LOG: u32 = 27;

/// What is met on the way.
pub(crate) enum Part<'p> {
    /// Some rows of a table of the head.
    Rows(&'p TableHead, Vec<Vec<Cell>>),
    /// A content, to be read to its end by whoever wants it.
    Blob(Hash, u64, &'p mut dyn Read),
    /// The secret of the house.
    Secret([u8; 32]),
}

/// The last entry that was read; none at the beginning.
#[derive(Clone, Debug, Default)]
struct Place(String);

impl Place {
    fn damaged(&self, what: &str) -> ArchiveError {
        ArchiveError::Damaged(format!("{}: {what}", self.0))
    }

    fn unread(&self, error: &io::Error) -> ArchiveError {
        let text = error.to_string();
        let is_cut = error.kind() == io::ErrorKind::UnexpectedEof || text.contains("incomplete");
        if is_cut { ArchiveError::Truncated(self.0.clone()) } else { self.damaged(&text) }
    }
}

/// Reads the whole archive, or its rows alone, handing each part to `f`; what was seen and what
/// the last entry says must have been.
pub(crate) fn walk(
    path: &Path,
    only_rows: bool,
    f: &mut dyn FnMut(Part<'_>) -> Result<(), ArchiveError>,
) -> Result<Walked, ArchiveError> {
    let file = File::open(path).map_err(|error| {
        ArchiveError::File(format!("{} cannot be read: {error}", path.display()))
    })?;
    let foreign = |error: io::Error| ArchiveError::Foreign(error.to_string());
    let mut decoder = zstd::Decoder::with_buffer(BufReader::new(file)).map_err(foreign)?;
    decoder.window_log_max(WINDOW_LOG).map_err(foreign)?;
    let mut tar = tar::Archive::new(decoder);
    let mut walk = Walk::default();
    // Raw: long names and other extensions are not looked at, let alone kept in memory.
    for entry in tar.entries().map_err(foreign)?.raw(true) {
        let mut entry = entry.map_err(|error| walk.unread(&error))?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let length = entry.header().entry_size().map_err(|error| walk.unread(&error))?;
        if !entry.header().entry_type().is_file() {
            return Err(walk.unexpected());
        }
        let is_row = name.starts_with("tables/");
        if only_rows && walk.head.is_some() && !is_row {
            break;
        }
        walk.entry(&name, length, &mut entry, f)?;
    }
    if !only_rows {
        // To the end of the compression, which has a checksum of its own.
        let mut rest = tar.into_inner().take(LETTER_BYTES);
        io::copy(&mut rest, &mut io::sink()).map_err(|error| walk.place.unread(&error))?;
    }
    walk.finish()
}

/// What an archive holds and what it says of itself.
pub(crate) struct Walked {
    pub(crate) head: Head,
    /// As it was read.
    pub(crate) seen: End,
    /// As the last entry says, when the walk went so far.
    pub(crate) said: Option<End>,
    pub(crate) has_secret: bool,
}

#[derive(Default)]
struct Walk {
    place: Place,
    head: Option<Head>,
    seen: End,
    said: Option<End>,
    has_secret: bool,
    /// The table whose rows are being read, its place in the head, and how far it is.
    table: usize,
    entries: u64,
    digest: Sha256,
    rows: u64,
    last_blob: Option<Hash>,
}

impl Walk {
    fn unread(&self, error: &io::Error) -> ArchiveError {
        if self.place.0.is_empty() {
            return ArchiveError::Foreign(error.to_string());
        }
        self.place.unread(error)
    }

    fn unexpected(&self) -> ArchiveError {
        if self.place.0.is_empty() {
            return ArchiveError::Foreign(format!("it does not begin with {HEAD}"));
        }
        ArchiveError::Damaged(format!("what follows {} is unknown", self.place.0))
    }

    fn entry(
        &mut self,
        name: &str,
        length: u64,
        content: &mut dyn Read,
        f: &mut dyn FnMut(Part<'_>) -> Result<(), ArchiveError>,
    ) -> Result<(), ArchiveError> {
        if self.said.is_some() {
            return Err(self.unexpected());
        }
        let Some(head) = self.head.take() else {
            if name != HEAD {
                return Err(self.unexpected());
            }
            self.head = Some(read_head(length, content)?);
            self.place = Place(HEAD.to_owned());
            return Ok(());
        };
        let done = self.after_head(&head, name, length, content, f);
        self.head = Some(head);
        done?;
        self.place = Place(name.to_owned());
        Ok(())
    }

    fn after_head(
        &mut self,
        head: &Head,
        name: &str,
        length: u64,
        content: &mut dyn Read,
        f: &mut dyn FnMut(Part<'_>) -> Result<(), ArchiveError>,
    ) -> Result<(), ArchiveError> {
        let here = Place(name.to_owned());
        if name.starts_with("tables/") {
            return self.rows_entry(head, &here, length, content, f);
        }
        self.close_tables(head);
        match name {
            SECRET => {
                let bytes = read_all(&here, length, 32, content)?;
                let secret =
                    bytes.try_into().map_err(|_short: Vec<u8>| here.damaged("it is too short"))?;
                self.has_secret = true;
                f(Part::Secret(secret))
            }
            END => {
                self.said = Some(read_json(&here, length, content)?);
                Ok(())
            }
            _ => self.blob(&here, length, content, f),
        }
    }

    fn rows_entry(
        &mut self,
        head: &Head,
        here: &Place,
        length: u64,
        content: &mut dyn Read,
        f: &mut dyn FnMut(Part<'_>) -> Result<(), ArchiveError>,
    ) -> Result<(), ArchiveError> {
        let at = (self.table..head.tables.len()).find(|at| {
            let entries = if *at == self.table { self.entries } else { 0 };
            head.tables.get(*at).is_some_and(|t| here.0 == rows_name(&t.name, entries + 1))
        });
        let (Some(at), false) = (at, self.last_blob.is_some() || self.has_secret) else {
            return Err(self.unexpected());
        };
        while self.table < at {
            self.close_table(head);
        }
        let Some(table) = head.tables.get(at) else { return Err(self.unexpected()) };
        self.entries += 1;
        let lines = read_all(here, length, ROWS_BYTES, content)?;
        self.digest.update(&lines);
        let mut rows = Vec::new();
        for line in lines.split_inclusive(|byte| *byte == b'\n') {
            let parsed = row::parse(line, &table.columns);
            rows.push(
                parsed.map_err(|what| here.damaged(&format!("line {}, {what}", rows.len() + 1)))?,
            );
        }
        self.rows += rows.len() as u64;
        f(Part::Rows(table, rows))
    }

    fn close_table(&mut self, head: &Head) {
        if let Some(table) = head.tables.get(self.table) {
            let sha256 = kernel::hex(&std::mem::take(&mut self.digest).finalize());
            let end = TableEnd { rows: std::mem::take(&mut self.rows), sha256, last_id: 0 };
            self.seen.tables.insert(table.name.clone(), end);
            self.table += 1;
            self.entries = 0;
        }
    }

    fn close_tables(&mut self, head: &Head) {
        while self.table < head.tables.len() {
            self.close_table(head);
        }
    }

    /// Contents come in the order of their names, so that none comes twice.
    fn blob(
        &mut self,
        here: &Place,
        length: u64,
        content: &mut dyn Read,
        f: &mut dyn FnMut(Part<'_>) -> Result<(), ArchiveError>,
    ) -> Result<(), ArchiveError> {
        let hash = here.0.strip_prefix("blobs/").and_then(Hash::parse);
        let Some(hash) = hash.filter(|hash| here.0 == blob_name(&hash.to_string())) else {
            return Err(self.unexpected());
        };
        if self.last_blob.is_some_and(|last| last >= hash) {
            return Err(self.unexpected());
        }
        let mut hashed = Hashed { content, hash: Sha256::new(), length: 0 };
        f(Part::Blob(hash, length, &mut hashed))?;
        io::copy(&mut hashed, &mut io::sink()).map_err(|error| here.unread(&error))?;
        if hashed.length != length {
            return Err(ArchiveError::Truncated(self.place.0.clone()));
        }
        if kernel::hex(&hashed.hash.finalize()) != hash.to_string() {
            return Err(here.damaged("its content is not the one of its name"));
        }
        self.last_blob = Some(hash);
        self.seen.blobs += 1;
        self.seen.bytes += length;
        Ok(())
    }

    fn finish(mut self) -> Result<Walked, ArchiveError> {
        let Some(head) = self.head.take() else { return Err(self.unexpected()) };
        self.close_tables(&head);
        let Self { seen, said, has_secret, .. } = self;
        Ok(Walked { head, seen, said, has_secret })
    }
}

/// A content whose hash is made while it is read.
struct Hashed<'c> {
    content: &'c mut dyn Read,
    hash: Sha256,
    length: u64,
}

impl Read for Hashed<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.content.read(into)?;
        self.hash.update(into.get(..read).unwrap_or_default());
        self.length += read as u64;
        Ok(read)
    }
}

fn read_all(
    here: &Place,
    length: u64,
    limit: u64,
    content: &mut dyn Read,
) -> Result<Vec<u8>, ArchiveError> {
    if length > limit {
        return Err(here.damaged("it is too long"));
    }
    let mut bytes = Vec::new();
    content.read_to_end(&mut bytes).map_err(|error| here.unread(&error))?;
    if bytes.len() as u64 == length {
        Ok(bytes)
    } else {
        Err(ArchiveError::Truncated(here.0.clone()))
    }
}

fn read_json<T: DeserializeOwned>(
    here: &Place,
    length: u64,
    content: &mut dyn Read,
) -> Result<T, ArchiveError> {
    let bytes = read_all(here, length, LETTER_BYTES, content)?;
    serde_json::from_slice(&bytes).map_err(|_not_json| here.damaged("it cannot be understood"))
}

/// The first entry. A later version of the format is told from a file of something else.
fn read_head(length: u64, content: &mut dyn Read) -> Result<Head, ArchiveError> {
    let here = Place(HEAD.to_owned());
    let value: serde_json::Value = read_json(&here, length, content)?;
    if value["format"] != FORMAT {
        return Err(ArchiveError::Foreign(format!("{HEAD} says something else")));
    }
    if value["version"].as_u64().is_some_and(|version| version > u64::from(VERSION)) {
        let program = value["program"].as_str().unwrap_or("unknown");
        return Err(ArchiveError::Newer(program.chars().take(40).collect()));
    }
    serde_json::from_value(value).map_err(|_not_a_head| here.damaged("it cannot be understood"))
}
