//! What imports look like.

use directory::api::Org;
use kernel::Lang;
use maud::{Markup, html};
use web::{
    Cx, Form, Page, dates,
    ui::{self, Column, Field, Files},
};

use crate::{
    device::pages::{device_path, school_path},
    import::{
        Outcome,
        pages::{LARGEST, PATH, path},
        store::{Import, PER_PAGE, Shown},
    },
    schools, t,
};

fn said(lang: Lang, prefix: &str, code: &str) -> &'static str {
    t::by_key(lang, &format!("{prefix}-{code}")).unwrap_or_default()
}

/// The form to send a table, and those that were sent.
pub(super) fn list(cx: &Cx, form: &Form, imports: &[Import], school: Option<&Org>) -> Page {
    let lang = cx.lang();
    let main = html! {
        @match school {
            Some(org) => (ui::back(&school_path(org.id), &org.name)),
            None => (ui::back(schools::PATH, t::title(lang))),
        }
        (ui::error_summary(form))
        (ui::title(t::import_title(lang), t::import_under(lang)))
        form.form.card.stack method="post" action=(PATH) enctype="multipart/form-data" {
            (cx.hidden())
            @if let Some(org) = school {
                input type="hidden" name="ecole" value=(org.id);
                p { (t::import_for(lang, &org.name)) }
            }
            (ui::files(
                form,
                &Field::new("tableau", t::import_file(lang)).hint(t::import_file_hint(lang)),
                &Files::of(".csv,.tsv,.xlsx,.ods", LARGEST),
            ))
            div.actions { button.act.main { (ui::icon("file-up")) (t::import_compare(lang)) } }
        }
        (ui::details(t::import_columns(lang), &html! { p { (t::import_columns_says(lang)) } }))
        @if !imports.is_empty() {
            section.card aria-labelledby="envoyes" {
                h2 id="envoyes" { (t::import_sent(lang)) }
                ul.files { @for import in imports {
                    li { a href=(path(import.id)) {
                        (ui::icon("file-text")) span { (import.name) " · " (dates::when(lang, import.at, cx.now, &cx.app.place)) }
                        small.muted { (said(lang, "import-state", &import.state)) }
                    } }
                } }
            }
        }
    };
    Page::narrow(t::import_title(lang), main)
}

/// The lines that a page shows.
pub(super) struct Lines<'l> {
    pub(super) counts: &'l [(String, i64)],
    pub(super) outcome: &'static str,
    pub(super) page: i64,
    pub(super) rows: &'l [Shown],
}

impl Lines<'_> {
    fn count(&self, outcome: &str) -> i64 {
        self.counts.iter().find(|(code, _)| code == outcome).map_or(0, |(_, count)| *count)
    }
}

/// A table with what becomes of it.
pub(super) fn show(cx: &Cx, import: &Import, lines: &Lines) -> Page {
    let lang = cx.lang();
    let back = import.org.map_or_else(|| PATH.to_owned(), |org| format!("{PATH}?ecole={org}"));
    let main = html! {
        (ui::back(&back, t::import_title(lang)))
        (ui::title(&import.name, said(lang, "import-state", &import.state)))
        @match import.state.as_str() {
            "failed" => (failed(cx, import)),
            "reading" => (running(cx, import)),
            _ => (compared(cx, import, lines)),
        }
    };
    Page::wide(t::import_title(lang), main)
}

fn failed(cx: &Cx, import: &Import) -> Markup {
    let lang = cx.lang();
    html! {
        (ui::note(&html! { p { (said(lang, "unread", &import.why)) } }))
        @if !import.sample.is_empty() {
            p.actions { a.act.main href={ (path(import.id)) "/colonnes" } { (ui::icon("pencil")) (t::columns_title(lang)) } }
        }
        (give_up(cx, import))
    }
}

