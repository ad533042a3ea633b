//! A study as a page: what was sent, what it says, how sure one may be.

use std::collections::{BTreeMap, BTreeSet};

use effect::Figure;
use kernel::Lang;
use maud::{Markup, html};
use web::{
    Cx, Form, Page, Problem, dates,
    ui::{self, Choice, Column, Field, Files},
};

use super::{
    chart, decimal, pages, places, plan,
    read::Row,
    store::{Answer, Effects, Study},
};
use crate::{indicators::number, t};

/// Lines of a table that are shown before it is kept.
const SHOWN: usize = 8;

pub(super) fn list(
    cx: &mut Cx,
    studies: &[Study],
    allowed: fn(&mut Cx) -> Result<(), Problem>,
) -> Page {
    let (lang, is_keeper) = (cx.lang(), allowed(cx).is_ok());
    let main = html! {
        (ui::back(crate::home::PATH, t::title(lang)))
        (ui::title(t::effects(lang), t::effects_help(lang)))
        @if studies.is_empty() { (ui::empty("tree", t::studies_none(lang), &html! {})) }
        @else {
            ul.lines { @for study in studies {
                li { a href=(pages::path(study.id)) {
                    span { (study.name) }
                    small.muted {
                        (study.outcome) " · " (dates::when(lang, study.at, cx.now, &cx.app.place))
                        @if !study.is_kept { " · " (t::study_waits(lang)) }
                    }
                } }
            } }
        }
        p.actions {
            @if is_keeper { a.act.go href="/programme/effets/nouvelle" { (ui::icon("file-up")) (t::outcomes_new(lang)) } }
            a.act href=(plan::PATH) { (ui::icon("search")) (t::plan_title(lang)) }
        }
    };
    Page::narrow(t::effects(lang), main)
}

pub(super) fn blank(cx: &Cx, form: &Form) -> Page {
    let lang = cx.lang();
    let choice = |value: &str, label, hint| Choice { value: value.to_owned(), label, hint };
    let controls = [
        choice("never", t::control_never(lang), t::control_never_hint(lang)),
        choice("not-yet", t::control_not_yet(lang), t::control_not_yet_hint(lang)),
    ];
    let column = |name, label| ui::text(form, &Field::new(name, label).optional());
    let main = html! {
        (ui::back(pages::PATH, t::effects(lang)))
        (ui::error_summary(form))
        (ui::title(t::outcomes_new(lang), t::outcomes_new_under(lang)))
        form.card.stack method="post" action="/programme/effets/nouvelle" enctype="multipart/form-data" {
            (cx.hidden())
            (ui::text(form, &Field::new("nom", t::outcomes_name(lang))))
            (ui::text(form, &Field::new("resultat", t::study_outcome(lang)).hint(t::study_outcome_hint(lang))))
            (ui::files(form, &Field::new("tableau", t::study_table(lang)).hint(t::study_table_hint(lang)), &Files::of(".csv,.tsv,.xlsx,.ods", pages::LARGEST)))
            (ui::choices(form, &Field::new("temoins", t::study_control(lang)), &controls))
            (ui::details(t::study_columns(lang), &html! {
                div.stack {
                    p { (t::study_columns_why(lang)) }
                    (column("colonne-ecole", t::cell_unit(lang)))
                    (column("colonne-annee", t::cell_time(lang)))
                    (column("colonne-resultat", t::cell_outcome(lang)))
                    (column("colonne-entree", t::cell_first(lang)))
                }
            }))
            button.act.go { (t::study_send(lang)) }
        }
    };
    Page::narrow(t::outcomes_new(lang), main)
}

fn year(first: Option<i32>, lang: Lang) -> String {
    first.map_or_else(|| t::never(lang).to_owned(), |first| first.to_string())
}

