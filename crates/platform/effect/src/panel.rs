//! Who had what outcome when, and when they adopted.

use std::collections::{BTreeMap, BTreeSet};

use crate::{CELLS_MAX, EffectError};

/// One outcome.
#[derive(Clone, Debug)]
pub struct Row {
    /// Whose: a school, a county.
    pub unit: String,
    /// When: a year, a term, any number that grows.
    pub time: i32,
    /// The outcome.
    pub outcome: f64,
    /// When the unit adopted; nothing when it did not.
    pub first: Option<i32>,
    /// Units of one cluster are not independent; nothing where each unit is by itself.
    pub cluster: Option<String>,
}

/// What happens to units that lack a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gaps {
    /// They are an error.
    Refused,
    /// They are left out, and named.
    LeftOut,
}

/// Outcomes of the same dates for each unit.
#[derive(Clone, Debug)]
pub struct Panel {
    pub(crate) units: Vec<String>,
    pub(crate) times: Vec<i32>,
    /// Unit after unit, in the order of times.
    pub(crate) outcomes: Vec<Vec<f64>>,
    pub(crate) firsts: Vec<Option<i32>>,
    /// Numbers of clusters, from 0 without a hole.
    pub(crate) clusters: Vec<usize>,
    left_out: Vec<String>,
}

struct Unit {
    outcomes: BTreeMap<i32, f64>,
    first: Option<i32>,
    cluster: Option<String>,
}

impl Panel {
    /// Puts rows in order, whatever theirs was.
    ///
    /// # Errors
    /// When rows contradict each other, or a unit lacks a date and gaps are refused.
    pub fn new(rows: Vec<Row>, gaps: Gaps) -> Result<Self, EffectError> {
        let times: BTreeSet<i32> = rows.iter().map(|row| row.time).collect();
        let units = units(rows)?;
        let width = times.len();
        if units.len().saturating_mul(width) > CELLS_MAX {
            return Err(EffectError::TooLarge);
        }
        let is_whole = |unit: &Unit| unit.outcomes.len() == width;
        let broken = units.iter().filter(|(_, unit)| !is_whole(unit));
        let left_out: Vec<String> = broken.clone().map(|(name, _)| name.clone()).collect();
        if let (Gaps::Refused, Some((name, unit))) = (gaps, broken.clone().next()) {
            let missing = times.iter().find(|time| !unit.outcomes.contains_key(time));
            return Err(EffectError::Incomplete {
                unit: name.clone(),
                time: missing.copied().unwrap_or_default(),
                units: left_out.len(),
            });
        }
        let mut panel = Self {
            units: Vec::new(),
            times: times.into_iter().collect(),
            outcomes: Vec::new(),
            firsts: Vec::new(),
            clusters: Vec::new(),
            left_out,
        };
        let mut numbers = BTreeMap::new();
        for (name, unit) in units.into_iter().filter(|(_, unit)| is_whole(unit)) {
            let key = unit.cluster.map_or_else(|| (false, name.clone()), |cluster| (true, cluster));
            let next = numbers.len();
            panel.clusters.push(*numbers.entry(key).or_insert(next));
            panel.units.push(name);
            panel.outcomes.push(unit.outcomes.into_values().collect());
            panel.firsts.push(unit.first);
        }
        if panel.units.is_empty() {
            return Err(EffectError::Empty);
        }
        if panel.times.len() < 2 {
            return Err(EffectError::OneDate);
        }
        Ok(panel)
    }

    /// Units that lacked a date.
    pub fn left_out(&self) -> &[String] {
        &self.left_out
    }

    /// The dates, in order.
    pub fn times(&self) -> &[i32] {
        &self.times
    }

    /// How many units are measured.
    pub fn units(&self) -> usize {
        self.units.len()
    }
}

fn units(rows: Vec<Row>) -> Result<BTreeMap<String, Unit>, EffectError> {
    let mut units = BTreeMap::<String, Unit>::new();
    for Row { unit: name, time, outcome, first, cluster } in rows {
        if !outcome.is_finite() {
            return Err(EffectError::NotANumber { unit: name, time });
        }
        let new = || Unit { outcomes: BTreeMap::new(), first, cluster: cluster.clone() };
        let unit = units.entry(name.clone()).or_insert_with(new);
        if unit.first != first {
            return Err(EffectError::TwoAdoptions(name));
        }
        if unit.cluster != cluster {
            return Err(EffectError::TwoClusters(name));
        }
        if unit.outcomes.insert(time, outcome).is_some() {
            return Err(EffectError::Twice { unit: name, time });
        }
    }
    Ok(units)
}
