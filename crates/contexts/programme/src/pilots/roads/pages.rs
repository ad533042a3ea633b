//! Sending a table of ways, looking at what it says, keeping it for studies.

use std::collections::HashMap;

use directory::{
    api,
    feed::{self, Limits, Sheet, Uai},
};
use kernel::{Day, Lang};
use maud::{Markup, html};
use web::{
    Access, App, Cx, Form, Incoming, Outcome, Page, Problem, Reply, Route, Task,
    ui::{self, Column, Field, Files},
};

use crate::{
    SENT,
    pilots::{
        MANAGER, dated, facts, manager, note,
        roads::{
            Content, Lacking, Table, lacking,
            read::{self, End, Unread},
            store,
        },
        study::{
            self, Data,
            words::{measured, whole},
        },
        words,
    },
    t,
};

/// Where tables are.
pub(crate) const PATH: &str = "/programme/pilotes/trajets";
/// The largest file.
const LARGEST: usize = 10 << 20;
/// The longest source.
const SOURCE_MAX: usize = 200;
/// What a table looks like.
const EXAMPLE: &str = "de;vers;km\n0990101X;0990001N;12,4\n0990001N;0990101X;12,9";
/// Lines shown of those left out, and schools named.
const SHOWN: usize = 30;

pub(crate) fn routes() -> Vec<Route> {
    const ONE: &str = "/programme/pilotes/trajets/{trajets}";
    let who = Access::Role(MANAGER);
    vec![
        Route::get(PATH, who, list),
        Route::task(PATH, who, send).accepting(LARGEST),
        Route::get(ONE, who, show),
        Route::post("/programme/pilotes/trajets/{trajets}/garder", who, keep),
        Route::post("/programme/pilotes/trajets/{trajets}/oublier", who, forget),
    ]
}

fn path(table: i64) -> String {
    format!("{PATH}/{table}")
}

/// « OSRM, 3 mars 2027, en kilomètres ».
pub(crate) fn table_words(lang: Lang, table: &Table) -> String {
    t::roads_table(lang, &table.source, &dated(lang, table.day), table.unit.says(lang))
}

fn list(cx: &mut Cx) -> Outcome {
    let form = cx.blank_form().with("jour", &cx.today());
    Ok(list_page(cx, &form)?.into())
}

fn list_page(cx: &mut Cx, form: &Form) -> Result<Page, Problem> {
    let (lang, tables) = (cx.lang(), store::all(cx.tx)?);
    let main = html! {
        (ui::back(study::pages::NEW, t::study_new(lang)))
        (ui::error_summary(form))
        (ui::title(t::roads_title(lang), t::roads_under(lang)))
        form.form.card.stack method="post" action=(PATH) enctype="multipart/form-data" {
            (cx.hidden())
            (ui::files(form, &Field::new("fichier", t::facts_file(lang)).hint(t::roads_file_hint(lang)), &Files::of(".csv,.xlsx,.ods", LARGEST)))
            (ui::text(form, &Field::new("source", t::facts_source(lang)).hint(t::roads_source_hint(lang))))
            (ui::date(form, &Field::new("jour", t::roads_day(lang))))
            div.actions { button.act.main { (ui::icon("file-up")) (t::facts_look(lang)) } }
        }
        (ui::details(t::facts_columns(lang), &html! {
            div.stack { p { (t::roads_columns_says(lang)) } pre.command { code { (EXAMPLE) } } }
        }))
        @if !tables.is_empty() {
            section.card aria-labelledby="envoyes" {
                h2 id="envoyes" { (t::facts_sent(lang)) }
                ul.files { @for table in &tables {
                    li { a href=(path(table.id)) {
                        (ui::icon("file-text")) span { (table_words(lang, table)) } small.muted { (state(lang, table)) }
                    } }
                } }
            }
        }
    };
    Ok(Page::narrow(t::roads_title(lang), main))
}

fn state(lang: Lang, table: &Table) -> &'static str {
    if table.is_kept { t::roads_kept(lang) } else { t::facts_waiting(lang) }
}

/// What was asked with a file.
struct Asked {
    name: String,
    hash: String,
    source: String,
    day: Day,
}

