use events::{Event, directory::AccountClosedV1};
use kernel::{Actor, Lang};
use search::Query;
use testkit::both;

use crate::world::World;

/// What a person finds, of a kind.
fn found(world: &World, person: i64, kind: &str, typed: &'static str) -> Vec<i64> {
    let today = world.test.today();
    let mut found = world.test.look(move |tx| {
        let actor = Actor::new(person, 0, Lang::Fr, directory::api::ties(tx, person, today)?);
        search::find(tx, &actor, &Query::read(typed).unwrap())
    });
    found.remove(kind).unwrap_or_default()
}

both! {
    fn a_lesson_is_found_by_its_class_once_published(backend) {
        let world = World::new(backend);
        let p = world.people;
        let lesson = world.lesson(p.baron, p.history);
        let finds = |person, typed| found(&world, person, "courses.lesson", typed);
        world.write(p.baron, lesson, &[("fait", "La vallée du Clain"), ("action", "enregistrer")]);
        for teacher in [p.baron, p.roux] {
            assert_eq!(finds(teacher, "vallee"), [lesson]);
        }
        for reader in [p.lina, p.mother, p.petit, p.head] {
            assert!(finds(reader, "vallee").is_empty(), "before it is published");
        }
        world.write(p.baron, lesson, &[("fait", "La plaine du Clain"), ("action", "publier")]);
        for reader in [p.baron, p.roux, p.lina, p.noe, p.mother, p.father, p.petit, p.head] {
            assert_eq!(finds(reader, "pleine du clein"), [lesson]);
            assert!(finds(reader, "vallee").is_empty(), "a word that is no longer there");
        }
        for other in [p.zoe, p.stranger, p.faure, p.operator, p.manager] {
            assert!(finds(other, "plaine").is_empty());
        }
    }

    fn a_deleted_work_is_not_found_until_it_comes_back(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        let finds = |person| found(&world, person, "courses.work", "croqui");
        assert_eq!(finds(p.lina), [work]);
        let (visitor, path) = (world.visit(p.baron), format!("/cours/travaux/{work}"));
        visitor.form(&visitor.get(&path), &format!("{path}/supprimer")).send();
        for person in [p.lina, p.baron, p.mother] {
            assert!(finds(person).is_empty());
        }
        let bin = visitor.get("/cours/corbeille");
        let action = bin.attributes("main form", "action").remove(0);
        visitor.form(&bin, &action).send();
        for person in [p.lina, p.baron, p.mother] {
            assert_eq!(finds(person), [work]);
        }
    }

    fn a_file_of_a_lesson_is_found_by_its_name_until_it_is_taken_away(backend) {
        let world = World::new(backend);
        let p = world.people;
        let lesson = world.lesson(p.baron, p.history);
        let (visitor, path) = (world.visit(p.baron), format!("/cours/lecons/{lesson}"));
        let form = visitor.form(&visitor.get(&path), &path).fill("fait", "Le relief");
        form.attach("fichiers", "Carte-du_relief.pdf", b"%PDF-1.4 a map").fill("action", "publier").send();
        let finds = |person| found(&world, person, "courses.file", "carte relief");
        let file = finds(p.lina);
        assert_eq!((file.len(), finds(p.mother)), (1, file.clone()));
        assert!(finds(p.zoe).is_empty());
        assert_eq!(world.visit(p.lina).get(&format!("/cours/fichiers/{}", file[0])).status, 200);
        world.post(p.baron, &format!("/cours/fichiers/{}/supprimer", file[0]), &[]);
        assert!(finds(p.lina).is_empty() && finds(p.baron).is_empty());
    }

    fn what_a_pupil_wrote_is_found_by_who_may_read_it_and_no_longer_once_erased(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        world.hand_in(p.lina, work, "Le marais salant au printemps");
        world.hand_in(p.noe, work, "Une dune");
        let finds = |person, typed| found(&world, person, "courses.handin", typed);
        let handin = finds(p.lina, "marai salan");
        assert_eq!(handin.len(), 1);
        for reader in [p.baron, p.roux, p.mother] {
            assert_eq!(finds(reader, "marais"), handin);
        }
        for other in [p.noe, p.petit, p.zoe, p.faure, p.head, p.operator, p.manager] {
            assert!(finds(other, "marais").is_empty());
        }
        assert!(finds(p.baron, "croquis").is_empty(), "the work's own words find the work");
        world.hand_in(p.lina, work, "La forêt de pins");
        assert!(finds(p.baron, "marais").is_empty(), "a word that is no longer there");
        assert_eq!(finds(p.baron, "foret"), handin);
        let (visitor, path) = (world.visit(p.baron), format!("/cours/travaux/{work}"));
        visitor.form(&visitor.get(&path), &format!("{path}/supprimer")).send();
        assert!(finds(p.lina, "foret").is_empty() && finds(p.noe, "dune").is_empty());
        let bin = visitor.get("/cours/corbeille");
        visitor.form(&bin, &bin.attributes("main form", "action").remove(0)).send();
        assert_eq!(finds(p.lina, "foret"), handin);

        world.test.arrange(move |tx| {
            let closed = AccountClosedV1 { person: p.lina, org: p.org, day: 0 };
            jobs::emit(tx, AccountClosedV1::NAME, &closed, kernel::Instant(0))
        });
        world.test.work();
        assert!(finds(p.baron, "foret").is_empty(), "no word of an erased pupil is left");
        assert_eq!(finds(p.baron, "dune").len(), 1);
    }

    fn what_was_there_before_is_found_within_minutes(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (lesson, work) = world.work("Croquis", "2027-03-18");
        world.test.arrange(|tx| {
            for table in ["search_entry", "search_block", "search_reader", "search_audience"] {
                tx.execute(&format!("DELETE FROM {table}"), &[])?;
            }
            Ok(())
        });
        assert!(found(&world, p.lina, "courses.work", "croquis").is_empty());
        world.test.work();
        world.test.pass(700);
        world.test.work();
        assert_eq!(found(&world, p.lina, "courses.work", "croquis"), [work]);
        assert_eq!(found(&world, p.lina, "courses.lesson", "clain"), [lesson]);
    }
}
