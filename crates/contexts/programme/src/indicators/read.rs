//! What someone may read of what is counted.

use std::collections::BTreeMap;

use db::{DbError, Tx};
use kernel::{Actor, Lang, Role, Target, Tie};
use web::{Indicator, Month};

use super::{
    Cut,
    store::{self, Stored},
};

/// A number as someone reads it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Figure {
    /// How many; nothing when it is hidden from them.
    pub(crate) value: Option<i64>,
    /// Whether it is hidden from others.
    pub(crate) is_small: bool,
    /// Of how many schools.
    pub(crate) schools: i64,
    /// What it is divided by.
    pub(crate) per: Option<i64>,
}

impl Figure {
    /// Its share for each of what it is divided by, in tenths.
    pub(crate) fn tenths(&self) -> Option<i64> {
        let per = self.per.filter(|per| *per > 0)?;
        Some((self.value? * 20 + per) / (2 * per))
    }
}

/// The numbers of a cut: part by part, month by month.
pub(super) type Series = BTreeMap<String, BTreeMap<Month, Figure>>;

/// What is read, and by whom.
pub(super) struct Reading<'a> {
    pub(super) actor: Option<&'a Actor>,
    pub(super) indicator: &'a Indicator,
    pub(super) from: Month,
    pub(super) to: Month,
}

impl Reading<'_> {
    /// Whether everything is theirs to read.
    fn is_keeper(&self) -> bool {
        self.actor.is_some_and(|actor| actor.has(Role::TerritoryManager, Target::TERRITORY))
    }

    fn sees(&self, stored: &Stored) -> bool {
        stored.is_shown || self.is_keeper()
    }

    /// The numbers of a cut.
    pub(super) fn series(&self, tx: &mut Tx, cut: Cut) -> Result<Series, DbError> {
        let is_all = self.is_keeper();
        let of = |name| (name, cut);
        let span = (self.from, self.to);
        let stored = store::of_cut(tx, self.actor, of(self.indicator.name), span, is_all)?;
        let per = match self.indicator.per {
            Some(per) => {
                let stored = store::of_cut(tx, self.actor, of(per), span, is_all)?;
                Divisors::of(&stored)
            }
            None => Divisors::default(),
        };
        let mut series = Series::new();
        for one in stored {
            let figure = Figure {
                value: self.sees(&one).then_some(one.value),
                is_small: !one.is_shown,
                schools: one.schools,
                per: per.at(&one.part, one.month),
            };
            series.entry(one.part).or_default().insert(one.month, figure);
        }
        Ok(series)
    }

    /// What everyone may read of a cut: months that are open, nothing that is hidden.
    pub(super) fn open(&self, tx: &mut Tx, cut: Cut) -> Result<Series, DbError> {
        let span = (self.from, self.to);
        let stored = store::of_cut(tx, self.actor, (self.indicator.name, cut), span, false)?;
        let mut series = Series::new();
        for one in stored {
            let value = one.is_shown.then_some(one.value);
            let figure = Figure { value, is_small: !one.is_shown, schools: one.schools, per: None };
            series.entry(one.part).or_default().insert(one.month, figure);
        }
        Ok(series)
    }

    /// The numbers of a cut in the last month alone.
    pub(super) fn last(&self, tx: &mut Tx, cut: Cut) -> Result<BTreeMap<String, Figure>, DbError> {
        let series = self.series(tx, cut)?;
        let last = |months: BTreeMap<Month, Figure>| months.get(&self.to).copied();
        Ok(series.into_iter().filter_map(|(part, months)| Some((part, last(months)?))).collect())
    }

    /// What half of the schools of a kind have for each class, in tenths: the lower quarter, the
    /// middle, the upper quarter. From numbers that everyone may read; nothing of fewer than five.
    pub(super) fn band(
        &self,
        tx: &mut Tx,
        kinds: &BTreeMap<i64, &str>,
        kind: &str,
    ) -> Result<BTreeMap<Month, [i64; 3]>, DbError> {
        let reader = Tie { role: Role::Funder, target: Target::TERRITORY };
        let reader = Actor::new(0, 0, Lang::Fr, vec![reader]);
        let everyone = Reading { actor: Some(&reader), ..*self };
        let mut rates: BTreeMap<Month, Vec<i64>> = BTreeMap::new();
        for (part, months) in everyone.series(tx, Cut::School)? {
            let is_one = part.parse().ok().and_then(|org: i64| kinds.get(&org)) == Some(&kind);
            for (month, figure) in months.into_iter().filter(|_| is_one) {
                let rate = figure.tenths().or(figure.value.map(|value| value * 10));
                rates.entry(month).or_default().extend(rate);
            }
        }
        Ok(rates.into_iter().filter_map(|(month, rates)| Some((month, quarters(rates)?))).collect())
    }
}

