//! The lessons of a class: timetable by hand, cahier de textes, work to do, hand-ins, answers.

pub mod api;
mod attachment;
mod course;
mod feed;
mod handin;
mod home;
mod lesson;
mod own;
mod parts;
mod photo;
mod readers;
mod rights;
mod timetable;
mod trash;
mod work;

mod t {
    include!(concat!(env!("OUT_DIR"), "/t.rs"));
}

use db::{Migration, MigrationSet};
use kernel::{Actor, Role};
use web::{Module, NavEntry};

/// The room's tables.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    context: "courses",
    migrations: &[
        Migration {
            number: 1,
            name: "courses",
            sql: include_str!("../migrations/0001_courses.sql"),
        },
        Migration {
            number: 2,
            name: "what is one's own",
            sql: include_str!("../migrations/0002_own.sql"),
        },
    ],
};

/// Once a day.
const DAY: u32 = 24 * 3600;

/// The room.
pub fn module() -> Module {
    let routes = [
        home::routes(),
        lesson::cahier::routes(),
        timetable::pages::routes(),
        lesson::pages::routes(),
        work::pages::routes(),
        handin::submit::routes(),
        handin::pages::routes(),
        attachment::routes(),
        trash::routes(),
        own::list::routes(),
    ];
    Module {
        routes: routes.concat(),
        nav: vec![NavEntry {
            path: "/cours",
            label: t::my_courses,
            icon: "book-open",
            shown_to: |actor, _| has_courses(actor),
            order: 20,
        }],
        schedules: vec![jobs::Schedule {
            name: "courses.sweep",
            every_seconds: DAY,
            run: trash::sweep,
        }],
        subscribers: vec![own::SUBSCRIBER],
        keeps_file: Some(attachment::keeps_file),
        own: Some(own::OWN),
        erases: Some(|lang, kind| match kind {
            "courses.handin" => Some(t::erased_handin(lang)),
            "courses.file" => Some(t::erased_file(lang)),
            _ => None,
        }),
        journal: Some(|lang, action| t::by_key(lang, &web::did_key("courses", action)?)),
        ..Module::new("courses", MIGRATIONS)
    }
}

fn has_courses(actor: &Actor) -> bool {
    [Role::Teacher, Role::Pupil, Role::Guardian, Role::SupportAssistant]
        .into_iter()
        .any(|role| actor.is(role))
}
