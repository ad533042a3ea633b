use kernel::Target;
use testkit::both;

use crate::world::World;

both! {
    fn a_pupil_hands_in_a_text_and_everyone_concerned_knows(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        let page = world.hand_in(p.lina, work, "Mon croquis\n\navec une légende");
        assert!(page.says("C’est rendu.") && page.says("Rendu à l’instant"), "{}", page.text());
        assert!(page.body.contains("<p>Mon croquis</p><p>avec une légende</p>"));
        let handin = world.handin_of(work, p.lina);
        let (class, lina) = (Target::group(p.class).packed(), Target::person(p.lina).packed());
        let link = format!("/cours/travaux/{work}");
        assert_eq!(world.feed("work", work), [(class, "to-hand-in".into(), link.clone()), (lina, "handed-in".into(), link)]);
        let piles = world.feed("to-read", work);
        assert_eq!(piles.len(), 1);
        assert_eq!(piles[0].0, Target::teaching(p.history).packed());
        let teacher = world.visit(p.roux);
        assert!(teacher.get("/cours/a-lire").says("Une copie, à l’instant"));
        assert!(teacher.get(&format!("/cours/travaux/{work}")).says("1 copie rendue sur 2"));
        assert!(teacher.get(&format!("/cours/remises/{handin}")).says("avec une légende"));
        let mother = world.visit(p.mother).get(&format!("/cours/travaux/{work}"));
        assert!(mother.says("Lina") && mother.says("avec une légende"), "{}", mother.text());
        assert!(!mother.says("Rendre à nouveau"), "a guardian does not hand in");
    }

    fn what_waits_is_read_page_by_page_the_oldest_first(backend) {
        let world = World::new(backend);
        let p = world.people;
        for at in 1..=23 {
            let (_, work) = world.work(&format!("Devoir {at:02}"), "2027-03-18");
            world.hand_in(p.lina, work, "Voilà");
            world.test.pass(60);
        }
        let teacher = world.visit(p.roux);
        let first = teacher.get("/cours/a-lire");
        assert!(first.says("Devoir 01") && first.says("Devoir 20") && !first.says("Devoir 21"), "{}", first.text());
        let next = teacher.get(&first.links("La suite")[0]);
        assert!(!next.says("Devoir 20") && next.says("Devoir 21") && next.says("Devoir 23"), "{}", next.text());
        assert!(!next.says("La suite") && next.says("Ce qui attend depuis le plus longtemps"));
        assert!(teacher.get("/cours").says("23"), "all of them are counted");
    }

    fn what_waits_on_a_device_and_is_refused_is_never_taken_for_done(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        let path = format!("/cours/travaux/{work}");
        let mut sender = world.visit(p.lina);
        sender.accepts = "application/json";
        let sends = |text| {
            let form = sender.form(&world.visit(p.lina).get(&path), &format!("{path}/remise"));
            form.fill("texte", text).send_once()
        };
        let refused = sends(" ");
        assert!(refused.status == 422 && !refused.body.contains("location"), "{}", refused.body);
        let taken = sends("Un");
        assert!(taken.status == 200 && taken.body.contains("\"location\":\"/"), "{}", taken.body);
    }

    fn a_double_submit_is_one_and_an_old_page_does_not_undo_a_newer_one(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        let path = format!("/cours/travaux/{work}");
        let visitor = world.visit(p.lina);
        let form = visitor.form(&visitor.get(&path), &format!("{path}/remise")).fill("texte", "Un");
        assert!(form.send().says("C’est rendu"));
        assert!(form.send().says("C’est rendu"));
        let counts = world.test.look(|tx| tx.query_one(
            "SELECT COUNT(*), MAX(revision) FROM courses_handin", &[], |row| Ok((row.get::<i64>(0)?, row.get::<i64>(1)?)),
        ));
        assert_eq!(counts, (1, 0));
    }

    fn what_arrives_again_long_after_does_nothing(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        let path = format!("/cours/travaux/{work}");
        let visitor = world.visit(p.lina);
        let in_the_bus = visitor.form(&visitor.get(&path), &format!("{path}/remise")).fill("texte", "Dans le bus");
        assert!(in_the_bus.send().says("C’est rendu"));
        world.test.pass(3_600);
        world.hand_in(p.lina, work, "Le soir");
        assert!(in_the_bus.send().says("Le soir"), "its answer was lost; it was done");
        world.test.work();
        for days in [71, 1] {
            world.test.pass(days * 24 * 3_600);
            world.test.work();
        }
        assert_eq!(world.test.look(|tx| tx.query_one("SELECT COUNT(*) FROM courses_sent", &[], |row| row.get::<i64>(0))), 0);
    }

    fn what_was_sent_before_does_not_take_the_place_of_what_came_since(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        let path = format!("/cours/travaux/{work}");
        let visitor = world.visit(p.lina);
        let old = visitor.form(&visitor.get(&path), &format!("{path}/remise"));
        world.test.pass(60);
        world.hand_in(p.lina, work, "Le soir");
        let conflict = old.clone().fill("texte", "Dans le bus").send();
        assert_eq!(conflict.status, 409);
        assert!(conflict.says("Vous avez rendu un autre texte depuis") && conflict.says("Le soir"), "{}", conflict.text());
        assert!(conflict.body.contains("Dans le bus"), "what was typed is in the form");
        let chosen = visitor.form(&conflict, &format!("{path}/remise"));
        assert!(chosen.send().says("Dans le bus"));
        let photo_only = old.fill("texte", "").attach("fichiers", "croquis.pdf", b"%PDF-1.4 croquis").fill("_envoi", "0123456789abcdef0123456789abcdef");
        let page = photo_only.send();
        assert!(page.says("Dans le bus") && page.says("croquis.pdf"), "a file joins the text: {}", page.text());
    }

    fn a_mark_that_arrives_again_does_not_undo_what_was_said_since(backend) {
        let world = World::new(backend);
        let p = world.people;
        let lesson = world.lesson(p.baron, p.history);
        let page = world.write(p.baron, lesson, &[("travail", "Apprendre"), ("pour-le", "2027-03-18"), ("action", "publier")]);
        let path = page.links("Voir").remove(0);
        let visitor = world.visit(p.lina);
        let done = visitor.form(&visitor.get(&path), &format!("{path}/fait"));
        let page = done.send();
        assert!(page.says("Noté : c’est fait."));
        visitor.form(&page, &format!("{path}/fait")).send();
        done.send();
        assert!(visitor.get(&path).says("C’est fait") && !visitor.get(&path).says("Finalement"), "not done, as said last");
    }

    fn one_hands_in_again_until_it_is_answered(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        world.hand_in(p.lina, work, "Première version");
        let again = world.hand_in(p.lina, work, "Deuxième version");
        assert!(again.says("Deuxième version") && !again.says("Première version"));
        let visitor = world.visit(p.lina);
        let path = format!("/cours/travaux/{work}");
        let late_form = visitor.form(&visitor.get(&path), &format!("{path}/remise")).fill("texte", "Trop tard");
        let handin = world.handin_of(work, p.lina);
        world.answer(p.baron, handin, "Bien", "publier");
        let refused = late_form.send();
        assert_eq!(refused.status, 422);
        assert!(refused.says("La réponse à ce travail est publiée"), "{}", refused.text());
        assert!(visitor.get(&path).says("Deuxième version"));
        assert!(!visitor.get(&path).says("Rendre à nouveau"));
    }

    fn late_is_said_never_hidden(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-12");
        world.test.pass(24 * 3600);
        assert!(world.hand_in(p.noe, work, "Le jour même").says("C’est rendu."));
        world.test.pass(24 * 3600);
        let before = world.visit(p.lina).get(&format!("/cours/travaux/{work}"));
        assert!(before.says("sera rendu en retard"));
        assert!(world.hand_in(p.lina, work, "Trop tard").says("Rendu en retard"));
        let lina = Target::person(p.lina).packed();
        assert!(world.feed("work", work).iter().any(|item| item.0 == lina && item.1 == "handed-in-late"));
        let class = world.visit(p.baron).get(&format!("/cours/travaux/{work}"));
        assert_eq!(class.all("tbody .tag").iter().filter(|tag| *tag == "En retard").count(), 1);
    }

    fn nobody_hands_in_for_another(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        let remise = format!("/cours/travaux/{work}/remise");
        for other in [p.zoe, p.mother, p.stranger, p.baron, p.petit, p.head, p.operator] {
            let fields = [("texte", "x"), ("pupil", "1"), ("pupil_id", "1")];
            assert_eq!(world.post(other, &remise, &fields).status, 404);
        }
        let lina = p.lina.to_string();
        let page = world.post(p.noe, &remise, &[("texte", "De Noé"), ("pupil_id", &lina), ("eleve", &lina)]);
        assert_eq!(page.status, 303);
        let whose = world.test.look(|tx| tx.query("SELECT pupil_id FROM courses_handin", &[], |row| row.get::<i64>(0)));
        assert_eq!(whose, [p.noe]);
    }

    fn nothing_or_too_much_is_corrected(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        let empty = world.hand_in(p.lina, work, "   ");
        assert!(empty.status == 422 && empty.says("Il manque quelque chose à rendre"));
        let huge = world.hand_in(p.lina, work, &"mot ".repeat(30_000));
        assert!(huge.status == 422 && huge.says("Ce texte est trop long") && huge.says("mot mot"));
        assert!(world.feed("to-read", work).is_empty());
    }

    fn work_with_nothing_to_hand_in_is_marked_as_done(backend) {
        let world = World::new(backend);
        let p = world.people;
        let lesson = world.lesson(p.baron, p.history);
        let page = world.write(p.baron, lesson, &[("travail", "Apprendre"), ("pour-le", "2027-03-18"), ("action", "publier")]);
        let path = page.links("Voir").remove(0);
        let visitor = world.visit(p.lina);
        let fait = format!("{path}/fait");
        let form = visitor.form(&visitor.get(&path), &fait);
        form.send();
        let done = form.send();
        assert!(done.says("Noté : c’est fait."));
        let work = crate::world::id_of(&path);
        assert_eq!(world.feed("work", work).len(), 2);
        assert!(world.visit(p.baron).get(&path).says("1 élève sur 2 a fini"));
        assert!(world.visit(p.father).get(&path).says("Fait"));
        visitor.form(&done, &fait).send();
        assert_eq!(world.feed("work", work).len(), 1, "back to where the class stands");
        assert_eq!(world.post(p.lina, &format!("{path}/remise"), &[("texte", "x")]).status, 422);
        assert_eq!(world.post(p.mother, &fait, &[("fait", "oui")]).status, 404);
        let (_, other) = world.work("Croquis", "2027-03-18");
        assert_eq!(world.post(p.lina, &format!("/cours/travaux/{other}/fait"), &[]).status, 422);
    }

    fn a_pupil_never_sees_what_another_handed_in(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        world.hand_in(p.lina, work, "Secret de Lina");
        let handin = format!("/cours/remises/{}", world.handin_of(work, p.lina));
        for other in [p.noe, p.zoe, p.stranger, p.petit, p.faure, p.head, p.operator, p.manager] {
            assert_eq!(world.visit(other).get(&handin).status, 404);
            assert!(!world.visit(other).get(&format!("/cours/travaux/{work}")).says("Secret de Lina"));
        }
        for reader in [p.lina, p.mother, p.father, p.baron, p.roux] {
            assert!(world.visit(reader).get(&handin).says("Secret de Lina"));
        }
    }

    fn work_of_a_pupil_known_twice_is_theirs_once_the_records_are_joined(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        world.hand_in(p.noe, work, "Sous l’autre fiche");
        let (now, today) = (world.test.now(), world.test.today());
        // Noé is another record of Lina: the same names, the same class.
        world.test.arrange(move |tx| {
            tx.execute(
                "UPDATE directory_person SET (last_name, first_name, folded) = \
                 (SELECT last_name, first_name, folded FROM directory_person WHERE person_id = $1) WHERE person_id = $2",
                db::params![p.lina, p.noe],
            )?;
            let linked = directory::api::link_by_code(tx, p.lina, p.noe, (today, now))?;
            assert_eq!(linked, directory::api::Linked::Joined);
            Ok(())
        });
        let path = format!("/cours/travaux/{work}");
        assert!(world.visit(p.lina).get(&path).says("Sous l’autre fiche"));
        assert!(world.visit(p.mother).get(&path).says("Sous l’autre fiche"));
        let teacher = world.visit(p.roux).get(&path);
        assert!(teacher.says("1 copie rendue sur 1"), "{}", teacher.text());
        let again = world.hand_in(p.lina, work, "Et encore");
        assert!(again.says("Et encore") && !again.says("Sous l’autre fiche"), "{}", again.text());
        let copies: i64 = world.test.look(|tx| {
            tx.query_one("SELECT COUNT(*) FROM courses_handin", &[], |row| row.get(0))
        });
        assert_eq!(copies, 1);
        world.test.work();
    }

}
