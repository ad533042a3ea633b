//! The dated feed of what concerns whom, which every room writes to, and the home page made of it.

mod agenda;
pub mod api;
mod change;
mod children;
mod duties;
mod entry;
mod family_week;
mod home;
mod leaving;
mod news;
mod pages;
mod school;
mod store;
mod views;
mod week;
mod whereabouts;

use db::{Migration, MigrationSet};
use kernel::Role;
use web::{Access, Module, NavEntry, Route};

mod t {
    include!(concat!(env!("OUT_DIR"), "/t.rs"));
}

/// The room's tables.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    context: "today",
    migrations: &[
        Migration { number: 1, name: "items", sql: include_str!("../migrations/0001_today.sql") },
        Migration {
            number: 2,
            name: "what changes",
            sql: include_str!("../migrations/0002_change.sql"),
        },
    ],
};

/// The room.
pub fn module() -> Module {
    Module {
        routes: vec![
            Route::get("/", Access::Public, home::page),
            Route::get("/direct", Access::SignedIn, home::live),
            Route::get("/jour/{day}", Access::SignedIn, pages::day),
            Route::get("/semaine", Access::SignedIn, week::page),
            Route::get(
                family_week::PATH,
                Access::Role(&[Role::Guardian, Role::SupportAssistant]),
                family_week::page,
            ),
            Route::get(
                "/enfants/{child}",
                Access::Role(&[Role::Guardian, Role::SupportAssistant]),
                children::day,
            ),
        ],
        nav: vec![NavEntry {
            path: "/",
            label: t::today,
            icon: "sun",
            shown_to: |_, _| true,
            order: 0,
        }],
        subscribers: vec![leaving::SUBSCRIBER],
        schedules: vec![jobs::Schedule {
            name: "today.sweep",
            every_seconds: 300,
            run: |tx, now| {
                store::sweep(tx, now)?;
                Ok(())
            },
        }],
        ..Module::new("today", MIGRATIONS)
    }
}
