//! The lessons of a class: timetable, cahier de textes, work to do, hand-ins, answers.

mod agenda;
mod answering;
pub mod api;
mod attachment;
mod calendar;
mod changes;
mod counted;
mod course;
mod drawing;
mod feed;
mod finding;
mod handin;
mod head;
mod home;
mod inspection;
mod lesson;
mod link;
mod own;
mod parts;
mod photo;
mod plan;
mod readers;
mod remark;
mod rights;
mod sent;
mod sheets;
mod skills;
mod teams;
mod timetable;
mod trash;
mod voice;
mod work;

mod t {
    include!(concat!(env!("OUT_DIR"), "/t.rs"));
}

use db::{DbError, Migration, MigrationSet, Tx};
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
        Migration {
            number: 3,
            name: "answering a class",
            sql: include_str!("../migrations/0003_answering.sql"),
        },
        Migration { number: 4, name: "skills", sql: include_str!("../migrations/0004_skills.sql") },
        Migration {
            number: 5,
            name: "whom a work is for",
            sql: include_str!("../migrations/0005_whom.sql"),
        },
        Migration {
            number: 6,
            name: "sheets of paper",
            sql: include_str!("../migrations/0006_sheets.sql"),
        },
        Migration {
            number: 7,
            name: "the plan of the year",
            sql: include_str!("../migrations/0007_plan.sql"),
        },
        Migration {
            number: 8,
            name: "what was sent",
            sql: include_str!("../migrations/0008_sent.sql"),
        },
        Migration {
            number: 9,
            name: "foreign calendars",
            sql: include_str!("../migrations/0009_calendar.sql"),
        },
        Migration {
            number: 10,
            name: "one's own calendar",
            sql: include_str!("../migrations/0010_agenda.sql"),
        },
        Migration {
            number: 11,
            name: "changes of the day",
            sql: include_str!("../migrations/0011_changes.sql"),
        },
        Migration {
            number: 12,
            name: "remarks, drawings and voices of an answer",
            sql: include_str!("../migrations/0012_remarks.sql"),
        },
        Migration {
            number: 13,
            name: "work done together",
            sql: include_str!("../migrations/0013_together.sql"),
        },
        Migration {
            number: 14,
            name: "timetables of programs",
            sql: include_str!("../migrations/0014_timetables.sql"),
        },
        Migration {
            number: 15,
            name: "unread",
            sql: include_str!("../migrations/0015_unread.sql"),
        },
        Migration {
            number: 16,
            name: "links, and what a sequence gives to read",
            sql: include_str!("../migrations/0016_links.sql"),
        },
        Migration {
            number: 17,
            name: "readings of a calendar",
            sql: include_str!("../migrations/0017_calendar_readings.sql"),
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
        calendar::pages::routes(),
        changes::pages::routes(),
        agenda::pages::routes(),
        lesson::pages::routes(),
        inspection::routes(),
        lesson::copy::routes(),
        lesson::whole::routes(),
        plan::pages::routes(),
        plan::content::routes(),
        head::pages::routes(),
        head::class::routes(),
        work::pages::routes(),
        work::load::routes(),
        handin::submit::routes(),
        handin::pages::routes(),
        handin::album::routes(),
        handin::opened::routes(),
        answering::pages::routes(),
        answering::phrases::routes(),
        answering::marking::routes(),
        answering::voice::routes(),
        remark::pages::routes(),
        drawing::pages::routes(),
        sheets::pages::routes(),
        teams::pages::routes(),
        teams::pupils::routes(),
        skills::own::routes(),
        skills::progress::routes(),
        attachment::routes(),
        trash::routes(),
        own::list::routes(),
    ];
    Module {
        routes: routes.concat(),
        nav: vec![
            NavEntry {
                path: "/cours",
                label: t::my_courses,
                icon: "book-open",
                shown_to: |actor, _| has_courses(actor),
                order: 20,
            },
            NavEntry {
                path: head::PATH,
                label: t::head_title,
                icon: "book-open",
                shown_to: |actor, _| actor.is(Role::Head),
                order: 21,
            },
            NavEntry {
                path: changes::pages::PATH,
                label: t::timetable,
                icon: "calendar-days",
                shown_to: |actor, _| changes::pages::OFFICE.iter().any(|role| actor.is(*role)),
                order: 22,
            },
        ],
        schedules: vec![
            jobs::Schedule { name: "courses.sweep", every_seconds: DAY, run: trash::sweep },
            jobs::Schedule {
                name: "courses.find-what-was-there",
                every_seconds: finding::EVERY_SECONDS,
                run: finding::work_on,
            },
        ],
        jobs: vec![
            jobs::Job { name: finding::JOB, run: |tx, _, now| finding::work_on(tx, now) },
            calendar::JOB,
        ],
        subscribers: vec![own::SUBSCRIBER],
        indicators: counted::indicators(),
        keeps_file: Some(keeps_file),
        own: Some(own::OWN),
        find: Some(finding::find),
        erases: Some(|lang, kind| match kind {
            "courses.handin" => Some(t::erased_handin(lang)),
            "courses.file" => Some(t::erased_file(lang)),
            "courses.team" => Some(t::mine_teams(lang)),
            "courses.calendar" => Some(t::calendars(lang)),
            "courses.agenda" => Some(t::agenda(lang)),
            _ => None,
        }),
        journal: Some(|lang, action| t::by_key(lang, &web::did_key("courses", action)?)),
        ..Module::new("courses", MIGRATIONS)
    }
}

/// Whether a blob is referred to.
fn keeps_file(tx: &mut Tx, hash: &str) -> Result<bool, DbError> {
    Ok(attachment::keeps_file(tx, hash)?
        || sheets::store::keeps_file(tx, hash)?
        || calendar::store::keeps_file(tx, hash)?)
}

fn has_courses(actor: &Actor) -> bool {
    [Role::Teacher, Role::Pupil, Role::Guardian, Role::SupportAssistant, Role::Inspector]
        .into_iter()
        .any(|role| actor.is(role))
}
