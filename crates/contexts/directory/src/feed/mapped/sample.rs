//! The first lines of sheets, to show and to guess from.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::super::columns::{self, Mapping};
use super::super::error::FeedError;
use super::super::guess;
use super::super::sheet::{Line, Sheet, Sheets};
use super::super::source::{Limits, Sources};
use super::super::uai::Uai;

/// As many sheets as someone is asked about; others are not read.
const SHEETS: usize = 30;
/// As many lines of a sheet as are shown and guessed from.
const SAMPLE: usize = 40;
/// As much of a cell.
const SHOWN: usize = 60;

/// The first lines of a sheet, to say what its columns are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// The file, then its sheet after `!`.
    pub name: String,
    /// The school that the name of the file says.
    pub school: Option<Uai>,
    /// The first lines that say something.
    pub lines: Vec<SampleLine>,
    /// How many lines say something.
    pub count: usize,
}

/// A line of a sample.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleLine {
    /// Its number in the sheet, from 1.
    pub number: u64,
    /// Its cells, the long ones cut.
    pub cells: Vec<String>,
}

impl Sample {
    fn of(sheet: &Sheet) -> Self {
        let cut = |cell: &String| cell.chars().take(SHOWN).collect();
        let line = |line: &Line| SampleLine {
            number: line.number,
            cells: line.cells.iter().map(cut).collect(),
        };
        let lines = sheet.lines.iter().take(SAMPLE).map(line).collect();
        Self { name: sheet.name.to_string(), school: sheet.school, lines, count: sheet.lines.len() }
    }

    /// The titles, when they are on that line.
    pub fn titles(&self, header: usize) -> Vec<String> {
        self.lines.get(header).map(|line| line.cells.clone()).unwrap_or_default()
    }

    /// What a column holds under its title.
    pub fn values(&self, header: usize, column: usize) -> impl Iterator<Item = &str> {
        let under = self.lines.iter().skip(header + 1);
        under.map(move |line| line.cells.get(column).map_or("", String::as_str))
    }

    /// The line of the titles that a mapping knows.
    pub fn header_of(&self, mapping: &Mapping) -> Option<usize> {
        let lines = self.lines.iter().take(guess::TITLES);
        lines
            .enumerate()
            .find(|(_, line)| mapping.meanings(&line.cells).is_some())
            .map(|(at, _)| at)
    }

    /// What tells the titles of each line from others, for finding a mapping that was kept.
    pub fn keys(&self) -> impl Iterator<Item = String> {
        let lines = self.lines.iter().take(guess::TITLES);
        lines.map(|line| columns::key(line.cells.iter().map(String::as_str)))
    }
}

/// The first lines of every sheet found under `paths`.
pub fn samples(paths: &[PathBuf], limits: &Limits) -> Result<Vec<Sample>, FeedError> {
    let sheets = Sheets::read(&Sources::open(paths, *limits)?, limits)?;
    Ok(sheets.sheets.iter().take(SHEETS).map(Sample::of).collect())
}
