//! The money of the programme: a convention of 5.6 M€, its lines, what was ordered, invoiced and paid.

use std::{collections::BTreeMap, sync::Arc};

use db::{Db, DbError, Tx};
use directory::edit::{self, NewMembership};
use equipment::api::{Category, DeviceRow, OrderRow, State};
use kernel::{Day, Role};
use programme::api::money::{
    self as api, By, CallKind, Degree, EntryKind, NewCall, NewConvention, NewEntry, NewLine,
    NewPartner, NewRate, Part, PartnerKind, Payer, part_key,
};

use super::{LoadError, now, people::Ids, today};
use crate::{
    calendar::date,
    rng::Rng,
    world::{SchoolKind, World, span},
};

const MONEY: u64 = 53;
/// What the State gives, in cents.
const AMOUNT: i64 = 560_000_000;
/// The amount where the rate of écoles changes, in cents before tax.
const LIMIT: i64 = 20_000_000;
/// Tablets of the école of the visit.
const TABLETS: usize = 12;

/// Writes the money down, and gives those who follow it what they may see.
pub(super) fn load(db: &Db, world: &Arc<World>, ids: &Arc<Ids>) -> Result<(), LoadError> {
    let (world, ids) = (Arc::clone(world), Arc::clone(ids));
    db.write_blocking(move |tx| Loading { tx, world: &world, ids: &ids, numbers: 0 }.all())?;
    Ok(())
}

/// The loading of a territory.
struct Loading<'l, 'c> {
    tx: &'l mut Tx<'c>,
    world: &'l World,
    ids: &'l Ids,
    /// National numbers given so far.
    numbers: u64,
}

/// Those who pay.
struct Payers {
    bank: i64,
    departement: i64,
    suppliers: [i64; 2],
}

impl Loading<'_, '_> {
    fn all(mut self) -> Result<(), DbError> {
        let payers = self.payers()?;
        self.rates()?;
        let convention = api::add_convention(
            self.tx,
            &NewConvention {
                reference: "Convention 2026-14",
                title: "Territoire numérique éducatif du Val-de-Préau",
                signed: Day(date(2026, 1, 15)),
                ends: Some(Day(date(2028, 12, 31))),
                lapses: Some(Day(date(2029, 6, 30))),
                amount: AMOUNT,
            },
            &[payers.bank, payers.departement],
        )?;
        self.communes(convention, &payers)?;
        self.colleges(convention, &payers)?;
        self.others(convention, &payers)?;
        self.calls(convention, payers.bank)
    }

    /// A national number that no establishment has, with the right check.
    fn number(&mut self) -> String {
        self.numbers += 1;
        let base = format!("99900{:08}", self.numbers);
        let twice = |(at, byte): (usize, u8)| match (at % 2, u32::from(byte - b'0')) {
            (1, digit) => digit,
            (_, digit) if digit > 4 => digit * 2 - 9,
            (_, digit) => digit * 2,
        };
        let sum: u32 = base.bytes().rev().enumerate().map(twice).sum();
        format!("{base}{}", (10 - sum % 10) % 10)
    }

    fn partner(&mut self, kind: PartnerKind, name: &str) -> Result<i64, DbError> {
        let org = if kind.is_funder() {
            Some(edit::create_funder(self.tx, kind.code(), name)?)
        } else {
            None
        };
        if kind == PartnerKind::Bank {
            self.tie(self.world.cast().funder, Role::Funder, org)?;
        }
        let siret = self.number();
        api::add_partner(self.tx, &NewPartner { kind, name, siret: Some(&siret), org })
    }

    fn tie(&mut self, staff: u32, role: Role, org: Option<i64>) -> Result<(), DbError> {
        let person = self.ids.staff[staff as usize];
        let (starts, ends) = (Day(0), Day::NEVER);
        let tie = NewMembership { person, role, org, group: None, teaching: None, starts, ends };
        edit::add_membership(self.tx, &tie)
    }

