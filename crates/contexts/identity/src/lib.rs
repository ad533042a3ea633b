//! Coming in: activation codes, passwords, sessions, and the first administrator.

mod account;
mod alive;
pub mod api;
mod bring_in;
mod closing;
mod code;
mod contact;
mod demo;
mod devices;
mod factors;
mod letters;
mod lost;
mod pictures;
mod rights;
mod session;
mod setup;
mod signin;

mod t {
    include!(concat!(env!("OUT_DIR"), "/t.rs"));
}

use db::{Migration, MigrationSet};
use web::Module;

/// The room's tables.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    context: "identity",
    migrations: &[
        Migration {
            number: 1,
            name: "identity",
            sql: include_str!("../migrations/0001_identity.sql"),
        },
        Migration {
            number: 2,
            name: "pictures",
            sql: include_str!("../migrations/0002_pictures.sql"),
        },
        Migration {
            number: 3,
            name: "second step",
            sql: include_str!("../migrations/0003_second_step.sql"),
        },
        Migration {
            number: 4,
            name: "contacts",
            sql: include_str!("../migrations/0004_contacts.sql"),
        },
        Migration { number: 5, name: "push", sql: include_str!("../migrations/0005_push.sql") },
    ],
};

/// The room.
pub fn module() -> Module {
    let routes = [
        signin::pages::routes(),
        account::pages::routes(),
        devices::routes(),
        factors::mine::routes(),
        factors::second::routes(),
        factors::keys::routes(),
        code::activation::routes(),
        code::linking::routes(),
        code::overview::routes(),
        code::sheets::routes(),
        code::lift::routes(),
        contact::pages::routes(),
        lost::pages::routes(),
        letters::pages::routes(),
        bring_in::routes(),
        pictures::office::routes(),
        pictures::door::routes(),
        setup::routes(),
        demo::routes(),
    ];
    let mut module = Module::new("identity", MIGRATIONS);
    module.routes = routes.concat();
    module.nav = vec![code::overview::nav()];
    module.holds_account = Some(account::store::has_account);
    module.journal = Some(|lang, action| t::by_key(lang, &web::did_key("identity", action)?));
    module.subscribers = vec![closing::SUBSCRIBER];
    module.own = Some(closing::OWN);
    module.indicators = vec![alive::ACCOUNTS];
    module.erases =
        Some(|lang, kind| (kind == "identity.account").then(|| t::erased_account(lang)));
    module.schedules = vec![jobs::Schedule {
        name: "identity.sweep",
        every_seconds: 3_600,
        run: |tx, now| {
            session::store::sweep(tx, now)?;
            signin::store::sweep(tx, now)?;
            factors::store::sweep(tx, now)?;
            contact::store::sweep(tx, now)?;
            Ok(())
        },
    }];
    module
}
