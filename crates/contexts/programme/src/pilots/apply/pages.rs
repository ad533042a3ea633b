//! Opening a call, applying, asking for readers, giving points.

use std::collections::HashMap;

use directory::api::{self, Org};
use kernel::{Actor, Role, TargetKind};
use web::{Access, Cx, Form, Outcome, Problem, Reply, Route};

use crate::{
    SENT,
    pilots::{
        MANAGER,
        apply::{self, Application, Call, Reading, Verdict, store, views},
        is_manager, manager, note, note_in,
    },
    rights::{APPLICATION_READ, APPLICATION_SCORE},
    t,
};

/// Where calls are.
pub(crate) const PATH: &str = "/programme/pilotes/appels";
/// Where applications are.
pub(super) const APPLICATIONS: &str = "/programme/pilotes/candidatures";
/// Those who may apply, read or ask.
pub(crate) const ROLES: &[Role] =
    &[Role::TerritoryManager, Role::Head, Role::DigitalReferent, Role::Funder];
const HEADS: &[Role] = &[Role::Head];
const BOTH: &[Role] = &[Role::TerritoryManager, Role::Head];
/// The longest text of an application.
const TEXT_MAX: usize = 3_000;
/// The longest name of a call.
const NAME_MAX: usize = 120;
/// People one may ask to read.
const READERS_MAX: i64 = 500;

/// The routes of applications.
pub(crate) fn routes() -> Vec<Route> {
    const CALL: &str = "/programme/pilotes/appels/{appel}";
    let who = Access::Role(MANAGER);
    vec![
        Route::get(PATH, Access::Role(ROLES), list),
        Route::get("/programme/pilotes/appels/nouveau", who, blank),
        Route::post(PATH, who, open),
        Route::get(CALL, Access::Role(BOTH), show),
        Route::post(CALL, Access::Role(HEADS), send),
        Route::get(
            "/programme/pilotes/candidatures/{candidature}",
            Access::Item(&APPLICATION_READ),
            one,
        ),
        Route::post("/programme/pilotes/candidatures/{candidature}/lecteurs", who, ask),
        Route::post(
            "/programme/pilotes/candidatures/{candidature}/points",
            Access::Item(&APPLICATION_SCORE),
            score,
        ),
        Route::post(
            "/programme/pilotes/candidatures/{candidature}/conflit",
            Access::Item(&APPLICATION_SCORE),
            conflict,
        ),
    ]
}

pub(super) fn call_path(call: i64) -> String {
    format!("{PATH}/{call}")
}

pub(super) fn path(application: i64) -> String {
    format!("{APPLICATIONS}/{application}")
}

fn list(cx: &mut Cx) -> Outcome {
    let actor = cx.actor()?.clone();
    let calls = store::calls(cx.tx)?;
    let applications = store::seen(cx.tx, &actor)?;
    let orgs: Vec<i64> = applications.iter().map(|one| one.org).collect();
    let orgs = api::orgs(cx.tx, &orgs)?;
    let manages = is_manager(cx)?;
    Ok(views::list(cx, manages, &calls, &applications, &orgs).into())
}

fn blank(cx: &mut Cx) -> Outcome {
    let lang = cx.lang();
    let form = cx.blank_form().with("pour", "college").with("grille", t::call_grid_example(lang));
    Ok(views::call_form(cx, &form).into())
}

fn open(cx: &mut Cx) -> Outcome {
    let person = manager(cx)?;
    if let Some(reply) = SENT.before(cx)? {
        return Ok(reply);
    }
    let (lang, today, mut form) = (cx.lang(), cx.today(), cx.form());
    let name = form.required("nom", NAME_MAX);
    let kinds = ["college", "ecole"];
    let kind = form.choice("pour", |code| kinds.into_iter().find(|kind| *kind == code));
    let closes = form.required_day("jusqu-au");
    let text = form.required("grille", TEXT_MAX);
    let grid = apply::grid(&text);
    if grid.is_none() && !text.is_empty() {
        form.refuse("grille", t::call_grid_wrong(lang));
    }
    if closes.is_some_and(|closes| closes < today) {
        form.refuse("jusqu-au", t::call_past(lang));
    }
    let (Some(kind), Some(closes), Some(grid), true) = (kind, closes, grid, form.is_valid()) else {
        return Ok(Reply::to_correct(views::call_form(cx, &form)));
    };
    let call = Call { id: 0, name, kind: kind.to_owned(), closes, grid };
    let id = store::add_call(cx.tx, &call, (person, cx.now))?;
    note(cx, "programme.call.open", id)?;
    SENT.lead(cx, call_path(id), t::call_opened(lang))
}

