//! What a person can rely on in the room, on both databases.

#![expect(clippy::unwrap_used, reason = "tests")]

mod bank;
mod candidates;
mod commitments;
mod draw;
mod evaluation;
mod facts;
mod governance;
mod indicators;
mod money;
mod money_bounds;
mod money_calls;
mod money_flow;
mod money_journal;
mod money_scdl;
mod money_world;
mod papers;
mod roads;
mod study;
mod territory;
mod vienne;
mod world;

use testkit::both;

use crate::world::World;

both! {
    fn those_whom_no_part_concerns_find_nothing(backend) {
        let world = World::new(backend);
        assert_eq!(world.visit(world.people.teacher).get("/programme").status, 403);
        assert!(world.visit(world.people.manager).get("/programme").says("Programme"));
    }
}
