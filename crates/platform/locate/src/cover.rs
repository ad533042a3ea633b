//! The most that can be covered within a radius (Church and ReVelle 1974).

use crate::{LocateError, Progress, Solution, Task, Watch, costs::Costs, median::least};

/// Chooses the sites that cover the most weight, a client being covered when its nearest open site
/// costs at most `radius`. Weights are one per client, in order; the objective and the bound are
/// covered weight.
///
/// # Errors
/// When the task asks for what does not exist, or weights are not one per client, from zero on.
pub fn cover(
    costs: &Costs,
    weights: &[i64],
    radius: i64,
    task: &Task,
    watch: Watch,
) -> Result<Solution, LocateError> {
    if weights.len() != costs.clients() || weights.iter().any(|weight| *weight < 0) {
        return Err(LocateError::Empty);
    }
    let uncovered = costs.map(|client, cost| if cost <= radius { 0 } else { weights[client] })?;
    let total: i64 = weights.iter().sum();
    let (states, quotas) = task.sites(costs.sites())?;
    let among = (states.as_slice(), &quotas);
    let solution = least(&uncovered, among, task, i64::MAX, &mut |so_far: Progress| {
        watch(Progress { objective: total - so_far.objective, bound: total - so_far.bound })
    })?;
    Ok(Solution {
        objective: total - solution.objective,
        bound: total - solution.bound,
        sites: solution.sites,
    })
}
