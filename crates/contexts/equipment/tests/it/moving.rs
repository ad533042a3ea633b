//! Devices that change schools, and everything as one table.

use kernel::Role;
use testkit::both;

use crate::world::World;

both! {
    fn a_device_goes_to_another_school_of_whoever_keeps_both(backend) {
        let world = World::new(backend);
        let people = world.people;
        world.add(people.referent, people.college, "R52N40ABCDE", &[("etiquette", "TAB-1"), ("lieu", "Salle 12")]);
        let device = format!("/materiel/appareils/{}", world.device("R52N40ABCDE"));
        let path = format!("{device}/deplacer");
        let head = world.visit(people.head).get(&path);
        assert!(head.says("Vous ne gardez le matériel d’aucune autre école"), "{}", head.text());
        assert_eq!(world.post(people.head, &path, &[("uai", "0860014Y")]).status, 422, "not theirs");
        assert_eq!(world.visit(people.agent).get(&path).status, 404);
        for uai in ["0860014A", "0860003L", "0860002K", ""] {
            assert_eq!(world.send(people.manager, &path, &[("uai", uai)]).status, 422, "{uai}");
        }
        world.add(people.agent, people.ecole, "R52N40ABCDF", &[("etiquette", "tab 1")]);
        let taken = world.send(people.manager, &path, &[("uai", "0860014Y")]);
        assert!(taken.status == 422 && taken.says("TAB-1 est déjà pris"), "{}", taken.text());
        world.send(people.referent, &format!("{device}/modifier"), &[("etiquette", "TAB-9")]);
        let moved = world.send(people.manager, &path, &[("uai", "0860014y")]);
        assert!(moved.says("L’appareil est maintenant à École des Érables"), "{}", moved.text());
        assert!(moved.says("École : de « Collège des Tilleuls » à « École des Érables »"), "{}", moved.text());
        assert_eq!(world.visit(people.head).get(&device).status, 404);
        assert_eq!(world.visit(people.agent).get(&device).status, 200);
        // Whoever keeps both may too.
        let both = world.join("Deux", Role::CommuneAgent, people.ecole);
        world.test.arrange(move |tx| {
            let part = directory::edit::NewMembership {
                person: both, role: Role::DigitalReferent, org: Some(people.college), group: None, teaching: None,
                starts: kernel::Day(0), ends: kernel::Day::NEVER,
            };
            directory::edit::add_membership(tx, &part)
        });
        let back = world.send(both, &path, &[("uai", "0860002K")]);
        assert!(back.says("maintenant à Collège des Tilleuls"), "{}", back.text());
    }

    fn everything_that_someone_keeps_is_one_table(backend) {
        let world = World::new(backend);
        let people = world.people;
        world.add(people.referent, people.college, "R52N40ABCDE", &[]);
        world.add(people.agent, people.ecole, "=CMD1234", &[("etat", "gone")]);
        let all = world.post(people.manager, "/materiel/export", &[]);
        assert_eq!(all.header("content-type"), Some("text/csv; charset=utf-8"));
        assert!(all.body.contains("0860002K;Collège des Tilleuls;Charroux;Tablette;Samsung;Tab A9;R52N40ABCDE"), "{}", all.body);
        assert!(all.body.contains("'=CMD1234"), "{}", all.body);
        let own = world.post(people.agent, "/materiel/export", &[]);
        assert!(own.body.contains("'=CMD1234") && !own.body.contains("R52N40ABCDE"), "{}", own.body);
    }
}
