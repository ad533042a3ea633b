//! The money: who owes what to the cent, what is refused, what is pointed out, who sees it.

use directory::edit;
use equipment::api::{Category, DeviceRow, OrderRow, State};
use kernel::{Day, Instant};
use programme::api::money::{self as api, Degree, NewLine, NewPartner, Part, PartnerKind, Payer};
use testkit::both;

use crate::money_world::{Money, day};

both! {
    fn a_commune_sees_the_cliff_to_the_cent(backend) {
        let money = Money::new(backend);
        let agent = money.world.visit(money.world.people.agent);
        let simulate = |amount: &str| {
            agent.get(&format!("/programme/argent/simulateur?volet=equipment-ecole&jour=2023-01-02&montant={amount}"))
        };
        let under = simulate("199999,99");
        assert!(under.says("Commune") && under.says("60 000,00 €") && under.says("139 999,99 €"), "{}", under.text());
        let there = simulate("200000");
        assert!(there.says("100 000,00 €"), "{}", there.text());
        for says in ["pour 199 999,99 € : 60 000,00 €", "pour 200 000,00 € : 100 000,00 €", "40 000,00 €", "(à confirmer)"] {
            assert!(there.says(says), "{says} in {}", there.text());
        }
        assert!(simulate("200k").says("Ce montant ne se lit pas"));
        money.order("C-1", "2023-01-02", "199 999,99");
        let line = agent.get(&money.line_path());
        assert!(line.says("Commune : 60 000,00 € (30 %)"), "{}", line.text());
        let list = agent.get("/programme/argent");
        assert!(list.says("Classes mobiles") && list.says("60 000,00 €"), "{}", list.text());
        let more = money.write("order", None, &[("reference", "C-2"), ("jour", "2023-09-02"), ("montant", "200 000,00")]);
        assert!(more.says("C’est enregistré"), "{}", more.text());
        let line = agent.get(&money.line_path());
        assert!(line.says("Commune : 100 000,00 € (50 %)") && line.says("160 000,00 €"), "{}", line.text());
    }

    fn what_is_compared_with_the_threshold_is_a_rule(backend) {
        let money = Money::new(backend);
        money.order("C-1", "2023-01-02", "120 000");
        money.order("C-2", "2024-01-02", "120 000");
        let head = money.world.people.manager;
        let line = |says: &str| {
            let page = money.world.visit(head).get(&money.line_path());
            assert!(page.says(says), "{says} in {}", page.text());
        };
        line("Commune : 36 000,00 € (30 %)");
        for value in ["2", "3"] {
            let page = money.world.send(head, "/programme/argent/regles", &[("regle", "scope"), ("valeur", value), ("jour", "2022-01-01"), ("confirme", "oui")]);
            assert!(page.says("C’est enregistré"), "{}", page.text());
            line("Commune : 60 000,00 € (50 %)");
        }
        let page = money.world.visit(head).get(&money.line_path());
        assert!(page.says("toute la convention") && !page.says("à confirmer)"), "{}", page.text());
        let wrong = money.world.send(head, "/programme/argent/regles", &[("regle", "scope"), ("valeur", "9"), ("jour", "2022-01-01")]);
        assert!(wrong.status == 422 && wrong.says("ne convient pas"), "{}", wrong.text());
    }

    fn a_payment_or_an_invoice_entered_twice_is_refused(backend) {
        let money = Money::new(backend);
        let order = money.order("C-1", "2023-01-02", "100 000");
        let invoice = money.invoice(order, "F-1", "2023-02-02", "60 000");
        assert!(money.pay(invoice, "M-1", "2023-03-02", "30 000").says("C’est enregistré"));
        let twice = money.pay(invoice, "M-1", "2023-03-02", "30 000");
        assert!(twice.status == 422 && twice.says("même facture, même montant, même date, même référence"), "{}", twice.text());
        let over = money.pay(invoice, "M-2", "2023-03-03", "30 000,01");
        assert!(over.status == 422 && over.says("reste à payer sur cette facture : 30 000,00 €"), "{}", over.text());
        let same = money.write("invoice", Some(order), &[("reference", "F-1"), ("jour", "2023-04-02"), ("montant", "10")]);
        assert!(same.status == 422 && same.says("déjà une facture de ce numéro"), "{}", same.text());
        let credit = money.write("credit", Some(invoice), &[("reference", "A-1"), ("jour", "2023-04-02"), ("montant", "20 000")]);
        assert!(credit.says("C’est enregistré") && credit.says("−20 000,00 €"), "{}", credit.text());
        assert!(credit.says("40 000,00 €"), "the invoice is what is left of it");
        let over = money.write("credit", Some(invoice), &[("reference", "A-2"), ("jour", "2023-04-02"), ("montant", "40 000,01")]);
        assert!(over.says("L’avoir dépasse la facture"), "{}", over.text());
        let none = money.write("payment", Some(order), &[("reference", "M-9"), ("jour", "2023-04-02"), ("montant", "1")]);
        assert!(none.status == 422, "{}", none.text());
    }

    fn what_is_split_to_stay_under_the_threshold_is_pointed_out(backend) {
        let money = Money::new(backend);
        money.order("C-1", "2023-01-02", "120 000");
        let page = money.write("order", None, &[("reference", "C-2"), ("jour", "2023-02-02"), ("montant", "90 000")]);
        for says in ["2 commandes à Tournesol SARL en 31 jours", "210 000,00 €", "Est-ce une seule commande ?"] {
            assert!(page.says(says), "{says} in {}", page.text());
        }
        let convention = money.world.visit(money.world.people.manager).get(&money.path());
        assert!(convention.says("2 commandes à Tournesol SARL"), "{}", convention.text());
        let first = money.last() - 1;
        let (a, b) = (money.invoice(first, "F-1", "2023-03-01", "110 000"), money.last() - 1);
        let split = money.write("invoice", Some(b), &[("reference", "F-2"), ("jour", "2023-03-20"), ("montant", "90 000")]);
        assert!(a > b && split.says("2 factures de Tournesol SARL"), "{}", split.text());
    }

    fn what_is_doubtful_is_asked_again(backend) {
        let money = Money::new(backend);
        let order = money.order("C-1", "2023-01-02", "150 000");
        for (fields, says) in [
            (vec![("montant", "150")], "en milliers d’euros"),
            (vec![("montant", "150 000,01")], "Les factures dépassent la commande"),
            (vec![("montant", "100 000"), ("tva", "20 001")], "La TVA dépasse 20 %"),
            (vec![("montant", "100 000"), ("jour", "2022-05-04")], "avant la signature"),
            (vec![("montant", "100 000"), ("jour", "2029-01-01")], "après le dernier jour"),
            (vec![("montant", "-100")], "au-dessus de zéro"),
            (vec![("montant", "0")], "au-dessus de zéro"),
            (vec![("montant", "")], "Il manque le montant"),
            (vec![("montant", "150 k€")], "ne se lit pas"),
            (vec![("montant", "100"), ("du", "2023-05-01")], "Donnez les deux jours"),
            (vec![("montant", "40 000"), ("fournisseur", "")], "C’est enregistré"),
        ] {
            let mut all = vec![("reference", "F-1"), ("jour", "2023-02-02")];
            all.extend(fields);
            let page = money.write("invoice", Some(order), &all);
            assert!(page.says(says), "{says} in {}", page.text());
        }
        let sure = money.write("invoice", Some(order), &[("reference", "F-2"), ("jour", "2023-02-03"), ("montant", "155 000"), ("confirme", "")]);
        assert_eq!(sure.status, 422);
        let visitor = money.world.visit(money.world.people.manager);
        let path = format!("{}/ecrire", money.line_path());
        let page = visitor.form(&sure, &path).fill("confirme", "oui").send();
        assert!(page.says("C’est enregistré") && page.says("au-delà de la commande"), "{}", page.text());
        let big = money.write("order", None, &[("reference", "C-9"), ("jour", "2023-02-03"), ("montant", "300 000")]);
        assert!(big.says("dépasse ce que la ligne prévoit"), "{}", big.text());
    }

    fn what_was_spent_before_the_convention_is_not_paid_for(backend) {
        let money = Money::new(backend);
        let line = money.line;
        money.world.test.arrange(move |tx| {
            let early = api::NewEntry {
                kind: api::EntryKind::Order,
                parent: None,
                supplier: None,
                reference: "C-0",
                day: day("2022-05-04"),
                span: None,
                net: 5_000_000,
                tax: 1_000_000,
                equipment: None,
                note: "",
            };
            let order = api::add_entry(tx, line, &early, Money::by())?;
            let invoice = api::NewEntry { kind: api::EntryKind::Invoice, parent: Some(order), day: day("2022-06-01"), reference: "F-0", ..early };
            api::add_entry(tx, line, &invoice, Money::by())
        });
        let page = money.world.visit(money.world.people.agent).get(&money.line_path());
        assert!(page.says("50 000,00 € ne sont pas pris en charge, car la dépense est avant la signature"), "{}", page.text());
        assert!(page.says("jeudi 5 mai 2022"), "{}", page.text());
    }

    fn tax_and_private_schools_follow_what_is_said(backend) {
        let money = Money::new(backend);
        let (commune, bank, convention) = (money.commune, money.bank, money.convention);
        let line = money.world.test.arrange(move |tx| {
            let payers = [(Payer::Commune, commune, 1), (Payer::State, bank, 1)];
            let new = NewLine {
                part: Part::Resources,
                degree: Degree::Ecole,
                label: "Abonnements",
                planned: 1_000_000,
                is_tax_eligible: true,
                is_private: true,
                payers: &payers,
                schools: &[],
            };
            api::add_line(tx, convention, &new)
        });
        let path = format!("/programme/argent/lignes/{line}");
        let order = [("reference", "C-1"), ("jour", "2024-01-02"), ("montant", "1 000,01"), ("tva", "55,00")];
        let page = money.write_in(line, "order", None, &order);
        assert!(page.says("établissement privé, sans règle"), "{}", page.text());
        let rule = [("regle", "private"), ("valeur", "1"), ("jour", "2024-01-01")];
        money.world.send(money.world.people.manager, "/programme/argent/regles", &rule);
        let page = money.world.visit(money.world.people.manager).get(&path);
        assert!(!page.says("établissement privé, sans règle"), "{}", page.text());
        assert!(page.says("Commune : 527,51 € (50 %)") && page.says("État : 527,50 € (50 %)"), "tax is in it, to the cent: {}", page.text());
        let early = [("reference", "C-0"), ("jour", "2023-12-31"), ("montant", "500"), ("tva", "0")];
        let page = money.write_in(line, "order", None, &early);
        assert!(page.says("500,00 €") && page.says("établissement privé, sans règle qui le permette ce jour-là"), "the day before the rule: {}", page.text());
    }

    fn an_invoice_over_two_years_is_of_each_by_its_days(backend) {
        let money = Money::new(backend);
        let order = money.order("C-1", "2023-01-02", "100 000");
        let page = money.write("invoice", Some(order), &[
            ("reference", "F-1"), ("jour", "2024-02-02"), ("montant", "100 000"), ("du", "2023-12-01"), ("au", "2024-02-29"),
        ]);
        assert!(page.says("2023 : 34 065,93 €") && page.says("2024 : 65 934,07 €"), "{}", page.text());
    }

    fn communes_that_share_a_school_share_by_pupils_exactly(backend) {
        let money = Money::new(backend);
        let fields = [
            ("libelle", "RPI Charroux-Fontclaire"), ("montant", "1 000,00"),
            ("payeurs", "Charroux ; 34\n21860274000126 ; 17\nBanque des Rivières"), ("ecoles", "0860014Y"),
        ];
        let path = format!("{}/lignes", money.path());
        let page = money.world.send(money.world.people.manager, &path, &fields);
        assert!(page.says("C’est enregistré"), "{}", page.text());
        let line = money.world.test.look(|tx| {
            tx.query_one("SELECT MAX(id) FROM programme_line", &[], |row| row.get::<i64>(0))
        });
        let page = money.write_in(line, "order", None, &[("reference", "C-1"), ("jour", "2023-01-02"), ("montant", "1 000,00")]);
        assert!(page.says("200,00 €") && page.says("100,00 €") && page.says("700,00 €"), "{}", page.text());
        for (payers, says) in [
            ("Nulle-Part", "n’est pas un partenaire connu"),
            ("Tournesol SARL", "ne peut pas payer une part"),
            ("Charroux ; beaucoup", "son nombre d’élèves ne se lit pas"),
        ] {
            let page = money.world.send(money.world.people.manager, &path, &[("libelle", "x"), ("montant", "1"), ("payeurs", payers)]);
            assert!(page.status == 422 && page.says(says), "{says} in {}", page.text());
        }
        let page = money.world.send(money.world.people.manager, &path, &[("libelle", "x"), ("montant", "1"), ("payeurs", "Charroux"), ("ecoles", "0869999Z")]);
        assert!(page.says("Aucun établissement n’a le numéro 0869999Z"), "{}", page.text());
    }

    fn a_commune_that_merged_or_gave_its_schools_no_longer_pays(backend) {
        let money = Money::new(backend);
        money.order("C-1", "2023-01-02", "1 000");
        let manager = money.world.people.manager;
        let page = money.world.send(manager, "/programme/argent/partenaires/nouveau", &[("nom", "Communauté du Clain"), ("nature", "epci"), ("siret", "200 869 597 00018")]);
        assert!(page.says("ce n’est pas un SIRET") || page.says("Ce n’est pas un SIRET"), "{}", page.text());
        money.world.send(manager, "/programme/argent/partenaires/nouveau", &[("nom", "Communauté du Clain"), ("nature", "epci"), ("siret", "")]);
        let known = money.world.send(manager, "/programme/argent/partenaires/nouveau", &[("nom", "Encore"), ("siret", "21860194000115")]);
        assert!(known.says("« Charroux » a déjà ce SIRET"), "{}", known.text());
        let commune = format!("/programme/argent/partenaires/{}", money.commune);
        let when = money.world.send(manager, &commune, &[("successeur", &money.other.to_string())]);
        assert!(when.status == 422 && when.says("Il manque le jour"), "{}", when.text());
        let merged = money.world.send(manager, &commune, &[
            ("successeur", &money.other.to_string()), ("depuis", "2023-01-01"), ("pourquoi", "merged"),
        ]);
        assert!(merged.says("Fontclaire, depuis"), "{}", merged.text());
        let line = money.world.visit(manager).get(&money.line_path());
        assert!(line.says("Fontclaire") && line.says("300,00 €"), "{}", line.text());
        money.world.send(manager, &commune, &[("depuis", "2020-01-01")]);
        let path = format!("{}/lignes", money.path());
        let page = money.world.send(manager, &path, &[("libelle", "x"), ("montant", "1"), ("payeurs", "Charroux")]);
        assert!(page.status == 422 && page.says("a fusionné : c’est « Fontclaire » qui paie"), "{}", page.text());
        money.world.send(manager, &commune, &[("pourquoi", "competent")]);
        let page = money.world.send(manager, &path, &[("libelle", "x"), ("montant", "1"), ("payeurs", "Charroux")]);
        assert!(page.says("n’a plus la compétence scolaire"), "{}", page.text());
    }

    fn two_people_who_change_a_line_are_both_heard(backend) {
        let money = Money::new(backend);
        let manager = money.world.visit(money.world.people.manager);
        let path = format!("{}/modifier", money.line_path());
        let (one, two) = (manager.get(&path), manager.get(&path));
        let saved = manager.form(&one, &path).fill("montant", "390 000").send();
        assert!(saved.says("C’est enregistré") && saved.says("390 000,00 €"), "{}", saved.text());
        assert!(saved.says("Ce que disait la ligne") && saved.says("400 000,00 €"), "what it said stays: {}", saved.text());
        let late = manager.form(&two, &path).fill("libelle", "Classes mobiles 2027").send();
        assert_eq!(late.status, 409);
        assert!(late.says("Quelqu’un a modifié cette ligne") && late.says("390 000,00 €"), "{}", late.text());
        let form = manager.form(&late, &path);
        assert_eq!(form.value("libelle"), Some("Classes mobiles 2027"), "what was typed is kept");
        assert!(form.send().says("Classes mobiles 2027"));
        let commune = format!("/programme/argent/partenaires/{}", money.commune);
        let (one, two) = (manager.get(&commune), manager.get(&commune));
        manager.form(&one, &commune).fill("nom", "Charroux-le-Haut").send();
        let late = manager.form(&two, &commune).fill("nom", "Charroux-le-Bas").send();
        assert!(late.status == 409 && late.says("Quelqu’un a modifié ce partenaire"), "{}", late.text());
    }

    fn nothing_is_erased_an_error_is_taken_back_by_its_contrary(backend) {
        let money = Money::new(backend);
        let order = money.order("C-1", "2023-01-02", "100 000");
        let invoice = money.invoice(order, "F-1", "2023-02-02", "60 000");
        let back = format!("{}/annuler", money.line_path());
        let manager = money.world.people.manager;
        let hangs = money.world.send(manager, &back, &[("sur", &order.to_string()), ("note", "Erreur")]);
        assert!(hangs.status == 422 && hangs.says("Annulez-les d’abord"), "{}", hangs.text());
        let done = money.world.send(manager, &back, &[("sur", &invoice.to_string()), ("note", "Mauvais bénéficiaire")]);
        assert!(done.says("écriture contraire") && done.says("−60 000,00 €") && done.says("Mauvais bénéficiaire"), "{}", done.text());
        let rows: i64 = money.world.test.look(|tx| {
            tx.query_one("SELECT COUNT(*) FROM programme_entry", &[], |row| row.get(0))
        });
        assert_eq!(rows, 3);
        let again = money.invoice(order, "F-1", "2023-02-02", "60 000");
        assert!(again > invoice, "what was taken back may be written again");
        let lines = money.world.test.look(|tx| db::journal::latest(tx, kernel::Target::TERRITORY, 10));
        assert!(lines.iter().any(|line| line.action == "programme.money.take-back"));
    }

    fn a_form_sent_twice_is_done_once(backend) {
        let money = Money::new(backend);
        let visitor = money.world.visit(money.world.people.manager);
        let path = format!("{}/ecrire", money.line_path());
        let page = visitor.get(&format!("{path}?genre=commitment"));
        let form = visitor.form(&page, &path).fill("reference", "E-1").fill("montant", "350 000");
        assert_eq!((form.send().status, form.send().status), (200, 200));
        let line = visitor.get(&money.line_path());
        assert!(line.says("350 000,00 €") && !line.says("700 000,00 €"), "{}", line.text());
        let later = money.world.test.now().plus_seconds(3 * 24 * 3_600);
        let left: i64 = money.world.test.arrange(move |tx| {
            for schedule in programme::module().schedules {
                assert!((schedule.run)(tx, later).is_ok(), "{}", schedule.name);
            }
            tx.query_one("SELECT COUNT(*) FROM programme_sent", &[], |row| row.get(0))
        });
        assert_eq!(left, 0, "keys of forms are forgotten after two days");
    }

    fn only_proofs_are_kept_and_funders_see_invoices_alone(backend) {
        let money = Money::new(backend);
        let order = money.order("C-1", "2023-01-02", "1 000");
        let path = format!("{}/ecrire", money.line_path());
        let manager = money.world.visit(money.world.people.manager);
        let send = |kind: &str, name: &str, content: &[u8]| {
            let page = manager.get(&format!("{path}?genre=piece&sur={order}"));
            manager.form(&page, &path).fill("piece", kind).attach("fichiers", name, content).send()
        };
        let wrong = send("invoice", "facture.pdf", b"<html><script>alert(1)</script></html>");
        assert!(wrong.status == 422 && wrong.says("n’est ni un PDF"), "{}", wrong.text());
        for kind in ["invoice", "reception"] {
            let sent = send(kind, "piece.pdf", format!("%PDF-1.4 {kind}").as_bytes());
            assert!(sent.says("C’est enregistré"), "{}", sent.text());
        }
        let funder = money.world.visit(money.world.people.funder);
        let seen = funder.get(&money.line_path());
        assert!(seen.says("Facture piece.pdf") && !seen.says("Procès-verbal de réception piece"), "{}", seen.text());
        let all = manager.get(&money.line_path());
        let papers = all.attributes("a[href^='/programme/argent/pieces/']", "href");
        assert_eq!(papers.len(), 2, "{}", all.text());
        assert_eq!((funder.get(&papers[0]).status, funder.get(&papers[1]).status), (200, 404));
        assert_eq!(money.world.visit(money.world.people.agent).get(&papers[1]).status, 200);
        assert_eq!(money.world.visit(money.world.people.teacher).get(&papers[0]).status, 404);
        let keeps = programme::module().keeps_file.unwrap();
        let known = money.world.test.look(move |tx| {
            let hash: String = tx.query_one("SELECT MAX(hash) FROM programme_paper", &[], |row| row.get(0))?;
            Ok((keeps(tx, &hash)?, keeps(tx, "nothing")?))
        });
        assert_eq!(known, (true, false), "its content is not swept away");
        let none = manager.get(&format!("{path}?genre=piece&sur={order}"));
        assert!(manager.form(&none, &path).send().says("Il manque le fichier"));
    }

    fn the_bank_is_asked_for_no_more_than_its_share_of_what_is_paid(backend) {
        let money = Money::new(backend);
        let manager = money.world.people.manager;
        let order = money.order("C-1", "2023-01-02", "100 000");
        let invoice = money.invoice(order, "F-1", "2023-02-02", "100 000");
        let path = format!("{}/appels", money.path());
        let early = money.world.send(manager, &path, &[("montant", "0,01")]);
        assert!(early.status == 422 && early.says("0,00 € au plus"), "nothing is paid yet: {}", early.text());
        money.pay(invoice, "M-1", "2023-03-02", "50 000");
        let page = money.world.send(manager, &path, &[("montant", "35 000,01")]);
        assert!(page.says("35 000,00 € au plus"), "half is paid: {}", page.text());
        let page = money.world.send(manager, &path, &[("montant", "35 000")]);
        assert!(page.says("Appel 1 : acompte") && page.says("35 000,00 €"), "{}", page.text());
        let call = page.path.clone();
        let pdf = money.world.visit(money.world.people.funder).get(&format!("{call}/pdf"));
        assert!(pdf.status == 200 && pdf.header("content-type") == Some("application/pdf"));
        assert!(money.world.visit(money.world.people.funder).get(&call).says("Banque des Rivières"));
        let into = format!("{call}/versements");
        let visitor = money.world.visit(manager);
        let receive = |amount: &str| {
            let page = visitor.get(&call);
            visitor.form(&page, &into).fill("montant", amount).fill("reference", "V-1").send()
        };
        assert!(receive("35 000,01").says("ce qui reste à recevoir : 35 000,00 €"));
        assert!(receive("20 000").says("C’est enregistré"));
        assert!(receive("20 000").says("déjà enregistré"));
        assert!(receive("-20 000").says("C’est enregistré"), "taken back by its contrary");
        assert!(receive("").says("Il manque le montant"));
        let second = money.world.send(manager, &path, &[("montant", "1")]);
        assert!(second.says("0,00 € au plus"), "{}", second.text());
        let advance = money.world.send(manager, &path, &[("genre", "advance"), ("montant", "6 000 000")]);
        assert!(advance.says("5 565 000,00 € au plus"), "never above the convention: {}", advance.text());
        money.world.send(manager, "/programme/argent/regles", &[("regle", "advance"), ("valeur", "20"), ("jour", "2022-01-01")]);
        let advance = money.world.send(manager, &path, &[("genre", "advance"), ("montant", "1 085 000"), ("jour", "2023-05-05")]);
        assert!(advance.says("Appel 2 : avance"), "{}", advance.text());
        let back = format!("{}/annuler", advance.path);
        let done = visitor.form(&advance, &back).send();
        assert!(done.says("écriture contraire") && done.says("Appel 3 : avance"), "{}", done.text());
        let corrected = visitor.form(&visitor.get(&call), &format!("{call}/annuler")).send();
        assert!(corrected.says("écriture contraire"), "what came in was taken back too: {}", corrected.text());
    }

    fn a_convention_changes_by_amendments(backend) {
        let money = Money::new(backend);
        let manager = money.world.people.manager;
        let path = format!("{}/avenants", money.path());
        let page = money.world.send(manager, &path, &[("montant", "-100 000"), ("raison", "Retrait d’un cofinanceur"), ("fin", "2029-06-30"), ("jour", "2024-01-01")]);
        for says in ["5 500 000,00 €", "Retrait d’un cofinanceur", "−100 000,00 €", "seraient perdus"] {
            assert!(page.says(says), "{says} in {}", page.text());
        }
        let below = money.world.send(manager, &path, &[("montant", "-9 000 000"), ("raison", "x")]);
        assert!(below.status == 422 && below.says("ne peut pas passer sous zéro"), "{}", below.text());
        let new = "/programme/argent/conventions/nouvelle";
        let twice = money.world.send(manager, new, &[("titre", "x"), ("reference", "2022-TNE-86"), ("signee", "2024-01-01"), ("montant", "1"), ("fin", "2023-01-01")]);
        assert!(twice.says("porte déjà cette référence") && twice.says("avant la signature"), "{}", twice.text());
        let added = money.world.send(manager, new, &[("titre", "Avenir"), ("reference", "2027-1"), ("signee", "2027-01-01"), ("montant", "1 000"), ("parties", &money.bank.to_string())]);
        assert!(added.says("Avenir") && added.says("1 000,00 €"), "{}", added.text());
        assert!(money.world.visit(money.world.people.funder).get("/programme/argent").says("2027-1"));
    }

    fn a_cofinancer_withdraws_and_what_was_ordered_before_keeps_its_rates(backend) {
        let money = Money::new(backend);
        let manager = money.world.people.manager;
        let rates = |day: &str, fields: &[(&str, &str)]| {
            let mut all = vec![("volet", "equipment-ecole"), ("jour", day)];
            all.extend(fields);
            money.world.send(manager, "/programme/argent/bareme/nouveau", &all)
        };
        let page = rates("2024-01-01", &[("commune-sous", "20"), ("departement-sous", "10"), ("state-sous", "70")]);
        assert!(page.says("C’est enregistré") && page.says("10 %"), "{}", page.text());
        let page = rates("2025-01-01", &[("commune-sous", "30"), ("state-sous", "70")]);
        assert!(page.says("C’est enregistré"), "{}", page.text());
        for (at, on, says) in [
            ("C-1", "2023-06-01", "Commune : 300,00 € (30 %)"),
            ("C-2", "2024-06-01", "Département : 100,00 € (10 %)"),
            ("C-3", "2025-06-01", "Commune : 300,00 € (30 %)"),
        ] {
            let page = money.write("order", None, &[("reference", at), ("jour", on), ("montant", "1 000")]);
            assert!(page.says(says), "{says} in {}", page.text());
        }
        for (fields, says) in [
            (vec![("commune-sous", "20"), ("state-sous", "70")], "font 90 % en tout"),
            (vec![("commune-sous", "15"), ("state-sous", "85")], "le plafond est de 80 %"),
            (vec![], "Donnez au moins un taux"),
            (vec![("commune-sous", "beaucoup")], "Ce taux ne se lit pas"),
        ] {
            let page = rates("2026-01-01", &fields);
            assert!(page.status == 422 && page.says(says), "{says} in {}", page.text());
        }
        let again = rates("2025-01-01", &[("commune-sous", "40"), ("state-sous", "60")]);
        assert!(again.says("40 %"), "said again for the same day: {}", again.text());
        let between = rates("2024-06-15", &[("commune-sous", "25"), ("state-sous", "75")]);
        assert!(between.says("C’est enregistré"), "{}", between.text());
    }

    fn each_euro_is_followed_to_the_room_and_the_picture_agrees_with_the_table(backend) {
        let money = Money::new(backend);
        let ecole = money.world.people.ecole;
        let equipment = money.world.test.arrange(move |tx| {
            let numbers: Vec<String> = (1..=3).map(|at| format!("SN000{at}")).collect();
            let rows: Vec<DeviceRow> = numbers.iter().enumerate().map(|(at, serial)| DeviceRow {
                org: ecole, category: Category::Tablet, brand: "Tournesol", model: "Ardoise", serial, tag: "",
                funding: "2022-TNE-86", state: State::Used, place: if at < 2 { "Salle 1" } else { "Salle 2" }, bought: None, price: None,
            }).collect();
            equipment::api::load_devices(tx, &rows, Instant(0))?;
            let order = OrderRow {
                org: ecole, campaign: "Classes mobiles", category: Category::Tablet, brand: "Tournesol", model: "Ardoise",
                quantity: 3, funding: "2022-TNE-86", ordered: Some(Day(19_000)), expected: None, received: &numbers,
            };
            equipment::api::load_orders(tx, &[order], Instant(0))?;
            Ok(equipment::api::orders_of(tx, &[ecole])?[0].id)
        });
        let page = money.write("order", None, &[("reference", "C-1"), ("jour", "2023-01-02"), ("montant", "1 000"), ("materiel", &equipment.to_string())]);
        assert!(page.says("C’est enregistré"), "{}", page.text());
        let order = money.last();
        money.invoice(order, "F-1", "2023-02-02", "1 000");
        money.order("C-2", "2023-06-02", "500");
        let funder = money.world.visit(money.world.people.funder);
        let flow = funder.get(&format!("{}/flux", money.path()));
        let cents = |selector: &str| -> Vec<i64> {
            flow.attributes(selector, "data-cents").iter().map(|one| one.parse().unwrap()).collect()
        };
        let bars = cents("svg.flow rect");
        // 5.6 M€; 50 % of 400 000 planned; 70 % of 1 500 ordered; of 1 000 invoiced; all of it in rooms.
        for amount in [560_000_000, 20_000_000, 540_000_000, 105_000, 19_895_000, 70_000, 35_000] {
            assert!(bars.contains(&amount), "{amount} in {bars:?}");
        }
        for says in ["5 600 000,00 €", "200 000,00 €", "5 400 000,00 €", "1 050,00 €", "700,00 €"] {
            assert!(flow.says(says), "{says} in {}", flow.text());
        }
        let bands = cents("svg.flow path");
        assert_eq!(bands.iter().filter(|one| **one == 70_000).count(), 2, "invoiced, then in rooms: {bands:?}");
        let line = funder.get(&format!("{}/flux", money.line_path()));
        for says in ["2 appareils, École des Érables, Salle 1 : 466,67 €", "1 appareil, École des Érables, Salle 2 : 233,33 €"] {
            assert!(line.says(says), "{says} in {}", line.text());
        }
    }

    fn each_sees_what_concerns_them(backend) {
        let money = Money::new(backend);
        let people = money.world.people;
        let see = |person: i64, path: &str| money.world.visit(person).get(path).status;
        for (person, list, convention, line) in [
            (people.manager, 200, 200, 200),
            (people.funder, 200, 200, 200),
            (people.agent, 200, 404, 200),
            (people.head, 200, 404, 404),
            (people.teacher, 403, 404, 404),
            (people.referent, 403, 404, 404),
        ] {
            let got = (see(person, "/programme/argent"), see(person, &money.path()), see(person, &money.line_path()));
            assert_eq!(got, (list, convention, line), "{person}");
        }
        let (convention, college) = (money.convention, people.college);
        let line = money.world.test.arrange(move |tx| {
            let new = NewLine {
                part: Part::Equipment, degree: Degree::College, label: "Collège", planned: 100, is_tax_eligible: false,
                is_private: false, payers: &[], schools: &[college],
            };
            api::add_line(tx, convention, &new)
        });
        let line = format!("/programme/argent/lignes/{line}");
        assert_eq!((see(people.head, &line), see(people.agent, &line)), (200, 404), "each school its own");
        for path in ["/programme/argent/partenaires", "/programme/argent/regles", "/programme/argent/banque"] {
            assert_eq!((see(people.manager, path), see(people.funder, path)), (200, 403), "{path}");
        }
        let other = money.world.test.arrange(move |tx| {
            let org = edit::create_funder(tx, "departement", "Département")?;
            let partner = NewPartner { kind: PartnerKind::Departement, name: "Département", siret: None, org: Some(org) };
            api::add_partner(tx, &partner)?;
            let new = edit::NewPerson { category: "staff", last: "Autre", first: "Ida", title: "Mme", born: None };
            let person = edit::create_person(tx, &new)?;
            let tie = edit::NewMembership {
                person, role: kernel::Role::Funder, org: Some(org), group: None, teaching: None, starts: Day(0), ends: Day::NEVER,
            };
            edit::add_membership(tx, &tie)?;
            Ok(person)
        });
        assert_eq!((see(other, "/programme/argent"), see(other, &money.path())), (200, 404), "a funder of another convention");
        assert!(money.world.visit(people.manager).get("/programme/argent/bareme").says("moins de 200 000,00 €"));
    }
}
