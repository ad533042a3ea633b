//! Sending an open file, looking at what it says, applying it; what is known of each school.

use directory::{
    api,
    feed::{self, Limits, Sheet},
};
use kernel::Lang;
use maud::{Markup, html};
use web::{
    Access, App, Cx, Form, Incoming, Outcome, Page, Problem, Reply, Route, Task, dates,
    ui::{self, Column, Field, Files},
};

use crate::{
    pilots::{
        MANAGER, PATH, csv, facts,
        facts::{
            HIDDEN, School, What,
            read::{self, Content},
            store::{self, File},
        },
        manager, note, words,
    },
    t,
};

/// Where files are sent.
pub(crate) const FILES: &str = "/programme/donnees";
/// Where the facts of each school are.
pub(crate) const FACTS: &str = "/programme/donnees/ecoles";
/// The largest file.
const LARGEST: usize = 10 << 20;
/// Lines shown of a file.
const SHOWN: usize = 30;
/// Schools on one page.
const PER_PAGE: usize = 50;

pub(crate) fn routes() -> Vec<Route> {
    const ONE: &str = "/programme/donnees/{fichier}";
    let who = Access::Role(MANAGER);
    vec![
        Route::get(FILES, who, list),
        Route::task(FILES, who, send).accepting(LARGEST),
        Route::get(FACTS, who, schools),
        Route::get("/programme/donnees/ecoles.csv", who, table),
        Route::get(ONE, who, show),
        Route::task("/programme/donnees/{fichier}/appliquer", who, apply),
    ]
}

fn path(file: i64) -> String {
    format!("{FILES}/{file}")
}

fn list(cx: &mut Cx) -> Outcome {
    let form = cx.blank_form();
    Ok(list_page(cx, &form)?.into())
}

fn list_page(cx: &mut Cx, form: &Form) -> Result<Page, Problem> {
    let (lang, files) = (cx.lang(), store::files(cx.tx)?);
    let main = html! {
        (ui::back(PATH, t::pilots(lang)))
        (ui::error_summary(form))
        (ui::title(t::facts_title(lang), t::facts_under(lang)))
        p.actions { a.act href=(FACTS) { (ui::icon("list")) (t::facts_schools(lang)) } }
        form.form.card.stack method="post" action=(FILES) enctype="multipart/form-data" {
            (cx.hidden())
            (ui::files(form, &Field::new("fichier", t::facts_file(lang)).hint(t::facts_file_hint(lang)), &Files::of(".csv,.xlsx,.ods", LARGEST)))
            (ui::text(form, &Field::new("annee", t::facts_year(lang)).hint(t::facts_year_hint(lang)).kind("number").class("short").optional()))
            (ui::text(form, &Field::new("source", t::facts_source(lang)).hint(t::facts_source_hint(lang))))
            div.actions { button.act.main { (ui::icon("file-up")) (t::facts_look(lang)) } }
        }
        (ui::details(t::facts_columns(lang), &html! { p { (t::facts_columns_says(lang)) } }))
        @if !files.is_empty() {
            section.card aria-labelledby="envoyes" {
                h2 id="envoyes" { (t::facts_sent(lang)) }
                ul.files { @for file in &files {
                    li { a href=(path(file.id)) {
                        (ui::icon("file-text")) span { (file.name) " · " (dates::when(lang, file.at, cx.now, &cx.app.place)) }
                        small.muted { (state(lang, file)) }
                    } }
                } }
            }
        }
    };
    Ok(Page::narrow(t::facts_title(lang), main))
}

fn state(lang: Lang, file: &File) -> &'static str {
    if file.is_applied { t::facts_applied(lang) } else { t::facts_waiting(lang) }
}

/// What was asked with a file.
struct Asked {
    name: String,
    hash: String,
    year: Option<i64>,
    source: String,
}

fn send(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let asked = match app.read(&incoming, asked).await? {
            Ok(asked) => asked,
            Err(reply) => return Ok(*reply),
        };
        let (files, name, hash) = (app.clone(), asked.name.clone(), asked.hash.clone());
        let opened = tokio::task::spawn_blocking(move || open(&files, &name, &hash)).await;
        let sheets = opened.unwrap_or_default();
        app.write(&incoming, move |cx| kept(cx, &sheets, &asked)).await
    })
}

