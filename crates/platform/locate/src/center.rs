//! The least distance of whoever is farthest (Minieka 1970): a search over the distances, asking of
//! each whether everyone can be within it.

use crate::{LocateError, Progress, Solution, Task, Watch, costs::Costs, median::least};

/// Chooses the sites for which the farthest client is nearest.
///
/// # Errors
/// When the task asks for what does not exist, or leaves a client nobody can serve.
pub fn center(costs: &Costs, task: &Task, watch: Watch) -> Result<Solution, LocateError> {
    let (states, quotas) = task.sites(costs.sites())?;
    let among = (states.as_slice(), &quotas);
    let levels = costs.levels();
    let mut goes_on = true;
    let start = least(costs, among, task, i64::MAX, &mut |_| false)?;
    let mut sites = start.sites;
    let (mut low, mut high) = (0, place(&levels, farthest(costs, &sites)));
    while low < high && goes_on {
        let middle = low.midpoint(high);
        let outside = costs.map(|_, cost| (cost - levels[middle]).max(0))?;
        let so_far = Progress { objective: levels[high], bound: levels[low] };
        let answer = least(&outside, among, task, 1, &mut |_| {
            goes_on = goes_on && watch(so_far);
            goes_on
        })?;
        if answer.objective == 0 {
            high = place(&levels, farthest(costs, &answer.sites)).min(middle);
            sites = answer.sites;
        } else if answer.bound >= 1 {
            low = middle + 1;
        }
    }
    costs.all_served(&sites)?;
    Ok(Solution { objective: levels[high], bound: levels[low.min(high)], sites })
}

fn farthest(costs: &Costs, sites: &[usize]) -> i64 {
    costs.nearest(sites).into_iter().max().unwrap_or(0)
}

fn place(levels: &[i64], cost: i64) -> usize {
    levels.binary_search(&cost).unwrap_or_default()
}
