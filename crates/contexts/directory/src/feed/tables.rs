//! Files of other programs as plain lines and records, for rooms that read tables of their own:
//! CSV, XLSX, ODS and XML, alone or in a zip. Held whole, within limits.

use std::cell::Cell;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::elements::{Element, Elements};
use super::error::{Damage, FeedError, SourceError};
use super::sheet::{self, Sheets};
use super::source::{Entry, Guard, Limits, is_workbook, limit_of};

pub use super::sheet::Line;

/// Most files of a zip that are looked at.
const PARTS: usize = 500;
/// Most bytes, once uncompressed.
const GROWN: u64 = 96 << 20;
/// Most records of a file.
const RECORDS: usize = 200_000;
/// Bytes that tell what a file is.
const HEAD: usize = 4096;

/// Elements of interest of XML files: a parent and its child, `*` for any.
pub type Wanted = &'static [(&'static str, &'static str)];

/// One file, or one sheet of a workbook.
#[derive(Debug)]
pub struct Part {
    /// Its name, after that of its archive and `!`.
    pub name: Box<str>,
    /// What it holds.
    pub content: Content,
}

/// What a file holds.
#[derive(Debug)]
pub enum Content {
    /// The lines of a table that say something.
    Lines(Vec<Line>),
    /// The elements of interest of an XML file.
    Records(Vec<Record>),
}

/// An element of interest.
#[derive(Debug)]
pub struct Record {
    /// Line where it begins.
    pub line: u64,
    /// Its name.
    pub name: String,
    /// Paths inside it (`Classe/@Ident`) and what they say, tidied, in the order of the file.
    pub fields: Vec<(String, String)>,
}

/// Reads a file that was sent.
///
/// # Errors
/// When it holds no table, is damaged, says what XML may not say, or is larger than limits.
pub fn read(name: &str, bytes: Vec<u8>, wanted: Wanted) -> Result<Vec<Part>, FeedError> {
    let limits = Limits { bytes: GROWN, ..Limits::default() };
    if !bytes.starts_with(b"PK\x03\x04") || is_workbook(&bytes) {
        return one(name, bytes, wanted, &limits);
    }
    let damaged = |error: zip::result::ZipError| damage(name, error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > PARTS {
        return Err(SourceError::TooManyEntries { limit: PARTS }.into());
    }
    let (mut parts, total) = (Vec::new(), Cell::new(0));
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(damaged)?;
        if !file.is_file() || file.is_symlink() {
            continue;
        }
        let inner = String::from_utf8_lossy(file.name_raw());
        let inner: String = inner.chars().filter(|c| !c.is_control()).take(300).collect();
        let inner = format!("{name}!{inner}");
        let size = file.compressed_size();
        let mut content = Vec::new();
        let read = Guard::new(file, size, limits, &total).read_to_end(&mut content);
        read.map_err(|error| match limit_of(error) {
            Ok(limit) => FeedError::Source(limit),
            Err(error) => damage(&inner, error.to_string()),
        })?;
        match one(&inner, content, wanted, &limits) {
            Ok(found) => parts.extend(found),
            Err(FeedError::Nothing { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    if parts.is_empty() { Err(nothing(name)) } else { Ok(parts) }
}

fn one(
    name: &str,
    bytes: Vec<u8>,
    wanted: Wanted,
    limits: &Limits,
) -> Result<Vec<Part>, FeedError> {
    let head: Box<[u8]> = bytes.iter().take(HEAD).copied().collect();
    if is_xml(&head) {
        let content = Content::Records(records(name, &head, &bytes, wanted)?);
        return Ok(vec![Part { name: name.into(), content }]);
    }
    if !sheet::is_table(&head) {
        return Err(nothing(name));
    }
    let mut sheets = Sheets::default();
    sheets.file(&Entry::alone(name, head), &mut Cursor::new(bytes), limits)?;
    let parts = sheets.sheets.into_iter().filter(|sheet| !sheet.lines.is_empty());
    Ok(parts.map(|sheet| Part { name: sheet.name, content: Content::Lines(sheet.lines) }).collect())
}

fn is_xml(head: &[u8]) -> bool {
    let start = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    start.starts_with(b"<")
}

fn records(
    name: &str,
    head: &[u8],
    bytes: &[u8],
    wanted: Wanted,
) -> Result<Vec<Record>, FeedError> {
    let damaged = |line, damage| FeedError::Damaged { file: name.into(), line, damage };
    let mut elements = Elements::new(bytes, head, wanted).map_err(|error| damaged(1, error))?;
    let (mut records, mut element) = (Vec::new(), Element::default());
    loop {
        match elements.next(&mut element) {
            Ok(true) => {}
            Ok(false) => return Ok(records),
            Err(error) => return Err(damaged(elements.line(), error)),
        }
        if let Some(fault) = &element.fault {
            return Err(damaged(element.line, Damage::Xml(fault.to_string().into())));
        }
        if records.len() >= RECORDS {
            return Err(damaged(element.line, Damage::TooLong("the file")));
        }
        let Element { line, name, fields, .. } = std::mem::take(&mut element);
        records.push(Record { line, name, fields });
    }
}

fn damage(name: &str, says: String) -> FeedError {
    FeedError::Damaged { file: name.into(), line: 1, damage: Damage::Read(says.into()) }
}

fn nothing(name: &str) -> FeedError {
    FeedError::Nothing { seen: vec![name.to_owned()] }
}
