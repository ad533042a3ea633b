//! Small counts are hidden so that nobody finds them again: not by subtracting from a total, not from
//! another table, not from what was published the week before.
//!
//! Counts are cells, and everything that links them is a sum: a row and its total, two tables that
//! share a margin, last week's number and this week's. What is hidden is then unknown numbers in
//! equations, and a cell is safe when another set of counts, just as possible, gives it another value.
//! That other set is found and checked for each hidden cell, in whole numbers: it is the proof.

mod choose;
mod moves;

use std::collections::BTreeSet;

/// The most cells.
pub const CELLS_MAX: usize = 4_000;

/// A count among others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell(usize);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// It may be shown or hidden.
    Free,
    /// Everyone has read it.
    Public,
    /// It is never shown, and must not be found when it is small.
    Unsaid,
}

#[derive(Clone, Debug)]
struct Sum {
    total: usize,
    parts: Vec<usize>,
}

impl Sum {
    fn cells(&self) -> impl Iterator<Item = usize> + '_ {
        self.parts.iter().copied().chain([self.total])
    }
}

/// Counts, and the sums that link them.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    values: Vec<u64>,
    states: Vec<State>,
    sums: Vec<Sum>,
}

/// A table with its totals.
#[derive(Clone, Debug)]
pub struct Grid {
    /// The cells, row by row.
    pub cells: Vec<Vec<Cell>>,
    /// The total of each row.
    pub rows: Vec<Cell>,
    /// The total of each column.
    pub columns: Vec<Cell>,
    /// The total of all.
    pub total: Cell,
}

/// What is small.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Counts below this are hidden.
    pub least: u64,
    /// Whether « nobody » is hidden too: it says something of each one.
    pub hides_zero: bool,
}

impl Default for Rule {
    fn default() -> Self {
        Self { least: 5, hides_zero: true }
    }
}

/// Why counts cannot be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SuppressError {
    /// More than [`CELLS_MAX`].
    #[error("there are too many counts")]
    TooLarge,
    /// A table whose rows have different lengths, or that is empty.
    #[error("the table is empty or has a hole")]
    Shape,
    /// A total that is not the sum of its parts.
    #[error("a total is not the sum of its parts")]
    Sum,
    /// What is already public gives a small count away, whatever is hidden now.
    #[error("what is already public gives a small count away, whatever is hidden now")]
    GivenAway(Cell),
}

impl Counts {
    /// No count yet.
    pub fn new() -> Self {
        Self::default()
    }

    fn with(&mut self, value: u64, state: State) -> Cell {
        self.values.push(value);
        self.states.push(state);
        Cell(self.values.len() - 1)
    }

    /// A count that is about to be published.
    pub fn count(&mut self, value: u64) -> Cell {
        self.with(value, State::Free)
    }

    /// A count that was published before.
    pub fn public(&mut self, value: u64) -> Cell {
        self.with(value, State::Public)
    }

    /// A count that nobody publishes, but that others could give away: hidden before, or a difference.
    pub fn unsaid(&mut self, value: u64) -> Cell {
        self.with(value, State::Unsaid)
    }

    /// Links a total with its parts.
    ///
    /// # Errors
    /// When it is not their sum.
    pub fn sum(&mut self, total: Cell, parts: &[Cell]) -> Result<(), SuppressError> {
        let mut values = parts.iter().map(|part| self.values[part.0]);
        if values.try_fold(0_u64, u64::checked_add) != Some(self.values[total.0]) {
            return Err(SuppressError::Sum);
        }
        self.sums.push(Sum { total: total.0, parts: parts.iter().map(|part| part.0).collect() });
        Ok(())
    }

    /// Says that two counts are the same people before and after some came or left: their difference
    /// must not be found when it is small.
    ///
    /// # Errors
    /// Never for counts of this set.
    pub fn since(&mut self, before: Cell, now: Cell) -> Result<(), SuppressError> {
        let (less, more) =
            if self.values[before.0] <= self.values[now.0] { (before, now) } else { (now, before) };
        let change = self.unsaid(self.values[more.0] - self.values[less.0]);
        self.sum(more, &[less, change])
    }

    /// Adds a table and its totals.
    ///
    /// # Errors
    /// When it is empty or has a hole, or its totals are too large.
    pub fn table(&mut self, rows: &[Vec<u64>]) -> Result<Grid, SuppressError> {
        let width = rows.first().map_or(0, Vec::len);
        if width == 0 || rows.iter().any(|row| row.len() != width) {
            return Err(SuppressError::Shape);
        }
        let total = add(rows.iter().flatten().copied())?;
        let cells: Vec<Vec<Cell>> =
            rows.iter().map(|row| row.iter().map(|value| self.count(*value)).collect()).collect();
        let mut grid =
            Grid { cells, rows: Vec::new(), columns: Vec::new(), total: self.count(total) };
        for (row, cells) in rows.iter().zip(&grid.cells) {
            let total = self.count(add(row.iter().copied())?);
            self.sum(total, cells)?;
            grid.rows.push(total);
        }
        for column in 0..width {
            let total = self.count(add(rows.iter().map(|row| row[column]))?);
            let cells: Vec<Cell> = grid.cells.iter().map(|row| row[column]).collect();
            self.sum(total, &cells)?;
            grid.columns.push(total);
        }
        self.sum(grid.total, &grid.rows)?;
        self.sum(grid.total, &grid.columns)?;
        Ok(grid)
    }

    /// The value of a count.
    pub fn value(&self, cell: Cell) -> u64 {
        self.values[cell.0]
    }

    fn is_small(&self, cell: usize, rule: Rule) -> bool {
        let value = self.values[cell];
        // That nothing changed since last week is what everyone expects.
        let may_be_zero = rule.hides_zero && self.states[cell] == State::Free;
        value < rule.least && (value > 0 || may_be_zero)
    }

    fn is_unknown(&self, cell: usize, is_hidden: &[bool]) -> bool {
        is_hidden[cell] || self.states[cell] == State::Unsaid
    }

    /// Whether it must not be found.
    fn is_target(&self, cell: usize, is_hidden: &[bool], rule: Rule) -> bool {
        let is_unsaid = self.states[cell] == State::Unsaid;
        is_hidden[cell] || (is_unsaid && self.is_small(cell, rule))
    }

    /// Which counts are to be hidden: the small ones, and as many others as it takes.
    ///
    /// # Errors
    /// When what is public gives a small count away, or there are too many counts.
    pub fn hide(&self, rule: Rule) -> Result<BTreeSet<Cell>, SuppressError> {
        if self.values.len() > CELLS_MAX {
            return Err(SuppressError::TooLarge);
        }
        choose::hidden(self, rule)
    }

    /// Which of the hidden counts, and of those that are never said, can be found again when these
    /// alone are hidden. None of them, when `hide` chose.
    pub fn given_away(&self, hidden: &BTreeSet<Cell>, rule: Rule) -> Vec<Cell> {
        let cells = 0..self.values.len();
        let is_hidden: Vec<bool> = cells.map(|cell| hidden.contains(&Cell(cell))).collect();
        moves::given_away(self, &is_hidden, rule).into_iter().map(Cell).collect()
    }
}

fn add(mut values: impl Iterator<Item = u64>) -> Result<u64, SuppressError> {
    values.try_fold(0_u64, u64::checked_add).ok_or(SuppressError::TooLarge)
}
