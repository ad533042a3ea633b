//! Amounts shared to the cent.

#![expect(clippy::unwrap_used, reason = "tests")]

use kernel::Day;
use proptest::{collection::vec, prelude::*};
use shares::{Cents, Line, Rate, Scale, ShareError, Step};

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

fn cents(text: &str) -> Cents {
    Cents::parse(text).unwrap()
}

fn line(payer: &str, least: &str, below: Option<&str>, rate: &str) -> Line {
    Line {
        part: "equipment of écoles".to_owned(),
        payer: payer.to_owned(),
        from: day("2022-05-05"),
        until: None,
        least: cents(least),
        below: below.map(cents),
        rate: Rate::parse(rate).unwrap(),
    }
}

/// Below 200 000 € a commune pays 30 %, from there on half.
fn published() -> Vec<Line> {
    vec![
        line("commune", "0", Some("200 000"), "30"),
        line("bank", "0", Some("200 000"), "70"),
        line("commune", "200 000", None, "50"),
        line("bank", "200 000", None, "50"),
    ]
}

fn owed(amount: &str) -> (Cents, Cents) {
    let scale = Scale::new(published()).unwrap();
    let shares = scale.shares("equipment of écoles", day("2026-09-01"), cents(amount)).unwrap();
    assert_eq!((shares[0].payer.as_str(), shares[1].payer.as_str()), ("commune", "bank"));
    (shares[0].amount, shares[1].amount)
}

#[test]
fn one_cent_more_costs_a_commune_forty_thousand_euros() {
    assert_eq!(owed("199 999,99"), (cents("60000.00"), cents("139999.99")));
    assert_eq!(owed("200 000,00"), (cents("100000.00"), cents("100000.00")));
    let scale = Scale::new(published()).unwrap();
    let steps = scale.steps("equipment of écoles", day("2026-09-01"), "commune");
    let step =
        Step { at: cents("200000"), below: Some(cents("60000.00")), there: Some(cents("100000")) };
    assert_eq!(steps, [step]);
}

#[test]
fn the_published_figures_are_found() {
    assert_eq!(owed("199999").0, cents("59999.70"));
    assert_eq!(owed("200000").0, cents("100000"));
}

#[test]
fn several_funders_share_one_expense() {
    let line = |payer: &str, rate: &str| line(payer, "0", None, rate);
    let lines = vec![line("State", "70"), line("Département", "10"), line("commune", "20")];
    let scale = Scale::new(lines).unwrap();
    let shares = scale.shares("equipment of écoles", day("2026-09-01"), cents("0.05")).unwrap();
    let amounts: Vec<i64> = shares.iter().map(|share| share.amount.0).collect();
    // 3.5, 0.5 and 1 cents: the first of those who lost as much gets the cent that is left.
    assert_eq!(amounts, [4, 0, 1]);
}

#[test]
fn a_rate_holds_from_its_first_day_to_its_last() {
    let old = |one: Line| Line { until: Some(day("2026-08-31")), ..one };
    let new = |one: Line| Line { from: day("2026-09-01"), ..one };
    let scale = Scale::new(vec![
        old(line("commune", "0", None, "30")),
        old(line("bank", "0", None, "70")),
        new(line("commune", "0", None, "40")),
        new(line("bank", "0", None, "60")),
    ])
    .unwrap();
    let of = |on: &str| {
        let shares = scale.shares("equipment of écoles", day(on), cents("100"))?;
        Ok::<_, ShareError>(shares[0].amount.0)
    };
    assert_eq!((of("2026-08-31"), of("2026-09-01")), (Ok(3000), Ok(4000)));
    assert!(matches!(of("2022-05-04"), Err(ShareError::NoRate { .. })));
    let other = scale.shares("training", day("2026-09-01"), cents("1"));
    assert_eq!(
        other.unwrap_err().to_string(),
        "no rate is known for training of 1.00 on 2026-09-01"
    );
}

#[test]
fn rates_that_are_not_the_whole_are_refused_with_the_day_and_the_amount() {
    let mut lines = published();
    lines[3].rate = Rate(4_000);
    let refused = Scale::new(lines).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the rates of equipment of écoles from 2022-05-05 and 200000.00 on are 90.00 % in all, not 100 %"
    );
    let mut lines = published();
    lines[2].least = cents("199 999,99");
    assert!(matches!(Scale::new(lines), Err(ShareError::Twice { .. })));
    let mut lines = published();
    lines[1].until = Some(day("2025-12-31"));
    assert!(matches!(
        Scale::new(lines),
        Err(ShareError::NotWhole { from_day, sum: Rate(3_000), .. }) if from_day == day("2026-01-01")
    ));
    for broken in [
        Line { until: Some(day("2020-01-01")), ..line("commune", "0", None, "100") },
        line("commune", "10", Some("10"), "100"),
    ] {
        assert!(matches!(Scale::new(vec![broken]), Err(ShareError::Backwards { .. })));
    }
    let many = vec![line("commune", "0", None, "100"); 501];
    assert_eq!(Scale::new(many).unwrap_err(), ShareError::TooMany);
}

