//! What a pilot commits to, seen with its school.

use testkit::both;

use crate::world::World;

impl World {
    /// Makes the collège of the world a pilot.
    fn with_pilot(&self) {
        self.bring(&[
            ("0860002K", "COLLEGE", "Collège des Tilleuls", "public", Some((46.1, 0.4)), "132"),
            ("0860014Y", "ECOLE", "École des Érables", "public", Some((46.1, 0.5)), "60"),
        ]);
        let study = self.ask(&[("nombre", "1")]);
        let fields = [
            ("qui", "Comité"),
            ("jour", "2026-09-01"),
            ("pour", "3"),
            ("contre", "0"),
            ("abstentions", "0"),
        ];
        self.send(self.people.manager, &format!("{}/decision", study.path), &fields);
    }
}

both! {
    fn a_commitment_is_looked_at_with_the_school(backend) {
        let world = World::new(backend);
        let people = world.people;
        let path = format!("/programme/pilotes/ecoles/{}", people.college);
        assert_eq!(world.visit(people.head).get(&path).status, 404, "it is no pilot yet");
        world.with_pilot();
        assert!(world.visit(people.head).get("/programme/pilotes/ecoles").says("Collège des Tilleuls"));
        let fields = [("engagement", "Un atelier par mois"), ("pour-le", "2020-01-31")];
        let added = world.send(people.manager, &path, &fields);
        assert!(added.says("L’engagement est ajouté") && added.says("À revoir ensemble"), "{}", added.text());
        let head = world.visit(people.head);
        let page = head.get(&path);
        let action = page.actions().into_iter().find(|action| action.contains("/engagements/")).unwrap();
        let seen = head.form(&page, &action).fill("etat", "kept").fill("vu", "Neuf ateliers.").send();
        assert!(seen.says("C’est noté") && seen.says("Neuf ateliers.") && seen.says("Tenu"), "{}", seen.text());
        let empty = head.form(&seen, &action).fill("etat", "kept").fill("vu", "").send();
        assert_eq!(empty.status, 422);
        assert_eq!(world.visit(people.agent).get(&path).status, 403);
        assert_eq!(world.send(people.manager, &path, &[("engagement", "")]).status, 422);
        let elsewhere = format!("/programme/pilotes/ecoles/{}", people.ecole);
        assert_eq!(world.visit(people.manager).get(&elsewhere).status, 404);
    }
}
