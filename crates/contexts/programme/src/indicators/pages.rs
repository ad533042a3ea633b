//! What is counted, as a map, a curve and tables that agree.

use std::collections::BTreeMap;

use directory::api::Located;
use kernel::{Actor, Role, Target};
use maud::{Markup, html};
use web::{
    Access, Cx, Indicator, Month, Outcome, Page, Problem, Route,
    ui::{self, Choice, Field},
};

use super::{
    Cut, Figure, export, facts, outline,
    read::{Reading, Series},
    store, tables, words,
};
use crate::{home::Door, knowing::READERS, t};

/// Where it is.
pub(crate) const PATH: &str = "/programme/indicateurs";
/// Months on a curve.
const MONTHS: i32 = 11;

/// The part of the programme that this is.
pub(crate) const DOOR: Door = Door {
    path: PATH,
    label: t::indicators,
    help: t::indicators_help,
    icon: "list",
    roles: READERS,
};

pub(crate) fn routes() -> Vec<Route> {
    let who = Access::Role(READERS);
    let mut routes = vec![Route::get(PATH, who, page)];
    routes.extend(export::routes());
    routes.extend(outline::pages::routes());
    routes
}

/// What every room counts.
pub(crate) fn indicators(cx: &Cx) -> Vec<Indicator> {
    cx.app.modules.iter().flat_map(|module| module.indicators.iter().copied()).collect()
}

/// What the address asks for.
pub(super) struct Asked {
    pub(super) indicators: Vec<Indicator>,
    pub(super) indicator: Indicator,
    pub(super) months: Vec<Month>,
    pub(super) month: Month,
    pub(super) cut: Cut,
}

impl Asked {
    /// Reads the address; nothing when no room counts anything that someone may read yet.
    pub(super) fn of(cx: &mut Cx) -> Result<Option<Self>, Problem> {
        let indicators = indicators(cx);
        let is_all = is_keeper(cx.actor()?);
        let name = cx.incoming.query("quoi").unwrap_or_default();
        let is_divided = |one: &&Indicator| one.per.is_some();
        let named = indicators.iter().find(|one| one.name == name);
        let Some(indicator) = named.or_else(|| indicators.iter().find(is_divided)).copied() else {
            return Ok(None);
        };
        let months = store::months(cx.tx, indicator.name, is_all)?;
        let open = store::months(cx.tx, indicator.name, false)?;
        let asked = cx.incoming.query("mois").and_then(Month::parse);
        let month = asked
            .filter(|month| months.contains(month))
            .or_else(|| open.first().copied())
            .or_else(|| months.first().copied());
        let cut = cx.incoming.query("par").and_then(Cut::from_code);
        let cut = cut.filter(|cut| Cut::COMPARED.contains(cut)).unwrap_or(Cut::Social);
        Ok(month.map(|month| Self { indicators, indicator, months, month, cut }))
    }

    pub(super) fn reading<'a>(&'a self, actor: &'a Actor) -> Reading<'a> {
        let from = self.month.plus(-MONTHS);
        Reading { actor: Some(actor), indicator: &self.indicator, from, to: self.month }
    }
}

fn is_keeper(actor: &Actor) -> bool {
    actor.has(Role::TerritoryManager, Target::TERRITORY)
}

/// Whether someone reads for one school alone.
fn is_of_one_school(actor: &Actor) -> bool {
    let reads = [Role::TerritoryManager, Role::Funder, Role::CommuneAgent];
    !reads.iter().any(|role| actor.is(*role))
}

fn page(cx: &mut Cx) -> Outcome {
    let lang = cx.lang();
    let Some(mut asked) = Asked::of(cx)? else {
        let main = html! {
            (ui::back(crate::home::PATH, t::title(lang)))
            (ui::title(t::indicators(lang), t::indicators_help(lang)))
            (ui::empty("yard", t::indicators_none(lang), &html! {}))
        };
        return Ok(Page::narrow(t::indicators(lang), main).into());
    };
    let actor = cx.actor()?.clone();
    let sites = facts::sites(cx.tx)?;
    let mut known: Vec<(Cut, Series)> = Vec::new();
    for cut in Cut::COMPARED {
        let series = asked.reading(&actor).series(cx.tx, cut)?;
        if !series.is_empty() {
            known.push((cut, series));
        }
    }
    if !known.iter().any(|(cut, _)| *cut == asked.cut) {
        asked.cut = known.first().map_or(Cut::Kind, |(cut, _)| *cut);
    }
    let all = asked.reading(&actor).series(cx.tx, Cut::All)?.remove("").unwrap_or_default();
    let schools = asked.reading(&actor).last(cx.tx, Cut::School)?;
    let series = known.iter().find(|(cut, _)| *cut == asked.cut).map(|(_, series)| series);
    let cuts: Vec<Cut> = known.iter().map(|(cut, _)| *cut).collect();
    let is_one = is_of_one_school(&actor);
    let main = html! {
        (ui::back(crate::home::PATH, t::title(lang)))
        (ui::title((asked.indicator.label)(lang), (asked.indicator.help)(lang)))
        (finder(cx, &asked, &cuts))
        (summary(cx, &asked, &all))
        @if is_one { (own(cx, &asked, &actor, &sites)?) } @else { (territory(cx, &asked, &schools, &sites)?) }
        @if let Some(series) = series { (tables::compared(lang, &asked, series, &all)) }
        @if !is_one { (tables::schools(cx, &asked, &schools, &sites)) }
        (tables::notes(lang, &asked, cuts.contains(&Cut::Social)))
    };
    Ok(Page::wide((asked.indicator.label)(lang), main).into())
}

