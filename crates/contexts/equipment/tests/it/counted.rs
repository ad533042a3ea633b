//! What is counted of the devices of a school.

use testkit::both;
use web::Month;

use crate::world::World;

both! {
    fn what_can_be_used_counts_and_nothing_else(backend) {
        let world = World::new(backend);
        let people = world.people;
        world.add(people.referent, people.college, "R52N40ABCDE\nR52N40ABCDF", &[]);
        world.add(people.referent, people.college, "R52N40ABCDG", &[("etat", "broken")]);
        world.add(people.agent, people.ecole, "R52N40ABCDH", &[]);
        let indicator = equipment::module().indicators[0];
        let month = Month::at(world.test.now());
        let mut counts = world.test.look(move |tx| (indicator.count)(tx, month));
        counts.sort_unstable();
        assert_eq!(counts, [(people.college, 2), (people.ecole, 1)]);
    }
}
