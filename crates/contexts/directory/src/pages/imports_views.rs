//! What the pages of imports look like.

use db::DbError;
use kernel::Lang;
use maud::{Markup, html};
use web::{
    Cx, Form, Page, dates,
    ui::{self, Column, Field, Files},
};

use super::{
    imports_asks as asks,
    store::{Batch, Draft, Failure},
};
use crate::{
    feed::Place,
    import::{Changed, Kind, Report, Summary},
    sheet::Sheet,
    t,
};

/// Rejects shown on the page; the report holds the others.
const SHOWN: usize = 50;

/// The imports done and under way, and the form to send files.
pub(super) fn list(cx: &Cx, form: &Form, drafts: &[Draft], batches: &[Batch]) -> Page {
    let lang = cx.lang();
    let main = html! {
        (ui::error_summary(form))
        (ui::title(t::imports_title(lang), t::imports_under(lang)))
        form.form.card method="post" action="/annuaire/imports" enctype="multipart/form-data" {
            (cx.hidden())
            h2 { (t::imports_new(lang)) }
            (ui::files(
                form,
                &Field::new("fichiers", t::imports_files(lang)).hint(t::imports_files_hint(lang)),
                &Files::of(".xml,.zip,.gz,.tgz,.tar,.csv,.tsv,.xlsx,.ods", super::imports::FILES_LIMIT),
            ))
            div.actions { button.act.main { (t::imports_compare(lang)) } }
        }
        section.card aria-labelledby="encours" {
            header { h2 id="encours" { (t::imports_open(lang)) } }
            @if drafts.is_empty() { p.muted { (t::imports_none_open(lang)) } }
            ul.stack {
                @for draft in drafts {
                    li.row {
                        a href={ "/annuaire/imports/" (draft.id) } {
                            (kind(lang, &draft.kind)) " · " (dates::when(lang, draft.started, cx.now, &cx.app.place))
                            @if draft.is_delivered() { " · " (t::imports_delivered(lang)) }
                        }
                        (state(lang, &draft.state))
                    }
                }
            }
        }
        section.card aria-labelledby="faits" {
            header { h2 id="faits" { (t::imports_done(lang)) } }
            @if batches.is_empty() { p.muted { (t::imports_none_done(lang)) } }
            ul.stack { @for batch in batches { li { (batch_line(cx, batch)) } } }
        }
    };
    Page::narrow(t::imports_title(lang), main)
}

fn batch_line(cx: &Cx, batch: &Batch) -> Markup {
    let lang = cx.lang();
    let summary: Option<Summary> = serde_json::from_str(&batch.summary).ok();
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    html! {
        div.row {
            b { (kind(lang, &batch.source)) " · " (dates::when(lang, batch.started, cx.now, &cx.app.place)) }
            (state(lang, &batch.state))
        }
        @if let Some(done) = summary {
            p.muted {
                (t::imports_line(lang, count(done.added), count(done.changed), count(done.leaving)))
            }
        }
    }
}

fn kind(lang: Lang, code: &str) -> &'static str {
    t::by_key(lang, &format!("import-kind-{code}")).unwrap_or_else(|| t::imports_files(lang))
}

fn state(lang: Lang, code: &str) -> Markup {
    let look = match code {
        "published" => "done",
        "compared" | "columns" => "attention",
        "failed" | "swept" => "wrong",
        _ => "quiet",
    };
    ui::tag(look, t::by_key(lang, &format!("import-state-{code}")).unwrap_or_default())
}

/// One import: how far it is, what it would change, what it did, or why it did nothing.
pub(super) fn show(cx: &Cx, form: &Form, draft: &Draft) -> Page {
    let lang = cx.lang();
    let title = kind(lang, &draft.kind);
    let content = match (draft.is_running(), draft.state.as_str(), draft.report()) {
        (true, ..) => running(lang, draft),
        (false, "failed", _) | (false, _, None) => failed(cx, draft),
        (false, state, Some(report)) => reported(cx, form, (draft, state == "compared"), &report),
    };
    let main = html! {
        (ui::back("/annuaire/imports", t::imports_title(lang)))
        (ui::error_summary(form))
        header.title.wide { h1 { (title) } p { (state(lang, &draft.state)) } }
        div.stack id="import" { (content) }
    };
    Page::narrow(title, main)
}

