//! Imports by page: files sent, compared, looked at, then published or given up.

use db::{DbError, Tx};
use files::Hash;
use kernel::{Instant, Role};
use web::{Access, App, Cx, Form, Incoming, Outcome, Page, Problem, Reply, Route, Task};

use super::{imports_asks as asks, imports_views as views, imports_work as work, store};
use crate::{
    import::{Answers, Decision, Follow, Report},
    t,
};

/// Those who import.
pub(crate) const ROLES: &[Role] = &[Role::TerritoryManager, Role::Operator];

pub(super) const WHO: Access = Access::Role(ROLES);

/// The files of one import, together.
pub(super) const FILES_LIMIT: usize = 2 << 30;

/// Files up to this size are compared and applied while the person waits for the answer.
const AT_ONCE: u64 = 4 << 20;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/annuaire/imports", WHO, list),
        Route::task("/annuaire/imports", WHO, receive).accepting(FILES_LIMIT),
        Route::get("/annuaire/imports/{import}", WHO, show),
        Route::task("/annuaire/imports/{import}/publier", WHO, publish),
        Route::post("/annuaire/imports/{import}/abandonner", WHO, give_up),
        Route::get("/annuaire/imports/{import}/rapport", WHO, report),
    ]
}

/// Forgets the whole reports that are past their time.
pub(crate) fn forget_reports(tx: &mut Tx, now: Instant) -> Result<(), DbError> {
    store::forget_reports(tx, now)
}

/// Whether an import still needs a stored file.
pub(crate) fn keeps_file(tx: &mut Tx, hash: &str) -> Result<bool, DbError> {
    store::keeps_file(tx, hash)
}

pub(super) fn may_import(cx: &Cx) -> Result<i64, Problem> {
    let actor = cx.actor()?;
    if ROLES.iter().any(|role| actor.is(*role)) {
        Ok(actor.person)
    } else {
        Err(Problem::forbidden())
    }
}

fn list(cx: &mut Cx) -> Outcome {
    let form = cx.blank_form();
    Ok(list_page(cx, &form)?.into())
}

fn list_page(cx: &mut Cx, form: &Form) -> Result<Page, Problem> {
    let drafts = store::open_drafts(cx.tx)?;
    let batches = store::batches(cx.tx)?;
    Ok(views::list(cx, form, &drafts, &batches))
}

/// What receiving files comes to.
enum Received {
    Import(i64),
    Corrections(Box<Reply>),
}

fn receive(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        match app.write(&incoming, keep_files).await? {
            Received::Corrections(reply) => Ok(*reply),
            Received::Import(id) => {
                let bytes: u64 = incoming.files.iter().map(|upload| upload.blob.length).sum();
                let worker = app.clone();
                in_background(bytes <= AT_ONCE, move || work::compare(&worker, id)).await;
                Ok(Reply::see_other(path(id)))
            }
        }
    })
}

pub(super) fn path(id: i64) -> String {
    format!("/annuaire/imports/{id}")
}

/// Runs the work on its own thread; waits for it only when it is short.
pub(super) async fn in_background(is_short: bool, work: impl FnOnce() + Send + 'static) {
    let thread = tokio::task::spawn_blocking(work);
    if is_short && let Err(error) = thread.await {
        tracing::error!(%error, "an import was cut short");
    }
}

fn keep_files(cx: &mut Cx) -> Result<Received, Problem> {
    let (person, lang) = (may_import(cx)?, cx.lang());
    let mut form = cx.form();
    let files: Vec<(String, String)> = form
        .files("fichiers")
        .map(|upload| (upload.name.clone(), upload.blob.hash.to_string()))
        .collect();
    if files.is_empty() {
        form.refuse("fichiers", t::imports_no_file(lang));
    }
    if crate::visible::territory(cx.tx)?.is_some_and(|(_, is_demo)| is_demo) {
        form.refuse("fichiers", t::import_error_demo(lang));
    }
    if form.is_valid() {
        return Ok(Received::Import(store::add_draft(cx.tx, person, cx.now, &files)?));
    }
    let page = list_page(cx, &form)?;
    Ok(Received::Corrections(Box::new(Reply::to_correct(page))))
}

