//! A convention of 5.6 M€ with two communes, their bank and a supplier.

use directory::edit::{self, NewMembership};
use kernel::{Day, Instant, Role};
use programme::api::money::{
    self as api, By, NewConvention, NewLine, NewPartner, Part, PartnerKind, Payer,
};
use testkit::{Backend, Page};

use crate::world::World;

/// The world with what the money needs.
pub(crate) struct Money {
    pub(crate) world: World,
    pub(crate) bank: i64,
    pub(crate) commune: i64,
    pub(crate) other: i64,
    pub(crate) supplier: i64,
    pub(crate) convention: i64,
    /// Equipment of écoles, planned 400 000 €, paid by the commune.
    pub(crate) line: i64,
}

pub(crate) const SIGNED: &str = "2022-05-05";

pub(crate) fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

impl Money {
    pub(crate) fn new(backend: Backend) -> Self {
        let world = World::new(backend);
        let people = world.people;
        let ids = world.test.arrange(move |tx| {
            let org = edit::create_funder(tx, "bank", "Banque des Rivières")?;
            let (starts, ends) = (Day(0), Day::NEVER);
            let (person, role) = (people.funder, Role::Funder);
            let tie = NewMembership {
                person,
                role,
                org: Some(org),
                group: None,
                teaching: None,
                starts,
                ends,
            };
            edit::add_membership(tx, &tie)?;
            let mut add = |kind, name, siret, org| {
                api::add_partner(tx, &NewPartner { kind, name, siret: Some(siret), org })
            };
            let bank = add(PartnerKind::Bank, "Banque des Rivières", "18002002600019", Some(org))?;
            let commune = add(PartnerKind::Commune, "Charroux", "21860194000115", None)?;
            let other = add(PartnerKind::Commune, "Fontclaire", "21860274000126", None)?;
            let supplier = add(PartnerKind::Supplier, "Tournesol SARL", "40123456700014", None)?;
            let first = day("2022-01-01");
            let limit = Some(20_000_000);
            let rates = [
                (Payer::Commune, 3_000, 0, limit),
                (Payer::State, 7_000, 0, limit),
                (Payer::Commune, 5_000, 20_000_000, None),
                (Payer::State, 5_000, 20_000_000, None),
            ];
            api::set_rates(tx, "equipment-ecole", first, &rates)?;
            let halves = [(Payer::Commune, 5_000, 0, None), (Payer::State, 5_000, 0, None)];
            api::set_rates(tx, "resources-ecole", first, &halves)?;
            api::set_rule(tx, "ceiling", (first, 8_000), true, Instant(0))?;
            let new = NewConvention {
                reference: "2022-TNE-86",
                title: "Territoire numérique",
                signed: day(SIGNED),
                ends: Some(day("2028-12-31")),
                lapses: Some(day("2029-06-30")),
                amount: 560_000_000,
            };
            let convention = api::add_convention(tx, &new, &[bank])?;
            let payers = [(Payer::Commune, commune, 1), (Payer::State, bank, 1)];
            let line = NewLine {
                part: Part::Equipment,
                degree: api::Degree::Ecole,
                label: "Classes mobiles",
                planned: 40_000_000,
                is_tax_eligible: false,
                is_private: false,
                payers: &payers,
                schools: &[people.ecole],
            };
            let line = api::add_line(tx, convention, &line)?;
            Ok((bank, commune, other, supplier, convention, line))
        });
        let (bank, commune, other, supplier, convention, line) = ids;
        Self { world, bank, commune, other, supplier, convention, line }
    }

    /// Who loads what tests begin with.
    pub(crate) fn by() -> By {
        By { person: None, at: Instant(0) }
    }

    pub(crate) fn path(&self) -> String {
        format!("/programme/argent/conventions/{}", self.convention)
    }

    pub(crate) fn line_path(&self) -> String {
        format!("/programme/argent/lignes/{}", self.line)
    }

    /// Writes something down of the line as its manager.
    pub(crate) fn write(&self, kind: &str, on: Option<i64>, fields: &[(&str, &str)]) -> Page {
        self.write_in(self.line, kind, on, fields)
    }

    pub(crate) fn write_in(
        &self,
        line: i64,
        kind: &str,
        on: Option<i64>,
        fields: &[(&str, &str)],
    ) -> Page {
        let visitor = self.world.visit(self.world.people.manager);
        let path = format!("/programme/argent/lignes/{line}/ecrire");
        let page = visitor.get(&format!("{path}?genre={kind}"));
        assert_eq!(page.status, 200, "{}", page.text());
        let mut form = visitor.form(&page, &path);
        if let Some(on) = on {
            form = form.fill("sur", &on.to_string());
        }
        if matches!(kind, "order" | "invoice")
            && !fields.iter().any(|(name, _)| *name == "fournisseur")
        {
            form = form.fill("fournisseur", &self.supplier.to_string());
        }
        for (field, value) in fields {
            form = form.fill(field, value);
        }
        form.send()
    }

    /// The last entry written.
    pub(crate) fn last(&self) -> i64 {
        self.world
            .test
            .look(|tx| tx.query_one("SELECT MAX(id) FROM programme_entry", &[], |row| row.get(0)))
    }

    /// An order of some amount; its id.
    pub(crate) fn order(&self, reference: &str, on: &str, amount: &str) -> i64 {
        let page = self.write(
            "order",
            None,
            &[("reference", reference), ("jour", on), ("montant", amount)],
        );
        assert!(page.says("C’est enregistré"), "{}", page.text());
        self.last()
    }

    /// An invoice of an order; its id.
    pub(crate) fn invoice(&self, order: i64, reference: &str, on: &str, amount: &str) -> i64 {
        let page = self.write(
            "invoice",
            Some(order),
            &[("reference", reference), ("jour", on), ("montant", amount)],
        );
        assert!(page.says("C’est enregistré"), "{}", page.text());
        self.last()
    }

    /// A payment of an invoice.
    pub(crate) fn pay(&self, invoice: i64, reference: &str, on: &str, amount: &str) -> Page {
        self.write(
            "payment",
            Some(invoice),
            &[("reference", reference), ("jour", on), ("montant", amount)],
        )
    }
}
