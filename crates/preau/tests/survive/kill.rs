//! `kill -9` while pupils hand in texts and photos, and others read their pages.

use kernel::Entropy;
use testkit::{Backend, both};

use crate::{
    class::{Class, Crowd, Then},
    house::House,
    kills,
};

/// How often the server is killed, and how often on one house: it gives no more work.
const KILLS: usize = 12;
const ON_ONE_HOUSE: usize = 12;

both! {
    fn every_acknowledged_hand_in_survives_a_kill(backend) {
        let moments = Entropy::seeded(23);
        let (mut left, crowd) = match kills() {
            Some(asked) => (asked, Crowd::MANY),
            None => (KILLS, Crowd::FEW),
        };
        while left > 0 {
            let now = left.min(ON_ONE_HOUSE);
            one_house(&backend, &moments, (now, crowd));
            left -= now;
        }
    }
}

fn one_house(backend: &Backend, moments: &Entropy, (kills, crowd): (usize, Crowd)) {
    let house = House::demo(backend);
    let mut class = Class::crowded(&house, 900, crowd);
    for _ in 0..kills {
        let [moment] = moments.bytes::<1>();
        let server = house.serve(&[]);
        class.hand_in(server.address, Then::Stop, |acknowledgements| {
            acknowledgements.iter().take(usize::from(moment) / 4).for_each(drop);
            server.kill();
        });
        class.check(&house.open());
        class.check_photos(&house, &house.open());
    }
    assert!(!class.is_done(), "the last kill met pupils at work");
    let server = house.serve(&[]);
    class.hand_in(server.address, Then::Stop, |_| {});
    server.stop();
    assert!(class.is_done(), "what was in doubt is acknowledged when sent again");
    assert_eq!(class.refusals().count(), 0);
    class.check_exactly(&house.open());
    class.check_photos(&house, &house.open());
}
