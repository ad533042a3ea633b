//! A small territory with a feed: a class of collège, a class of école, a family across both.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use db::{DbError, Tx};
use directory::edit::{self, NewMembership, NewOrg, NewPerson};
use kernel::{Actor, Day, Instant, Lang, LocalTime, Role, Target};
use testkit::{Backend, TestApp, Visitor};
use today::api::{self, Item, Kind, State};
use web::{App, Hooks, Module};

/// Who and where, by id.
#[derive(Clone, Copy, Debug)]
pub(crate) struct World {
    pub(crate) class: i64,
    pub(crate) history: i64,
    pub(crate) lina: i64,
    pub(crate) tom: i64,
    pub(crate) baron: i64,
    pub(crate) nadia: i64,
    pub(crate) stranger: i64,
    pub(crate) head: i64,
    pub(crate) manager: i64,
}

/// A program with this room alone above the directory.
pub(crate) fn start(backend: Backend) -> (TestApp, World) {
    let rooms = vec![Module::new("directory", directory::MIGRATIONS), today::module()];
    let hooks = Hooks {
        authenticate,
        layout: |_, page| Ok(page.main.clone()),
        plain_layout: |page, _| page.main.clone(),
    };
    let test = TestApp::start(backend, rooms, hooks);
    let world = test.arrange(build);
    (test, world)
}

/// A browser where a person is signed in.
pub(crate) fn signed_in<'t>(test: &'t TestApp, person: i64) -> Visitor<'t> {
    let mut token = [0; 32];
    token[..8].copy_from_slice(&person.to_be_bytes());
    let visitor = test.visitor();
    visitor.set_cookie("preau-session", &URL_SAFE_NO_PAD.encode(token));
    visitor
}

/// The person is in the token: sessions are another room's business.
fn authenticate(tx: &mut Tx, app: &App, token: &[u8; 32]) -> Result<Option<Actor>, DbError> {
    let mut id = [0; 8];
    id.copy_from_slice(&token[..8]);
    let person = i64::from_be_bytes(id);
    let today = app.place.local(app.clock.now()).0;
    let ties = directory::api::ties(tx, person, today)?;
    Ok(Some(Actor::new(person, 1, Lang::Fr, ties)))
}

pub(crate) fn thursday() -> Day {
    Day::parse_iso("2027-03-11").unwrap()
}

fn build(tx: &mut Tx) -> Result<World, DbError> {
    edit::create_territory(tx, "Vallée du Clain", false)?;
    let org = |kind, name, commune| NewOrg { kind, name, commune, sector: "public", uai: None };
    let school = edit::create_org(tx, &org("college", "Collège des Tilleuls", "Poitiers"))?;
    let ecole = edit::create_org(tx, &org("ecole", "École Jules-Ferry", "Ligugé"))?;
    let class = edit::create_group(tx, school, true, "5e B", &["5E"], 2026)?;
    let small = edit::create_group(tx, ecole, true, "CE2-CM1", &["CE2", "CM1"], 2026)?;
    let history = edit::create_teaching(tx, school, class, "HG", "Histoire-géographie")?;
    let person = |tx: &mut Tx, category, first, last, title| {
        edit::create_person(tx, &NewPerson { category, first, last, title, born: None })
    };
    let world = World {
        class,
        history,
        lina: person(tx, "pupil", "Lina", "Moreau", "")?,
        tom: person(tx, "pupil", "Tom", "Moreau", "")?,
        baron: person(tx, "staff", "Claire", "Baron", "Mme")?,
        nadia: person(tx, "guardian", "Nadia", "Moreau", "Mme")?,
        stranger: person(tx, "guardian", "Paul", "Durand", "M.")?,
        head: person(tx, "staff", "Anne", "Roche", "Mme")?,
        manager: person(tx, "staff", "Luc", "Petit", "M.")?,
    };
    let roles = [
        (world.lina, Role::Pupil, Some(school), Some(class), None),
        (world.tom, Role::Pupil, Some(ecole), Some(small), None),
        (world.baron, Role::Teacher, Some(school), Some(class), Some(history)),
        (world.head, Role::Head, Some(school), None, None),
        (world.manager, Role::TerritoryManager, None, None, None),
    ];
    for (person, role, org, group, teaching) in roles {
        let membership =
            NewMembership { person, role, org, group, teaching, starts: Day(0), ends: Day::NEVER };
        edit::add_membership(tx, &membership)?;
    }
    edit::add_kinship(tx, world.nadia, world.lina, 1)?;
    edit::add_kinship(tx, world.nadia, world.tom, 1)?;
    feed(tx, &world, small)?;
    Ok(world)
}

