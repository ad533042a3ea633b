//! A class, its teacher, a family, and what happens to them.

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use courier::Courier;
use db::{DbError, Tx, params};
use directory::edit::{self, NewMembership, NewOrg, NewPerson};
use kernel::{Day, Role, Target};
use testkit::{Backend, TestApp, Visitor};
use today::api::{Item, Kind, State};
use web::{Hooks, Module};

/// Ids of everyone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct World {
    pub(crate) class: i64,
    pub(crate) history: i64,
    pub(crate) lina: i64,
    pub(crate) nadia: i64,
    pub(crate) baron: i64,
    pub(crate) other: i64,
}

pub(crate) fn start(backend: Backend, courier: Courier) -> (TestApp, World) {
    let rooms = vec![
        Module::new("directory", directory::MIGRATIONS),
        identity::module(),
        today::module(),
        notices::module(),
    ];
    let hooks = Hooks {
        authenticate: identity::api::authenticate,
        layout: |_, page| Ok(page.main.clone()),
        plain_layout: |page, _| page.main.clone(),
    };
    let test = TestApp::start_sending(backend, rooms, hooks, courier);
    let now = test.now();
    let world = test.arrange(move |tx| build(tx, now));
    (test, world)
}

fn build(tx: &mut Tx, now: kernel::Instant) -> Result<World, DbError> {
    edit::create_territory(tx, "Vienne", false)?;
    let school = NewOrg { kind: "college", name: "Collège des Tilleuls", ..NewOrg::default() };
    let org = edit::create_org(tx, &school)?;
    let class = edit::create_group(tx, org, true, "5e B", &["5E"], 2026)?;
    let history = edit::create_teaching(tx, org, class, "HG", "Histoire")?;
    let mut person = |category, first, last, title| {
        edit::create_person(tx, &NewPerson { category, last, first, title, born: None })
    };
    let world = World {
        class,
        history,
        lina: person("pupil", "Lina", "Moreau", "")?,
        nadia: person("guardian", "Nadia", "Moreau", "Mme")?,
        baron: person("staff", "Anne", "Baron", "Mme")?,
        other: person("guardian", "Paul", "Durand", "M.")?,
    };
    for (person, role, teaching) in
        [(world.lina, Role::Pupil, None), (world.baron, Role::Teacher, Some(history))]
    {
        let (starts, ends) = (Day(0), Day::NEVER);
        let (org, group) = (Some(org), Some(class));
        edit::add_membership(
            tx,
            &NewMembership { person, role, org, group, teaching, starts, ends },
        )?;
    }
    edit::add_kinship(tx, world.nadia, world.lina, 1)?;
    for (at, person) in [world.lina, world.nadia, world.baron, world.other].into_iter().enumerate()
    {
        identity::api::demo_account(tx, person, &format!("compte{at}"), "x", now)?;
    }
    Ok(world)
}

/// A person proved where they are reached.
pub(crate) fn reached(test: &TestApp, person: i64, way: &'static str, value: &'static str) {
    let now = test.now();
    test.arrange(move |tx| {
        tx.execute(
            "INSERT INTO identity_contact (person_id, way, value, proved) VALUES ($1, $2, $3, $4)",
            params![person, way, value, now],
        )
    });
}

/// A person runs the service.
pub(crate) fn operates(test: &TestApp, person: i64) {
    test.arrange(move |tx| {
        let (role, starts, ends) = (Role::Operator, Day(0), Day::NEVER);
        let new =
            NewMembership { person, role, org: None, group: None, teaching: None, starts, ends };
        edit::add_membership(tx, &new)
    });
}

/// Everything that follows from what happened, until nothing is left to do now.
pub(crate) fn tell(test: &TestApp) {
    test.work();
    let app = test.app.clone();
    while test.arrange({
        let app = app.clone();
        move |tx| notices::api::round(tx, &app)
    }) {}
    while test.post() > 0 {}
    test.work();
}

/// Work given to the class (one already done by the pupil), an answer, hand-ins to read; and some
/// of the day before.
pub(crate) fn happen(test: &TestApp, world: World) {
    let (now, today) = (test.now(), test.today());
    test.arrange(move |tx| {
        let item = |kind, reference| Item {
            kind,
            reference,
            audience: Target::group(world.class),
            staff: Some(Target::teaching(world.history)),
            for_pupils: true,
            for_guardians: true,
            day: today.plus(1),
            starts: None,
            ends: None,
            position: 0,
            title: "Croquis",
            class: "5e B",
            who: "Mme Baron",
            place: "",
            minutes: None,
            state: State::ToHandIn,
            link: "/travaux/1",
            at: now,
        };
        let old = now.plus_seconds(-3 * 24 * 3_600);
        let own = Target::person(world.lina);
        for item in [
            item(Kind::Work, 1),
            item(Kind::Work, 2),
            item(Kind::Work, 3),
            Item { audience: own, state: State::HandedIn, ..item(Kind::Work, 3) },
            Item { at: old, ..item(Kind::Work, 4) },
            Item { audience: own, day: today, ..item(Kind::Answer, 5) },
            Item { audience: own, day: today.plus(-2), at: old, ..item(Kind::Answer, 6) },
            Item { for_pupils: false, for_guardians: false, position: 3, ..item(Kind::ToRead, 7) },
        ] {
            today::api::put(tx, &item)?;
        }
        Ok(())
    });
}

/// Someone who is signed in.
pub(crate) fn signed_in<'t>(test: &'t TestApp, person: i64) -> Visitor<'t> {
    let (app, now) = (test.app.clone(), test.now());
    let tokens =
        test.arrange(move |tx| identity::api::open_sessions(tx, &app.entropy, &[person], now));
    let visitor = test.visitor();
    visitor.set_cookie("preau-session", &URL_SAFE_NO_PAD.encode(tokens[0]));
    visitor
}

/// The head of a message and its text, decoded.
pub(crate) fn read(message: &str) -> (String, String) {
    let (head, body) = message.split_once("\r\n\r\n").unwrap();
    if head.contains("base64") {
        let packed: String = body.split_whitespace().collect();
        return (head.to_owned(), String::from_utf8(STANDARD.decode(packed).unwrap()).unwrap());
    }
    let joined = body.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.as_bytes();
    while let [first, after @ ..] = rest {
        let sign = (*first == b'=').then(|| after.get(..2)).flatten();
        let sign = sign.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(sign.unwrap_or(*first));
        rest = if sign.is_some() { &after[2..] } else { after };
    }
    (head.to_owned(), String::from_utf8(bytes).unwrap())
}