fn running(cx: &Cx, import: &Import) -> Markup {
    let lang = cx.lang();
    html! {
        section.card {
            p { (t::import_reading(lang)) }
            div.actions { a.act href=(path(import.id)) { (ui::icon("refresh-cw")) (t::refresh(lang)) } (give_up(cx, import)) }
        }
    }
}

fn give_up(cx: &Cx, import: &Import) -> Markup {
    html! {
        form method="post" action={ (path(import.id)) "/abandonner" } {
            (cx.hidden())
            button.act { (t::import_give_up(cx.lang())) }
        }
    }
}

fn compared(cx: &Cx, import: &Import, lines: &Lines) -> Markup {
    let lang = cx.lang();
    let facts: Vec<(&str, Markup)> = Outcome::CODES
        .into_iter()
        .filter(|code| lines.count(code) > 0)
        .map(|code| {
            let words = said(lang, "outcome", code);
            let link = format!("{}?lignes={code}", path(import.id));
            (words, html! { a href=(link) { (t::lines(lang, lines.count(code))) } })
        })
        .collect();
    let to_do = lines.count("create") + lines.count("update");
    let last = (lines.count(lines.outcome) + PER_PAGE - 1) / PER_PAGE;
    html! {
        section.card.stack aria-labelledby="bilan" {
            h2 id="bilan" { (t::import_outcome(lang)) }
            (ui::facts(&facts))
            @if !import.titles.is_empty() { p.muted { (t::import_titles(lang, &import.titles)) } }
            @match import.state.as_str() {
                "waiting" => {
                    @if lines.count("conflict") > 0 { p { (t::import_conflicts_stay(lang)) } }
                    div.actions {
                        @if to_do > 0 {
                            form method="post" action={ (path(import.id)) "/appliquer" } {
                                (cx.hidden())
                                button.act.main { (ui::icon("check")) (t::import_apply(lang, to_do)) }
                            }
                        }
                        (give_up(cx, import))
                    }
                }
                "applying" => {
                    p { (t::import_applying(lang)) }
                    div.actions {
                        a.act href=(path(import.id)) { (ui::icon("refresh-cw")) (t::refresh(lang)) }
                        form method="post" action={ (path(import.id)) "/appliquer" } {
                            (cx.hidden())
                            button.act { (t::import_go_on(lang)) }
                        }
                    }
                }
                _ => p { (t::import_done(lang)) },
            }
        }
        @if !lines.rows.is_empty() { (table(lang, lines)) }
        (ui::pages(lang, &format!("{}?lignes={}&page=", path(import.id), lines.outcome), lines.page, last))
    }
}

fn table(lang: Lang, lines: &Lines) -> Markup {
    let columns = [
        Column::words(t::device(lang)),
        Column::numbers(t::import_line(lang)),
        Column::words(t::import_why(lang)),
    ];
    let rows: Vec<Vec<Markup>> = lines
        .rows
        .iter()
        .map(|row| {
            vec![
                html! {
                    @match row.device {
                        Some(id) if lines.outcome != "conflict" => a href=(device_path(id)) { (row.shown) },
                        _ => (row.shown),
                    }
                },
                html! { (row.line) },
                html! { (reasons(lang, row)) },
            ]
        })
        .collect();
    ui::cards_table(said(lang, "outcome", lines.outcome), &columns, &rows)
}

/// Why a line is left out, what changes, what of it is not kept.
fn reasons(lang: Lang, row: &Shown) -> String {
    let each = |list: &str, prefix: &str| -> Vec<&'static str> {
        list.split(',')
            .filter(|code| !code.is_empty())
            .map(|code| said(lang, prefix, code))
            .collect()
    };
    let mut sentences: Vec<String> = each(&row.why, "why").into_iter().map(str::to_owned).collect();
    let changes = each(&row.changes, "part");
    if !changes.is_empty() {
        sentences.push(t::import_changes(lang, &changes.join(", ")));
    }
    sentences.extend(each(&row.notes, "note").into_iter().map(str::to_owned));
    sentences.join(" ")
}
