//! Calls for funds: to each its share, until all of it is asked for.

use programme::api::money::{
    self as api, Degree, NewConvention, NewLine, NewPartner, Part, PartnerKind, Payer,
};
use testkit::{Backend, Page, both};

use crate::money_world::{Money, day};

/// A convention that two banks and a commune signed, with a line of 100 000 € that is paid.
struct Several {
    money: Money,
    convention: String,
    second: i64,
}

impl Several {
    fn new(backend: Backend, names_banks: bool) -> Self {
        let money = Money::new(backend);
        let (bank, commune, ecole) = (money.bank, money.commune, money.world.people.ecole);
        let (second, convention, line) = money.world.test.arrange(move |tx| {
            let new = NewPartner {
                kind: PartnerKind::Bank,
                name: "Banque des Vallées",
                siret: None,
                org: None,
            };
            let second = api::add_partner(tx, &new)?;
            let new = NewConvention {
                reference: "2023-2",
                title: "À plusieurs",
                signed: day("2022-06-01"),
                ends: None,
                lapses: None,
                amount: 100_000_000,
            };
            let convention = api::add_convention(tx, &new, &[bank, second, commune])?;
            let payers =
                [(Payer::Commune, commune, 1), (Payer::State, bank, 1), (Payer::State, second, 1)];
            let line = NewLine {
                part: Part::Equipment,
                degree: Degree::Ecole,
                label: "À deux banques",
                planned: 20_000_000,
                is_tax_eligible: false,
                is_private: false,
                payers: &payers[..if names_banks { 3 } else { 1 }],
                schools: &[ecole],
            };
            Ok((second, convention, api::add_line(tx, convention, &line)?))
        });
        let fields = |reference: &'static str| {
            [("reference", reference), ("jour", "2023-01-02"), ("montant", "100 000")]
        };
        money.write_in(line, "order", None, &fields("C-1"));
        let order = money.last();
        money.write_in(line, "invoice", Some(order), &fields("F-1"));
        let invoice = money.last();
        let paid = money.write_in(line, "payment", Some(invoice), &fields("M-1"));
        assert!(paid.says("C’est enregistré"), "{}", paid.text());
        let convention = format!("/programme/argent/conventions/{convention}");
        Self { money, convention, second }
    }

    fn ask(&self, partner: i64, amount: &str) -> Page {
        let fields = [
            ("financeur", partner.to_string()),
            ("genre", "balance".to_owned()),
            ("montant", amount.to_owned()),
        ];
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.money.world.send(
            self.money.world.people.manager,
            &format!("{}/appels", self.convention),
            &fields,
        )
    }
}

fn assert_refused(page: &Page, says: &str) {
    assert!(page.status == 422 && page.says(says), "{says} in {}", page.text());
}

both! {
    fn a_balance_is_what_is_earned_and_was_not_called(backend) {
        let money = Money::new(backend);
        let order = money.order("C-1", "2023-01-02", "100 000");
        let invoice = money.invoice(order, "F-1", "2023-02-02", "100 000");
        money.pay(invoice, "M-1", "2023-03-02", "50 000");
        let path = format!("{}/appels", money.path());
        let ask = |kind: &str, amount: &str| {
            money.world.send(money.world.people.manager, &path, &[("genre", kind), ("montant", amount)])
        };
        assert!(ask("instalment", "20 000").says("Appel 1 : acompte"));
        money.pay(invoice, "M-2", "2023-04-02", "50 000");
        assert_refused(&ask("balance", "50 000,01"), "50 000,00 € au plus");
        let balance = ask("balance", "50 000");
        assert!(balance.says("Appel 2 : solde") && balance.says("70 000,00 €"), "{}", balance.text());
        assert_refused(&ask("balance", "0,01"), "0,00 € au plus");
        let convention = money.world.visit(money.world.people.funder).get(&money.path());
        let facts = convention.all("dl.facts dd");
        assert_eq!(facts.iter().filter(|one| *one == "70 000,00 €").count(), 2, "earned and called: {facts:?}");
    }

    fn nobody_is_asked_for_the_share_of_another(backend) {
        let all = Several::new(backend, true);
        let (bank, commune) = (all.money.bank, all.money.commune);
        assert_refused(&all.ask(bank, "35 000,01"), "35 000,00 € au plus peuvent être demandés à « Banque des Rivières »");
        assert!(all.ask(bank, "35 000").says("Appel 1 : solde"));
        assert_refused(&all.ask(bank, "0,01"), "0,00 € au plus");
        assert!(all.ask(all.second, "35 000").says("Appel 2 : solde"));
        assert_refused(&all.ask(commune, "30 000,01"), "30 000,00 € au plus peuvent être demandés à « Charroux »");
        let call = all.ask(commune, "30 000");
        assert!(call.says("Appel 3 : solde"), "{}", call.text());
        let letter = all.money.world.visit(all.money.world.people.manager).get(&format!("{}/pdf", call.path)).printed();
        assert!(letter.says("Charroux") && letter.says("Votre part acquise : 30 000,00 €."), "{}", letter.text());
        assert!(!letter.says("Part de l’État"), "{}", letter.text());
        let stranger = all.ask(all.money.other, "1");
        assert_eq!(stranger.status, 422, "who did not sign is asked for nothing");
    }

    fn what_no_bank_is_named_for_is_asked_once_of_all_of_them(backend) {
        let all = Several::new(backend, false);
        assert!(all.ask(all.money.bank, "50 000").says("Appel 1 : solde"));
        assert_refused(&all.ask(all.second, "20 000,01"), "20 000,00 € au plus");
        assert!(all.ask(all.second, "20 000").says("Appel 2 : solde"));
        assert_refused(&all.ask(all.money.bank, "0,01"), "0,00 € au plus");
    }
}
