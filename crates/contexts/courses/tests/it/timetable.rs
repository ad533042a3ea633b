use kernel::Day;
use testkit::{Form, Visitor, both};

use crate::world::{World, person};

fn path(teaching: i64) -> String {
    format!("/cours/{teaching}/emploi-du-temps")
}

fn thursday<'t, 'v>(visitor: &'v Visitor<'t>, teaching: i64) -> Form<'t, 'v> {
    let page = visitor.get(&path(teaching));
    visitor
        .form(&page, &path(teaching))
        .fill("jours", "4")
        .fill("debut", "09:00")
        .fill("fin", "09:55")
        .fill("salle", "7")
}

fn planned(world: &World, teaching: i64) -> Vec<(Day, i64)> {
    world.test.look(move |tx| {
        tx.query(
            "SELECT day, id FROM courses_lesson WHERE teaching_id = $1 ORDER BY day, starts, position",
            db::params![teaching],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    })
}

both! {
    fn a_slot_plans_the_lessons_of_the_year_once(backend) {
        let world = World::new(backend);
        let p = world.people;
        let visitor = world.visit(p.baron);
        let form = thursday(&visitor, p.history);
        let page = form.send();
        assert!(page.says("9 h 00 à 9 h 55") && page.says("salle 7"), "{}", page.text());
        let lessons = planned(&world, p.history);
        assert_eq!(lessons.first().map(|l| l.0), Day::new(2027, 3, 11));
        assert_eq!(lessons.last().map(|l| l.0), Day::new(2027, 7, 1));
        assert!(!lessons.iter().any(|l| Some(l.0) == Day::new(2027, 4, 15)), "vacations are skipped");
        assert!(form.send().says("C’est déjà dans l’emploi du temps"));
        assert_eq!(planned(&world, p.history), lessons);
        let link = format!("/cours/lecons/{}", lessons[0].1);
        assert_eq!(world.feed("lesson", lessons[0].1)[0].2, link, "the day leads to the lesson");
        assert_eq!(visitor.get(&link).status, 200);
    }

    fn who_plans_in_a_year_without_known_vacations_is_told_until_they_are(backend) {
        const WARNING: &str = "Les vacances de l’année 2027-2028 ne sont pas connues ici";
        let world = World::new(backend);
        let p = world.people;
        let pages = [path(p.history), "/emploi-du-temps/calendriers".to_owned()];
        let told = || pages.each_ref().map(|path| world.visit(p.baron).get(path).says(WARNING));
        assert_eq!(told(), [false, false], "this year is known");
        world.test.pass(160 * 24 * 3_600);
        assert_eq!(told(), [true, true]);
        world.test.arrange(|tx| {
            tx.execute(
                "INSERT INTO directory_school_year (zone, starts_in, first_day, last_day, breaks) \
                 VALUES ('A', 2027, $1, $2, $3)",
                db::params![
                    Day::new(2027, 9, 1).unwrap(),
                    Day::new(2028, 7, 7).unwrap(),
                    r#"[{"name":"Automne","days":{"from":21114,"to":21129}}]"#
                ],
            )
        });
        assert_eq!(told(), [false, false]);
        let visitor = world.visit(p.baron);
        thursday(&visitor, p.history).send();
        let days: Vec<Day> = planned(&world, p.history).into_iter().map(|lesson| lesson.0).collect();
        let day = |text| Day::parse_iso(text).unwrap();
        assert_eq!((days[0], days.last().copied()), (day("2027-09-02"), Some(day("2028-07-06"))));
        assert!(days.contains(&day("2027-10-21")) && !days.contains(&day("2027-10-28")), "{days:?}");
    }

    fn weeks_a_and_b_alternate(backend) {
        let world = World::new(backend);
        let p = world.people;
        let visitor = world.visit(p.baron);
        thursday(&visitor, p.history).fill("semaines", "a").send();
        let a = planned(&world, p.history);
        thursday(&visitor, p.history).fill("semaines", "b").send();
        let all = planned(&world, p.history);
        assert!(!a.is_empty() && a.len() < all.len());
        let meets = thursday(&visitor, p.history).send();
        assert!(meets.status == 422 && meets.says("est déjà à ce moment"), "{}", meets.text());
    }

    fn removing_a_slot_keeps_what_was_written_and_can_be_undone(backend) {
        let world = World::new(backend);
        let p = world.people;
        let visitor = world.visit(p.baron);
        thursday(&visitor, p.history).send();
        let before = planned(&world, p.history);
        let written = before[2].1;
        world.write(p.baron, written, &[("fait", "Préparée"), ("action", "enregistrer")]);
        let page = visitor.get(&path(p.history));
        visitor.form(&page, &format!("{}/supprimer", path(p.history))).send();
        assert_eq!(planned(&world, p.history).iter().map(|l| l.1).collect::<Vec<_>>(), [written]);
        assert!(world.feed("lesson", before[0].1).is_empty());
        let bin = visitor.get("/cours/corbeille");
        let action = bin.attributes("main form", "action").remove(0);
        assert!(visitor.form(&bin, &action).send().says("de nouveau à sa place"));
        let after = planned(&world, p.history);
        assert_eq!(after.iter().map(|l| l.0).collect::<Vec<_>>(), before.iter().map(|l| l.0).collect::<Vec<_>>());
        assert!(after.iter().any(|l| l.1 == written), "the written lesson is not planned twice");
    }

    fn mistakes_are_said_beside_their_field(backend) {
        let world = World::new(backend);
        let p = world.people;
        let visitor = world.visit(p.baron);
        let backwards = thursday(&visitor, p.history).fill("fin", "08:00").send();
        assert!(backwards.status == 422 && backwards.says("La fin doit venir après le début"));
        let empty = visitor.form(&visitor.get(&path(p.history)), &path(p.history)).send();
        for sentence in ["Choisissez au moins un jour", "Choisissez l’heure de début", "Choisissez l’heure de fin"] {
            assert!(empty.says(sentence), "{sentence}");
        }
        for wrong in [("debut", "25:99"), ("semaines", "z")] {
            assert_eq!(thursday(&visitor, p.history).fill(wrong.0, wrong.1).send().status, 422, "{wrong:?}");
        }
        assert!(planned(&world, p.history).is_empty());
    }

    fn only_its_teachers_change_a_timetable(backend) {
        let world = World::new(backend);
        let p = world.people;
        thursday(&world.visit(p.baron), p.history).send();
        let page = world.visit(p.lina).get(&path(p.history));
        assert!(page.says("9 h 00") && !page.says("Ajouter un créneau"));
        for other in [p.lina, p.mother, p.petit, p.faure, p.operator] {
            let fields = [("jours", "5"), ("debut", "10:00"), ("fin", "11:00"), ("semaines", "all")];
            assert_eq!(world.post(other, &path(p.history), &fields).status, 404);
            let slot = [("creneau", "1")];
            assert_eq!(world.post(other, &format!("{}/supprimer", path(p.history)), &slot).status, 404);
        }
        let slot = world.test.look(|tx| tx.query_one("SELECT id FROM courses_slot", &[], |row| row.get::<i64>(0)));
        let own = format!("{}/supprimer", path(p.elsewhere));
        assert_eq!(world.post(p.faure, &own, &[("creneau", &slot.to_string())]).status, 404, "a slot of another teaching");
    }

    fn a_lesson_without_a_timetable_is_opened_once(backend) {
        let world = World::new(backend);
        let p = world.people;
        assert_eq!(world.lesson(p.baron, p.history), world.lesson(p.roux, p.history));
        let cahier = format!("/cours/{}/cahier", p.history);
        let visitor = world.visit(p.baron);
        let far = visitor.form(&visitor.get(&cahier), &cahier).fill("jour", "2031-01-01").send();
        assert!(far.status == 422 && far.says("de cette année scolaire"), "{}", far.text());
        let gone = world.test.arrange(|tx| person(tx, "staff", "M.", "Ali", "Ancien"));
        assert_eq!(world.visit(gone).get(&cahier).status, 404);
    }
}