    fn payers(&mut self) -> Result<Payers, DbError> {
        Ok(Payers {
            bank: self.partner(PartnerKind::Bank, "Banque des Rivières")?,
            departement: self.partner(PartnerKind::Departement, "Département du Val")?,
            suppliers: [
                self.partner(PartnerKind::Supplier, "Tournesol Équipement")?,
                self.partner(PartnerKind::Supplier, "Alizé Réseaux")?,
            ],
        })
    }

    /// The table of co-financing, and what is to be confirmed of it.
    fn rates(&mut self) -> Result<(), DbError> {
        let first = Day(date(2026, 1, 1));
        let halves = |own| [(own, 5_000, 0, None), (Payer::State, 5_000, 0, None)];
        let most = |own| [(own, 2_000, 0, None), (Payer::State, 8_000, 0, None)];
        let ecoles: [NewRate; 4] = [
            (Payer::Commune, 3_000, 0, Some(LIMIT)),
            (Payer::State, 7_000, 0, Some(LIMIT)),
            (Payer::Commune, 5_000, LIMIT, None),
            (Payer::State, 5_000, LIMIT, None),
        ];
        let (equipment, resources) = (Part::Equipment, Part::Resources);
        api::set_rates(self.tx, &part_key(equipment, Degree::Ecole), first, &ecoles)?;
        for (part, degree, rates) in [
            (equipment, Degree::College, halves(Payer::Departement)),
            (resources, Degree::Ecole, halves(Payer::Commune)),
            (resources, Degree::College, halves(Payer::Departement)),
            (Part::Training, Degree::Any, most(Payer::Departement)),
            (Part::Families, Degree::Any, most(Payer::Departement)),
        ] {
            api::set_rates(self.tx, &part_key(part, degree), first, &rates)?;
        }
        for (name, value, is_confirmed) in [
            ("scope", 1, false),
            ("ceiling", 8_000, true),
            ("private", 1, true),
            ("advance", 2_000, true),
        ] {
            api::set_rule(self.tx, name, (first, value), is_confirmed, now())?;
        }
        Ok(())
    }

    /// A line for the écoles of each commune; those of the commune of the visit wait for a look.
    fn communes(&mut self, convention: i64, payers: &Payers) -> Result<(), DbError> {
        let mut communes: BTreeMap<&str, Vec<&crate::world::School>> = BTreeMap::new();
        for school in self.world.schools.iter().filter(|one| one.kind != SchoolKind::College) {
            communes.entry(&school.commune).or_default().push(school);
        }
        let cast = self.world.cast();
        let of_visit = &self.world.schools[cast.ecole as usize].commune;
        let classes: usize = communes.values().flatten().map(|one| span(&one.classes).len()).sum();
        // Some 2.6 M€ of the State for all the écoles, by their classes.
        let by_class = 370_000_000 / i64::try_from(classes.max(1)).unwrap_or(1);
        for (at, (commune, schools)) in communes.into_iter().enumerate() {
            let partner = self.partner(PartnerKind::Commune, commune)?;
            let orgs: Vec<i64> =
                schools.iter().map(|one| self.ids.orgs[one.index as usize]).collect();
            let count: usize = schools.iter().map(|one| span(&one.classes).len()).sum();
            let is_visit = commune == of_visit;
            let planned = by_class * i64::try_from(count).unwrap_or(0) / 10_000 * 10_000;
            let planned = if is_visit { 40_000_000 } else { planned };
            let label = format!("Classes mobiles, {commune}");
            let line = api::add_line(
                self.tx,
                convention,
                &NewLine {
                    part: Part::Equipment,
                    degree: Degree::Ecole,
                    label: &label,
                    planned,
                    is_tax_eligible: false,
                    is_private: false,
                    payers: &[(Payer::Commune, partner, 1), (Payer::State, payers.bank, 1)],
                    schools: &orgs,
                },
            )?;
            if is_visit {
                for org in &orgs {
                    self.tie(cast.commune_agent, Role::CommuneAgent, Some(*org))?;
                }
                self.visit(line, payers.suppliers[0])?;
            } else {
                let mut luck = Rng::of(self.world.seed, &[MONEY, u64::try_from(at).unwrap_or(0)]);
                let supplier = luck.pick(&payers.suppliers);
                self.spend(line, planned, (supplier, &format!("{at:03}")), &mut luck)?;
            }
        }
        Ok(())
    }

