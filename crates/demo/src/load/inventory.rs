//! What schools have: nearly what a class needs, with what is broken, what is missing and what is on
//! its way.

use std::sync::Arc;

use db::Db;
use equipment::api::{
    self, AnswerRow, Category, ConnectedRow, DeviceRow, LoanRow, OrderRow, Stand, State, SurveyRow,
    TicketRow, Trouble,
};
use kernel::{Day, Instant, LocalTime, Place};

use super::{LoadError, now, people::Ids, today};
use crate::{
    rng::Rng,
    world::{School, World, span},
};

const EQUIPMENT: u64 = 47;
const CONNECTED: u64 = 48;
const ANSWERED: u64 = 49;
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
        connected(tx, &world, &ids)?;
        surveys(tx, &world, &ids)?;
        lent(tx, &world, &ids)?;
        reported(tx, &world, &ids)
    })?;
    Ok(())
}

/// How each school is connected: most by fibre, a few of which nobody has said anything.
fn connected(tx: &mut db::Tx, world: &World, ids: &Ids) -> Result<(), db::DbError> {
    const STATUSES: [&str; 8] =
        ["fibre", "fibre", "fibre", "fibre", "very-fast", "fast", "slow", ""];
    let rows: Vec<ConnectedRow> = world
        .schools
        .iter()
        .map(|school| {
            let mut luck = Rng::of(world.seed, &[CONNECTED, school.index.into()]);
            let status = STATUSES[luck.below(8)];
            let most: i64 = match status {
                "fibre" => 480_000,
                "very-fast" => 62_000,
                "fast" => 14_000,
                _ => 5_200,
            };
            let share = i64::try_from(luck.below(60)).unwrap_or(0) + 40;
            let down = most * share / 100;
            ConnectedRow {
                org: ids.orgs[school.index as usize],
                status,
                source: "Carte des débits (fictive)",
                day: today().plus(-40 - i32::try_from(luck.below(200)).unwrap_or(0)),
                speed: luck.chance(600).then_some((down, down / 4)),
            }
        })
        .collect();
    api::load_connected(tx, &rows, now())
}

/// The survey of last year, which every école answered, and the one that waits.
fn surveys(tx: &mut db::Tx, world: &World, ids: &Ids) -> Result<(), db::DbError> {
    let cast = world.cast();
    let head = ids.staff[cast.ecole_head as usize];
    let college_head = ids.staff[cast.head as usize];
    let answered = |school: &School, person: i64, late: i64| {
        let classes = i64::try_from(span(&school.classes).len()).unwrap_or(0);
        let number = |code, answer: i64| (code, answer.to_string());
        let said = vec![
            number("rooms", classes + 1),
            number("classes", classes),
            number("shown", (classes - late).max(0)),
            number("computers", (classes - 1).max(0)),
            number("mobile", classes / 4 * 10),
            number("wifi", classes / 3),
            ("coverage", if late > 1 { "part" } else { "whole" }.to_owned()),
            ("broadband", "fibre".to_owned()),
            ("referent", if late > 2 { "no" } else { "yes" }.to_owned()),
            ("needs", String::new()),
        ];
        AnswerRow { org: ids.orgs[school.index as usize], person, said }
    };
    let mut luck = Rng::of(world.seed, &[ANSWERED]);
    let all: Vec<_> = world
        .schools
        .iter()
        .map(|school| {
            let person = if school.index == cast.ecole { head } else { college_head };
            answered(school, person, i64::try_from(luck.below(4)).unwrap_or(0))
        })
        .collect();
    let last = SurveyRow {
        title: "Enquête sur l’équipement 2025-2026",
        year: 2025,
        days: (today().plus(-340), today().plus(-310)),
        answers: &all,
    };
    api::load_survey(tx, &last, now())?;
    // The école of the visit has not answered yet, nor have one in three.
    let some: Vec<_> = all
        .into_iter()
        .enumerate()
        .filter(|(at, answer)| {
            let is_visited = [cast.ecole, cast.college]
                .iter()
                .any(|school| ids.orgs[*school as usize] == answer.org);
            !is_visited && at % 3 != 0
        })
        .map(|(_, answer)| answer)
        .collect();
    let current = SurveyRow {
        title: "Enquête sur l’équipement 2026-2027",
        year: 2026,
        days: (today().plus(-6), today().plus(15)),
        answers: &some,
    };
    api::load_survey(tx, &current, now()).map(drop)
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
    let shown = OrderRow {
        org: ecole,
        campaign: "Écrans des écoles 2027",
        category: Category::Projector,
        brand: "Mirador",
        model: "Lucarne 4000",
        quantity: 2,
        ordered: Some(today().plus(-20)),
        expected: Some(today().plus(25)),
        ..order
    };
    api::load_orders(tx, &[order, need, shown], now())
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
