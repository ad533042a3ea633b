//! Open files about schools: looked at, then applied; what is hidden or unknown is said.

use db::params;
use testkit::both;

use crate::world::World;

const IPS: &str = "rentree_scolaire;uai;nom_de_l_etablissment;secteur;effectifs;ips\n\
                   2022-2023;0860002K;COLLEGE DES TILLEULS;public;132;91,6\n\
                   2022-2023;0860014Y;ECOLE DES ERABLES;public;40;NS\n\
                   2022-2023;0860016A;AILLEURS;public;40;100\n";

both! {
    fn an_open_file_is_looked_at_before_it_changes_anything(backend) {
        let world = World::new(backend);
        let manager = world.visit(world.people.manager);
        let looked = world.send_facts("ips.csv", IPS.as_bytes(), "");
        assert_eq!(looked.status, 200, "{}", looked.text());
        assert!(looked.says("Indice de position sociale") && looked.says("rien n’est changé"), "{}", looked.text());
        assert!(looked.says("Cette école n’est pas du territoire"), "{}", looked.text());
        assert!(!manager.get("/programme/donnees/ecoles").says("91,6"));
        let done = world.apply_facts(&looked);
        assert!(done.says("91,6 (2022)") && done.says("non publié"), "{}", done.text());
        let again = world.apply_facts(&looked);
        assert!(again.says("91,6 (2022)"), "applied twice, it is applied once");
    }

    fn a_list_of_networks_says_all_of_its_year(backend) {
        let world = World::new(backend);
        let file = |uai: &str| format!("COMMUNE;NUMERO;EP\nVAL;{uai};REP+\n");
        let manager = world.visit(world.people.manager);
        world.apply_facts(&world.send_facts("rep.csv", file("0860002K").as_bytes(), "2021"));
        assert!(manager.get("/programme/donnees/ecoles").says("REP+"));
        world.apply_facts(&world.send_facts("rep.csv", file("0860014Y").as_bytes(), "2022"));
        let table = manager.get("/programme/donnees/ecoles.csv").text();
        let (first, second) = table.split_once("0860014Y").unwrap();
        assert!(second.contains("REP+") && !first.contains("REP"), "{table}");
    }

    fn what_is_not_all_there_is_not_read_and_is_done_again(backend) {
        let world = World::new(backend);
        let manager = world.visit(world.people.manager);
        let looked = world.send_facts("ips.csv", IPS.as_bytes(), "");
        let (id, now, org): (i64, _, _) = (looked.path.rsplit('/').next().unwrap().parse().unwrap(), world.test.now(), world.people.college);
        // Another node began and was cut short after its first piece.
        world.test.arrange(move |tx| {
            tx.execute("UPDATE programme_fact_file SET began = $2 WHERE id = $1", params![id, now])?;
            tx.execute(
                "INSERT INTO programme_fact (org_id, what, year, value, label, file_id) VALUES ($1, 'ips', 2022, 555, '', $2)",
                params![org, id],
            )
        });
        let schools = || manager.get("/programme/donnees/ecoles");
        assert!(!schools().says("55,5"), "{}", schools().text());
        assert!(!world.apply_facts(&looked).says("C’est pris en compte"), "someone is at it");
        world.test.pass(120);
        let done = world.apply_facts(&looked);
        assert!(done.says("C’est pris en compte") && done.says("91,6 (2022)") && !done.says("55,5"), "{}", done.text());
    }

    fn the_last_file_that_is_applied_says_and_the_others_are_forgotten(backend) {
        let world = World::new(backend);
        let ips = |index: &str| format!("uai;ips\n0860002K;{index}\n");
        let first = world.send_facts("a.csv", ips("91,6").as_bytes(), "2022");
        let second = world.send_facts("b.csv", ips("80").as_bytes(), "2022");
        assert!(world.apply_facts(&second).says("80,0 (2022)"));
        assert!(world.apply_facts(&first).says("91,6 (2022)"), "sent first, applied last");
        let rows = |table: &'static str| {
            world.test.look(move |tx| tx.query_one(&format!("SELECT COUNT(*) FROM {table}"), &[], |row| row.get::<i64>(0)))
        };
        assert_eq!(rows("programme_fact"), 1);
        world.bring(&[("0860002K", "COLLEGE", "Collège des Tilleuls", "public", Some((46.1, 0.4)), "132")]);
        for (table, setting) in [
            ("codgeo;libgeo;densite\n99001;Val;1\n", "urbaine"),
            ("code_insee;nom;population\n99001;Val;800\n", "urbaine"),
            ("codgeo;libgeo;densite\n99001;Val;3\n", "rurale"),
        ] {
            let done = world.apply_facts(&world.send_facts("communes.csv", table.as_bytes(), "2026"));
            assert!(done.says(setting), "{table}: {}", done.text());
        }
        assert_eq!(rows("programme_commune"), 1, "the last says the density and no more people");
    }

    fn communes_and_needs_are_facts_too(backend) {
        let world = World::new(backend);
        world.bring(&[("0860002K", "COLLEGE", "Collège des Tilleuls", "public", Some((46.1, 0.4)), "132")]);
        let communes = "code_insee;nom;population\n99001;Val;800\n";
        world.apply_facts(&world.send_facts("communes.csv", communes.as_bytes(), "2026"));
        let done = world.apply_facts(&world.send_facts("besoins.csv", b"uai;besoin\n0860002K;12\n", "2026"));
        assert!(done.says("rurale"), "{}", done.text());
        let table = world.visit(world.people.manager).get("/programme/donnees/ecoles.csv").text();
        assert!(table.contains(";132;12;46.1;0.4"), "{table}");
    }

    fn what_is_no_table_of_schools_changes_nothing(backend) {
        let world = World::new(backend);
        for content in [&b"\x00\x01\x02"[..], b"a;b\n1;2\n", b""] {
            let page = world.send_facts("x.csv", content, "2022");
            assert_eq!(page.status, 422, "{}", page.text());
        }
        let page = world.send_facts("ips.csv", IPS.as_bytes(), "12");
        assert_eq!(page.status, 422, "a year that cannot be");
    }

    fn only_the_territory_keeps_them(backend) {
        let world = World::new(backend);
        let people = world.people;
        for person in [people.head, people.agent, people.teacher, people.referent] {
            assert_eq!(world.visit(person).get("/programme/donnees").status, 403);
            assert_eq!(world.visit(person).get("/programme/donnees/ecoles.csv").status, 403);
        }
    }
}
