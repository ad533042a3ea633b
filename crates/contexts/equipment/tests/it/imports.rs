//! Inventories sent as tables.

use testkit::both;

use crate::world::World;

const TABLE: &str = "UAI;catégorie;marque;modèle;numéro de série;numéro d'inventaire;salle;prix HT;remarque\n\
                     0860002k;Tablette;Samsung;Tab A9;R52N40ABCDE;TAB-1;12;249,90;ok\n\
                     0860002K;Tablette;Samsung;Tab A9;1.23E+15;;12;249,90;\n\
                     0860014Y;Tablette;Samsung;Tab A9;R52N40ABCDG;;;249,90;\n\
                     ;TOTAL;;;;;;749,70;\n";

both! {
    fn a_table_is_looked_at_then_applied_and_sent_again_changes_nothing(backend) {
        let world = World::new(backend);
        let people = world.people;
        let school = format!("/materiel/ecoles/{}", people.college);
        let page = world.import(people.referent, None, TABLE);
        assert!(page.says("À vérifier") && page.says("Colonnes qui ne sont pas lues : remarque"), "{}", page.text());
        assert!(page.says("arrondi par un tableur") && page.says("n’est pas une des vôtres"));
        let new = world.visit(people.referent).get(&format!("{}?lignes=create", page.path));
        assert!(new.says("Samsung Tab A9 · R52N40ABCDE"), "{}", new.text());
        assert!(world.visit(people.referent).get(&school).says("Aucun appareil"));

        let apply = format!("{}/appliquer", page.path);
        let visitor = world.visit(people.referent);
        let form = visitor.form(&page, &apply);
        let done = form.send();
        assert!(done.says("C’est fait"), "{}", done.text());
        assert_eq!(form.send().status, 409, "it no longer waits");
        assert!(visitor.get(&school).says("1 appareil"));
        assert_eq!(visitor.get(&format!("{}?lignes=create", page.path)).links("R52N40ABCDE").len(), 1);

        let again = world.import(people.referent, None, TABLE);
        assert!(again.says("Déjà à jour"), "{}", again.text());
        assert_eq!(again.actions().iter().filter(|action| action.ends_with("/appliquer")).count(), 0);
    }

    fn what_a_table_changes_is_told_part_by_part(backend) {
        let world = World::new(backend);
        let people = world.people;
        world.add(people.referent, people.college, "R52N40ABCDE", &[("lieu", "Salle 12")]);
        let table = "numéro de série;salle;état\nR52N40ABCDE;Salle Ada-Lovelace;HS\n";
        let page = world.import(people.referent, Some(people.college), table);
        assert!(page.says("Change : État, Lieu"), "{}", page.text());
        let visitor = world.visit(people.referent);
        visitor.form(&page, &format!("{}/appliquer", page.path)).send();
        let device = visitor.get(&format!("/materiel/appareils/{}", world.device("R52N40ABCDE")));
        assert!(device.says("de « Salle 12 » à « Salle Ada-Lovelace »"), "{}", device.text());
    }

    fn the_territory_imports_for_all_its_schools(backend) {
        let world = World::new(backend);
        let people = world.people;
        let page = world.import(people.manager, None, TABLE);
        world.visit(people.manager).form(&page, &format!("{}/appliquer", page.path)).send();
        let ecole = world.visit(people.agent).get("/materiel");
        assert!(ecole.says("1 appareil"), "{}", ecole.text());
    }

    fn what_changed_since_the_comparison_is_left_out(backend) {
        let world = World::new(backend);
        let people = world.people;
        let table = "numéro de série;numéro d'inventaire\nR52N40ABCDE;\nR52N40ABCDF;TAB-1\nR52N40ABCDG;\n";
        let page = world.import(people.referent, Some(people.college), table);
        world.add(people.head, people.college, "R52N40ABCDE", &[]);
        world.add(people.head, people.college, "R52N40ABCDX", &[("etiquette", "TAB-1")]);
        let visitor = world.visit(people.referent);
        let done = visitor.form(&page, &format!("{}/appliquer", page.path)).send();
        assert!(done.says("Quelque chose a changé depuis la comparaison"), "{}", done.text());
        assert!(done.says("2 lignes") && done.says("1 ligne"), "{}", done.text());
    }

    fn a_file_that_is_no_inventory_is_said(backend) {
        let world = World::new(backend);
        let people = world.people;
        for (content, says) in [
            ("Nom;Prénom\nMoreau;Lina\n", "Aucune colonne ne s’appelle"),
            ("bonjour", "n’est pas un tableau"),
            ("numÃ©ro de sÃ©rie;x\n1;2\n", "Les accents de ce fichier"),
        ] {
            let page = world.import(people.referent, Some(people.college), content);
            assert!(page.says(says), "{says} in {}", page.text());
            let visitor = world.visit(people.referent);
            let gone = visitor.form(&page, &format!("{}/abandonner", page.path)).send();
            assert!(gone.says("Rien n’a changé"), "{}", gone.text());
            assert_eq!(visitor.get(&page.path).status, 404);
        }
        let visitor = world.visit(people.referent);
        let page = visitor.get("/materiel/imports");
        assert_eq!(visitor.form(&page, "/materiel/imports").send().status, 422);
    }

    fn a_table_that_was_read_no_longer_needs_its_file(backend) {
        let world = World::new(backend);
        let people = world.people;
        world.import(people.referent, Some(people.college), TABLE);
        let kept = world.test.look(|tx| {
            let hash: String = tx.query_one("SELECT hash FROM equipment_import", &[], |row| row.get(0))?;
            equipment::module().keeps_file.expect("the room keeps files")(tx, &hash)
        });
        assert!(!kept);
    }

    fn a_table_is_its_senders_and_forgotten_after_a_month(backend) {
        let world = World::new(backend);
        let people = world.people;
        let page = world.import(people.referent, Some(people.college), TABLE);
        assert_eq!(world.visit(people.head).get(&page.path).status, 404);
        assert_eq!(world.visit(people.teacher).get(&page.path).status, 403);
        let visitor = world.visit(people.agent);
        let form = visitor.form(&visitor.get("/materiel/imports"), "/materiel/imports");
        let other = form.fill("ecole", &people.college.to_string()).attach("tableau", "a.csv", b"a;b\n").send();
        assert_eq!(other.status, 404, "a school that is not theirs");
        world.test.work();
        world.test.pass(31 * 24 * 3600);
        world.test.work();
        assert_eq!(world.visit(people.referent).get(&page.path).status, 404);
    }
}
