//! Groups as alike as can be found, by exchanging two units at a time from many departures.

use std::collections::BTreeSet;

use dice::Dice;

use crate::{
    Task,
    traits::{Traits, float},
};

/// Departures.
const STARTS: usize = 12;
/// Exchanges tried from one departure, at most.
const TRIES: usize = 600_000;
/// Exchanges tried at random among the groupings that are as good, for each unit.
const STEPS: usize = 40;
/// A unit out of its share costs more than any difference of means.
const MISPLACED: f64 = 1e3;
/// Costs nearer than this are the same but for rounding.
const ROUNDING: f64 = 1e-9;

/// A grouping that was drawn.
pub(crate) struct Found {
    pub(crate) group_of: Vec<usize>,
    pub(crate) best: f64,
    pub(crate) misplaced: usize,
    pub(crate) alike: usize,
}

pub(crate) struct Search<'t> {
    traits: &'t Traits,
    sizes: Vec<usize>,
    cohorts: usize,
    tolerance: f64,
    dice: Dice,
}

/// A grouping being made better.
#[derive(Clone)]
struct Grouping {
    group_of: Vec<usize>,
    /// Of each group, the sum of each respect.
    sums: Vec<Vec<f64>>,
    /// Of each group, how many are of each kind.
    counts: Vec<Vec<usize>>,
}

/// What a grouping costs.
#[derive(Clone, Copy)]
struct Cost {
    misplaced: usize,
    largest: f64,
    all: f64,
}

impl Cost {
    /// All differences together, which is easy to make smaller.
    fn rough(self) -> f64 {
        float(self.misplaced) * MISPLACED + self.all
    }

    /// The largest difference, which is what counts.
    fn fine(self) -> f64 {
        float(self.misplaced) * MISPLACED + self.largest + self.all * 1e-4
    }
}

impl<'t> Search<'t> {
    pub(crate) fn new(traits: &'t Traits, sizes: Vec<usize>, task: &Task) -> Self {
        let dice = Dice::new(task.seed);
        Self { traits, sizes, cohorts: task.cohorts, tolerance: task.tolerance, dice }
    }

    /// Finds good groupings, and draws one with its years.
    pub(crate) fn run(&mut self) -> Found {
        let mut met: Vec<(Cost, Grouping)> = Vec::new();
        for _ in 0..STARTS {
            let mut grouping = self.deal();
            self.descend(&mut grouping, Cost::rough);
            self.descend(&mut grouping, Cost::fine);
            grouping = self.grouping(grouping.group_of);
            met.push((self.cost(&grouping), grouping));
        }
        let misplaced = met.iter().map(|(cost, _)| cost.misplaced).min().unwrap_or(0);
        met.retain(|(cost, _)| cost.misplaced == misplaced);
        let best = met.iter().map(|(cost, _)| cost.largest).fold(f64::MAX, f64::min);
        let most = best + self.tolerance + ROUNDING;
        met.retain(|(cost, _)| cost.largest <= most);
        let mut alike: BTreeSet<u64> =
            met.iter().map(|(_, grouping)| mark(&grouping.group_of)).collect();
        let (_, mut drawn) = met.swap_remove(self.dice.below(met.len()));
        for _ in 0..STEPS * drawn.group_of.len() {
            let (a, b) =
                (self.dice.below(drawn.group_of.len()), self.dice.below(drawn.group_of.len()));
            if drawn.group_of[a] == drawn.group_of[b] {
                continue;
            }
            drawn.exchange(self.traits, a, b);
            let cost = self.cost(&drawn);
            if cost.misplaced == misplaced && cost.largest <= most {
                alike.insert(mark(&drawn.group_of));
            } else {
                drawn.exchange(self.traits, a, b);
            }
        }
        let mut years: Vec<usize> = (0..self.cohorts).collect();
        self.dice.shuffle(&mut years);
        years.push(self.cohorts);
        let group_of = drawn.group_of.iter().map(|group| years[*group]).collect();
        Found { group_of, best, misplaced, alike: alike.len() }
    }

