//! What one more room costs the home: the house as it is, and with as many rooms again.

use std::{io::Write, path::Path, sync::Arc};

use courier::{Courier, Ways};
use db::{Db, DbError, params};
use files::Files;
use kernel::{Clock, Lang, Target};
use today::api::{Item, Kind, State};
use web::{App, AppParts, Cx, Door, Hooks, Module, NavEntry};

use crate::{
    Failure,
    data::{self, House},
    figure::{Figure, middle},
    home::per_request,
    load,
    people::{self, Role},
    process::Server,
};

/// The word of the command line that makes this program a house with more rooms.
pub(crate) const SERVER: &str = "rooms-server";

/// How many rooms are added.
const MORE: usize = 8;
const PEOPLE: usize = 500;
const RUNS: usize = 5;
const REQUESTS: usize = 10_000;

/// Measures: what each new room adds, beside the whole home without any.
pub(crate) fn measure(house: &House) -> Result<Vec<Figure>, Failure> {
    let school = house.copy_of("school", "rooms")?;
    let cookies = {
        let db = Db::open(&data::database(&school))?;
        Arc::new(people::sign_in(&db, &Role::Pupil.some(&db, PEOPLE)?, demo::load::now())?)
    };
    let before = home(&school, 0, &cookies)?;
    lend(&Db::open(&data::database(&school))?)?;
    let after = home(&school, MORE, &cookies)?;
    let whole = middle(&before);
    let added: Vec<f64> = after.iter().map(|run| (run - whole) / MORE as f64).collect();
    Ok(vec![Figure::of("home.each-new-room", "µs", &added, Some(whole))])
}

/// Processor time of a home in µs, of each run.
fn home(school: &Path, more: usize, cookies: &Arc<Vec<String>>) -> Result<Vec<f64>, Failure> {
    let (this, data) = (std::env::current_exe()?, school.display().to_string());
    let server = Server::start(&this, &[SERVER, &data, &more.to_string()])?;
    load::runtime()?.block_on(per_request(&server, ("/", cookies), RUNS, REQUESTS))
}

/// Serves a fictitious school from a house with some more rooms.
pub(crate) fn serve(data: &Path, more: usize) -> Result<(), Failure> {
    let entropy = data::entropy();
    let secret = entropy.bytes();
    let mut modules = vec![
        directory::module(),
        identity::module(),
        today::module(),
        notices::module(),
        courses::module(),
        equipment::module(),
        programme::module(),
        shell::module(),
    ];
    modules.extend((0..more).map(|_| another()));
    let app = App::new(AppParts {
        db: Db::open(&data::database(data))?,
        files: Files::open(&data.join("files"))?,
        courier: Courier::new(Ways::default(), &secret, entropy.clone()),
        clock: Clock::running_from(demo::load::now()),
        entropy,
        place: data::place()?,
        zone: kernel::Zone::A,
        departure_share: 5,
        secret,
        public_url: "http://127.0.0.1".to_owned(),
        behind_proxy: false,
        demo: true,
        slow: web::Slow::default(),
        photos: web::Slow::default(),
        entrance: web::EntranceLimits::default(),
        modules,
        hooks: Hooks {
            authenticate: identity::api::authenticate,
            layout: shell::layout,
            plain_layout: shell::plain_layout,
        },
    });
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        writeln!(std::io::stdout().lock(), "http://{}", listener.local_addr()?)?;
        web::serve(&app, listener, std::future::pending()).await?;
        Ok(())
    })
}

/// A room with an entry in the navigation, and a door on the home of whom it asks about.
fn another() -> Module {
    let mut room = Module::new("another", db::MigrationSet { context: "another", migrations: &[] });
    room.at_hand = Some(door);
    room.nav = vec![NavEntry {
        path: "/",
        label: |_: Lang| "Une autre pièce",
        icon: "tablet",
        shown_to: |_, _| true,
        order: 90,
    }];
    room
}

fn door(cx: &mut Cx) -> Result<Vec<Door>, DbError> {
    let Ok(actor) = cx.actor() else { return Ok(Vec::new()) };
    let (person, sql) =
        (actor.person, "SELECT COUNT(*) FROM equipment_loan WHERE person_id = $1 AND ended = ''");
    let lent: i64 = cx.tx.query_one(sql, params![person], |row| row.get(0))?;
    if lent > 0 {
        return Ok(Vec::new());
    }
    Ok(vec![Door { path: "/", says: "Une autre pièce", icon: "tablet" }])
}

/// Each new room has something to say to every pupil.
fn lend(db: &Db) -> Result<(), Failure> {
    let pupils = Role::Pupil.some(db, PEOPLE)?;
    let now = demo::load::now();
    db.write_blocking::<_, DbError, _>(move |tx| {
        for pupil in &pupils {
            for room in 0..MORE {
                let number = i64::try_from(room).unwrap_or_default();
                let item = Item {
                    kind: Kind::Return,
                    reference: 1_000_000_000 + *pupil * 100 + number,
                    audience: Target::person(*pupil),
                    staff: None,
                    for_pupils: true,
                    for_guardians: true,
                    day: demo::load::today().plus(3),
                    starts: None,
                    ends: None,
                    position: 0,
                    title: "Tablette",
                    class: "",
                    who: "",
                    place: "",
                    minutes: None,
                    state: State::Open,
                    link: "/prets",
                    at: now,
                };
                today::api::put(tx, &item)?;
            }
        }
        Ok(())
    })?;
    Ok(())
}
