//! Other counts that are just as possible: what may be added to the unknown ones so that every sum
//! holds and nothing falls below nothing.

use crate::{Counts, Rule};

/// The targets that no move changes.
pub(crate) fn given_away(counts: &Counts, is_hidden: &[bool], rule: Rule) -> Vec<usize> {
    let cells = || 0..counts.values.len();
    let mut unknown: Vec<usize> =
        cells().filter(|cell| counts.is_unknown(*cell, is_hidden)).collect();
    // A count of nobody can only grow: it is moved last.
    unknown.sort_by_key(|cell| counts.values[*cell] == 0);
    let mut is_safe = vec![false; counts.values.len()];
    for step in steps(counts, &unknown).unwrap_or_default() {
        let holds = |sign: i128| {
            step.iter().zip(&unknown).all(|(by, cell)| {
                let value = i128::from(counts.values[*cell]);
                by.checked_mul(sign)
                    .and_then(|by| value.checked_add(by))
                    .is_some_and(|sum| sum >= 0)
            })
        };
        if holds(1) || holds(-1) {
            for (by, cell) in step.iter().zip(&unknown) {
                is_safe[*cell] |= *by != 0;
            }
        }
    }
    let is_target = |cell: &usize| counts.is_target(*cell, is_hidden, rule);
    for target in cells().filter(is_target) {
        if !is_safe[target] {
            let raised = raise(counts, is_hidden, target).unwrap_or_default();
            raised.into_iter().for_each(|cell| is_safe[cell] = true);
        }
    }
    cells().filter(is_target).filter(|cell| !is_safe[*cell]).collect()
}

/// What may grow together with a count, where nothing needs to fall: totals with their parts, parts
/// with their totals. Nothing when something that is known would have to grow.
fn raise(counts: &Counts, is_hidden: &[bool], cell: usize) -> Option<Vec<usize>> {
    let sums_of =
        |cell: usize| counts.sums.iter().filter(|sum| sum.cells().any(|one| one == cell)).count();
    let mut by = vec![0_u64; counts.values.len()];
    by[cell] = 1;
    // Each round goes once up and down; a chain is never longer than the sums are many.
    for _ in 0..=counts.sums.len() {
        let mut has_grown = false;
        for sum in &counts.sums {
            let of_parts =
                sum.parts.iter().try_fold(0_u64, |all, part| all.checked_add(by[*part]))?;
            let (grows, wanted) = if of_parts > by[sum.total] {
                (sum.total, of_parts)
            } else if of_parts < by[sum.total] {
                // The part that fewest sums know of.
                let unknown = sum.parts.iter().filter(|part| counts.is_unknown(**part, is_hidden));
                let part = unknown.copied().min_by_key(|part| sums_of(*part))?;
                (part, by[part].checked_add(by[sum.total] - of_parts)?)
            } else {
                continue;
            };
            if !counts.is_unknown(grows, is_hidden) {
                return None;
            }
            by[grows] = wanted;
            has_grown = true;
        }
        if !has_grown {
            return Some((0..by.len()).filter(|cell| by[*cell] > 0).collect());
        }
    }
    None
}

/// A basis of the moves that keep every sum, in whole numbers; nothing when numbers grow too large.
fn steps(counts: &Counts, unknown: &[usize]) -> Option<Vec<Vec<i128>>> {
    let mut column_of = vec![None; counts.values.len()];
    for (column, cell) in unknown.iter().enumerate() {
        column_of[*cell] = Some(column);
    }
    let mut rows: Vec<Vec<i128>> = Vec::new();
    for sum in &counts.sums {
        let mut row = vec![0; unknown.len()];
        for column in sum.parts.iter().filter_map(|part| column_of[*part]) {
            row[column] += 1;
        }
        if let Some(column) = column_of[sum.total] {
            row[column] -= 1;
        }
        rows.push(row);
    }
    let pivots = eliminate(&mut rows, unknown.len())?;
    let is_free = |column: &usize| !pivots.contains(&Some(*column));
    (0..unknown.len())
        .filter(is_free)
        .map(|free| step(&rows, &pivots, unknown.len(), free))
        .collect()
}

/// Leaves each equation alone with its pivot, which no other has; says which.
fn eliminate(rows: &mut [Vec<i128>], columns: usize) -> Option<Vec<Option<usize>>> {
    let mut pivots = vec![None; rows.len()];
    let mut done = 0;
    for column in 0..columns {
        let Some(found) = (done..rows.len()).find(|row| rows[*row][column] != 0) else {
            continue;
        };
        rows.swap(done, found);
        let pivot = rows[done].clone();
        for row in (0..rows.len()).filter(|row| *row != done) {
            if rows[row][column] != 0 {
                clear(&mut rows[row], &pivot, column)?;
            }
        }
        pivots[done] = Some(column);
        done += 1;
    }
    Some(pivots)
}

/// Takes from a row as many pivots as it takes for nothing to be left in a column.
fn clear(row: &mut [i128], pivot: &[i128], column: usize) -> Option<()> {
    let shared = common(row[column], pivot[column]);
    let (by, times) = (pivot[column] / shared, row[column] / shared);
    let mut divisor = 0;
    for (cell, of_pivot) in row.iter_mut().zip(pivot) {
        *cell = cell.checked_mul(by)?.checked_sub(of_pivot.checked_mul(times)?)?;
        divisor = common(divisor, *cell);
    }
    if divisor > 1 {
        row.iter_mut().for_each(|cell| *cell /= divisor);
    }
    Some(())
}

/// The move of one free column.
fn step(
    rows: &[Vec<i128>],
    pivots: &[Option<usize>],
    columns: usize,
    free: usize,
) -> Option<Vec<i128>> {
    let mut step = vec![0; columns];
    let moved = || rows.iter().zip(pivots).filter(|(row, _)| row[free] != 0);
    // As large as it takes for every pivot to move by a whole number.
    let mut size: i128 = 1;
    for (row, pivot) in moved() {
        let of_pivot = row[(*pivot)?];
        let needed = (of_pivot / common(of_pivot, row[free])).abs();
        size = size.checked_mul(needed / common(size, needed))?;
    }
    step[free] = size;
    for (row, pivot) in moved() {
        let pivot = (*pivot)?;
        step[pivot] = -(row[free].checked_mul(size)? / row[pivot]);
    }
    Some(step)
}

/// The greatest common divisor.
fn common(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.abs()
}
