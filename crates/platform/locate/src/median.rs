//! The least sum of costs: branch and bound over the sites.

use std::{cmp::Ordering, collections::BinaryHeap};

use dice::Dice;

use crate::{
    LocateError, Progress, Solution, Task, Watch,
    bound::{Climb, Met, Node, Rows, Site},
    costs::Costs,
    quota::Quotas,
    swap::{Choice, around},
};

/// Chooses the sites from which serving every client costs least in all.
///
/// # Errors
/// When the task asks for what does not exist, or leaves a client nobody can serve.
pub fn median(costs: &Costs, task: &Task, watch: Watch) -> Result<Solution, LocateError> {
    let (states, quotas) = task.sites(costs.sites())?;
    let solution = least(costs, (&states, &quotas), task, i64::MAX, watch)?;
    costs.all_served(&solution.sites)?;
    Ok(solution)
}

/// Random departures of the first search without anything better.
const ROUNDS: usize = 24;
/// The same among the sites that are left once the first bound has closed the others.
const ROUNDS_ONCE_BOUND: usize = 200;
/// Steps of the climb before anything is decided, then for each decision.
const ROOT_STEPS: usize = 4000;
const STEPS: usize = 250;
/// A choice this near the best known is made better by exchanges.
const NEAR: f64 = 1.02;

/// The least sum of costs; with a `limit`, only less than that is looked for, and the bound says
/// `limit` when there is none.
pub(crate) fn least(
    costs: &Costs,
    (states, quotas): (&[Site], &Quotas),
    task: &Task,
    limit: i64,
    watch: Watch,
) -> Result<Solution, LocateError> {
    let start = Choice::greedy(costs, (states, quotas), task.open)?;
    let best = (start.cost(), start.open().to_vec());
    let dice = Dice::new(task.seed);
    let mut search = Search { costs, states, quotas, best, limit, dice, watch, goes_on: true };
    let bound = search.run(task.open);
    let (objective, mut sites) = search.best;
    sites.sort_unstable();
    Ok(Solution { objective, bound: bound.min(objective), sites })
}

struct Search<'s> {
    costs: &'s Costs,
    states: &'s [Site],
    quotas: &'s Quotas,
    best: (i64, Vec<usize>),
    limit: i64,
    dice: Dice,
    watch: Watch<'s>,
    goes_on: bool,
}