/// A table that waits: what it says, what is doubtful in it.
pub(super) fn preview(
    cx: &Cx,
    study: &Study,
    rows: &[Row],
    doubts: &[(i64, String, String)],
    refused: Option<&str>,
) -> Page {
    let lang = cx.lang();
    let mut firsts: BTreeMap<Option<i32>, BTreeSet<&str>> = BTreeMap::new();
    for row in rows {
        firsts.entry(row.first).or_default().insert(&row.unit);
    }
    let years: BTreeSet<i32> = rows.iter().map(|row| row.time).collect();
    let years: Vec<String> = years.iter().map(i32::to_string).collect();
    let cohorts: Vec<Vec<Markup>> = firsts
        .iter()
        .map(|(first, units)| {
            let count = i64::try_from(units.len()).unwrap_or(0);
            vec![html! { (year(*first, lang)) }, html! { (number(lang, count)) }]
        })
        .collect();
    let lines: Vec<Vec<Markup>> = rows
        .iter()
        .take(SHOWN)
        .map(|row| {
            vec![
                html! { (row.unit) },
                html! { (row.time) },
                html! { (decimal(lang, row.outcome, 3)) },
                html! { (year(row.first, lang)) },
            ]
        })
        .collect();
    let post = |end: &str, kind: &str, label: &str| {
        html! {
            form method="post" action={ (pages::path(study.id)) "/" (end) } {
                (cx.hidden())
                button class=(kind) { (label) }
            }
        }
    };
    let main = html! {
        (ui::back(pages::PATH, t::effects(lang)))
        (ui::title(&study.name, &study.outcome))
        @if let Some(refused) = refused { div.errors role="alert" { p { (refused) } } }
        (ui::note(&html! { p { (t::preview_says(lang)) } }))
        section.card aria-labelledby="lu" {
            h2 id="lu" { (t::preview_read(lang)) }
            (ui::facts(&[
                (t::preview_lines(lang), html! { (number(lang, study.lines)) }),
                (t::preview_years(lang), html! { (years.join(", ")) }),
            ]))
            (ui::cards_table(t::preview_cohorts(lang), &[Column::words(t::cell_first(lang)), Column::numbers(t::schools_count(lang))], &cohorts))
            (ui::details(t::preview_first_lines(lang), &ui::cards_table(
                t::preview_first_lines(lang),
                &[Column::words(t::cell_unit(lang)), Column::numbers(t::cell_time(lang)), Column::numbers(t::cell_outcome(lang)), Column::numbers(t::cell_first(lang))],
                &lines,
            )))
        }
        @if !doubts.is_empty() {
            section.card aria-labelledby="douteux" {
                h2 id="douteux" { (t::preview_doubts(lang)) }
                ul { @for (line, why, cell) in doubts {
                    li { (t::line_doubt(lang, *line)) " " (t::by_key(lang, &format!("doubt-{why}")).unwrap_or_default())
                        @if !cell.is_empty() { " (" (cell) ")" } }
                } }
            }
        }
        div.actions {
            (post("garder", "act go", t::study_keep(lang)))
            (post("abandonner", "act", t::study_give_up(lang)))
        }
    };
    Page::narrow(&study.name, main)
}

/// A study whose table is still coming.
pub(super) fn coming(cx: &Cx, study: &Study) -> Page {
    let lang = cx.lang();
    let main = html! {
        (ui::back(pages::PATH, t::effects(lang)))
        (ui::title(&study.name, &study.outcome))
        (ui::note(&html! { p { (t::study_coming(lang)) } }))
        p.actions { a.act href=(pages::path(study.id)) { (ui::icon("refresh-cw")) (t::refresh(lang)) } }
    };
    Page::narrow(&study.name, main)
}

/// The longest effect of a series: how its numbers are written.
fn largest(figures: &[(i32, Figure)]) -> usize {
    let largest = figures.iter().map(|(_, figure)| figure.effect.abs().max(figure.error));
    places(largest.fold(0.0, f64::max))
}

fn table(
    lang: Lang,
    caption: &str,
    head: &str,
    figures: &[(i32, Figure)],
    name: impl Fn(i32) -> String,
) -> Markup {
    let places = largest(figures);
    let columns = [
        Column::words(head),
        Column::numbers(t::effect(lang)),
        Column::numbers(t::effect_from(lang)),
        Column::numbers(t::effect_to(lang)),
    ];
    let rows: Vec<Vec<Markup>> = figures
        .iter()
        .map(|(key, figure)| {
            vec![
                html! { (name(*key)) },
                html! { (decimal(lang, figure.effect, places)) },
                html! { (decimal(lang, figure.band.0, places)) },
                html! { (decimal(lang, figure.band.1, places)) },
            ]
        })
        .collect();
    ui::cards_table(caption, &columns, &rows)
}

