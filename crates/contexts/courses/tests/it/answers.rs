use kernel::Target;
use testkit::both;

use crate::world::World;

both! {
    fn an_answer_is_seen_once_published(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        world.hand_in(p.lina, work, "Mon croquis");
        let handin = world.handin_of(work, p.lina);
        let (page, path) = (format!("/cours/remises/{handin}"), format!("/cours/travaux/{work}"));
        world.answer(p.baron, handin, "Très soigné", "enregistrer");
        for reader in [p.lina, p.mother] {
            assert!(!world.visit(reader).get(&page).says("Très soigné"));
            assert!(!world.visit(reader).get(&path).says("Très soigné"));
        }
        assert!(world.feed("to-read", work).is_empty(), "nothing waits any more");
        let teacher = world.visit(p.roux);
        let class = teacher.get(&path);
        assert!(class.says("Publier la réponse prête"), "{}", class.text());
        assert!(teacher.form(&class, &format!("{path}/publier")).send().says("Une réponse publiée"));
        for reader in [p.lina, p.mother, p.father] {
            let seen = world.visit(reader).get(&page);
            assert!(seen.says("Très soigné") && seen.says("Réponse de Mme Baron"), "{}", seen.text());
            assert!(world.visit(reader).get(&path).says("Très soigné"));
        }
        let lina = Target::person(p.lina).packed();
        assert_eq!(world.feed("answer", handin), [(lina, "done".into(), page)]);
        assert!(world.feed("work", work).iter().any(|item| item.0 == lina && item.1 == "answered"));
        let teaching = Target::teaching(p.history);
        let journal = world.test.look(move |tx| db::journal::latest(tx, teaching, 5));
        assert_eq!(journal[0].action, "courses.answer.publish");
        assert_eq!((journal[0].person, journal[0].object), (Some(p.roux), handin));
    }

    fn a_home_shows_first_an_answer_that_nobody_of_the_family_opened(backend) {
        let world = World::with_today(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        world.hand_in(p.lina, work, "Mon croquis");
        let handin = world.handin_of(work, p.lina);
        let (page, path) = (format!("/cours/remises/{handin}"), format!("/cours/travaux/{work}"));
        let first = |person: i64| world.visit(person).get("/").attributes("section[aria-labelledby=a-voir] a", "href");
        world.answer(p.baron, handin, "Très soigné", "publier");
        for guardian in [p.mother, p.father] {
            assert_eq!(first(guardian), [page.as_str()]);
        }
        assert!(world.visit(p.lina).get(&page).says("Très soigné"));
        assert_eq!(first(p.mother), [page.as_str()], "the pupil alone has read it");
        assert!(world.visit(p.stranger).get(&format!("{page}/ouverte")).status == 404);
        assert_eq!(first(p.mother), [page.as_str()]);
        let seen = world.visit(p.father).get(&path);
        assert!(seen.says("Très soigné") && seen.path == path, "{}", seen.text());
        assert!(first(p.mother).is_empty() && first(p.father).is_empty());
    }

    fn a_class_is_answered_one_after_the_other(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        world.hand_in(p.lina, work, "De Lina");
        world.hand_in(p.noe, work, "De Noé");
        let (first, second) = (world.handin_of(work, p.lina), world.handin_of(work, p.noe));
        let next = world.answer(p.baron, first, "Bien", "suivant");
        assert_eq!(next.path, format!("/cours/remises/{second}"));
        let last = world.answer(p.baron, second, "Très bien", "suivant");
        assert!(last.path == format!("/cours/travaux/{work}") && last.says("Toutes les copies de ce travail sont lues"));
        let visitor = world.visit(p.baron);
        let publish = visitor.form(&last, &format!("/cours/travaux/{work}/publier"));
        assert!(publish.send().says("2 réponses publiées"));
        assert!(publish.send().says("Toutes les réponses sont déjà publiées"), "a double tap publishes once");
        assert!(visitor.get("/cours/a-lire").says("Rien à lire"));
    }

    fn an_answer_saves_itself_and_meets_a_newer_hand_in(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        world.hand_in(p.lina, work, "Un");
        let handin = world.handin_of(work, p.lina);
        let path = format!("/cours/remises/{handin}");
        let draft = format!("{path}/brouillon");
        let saved = world.post(p.baron, &draft, &[("revision", "0"), ("reponse", "À moitié")]);
        assert!(saved.status == 200 && saved.body.contains("\"revision\":1"), "{}", saved.body);
        assert!(world.visit(p.baron).get("/cours/a-lire").says("Croquis"), "half an answer is not an answer");
        let again = world.hand_in(p.lina, work, "Deux");
        assert!(again.says("C’est rendu"));
        let conflict = world.post(p.baron, &draft, &[("revision", "1"), ("reponse", "Entière")]);
        assert_eq!(conflict.status, 409);
        let page = world.post(p.baron, &path, &[("revision", "1"), ("reponse", "Entière"), ("action", "publier")]);
        assert!(page.status == 409 && page.says("Entière") && page.says("À moitié") && page.says("Deux"), "{}", page.text());
        assert!(!world.visit(p.lina).get(&path).says("Entière"));
    }

    fn only_the_teachers_of_the_teaching_answer(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        world.hand_in(p.lina, work, "Mon croquis");
        let handin = world.handin_of(work, p.lina);
        let path = format!("/cours/remises/{handin}");
        for other in [p.lina, p.noe, p.mother, p.petit, p.faure, p.head, p.operator, p.manager] {
            for action in [path.clone(), format!("{path}/brouillon"), format!("/cours/travaux/{work}/publier")] {
                let status = world.post(other, &action, &[("revision", "0"), ("reponse", "x")]).status;
                assert_eq!(status, 404, "{action}");
            }
        }
        assert_eq!(world.visit(p.lina).get("/cours/a-lire").status, 403);
        let empty = world.answer(p.baron, handin, "", "publier");
        assert!(empty.status == 422 && empty.says("Écrivez une réponse"));
    }
}
