//! What is counted of the life of a school.

use testkit::both;
use web::Month;

use crate::world::World;

fn counted(world: &World, name: &'static str) -> Vec<(i64, i64)> {
    let (module, month) = (courses::module(), Month::at(world.test.now()));
    let indicator = module.indicators.into_iter().find(|one| one.name == name).unwrap();
    let mut counts = world.test.look(move |tx| (indicator.count)(tx, month));
    counts.sort_unstable();
    counts
}

both! {
    fn lessons_that_are_published_and_work_that_is_handed_in(backend) {
        let world = World::new(backend);
        let people = world.people;
        let sum = |name| counted(&world, name).iter().map(|(_, count)| count).sum::<i64>();
        let (lessons, handins) = (sum("courses.lessons"), sum("courses.handins"));
        let (_, work) = world.work("Croquis", "2027-03-18");
        world.lesson(people.baron, people.history);
        assert_eq!(sum("courses.lessons"), lessons + 1, "a draft does not count");
        world.hand_in(people.lina, work, "Voici");
        assert_eq!(sum("courses.handins"), handins + 1);
        world.test.pass(40 * 24 * 3_600);
        assert_eq!(sum("courses.handins"), 0, "each month has its own");
    }
}
