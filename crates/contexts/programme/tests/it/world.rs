//! Two schools and those who follow the programme.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use db::{DbError, Tx};
use directory::edit::{self, NewMembership, NewOrg, NewPerson};
use kernel::{Actor, Day, Lang, Role};
use maud::{Markup, html};
use testkit::{Backend, Page, TestApp, Visitor};
use web::{App, Cx, Hooks, Module};

/// A program with two schools in it.
pub(crate) struct World {
    pub(crate) test: TestApp,
    pub(crate) people: People,
}

/// Who is who, by their ids.
#[derive(Clone, Copy, Debug)]
pub(crate) struct People {
    /// A collège, 0860002K.
    pub(crate) college: i64,
    /// An école, 0860014Y.
    pub(crate) ecole: i64,
    /// Digital referent of the collège.
    pub(crate) referent: i64,
    /// Head of the collège.
    pub(crate) head: i64,
    /// Agent of the commune, for its école.
    pub(crate) agent: i64,
    /// Keeps the whole territory.
    pub(crate) manager: i64,
    /// Pays a part of it.
    pub(crate) funder: i64,
    /// Teaches in the collège.
    pub(crate) teacher: i64,
}

impl World {
    pub(crate) fn new(backend: Backend) -> Self {
        let rooms = vec![
            Module {
                indicators: crate::indicators::counted(),
                ..Module::new("directory", directory::MIGRATIONS)
            },
            Module::new("equipment", equipment::MIGRATIONS),
            today::module(),
            programme::module(),
        ];
        let test = TestApp::start(backend, rooms, HOOKS);
        let people = test.arrange(people);
        Self { test, people }
    }

    /// Someone signed in.
    pub(crate) fn visit(&self, person: i64) -> Visitor<'_> {
        let visitor = self.test.visitor();
        let mut token = [0; 32];
        token[..8].copy_from_slice(&person.to_be_bytes());
        visitor.set_cookie("preau-session", &URL_SAFE_NO_PAD.encode(token));
        visitor
    }

    /// Fills in the form of a page and sends it.
    pub(crate) fn send(&self, person: i64, path: &str, fields: &[(&str, &str)]) -> Page {
        let visitor = self.visit(person);
        let mut form = visitor.form(&visitor.get(path), path);
        for (field, value) in fields {
            form = form.fill(field, value);
        }
        form.send()
    }
}

const HOOKS: Hooks = Hooks { authenticate, layout, plain_layout };

fn authenticate(tx: &mut Tx, app: &App, token: &[u8; 32]) -> Result<Option<Actor>, DbError> {
    let mut id = [0; 8];
    id.copy_from_slice(&token[..8]);
    let person = i64::from_be_bytes(id);
    let today = app.place.local(app.clock.now()).0;
    let ties = directory::api::ties(tx, person, today)?;
    Ok(Some(Actor::new(person, 1, Lang::Fr, ties)))
}

fn layout(cx: &mut Cx, page: &web::Page) -> Result<Markup, DbError> {
    let says = cx.incoming.flash.as_ref().map(|flash| flash.says.clone()).unwrap_or_default();
    Ok(html! { title { (page.title) } main { p.toast { (says) } (page.main) } })
}

fn plain_layout(page: &web::Page, _: Lang) -> Markup {
    html! { title { (page.title) } main { (page.main) } }
}

fn people(tx: &mut Tx) -> Result<People, DbError> {
    edit::create_territory(tx, "Vienne", false)?;
    let school = |kind, uai, name| NewOrg {
        kind,
        uai: Some(uai),
        name,
        commune: "Charroux",
        sector: "public",
    };
    let college = edit::create_org(tx, &school("college", "0860002K", "Collège des Tilleuls"))?;
    let ecole = edit::create_org(tx, &school("ecole", "0860014Y", "École des Érables"))?;
    let mut join = |last, role, org| {
        let new = NewPerson { category: "staff", last, first: "Ada", title: "Mme", born: None };
        let person = edit::create_person(tx, &new)?;
        let (starts, ends) = (Day(0), Day::NEVER);
        let part = NewMembership { person, role, org, group: None, teaching: None, starts, ends };
        edit::add_membership(tx, &part)?;
        Ok::<_, DbError>(person)
    };
    Ok(People {
        college,
        ecole,
        referent: join("Roux", Role::DigitalReferent, Some(college))?,
        head: join("Blanc", Role::Head, Some(college))?,
        agent: join("Vert", Role::CommuneAgent, Some(ecole))?,
        manager: join("Noir", Role::TerritoryManager, None)?,
        funder: join("Gris", Role::Funder, None)?,
        teacher: join("Petit", Role::Teacher, Some(college))?,
    })
}