/// Years since a school became a pilot.
fn since(lang: Lang, years: i32) -> String {
    match years {
        0 => t::since_first(lang).to_owned(),
        before if before < 0 => t::since_before(lang, i64::from(before.unsigned_abs())),
        after => t::since_after(lang, i64::from(after)),
    }
}

/// What a study says.
pub(super) fn answer(
    cx: &Cx,
    study: &Study,
    answer: &Answer,
    effects: &Effects,
    is_keeper: bool,
) -> Page {
    let lang = cx.lang();
    let none = Vec::new();
    let series = |name: &str| effects.get(name).unwrap_or(&none);
    let events = series("since");
    let places = largest(events);
    let verdict = t::by_key(lang, &format!("verdict-{}", answer.verdict)).unwrap_or_default();
    let control = if study.is_not_yet { t::control_not_yet(lang) } else { t::control_never(lang) };
    let main = html! {
        (ui::back(pages::PATH, t::effects(lang)))
        (ui::title(&study.name, &study.outcome))
        (ui::note(&html! {
            p { strong { (verdict) } }
            @if let Some((_, figure)) = series("all").first() {
                @let places = self::places(figure.effect.abs().max(figure.error));
                p { (t::effect_says(lang, &decimal(lang, figure.effect, places),
                    &decimal(lang, figure.interval.0, places), &decimal(lang, figure.interval.1, places))) }
            }
        }))
        section.card aria-labelledby="avant-apres" {
            h2 id="avant-apres" { (t::events_title(lang)) }
            p { (t::events_under(lang)) }
            (chart::events(&t::events_picture(lang, &study.outcome), events, |value| decimal(lang, value, places)))
            (table(lang, t::events_table(lang), t::since_head(lang), events, |key| since(lang, key)))
        }
        section.card aria-labelledby="confiance" {
            h2 id="confiance" { (t::trust_title(lang)) }
            (ui::facts(&trust(lang, answer, control)))
        }
        section.card aria-labelledby="cohortes" {
            h2 id="cohortes" { (t::cohorts_title(lang)) }
            (table(lang, t::cohorts_table(lang), t::cell_first(lang), series("cohort"), |key| key.to_string()))
            (ui::details(t::cells_title(lang), &html! {
                @for (name, figures) in effects.iter().filter(|(name, _)| name.starts_with("cell-")) {
                    @let cohort = t::cells_of(lang, name.trim_start_matches("cell-"));
                    (table(lang, &cohort, t::cell_time(lang), figures, |key| key.to_string()))
                }
            }))
        }
        p.muted { (t::method(lang)) }
        @if is_keeper {
            (ui::confirm(t::study_delete(lang), t::study_delete_sure(lang), &html! {
                form method="post" action={ (pages::path(study.id)) "/abandonner" } {
                    (cx.hidden())
                    button.act { (t::study_delete(lang)) }
                }
            }))
        }
    };
    Page::narrow(&study.name, main)
}

/// How sure one may be.
fn trust<'a>(lang: Lang, answer: &Answer, control: &'a str) -> Vec<(&'a str, Markup)> {
    let mut facts = vec![
        (
            t::trust_schools(lang),
            html! { (t::trust_counts(lang, answer.treated, answer.compared)) },
        ),
        (t::study_control(lang), html! { (control) }),
    ];
    let alike = match answer.trend {
        Some(p) if p < 0.05 => t::trust_not_alike(lang, &decimal(lang, p, 3)),
        Some(p) => t::trust_alike(lang, &decimal(lang, p, 3)),
        None => t::trust_no_before(lang).to_owned(),
    };
    facts.push((t::trust_before(lang), html! { (alike) }));
    if let Some((as_strong, deals)) = answer.as_strong.zip(answer.deals) {
        let says = if answer.is_exact {
            t::chance_exact(lang, as_strong, deals)
        } else {
            t::chance_drawn(lang, as_strong, deals)
        };
        facts.push((t::trust_chance(lang), html! { (says) }));
    }
    if !answer.left_out.is_empty() {
        facts.push((t::trust_left_out(lang), html! { (answer.left_out) }));
    }
    facts
}
