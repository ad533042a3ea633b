//! What schools have: nearly what a class needs, with what is broken, what is missing and what is on
//! its way.

use std::sync::Arc;

use db::Db;
use equipment::api::{
    self, Category, DeviceRow, LoanRow, OrderRow, Stand, State, TicketRow, Trouble,
};
use kernel::{Day, Instant, LocalTime, Place};

use super::{LoadError, now, people::Ids, today};
use crate::{
    rng::Rng,
    world::{School, World, span},
};

const EQUIPMENT: u64 = 47;
/// Schools written in one transaction.
const AT_ONCE: usize = 20;
/// What the campaign of the visit is called.
const CAMPAIGN: &str = "Classes mobiles 2027";

/// A device before it is written.
struct Owned {
    category: Category,
    model: (&'static str, &'static str),
    serial: String,
    tag: String,
    place: String,
    state: State,
    price: i64,
}

/// Gives each school its devices, and those of the visit an order.
pub(super) fn load(db: &Db, world: &Arc<World>, ids: &Arc<Ids>) -> Result<(), LoadError> {
    for first in (0..world.schools.len()).step_by(AT_ONCE) {
        let (world, ids) = (Arc::clone(world), Arc::clone(ids));
        db.write_blocking(move |tx| {
            for school in world.schools.iter().skip(first).take(AT_ONCE) {
                let owned = devices(&world, school);
                let org = ids.orgs[school.index as usize];
                let rows: Vec<DeviceRow> = owned.iter().map(|one| row(one, org)).collect();
                api::load_devices(tx, &rows, now())?;
            }
            Ok::<_, db::DbError>(())
        })?;
    }
    let (world, ids) = (Arc::clone(world), Arc::clone(ids));
    db.write_blocking(move |tx| {
        let cast = world.cast();
        let orgs = [cast.college, cast.ecole].map(|school| ids.orgs[school as usize]);
        orders(tx, orgs)?;
        lent(tx, &world, &ids)?;
        reported(tx, &world, &ids)
    })?;
    Ok(())
}

fn row(one: &Owned, org: i64) -> DeviceRow<'_> {
    DeviceRow {
        org,
        category: one.category,
        brand: one.model.0,
        model: one.model.1,
        serial: &one.serial,
        tag: &one.tag,
        funding: "",
        state: one.state,
        place: &one.place,
        bought: Some(today().plus(-500)),
        price: Some(one.price),
    }
}

/// What the collège and the école of the visit wait for.
fn orders(tx: &mut db::Tx, [college, ecole]: [i64; 2]) -> Result<(), db::DbError> {
    let order = OrderRow {
        org: college,
        campaign: CAMPAIGN,
        category: Category::Tablet,
        brand: "Tournesol",
        model: "Ardoise 11",
        quantity: 42,
        funding: "Convention 2026-14",
        ordered: Some(today().plus(-38)),
        expected: Some(today().plus(-3)),
        received: &[],
    };
    let need = OrderRow { org: ecole, quantity: 12, ordered: None, expected: None, ..order };
    api::load_orders(tx, &[order, need], now())
}

/// A moment of a day, counted from today.
fn at(days: i32, hours: i16) -> Instant {
    let day: Day = today().plus(days);
    Place::named("Europe/Paris").map_or_else(now, |place| place.instant(day, LocalTime(hours * 60)))
}

/// Some tablets of the collège are at pupils' homes: Lina's is accepted, another is late.
fn lent(tx: &mut db::Tx, world: &World, ids: &Ids) -> Result<(), db::DbError> {
    let Some(place) = Place::named("Europe/Paris") else { return Ok(()) };
    let cast = world.cast();
    let college = &world.schools[cast.college as usize];
    let owned = devices(world, college);
    let tablets = owned.iter().filter(|one| {
        one.category == Category::Tablet && matches!(one.state, State::Used | State::Stock)
    });
    let serials: Vec<&str> = tablets.map(|one| one.serial.as_str()).collect();
    let class = ids.classes[cast.class_5e_b as usize];
    let others = world.pupils_of(crate::world::Audience::Class(cast.class_5e_b));
    let others = others.filter(|pupil| pupil.index != cast.lina).take(3);
    let pupils = std::iter::once(cast.lina).chain(others.map(|pupil| pupil.index));
    let dates = [(-9, 8), (-30, -2), (-9, 1), (-9, 110)];
    let rows: Vec<LoanRow> = pupils
        .zip(serials)
        .zip(dates)
        .map(|((pupil, serial), (from, to))| LoanRow {
            org: ids.orgs[cast.college as usize],
            serial,
            person: ids.pupils[pupil as usize],
            group: Some(class),
            due: Some(at(to, 17)),
            at: at(from, 10),
            by: ids.staff[cast.secretariat as usize],
            accepted: None,
        })
        .collect();
    api::load_loans(tx, &rows, &place)
}

