//! The schools whose devices one keeps, how many of what they have, and a number one looks for.

use std::collections::BTreeMap;

use directory::api::{self, Asked, Org};
use maud::{Markup, html};
use web::{
    Access, Cx, Outcome, Page, Problem, Reply, Route,
    ui::{self, Column, Field},
};

use crate::{
    baseline, broadband,
    device::{
        Category, Device, State,
        pages::{device_path, school_path},
        store, tally,
    },
    rights::{ROLES, keeps},
    survey, t,
};

/// Where it begins.
pub(crate) const PATH: &str = "/materiel";

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get(PATH, Access::Role(ROLES), page)]
}

/// The school that the path names, whose devices the person keeps.
pub(crate) fn kept(cx: &mut Cx) -> Result<Org, Problem> {
    let id = cx.id()?;
    if !keeps(cx.actor()?, id) {
        return Err(Problem::not_found());
    }
    api::orgs(cx.tx, &[id])?.remove(&id).ok_or_else(Problem::not_found)
}

fn page(cx: &mut Cx) -> Outcome {
    let lang = cx.lang();
    let asked = |name| -> String {
        cx.incoming.query(name).unwrap_or_default().trim().chars().take(80).collect()
    };
    let (words, number) = (asked("q"), asked("numero"));
    let page = cx.incoming.query("page").and_then(web::parse_id).unwrap_or(1);
    let actor = cx.actor()?.clone();
    let found = store::called(cx.tx, &actor, &number)?;
    if let [only] = found.as_slice() {
        return Ok(Reply::see_other(device_path(only.id)));
    }
    let wanted = Asked { roles: ROLES, words: &words, page };
    let (schools, count) = api::schools_of(cx.tx, &actor, &wanted)?;
    if let [only] = schools.as_slice()
        && words.is_empty()
        && number.is_empty()
    {
        return Ok(Reply::see_other(school_path(only.id)));
    }
    let ids: Vec<i64> = schools.iter().map(|school| school.id).collect();
    let tallies = Tally::of(&tally::counts(cx.tx, &ids)?);
    let form = cx.blank_form().with("q", &words).with("numero", &number);
    let last = (count + api::SCHOOLS_PER_PAGE - 1) / api::SCHOOLS_PER_PAGE;
    let query = crate::query(&[("q", &words)]);
    let main = html! {
        (ui::title(t::title(lang), &t::schools_count(lang, count)))
        form.finder method="get" action=(PATH) role="search" {
            (ui::text(&form, &Field::new("numero", t::number(lang)).hint(t::number_hint(lang)).optional()))
            button.act { (ui::icon("search")) (t::find(lang)) }
        }
        @if !number.is_empty() { (found_card(cx, &number, &found)) }
        form.finder method="get" action=(PATH) {
            (ui::text(&form, &Field::new("q", t::school_name(lang)).kind("search").optional()))
            button.act { (t::find(lang)) }
        }
        @if schools.is_empty() { (ui::empty("yard", t::schools_none(lang), &html! {})) }
        @else { (table(cx, &schools, &tallies)) }
        (ui::pages(lang, &format!("{PATH}?{query}page="), page, last))
        p.actions {
            a.act href=(crate::order::pages::PATH) { (ui::icon("list")) (t::orders_title(lang)) }
            a.act.main href=(baseline::pages::PATH) { (ui::icon("list")) (t::baseline_title(lang)) }
            a.act href=(survey::pages::PATH) { (ui::icon("check")) (t::surveys_title(lang)) }
            a.act href=(broadband::PATH) { (ui::icon("globe")) (t::broadband_title(lang)) }
            a.act href=(crate::import::pages::PATH) { (ui::icon("file-up")) (t::import_title(lang)) }
        }
        form method="post" action="/materiel/export" {
            (cx.hidden())
            button.act { (ui::icon("download")) (t::export_all(lang)) }
        }
    };
    Ok(Page::wide(t::title(lang), main).into())
}

fn found_card(cx: &Cx, number: &str, found: &[Device]) -> Markup {
    let lang = cx.lang();
    html! {
        section.card aria-labelledby="trouves" {
            h2 id="trouves" { (t::found(lang, number)) }
            @if found.is_empty() { p { (t::found_none(lang)) } }
            @else {
                ul.files { @for device in found {
                    li { a href=(device_path(device.id)) {
                        (ui::icon("tablet")) span { (device.said.name(lang)) } small.muted { (device.said.called()) }
                    } }
                } }
            }
        }
    }
}

/// How many devices a school has.
#[derive(Clone, Copy, Default)]
struct Tally {
    mobile: i64,
    shown: i64,
    other: i64,
    broken: i64,
}

impl Tally {
    fn of(counts: &[(i64, Category, State, i64)]) -> BTreeMap<i64, Self> {
        let mut tallies: BTreeMap<i64, Self> = BTreeMap::new();
        for &(org, category, state, count) in counts {
            let tally = tallies.entry(org).or_default();
            match state {
                State::Gone | State::Lost | State::Stolen => continue,
                State::Broken => tally.broken += count,
                State::Stock | State::Used | State::Lent => {}
            }
            match category {
                Category::Tablet | Category::Laptop => tally.mobile += count,
                Category::Projector => tally.shown += count,
                _ => tally.other += count,
            }
        }
        tallies
    }
}

fn table(cx: &Cx, schools: &[Org], tallies: &BTreeMap<i64, Tally>) -> Markup {
    let lang = cx.lang();
    let columns = [
        Column::words(t::school_name(lang)),
        Column::words(t::school_commune(lang)),
        Column::numbers(t::tally_mobile(lang)),
        Column::numbers(t::tally_shown(lang)),
        Column::numbers(t::tally_other(lang)),
        Column::numbers(t::tally_broken(lang)),
    ];
    let rows: Vec<Vec<Markup>> = schools
        .iter()
        .map(|school| {
            let tally = tallies.get(&school.id).copied().unwrap_or_default();
            vec![
                html! { a href=(school_path(school.id)) { (school.name) } },
                html! { (school.commune) },
                html! { (tally.mobile) },
                html! { (tally.shown) },
                html! { (tally.other) },
                html! { (tally.broken) },
            ]
        })
        .collect();
    ui::cards_table(t::schools(lang), &columns, &rows)
}
