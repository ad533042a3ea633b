//! Sending a table, looking at what would become of it, applying it or giving it up.

use kernel::Actor;
use web::{Access, App, Cx, Form, Incoming, Outcome, Page, Problem, Reply, Route, Task};

use crate::{
    import::{
        Outcome as Becomes, ask,
        store::{self, Import},
        views, work,
    },
    rights::{ROLES, keeps},
    t,
};

/// Where tables are sent.
pub(crate) const PATH: &str = "/materiel/imports";
/// The largest file.
pub(super) const LARGEST: usize = 20 << 20;
/// Up to so many bytes the person waits for the comparison.
const AT_ONCE: u64 = 1 << 20;
/// Up to so many lines the person waits for them to be done.
const LINES_AT_ONCE: i64 = 2_000;

pub(super) const WHO: Access = Access::Role(ROLES);

pub(crate) fn routes() -> Vec<Route> {
    let mut routes = vec![
        Route::get(PATH, WHO, list),
        Route::task(PATH, WHO, send).accepting(LARGEST),
        Route::get("/materiel/imports/{tableau}", WHO, show),
        Route::task("/materiel/imports/{tableau}/appliquer", WHO, apply),
        Route::post("/materiel/imports/{tableau}/abandonner", WHO, give_up),
    ];
    routes.extend(ask::routes());
    routes
}

/// Where a table is.
pub(super) fn path(id: i64) -> String {
    format!("{PATH}/{id}")
}

fn list(cx: &mut Cx) -> Outcome {
    let chosen = cx.incoming.query("ecole").and_then(web::parse_id);
    let form = match chosen {
        Some(org) => cx.blank_form().with("ecole", &org),
        None => cx.blank_form(),
    };
    Ok(list_page(cx, &form, chosen)?.into())
}

fn list_page(cx: &mut Cx, form: &Form, chosen: Option<i64>) -> Result<Page, Problem> {
    let actor = cx.actor()?.clone();
    let imports = store::of(cx.tx, actor.person)?;
    let chosen = chosen.filter(|org| keeps(&actor, *org));
    let school = match chosen {
        Some(org) => directory::api::orgs(cx.tx, &[org])?.remove(&org),
        None => None,
    };
    Ok(views::list(cx, form, &imports, school.as_ref()))
}

/// What receiving a table comes to.
enum Received {
    Import(Box<Import>, Box<Actor>),
    Corrections(Box<Reply>),
}

fn send(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        match app.write(&incoming, keep).await? {
            Received::Corrections(reply) => Ok(*reply),
            Received::Import(import, actor) => {
                let bytes: u64 = incoming.files.iter().map(|upload| upload.blob.length).sum();
                let (worker, id) = (app.clone(), import.id);
                in_background(bytes <= AT_ONCE, move || work::compare(&worker, &import, &actor))
                    .await;
                Ok(Reply::see_other(path(id)))
            }
        }
    })
}

/// Runs the work on its own thread; waits for it only when it is short.
pub(super) async fn in_background(is_short: bool, work: impl FnOnce() + Send + 'static) {
    let thread = tokio::task::spawn_blocking(work);
    if is_short && let Err(error) = thread.await {
        tracing::error!(%error, "an import was cut short");
    }
}

pub(super) fn may_import(cx: &Cx) -> Result<Actor, Problem> {
    let actor = cx.actor()?;
    if ROLES.iter().any(|role| actor.is(*role)) {
        Ok(actor.clone())
    } else {
        Err(Problem::forbidden())
    }
}

fn keep(cx: &mut Cx) -> Result<Received, Problem> {
    let (actor, lang, mut form) = (may_import(cx)?, cx.lang(), cx.form());
    let chosen = cx.incoming.field("ecole").and_then(web::parse_id);
    if chosen.is_some_and(|org| !keeps(&actor, org)) {
        return Err(Problem::not_found());
    }
    let file = form.files("tableau").next();
    let Some(file) = file else {
        form.refuse("tableau", t::import_no_file(lang));
        let page = list_page(cx, &form, chosen)?;
        return Ok(Received::Corrections(Box::new(Reply::to_correct(page))));
    };
    let hash = file.blob.hash.to_string();
    let id = store::add(cx.tx, (actor.person, chosen), (&file.name, &hash), cx.now)?;
    let import = store::import(cx.tx, id, actor.person)?.ok_or_else(Problem::not_found)?;
    Ok(Received::Import(Box::new(import), Box::new(actor)))
}

pub(super) fn load(cx: &mut Cx) -> Result<Import, Problem> {
    let (id, person) = (cx.id()?, cx.actor()?.person);
    store::import(cx.tx, id, person)?.ok_or_else(Problem::not_found)
}

fn show(cx: &mut Cx) -> Outcome {
    let import = load(cx)?;
    let counts = store::counts(cx.tx, import.id)?;
    let has = |code: &&str| counts.iter().any(|(outcome, _)| outcome == code);
    let asked = cx.incoming.query("lignes").unwrap_or_default();
    let mut shown = Becomes::CODES.into_iter().filter(has);
    let first = shown.clone().next().unwrap_or_default();
    let outcome = shown.find(|code| *code == asked).unwrap_or(first);
    let page = cx.incoming.query("page").and_then(web::parse_id).unwrap_or(1);
    let rows = store::rows(cx.tx, import.id, outcome, page)?;
    let lines = views::Lines { counts: &counts, outcome, page, rows: &rows };
    Ok(views::show(cx, &import, &lines).into())
}

fn apply(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let (id, actor, lines) = app.write(&incoming, begin).await?;
        let worker = app.clone();
        in_background(lines <= LINES_AT_ONCE, move || work::apply(&worker, id, &actor)).await;
        Ok(Reply::see_other(path(id)))
    })
}

/// Begins to apply a table, or goes on when it was cut short.
fn begin(cx: &mut Cx) -> Result<(i64, Actor, i64), Problem> {
    let (actor, import, lang) = (may_import(cx)?, load(cx)?, cx.lang());
    let begins = store::turn(cx.tx, import.id, "waiting", "applying")?;
    if !begins && import.state != "applying" {
        return Err(Problem::conflict("not-waiting", t::import_not_waiting(lang)));
    }
    let counts = store::counts(cx.tx, import.id)?;
    let to_do = counts.iter().filter(|(code, _)| matches!(code.as_str(), "create" | "update"));
    Ok((import.id, actor, to_do.map(|(_, count)| count).sum()))
}

fn give_up(cx: &mut Cx) -> Outcome {
    let (import, lang) = (load(cx)?, cx.lang());
    if import.state == "applying" || import.state == "done" {
        return Err(Problem::conflict("not-waiting", t::import_not_waiting(lang)));
    }
    store::give_up(cx.tx, import.id)?;
    Ok(Reply::see_other(PATH).saying(t::import_given_up(lang)))
}
