//! `kill -9` while pupils hand in.

use kernel::Entropy;
use testkit::both;

use crate::{
    class::{Class, Then},
    house::House,
};

/// How often the server is killed.
const KILLS: usize = 12;

both! {
    fn every_acknowledged_hand_in_survives_a_kill(backend) {
        let house = House::demo(&backend);
        let mut class = Class::of(&house, 900);
        let moments = Entropy::seeded(23);
        for _ in 0..KILLS {
            let [moment] = moments.bytes::<1>();
            let server = house.serve(&[]);
            class.hand_in(server.address, Then::Stop, |acknowledgements| {
                acknowledgements.iter().take(usize::from(moment) / 4).for_each(drop);
                server.kill();
            });
            class.check(&house.open());
        }
        assert!(!class.is_done(), "the last kill met pupils at work");
        let server = house.serve(&[]);
        class.hand_in(server.address, Then::Stop, |_| {});
        server.stop();
        assert!(class.is_done(), "what was in doubt is acknowledged when sent again");
        assert_eq!(class.refusals().count(), 0);
        class.check_exactly(&house.open());
    }
}
