//! What a plan would find.

use dice::Dice;
use effect::{Ask, Cohort, Control, EffectError, Plan, detectable, estimate};

use crate::{noise, panel};

fn plan(cohorts: &[(Option<i32>, usize)], last: i32) -> Plan {
    Plan {
        cohorts: cohorts
            .iter()
            .map(|(first, units)| Cohort { first: *first, units: *units })
            .collect(),
        times: (2001..=last).collect(),
        deviation: 10.0,
        correlation: 0.0,
        power: 0.8,
    }
}

fn not_yet() -> Ask {
    Ask { control: Control::NotYet, draws: 0, deals: 0, ..Ask::default() }
}

#[test]
fn two_groups_and_two_dates_have_the_known_formula() {
    let plan = Plan { correlation: 0.6, ..plan(&[(Some(2002), 42), (None, 84)], 2002) };
    let error = 10.0 * (2.0_f64 * (1.0 - 0.6) * (1.0 / 42.0 + 1.0 / 84.0)).sqrt();
    let reach = 1.959_963_984_540_054 + 0.841_621_233_572_914_3;
    assert!((detectable(&plan, &not_yet()).unwrap() - reach * error).abs() < 1e-9);
}

#[test]
fn more_schools_and_steadier_ones_show_smaller_effects() {
    let least = |units, correlation| {
        let cohorts = [(Some(2003), units), (Some(2004), units), (Some(2005), units)];
        detectable(&Plan { correlation, ..plan(&cohorts, 2005) }, &not_yet()).unwrap()
    };
    assert!(least(42, 0.5) < least(9, 0.5));
    assert!(least(42, 0.9) < least(42, 0.5));
    assert!(least(42, 1.0) < 1e-6);
}

#[test]
fn an_effect_of_that_size_is_found_as_often_as_was_said() {
    let cohorts = [(Some(2003), 30), (Some(2004), 30), (None, 40)];
    let effect = detectable(&plan(&cohorts, 2005), &not_yet()).unwrap();
    let mut dice = Dice::new(11);
    let runs = 400;
    let found = (0..runs).filter(|_| {
        let mut units = Vec::new();
        for (first, count) in cohorts {
            for _ in 0..count {
                let outcome = |time: i32| {
                    let has = first.is_some_and(|first| time >= first);
                    10.0 * noise(&mut dice) + if has { effect } else { 0.0 }
                };
                units.push((first, (2001..=2005).map(outcome).collect()));
            }
        }
        estimate(&panel(&units), &not_yet()).unwrap().simple.interval.0 > 0.0
    });
    let share = f64::from(u32::try_from(found.count()).unwrap()) / f64::from(runs);
    assert!((0.74..0.88).contains(&share), "{share}");
}

#[test]
fn a_plan_that_cannot_be_is_refused() {
    let ask = not_yet();
    let none = detectable(&plan(&[(None, 9)], 2005), &ask);
    assert_eq!(none.unwrap_err(), EffectError::NobodyAdopts);
    let late = detectable(&plan(&[(Some(2009), 9), (None, 9)], 2005), &ask);
    assert_eq!(late.unwrap_err(), EffectError::NobodyAdopts);
    let alone = detectable(&plan(&[(Some(2003), 9)], 2005), &ask);
    assert_eq!(alone.unwrap_err(), EffectError::NobodyNotYet);
    let one = detectable(&plan(&[(Some(2001), 9), (None, 9)], 2001), &ask);
    assert_eq!(one.unwrap_err(), EffectError::OneDate);
    let good = plan(&[(Some(2003), 9), (None, 9)], 2005);
    for broken in [
        Plan { deviation: f64::NAN, ..good.clone() },
        Plan { deviation: -1.0, ..good.clone() },
        Plan { correlation: 1.5, ..good.clone() },
        Plan { power: 1.0, ..good },
    ] {
        assert!(matches!(detectable(&broken, &ask), Err(EffectError::OutOfRange(_))));
    }
}