fn running(lang: Lang, draft: &Draft) -> Markup {
    let path = format!("/annuaire/imports/{}", draft.id);
    let words = t::by_key(lang, &format!("import-stage-{}", draft.stage)).unwrap_or_default();
    let said = if draft.total > 0 {
        t::imports_progress(lang, words, draft.done, draft.total)
    } else {
        t::imports_reading(lang, words, draft.done)
    };
    html! {
        div.card.stack hx-get=(path) hx-trigger="every 2s" hx-select="#import" hx-target="#import" hx-swap="outerHTML" {
            @if draft.total > 0 { (ui::progress(draft.done, draft.total, &said)) }
            @else { p role="status" { (said) } }
            p.muted { (t::imports_leave(lang)) }
            div.actions { a.act href=(path) { (ui::icon("refresh-cw")) (t::imports_refresh(lang)) } }
        }
    }
}

fn failed(cx: &Cx, draft: &Draft) -> Markup {
    let lang = cx.lang();
    let Failure { code, detail, place } = draft.failure();
    let sentence = t::by_key(lang, &format!("import-error-{code}"))
        .unwrap_or_else(|| t::import_error_internal(lang));
    html! {
        (ui::note(&html! {
            p { (sentence) }
            @if let Some(place) = &place { p { (where_it_shows(lang, place)) } }
        }))
        @if matches!(code.as_str(), "damaged" | "missing-column" | "repeated-column" | "missing-file" | "repeated-file" | "version" | "only-changes" | "no-school" | "twice-encoded" | "nothing" | "delta-alone" | "delta-older" | "delta-late" | "delta-other" | "delta-undated" | "delta-base") {
            (ui::details(t::imports_detail(lang), &html! { p lang="en" { (detail) } }))
        }
        (give_up(cx, draft.id, t::imports_forget(lang)))
    }
}

fn where_it_shows(lang: Lang, place: &Place) -> String {
    match (place.line, &place.column) {
        (_, Some(column)) => t::imports_place_column(lang, &place.file, column),
        (Some(line), None) => {
            t::imports_place_line(lang, &place.file, i64::try_from(line).unwrap_or(i64::MAX))
        }
        (None, None) => t::imports_place(lang, &place.file),
    }
}

pub(super) fn give_up(cx: &Cx, id: i64, words: &str) -> Markup {
    html! {
        form method="post" action={ "/annuaire/imports/" (id) "/abandonner" } {
            (cx.hidden())
            button.act.quiet { (words) }
        }
    }
}

fn reported(cx: &Cx, form: &Form, (draft, is_preview): (&Draft, bool), report: &Report) -> Markup {
    let lang = cx.lang();
    let path = format!("/annuaire/imports/{}", draft.id);
    let facts: Vec<(&str, Markup)> = report
        .summary
        .counts()
        .into_iter()
        .filter(|(key, count)| *key != "kept" || *count > 0)
        .filter_map(|(key, count)| {
            Some((t::by_key(lang, &format!("count-{key}"))?, html! { (count) }))
        })
        .collect();
    let source = kind(lang, &draft.kind);
    let changes = report.summary.added + report.summary.changed + report.summary.leaving;
    html! {
        @if is_preview && draft.is_delivered() {
            (ui::note(&html! { p { (t::imports_awaits(lang, &dates::when(lang, draft.started, cx.now, &cx.app.place))) } }))
        }
        section.card aria-labelledby="bilan" {
            header { h2 id="bilan" { (if is_preview { t::imports_preview(lang) } else { t::imports_report(lang) }) } }
            (ui::facts(&facts))
            footer.row {
                a href={ (path) "/rapport" } { (ui::icon("download"))
                    (if draft.full_report.is_empty() { t::imports_report_csv(lang) } else { t::imports_report_full(lang) })
                }
                a href={ (path) "/rapport?format=json" } { (ui::icon("download")) (t::imports_report_json(lang)) }
            }
        }
        @if is_preview && changes == 0 && !report.renews_base { p { (t::imports_nothing_changes(lang)) } }
        @if is_preview && (changes > 0 || report.renews_base) {
            form.card.stack method="post" action={ (path) "/publier" } {
                (cx.hidden())
                (asks::departures(lang, form, report))
                (asks::conflicts(cx, form, report))
                (asks::doubts(cx, form, report))
                p { (if changes > 0 { t::imports_publish_says(lang) } else { t::imports_publish_base(lang) }) }
                div.actions { button.act.main { (t::imports_publish(lang)) } }
            }
        }
        @if is_preview && draft.kind == Kind::Csv.code() {
            div.actions { a.act href=(super::columns::path(draft.id)) { (t::columns_change(lang)) } }
        }
        @if is_preview { (give_up(cx, draft.id, t::imports_give_up(lang))) }
        @if !is_preview { (asks::settled(cx, report)) }
        (rejects(lang, report))
        (samples(lang, source, t::imports_changed(lang), &report.changed))
        (samples(lang, source, t::imports_added(lang), &report.added))
        @if !report.leaving.is_empty() {
            section.card {
                h2 { (t::imports_leaving(lang)) }
                ul.stack data-size="sm" {
                    @for gone in &report.leaving {
                        li { (gone.name) " · " (t::by_key(lang, &format!("category-{}", gone.category)).unwrap_or_default()) }
                    }
                }
            }
        }
    }
}

