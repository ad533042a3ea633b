//! Cohorts compared with every choice there is, and with those known to be perfect.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeSet;

use cohorts::{CohortError, Draw, Task, Unit, draw, quarters};
use proptest::{collection::vec, prelude::*};

fn task(per_cohort: usize, cohorts: usize) -> Task {
    Task { per_cohort, cohorts, tolerance: 0.0, seed: 1 }
}

fn unit(number: usize, kinds: &[&str], measures: &[f64]) -> Unit {
    let kinds = kinds.iter().map(|kind| (*kind).to_owned()).collect();
    Unit { name: format!("école {number:03}"), kinds, measures: measures.to_vec() }
}

fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap())
}

/// Three of each, in no order.
fn triplets(count: usize) -> Vec<Unit> {
    let of = |number: usize| {
        let one = number * 29 % count;
        let kinds = [
            ["public", "private"][usize::from(one.is_multiple_of(7))],
            ["rural", "urban"][one % 2],
        ];
        unit(number, &kinds, &[float(one * one), float(one % 5), 80.0 + float(one * 31 % 47)])
    };
    (0..3 * count).map(of).collect()
}

#[test]
fn a_perfect_balance_is_found() {
    let drawn = draw(&triplets(42), &task(42, 3)).unwrap();
    assert!(drawn.best < 1e-9 && drawn.imbalance < 1e-9 && drawn.misplaced == 0, "{drawn:?}");
    assert_eq!(drawn.cohorts.iter().map(Vec::len).collect::<Vec<_>>(), [42, 42, 42]);
    assert!(drawn.left.is_empty() && drawn.alike >= 1);
}

#[test]
fn the_draw_is_among_many_and_its_seed_finds_it_again() {
    let units = triplets(42);
    let of_seed = |seed| draw(&units, &Task { seed, tolerance: 0.05, ..task(42, 3) }).unwrap();
    assert_eq!(of_seed(7), of_seed(7));
    let (one, other) = (of_seed(7), of_seed(8));
    assert_ne!(one.cohorts, other.cohorts);
    assert!(one.alike > 100 && one.imbalance <= one.best + 0.05 + 1e-6, "{}", one.alike);
    // No year is kept for anyone: over seeds, a unit is in each.
    let years: BTreeSet<usize> = (0..12)
        .map(|seed| of_seed(seed).cohorts.iter().position(|cohort| cohort.contains(&0)).unwrap())
        .collect();
    assert_eq!(years.len(), 3);
}

#[test]
fn every_kind_is_in_every_cohort_as_its_share_says() {
    let units: Vec<_> = (0..237)
        .map(|number| {
            let sector = if number % 9 == 0 { "private" } else { "public" };
            let place = if number % 4 == 0 { "urban" } else { "rural" };
            let measures = [float(number * 37 % 101), float(number * 53 % 89)];
            unit(number, &[sector, place, ["1", "2", "3", "4"][number * 7 % 4]], &measures)
        })
        .collect();
    let drawn = draw(&units, &Task { tolerance: 0.02, ..task(42, 3) }).unwrap();
    assert_eq!((drawn.misplaced, drawn.left.len()), (0, 111));
    let private = units.iter().filter(|unit| unit.kinds[0] == "private").count();
    for cohort in &drawn.cohorts {
        let count = cohort.iter().filter(|at| units[**at].kinds[0] == "private").count();
        assert!((private * 42 / 237..=(private * 42).div_ceil(237)).contains(&count));
    }
    assert!(drawn.imbalance < 0.15, "{:?}", drawn.likeness);
    let mut all: Vec<usize> = drawn.cohorts.iter().flatten().chain(&drawn.left).copied().collect();
    all.sort_unstable();
    assert_eq!(all, (0..237).collect::<Vec<_>>());
}

#[test]
fn a_share_that_cannot_be_had_is_said() {
    // Two kinds that always go together, but for their thirds: both cannot be shared at once.
    let kinds = [["a", "x"], ["a", "x"], ["a", "y"], ["b", "y"], ["b", "y"], ["b", "x"]];
    let units: Vec<_> = kinds.iter().enumerate().map(|(at, kinds)| unit(at, kinds, &[])).collect();
    let drawn = draw(&units, &task(3, 2)).unwrap();
    assert_eq!(drawn.misplaced, 0);
    let one = [["a", "x"], ["b", "x"], ["b", "x"], ["b", "y"]];
    let units: Vec<_> = one.iter().enumerate().map(|(at, kinds)| unit(at, kinds, &[])).collect();
    assert_eq!(draw(&units, &task(2, 2)).unwrap().misplaced, 0);
    let lonely: Vec<_> = (0..4)
        .map(|at| {
            unit(
                at,
                &[["a", "a", "b", "b"][at], ["x", "y", "y", "y"][at], ["m", "n", "n", "m"][at]],
                &[],
            )
        })
        .collect();
    assert_eq!(draw(&lonely, &task(2, 2)).unwrap().misplaced, best_of(&lonely, 2, 2).0);
}

