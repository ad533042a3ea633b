//! The first lines of a table whose columns nobody knows, to show to whoever says what they are.

use db::DbError;
use directory::feed::Sheet;
use serde::{Deserialize, Serialize};

use crate::import::columns::{ABOVE, CELL_MAX};

/// The most columns that are shown, and the lines under the titles.
const WIDTH: usize = 60;
const UNDER: usize = 5;

/// The first lines of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sample {
    pub(super) lines: Vec<SampleLine>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SampleLine {
    /// Its number in the sheet, from 1.
    pub(super) number: u64,
    pub(super) cells: Vec<String>,
}

impl Sample {
    /// Those of a sheet; none when nothing of it has two columns.
    pub(super) fn of(sheet: &Sheet) -> Self {
        let cut = |cell: &String| cell.chars().take(CELL_MAX).collect();
        let lines: Vec<SampleLine> = sheet
            .lines
            .iter()
            .take(ABOVE + UNDER)
            .map(|line| SampleLine {
                number: line.number,
                cells: line.cells.iter().take(WIDTH).map(cut).collect(),
            })
            .collect();
        let is_table = lines.iter().any(|line| line.cells.len() > 1);
        Self { lines: if is_table { lines } else { Vec::new() } }
    }

    pub(super) fn written(&self) -> Result<String, DbError> {
        serde_json::to_string(self).map_err(DbError::statement)
    }

    pub(super) fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// Where the titles seem to be: the first line that fills as many columns as any.
    pub(super) fn titles(&self) -> usize {
        let filled = |line: &SampleLine| line.cells.iter().filter(|cell| !cell.is_empty()).count();
        let lines = self.lines.iter().take(ABOVE).map(filled).enumerate();
        lines.rev().max_by_key(|(_, filled)| *filled).map_or(0, |(at, _)| at)
    }

    /// The line that someone says the titles are on, by its number.
    pub(super) fn line_of(&self, number: u64) -> Option<usize> {
        self.lines.iter().take(ABOVE).position(|line| line.number == number)
    }

    /// The titles, when they are on that line.
    pub(super) fn titles_on(&self, at: usize) -> &[String] {
        self.lines.get(at).map_or(&[], |line| line.cells.as_slice())
    }

    /// What a column holds under its title.
    pub(super) fn held(&self, at: usize, column: usize) -> Vec<&str> {
        let under = self.lines.iter().skip(at + 1).filter_map(|line| line.cells.get(column));
        under.map(String::as_str).filter(|cell| !cell.is_empty()).take(3).collect()
    }
}
