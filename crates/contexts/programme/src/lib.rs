//! The programme of a territory: which schools go further, who pays for what, what it changes.

pub mod api;
mod evaluation;
mod governance;
mod home;
mod indicators;
mod knowing;
mod money;
mod pilots;
mod plane;
mod rights;

mod t {
    include!(concat!(env!("OUT_DIR"), "/t.rs"));
}

use db::{DbError, Migration, MigrationSet, Tx};
use web::{Module, NavEntry, Sent};

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
        Migration { number: 4, name: "trials", sql: include_str!("../migrations/0004_trials.sql") },
        Migration {
            number: 5,
            name: "revisions and turns",
            sql: include_str!("../migrations/0005_revisions_and_turns.sql"),
        },
        Migration { number: 6, name: "roads", sql: include_str!("../migrations/0006_roads.sql") },
    ],
};

/// The forms that were sent.
pub(crate) const SENT: Sent = Sent { table: "programme_sent" };

/// Once a day.
const DAY: u32 = 24 * 3600;

/// The room.
pub fn module() -> Module {
    Module {
        routes: [
            home::routes(),
            pilots::routes(),
            money::routes(),
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
        schedules: vec![
            jobs::Schedule {
                name: "programme.forget-sent",
                every_seconds: DAY,
                run: |tx, now| Ok(SENT.sweep(tx, now)?),
            },
            jobs::Schedule {
                name: "programme.forget-halves",
                every_seconds: DAY,
                run: |tx, now| Ok(evaluation::store::sweep(tx, now)?),
            },
        ],
        keeps_file: Some(keeps_file),
        journal: Some(|lang, action| t::by_key(lang, &web::did_key("programme", action)?)),
        ..Module::new("programme", MIGRATIONS)
    }
}

/// Whether something of the room still needs a stored file.
fn keeps_file(tx: &mut Tx, hash: &str) -> Result<bool, DbError> {
    Ok(money::store::keeps_file(tx, hash)? || governance::store::keeps_file(tx, hash)?)
}

/// The beginning of a query that asks for these.
fn query(asked: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(asked);
    format!("{}&", query.finish())
}
