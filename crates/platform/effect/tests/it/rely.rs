//! What anyone may rely on, whatever the panel.

use dice::Dice;
use effect::{Ask, Control, Estimate, Figure, Gaps, Panel, estimate};
use proptest::{collection::vec, prelude::*};

use crate::{noise, panel, rows};

type Units = Vec<(Option<i32>, Vec<f64>)>;

/// Panels where someone adopts and someone never does.
fn panels() -> impl Strategy<Value = Units> {
    (2..6_usize).prop_flat_map(|dates| {
        let outcomes = || vec(-50.0..50.0_f64, dates);
        let last = 2000 + i32::try_from(dates).unwrap();
        let free = vec((proptest::option::of(2002..=last + 1), outcomes()), 0..8);
        let adopts = vec((2002..=last, outcomes()), 1..4);
        let never = vec(outcomes(), 1..4);
        (free, adopts, never).prop_map(|(mut units, adopts, never)| {
            units.extend(adopts.into_iter().map(|(first, outcomes)| (Some(first), outcomes)));
            units.extend(never.into_iter().map(|outcomes| (None, outcomes)));
            units
        })
    })
}

fn asks() -> impl Strategy<Value = Ask> {
    let control = prop_oneof![Just(Control::Never), Just(Control::NotYet)];
    control.prop_map(|control| Ask { control, draws: 19, deals: 19, ..Ask::default() })
}

fn all(found: &Estimate) -> Vec<Figure> {
    let mut figures: Vec<_> = found.cells.iter().map(|cell| cell.figure).collect();
    figures.push(found.simple);
    for series in [&found.dynamic, &found.group, &found.calendar] {
        figures.extend(series.figures.iter().map(|(_, figure)| *figure));
        figures.push(series.overall);
    }
    figures
}

fn are_same(found: &Estimate, other: &Estimate) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() < 1e-7;
    let (found, other) = (all(found), all(other));
    found.len() == other.len()
        && found.iter().zip(&other).all(|(a, b)| near(a.effect, b.effect) && near(a.error, b.error))
}

proptest! {
    #[test]
    fn names_and_order_say_nothing(units in panels(), ask in asks(), seed in any::<u64>()) {
        let found = estimate(&panel(&units), &ask).unwrap();
        let mut shuffled = rows(&units);
        Dice::new(seed).shuffle(&mut shuffled);
        let again = Panel::new(shuffled, Gaps::Refused).unwrap();
        prop_assert_eq!(&estimate(&again, &ask).unwrap(), &found);
        let mut renamed = units.clone();
        Dice::new(seed).shuffle(&mut renamed);
        prop_assert!(are_same(&estimate(&panel(&renamed), &ask).unwrap(), &found));
    }

    #[test]
    fn what_a_unit_always_is_and_what_a_date_does_to_all_say_nothing(
        units in panels(), ask in asks(), of_unit in vec(-9.0..9.0_f64, 16), of_date in vec(-9.0..9.0_f64, 6),
    ) {
        let found = estimate(&panel(&units), &ask).unwrap();
        let shift = |((first, outcomes), own): (&(Option<i32>, Vec<f64>), &f64)| {
            (*first, outcomes.iter().zip(&of_date).map(|(y, date)| y + own + date).collect())
        };
        let shifted: Units = units.iter().zip(&of_unit).map(shift).collect();
        prop_assert!(are_same(&estimate(&panel(&shifted), &ask).unwrap(), &found));
    }

    #[test]
    fn an_effect_that_is_added_is_found_whole(units in panels(), ask in asks(), effect in -9.0..9.0_f64) {
        let found = estimate(&panel(&units), &ask).unwrap();
        let add = |(first, outcomes): &(Option<i32>, Vec<f64>)| {
            let has = |time: i32| first.is_some_and(|first| time >= first);
            let more = (2001..).zip(outcomes).map(|(time, y)| if has(time) { y + effect } else { *y });
            (*first, more.collect())
        };
        let more = estimate(&panel(&units.iter().map(add).collect::<Vec<_>>()), &ask).unwrap();
        prop_assert!((more.simple.effect - found.simple.effect - effect).abs() < 1e-7);
        for (cell, before) in more.cells.iter().zip(&found.cells) {
            let added = if cell.time >= cell.group { effect } else { 0.0 };
            prop_assert!((cell.figure.effect - before.figure.effect - added).abs() < 1e-7);
            prop_assert!((cell.figure.error - before.figure.error).abs() < 1e-7);
        }
    }

    #[test]
    fn everything_that_is_said_is_a_number(units in panels(), ask in asks()) {
        let found = estimate(&panel(&units), &ask).unwrap();
        for figure in all(&found) {
            let (low, high) = figure.interval;
            prop_assert!(figure.effect.is_finite() && figure.error >= 0.0);
            prop_assert!(low <= figure.effect && figure.effect <= high);
            prop_assert!(figure.band.0 <= low && high <= figure.band.1);
        }
        let p = found.chance.unwrap().p();
        prop_assert!(p > 0.0 && p <= 1.0);
        prop_assert!(found.trend.is_none_or(|trend| (0.0..=1.0).contains(&trend.p)));
    }
}

