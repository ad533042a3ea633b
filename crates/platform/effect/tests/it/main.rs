//! Effects compared with published ones, with what is known beforehand and with chance.

#![expect(clippy::unwrap_used, reason = "tests")]

use effect::{Gaps, Panel, Row};

mod hostile;
mod known;
mod plan;
mod rely;

/// Rows of units that are `(first, outcomes)`, at dates from 2001 on.
fn rows(units: &[(Option<i32>, Vec<f64>)]) -> Vec<Row> {
    let of_unit = |(number, (first, outcomes)): (usize, &(Option<i32>, Vec<f64>))| {
        let first = *first;
        let row = move |(time, outcome): (i32, &f64)| Row {
            unit: format!("unit {number:04}"),
            time,
            outcome: *outcome,
            first,
            cluster: None,
        };
        (2001..).zip(outcomes).map(row).collect::<Vec<_>>()
    };
    units.iter().enumerate().flat_map(of_unit).collect()
}

fn panel(units: &[(Option<i32>, Vec<f64>)]) -> Panel {
    Panel::new(rows(units), Gaps::Refused).unwrap()
}

/// A number of mean 0 and deviation 1, nearly normal.
fn noise(dice: &mut dice::Dice) -> f64 {
    (0..12).map(|_| dice.unit()).sum::<f64>() - 6.0
}