fn load(cx: &mut Cx) -> Result<Call, Problem> {
    let id = cx.id()?;
    store::call(cx.tx, id)?.ok_or_else(Problem::not_found)
}

/// The schools for which someone may apply to a call.
fn own_schools(cx: &mut Cx, actor: &Actor, call: &Call) -> Result<Vec<Org>, Problem> {
    let orgs: Vec<i64> = actor.reach(Role::Head, TargetKind::Org).collect();
    let mut orgs: Vec<Org> =
        api::orgs(cx.tx, &orgs)?.into_values().filter(|org| org.kind == call.kind).collect();
    orgs.sort_by(|one, other| one.name.cmp(&other.name).then(one.id.cmp(&other.id)));
    Ok(orgs)
}

fn show(cx: &mut Cx) -> Outcome {
    let (call, actor) = (load(cx)?, cx.actor()?.clone());
    let schools = own_schools(cx, &actor, &call)?;
    let sent: Vec<Application> =
        store::seen(cx.tx, &actor)?.into_iter().filter(|one| one.call == call.id).collect();
    let form = filled(cx, &schools, &sent);
    page(cx, &call, &schools, &sent, &form)
}

fn filled<'i>(cx: &Cx<'i, '_>, schools: &[Org], sent: &[Application]) -> Form<'i> {
    let mut form = cx.blank_form();
    if let Some(school) = schools.first() {
        form = form.with("ecole", &school.id);
        if let Some(before) = sent.iter().find(|one| one.org == school.id) {
            form = form.with("projet", &before.project).with("equipe", &before.team);
        }
    }
    form
}

fn page(cx: &mut Cx, call: &Call, schools: &[Org], sent: &[Application], form: &Form) -> Outcome {
    let orgs: Vec<i64> = sent.iter().map(|one| one.org).collect();
    let orgs = api::orgs(cx.tx, &orgs)?;
    let mut all = Vec::new();
    if is_manager(cx)? {
        for one in sent {
            all.push((one, apply::verdict(&store::readings(cx.tx, one.id)?, call.most())));
        }
    }
    let reply = views::call(cx, call, schools, (&all, sent, &orgs), form);
    Ok(if form.is_valid() { reply.into() } else { Reply::to_correct(reply) })
}

fn send(cx: &mut Cx) -> Outcome {
    let (call, actor, lang) = (load(cx)?, cx.actor()?.clone(), cx.lang());
    let schools = own_schools(cx, &actor, &call)?;
    let mut form = cx.form();
    let org = form.choice("ecole", |code| {
        web::parse_id(code).filter(|id| schools.iter().any(|school| school.id == *id))
    });
    let (project, team) = (form.required("projet", TEXT_MAX), form.required("equipe", TEXT_MAX));
    if !call.is_open(cx.today()) {
        form.refuse("projet", t::call_closed_typed(lang));
    }
    let (Some(org), true) = (org, form.is_valid()) else {
        let sent: Vec<Application> =
            store::seen(cx.tx, &actor)?.into_iter().filter(|one| one.call == call.id).collect();
        return page(cx, &call, &schools, &sent, &form);
    };
    let one = Application { id: 0, call: call.id, org, project, team };
    let id = store::apply(cx.tx, &one, (actor.person, cx.now))?;
    note_in(cx, "programme.application.send", id, kernel::Target::org(org))?;
    Ok(Reply::see_other(path(id)).saying(t::application_sent(lang)))
}

/// An application with its call, its school and its readers.
pub(super) struct Scene {
    pub(super) call: Call,
    pub(super) application: Application,
    pub(super) org: Org,
    pub(super) readings: Vec<Reading>,
}

impl Scene {
    fn load(cx: &mut Cx) -> Result<Self, Problem> {
        let id = cx.id()?;
        let application = store::application(cx.tx, id)?.ok_or_else(Problem::not_found)?;
        let call = store::call(cx.tx, application.call)?.ok_or_else(Problem::not_found)?;
        let org = application.org;
        let org = api::orgs(cx.tx, &[org])?.remove(&org).ok_or_else(Problem::not_found)?;
        Ok(Self { call, org, readings: store::readings(cx.tx, id)?, application })
    }

    pub(super) fn verdict(&self) -> Verdict {
        apply::verdict(&self.readings, self.call.most())
    }

    pub(super) fn own(&self, person: i64) -> Option<&Reading> {
        self.readings.iter().find(|one| one.person == person)
    }
}

