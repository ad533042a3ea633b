//! What no choice can beat: the Lagrangian relaxation of « each client is served once ».

use crate::{
    costs::Costs,
    quota::{Limit, Quotas},
    swap::Choice,
};

/// Whether a site is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Site {
    Free,
    Open,
    Closed,
}

/// Costs of each client from the nearest site on, as far as they can matter.
pub(crate) struct Rows {
    ends: Vec<usize>,
    entries: Vec<(f64, u32)>,
    sites: usize,
    limits: Vec<Limit>,
}

#[expect(clippy::cast_precision_loss, reason = "costs and their sums stay below 2^52")]
fn float(cost: i64) -> f64 {
    cost as f64
}

impl Rows {
    /// The costs to the sites that are not closed, and what limits how many of a kind are open.
    pub(crate) fn new(costs: &Costs, states: &[Site], quotas: &Quotas) -> Self {
        let (mut ends, mut entries) = (Vec::new(), Vec::new());
        for client in 0..costs.clients() {
            let from = entries.len();
            let row = (0_u32..).zip(costs.of_client(client)).zip(states);
            entries.extend(
                row.filter(|(_, state)| **state != Site::Closed)
                    .map(|((site, cost), _)| (float(*cost), site)),
            );
            entries[from..].sort_by(|one, other| one.0.total_cmp(&other.0));
            ends.push(entries.len());
        }
        Self { ends, entries, sites: costs.sites(), limits: quotas.limits() }
    }

    fn clients(&self) -> impl Iterator<Item = &[(f64, u32)]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(from, to)| &self.entries[from..*to])
    }
}

/// A part of the search: what is decided in it, and the best prices known there.
#[derive(Clone)]
pub(crate) struct Node {
    /// No choice inside is better.
    pub(crate) bound: f64,
    /// What serving each client is worth, then what keeping each limit is.
    pub(crate) prices: Vec<f64>,
    pub(crate) states: Vec<Site>,
    /// How much of each site the relaxation opens.
    pub(crate) likely: Vec<f64>,
}

impl Node {
    /// Everything, with prices from a good choice.
    pub(crate) fn root(states: Vec<Site>, choice: &Choice, rows: &Rows) -> Self {
        let prices = choice.two_nearest().map(|(first, second)| match second {
            i64::MAX => float(first) + 1.0,
            _ => f64::midpoint(float(first), float(second)),
        });
        let prices = prices.chain(rows.limits.iter().map(|_| 0.0)).collect();
        Self { bound: 0.0, prices, likely: vec![0.5; states.len()], states }
    }

    /// How many sites are still to open among how many.
    pub(crate) fn left(&self, count: usize) -> (usize, usize) {
        let open = self.states.iter().filter(|state| **state == Site::Open).count();
        let free = self.states.iter().filter(|state| **state == Site::Free).count();
        (count.saturating_sub(open), free)
    }

    /// The site to decide next: the one the relaxation hesitates about most.
    pub(crate) fn to_decide(&self) -> Option<usize> {
        let doubt = |site: &usize| {
            let likely = self.likely[*site];
            likely.min(1.0 - likely) + likely * 0.5
        };
        let free = (0..self.states.len()).filter(|site| self.states[*site] == Site::Free);
        free.max_by(|one, other| doubt(one).total_cmp(&doubt(other)))
    }
}

/// What prices give: a bound, the sites they open, how well each client is served.
struct Point {
    value: f64,
    chosen: Vec<usize>,
    /// 1 less the number of chosen sites that would serve the client; then what each limit lacks.
    lack: Vec<f64>,
}

/// What one step of a climb met.
pub(crate) struct Met<'m> {
    /// The sites the relaxation opens.
    pub(crate) chosen: &'m [usize],
    /// The bound of the node by now.
    pub(crate) bound: f64,
    /// Whether the step raised it.
    pub(crate) is_better: bool,
}