impl Search<'_> {
    /// Below what a choice must be to matter.
    fn ceiling(&self) -> i64 {
        self.best.0.min(self.limit)
    }

    /// Whether what was found is good enough: nothing costs less, or it is within the limit.
    fn is_enough(&self) -> bool {
        self.best.0 == 0 || (self.limit != i64::MAX && self.best.0 < self.limit)
    }

    /// Looks everywhere, or until told to stop; what no choice beats.
    fn run(&mut self, count: usize) -> i64 {
        self.look_around(self.states, ROUNDS, 0);
        if self.is_enough() {
            return 0;
        }
        let start = self.choice(self.states, self.best.1.clone());
        let rows = Rows::new(self.costs, self.states, self.quotas);
        let mut root = Node::root(self.states.to_vec(), &start, &rows);
        let mut climb = Climb::new(&rows, count, self.ceiling());
        self.climb(&mut climb, &mut root, ROOT_STEPS, f64::NEG_INFINITY);
        if climb.closes(root.bound) {
            return self.ceiling();
        }
        self.look_around(&root.states, ROUNDS_ONCE_BOUND, whole(root.bound));
        let rows = Rows::new(self.costs, &root.states, self.quotas);
        self.branch(Climb::new(&rows, count, self.ceiling()), root, count)
    }

    fn choice<'c>(&'c self, states: &'c [Site], open: Vec<usize>) -> Choice<'c> {
        Choice::new(self.costs, (states, self.quotas), open)
    }

    /// Decides site after site, where the least may be found first.
    fn branch(&mut self, mut climb: Climb, root: Node, count: usize) -> i64 {
        let mut open = BinaryHeap::from([Ranked(root)]);
        while let Some(Ranked(node)) = open.pop() {
            if climb.closes(node.bound) || self.is_enough() {
                return self.ceiling();
            }
            if !self.goes_on {
                return whole(node.bound);
            }
            for state in [Site::Open, Site::Closed] {
                let Some(site) = node.to_decide() else { continue };
                let mut child = node.clone();
                child.states[site] = state;
                self.climb(&mut climb, &mut child, STEPS, node.bound);
                if !self.is_settled(&mut climb, &child, count) {
                    open.push(Ranked(child));
                }
            }
        }
        self.ceiling()
    }

    /// Looks around the best choice by exchanges among the sites that are not decided.
    fn look_around(&mut self, states: &[Site], rounds: usize, bound: i64) {
        let start = Choice::new(self.costs, (states, self.quotas), self.best.1.clone());
        let (cost, sites) = around(start, rounds, &mut self.dice, &mut |objective| {
            let bound = bound.min(objective);
            self.goes_on = self.goes_on && (self.watch)(Progress { objective, bound });
            self.goes_on
        });
        self.take(cost, sites);
    }

    /// Whether nothing is left to find in a node; a choice that is wholly decided is tried.
    fn is_settled(&mut self, climb: &mut Climb, node: &Node, count: usize) -> bool {
        let (left, free) = node.left(count);
        let is_lost = left > free || !self.quotas.may_be_kept(&node.states, left);
        if climb.closes(node.bound) || is_lost {
            return true;
        }
        if left > 0 && left < free {
            return false;
        }
        let taken = |site: &usize| match node.states[*site] {
            Site::Open => true,
            Site::Free => left > 0,
            Site::Closed => false,
        };
        let sites: Vec<usize> = (0..node.states.len()).filter(taken).collect();
        if !self.quotas.are_kept(&sites) {
            return true;
        }
        let cost = self.costs.nearest(&sites).into_iter().sum();
        self.take(cost, sites);
        climb.set_best(self.ceiling());
        true
    }

    fn take(&mut self, cost: i64, sites: Vec<usize>) {
        if cost < self.best.0 {
            self.best = (cost, sites);
        }
    }

    /// Climbs in a node; `others` is the least bound of what is open elsewhere.
    fn climb(&mut self, climb: &mut Climb, node: &mut Node, steps: usize, others: f64) {
        climb.climb(node, steps, &mut |met: Met| {
            if met.is_better {
                self.try_around(met.chosen);
            }
            let bound = if others.is_finite() { others } else { met.bound };
            let objective = self.best.0;
            let bound = whole(bound).min(objective);
            self.goes_on = self.goes_on && (self.watch)(Progress { objective, bound });
            self.goes_on.then(|| self.ceiling())
        });
    }

    /// Exchanges from the sites the relaxation opens, when they are nearly good.
    fn try_around(&mut self, sites: &[usize]) {
        if !self.quotas.are_kept(sites) {
            return;
        }
        let mut choice = self.choice(self.states, sites.to_vec());
        let cost = choice.cost();
        #[expect(clippy::cast_precision_loss, reason = "costs stay below 2^52")]
        let is_near = (cost as f64) < self.best.0 as f64 * NEAR;
        if is_near {
            choice.descend();
            let (cost, open) = (choice.cost(), choice.open().to_vec());
            self.take(cost, open);
        }
    }
}

/// The least whole number a bound leaves possible.
#[expect(clippy::cast_possible_truncation, reason = "costs stay below 2^52")]
fn whole(bound: f64) -> i64 {
    (bound - 1e-4).ceil().max(0.0) as i64
}

/// Nodes, the least possible cost first, then the one where most is decided: among equals, one is
/// followed to its end.
struct Ranked(Node);

impl Ranked {
    fn free(&self) -> usize {
        self.0.states.iter().filter(|state| **state == Site::Free).count()
    }
}

impl PartialEq for Ranked {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ranked {}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_bound = whole(other.0.bound).cmp(&whole(self.0.bound));
        by_bound.then_with(|| other.free().cmp(&self.free()))
    }
}