fn asked(cx: &mut Cx) -> Result<Result<Asked, Box<Reply>>, Problem> {
    manager(cx)?;
    let (lang, mut form) = (cx.lang(), cx.form());
    let year = form.number("annee", 2_000, 2_100);
    let source = form.required("source", 200);
    let Some(file) = form.files("fichier").next() else {
        form.refuse("fichier", t::facts_no_file(lang));
        return Ok(Err(Box::new(Reply::to_correct(list_page(cx, &form)?))));
    };
    if !form.is_valid() {
        return Ok(Err(Box::new(Reply::to_correct(list_page(cx, &form)?))));
    }
    Ok(Ok(Asked { name: file.name.clone(), hash: file.blob.hash.to_string(), year, source }))
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

fn kept(cx: &mut Cx, sheets: &[Sheet], asked: &Asked) -> Outcome {
    let person = manager(cx)?;
    let known = api::schools_by_uai(cx.tx)?;
    let read = read::read(sheets, &known, asked.year);
    let Some((what, content)) = read.filter(|(_, content)| !is_empty(content)) else {
        let (lang, mut form) = (cx.lang(), cx.form());
        form.refuse("fichier", t::facts_nothing(lang));
        return Ok(Reply::to_correct(list_page(cx, &form)?));
    };
    let year = content.facts.iter().map(|fact| fact.year).max().or(asked.year).unwrap_or(0);
    let file = (asked.name.as_str(), asked.source.as_str(), what, year);
    let id = store::add_file(cx.tx, file, &content, (person, cx.now))?;
    Ok(Reply::see_other(path(id)))
}

const fn is_empty(content: &Content) -> bool {
    content.facts.is_empty() && content.communes.is_empty() && content.problems.is_empty()
}

fn load(cx: &mut Cx) -> Result<(File, Content), Problem> {
    let id = cx.id()?;
    store::file(cx.tx, id)?.ok_or_else(Problem::not_found)
}

fn count(list: usize) -> i64 {
    i64::try_from(list).unwrap_or(i64::MAX)
}

fn show(cx: &mut Cx) -> Outcome {
    let ((file, content), lang) = (load(cx)?, cx.lang());
    let hidden = content.facts.iter().filter(|fact| fact.label == HIDDEN).count();
    let mut said: Vec<(&str, Markup)> = vec![
        (t::facts_kind(lang), html! { (words(lang, "fact", &file.what)) }),
        (t::facts_source(lang), html! { (file.source) }),
        (t::facts_lines(lang), html! { (content.facts.len() + content.communes.len()) }),
    ];
    if file.year > 0 {
        said.push((t::facts_year(lang), html! { (file.year) }));
    }
    if hidden > 0 {
        said.push((t::facts_hidden(lang), html! { (hidden) }));
    }
    if !content.problems.is_empty() {
        said.push((t::facts_left_out(lang), html! { (content.problems.len()) }));
    }
    let main = html! {
        (ui::back(FILES, t::facts_title(lang)))
        (ui::title(&file.name, state(lang, &file)))
        section.card.stack aria-labelledby="bilan" {
            h2 id="bilan" { (t::facts_says(lang)) }
            (ui::facts(&said))
            @if !file.is_applied {
                form method="post" action={ (path(file.id)) "/appliquer" } {
                    (cx.hidden())
                    button.act.main { (ui::icon("check")) (t::facts_apply(lang, count(content.facts.len() + content.communes.len()))) }
                }
            }
        }
        @if !content.problems.is_empty() { (problems(lang, &content)) }
    };
    Ok(Page::wide(t::facts_title(lang), main).into())
}

fn problems(lang: Lang, content: &Content) -> Markup {
    let columns = [
        Column::words(t::facts_said(lang)),
        Column::numbers(t::facts_line(lang)),
        Column::words(t::facts_why(lang)),
    ];
    let rows: Vec<Vec<Markup>> = content
        .problems
        .iter()
        .take(SHOWN)
        .map(|one| {
            vec![
                html! { @if one.shown.is_empty() { "–" } @else { (one.shown) } },
                html! { (one.line) },
                html! { (words(lang, "left-out", &one.why)) },
            ]
        })
        .collect();
    ui::cards_table(t::facts_left_out(lang), &columns, &rows)
}

/// Applies a file piece by piece, so that nobody waits; what it says is read once all of it is there.
fn apply(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let Some((file, content)) = app.write(&incoming, begun).await? else {
            return Ok(Reply::see_other(FACTS));
        };
        let id = file.id;
        while app.db.write(move |tx| store::forget_begun(tx, id)).await? {}
        let what = [What::Ips, What::Rep, What::Gap].into_iter().find(|w| w.code() == file.what);
        if let Some(what) = what {
            for facts in content.facts.chunks(store::AT_ONCE) {
                let facts = facts.to_vec();
                app.db.write(move |tx| store::add_facts(tx, what, &facts, id)).await?;
            }
        }
        for communes in content.communes.chunks(store::AT_ONCE) {
            let communes = communes.to_vec();
            app.db.write(move |tx| store::add_communes(tx, &communes, id)).await?;
        }
        let reply = app.write(&incoming, applied).await?;
        while app.db.write(move |tx| store::forget_replaced(tx, id)).await? {}
        Ok(reply)
    })
}

