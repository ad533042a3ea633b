//! Answers that are known.

use effect::{Ask, Control, Estimate, Gaps, Panel, Row, Verdict, estimate};

use crate::{panel, rows};

/// County teen employment (Callaway and Sant'Anna 2021): when a cohort raised its minimum wage, how
/// many counties it has, and its mean log employment from 2003 to 2007.
const COUNTIES: [(Option<i32>, usize, [f64; 5]); 4] = [
    (Some(2004), 20, [6.179_697, 6.106_564, 6.059_452, 6.026_704, 6.085_388]),
    (Some(2006), 40, [6.573_994, 6.517_884, 6.527_941, 6.557_435, 6.543_041]),
    (Some(2007), 131, [5.842_906, 5.810_783, 5.820_866, 5.823_866, 5.820_048]),
    (None, 309, [5.654_63, 5.592, 5.604_808, 5.638_896, 5.661_133]),
];

fn counties(control: Control) -> Estimate {
    let mut rows = Vec::new();
    for (first, count, means) in COUNTIES {
        for unit in 0..count {
            let row = |(time, outcome)| Row {
                unit: format!("{first:?} {unit}"),
                time,
                outcome,
                first,
                cluster: None,
            };
            rows.extend((2003..).zip(means).map(row));
        }
    }
    let panel = Panel::new(rows, Gaps::Refused).unwrap();
    let ask = Ask { control, draws: 9, deals: 9, ..Ask::default() };
    estimate(&panel, &ask).unwrap()
}

fn assert_near(found: f64, known: f64) {
    assert!((found - known).abs() < 6e-5, "{found} is not {known}");
}

fn assert_series(series: &effect::Series, known: &[(i32, f64)], overall: f64) {
    assert_eq!(series.figures.len(), known.len());
    for ((key, figure), (known_key, effect)) in series.figures.iter().zip(known) {
        assert_eq!(key, known_key);
        assert_near(figure.effect, *effect);
    }
    assert_near(series.overall.effect, overall);
}

#[test]
fn the_published_effects_of_the_minimum_wage_are_found() {
    let found = counties(Control::Never);
    let published = [
        (2004, 2004, -0.0105),
        (2004, 2005, -0.0704),
        (2004, 2006, -0.1373),
        (2004, 2007, -0.1008),
        (2006, 2004, 0.0065),
        (2006, 2005, -0.0028),
        (2006, 2006, -0.0046),
        (2006, 2007, -0.0412),
        (2007, 2004, 0.0305),
        (2007, 2005, -0.0027),
        (2007, 2006, -0.0311),
        (2007, 2007, -0.0261),
    ];
    assert_eq!(found.cells.len(), published.len());
    for (cell, (group, time, effect)) in found.cells.iter().zip(published) {
        assert_eq!((cell.group, cell.time), (group, time));
        assert_near(cell.figure.effect, effect);
    }
    assert_near(found.simple.effect, -0.03995);
    let since = [
        (-3, 0.0305),
        (-2, -0.0006),
        (-1, -0.0245),
        (0, -0.0199),
        (1, -0.0510),
        (2, -0.1373),
        (3, -0.1008),
    ];
    assert_series(&found.dynamic, &since, -0.0772);
    let cohorts = [(2004, -0.0797), (2006, -0.0229), (2007, -0.0261)];
    assert_series(&found.group, &cohorts, -0.0310);
    let dates = [(2004, -0.0105), (2005, -0.0704), (2006, -0.0488), (2007, -0.0371)];
    assert_series(&found.calendar, &dates, -0.0417);
}

#[test]
fn those_who_have_not_yet_adopted_are_compared_with_too() {
    let found = counties(Control::NotYet);
    let published = [
        (2004, 2004, -0.0194),
        (2004, 2005, -0.0783),
        (2004, 2006, -0.1363),
        (2004, 2007, -0.1008),
        (2006, 2004, -0.0026),
        (2006, 2005, -0.0019),
        (2006, 2006, 0.0047),
        (2006, 2007, -0.0412),
        (2007, 2004, 0.0298),
        (2007, 2005, -0.0024),
        (2007, 2006, -0.0311),
        (2007, 2007, -0.0261),
    ];
    for (cell, (group, time, effect)) in found.cells.iter().zip(published) {
        assert_eq!((cell.group, cell.time), (group, time));
        assert_near(cell.figure.effect, effect);
    }
    assert_near(found.simple.effect, -0.0398);
    assert_near(found.dynamic.overall.effect, -0.0774);
    assert_near(found.group.overall.effect, -0.0305);
}

