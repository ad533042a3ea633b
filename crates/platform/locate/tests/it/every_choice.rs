//! On instances small enough to try every choice, the answer is the best one and says so.

use locate::{Costs, LocateError, Quota, Task, center, cover, median};
use proptest::{collection::vec, prelude::*};

#[derive(Clone, Debug)]
struct World {
    rows: Vec<Vec<Option<i64>>>,
    weights: Vec<i64>,
    task: Task,
    radius: i64,
}

fn worlds() -> impl Strategy<Value = World> {
    (2..8_usize, 1..12_usize).prop_flat_map(|(sites, clients)| {
        let rows = vec(vec((0..40_i64).prop_map(Some), sites), clients);
        let states = vec(0..6_u8, sites);
        let weights = vec(0..9_i64, clients);
        (rows, states, weights, 0..40_i64, 0..sites, any::<u64>()).prop_map(
            |(rows, states, weights, radius, more, seed)| {
                let of = |wanted: u8| (0..states.len()).filter(|s| states[*s] == wanted).collect();
                let (forced, forbidden): (Vec<usize>, Vec<usize>) = (of(0), of(1));
                let most = states.len() - forbidden.len();
                let open = (forced.len() + more).min(most);
                let task = Task { open, forced, forbidden, seed, ..Task::default() };
                World { rows, weights, task, radius }
            },
        )
    })
}

impl World {
    /// The value of every choice that is allowed.
    fn every(&self, value: impl Fn(&[i64]) -> i64) -> Vec<i64> {
        let sites = self.rows[0].len();
        let chosen = |mask: &u32| (0..sites).filter(|site| mask & (1 << site) != 0).collect();
        let is_allowed = |choice: &Vec<usize>| {
            choice.len() == self.task.open
                && self.task.forced.iter().all(|site| choice.contains(site))
                && !self.task.forbidden.iter().any(|site| choice.contains(site))
                && self.keeps(choice)
        };
        (0..1_u32 << sites)
            .map(|mask| chosen(&mask))
            .filter(is_allowed)
            .map(|choice| {
                let near = self.rows.iter().map(|row| choice.iter().filter_map(|s| row[*s]).min());
                value(&near.map(Option::unwrap).collect::<Vec<_>>())
            })
            .collect()
    }

    fn keeps(&self, choice: &[usize]) -> bool {
        self.task.quotas.iter().all(|quota| {
            let count = choice.iter().filter(|site| quota.sites.contains(site)).count();
            (quota.least..=quota.most).contains(&count)
        })
    }

    fn covered(&self, near: &[i64]) -> i64 {
        let pairs = near.iter().zip(&self.weights);
        pairs.filter(|(far, _)| **far <= self.radius).map(|(_, weight)| weight).sum()
    }

    fn assert_allowed(&self, sites: &[usize]) {
        assert_eq!(sites.len(), self.task.open);
        assert!(sites.is_sorted() && self.task.forced.iter().all(|site| sites.contains(site)));
        assert!(!self.task.forbidden.iter().any(|site| sites.contains(site)));
        assert!(self.keeps(sites));
    }
}

/// Worlds where how many sites of a kind are open is bounded.
fn bounded_worlds() -> impl Strategy<Value = World> {
    let quotas = vec((vec(any::<bool>(), 8), 0..3_usize, 0..3_usize), 1..4);
    (worlds(), quotas).prop_map(|(mut world, quotas)| {
        let sites = world.rows[0].len();
        let quota = |(are_in, least, more): (Vec<bool>, usize, usize)| Quota {
            sites: (0..sites).filter(|site| are_in[*site]).collect(),
            least,
            most: least + more,
        };
        world.task.quotas = quotas.into_iter().map(quota).collect();
        world
    })
}

