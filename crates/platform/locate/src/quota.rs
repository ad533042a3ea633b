//! How many of the open sites may be of a kind: at least so many, at most so many.

use std::collections::BTreeMap;

use crate::{LocateError, bound::Site};

/// The most quotas of a task.
pub const QUOTAS_MAX: usize = 60;

/// How many of some sites are open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quota {
    /// The sites that count.
    pub sites: Vec<usize>,
    /// At least so many of them are open.
    pub least: usize,
    /// At most so many of them are.
    pub most: usize,
}

/// A side of a quota for the relaxation: the sum over its sites, times the sign, is at least that.
pub(crate) struct Limit {
    pub(crate) sites: Vec<usize>,
    pub(crate) sign: f64,
    pub(crate) least: f64,
}

/// Quotas with, for each site, those it counts in.
#[derive(Debug)]
pub(crate) struct Quotas {
    bounds: Vec<(usize, usize)>,
    masks: Vec<u64>,
}

/// Sites that count in the same quotas: how many are open already, how many may be.
#[derive(Clone, Copy, Default)]
struct Class {
    open: usize,
    free: usize,
}

/// Steps after which a question of feasibility is given up.
const STEPS_MAX: usize = 2_000_000;

impl Quotas {
    pub(crate) fn new(quotas: &[Quota], sites: usize) -> Result<Self, LocateError> {
        if quotas.len() > QUOTAS_MAX {
            return Err(LocateError::TooLarge);
        }
        let mut masks = vec![0; sites];
        for (at, quota) in quotas.iter().enumerate() {
            for &site in &quota.sites {
                *masks.get_mut(site).ok_or(LocateError::NoSuchSite(site))? |= 1 << at;
            }
        }
        let bounds = quotas.iter().map(|quota| (quota.least, quota.most)).collect();
        Ok(Self { bounds, masks })
    }

    /// How many sites of each quota are among some.
    pub(crate) fn counts(&self, open: &[usize]) -> Vec<usize> {
        let mut counts = vec![0; self.bounds.len()];
        for &site in open {
            self.count(site, &mut counts, |count| count + 1);
        }
        counts
    }

    pub(crate) fn count(&self, site: usize, counts: &mut [usize], change: impl Fn(usize) -> usize) {
        for (at, count) in counts.iter_mut().enumerate() {
            if self.masks[site] & (1 << at) != 0 {
                *count = change(*count);
            }
        }
    }

    /// Whether a choice keeps every quota.
    pub(crate) fn are_kept(&self, open: &[usize]) -> bool {
        let counts = self.counts(open);
        counts
            .iter()
            .zip(&self.bounds)
            .all(|(count, (least, most))| (least..=most).contains(&count))
    }

    /// Whether one site may take the place of another in a choice with such counts.
    pub(crate) fn allow(&self, counts: &[usize], out: usize, into: usize) -> bool {
        let changed = self.masks[out] ^ self.masks[into];
        if changed == 0 {
            return true;
        }
        counts.iter().zip(&self.bounds).enumerate().all(|(at, (count, (least, most)))| {
            let bit = 1 << at;
            if changed & bit == 0 {
                true
            } else if self.masks[into] & bit != 0 {
                count < most
            } else {
                count > least
            }
        })
    }

    /// Whether nothing forbids yet that a part of the search keeps every quota.
    pub(crate) fn may_be_kept(&self, states: &[Site], left: usize) -> bool {
        let open: Vec<usize> = (0..states.len()).filter(|s| states[*s] == Site::Open).collect();
        let free: Vec<usize> = (0..states.len()).filter(|s| states[*s] == Site::Free).collect();
        let (open, free) = (self.counts(&open), self.counts(&free));
        let sides = open.iter().zip(&free).zip(&self.bounds);
        sides
            .into_iter()
            .all(|((open, free), (least, most))| open <= most && open + free.min(&left) >= *least)
    }

    /// Both sides of each quota that say something.
    pub(crate) fn limits(&self) -> Vec<Limit> {
        let mut limits = Vec::new();
        for (at, (least, most)) in self.bounds.iter().enumerate() {
            let bit = 1 << at;
            let sites: Vec<usize> =
                (0..self.masks.len()).filter(|site| self.masks[*site] & bit != 0).collect();
            let most_said = *most < sites.len();
            if *least > 0 {
                limits.push(Limit { sites: sites.clone(), sign: 1.0, least: float(*least) });
            }
            if most_said {
                limits.push(Limit { sites, sign: -1.0, least: -float(*most) });
            }
        }
        limits
    }

