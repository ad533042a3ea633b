//! What the pilots change: outcomes measured year after year, compared with schools that are not
//! pilots, or not yet; and what could be seen at all, before anything is collected.

mod chart;
mod import;
pub(crate) mod pages;
mod plan;
mod read;
pub(crate) mod store;
mod views;
mod work;

use db::{DbError, Tx};
use kernel::{Instant, Lang};

use crate::{api::knowing::OutcomeRow, t};

/// Adds a study and what it says.
pub(crate) fn load(
    tx: &mut Tx,
    (name, outcome): (&str, &str),
    rows: &[OutcomeRow],
    now: Instant,
) -> Result<bool, DbError> {
    let row = |(unit, time, outcome, first): &OutcomeRow| read::Row {
        unit: unit.clone(),
        time: *time,
        outcome: *outcome,
        first: *first,
    };
    let outcomes = read::Outcomes { rows: rows.iter().map(row).collect(), doubts: Vec::new() };
    let said =
        store::Said { name: name.to_owned(), outcome: outcome.to_owned(), is_not_yet: false };
    let (id, is_new) = store::add(tx, &said, &outcomes, name, now)?;
    if is_new {
        store::add_rows(tx, id, &outcomes.rows)?;
        store::complete(tx, id)?;
    }
    let Ok(worked) = work::estimate(outcomes.rows, false) else { return Ok(false) };
    store::answer(tx, id, &worked.left_out, &worked.estimate)?;
    Ok(true)
}

/// A number with so many decimals, as a language writes it; its minus is a true one.
fn decimal(lang: Lang, value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    let text = if text.trim_start_matches('-').chars().all(|c| c == '0' || c == '.') {
        text.trim_start_matches('-').to_owned()
    } else {
        text.replace('-', "\u{2212}")
    };
    text.replace('.', t::decimal_mark(lang))
}

/// How many decimals tell numbers of a size apart.
fn places(largest: f64) -> usize {
    match largest.abs() {
        large if large >= 100.0 => 0,
        large if large >= 10.0 => 1,
        large if large >= 1.0 => 2,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_in_its_language() {
        assert_eq!(decimal(Lang::Fr, -0.03995, 3), "\u{2212}0,040");
        assert_eq!(decimal(Lang::En, 12.25, 1), "12.2");
        assert_eq!(decimal(Lang::Fr, -0.0001, 2), "0,00");
        assert_eq!((places(120.0), places(0.04)), (0, 4));
    }
}
