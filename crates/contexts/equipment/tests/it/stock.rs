//! Going through the rooms with a scanner.

use testkit::both;

use crate::world::World;

both! {
    fn what_is_scanned_is_seen_and_what_is_missing_is_said(backend) {
        let world = World::new(backend);
        let people = world.people;
        world.add(people.referent, people.college, "R52N40ABCDE\nR52N40ABCDF", &[("etiquette", "TAB-1")]);
        let path = format!("/materiel/ecoles/{}/releve", people.college);
        let before = world.visit(people.referent).get(&path);
        assert!(before.says("0 appareil vu sur 2") || before.says("0 appareils vus sur 2"), "{}", before.text());
        let page = world.send(people.referent, &path, &[("lieu", "Salle 12"), ("numero", "TAB-1")]);
        assert!(page.says("Vu : Samsung Tab A9, TAB-1"), "{}", page.text());
        assert!(page.says("1 appareil vu sur 2"));
        assert_eq!(page.links("TAB-1"), Vec::<String>::new(), "it is no longer missing");
        assert_eq!(page.links("TAB-2").len(), 1);
        assert_eq!(world.visit(people.referent).form(&page, &path).value("lieu"), Some("Salle 12"));
        let device = world.visit(people.head)
            .get(&format!("/materiel/appareils/{}", world.device("R52N40ABCDE")));
        assert!(device.says("Salle 12") && device.says("Vu pour la dernière fois"), "{}", device.text());
    }

    fn what_was_lost_is_found_again(backend) {
        let world = World::new(backend);
        let people = world.people;
        world.add(people.referent, people.college, "R52N40ABCDE", &[("etat", "lost")]);
        let path = format!("/materiel/ecoles/{}/releve", people.college);
        world.send(people.referent, &path, &[("numero", "S/N R52N40ABCDE")]);
        let page = world.visit(people.referent)
            .get(&format!("/materiel/appareils/{}", world.device("R52N40ABCDE")));
        assert!(page.says("de « Perdu » à « En réserve »"), "{}", page.text());
    }

    fn a_number_that_is_not_here_is_said_and_changes_nothing(backend) {
        let world = World::new(backend);
        let people = world.people;
        world.add(people.agent, people.ecole, "R52N40ABCDE", &[]);
        let path = format!("/materiel/ecoles/{}/releve", people.college);
        let scan = |person, number: &str| world.send(person, &path, &[("numero", number)]);
        let unknown = scan(people.referent, "R52N40ABCDE");
        assert_eq!(unknown.status, 422);
        assert!(unknown.says("n’est pas dans l’inventaire de vos écoles"), "{}", unknown.text());
        assert!(scan(people.manager, "R52N40ABCDE").says("dans une autre de vos écoles"));
        assert_eq!(scan(people.referent, "").status, 422);
        assert_eq!(world.visit(people.agent).get(&path).status, 404);
        world.add(people.referent, people.college, "TAB10001", &[]);
        world.add(people.referent, people.college, "R52N40ABCDF", &[("etiquette", "TAB10001")]);
        assert!(scan(people.referent, "TAB10001").says("Plusieurs appareils"));
    }
}
