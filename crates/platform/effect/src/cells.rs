//! The effect on each cohort at each date.

use crate::{
    Ask,
    sample::{Sample, Step, float, groups, steps},
};

/// An effect, and how much each unit weighs in it.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) effect: f64,
    /// The influence function: the effect moves by this over the number of units.
    pub(crate) influence: Vec<f64>,
}

/// The effect on a cohort at a date.
#[derive(Clone, Debug)]
pub(crate) struct GroupTime {
    pub(crate) group: i32,
    pub(crate) time: i32,
    step: Step,
    pub(crate) known: Known,
}

/// Each cohort at each date where there is someone to compare with.
pub(crate) fn all(sample: &Sample, ask: &Ask) -> Vec<GroupTime> {
    let steps = steps(&sample.times, &groups(&sample.firsts), ask);
    steps.into_iter().filter_map(|step| measure(sample, step, ask)).collect()
}

/// The same once adopted only.
pub(crate) fn only_after(sample: &Sample, ask: &Ask) -> Vec<GroupTime> {
    let steps = steps(&sample.times, &groups(&sample.firsts), ask);
    let after = steps.into_iter().filter(|step| step.is_after(&sample.times));
    after.filter_map(|step| measure(sample, step, ask)).collect()
}

/// Those of a list that are once adopted.
pub(crate) fn after(cells: &[GroupTime]) -> Vec<&GroupTime> {
    cells.iter().filter(|cell| cell.time >= cell.group).collect()
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Treated,
    Compared,
    Apart,
}

fn measure(sample: &Sample, step: Step, ask: &Ask) -> Option<GroupTime> {
    let side = |first: Option<i32>| {
        if first == Some(step.group) {
            Side::Treated
        } else if step.compares(first, &sample.times, ask) {
            Side::Compared
        } else {
            Side::Apart
        }
    };
    let sides: Vec<Side> = sample.firsts.iter().map(|first| side(*first)).collect();
    let changes: Vec<f64> =
        sample.outcomes.iter().map(|outcomes| outcomes[step.to] - outcomes[step.from]).collect();
    let mean_of = |wanted: Side| {
        let among = || sides.iter().zip(&changes).filter(|(side, _)| **side == wanted);
        let count = float(among().count());
        (count > 0.0).then(|| (count, among().map(|(_, change)| change).sum::<f64>() / count))
    };
    let (treated, mean) = mean_of(Side::Treated)?;
    let (compared, other) = mean_of(Side::Compared)?;
    let size = sample.size();
    let influence = sides.iter().zip(&changes).map(|(side, change)| match side {
        Side::Treated => size / treated * (change - mean),
        Side::Compared => -size / compared * (change - other),
        Side::Apart => 0.0,
    });
    Some(GroupTime {
        group: step.group,
        time: sample.times[step.to],
        step,
        known: Known { effect: mean - other, influence: influence.collect() },
    })
}

/// How many clusters are measured, and how many they are compared with.
pub(crate) fn people(sample: &Sample, after: &[&GroupTime], ask: &Ask) -> (usize, usize) {
    let count = |is_one: &dyn Fn(Option<i32>) -> bool| {
        let pairs = sample.firsts.iter().zip(&sample.clusters);
        let mut found: Vec<usize> =
            pairs.filter(|(first, _)| is_one(**first)).map(|(_, cluster)| *cluster).collect();
        found.sort_unstable();
        found.dedup();
        found.len()
    };
    let treated = count(&|first| after.iter().any(|cell| first == Some(cell.group)));
    let compared =
        count(&|first| after.iter().any(|cell| cell.step.compares(first, &sample.times, ask)));
    (treated, compared)
}
