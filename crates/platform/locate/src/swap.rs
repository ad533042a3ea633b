//! A good choice, by exchanging one site at a time (Whitaker 1983), then from elsewhere and again.

use dice::Dice;

use crate::{bound::Site, costs::Costs};

/// A choice being made better.
pub(crate) struct Choice<'c> {
    costs: &'c Costs,
    states: &'c [Site],
    open: Vec<usize>,
    is_open: Vec<bool>,
    first: Vec<(i64, usize)>,
    second: Vec<i64>,
}

impl<'c> Choice<'c> {
    /// A choice from the sites that are open in it.
    pub(crate) fn new(costs: &'c Costs, states: &'c [Site], open: Vec<usize>) -> Self {
        let mut is_open = vec![false; costs.sites()];
        for &site in &open {
            is_open[site] = true;
        }
        let clients = costs.clients();
        let mut choice = Self {
            costs,
            states,
            open,
            is_open,
            first: vec![(0, 0); clients],
            second: vec![0; clients],
        };
        for client in 0..clients {
            choice.look(client);
        }
        choice
    }

    /// The forced sites and, one by one, those that lower the cost most.
    pub(crate) fn greedy(costs: &'c Costs, states: &'c [Site], count: usize) -> Self {
        let forced = (0..costs.sites()).filter(|site| states[*site] == Site::Open);
        let mut open: Vec<usize> = forced.collect();
        let far = i64::MAX >> 12;
        let mut served: Vec<i64> =
            costs.nearest(&open).into_iter().map(|cost| cost.min(far)).collect();
        while open.len() < count {
            let gain = |site: &usize| {
                let pairs = served.iter().zip(costs.of_site(*site));
                pairs.map(|(now, cost)| (now - cost).max(0)).sum::<i64>()
            };
            let free = (0..costs.sites()).filter(|s| states[*s] == Site::Free && !open.contains(s));
            let Some(best) = free.max_by_key(|site| (gain(site), std::cmp::Reverse(*site))) else {
                break;
            };
            open.push(best);
            for (now, cost) in served.iter_mut().zip(costs.of_site(best)) {
                *now = (*now).min(*cost);
            }
        }
        Self::new(costs, states, open)
    }

    /// Finds the two nearest open sites of a client.
    fn look(&mut self, client: usize) {
        let row = self.costs.of_client(client);
        let (mut first, mut second) = ((i64::MAX, usize::MAX), i64::MAX);
        for &site in &self.open {
            let cost = row[site];
            if cost < first.0 {
                second = first.0;
                first = (cost, site);
            } else if cost < second {
                second = cost;
            }
        }
        self.first[client] = first;
        self.second[client] = second;
    }

    /// What it costs.
    pub(crate) fn cost(&self) -> i64 {
        self.first.iter().map(|(cost, _)| cost).sum()
    }

    /// The open sites.
    pub(crate) fn open(&self) -> &[usize] {
        &self.open
    }

    /// What each client costs from its nearest and its second nearest open site.
    pub(crate) fn two_nearest(&self) -> impl Iterator<Item = (i64, i64)> {
        self.first.iter().zip(&self.second).map(|((first, _), second)| (*first, *second))
    }

    fn exchange(&mut self, out: usize, into: usize) {
        self.is_open[out] = false;
        self.is_open[into] = true;
        if let Some(place) = self.open.iter_mut().find(|site| **site == out) {
            *place = into;
        }
        for client in 0..self.costs.clients() {
            let row = self.costs.of_client(client);
            let (first, second) = (self.first[client], self.second[client]);
            if first.1 == out || row[out] <= second {
                self.look(client);
            } else if row[into] < first.0 {
                self.second[client] = first.0;
                self.first[client] = (row[into], into);
            } else if row[into] < second {
                self.second[client] = row[into];
            }
        }
    }

    /// The exchange that lowers the cost most: (change, out, in).
    fn best_exchange(&self) -> Option<(i64, usize, usize)> {
        let mut base = vec![0; self.costs.sites()];
        for ((first, site), second) in self.first.iter().zip(&self.second) {
            base[*site] += second.min(&(i64::MAX >> 12)) - first;
        }
        let movable: Vec<usize> =
            self.open.iter().copied().filter(|site| self.states[*site] != Site::Open).collect();
        let mut loss = vec![0; self.costs.sites()];
        let mut best: Option<(i64, usize, usize)> = None;
        for into in 0..self.costs.sites() {
            if self.is_open[into] || self.states[into] == Site::Closed {
                continue;
            }
            for &site in &movable {
                loss[site] = base[site];
            }
            let mut gain = 0;
            let column = self.costs.of_site(into);
            for ((cost, (first, site)), second) in column.iter().zip(&self.first).zip(&self.second)
            {
                if cost < first {
                    gain += first - cost;
                    loss[*site] -= second.min(&(i64::MAX >> 12)) - first;
                } else if cost < second {
                    loss[*site] -= second.min(&(i64::MAX >> 12)) - cost;
                }
            }
            let cheapest = movable.iter().map(|out| (loss[*out] - gain, *out)).min();
            let (change, out) = cheapest?;
            if change < best.map_or(0, |(change, ..)| change) {
                best = Some((change, out, into));
            }
        }
        best
    }

    /// Exchanges until no exchange lowers the cost.
    pub(crate) fn descend(&mut self) {
        while let Some((_, out, into)) = self.best_exchange() {
            self.exchange(out, into);
        }
    }

    /// Exchanges some sites at random.
    fn shake(&mut self, count: usize, dice: &mut Dice) {
        let states = self.states;
        for _ in 0..count {
            let out: Vec<usize> =
                self.open.iter().copied().filter(|site| states[*site] == Site::Free).collect();
            let into: Vec<usize> = (0..self.costs.sites())
                .filter(|site| !self.is_open[*site] && states[*site] == Site::Free)
                .collect();
            if out.is_empty() || into.is_empty() {
                return;
            }
            self.exchange(out[dice.below(out.len())], into[dice.below(into.len())]);
        }
    }
}

/// Looks around a choice, farther and farther, as long as `go_on` of the least cost says so; the best
/// open sites and their cost.
pub(crate) fn around(
    mut start: Choice,
    rounds: usize,
    dice: &mut Dice,
    go_on: &mut dyn FnMut(i64) -> bool,
) -> (i64, Vec<usize>) {
    start.descend();
    let mut best = (start.cost(), start.open.clone());
    let (mut far, mut since) = (1, 0);
    while since < rounds && best.0 > 0 && go_on(best.0) {
        let mut there = Choice::new(start.costs, start.states, best.1.clone());
        there.shake(far, dice);
        there.descend();
        let cost = there.cost();
        if cost < best.0 {
            best = (cost, there.open);
            (far, since) = (1, 0);
        } else {
            far = far % FARTHEST + 1;
            since += 1;
        }
    }
    best
}

/// Sites exchanged at once, at most.
const FARTHEST: usize = 6;
