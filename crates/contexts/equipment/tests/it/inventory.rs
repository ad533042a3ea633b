//! The inventory of a school, by hand.

use testkit::both;

use crate::world::World;

both! {
    fn a_delivery_is_added_from_the_list_of_its_numbers(backend) {
        let world = World::new(backend);
        let people = world.people;
        let page = world.add(
            people.referent,
            people.college,
            "R52N40ABCDE\nS/N: R52N40ABCDF\n r52n40abcdg \n",
            &[("etiquette", "TAB-009"), ("lieu", "Chariot 1"), ("prix", "249,90"), ("achat", "2027-01-12")],
        );
        assert!(page.says("3 appareils ajoutés"), "{}", page.text());
        assert!(page.says("3 appareils") && page.says("TAB-009") && page.says("TAB-011"));
        let device = world.visit(people.referent)
            .get(&format!("/materiel/appareils/{}", world.device("R52N40ABCDF")));
        for said in ["Samsung Tab A9", "TAB-010", "Chariot 1", "249,90 €", "12 janvier", "Ajouté à l’inventaire", "Mme Roux"] {
            assert!(device.says(said), "{said} in {}", device.text());
        }
    }

    fn a_list_with_a_doubtful_number_adds_nothing_and_says_which(backend) {
        let world = World::new(backend);
        let people = world.people;
        world.add(people.referent, people.college, "R52N40ABCDE", &[]);
        for (numbers, says) in [
            ("R52N40ABCDF\nr52n40abcdf", "deux fois dans la liste"),
            ("R52N40ABCDF\n1,23E+15", "arrondi par un tableur"),
            ("R52N40ABCDF\nTab A9", "le nom du modèle"),
            ("R52N40ABCDF\nN/A", "n’est pas un numéro"),
            ("#REF!", "l’erreur d’une formule"),
            ("A1", "trop court"),
            ("R52N40ABCDE", "déjà dans l’inventaire"),
        ] {
            let page = world.add(people.referent, people.college, numbers, &[]);
            assert_eq!(page.status, 422, "{numbers}");
            assert!(page.says(says), "{says} in {}", page.text());
        }
        let page = world.add(people.referent, people.college, "", &[("combien", "2"), ("etiquette", "Chariot")]);
        assert!(page.says("doit finir par un nombre"), "{}", page.text());
        let page = world.add(people.referent, people.college, "", &[("prix", "cher")]);
        assert!(page.says("Ce prix ne se lit pas"), "{}", page.text());
        let list = world.visit(people.referent).get(&format!("/materiel/ecoles/{}", people.college));
        assert!(list.says("1 appareil"), "{}", list.text());
    }

    fn things_without_a_number_are_counted(backend) {
        let world = World::new(backend);
        let people = world.people;
        let page = world.add(people.head, people.college, "", &[("combien", "3"), ("genre", "visualiser")]);
        assert!(page.says("3 appareils ajoutés"), "{}", page.text());
    }

    fn a_form_sent_twice_adds_once(backend) {
        let world = World::new(backend);
        let people = world.people;
        let visitor = world.visit(people.referent);
        let path = format!("/materiel/ecoles/{}/ajouter", people.college);
        let form = visitor.form(&visitor.get(&path), &path).fill("combien", "2");
        form.send();
        let again = form.send();
        assert_eq!(again.status, 200);
        assert!(again.says("2 appareils"), "{}", again.text());
        world.test.work();
        world.test.pass(3 * 24 * 3600);
        world.test.work();
    }

    fn what_changes_of_a_device_is_told_with_what_was_before(backend) {
        let world = World::new(backend);
        let people = world.people;
        world.add(people.referent, people.college, "R52N40ABCDE\nR52N40ABCDF", &[("etiquette", "TAB-1")]);
        let path = format!("/materiel/appareils/{}", world.device("R52N40ABCDE"));
        let change = format!("{path}/modifier");
        let page = world.send(people.head, &change, &[("etat", "broken"), ("lieu", "Réserve")]);
        assert!(page.says("C’est enregistré"), "{}", page.text());
        assert!(page.says("État : de « En réserve » à « En panne »"), "{}", page.text());
        assert!(page.says("Lieu : de « rien » à « Réserve »") && page.says("Mme Blanc"));
        for (field, value, says) in [
            ("numero", "R52N40ABCDF", "déjà dans l’inventaire"),
            ("numero", "1.2E+12", "arrondi"),
            ("etiquette", "tab 2", "déjà pris dans cette école"),
            ("etiquette", "#REF!", "formule"),
        ] {
            let refused = world.send(people.head, &change, &[(field, value)]);
            assert!(refused.status == 422 && refused.says(says), "{says} in {}", refused.text());
        }
        let same = world.send(people.head, &change, &[]);
        assert!(same.says("C’est enregistré"));
    }

    fn a_school_is_seen_by_its_own_the_commune_and_the_territory(backend) {
        let world = World::new(backend);
        let people = world.people;
        world.add(people.referent, people.college, "R52N40ABCDE", &[]);
        let path = format!("/materiel/appareils/{}", world.device("R52N40ABCDE"));
        let school = format!("/materiel/ecoles/{}", people.college);
        for (person, status) in [(people.head, 200), (people.manager, 200), (people.agent, 404)] {
            let visitor = world.visit(person);
            assert_eq!(visitor.get(&path).status, status);
            assert_eq!(visitor.get(&school).status, status);
            assert_eq!(visitor.get(&format!("{school}/export")).status, status);
            assert_eq!(visitor.get(&format!("{school}/ajouter")).status, status);
        }
        assert_eq!(world.visit(people.teacher).get(&school).status, 403);
        // Whoever keeps one school is led to it; the territory chooses.
        let own = world.visit(people.agent).get("/materiel");
        assert!(own.says("École des Érables") && own.says("Aucun appareil"), "{}", own.text());
        let all = world.visit(people.manager).get("/materiel");
        assert!(all.says("Collège des Tilleuls") && all.says("École des Érables"), "{}", all.text());
        let some = world.visit(people.manager).get("/materiel?q=tilleuls");
        assert!(!some.says("École des Érables"));
        let none = world.visit(people.manager).get("/materiel?q=zzz");
        assert!(none.says("Aucune école ne porte ce nom"));
    }

    fn a_number_leads_to_its_device_for_those_who_keep_it(backend) {
        let world = World::new(backend);
        let people = world.people;
        world.add(people.referent, people.college, "R52N40ABCDE", &[("etiquette", "TAB-1")]);
        for number in ["r52n40abcde", "TAB%201", "tab-1"] {
            let page = world.visit(people.manager).get(&format!("/materiel?numero={number}"));
            assert!(page.says("Samsung Tab A9") && page.says("Ce qui s’est passé"), "{}", page.text());
        }
        let page = world.visit(people.agent).get("/materiel?numero=TAB-1");
        assert!(page.says("ne porte ce numéro") && !page.says("Samsung"), "{}", page.text());
        world.add(people.agent, people.ecole, "R52N40ABCDF", &[("etiquette", "TAB-1")]);
        let both = world.visit(people.manager).get("/materiel?numero=TAB-1");
        assert_eq!(both.links("Samsung Tab A9").len(), 2, "{}", both.text());
    }

    fn a_list_is_filtered_and_taken_away(backend) {
        let world = World::new(backend);
        let people = world.people;
        world.add(people.referent, people.college, "R52N40ABCDE", &[("lieu", "Salle 12")]);
        world.add(people.referent, people.college, "=CMD1234", &[("genre", "projector"), ("modele", "Éclair 100%"), ("etat", "gone")]);
        let visitor = world.visit(people.referent);
        let school = format!("/materiel/ecoles/{}", people.college);
        for (asked, shows, hides) in [
            ("", "Tab A9", "Éclair"),
            ("?etat=gone", "Éclair", "Tab A9"),
            ("?genre=projector&etat=gone", "Éclair", "Tab A9"),
            ("?q=salle%2012", "Tab A9", "Éclair"),
            ("?q=eclair%20100%25&etat=gone", "Éclair", "Tab A9"),
        ] {
            let page = visitor.get(&format!("{school}{asked}"));
            assert!(page.says(shows) && !page.says(hides), "{asked}: {}", page.text());
        }
        assert!(visitor.get(&format!("{school}?q=100_")).says("Rien ne correspond"));
        let table = visitor.get(&format!("{school}/export?etat=gone"));
        assert_eq!(table.header("content-type"), Some("text/csv; charset=utf-8"));
        assert!(table.body.contains("Éclair 100%") && table.body.contains("'=CMD1234"), "{}", table.body);
    }

    fn labels_are_printed_for_what_has_a_number(backend) {
        let world = World::new(backend);
        let people = world.people;
        let path = format!("/materiel/ecoles/{}/etiquettes", people.college);
        let none = world.send(people.head, &path, &[]);
        assert_eq!(none.status, 422);
        assert!(none.says("Aucun de ces appareils"), "{}", none.text());
        world.add(people.head, people.college, "R52N40ABCDE", &[]);
        world.add(people.head, people.college, "", &[("combien", "2")]);
        let page = world.visit(people.head).get(&path);
        assert!(page.says("1 étiquette") && page.says("2 appareils n’ont pas de numéro"), "{}", page.text());
        let pdf = world.send(people.head, &path, &[("format", "65"), ("depart", "12")]);
        assert_eq!(pdf.header("content-type"), Some("application/pdf"));
        assert!(pdf.bytes.starts_with(b"%PDF"));
    }
}
