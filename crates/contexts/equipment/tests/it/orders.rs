//! From what is needed to what is in place.

use testkit::both;

use crate::world::World;

fn order(world: &World, quantity: &str, more: &[(&str, &str)]) -> String {
    let people = world.people;
    let mut fields =
        vec![("campagne", "Rentrée 2027"), ("modele", "Tab A9"), ("quantite", quantity)];
    fields.extend(more);
    let path = format!("/materiel/ecoles/{}/commandes", people.college);
    let page = world.send(people.referent, &path, &fields);
    assert_eq!(page.status, 200, "{}", page.text());
    page.path
}

both! {
    fn forty_five_tablets_come_for_forty_two_ordered(backend) {
        let world = World::new(backend);
        let people = world.people;
        let path = order(&world, "42", &[("commande", "2027-02-01"), ("attendu", "2027-03-20")]);
        let visitor = world.visit(people.referent);
        let mut page = visitor.get(&path);
        assert!(page.says("Commandé"), "{}", page.text());
        for at in 1..=45 {
            page = visitor.form(&page, &path).fill("numero", &format!("R52N40A{at:04}")).send();
            if at <= 42 {
                assert!(page.says("sur 42"), "{}", page.text());
            }
        }
        assert!(page.says("45 reçus pour 42 commandés : 3 en trop"), "{}", page.text());
        assert!(page.says("3 appareils en trop") && page.says("À mettre en place"));
        let again = visitor.form(&page, &path).fill("numero", "S/N: r52n40a0045").send();
        assert!(again.says("était déjà reçu") && again.says("45 reçus sur 42"), "{}", again.text());
        let device = visitor.get(&format!("/materiel/appareils/{}", world.device("R52N40A0045")));
        assert!(device.says("Reçu") && device.says("En réserve"), "{}", device.text());
    }

    fn an_order_goes_on_until_it_is_seen_on_site(backend) {
        let world = World::new(backend);
        let people = world.people;
        let path = order(&world, "1", &[]);
        let visitor = world.visit(people.head);
        assert!(visitor.get(&path).says("Besoin"));
        let change = format!("{path}/modifier");
        let late = world.send(people.head, &change, &[("commande", "2027-01-04"), ("attendu", "2027-03-10")]);
        assert!(late.says("C’est enregistré") && late.says("En retard"), "{}", late.text());
        let page = visitor.form(&late, &path).fill("numero", "R52N40ABCDE").send();
        assert!(page.says("1 reçu sur 1") && page.says("À mettre en place"), "{}", page.text());
        let device = format!("/materiel/appareils/{}/modifier", world.device("R52N40ABCDE"));
        world.send(people.head, &device, &[("etat", "used"), ("lieu", "Salle 12")]);
        assert!(visitor.get(&path).says("À voir sur place"));
        let stock = format!("/materiel/ecoles/{}/releve", people.college);
        world.send(people.head, &stock, &[("numero", "R52N40ABCDE")]);
        assert!(visitor.get(&path).says("En place"), "{}", visitor.get(&path).text());
        let same = world.send(people.head, &change, &[]);
        assert!(same.says("C’est enregistré"));
    }

    fn a_number_that_is_none_or_is_of_another_delivery_is_not_received(backend) {
        let world = World::new(backend);
        let people = world.people;
        let path = order(&world, "2", &[("commande", "2027-03-01")]);
        world.add(people.agent, people.ecole, "R52N40ABCDE", &[]);
        for (number, says) in [
            ("R52N40ABCDE", "déjà dans l’inventaire"),
            ("1.23E+15", "arrondi"),
            ("Tab A9", "le nom du modèle"),
            ("N/A", "n’est pas un numéro"),
        ] {
            let page = world.send(people.referent, &path, &[("numero", number)]);
            assert!(page.status == 422 && page.says(says), "{says} in {}", page.text());
        }
        assert_eq!(world.send(people.referent, &path, &[("numero", "")]).status, 422);
        assert!(world.visit(people.referent).get(&path).says("0 reçu"));
    }

    fn what_is_expected_first_comes_first_and_only_for_those_who_keep_it(backend) {
        let world = World::new(backend);
        let people = world.people;
        let later = order(&world, "3", &[("commande", "2027-03-01"), ("attendu", "2027-05-01")]);
        let sooner = order(&world, "2", &[("commande", "2027-03-01"), ("attendu", "2027-04-01")]);
        let all = world.visit(people.manager).get("/materiel/commandes");
        assert_eq!(all.links("Rentrée 2027"), [sooner, later.clone()]);
        let own = world.visit(people.head).get(&format!("/materiel/commandes?ecole={}", people.college));
        assert_eq!(own.links("Rentrée 2027").len(), 2);
        let other = world.visit(people.agent).get(&format!("/materiel/commandes?ecole={}", people.college));
        assert!(other.says("Aucune commande"), "{}", other.text());
        assert_eq!(world.visit(people.agent).get(&later).status, 404);
        assert_eq!(world.visit(people.teacher).get("/materiel/commandes").status, 403);
    }

    fn an_order_says_what_is_missing(backend) {
        let world = World::new(backend);
        let people = world.people;
        let path = format!("/materiel/ecoles/{}/commandes", people.college);
        for (fields, says) in [
            (vec![("campagne", "")], "Il y a une chose à corriger"),
            (vec![("campagne", "Rentrée"), ("quantite", "")], "Combien ?"),
            (
                vec![("campagne", "Rentrée"), ("commande", "2027-03-02"), ("attendu", "2027-03-01")],
                "avant la commande",
            ),
        ] {
            let page = world.send(people.referent, &path, &fields);
            assert!(page.status == 422 && page.says(says), "{says} in {}", page.text());
        }
        let visitor = world.visit(people.referent);
        let form = visitor.form(&visitor.get(&path), &path).fill("campagne", "Rentrée");
        assert_eq!(form.send().path, form.send().path, "sent twice, it is one");
    }
}
