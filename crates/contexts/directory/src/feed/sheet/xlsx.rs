//! Sheets of Excel and others (Office Open XML).

use std::collections::HashSet;

use kernel::Day;

use super::super::elements::Element;
use super::super::error::Damage;
use super::super::source::Entry;
use super::book::{Book, Interest};
use super::{COLUMNS, Sheets, TEXT, day_of, number};

const NOWHERE: (&str, &str) = ("", "");
const BOOK: Interest =
    Interest { wanted: &[("sheets", "sheet"), ("workbook", "workbookPr")], place: NOWHERE };
const LINKS: Interest = Interest { wanted: &[("Relationships", "Relationship")], place: NOWHERE };
const STYLES: Interest =
    Interest { wanted: &[("numFmts", "numFmt"), ("cellXfs", "xf")], place: NOWHERE };
const STRINGS: Interest = Interest { wanted: &[("sst", "si")], place: NOWHERE };
const ROWS: Interest = Interest { wanted: &[("sheetData", "row")], place: NOWHERE };

/// Days from the day 0 of the sheets to 1 January 1970.
const EPOCH: i32 = 25_569;
/// Days from the day 0 of the sheets to the one of old sheets of Macintosh.
const MACINTOSH: i32 = 1_462;
/// 31 December 9999.
const LAST: f64 = 2_958_465.0;

/// What the cells of a file refer to.
#[derive(Default)]
struct Words {
    shared: Vec<String>,
    /// Styles that show a number as a day.
    days: HashSet<usize>,
    is_macintosh: bool,
}

/// Reads the sheets of a file that are shown.
pub(super) fn read(book: &mut Book, entry: &Entry, to: &mut Sheets) -> Result<(), Damage> {
    let mut words = Words::default();
    let mut sheets = Vec::new();
    book.each("xl/workbook.xml", &BOOK, |_, element| {
        if element.name == "workbookPr" {
            words.is_macintosh = matches!(element.get("@date1904"), "1" | "true");
        } else if matches!(element.get("@state"), "" | "visible") {
            let link = element.fields.iter().find(|(path, _)| path.ends_with(":id"));
            let link = link.map(|(_, id)| id.clone()).unwrap_or_default();
            sheets.push((element.get("@name").to_owned(), link));
        }
        Ok(())
    })?;
    let mut parts = Vec::new();
    book.each("xl/_rels/workbook.xml.rels", &LINKS, |_, link| {
        if link.get("@Type").ends_with("/worksheet") {
            let target = link.get("@Target");
            let part =
                target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            parts.push((link.get("@Id").to_owned(), part));
        }
        Ok(())
    })?;
    read_words(book, &mut words)?;
    for (called, link) in sheets {
        let Some((_, part)) = parts.iter().find(|(id, _)| *id == link) else { continue };
        to.begin(entry, &called);
        let mut next = 1_u64;
        book.each(part, &ROWS, |_, row| {
            let number = row.get("@r").parse().unwrap_or(next);
            next = number.saturating_add(1);
            to.line(number, cells(row, &words)?)
        })?;
    }
    Ok(())
}

fn read_words(book: &mut Book, words: &mut Words) -> Result<(), Damage> {
    if book.has("xl/styles.xml") {
        let mut formats = HashSet::new();
        let mut style = 0;
        book.each("xl/styles.xml", &STYLES, |_, element| {
            let format: usize = element.get("@numFmtId").parse().unwrap_or_default();
            if element.name == "numFmt" {
                if is_day(element.get("@formatCode")) {
                    formats.insert(format);
                }
                return Ok(());
            }
            if matches!(format, 14..=17 | 22 | 27..=31 | 34..=36 | 50..=58)
                || formats.contains(&format)
            {
                words.days.insert(style);
            }
            style += 1;
            Ok(())
        })?;
    }
    if book.has("xl/sharedStrings.xml") {
        let mut size = 0;
        book.each("xl/sharedStrings.xml", &STRINGS, |_, item| {
            let runs = item.fields.iter().filter(|(path, _)| path == "t" || path == "r/t");
            let text: String = runs.map(|(_, text)| text.as_str()).collect();
            size += text.len() + size_of::<String>();
            if size > TEXT {
                return Err(Damage::TooLong("the table"));
            }
            words.shared.push(text);
            Ok(())
        })?;
    }
    Ok(())
}

