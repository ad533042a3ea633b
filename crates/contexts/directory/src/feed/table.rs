//! CSV tables, read in a stream: bounded lines, whatever the separator and the encoding.

use std::cell::Cell;
use std::io::{self, BufReader, Read};
use std::rc::Rc;

use csv::{ByteRecord, ReaderBuilder};
use encoding_rs::WINDOWS_1252;

use super::error::{Damage, FeedError};
use super::names::{clean, encoded_once, is_twice_encoded};

/// Longest line.
const LINE: usize = 1 << 20;
/// Lines that may say where cells end.
const TITLES: usize = 5;

/// Reads a table: its header first, then each line that says something. Answers the bytes read.
pub(super) fn read(
    name: &str,
    head: &[u8],
    input: &mut dyn Read,
    mut each: impl FnMut(u64, &[String]) -> Result<(), FeedError>,
) -> Result<u64, FeedError> {
    let damaged = |line, damage| FeedError::Damaged { file: name.into(), line, damage };
    if head.starts_with(&[0xFE, 0xFF]) || head.starts_with(&[0xFF, 0xFE]) {
        return Err(damaged(1, Damage::Encoding("UTF-16".into())));
    }
    let budget = Rc::new(Cell::new(LINE));
    let bytes = Rc::new(Cell::new(0));
    let drops_returns = head.windows(2).any(|two| two == b"\r\n");
    let input = Bounded {
        inner: input,
        budget: Rc::clone(&budget),
        bytes: Rc::clone(&bytes),
        drops_returns,
    };
    let is_latin = is_latin(head);
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(head))
        .flexible(true)
        .has_headers(false)
        .from_reader(BufReader::new(input));
    let mut row = ByteRecord::new();
    let mut has_header = false;
    loop {
        budget.set(LINE);
        let line = reader.position().line();
        match reader.read_byte_record(&mut row) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => return Err(damaged(line, damage_of(error))),
        }
        let line = row.position().map_or(line, csv::Position::line);
        let cells: Vec<_> = row.iter().map(|cell| text_of(cell, is_latin)).collect();
        if cells.iter().any(|cell| is_twice_encoded(cell)) {
            return Err(damaged(line, Damage::TwiceEncoded));
        }
        if !has_header || !cells.iter().all(String::is_empty) {
            each(line, &cells)?;
        }
        has_header = true;
    }
    if !has_header {
        return Err(damaged(1, Damage::Empty));
    }
    Ok(bytes.get())
}

/// The cells of the first line, as far as the first bytes of a file hold it; those that were
/// encoded twice are told what they are, and refused when they are read.
pub(super) fn header(head: &[u8]) -> Vec<String> {
    let line = first_line(head);
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(head))
        .flexible(true)
        .has_headers(false)
        .from_reader(line);
    let mut row = ByteRecord::new();
    match reader.read_byte_record(&mut row) {
        Ok(true) => row.iter().map(|cell| encoded_once(text_of(cell, is_latin(head)))).collect(),
        _ => Vec::new(),
    }
}

/// Whether the first bytes of a file are text with cells.
pub(super) fn has_cells(head: &[u8]) -> bool {
    let start = head.trim_ascii_start();
    let is_text = !start.starts_with(b"<") && !head.iter().any(|byte| *byte < b'\t');
    let separator = delimiter(head);
    is_text && head.split(|byte| *byte == b'\n').take(TITLES).any(|line| line.contains(&separator))
}

/// A column's name made comparable: folded, without byte order mark.
pub(super) fn column_name(header: &str) -> String {
    kernel::fold(header.trim_start_matches('\u{feff}'))
}

fn first_line(head: &[u8]) -> &[u8] {
    head.split(|byte| *byte == b'\n').next().unwrap_or_default()
}

/// The separator of the first lines: a title may stand above the names of the columns.
fn delimiter(head: &[u8]) -> u8 {
    let lines = || head.split(|byte| *byte == b'\n').take(TITLES);
    let in_line = |line: &[u8], wanted: u8| line.iter().filter(|byte| **byte == wanted).count();
    let count = |wanted: u8| lines().map(|line| in_line(line, wanted)).max().unwrap_or_default();
    let separators = [b';', b',', b'\t'].map(|separator| (count(separator), separator));
    let first = separators[0];
    separators.into_iter().fold(first, |best, one| if one.0 > best.0 { one } else { best }).1
}

/// Whether the accents of the first line are not those of UTF-8: then no cell is.
fn is_latin(head: &[u8]) -> bool {
    let line = first_line(head);
    line.len() < head.len() && std::str::from_utf8(line).is_err()
}

/// A cell as text: UTF-8, else Windows-1252, which holds Latin-1.
fn text_of(cell: &[u8], is_latin: bool) -> String {
    match std::str::from_utf8(cell) {
        Ok(text) if !is_latin => clean(text).into_owned(),
        _ => clean(&WINDOWS_1252.decode_without_bom_handling(cell).0).into_owned(),
    }
}

fn damage_of(error: csv::Error) -> Damage {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => match error.downcast::<Damage>() {
            Ok(damage) => damage,
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Damage::Truncated,
            Err(error) => Damage::Read(error.to_string().into()),
        },
        kind => Damage::Read(format!("{kind:?}").into()),
    }
}

/// A reader that refuses endless lines, and gives lines that all end alike, so that they are
/// counted well.
struct Bounded<R> {
    inner: R,
    budget: Rc<Cell<usize>>,
    bytes: Rc<Cell<u64>>,
    drops_returns: bool,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = self.inner.read(buffer)?;
            self.bytes.set(self.bytes.get() + count as u64);
            let left = self.budget.get().checked_sub(count);
            self.budget.set(left.ok_or_else(|| io::Error::other(Damage::TooLong("a line")))?);
            if !self.drops_returns {
                return Ok(count);
            }
            let mut kept = 0;
            for at in 0..count {
                if buffer[at] != b'\r' {
                    buffer[kept] = buffer[at];
                    kept += 1;
                }
            }
            if kept > 0 || count == 0 {
                return Ok(kept);
            }
        }
    }
}
