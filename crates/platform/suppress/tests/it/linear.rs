//! The bounds of each hidden count by linear programming, which knows nothing of how it was hidden.

use std::collections::BTreeSet;

use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, SolveOutcome};
use proptest::{collection::vec, prelude::*};
use suppress::{Cell, Counts, Rule};

/// Sums as anyone would write them down: total and parts.
type Sums = Vec<(Cell, Vec<Cell>)>;

/// The least or the most a count can be.
fn bound(
    counts: &Counts,
    cells: &[Cell],
    sums: &Sums,
    known: &dyn Fn(Cell) -> bool,
    wanted: Cell,
    direction: OptimizationDirection,
) -> f64 {
    let mut problem = Problem::new(direction);
    let variables: Vec<_> = cells
        .iter()
        .map(|cell| {
            let value = f64::from(u32::try_from(counts.value(*cell)).unwrap());
            let range = if known(*cell) { (value, value) } else { (0.0, 1e6) };
            problem.add_var(if *cell == wanted { 1.0 } else { 0.0 }, range)
        })
        .collect();
    let variable = |cell: &Cell| variables[cells.iter().position(|one| one == cell).unwrap()];
    for (total, parts) in sums {
        let mut sum = LinearExpr::empty();
        sum.add(variable(total), -1.0);
        for part in parts {
            sum.add(variable(part), 1.0);
        }
        problem.add_constraint(sum, ComparisonOp::Eq, 0.0);
    }
    match problem.solve().unwrap() {
        SolveOutcome::Solution(solution) => solution.objective(),
        SolveOutcome::Interrupted(_) => panic!("there is no limit of time"),
    }
}

fn is_wide(
    counts: &Counts,
    cells: &[Cell],
    sums: &Sums,
    known: &dyn Fn(Cell) -> bool,
    wanted: Cell,
) -> bool {
    let of = |direction| bound(counts, cells, sums, known, wanted, direction);
    of(OptimizationDirection::Maximize) - of(OptimizationDirection::Minimize) > 1e-6
}

fn sums_of(grid: &suppress::Grid) -> Sums {
    let column = |at: usize| grid.cells.iter().map(|row| row[at]).collect();
    let rows = grid.rows.iter().copied().zip(grid.cells.iter().cloned());
    let columns = grid.columns.iter().enumerate().map(|(at, total)| (*total, column(at)));
    let all = [(grid.total, grid.rows.clone()), (grid.total, grid.columns.clone())];
    rows.chain(columns).chain(all).collect()
}

fn tables() -> impl Strategy<Value = Vec<Vec<u64>>> {
    (1..6_usize, 1..6_usize).prop_flat_map(|(height, width)| {
        let value = prop_oneof![3 => 0..12_u64, 1 => 0..90_u64];
        vec(vec(value, width), height)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn no_hidden_count_of_a_table_is_known(rows in tables(), hides_zero: bool) {
        let mut counts = Counts::new();
        let grid = counts.table(&rows).unwrap();
        let hidden = counts.hide(Rule { hides_zero, ..Rule::default() }).unwrap();
        let cells = crate::all(&grid);
        for cell in &hidden {
            let known = |cell| !hidden.contains(&cell);
            prop_assert!(is_wide(&counts, &cells, &sums_of(&grid), &known, *cell), "{rows:?} {hidden:?}");
        }
    }

    #[test]
    fn nor_of_two_tables_that_share_a_column(rows in tables(), other in vec(0..30_u64, 1..5)) {
        let mut counts = Counts::new();
        let grid = counts.table(&rows).unwrap();
        let mut sums = sums_of(&grid);
        let mut cells = crate::all(&grid);
        // Each row's total again, in two parts, and all first parts together.
        let mut firsts = Vec::new();
        for (total, first) in grid.rows.iter().zip(&other) {
            let value = counts.value(*total);
            let first = counts.count((*first).min(value));
            let second = counts.count(value - counts.value(first));
            counts.sum(*total, &[first, second]).unwrap();
            sums.push((*total, vec![first, second]));
            cells.extend([first, second]);
            firsts.push(first);
        }
        let total = counts.count(firsts.iter().map(|first| counts.value(*first)).sum());
        counts.sum(total, &firsts).unwrap();
        sums.push((total, firsts));
        cells.push(total);
        let hidden = counts.hide(Rule::default()).unwrap();
        for cell in &hidden {
            let known = |cell| !hidden.contains(&cell);
            prop_assert!(is_wide(&counts, &cells, &sums, &known, *cell), "{rows:?} {hidden:?}");
        }
    }

    #[test]
    fn nor_who_came_between_two_publications(rows in tables(), came in vec(0..4_u64, 25)) {
        let mut first = Counts::new();
        let before = first.table(&rows).unwrap();
        let shown = first.hide(Rule::default()).unwrap();
        // The week after, someone who kept the first publication reads the second.
        let mut counts = Counts::new();
        let grown: Vec<Vec<u64>> = rows.iter().enumerate().map(|(r, row)| {
            row.iter().enumerate().map(|(c, value)| value + came[r * 5 + c]).collect()
        }).collect();
        let now = counts.table(&grown).unwrap();
        let (mut sums, mut cells) = (sums_of(&now), crate::all(&now));
        let mut kept = Vec::new();
        let mut changes = Vec::new();
        for (old, new) in crate::all(&before).into_iter().zip(crate::all(&now)) {
            let value = first.value(old);
            let old = if shown.contains(&old) { counts.unsaid(value) } else { counts.public(value) };
            let change = counts.unsaid(counts.value(new) - value);
            counts.sum(new, &[old, change]).unwrap();
            sums.push((new, vec![old, change]));
            cells.extend([old, change]);
            kept.push(old);
            changes.push(change);
        }
        let mut again = Vec::new();
        for (total, parts) in sums_of(&before) {
            let old = |cell: &Cell| {
                kept[crate::all(&before).iter().position(|one| one == cell).unwrap()]
            };
            let parts: Vec<Cell> = parts.iter().map(old).collect();
            counts.sum(old(&total), &parts).unwrap();
            again.push((old(&total), parts));
        }
        sums.extend(again);
        let hidden = counts.hide(Rule::default()).unwrap();
        let is_old_shown: BTreeSet<Cell> = crate::all(&before).into_iter().zip(&kept)
            .filter(|(old, _)| !shown.contains(old)).map(|(_, kept)| *kept).collect();
        let is_new: BTreeSet<Cell> = crate::all(&now).into_iter().collect();
        let known = |cell| is_old_shown.contains(&cell) || (is_new.contains(&cell) && !hidden.contains(&cell));
        let small_changes = changes.iter().filter(|change| (1..5).contains(&counts.value(**change)));
        for cell in hidden.iter().chain(small_changes) {
            prop_assert!(is_wide(&counts, &cells, &sums, &known, *cell), "{rows:?} {came:?} {hidden:?}");
        }
    }
}