/// The climb of one node.
pub(crate) struct Climb<'r> {
    rows: &'r Rows,
    count: usize,
    /// Costs below this are wanted: the best known cost less one.
    wanted: f64,
    reduced: Vec<f64>,
    order: Vec<usize>,
    is_chosen: Vec<bool>,
}

/// Bounds are compared with this much room for rounding.
const ROOM: f64 = 1e-4;

impl<'r> Climb<'r> {
    pub(crate) fn new(rows: &'r Rows, count: usize, best: i64) -> Self {
        Self {
            rows,
            count,
            wanted: float(best) - 1.0,
            reduced: vec![0.0; rows.sites],
            order: Vec::new(),
            is_chosen: vec![false; rows.sites],
        }
    }

    /// Something better was found.
    pub(crate) fn set_best(&mut self, best: i64) {
        self.wanted = float(best) - 1.0;
    }

    /// Whether a bound leaves nothing to find.
    pub(crate) fn closes(&self, bound: f64) -> bool {
        bound > self.wanted + ROOM
    }

    fn point(&mut self, prices: &[f64], states: &mut [Site]) -> Point {
        self.reduced.fill(0.0);
        for (row, price) in self.rows.clients().zip(prices) {
            for (cost, site) in row.iter().take_while(|(cost, _)| cost < price) {
                self.reduced[*site as usize] += cost - price;
            }
        }
        let (clients, kept) = prices.split_at(self.rows.ends.len());
        let mut worth = clients.iter().sum::<f64>();
        for (limit, price) in self.rows.limits.iter().zip(kept) {
            worth += price * limit.least;
            limit.sites.iter().for_each(|site| self.reduced[*site] -= price * limit.sign);
        }
        let open = (0..states.len()).filter(|site| states[*site] == Site::Open);
        let mut chosen: Vec<usize> = open.collect();
        let more = self.count.saturating_sub(chosen.len());
        self.order.clear();
        self.order.extend((0..states.len()).filter(|site| states[*site] == Site::Free));
        let reduced = &self.reduced;
        let by_gain = |one: &usize, other: &usize| reduced[*one].total_cmp(&reduced[*other]);
        if more < self.order.len() && more > 0 {
            self.order.select_nth_unstable_by(more - 1, by_gain);
        }
        chosen.extend(self.order.iter().take(more));
        let value = worth + chosen.iter().map(|s| reduced[*s]).sum::<f64>();
        self.decide(value, more, states);
        self.is_chosen.fill(false);
        for site in &chosen {
            self.is_chosen[*site] = true;
        }
        let served = |(row, price): (&[(f64, u32)], &f64)| {
            let near = row.iter().take_while(|(cost, _)| cost < price);
            let served = near.filter(|(_, site)| self.is_chosen[*site as usize]).count();
            1.0 - f64::from(u32::try_from(served).unwrap_or(u32::MAX))
        };
        let is_chosen = |site: &&usize| self.is_chosen[**site];
        let kept = |limit: &Limit| {
            let open = limit.sites.iter().filter(is_chosen).count();
            limit.least - limit.sign * f64::from(u32::try_from(open).unwrap_or(u32::MAX))
        };
        let clients = self.rows.clients().zip(prices).map(served);
        let lack = clients.chain(self.rows.limits.iter().map(kept)).collect();
        Point { value, chosen, lack }
    }

    /// Opens the sites without which, and closes those with which, nothing better can be found.
    fn decide(&self, value: f64, more: usize, states: &mut [Site]) {
        if value.is_nan() || more == 0 || more >= self.order.len() {
            return;
        }
        let gain = |site: &usize| self.reduced[*site];
        let (chosen, rest) = self.order.split_at(more);
        let last_in = chosen.iter().map(gain).fold(f64::NEG_INFINITY, f64::max);
        let first_out = rest.iter().map(gain).fold(f64::INFINITY, f64::min);
        for site in rest {
            if self.closes(value + gain(site) - last_in) {
                states[*site] = Site::Closed;
            }
        }
        for site in chosen {
            if self.closes(value - gain(site) + first_out) {
                states[*site] = Site::Open;
            }
        }
    }

