//! The bank's file: sent, looked at, then kept.

use directory::feed::{self, Limits};
use maud::html;
use web::{
    Access, App, Cx, Form, Incoming, Outcome, Page, Problem, Reply, Route, Task, dates,
    ui::{self, Column, Field, Files},
};

use super::{
    bank::{self, Row, Unread},
    fields::euros,
    home::{PATH, convention_path},
    model::Partner,
    rights::KEEPERS,
    sent, store, words,
};
use crate::t;

const LIST: &str = "/programme/argent/banque";
/// The largest file.
const LARGEST: usize = 8 << 20;

pub(super) fn routes() -> Vec<Route> {
    let keepers = Access::Role(KEEPERS);
    vec![
        Route::get(LIST, keepers, list),
        Route::task(LIST, keepers, send).accepting(LARGEST),
        Route::get("/programme/argent/banque/{releve}", keepers, show),
        Route::post("/programme/argent/banque/{releve}/garder", keepers, keep),
    ]
}

fn list(cx: &mut Cx) -> Outcome {
    let form = cx.blank_form();
    Ok(list_page(cx, &form)?.into())
}

fn list_page(cx: &mut Cx, form: &Form) -> Result<Page, Problem> {
    let (lang, files) = (cx.lang(), bank::files(cx.tx)?);
    let main = html! {
        (ui::back(PATH, t::money_title(lang)))
        (ui::error_summary(form))
        (ui::title(t::money_bank(lang), t::money_bank_under(lang)))
        form.card.stack method="post" action=(LIST) enctype="multipart/form-data" {
            (cx.hidden())
            (ui::files(form, &Field::new("fichier", t::money_bank_file(lang)).hint(t::money_bank_hint(lang)), &Files::of(".csv,.xlsx,.ods", LARGEST)))
            div.actions { button.act.main { (t::money_bank_look(lang)) } }
        }
        @if !files.is_empty() {
            ul.files { @for file in &files {
                li { a href={ (LIST) "/" (file.id) } {
                    (ui::icon("file-text")) span { (file.name) }
                    small.muted { (dates::when(lang, file.at, cx.now, &cx.app.place)) }
                } }
            } }
        }
    };
    Ok(Page::narrow(t::money_bank(lang), main))
}

fn is_keeper(cx: &Cx) -> Result<i64, Problem> {
    let actor = cx.actor()?;
    let keeps = KEEPERS.iter().any(|role| actor.is(*role));
    if keeps { Ok(actor.person) } else { Err(Problem::forbidden()) }
}

fn send(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        app.read(&incoming, |cx| is_keeper(cx).map(drop)).await?;
        let file = incoming.files.iter().find(|file| file.field == "fichier").cloned();
        let read = match file {
            None => Err(None),
            Some(file) => {
                let (files, hash) = (app.files.clone(), file.blob.hash.to_string());
                let read = app.slow.run(move |_| rows(&files, &file.name, &hash)).await?;
                read.map_err(Some)
            }
        };
        app.write(&incoming, move |cx| kept(cx, &read)).await
    })
}

/// The rows of a stored file; what keeps it from being read, said by a key.
fn rows(files: &files::Files, name: &str, hash: &str) -> Result<Vec<Row>, Unread> {
    let damaged = |error: String| {
        tracing::info!(error, "a file of the bank cannot be read");
        Unread::Size
    };
    let folder = tempfile::tempdir().map_err(|error| damaged(error.to_string()))?;
    let place = folder.path().join("banque");
    let path = directory::import::bring(files, &place, name, hash).map_err(damaged)?;
    let sheets =
        feed::sheets(&[path], &Limits::default()).map_err(|error| damaged(error.to_string()))?;
    sheets.first().map_or(Err(Unread::Size), bank::read)
}

