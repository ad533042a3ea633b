//! Tables of any kind (CSV, XLSX, ODS) as lines of texts.
//!
//! Somebody filled them by hand or took them out of another program: they are small, so that they
//! are held whole, within limits on lines, columns and cells. A day is a text like any other,
//! `2018-05-07`; of a formula, only its value is read.

mod book;
mod ods;
mod xlsx;

use std::borrow::Cow;
use std::io::{Cursor, Read};
use std::path::PathBuf;

use encoding_rs::{UTF_16BE, UTF_16LE};
use kernel::Day;

use self::book::Book;
use super::error::{Damage, FeedError, SourceError};
use super::names::clean;
use super::source::{Entry, Limits, Sources, is_workbook};
use super::table;
use super::uai::Uai;

/// Largest file.
const FILE: u64 = 64 << 20;
/// Most lines, over all sheets.
const LINES: usize = 200_000;
/// Most columns of a line.
const COLUMNS: usize = 300;
/// Most cells, over all sheets.
const CELLS: usize = 4_000_000;
/// Longest cell.
const CELL: usize = 4_000;
/// Most text, over all sheets.
const TEXT: usize = 64 << 20;

/// A sheet of a file; of a CSV file, its only one.
#[derive(Debug)]
pub struct Sheet {
    /// The file, then its sheet after `!` when it has several or names them.
    pub name: Box<str>,
    /// The school that the name of the file says.
    pub school: Option<Uai>,
    /// The lines that say something.
    pub lines: Vec<Line>,
}

/// A line of a sheet.
#[derive(Debug)]
pub struct Line {
    /// Its number in the sheet, from 1.
    pub number: u64,
    /// Its cells, tidied, without the empty ones at the end.
    pub cells: Vec<String>,
}

/// Every sheet of some files, whatever they are about.
///
/// # Errors
/// [`FeedError`] when a file is damaged, grows beyond limits, or when none is a table.
pub fn sheets(paths: &[PathBuf], limits: &Limits) -> Result<Vec<Sheet>, FeedError> {
    Ok(Sheets::read(&Sources::open(paths, *limits)?, limits)?.sheets)
}

/// Every sheet of some files, the files that are none, and how much was read.
#[derive(Debug, Default)]
pub(super) struct Sheets {
    pub(super) sheets: Vec<Sheet>,
    pub(super) skipped: Vec<Box<str>>,
    pub(super) files: u64,
    pub(super) bytes: u64,
    lines: usize,
    cells: usize,
    text: usize,
}

impl Sheets {
    /// Reads every sheet found among some files.
    pub(super) fn read(sources: &Sources, limits: &Limits) -> Result<Self, FeedError> {
        let mut read = Self::default();
        let mut order = Vec::new();
        for (at, entry) in sources.entries().iter().enumerate() {
            if is_table(&entry.head) {
                order.push(at);
            } else {
                read.skipped.push(entry.name.clone());
            }
        }
        sources.read(&order, |entry, input| read.file(entry, input, limits))?;
        read.sheets.retain(|sheet| !sheet.lines.is_empty());
        if read.sheets.is_empty() {
            let seen = sources.entries().iter().take(10).map(|one| one.name.to_string()).collect();
            return Err(FeedError::Nothing { seen });
        }
        Ok(read)
    }

