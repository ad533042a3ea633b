use testkit::both;

use crate::world::World;

both! {
    fn a_cahier_is_read_as_one_page_and_kept_as_a_file(backend) {
        let world = World::new(backend);
        let p = world.people;
        let (lesson, _) = world.work("Croquis", "2027-03-18");
        let named = [("travail", "Pour Lina"), ("eleve", &p.lina.to_string()), ("action", "publier")];
        world.write(p.baron, lesson, &named);
        let path = format!("/cours/{}/cahier", p.history);
        let whole = world.visit(p.noe).get(&format!("{path}/entier?du=2027-03-01&au=2027-03-31"));
        for piece in ["Du lundi 1er mars au mercredi 31 mars", "La vallée du Clain", "Croquis", "Pour le jeudi 18 mars"] {
            assert!(whole.says(piece), "{piece}: {}", whole.text());
        }
        assert!(!whole.says("Pour Lina"), "what names another pupil is not there");
        assert!(world.visit(p.lina).get(&format!("{path}/entier")).says("Pour Lina"));
        let before = world.visit(p.noe).get(&format!("{path}/entier?du=2027-02-01&au=2027-02-28"));
        assert!(before.says("Rien n’est écrit dans ce cahier entre ces deux jours"));
        let file = world.visit(p.head).get(&format!("{path}/fichier?du=2027-03-31&au=2027-03-01"));
        assert!(file.header("content-disposition").is_some_and(|is| is.contains("cahier-2027-03-01-2027-03-31.html")));
        assert!(file.says("La vallée du Clain") && !file.body.contains("<a ") && !file.body.contains("<script"));
        for other in [p.zoe, p.stranger, p.faure, p.operator, p.manager] {
            for end in ["entier", "fichier"] {
                assert_eq!(world.visit(other).get(&format!("{path}/{end}")).status, 404);
            }
        }
    }

    fn a_draft_is_in_the_cahier_of_its_teachers_alone(backend) {
        let world = World::new(backend);
        let p = world.people;
        let lesson = world.lesson(p.baron, p.history);
        world.write(p.baron, lesson, &[("fait", "Un brouillon"), ("action", "enregistrer")]);
        let path = format!("/cours/{}/cahier/entier", p.history);
        assert!(world.visit(p.roux).get(&path).says("Un brouillon"));
        for reader in [p.lina, p.head, p.petit] {
            assert!(!world.visit(reader).get(&path).says("Un brouillon"));
        }
    }

    fn a_head_sees_the_load_of_each_class_and_what_is_to_complete(backend) {
        let world = World::new(backend);
        let p = world.people;
        let page = || world.visit(p.head).get("/cours/etablissement");
        assert!(page().says("Toutes les séances des deux dernières semaines sont publiées"));
        let (lesson, _) = world.work("Croquis", "2027-03-12");
        world.write(p.baron, lesson, &[
            ("travail", "Carte"), ("pour-le", "2027-03-12"), ("duree", "20"), ("action", "publier"),
        ]);
        world.write(p.baron, lesson, &[
            ("travail", "Pour Lina"), ("pour-le", "2027-03-12"), ("eleve", &p.lina.to_string()), ("action", "publier"),
        ]);
        let shown = page();
        assert!(shown.says("2 travaux, 20 min"), "{}", shown.text());
        assert_eq!(shown.attributes("progress", "value"), ["20"], "the bar says the same");
        world.lesson(p.petit, p.maths);
        world.test.pass(24 * 3600);
        let late = page();
        assert!(late.says("5e B · 1 séance sur 1 Mathématiques 1 séance sur 1"), "{}", late.text());
        assert!(!late.says("Petit") && !late.says("Lina"), "never a person");
        assert!(late.says("Séances publiées 1") && late.says("Travaux donnés 3"), "{}", late.text());
        let class = world.visit(p.head).get(&late.links("5e B").remove(0));
        assert_eq!(class.links("Histoire-géographie"), [format!("/cours/{}/cahier", p.history)]);
        for other in [p.baron, p.lina, p.mother, p.operator, p.manager] {
            assert_eq!(world.visit(other).get("/cours/etablissement").status, 403);
            assert_eq!(world.visit(other).get(&class.path).status, 404);
        }
    }
}
