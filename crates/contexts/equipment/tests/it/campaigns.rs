//! From what schools lack to what is seen in its place, school by school.

use testkit::both;

use crate::world::World;

const NEEDS: &str = "/materiel/campagnes/besoins";

both! {
    fn the_needs_of_a_campaign_are_noted_at_once_and_only_once(backend) {
        let world = World::new(backend);
        let people = world.people;
        world.classes(people.ecole, 4);
        world.things(people.agent, people.ecole, "tablet", ("4", "used"));
        let visitor = world.visit(people.manager);
        let page = visitor.get(NEEDS);
        assert!(page.says("Ce qui manque à 1 école"), "{}", page.text());
        for (fields, says) in [
            (vec![("campagne", "")], "Il y a une chose à corriger"),
            (vec![("campagne", "Rentrée"), ("attendu", "2027-03-01")], "Ce jour est passé"),
        ] {
            let refused = world.send(people.manager, NEEDS, &fields);
            assert!(refused.status == 422 && refused.says(says), "{}", refused.text());
        }
        let form = visitor.form(&page, NEEDS).fill("campagne", "Rentrée 2027").fill("attendu", "2027-04-01");
        let done = form.send();
        assert!(done.says("5 besoins sont notés") && done.says("Rentrée 2027"), "{}", done.text());
        assert!(done.says("0 commandé sur 16"), "{}", done.text());
        form.send();
        let again = visitor.get("/materiel/campagnes");
        assert!(again.says("16"), "sent twice, it is noted once: {}", again.text());
        // What is asked for is no longer to be asked for.
        assert!(visitor.get(NEEDS).says("Rien ne manque"), "{}", visitor.get(NEEDS).text());
    }

    fn a_campaign_shows_what_is_late_first_and_follows_each_step(backend) {
        let world = World::new(backend);
        let people = world.people;
        for (model, expected) in [("Tab A", "2027-05-01"), ("Tab B", "2027-03-15")] {
            let page = world.send(people.head, &format!("/materiel/ecoles/{}/commandes", people.college), &[
                ("campagne", "Classes mobiles"), ("modele", model), ("quantite", "1"),
                ("commande", "2027-02-01"), ("attendu", expected),
            ]);
            assert_eq!(page.status, 200, "{}", page.text());
        }
        let path = "/materiel/campagnes/suivi?nom=Classes+mobiles";
        let visitor = world.visit(people.head);
        let page = visitor.get(path);
        assert!(page.says("2 commandés sur 2") && page.says("0 reçu sur 2"), "{}", page.text());
        world.test.pass(10 * 24 * 3_600);
        let late = visitor.get(path);
        assert!(late.says("1 ligne en retard"), "{}", late.text());
        let rows = late.all("tbody tr");
        assert!(rows[0].contains("Tab B") && rows[1].contains("Tab A"), "{rows:?}");
        let order = late.links("Tab B").remove(0);
        visitor.form(&visitor.get(&order), &order).fill("numero", "R52N40ABCDE").send();
        let received = visitor.get(path);
        assert!(received.says("1 reçu sur 2") && !received.says("en retard 1"), "{}", received.text());
        let device = format!("/materiel/appareils/{}/modifier", world.device("R52N40ABCDE"));
        world.send(people.head, &device, &[("etat", "used")]);
        assert!(visitor.get(path).says("1 mis en place sur 2"));
        let stock = format!("/materiel/ecoles/{}/releve", people.college);
        world.send(people.head, &stock, &[("numero", "R52N40ABCDE")]);
        assert!(visitor.get(path).says("1 vu sur place sur 2"), "{}", visitor.get(path).text());
        for (step, count) in
            [("late", 0), ("needed", 0), ("ordered", 1), ("to-deploy", 0), ("to-check", 0), ("done", 1)]
        {
            let page = visitor.get(&format!("{path}&etape={step}"));
            assert_eq!(page.all("tbody tr").len(), count, "{step}: {}", page.text());
        }
        let csv = visitor.get("/materiel/campagnes/export?nom=Classes+mobiles");
        assert!(csv.body.contains("Classes mobiles;0860002K;Collège des Tilleuls"), "{}", csv.body);
        assert!(visitor.get("/materiel/campagnes/export?nom=Classes+mobiles&format=xlsx").bytes.starts_with(b"PK"));
    }

    fn a_campaign_is_seen_by_those_who_keep_some_of_it(backend) {
        let world = World::new(backend);
        let people = world.people;
        world.classes(people.ecole, 1);
        let noted = world.send(people.agent, NEEDS, &[("campagne", "Écoles de Charroux")]);
        assert!(noted.says("besoins sont notés"), "{}", noted.text());
        let path = "/materiel/campagnes/suivi?nom=%C3%89coles+de+Charroux";
        assert_eq!(world.visit(people.manager).get(path).status, 200);
        assert_eq!(world.visit(people.head).get(path).status, 404, "nothing of it is theirs");
        assert_eq!(world.visit(people.manager).get("/materiel/campagnes/suivi?nom=").status, 404);
        assert_eq!(world.visit(people.teacher).get("/materiel/campagnes").status, 403);
        let other = format!("{NEEDS}?ecole={}", people.college);
        assert_eq!(world.visit(people.agent).get(&other).status, 404);
        assert_eq!(world.post(people.agent, NEEDS, &[("campagne", "x"), ("ecole", &people.college.to_string())]).status, 404);
        assert!(world.visit(people.head).get("/materiel/campagnes").says("Aucune campagne"));
    }
}
