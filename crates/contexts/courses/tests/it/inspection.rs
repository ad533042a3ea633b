use directory::duty::{self, NewDuty, Part};
use testkit::both;

use crate::world::{World, person};

/// Mme Vidal inspects from today for ten days: the whole school, or one of its teachers.
fn inspector(world: &World, teacher: Option<i64>) -> i64 {
    inspector_until(world, teacher, 10)
}

/// The same until so many days after today.
fn inspector_until(world: &World, teacher: Option<i64>, days: i32) -> i64 {
    let (p, today, now) = (world.people, world.test.today(), world.test.now());
    world.test.arrange(move |tx| {
        let id = person(tx, "staff", "Mme", "Anne", "Vidal")?;
        let part = Part::Inspection(teacher);
        let (starts, ends) = (today, today.plus(days));
        let duty = NewDuty { person: id, org: p.org, part, starts, ends, by: p.head, at: now };
        assert!(duty::give(tx, &duty)?.is_some());
        Ok(id)
    })
}

fn readings(world: &World, person: i64) -> i64 {
    world.test.look(move |tx| {
        tx.query_one(
            "SELECT COUNT(*) FROM db_journal WHERE action = 'courses.cahier.inspect' AND person_id = $1",
            db::params![person],
            |row| row.get(0),
        )
    })
}