fn samples(lang: Lang, source: &str, title: &str, records: &[Changed]) -> Markup {
    html! {
        @if !records.is_empty() {
            section.card {
                h2 { (title) }
                ul.stack {
                    @for record in records {
                        li {
                            b { (record.name) }
                            @if !record.place.is_empty() { span.muted { " · " (record.place) } }
                            @if !record.fields.is_empty() {
                                dl.facts {
                                    @for field in &record.fields {
                                        dt { (t::by_key(lang, &format!("field-{}", field.field)).unwrap_or_default()) }
                                        dd {
                                            @if field.is_taken { (t::imports_from_to(lang, shown(lang, &field.before), shown(lang, &field.after))) }
                                            @else { (t::imports_not_taken(lang, &field.after, source)) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A value, or that there is none.
pub(super) fn shown(lang: Lang, value: &str) -> &str {
    if value.is_empty() { t::imports_blank(lang) } else { value }
}

fn rejects(lang: Lang, report: &Report) -> Markup {
    let columns = [
        Column::words(t::reject_key(lang)),
        Column::words(t::reject_reason(lang)),
        Column::words(t::reject_file(lang)),
        Column::numbers(t::reject_line(lang)),
    ];
    let rows: Vec<Vec<Markup>> = report
        .rejects
        .iter()
        .take(SHOWN)
        .map(|reject| {
            vec![
                html! { (reject.key) },
                html! { (reject.says(lang)) },
                html! { (reject.file) },
                html! { (reject.line) },
            ]
        })
        .collect();
    html! {
        @if !rows.is_empty() {
            section.card {
                (ui::cards_table(t::imports_rejects(lang), &columns, &rows))
                @if report.rejects.len() > SHOWN { p.muted { (t::imports_more_rejects(lang)) } }
            }
        }
    }
}

/// The report as a table: the counts, then what was rejected.
pub(super) fn csv(lang: Lang, report: &Report) -> Result<Vec<u8>, DbError> {
    let mut sheet = Sheet::new();
    for (key, count) in report.summary.counts() {
        let words = t::by_key(lang, &format!("count-{key}")).unwrap_or(key);
        sheet.row(&[words, &count.to_string()])?;
    }
    for departure in &report.departures {
        let words = match departure.category.as_str() {
            "pupil" => t::departures_csv_pupils(lang),
            _ => t::departures_csv_staff(lang),
        };
        let (leaving, of) = (departure.leaving.to_string(), departure.of.to_string());
        sheet.row(&[words, &departure.school, &leaving, &of])?;
    }
    sheet.row(&[
        t::reject_file(lang),
        t::reject_line(lang),
        t::reject_key(lang),
        t::reject_reason(lang),
    ])?;
    for reject in &report.rejects {
        let (line, why) = (reject.line.to_string(), reject.says(lang));
        sheet.row(&[&reject.file, &line, &reject.key, &why])?;
    }
    sheet.finish()
}