    /// Reads the sheets of one file.
    pub(super) fn file(
        &mut self,
        entry: &Entry,
        input: &mut dyn Read,
        limits: &Limits,
    ) -> Result<(), FeedError> {
        let damaged = |line, damage| FeedError::Damaged { file: entry.name.clone(), line, damage };
        self.files += 1;
        if is_workbook(&entry.head) {
            let bytes = whole(entry, input)?;
            self.bytes += bytes.len() as u64;
            let mut book = Book::open(bytes, *limits).map_err(|damage| damaged(1, damage))?;
            let read = if book.has("xl/workbook.xml") {
                xlsx::read(&mut book, entry, self)
            } else {
                ods::read(&mut book, entry, self)
            };
            return read.map_err(|damage| damaged(self.last_line(), damage));
        }
        self.begin(entry, "");
        let mut keep = |number, cells: &[String]| {
            let kept = self.line(number, cells.to_vec());
            kept.map_err(|damage| damaged(number, damage))
        };
        let read = if encoding_of(&entry.head).is_some() {
            let bytes = whole(entry, input)?;
            let text = as_utf8(&bytes);
            table::read(&entry.name, &text, &mut Cursor::new(&text), &mut keep)
        } else {
            table::read(&entry.name, &entry.head, &mut input.take(FILE + 1), &mut keep)
        };
        let bytes = read?;
        self.bytes += bytes;
        if bytes > FILE { Err(SourceError::TooLarge { limit: FILE }.into()) } else { Ok(()) }
    }

    /// Begins a sheet; what it is called is empty when its file has no other.
    fn begin(&mut self, entry: &Entry, called: &str) {
        let name = match called {
            "" => entry.name.clone(),
            called => format!("{}!{}", entry.name, clean(called)).into(),
        };
        self.sheets.push(Sheet { name, school: entry.school, lines: Vec::new() });
    }

    /// Keeps a line of the sheet that was begun last.
    fn line(&mut self, number: u64, mut cells: Vec<String>) -> Result<(), Damage> {
        let width = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        if width == 0 {
            return Ok(());
        }
        cells.truncate(width);
        self.lines += 1;
        self.cells += width;
        for cell in &mut cells {
            *cell = clean(cell.trim_start_matches('\u{feff}')).into_owned();
            self.text += cell.len();
        }
        let is_too_long = [
            (width > COLUMNS, "a line"),
            (cells.iter().any(|cell| cell.len() > CELL), "a cell"),
            (self.lines > LINES || self.cells > CELLS || self.text > TEXT, "the table"),
        ];
        if let Some((_, what)) = is_too_long.into_iter().find(|(is, _)| *is) {
            return Err(Damage::TooLong(what));
        }
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.lines.push(Line { number, cells });
        }
        Ok(())
    }

    fn last_line(&self) -> u64 {
        let last = self.sheets.last().and_then(|sheet| sheet.lines.last());
        last.map_or(1, |line| line.number)
    }
}

/// Whether a file is a table, by its first bytes.
pub(super) fn is_table(head: &[u8]) -> bool {
    is_workbook(head) || table::has_cells(&as_utf8(head))
}

/// The bytes of a file that cannot be read as it comes.
fn whole(entry: &Entry, input: &mut dyn Read) -> Result<Vec<u8>, FeedError> {
    let mut bytes = Vec::new();
    let read = input.take(FILE + 1).read_to_end(&mut bytes);
    read.map_err(|error| match super::source::limit_of(error) {
        Ok(limit) => FeedError::Source(limit),
        Err(error) => FeedError::Damaged {
            file: entry.name.clone(),
            line: 1,
            damage: Damage::Read(error.to_string().into()),
        },
    })?;
    if bytes.len() as u64 > FILE {
        return Err(SourceError::TooLarge { limit: FILE }.into());
    }
    Ok(bytes)
}

fn encoding_of(head: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    match head {
        [0xFF, 0xFE, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-16 made UTF-8; any other text as it is.
fn as_utf8(bytes: &[u8]) -> Cow<'_, [u8]> {
    match encoding_of(bytes).map(|encoding| encoding.decode_with_bom_removal(bytes).0) {
        Some(text) => Cow::Owned(text.into_owned().into_bytes()),
        None => Cow::Borrowed(bytes),
    }
}

/// A number as people write it: a whole one without its decimals.
fn number(text: &str) -> String {
    match text.trim().parse::<f64>() {
        Ok(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        _ => text.trim().to_owned(),
    }
}

/// The first ten characters of an instant: its day, when it is one.
fn day_of(instant: &str) -> String {
    let day = instant.get(..10).and_then(Day::parse_iso);
    day.map_or_else(|| instant.to_owned(), |day| day.to_string())
}
