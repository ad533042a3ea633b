use directory::edit;
use kernel::Role;
use testkit::{Page, both};

use crate::world::{World, join, person};

/// A lesson of history today from nine to five to ten, room 8; its id.
fn lesson(world: &World) -> i64 {
    let p = world.people;
    let visitor = world.visit(p.baron);
    let path = format!("/cours/{}/emploi-du-temps", p.history);
    let form = visitor.form(&visitor.get(&path), &path);
    form.fill("jours", "4").fill("debut", "09:00").fill("fin", "09:55").fill("salle", "8").send();
    world.test.look(|tx| {
        tx.query_one("SELECT id FROM courses_lesson ORDER BY day, id LIMIT 1", &[], |row| {
            row.get(0)
        })
    })
}

fn path(lesson: i64) -> String {
    format!("/emploi-du-temps/seances/{lesson}")
}

fn change(world: &World, who: i64, lesson: i64, fields: &[(&str, &str)]) -> Page {
    let visitor = world.visit(who);
    let path = path(lesson);
    let mut form = visitor.form(&visitor.get(&path), &path);
    for (field, value) in fields {
        form = form.fill(field, value);
    }
    form.send()
}

/// What the day of someone says.
fn home(world: &World, who: i64) -> String {
    world.visit(who).get("/jour/2027-03-11").text()
}

both! {
    fn a_change_of_room_is_read_at_once_by_the_class(backend) {
        let world = World::with_today(backend);
        let p = world.people;
        let lesson = lesson(&world);
        change(&world, p.baron, lesson, &[("salle", "12")]);
        for who in [p.lina, p.baron] {
            assert!(home(&world, who).contains("Salle 12 au lieu de 8"), "{}", home(&world, who));
        }
        assert!(!home(&world, p.zoe).contains("au lieu de"));
        change(&world, p.baron, lesson, &[("salle", "8")]);
        assert!(!home(&world, p.lina).contains("au lieu de"), "put back, it has not changed");
    }

    fn an_absence_is_said_with_who_takes_the_class(backend) {
        let world = World::with_today(backend);
        let p = world.people;
        let lesson = lesson(&world);
        let visitor = world.visit(p.head);
        let page = visitor.get("/emploi-du-temps?jour=2027-03-11");
        assert!(page.says("Histoire-géographie, 5e B"), "{}", page.text());
        let form = visitor.form(&page, "/emploi-du-temps/absences");
        let (absent, by) = (p.baron.to_string(), p.petit.to_string());
        let page = form.fill("absent", &absent).fill("remplacant", &by).send();
        assert!(page.says("Un cours est changé"), "{}", page.text());
        let said = "Absence de Mme Baron, remplacement par M. Petit";
        assert!(page.says(said), "{}", page.text());
        for who in [p.lina, p.baron, p.petit] {
            assert!(home(&world, who).contains(said), "{}", home(&world, who));
        }
        assert_eq!(world.visit(p.petit).get(&format!("/cours/lecons/{lesson}")).status, 200);
        let same = visitor.form(&page, "/emploi-du-temps/absences");
        let same = same.fill("absent", &absent).fill("remplacant", &absent).send();
        assert!(same.status == 422 && same.says("Choisissez une autre personne"), "{}", same.text());
    }

    fn a_substitute_reads_the_lesson_they_take_and_no_other(backend) {
        let world = World::with_today(backend);
        let p = world.people;
        let lesson = lesson(&world);
        let free = world.test.arrange(move |tx| {
            let id = person(tx, "staff", "Mme", "Lise", "Libre")?;
            let group = edit::create_group(tx, p.org, true, "3e C", &["3E"], 2026)?;
            let teaching = edit::create_teaching(tx, p.org, group, "LA", "Latin")?;
            join(tx, id, Role::Teacher, Some(p.org), Some(group), Some(teaching))?;
            Ok(id)
        });
        let link = format!("/cours/lecons/{lesson}");
        assert_eq!(world.visit(free).get(&link).status, 404);
        let by = free.to_string();
        change(&world, p.head, lesson, &[("absent", &p.baron.to_string()), ("remplacant", &by)]);
        assert_eq!(world.visit(free).get(&link).status, 200);
        assert!(home(&world, free).contains("5e B"), "{}", home(&world, free));
        change(&world, p.head, lesson, &[("absent", ""), ("remplacant", "")]);
        assert_eq!(world.visit(free).get(&link).status, 404);
        assert!(!home(&world, free).contains("5e B"));
    }

    fn a_substitute_sees_that_the_lesson_they_take_is_written(backend) {
        let world = World::with_today(backend);
        let p = world.people;
        let lesson = lesson(&world);
        change(&world, p.head, lesson, &[("absent", &p.baron.to_string()), ("remplacant", &p.petit.to_string())]);
        let state = |world: &World| -> Vec<String> {
            world.feed("lesson", lesson).into_iter().map(|(_, state, _)| state).collect()
        };
        assert_eq!(state(&world), ["open", "open"], "the class and who takes it");
        world.write(p.baron, lesson, &[("fait", "La Loire"), ("action", "publier")]);
        assert_eq!(state(&world), ["written", "written"]);
        let did = world.test.look(move |tx| db::journal::latest(tx, kernel::Target::teaching(p.history), 1));
        assert_eq!((did[0].action.as_str(), did[0].person), ("courses.lesson.change", Some(p.head)));
    }

    fn a_lesson_is_cancelled_or_moved_in_words(backend) {
        let world = World::with_today(backend);
        let p = world.people;
        let lesson = lesson(&world);
        change(&world, p.head, lesson, &[("annulee", "oui")]);
        assert!(home(&world, p.lina).contains("Séance annulée"), "{}", home(&world, p.lina));
        let visitor = world.visit(p.head);
        let form = visitor.form(&visitor.get(&path(lesson)), &path(lesson)).without("annulee");
        form.fill("jour", "2027-03-12").fill("debut", "14:00").fill("fin", "14:55").send();
        assert!(!home(&world, p.lina).contains("Histoire"));
        let friday = world.visit(p.lina).get("/jour/2027-03-12");
        assert!(friday.says("14 h 00") && friday.says("Prévue d’abord"), "{}", friday.text());
        let sunday = change(&world, p.head, lesson, &[("jour", "2027-03-14")]);
        assert!(sunday.status == 422 && sunday.says("Il n’y a pas classe ce jour-là"));
    }

    fn only_the_school_says_what_changes(backend) {
        let world = World::with_today(backend);
        let p = world.people;
        let lesson = lesson(&world);
        for who in [p.lina, p.mother, p.petit, p.faure, p.operator, p.manager] {
            assert_eq!(world.visit(who).get(&path(lesson)).status, 404, "{who}");
            assert_eq!(world.post(who, &path(lesson), &[("salle", "1")]).status, 404, "{who}");
        }
        let teacher = world.visit(p.baron).get(&path(lesson));
        assert!(!teacher.says("La séance est annulée"), "a teacher changes the room alone");
        world.post(p.baron, &path(lesson), &[("salle", "8"), ("annulee", "oui")]);
        assert!(!home(&world, p.lina).contains("annulée"));
        assert_eq!(world.visit(p.lina).get("/emploi-du-temps").status, 403);
    }
}
