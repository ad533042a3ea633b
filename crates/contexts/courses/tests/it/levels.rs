use std::{sync::Barrier, thread};

use directory::edit::{self, NewOrg};
use kernel::Role;
use testkit::both;

use crate::world::{World, join, person};

both! {
    fn an_ecole_has_moments_in_order_and_work_for_each_level(backend) {
        let world = World::new(backend);
        let (teaching, teacher, pupil, older) = world.test.arrange(|tx| {
            let ecole = NewOrg { kind: "ecole", name: "Jules-Ferry", sector: "public", ..NewOrg::default() };
            let org = edit::create_org(tx, &ecole)?;
            let class = edit::create_group(tx, org, true, "CE2-CM1", &["CE2", "CM1"], 2026)?;
            let teaching = edit::create_teaching(tx, org, class, "", "Classe")?;
            let teacher = person(tx, "staff", "Mme", "Lou", "Martin")?;
            join(tx, teacher, Role::Teacher, Some(org), Some(class), Some(teaching))?;
            let pupil = person(tx, "pupil", "", "Tom", "Petit")?;
            join(tx, pupil, Role::Pupil, Some(org), Some(class), None)?;
            edit::set_level(tx, pupil, class, "CE2")?;
            let older = person(tx, "pupil", "", "Zoé", "Grand")?;
            join(tx, older, Role::Pupil, Some(org), Some(class), None)?;
            edit::set_level(tx, older, class, "CM1")?;
            Ok((teaching, teacher, pupil, older))
        });
        let (visitor, path) = (world.visit(teacher), format!("/cours/{teaching}/emploi-du-temps"));
        for (place, moment) in [("2", "Calcul"), ("1", "Lecture")] {
            let form = visitor.form(&visitor.get(&path), &path);
            let page = form.fill("jours", "4").fill("moment", moment).fill("place", place).send();
            assert_eq!(page.status, 200, "{}", page.text());
        }
        let week = visitor.get(&path);
        assert_eq!(week.all(".todo b"), ["1. Lecture", "2. Calcul"]);
        let taken = visitor.form(&week, &path).fill("jours", "4").fill("moment", "Sport").fill("place", "1").send();
        assert_eq!(taken.status, 422);
        let lesson = world.test.look(move |tx| tx.query_one(
            "SELECT id FROM courses_lesson WHERE teaching_id = $1 ORDER BY day, position LIMIT 1",
            db::params![teaching], |row| row.get::<i64>(0),
        ));
        let editor = visitor.get(&format!("/cours/lecons/{lesson}"));
        assert!(editor.says("Lecture, CE2-CM1"));
        assert_eq!(editor.attributes("textarea#fait", "data-html"), ["<h3>CE2</h3><p></p><h3>CM1</h3><p></p>"]);
        world.write(teacher, lesson, &[("travail", "Lire p. 12"), ("pour-qui", "CM1"), ("action", "publier")]);
        let shown = world.visit(pupil).get(&format!("/cours/lecons/{lesson}"));
        assert!(shown.says("CM1 · Lire p. 12"), "{}", shown.text());
        let work = world.test.look(move |tx| tx.query_one(
            "SELECT id FROM courses_work WHERE lesson_id = $1", db::params![lesson], |row| row.get::<i64>(0),
        ));
        let told: Vec<i64> = world.feed("work", work).iter().map(|(audience, ..)| *audience).collect();
        assert_eq!(told, [kernel::Target::person(older).packed()], "only the CM1 are told");
        assert!(shown.says("Rien n’est écrit pour cette séance"), "headings alone are not a text");
        assert!(shown.all(".who-sees li").contains(&"Les élèves de « CE2-CM1 »".to_owned()));
        world.write(teacher, lesson, &[("travail", "Lire p. 8"), ("pour-qui", "6e"), ("action", "publier")]);
        assert!(world.visit(pupil).get(&format!("/cours/lecons/{lesson}")).says("Lire p. 8"));
    }

    fn two_teachers_of_one_class_who_write_at_the_same_moment_lose_nothing(backend) {
        let world = World::new(backend);
        let (teaching, martin, dupuis, pupil) = world.test.arrange(|tx| {
            let ecole = NewOrg { kind: "ecole", name: "Jules-Ferry", sector: "public", ..NewOrg::default() };
            let org = edit::create_org(tx, &ecole)?;
            let class = edit::create_group(tx, org, true, "CE2-CM1", &["CE2", "CM1"], 2026)?;
            let teaching = edit::create_teaching(tx, org, class, "", "Classe")?;
            let mut teach = |title, first, last| {
                let id = person(tx, "staff", title, first, last)?;
                join(tx, id, Role::Teacher, Some(org), Some(class), Some(teaching))?;
                Ok::<_, db::DbError>(id)
            };
            let (martin, dupuis) = (teach("Mme", "Lou", "Martin")?, teach("M.", "Max", "Dupuis")?);
            let pupil = person(tx, "pupil", "", "Tom", "Petit")?;
            join(tx, pupil, Role::Pupil, Some(org), Some(class), None)?;
            Ok((teaching, martin, dupuis, pupil))
        });
        let path = format!("/cours/lecons/{}", world.lesson(martin, teaching));
        let both_have_it_open = Barrier::new(2);
        let write = |teacher, says: &str| {
            let visitor = world.visit(teacher);
            let page = visitor.get(&path);
            both_have_it_open.wait();
            visitor.form(&page, &path).fill("fait", says).fill("action", "publier").send()
        };
        let answers = thread::scope(|scope| {
            let hers = scope.spawn(|| write(martin, "Lecture du conte"));
            let his = scope.spawn(|| write(dupuis, "Calcul mental"));
            [hers, his].map(|sent| sent.join().unwrap())
        });
        assert_eq!(answers.iter().filter(|page| page.status == 409).count(), 1, "one is told of the other");
        let conflict = answers.iter().find(|page| page.status == 409).unwrap();
        assert!(conflict.says("Lecture du conte") && conflict.says("Calcul mental"), "{}", conflict.text());
        let late = if answers[0].status == 409 { martin } else { dupuis };
        let merged = world.visit(late).form(conflict, &path)
            .fill("fait", "Lecture du conte, puis calcul mental").fill("action", "publier").send();
        assert_eq!(merged.status, 200);
        let shown = world.visit(pupil).get(&path);
        assert!(shown.says("Lecture du conte, puis calcul mental"), "{}", shown.text());
    }
}
