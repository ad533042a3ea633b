//! What the connection of schools looks like.

use directory::api::Org;
use kernel::Lang;
use maud::{Markup, html};
use web::{
    Cx, Form, Page, dates,
    ui::{self, Choice, Column, Field, Files},
};

use crate::{
    baseline::pages::PATH as GAPS,
    broadband::{
        Declared, OfSchool, Speed, Status,
        declared::{LARGEST, Read},
        mbps,
        pages::{Asked, Line, PATH, path},
    },
    device::pages::school_path,
    t,
};

/// Schools on one page.
const PER_PAGE: i64 = 50;
/// The program that measures.
const ISLAND: &str = "speed";

fn status_tag(lang: Lang, status: Status) -> Markup {
    let kind = match status {
        Status::Fibre | Status::VeryFast => "done",
        Status::Fast => "quiet",
        Status::Slow | Status::Air => "attention",
        Status::None => "wrong",
    };
    ui::tag(kind, status.says(lang))
}

/// « 94,5 Mbit/s ».
fn megabits(lang: Lang, kbps: i64) -> String {
    let separator = if lang == Lang::En { '.' } else { ',' };
    t::megabits(lang, &mbps(kbps, separator))
}

fn declared_said(cx: &Cx, declared: Option<&Declared>) -> Markup {
    let lang = cx.lang();
    html! {
        @match declared {
            None => span.muted { (t::broadband_unknown(lang)) },
            Some(said) => {
                (status_tag(lang, said.status)) " "
                small.muted { (t::said_on(lang, &dates::long_day(lang, said.day, cx.today()))) @if !said.source.is_empty() { " · " (said.source) } }
            }
        }
    }
}

fn speed_said(cx: &Cx, speed: Option<&Speed>) -> Markup {
    let lang = cx.lang();
    html! {
        @match speed {
            None => span.muted { (t::speed_none(lang)) },
            Some(speed) => {
                (t::speed_says(lang, &megabits(lang, speed.down_kbps), &megabits(lang, speed.up_kbps)))
                @if let Some(latency) = speed.latency_ms { ", " (t::latency_says(lang, latency)) }
                " " small.muted {
                    (t::said_on(lang, &dates::long_day(lang, speed.day, cx.today()))) " · "
                    (if speed.is_measured { t::speed_by_page(lang) } else { t::speed_typed(lang) })
                }
            }
        }
    }
}

/// What is declared and what was measured, with a way to say more.
pub(crate) fn card(cx: &Cx, org: i64, of: &OfSchool) -> Markup {
    let lang = cx.lang();
    html! {
        section.card.stack aria-labelledby="debit" {
            header { h2 id="debit" { (t::broadband_title(lang)) } }
            (ui::facts(&[
                (t::broadband_declared(lang), declared_said(cx, of.declared.as_ref())),
                (t::broadband_measured(lang), speed_said(cx, of.speeds.first())),
            ]))
            p.actions { a.act href=(path(org)) { (ui::icon("pencil")) (t::broadband_say(lang)) } }
        }
    }
}