/// Whether a format shows a day: it says the day or the year outside quotes and brackets.
fn is_day(format: &str) -> bool {
    let mut until = None;
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        match (until, c) {
            (Some(end), c) if c == end => until = None,
            (Some(_), _) => {}
            (None, '"') => until = Some('"'),
            (None, '[') => until = Some(']'),
            (None, '\\' | '_' | '*') => drop(chars.next()),
            (None, 'd' | 'D' | 'y' | 'Y') => return true,
            (None, _) => {}
        }
    }
    false
}

#[derive(Default)]
struct Cell<'a> {
    column: usize,
    kind: &'a str,
    style: Option<usize>,
    text: String,
}

fn cells(row: &Element, words: &Words) -> Result<Vec<String>, Damage> {
    let mut cells = Vec::new();
    let mut cell: Option<Cell<'_>> = None;
    for (path, said) in &row.fields {
        if path == "c/" {
            let column = cell.as_ref().map_or(0, |cell| cell.column.saturating_add(1));
            put(&mut cells, cell.take(), words)?;
            cell = Some(Cell { column, ..Cell::default() });
        }
        let Some(cell) = &mut cell else { continue };
        match path.as_str() {
            "c/@r" => cell.column = column(said).unwrap_or(cell.column),
            "c/@t" => cell.kind = said,
            "c/@s" => cell.style = said.parse().ok(),
            "c/v" | "c/is/t" | "c/is/r/t" => cell.text.push_str(said),
            _ => {}
        }
    }
    put(&mut cells, cell, words)?;
    Ok(cells)
}

fn put(cells: &mut Vec<String>, cell: Option<Cell<'_>>, words: &Words) -> Result<(), Damage> {
    let Some(cell) = cell else { return Ok(()) };
    let text = match cell.kind {
        "s" => {
            let at: Option<usize> = cell.text.trim().parse().ok();
            at.and_then(|at| words.shared.get(at)).cloned().unwrap_or_default()
        }
        "str" | "inlineStr" => cell.text,
        "b" => (if cell.text.trim() == "1" { "true" } else { "false" }).to_owned(),
        "e" => String::new(),
        "d" => day_of(cell.text.trim()),
        _ => match cell.style.filter(|style| words.days.contains(style)) {
            Some(_) => day(&cell.text, words.is_macintosh),
            None => number(&cell.text),
        },
    };
    if text.trim().is_empty() {
        return Ok(());
    }
    if cell.column >= COLUMNS {
        return Err(Damage::TooLong("a line"));
    }
    if cells.len() <= cell.column {
        cells.resize(cell.column + 1, String::new());
    }
    cells[cell.column] = text;
    Ok(())
}

/// The column of a place such as `AB12`, from 0.
fn column(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.take(4).fold(0_usize, |number, letter| {
        number * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    number.checked_sub(1)
}

/// A number of days as a day. The sheets count a 29 February 1900 that never was.
fn day(text: &str, is_macintosh: bool) -> String {
    let Some(serial) = text.trim().parse::<f64>().ok().filter(|n| (0.0..=LAST).contains(n)) else {
        return text.to_owned();
    };
    #[expect(clippy::cast_possible_truncation, reason = "between 0 and the year 9999")]
    let serial = serial.floor() as i32 + if is_macintosh { MACINTOSH } else { 0 };
    let before_leap = i32::from(serial < 60);
    Day(serial - EPOCH + before_leap).to_string()
}

#[cfg(test)]
mod tests {
    use super::{column, day, is_day};

    #[test]
    fn numbers_become_days() {
        for (serial, is_macintosh, shown) in [
            ("43227", false, "2018-05-07"),
            ("43227.75", false, "2018-05-07"),
            ("41765", true, "2018-05-07"),
            ("61", false, "1900-03-01"),
            ("1", false, "1900-01-01"),
            ("-3", false, "-3"),
            ("1e300", false, "1e300"),
        ] {
            assert_eq!(day(serial, is_macintosh), shown);
        }
    }

    #[test]
    fn formats_of_days_are_told_from_others() {
        for format in ["dd/mm/yyyy", "[$-40C]d mmmm yyyy;@", "yyyy-mm-dd", "D.M.YY"] {
            assert!(is_day(format), "{format}");
        }
        for format in ["General", "0.00", "@", "[Red]0", "0\" days\"", "hh:mm", "0\\d"] {
            assert!(!is_day(format), "{format}");
        }
    }

    #[test]
    fn places_are_columns() {
        for (place, at) in [("A1", 0), ("Z9", 25), ("AA1", 26), ("XFD1048576", 16_383)] {
            assert_eq!(column(place), Some(at));
        }
        assert_eq!(column("12"), None);
    }
}
