//! On tables small enough to try all that could have been, each hidden count has at least two values.

use std::collections::BTreeSet;

use proptest::{collection::vec, prelude::*};
use suppress::{Cell, Counts, Grid, Rule};

use crate::{all, table};

/// Calls `f` with every table of these sizes whose counts are at most `most`.
fn every(cells: usize, most: u64, f: &mut dyn FnMut(&[u64])) {
    let mut values = vec![0; cells];
    loop {
        f(&values);
        let Some(at) = values.iter().position(|value| *value < most) else { return };
        values[at] += 1;
        values[..at].fill(0);
    }
}

/// The values each count could have for someone who reads what is shown.
fn possible(
    rows: &[Vec<u64>],
    counts: &Counts,
    grid: &Grid,
    hidden: &BTreeSet<Cell>,
) -> Vec<BTreeSet<u64>> {
    let (height, width) = (rows.len(), rows[0].len());
    let cells = all(grid);
    let mut found = vec![BTreeSet::new(); cells.len()];
    every(height * width, 8, &mut |values| {
        let row_totals = values.chunks(width).map(|row| row.iter().sum::<u64>());
        let column_totals = (0..width).map(|c| values.iter().skip(c).step_by(width).sum::<u64>());
        let mut guess: Vec<u64> = values.to_vec();
        guess.extend(row_totals.chain(column_totals));
        guess.push(values.iter().sum());
        let is_shown = |cell: &Cell| !hidden.contains(cell);
        if cells
            .iter()
            .zip(&guess)
            .all(|(cell, guess)| !is_shown(cell) || counts.value(*cell) == *guess)
        {
            for (found, guess) in found.iter_mut().zip(guess) {
                found.insert(guess);
            }
        }
    });
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn each_hidden_count_could_be_another(rows in vec(vec(0..7_u64, 3), 2), least in 1..5_u64, hides_zero: bool) {
        let (counts, grid) = table(&rows);
        let hidden = counts.hide(Rule { least, hides_zero }).unwrap();
        for (cell, values) in all(&grid).iter().zip(possible(&rows, &counts, &grid, &hidden)) {
            let is_small = counts.value(*cell) < least && (hides_zero || counts.value(*cell) > 0);
            prop_assert!(hidden.contains(cell) || !is_small);
            prop_assert!(!hidden.contains(cell) || values.len() > 1, "{rows:?} {hidden:?}");
        }
    }

    #[test]
    fn the_check_itself_never_calls_safe_what_is_not(
        rows in vec(vec(0..7_u64, 3), 2), mask in vec(any::<bool>(), 12),
    ) {
        let (counts, grid) = table(&rows);
        let cells = all(&grid);
        let hidden: BTreeSet<Cell> =
            cells.iter().zip(&mask).filter(|(_, is)| **is).map(|(cell, _)| *cell).collect();
        let away = counts.given_away(&hidden, Rule::default());
        for (cell, values) in cells.iter().zip(possible(&rows, &counts, &grid, &hidden)) {
            let is_safe = hidden.contains(cell) && !away.contains(cell);
            prop_assert!(!is_safe || values.len() > 1, "{rows:?} {hidden:?} {away:?}");
        }
    }
}
