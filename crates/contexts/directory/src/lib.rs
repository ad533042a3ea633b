//! The directory: organisations, people, classes, groups, kinship and roles, and the imports that
//! feed them.

pub mod api;
mod calendar;
pub mod duplicates;
pub mod duty;
pub mod edit;
pub mod export;
pub mod feed;
mod find;
mod hand;
pub mod import;
pub mod inbox;
mod inspection;
mod journal;
mod leaving;
mod mine;
mod pages;
mod rights;
mod rows;
mod same;
mod schools;
mod sheet;
mod visible;
mod year;

mod t {
    include!(concat!(env!("OUT_DIR"), "/t.rs"));
}

use db::{Migration, MigrationSet};
use kernel::{Actor, Role};
use web::{Module, NavEntry};

/// The directory's tables.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    context: "directory",
    migrations: &[
        Migration {
            number: 1,
            name: "directory",
            sql: include_str!("../migrations/0001_directory.sql"),
        },
        Migration {
            number: 2,
            name: "by hand",
            sql: include_str!("../migrations/0002_by_hand.sql"),
        },
        Migration {
            number: 3,
            name: "any kind",
            sql: include_str!("../migrations/0003_any_kind.sql"),
        },
        Migration {
            number: 4,
            name: "same person",
            sql: include_str!("../migrations/0004_same_person.sql"),
        },
        Migration {
            number: 5,
            name: "forms sent by hand",
            sql: include_str!("../migrations/0005_sent.sql"),
        },
        Migration {
            number: 6,
            name: "corrections hold",
            sql: include_str!("../migrations/0006_truth.sql"),
        },
        Migration {
            number: 7,
            name: "nightly feeds",
            sql: include_str!("../migrations/0007_nightly.sql"),
        },
        Migration {
            number: 8,
            name: "watched folder",
            sql: include_str!("../migrations/0008_inbox.sql"),
        },
        Migration {
            number: 9,
            name: "what records say",
            sql: include_str!("../migrations/0009_words.sql"),
        },
        Migration {
            number: 10,
            name: "people who left",
            sql: include_str!("../migrations/0010_leaving.sql"),
        },
        Migration {
            number: 11,
            name: "full report",
            sql: include_str!("../migrations/0011_full_report.sql"),
        },
        Migration {
            number: 12,
            name: "mapping",
            sql: include_str!("../migrations/0012_mapping.sql"),
        },
        Migration {
            number: 13,
            name: "school years",
            sql: include_str!("../migrations/0013_years.sql"),
        },
        Migration {
            number: 14,
            name: "school calendar",
            sql: include_str!("../migrations/0014_calendar.sql"),
        },
    ],
};

/// The room.
pub fn module() -> Module {
    Module {
        routes: [
            pages::schools::routes(),
            pages::imports::routes(),
            pages::columns::routes(),
            calendar::pages::routes(),
            hand::classes::routes(),
            hand::next_year::routes(),
            hand::pupils::routes(),
            hand::guardians::routes(),
            hand::staff::routes(),
            hand::delegations::routes(),
            hand::undo::routes(),
            journal::routes(),
            leaving::proofs::routes(),
            duplicates::pages::routes(),
            export::pages::routes(),
        ]
        .concat(),
        nav: vec![
            NavEntry {
                path: "/etablissements",
                label: t::schools_title,
                icon: "school",
                shown_to: |actor, _| holds_any(actor, pages::schools::ROLES),
                order: 40,
            },
            NavEntry {
                path: hand::next_year::PATH,
                label: t::year_title,
                icon: "calendar-days",
                shown_to: hand::next_year::is_offered,
                order: 45,
            },
            NavEntry {
                path: "/annuaire/imports",
                label: t::imports_title,
                icon: "file-up",
                shown_to: |actor, _| holds_any(actor, pages::imports::ROLES),
                order: 50,
            },
            NavEntry {
                path: calendar::pages::PATH,
                label: t::calendar_title,
                icon: "calendar-days",
                shown_to: |actor, _| holds_any(actor, calendar::pages::ROLES),
                order: 215,
            },
            NavEntry {
                path: duplicates::pages::PATH,
                label: t::pairs_title,
                icon: "users",
                shown_to: |actor, _| holds_any(actor, duplicates::pages::ROLES),
                order: 210,
            },
            NavEntry {
                path: hand::delegations::PATH,
                label: t::delegations_title,
                icon: "users",
                shown_to: |actor, _| holds_any(actor, hand::delegations::ROLES),
                order: 55,
            },
            NavEntry {
                path: journal::PATH,
                label: t::journal_title,
                icon: "list",
                shown_to: |actor, _| actor.is(Role::Operator),
                order: 60,
            },
            NavEntry {
                path: leaving::proofs::PATH,
                label: t::erasures_title,
                icon: "trash-2",
                shown_to: |actor, _| holds_any(actor, leaving::proofs::ROLES),
                order: 65,
            },
        ],
        jobs: leaving::jobs(),
        schedules: vec![
            jobs::Schedule {
                name: "directory.forget-sent",
                every_seconds: 24 * 3600,
                run: |tx, now| Ok(hand::sweep(tx, now)?),
            },
            jobs::Schedule {
                name: "directory.forget-calendars",
                every_seconds: 24 * 3600,
                run: |tx, now| Ok(calendar::forget(tx, now)?),
            },
            jobs::Schedule {
                name: "directory.forget-reports",
                every_seconds: 24 * 3600,
                run: |tx, now| Ok(pages::imports::forget_reports(tx, now)?),
            },
            jobs::Schedule {
                name: "directory.leavers",
                every_seconds: 24 * 3600,
                run: leaving::daily,
            },
        ],
        journal: Some(journal::what),
        keeps_file: Some(pages::imports::keeps_file),
        own: Some(mine::OWN),
        find: Some(find::find),
        erases: Some(leaving::proofs::words),
        indicators: vec![schools::CLASSES],
        ..Module::new("directory", MIGRATIONS)
    }
}

fn holds_any(actor: &Actor, roles: &[Role]) -> bool {
    roles.iter().any(|role| actor.is(*role))
}
