use testkit::both;

use crate::world::World;

both! {
    fn a_lesson_is_seen_by_its_class_once_published(backend) {
        let world = World::new(backend);
        let p = world.people;
        let lesson = world.lesson(p.baron, p.history);
        let path = format!("/cours/lecons/{lesson}");
        world.write(p.baron, lesson, &[("fait", "La vallée du Clain"), ("action", "enregistrer")]);
        for reader in [p.lina, p.mother, p.petit, p.head] {
            assert_eq!(world.visit(reader).get(&path).status, 404, "before it is published");
        }
        assert!(world.visit(p.roux).get(&path).says("La vallée du Clain"), "a co-teacher writes it too");
        world.write(p.baron, lesson, &[("action", "publier")]);
        for reader in [p.lina, p.noe, p.mother, p.father, p.petit, p.head] {
            let page = world.visit(reader).get(&path);
            assert!(page.says("La vallée du Clain"), "{}", page.text());
            assert!(!page.says("Publier"), "a reader has no form");
        }
        for other in [p.zoe, p.stranger, p.faure, p.operator, p.manager] {
            assert_eq!(world.visit(other).get(&path).status, 404);
        }
    }

    fn nobody_but_its_teachers_writes_a_lesson(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (lesson, _) = world.work("Croquis", "2027-03-18");
        let path = format!("/cours/lecons/{lesson}");
        let teacher = world.visit(p.baron);
        for other in [p.lina, p.mother, p.petit, p.faure, p.head, p.operator] {
            let blind = world.visit(other).post_blindly(&path, &[("fait", "x")]);
            assert_eq!(blind.status, 403, "without the token of a page");
            assert_eq!(other_token(&world, other, &path), 404);
            assert_eq!(other_token(&world, other, &format!("{path}/brouillon")), 404);
        }
        assert!(teacher.get(&path).says("La vallée du Clain"));
    }

    fn what_is_typed_saves_itself(backend) {
        let world = World::new(backend);
        let p = world.people;
        let lesson = world.lesson(p.baron, p.history);
        let (visitor, path) = (world.visit(p.baron), format!("/cours/lecons/{lesson}"));
        let page = visitor.get(&path);
        let form = visitor.form(&page, &path).fill("fait", "Brouillon").fill("travail", "Croquis");
        let saved = autosave(&world, p.baron, &form, &path);
        assert_eq!(saved.status, 200, "{}", saved.body);
        assert!(saved.body.contains("\"revision\":1"), "{}", saved.body);
        assert!(saved.body.contains("Enregistré à 9\u{a0}h\u{a0}12"), "{}", saved.body);
        let again = visitor.get(&path);
        assert!(again.says("Brouillon"));
        assert_eq!(visitor.form(&again, &path).value("travail"), Some("Croquis"));
        assert_eq!(world.visit(p.lina).get(&path).status, 404, "a draft is not published");
    }

    fn two_people_who_write_at_once_lose_nothing(backend) {
        let world = World::new(backend);
        let p = world.people;
        let lesson = world.lesson(p.baron, p.history);
        let path = format!("/cours/lecons/{lesson}");
        let (baron, roux) = (world.visit(p.baron), world.visit(p.roux));
        let (hers, his) = (baron.get(&path), roux.get(&path));
        let his_form = roux.form(&his, &path).fill("fait", "Son texte").fill("action", "enregistrer");
        assert_eq!(baron.form(&hers, &path).fill("fait", "Mon texte").fill("action", "enregistrer").send().status, 200);
        let refused = autosave(&world, p.roux, &his_form, &path);
        assert_eq!(refused.status, 409);
        assert!(refused.body.contains("Rien n’est perdu"), "{}", refused.body);
        let both = his_form.send();
        assert_eq!(both.status, 409);
        assert!(both.says("Mon texte") && both.says("Son texte"), "{}", both.text());
        let merged = roux.form(&both, &path).fill("fait", "Mon texte et son texte").fill("action", "enregistrer").send();
        assert_eq!(merged.status, 200);
        assert!(merged.says("Mon texte et son texte"));
    }

    fn a_double_submit_gives_the_work_once(backend) {
        let world = World::new(backend);
        let p = world.people;
        let lesson = world.lesson(p.baron, p.history);
        let (visitor, path) = (world.visit(p.baron), format!("/cours/lecons/{lesson}"));
        let form = visitor.form(&visitor.get(&path), &path)
            .fill("travail", "Croquis").fill("pour-le", "2027-03-18").fill("action", "publier");
        form.send();
        let page = form.send();
        assert_eq!(page.links("Voir").len(), 1, "{}", page.text());
    }

    fn work_in_the_past_or_without_a_title_is_corrected_not_lost(backend) {
        let world = World::new(backend);
        let p = world.people;
        let lesson = world.lesson(p.baron, p.history);
        let past = world.write(p.baron, lesson, &[
            ("fait", "Le texte reste"), ("travail", "Croquis"), ("pour-le", "2027-03-10"), ("action", "publier"),
        ]);
        assert_eq!(past.status, 422);
        assert!(past.says("Ce jour est passé") && past.says("Le texte reste"), "{}", past.text());
        for wrong in ["2027-02-30", "demain", "99/99/9999"] {
            let page = world.write(p.baron, lesson, &[("travail", "Croquis"), ("pour-le", wrong), ("action", "publier")]);
            assert!(page.status == 422 && page.says("Choisissez une date"), "{wrong}");
        }
        let untitled = world.write(p.baron, lesson, &[("consignes", "Lire"), ("action", "publier")]);
        assert!(untitled.status == 422 && untitled.says("Donnez un titre au travail"));
        let huge = world.write(p.baron, lesson, &[("fait", &"é".repeat(70_000)), ("action", "publier")]);
        assert!(huge.status == 422 && huge.says("Ce texte est trop long"));
        assert_eq!(world.visit(p.lina).get(&format!("/cours/lecons/{lesson}")).status, 404);
    }

    fn what_was_written_with_the_editor_is_clean_and_stays_rich(backend) {
        let world = World::new(backend);
        let p = world.people;
        let lesson = world.lesson(p.baron, p.history);
        let html = "<p>Lire <strong>p. 84</strong><script>alert(1)</script></p>";
        world.write(p.baron, lesson, &[("fait", html), ("fait-format", "html"), ("action", "publier")]);
        let page = world.visit(p.lina).get(&format!("/cours/lecons/{lesson}"));
        assert!(page.body.contains("<strong>p. 84</strong>") && !page.body.contains("alert(1)"));
        world.write(p.baron, lesson, &[("titre", "Sans éditeur"), ("action", "enregistrer")]);
        let page = world.visit(p.lina).get(&format!("/cours/lecons/{lesson}"));
        assert!(page.body.contains("<strong>p. 84</strong>"), "untouched text keeps its marks");
    }

    fn a_lesson_holds_a_table_and_a_formula(backend) {
        let world = World::new(backend);
        let p = world.people;
        let lesson = world.lesson(p.baron, p.history);
        let path = format!("/cours/lecons/{lesson}");
        let typed = "| Roi | Règne |\n| François Ier | 1515 |\n\nOn a \\(\\frac{1}{2}\\)";
        world.write(p.baron, lesson, &[("fait", typed), ("action", "publier")]);
        let page = world.visit(p.lina).get(&path);
        assert_eq!(page.all("th[scope=col]"), ["Roi", "Règne"]);
        assert_eq!(page.all("math mfrac mn"), ["1", "2"]);
        let visitor = world.visit(p.baron);
        let again = visitor.get(&path);
        assert_eq!(visitor.form(&again, &path).value("fait"), Some(typed), "without the editor, as it was typed");
    }

    fn the_day_says_when_a_lesson_is_written(backend) {
        let world = World::new(backend);
        let p = world.people;
        let lesson = world.lesson(p.baron, p.history);
        let class = kernel::Target::group(p.class).packed();
        let link = format!("/cours/lecons/{lesson}");
        assert_eq!(world.feed("lesson", lesson), [(class, "open".to_owned(), link.clone())]);
        world.write(p.baron, lesson, &[("fait", "Vu"), ("action", "publier")]);
        assert_eq!(world.feed("lesson", lesson), [(class, "written".to_owned(), link)]);
    }

    fn the_cahier_shows_what_each_may_read_newest_first(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (lesson, _) = world.work("Croquis", "2027-03-18");
        let cahier = format!("/cours/{}/cahier", p.history);
        let page = world.visit(p.lina).get(&cahier);
        assert!(page.says("La vallée du Clain") && page.says("Croquis"), "{}", page.text());
        world.test.pass(24 * 3600);
        let next = world.lesson(p.baron, p.history);
        assert_ne!(lesson, next);
        let teacher = world.visit(p.baron).get(&cahier);
        let order: Vec<_> = teacher.attributes("article h3 a", "href");
        assert_eq!(order, [format!("/cours/lecons/{next}"), format!("/cours/lecons/{lesson}")]);
        assert!(!world.visit(p.mother).get(&cahier).says("À écrire"));
        for other in [p.zoe, p.stranger, p.faure, p.operator] {
            assert_eq!(world.visit(other).get(&cahier).status, 404);
        }
    }

    fn everyone_finds_their_courses(backend) {
        let world = World::new(backend);
        let p = world.people;
        let teacher = world.visit(p.baron).get("/cours");
        assert!(teacher.says("5e B") && !teacher.says("4e A"));
        assert_eq!(teacher.links("5e B"), [format!("/cours/{}/cahier", p.history)]);
        let pupil = world.visit(p.lina).get("/cours");
        assert!(pupil.says("Mathématiques") && pupil.says("M. Petit"));
        let guardian = world.visit(p.mother).get("/cours");
        assert!(guardian.says("Lina") && guardian.says("Histoire-géographie"));
        assert!(!guardian.says("Karim"), "never the other guardian");
        assert!(world.visit(p.operator).get("/cours").says("Aucun cours"));
    }
}

/// The status of a form with a good token, sent by someone else.
fn other_token(world: &World, person: i64, action: &str) -> u16 {
    world.post(person, action, &[("fait", "Piraté"), ("revision", "0")]).status
}

/// Sends what a form shows as the page that saves itself does.
fn autosave(world: &World, person: i64, form: &testkit::Form, path: &str) -> testkit::Page {
    let fields: Vec<_> = ["revision", "fait", "titre", "travail", "pour-le", "consignes", "rendre"]
        .iter()
        .filter_map(|name| Some((*name, form.value(name)?)))
        .collect();
    world.post(person, &format!("{path}/brouillon"), &fields)
}