/// A lesson of the class, to change before it is put.
pub(crate) fn lesson(world: &World, reference: i64) -> Item<'static> {
    Item {
        kind: Kind::Lesson,
        reference,
        audience: Target::group(world.class),
        staff: None,
        for_pupils: true,
        for_guardians: true,
        day: thursday(),
        starts: None,
        ends: None,
        position: 0,
        title: "",
        class: "5e B",
        who: "",
        place: "",
        minutes: None,
        state: State::Open,
        link: "/seances/1",
        at: Instant(0),
    }
}

fn at(hour: i16, minute: i16) -> Option<LocalTime> {
    Some(LocalTime(hour * 60 + minute))
}

fn feed(tx: &mut Tx, world: &World, small: i64) -> Result<(), DbError> {
    let base = lesson(world, 0);
    let history = Some(Target::teaching(world.history));
    let lessons = [
        Item {
            reference: 1,
            title: "Mathématiques",
            who: "M. Petit",
            place: "12",
            starts: at(8, 0),
            ends: at(8, 55),
            state: State::Written,
            ..base
        },
        Item {
            reference: 2,
            title: "Histoire-géographie",
            who: "Mme Baron",
            place: "7",
            staff: history,
            starts: at(9, 0),
            ends: at(9, 55),
            link: "/seances/2",
            ..base
        },
        Item {
            reference: 3,
            title: "Anglais",
            who: "Mme Diallo",
            place: "labo 3",
            starts: at(10, 10),
            ends: at(11, 5),
            ..base
        },
        Item {
            reference: 4,
            title: "Technologie",
            who: "M. Roux",
            day: thursday().plus(1),
            starts: at(8, 0),
            ends: at(9, 0),
            ..base
        },
    ];
    let moment = |reference, position, title| Item {
        reference,
        position,
        title,
        class: "CE2-CM1",
        who: "M. Blanc",
        audience: Target::group(small),
        ..base
    };
    let work = Item { kind: Kind::Work, day: thursday().plus(1), ..base };
    let works = [
        Item {
            reference: 11,
            title: "Carnet de lecture",
            class: "Français",
            minutes: Some(20),
            state: State::ToHandIn,
            link: "/travaux/11",
            ..work
        },
        Item {
            reference: 12,
            title: "Exercices 12 et 13",
            class: "Mathématiques",
            link: "/travaux/12",
            ..work
        },
        Item {
            reference: 13,
            title: "Croquis de la vallée",
            class: "Histoire-géographie",
            state: State::ToHandIn,
            link: "/travaux/13",
            ..work
        },
        Item {
            reference: 13,
            title: "Croquis de la vallée",
            class: "Histoire-géographie",
            who: "Mme Baron",
            state: State::Answered,
            audience: Target::person(world.lina),
            link: "/travaux/13",
            ..work
        },
    ];
    let answer = Item {
        kind: Kind::Answer,
        reference: 13,
        title: "Croquis de la vallée",
        who: "Mme Baron",
        class: "Histoire-géographie",
        audience: Target::person(world.lina),
        state: State::Answered,
        link: "/travaux/13",
        ..base
    };
    let to_read = Item {
        kind: Kind::ToRead,
        reference: 13,
        title: "Croquis de la vallée",
        staff: history,
        for_pupils: false,
        for_guardians: false,
        position: 12,
        day: thursday().plus(-1),
        link: "/travaux/13/copies",
        ..base
    };
    let moments = [moment(21, 1, "Lecture"), moment(22, 2, "Mathématiques")];
    let all = lessons.iter().chain(&works).chain(&moments).chain([&answer, &to_read]);
    for item in all {
        api::put(tx, item)?;
    }
    Ok(())
}
