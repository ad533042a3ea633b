//! Tables whose columns are named by the person who asks.

use std::path::Path;

use super::read_text;
use crate::output::Stop;

/// A table that was read.
pub(super) struct Sheet {
    titles: Vec<String>,
    rows: Vec<Row>,
}

/// A line of a table.
pub(super) struct Row {
    line: u64,
    cells: Vec<String>,
}

/// A column of a table.
#[derive(Clone, Copy)]
pub(super) struct Column(usize);

impl Sheet {
    /// Reads a table with titles, separated by semicolons, tabs or commas.
    pub(super) fn read(file: &Path) -> Result<Self, Stop> {
        let text = read_text(file)?;
        let text = text.trim_start_matches('\u{feff}');
        let first = text.lines().next().unwrap_or_default();
        let mark = [b';', b'\t'].into_iter().find(|mark| first.contains(char::from(*mark)));
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(mark.unwrap_or(b','))
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let broken = |error: csv::Error| Stop::because("this file cannot be read", error);
        let titles = reader.headers().map_err(broken)?.iter().map(str::to_owned).collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(broken)?;
            let line = record.position().map_or(0, csv::Position::line);
            rows.push(Row { line, cells: record.iter().map(str::to_owned).collect() });
        }
        Ok(Self { titles, rows })
    }

    /// The lines after the titles.
    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// What the columns are called.
    pub(super) fn titles(&self) -> &[String] {
        &self.titles
    }

    /// All columns, in order.
    pub(super) fn columns(&self) -> impl Iterator<Item = Column> + use<> {
        (0..self.titles.len()).map(Column)
    }

    /// The column of a title.
    pub(super) fn column(&self, title: &str) -> Result<Column, Stop> {
        let known = self.titles.iter().position(|known| known == title.trim());
        let titles = || self.titles.join(", ");
        known
            .map(Column)
            .ok_or_else(|| Stop(format!("there is no column {title}: there are {}", titles())))
    }
}

impl Row {
    /// What is written there.
    pub(super) fn text(&self, column: Column) -> &str {
        self.cells.get(column.0).map_or("", String::as_str)
    }

    /// The number there, whose decimals may follow a comma.
    pub(super) fn number(&self, column: Column) -> Result<f64, Stop> {
        let cell = self.text(column);
        let number = cell.replace(',', ".").parse().ok().filter(|number: &f64| number.is_finite());
        number.ok_or_else(|| self.refuse(cell, "a number"))
    }

    /// The whole number there, which a spreadsheet may have written with decimals.
    pub(super) fn whole(&self, column: Column) -> Result<i32, Stop> {
        let cell = self.text(column);
        let bare = cell.split_once(['.', ',']).filter(|(_, rest)| rest.chars().all(|c| c == '0'));
        let units = bare.map_or(cell, |(units, _)| units);
        units.parse().ok().ok_or_else(|| self.refuse(cell, "a whole number"))
    }

    /// The count there.
    pub(super) fn count(&self, column: Column) -> Result<u64, Stop> {
        let cell = self.text(column);
        cell.parse().ok().ok_or_else(|| self.refuse(cell, "a count"))
    }

    /// Says that what is written there is not what it should be.
    pub(super) fn refuse(&self, cell: &str, wanted: &str) -> Stop {
        let short: String = cell.chars().take(20).collect();
        Stop(format!("line {}: « {short} » is not {wanted}", self.line))
    }
}
