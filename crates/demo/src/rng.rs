//! A tiny deterministic generator of numbers.
//!
//! `SplitMix64` (Steele, Lea and Flood, 2014): one addition and one mixing
//! function per number, 64 bits of state, the same sequence on every machine.
//! It is not for secrets. Sub-seeds come from [`Rng::of`], which mixes the
//! identifiers of a thing into the seed of the world: what is drawn for one
//! lesson does not depend on which lessons were drawn before it.

const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// Mixes 64 bits so that near inputs give far outputs.
#[must_use]
pub const fn mix(value: u64) -> u64 {
    let mut z = value.wrapping_add(STEP);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// A stream of numbers drawn from a seed.
#[derive(Clone, Debug)]
pub struct Rng(u64);

impl Rng {
    /// A stream that depends on the seed alone.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(mix(seed))
    }

    /// A stream that depends on the seed and on the identifiers of one thing.
    #[must_use]
    pub fn of(seed: u64, ids: &[u64]) -> Self {
        Self(ids.iter().fold(mix(seed), |state, id| mix(state ^ id.wrapping_mul(STEP))))
    }

    /// The next 64 bits.
    pub const fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        mix(self.0)
    }

    /// A number below `limit` (0 when `limit` is 0).
    pub fn below(&mut self, limit: usize) -> usize {
        let limit = limit.max(1) as u64;
        usize::try_from((u128::from(self.bits()) * u128::from(limit)) >> 64).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i32, high: i32) -> i32 {
        let width = usize::try_from(high.saturating_sub(low)).unwrap_or(0);
        low + i32::try_from(self.below(width + 1)).unwrap_or(0)
    }

    /// True `per_mille` times in a thousand.
    pub fn chance(&mut self, per_mille: usize) -> bool {
        self.below(1000) < per_mille
    }

    /// One item of a list that is not empty.
    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    /// Shuffles in place.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.below(last + 1);
            items.swap(last, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_depends_on_its_seed_and_ids_only() {
        let draw = |ids: &[u64]| Rng::of(7, ids).bits();
        assert_eq!(draw(&[1, 2]), draw(&[1, 2]));
        assert_ne!(draw(&[1, 2]), draw(&[2, 1]));
        assert_ne!(Rng::of(7, &[1]).bits(), Rng::of(8, &[1]).bits());
    }

    #[test]
    fn draws_stay_in_their_range() {
        let mut rng = Rng::new(1);
        for _ in 0..1000 {
            assert!(rng.below(7) < 7);
            assert!((-3..=3).contains(&rng.between(-3, 3)));
        }
        assert_eq!(rng.below(0), 0);
    }

    #[test]
    fn shuffling_keeps_every_item() {
        let mut items: Vec<u32> = (0..50).collect();
        Rng::new(3).shuffle(&mut items);
        assert_ne!(items, (0..50).collect::<Vec<_>>());
        items.sort_unstable();
        assert_eq!(items, (0..50).collect::<Vec<_>>());
    }
}