both! {
    fn an_inspection_reads_what_the_classes_read_and_nothing_of_the_pupils(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (lesson, work) = world.work("Croquis", "2027-03-18");
        world.hand_in(p.lina, work, "Ma carte");
        let handin = world.handin_of(work, p.lina);
        let teacher = world.visit(p.baron);
        let path = format!("/cours/lecons/{lesson}");
        teacher.form(&teacher.get(&path), &path).attach("fichiers", "carte.txt", b"La carte").fill("action", "publier").send();
        let hidden = world.lesson(p.petit, p.maths);
        let id = inspector(&world, None);
        let visitor = world.visit(id);
        let home = visitor.get("/cours");
        assert!(home.says("Cahiers de textes à lire") && home.says("Histoire-géographie"), "{}", home.text());
        let door = format!("/cours/{}/inspection", p.history);
        assert!(home.links("Histoire-géographie").contains(&door), "{}", home.body);
        let cahier = visitor.get(&door);
        assert_eq!(cahier.path, format!("/cours/{}/cahier", p.history));
        for page in ["entier", "fichier"] {
            let whole = visitor.get(&format!("/cours/{}/cahier/{page}", p.history));
            assert!(whole.says("La vallée du Clain") && whole.says("Croquis"), "{}", whole.text());
        }
        let read = visitor.get(&path);
        assert!(read.says("La vallée du Clain") && read.says("Croquis"), "{}", read.text());
        assert_eq!(visitor.get(&read.links("carte.txt").remove(0)).body, "La carte");
        let asked = visitor.get(&format!("/cours/travaux/{work}"));
        for page in [&home, &cahier, &read, &asked] {
            assert_eq!(page.status, 200);
            for name in ["Lina", "Noé", "Moreau", "Secrète", "Ma carte"] {
                assert!(!page.says(name), "{name}: {}", page.text());
            }
        }
        assert_eq!(visitor.get(&format!("/cours/lecons/{hidden}")).status, 404, "a draft is not read");
        for closed in [
            format!("/cours/remises/{handin}"), format!("/cours/{}/plan", p.history),
            format!("/cours/{}/emploi-du-temps", p.history), format!("/cours/travaux/{work}/modifier"),
            format!("/cours/progres/{}", p.lina),
        ] {
            assert_eq!(visitor.get(&closed).status, 404, "{closed}");
        }
        for action in [path.clone(), format!("/cours/{}/cahier", p.history), format!("/cours/travaux/{work}/supprimer")] {
            assert_eq!(world.post(id, &action, &[("fait", "x"), ("jour", "2027-03-12")]).status, 404, "{action}");
        }
    }

    fn an_inspection_is_said_to_those_it_reads_and_ends_by_itself(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (lesson, _) = world.work("Croquis", "2027-03-18");
        let (cahier, path) = (format!("/cours/{}/cahier", p.history), format!("/cours/lecons/{lesson}"));
        assert!(!world.visit(p.baron).get(&cahier).says("Inspection"));
        let id = inspector(&world, None);
        for writer in [p.baron, p.roux] {
            let page = world.visit(writer).get(&cahier);
            assert!(page.says("Inspection : Mme Vidal lit ce cahier jusqu’au dimanche 21 mars"), "{}", page.text());
        }
        for reader in [p.baron, p.lina, p.mother, p.head] {
            let page = world.visit(reader).get(&path);
            assert_eq!(page.all(".who-sees li").iter().filter(|line| line.contains("Inspection : Mme Vidal, jusqu’au")).count(), 1, "{}", page.text());
        }
        let visitor = world.visit(id);
        let first = visitor.get_once(&path);
        let door = format!("/cours/{}/inspection?lecons={lesson}", p.history);
        assert_eq!((first.status, first.header("location")), (303, Some(door.as_str())), "nothing is shown before it is noted");
        assert_eq!(readings(&world, id), 0);
        assert!(visitor.get(&path).says("La vallée du Clain"));
        for page in [&cahier, &path, &door] {
            assert_eq!(visitor.get(page).status, 200);
        }
        assert_eq!(readings(&world, id), 1, "once a day");
        world.test.pass(24 * 3_600);
        visitor.get(&cahier);
        assert_eq!(readings(&world, id), 2);
        world.test.pass(10 * 24 * 3_600);
        for page in [&cahier, &path, &door] {
            assert_ne!(visitor.get(page).status, 200, "{page}");
        }
        assert!(!world.visit(p.baron).get(&cahier).says("Inspection"));
        assert_eq!(readings(&world, id), 2);
    }

    fn the_longest_inspection_reads_on_its_last_day_and_not_on_the_next(backend) {
        let world = World::new(backend);
        let (lesson, _) = world.work("Croquis", "2027-03-18");
        let visitor = world.visit(inspector_until(&world, None, 91));
        let path = format!("/cours/lecons/{lesson}");
        // Ninety-two days, today among them, across the change of the clocks: until the last minute.
        world.test.pass(91 * 24 * 3_600);
        assert!(visitor.get(&path).says("La vallée du Clain"), "the 92nd day");
        world.test.pass(13 * 3_600);
        assert!(visitor.get(&path).says("La vallée du Clain"), "in the evening too");
        world.test.pass(3 * 3_600);
        assert_ne!(visitor.get(&path).status, 200, "the 93rd day");
    }

    fn the_inspection_of_a_teacher_reads_their_cahiers_alone(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (lesson, work) = world.work("Croquis", "2027-03-18");
        let file = format!("/cours/{}/cahier/fichier", p.history);
        let theirs = world.visit(inspector(&world, Some(p.baron)));
        assert!(theirs.get(&format!("/cours/lecons/{lesson}")).says("La vallée du Clain"));
        assert!(theirs.get(&file).says("La vallée du Clain"));
        let another = world.visit(inspector(&world, Some(p.petit)));
        for closed in [format!("/cours/lecons/{lesson}"), format!("/cours/travaux/{work}"), file, format!("/cours/{}/inspection", p.history)] {
            assert_eq!(another.get(&closed).status, 404, "{closed}");
        }
        assert_eq!(theirs.get(&format!("/cours/{}/cahier", p.maths)).status, 404);
        assert!(!theirs.get("/cours").says("Mathématiques"));
        assert!(!world.visit(p.petit).get(&format!("/cours/{}/cahier", p.maths)).says("jusqu’au dimanche 21 mars Inspection"));
    }
}
