//! A good choice, by exchanging one site at a time (Whitaker 1983), then from elsewhere and again.

use dice::Dice;

use crate::{LocateError, bound::Site, costs::Costs, quota::Quotas};

/// A choice being made better.
pub(crate) struct Choice<'c> {
    costs: &'c Costs,
    states: &'c [Site],
    quotas: &'c Quotas,
    counts: Vec<usize>,
    open: Vec<usize>,
    is_open: Vec<bool>,
    first: Vec<(i64, usize)>,
    second: Vec<i64>,
}

impl<'c> Choice<'c> {
    /// A choice from the sites that are open in it.
    pub(crate) fn new(
        costs: &'c Costs,
        (states, quotas): (&'c [Site], &'c Quotas),
        open: Vec<usize>,
    ) -> Self {
        let mut is_open = vec![false; costs.sites()];
        for &site in &open {
            is_open[site] = true;
        }
        let clients = costs.clients();
        let mut choice = Self {
            costs,
            states,
            quotas,
            counts: quotas.counts(&open),
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

    /// The forced sites and, one by one, those that lower the cost most; where that breaks a quota,
    /// as many of each kind as a way to keep them all has.
    pub(crate) fn greedy(
        costs: &'c Costs,
        (states, quotas): (&'c [Site], &'c Quotas),
        count: usize,
    ) -> Result<Self, LocateError> {
        let mut open = filled(costs, states, count, |_: Asked| true);
        if !quotas.are_kept(&open) {
            let mut room = quotas.room(states, count)?.unwrap_or_default();
            open = filled(costs, states, count, |asked| match asked {
                Asked::May(site) => room.get(&quotas.mask(site)).is_some_and(|left| *left > 0),
                Asked::Taken(site) => {
                    room.entry(quotas.mask(site)).and_modify(|left| *left -= 1);
                    true
                }
            });
        }
        Ok(Self::new(costs, (states, quotas), open))
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
        self.quotas.count(out, &mut self.counts, |count| count - 1);
        self.quotas.count(into, &mut self.counts, |count| count + 1);
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
            let may_leave =
                movable.iter().filter(|out| self.quotas.allow(&self.counts, **out, into));
            let Some((change, out)) = may_leave.map(|out| (loss[*out] - gain, *out)).min() else {
                continue;
            };
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
            let (out, into) = (out[dice.below(out.len())], into[dice.below(into.len())]);
            if self.quotas.allow(&self.counts, out, into) {
                self.exchange(out, into);
            }
        }
    }
}

/// What a filling asks of a site: whether it may be opened, or to know that it was.
enum Asked {
    May(usize),
    Taken(usize),
}

/// The forced sites and, one by one, those that lower the cost most among those that may be.
fn filled(
    costs: &Costs,
    states: &[Site],
    count: usize,
    mut ask: impl FnMut(Asked) -> bool,
) -> Vec<usize> {
    let mut open: Vec<usize> =
        (0..costs.sites()).filter(|site| states[*site] == Site::Open).collect();
    let far = i64::MAX >> 12;
    let mut served: Vec<i64> = costs.nearest(&open).into_iter().map(|cost| cost.min(far)).collect();
    while open.len() < count {
        let gain = |site: &usize| {
            let pairs = served.iter().zip(costs.of_site(*site));
            pairs.map(|(now, cost)| (now - cost).max(0)).sum::<i64>()
        };
        let free: Vec<usize> = (0..costs.sites())
            .filter(|s| states[*s] == Site::Free && !open.contains(s) && ask(Asked::May(*s)))
            .collect();
        let Some(best) = free.into_iter().max_by_key(|s| (gain(s), std::cmp::Reverse(*s))) else {
            break;
        };
        ask(Asked::Taken(best));
        open.push(best);
        for (now, cost) in served.iter_mut().zip(costs.of_site(best)) {
            *now = (*now).min(*cost);
        }
    }
    open
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
        let mut there = Choice::new(start.costs, (start.states, start.quotas), best.1.clone());
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
