//! Fewer points for the same shape: the one that changes the least area goes first, over all outlines
//! (Visvalingam and Whyatt 1993). It costs n log n, whatever is sent.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::Ring;

/// Leaves at most so many points. A ring keeps three, or goes altogether, the smallest first.
pub(crate) fn lighten(rings: &[Ring], most: usize) -> Vec<Ring> {
    let mut chain = Chain::of(rings);
    let mut heap: BinaryHeap<Reverse<(i64, usize, u32)>> =
        (0..chain.points.len()).map(|at| Reverse((chain.area(at), at, 0))).collect();
    while chain.left > most {
        let Some(Reverse((area, at, version))) = heap.pop() else { break };
        if chain.versions[at] != version || chain.sizes[chain.ring[at]] <= 3 {
            continue;
        }
        for neighbour in chain.remove(at) {
            // What is around a point that went is never taken for less than it.
            let area = chain.area(neighbour).max(area);
            heap.push(Reverse((area, neighbour, chain.versions[neighbour])));
        }
    }
    let lightened = chain.rings(rings.len());
    largest(lightened, most)
}

/// Every ring as a chain of points.
struct Chain {
    points: Vec<(i32, i32)>,
    before: Vec<usize>,
    after: Vec<usize>,
    ring: Vec<usize>,
    is_gone: Vec<bool>,
    versions: Vec<u32>,
    sizes: Vec<usize>,
    left: usize,
}

impl Chain {
    fn of(rings: &[Ring]) -> Self {
        let count = rings.iter().map(Vec::len).sum();
        let mut chain = Self {
            points: Vec::with_capacity(count),
            before: Vec::with_capacity(count),
            after: Vec::with_capacity(count),
            ring: Vec::with_capacity(count),
            is_gone: vec![false; count],
            versions: vec![0; count],
            sizes: rings.iter().map(Vec::len).collect(),
            left: count,
        };
        for (number, ring) in rings.iter().enumerate() {
            let start = chain.points.len();
            for (at, point) in ring.iter().enumerate() {
                chain.points.push(*point);
                chain.before.push(start + (at + ring.len() - 1) % ring.len());
                chain.after.push(start + (at + 1) % ring.len());
                chain.ring.push(number);
            }
        }
        chain
    }

    /// Twice the area of the triangle that a point makes with its neighbours.
    fn area(&self, at: usize) -> i64 {
        let [a, b, c] = [self.before[at], at, self.after[at]].map(|at| {
            let (x, y) = self.points[at];
            (i64::from(x), i64::from(y))
        });
        ((b.0 - a.0) * (c.1 - a.1) - (c.0 - a.0) * (b.1 - a.1)).abs()
    }

    fn remove(&mut self, at: usize) -> [usize; 2] {
        let (before, after) = (self.before[at], self.after[at]);
        (self.after[before], self.before[after]) = (after, before);
        self.is_gone[at] = true;
        self.versions[at] += 1;
        self.sizes[self.ring[at]] -= 1;
        self.left -= 1;
        for neighbour in [before, after] {
            self.versions[neighbour] += 1;
        }
        [before, after]
    }

    fn rings(&self, count: usize) -> Vec<Ring> {
        let mut rings = vec![Ring::new(); count];
        for (at, point) in self.points.iter().enumerate().filter(|(at, _)| !self.is_gone[*at]) {
            rings[self.ring[at]].push(*point);
        }
        rings
    }
}

/// Empties the smallest rings until the others are few enough; their places stay.
fn largest(mut rings: Vec<Ring>, most: usize) -> Vec<Ring> {
    let mut order: Vec<usize> = (0..rings.len()).collect();
    order.sort_by_key(|at| Reverse(extent(&rings[*at])));
    let mut kept = 0;
    for at in order {
        kept += rings[at].len();
        if kept > most {
            rings[at].clear();
        }
    }
    rings
}

/// The area of the box around a ring.
fn extent(ring: &Ring) -> i64 {
    let side = |of: fn(&(i32, i32)) -> i32| {
        let all = || ring.iter().map(of).map(i64::from);
        all().max().unwrap_or(0) - all().min().unwrap_or(0)
    };
    side(|point| point.0) * side(|point| point.1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    #[expect(clippy::cast_possible_truncation, reason = "the circle is a million wide")]
    fn a_million_points_become_a_few_that_look_the_same() {
        let circle: Ring = (0..1_000_000)
            .map(|at| {
                let angle = f64::from(at) / 1e6 * std::f64::consts::TAU;
                ((angle.cos() * 1e6) as i32, (angle.sin() * 1e6) as i32)
            })
            .collect();
        let light = lighten(&[circle], 200);
        assert!(light[0].len() <= 200 && light[0].len() > 100);
        for (x, y) in &light[0] {
            assert!(f64::from(*x).hypot(f64::from(*y)) > 0.999e6, "each was there before");
        }
    }

    #[test]
    fn what_lies_on_a_line_goes_and_the_corners_stay() {
        let square: Ring = vec![(0, 0), (5, 0), (10, 0), (10, 10), (5, 10), (0, 10)];
        assert_eq!(lighten(&[square], 4), [vec![(0, 0), (10, 0), (10, 10), (0, 10)]]);
    }

    #[test]
    fn the_smallest_go_first_when_there_are_too_many() {
        let small: Ring = vec![(0, 0), (1, 0), (0, 1)];
        let large: Ring = vec![(0, 0), (90, 0), (0, 90)];
        assert_eq!(lighten(&[small, large.clone()], 4), [vec![], large]);
    }

    proptest! {
        #[test]
        fn never_more_than_asked_and_nothing_new(
            rings in prop::collection::vec(prop::collection::vec((-100_i32..100, -100_i32..100), 3..30), 1..8),
            most in 0_usize..60,
        ) {
            let light = lighten(&rings, most);
            prop_assert!(light.iter().map(Vec::len).sum::<usize>() <= most);
            for (was, is) in rings.iter().zip(&light) {
                prop_assert!(is.is_empty() || is.len() >= 3);
                prop_assert!(is.iter().all(|point| was.contains(point)));
            }
        }
    }
}