    fn by() -> By {
        By { person: None, at: now() }
    }

    fn order(
        &mut self,
        line: i64,
        reference: &str,
        (day, net): (Day, i64),
        (supplier, equipment): (i64, Option<i64>),
    ) -> Result<i64, DbError> {
        let order = NewEntry {
            kind: EntryKind::Order,
            parent: None,
            supplier: Some(supplier),
            reference,
            day,
            span: None,
            net,
            tax: net / 5,
            equipment,
            note: "",
        };
        api::add_entry(self.tx, line, &order, Self::by())
    }

    /// An invoice of an order, and its payment when it is paid.
    fn invoice(
        &mut self,
        line: i64,
        order: i64,
        reference: &str,
        (day, net, supplier): (Day, i64, i64),
        is_paid: bool,
    ) -> Result<(), DbError> {
        let invoice = NewEntry {
            kind: EntryKind::Invoice,
            parent: Some(order),
            supplier: Some(supplier),
            reference,
            day,
            span: None,
            net,
            tax: net / 5,
            equipment: None,
            note: "",
        };
        let id = api::add_entry(self.tx, line, &invoice, Self::by())?;
        if is_paid {
            let paid = NewEntry {
                kind: EntryKind::Payment,
                parent: Some(id),
                reference: &reference.replace('F', "M"),
                day: day.plus(28).min(today()),
                net: net + net / 5,
                tax: 0,
                ..invoice
            };
            api::add_entry(self.tx, line, &paid, Self::by())?;
        }
        Ok(())
    }

    /// Some communes have ordered, some of those have their invoice, some of those have paid it.
    fn spend(
        &mut self,
        line: i64,
        planned: i64,
        (supplier, number): (i64, &str),
        luck: &mut Rng,
    ) -> Result<(), DbError> {
        if !luck.chance(620) || planned == 0 {
            return Ok(());
        }
        let day = Day(date(2026, 3, 1)).plus(luck.between(0, 300));
        let net = planned / 100 * i64::from(luck.between(82, 99));
        let order = self.order(line, &format!("C-{number}"), (day, net), (supplier, None))?;
        if luck.chance(640) {
            let is_paid = luck.chance(700);
            let invoiced = (day.plus(45).min(today()), net, supplier);
            self.invoice(line, order, &format!("F-{number}"), invoiced, is_paid)?;
        }
        Ok(())
    }

    /// The école of the visit: tablets that came, and two orders that may be one.
    fn visit(&mut self, line: i64, supplier: i64) -> Result<(), DbError> {
        let org = self.ids.orgs[self.world.cast().ecole as usize];
        let numbers: Vec<String> = (1..=TABLETS).map(|at| format!("PV26{at:04}")).collect();
        let device = |(at, serial): (usize, &'_ String)| {
            let place = if at < TABLETS / 2 { "Salle des CE2" } else { "Bibliothèque" };
            (serial.clone(), place)
        };
        let placed: Vec<(String, &str)> = numbers.iter().enumerate().map(device).collect();
        let rows: Vec<DeviceRow> = placed
            .iter()
            .map(|(serial, place)| DeviceRow {
                org,
                category: Category::Tablet,
                brand: "Tournesol",
                model: "Ardoise 11",
                serial,
                tag: "",
                funding: "Convention 2026-14",
                state: State::Used,
                place,
                bought: Some(Day(date(2026, 9, 14))),
                price: Some(24_990),
            })
            .collect();
        equipment::api::load_devices(self.tx, &rows, now())?;
        let wanted = OrderRow {
            org,
            campaign: "Tablettes 2026",
            category: Category::Tablet,
            brand: "Tournesol",
            model: "Ardoise 11",
            quantity: i64::try_from(TABLETS).unwrap_or(0),
            funding: "Convention 2026-14",
            ordered: Some(Day(date(2026, 6, 10))),
            expected: Some(Day(date(2026, 9, 1))),
            received: &numbers,
        };
        equipment::api::load_orders(self.tx, &[wanted], now())?;
        let orders = equipment::api::orders_of(self.tx, &[org])?;
        let tablets = orders.iter().find(|one| one.name.starts_with("Tablettes 2026"));
        let net = 12_000_000;
        let first = Day(date(2026, 6, 10));
        let order =
            self.order(line, "C-2026-31", (first, net), (supplier, tablets.map(|one| one.id)))?;
        let invoiced = (Day(date(2026, 9, 20)), net, supplier);
        self.invoice(line, order, "F-2026-77", invoiced, true)?;
        let second = Day(date(2026, 7, 8));
        self.order(line, "C-2026-40", (second, 9_500_000), (supplier, None))?;
        Ok(())
    }

