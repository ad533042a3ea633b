//! What units are, as numbers that compare.

use std::collections::BTreeSet;

use crate::{Likeness, Unit};

/// A respect in which units differ.
struct Trait {
    respect: usize,
    kind: Option<String>,
    deviation: f64,
}

/// Every respect of every unit.
pub(crate) struct Traits {
    all: Vec<Trait>,
    /// Of each unit, what it is in each respect, from the mean and in deviations.
    pub(crate) of_unit: Vec<Vec<f64>>,
    /// Of each unit, the kinds it is, among all kinds of all respects.
    pub(crate) kinds: Vec<Vec<usize>>,
    /// How many units are of each kind.
    pub(crate) of_kind: Vec<usize>,
    /// Units in an order where neighbours are alike.
    pub(crate) order: Vec<usize>,
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
pub(crate) fn float(count: usize) -> f64 {
    count as f64
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / float(values.len())
}

impl Traits {
    pub(crate) fn of(units: &[Unit]) -> Self {
        let count = units.len();
        let mut traits = Self {
            all: Vec::new(),
            of_unit: vec![Vec::new(); count],
            kinds: vec![Vec::new(); count],
            of_kind: Vec::new(),
            order: (0..count).collect(),
        };
        let respects = units[0].kinds.len();
        for respect in 0..respects {
            let kinds: BTreeSet<&String> = units.iter().map(|unit| &unit.kinds[respect]).collect();
            for kind in kinds {
                let is = |unit: &Unit| unit.kinds[respect] == *kind;
                for (place, _) in units.iter().enumerate().filter(|(_, unit)| is(unit)) {
                    traits.kinds[place].push(traits.of_kind.len());
                }
                traits.of_kind.push(units.iter().filter(|unit| is(unit)).count());
                let values = units.iter().map(|unit| if is(unit) { 1.0 } else { 0.0 });
                traits.add(respect, Some(kind.clone()), &values.collect::<Vec<_>>());
            }
        }
        for measure in 0..units[0].measures.len() {
            let values: Vec<f64> = units.iter().map(|unit| unit.measures[measure]).collect();
            traits.add(respects + measure, None, &values);
        }
        traits.order.sort_by(|a, b| {
            let by_measure = || {
                let pairs = units[*a].measures.iter().zip(&units[*b].measures);
                pairs.map(|(a, b)| a.total_cmp(b)).find(|order| order.is_ne())
            };
            let kinds = units[*a].kinds.cmp(&units[*b].kinds);
            kinds.then_with(|| by_measure().unwrap_or(std::cmp::Ordering::Equal))
        });
        traits
    }

    fn add(&mut self, respect: usize, kind: Option<String>, values: &[f64]) {
        let mean = mean(values);
        let squares = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>();
        let deviation = (squares / float(values.len())).sqrt();
        for (of_unit, value) in self.of_unit.iter_mut().zip(values) {
            of_unit.push(if deviation > 0.0 { (value - mean) / deviation } else { 0.0 });
        }
        self.all.push(Trait { respect, kind, deviation });
    }

    /// How many respects, each kind by itself.
    pub(crate) fn count(&self) -> usize {
        self.all.len()
    }

    /// How alike groups are, in words of the units.
    pub(crate) fn likeness(
        &self,
        units: &[Unit],
        group_of: &[usize],
        groups: usize,
    ) -> Vec<Likeness> {
        let respects = units[0].kinds.len();
        let value = |unit: &Unit, one: &Trait| match &one.kind {
            Some(kind) => f64::from(u8::from(unit.kinds[one.respect] == *kind)),
            None => unit.measures[one.respect - respects],
        };
        let of = |one: &Trait| {
            let in_group = |group: usize| {
                let pairs = units.iter().zip(group_of).filter(move |(_, of)| **of == group);
                let mut values: Vec<f64> = pairs.map(|(unit, _)| value(unit, one)).collect();
                // The same values have the same mean, whatever order they come in.
                values.sort_by(f64::total_cmp);
                mean(&values)
            };
            let means: Vec<f64> = (0..groups).map(in_group).collect();
            let most = means.iter().copied().fold(f64::MIN, f64::max);
            let least = means.iter().copied().fold(f64::MAX, f64::min);
            let difference = if one.deviation > 0.0 { (most - least) / one.deviation } else { 0.0 };
            Likeness { respect: one.respect, kind: one.kind.clone(), means, difference }
        };
        self.all.iter().map(of).collect()
    }
}

/// Which quarter each number is in, from 1 to 4, lowest first; the same number is in the same.
pub fn quarters(values: &[f64]) -> Vec<u8> {
    let below = |value: f64| values.iter().filter(|other| **other < value).count();
    let quarter = |value: &f64| u8::try_from(below(*value) * 4 / values.len().max(1)).unwrap_or(3);
    values.iter().map(|value| quarter(value) + 1).collect()
}
