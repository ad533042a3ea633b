//! The programme of a territory: which schools go further, who pays for what, what it changes.

pub mod api;
mod evaluation;
mod governance;
mod home;
mod indicators;
mod rights;

mod t {
    include!(concat!(env!("OUT_DIR"), "/t.rs"));
}

use db::{Migration, MigrationSet, journal};
use kernel::Target;
use web::{Cx, Module, NavEntry, Problem};

/// The room's tables.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    context: "programme",
    migrations: &[
        Migration { number: 1, name: "pilots", sql: include_str!("../migrations/0001_pilots.sql") },
        Migration { number: 2, name: "money", sql: include_str!("../migrations/0002_money.sql") },
        Migration {
            number: 3,
            name: "knowing",
            sql: include_str!("../migrations/0003_knowing.sql"),
        },
    ],
};

/// The room.
pub fn module() -> Module {
    Module {
        routes: [
            home::routes(),
            indicators::pages::routes(),
            evaluation::pages::routes(),
            governance::pages::routes(),
        ]
        .concat(),
        nav: vec![NavEntry {
            path: home::PATH,
            label: t::title,
            icon: "map",
            shown_to: |actor, _| home::DOORS.iter().any(|door| door.opens_to(actor)),
            order: 59,
        }],
        keeps_file: Some(governance::store::keeps_file),
        journal: Some(|lang, action| t::by_key(lang, &web::did_key("programme", action)?)),
        ..Module::new("programme", MIGRATIONS)
    }
}

/// Writes a line of the journal of the territory.
fn note(cx: &mut Cx, action: &'static str, object: i64) -> Result<(), Problem> {
    let person = Some(cx.actor()?.person);
    let entry = journal::Entry { at: cx.now, person, action, object, scope: Target::TERRITORY };
    Ok(journal::write(cx.tx, &entry)?)
}

/// The beginning of a query that asks for these.
fn query(asked: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(asked);
    format!("{}&", query.finish())
}
