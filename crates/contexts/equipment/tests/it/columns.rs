//! A table whose titles nobody knows: its columns are said once.

use testkit::both;

use crate::world::World;

const TABLE: &str = "Liste du matériel\n\nRéf. interne;Appareil;Endroit;Autre\nTAB-1;Ardoise 11;Salle 3;x\nTAB-2;Ardoise 11;Salle 4;y\n";

both! {
    fn columns_are_said_once_and_the_next_table_is_read_without_a_question(backend) {
        let world = World::new(backend);
        let people = world.people;
        let page = world.import(people.referent, Some(people.college), TABLE);
        assert!(page.says("Aucune colonne ne s’appelle"), "{}", page.text());
        let columns = format!("{}/colonnes", page.path);
        assert_eq!(page.links("Dire ce que sont les colonnes"), std::slice::from_ref(&columns));
        let visitor = world.visit(people.referent);
        let asked = visitor.get(&columns);
        assert!(asked.says("Réf. interne") && asked.says("TAB-1 · TAB-2"), "{}", asked.text());
        let elsewhere = visitor.get(&format!("{columns}?titres=1"));
        assert!(elsewhere.says("Réf. interne · TAB-1 · TAB-2"), "{}", elsewhere.text());
        for (fields, says) in [
            (vec![("colonne-1", "model")], "le numéro de série ou le numéro d’inventaire"),
            (vec![("colonne-0", "tag"), ("colonne-1", "tag")], "dit déjà cela"),
        ] {
            let refused = world.send(people.referent, &columns, &fields);
            assert!(refused.status == 422 && refused.says(says), "{}", refused.text());
        }
        let fields = [("colonne-0", "tag"), ("colonne-1", "model"), ("colonne-2", "room"), ("colonne-3", "")];
        let read = world.send(people.referent, &columns, &fields);
        assert!(read.says("Nouveaux appareils") && read.says("2 lignes"), "{}", read.text());
        assert_eq!(visitor.get(&columns).status, 404, "it was said");
        let next = TABLE.replace("TAB-2", "TAB-3");
        let again = world.import(people.head, Some(people.college), &next);
        assert!(again.says("Nouveaux appareils"), "{}", again.text());
        assert_eq!(world.visit(people.head).get(&columns).status, 404, "another's");
        assert_eq!(world.visit(people.teacher).get(&columns).status, 403);
    }
}