    /// A departure: neighbours in the order of likeness go to different groups, as chance says.
    fn deal(&mut self) -> Grouping {
        let all = float(self.traits.order.len());
        let mut given = vec![0; self.sizes.len()];
        let mut group_of = vec![0; self.traits.order.len()];
        for (place, unit) in self.traits.order.iter().enumerate() {
            let mut late: Vec<(f64, usize)> = Vec::new();
            for (group, size) in
                self.sizes.iter().enumerate().filter(|(g, size)| given[*g] < **size)
            {
                let due = float(*size) * float(place + 1) / all - float(given[group]);
                late.push((due + self.dice.unit() * 0.01, group));
            }
            let latest = late.into_iter().max_by(|a, b| a.0.total_cmp(&b.0));
            let group = latest.map_or(0, |(_, group)| group);
            given[group] += 1;
            group_of[*unit] = group;
        }
        self.grouping(group_of)
    }

    fn grouping(&self, group_of: Vec<usize>) -> Grouping {
        let groups = self.sizes.len();
        let mut sums = vec![vec![0.0; self.traits.count()]; groups];
        let mut counts = vec![vec![0; self.traits.of_kind.len()]; groups];
        for (unit, group) in group_of.iter().enumerate() {
            for (sum, value) in sums[*group].iter_mut().zip(&self.traits.of_unit[unit]) {
                *sum += value;
            }
            for kind in &self.traits.kinds[unit] {
                counts[*group][*kind] += 1;
            }
        }
        Grouping { group_of, sums, counts }
    }

    fn cost(&self, grouping: &Grouping) -> Cost {
        let units = grouping.group_of.len();
        let mut cost = Cost { misplaced: 0, largest: 0.0, all: 0.0 };
        let cohorts = self.sizes.iter().zip(&grouping.counts).take(self.cohorts);
        for (size, counts) in cohorts {
            for (count, of_kind) in counts.iter().zip(&self.traits.of_kind) {
                let least = of_kind * size / units;
                let most = (of_kind * size).div_ceil(units);
                cost.misplaced += least.saturating_sub(*count) + count.saturating_sub(most);
            }
        }
        for one in 0..self.traits.count() {
            let (mut least, mut most, mut squares) = (f64::MAX, f64::MIN, 0.0);
            for (sums, size) in grouping.sums.iter().zip(&self.sizes) {
                let mean = sums[one] / float(*size);
                (least, most) = (mean.min(least), mean.max(most));
                squares += mean * mean;
            }
            cost.largest = cost.largest.max(most - least);
            cost.all += squares;
        }
        cost
    }

    /// Exchanges two units as long as it costs less.
    fn descend(&mut self, grouping: &mut Grouping, worth: fn(Cost) -> f64) {
        let mut now = worth(self.cost(grouping));
        let mut order: Vec<usize> = (0..grouping.group_of.len()).collect();
        let (mut tries, mut has_changed) = (0, true);
        while has_changed && tries < TRIES {
            has_changed = false;
            self.dice.shuffle(&mut order);
            for (place, &a) in order.iter().enumerate() {
                for &b in &order[..place] {
                    if grouping.group_of[a] == grouping.group_of[b] {
                        continue;
                    }
                    tries += 1;
                    grouping.exchange(self.traits, a, b);
                    let then = worth(self.cost(grouping));
                    if then < now - ROUNDING {
                        (now, has_changed) = (then, true);
                    } else {
                        grouping.exchange(self.traits, a, b);
                    }
                }
                if tries >= TRIES {
                    break;
                }
            }
        }
    }
}

impl Grouping {
    /// Exchanges two units of different groups; twice is as before.
    fn exchange(&mut self, traits: &Traits, a: usize, b: usize) {
        let (of_a, of_b) = (self.group_of[a], self.group_of[b]);
        for (one, (x, y)) in traits.of_unit[a].iter().zip(&traits.of_unit[b]).enumerate() {
            self.sums[of_a][one] += y - x;
            self.sums[of_b][one] += x - y;
        }
        for (kind, other) in traits.kinds[a].iter().zip(&traits.kinds[b]) {
            self.counts[of_a][*kind] -= 1;
            self.counts[of_a][*other] += 1;
            self.counts[of_b][*other] -= 1;
            self.counts[of_b][*kind] += 1;
        }
        self.group_of.swap(a, b);
    }
}

/// A number for a grouping, whatever its groups are called.
fn mark(group_of: &[usize]) -> u64 {
    let mut met: Vec<usize> = Vec::new();
    group_of.iter().fold(0, |mark, group| {
        let place = met.iter().position(|known| known == group).unwrap_or(met.len());
        if place == met.len() {
            met.push(*group);
        }
        Dice::new(mark ^ place as u64).bits()
    })
}