/// The file, when it is for this request to apply.
fn begun(cx: &mut Cx) -> Result<Option<(File, Content)>, Problem> {
    manager(cx)?;
    let (file, content) = load(cx)?;
    let is_ours = store::begin(cx.tx, file.id, cx.now)?;
    Ok(is_ours.then_some((file, content)))
}

fn applied(cx: &mut Cx) -> Outcome {
    manager(cx)?;
    let (file, _) = load(cx)?;
    if store::turn(cx.tx, file.id)? {
        note(cx, "programme.facts.apply", file.id)?;
    }
    Ok(Reply::see_other(FACTS).saying(t::facts_done(cx.lang())))
}

/// « 91,6 (2022) », « non publié », or nothing known.
pub(crate) fn index_words(lang: Lang, school: &School) -> String {
    match (school.social.index, school.social.year) {
        (Some(index), Some(year)) => t::facts_index(lang, &tenths(lang, index), &year.to_string()),
        _ if school.social.is_hidden => t::facts_index_hidden(lang).to_owned(),
        _ => t::facts_unknown(lang).to_owned(),
    }
}

/// A number of tenths, as people write it.
pub(crate) fn tenths(lang: Lang, tenths: i64) -> String {
    let point = if lang == Lang::En { '.' } else { ',' };
    format!("{}{point}{}", tenths / 10, (tenths % 10).abs())
}

pub(crate) fn setting_words(lang: Lang, school: &School) -> &'static str {
    school.setting.map_or_else(|| t::facts_unknown(lang), |s| words(lang, "setting", s.code()))
}

pub(crate) fn sector_words(lang: Lang, school: &School) -> &'static str {
    match school.sector.as_str() {
        "public" | "private" => words(lang, "sector", &school.sector),
        _ => t::facts_unknown(lang),
    }
}

fn schools(cx: &mut Cx) -> Outcome {
    let (lang, schools) = (cx.lang(), facts::schools(cx.tx)?);
    let page = cx.incoming.query("page").and_then(web::parse_id).unwrap_or(1);
    let first = usize::try_from(page - 1).unwrap_or(0).saturating_mul(PER_PAGE);
    let columns = [
        Column::words(t::school(lang)),
        Column::words(t::commune(lang)),
        Column::words(t::facts_sector(lang)),
        Column::numbers(t::facts_ips(lang)),
        Column::words(t::facts_setting(lang)),
        Column::words(t::facts_network(lang)),
        Column::numbers(t::facts_pupils(lang)),
        Column::words(t::facts_place(lang)),
    ];
    let rows: Vec<Vec<Markup>> = schools
        .iter()
        .skip(first)
        .take(PER_PAGE)
        .map(|school| {
            let network = if school.network.is_empty() { "–" } else { &school.network };
            let place = if school.place.is_some() { t::facts_placed(lang) } else { t::facts_unplaced(lang) };
            vec![
                html! { (school.name) " " small.muted { (school.uai) } },
                html! { (school.commune) },
                html! { (sector_words(lang, school)) },
                html! { (index_words(lang, school)) },
                html! { (setting_words(lang, school)) },
                html! { (network) },
                html! { @match school.pupils { Some(pupils) => (pupils), None => (t::facts_unknown(lang)) } },
                html! { (place) },
            ]
        })
        .collect();
    let last = schools.len().div_ceil(PER_PAGE);
    let main = html! {
        (ui::back(FILES, t::facts_title(lang)))
        (ui::title(t::facts_schools(lang), t::facts_schools_under(lang)))
        p.actions { a.act href="/programme/donnees/ecoles.csv" { (ui::icon("download")) (t::facts_export(lang)) } }
        (ui::cards_table(t::facts_schools(lang), &columns, &rows))
        (ui::pages(lang, &format!("{FACTS}?page="), page, count(last)))
    };
    Ok(Page::wide(t::facts_schools(lang), main).into())
}

fn table(cx: &mut Cx) -> Outcome {
    let schools = facts::schools(cx.tx)?;
    let head = [
        "uai",
        "nom",
        "commune",
        "epci",
        "secteur",
        "ips",
        "annee_ips",
        "milieu",
        "reseau",
        "eleves",
        "manque",
        "latitude",
        "longitude",
    ];
    let number = |value: Option<i64>| value.map(|value| value.to_string()).unwrap_or_default();
    let rows = schools.iter().map(|school| {
        let degree = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        vec![
            school.uai.clone(),
            school.name.clone(),
            school.commune.clone(),
            school.epci.clone(),
            school.sector.clone(),
            school.social.index.map(|index| tenths(Lang::En, index)).unwrap_or_default(),
            number(school.social.year),
            school.setting.map(|setting| setting.code().to_owned()).unwrap_or_default(),
            school.network.clone(),
            number(school.pupils),
            number(school.gap),
            degree(school.place.map(|place| place.0)),
            degree(school.place.map(|place| place.1)),
        ]
    });
    csv("ecoles.csv", &head, rows)
}