proptest! {
    #[test]
    fn the_least_sum_is_found_and_proven(world in worlds()) {
        prop_assume!(world.task.open > 0);
        let costs = Costs::new(world.rows[0].len(), &world.rows).unwrap();
        let found = median(&costs, &world.task, &mut |_| true).unwrap();
        let best = world.every(|near| near.iter().sum()).into_iter().min().unwrap();
        prop_assert_eq!((found.objective, found.bound), (best, best));
        prop_assert_eq!(costs.nearest(&found.sites).iter().sum::<i64>(), best);
        world.assert_allowed(&found.sites);
    }

    #[test]
    fn the_farthest_is_as_near_as_can_be(world in worlds()) {
        prop_assume!(world.task.open > 0);
        let costs = Costs::new(world.rows[0].len(), &world.rows).unwrap();
        let found = center(&costs, &world.task, &mut |_| true).unwrap();
        let best = world.every(|near| *near.iter().max().unwrap()).into_iter().min().unwrap();
        prop_assert_eq!((found.objective, found.bound), (best, best));
        world.assert_allowed(&found.sites);
    }

    #[test]
    fn the_most_is_covered(world in worlds()) {
        prop_assume!(world.task.open > 0);
        let costs = Costs::new(world.rows[0].len(), &world.rows).unwrap();
        let found = cover(&costs, &world.weights, world.radius, &world.task, &mut |_| true).unwrap();
        let best = world.every(|near| world.covered(near)).into_iter().max().unwrap();
        prop_assert_eq!((found.objective, found.bound), (best, best));
        world.assert_allowed(&found.sites);
    }

    #[test]
    fn quotas_are_kept_and_the_proof_holds(world in bounded_worlds()) {
        prop_assume!(world.task.open > 0);
        let costs = Costs::new(world.rows[0].len(), &world.rows).unwrap();
        let every = world.every(|near| near.iter().sum());
        match median(&costs, &world.task, &mut |_| true) {
            Ok(found) => {
                let best = every.into_iter().min().unwrap();
                prop_assert_eq!((found.objective, found.bound), (best, best));
                world.assert_allowed(&found.sites);
                let far = center(&costs, &world.task, &mut |_| true).unwrap();
                let best = world.every(|near| *near.iter().max().unwrap()).into_iter().min().unwrap();
                prop_assert_eq!((far.objective, far.bound), (best, best));
                world.assert_allowed(&far.sites);
                let most = cover(&costs, &world.weights, world.radius, &world.task, &mut |_| true).unwrap();
                let best = world.every(|near| world.covered(near)).into_iter().max().unwrap();
                prop_assert_eq!((most.objective, most.bound), (best, best));
                world.assert_allowed(&most.sites);
            }
            Err(LocateError::Quotas(conflict)) => {
                prop_assert!(every.is_empty() && !conflict.is_empty());
                for left_out in &conflict {
                    let mut world = world.clone();
                    let others = conflict.iter().filter(|at| *at != left_out);
                    world.task.quotas = others.map(|at| world.task.quotas[*at].clone()).collect();
                    let without = median(&costs, &world.task, &mut |_| true);
                    prop_assert!(without.is_ok(), "each of the reasons counts");
                }
            }
            Err(error) => prop_assert!(false, "{error}"),
        }
    }

    #[test]
    fn who_stops_it_is_told_how_far_it_may_be(world in worlds(), steps in 0..4_u32) {
        prop_assume!(world.task.open > 0);
        let costs = Costs::new(world.rows[0].len(), &world.rows).unwrap();
        let mut left = steps;
        let found = median(&costs, &world.task, &mut |so_far| {
            assert!(so_far.bound <= so_far.objective);
            left = left.saturating_sub(1);
            left > 0
        }).unwrap();
        let best = world.every(|near| near.iter().sum()).into_iter().min().unwrap();
        prop_assert!(found.bound <= best && best <= found.objective);
        world.assert_allowed(&found.sites);
    }
}

fn line() -> Result<Costs, LocateError> {
    let row = |at: i64| (0..4_i64).map(|site| Some((at - site * 10).abs())).collect();
    Costs::new(4, &[0, 2, 19, 22].map(row))
}

#[test]
fn the_same_seed_gives_the_same_answer() {
    let task = Task { open: 2, seed: 7, ..Task::default() };
    let once = median(&line().unwrap(), &task, &mut |_| true).unwrap();
    assert_eq!(once, median(&line().unwrap(), &task, &mut |_| true).unwrap());
    assert_eq!((once.objective, once.sites), (5, vec![0, 2]));
}

#[test]
fn what_cannot_be_chosen_is_said() {
    let line = line().unwrap();
    let ask = |task: &Task| median(&line, task, &mut |_| true).unwrap_err();
    let of = |open, forced: &[usize], forbidden: &[usize]| Task {
        open,
        forced: forced.to_vec(),
        forbidden: forbidden.to_vec(),
        seed: 1,
        ..Task::default()
    };
    assert_eq!(ask(&of(0, &[], &[])), LocateError::Count { asked: 0, least: 0, most: 4 });
    assert_eq!(ask(&of(5, &[], &[])), LocateError::Count { asked: 5, least: 0, most: 4 });
    assert_eq!(ask(&of(1, &[0, 2], &[])), LocateError::Count { asked: 1, least: 2, most: 4 });
    assert_eq!(ask(&of(3, &[], &[0, 1])), LocateError::Count { asked: 3, least: 0, most: 2 });
    assert_eq!(ask(&of(2, &[1], &[1])), LocateError::Both(1));
    assert_eq!(ask(&of(2, &[9], &[])), LocateError::NoSuchSite(9));
    assert_eq!(ask(&of(2, &[], &[4])), LocateError::NoSuchSite(4));
}

#[test]
fn two_islands_need_two_sites() {
    let rows = [vec![Some(0), None], vec![None, Some(0)]];
    let costs = Costs::new(2, &rows).unwrap();
    let ask = |open| median(&costs, &Task { open, ..Task::default() }, &mut |_| true);
    assert!(matches!(ask(1), Err(LocateError::Unreachable(_))));
    assert_eq!(ask(2).unwrap().objective, 0);
    let far = center(&costs, &Task { open: 1, ..Task::default() }, &mut |_| true);
    assert!(matches!(far, Err(LocateError::Unreachable(_))));
}

#[test]
fn a_client_nobody_serves_is_refused() {
    let rows = [vec![Some(1), None], vec![None, None]];
    assert_eq!(Costs::new(2, &rows).unwrap_err(), LocateError::Unreachable(1));
    assert_eq!(Costs::new(0, &[]).unwrap_err(), LocateError::Empty);
    assert_eq!(Costs::new(1, &[vec![Some(-1)]]).unwrap_err(), LocateError::TooLarge);
}
