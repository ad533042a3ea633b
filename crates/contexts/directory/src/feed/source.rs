//! Files to import: alone, in folders, or in archives, opened by what they contain.
//!
//! Nothing is ever written to disk. Links found inside folders and archives are not followed.
//! Every read is bounded in files, bytes and growth.

use std::cell::Cell;
use std::fs::{self, File};
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use super::error::SourceError;
use super::uai::Uai;

/// How much of each file is read at opening, to know what it is.
const HEAD: usize = 4096;
/// What a folder may hold; other files are left alone.
const EXTENSIONS: [&str; 10] =
    ["xml", "csv", "tsv", "xlsx", "ods", "zip", "gz", "tgz", "tar", "txt"];

/// What may be read at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Files, archives opened.
    pub entries: usize,
    /// Bytes once uncompressed, in one reading of all the files.
    pub bytes: u64,
    /// Different records.
    pub records: usize,
    /// How many times its size an archive may grow.
    pub ratio: u64,
    /// Bytes up to which an archive may grow whatever its size.
    pub free: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { entries: 10_000, bytes: 8 << 30, records: 4_000_000, ratio: 250, free: 32 << 20 }
    }
}

/// One file that can be read.
#[derive(Debug)]
pub(super) struct Entry {
    /// What to call it: its name, with its archive before `!`.
    pub(super) name: Box<str>,
    /// Its first bytes.
    pub(super) head: Box<[u8]>,
    /// The national number of a school, when its path holds one.
    pub(super) school: Option<Uai>,
    container: usize,
    position: usize,
}

impl Entry {
    fn new(
        name: Box<str>,
        path: &Path,
        head: Box<[u8]>,
        container: usize,
        position: usize,
    ) -> Self {
        let school = school_in(&name).or_else(|| school_in(&path.to_string_lossy()));
        Self { name, head, school, container, position }
    }

    /// A file that is in memory.
    pub(super) fn alone(name: &str, head: Box<[u8]>) -> Self {
        Self::new(name.into(), Path::new(""), head, 0, 0)
    }

    /// The last part of its name.
    pub(super) fn file_name(&self) -> &str {
        self.name.rsplit(['/', '\\', '!']).next().unwrap_or(&self.name)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Plain,
    Gzip,
    Tar,
    TarGzip,
    Zip,
}

#[derive(Debug)]
struct Container {
    path: PathBuf,
    shape: Shape,
}

/// Everything found under the given paths.
#[derive(Debug)]
pub(super) struct Sources {
    containers: Vec<Container>,
    entries: Vec<Entry>,
    limits: Limits,
}

impl Sources {
    /// Lists the files under `paths`, archives included, and reads the head of each.
    pub(super) fn open(paths: &[PathBuf], limits: Limits) -> Result<Self, SourceError> {
        let mut files = Vec::new();
        for path in paths {
            let found = fs::metadata(path).map_err(|error| open_error(path, error))?;
            if found.is_dir() {
                walk(path, &mut files, limits)?;
            } else {
                files.push(path.clone());
            }
        }
        let mut sources = Self { containers: Vec::new(), entries: Vec::new(), limits };
        let total = Cell::new(0);
        for path in files {
            sources.list(path, &total)?;
        }
        Ok(sources)
    }

    /// The files, in the order of the paths, then of their names (zip, folder) or place (tar).
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Reads some entries, in the order given. A compressed tar is read again from its start
    /// whenever the order goes back.
    pub(super) fn read<E: From<SourceError>>(
        &self,
        order: &[usize],
        mut visit: impl FnMut(&Entry, &mut dyn Read) -> Result<(), E>,
    ) -> Result<(), E> {
        let total = Cell::new(0);
        let mut rest = order;
        while let Some(first) = rest.first() {
            let container = self.entries[*first].container;
            let mut run = 1;
            while run < rest.len()
                && self.entries[rest[run]].container == container
                && self.entries[rest[run]].position > self.entries[rest[run - 1]].position
            {
                run += 1;
            }
            let (now, later) = rest.split_at(run);
            self.read_run(&self.containers[container], now, &total, &mut visit)?;
            rest = later;
        }
        Ok(())
    }

