//! Panels that say nothing, or contradict themselves.

use effect::{Ask, Control, EffectError, Gaps, Panel, Verdict, estimate};

use crate::{panel, rows};

fn refused(units: &[(Option<i32>, Vec<f64>)], control: Control) -> EffectError {
    estimate(&panel(units), &Ask { control, ..Ask::default() }).unwrap_err()
}

#[test]
fn rows_that_contradict_each_other_are_named() {
    let good = rows(&[(Some(2002), vec![1.0, 2.0]), (None, vec![1.0, 2.0])]);
    let with = |change: &dyn Fn(&mut Vec<effect::Row>)| {
        let mut rows = good.clone();
        change(&mut rows);
        Panel::new(rows, Gaps::Refused).unwrap_err()
    };
    let unit = || "unit 0000".to_owned();
    for outcome in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(
            with(&|rows| rows[1].outcome = outcome),
            EffectError::NotANumber { unit: unit(), time: 2002 }
        );
    }
    let twice = with(&|rows| rows.push(rows[0].clone()));
    assert_eq!(twice, EffectError::Twice { unit: unit(), time: 2001 });
    assert_eq!(with(&|rows| rows[1].first = None), EffectError::TwoAdoptions(unit()));
    let clusters = with(&|rows| rows[1].cluster = Some("a".to_owned()));
    assert_eq!(clusters, EffectError::TwoClusters(unit()));
    assert_eq!(with(&Vec::clear), EffectError::Empty);
    assert_eq!(with(&|rows| rows.retain(|row| row.time == 2001)), EffectError::OneDate);
}

#[test]
fn a_unit_that_lacks_a_date_is_refused_or_left_out_by_name() {
    let mut rows = rows(&[
        (Some(2002), vec![1.0, 2.0, 3.0]),
        (None, vec![1.0, 2.0, 3.0]),
        (None, vec![1.0, 2.0]),
    ]);
    let refused = Panel::new(rows.clone(), Gaps::Refused).unwrap_err();
    assert_eq!(
        refused,
        EffectError::Incomplete { unit: "unit 0002".to_owned(), time: 2003, units: 1 }
    );
    let panel = Panel::new(rows.clone(), Gaps::LeftOut).unwrap();
    assert_eq!((panel.left_out(), panel.units()), (&["unit 0002".to_owned()][..], 2));
    rows.retain(|row| row.unit != "unit 0000" || row.time != 2001);
    rows.retain(|row| row.unit != "unit 0001" || row.time != 2002);
    assert_eq!(Panel::new(rows, Gaps::LeftOut).unwrap_err(), EffectError::Empty);
}

#[test]
fn without_anyone_to_compare_with_there_is_no_effect() {
    let together = [(Some(2002), vec![1.0, 2.0]), (Some(2002), vec![1.0, 3.0])];
    assert_eq!(refused(&together, Control::Never), EffectError::NobodyNever);
    assert_eq!(refused(&together, Control::NotYet), EffectError::NobodyNotYet);
    let nobody = [(None, vec![1.0, 2.0]), (Some(2009), vec![1.0, 3.0])];
    assert_eq!(refused(&nobody, Control::Never), EffectError::NobodyAdopts);
    let before = [(None, vec![1.0, 2.0]), (Some(2001), vec![1.0, 3.0])];
    assert_eq!(refused(&before, Control::NotYet), EffectError::NobodyAdopts);
}

#[test]
fn when_all_adopt_one_after_another_the_last_are_compared_with_until_they_do() {
    let all = [
        (Some(2002), vec![0.0, 2.0, 5.0, 9.0]),
        (Some(2003), vec![0.0, 1.0, 4.0, 9.0]),
        (Some(2004), vec![0.0, 1.0, 2.0, 9.0]),
    ];
    assert_eq!(refused(&all, Control::Never), EffectError::NobodyNever);
    let ask = Ask { control: Control::NotYet, ..Ask::default() };
    let found = estimate(&panel(&all), &ask).unwrap();
    let after: Vec<_> = found.cells.iter().filter(|cell| cell.time >= cell.group).collect();
    let known: Vec<_> =
        after.iter().map(|cell| (cell.group, cell.time, cell.figure.effect)).collect();
    assert_eq!(known, [(2002, 2002, 1.0), (2002, 2003, 3.0), (2003, 2003, 2.0)]);
    assert_eq!(found.verdict, Verdict::TooFew);
}

#[test]
fn whoever_had_adopted_before_is_neither_measured_nor_compared_with() {
    let units = [
        (Some(2001), vec![0.0, 100.0, -100.0]),
        (Some(1999), vec![0.0, 100.0, 100.0]),
        (Some(2002), vec![0.0, 3.0, 3.0]),
        (None, vec![0.0, 1.0, 1.0]),
    ];
    let found = estimate(&panel(&units), &Ask::default()).unwrap();
    assert_eq!(found.already, ["unit 0000", "unit 0001"]);
    assert!((found.simple.effect - 2.0).abs() < 1e-12);
}

#[test]
fn extreme_dates_and_shares_do_not_break_it() {
    let units =
        [(Some(i32::MAX), vec![0.0, 1.0]), (Some(2002), vec![0.0, 1.0]), (None, vec![0.0, 1.0])];
    let panel = panel(&units);
    let ask = Ask { anticipation: u16::MAX, ..Ask::default() };
    assert_eq!(estimate(&panel, &ask).unwrap_err(), EffectError::NobodyAdopts);
    for confidence in [0.0, 1.0, -1.0, f64::NAN] {
        let ask = Ask { confidence, ..Ask::default() };
        assert!(matches!(estimate(&panel, &ask), Err(EffectError::OutOfRange(_))));
    }
    let flat = estimate(&panel, &Ask::default()).unwrap();
    assert_eq!((flat.simple.effect, flat.simple.error), (0.0, 0.0));
    assert!((flat.chance.unwrap().p() - 1.0).abs() < 1e-12);
}