pub(super) fn draft(cx: &mut Cx) -> Result<store::Draft, Problem> {
    let id = cx.id()?;
    store::draft(cx.tx, id)?.ok_or_else(Problem::not_found)
}

fn show(cx: &mut Cx) -> Outcome {
    let draft = draft(cx)?;
    if draft.state == "columns" {
        return Ok(Reply::see_other(super::columns::path(draft.id)));
    }
    let form = cx.blank_form();
    Ok(views::show(cx, &form, &draft).into())
}

fn publish(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let (id, report, answers) = match app.write(&incoming, start_publishing).await? {
            Started::Corrections(reply) => return Ok(*reply),
            Started::Import(id, report, answers) => (id, report, answers),
        };
        let worker = app.clone();
        let said = report.summary;
        let records = said.added + said.changed + said.leaving;
        in_background(records < 2_000, move || work::publish(&worker, id, &report, answers)).await;
        Ok(Reply::see_other(path(id)))
    })
}

/// What the form of a preview answers.
fn answered(form: &Form, report: &Report) -> Answers {
    let follow = if form.ticked("suivre-partout") {
        Follow::Everywhere
    } else {
        Follow::Some(form.values("suivre").into_iter().filter_map(web::parse_id).collect())
    };
    let doubts = report.doubts.iter().enumerate().map(|(at, doubt)| {
        let decision = Decision::from_code(form.shown(&asks::doubt_field(at)));
        ((doubt.key.clone(), doubt.known), decision.unwrap_or_default())
    });
    Answers { departures: form.ticked("departs"), follow, people: doubts.collect() }
}

/// What asking to publish comes to.
enum Started {
    Import(i64, Box<Report>, Answers),
    Corrections(Box<Reply>),
}

fn start_publishing(cx: &mut Cx) -> Result<Started, Problem> {
    may_import(cx)?;
    let (draft, lang) = (draft(cx)?, cx.lang());
    let refused = || Problem::conflict("not-compared", t::imports_not_compared(lang));
    let report = draft.report().filter(|_| draft.state == "compared").ok_or_else(refused)?;
    let mut form = cx.form();
    let answers = answered(&form, &report);
    if !report.departures.is_empty() && !answers.departures {
        form.refuse("departs", t::departures_needed(lang));
        let page = views::show(cx, &form, &draft);
        return Ok(Started::Corrections(Box::new(Reply::to_correct(page))));
    }
    if !store::turn(cx.tx, draft.id, "compared", "applying")? {
        return Err(refused());
    }
    Ok(Started::Import(draft.id, Box::new(report), answers))
}

fn give_up(cx: &mut Cx) -> Outcome {
    let id = draft(cx)?.id;
    store::give_up(cx.tx, id)?;
    Ok(Reply::see_other("/annuaire/imports").saying(t::imports_given_up(cx.lang())))
}

fn report(cx: &mut Cx) -> Outcome {
    let draft = draft(cx)?;
    let report = draft.report().ok_or_else(Problem::not_found)?;
    let name =
        |end: &str| Some(files::content_disposition(&format!("import-{}.{end}", draft.id), false));
    if cx.incoming.query("format") == Some("json") {
        let bytes = serde_json::to_vec_pretty(&report).map_err(DbError::statement)?;
        return Ok(Reply::data("application/json", name("json"), bytes));
    }
    if let (Some(hash), Some(name)) = (Hash::parse(&draft.full_report), name("csv")) {
        return Ok(Reply::stored(hash, "text/csv; charset=utf-8", name));
    }
    let bytes = views::csv(cx.lang(), &report)?;
    Ok(Reply::data("text/csv; charset=utf-8", name("csv"), bytes))
}