fn send(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let (asked, ends) = match app.read(&incoming, asked).await? {
            Ok(asked) => asked,
            Err(reply) => return Ok(*reply),
        };
        let (files, name, hash) = (app.clone(), asked.name.clone(), asked.hash.clone());
        let read = move || read::read(&open(&files, &name, &hash), &ends);
        let read = tokio::task::spawn_blocking(read).await;
        let read = read.unwrap_or(Err(Unread::NoColumns));
        app.write(&incoming, move |cx| kept(cx, &read, &asked)).await
    })
}

/// What a form asks, and what each school is; else the form to correct.
type Asking = Result<(Asked, HashMap<Uai, End>), Box<Reply>>;

fn asked(cx: &mut Cx) -> Result<Asking, Problem> {
    manager(cx)?;
    let (lang, today, mut form) = (cx.lang(), cx.today(), cx.form());
    let source = form.required("source", SOURCE_MAX);
    let day = form.required_day("jour");
    if day.is_some_and(|day| day > today) {
        form.refuse("jour", t::roads_day_to_come(lang));
    }
    let file =
        form.files("fichier").next().map(|file| (file.name.clone(), file.blob.hash.to_string()));
    if file.is_none() {
        form.refuse("fichier", t::facts_no_file(lang));
    }
    let (Some(day), Some((name, hash)), true) = (day, file, form.is_valid()) else {
        return Ok(Err(Box::new(Reply::to_correct(list_page(cx, &form)?))));
    };
    Ok(Ok((Asked { name, hash, source, day }, ends(cx)?)))
}

/// What each school of the territory is.
fn ends(cx: &mut Cx) -> Result<HashMap<Uai, End>, Problem> {
    let kinds: HashMap<i64, String> =
        facts::schools(cx.tx)?.into_iter().map(|school| (school.org, school.kind)).collect();
    let end = |school: &api::School| match kinds.get(&school.id).map(String::as_str) {
        _ if !school.is_open => End::Closed,
        Some("ecole") => End::Ecole,
        Some("college") => End::College,
        _ => End::Other,
    };
    let known = api::schools_by_uai(cx.tx)?;
    Ok(known.into_iter().map(|(uai, school)| (uai, end(&school))).collect())
}

/// The sheets of a file; none when it cannot be read.
fn open(app: &App, name: &str, hash: &str) -> Vec<Sheet> {
    let read = || -> Option<Vec<Sheet>> {
        let folder = tempfile::tempdir().ok()?;
        let place = folder.path().join("table");
        let path = directory::import::bring(&app.files, &place, name, hash).ok()?;
        feed::sheets(&[path], &Limits::default()).ok()
    };
    read().unwrap_or_default()
}

fn kept(cx: &mut Cx, read: &Result<Content, Unread>, asked: &Asked) -> Outcome {
    let person = manager(cx)?;
    let content = match read {
        Ok(content) => content,
        Err(unread) => {
            let (lang, mut form) = (cx.lang(), cx.form());
            form.refuse("fichier", words(lang, "roads-unread", unread.code()));
            return Ok(Reply::to_correct(list_page(cx, &form)?));
        }
    };
    if let Some(reply) = SENT.before(cx)? {
        return Ok(reply);
    }
    let table = Table {
        id: 0,
        name: asked.name.clone(),
        source: asked.source.clone(),
        day: asked.day,
        unit: content.ways.unit,
        is_kept: false,
    };
    let id = store::add(cx.tx, &table, content, (person, cx.now))?;
    SENT.lead(cx, path(id), t::roads_read(cx.lang()))
}

fn load(cx: &mut Cx) -> Result<(Table, Content), Problem> {
    manager(cx)?;
    let id = cx.id()?;
    store::one(cx.tx, id)?.ok_or_else(Problem::not_found)
}

