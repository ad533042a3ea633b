//! The page of a work on paper: sheets to print, a pile to send, pages to tell whose they are.

use db::journal;
use kernel::Target;
use web::{Access, App, Cx, Form, Incoming, Outcome, Page, Problem, Reply, Route, Task};

use crate::{
    photo::{self, Prepared, Ready},
    rights::{ASIDE, WORK_WRITE},
    sheets::{
        pile::{self, Filed, Leaf},
        print::{self, Sheet},
        reading,
        store::{self, Aside},
        views,
    },
    t,
    work::{pages::Scene, roll::class},
};

/// A pile of photos, together.
pub(super) const PILE_LIMIT: usize = 200 << 20;
/// Pages of a pile: a large class, several sheets each.
pub(super) const PAGES_LIMIT: u8 = 150;

pub(crate) fn routes() -> Vec<Route> {
    const PATH: &str = "/cours/travaux/{work}/papier";
    vec![
        Route::get(PATH, Access::Item(&WORK_WRITE), page),
        Route::task(PATH, Access::Item(&WORK_WRITE), send)
            .accepting(PILE_LIMIT)
            .accepting_files(usize::from(PAGES_LIMIT)),
        Route::task("/cours/travaux/{work}/papier/feuilles", Access::Item(&WORK_WRITE), print_all),
        Route::get("/cours/pages/{feuille}", Access::Item(&ASIDE), serve),
        Route::post("/cours/pages/{feuille}", Access::Item(&ASIDE), settle),
    ]
}

/// Where the paper of a work is.
pub(crate) fn path(work: i64) -> String {
    format!("/cours/travaux/{work}/papier")
}

/// What the page shows.
pub(super) struct Table {
    pub(super) aside: Vec<Aside>,
    /// The class, to choose from.
    pub(super) pupils: Vec<(i64, String)>,
}

fn page(cx: &mut Cx) -> Outcome {
    let scene = Scene::load(cx)?;
    let form = cx.blank_form();
    Ok(show(cx, &scene, &form)?.into())
}

fn show(cx: &mut Cx, scene: &Scene, form: &Form) -> Result<Page, Problem> {
    let table = Table { aside: store::aside_of(cx.tx, scene.work.id)?, pupils: pupils(cx, scene)? };
    Ok(views::page(cx, scene, &table, form).with_island("photo"))
}

fn pupils(cx: &mut Cx, scene: &Scene) -> Result<Vec<(i64, String)>, Problem> {
    let lines = class(cx, &scene.work)?;
    Ok(lines.into_iter().map(|line| (line.name.id, line.names())).collect())
}

fn print_all(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let (lang, words, sheets) = app.write(&incoming, ready_to_print).await?;
        let made = app.slow.run(move |_| print::paper(lang, (&words.0, &words.1), &sheets)).await?;
        let pdf = made.map_err(|error| {
            tracing::error!(%error, "sheets could not be made");
            Problem::new(500, "internal")
        })?;
        let disposition = "attachment; filename=\"feuilles.pdf\"".to_owned();
        Ok(Reply::data("application/pdf", Some(disposition), pdf))
    })
}

type Printed = (kernel::Lang, (String, String), Vec<Sheet>);

fn ready_to_print(cx: &mut Cx) -> Result<Printed, Problem> {
    let (id, lang) = (cx.id()?, cx.lang().on_paper());
    cx.require(&WORK_WRITE, id)?;
    let scene = Scene::load(cx)?;
    refuse_unless_handed_in(cx, &scene)?;
    let lines = class(cx, &scene.work)?;
    let ids: Vec<i64> = lines.iter().map(|line| line.name.id).collect();
    let tokens = store::sheets_of(cx.tx, id, &ids, &cx.app.entropy)?;
    let sheets = lines.iter().filter_map(|line| {
        let (_, token) = tokens.iter().find(|(pupil, _)| *pupil == line.name.id)?;
        Some(Sheet { pupil: line.names(), token: token.clone() })
    });
    Ok((lang, (scene.work.title(), scene.course.name()), sheets.collect()))
}

fn refuse_unless_handed_in(cx: &Cx, scene: &Scene) -> Result<(), Problem> {
    let says = t::refused_nothing_to_hand_in(cx.lang());
    let is_handed_in = scene.work.is_handed_in() && scene.work.published_at.is_some();
    is_handed_in.then_some(()).ok_or_else(|| Problem::refused("nothing-to-hand-in", says))
}

