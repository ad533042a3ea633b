use testkit::both;

use crate::world::World;

both! {
    fn the_class_stands_beside_a_hand_in_and_leads_to_the_next(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        world.hand_in(p.lina, work, "De Lina");
        let lina = world.handin_of(work, p.lina);
        let alone = world.visit(p.baron).get(&format!("/cours/remises/{lina}"));
        assert!(alone.says("La seule copie"), "{}", alone.text());
        assert_eq!(alone.all(".roll li"), ["Lina Moreau À lire", "Noé Moreau Non rendu"]);
        world.hand_in(p.noe, work, "De Noé");
        let noe = world.handin_of(work, p.noe);
        let page = world.visit(p.roux).get(&format!("/cours/remises/{lina}"));
        assert!(page.says("Copie 1 sur 2"));
        assert_eq!(page.attributes(".steps a[rel=next]", "href"), [format!("/cours/remises/{noe}")]);
        assert!(page.attributes(".steps a[rel=prev]", "href").is_empty());
        for reader in [p.lina, p.mother] {
            let theirs = world.visit(reader).get(&format!("/cours/remises/{lina}"));
            assert!(!theirs.says("Noé"), "a pupil never sees the class");
        }
    }

    fn a_mark_is_given_on_the_scale_of_the_work(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        world.hand_in(p.lina, work, "De Lina");
        let handin = world.handin_of(work, p.lina);
        let (path, settings) = (format!("/cours/remises/{handin}"), format!("/cours/travaux/{work}/evaluer"));
        let teacher = world.visit(p.baron);
        assert!(teacher.get(&path).attributes("#note", "name").is_empty(), "no mark unless asked for");
        let form = |page: &str| teacher.form(&teacher.get(page), page);
        assert!(form(&settings).fill("bareme", "autre").fill("sur", "0").send().status == 422);
        assert!(form(&settings).fill("bareme", "autre").fill("sur", "12").send().says("Enregistré"));
        let wrong = form(&path).fill("note", "13").fill("action", "suivant").send();
        assert!(wrong.status == 422 && wrong.says("de 0 à 12"), "{}", wrong.text());
        let only_mark = form(&path).fill("note", "9,5").fill("action", "publier").send();
        assert!(only_mark.says("Réponse publiée"), "a mark alone is an answer: {}", only_mark.text());
        form(&settings).fill("bareme", "lettres").send();
        for reader in [p.lina, p.mother] {
            let seen = world.visit(reader).get(&path);
            assert!(seen.says("9,5 / 12"), "a mark keeps its scale: {}", seen.text());
        }
        assert_eq!(world.visit(p.noe).get(&path).status, 404);
        assert!(form(&path).fill("note", "z").fill("action", "enregistrer").send().says("de A à E"));
        form(&path).fill("note", "b+").fill("action", "enregistrer").send();
        assert!(world.visit(p.lina).get(&path).says("B+"));
    }

    fn a_pupil_hands_in_again_when_asked_and_the_first_version_is_kept(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        let (page, remise) = (format!("/cours/travaux/{work}"), format!("/cours/travaux/{work}/remise"));
        let lina = world.visit(p.lina);
        lina.form(&lina.get(&page), &remise).fill("texte", "Un").attach("fichiers", "un.txt", b"premier").send();
        let handin = world.handin_of(work, p.lina);
        let path = format!("/cours/remises/{handin}");
        let teacher = world.visit(p.baron);
        let empty = world.answer(p.baron, handin, "", "refaire");
        assert!(empty.status == 422, "what is to be done again is said");
        assert!(world.answer(p.baron, handin, "Ajoute une légende", "refaire").says("peut rendre à nouveau"));
        assert!(teacher.get("/cours/a-lire").says("Rien à lire"));
        let asked = lina.get(&page);
        assert!(asked.says("À rendre à nouveau") && asked.says("Ajoute une légende"), "{}", asked.text());
        assert!(world.feed("work", work).iter().any(|item| item.1 == "to-hand-in"));
        let old = asked.attributes(".files a", "href").remove(0);
        assert_eq!(world.post(p.lina, &format!("{old}/supprimer"), &[]).status, 404);
        let again = lina.form(&asked, &remise).fill("texte", "Deux").attach("fichiers", "deux.txt", b"second").send();
        assert!(again.says("C’est rendu"), "{}", again.text());
        assert_eq!(world.handin_of(work, p.lina), handin, "one hand-in, two versions");
        let seen = teacher.get(&path);
        for part in ["Version précédente", "Un", "Deux", "un.txt", "deux.txt", "Ajoute une légende", "À lire"] {
            assert!(seen.says(part), "{part}: {}", seen.text());
        }
        assert_eq!(world.visit(p.mother).get(&old).body, "premier", "an earlier file is read by those who read the hand-in");
        assert_eq!(world.post(p.lina, &format!("{old}/supprimer"), &[]).status, 404, "and stays");
        assert!(world.feed("answer", handin).is_empty() && world.feed("to-read", work).len() == 1);
        world.answer(p.baron, handin, "Très bien", "publier");
        assert!(lina.get(&page).says("Très bien"));
        assert!(lina.form(&lina.get(&page), "*").value("_jeton").is_some() && lina.get(&page).actions().iter().all(|action| *action != remise));
    }

    fn what_is_replaced_before_it_is_read_is_kept_too(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        world.hand_in(p.lina, work, "Un");
        world.hand_in(p.lina, work, "Un");
        world.hand_in(p.lina, work, "Deux");
        let page = world.visit(p.baron).get(&format!("/cours/remises/{}", world.handin_of(work, p.lina)));
        assert_eq!(page.all("details.details > summary").iter().filter(|line| line.starts_with("Version")).count(), 1);
        assert!(page.says("Un") && page.says("Deux"));
    }

    fn phrases_are_one_s_own_and_go_into_an_answer_without_javascript(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (_, work) = world.work("Croquis", "2027-03-18");
        world.hand_in(p.lina, work, "De Lina");
        let handin = world.handin_of(work, p.lina);
        let path = format!("/cours/remises/{handin}");
        let teacher = world.visit(p.baron);
        let bank = "/cours/phrases";
        let add = |words: &str| teacher.form(&teacher.get(bank), bank).fill("phrase", words).send();
        assert_eq!(add(" ").status, 422);
        add("Soigne   la légende.");
        assert_eq!(add("Soigne la légende.").all(".todo li span"), ["Soigne la légende."], "kept once");
        assert!(!world.visit(p.roux).get(&path).says("Soigne la légende."));
        let page = teacher.get(&path);
        let action = page.attributes(".phrases button", "value").remove(0);
        let with = world.answer(p.baron, handin, "Bravo.", &action);
        assert!(with.says("Bravo.") && with.path == path, "{}", with.text());
        assert!(teacher.get(&path).attributes("#reponse", "data-html")[0].contains("Soigne la légende."));
        assert!(teacher.get("/cours/a-lire").says("Croquis"), "not answered yet");
        assert_eq!(world.answer(p.roux, handin, "x", &action).status, 404);
        let delete = teacher.get(bank).attributes(".todo form", "action").remove(0);
        assert_eq!(world.post(p.roux, &delete, &[]).status, 404);
        assert!(teacher.form(&teacher.get(bank), &delete).send().says("Aucune phrase"));
        let bin = teacher.get("/cours/corbeille");
        let back = bin.attributes("main form", "action").remove(0);
        assert!(teacher.form(&bin, &back).send().says("Soigne la légende."));
        assert_eq!(world.visit(p.lina).get(bank).status, 403);
    }
}