/// What does not work in the collège and in the école of the visit, each at its point.
fn reported(tx: &mut db::Tx, world: &World, ids: &Ids) -> Result<(), db::DbError> {
    let cast = world.cast();
    let staff = |one: u32| ids.staff[one as usize];
    let (baron, petit, head) = (staff(cast.baron), staff(cast.petit), staff(cast.head));
    let taken = [(at(-2, 11), head, Stand::Taken, "Un technicien passe vendredi matin.")];
    let fixed = [
        (at(-12, 9), head, Stand::Waiting, "La lampe est commandée."),
        (at(-5, 15), head, Stand::Fixed, "La lampe est changée."),
    ];
    let ticket = TicketRow {
        org: ids.orgs[cast.college as usize],
        serial: None,
        place: "Salle 12",
        trouble: Trouble::Network,
        words: "Les tablettes ne trouvent plus la borne.",
        reporter: petit,
        at: at(-3, 14),
        steps: &taken,
        is_passed: true,
    };
    let lamp = TicketRow {
        place: "Salle 7",
        trouble: Trouble::Picture,
        words: "",
        reporter: baron,
        at: at(-14, 10),
        steps: &fixed,
        is_passed: false,
        ..ticket
    };
    let ecole = TicketRow {
        org: ids.orgs[cast.ecole as usize],
        place: "CE2-CM1",
        trouble: Trouble::Power,
        words: "Le visualiseur reste éteint.",
        reporter: staff(cast.ecole_teacher),
        at: at(-1, 9),
        steps: &[],
        is_passed: false,
        ..ticket
    };
    api::load_tickets(tx, &[lamp, ticket, ecole])
}

fn devices(world: &World, school: &School) -> Vec<Owned> {
    let mut luck = Rng::of(world.seed, &[EQUIPMENT, school.index.into()]);
    let classes = &world.classes[span(&school.classes)];
    let mut devices: Vec<Owned> = Vec::new();
    let mut add = |category, model, mark: &str, place: String, price, luck: &mut Rng| {
        let number = devices.len() + 1;
        let state = match luck.below(20) {
            0 => State::Broken,
            1 => State::Stock,
            _ => State::Used,
        };
        devices.push(Owned {
            category,
            model,
            serial: format!("{mark}{:04}{number:04}", school.index),
            tag: format!("{mark}-{number:03}"),
            place,
            state,
            price,
        });
    };
    for class in classes {
        let place = format!("Salle {}", class.code);
        if luck.chance(930) {
            let model = ("Mirador", "Lucarne 4000");
            add(Category::Projector, model, "VP", place.clone(), 62_000, &mut luck);
        }
        if luck.chance(960) {
            add(Category::Desktop, ("Tournesol", "Pupitre 3"), "PC", place, 54_000, &mut luck);
        }
    }
    let trolleys = classes.len().div_ceil(4);
    for at in 1..=trolleys {
        if !luck.chance(700) {
            continue;
        }
        let place = format!("Chariot {at}");
        let model = ("Rondin", "Chariot 12");
        add(Category::Trolley, model, "CH", "Réserve".to_owned(), 98_000, &mut luck);
        for _ in 0..10 {
            let model = ("Tournesol", "Ardoise 10");
            add(Category::Tablet, model, "TA", place.clone(), 24_990, &mut luck);
        }
    }
    for at in 1..=classes.len().div_ceil(3) {
        let place = format!("Couloir {at}");
        add(Category::Wifi, ("Alizé", "Borne 6"), "WF", place, 18_500, &mut luck);
    }
    devices
}
