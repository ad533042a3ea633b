//! What the baseline looks like.

use std::collections::BTreeMap;

use directory::api::Org;
use kernel::Lang;
use maud::{Markup, html};
use web::{
    Cx, Page, dates,
    ui::{self, Choice, Column, Field},
};

use crate::{
    baseline::{
        Line, Need, Version, What,
        load::{Gap, OfSchool, percent},
        pages::{Asked, PATH, PER_PAGE},
        versions,
    },
    broadband::{self, OfSchool as Broadband},
    device::pages::school_path,
    order::campaign,
    schools, t,
};

/// « 13 sur 20 » as a bar, or that nothing is asked.
fn how_far(lang: Lang, required: i64, missing: i64) -> Markup {
    match percent(required, missing) {
        None => html! { p.muted { (t::gap_nothing_asked(lang)) } },
        Some(_) => ui::progress(
            required - missing,
            required,
            &t::gap_met(lang, required - missing, required),
        ),
    }
}

/// The rule, what is better still and where it comes from.
fn why(lang: Lang, line: &Line, classes: i64, need: &Need) -> Markup {
    html! {
        (line.said(lang, classes, need))
        @if !line.source.is_empty() { br; small.muted { (line.source) } }
    }
}

/// What a school lacks, line by line.
pub(super) fn school(cx: &Cx, org: &Org, of: &OfSchool, broadband: &Broadband) -> Page {
    let lang = cx.lang();
    let required = of.needs.iter().map(|need| need.required).sum();
    let missing: i64 = of.needs.iter().map(|need| need.missing).sum();
    let under = t::gap_under(lang, of.classes);
    let main = html! {
        (ui::back(&school_path(org.id), &org.name))
        (ui::title(t::baseline_title(lang), &under))
        section.card.stack aria-labelledby="ou" {
            header {
                h2 id="ou" { (t::gap_where(lang)) }
                @if missing > 0 { (ui::tag("attention", &t::gap_lacks(lang, missing))) }
                @else if required > 0 { (ui::tag("done", t::gap_complete(lang))) }
            }
            (how_far(lang, required, missing))
            @if missing > 0 {
                p.actions { a.act.main href={ (campaign::PATH) "/besoins?ecole=" (org.id) } { (ui::icon("plus")) (t::needs_from_gap(lang)) } }
            }
        }
        @if !of.needs.is_empty() { (lines(lang, of)) }
        (broadband::card(cx, org.id, broadband))
        p.muted { (source(cx, &of.version)) " " a href=(versions::PATH) { (t::versions_title(lang)) } }
    };
    Page::wide(t::baseline_title(lang), main)
}

/// « Socle…, depuis le 14 janvier 2021. Source : … »
fn source(cx: &Cx, version: &Version) -> String {
    let lang = cx.lang();
    let day = dates::long_day(lang, version.starts, cx.today());
    t::baseline_says(lang, &version.title, &day, &version.source)
}

fn lines(lang: Lang, of: &OfSchool) -> Markup {
    let columns = [
        Column::words(t::gap_what(lang)),
        Column::numbers(t::gap_missing(lang)),
        Column::numbers(t::gap_usable(lang)),
        Column::numbers(t::gap_required(lang)),
        Column::words(t::gap_rule(lang)),
    ];
    let rows: Vec<Vec<Markup>> = of
        .needs
        .iter()
        .map(|need| {
            let line = &of.version.lines[need.line];
            vec![
                html! { (line.what.says(lang)) },
                html! { (lacking(need.missing)) },
                html! { (need.usable) },
                html! { (need.required) },
                why(lang, line, of.classes, need),
            ]
        })
        .collect();
    ui::cards_table(t::gap_lines(lang), &columns, &rows)
}

/// A number that stands out when there is one.
fn lacking(count: i64) -> Markup {
    html! { @if count > 0 { b { (count) } } @else { (count) } }
}

/// The schools one keeps.
pub(super) fn list(cx: &Cx, asked: &Asked, version: &Version, gaps: &[Gap]) -> Page {
    let lang = cx.lang();
    let query = asked.query();
    let count = i64::try_from(gaps.len()).unwrap_or(i64::MAX);
    let required: i64 = gaps.iter().map(Gap::required).sum();
    let missing: i64 = gaps.iter().map(Gap::missing).sum();
    let equipped = gaps.iter().filter(|gap| gap.required() > 0 && gap.missing() == 0).count();
    let from = usize::try_from((asked.page - 1).max(0) * PER_PAGE).unwrap_or(usize::MAX);
    let shown: Vec<&Gap> =
        gaps.iter().skip(from).take(usize::try_from(PER_PAGE).unwrap_or_default()).collect();
    let main = html! {
        (ui::back(schools::PATH, t::title(lang)))
        (ui::title(t::baseline_title(lang), &t::schools_count(lang, count)))
        (finder(cx, asked, version))
        section.card.stack aria-labelledby="ensemble" {
            header { h2 id="ensemble" { (t::gap_together(lang)) } }
            (how_far(lang, required, missing))
            p { (t::gap_equipped(lang, i64::try_from(equipped).unwrap_or(0), count)) }
        }
        @if gaps.is_empty() { (ui::empty("yard", t::schools_none(lang), &html! {})) }
        @else {
            (totals(lang, version, gaps))
            (table(lang, version, &shown))
        }
        (ui::pages(lang, &format!("{PATH}?{query}page="), asked.page, (count + PER_PAGE - 1) / PER_PAGE))
        p.actions {
            a.act.main href=(campaign::PATH) { (ui::icon("list")) (t::campaigns_title(lang)) }
            a.act href={ (PATH) "/export?" (query) "format=xlsx" } { (ui::icon("download")) (t::export_xlsx(lang)) }
            a.act href={ (PATH) "/export?" (query) "format=csv" } { (ui::icon("download")) (t::export_csv(lang)) }
            a.act href=(broadband::PATH) { (ui::icon("globe")) (t::broadband_title(lang)) }
        }
        p.muted { (source(cx, version)) " " a href=(versions::PATH) { (t::versions_title(lang)) } }
    };
    Page::wide(t::baseline_title(lang), main)
}