/// Fewer schools make no band: each would be seen in it.
const BAND_LEAST: usize = 5;

fn quarters(mut rates: Vec<i64>) -> Option<[i64; 3]> {
    if rates.len() < BAND_LEAST {
        return None;
    }
    rates.sort_unstable();
    let last = rates.len() - 1;
    Some([1, 2, 3].map(|quarter| rates[(last * quarter + 2) / 4]))
}

/// What numbers are divided by: that of the month, else of the one before, else of the first.
#[derive(Default)]
struct Divisors(BTreeMap<String, BTreeMap<Month, i64>>);

impl Divisors {
    fn of(stored: &[Stored]) -> Self {
        let mut divisors = Self::default();
        for one in stored {
            divisors.0.entry(one.part.clone()).or_default().insert(one.month, one.value);
        }
        divisors
    }

    fn at(&self, part: &str, month: Month) -> Option<i64> {
        let months = self.0.get(part)?;
        let before = months.range(..=month).next_back();
        before.or_else(|| months.iter().next()).map(|(_, value)| *value)
    }
}

/// What anyone may read of the territory: each indicator with its last open month.
pub(crate) fn open_totals(
    tx: &mut Tx,
    indicators: &[Indicator],
) -> Result<Vec<(Indicator, Month, Figure)>, DbError> {
    let mut totals = Vec::new();
    for indicator in indicators {
        let Some(month) = store::months(tx, indicator.name, false)?.first().copied() else {
            continue;
        };
        let reading = Reading { actor: None, indicator, from: month, to: month };
        let figure = reading.last(tx, Cut::All)?.remove("");
        totals.extend(figure.map(|figure| (*indicator, month, figure)));
    }
    Ok(totals)
}

/// An indicator with its last open month, school by school.
pub(crate) struct OpenOfSchools {
    pub(crate) indicator: Indicator,
    pub(crate) month: Month,
    /// By school.
    pub(crate) figures: BTreeMap<i64, Figure>,
}

/// What everyone may read of the schools that someone sees: each indicator that is compared, with its last
/// open month.
pub(crate) fn open_of_schools(
    tx: &mut Tx,
    actor: &Actor,
    indicators: &[Indicator],
) -> Result<Vec<OpenOfSchools>, DbError> {
    let mut all = Vec::new();
    for indicator in indicators.iter().filter(|one| one.per.is_some()) {
        let Some(month) = store::months(tx, indicator.name, false)?.first().copied() else {
            continue;
        };
        let reading = Reading { actor: Some(actor), indicator, from: month, to: month };
        let of_school = |(part, months): (String, BTreeMap<Month, Figure>)| {
            Some((part.parse().ok()?, *months.get(&month)?))
        };
        let figures = reading.open(tx, Cut::School)?.into_iter().filter_map(of_school).collect();
        all.push(OpenOfSchools { indicator: *indicator, month, figures });
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_to_the_nearest_tenth() {
        let figure =
            |value, per| Figure { value: Some(value), per: Some(per), ..Figure::default() };
        assert_eq!(figure(10, 3).tenths(), Some(33));
        assert_eq!(figure(20, 3).tenths(), Some(67));
        assert_eq!(figure(1, 20).tenths(), Some(1));
        assert_eq!(figure(4, 0).tenths(), None);
        assert_eq!(Figure::default().tenths(), None);
    }

    #[test]
    fn half_of_the_schools_are_in_the_band() {
        assert_eq!(quarters(vec![1, 2, 3, 4]), None);
        assert_eq!(quarters(vec![50, 10, 30, 20, 40]), Some([20, 30, 40]));
    }
}
