//! Which other counts are hidden, so that the small ones cannot be found.

use std::{cmp::Reverse, collections::BTreeSet};

use crate::{Cell, Counts, Rule, State, Sum, SuppressError, moves::given_away};

/// Hides others one by one until no hidden count can be found, then shows again those that it does
/// without.
pub(crate) fn hidden(counts: &Counts, rule: Rule) -> Result<BTreeSet<Cell>, SuppressError> {
    let cells = || 0..counts.values.len();
    let is_free = |cell: usize| counts.states[cell] == State::Free;
    let is_small: Vec<bool> =
        cells().map(|cell| is_free(cell) && counts.is_small(cell, rule)).collect();
    let mut is_hidden = is_small.clone();
    loop {
        while let Some(more) = beside_alone(counts, &is_hidden, rule) {
            is_hidden[more] = true;
        }
        let found = given_away(counts, &is_hidden, rule);
        let Some(first) = found.first() else { break };
        let more = linked(counts, &is_hidden, &found);
        is_hidden[more.ok_or(SuppressError::GivenAway(Cell(*first)))?] = true;
    }
    let mut others: Vec<usize> =
        cells().filter(|cell| is_hidden[*cell] && !is_small[*cell]).collect();
    others.sort_by_key(|cell| Reverse(counts.values[*cell]));
    for cell in others {
        is_hidden[cell] = false;
        if !given_away(counts, &is_hidden, rule).is_empty() {
            is_hidden[cell] = true;
        }
    }
    Ok(cells().filter(|cell| is_hidden[*cell]).map(Cell).collect())
}

/// The count that it costs least to hide in a sum where one is the only unknown: subtracting gives it.
fn beside_alone(counts: &Counts, is_hidden: &[bool], rule: Rule) -> Option<usize> {
    let is_alone = |sum: &&Sum| {
        let mut unknown = sum.cells().filter(|cell| counts.is_unknown(*cell, is_hidden));
        let is_target = |cell: usize| counts.is_target(cell, is_hidden, rule);
        unknown.next().is_some_and(is_target) && unknown.next().is_none()
    };
    let alone = counts.sums.iter().filter(is_alone);
    alone.filter_map(|sum| best(counts, is_hidden, sum.cells())).next()
}

/// The count that it costs least to hide in a sum with one that can be found, else with what these are
/// linked to, and so on.
fn linked(counts: &Counts, is_hidden: &[bool], found: &[usize]) -> Option<usize> {
    let mut linked: BTreeSet<usize> = found.iter().copied().collect();
    loop {
        let is_near = |sum: &&Sum| sum.cells().any(|cell| linked.contains(&cell));
        let near: BTreeSet<usize> =
            counts.sums.iter().filter(is_near).flat_map(Sum::cells).collect();
        if let Some(best) = best(counts, is_hidden, near.iter().copied()) {
            return Some(best);
        }
        let before = linked.len();
        linked.extend(near);
        if linked.len() == before {
            return None;
        }
    }
}

/// The one to hide among some: of somebody, in sums where others are hidden, small.
fn best(counts: &Counts, is_hidden: &[bool], among: impl Iterator<Item = usize>) -> Option<usize> {
    let is_unknown = |cell: usize| counts.is_unknown(cell, is_hidden);
    let lonely = |cell: usize| {
        let sums = counts.sums.iter().filter(|sum| sum.cells().any(|one| one == cell));
        sums.filter(|sum| !sum.cells().any(|one| one != cell && is_unknown(one))).count()
    };
    among.filter(|cell| counts.states[*cell] == State::Free && !is_hidden[*cell]).min_by_key(
        |cell| {
            let value = counts.values[*cell];
            (value == 0, lonely(*cell), value, *cell)
        },
    )
}