/// The kinds of schools to choose from.
pub(crate) fn kinds(lang: Lang) -> Vec<Choice<'static>> {
    let choice = |value: &str, label| Choice { value: value.to_owned(), label, hint: "" };
    vec![
        choice("", t::all(lang)),
        choice("ecole", t::applies_ecole(lang)),
        choice("college", t::applies_college(lang)),
        choice("lycee", t::applies_lycee(lang)),
    ]
}

fn finder(cx: &Cx, asked: &Asked, version: &Version) -> Markup {
    let lang = cx.lang();
    let lack = asked.lacks.map(super::pages::Lack::code).unwrap_or_default();
    let form =
        cx.blank_form().with("q", &asked.words).with("genre", &asked.kind).with("manque", lack);
    let mut whats: Vec<What> = version.lines.iter().map(|line| line.what).collect();
    whats.sort_unstable();
    whats.dedup();
    let choice = |value: &str, label| Choice { value: value.to_owned(), label, hint: "" };
    let mut lacks =
        vec![choice("", t::gap_any(lang)), choice("quelque-chose", t::gap_something(lang))];
    lacks.extend(whats.iter().map(|what| choice(what.code(), what.says(lang))));
    html! {
        form.finder method="get" action=(PATH) role="search" {
            (ui::text(&form, &Field::new("q", t::gap_search(lang)).kind("search").optional()))
            (ui::select(&form, &Field::new("genre", t::school_kind(lang)), &kinds(lang)))
            (ui::select(&form, &Field::new("manque", t::gap_missing(lang)), &lacks))
            button.act { (t::find(lang)) }
        }
    }
}

fn totals(lang: Lang, version: &Version, gaps: &[Gap]) -> Markup {
    let mut totals: BTreeMap<usize, (i64, i64, i64)> = BTreeMap::new();
    for need in gaps.iter().flat_map(|gap| &gap.needs) {
        let total = totals.entry(need.line).or_default();
        total.0 += need.required;
        total.1 += need.usable;
        total.2 += need.missing;
    }
    let columns = [
        Column::words(t::gap_what(lang)),
        Column::numbers(t::gap_missing(lang)),
        Column::numbers(t::gap_usable(lang)),
        Column::numbers(t::gap_required(lang)),
        Column::words(t::gap_rule(lang)),
    ];
    let rows: Vec<Vec<Markup>> = totals
        .into_iter()
        .map(|(at, (required, usable, missing))| {
            let line = &version.lines[at];
            vec![
                html! { (line.what.says(lang)) },
                html! { (lacking(missing)) },
                html! { (usable) },
                html! { (required) },
                html! { (line.rule(lang)) " " small.muted { (line.applies.says(lang)) } },
            ]
        })
        .collect();
    ui::cards_table(t::gap_totals(lang), &columns, &rows)
}

fn table(lang: Lang, version: &Version, gaps: &[&Gap]) -> Markup {
    let columns = [
        Column::words(t::school_name(lang)),
        Column::words(t::school_commune(lang)),
        Column::numbers(t::gap_classes(lang)),
        Column::numbers(t::gap_percent(lang)),
        Column::words(t::gap_missing(lang)),
    ];
    let rows: Vec<Vec<Markup>> = gaps
        .iter()
        .map(|gap| {
            let org = &gap.school.org;
            let lacks: Vec<String> = gap
                .needs
                .iter()
                .filter(|need| need.missing > 0)
                .map(|need| {
                    t::gap_one(lang, version.lines[need.line].what.says(lang), need.missing)
                })
                .collect();
            vec![
                html! { a href={ (school_path(org.id)) "/socle" } { (org.name) } },
                html! { (org.commune) },
                html! { (gap.classes) },
                html! { @if let Some(percent) = gap.percent() { (t::percent(lang, percent)) } },
                html! {
                    @if !lacks.is_empty() { (lacks.join(", ")) }
                    @else if gap.required() > 0 { (ui::tag("done", t::gap_complete(lang))) }
                },
            ]
        })
        .collect();
    ui::cards_table(t::schools(lang), &columns, &rows)
}
