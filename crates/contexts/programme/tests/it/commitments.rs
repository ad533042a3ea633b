//! What a pilot commits to, seen with its school.

use testkit::both;

use crate::{indicators::night, study::uai, world::World};

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

/// A line of the baseline that asks six robots of each pilot.
pub(crate) fn six_robots(world: &World) {
    world.test.arrange(|tx| {
        let version = tx.query_one(
            "INSERT INTO equipment_baseline (title, source, starts, updated_at, published_at) \
             VALUES ('Pilotes', 'Délibération', 0, 0, 0) RETURNING id",
            &[],
            |row| row.get::<i64>(0),
        )?;
        tx.execute(
            "INSERT INTO equipment_baseline_line (baseline_id, position, what, applies, per, every, quantity, \
             target, source) VALUES ($1, 0, 'robot', 'pilot', 'school', 1, 6, 0, '')",
            db::params![version],
        )
    });
}

both! {
    fn commitments_stand_beside_what_is_counted_and_what_lacks(backend) {
        let world = World::new(backend);
        six_robots(&world);
        world.with_pilot();
        night(&world);
        let people = world.people;
        let path = format!("/programme/pilotes/ecoles/{}", people.college);
        for page in [world.visit(people.head).get(&path), world.visit(people.manager).get("/programme/pilotes/ecoles")] {
            assert!(page.says("Travaux rendus (février 2027) : 132"), "{}", page.text());
            assert!(page.says("Socle numérique : il manque 6 appareils sur 6"), "{}", page.text());
        }
    }

    fn pilots_are_listed_by_name_and_never_ranked(backend) {
        let world = World::new(backend);
        let people = world.people;
        let other = uai(990_001);
        world.bring(&[
            ("0860002K", "COLLEGE", "Collège des Tilleuls", "public", Some((46.1, 0.4)), "132"),
            (other.as_str(), "COLLEGE", "Collège des Acacias", "public", Some((46.1, 0.9)), "90"),
            ("0860014Y", "ECOLE", "École des Érables", "public", Some((46.1, 0.5)), "60"),
        ]);
        let study = world.ask(&[("nombre", "2")]);
        world.decide(&study, &[]);
        let path = format!("/programme/pilotes/ecoles/{}", people.college);
        let manager = world.visit(people.manager);
        for words in ["Un atelier par mois", "Prêter un ordinateur"] {
            world.send(people.manager, &path, &[("engagement", words), ("pour-le", "2028-01-31")]);
        }
        let page = manager.get(&path);
        let action = page.actions().into_iter().find(|action| action.contains("/engagements/")).unwrap();
        manager.form(&page, &action).fill("etat", "kept").fill("vu", "Neuf ateliers.").send();
        let list = manager.get("/programme/pilotes/ecoles");
        assert_eq!(list.all("ul.files li a span"), ["Collège des Acacias", "Collège des Tilleuls"], "{}", list.text());
    }

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
