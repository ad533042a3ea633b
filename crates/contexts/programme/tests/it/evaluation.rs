//! What the pilots change, from a table to its sentence.

use std::fmt::Write;

use testkit::{Page, both, shared};

use crate::world::World;

const NEW: &str = "/programme/effets/nouvelle";

fn import(world: &World, table: &str, fields: &[(&str, &str)]) -> Page {
    let visitor = world.visit(world.people.manager);
    let mut form = visitor
        .form(&visitor.get(NEW), NEW)
        .fill("nom", "Évaluations de 6e")
        .fill("resultat", "Score moyen");
    for (field, value) in fields {
        form = form.fill(field, value);
    }
    form.attach("tableau", "resultats.csv", table.as_bytes()).send()
}

fn keep(world: &World, page: &Page) -> Page {
    let visitor = world.visit(world.people.manager);
    visitor.form(page, &format!("{}/garder", page.path)).send()
}

/// So many schools that become pilots in 2026 and as many that never do, over five years.
fn table(schools: i32, effect: f64) -> String {
    let mut table = "UAI,Année,Résultat,Première année\n".to_owned();
    for school in 0..2 * schools {
        let is_pilot = school < schools;
        let number = 860_100 + school;
        let letter = char::from(b"ABCDEFGHJKLMNPRSTUVWXYZ"[usize::try_from(number % 23).unwrap()]);
        for year in 2023..2028 {
            let noise = f64::from((school * 7 + year * 13) % 11) / 10.0;
            let gained = if is_pilot && year >= 2026 { effect } else { 0.0 };
            let first = if is_pilot { "2026" } else { "" };
            writeln!(table, "0{number}{letter},{year},{:.2},{first}", 250.0 + noise + gained)
                .unwrap();
        }
    }
    table
}