fn finder(cx: &Cx, asked: &Asked, cuts: &[Cut]) -> Markup {
    let lang = cx.lang();
    let form = cx
        .blank_form()
        .with("quoi", asked.indicator.name)
        .with("mois", &asked.month)
        .with("par", asked.cut.code());
    let what: Vec<Choice> = asked
        .indicators
        .iter()
        .map(|one| Choice { value: one.name.to_owned(), label: (one.label)(lang), hint: "" })
        .collect();
    let said: Vec<String> = asked.months.iter().map(|month| words::month(lang, *month)).collect();
    let when: Vec<Choice> = asked
        .months
        .iter()
        .zip(&said)
        .map(|(month, label)| Choice { value: month.to_string(), label, hint: "" })
        .collect();
    let by: Vec<Choice> = cuts
        .iter()
        .map(|cut| Choice { value: cut.code().to_owned(), label: words::cut(lang, *cut), hint: "" })
        .collect();
    html! {
        form.finder method="get" action=(PATH) {
            (ui::select(&form, &Field::new("quoi", t::ask_what(lang)), &what))
            (ui::select(&form, &Field::new("mois", t::ask_month(lang)), &when))
            @if by.len() > 1 { (ui::select(&form, &Field::new("par", t::ask_by(lang)), &by)) }
            button.act { (t::ask_show(lang)) }
        }
    }
}

fn summary(cx: &Cx, asked: &Asked, all: &BTreeMap<Month, Figure>) -> Markup {
    let lang = cx.lang();
    let figure = all.get(&asked.month).copied().unwrap_or_default();
    let month = words::month(lang, asked.month);
    html! {
        (ui::note(&html! {
            p { strong { (t::in_month(lang, &month, &words::value(lang, &figure))) } }
            @if let Some(rate) = figure.tenths() { p { (t::per_class(lang, &words::tenths(lang, rate))) } }
        }))
    }
}

/// The map of the territory, with what its shades mean.
fn territory(
    cx: &mut Cx,
    asked: &Asked,
    schools: &BTreeMap<String, Figure>,
    sites: &[Located],
) -> Result<Markup, Problem> {
    let lang = cx.lang();
    let outlines = outline::store::all(cx.tx)?;
    let origin = outline::store::origin(cx.tx)?;
    let is_keeper = is_keeper(cx.actor()?);
    let drawn = tables::map(lang, asked, schools, sites, &outlines);
    Ok(html! {
        section.card aria-labelledby="carte" {
            h2 id="carte" { (t::map_title(lang)) }
            @if let Some(drawn) = drawn { (drawn) } @else { p { (t::map_none(lang)) } }
            @if let Some(origin) = origin { p.muted { (t::map_source(lang, &origin.source)) } }
            @if is_keeper { p { a href=(outline::pages::PATH) { (t::outline_title(lang)) } } }
        }
    })
}

/// A school beside half of the others of its kind: never a place among them.
fn own(cx: &mut Cx, asked: &Asked, actor: &Actor, sites: &[Located]) -> Result<Markup, Problem> {
    let lang = cx.lang();
    let kinds: BTreeMap<i64, &str> =
        sites.iter().map(|site| (site.id, site.kind.as_str())).collect();
    let reading = asked.reading(actor);
    let own = reading.series(cx.tx, Cut::School)?;
    let mut cards = Vec::new();
    for site in sites {
        let Some(months) = own.get(&site.id.to_string()) else { continue };
        let band = reading.band(cx.tx, &kinds, &site.kind)?;
        cards.push(tables::own(lang, asked, site, months, &band));
    }
    Ok(html! { @for card in cards { (card) } })
}
