//! Days and prices, as people and spreadsheets write them.

use kernel::Day;

/// A text that says something else than what it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unread;

/// A price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Price {
    pub(crate) cents: i64,
    /// Whether the text itself says that taxes are in it.
    pub(crate) with_tax: bool,
}

/// Days from the day 0 of spreadsheets to 1 January 1970.
const EPOCH: i32 = 25_569;
/// What spreadsheets call 1 January 1980 and 1 January 2100: other numbers are no days.
const SERIALS: std::ops::Range<i32> = 29_221..73_051;
/// Nothing in a school is older, and nothing is bought later.
const YEARS: std::ops::RangeInclusive<i16> = 1980..=2099;

/// The day a cell says: `2024-04-03`, `03/04/2024`, `3/4/24`, or the number a spreadsheet counts with.
pub(crate) fn day(text: &str) -> Result<Option<Day>, Unread> {
    let text = text.trim();
    if text.is_empty() || matches!(kernel::fold(text).as_str(), "" | "n a" | "na" | "inconnu") {
        return Ok(None);
    }
    let day = Day::parse_iso(text).or_else(|| day_of_serial(text)).or_else(|| day_first(text));
    let day = day.filter(|day| YEARS.contains(&day.ymd().0));
    day.map(Some).ok_or(Unread)
}

fn day_of_serial(text: &str) -> Option<Day> {
    let whole = text.split(['.', ',']).next()?;
    let serial: i32 = whole.parse().ok()?;
    SERIALS.contains(&serial).then(|| Day(serial - EPOCH))
}

fn day_first(text: &str) -> Option<Day> {
    let date = text.split_whitespace().next()?;
    let parts: Vec<i16> =
        date.split(['/', '-', '.']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [day, month, year] = parts.try_into().ok()?;
    let year: i16 = if (0..100).contains(&year) { 2000 + year } else { year };
    Day::new(year, month.try_into().ok()?, day.try_into().ok()?)
}

/// The price a cell says: `1 234,56 €`, `1,234.56`, `1234.5 HT`.
pub(crate) fn price(text: &str) -> Result<Option<Price>, Unread> {
    let upper: String =
        text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
    let with_tax = ["TTC", "T.T.C"].iter().any(|word| upper.contains(word));
    let bare = ["T.T.C.", "T.T.C", "TTC", "H.T.", "H.T", "HT", "EUROS", "EURO", "EUR", "€"]
        .iter()
        .fold(upper, |text, word| text.replace(word, ""));
    if bare.is_empty() || matches!(kernel::fold(&bare).as_str(), "" | "n a" | "na" | "nc") {
        return Ok(None);
    }
    let cents = cents(&bare).ok_or(Unread)?;
    Ok(Some(Price { cents, with_tax }))
}

/// The last comma or point stands before the cents when one or two digits follow it.
fn cents(text: &str) -> Option<i64> {
    let mark = text.rfind([',', '.']).filter(|at| (1..=2).contains(&(text.len() - at - 1)));
    let (whole, rest) = mark.map_or((text, ""), |at| (&text[..at], &text[at + 1..]));
    let groups: Vec<&str> = whole.split([',', '.', '\'']).collect();
    let are_groups = groups.iter().skip(1).all(|group| group.len() == 3);
    let digits = groups.concat();
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !are_groups
        || digits.is_empty()
        || digits.len() > 9
        || !is_number(&digits)
        || !is_number(rest)
    {
        return None;
    }
    let euros: i64 = digits.parse().ok()?;
    let rest: i64 = format!("{rest:0<2}").parse().ok()?;
    Some(euros * 100 + rest)
}

/// The rate of a tax, in hundredths of a percent: `20 %`, `5,5`, `0.2`.
pub(crate) fn rate(text: &str) -> Option<i64> {
    let bare = text.replace(['%', ' ', '\u{a0}', '\u{202f}'], "").replace(',', ".");
    let number: f64 = bare.parse().ok()?;
    let percent = if number > 0.0 && number < 1.0 { number * 100.0 } else { number };
    #[expect(clippy::cast_possible_truncation, reason = "between 0 and 3 000")]
    (0.0..=30.0).contains(&percent).then(|| (percent * 100.0).round() as i64)
}

/// A price before a tax of some rate.
pub(crate) const fn before_tax(cents: i64, rate: i64) -> i64 {
    let whole = 10_000 + rate;
    (cents * 10_000 + whole / 2) / whole
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn days_are_read_as_people_and_spreadsheets_write_them() {
        let april = Day::new(2024, 4, 3);
        for text in [
            "03/04/2024",
            "3/4/24",
            "2024-04-03",
            "03.04.2024",
            "45385",
            "45385.5",
            "03/04/2024 10:00",
        ] {
            assert_eq!(day(text), Ok(april), "{text}");
        }
        for none in ["", "N/A", "-", "inconnu"] {
            assert_eq!(day(none), Ok(None), "{none}");
        }
        for wrong in ["31/02/2024", "hier", "2024", "12", "01/01/1900", "#REF!"] {
            assert_eq!(day(wrong), Err(Unread), "{wrong}");
        }
    }

    #[test]
    fn prices_are_read_whatever_stands_between_their_digits() {
        for text in [
            "1 234,56 €",
            "1\u{a0}234,56\u{a0}€",
            "1\u{202f}234,56 €",
            "1234.56",
            "1,234.56",
            "1.234,56 EUR",
            "1234,56 HT",
        ] {
            assert_eq!(price(text), Ok(Some(Price { cents: 123_456, with_tax: false })), "{text}");
        }
        assert_eq!(price("120,00 € TTC"), Ok(Some(Price { cents: 12_000, with_tax: true })));
        assert_eq!(price("1 200"), Ok(Some(Price { cents: 120_000, with_tax: false })));
        assert_eq!(price("99,9"), Ok(Some(Price { cents: 9_990, with_tax: false })));
        assert_eq!(price("€"), Ok(None));
        for wrong in ["gratuit", "1.2.3", "-5", "#REF!", "1e9"] {
            assert_eq!(price(wrong), Err(Unread), "{wrong}");
        }
    }

    #[test]
    fn a_price_with_taxes_is_brought_back_before_them() {
        assert_eq!(rate("20 %"), Some(2_000));
        assert_eq!(rate("5,5"), Some(550));
        assert_eq!(rate("0,2"), Some(2_000));
        assert_eq!(rate("beaucoup"), None);
        assert_eq!(before_tax(12_000, 2_000), 10_000);
        assert_eq!(before_tax(10_550, 550), 10_000);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_harm(text in "\\PC{0,40}") {
            if let Ok(Some(day)) = day(&text) {
                prop_assert!(YEARS.contains(&day.ymd().0));
            }
            prop_assert!(rate(&text).is_none_or(|rate| (0..=3_000).contains(&rate)));
            if let Ok(Some(price)) = price(&text) {
                prop_assert!((0..100_000_000_000).contains(&price.cents));
            }
        }

        #[test]
        fn what_we_write_is_read_back(cents in 0_i64..10_000_000) {
            let written = format!("{},{:02}", cents / 100, cents % 100);
            prop_assert_eq!(price(&written), Ok(Some(Price { cents, with_tax: false })));
        }
    }
}
