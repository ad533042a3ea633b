//! What the papers of the room say, read back from the PDF.

use testkit::{Page, Printed, both};

use crate::{money_world::Money, study::uai, world::World};

/// The file of a choice as someone gets it.
fn file_of(world: &World, person: i64, choice: &Page) -> Printed {
    world.visit(person).get(&format!("{}/dossier.pdf", choice.path)).printed()
}

fn assert_says(paper: &Printed, sentences: &[&str]) {
    for sentence in sentences {
        assert!(paper.says(sentence), "{sentence} in {}", paper.text());
    }
}

both! {
    fn a_call_for_funds_is_a_letter_to_the_bank(backend) {
        let money = Money::new(backend);
        let order = money.order("C-1", "2023-01-02", "100 000");
        let invoice = money.invoice(order, "F-1", "2023-02-02", "100 000");
        money.pay(invoice, "M-1", "2023-03-02", "50 000");
        let path = format!("{}/appels", money.path());
        let call = money.world.send(money.world.people.manager, &path, &[("montant", "34 999,99")]);
        let letter = money.world.visit(money.world.people.funder).get(&format!("{}/pdf", call.path)).printed();
        assert_eq!(letter.pages(), 1);
        assert_says(&letter, &[
            "Banque des Rivières",
            "Appel 1 : acompte",
            "Convention « Territoire numérique », référence 2022-TNE-86, signée le jeudi 5 mai 2022.",
            "50 000,00 € HT. Votre part acquise : 35 000,00 €.",
            "Montant demandé : 34 999,99 €.",
            "5 600 000,00 €",
        ]);
    }

    fn the_file_of_a_study_has_all_that_an_assembly_asks(backend) {
        let world = World::with_line(backend);
        let asset = format!("college-{}", uai(990_003));
        let study = world.ask(&[("nombre", "2"), ("prive-min", "1"), (asset.as_str(), "atout")]);
        let manager = world.people.manager;
        let before = file_of(&world, manager, &study);
        assert_says(&before, &[
            "Mailler le Val",
            "Données au jeudi 11 mars 2027",
            "Aucun autre choix n’est meilleur",
            "Les atouts d’abord",
            "Le maillage à part",
            "Le plus proche pour",
            "École 3 (",
            "École sans lieu ·",
            "preau programme locate distances.csv --p 2",
        ]);
        assert!(!before.says("Commission permanente"), "nothing is decided: {}", before.text());
        let decided = world.decide(&study, &[("raisons", "Le fablab y est déjà.")]);
        assert_eq!(decided.status, 200, "{}", decided.text());
        assert_says(&file_of(&world, world.people.agent, &study), &[
            "Commission permanente",
            "30 pour, 4 contre, 2 abstentions",
            "Le fablab y est déjà.",
        ]);
    }

    fn the_file_of_a_draw_lets_anyone_draw_again(backend) {
        let world = World::with_ecoles(backend);
        let draw = world.draw(&[]);
        let before = file_of(&world, world.people.manager, &draw);
        assert_says(&before, &[
            "Trois années",
            "Données au jeudi 11 mars 2027",
            "Graine : 2027. La même graine donne le même tirage.",
            "preau programme cohorts tirage.csv --per-year 5 --years 3",
        ]);
        let mut all: Vec<String> = (0..24).map(|at| uai(990_101 + at)).collect();
        all.push("0860014Y".to_owned());
        let drawn = all.iter().filter(|uai| before.says(uai)).count();
        assert_eq!(drawn, 15, "five a year: {}", before.text());
        let fields = [
            ("qui", "Comité de pilotage"), ("jour", "2026-09-01"), ("pour", "8"), ("contre", "0"),
            ("abstentions", "1"), ("retirees", ""), ("raisons", ""),
        ];
        world.send(world.people.manager, &format!("{}/decision", draw.path), &fields);
        assert_says(&file_of(&world, world.people.agent, &draw), &[
            "Comité de pilotage",
            "8 pour, 0 contre, 1 abstentions",
        ]);
    }
}