fn statuses(lang: Lang, first: Option<(&str, &'static str)>) -> Vec<Choice<'static>> {
    let choice = |value: &str, label| Choice { value: value.to_owned(), label, hint: "" };
    let first = first.map(|(value, label)| choice(value, label));
    first
        .into_iter()
        .chain(Status::ALL.iter().map(|one| choice(one.code(), one.says(lang))))
        .collect()
}

/// How one school is connected, and the two forms.
pub(super) fn school(cx: &Cx, org: &Org, of: &OfSchool, form: &Form) -> Page {
    let lang = cx.lang();
    let action = path(org.id);
    let main = html! {
        (ui::back(&format!("{}/socle", school_path(org.id)), &org.name))
        (ui::error_summary(form))
        (ui::title(t::broadband_title(lang), t::broadband_under(lang)))
        section.card.stack aria-labelledby="declare" {
            h2 id="declare" { (t::broadband_declared(lang)) }
            p { (declared_said(cx, of.declared.as_ref())) }
            form.stack method="post" action={ (action) "/declarer" } {
                (cx.hidden())
                (ui::select(form, &Field::new("statut", t::broadband_status(lang)), &statuses(lang, None)))
                (ui::date(form, &Field::new("le", t::declared_on(lang)).hint(t::today_else(lang)).optional()))
                (ui::text(form, &Field::new("origine", t::baseline_source(lang)).hint(t::declared_source_hint(lang)).optional()))
                div.actions { button.act { (ui::icon("check")) (t::save(lang)) } }
            }
        }
        section.card.stack aria-labelledby="mesure" {
            h2 id="mesure" { (t::broadband_measured(lang)) }
            form.stack method="post" action={ (action) "/mesurer" } data-island=(ISLAND) data-trial={ (action) "/essai" }
                data-running=(t::trial_running(lang)) data-done=(t::trial_done(lang)) data-failed=(t::trial_failed(lang)) {
                (cx.hidden())
                div.actions.only-js {
                    button.act.main type="button" data-speed-start { (ui::icon("refresh-cw")) (t::trial_start(lang)) }
                }
                p.muted data-speed-state role="status" {}
                input type="hidden" name="par-la-page" value="";
                (ui::text(form, &Field::new("descendant", t::speed_down(lang)).hint(t::speed_hint(lang)).class("short")))
                (ui::text(form, &Field::new("montant", t::speed_up(lang)).class("short")))
                (ui::text(form, &Field::new("latence", t::speed_latency(lang)).kind("number").class("short").optional()))
                (ui::date(form, &Field::new("mesure-le", t::measured_on(lang)).hint(t::today_else(lang)).optional()))
                div.actions { button.act { (ui::icon("check")) (t::speed_note(lang)) } }
            }
            @if !of.speeds.is_empty() {
                ol.changes { @for speed in &of.speeds { li { span { (speed_said(cx, Some(speed))) } } } }
            }
        }
        p.muted { (t::broadband_both(lang)) }
    };
    Page::narrow(t::broadband_title(lang), main).with_island(ISLAND)
}

/// The schools one keeps, and the form that sends a table.
pub(super) fn list(cx: &Cx, asked: &Asked, lines: &[Line], form: &Form) -> Page {
    let lang = cx.lang();
    let finder = cx.blank_form().with("q", &asked.words).with("statut", &asked.status);
    let query = crate::query(&[("q", &asked.words), ("statut", &asked.status)]);
    let count = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    let from = usize::try_from((asked.page - 1).max(0) * PER_PAGE).unwrap_or(usize::MAX);
    let mut choices = statuses(lang, Some(("", t::all(lang))));
    let unknown = t::broadband_unknown(lang);
    choices.push(Choice { value: "inconnu".to_owned(), label: unknown, hint: "" });
    let columns = [
        Column::words(t::school_name(lang)),
        Column::words(t::school_commune(lang)),
        Column::words(t::broadband_declared(lang)),
        Column::words(t::broadband_measured(lang)),
    ];
    let rows: Vec<Vec<Markup>> = lines
        .iter()
        .skip(from)
        .take(usize::try_from(PER_PAGE).unwrap_or_default())
        .map(|line| {
            let org = &line.school.org;
            vec![
                html! { a href=(path(org.id)) { (org.name) } },
                html! { (org.commune) },
                declared_said(cx, line.of.declared.as_ref()),
                speed_said(cx, line.of.speeds.first()),
            ]
        })
        .collect();
    let main = html! {
        (ui::back(GAPS, t::baseline_title(lang)))
        (ui::error_summary(form))
        (ui::title(t::broadband_title(lang), &t::schools_count(lang, count)))
        form.finder method="get" action=(PATH) role="search" {
            (ui::text(&finder, &Field::new("q", t::gap_search(lang)).kind("search").optional()))
            (ui::select(&finder, &Field::new("statut", t::broadband_declared(lang)), &choices))
            button.act { (t::find(lang)) }
        }
        @if rows.is_empty() { (ui::empty("yard", t::schools_none(lang), &html! {})) }
        @else { (ui::cards_table(t::broadband_title(lang), &columns, &rows)) }
        (ui::pages(lang, &format!("{PATH}?{query}page="), asked.page, (count + PER_PAGE - 1) / PER_PAGE))
        p.actions {
            a.act href={ (PATH) "/export?" (query) "format=xlsx" } { (ui::icon("download")) (t::export_xlsx(lang)) }
            a.act href={ (PATH) "/export?" (query) "format=csv" } { (ui::icon("download")) (t::export_csv(lang)) }
        }
        section.card.stack aria-labelledby="envoi" {
            h2 id="envoi" { (t::declared_table(lang)) }
            form.form.stack method="post" action={ (PATH) "/tableau" } enctype="multipart/form-data" {
                (cx.hidden())
                (ui::files(form, &Field::new("tableau", t::import_file(lang)).hint(t::declared_table_hint(lang)), &Files::of(".csv,.tsv,.xlsx,.ods", LARGEST)))
                div.actions { button.act { (ui::icon("file-up")) (t::import_compare(lang)) } }
            }
        }
    };
    Page::wide(t::broadband_title(lang), main)
}

/// What becomes of a table, before anything changes.
pub(super) fn looked(cx: &Cx, read: &Read) -> Page {
    let lang = cx.lang();
    let form = cx.blank_form();
    let kept = i64::try_from(read.kept.len()).unwrap_or(i64::MAX);
    let lines = serde_json::to_string(&read.kept).unwrap_or_default();
    let columns = [
        Column::words(t::declared_line(lang)),
        Column::numbers(t::import_line(lang)),
        Column::words(t::import_why(lang)),
    ];
    let rows: Vec<Vec<Markup>> = read
        .left
        .iter()
        .take(200)
        .map(|(at, shown, why)| {
            let says = t::by_key(lang, &format!("why-{}", why.code())).unwrap_or_default();
            vec![html! { (shown) }, html! { (at) }, html! { (says) }]
        })
        .collect();
    let main = html! {
        (ui::back(PATH, t::broadband_title(lang)))
        (ui::title(t::declared_table(lang), &t::declared_would(lang, kept)))
        @if kept > 0 {
            form.card.stack method="post" action={ (PATH) "/appliquer" } {
                (cx.hidden())
                input type="hidden" name="lignes" value=(lines);
                (ui::text(&form, &Field::new("origine", t::baseline_source(lang)).hint(t::declared_source_hint(lang)).optional()))
                div.actions { button.act.main { (ui::icon("check")) (t::import_apply(lang, kept)) } }
            }
        }
        @if !rows.is_empty() { (ui::cards_table(t::declared_left(lang), &columns, &rows)) }
    };
    Page::wide(t::declared_table(lang), main)
}
