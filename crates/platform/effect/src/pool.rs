//! Effects put together: over everyone, by time since adoption, by cohort, by date.

use std::collections::BTreeMap;

use crate::{
    cells::{GroupTime, Known},
    sample::{Sample, float},
};

/// Keyed effects and their average.
pub(crate) struct Pooled {
    pub(crate) parts: Vec<(i32, Known)>,
    pub(crate) overall: Known,
}

/// The average of effects, each as many times as its cohort has units. That cohorts might have had
/// other sizes counts in its error.
pub(crate) fn by_size(sample: &Sample, cells: &[&GroupTime]) -> Known {
    let parts: Vec<_> = cells.iter().map(|cell| (cell.group, &cell.known)).collect();
    weigh(sample, &parts)
}

fn weigh(sample: &Sample, parts: &[(i32, &Known)]) -> Known {
    let shares: Vec<f64> =
        parts.iter().map(|(group, _)| sample.size_of(*group) / sample.size()).collect();
    let total: f64 = shares.iter().sum();
    let effect =
        parts.iter().zip(&shares).map(|((_, known), share)| known.effect * share).sum::<f64>()
            / total;
    let mut influence = vec![0.0; sample.firsts.len()];
    for ((group, known), share) in parts.iter().zip(&shares) {
        for ((sum, one), first) in influence.iter_mut().zip(&known.influence).zip(&sample.firsts) {
            let of_size = if *first == Some(*group) { known.effect - effect } else { 0.0 };
            *sum += (one * share + of_size) / total;
        }
    }
    Known { effect, influence }
}

/// The plain average.
fn average(parts: &[&Known]) -> Known {
    let count = float(parts.len());
    let effect = parts.iter().map(|known| known.effect).sum::<f64>() / count;
    let units = parts.first().map_or(0, |known| known.influence.len());
    let influence =
        (0..units).map(|unit| parts.iter().map(|known| known.influence[unit]).sum::<f64>() / count);
    Known { effect, influence: influence.collect() }
}

fn keyed<'c>(
    cells: impl Iterator<Item = &'c GroupTime>,
    key: impl Fn(&GroupTime) -> i32,
) -> BTreeMap<i32, Vec<&'c GroupTime>> {
    let mut found = BTreeMap::<i32, Vec<&GroupTime>>::new();
    for cell in cells {
        found.entry(key(cell)).or_default().push(cell);
    }
    found
}

/// By time since adoption; the average is over what follows it.
pub(crate) fn dynamic(sample: &Sample, cells: &[GroupTime]) -> Pooled {
    let since = keyed(cells.iter(), |cell| cell.time.saturating_sub(cell.group));
    let parts: Vec<_> =
        since.iter().map(|(since, cells)| (*since, by_size(sample, cells))).collect();
    let after = parts.iter().filter(|(since, _)| *since >= 0);
    let overall = average(&after.map(|(_, known)| known).collect::<Vec<_>>());
    Pooled { parts, overall }
}

/// By cohort; the average counts each cohort as many times as it has units.
pub(crate) fn group(sample: &Sample, after: &[&GroupTime]) -> Pooled {
    let groups = keyed(after.iter().copied(), |cell| cell.group);
    let mean = |cells: &Vec<&GroupTime>| {
        average(&cells.iter().map(|cell| &cell.known).collect::<Vec<_>>())
    };
    let parts: Vec<_> = groups.iter().map(|(group, cells)| (*group, mean(cells))).collect();
    let named: Vec<_> = parts.iter().map(|(group, known)| (*group, known)).collect();
    let overall = weigh(sample, &named);
    Pooled { parts, overall }
}

/// By date.
pub(crate) fn calendar(sample: &Sample, after: &[&GroupTime]) -> Pooled {
    let times = keyed(after.iter().copied(), |cell| cell.time);
    let parts: Vec<_> = times.iter().map(|(time, cells)| (*time, by_size(sample, cells))).collect();
    let overall = average(&parts.iter().map(|(_, known)| known).collect::<Vec<_>>());
    Pooled { parts, overall }
}