    fn read_run<E: From<SourceError>>(
        &self,
        container: &Container,
        run: &[usize],
        total: &Cell<u64>,
        visit: &mut impl FnMut(&Entry, &mut dyn Read) -> Result<(), E>,
    ) -> Result<(), E> {
        let path = &container.path;
        let mut wanted = run.iter().map(|index| &self.entries[*index]).peekable();
        match container.shape {
            Shape::Plain | Shape::Gzip => {
                let mut reader = container.reader(self.limits, total)?;
                wanted.next().map_or(Ok(()), |entry| visit(entry, &mut reader))
            }
            Shape::Tar | Shape::TarGzip => {
                let mut archive = tar::Archive::new(container.reader(self.limits, total)?);
                for (position, file) in
                    archive.entries().map_err(|error| archive_error(path, error))?.enumerate()
                {
                    let Some(entry) = wanted.peek() else { break };
                    let mut file = file.map_err(|error| archive_error(path, error))?;
                    if position == entry.position {
                        visit(entry, &mut file)?;
                        wanted.next();
                    }
                }
                Ok(())
            }
            Shape::Zip => {
                let mut archive = open_zip(path)?;
                for entry in wanted {
                    let file = archive
                        .by_index(entry.position)
                        .map_err(|error| archive_error(path, error))?;
                    let size = file.compressed_size();
                    visit(entry, &mut Guard::new(file, size, self.limits, total))?;
                }
                Ok(())
            }
        }
    }

    fn list(&mut self, path: PathBuf, total: &Cell<u64>) -> Result<(), SourceError> {
        let shape = shape_of(&path)?;
        let container = Container { path, shape };
        let index = self.containers.len();
        match shape {
            Shape::Plain | Shape::Gzip => {
                let apart = Cell::new(0);
                let mut reader = container.reader(self.limits, &apart)?;
                let head =
                    head_of(&mut reader).map_err(|error| archive_error(&container.path, error))?;
                let name = display_path(&container.path);
                let name = name.strip_suffix(".gz").unwrap_or(&name).into();
                self.push(Entry::new(name, &container.path, head, index, 0))?;
            }
            Shape::Tar | Shape::TarGzip => self.list_tar(&container, index, total)?,
            Shape::Zip => self.list_zip(&container, index)?,
        }
        self.containers.push(container);
        Ok(())
    }

    fn list_tar(
        &mut self,
        container: &Container,
        index: usize,
        total: &Cell<u64>,
    ) -> Result<(), SourceError> {
        let path = &container.path;
        let mut archive = tar::Archive::new(container.reader(self.limits, total)?);
        let files = archive.entries().map_err(|error| archive_error(path, error))?;
        for (position, file) in files.enumerate() {
            if position > self.limits.entries.saturating_mul(2) {
                return Err(SourceError::TooManyEntries { limit: self.limits.entries });
            }
            let mut file = file.map_err(|error| archive_error(path, error))?;
            let inner = String::from_utf8_lossy(&file.path_bytes()).into_owned();
            if file.header().entry_type().is_file() && wanted(&inner) {
                let head = head_of(&mut file).map_err(|error| archive_error(path, error))?;
                let name = inner_name(path, &inner);
                self.push(Entry::new(name, path, head, index, position))?;
            }
        }
        Ok(())
    }

    fn list_zip(&mut self, container: &Container, index: usize) -> Result<(), SourceError> {
        let path = &container.path;
        let mut archive = open_zip(path)?;
        if archive.len() > self.limits.entries.saturating_mul(2) {
            return Err(SourceError::TooManyEntries { limit: self.limits.entries });
        }
        let mut found = Vec::new();
        for position in 0..archive.len() {
            let file = archive.by_index(position).map_err(|error| archive_error(path, error))?;
            let inner = String::from_utf8_lossy(file.name_raw()).into_owned();
            if !file.is_file() || file.is_symlink() || !wanted(&inner) {
                continue;
            }
            let size = file.compressed_size();
            let head = head_of(&mut Guard::new(file, size, self.limits, &Cell::new(0)))
                .map_err(|error| archive_error(path, error))?;
            found.push(Entry::new(inner_name(path, &inner), path, head, index, position));
        }
        found.sort_by(|a, b| a.name.cmp(&b.name));
        found.into_iter().try_for_each(|entry| self.push(entry))
    }

    fn push(&mut self, entry: Entry) -> Result<(), SourceError> {
        if self.entries.len() >= self.limits.entries {
            return Err(SourceError::TooManyEntries { limit: self.limits.entries });
        }
        self.entries.push(entry);
        Ok(())
    }
}

impl Container {
    /// The bytes of the file, uncompressed when it is compressed as a whole.
    fn reader<'a>(
        &self,
        limits: Limits,
        total: &'a Cell<u64>,
    ) -> Result<Guard<'a, Box<dyn Read>>, SourceError> {
        let file = File::open(&self.path).map_err(|error| open_error(&self.path, error))?;
        let size = file.metadata().map_err(|error| open_error(&self.path, error))?.len();
        let bytes = BufReader::with_capacity(1 << 16, file);
        let reader: Box<dyn Read> = match self.shape {
            Shape::Gzip | Shape::TarGzip => Box::new(MultiGzDecoder::new(bytes)),
            Shape::Plain | Shape::Tar | Shape::Zip => Box::new(bytes),
        };
        Ok(Guard::new(reader, size, limits, total))
    }
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>, limits: Limits) -> Result<(), SourceError> {
    let mut folders = vec![folder.to_path_buf()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(&folder).map_err(|error| open_error(&folder, error))? {
            let item = item.map_err(|error| open_error(&folder, error))?;
            let kind = item.file_type().map_err(|error| open_error(&item.path(), error))?;
            if kind.is_dir() {
                folders.push(item.path());
            } else if kind.is_file() && wanted(&item.path().to_string_lossy()) {
                found.push(item.path());
            }
            if found.len() > limits.entries || folders.len() > limits.entries {
                return Err(SourceError::TooManyEntries { limit: limits.entries });
            }
        }
    }
    found.sort();
    files.extend(found);
    Ok(())
}

