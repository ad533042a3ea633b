//! What schools have: the inventory of their devices, by number, from the table that brings them to
//! the label on their back.

pub mod api;
mod baseline;
mod broadband;
mod cells;
mod counted;
mod device;
mod import;
mod loan;
mod order;
mod rights;
mod scan;
mod schools;
mod stock;
mod survey;
mod takeaway;
mod ticket;

mod t {
    include!(concat!(env!("OUT_DIR"), "/t.rs"));
}

use db::{DbError, Migration, MigrationSet, Tx};
use web::{Module, NavEntry, Sent};

/// The room's tables.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    context: "equipment",
    migrations: &[
        Migration {
            number: 1,
            name: "equipment",
            sql: include_str!("../migrations/0001_equipment.sql"),
        },
        Migration {
            number: 2,
            name: "imports",
            sql: include_str!("../migrations/0002_imports.sql"),
        },
        Migration { number: 3, name: "orders", sql: include_str!("../migrations/0003_orders.sql") },
        Migration { number: 4, name: "loans", sql: include_str!("../migrations/0004_loans.sql") },
        Migration {
            number: 5,
            name: "baseline",
            sql: include_str!("../migrations/0005_baseline.sql"),
        },
        Migration {
            number: 6,
            name: "draft revision",
            sql: include_str!("../migrations/0006_draft_revision.sql"),
        },
    ],
};

/// The forms that were sent.
pub(crate) const SENT: Sent = Sent { table: "equipment_sent" };

/// Once a day.
const DAY: u32 = 24 * 3600;
/// What is due is looked at this often.
const REMIND: u32 = 10 * 60;

/// The room.
pub fn module() -> Module {
    let routes = [
        schools::routes(),
        device::pages::routes(),
        device::edit::routes(),
        stock::routes(),
        import::pages::routes(),
        order::pages::routes(),
        loan::routes(),
        ticket::routes(),
        order::campaign::routes(),
        device::moving::routes(),
        baseline::pages::routes(),
        broadband::routes(),
        survey::pages::routes(),
    ];
    Module {
        routes: routes.concat(),
        nav: vec![NavEntry {
            path: schools::PATH,
            label: t::title,
            icon: "tablet",
            shown_to: |actor, _| rights::ROLES.iter().any(|role| actor.is(*role)),
            order: 58,
        }],
        schedules: vec![
            jobs::Schedule {
                name: "equipment.forget-sent",
                every_seconds: DAY,
                run: |tx, now| Ok(SENT.sweep(tx, now)?),
            },
            jobs::Schedule {
                name: "equipment.forget-imports",
                every_seconds: DAY,
                run: |tx, now| Ok(import::store::sweep(tx, now)?),
            },
            jobs::Schedule {
                name: "equipment.remind-loans",
                every_seconds: REMIND,
                run: loan::remind::round,
            },
            jobs::Schedule {
                name: "equipment.forget-borrowers",
                every_seconds: DAY,
                run: |tx, now| {
                    loan::store::forget(tx, now)?;
                    Ok(ticket::store::forget(tx, now)?)
                },
            },
            jobs::Schedule {
                name: "equipment.forget-trials",
                every_seconds: DAY,
                run: |tx, now| Ok(broadband::store::sweep(tx, now)?),
            },
        ],
        jobs: vec![survey::pages::REMIND],
        keeps_file: Some(keeps_file),
        indicators: vec![counted::USABLE, counted::AT_BASELINE, counted::REQUIRED],
        subscribers: vec![loan::own::SUBSCRIBER],
        own: Some(loan::own::OWN),
        at_hand: Some(loan::at_hand),
        erases: Some(|lang, kind| match kind {
            "equipment.loan" => Some(t::loans_title(lang)),
            "equipment.ticket" => Some(t::tickets_title(lang)),
            _ => None,
        }),
        journal: Some(|lang, action| t::by_key(lang, &web::did_key("equipment", action)?)),
        ..Module::new("equipment", MIGRATIONS)
    }
}

/// Whether an import that waits, or a photo, still needs a stored file.
fn keeps_file(tx: &mut Tx, hash: &str) -> Result<bool, DbError> {
    Ok(import::store::keeps_file(tx, hash)? || ticket::store::keeps_file(tx, hash)?)
}

/// The beginning of a query that asks for these; what is empty is not asked.
fn query(asked: &[(&str, &str)]) -> String {
    let said = asked.iter().filter(|(_, value)| !value.is_empty());
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(said);
    let query = query.finish();
    if query.is_empty() { query } else { format!("{query}&") }
}
