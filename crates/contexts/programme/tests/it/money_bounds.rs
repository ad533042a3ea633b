//! What no convention, no amount and no file may do.

use programme::api::money::{self as api, NewConvention, NewPartner, PartnerKind};
use testkit::both;

use crate::money_world::{Money, day};

both! {
    fn the_last_amendment_says_when_a_convention_ends(backend) {
        let money = Money::new(backend);
        let manager = money.world.people.manager;
        let path = format!("{}/avenants", money.path());
        for (signed, ends) in [("2024-01-01", "2029-12-31"), ("2025-01-01", "2028-06-30")] {
            let page = money.world.send(manager, &path, &[("raison", "Durée"), ("jour", signed), ("fin", ends)]);
            assert!(page.says("C’est enregistré"), "{}", page.text());
        }
        let late = money.write("order", None, &[("reference", "C-1"), ("jour", "2028-07-01"), ("montant", "100 000")]);
        assert!(late.says("après le dernier jour"), "{}", late.text());
        let before = money.world.send(manager, &path, &[("raison", "Durée"), ("jour", "2026-01-01"), ("fin", "2020-01-01")]);
        assert!(before.status == 422 && before.says("avant la signature"), "{}", before.text());
    }

    fn an_amount_beyond_any_territory_is_not_read(backend) {
        let money = Money::new(backend);
        let order = money.order("C-1", "2023-01-02", "100 000");
        let invoice = money.invoice(order, "F-1", "2023-02-02", "60 000");
        assert!(money.pay(invoice, "M-1", "2023-03-02", "30 000").says("C’est enregistré"));
        for amount in ["92 233 720 368 547 758,07", "100 000 000 000,01", "-92 233 720 368 547 758,08"] {
            let page = money.pay(invoice, "M-2", "2023-03-02", amount);
            assert!(page.status == 422 && page.says("ne se lit pas"), "{amount}: {}", page.text());
        }
        let most = money.pay(invoice, "M-2", "2023-03-02", "100 000 000 000");
        assert!(most.status == 422 && most.says("reste à payer"), "{}", most.text());
    }

    fn an_invoice_is_financed_by_one_convention_however_its_number_is_typed(backend) {
        let money = Money::new(backend);
        let (bank, ecole) = (money.bank, money.world.people.ecole);
        let line = money.world.test.arrange(move |tx| {
            let new = NewConvention {
                reference: "2024-2", title: "Une autre", signed: day("2022-06-01"), ends: None, lapses: None,
                amount: 100_000_000,
            };
            let convention = api::add_convention(tx, &new, &[bank])?;
            let line = api::NewLine {
                part: api::Part::Equipment, degree: api::Degree::Ecole, label: "Encore", planned: 20_000_000,
                is_tax_eligible: false, is_private: false, payers: &[], schools: &[ecole],
            };
            api::add_line(tx, convention, &line)
        });
        let order = money.order("C-1", "2023-01-02", "100 000");
        money.invoice(order, "Fé-12", "2023-02-02", "60 000");
        let fields = [("reference", "FE-12"), ("jour", "2023-02-02"), ("montant", "60 000")];
        let again = money.write_in(line, "invoice", None, &fields);
        assert!(again.status == 422 && again.says("déjà une facture de ce numéro"), "{}", again.text());
    }

    fn what_is_split_over_two_conventions_is_pointed_out_to_who_keeps_them_both(backend) {
        let money = Money::new(backend);
        let (bank, commune, ecole) = (money.bank, money.commune, money.world.people.ecole);
        let line = money.world.test.arrange(move |tx| {
            let new = NewConvention {
                reference: "2023-REGION", title: "Une autre", signed: day("2022-06-01"), ends: None, lapses: None,
                amount: 100_000_000,
            };
            let convention = api::add_convention(tx, &new, &[])?;
            let line = api::NewLine {
                part: api::Part::Equipment, degree: api::Degree::Ecole, label: "Encore", planned: 20_000_000,
                is_tax_eligible: false, is_private: false,
                payers: &[(api::Payer::Commune, commune, 1), (api::Payer::State, bank, 1)], schools: &[ecole],
            };
            api::add_line(tx, convention, &line)
        });
        money.order("C-1", "2023-01-02", "120 000");
        let fields = [("reference", "C-2"), ("jour", "2023-02-02"), ("montant", "90 000")];
        let written = money.write_in(line, "order", None, &fields);
        let says = ["2 commandes à Tournesol SARL en 31 jours", "210 000,00 €", "autre convention : 2022-TNE-86"];
        assert!(says.iter().all(|says| written.says(says)), "{}", written.text());
        let people = money.world.people;
        for path in [money.path(), money.line_path()] {
            let page = money.world.visit(people.manager).get(&path);
            assert!(page.says("autre convention : 2023-REGION"), "{}", page.text());
            let page = money.world.visit(people.funder).get(&path);
            assert!(page.status == 200 && !page.says("210 000,00 €"), "it did not sign the other: {}", page.text());
        }
    }

    fn an_invoice_of_several_rates_of_tax_counts_what_it_says(backend) {
        let money = Money::new(backend);
        let order = money.order("C-1", "2023-01-02", "1 500");
        // 1 000 € at 20 % and 500 € at 5.5 %: neither rate is that of the whole.
        let fields = [("reference", "F-1"), ("jour", "2023-02-02"), ("montant", "1 500"), ("tva", "227,50")];
        let page = money.write("invoice", Some(order), &fields);
        assert!(page.says("C’est enregistré") && page.says("227,50 €"), "{}", page.text());
        let invoice = money.last();
        let paid = money.pay(invoice, "M-1", "2023-03-02", "863,75");
        // Half of 1 727.50 € is paid, so half of 1 500 € is spent.
        assert!(paid.says("C’est enregistré") && paid.says("225,00 €") && paid.says("525,00 €"), "{}", paid.text());
        let over = money.pay(invoice, "M-2", "2023-03-03", "863,76");
        assert!(over.status == 422 && over.says("863,75 €"), "{}", over.text());
    }

    fn a_credit_takes_back_no_more_tax_than_there_was(backend) {
        let money = Money::new(backend);
        let order = money.order("C-1", "2023-01-02", "100 000");
        let fields = [("reference", "F-1"), ("jour", "2023-02-02"), ("montant", "1 000"), ("tva", "200")];
        money.write("invoice", Some(order), &fields);
        let invoice = money.last();
        let fields = [("reference", "A-1"), ("jour", "2023-03-02"), ("montant", "1"), ("tva", "1 000"), ("confirme", "oui")];
        let page = money.write("credit", Some(invoice), &fields);
        assert!(page.status == 422 && page.says("L’avoir dépasse la facture"), "{}", page.text());
    }

    fn an_expense_of_a_thousand_years_is_refused(backend) {
        let money = Money::new(backend);
        let order = money.order("C-1", "2023-01-02", "100 000");
        let fields = [
            ("reference", "F-1"), ("jour", "2023-02-02"), ("montant", "1 000"), ("du", "1000-01-01"), ("au", "2999-12-31"),
        ];
        let page = money.write("invoice", Some(order), &fields);
        assert!(page.status == 422 && page.says("Dix ans au plus"), "{}", page.text());
    }

    fn a_name_that_a_spreadsheet_would_run_is_text_in_the_public_file(backend) {
        let money = Money::new(backend);
        let (convention, bank) = (money.convention, money.bank);
        money.world.test.arrange(move |tx| {
            let name = "=HYPERLINK(\"https://piege.example\")";
            let new = NewPartner { kind: PartnerKind::Commune, name, siret: Some("21860194000013"), org: None };
            let payers = [(api::Payer::Commune, api::add_partner(tx, &new)?, 1), (api::Payer::State, bank, 1)];
            let line = api::NewLine {
                part: api::Part::Resources, degree: api::Degree::Ecole, label: "Piège", planned: 10_000,
                is_tax_eligible: false, is_private: false, payers: &payers, schools: &[],
            };
            api::add_line(tx, convention, &line)
        });
        let file = money.world.visit(money.world.people.manager).get(&format!("{}/subventions", money.path()));
        assert!(file.body.contains("'=HYPERLINK"), "{}", file.body);
    }
}
