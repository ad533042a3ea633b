//! The survey of the year, from its opening to what it adds up to.

use kernel::{Day, Role};
use testkit::{Page, both};

use crate::world::World;

fn open(world: &World, end: &str) -> Page {
    let page = world.send(world.people.manager, "/materiel/enquetes/ouvrir", &[("fin", end)]);
    assert_eq!(page.status, 200, "{}", page.text());
    page
}

fn told(world: &World) -> i64 {
    world.test.look(|tx| {
        tx.query_one(
            "SELECT COUNT(*) FROM jobs_outbox WHERE name = 'equipment.survey-waiting.v1'",
            &[],
            |row| row.get(0),
        )
    })
}

both! {
    fn a_head_confirms_what_is_known_and_sends_it_once(backend) {
        let world = World::new(backend);
        let people = world.people;
        let directrice = world.join("Brise", Role::Head, people.ecole);
        world.classes(people.ecole, 4);
        world.things(people.agent, people.ecole, "projector", ("3", "used"));
        world.things(people.agent, people.ecole, "tablet", ("8", "used"));
        let results = open(&world, "2027-03-31");
        assert!(results.says("0 école a répondu sur 2") && results.says("2 écoles sont prévenues"), "{}", results.text());
        assert_eq!(told(&world), 2, "the two heads");
        let school = format!("/materiel/ecoles/{}", people.ecole);
        let path = format!("{school}/enquete");
        let visitor = world.visit(directrice);
        assert_eq!(visitor.get(&school).links("Répondre"), std::slice::from_ref(&path));
        let page = visitor.get(&path);
        let form = visitor.form(&page, &path);
        for (field, value) in [
            ("q-classes", "4"), ("q-shown", "3"), ("q-mobile", "8"), ("q-referent", "no"), ("q-rooms", "4"),
        ] {
            assert_eq!(form.value(field), Some(value), "{field}");
        }
        assert!(page.says("D’après l’inventaire : 8"), "{}", page.text());
        assert!(form.value("q-needs").is_some_and(|needs| needs.contains("Vidéoprojecteur")));
        // Kept as one goes.
        let saved = world.post(directrice, &format!("{path}/brouillon"), &[("revision", "0"), ("q-mobile", "12")]);
        assert!(saved.status == 200 && saved.body.contains("\"revision\":1"), "{}", saved.body);
        let stale = world.post(directrice, &format!("{path}/brouillon"), &[("revision", "0"), ("q-mobile", "13")]);
        assert_eq!(stale.status, 409, "somebody else typed meanwhile");
        let form = visitor.form(&visitor.get(&path), &path);
        assert_eq!(form.value("q-mobile"), Some("12"));
        let form = form
            .fill("q-rooms", "5").fill("q-classes", "4").fill("q-shown", "3").fill("q-computers", "0")
            .fill("q-wifi", "0").fill("q-coverage", "part").fill("q-broadband", "fibre").fill("q-referent", "yes");
        for (field, value) in [
            ("q-mobile", "-1"), ("q-mobile", "1000000000"), ("q-mobile", ""), ("q-mobile", "douze"),
            ("q-coverage", "peut-être"), ("q-needs", &"a".repeat(1_001)),
        ] {
            let form = visitor.form(&visitor.get(&path), &path).fill(field, value);
            assert_eq!(form.send().status, 422, "{field} = {value}");
        }
        let sent = form.send();
        assert!(sent.says("La réponse est envoyée") && sent.says("Mme Brise"), "{}", sent.text());
        assert!(sent.says("12 dans la réponse, 8 dans l’inventaire"), "{}", sent.text());
        let twice = form.send();
        assert!(twice.says("déjà envoyée") && twice.says("Envoyée"), "{}", twice.text());
        let late = world.post(directrice, &format!("{path}/brouillon"), &[("revision", "2"), ("q-mobile", "1")]);
        assert_eq!(late.status, 409, "what was sent stays");
        // Opened again until the survey closes.
        let reopened = visitor.form(&visitor.get(&path), &format!("{path}/rouvrir")).send();
        assert_eq!(visitor.form(&reopened, &path).value("q-mobile"), Some("12"));
        let sent = visitor.form(&reopened, &path).fill("q-mobile", "8").send();
        assert!(sent.says("La réponse est envoyée") && !sent.says("Écarts avec l’inventaire"), "{}", sent.text());
        world.test.pass(25 * 24 * 3_600);
        let closed = visitor.get(&path);
        assert!(closed.says("L’enquête est terminée") && closed.actions().is_empty(), "{}", closed.text());
        assert_eq!(world.post(directrice, &format!("{path}/rouvrir"), &[]).status, 409);
    }

    fn a_school_is_answered_for_by_its_own_alone(backend) {
        let world = World::new(backend);
        let people = world.people;
        let path = format!("/materiel/ecoles/{}/enquete", people.college);
        assert_eq!(world.visit(people.head).get(&path).status, 404, "no survey yet");
        open(&world, "2027-03-31");
        let fields = [("revision", "0"), ("q-mobile", "3")];
        for action in [path.clone(), format!("{path}/brouillon"), format!("{path}/rouvrir")] {
            let other = world.join("Ailleurs", Role::Head, people.ecole);
            assert_eq!(world.post(other, &action, &fields).status, 404, "{action}: the head of another school");
            assert_eq!(world.post(people.manager, &action, &fields).status, 403, "{action}: it answers for nobody");
        }
        let read = world.visit(people.manager).get(&path);
        assert!(read.says("L’école n’a pas encore envoyé sa réponse"), "{}", read.text());
        assert_eq!(world.visit(people.teacher).get(&path).status, 403);
        let kept = world.post(people.referent, &path, &[("revision", "0"), ("q-mobile", "4321"), ("action", "garder")]);
        assert_eq!(kept.status, 303);
        let read = world.visit(people.manager).get(&path);
        assert!(!read.says("4321") && !read.says("4 321"), "a draft is its school's alone: {}", read.text());
        assert_eq!(world.visit(people.head).get("/materiel/enquetes").links("Répondre"), [path]);
    }

    fn the_territory_reads_who_answered_and_reminds_the_others(backend) {
        let world = World::new(backend);
        let people = world.people;
        world.join("Brise", Role::Head, people.ecole);
        let results = open(&world, "2027-03-31").path;
        let path = format!("/materiel/ecoles/{}/enquete", people.college);
        let fields = [
            ("q-rooms", "20"), ("q-classes", "18"), ("q-shown", "18"), ("q-computers", "18"), ("q-mobile", "40"),
            ("q-wifi", "9"), ("q-coverage", "whole"), ("q-broadband", "fibre"), ("q-referent", "yes"),
            ("q-needs", "=1+1"),
        ];
        let sent = world.send(people.head, &path, &fields);
        assert!(sent.says("La réponse est envoyée"), "{}", sent.text());
        let visitor = world.visit(people.manager);
        let page = visitor.get(&results);
        assert!(page.says("1 école a répondu sur 2") && page.says("Partout : 1"), "{}", page.text());
        let waiting = visitor.get(&format!("{results}?etat=nothing"));
        assert!(waiting.says("École des Érables") && !waiting.says("Collège des Tilleuls"), "{}", waiting.text());
        let again = visitor.form(&page, &format!("{results}/relancer")).send();
        assert!(again.says("Une fois par jour suffit"), "they were told today: {}", again.text());
        world.test.pass(24 * 3_600);
        world.test.work();
        let before = told(&world);
        let page = visitor.get(&results);
        let reminded = visitor.form(&page, &format!("{results}/relancer")).send();
        assert!(reminded.says("1 école est relancée"), "{}", reminded.text());
        assert_eq!(told(&world), before + 1, "who answered is left in peace");
        let csv = visitor.get(&format!("{results}/export"));
        assert!(csv.body.contains("0860002K;Collège des Tilleuls;Charroux;Envoyée;"), "{}", csv.body);
        assert!(csv.body.contains("'=1+1"), "{}", csv.body);
        assert!(visitor.get(&format!("{results}/export?format=xlsx")).bytes.starts_with(b"PK"));
        let own = world.visit(people.agent).get(&results);
        assert!(own.says("0 école a répondu sur 1") && !own.says("Collège des Tilleuls"), "{}", own.text());
        assert_eq!(world.post(people.head, &format!("{results}/relancer"), &[]).status, 403);
        assert_eq!(visitor.get("/materiel/enquetes/999").status, 404);
        let second = world.send(people.manager, "/materiel/enquetes/ouvrir", &[]);
        assert!(second.status == 422 && second.says("déjà ouverte"), "{}", second.text());
        // A week before the end it reminds by itself, at eight on the clocks of the territory.
        let last = || -> Option<Day> {
            world.test.work();
            world.test.look(|tx| tx.query_one("SELECT reminded FROM equipment_survey", &[], |row| row.get(0)))
        };
        world.test.pass(12 * 24 * 3_600 - 73 * 60);
        assert_eq!(last(), Day::parse_iso("2027-03-12"), "7.59 on the day is too early");
        world.test.pass(60);
        assert_eq!(last(), Day::parse_iso("2027-03-24"));
        // Nobody is told of a survey that is over, even when nothing ran for a while.
        world.test.pass(30 * 24 * 3_600);
        assert_eq!(last(), Day::parse_iso("2027-03-24"));
    }

    fn the_next_survey_begins_from_the_answer_of_the_last(backend) {
        let world = World::new(backend);
        let people = world.people;
        open(&world, "2027-03-20");
        let path = format!("/materiel/ecoles/{}/enquete", people.college);
        let fields = [
            ("q-rooms", "21"), ("q-classes", "18"), ("q-shown", "18"), ("q-computers", "18"), ("q-mobile", "40"),
            ("q-wifi", "9"), ("q-coverage", "part"), ("q-broadband", "fibre"), ("q-referent", "yes"),
        ];
        world.send(people.head, &path, &fields);
        world.test.pass(40 * 24 * 3_600);
        for (fields, says) in [
            (vec![("fin", "2027-01-01")], "Choisissez un jour à venir"),
            (vec![("fin", "2029-01-01")], "Choisissez un jour à venir"),
            (vec![("titre", "")], "Il y a une chose à corriger"),
        ] {
            let page = world.send(people.manager, "/materiel/enquetes/ouvrir", &fields);
            assert!(page.status == 422 && page.says(says), "{}", page.text());
        }
        let page = world.send(people.manager, "/materiel/enquetes/ouvrir", &[
            ("titre", "Enquête suivante"), ("question-1", "Combien d’imprimantes ?"), ("reponse-1", "number"),
        ]);
        assert!(page.says("Enquête suivante") && page.says("Combien d’imprimantes ?"), "{}", page.text());
        let visitor = world.visit(people.head);
        let page = visitor.get(&path);
        let form = visitor.form(&page, &path);
        assert_eq!(form.value("q-rooms"), Some("21"));
        assert_eq!(form.value("q-coverage"), Some("part"));
        assert!(page.says("Votre réponse de la dernière fois : 21"), "{}", page.text());
        assert_eq!(form.value("q-own-1"), Some(""));
        assert_eq!(world.visit(people.head).get("/materiel/enquetes/ouvrir").status, 403);
    }
}
