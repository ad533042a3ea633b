//! What could be seen, before anything is collected.

use crate::{
    Ask, EffectError, distributions,
    sample::{float, groups, steps},
};

/// Units that adopt together.
#[derive(Clone, Copy, Debug)]
pub struct Cohort {
    /// When; nothing for those who never do.
    pub first: Option<i32>,
    /// How many.
    pub units: usize,
}

/// What will be collected.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Who adopts when.
    pub cohorts: Vec<Cohort>,
    /// When the outcome is measured.
    pub times: Vec<i32>,
    /// The standard deviation of the outcome between units.
    pub deviation: f64,
    /// How much the outcome of a unit looks like its outcome one date before: 0 not at all, 1 wholly.
    pub correlation: f64,
    /// How likely the effect should be found when there is one, such as 0.8.
    pub power: f64,
}

/// The least effect, on the average of all units and dates once adopted, that the plan finds as
/// often as its power says. Control, anticipation and confidence are those of `ask`.
///
/// # Errors
/// When the plan has nobody to measure or to compare with, or a number out of range.
pub fn detectable(plan: &Plan, ask: &Ask) -> Result<f64, EffectError> {
    let is_share = |share: f64| share > 0.0 && share < 1.0;
    for (is_good, name) in [
        (is_share(ask.confidence), "the confidence"),
        (is_share(plan.power), "the power"),
        (plan.deviation.is_finite() && plan.deviation >= 0.0, "the deviation"),
        (plan.correlation >= 0.0 && plan.correlation <= 1.0, "the correlation"),
    ] {
        if !is_good {
            return Err(EffectError::OutOfRange(name));
        }
    }
    let mut times = plan.times.clone();
    times.sort_unstable();
    times.dedup();
    if times.len() < 2 {
        return Err(EffectError::OneDate);
    }
    let reach = distributions::normal_quantile(0.5 + ask.confidence / 2.0)
        + distributions::normal_quantile(plan.power);
    Ok(reach * variance(plan, &times, ask)?.sqrt())
}

/// The variance of the average effect: it is a sum over the outcomes of each unit, each with a
/// coefficient that its cohort and its date decide.
fn variance(plan: &Plan, times: &[i32], ask: &Ask) -> Result<f64, EffectError> {
    let end = times.last().map_or(0, |end| i64::from(*end)) + i64::from(ask.anticipation);
    let adopts = |one: &Cohort| one.first.filter(|first| i64::from(*first) <= end);
    let some = plan.cohorts.iter().filter(|one| one.units > 0);
    let cohorts: Vec<Cohort> =
        some.map(|one| Cohort { first: adopts(one), units: one.units }).collect();
    let firsts: Vec<Option<i32>> = cohorts.iter().map(|cohort| cohort.first).collect();
    let steps = steps(times, &groups(&firsts), ask);
    let after: Vec<_> = steps.into_iter().filter(|step| step.is_after(times)).collect();
    if after.is_empty() {
        return Err(EffectError::NobodyAdopts);
    }
    let count = |is_one: &dyn Fn(Option<i32>) -> bool| {
        float(cohorts.iter().filter(|one| is_one(one.first)).map(|one| one.units).sum())
    };
    let mut coefficients = vec![vec![0.0; times.len()]; cohorts.len()];
    let mut total = 0.0;
    for step in &after {
        let treated = count(&|first| first == Some(step.group));
        let compared = count(&|first| step.compares(first, times, ask));
        if compared < 1.0 {
            continue;
        }
        total += treated;
        for (cohort, of_times) in cohorts.iter().zip(&mut coefficients) {
            let one = if cohort.first == Some(step.group) {
                1.0
            } else if step.compares(cohort.first, times, ask) {
                -treated / compared
            } else {
                0.0
            };
            of_times[step.to] += one;
            of_times[step.from] -= one;
        }
    }
    if total < 1.0 {
        return Err(EffectError::NobodyNotYet);
    }
    let alike =
        |a: i32, b: i32| plan.correlation.powi(a.abs_diff(b).try_into().unwrap_or(i32::MAX));
    let of_unit = |of_times: &Vec<f64>| {
        let each = times.iter().zip(of_times);
        let pair = |(a, x): (&i32, &f64)| {
            times.iter().zip(of_times).map(|(b, y)| x * y * alike(*a, *b)).sum::<f64>()
        };
        each.map(pair).sum::<f64>()
    };
    let units = cohorts.iter().zip(&coefficients);
    let sum: f64 = units.map(|(cohort, of_times)| float(cohort.units) * of_unit(of_times)).sum();
    Ok((plan.deviation / total).powi(2) * sum.max(0.0))
}
