//! What to tell a person, when and how: notices, preferences, quiet hours, a summary of the day.

pub mod api;
mod device;
mod digest;
mod hear;
mod kind;
mod messages;
mod pages;
mod rest;
mod settings;
mod store;
mod tell;
mod week;

use db::{Migration, MigrationSet};
use web::{Cx, Fact, Module, NavEntry, Own, Problem};

mod t {
    include!(concat!(env!("OUT_DIR"), "/t.rs"));
}

/// The room's tables.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    context: "notices",
    migrations: &[
        Migration {
            number: 1,
            name: "notices",
            sql: include_str!("../migrations/0001_notices.sql"),
        },
        Migration {
            number: 2,
            name: "the week of the children",
            sql: include_str!("../migrations/0002_week.sql"),
        },
    ],
};

/// The room.
pub fn module() -> Module {
    Module {
        routes: [pages::routes(), settings::routes(), device::routes(), messages::routes()]
            .concat(),
        nav: vec![NavEntry {
            path: pages::PATH,
            label: t::notices,
            icon: "bell",
            shown_to: |_, _| true,
            order: 200,
        }],
        subscribers: hear::subscribers(),
        schedules: vec![jobs::Schedule {
            name: "notices.sweep",
            every_seconds: 24 * 3_600,
            run: |tx, now| Ok(store::sweep(tx, now)?),
        }],
        own: Some(Own::facts(t::notices, facts)),
        erases: Some(|lang, kind| (kind == "notices.notice").then(|| t::erased_notice(lang))),
        ..Module::new("notices", MIGRATIONS)
    }
}

/// What the room knows of a person.
fn facts(cx: &mut Cx) -> Result<Vec<Fact>, Problem> {
    let (lang, person) = (cx.lang(), cx.actor()?.person);
    let count = store::count(cx.tx, person)?;
    Ok(vec![Fact { what: t::notices(lang), says: t::mine_notices(lang, count) }])
}
