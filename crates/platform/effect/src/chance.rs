//! What chance alone gives: adoption years dealt anew among the units. It holds however few they are.

use dice::Dice;

use crate::{Ask, Chance, bands, cells, pool, sample::Sample};

/// Numbers nearer than this are the same but for rounding.
const ROUNDING: f64 = 1e-9;

/// Deals the adoption years among the clusters; nothing when a cluster has several.
pub(crate) fn deal(sample: &Sample, ask: &Ask) -> Option<Chance> {
    let mut of_clusters = vec![None; sample.clusters()];
    for (first, cluster) in sample.firsts.iter().zip(&sample.clusters) {
        match of_clusters[*cluster] {
            None => of_clusters[*cluster] = Some(*first),
            Some(known) if known == *first => {}
            Some(_) => return None,
        }
    }
    let mut firsts: Vec<Option<i32>> = of_clusters.into_iter().flatten().collect();
    let mut dealt = sample.clone();
    let seen = strength(&mut dealt, ask, &firsts);
    let mut is_as_strong = |firsts: &[Option<i32>]| {
        let dealt = strength(&mut dealt, ask, firsts);
        dealt >= seen || dealt >= seen - ROUNDING * (1.0 + seen)
    };
    let mut chance = Chance { as_strong: 0, deals: 0, is_exact: has_few_deals(&firsts, ask.deals) };
    if chance.is_exact {
        firsts.sort_unstable();
        loop {
            chance.deals += 1;
            chance.as_strong += usize::from(is_as_strong(&firsts));
            if !next(&mut firsts) {
                return Some(chance);
            }
        }
    }
    let mut dice = Dice::new(ask.seed);
    chance = Chance { as_strong: 1, deals: ask.deals + 1, ..chance };
    for _ in 0..ask.deals {
        dice.shuffle(&mut firsts);
        chance.as_strong += usize::from(is_as_strong(&firsts));
    }
    Some(chance)
}

/// How many errors the average effect is away from nothing.
fn strength(dealt: &mut Sample, ask: &Ask, of_clusters: &[Option<i32>]) -> f64 {
    dealt.firsts = dealt.clusters.iter().map(|cluster| of_clusters[*cluster]).collect();
    let after = cells::only_after(dealt, ask);
    let known = pool::by_size(dealt, &after.iter().collect::<Vec<_>>());
    let error = bands::error(dealt, &known);
    // A perfect fit is infinitely strong, nothing at all is not.
    if known.effect.abs() <= ROUNDING * error { 0.0 } else { known.effect.abs() / error }
}

/// Whether there are at most so many different deals.
fn has_few_deals(firsts: &[Option<i32>], most: usize) -> bool {
    let mut left = firsts.to_vec();
    left.sort_unstable();
    let (mut ways, mut placed) = (1_u128, 0_u128);
    for same in left.chunk_by(|a, b| a == b) {
        for at in 1..=same.len() as u128 {
            placed += 1;
            // Each step is a binomial coefficient times what was there, so that it divides.
            ways = ways * placed / at;
            if ways > most as u128 {
                return false;
            }
        }
    }
    true
}

/// The next deal in order, different from all before; `false` after the last.
fn next(deal: &mut [Option<i32>]) -> bool {
    let Some(pivot) = (1..deal.len()).rev().find(|at| deal[at - 1] < deal[*at]) else {
        return false;
    };
    let other = (pivot..deal.len()).rev().find(|at| deal[*at] > deal[pivot - 1]);
    if let Some(other) = other {
        deal.swap(pivot - 1, other);
    }
    deal[pivot..].reverse();
    true
}