fn send(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        // Nobody else's time is spent on reading codes.
        app.read(&incoming, |cx| {
            let id = cx.id()?;
            cx.require(&WORK_WRITE, id)
        })
        .await?;
        let prepared = photo::prepare(&app, &incoming).await?;
        let files = prepared.files().to_vec();
        let store = app.files.clone();
        let leaves = app.slow.run(move |_| read_all(&store, files)).await?;
        app.write(&incoming, move |cx| receive(cx, &prepared, &leaves)).await
    })
}

fn read_all(store: &files::Files, files: Vec<Ready>) -> Vec<Leaf> {
    let read = |file: Ready| {
        let content = photo::hash_of(&file.hash).and_then(|hash| store.get(&hash).ok().flatten());
        let token = content.and_then(|(content, _)| reading::token_on(content, file.media));
        Leaf { file, token }
    };
    files.into_iter().map(read).collect()
}

fn receive(cx: &mut Cx, prepared: &Prepared, leaves: &[Leaf]) -> Outcome {
    let (id, lang) = (cx.id()?, cx.lang());
    cx.require(&WORK_WRITE, id)?;
    let scene = Scene::load(cx)?;
    refuse_unless_handed_in(cx, &scene)?;
    let mut form = cx.form();
    let other = leaves.iter().find(|leaf| !leaf.file.media.starts_with("image/"));
    if let Some((_, says)) = prepared.refusal(lang) {
        form.refuse("photos", says);
    } else if leaves.is_empty() {
        form.refuse("photos", t::pile_missing(lang));
    } else if let Some(other) = other {
        form.refuse("photos", t::pile_not_a_photo(lang, &other.file.name));
    }
    if !form.is_valid() {
        return Ok(Reply::to_correct(show(cx, &scene, &form)?));
    }
    let Filed { filed, aside, known } = pile::file_all(cx, &scene, leaves)?;
    if filed > 0 {
        note(cx, &scene)?;
    }
    let mut says = t::pile_filed(lang, filed);
    if aside > 0 {
        says = format!("{says} {}", t::pile_aside(lang, aside));
    }
    if known > 0 {
        says = format!("{says} {}", t::pile_known(lang, known));
    }
    Ok(Reply::see_other(path(id)).saying(says))
}

/// Something handed in for others is a line of the journal.
fn note(cx: &mut Cx, scene: &Scene) -> Result<(), Problem> {
    let entry = journal::Entry {
        at: cx.now,
        person: Some(cx.actor()?.person),
        action: "courses.sheets.file",
        object: scene.work.id,
        scope: Target::teaching(scene.work.teaching),
    };
    Ok(journal::write(cx.tx, &entry)?)
}

/// A page put aside, as a picture.
fn serve(cx: &mut Cx) -> Outcome {
    let id = cx.id()?;
    let aside = store::aside(cx.tx, id)?;
    let hash = photo::hash_of(&aside.file.hash).ok_or_else(Problem::not_found)?;
    let disposition = files::content_disposition(&aside.file.name, true);
    Ok(Reply::stored(hash, aside.file.media, disposition))
}

/// Says whose a page is, or throws it away.
fn settle(cx: &mut Cx) -> Outcome {
    let (id, lang) = (cx.id()?, cx.lang());
    let aside = store::aside(cx.tx, id)?;
    let scene = Scene::of(cx, aside.work)?;
    let back = Reply::see_other(path(aside.work));
    if cx.incoming.field("action") == Some("jeter") {
        store::take(cx.tx, id)?;
        return Ok(back.saying(t::page_thrown_away(lang)));
    }
    let chosen = cx.incoming.field("eleve").and_then(web::parse_id);
    let known = pupils(cx, &scene)?;
    let Some(pupil) = chosen.filter(|id| known.iter().any(|(pupil, _)| pupil == id)) else {
        return Ok(back.saying(t::page_whose_missing(lang)));
    };
    if pile::file_one(cx, &scene, pupil, &aside.file)?.is_some() {
        return Ok(back.saying(t::page_answered(lang)));
    }
    store::take(cx.tx, id)?;
    note(cx, &scene)?;
    Ok(back.saying(t::page_filed(lang)))
}
