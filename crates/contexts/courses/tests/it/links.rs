use testkit::{Page, both};

use crate::world::World;

const MAP: &str = "https://www.geoportail.gouv.fr/carte";

/// Writes a link in the first row of the page of a lesson.
fn link(world: &World, lesson: i64, label: &str, address: &str) -> Page {
    let typed = [("lien-1-nom", label), ("lien-1-adresse", address), ("action", "publier")];
    world.write(world.people.baron, lesson, &typed)
}

/// A sequence of Mme Baron's plan; its page.
fn sequence(world: &World) -> String {
    let p = world.people;
    let (visitor, plan) = (world.visit(p.baron), format!("/cours/{}/plan", p.history));
    let form = visitor.form(&visitor.get(&plan), &plan).fill("titre", "Les villes");
    let page = form.fill("seances", "2").send();
    page.links("Textes, documents et liens").remove(0)
}

/// Writes the sequence of a page.
fn write(world: &World, path: &str, fields: &[(&str, &str)]) -> Page {
    let visitor = world.visit(world.people.baron);
    let mut form = visitor.form(&visitor.get(path), &format!("{path}/contenu"));
    for (field, value) in fields {
        form = form.fill(field, value);
    }
    form.send()
}

both! {
    fn a_lesson_leads_to_pages_of_the_web_and_says_so(backend) {
        let world = World::new(backend);
        let p = world.people;
        let lesson = world.lesson(p.baron, p.history);
        let page = link(&world, lesson, "La carte", "www.geoportail.gouv.fr/carte");
        assert_eq!(page.status, 200, "{}", page.text());
        let two = [("lien-2-nom", ""), ("lien-2-adresse", "https://gallica.bnf.fr/a"), ("action", "enregistrer")];
        world.write(p.baron, lesson, &two);
        let path = format!("/cours/lecons/{lesson}");
        for reader in [p.lina, p.mother, p.petit, p.head] {
            let page = world.visit(reader).get(&path);
            assert!(page.says("La carte (sort de Préau, vers geoportail.gouv.fr)"), "{}", page.text());
            assert!(page.says("gallica.bnf.fr"), "without a name, its site");
            assert!(page.body.contains(&format!("href=\"{MAP}\" rel=\"noopener noreferrer\"")), "{}", page.body);
        }
        let emptied = [("lien-1-nom", ""), ("lien-1-adresse", ""), ("action", "enregistrer")];
        world.write(p.baron, lesson, &emptied);
        let page = world.visit(p.lina).get(&path);
        assert!(!page.says("La carte") && page.says("gallica.bnf.fr"), "{}", page.text());
        let form_of = world.visit(p.baron);
        let page = form_of.get(&path);
        assert_eq!(form_of.form(&page, &path).value("lien-1-adresse"), Some("https://gallica.bnf.fr/a"));
    }

    fn an_address_that_misleads_is_refused_beside_its_field_and_nothing_is_lost(backend) {
        let world = World::new(backend);
        let p = world.people;
        let lesson = world.lesson(p.baron, p.history);
        let long = format!("https://exemple.fr/{}", "a".repeat(3_000));
        for (address, says) in [
            ("javascript:alert(1)", "commencent par https://"),
            ("http://exemple.fr", "commencent par https://"),
            ("https://moi:secret@exemple.fr", "avant le signe @"),
            ("https://exemple.fr/\u{202e}fdp.exe", "signes qui ne se voient pas"),
            ("https://exemple", "pas l’adresse d’une page"),
            ("", "Il manque l’adresse"),
            (long.as_str(), "trop long"),
        ] {
            let page = link(&world, lesson, "La carte", address);
            assert_eq!(page.status, 422, "{address}");
            assert!(page.says(says), "{address}: {}", page.text());
            assert!(page.all(".field.bad label").iter().any(|label| label.contains("Adresse du lien 1")), "{address}");
            let shown = page.attributes("#lien-1-adresse", "value").remove(0);
            assert_eq!(shown, address, "what was typed stays");
        }
        let turned = link(&world, lesson, "La \u{202e}carte", MAP);
        assert!(turned.status == 422 && turned.says("signes qui ne se voient pas"));
        let count = world.test.look(|tx| tx.query_one("SELECT COUNT(*) FROM courses_link", &[], |row| row.get::<i64>(0)));
        assert_eq!(count, 0);
    }

    fn what_waits_on_a_phone_and_is_wrong_is_never_taken_for_done(backend) {
        let world = World::new(backend);
        let p = world.people;
        let lesson = world.lesson(p.baron, p.history);
        let path = format!("/cours/lecons/{lesson}");
        let mut sender = world.visit(p.baron);
        sender.accepts = "application/json";
        let form = sender.form(&world.visit(p.baron).get(&path), &path).fill("action", "publier");
        let wrong = form.fill("lien-1-adresse", "http://exemple.fr").send_once();
        assert_eq!(wrong.status, 422, "{}", wrong.body);
        let form = sender.form(&world.visit(p.baron).get(&path), &path).fill("action", "publier");
        let right = form.fill("lien-1-adresse", MAP).send_once();
        assert_eq!(right.status, 200);
        assert!(right.body.contains(&format!("{{\"location\":\"{path}\"}}")), "{}", right.body);
    }

    fn what_saves_itself_keeps_the_links_that_are_right(backend) {
        let world = World::new(backend);
        let p = world.people;
        let lesson = world.lesson(p.baron, p.history);
        link(&world, lesson, "La carte", MAP);
        let (visitor, path) = (world.visit(p.baron), format!("/cours/lecons/{lesson}"));
        let kept = |world: &World| world.test.look(|tx| tx.query(
            "SELECT label, address FROM courses_link ORDER BY position", &[], |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?)),
        ));
        for (typed, after) in [("https://exemp", MAP), ("https://exemple.fr/b", "https://exemple.fr/b")] {
            let page = visitor.get(&path);
            let form = visitor.form(&page, &path);
            let revision = form.value("revision").unwrap();
            let fields = [("liens", "oui"), ("lien-1-nom", "La carte"), ("lien-1-adresse", typed), ("revision", revision)];
            assert_eq!(world.post(p.baron, &format!("{path}/brouillon"), &fields).status, 200);
            assert_eq!(kept(&world), [("La carte".to_owned(), after.to_owned())], "{typed}");
        }
        let revision = visitor.form(&visitor.get(&path), &path).value("revision").unwrap().to_owned();
        let older = world.post(p.baron, &path, &[("fait", "D’une page gardée"), ("revision", &revision), ("action", "enregistrer")]);
        assert_eq!(older.status, 303, "{}", older.text());
        assert_eq!(kept(&world).len(), 1, "a page without the fields takes nothing away");
    }

    fn a_sequence_is_read_by_its_class_once_it_is_shown(backend) {
        let world = World::new(backend);
        let p = world.people;
        let path = sequence(&world);
        let fields = [("texte", "Ce que je sais faire"), ("lien-1-nom", "La carte"), ("lien-1-adresse", MAP)];
        let visitor = world.visit(p.baron);
        let mut form = visitor.form(&visitor.get(&path), &format!("{path}/contenu"));
        for (field, value) in fields {
            form = form.fill(field, value);
        }
        let form = form.attach("fichiers", "frise.txt", b"La frise").fill("action", "enregistrer");
        let saved = form.send();
        assert!(saved.says("La classe ne voit que ce qui lui est montré"), "{}", saved.text());
        assert_eq!(form.send().links("frise.txt").len(), 1, "sent twice, once");
        let file = saved.links("frise.txt").remove(0);
        for reader in [p.lina, p.mother, p.petit] {
            assert_eq!(world.visit(reader).get(&path).status, 404, "not before it is shown");
            assert_eq!(world.visit(reader).get(&file).status, 404);
        }
        assert!(world.visit(p.head).get(&path).says("Ce que je sais faire"), "the head has the plan");
        assert!(write(&world, &path, &[("action", "montrer")]).says("leurs responsables légaux le voient"));
        for reader in [p.lina, p.noe, p.mother, p.father, p.petit, p.head] {
            let page = world.visit(reader).get(&path);
            for piece in ["Les villes", "Ce que je sais faire", "La carte", "frise.txt"] {
                assert!(page.says(piece), "{piece}: {}", page.text());
            }
            assert_eq!(world.visit(reader).get(&file).body, "La frise");
        }
        let cahier = format!("/cours/{}/cahier", p.history);
        assert_eq!(world.visit(p.lina).get(&cahier).links("Les villes"), [path.as_str()]);
        for other in [p.zoe, p.stranger, p.faure, p.operator, p.manager] {
            assert_eq!(world.visit(other).get(&path).status, 404);
            assert_eq!(world.visit(other).get(&file).status, 404);
            assert_eq!(world.post(other, &format!("{path}/contenu"), &[("texte", "x")]).status, 404);
        }
        assert_eq!(world.post(p.head, &format!("{path}/contenu"), &[("texte", "x")]).status, 404);
        write(&world, &path, &[("action", "cacher")]);
        assert_eq!(world.visit(p.lina).get(&path).status, 404);
        assert_eq!(world.visit(p.lina).get(&file).status, 404);
    }

    fn two_people_who_write_a_sequence_lose_nothing(backend) {
        let world = World::new(backend);
        let p = world.people;
        let path = sequence(&world);
        let action = format!("{path}/contenu");
        let (baron, roux) = (world.visit(p.baron), world.visit(p.roux));
        let (hers, his) = (baron.get(&path), roux.get(&path));
        baron.form(&hers, &action).fill("texte", "Son texte à elle").fill("action", "enregistrer").send();
        let both = roux.form(&his, &action).fill("texte", "Son texte à lui").fill("action", "enregistrer").send();
        assert_eq!(both.status, 409);
        assert!(both.says("Son texte à elle") && both.says("Son texte à lui"), "{}", both.text());
        let wrong = [("texte", "Gardé"), ("lien-1-adresse", "http://exemple.fr"), ("action", "montrer")];
        let refused = write(&world, &path, &wrong);
        assert!(refused.status == 422 && refused.says("Gardé") && refused.says("commencent par https://"), "{}", refused.text());
        assert_eq!(world.visit(p.lina).get(&path).status, 404);
    }

    fn links_and_sequences_are_in_the_cahier_as_one_page_in_its_file_and_in_what_one_takes_away(backend) {
        let world = World::new(backend);
        let p = world.people;
        let path = sequence(&world);
        let (lesson, work) = world.work("Croquis", "2027-03-18");
        link(&world, lesson, "La carte", MAP);
        let visitor = world.visit(p.baron);
        let form = visitor.form(&visitor.get(&path), &format!("{path}/contenu"));
        form.fill("texte", "Ce que je sais faire").attach("fichiers", "frise.txt", b"La frise")
            .fill("lien-1-adresse", "https://gallica.bnf.fr").fill("action", "montrer").send();
        for (reader, place) in [(p.lina, "entier"), (p.mother, "entier"), (p.baron, "entier"), (p.lina, "fichier")] {
            let page = world.visit(reader).get(&format!("/cours/{}/cahier/{place}", p.history));
            for piece in ["La carte", MAP, "Les villes", "Ce que je sais faire", "frise.txt", "https://gallica.bnf.fr"] {
                assert!(page.says(piece), "{place}, {piece}: {}", page.text());
            }
        }
        let page = world.visit(p.lina).get(&format!("/cours/travaux/{work}"));
        assert!(page.says("La carte"), "with its work too: {}", page.text());
    }

    fn a_deleted_sequence_takes_its_files_and_links_with_it(backend) {
        let world = World::new(backend);
        let p = world.people;
        let path = sequence(&world);
        let visitor = world.visit(p.baron);
        let form = visitor.form(&visitor.get(&path), &format!("{path}/contenu"));
        let page = form.attach("fichiers", "frise.txt", b"La frise").attach("fichiers", "carte.txt", b"La carte")
            .fill("lien-1-adresse", "exemple.fr").fill("action", "montrer").send();
        let forward = page.actions().into_iter().find(|action| action.ends_with("/avancer")).unwrap();
        assert!(visitor.form(&page, &forward).send().says("L’ordre est changé"));
        let delete = page.actions().into_iter().find(|action| action.ends_with("/supprimer")).unwrap();
        assert!(visitor.form(&page, &delete).send().says("Fichier retiré"));
        let bin = visitor.get("/cours/corbeille");
        let action = bin.attributes("main form", "action").remove(0);
        assert_eq!(visitor.form(&bin, &action).send().path, path);
        let plan = format!("/cours/{}/plan", p.history);
        let page = visitor.get(&plan);
        let sequence = page.actions().into_iter().find(|one| one.starts_with("/cours/sequences/")).unwrap();
        visitor.form(&page, &sequence).fill("action", "supprimer").send();
        assert_eq!(visitor.get(&path).status, 404);
        world.a_month_later();
        let left = world.test.look(|tx| tx.query_one(
            "SELECT (SELECT COUNT(*) FROM courses_link) + (SELECT COUNT(*) FROM courses_attachment)",
            &[], |row| row.get::<i64>(0),
        ));
        assert_eq!(left, 0);
    }
}