fn nothing_happens(dice: &mut Dice, unit: usize) -> (Option<i32>, Vec<f64>) {
    let first = [Some(2003), Some(2004), None, None][unit % 4];
    let own = noise(dice);
    (first, (0..5).map(|date| own + f64::from(date) + noise(dice)).collect())
}

#[test]
fn where_nothing_happens_nothing_is_claimed_more_often_than_said() {
    let mut dice = Dice::new(5);
    let (runs, ask) = (400, Ask { draws: 199, deals: 99, ..Ask::default() });
    let (mut held, mut banded, mut alike, mut by_chance, mut claimed) = (0, 0, 0, 0, 0);
    for _ in 0..runs {
        let units: Vec<_> = (0..80).map(|unit| nothing_happens(&mut dice, unit)).collect();
        let found = estimate(&panel(&units), &ask).unwrap();
        let has_nothing = |(low, high): (f64, f64)| low <= 0.0 && 0.0 <= high;
        held += u32::from(has_nothing(found.simple.interval));
        banded +=
            u32::from(found.dynamic.figures.iter().all(|(_, figure)| has_nothing(figure.band)));
        alike += u32::from(found.trend.unwrap().p >= 0.05);
        by_chance += u32::from(found.chance.unwrap().p() > 0.05);
        claimed += u32::from(found.verdict == effect::Verdict::Conclusive);
    }
    // 95 in 100, give or take three standard errors and the smallness of the samples.
    for (name, times) in
        [("interval", held), ("band", banded), ("trend", alike), ("chance", by_chance)]
    {
        assert!((356..=394).contains(&times), "{name}: {times} of {runs}");
    }
    assert!(claimed <= 32, "{claimed} effects were claimed of {runs}");
}

#[test]
fn the_same_seed_gives_the_same_answer() {
    let mut dice = Dice::new(8);
    let units: Vec<_> = (0..40).map(|unit| nothing_happens(&mut dice, unit)).collect();
    let of_seed = |seed| estimate(&panel(&units), &Ask { seed, ..Ask::default() }).unwrap();
    assert_eq!(of_seed(3), of_seed(3));
    assert_ne!(of_seed(3).dynamic.figures, of_seed(4).dynamic.figures);
}

#[test]
fn the_strongest_of_all_deals_is_as_rare_as_it_can_be() {
    let unit = |first, change: f64| (first, vec![0.0, change]);
    let units = [
        unit(Some(2002), 9.0),
        unit(Some(2002), 8.0),
        unit(Some(2002), 7.5),
        unit(None, 1.0),
        unit(None, 2.0),
        unit(None, 0.5),
    ];
    let chance = estimate(&panel(&units), &Ask::default()).unwrap().chance.unwrap();
    // The same three against the same three, either way round.
    assert_eq!((chance.as_strong, chance.deals, chance.is_exact), (2, 20, true));
}
