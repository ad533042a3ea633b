//! What is hidden stays so, checked by linear programming and by trying every table.

#![expect(clippy::unwrap_used, reason = "tests")]

mod every_table;
mod known;
mod linear;

use suppress::{Cell, Counts, Grid};

/// A table and its counts.
fn table(rows: &[Vec<u64>]) -> (Counts, Grid) {
    let mut counts = Counts::new();
    let grid = counts.table(rows).unwrap();
    (counts, grid)
}

/// Every cell of a table, row by row, then the totals.
fn all(grid: &Grid) -> Vec<Cell> {
    let inner = grid.cells.iter().flatten();
    inner.chain(&grid.rows).chain(&grid.columns).copied().chain([grid.total]).collect()
}