fn one(cx: &mut Cx) -> Outcome {
    let scene = Scene::load(cx)?;
    let person = cx.actor()?.person;
    let mut form = cx.blank_form();
    if let Some(own) = scene.own(person) {
        for (at, points) in own.points.iter().enumerate() {
            form = form.with(&format!("points-{at}"), points);
        }
        form = form.with("avis", &own.words);
    }
    shown(cx, &scene, &form)
}

fn shown(cx: &mut Cx, scene: &Scene, form: &Form) -> Outcome {
    let manages = is_manager(cx)?;
    let today = cx.today();
    let people: Vec<i64> = scene.readings.iter().map(|one| one.person).collect();
    let names = if manages { api::names(cx.tx, &people)? } else { HashMap::new() };
    let all = if manages { api::holders(cx.tx, ROLES, today, READERS_MAX)? } else { Vec::new() };
    let page = views::application(cx, scene, manages, (&names, &all), form)?;
    Ok(if form.is_valid() { page.into() } else { Reply::to_correct(page) })
}

/// Asks someone to read; who is tied to the school may not.
fn ask(cx: &mut Cx) -> Outcome {
    manager(cx)?;
    let (scene, lang, today) = (Scene::load(cx)?, cx.lang(), cx.today());
    let all = api::holders(cx.tx, ROLES, today, READERS_MAX)?;
    let mut form = cx.form();
    let person = form.choice("lecteur", |code| {
        web::parse_id(code).filter(|id| all.iter().any(|one| one.id == *id))
    });
    if let Some(person) = person {
        let ties = api::ties(cx.tx, person, today)?;
        let reader = Actor::new(person, 0, lang, ties);
        if apply::is_tied(&reader, scene.org.id) {
            form.refuse("lecteur", t::reader_tied(lang, &scene.org.name));
        }
    }
    if scene.verdict().is_known() {
        form.refuse("lecteur", t::readings_known(lang));
    }
    let (Some(person), true) = (person, form.is_valid()) else { return shown(cx, &scene, &form) };
    store::ask(cx.tx, scene.application.id, person, cx.now)?;
    note(cx, "programme.application.ask", scene.application.id)?;
    Ok(Reply::see_other(path(scene.application.id)).saying(t::reader_asked(lang)))
}

/// What the reader of a page did so far; nobody tied to the school goes on, nor once points are known.
fn reading(cx: &mut Cx, scene: &Scene) -> Result<Reading, Problem> {
    let (actor, lang) = (cx.actor()?.clone(), cx.lang());
    let own = scene.own(actor.person).cloned().ok_or_else(Problem::not_found)?;
    if apply::is_tied(&actor, scene.org.id) || own.state == "conflict" {
        return Err(Problem::conflict("tied", t::reader_tied(lang, &scene.org.name)));
    }
    if scene.verdict().is_known() {
        return Err(Problem::conflict("known", t::readings_known(lang)));
    }
    Ok(own)
}

fn score(cx: &mut Cx) -> Outcome {
    let scene = Scene::load(cx)?;
    let own = reading(cx, &scene)?;
    let (lang, mut form) = (cx.lang(), cx.form());
    let mut points = Vec::new();
    for (at, criterion) in scene.call.grid.iter().enumerate() {
        let field = format!("points-{at}");
        let given = form.number(&field, 0, criterion.most);
        if given.is_none() && form.error_of(&field).is_none() {
            form.refuse(&field, t::number_missing(lang));
        }
        points.push(given.unwrap_or(0));
    }
    let words = form.required("avis", TEXT_MAX);
    if !form.is_valid() {
        return shown(cx, &scene, &form);
    }
    let total = points.iter().sum();
    let reading = Reading { state: "done".to_owned(), points, total, words, ..own };
    store::keep(cx.tx, scene.application.id, &reading, cx.now)?;
    note(cx, "programme.application.score", scene.application.id)?;
    Ok(Reply::see_other(path(scene.application.id)).saying(t::reading_done(lang)))
}

/// A reader says that they cannot judge.
fn conflict(cx: &mut Cx) -> Outcome {
    let scene = Scene::load(cx)?;
    let own = reading(cx, &scene)?;
    let reading = Reading {
        state: "conflict".to_owned(),
        points: Vec::new(),
        total: 0,
        words: String::new(),
        ..own
    };
    store::keep(cx.tx, scene.application.id, &reading, cx.now)?;
    note(cx, "programme.application.conflict", scene.application.id)?;
    Ok(Reply::see_other(PATH).saying(t::conflict_done(cx.lang())))
}
