//! The units of a panel that can be measured or compared with.

use crate::{Ask, CELLS_MAX, Control, EffectError, Panel};

/// What is measured. Adoption dates may be dealt anew.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    pub(crate) times: Vec<i32>,
    pub(crate) outcomes: Vec<Vec<f64>>,
    /// Nothing for those who adopt at no date of the panel.
    pub(crate) firsts: Vec<Option<i32>>,
    /// Numbers of clusters, from 0 without a hole.
    pub(crate) clusters: Vec<usize>,
    /// Units that had adopted before anything was measured.
    pub(crate) already: Vec<String>,
}

/// Two dates between which a cohort is compared.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    pub(crate) group: i32,
    /// Places in the list of dates.
    pub(crate) from: usize,
    pub(crate) to: usize,
}

impl Sample {
    /// Keeps who had not adopted at the first date.
    pub(crate) fn of(panel: &Panel, ask: &Ask) -> Result<Self, EffectError> {
        let ahead = i64::from(ask.anticipation);
        let start = panel.times.first().copied().map_or(0, i64::from);
        let end = panel.times.last().copied().map_or(0, i64::from);
        let mut sample = Self {
            times: panel.times.clone(),
            outcomes: Vec::new(),
            firsts: Vec::new(),
            clusters: Vec::new(),
            already: Vec::new(),
        };
        let mut numbers = std::collections::BTreeMap::new();
        for (unit, name) in panel.units.iter().enumerate() {
            let first = panel.firsts[unit];
            if first.is_some_and(|first| i64::from(first) - ahead <= start) {
                sample.already.push(name.clone());
                continue;
            }
            let next = numbers.len();
            sample.clusters.push(*numbers.entry(panel.clusters[unit]).or_insert(next));
            sample.outcomes.push(panel.outcomes[unit].clone());
            sample.firsts.push(first.filter(|first| i64::from(*first) <= end + ahead));
        }
        let groups = groups(&sample.firsts);
        if !groups.iter().any(|group| i64::from(*group) <= end) {
            return Err(EffectError::NobodyAdopts);
        }
        let cells = groups.len().saturating_mul(sample.times.len());
        if cells.saturating_mul(sample.firsts.len()) > CELLS_MAX {
            return Err(EffectError::TooLarge);
        }
        Ok(sample)
    }

    /// How many units.
    pub(crate) fn size(&self) -> f64 {
        float(self.firsts.len())
    }

    /// How many clusters.
    pub(crate) fn clusters(&self) -> usize {
        self.clusters.iter().max().map_or(0, |last| last + 1)
    }

    /// How many units adopt then.
    pub(crate) fn size_of(&self, group: i32) -> f64 {
        float(self.firsts.iter().filter(|first| **first == Some(group)).count())
    }
}

/// A count as a number to divide by.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
pub(crate) fn float(count: usize) -> f64 {
    count as f64
}

/// The dates at which some adopt, in order.
pub(crate) fn groups(firsts: &[Option<i32>]) -> Vec<i32> {
    let mut groups: Vec<i32> = firsts.iter().flatten().copied().collect();
    groups.sort_unstable();
    groups.dedup();
    groups
}

/// What is compared for each cohort: from the last date before it could change, to each date from
/// then on; before, from one date to the next.
pub(crate) fn steps(times: &[i32], groups: &[i32], ask: &Ask) -> Vec<Step> {
    let of_group = |group: i32| {
        let changes = i64::from(group) - i64::from(ask.anticipation);
        let before = times.iter().take_while(|time| i64::from(**time) < changes).count();
        (1..times.len()).filter(move |_| before > 0).map(move |to| Step {
            group,
            from: before.min(to) - 1,
            to,
        })
    };
    groups.iter().copied().flat_map(of_group).collect()
}

impl Step {
    /// Whether a unit that adopts then is compared with.
    pub(crate) fn compares(&self, first: Option<i32>, times: &[i32], ask: &Ask) -> bool {
        match (first, ask.control) {
            (None, _) => true,
            (Some(_), Control::Never) => false,
            (Some(first), Control::NotYet) => {
                let known = i64::from(times[self.to]) + i64::from(ask.anticipation);
                first != self.group && i64::from(first) > known
            }
        }
    }

    /// Whether the cohort has adopted.
    pub(crate) fn is_after(&self, times: &[i32]) -> bool {
        times[self.to] >= self.group
    }
}
