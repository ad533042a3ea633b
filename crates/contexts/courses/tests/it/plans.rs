use testkit::{Page, both};

use crate::world::World;

/// Mme Baron has history with 5e B on Tuesdays and Thursdays; her page of the plan.
fn with_timetable(world: &World) -> String {
    let p = world.people;
    let (visitor, path) = (world.visit(p.baron), format!("/cours/{}/emploi-du-temps", p.history));
    for weekday in ["2", "4"] {
        let form = visitor.form(&visitor.get(&path), &path).fill("jours", weekday);
        form.fill("debut", "09:00").fill("fin", "09:55").send();
    }
    format!("/cours/{}/plan", p.history)
}

fn add(world: &World, path: &str, title: &str, lessons: &str) -> Page {
    let visitor = world.visit(world.people.baron);
    let form = visitor.form(&visitor.get(path), path).fill("titre", title).fill("seances", lessons);
    form.fill("buts", "Lire une carte").send()
}

/// Presses a button of the first sequence of the page.
fn act(world: &World, page: &Page, action: &str) -> Page {
    let visitor = world.visit(world.people.baron);
    let sequence =
        page.actions().into_iter().find(|path| path.starts_with("/cours/sequences/")).unwrap();
    visitor.form(page, &sequence).fill("action", action).send()
}

both! {
    fn sequences_unroll_on_the_timetable_and_move_when_a_lesson_falls(backend) {
        let world = World::new(backend);
        let p = world.people;
        let path = with_timetable(&world);
        add(&world, &path, "Les villes", "2");
        let page = add(&world, &path, "Les campagnes", "3");
        assert!(page.says("Troisième trimestre") && page.says("Lire une carte"), "{}", page.text());
        assert!(page.says("2 séances · du jeudi 11 mars au mardi 16 mars"), "{}", page.text());
        assert!(page.says("3 séances · du jeudi 18 mars au jeudi 25 mars"), "{}", page.text());
        let lesson = world.test.look(move |tx| tx.query_one(
            "SELECT id FROM courses_lesson WHERE teaching_id = $1 ORDER BY day LIMIT 1 OFFSET 2",
            db::params![p.history], |row| row.get::<i64>(0),
        ));
        let written = world.visit(p.baron).get(&format!("/cours/lecons/{lesson}"));
        assert!(written.says("séance 1 sur 3, Les campagnes"), "{}", written.text());
        world.test.arrange(|tx| tx.execute("DELETE FROM courses_lesson WHERE day = (SELECT MIN(day) FROM courses_lesson)", &[]));
        let moved = world.visit(p.baron).get(&path);
        assert!(moved.says("2 séances · du mardi 16 mars au jeudi 18 mars"), "{}", moved.text());
    }

    fn a_sequence_is_changed_moved_deleted_and_taken_back(backend) {
        let world = World::new(backend);
        let p = world.people;
        let path = with_timetable(&world);
        add(&world, &path, "Les villes", "2");
        let page = add(&world, &path, "Les campagnes", "3");
        assert_eq!(act(&world, &page, "descendre").all("article h3"), ["Les campagnes", "Les villes"]);
        let still = act(&world, &world.visit(p.baron).get(&path), "monter");
        assert_eq!(still.all("article h3"), ["Les campagnes", "Les villes"], "the first stays the first");
        let deleted = act(&world, &still, "supprimer");
        assert_eq!(deleted.all("article h3"), ["Les villes"]);
        let visitor = world.visit(p.baron);
        let bin = visitor.get("/cours/corbeille");
        assert!(bin.says("Les campagnes Séquence"), "{}", bin.text());
        let action = bin.attributes("main form", "action").remove(0);
        assert_eq!(visitor.form(&bin, &action).send().all("article h3"), ["Les campagnes", "Les villes"]);
        let page = visitor.get(&path);
        let sequence = page.actions().into_iter().find(|path| path.starts_with("/cours/sequences/")).unwrap();
        let longer = visitor.form(&page, &sequence).fill("seances", "8").send();
        assert!(longer.says("Séquence modifiée") && longer.says("8 séances"), "{}", longer.text());
        assert!(visitor.form(&page, &sequence).fill("titre", "").send().says("Rien n’est changé"));
        act(&world, &longer, "supprimer");
        for _ in 0..3 {
            world.test.pass(20 * 24 * 3600);
            world.test.work();
        }
        let left = world.test.look(|tx| tx.query_one("SELECT COUNT(*) FROM courses_sequence", &[], |row| row.get::<i64>(0)));
        assert_eq!(left, 1);
    }

    fn a_plan_is_checked_and_is_its_teachers(backend) {
        let world = World::new(backend);
        let p = world.people;
        let path = with_timetable(&world);
        for (title, lessons) in [("", "2"), ("Les villes", ""), ("Les villes", "0"), ("Les villes", "61")] {
            assert_eq!(add(&world, &path, title, lessons).status, 422);
        }
        let visitor = world.visit(p.baron);
        let form = visitor.form(&visitor.get(&path), &path).fill("titre", "Les villes").fill("seances", "2");
        form.send();
        assert_eq!(form.send().all("article h3"), ["Les villes"], "sent twice, once");
        assert!(world.visit(p.roux).get(&path).says("Les villes"));
        let head = world.visit(p.head).get(&path);
        assert!(head.says("Les villes") && head.all("main form").is_empty());
        for other in [p.lina, p.mother, p.petit, p.faure, p.operator] {
            assert_eq!(world.visit(other).get(&path).status, 404);
            assert_eq!(world.post(other, &path, &[("titre", "x"), ("seances", "1")]).status, 404);
        }
    }
}
