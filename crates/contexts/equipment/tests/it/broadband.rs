//! How schools are connected: declared, measured, sent as a table.

use testkit::{Page, both};

use crate::world::World;

const TITLES: &str = "UAI;École;Commune;Déclaré;Constaté le;Source;Réception (Mbit/s);Envoi (Mbit/s);\
                      Temps de réponse (millisecondes);Mesuré le";

fn send_table(world: &World, person: i64, content: &[u8]) -> Page {
    let visitor = world.visit(person);
    let form = visitor.form(&visitor.get("/materiel/debit"), "/materiel/debit/tableau");
    form.attach("tableau", "arcep.csv", content).send()
}

both! {
    fn what_is_declared_and_what_is_measured_stand_side_by_side(backend) {
        let world = World::new(backend);
        let people = world.people;
        let path = format!("/materiel/ecoles/{}/debit", people.college);
        let declare = format!("{path}/declarer");
        let visitor = world.visit(people.referent);
        let form = visitor.form(&visitor.get(&path), &declare);
        let page = form.fill("statut", "fibre").fill("le", "2027-02-03").fill("origine", "ARCEP").send();
        assert!(page.says("Fibre") && page.says("le mercredi 3 février") && page.says("ARCEP"), "{}", page.text());
        assert_eq!(visitor.form(&page, &declare).value("statut"), Some("fibre"));
        let measure = format!("{path}/mesurer");
        let form = visitor.form(&page, &measure).fill("descendant", "94,5").fill("montant", "12");
        let noted = form.send();
        assert!(noted.says("94,5 Mbit/s en réception, 12 Mbit/s en envoi"), "{}", noted.text());
        assert!(noted.says("relevé à la main") && noted.says("Fibre"), "{}", noted.text());
        form.send();
        assert_eq!(visitor.get(&path).all("ol.changes li").len(), 1, "sent twice, it is noted once");
        for (field, value) in [
            ("descendant", "1e9"), ("descendant", "-5"), ("descendant", "999999"), ("descendant", ""),
            ("latence", "-1"), ("latence", "99999999"), ("mesure-le", "2030-01-01"), ("mesure-le", "1970-01-01"),
        ] {
            let form = visitor.form(&visitor.get(&path), &measure).fill("descendant", "9").fill("montant", "1");
            assert_eq!(form.fill(field, value).send().status, 422, "{field} = {value}");
        }
        let form = visitor.form(&visitor.get(&path), &declare);
        assert_eq!(form.fill("statut", "magie").send().status, 422);
        let socle = visitor.get(&format!("/materiel/ecoles/{}/socle", people.college));
        assert!(socle.says("94,5 Mbit/s") && socle.says("Fibre"), "{}", socle.text());
        assert_eq!(world.visit(people.agent).get(&path).status, 404);
        assert_eq!(world.post(people.agent, &declare, &[("statut", "fibre")]).status, 404);
    }

    fn a_measure_is_bounded_and_belongs_to_who_began_it(backend) {
        let world = World::new(backend);
        let people = world.people;
        let begin = format!("/materiel/ecoles/{}/debit/essai", people.college);
        let begun = world.post(people.head, &begin, &[]);
        assert_eq!(begun.status, 200, "{}", begun.body);
        let trial: String = begun.body.chars().filter(char::is_ascii_digit).collect();
        let piece = format!("{begin}/{trial}");
        let given = world.visit(people.head).get(&format!("{piece}?octets=1000"));
        assert_eq!((given.status, given.bytes.len()), (200, 1_000));
        assert_eq!(world.visit(people.head).get(&format!("{piece}?octets=999999999")).bytes.len(), 2 << 20);
        assert_eq!(world.post(people.head, &piece, &[("donnees", "abc")]).status, 200);
        assert_eq!(world.visit(people.referent).get(&piece).status, 404, "another's");
        assert_eq!(world.visit(people.agent).get(&piece).status, 404, "another school's");
        for _ in 0..9 {
            assert_eq!(world.visit(people.head).get(&format!("{piece}?octets=1")).status, 200);
        }
        assert_eq!(world.visit(people.head).get(&format!("{piece}?octets=1")).status, 404, "it is over");
        for _ in 0..9 {
            assert_eq!(world.post(people.head, &begin, &[]).status, 200);
        }
        assert_eq!(world.post(people.head, &begin, &[]).status, 409, "ten in an hour are enough");
        world.test.pass(3 * 24 * 3_600);
        world.test.work();
        assert_eq!(world.post(people.head, &begin, &[]).status, 200);
    }

    fn a_table_is_looked_at_then_kept_and_its_bad_lines_are_said(backend) {
        let world = World::new(backend);
        let people = world.people;
        // CP1252, as offices export.
        let mut table = b"Code UAI;Nom;D\xe9bit;Date\n".to_vec();
        table.extend(b"0860002k;Tilleuls;Tr\xe8s haut d\xe9bit;03/02/2027\n");
        table.extend(b"0860014Y;\xc9rables;Fibre;\n0860014A;Faux;Fibre;\n0860003L;Ailleurs;Fibre;\n");
        table.extend(b"0860002K;Encore;ADSL;\n;;;\n");
        let page = send_table(&world, people.manager, &table);
        assert!(page.says("2 écoles changeraient"), "{}", page.text());
        for why in ["vérifiez la lettre", "n’est pas dans le territoire", "déjà sur une ligne"] {
            assert!(page.says(why), "{why} in {}", page.text());
        }
        let list = world.visit(people.manager).get("/materiel/debit");
        assert!(list.says("Rien de déclaré") && !list.says("Fibre le"), "nothing changed yet");
        let visitor = world.visit(people.manager);
        let form = visitor.form(&page, "/materiel/debit/appliquer").fill("origine", "ARCEP 2027");
        let done = form.send();
        assert!(done.says("2 écoles sont à jour") && done.says("Très haut débit"), "{}", done.text());
        form.send();
        // What the form carries is read again: another's school is left out.
        let lines = form.value("lignes").expect("the lines").to_owned();
        let stolen = world.post(people.agent, "/materiel/debit/appliquer", &[("lignes", &lines)]);
        assert_eq!(stolen.status, 303);
        assert!(world.visit(people.agent).get("/materiel/debit").says("École des Érables"));
        assert_eq!(world.post(people.agent, "/materiel/debit/appliquer", &[("lignes", "[{")]).status, 400);
        let own = send_table(&world, people.agent, &table);
        assert!(own.says("1 école changerait") && own.says("n’est pas une des vôtres"), "{}", own.text());
        for (content, says) in [
            (b"bonjour".as_slice(), "n’est pas un tableau"),
            (b"Nom;Ville\na;b\n".as_slice(), "Il faut une colonne UAI"),
        ] {
            let refused = send_table(&world, people.manager, content);
            assert!(refused.status == 422 && refused.says(says), "{}", refused.text());
        }
        let nothing = visitor.form(&visitor.get("/materiel/debit"), "/materiel/debit/tableau").send();
        assert_eq!(nothing.status, 422);
        for (asked, count) in [("?statut=fibre", 1), ("?statut=inconnu", 0), ("?q=tilleuls", 1), ("?q=zzz", 0)] {
            let page = visitor.get(&format!("/materiel/debit{asked}"));
            assert_eq!(page.all("tbody tr").len(), count, "{asked}: {}", page.text());
        }
        let csv = visitor.get("/materiel/debit/export");
        assert!(csv.body.contains("0860014Y;École des Érables;Charroux;Fibre;2027-03-11;;"), "{}", csv.body);
        let college = "0860002K;Collège des Tilleuls;Charroux;Très haut débit (30\u{a0}Mbit/s ou plus);2027-02-03;ARCEP 2027;";
        assert!(csv.body.contains(college), "{}", csv.body);
        assert_eq!(world.visit(people.teacher).get("/materiel/debit").status, 403);
    }

    fn the_table_that_is_taken_away_has_what_is_declared_and_the_last_measure(backend) {
        let world = World::new(backend);
        let people = world.people;
        let path = format!("/materiel/ecoles/{}/debit", people.college);
        let visitor = world.visit(people.referent);
        let measure = |down: &str, latency: &str, day: &str| {
            let form = visitor.form(&visitor.get(&path), &format!("{path}/mesurer"));
            let form = form.fill("descendant", down).fill("montant", "12").fill("latence", latency);
            assert_eq!(form.fill("mesure-le", day).send().status, 200);
        };
        measure("94,5", "18", "2027-03-08");
        measure("8", "", "2027-03-01");
        visitor.form(&visitor.get(&path), &format!("{path}/declarer"))
            .fill("statut", "fibre").fill("le", "2027-02-03").fill("origine", "=1+1").send();
        let csv = world.visit(people.manager).get("/materiel/debit/export?format=csv");
        let lines: Vec<&str> = csv.body.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(lines[0], TITLES);
        assert_eq!(lines[1..], [
            "0860002K;Collège des Tilleuls;Charroux;Fibre;2027-02-03;'=1+1;94,5;12;18;2027-03-08",
            "0860014Y;École des Érables;Charroux;;;;;;;",
        ]);
        let own = world.visit(people.agent).get("/materiel/debit/export?format=csv");
        assert!(own.body.contains("0860014Y") && !own.body.contains("0860002K"), "{}", own.body);
        let asked = world.visit(people.manager).get("/materiel/debit/export?statut=inconnu&format=csv");
        assert!(asked.body.contains("0860014Y") && !asked.body.contains("0860002K"), "{}", asked.body);
        assert_eq!(world.visit(people.teacher).get("/materiel/debit/export").status, 403);
    }
}