    /// Raises the bound of a node, at most some steps; `meet` is shown what is met on the way, and
    /// says what the best known cost is now, or nothing to stop.
    pub(crate) fn climb(
        &mut self,
        node: &mut Node,
        steps: usize,
        meet: &mut dyn FnMut(Met) -> Option<i64>,
    ) {
        let mut best = self.point(&node.prices, &mut node.states);
        let mut way = best.lack.clone();
        let mut likely = vec![0.0; node.states.len()];
        best.chosen.iter().for_each(|site| likely[*site] = 1.0);
        node.bound = node.bound.max(best.value);
        let mut pace = Pace::new();
        let mut prices = node.prices.clone();
        let mut settled = best.value;
        for step in 0..steps {
            if self.closes(node.bound) || node.left(self.count).0 == 0 {
                break;
            }
            let length: f64 = way.iter().map(|part| part * part).sum();
            if length < 1e-9 {
                break;
            }
            let far =
                pace.length * ((self.wanted + 1.0) * 1.0005 + 0.05 - best.value).max(0.05) / length;
            for ((price, from), part) in prices.iter_mut().zip(&node.prices).zip(&way) {
                *price = (from + far * part).max(0.0);
            }
            let here = self.point(&prices, &mut node.states);
            let share = pace.share(&here.lack, &way);
            mix(&mut way, &here.lack, share);
            likely.iter_mut().for_each(|part| *part *= 1.0 - share);
            here.chosen.iter().for_each(|site| likely[*site] += share);
            if here.value > best.value {
                let agrees: f64 = here.lack.iter().zip(&way).map(|(one, other)| one * other).sum();
                pace.better(agrees > 0.0);
                node.prices.copy_from_slice(&prices);
                node.bound = node.bound.max(here.value);
            } else {
                pace.worse();
            }
            let is_better = here.value > best.value;
            let Some(cost) = meet(Met { chosen: &here.chosen, bound: node.bound, is_better })
            else {
                break;
            };
            self.set_best(cost);
            if is_better {
                best = here;
            }
            if step % 100 == 99 {
                pace.calm((best.value - settled) < 0.01 * (self.wanted + 1.0 - best.value).abs());
                settled = best.value;
            }
        }
        node.likely = likely;
    }
}

fn mix(way: &mut [f64], lack: &[f64], share: f64) {
    for (part, new) in way.iter_mut().zip(lack) {
        *part += share * (new - *part);
    }
}

/// How far to go at each step, and how much of the last point enters the way (Barahona and Anbil).
struct Pace {
    length: f64,
    most: f64,
    worse: u32,
    better: u32,
}

impl Pace {
    const fn new() -> Self {
        Self { length: 0.6, most: 0.1, worse: 0, better: 0 }
    }

    /// The share that makes the way shortest, within limits.
    fn share(&self, lack: &[f64], way: &[f64]) -> f64 {
        let (mut over, mut under) = (0.0, 0.0);
        for (new, old) in lack.iter().zip(way) {
            over += old * (old - new);
            under += (old - new) * (old - new);
        }
        if under < 1e-12 {
            return self.most;
        }
        (over / under).clamp(self.most / 10.0, self.most)
    }

    const fn better(&mut self, agrees: bool) {
        self.worse = 0;
        if agrees {
            self.length = (self.length * 1.1).min(2.0);
        } else {
            self.better += 1;
            if self.better > 3 {
                self.better = 0;
                self.length = (self.length * 1.02).min(2.0);
            }
        }
    }

    const fn worse(&mut self) {
        self.worse += 1;
        if self.worse >= 20 {
            self.worse = 0;
            self.length = (self.length * 0.66).max(5e-4);
        }
    }

    /// When little is gained any more, the way forgets more slowly.
    const fn calm(&mut self, is_slow: bool) {
        if is_slow && self.most > 1e-4 {
            self.most *= 0.5;
        }
    }
}