/// Whether a file of a folder or an archive is worth a look.
fn wanted(name: &str) -> bool {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    !name.starts_with('.') && extension.is_some_and(|found| EXTENSIONS.contains(&found.as_str()))
}

fn shape_of(path: &Path) -> Result<Shape, SourceError> {
    let mut file = File::open(path).map_err(|error| open_error(path, error))?;
    let start = head_of(&mut file).map_err(|error| open_error(path, error))?;
    if start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06") {
        return Ok(if is_workbook(&start) { Shape::Plain } else { Shape::Zip });
    }
    if !start.starts_with(&[0x1f, 0x8b]) {
        return Ok(if is_tar(&start) { Shape::Tar } else { Shape::Plain });
    }
    file.seek(SeekFrom::Start(0)).map_err(|error| open_error(path, error))?;
    let inner = head_of(&mut MultiGzDecoder::new(BufReader::new(file)))
        .map_err(|error| archive_error(path, error))?;
    Ok(if is_tar(&inner) { Shape::TarGzip } else { Shape::Gzip })
}

/// Whether a zip is a workbook (XLSX, ODS), told by what its first file is called.
pub(super) fn is_workbook(start: &[u8]) -> bool {
    let firsts: [&[u8]; 6] =
        [b"[Content_Types].xml", b"mimetype", b"content.xml", b"_rels/", b"docProps/", b"xl/"];
    let name = start.get(30..).unwrap_or_default();
    start.starts_with(b"PK\x03\x04") && firsts.iter().any(|first| name.starts_with(first))
}

fn is_tar(start: &[u8]) -> bool {
    start.get(257..262).is_some_and(|magic| magic == b"ustar")
}

fn head_of(reader: &mut dyn Read) -> io::Result<Box<[u8]>> {
    let mut head = Vec::new();
    reader.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head.into())
}

fn open_zip(path: &Path) -> Result<ZipArchive<BufReader<File>>, SourceError> {
    let file = File::open(path).map_err(|error| open_error(path, error))?;
    ZipArchive::new(BufReader::new(file)).map_err(|error| archive_error(path, error))
}

fn display_path(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .chars()
        .filter(|c| !c.is_control())
        .collect()
}

fn inner_name(archive: &Path, inner: &str) -> Box<str> {
    let inner: String = inner.chars().filter(|c| !c.is_control()).take(300).collect();
    format!("{}!{inner}", display_path(archive)).into()
}

/// The last national number of a school in a path.
fn school_in(path: &str) -> Option<Uai> {
    path.rsplit(|c: char| !c.is_ascii_alphanumeric()).find_map(Uai::parse)
}

fn open_error(path: &Path, error: io::Error) -> SourceError {
    SourceError::Open { path: path.to_path_buf(), error }
}

/// The limit that was hit, or else a damaged archive.
fn archive_error(path: &Path, error: impl Into<io::Error>) -> SourceError {
    limit_of(error.into()).unwrap_or_else(|error| SourceError::Archive {
        path: path.to_path_buf(),
        detail: error.to_string(),
    })
}

/// Gives back the limit that an I/O error carries.
pub(crate) fn limit_of(error: io::Error) -> Result<SourceError, io::Error> {
    error.downcast::<SourceError>()
}

/// A reader that counts what it gives and refuses to give too much.
pub(super) struct Guard<'a, R> {
    inner: R,
    given: u64,
    free: u64,
    limits: Limits,
    total: &'a Cell<u64>,
}

impl<'a, R> Guard<'a, R> {
    pub(super) fn new(inner: R, compressed: u64, limits: Limits, total: &'a Cell<u64>) -> Self {
        let free = compressed.saturating_mul(limits.ratio).max(limits.free);
        Self { inner, given: 0, free, limits, total }
    }
}

impl<R: Read> Read for Guard<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.given += count as u64;
        self.total.set(self.total.get() + count as u64);
        if self.given > self.free {
            return Err(io::Error::other(SourceError::Bomb { ratio: self.limits.ratio }));
        }
        if self.total.get() > self.limits.bytes {
            return Err(io::Error::other(SourceError::TooLarge { limit: self.limits.bytes }));
        }
        Ok(count)
    }
}