    /// How many sites of each class of a way to keep every quota are to open: nothing when there is
    /// none.
    pub(crate) fn room(
        &self,
        states: &[Site],
        count: usize,
    ) -> Result<Option<BTreeMap<u64, usize>>, LocateError> {
        let every = (1_u64 << self.bounds.len()) - 1;
        self.room_under(states, count, every)
    }

    /// The same under some of the quotas.
    fn room_under(
        &self,
        states: &[Site],
        count: usize,
        under: u64,
    ) -> Result<Option<BTreeMap<u64, usize>>, LocateError> {
        let mut classes: BTreeMap<u64, Class> = BTreeMap::new();
        for (mask, state) in self.masks.iter().zip(states) {
            let class = classes.entry(mask & under).or_default();
            match state {
                Site::Open => class.open += 1,
                Site::Free => class.free += 1,
                Site::Closed => {}
            }
        }
        let open: usize = classes.values().map(|class| class.open).sum();
        let mut filling =
            Filling { quotas: self, under, classes: Vec::new(), taken: Vec::new(), steps: 0 };
        let mut counts = vec![0; self.bounds.len()];
        for (mask, class) in classes {
            filling.add(mask, class.open, &mut counts);
            filling.classes.push((mask, class.free));
        }
        if !filling.fill(0, count.saturating_sub(open), &mut counts)? {
            return Ok(None);
        }
        let masks = filling.classes.iter().map(|(mask, _)| *mask);
        Ok(Some(masks.zip(filling.taken).collect()))
    }

    /// The fewest quotas that cannot be kept together: none of them can be left out of the reason.
    pub(crate) fn conflict(
        &self,
        states: &[Site],
        count: usize,
    ) -> Result<Vec<usize>, LocateError> {
        let mut under = (1_u64 << self.bounds.len()) - 1;
        if self.room_under(states, count, under)?.is_some() {
            return Ok(Vec::new());
        }
        for at in 0..self.bounds.len() {
            let without = under & !(1 << at);
            if self.room_under(states, count, without)?.is_none() {
                under = without;
            }
        }
        Ok((0..self.bounds.len()).filter(|at| under & (1 << at) != 0).collect())
    }

    pub(crate) fn mask(&self, site: usize) -> u64 {
        self.masks[site]
    }
}

#[expect(clippy::cast_precision_loss, reason = "numbers of sites are small")]
fn float(count: usize) -> f64 {
    count as f64
}

/// Classes being filled, one after another.
struct Filling<'q> {
    quotas: &'q Quotas,
    under: u64,
    classes: Vec<(u64, usize)>,
    taken: Vec<usize>,
    steps: usize,
}

impl Filling<'_> {
    fn add(&self, mask: u64, number: usize, counts: &mut [usize]) {
        for (at, count) in counts.iter_mut().enumerate() {
            if mask & self.under & (1 << at) != 0 {
                *count += number;
            }
        }
    }

    /// Whether `left` sites can still be taken from the classes after `at`.
    fn fill(&mut self, at: usize, left: usize, counts: &mut [usize]) -> Result<bool, LocateError> {
        self.steps += 1;
        if self.steps > STEPS_MAX {
            return Err(LocateError::TooLarge);
        }
        if !self.can(at, left, counts) {
            return Ok(false);
        }
        let Some(&(mask, free)) = self.classes.get(at) else { return Ok(left == 0) };
        for number in 0..=free.min(left) {
            let mut with = counts.to_vec();
            self.add(mask, number, &mut with);
            self.taken.push(number);
            if self.fill(at + 1, left - number, &mut with)? {
                return Ok(true);
            }
            self.taken.pop();
        }
        Ok(false)
    }

    /// Whether each quota alone can still be kept.
    fn can(&self, at: usize, left: usize, counts: &[usize]) -> bool {
        let rest = &self.classes[at..];
        if rest.iter().map(|(_, free)| free).sum::<usize>() < left {
            return false;
        }
        counts.iter().zip(&self.quotas.bounds).enumerate().all(|(quota, (count, (least, most)))| {
            let bit = 1 << quota;
            if self.under & bit == 0 {
                return true;
            }
            let of = |is_in: bool| -> usize {
                rest.iter()
                    .filter(|(mask, _)| (mask & bit != 0) == is_in)
                    .map(|(_, free)| free)
                    .sum()
            };
            let must = left.saturating_sub(of(false));
            count + must <= *most && count + of(true).min(left) >= *least
        })
    }
}
