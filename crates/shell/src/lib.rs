//! What surrounds every page: the frame, the navigation made of what the rooms declare, the pages
//! of the footer, the « Plus » menu. It names no room.

mod help;
mod layout;
mod legal;
mod menu;
mod mine;
mod search;
mod stay;
mod tongues;

use db::MigrationSet;
use web::{Access, Module, Route};

mod t {
    include!(concat!(env!("OUT_DIR"), "/t.rs"));
}

pub use layout::{layout, plain_layout};

/// The shell has no table.
const MIGRATIONS: MigrationSet = MigrationSet { context: "shell", migrations: &[] };

/// The pages that belong to no room.
pub fn module() -> Module {
    Module {
        routes: [
            stay::routes(),
            vec![
                Route::get("/accessibilite", Access::Public, legal::accessibility),
                Route::get("/mentions-legales", Access::Public, legal::notice),
                Route::get("/vie-privee", Access::Public, legal::privacy),
                Route::get("/aide", Access::Public, help::page),
                Route::get("/plus", Access::SignedIn, menu::page),
                Route::get(mine::PATH, Access::SignedIn, mine::page),
                Route::get(mine::ARCHIVE, Access::SignedIn, mine::archive),
                Route::post(mine::NAME, Access::SignedIn, mine::object),
            ],
            search::routes(),
        ]
        .concat(),
        ..Module::new("shell", MIGRATIONS)
    }
}
