//! A school without a feed: everything in it was made by hand.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use directory::{
    api,
    edit::{self, NewMembership, NewOrg, NewPerson},
};
use kernel::{Actor, Day, Lang, Role};
use testkit::{Backend, TestApp, Visitor};
use web::Hooks;

/// The program with the room's pages; a session is the id of whoever came in.
pub(crate) fn start(backend: Backend) -> TestApp {
    let hooks = Hooks {
        authenticate: |tx, app, token| {
            let person = i64::from_be_bytes(token[..8].try_into().unwrap_or_default());
            let ties = api::ties(tx, person, app.place.local(app.clock.now()).0)?;
            Ok(Some(Actor::new(person, 1, Lang::Fr, ties)))
        },
        layout: |_, page| Ok(maud::html! { title { (page.title) } main { (page.main) } }),
        plain_layout: |page, _| page.main.clone(),
    };
    TestApp::start(backend, vec![directory::module()], hooks)
}

/// Someone's browser.
pub(crate) fn enter(test: &TestApp, person: i64) -> Visitor<'_> {
    let mut token = [0_u8; 32];
    token[..8].copy_from_slice(&person.to_be_bytes());
    let visitor = test.visitor();
    visitor.set_cookie("preau-session", &URL_SAFE_NO_PAD.encode(token));
    visitor
}

/// One class with its teacher and two pupils, a head and a secretary.
#[derive(Clone, Copy, Debug)]
pub(crate) struct School {
    pub(crate) org: i64,
    pub(crate) class: i64,
    pub(crate) teaching: i64,
    pub(crate) head: i64,
    pub(crate) secretary: i64,
    pub(crate) teacher: i64,
    pub(crate) pupil: i64,
    pub(crate) classmate: i64,
}

impl School {
    pub(crate) fn arrange(test: &TestApp) -> Self {
        test.arrange(|tx| edit::create_territory(tx, "Vienne", false));
        Self::arrange_named(test, "École des Tilleuls")
    }

    pub(crate) fn arrange_named(test: &TestApp, name: &'static str) -> Self {
        let starts = test.today().plus(-100);
        test.arrange(move |tx| {
            let new = NewOrg { kind: "ecole", uai: None, name, commune: "Val", sector: "public" };
            let org = edit::create_org(tx, &new)?;
            let class = edit::create_group(tx, org, true, "CM1", &["CM1"], 2026)?;
            let teaching = edit::create_teaching(tx, org, class, "", "Classe")?;
            let mut person = |category, last, role, in_class: bool, teaching: Option<i64>| {
                let title = if category == "pupil" { "" } else { "Mme" };
                let born = Some(Day(14_000));
                let new = NewPerson { category, last, first: "Alix", title, born };
                let person = edit::create_person(tx, &new)?;
                let membership = NewMembership {
                    person,
                    role,
                    org: Some(org),
                    group: in_class.then_some(class),
                    teaching,
                    starts,
                    ends: Day::NEVER,
                };
                edit::add_membership(tx, &membership)?;
                Ok::<_, db::DbError>(person)
            };
            Ok(Self {
                org,
                class,
                teaching,
                head: person("staff", "Roux", Role::Head, false, None)?,
                secretary: person("staff", "Lemoine", Role::Secretariat, false, None)?,
                teacher: person("staff", "Baron", Role::Teacher, true, Some(teaching))?,
                pupil: person("pupil", "Moreau", Role::Pupil, true, None)?,
                classmate: person("pupil", "Nguyen", Role::Pupil, true, None)?,
            })
        })
    }

    /// A member of staff without any part in the school yet.
    pub(crate) fn colleague(self, test: &TestApp, last: &'static str) -> i64 {
        test.arrange(move |tx| {
            let new = NewPerson { category: "staff", last, first: "Alix", title: "M.", born: None };
            edit::create_person(tx, &new)
        })
    }
}

/// Someone who runs the territory.
pub(crate) fn manager(test: &TestApp) -> i64 {
    holder(test, Role::TerritoryManager, None)
}

/// Someone who runs the machine.
pub(crate) fn operator(test: &TestApp) -> i64 {
    holder(test, Role::Operator, None)
}

/// The head of a school.
pub(crate) fn head_of(test: &TestApp, org: i64) -> i64 {
    holder(test, Role::Head, Some(org))
}

fn holder(test: &TestApp, role: Role, org: Option<i64>) -> i64 {
    test.arrange(move |tx| {
        let new =
            NewPerson { category: "staff", last: "Weber", first: "Max", title: "M.", born: None };
        let person = edit::create_person(tx, &new)?;
        let (starts, ends) = (Day(0), Day::NEVER);
        let place = NewMembership { person, role, org, group: None, teaching: None, starts, ends };
        edit::add_membership(tx, &place)?;
        Ok(person)
    })
}