    fn colleges(&mut self, convention: i64, payers: &Payers) -> Result<(), DbError> {
        let colleges = self.world.schools.iter().filter(|one| one.kind == SchoolKind::College);
        let orgs: Vec<i64> = colleges.map(|one| self.ids.orgs[one.index as usize]).collect();
        let shares = [(Payer::Departement, payers.departement, 1), (Payer::State, payers.bank, 1)];
        let lines = [
            (Part::Equipment, "Classes mobiles des collèges", 280_000_000),
            (Part::Resources, "Ressources numériques des collèges", 60_000_000),
        ];
        for (at, (part, label, planned)) in lines.into_iter().enumerate() {
            let line = NewLine {
                part,
                degree: Degree::College,
                label,
                planned,
                is_tax_eligible: false,
                is_private: false,
                payers: &shares,
                schools: &orgs,
            };
            let line = api::add_line(self.tx, convention, &line)?;
            let (supplier, day) = (payers.suppliers[at], Day(date(2026, 5, 4)));
            let net = planned / 2;
            let order = self.order(line, &format!("C-COL-{at}"), (day, net), (supplier, None))?;
            let invoiced = (day.plus(60), net / 2, supplier);
            self.invoice(line, order, &format!("F-COL-{at}"), invoiced, at == 0)?;
        }
        Ok(())
    }

    /// Training and what is done with families.
    fn others(&mut self, convention: i64, payers: &Payers) -> Result<(), DbError> {
        let shares = [(Payer::Departement, payers.departement, 1), (Payer::State, payers.bank, 1)];
        for (part, label, planned) in [
            (Part::Training, "Formation des équipes", 55_000_000),
            (Part::Families, "Ateliers avec les familles", 24_000_000),
        ] {
            let line = NewLine {
                part,
                degree: Degree::Any,
                label,
                planned,
                is_tax_eligible: false,
                is_private: false,
                payers: &shares,
                schools: &[],
            };
            let line = api::add_line(self.tx, convention, &line)?;
            let invoice = NewEntry {
                kind: EntryKind::Invoice,
                parent: None,
                supplier: Some(payers.suppliers[1]),
                reference: if part == Part::Training { "F-FOR-1" } else { "F-FAM-1" },
                day: Day(date(2027, 1, 12)),
                span: Some((Day(date(2026, 10, 1)), Day(date(2027, 1, 31)))),
                net: planned / 5,
                tax: 0,
                equipment: None,
                note: "",
            };
            api::add_entry(self.tx, line, &invoice, Self::by())?;
        }
        Ok(())
    }

    /// An advance that came in, and an instalment that is waited for.
    fn calls(&mut self, convention: i64, bank: i64) -> Result<(), DbError> {
        let call = NewCall {
            partner: bank,
            kind: CallKind::Advance,
            day: Day(date(2026, 2, 2)),
            amount: AMOUNT / 20,
            spent: 0,
            earned: 0,
        };
        let advance = api::add_call(self.tx, convention, &call, None, now())?;
        let came = (Day(date(2026, 3, 12)), AMOUNT / 20, "VIR-2026-0312");
        api::add_receipt(self.tx, advance, came, None, now())
    }
}