fn kept(cx: &mut Cx, read: &Result<Vec<Row>, Option<Unread>>) -> Outcome {
    let person = is_keeper(cx)?;
    if let Some(reply) = sent::before(cx)? {
        return Ok(reply);
    }
    let (lang, mut form) = (cx.lang(), cx.form());
    let rows = match read {
        Ok(rows) => rows,
        Err(why) => {
            let says = match why {
                None => t::money_paper_none(lang).to_owned(),
                Some(Unread::Missing(columns)) => t::money_bank_missing(lang, columns),
                Some(Unread::Twice(column)) => t::money_bank_twice(lang, column),
                Some(Unread::Size) => t::money_bank_unread(lang).to_owned(),
            };
            form.refuse("fichier", says);
            return Ok(Reply::to_correct(list_page(cx, &form)?));
        }
    };
    let name = form.files("fichier").next().map(|file| file.name.clone()).unwrap_or_default();
    let partners = store::partners(cx.tx)?;
    let id = bank::add(cx.tx, (person, &name), rows, &partners, cx.now)?;
    sent::lead(
        cx,
        ("programme.money.bank-look", id),
        format!("{LIST}/{id}"),
        t::money_bank_read(lang),
    )
}

fn show(cx: &mut Cx) -> Outcome {
    let (id, lang) = (cx.id()?, cx.lang());
    let file = bank::file(cx.tx, id)?.ok_or_else(Problem::not_found)?;
    let (rows, partners) = (bank::rows(cx.tx, id)?, store::partners(cx.tx)?);
    let good = rows.iter().filter(|row| row.why.is_empty()).count();
    let columns = [
        Column::words(t::money_bank_line(lang)),
        Column::words(t::money_beneficiary(lang)),
        Column::words(t::money_convention(lang)),
        Column::numbers(t::money_amount(lang)),
        Column::numbers(t::money_bank_percent(lang)),
        Column::words(t::money_bank_notes(lang)),
    ];
    let says = |kind: &str, code: &str| {
        t::by_key(lang, &format!("money-of-bank-{kind}-{code}")).unwrap_or_default()
    };
    let name =
        |id: Option<i64>| -> Option<&Partner> { partners.iter().find(|one| Some(one.id) == id) };
    let table: Vec<_> = rows
        .iter()
        .map(|row| {
            let percent = words::percent(lang, u32::try_from(row.percent).unwrap_or(0));
            vec![
                html! { (row.line) },
                html! { (name(row.partner).map_or(row.siret.as_str(), |one| &one.name)) },
                html! { @match row.convention {
                    Some(id) => a href=(convention_path(id)) { (row.reference) },
                    None => (row.reference),
                } },
                euros(lang, row.amount),
                html! { (percent) },
                html! {
                    @if !row.why.is_empty() { (ui::tag("wrong", says("why", &row.why))) }
                    @for note in row.notes.split(',').filter(|note| !note.is_empty()) { p { (says("note", note)) } }
                },
            ]
        })
        .collect();
    let (good, all) = (i64::try_from(good).unwrap_or(0), i64::try_from(rows.len()).unwrap_or(0));
    let main = html! {
        (ui::back(LIST, t::money_bank(lang)))
        (ui::title(&file.name, &t::money_bank_count(lang, good, all)))
        p.muted { (t::money_bank_whole(lang)) }
        @if file.is_kept { (ui::tag("done", t::money_bank_kept(lang))) }
        @else if good > 0 {
            form method="post" action={ (LIST) "/" (id) "/garder" } {
                (cx.hidden())
                p.actions { button.act.main { (ui::icon("check")) (t::money_bank_keep(lang, good)) } }
            }
        }
        (ui::cards_table(t::money_bank_rows(lang), &columns, &table))
    };
    Ok(Page::wide(t::money_bank(lang), main).into())
}

fn keep(cx: &mut Cx) -> Outcome {
    if let Some(reply) = sent::before(cx)? {
        return Ok(reply);
    }
    let id = cx.id()?;
    bank::file(cx.tx, id)?.ok_or_else(Problem::not_found)?;
    bank::keep(cx.tx, id)?;
    sent::lead(
        cx,
        ("programme.money.bank-keep", id),
        format!("{LIST}/{id}"),
        t::money_saved(cx.lang()),
    )
}
