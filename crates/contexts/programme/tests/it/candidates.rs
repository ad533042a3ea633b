//! Schools apply until a day; two people read; who is tied to the school gives no points.

use directory::edit::{self, NewMembership, NewPerson};
use kernel::{Day, Role};
use testkit::{Page, both};

use crate::world::World;

impl World {
    /// Someone who keeps the whole territory too.
    fn another_manager(&self, last: &'static str) -> i64 {
        self.test.arrange(move |tx| {
            let new = NewPerson { category: "staff", last, first: "Ida", title: "Mme", born: None };
            let person = edit::create_person(tx, &new)?;
            let part = NewMembership {
                person,
                role: Role::TerritoryManager,
                org: None,
                group: None,
                teaching: None,
                starts: Day(0),
                ends: Day::NEVER,
            };
            edit::add_membership(tx, &part)?;
            Ok::<_, db::DbError>(person)
        })
    }

    fn call(&self, last: &str) -> Page {
        let fields =
            [("nom", "Pilotes 2027"), ("jusqu-au", last), ("grille", "Projet : 10\nFamilles : 10")];
        let visitor = self.visit(self.people.manager);
        let page = visitor.get("/programme/pilotes/appels/nouveau");
        let mut form = visitor.form(&page, "/programme/pilotes/appels");
        for (field, value) in fields {
            form = form.fill(field, value);
        }
        form.send()
    }

    fn apply(&self, call: &Page) -> Page {
        self.send(
            self.people.head,
            &call.path,
            &[("projet", "Un atelier."), ("equipe", "Trois personnes.")],
        )
    }

    fn ask_reader(&self, application: &str, person: i64) -> Page {
        let manager = self.visit(self.people.manager);
        let action = format!("{application}/lecteurs");
        manager.form(&manager.get(application), &action).fill("lecteur", &person.to_string()).send()
    }

    fn give(&self, person: i64, application: &str, points: [&str; 2]) -> Page {
        let visitor = self.visit(person);
        let form = visitor.form(&visitor.get(application), &format!("{application}/points"));
        form.fill("points-0", points[0]).fill("points-1", points[1]).fill("avis", "Bien.").send()
    }
}

both! {
    fn a_head_applies_until_the_last_day(backend) {
        let world = World::new(backend);
        let people = world.people;
        let day = world.test.today().plus(3).to_string();
        let call = world.call(&day);
        assert!(call.says("L’appel est ouvert") && call.says("Projet (sur 10)"), "{}", call.text());
        let sent = world.apply(&call);
        assert!(sent.says("La candidature est envoyée"), "{}", sent.text());
        let again = world.apply(&call);
        assert_eq!(again.path, sent.path, "sent again, it takes the place of the first");
        assert_eq!(world.visit(people.agent).get(&sent.path).status, 404);
        assert!(world.visit(people.head).get("/programme/pilotes/appels").says("Collège des Tilleuls"));
        let visitor = world.visit(people.head);
        let page = visitor.get(&call.path);
        world.test.pass(5 * 24 * 3_600);
        let late = visitor.form(&page, &call.path).fill("projet", "Trop tard").fill("equipe", "x").send();
        assert_eq!(late.status, 422);
        assert!(late.says("n’est pas envoyé"), "{}", late.text());
        assert!(visitor.get(&call.path).says("Cet appel est fermé"));
    }

    fn a_call_says_what_it_asks(backend) {
        let world = World::new(backend);
        assert_eq!(world.call("2020-01-01").status, 422);
        let visitor = world.visit(world.people.manager);
        let page = visitor.get("/programme/pilotes/appels/nouveau");
        let form = visitor.form(&page, "/programme/pilotes/appels");
        let bad = form.fill("nom", "x").fill("jusqu-au", "2099-01-01").fill("grille", "Projet").send();
        assert!(bad.says("un nombre de points de 1 à 100"), "{}", bad.text());
    }

    fn two_read_and_a_third_where_they_disagree(backend) {
        let world = World::new(backend);
        let people = world.people;
        let call = world.call("2099-01-01");
        let application = world.apply(&call).path;
        let (one, two) = (world.another_manager("Lune"), world.another_manager("Vent"));
        assert!(world.ask_reader(&application, one).says("La lecture est demandée"));
        world.ask_reader(&application, two);
        let tied = world.ask_reader(&application, people.head);
        assert_eq!(tied.status, 422);
        assert!(tied.says("est liée à Collège des Tilleuls"), "{}", tied.text());
        assert_eq!(world.give(one, &application, ["12", "3"]).status, 422, "more than there are");
        assert!(world.give(one, &application, ["9", "9"]).says("Vos points sont gardés"));
        assert!(world.visit(one).get(&application).says("18 sur 20"), "one’s own");
        for person in [two, people.manager] {
            let page = world.visit(person).get(&application);
            assert!(page.says("Points donnés") && !page.says("18 sur 20"), "the other has not read: {}", page.text());
            let call = world.visit(person).get(&call.path);
            assert!(call.says("1 lecture attendue") && !call.says("18 sur 20"), "{}", call.text());
        }
        assert!(world.give(two, &application, ["2", "2"]).says("Vos points sont gardés"));
        let seen = world.visit(people.manager).get(&call.path);
        assert!(seen.says("Désaccord : une troisième lecture"), "{}", seen.text());
        let three = world.another_manager("Pluie");
        assert!(!world.visit(three).get(&application).says("18 sur 20"), "who keeps all may still read");
        world.ask_reader(&application, three);
        assert!(world.visit(three).get(&call.path).says("1 lecture attendue"));
        world.give(three, &application, ["5", "5"]);
        assert!(world.visit(people.manager).get(&call.path).says("10 sur 20"));
        let known = world.visit(two).get(&application);
        assert!(known.says("18 sur 20") && known.says("4 sur 20"), "{}", known.text());
        let action = format!("{application}/points");
        assert!(!known.actions().contains(&action), "whoever sees the points of others gives none");
        let head = world.visit(people.head).get(&application);
        assert!(!head.says("sur 20") && !head.says("Lune"), "a school sees no reader: {}", head.text());
    }

    fn who_declares_a_conflict_gives_no_points(backend) {
        let world = World::new(backend);
        let application = world.apply(&world.call("2099-01-01")).path;
        let reader = world.another_manager("Lune");
        world.ask_reader(&application, reader);
        let visitor = world.visit(reader);
        let page = visitor.get(&application);
        let done = visitor.form(&page, &format!("{application}/conflit")).send();
        assert!(done.says("Quelqu’un d’autre lira"), "{}", done.text());
        let late = visitor.form(&page, &format!("{application}/points"));
        let refused = late.fill("points-0", "1").fill("points-1", "1").fill("avis", "x").send();
        assert_eq!(refused.status, 409);
        assert!(world.visit(world.people.manager).get(&application).says("Conflit d’intérêts, ne lit pas"));
    }
}
