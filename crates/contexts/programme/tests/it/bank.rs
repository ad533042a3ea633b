//! The bank's file: looked at, then kept, never multiplied.

use testkit::{Page, both, shared};

use crate::money_world::Money;

const TITLES: &str = "montant,objet,datesversement_debut,datesversement_fin,dateconvention,idbeneficiare,nature,pourcentagesubvention,conditionsversement,idattribuant,referencedecision,notificationue";

fn send(money: &Money, table: &str) -> Page {
    send_bytes(money, table.as_bytes())
}

fn send_bytes(money: &Money, table: &[u8]) -> Page {
    let visitor = money.world.visit(money.world.people.manager);
    let page = visitor.get("/programme/argent/banque");
    let form = visitor.form(&page, "/programme/argent/banque");
    form.attach("fichier", "cdc.csv", table).send()
}

both! {
    fn the_file_is_shown_before_it_is_kept(backend) {
        let money = Money::new(backend);
        let good = "2800000,TNE,,,2022-05-05,21860194000115,numeraire,0.5,ECHELONNE,18002002600019,2022-TNE-86,NON";
        let other = "2800000,TNE,,,2022-05-05,21860274000126,numeraire,0.5,ECHELONNE,18002002600019,2022-TNE-86,NON";
        let wrong = "12,TNE,,,2022-05-05,210600045,numeraire,80,UNIQUE,18002002600019,,NON";
        let page = send(&money, &format!("{TITLES}\n{good}\n{other}\n{wrong}\n{good}\n"));
        for says in [
            "2 lignes sur 4 peuvent être gardées", "Charroux", "2 800 000,00 €", "50 %", "le montant reste entier",
            "un SIREN, non un SIRET", "ligne déjà lue plus haut", "Sans dates de versement",
        ] {
            assert!(page.says(says), "{says} in {}", page.text());
        }
        let visitor = money.world.visit(money.world.people.manager);
        assert!(!visitor.get(&money.path()).says("La banque annonce"), "nothing is kept yet");
        let keep = format!("{}/garder", page.path);
        let kept = visitor.form(&page, &keep).send();
        assert!(kept.says("C’est enregistré") && kept.says("gardé"), "{}", kept.text());
        assert!(!visitor.get(&money.path()).says("La banque annonce"), "5.6 M€ in all: it agrees, whole");
        let less = send(&money, &format!("{TITLES}\n{good}\n"));
        visitor.form(&less, &format!("{}/garder", less.path)).send();
        assert!(visitor.get(&money.path()).says("La banque annonce 2 800 000,00 €"));
        assert!(visitor.get("/programme/argent/banque").says("cdc.csv"));
    }

    fn a_file_of_an_old_spreadsheet_and_a_commune_that_merged_are_understood(backend) {
        let money = Money::new(backend);
        let commune = format!("/programme/argent/partenaires/{}", money.commune);
        money.world.send(money.world.people.manager, &commune, &[
            ("successeur", &money.other.to_string()), ("depuis", "2023-01-01"), ("pourquoi", "merged"),
        ]);
        let row = "1000,\u{e9}coles,,,2022-05-05,21860194000115,num\u{e9}raire,1,\u{c9}CHELONN\u{c9},18002002600019,,NON";
        let latin: Vec<u8> = format!("{TITLES}\n{row}\n").chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        let page = send_bytes(&money, &latin);
        for says in ["1 ligne sur 1 peut être gardée", "Charroux", "Le bénéficiaire a été remplacé"] {
            assert!(page.says(says), "{says} in {}", page.text());
        }
    }

    fn the_files_that_the_schema_calls_wrong_say_what_is_wrong_with_them(backend) {
        let Some(shared) = shared() else { return };
        let money = Money::new(backend);
        let look = |name: &str| send_bytes(&money, &std::fs::read(shared.join("data/subventions").join(name)).unwrap());
        let doubled = look("exemple-duplicate-column.csv");
        assert!(doubled.status == 422 && doubled.says("La colonne « notificationUE » est là deux fois"), "{}", doubled.text());
        for name in ["exemple_invalide_erreurs_cellules.csv", "exemple_invalide_erreurs_colonnes.csv"] {
            let page = look(name);
            // Names moved or renamed do not matter: columns are known by their titles.
            for says in [
                "4 lignes sur 29 peuvent être gardées", "SIRET faux", "conditions de versement inconnues",
                "La part était écrite en pour cent",
            ] {
                assert!(page.says(says), "{name}: {says} in {}", page.text());
            }
        }
    }

    fn a_file_that_is_not_the_bank_s_says_why(backend) {
        let money = Money::new(backend);
        for (table, says) in [
            ("somme,objet\n1,x\n".to_owned(), "Il manque ces colonnes : montant, dateconvention, idbeneficiaire, pourcentagesubvention"),
            (format!("{TITLES},objet\n1,x\n"), "est là deux fois"),
            ("%PDF-1.4".to_owned(), "se lit pas"),
        ] {
            let page = send(&money, &table);
            assert!(page.status == 422 && page.says(says), "{says} in {}", page.text());
        }
        let visitor = money.world.visit(money.world.people.manager);
        let page = visitor.get("/programme/argent/banque");
        assert!(visitor.form(&page, "/programme/argent/banque").send().says("Il manque le fichier"));
    }
}
