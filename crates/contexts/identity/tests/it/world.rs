//! A school small enough to hold in mind: one class, one teacher, a family that lives apart.

use db::{DbError, Tx};
use directory::edit::{self, NewMembership, NewOrg, NewPerson};
use kernel::{Day, Lang, Role};
use maud::{DOCTYPE, Markup, html};
use testkit::{Backend, Page, TestApp, Visitor};
use web::{Access, Hooks, Module, Route};

/// Ids of everyone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct World {
    pub(crate) org: i64,
    pub(crate) class: i64,
    pub(crate) other_class: i64,
    pub(crate) lina: i64,
    pub(crate) tom: i64,
    pub(crate) nadia: i64,
    pub(crate) julien: i64,
    pub(crate) baron: i64,
    pub(crate) head: i64,
    pub(crate) secretariat: i64,
    pub(crate) manager: i64,
}

pub(crate) const PASSWORD: &str = "trois mots sans rapport";

fn hooks() -> Hooks {
    Hooks {
        authenticate: identity::api::authenticate,
        layout: |cx, page| {
            let says = cx.incoming.flash.as_ref().map(|flash| flash.says.clone());
            Ok(around(
                cx.lang(),
                &page.title,
                &html! { @if let Some(says) = says { p { (says) } } (page.main) },
            ))
        },
        plain_layout: |page, lang| around(lang, &page.title, &page.main),
    }
}

fn around(lang: Lang, title: &str, main: &Markup) -> Markup {
    html! { (DOCTYPE) html lang=(lang.tag()) { head { title { (title) } } body { (main) } } }
}

fn rooms() -> Vec<Module> {
    let mut home = Module::new("home", db::MigrationSet { context: "home", migrations: &[] });
    home.routes = vec![Route::get("/", Access::SignedIn, |cx| {
        let person = cx.actor()?.person;
        Ok(web::Page::narrow("home", html! { h1 { "home of " (person) } }).into())
    })];
    vec![Module::new("directory", directory::MIGRATIONS), identity::module(), home]
}

/// A program with nothing in it.
pub(crate) fn empty(backend: Backend) -> TestApp {
    TestApp::start(backend, rooms(), hooks())
}

/// The school.
pub(crate) fn start(backend: Backend) -> (TestApp, World) {
    let test = empty(backend);
    let world = test.arrange(|tx| build(tx, false));
    (test, world)
}

/// The school, with mail or SMS.
pub(crate) fn start_sending(backend: Backend, courier: courier::Courier) -> (TestApp, World) {
    let test = TestApp::start_sending(backend, rooms(), hooks(), courier);
    let world = test.arrange(|tx| build(tx, false));
    (test, world)
}

/// The school as a demonstration.
pub(crate) fn start_demo(backend: Backend) -> (TestApp, World) {
    let test = TestApp::start_demo(backend, rooms(), hooks());
    let world = test.arrange(|tx| build(tx, true));
    (test, world)
}

fn build(tx: &mut Tx, is_demo: bool) -> Result<World, DbError> {
    edit::create_territory(tx, "Vienne", is_demo)?;
    let school = NewOrg { kind: "college", name: "Collège des Tilleuls", ..NewOrg::default() };
    let org = edit::create_org(tx, &school)?;
    let class = edit::create_group(tx, org, true, "5e B", &["5E"], 2026)?;
    let other_class = edit::create_group(tx, org, true, "4e A", &["4E"], 2026)?;
    let mut person = |category, first, last, title| {
        edit::create_person(tx, &NewPerson { category, last, first, title, born: None })
    };
    let world = World {
        org,
        class,
        other_class,
        lina: person("pupil", "Lina", "Moreau", "")?,
        tom: person("pupil", "Tom", "Garance-Brun", "")?,
        nadia: person("guardian", "Nadia", "Moreau", "Mme")?,
        julien: person("guardian", "Julien", "Morvan", "M.")?,
        baron: person("staff", "Anne", "Baron", "Mme")?,
        head: person("staff", "Paul", "Lefèvre", "M.")?,
        secretariat: person("staff", "Ada", "Okafor", "Mme")?,
        manager: person("staff", "Ines", "Tavernier", "Mme")?,
    };
    for (person, role, org, group) in [
        (world.lina, Role::Pupil, Some(org), Some(class)),
        (world.tom, Role::Pupil, Some(org), Some(class)),
        (world.baron, Role::Teacher, Some(org), Some(class)),
        (world.head, Role::Head, Some(org), None),
        (world.secretariat, Role::Secretariat, Some(org), None),
        (world.manager, Role::TerritoryManager, None, None),
    ] {
        join(tx, person, role, org, group)?;
    }
    edit::add_kinship(tx, world.nadia, world.lina, 1)?;
    edit::add_kinship(tx, world.julien, world.lina, 1)?;
    Ok(world)
}

/// Gives a role, since always.
pub(crate) fn join(
    tx: &mut Tx,
    person: i64,
    role: Role,
    org: Option<i64>,
    group: Option<i64>,
) -> Result<(), DbError> {
    let (starts, ends) = (Day(0), Day::NEVER);
    let membership = NewMembership { person, role, org, group, teaching: None, starts, ends };
    edit::add_membership(tx, &membership)
}

/// A fresh code of a person.
pub(crate) fn code(test: &TestApp, person: i64) -> String {
    let (app, now) = (test.app.clone(), test.now());
    let codes = test.arrange(move |tx| identity::api::issue_codes(tx, &app, &[person], now));
    codes.into_iter().next().unwrap()
}

/// Types a code on the activation page; the answer.
pub(crate) fn type_code(visitor: &Visitor, code: &str) -> Page {
    let page = visitor.get("/activation");
    visitor.form(&page, "/activation").fill("code", code).send()
}

/// Chooses a password after a code; the answer.
pub(crate) fn choose(visitor: &Visitor, page: &Page, password: &str) -> Page {
    visitor
        .form(page, "/activation/mot-de-passe")
        .fill("nouveau", password)
        .fill("encore", password)
        .send()
}

/// Activates someone's account with a code and [`PASSWORD`]; their browser, signed in.
pub(crate) fn activated<'t>(test: &'t TestApp, person: i64) -> Visitor<'t> {
    let visitor = test.visitor();
    let page = type_code(&visitor, &code(test, person));
    let page = choose(&visitor, &page, PASSWORD);
    assert_eq!((page.status, page.path.as_str()), (200, "/mon-compte/bienvenue"));
    visitor
}

/// Someone who is signed in, without passing the door.
pub(crate) fn signed_in<'t>(test: &'t TestApp, person: i64) -> Visitor<'t> {
    let (app, now) = (test.app.clone(), test.now());
    let tokens =
        test.arrange(move |tx| identity::api::open_sessions(tx, &app.entropy, &[person], now));
    let visitor = test.visitor();
    visitor.get("/activation");
    visitor.set_cookie("preau-session", &base64(&tokens[0]));
    visitor
}

fn base64(token: &[u8; 32]) -> String {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    URL_SAFE_NO_PAD.encode(token)
}

/// Signs in with a password; the answer.
pub(crate) fn sign_in(visitor: &Visitor, login: &str, password: &str) -> Page {
    let page = visitor.get("/connexion");
    let form = visitor.form(&page, "/connexion");
    form.fill("identifiant", login).fill("mot-de-passe", password).send()
}