/// The least misplaced, then the least of the largest difference, of every grouping.
fn best_of(units: &[Unit], per_cohort: usize, cohorts: usize) -> (usize, f64) {
    let mut best = (usize::MAX, f64::MAX);
    let mut group_of = vec![0; units.len()];
    loop {
        let is_whole = (0..cohorts)
            .all(|group| group_of.iter().filter(|of| **of == group).count() == per_cohort);
        if is_whole {
            let cost = cost_of(units, &group_of, per_cohort, cohorts);
            if cost.0 < best.0 || (cost.0 == best.0 && cost.1 < best.1) {
                best = cost;
            }
        }
        let Some(at) = group_of.iter().position(|group| group + 1 < cohorts) else { return best };
        group_of[at] += 1;
        group_of[..at].fill(0);
    }
}

fn cost_of(units: &[Unit], group_of: &[usize], per_cohort: usize, cohorts: usize) -> (usize, f64) {
    let mut respects: Vec<Vec<f64>> = Vec::new();
    let mut misplaced = 0;
    for respect in 0..units[0].kinds.len() {
        let kinds: BTreeSet<_> = units.iter().map(|unit| &unit.kinds[respect]).collect();
        for kind in kinds {
            let is = |unit: &Unit| unit.kinds[respect] == *kind;
            let all = units.iter().filter(|unit| is(unit)).count();
            for group in 0..cohorts {
                let pairs = units.iter().zip(group_of);
                let count = pairs.filter(|(unit, of)| is(unit) && **of == group).count();
                let (least, most) =
                    (all * per_cohort / units.len(), (all * per_cohort).div_ceil(units.len()));
                misplaced += least.saturating_sub(count) + count.saturating_sub(most);
            }
            respects.push(units.iter().map(|unit| f64::from(u8::from(is(unit)))).collect());
        }
    }
    for measure in 0..units[0].measures.len() {
        respects.push(units.iter().map(|unit| unit.measures[measure]).collect());
    }
    let largest = respects.iter().map(|values| {
        let mean = |values: &[f64]| values.iter().sum::<f64>() / float(values.len());
        let all = mean(values);
        let deviation =
            mean(&values.iter().map(|value| (value - all).powi(2)).collect::<Vec<_>>()).sqrt();
        let of_group = |group: usize| {
            let pairs = values.iter().zip(group_of).filter(|(_, of)| **of == group);
            mean(&pairs.map(|(value, _)| *value).collect::<Vec<_>>())
        };
        let means: Vec<f64> = (0..cohorts).map(of_group).collect();
        let spread = means.iter().copied().fold(f64::MIN, f64::max)
            - means.iter().copied().fold(f64::MAX, f64::min);
        if deviation > 0.0 { spread / deviation } else { 0.0 }
    });
    (misplaced, largest.fold(0.0, f64::max))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn no_other_grouping_is_better(kinds in vec(0..2_usize, 8), measures in vec((0..20_u8, 0..9_u8), 8), seed: u64) {
        let units: Vec<_> = kinds.iter().zip(&measures).enumerate().map(|(at, (kind, (x, y)))| {
            unit(at, &[["a", "b"][*kind]], &[f64::from(*x), f64::from(*y)])
        }).collect();
        let drawn = draw(&units, &Task { seed, ..task(4, 2) }).unwrap();
        let (misplaced, largest) = best_of(&units, 4, 2);
        prop_assert_eq!(drawn.misplaced, misplaced);
        prop_assert!((drawn.best - largest).abs() < 1e-6, "{} {largest}", drawn.best);
        prop_assert!((drawn.imbalance - largest).abs() < 1e-6);
    }
}

#[test]
fn what_cannot_be_drawn_is_said() {
    let units = triplets(2);
    let refused = |units: &[Unit], task: &Task| -> CohortError {
        let drawn: Result<Draw, _> = draw(units, task);
        drawn.unwrap_err()
    };
    assert_eq!(refused(&units, &task(3, 3)), CohortError::TooFew { places: 9, units: 6 });
    for (per_cohort, cohorts) in [(0, 3), (3, 0)] {
        assert_eq!(refused(&units, &task(per_cohort, cohorts)), CohortError::Nothing);
    }
    assert_eq!(
        refused(&units, &task(usize::MAX, 3)),
        CohortError::TooFew { places: usize::MAX, units: 6 }
    );
    let name = || "école 001".to_owned();
    let mut twice = units.clone();
    twice[3].name = name();
    assert_eq!(refused(&twice, &task(2, 3)), CohortError::Twice(name()));
    let mut short = units.clone();
    short[1].measures.pop();
    assert_eq!(refused(&short, &task(2, 3)), CohortError::Incomplete(name()));
    for value in [f64::NAN, f64::INFINITY, 1e200] {
        let mut broken = units.clone();
        broken[1].measures[0] = value;
        assert_eq!(refused(&broken, &task(2, 3)), CohortError::NotANumber(name()));
    }
    let tolerance = Task { tolerance: f64::NAN, ..task(2, 3) };
    assert!(matches!(refused(&units, &tolerance), CohortError::NotANumber(_)));
    let many = triplets(1_667);
    assert_eq!(refused(&many, &task(2, 3)), CohortError::TooMany);
}

#[test]
fn quarters_hold_as_many_but_for_those_that_are_the_same() {
    assert_eq!(quarters(&[5.0, 1.0, 7.0, 3.0, 2.0, 8.0, 4.0, 6.0]), [3, 1, 4, 2, 1, 4, 2, 3]);
    assert_eq!(quarters(&[1.0; 4]), [1, 1, 1, 1]);
    assert!(quarters(&[]).is_empty());
}
