//! How sure effects are: standard errors from influence, simultaneous bands from a multiplier
//! bootstrap (Mammen's two points), by cluster.

use dice::Dice;

use crate::{Ask, Figure, Series, cells::Known, distributions, pool::Pooled, sample::Sample};

/// Measures how sure effects of one sample are.
pub(crate) struct Bands<'s> {
    sample: &'s Sample,
    confidence: f64,
    /// Errors from the effect to the ends of its interval.
    reach: f64,
    draws: usize,
    dice: Dice,
}

/// The influence of each cluster.
pub(crate) fn by_cluster(sample: &Sample, known: &Known) -> Vec<f64> {
    let mut sums = vec![0.0; sample.clusters()];
    for (one, cluster) in known.influence.iter().zip(&sample.clusters) {
        sums[*cluster] += one / sample.size();
    }
    sums
}

/// The standard error.
pub(crate) fn error(sample: &Sample, known: &Known) -> f64 {
    by_cluster(sample, known).iter().map(|sum| sum * sum).sum::<f64>().sqrt()
}

impl<'s> Bands<'s> {
    pub(crate) fn new(sample: &'s Sample, ask: &Ask) -> Self {
        let reach = distributions::normal_quantile(0.5 + ask.confidence / 2.0);
        let dice = Dice::new(ask.seed);
        Self { sample, confidence: ask.confidence, reach, draws: ask.draws, dice }
    }

    /// A figure that is read by itself: its band is its interval.
    pub(crate) fn alone(&self, known: &Known) -> Figure {
        self.figure(known, self.reach)
    }

    fn figure(&self, known: &Known, reach: f64) -> Figure {
        let error = error(self.sample, known);
        let around = |reach: f64| (known.effect - reach * error, known.effect + reach * error);
        Figure { effect: known.effect, error, interval: around(self.reach), band: around(reach) }
    }

    /// Figures that are read together.
    pub(crate) fn figures(&mut self, together: &[&Known]) -> Vec<Figure> {
        let reach = self.reach_of_all(together);
        together.iter().map(|known| self.figure(known, reach)).collect()
    }

    /// Keyed figures that are read together, and their average.
    pub(crate) fn series(&mut self, pooled: &Pooled) -> Series {
        let figures =
            self.figures(&pooled.parts.iter().map(|(_, known)| known).collect::<Vec<_>>());
        let keys = pooled.parts.iter().map(|(key, _)| *key);
        Series { figures: keys.zip(figures).collect(), overall: self.alone(&pooled.overall) }
    }

    /// Errors from the effects to the ends of their bands, so that all are held at once.
    fn reach_of_all(&mut self, together: &[&Known]) -> f64 {
        let sure: Vec<Vec<f64>> = together
            .iter()
            .map(|known| (by_cluster(self.sample, known), error(self.sample, known)))
            .filter(|(_, error)| *error > 0.0)
            .map(|(sums, error)| sums.iter().map(|sum| sum / error).collect())
            .collect();
        let mut farthest: Vec<f64> = (0..self.draws)
            .map(|_| {
                let weights: Vec<f64> =
                    (0..self.sample.clusters()).map(|_| mammen(&mut self.dice)).collect();
                let far = |sums: &Vec<f64>| {
                    sums.iter().zip(&weights).map(|(sum, weight)| sum * weight).sum::<f64>().abs()
                };
                sure.iter().map(far).fold(0.0, f64::max)
            })
            .collect();
        farthest.sort_unstable_by(f64::total_cmp);
        let place = distributions::place(self.confidence, farthest.len());
        farthest.get(place).copied().unwrap_or(0.0).max(self.reach)
    }
}

/// A weight of mean 0, variance 1 and third moment 1.
fn mammen(dice: &mut Dice) -> f64 {
    let root = 5.0_f64.sqrt();
    if dice.unit() < (root + 1.0) / (2.0 * root) { (1.0 - root) / 2.0 } else { (1.0 + root) / 2.0 }
}
