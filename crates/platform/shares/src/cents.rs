//! Amounts and rates, in whole numbers.

use std::fmt;

/// An amount of euros in cents. Below nothing, it is given back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cents(pub i64);

/// A part of a whole, in hundredths of a percent: 3 000 is 30 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(pub u32);

impl Rate {
    /// All of it.
    pub const WHOLE: Self = Self(10_000);

    /// A rate as people write it: « 30 », « 33,33 % ».
    pub fn parse(text: &str) -> Option<Self> {
        let hundredths = hundredths(text.trim().strip_suffix('%').unwrap_or(text))?;
        let rate = Self(u32::try_from(hundredths).ok()?);
        (rate <= Self::WHOLE).then_some(rate)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{} %", Cents(self.0.into()))
    }
}

impl fmt::Display for Cents {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let cents = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", cents / 100, cents % 100)
    }
}

impl Cents {
    /// An amount as people write it: « 199 999,99 € », « 199999.99 », « -12 ». What could be read in
    /// two ways, such as « 1,234.56 » or « 1.234 », is not read.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_suffix('€').unwrap_or(text).trim_end();
        let (sign, digits) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(digits) => (-1, digits),
            None => (1, text),
        };
        Some(Self(sign * hundredths(digits)?))
    }

    /// Shares an amount by weights, exactly: each gets its share rounded down, and the cents that are
    /// left go to those who lost most, the first of them when they lost as much. What is given back is
    /// shared as what was paid. Nothing when there is no weight.
    pub fn split(self, weights: &[u64]) -> Option<Vec<Self>> {
        let total: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
        if total == 0 {
            return None;
        }
        let amount = i128::from(self.0.unsigned_abs());
        let exact: Vec<(i128, i128)> = weights
            .iter()
            .map(|weight| amount * i128::from(*weight))
            .map(|times| (times / total, times % total))
            .collect();
        let mut left = amount - exact.iter().map(|(share, _)| share).sum::<i128>();
        let mut order: Vec<usize> = (0..weights.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(exact[*at].1));
        let mut shares: Vec<i128> = exact.iter().map(|(share, _)| *share).collect();
        for at in order {
            let more = left.min(1);
            shares[at] += more;
            left -= more;
        }
        let signed =
            |share: i128| i64::try_from(share * i128::from(self.0.signum())).ok().map(Self);
        shares.into_iter().map(signed).collect()
    }
}

/// A number with at most two decimals as so many hundredths.
fn hundredths(text: &str) -> Option<i64> {
    let text = text.trim();
    let (units, rest) = text.split_once([',', '.']).unwrap_or((text, "0"));
    let is_digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    if !is_digits(rest) || rest.len() > 2 {
        return None;
    }
    let groups: Vec<&str> = units.split([' ', '\u{a0}', '\u{202f}']).collect();
    let (first, others) = groups.split_first()?;
    let is_grouped = others.iter().all(|group| is_digits(group) && group.len() == 3);
    if !is_digits(first) || !is_grouped || (!others.is_empty() && first.len() > 3) {
        return None;
    }
    format!("{}{rest:0<2}", groups.concat()).parse().ok()
}
