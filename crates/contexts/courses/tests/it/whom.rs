use directory::edit;
use events::{Event, directory::AccountClosedV1};
use kernel::{Role, Target};
use testkit::{Page, both};

use crate::world::{World, id_of, join};

/// Gives a work of Mme Baron's history and opens its page; its id.
fn give(world: &World, fields: &[(&str, &str)]) -> i64 {
    let p = world.people;
    let lesson = world.lesson(p.baron, p.history);
    let mut all = vec![("travail", "Croquis"), ("pour-le", "2027-03-18"), ("action", "publier")];
    all.extend_from_slice(fields);
    let page = world.write(p.baron, lesson, &all);
    assert_eq!(page.status, 200, "{}", page.text());
    id_of(page.links("Voir").last().expect("the work is on the page"))
}

fn told(world: &World, work: i64) -> Vec<i64> {
    world.feed("work", work).iter().map(|(audience, ..)| *audience).collect()
}

fn load_of(world: &World, person: i64, teaching: i64, day: &str) -> Page {
    world.visit(person).get(&format!("/cours/{teaching}/charge?jour={day}"))
}

both! {
    fn work_for_named_pupils_is_theirs_and_their_guardians_alone(backend) {
        let world = World::new(backend);
        let p = world.people;
        let work = give(&world, &[("eleve", &p.lina.to_string()), ("rendre", "handin")]);
        let path = format!("/cours/travaux/{work}");
        for reader in [p.lina, p.mother, p.father, p.baron, p.roux] {
            assert_eq!(world.visit(reader).get(&path).status, 200);
        }
        for other in [p.noe, p.petit, p.head, p.zoe, p.stranger, p.faure, p.operator] {
            assert_eq!(world.visit(other).get(&path).status, 404);
        }
        assert_eq!(told(&world, work), [Target::person(p.lina).packed()]);
        let cahier = format!("/cours/{}/cahier", p.history);
        assert!(world.visit(p.lina).get(&cahier).says("Croquis"));
        for other in [p.noe, p.petit, p.head] {
            let page = world.visit(other).get(&cahier);
            assert!(page.status == 200 && !page.says("Croquis"), "{}", page.text());
        }
        assert_eq!(world.hand_in(p.lina, work, "De Lina").status, 200);
        let refused = world.post(p.noe, &format!("{path}/remise"), &[("texte", "De Noé")]);
        assert_eq!(refused.status, 404);
        let class = world.visit(p.baron).get(&path);
        assert!(class.says("1 copie rendue sur 1") && !class.says("Noé"), "{}", class.text());
    }

    fn whom_a_work_is_for_may_change_and_every_day_follows(backend) {
        let world = World::new(backend);
        let p = world.people;
        let work = give(&world, &[]);
        let (visitor, path) = (world.visit(p.baron), format!("/cours/travaux/{work}"));
        world.post(p.lina, &format!("{path}/fait"), &[("fait", "oui")]);
        let edit = format!("{path}/modifier");
        let form = visitor.form(&visitor.get(&edit), &edit);
        form.clone().fill("eleve", &p.lina.to_string()).send();
        let lina = Target::person(p.lina).packed();
        let states: Vec<_> = world.feed("work", work).into_iter().map(|(a, state, _)| (a, state)).collect();
        assert_eq!(states, [(lina, "done".to_owned())]);
        assert_eq!(world.visit(p.noe).get(&path).status, 404);
        world.post(p.lina, &format!("{path}/fait"), &[("fait", "non")]);
        assert_eq!(world.feed("work", work)[0].1, "open", "it stays in her day");
        visitor.form(&visitor.get(&edit), &edit).without("eleve").send();
        assert_eq!(told(&world, work), [Target::group(p.class).packed()]);
        assert_eq!(world.visit(p.noe).get(&path).status, 200);
    }

    fn a_pupil_of_another_class_cannot_be_named(backend) {
        let world = World::new(backend);
        let p = world.people;
        let work = give(&world, &[("eleve", &p.zoe.to_string())]);
        assert_eq!(told(&world, work), [Target::group(p.class).packed()], "nobody of the class: for all");
        assert_eq!(world.visit(p.zoe).get(&format!("/cours/travaux/{work}")).status, 404);
    }

    fn work_may_be_for_a_group_of_the_class(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (inside, across) = world.test.arrange(move |tx| {
            let inside = edit::create_group(tx, p.org, false, "Groupe 1", &[], 2026)?;
            join(tx, p.lina, Role::Pupil, Some(p.org), Some(inside), None)?;
            let across = edit::create_group(tx, p.org, false, "Latin", &[], 2026)?;
            for pupil in [p.noe, p.zoe] {
                join(tx, pupil, Role::Pupil, Some(p.org), Some(across), None)?;
            }
            Ok((inside, across))
        });
        let lesson = world.lesson(p.baron, p.history);
        let page = world.visit(p.baron).get(&format!("/cours/lecons/{lesson}"));
        assert_eq!(page.all("#pour-qui option"), ["Toute la classe", "Groupe 1"], "not a group of other classes too");
        let work = give(&world, &[("pour-qui", &format!("groupe-{inside}"))]);
        assert_eq!(told(&world, work), [Target::group(inside).packed()]);
        let path = format!("/cours/travaux/{work}");
        assert!(world.visit(p.lina).get(&path).says("Groupe 1 · Croquis"));
        assert_eq!(world.visit(p.mother).get(&path).status, 200);
        assert_eq!(world.visit(p.noe).get(&path).status, 404);
        let class = world.visit(p.baron).get(&path);
        assert!(class.says("Lina") && !class.says("Noé"), "{}", class.text());
        let elsewhere = give(&world, &[("pour-qui", &format!("groupe-{across}"))]);
        assert_eq!(told(&world, elsewhere), [Target::group(p.class).packed()]);
    }

    fn work_is_for_the_next_lesson_unless_a_day_is_chosen(backend) {
        let world = World::new(backend);
        let p = world.people;
        let timetable = format!("/cours/{}/emploi-du-temps", p.history);
        let visitor = world.visit(p.baron);
        let form = visitor.form(&visitor.get(&timetable), &timetable);
        form.fill("jours", "2").fill("debut", "09:00").fill("fin", "09:55").send();
        let lesson = world.lesson(p.baron, p.history);
        let page = visitor.get(&format!("/cours/lecons/{lesson}"));
        assert!(page.says("Au prochain cours mardi 16 mars"), "{}", page.text());
        let due = |fields: &[(&str, &str)]| {
            let mut all = vec![("travail", "Croquis"), ("action", "publier")];
            all.extend_from_slice(fields);
            world.write(p.baron, lesson, &all);
            let day: kernel::Day = world.test.look(|tx| tx.query_one(
                "SELECT due_day FROM courses_work ORDER BY id DESC LIMIT 1", &[], |row| row.get(0),
            ));
            day.to_string()
        };
        assert_eq!(due(&[]), "2027-03-16");
        assert_eq!(due(&[("pour-le", "2027-03-18")]), "2027-03-18", "a day that was typed counts");
        let missing = world.write(p.baron, lesson, &[("travail", "x"), ("quand", "jour"), ("action", "publier")]);
        assert!(missing.status == 422 && missing.says("Choisissez pour quel jour"));
    }

    fn the_load_of_the_day_is_told_before_one_more_is_given(backend) {
        let world = World::new(backend);
        let p = world.people;
        give(&world, &[("duree", "30")]);
        give(&world, &[("duree", "15"), ("eleve", &p.lina.to_string())]);
        let said = load_of(&world, p.petit, p.maths, "2027-03-18");
        assert!(said.body.contains("ces élèves ont déjà un travail, Histoire-géographie (30 min)"), "{}", said.body);
        assert!(!said.body.contains("Croquis"), "the subject, never what is asked");
        assert!(load_of(&world, p.petit, p.maths, "2027-03-19").body.contains("pas d’autre travail"));
        assert_eq!(load_of(&world, p.petit, p.maths, "demain").status, 404);
        for other in [p.lina, p.mother, p.head, p.baron, p.faure, p.operator] {
            assert_eq!(load_of(&world, other, p.maths, "2027-03-18").status, 404);
        }
        let lesson = world.lesson(p.petit, p.maths);
        let draft = [("travail", "Exercices"), ("pour-le", "2027-03-18"), ("action", "enregistrer")];
        let page = world.write(p.petit, lesson, &draft);
        assert!(page.says("Jeudi 18 mars : ces élèves ont déjà un travail"), "{}", page.text());
    }

    fn who_leaves_takes_their_name_off_the_work_that_named_them(backend) {
        let world = World::new(backend);
        let p = world.people;
        let work = give(&world, &[("eleve", &p.lina.to_string())]);
        world.test.arrange(move |tx| {
            let closed = AccountClosedV1 { person: p.lina, org: p.org, day: 0 };
            jobs::emit(tx, AccountClosedV1::NAME, &closed, kernel::Instant(0))
        });
        world.test.work();
        let left = world.test.look(move |tx| tx.query_one(
            "SELECT COUNT(*) FROM courses_recipient WHERE work_id = $1", db::params![work], |row| row.get::<i64>(0),
        ));
        assert_eq!(left, 0);
    }
}
