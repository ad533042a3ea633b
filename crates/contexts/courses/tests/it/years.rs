//! Classes change from year to year; what a pupil handed in stays theirs.

use directory::edit;
use kernel::Role;
use testkit::both;

use crate::world::{World, join};

const DAY: i64 = 24 * 3_600;

both! {
    fn work_of_last_year_is_still_read_by_the_pupil_and_their_guardians(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (lesson, work) = world.work("Croquis", "2027-03-18");
        world.hand_in(p.lina, work, "Ma carte");
        world.hand_in(p.noe, work, "La carte de Noé");
        let handin = world.handin_of(work, p.lina);
        world.answer(p.baron, handin, "Très soigné", "publier");
        let last_day = world.test.today().plus(110);
        let new_class = world.test.arrange(move |tx| {
            edit::end_memberships(tx, p.lina, last_day)?;
            let class = edit::create_group(tx, p.org, true, "4e B", &["4e"], 2026)?;
            join(tx, p.lina, Role::Pupil, Some(p.org), Some(class), None)?;
            Ok(class)
        });
        assert!(new_class > 0);
        world.test.pass(200 * DAY);

        let page = format!("/cours/remises/{handin}");
        for reader in [p.lina, p.mother, p.father] {
            let visitor = world.visit(reader);
            let list = visitor.get("/cours/rendus");
            assert!(list.says("Année 2026-2027") && list.says("Croquis") && list.says("5e B"), "{}", list.text());
            assert!(list.says("Réponse publiée") && !list.says("Noé"), "{}", list.text());
            let read = visitor.get(&page);
            assert!(read.says("Ma carte") && read.says("Très soigné"), "{}", read.text());
            assert!(!read.body.contains(&format!("/cours/travaux/{work}\"")), "the work itself is the class’s");
            assert_eq!(visitor.get(&format!("/cours/travaux/{work}")).status, 404);
            assert_eq!(visitor.get(&format!("/cours/lecons/{lesson}")).status, 404);
        }
        let teacher = world.visit(p.baron);
        assert!(teacher.get(&page).says("Ma carte"), "she still teaches the class");
        for other in [p.zoe, p.stranger] {
            assert!(!world.visit(other).get("/cours/rendus").says("Croquis"));
            assert_eq!(world.visit(other).get(&page).status, 404);
        }
        assert!(world.visit(p.noe).get("/cours/rendus").says("Croquis"), "his own");
        assert_eq!(teacher.get("/cours/rendus").status, 403);
    }
}
