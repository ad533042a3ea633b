//! Sheets of LibreOffice and others (OpenDocument).

use super::super::elements::Element;
use super::super::error::Damage;
use super::super::source::Entry;
use super::book::{Book, Interest};
use super::{COLUMNS, LINES, Sheets, day_of, number};

const ROWS: Interest = Interest { wanted: &[("*", "table-row")], place: ("table", "table:name") };

/// Reads the sheets of a file.
pub(super) fn read(book: &mut Book, entry: &Entry, to: &mut Sheets) -> Result<(), Damage> {
    let (mut begun, mut next) = (0, 1_u64);
    book.each("content.xml", &ROWS, |places, row| {
        if places.len() > begun {
            (begun, next) = (places.len(), 1);
            to.begin(entry, places.last().map_or("", String::as_str));
        }
        let times = row.get("@table:number-rows-repeated").parse().unwrap_or(1_u64).max(1);
        let cells = cells(row)?;
        if !cells.iter().all(String::is_empty) {
            for at in 0..times.min(LINES as u64 + 1) {
                to.line(next.saturating_add(at), cells.clone())?;
            }
        }
        next = next.saturating_add(times);
        Ok(())
    })
}

#[derive(Default)]
struct Cell<'a> {
    times: usize,
    kind: &'a str,
    value: &'a str,
    day: &'a str,
    text: String,
}

/// The cells of a line; what is written beside a value is only how it is shown.
fn cells(row: &Element) -> Result<Vec<String>, Damage> {
    let mut cells = Vec::new();
    let (mut cell, mut empty) = (None, 0);
    for (path, said) in &row.fields {
        let Some((element, inside)) = path.split_once('/') else { continue };
        match (element, inside) {
            ("table-cell" | "covered-table-cell", "") => {
                put(&mut cells, &mut empty, cell.take())?;
                cell = Some(Cell { times: 1, ..Cell::default() });
            }
            (_, inside) => {
                if let Some(cell) = &mut cell {
                    take(cell, inside, said);
                }
            }
        }
    }
    put(&mut cells, &mut empty, cell)?;
    Ok(cells)
}

fn take<'a>(cell: &mut Cell<'a>, inside: &str, said: &'a str) {
    match inside {
        "@table:number-columns-repeated" => cell.times = said.parse().unwrap_or(1),
        "@office:value-type" => cell.kind = said,
        "@office:value" | "@office:boolean-value" => cell.value = said,
        "@office:date-value" => cell.day = said,
        // Each paragraph, space and line break begins with one.
        "p/" | "p/s/" | "p/tab/" | "p/line-break/" | "p/span/s/" => cell.text.push(' '),
        "p" | "p/span" | "p/a" | "p/span/a" | "p/a/span" => cell.text.push_str(said),
        _ => {}
    }
}

/// Adds a cell as many times as it comes; empty ones only once something follows.
fn put(cells: &mut Vec<String>, empty: &mut usize, cell: Option<Cell<'_>>) -> Result<(), Damage> {
    let Some(cell) = cell else { return Ok(()) };
    let text = match cell.kind {
        "date" => day_of(cell.day),
        "float" | "percentage" | "currency" => number(cell.value),
        "boolean" => cell.value.to_owned(),
        _ => cell.text.trim().to_owned(),
    };
    if text.is_empty() {
        *empty = empty.saturating_add(cell.times);
        return Ok(());
    }
    let width = cells.len().saturating_add(*empty).saturating_add(cell.times);
    if width > COLUMNS {
        return Err(Damage::TooLong("a line"));
    }
    cells.resize(cells.len() + *empty, String::new());
    cells.resize(width, text);
    *empty = 0;
    Ok(())
}