#[test]
fn a_step_where_no_rate_is_known_below_says_so() {
    let scale = Scale::new(vec![line("commune", "500", None, "100")]).unwrap();
    let steps = scale.steps("equipment of écoles", day("2026-09-01"), "commune");
    assert_eq!(steps, [Step { at: cents("500"), below: None, there: Some(cents("500")) }]);
}

#[test]
fn amounts_are_read_as_people_write_them_and_never_guessed() {
    for (text, known) in [
        ("199 999,99 €", 19_999_999),
        ("199\u{202f}999,99\u{a0}€", 19_999_999),
        ("199999.99", 19_999_999),
        ("12", 1_200),
        ("12,5", 1_250),
        (" 0,05 ", 5),
        ("-12,50", -1_250),
        ("\u{2212}12", -1_200),
    ] {
        assert_eq!(Cents::parse(text), Some(Cents(known)), "{text}");
    }
    for text in [
        "",
        "€",
        "-",
        "--1",
        "1,234.56",
        "1.234",
        "1.234,56",
        "12,345",
        "1 23",
        "1234 567",
        "12 k€",
        "1e5",
        "douze",
        "12,",
        ",5",
        "99999999999999999999",
        "+1",
        "1\n2",
    ] {
        assert_eq!(Cents::parse(text), None, "{text}");
    }
    assert_eq!(Rate::parse("33,33 %"), Some(Rate(3_333)));
    assert_eq!(Rate::parse("100"), Some(Rate::WHOLE));
    for text in ["100,01", "-1", "0,333", ""] {
        assert_eq!(Rate::parse(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn shares_add_up_to_the_cent(amount: i64, weights in vec(any::<u32>().prop_map(u64::from), 1..9)) {
        prop_assume!(amount != i64::MIN && weights.iter().any(|weight| *weight > 0));
        let shares = Cents(amount).split(&weights).unwrap();
        prop_assert_eq!(shares.iter().map(|share| i128::from(share.0)).sum::<i128>(), amount.into());
        let total: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
        for (share, weight) in shares.iter().zip(&weights) {
            let exact = i128::from(amount) * i128::from(*weight);
            // Nobody is a whole cent away from their share, and nobody pays for nothing.
            prop_assert!((i128::from(share.0) * total - exact).abs() < total);
            prop_assert!(*weight > 0 || share.0 == 0);
        }
    }

    #[test]
    fn what_is_given_back_undoes_what_was_paid(amount in 0..i64::MAX, weights in vec(1..10_000_u64, 1..9)) {
        let paid = Cents(amount).split(&weights).unwrap();
        let back = Cents(-amount).split(&weights).unwrap();
        prop_assert!(paid.iter().zip(&back).all(|(paid, back)| paid.0 == -back.0));
    }

    #[test]
    fn an_amount_is_read_as_it_was_written(amount: i64) {
        prop_assume!(amount != i64::MIN);
        prop_assert_eq!(Cents::parse(&Cents(amount).to_string()), Some(Cents(amount)));
    }

    #[test]
    fn any_text_is_read_or_refused(text in ".{0,24}") {
        let _ = (Cents::parse(&text), Rate::parse(&text));
    }

    #[test]
    fn nothing_is_lost_on_either_side_of_a_threshold(amount in 0..40_000_000_i64, threshold in 1..40_000_000_i64) {
        let mut lines = published();
        for line in &mut lines {
            line.below = line.below.map(|_| Cents(threshold));
            line.least = if line.least.0 > 0 { Cents(threshold) } else { line.least };
        }
        let scale = Scale::new(lines).unwrap();
        let shares = scale.shares("equipment of écoles", day("2026-09-01"), Cents(amount)).unwrap();
        prop_assert_eq!(shares.iter().map(|share| share.amount.0).sum::<i64>(), amount);
        prop_assert_eq!(shares[0].rate, if amount < threshold { Rate(3_000) } else { Rate(5_000) });
    }
}

#[test]
fn no_weight_is_no_share() {
    assert_eq!(Cents(100).split(&[]), None);
    assert_eq!(Cents(100).split(&[0, 0]), None);
}