#[test]
fn two_groups_and_two_dates_are_the_plain_difference_in_differences() {
    let units = [
        (Some(2002), vec![1.0, 5.0]),
        (Some(2002), vec![2.0, 8.0]),
        (None, vec![0.0, 1.0]),
        (None, vec![4.0, 7.0]),
        (None, vec![3.0, 5.0]),
    ];
    let found = estimate(&panel(&units), &Ask::default()).unwrap();
    // Changes 4 and 6 against 1, 3 and 2; variances 1 over 2 and 2/3 over 3.
    assert!((found.simple.effect - 3.0).abs() < 1e-12);
    assert!((found.simple.error - (1.0_f64 / 2.0 + 2.0 / 9.0).sqrt()).abs() < 1e-12);
    for one in [found.cells[0].figure, found.dynamic.overall, found.group.overall] {
        assert!((one.effect - 3.0).abs() < 1e-12 && (one.error - found.simple.error).abs() < 1e-12);
    }
    // Three of ten deals change by more or less than the others as much: chance is exact.
    let chance = found.chance.unwrap();
    assert_eq!((chance.deals, chance.is_exact), (10, true));
    assert_eq!((found.trend, found.verdict), (None, Verdict::TooFew));
}

#[test]
fn anticipation_moves_the_date_of_comparison_back() {
    let units: Vec<_> = (0..6)
        .map(|unit| {
            let drift = f64::from(unit % 3);
            if unit < 3 {
                (Some(2004), vec![drift, 1.0 + drift, 4.0, 9.0])
            } else {
                (None, vec![drift; 4])
            }
        })
        .collect();
    let effect_of = |anticipation| {
        let ask = Ask { anticipation, ..Ask::default() };
        estimate(&panel(&units), &ask).unwrap().simple.effect
    };
    assert!((effect_of(0) - 5.0).abs() < 1e-12);
    assert!((effect_of(1) - 7.0).abs() < 1e-12);
    assert!((effect_of(2) - 8.0).abs() < 1e-12);
}

#[test]
fn units_of_a_cluster_count_once_for_errors_and_chance() {
    let units: Vec<_> = (0..24)
        .map(|unit| {
            let cluster = f64::from(unit / 4);
            let first = (unit < 12).then_some(2002);
            (first, vec![0.0, cluster * cluster, f64::from(unit)])
        })
        .collect();
    let alone = estimate(&panel(&units), &Ask::default()).unwrap();
    let mut grouped = rows(&units);
    for row in &mut grouped {
        let number: usize = row.unit[5..].parse().unwrap();
        row.cluster = Some(format!("commune {}", number / 4));
    }
    let grouped = Panel::new(grouped, Gaps::Refused).unwrap();
    let together = estimate(&grouped, &Ask::default()).unwrap();
    assert!((alone.simple.effect - together.simple.effect).abs() < 1e-12);
    assert!(together.simple.error > 1.5 * alone.simple.error);
    assert_eq!((together.treated, together.compared), (3, 3));
    let chance = together.chance.unwrap();
    assert_eq!((chance.deals, chance.is_exact), (20, true));
}

#[test]
fn a_cluster_that_adopts_at_two_dates_has_no_chance_to_deal() {
    let units = [
        (Some(2002), vec![0.0, 1.0, 2.0]),
        (Some(2003), vec![0.0, 1.0, 3.0]),
        (None, vec![0.0, 0.0, 1.0]),
    ];
    let mut grouped = rows(&units);
    for row in &mut grouped {
        row.cluster = row.first.map(|_| "one".to_owned());
    }
    let found = estimate(&Panel::new(grouped, Gaps::Refused).unwrap(), &Ask::default()).unwrap();
    assert_eq!(found.chance, None);
}

#[test]
fn those_who_diverged_before_are_not_called_an_effect() {
    let drifting = |slope: f64| {
        let units: Vec<_> = (0..40)
            .map(|unit| {
                let own = f64::from(unit * 7 % 11) / 5.0;
                let treated = unit < 20;
                let grows = if treated { slope } else { 0.0 };
                let jump = |at: i32| if treated && at == 4 { 5.0 } else { 0.0 };
                let wave = |at: i32| f64::from((unit * 5 + at * 3) % 7) / 7.0;
                let outcomes =
                    (0..5).map(|at| own + f64::from(at) * grows + jump(at) + wave(at)).collect();
                (treated.then_some(2005), outcomes)
            })
            .collect();
        estimate(&panel(&units), &Ask::default()).unwrap().verdict
    };
    assert_eq!(drifting(0.0), Verdict::Conclusive);
    assert_eq!(drifting(2.0), Verdict::NotAlike);
}