fn show(cx: &mut Cx) -> Outcome {
    let ((table, content), lang, today) = (load(cx)?, cx.lang(), cx.today());
    let lacking = lacking(&content.ways, &Data::of(facts::schools(cx.tx)?, today));
    let post = |end: &str, label: Markup, is_main: bool| {
        html! {
            form method="post" action={ (path(table.id)) "/" (end) } {
                (cx.hidden())
                button.act.main[is_main] { (label) }
            }
        }
    };
    let main = html! {
        (ui::back(PATH, t::roads_title(lang)))
        (ui::title(&table.name, state(lang, &table)))
        section.card.stack aria-labelledby="bilan" {
            h2 id="bilan" { (t::facts_says(lang)) }
            (ui::facts(&said(lang, &table, &content, &lacking)))
            (missing(lang, &lacking))
            div.actions {
                @if !table.is_kept { (post("garder", html! { (ui::icon("check")) (t::roads_keep(lang)) }, true)) }
                (post("oublier", html! { (t::roads_forget(lang)) }, false))
            }
        }
        @if !content.left.is_empty() { (left(lang, &content)) }
    };
    Ok(Page::wide(t::roads_title(lang), main).into())
}

fn said<'s>(
    lang: Lang,
    table: &'s Table,
    content: &'s Content,
    lacking: &Lacking,
) -> Vec<(&'s str, Markup)> {
    let ways = &content.ways;
    let known = ways.far.iter().flatten().filter(|way| way.is_some()).count();
    let mut said = vec![
        (t::facts_source(lang), html! { (table.source) }),
        (t::roads_day(lang), html! { (dated(lang, table.day)) }),
        (t::roads_unit(lang), html! { (table.unit.says(lang)) }),
        (
            t::roads_ways(lang),
            html! {
                (t::roads_ways_says(lang, whole(known), whole(ways.ecoles.len()), whole(ways.colleges.len())))
            },
        ),
        (
            t::roads_missing(lang),
            html! { (t::roads_missing_says(lang, whole(lacking.ways.0), whole(lacking.ways.1))) },
        ),
    ];
    if content.uneven.0 > 0 {
        let most = measured(lang, table.unit, content.uneven.1);
        let says = t::roads_uneven_says(lang, content.uneven.0, &most);
        said.push((t::roads_uneven(lang), html! { (says) }));
    }
    if content.aside > 0 {
        said.push((t::roads_aside(lang), html! { (content.aside) }));
    }
    if content.left_count > 0 {
        said.push((t::facts_left_out(lang), html! { (content.left_count) }));
    }
    said
}

/// The schools that no way leads to: no study by road can count them.
fn missing(lang: Lang, lacking: &Lacking) -> Markup {
    let count = lacking.schools.len();
    let named: Vec<&str> = lacking.schools.iter().take(SHOWN).map(String::as_str).collect();
    let more = if count > SHOWN { ", …" } else { "" };
    html! {
        @if count > 0 {
            (ui::note(&html! { p { (t::roads_alone(lang, whole(count))) " " (named.join(", ")) (more) } }))
        }
    }
}

fn left(lang: Lang, content: &Content) -> Markup {
    let columns = [
        Column::words(t::facts_said(lang)),
        Column::numbers(t::facts_line(lang)),
        Column::words(t::facts_why(lang)),
    ];
    let row = |one: &crate::pilots::roads::Left| {
        vec![
            html! { (one.shown) },
            html! { (one.line) },
            html! { (words(lang, "left-out", &one.why)) },
        ]
    };
    let rows: Vec<Vec<Markup>> = content.left.iter().take(SHOWN).map(row).collect();
    ui::cards_table(t::facts_left_out(lang), &columns, &rows)
}

fn keep(cx: &mut Cx) -> Outcome {
    let (table, _) = load(cx)?;
    if !table.is_kept {
        store::keep(cx.tx, table.id)?;
        note(cx, "programme.roads.keep", table.id)?;
    }
    let path = format!("{}?trajets={}", study::pages::NEW, table.id);
    Ok(Reply::see_other(path).saying(t::roads_ready(cx.lang())))
}

fn forget(cx: &mut Cx) -> Outcome {
    let (table, _) = load(cx)?;
    store::forget(cx.tx, table.id)?;
    note(cx, "programme.roads.forget", table.id)?;
    Ok(Reply::see_other(PATH).saying(t::roads_forgotten(cx.lang())))
}
