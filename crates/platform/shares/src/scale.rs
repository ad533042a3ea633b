//! Rates as dated data: which apply to a part, on a day, for an amount.

use std::collections::BTreeSet;

use kernel::Day;

use crate::{Cents, LINES_MAX, Rate, ShareError};

/// What one payer pays of a part, from a day to another and from an amount to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Of what: the equipment of écoles, training.
    pub part: String,
    /// Who.
    pub payer: String,
    /// The first day.
    pub from: Day,
    /// The last day; nothing when none is known.
    pub until: Option<Day>,
    /// Amounts (without tax) are at least this.
    pub least: Cents,
    /// Amounts are below this; nothing when there is no such limit.
    pub below: Option<Cents>,
    /// How much of it.
    pub rate: Rate,
}

/// Rates that are the whole wherever they apply.
#[derive(Clone, Debug)]
pub struct Scale(Vec<Line>);

/// What a payer pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Who.
    pub payer: String,
    /// How much of it.
    pub rate: Rate,
    /// How much that is.
    pub amount: Cents,
}

/// An amount at which a payer's rate changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The amount.
    pub at: Cents,
    /// What is owed one cent below; nothing when no rate is known there.
    pub below: Option<Cents>,
    /// What is owed there; nothing when no rate is known there.
    pub there: Option<Cents>,
}

impl Line {
    fn holds(&self, part: &str, day: Day, amount: Cents) -> bool {
        self.part == part
            && self.from <= day
            && self.until.is_none_or(|until| day <= until)
            && self.least <= amount
            && self.below.is_none_or(|below| amount < below)
    }
}

impl Scale {
    /// Keeps rates, once it is sure that they are the whole on each day and for each amount where
    /// there is one.
    ///
    /// # Errors
    /// On the first day and amount where they are not.
    pub fn new(lines: Vec<Line>) -> Result<Self, ShareError> {
        if lines.len() > LINES_MAX {
            return Err(ShareError::TooMany);
        }
        let is_backwards = |line: &&Line| {
            line.until.is_some_and(|until| until < line.from)
                || line.below.is_some_and(|below| below <= line.least)
        };
        if let Some(Line { part, payer, .. }) = lines.iter().find(is_backwards) {
            return Err(ShareError::Backwards { part: part.clone(), payer: payer.clone() });
        }
        let scale = Self(lines);
        let parts: BTreeSet<&str> = scale.0.iter().map(|line| line.part.as_str()).collect();
        for part in parts {
            scale.check(part)?;
        }
        Ok(scale)
    }

    /// Looks at each day and amount where something begins or ends: between them nothing changes.
    fn check(&self, part: &str) -> Result<(), ShareError> {
        let lines = || self.0.iter().filter(|line| line.part == part);
        let ends = lines().filter_map(|line| line.until.map(|until| until.plus(1)));
        let days: BTreeSet<Day> = lines().map(|line| line.from).chain(ends).collect();
        let limits = lines().filter_map(|line| line.below);
        let amounts: BTreeSet<Cents> = lines().map(|line| line.least).chain(limits).collect();
        for day in days {
            for amount in amounts.iter().copied() {
                let mut payers = BTreeSet::new();
                let mut sum = 0;
                for line in lines().filter(|line| line.holds(part, day, amount)) {
                    if !payers.insert(&line.payer) {
                        let payer = line.payer.clone();
                        return Err(ShareError::Twice { part: part.to_owned(), payer, day });
                    }
                    sum += line.rate.0;
                }
                if !payers.is_empty() && sum != Rate::WHOLE.0 {
                    return Err(ShareError::NotWhole {
                        part: part.to_owned(),
                        from_day: day,
                        from_amount: amount,
                        sum: Rate(sum),
                    });
                }
            }
        }
        Ok(())
    }

    /// Who pays how much of an amount without tax. What is given back is shared as it was paid.
    ///
    /// # Errors
    /// When no rate is known.
    pub fn shares(&self, part: &str, day: Day, amount: Cents) -> Result<Vec<Share>, ShareError> {
        let paid = Cents(amount.0.saturating_abs());
        let lines: Vec<&Line> = self.0.iter().filter(|line| line.holds(part, day, paid)).collect();
        let weights: Vec<u64> = lines.iter().map(|line| line.rate.0.into()).collect();
        let none = || ShareError::NoRate { part: part.to_owned(), day, amount };
        let amounts = amount.split(&weights).ok_or_else(none)?;
        let share = |(line, amount): (&&Line, Cents)| Share {
            payer: line.payer.clone(),
            rate: line.rate,
            amount,
        };
        Ok(lines.iter().zip(amounts).map(share).collect())
    }

    /// The amounts at which what a payer owes jumps.
    pub fn steps(&self, part: &str, day: Day, payer: &str) -> Vec<Step> {
        let lines = self.0.iter().filter(|line| {
            let on_day = line.from <= day && line.until.is_none_or(|until| day <= until);
            line.part == part && line.payer == payer && on_day
        });
        let amounts: BTreeSet<Cents> =
            lines.flat_map(|line| [Some(line.least), line.below]).flatten().collect();
        let owed = |amount: Cents| {
            let shares = self.shares(part, day, amount).ok()?;
            shares.into_iter().find(|share| share.payer == payer)
        };
        let step = |at: Cents| {
            let (below, there) = (owed(Cents(at.0 - 1)), owed(at));
            let rate = |share: &Option<Share>| share.as_ref().map(|share| share.rate);
            let has_changed = rate(&below) != rate(&there);
            let amount = |share: Option<Share>| share.map(|share| share.amount);
            (has_changed && at.0 > 0).then(|| Step {
                at,
                below: amount(below),
                there: amount(there),
            })
        };
        amounts.into_iter().filter_map(step).collect()
    }
}
