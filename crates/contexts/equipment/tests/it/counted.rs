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

    fn what_the_baseline_asks_is_counted_beside_what_is_there(backend) {
        let world = World::new(backend);
        let people = world.people;
        world.classes(people.ecole, 2);
        world.things(people.agent, people.ecole, "projector", ("3", "used"));
        world.things(people.agent, people.ecole, "desktop", ("1", "used"));
        world.things(people.agent, people.ecole, "desktop", ("1", "broken"));
        world.things(people.agent, people.ecole, "camera", ("9", "used"));
        let month = Month::at(world.test.now());
        let count = |name: &'static str| {
            let all = equipment::module().indicators;
            let indicator = all.into_iter().find(|one| one.name == name).expect("it is counted");
            world.test.look(move |tx| (indicator.count)(tx, month))
        };
        // Of 2 projectors, 2 computers, 10 tablets, a trolley and a point of Wi-Fi: 2 and 1. The baseline
        // asks nothing of a collège.
        assert_eq!(count("equipment.required"), [(people.ecole, 16)]);
        assert_eq!(count("equipment.at-baseline"), [(people.ecole, 3)]);
    }
}