both! {
    fn a_table_is_looked_at_then_says_what_may_be_said(backend) {
        let world = World::new(backend);
        let people = world.people;
        let page = import(&world, &table(9, 5.0), &[]);
        assert!(page.says("Relisez avant de garder") && page.says("aucune école du territoire"), "{}", page.text());
        assert_eq!(world.visit(people.funder).get(&page.path).status, 404, "a table that waits is the manager’s");
        let done = keep(&world, &page);
        assert!(done.says("L’étude est gardée") && done.says("Il y a un effet"), "{}", done.text());
        assert_eq!(done.attributes(".chart .dot", "cx").len(), done.all("section[aria-labelledby=avant-apres] tbody tr").len());
        assert!(done.says("9 mesurées, 9 comparées") && done.says("au moins aussi fort"), "{}", done.text());
        assert!(world.visit(people.funder).get(&page.path).says("Il y a un effet"));
        assert_eq!(world.visit(people.funder).get("/programme/effets").links("Évaluations de 6e").len(), 1);
        let visitor = world.visit(people.manager);
        let given_up = visitor.form(&visitor.get(&page.path), &format!("{}/abandonner", page.path)).send();
        assert!(given_up.says("L’étude est supprimée") && given_up.says("Aucune étude"), "{}", given_up.text());
    }

    fn nothing_is_concluded_from_nothing_or_from_few(backend) {
        let world = World::new(backend);
        let none = import(&world, &table(9, 0.0), &[]);
        assert!(keep(&world, &none).says("On ne peut pas conclure"));
        let few = import(&world, &table(3, 5.0), &[]);
        assert!(keep(&world, &few).says("Trop peu d’écoles"));
        let all = import(&world, "UAI;année;résultat;entrée\n0860002K;2024;1;2025\n0860002K;2025;2;2025\n", &[]);
        let page = keep(&world, &all);
        assert!(page.status == 422 && page.says("comparez avec celles qui ne le sont pas encore"), "{}", page.text());
    }

    fn a_table_that_never_came_whole_is_read_by_nobody_and_forgotten(backend) {
        let world = World::new(backend);
        let visitor = world.visit(world.people.manager);
        let page = import(&world, &table(9, 5.0), &[]);
        world.test.arrange(|tx| tx.execute("UPDATE programme_study SET is_whole = FALSE", &[]));
        let coming = visitor.get(&page.path);
        assert!(coming.says("en cours de lecture") && coming.header("refresh").is_some(), "{}", coming.text());
        assert_eq!(keep(&world, &page).status, 409, "nothing is worked out of a half");
        assert!(visitor.get("/programme/effets").says("Aucune étude"));
        world.test.work();
        world.test.pass(2 * 24 * 3_600);
        world.test.work();
        assert_eq!(visitor.get(&page.path).status, 404);
    }

    fn a_school_that_merged_between_two_years_is_left_out_by_both_its_numbers(backend) {
        let world = World::new(backend);
        let mut measured = table(9, 5.0);
        for (uai, year) in [("0860014Y", 2023), ("0860014Y", 2024), ("0860002K", 2025), ("0860002K", 2026), ("0860002K", 2027)] {
            writeln!(measured, "{uai},{year},251,").unwrap();
        }
        let ecole = world.people.ecole;
        world.test.arrange(move |tx| {
            tx.execute("UPDATE directory_org SET is_open = FALSE WHERE org_id = $1", db::params![ecole])
        });
        let page = import(&world, &measured, &[]);
        assert!(page.says("0860014Y") && page.says("cette école est fermée"), "{}", page.text());
        let done = keep(&world, &page);
        assert!(done.says("Écoles mises de côté") && done.says("0860002K") && done.says("0860014Y"), "{}", done.text());
        assert!(done.says("Il y a un effet") && done.says("9 mesurées, 9 comparées"), "{}", done.text());
    }

    fn what_is_wrong_with_a_table_is_said(backend) {
        let world = World::new(backend);
        for (table, says) in [
            ("a;b\n1;2\n", "Il manque la colonne des écoles"),
            ("UAI;année;résultat\n0860002K;2024;1\n", "Il manque la colonne de la première année"),
            ("UAI;année;résultat;entrée\nx;2024;1;\n", "Aucune ligne"),
            // A spreadsheet put quotes around whole lines: each is one cell.
            ("\"UAI;\"\"année\"\";résultat;entrée\"\n\"0860002K;\"\"2024\"\";1;\"\n", "Il manque la colonne des écoles"),
            ("%PDF-1.4", "n’est pas un tableau"),
        ] {
            let page = import(&world, table, &[]);
            assert!(page.status == 422 && page.says(says), "{says} in {}", page.text());
        }
        let visitor = world.visit(world.people.manager);
        let blank = visitor.form(&visitor.get(NEW), NEW).fill("nom", "x").fill("resultat", "y").send();
        assert!(blank.status == 422 && blank.says("Choisissez un tableau"), "{}", blank.text());
        for someone in [world.people.funder, world.people.agent, world.people.head] {
            assert_eq!(world.visit(someone).get(NEW).status, 403);
        }
    }

    fn what_could_be_seen_is_known_before_anything_is_collected(backend) {
        let world = World::new(backend);
        let visitor = world.visit(world.people.manager);
        let page = visitor.get("/programme/effets/prevoir");
        assert!(page.says("Le plus petit effet que l’étude trouverait"), "{}", page.text());
        let more = visitor.get("/programme/effets/prevoir?cohortes=9&jamais=37&avant=3&apres=2&ecart=25&lien=0,8&puissance=0,8&temoins=never");
        assert!(more.says("écart-type entre écoles") && !more.says("corriger"), "{}", more.text());
        for bad in ["cohortes=beaucoup", "jamais=-1", "ecart=NaN", "lien=2", "cohortes=0&jamais=0"] {
            let page = visitor.get(&format!("/programme/effets/prevoir?{bad}"));
            assert!(page.says("corriger"), "{bad}: {}", page.text());
        }
    }

    fn the_published_estimates_come_out_of_the_page(backend) {
        // The data are not ours to give: they are read where they are at hand.
        let Some(shared) = shared() else { return };
        let table = std::fs::read_to_string(shared.join("data/evaluation/mpdta.csv")).unwrap();
        let world = World::new(backend);
        let columns = [("colonne-ecole", "countyreal"), ("colonne-resultat", "lemp")];
        let page = import(&world, &table, &columns);
        let done = keep(&world, &page);
        for figure in ["−0,0199", "−0,0510", "−0,1373", "−0,1008", "−0,0797", "−0,0229", "−0,0261"] {
            assert!(done.says(figure), "{figure} in {}", done.text());
        }
        for cell in ["−0,0105", "−0,0704", "0,0065", "−0,0412", "0,0305", "−0,0311"] {
            assert!(done.says(cell), "{cell} in {}", done.text());
        }
        assert!(!done.says("−0,0194"), "{}", done.text());
        let [unit, outcome] = columns;
        let not_yet = keep(&world, &import(&world, &table, &[unit, outcome, ("temoins", "not-yet")]));
        assert!(not_yet.says("−0,0194"), "{}", not_yet.text());
    }
}
