//! What is counted, as open data: tables with a dictionary, only what everyone may read.

use std::collections::BTreeMap;

use directory::export::Sheet;
use kernel::{Actor, Lang};
use web::{Access, Cx, Indicator, Month, Outcome, Problem, Reply, Route};

use super::{
    Cut, facts,
    pages::{self, Asked},
    read::Reading,
};
use crate::{knowing::READERS, t};

/// The numbers of an indicator.
pub(super) const DATA: &str = "/programme/indicateurs/donnees";
/// What the columns and the indicators mean.
pub(super) const DICTIONARY: &str = "/programme/indicateurs/dictionnaire";
/// Months back.
const BACK: i32 = 23;

/// The columns, in order, as they are named in every language of the page.
const COLUMNS: [&str; 8] =
    ["indicateur", "mois", "decoupage", "part", "uai", "ecoles", "valeur", "masque"];

pub(super) fn routes() -> Vec<Route> {
    let who = Access::Role(READERS);
    vec![Route::get(DATA, who, data), Route::get(DICTIONARY, who, dictionary)]
}

fn data(cx: &mut Cx) -> Outcome {
    let asked = Asked::of(cx)?.ok_or_else(Problem::not_found)?;
    let actor = cx.actor()?.clone();
    let bytes = table(cx, Some(&actor), &[asked.indicator])?;
    csv(&format!("{}.csv", asked.indicator.name), bytes)
}

/// A table of what everyone may read: of schools, those that someone sees; without anyone, none.
pub(crate) fn table(
    cx: &mut Cx,
    actor: Option<&Actor>,
    indicators: &[Indicator],
) -> Result<Vec<u8>, Problem> {
    let sites: BTreeMap<i64, String> =
        facts::sites(cx.tx)?.into_iter().map(|site| (site.id, site.uai)).collect();
    let to = Month::at(cx.now);
    let mut sheet = Sheet::new();
    sheet.row(&COLUMNS)?;
    for indicator in indicators {
        let reading = Reading { actor, indicator, from: to.plus(-BACK), to };
        let cuts = [Cut::All].into_iter().chain(Cut::COMPARED).chain([Cut::School]);
        for cut in cuts {
            for (part, months) in reading.open(cx.tx, cut)? {
                let org = part.parse().ok().filter(|_| cut == Cut::School);
                let uai = org.and_then(|org: i64| sites.get(&org).cloned()).unwrap_or_default();
                let part = if cut == Cut::School { "" } else { part.as_str() };
                for (month, figure) in months {
                    sheet.row(&[
                        indicator.name,
                        &month.to_string(),
                        cut.code(),
                        part,
                        &uai,
                        &figure.schools.to_string(),
                        &figure.value.map(|value| value.to_string()).unwrap_or_default(),
                        if figure.value.is_none() { "1" } else { "0" },
                    ])?;
                }
            }
        }
    }
    Ok(sheet.finish()?)
}

fn dictionary(cx: &mut Cx) -> Outcome {
    let (lang, indicators) = (cx.lang(), pages::indicators(cx));
    csv("dictionnaire.csv", meanings(lang, &indicators)?)
}

/// What each column and each indicator means.
pub(crate) fn meanings(lang: Lang, indicators: &[Indicator]) -> Result<Vec<u8>, Problem> {
    let mut sheet = Sheet::new();
    sheet.row(&[t::dictionary_what(lang), t::dictionary_means(lang)])?;
    for column in COLUMNS {
        let means = t::by_key(lang, &format!("column-{column}")).unwrap_or_default();
        sheet.row(&[column, means])?;
    }
    for cut in [Cut::All].into_iter().chain(Cut::COMPARED).chain([Cut::School]) {
        sheet.row(&[&format!("decoupage={}", cut.code()), super::words::cut(lang, cut)])?;
    }
    for indicator in indicators {
        let means = format!("{} : {}", (indicator.label)(lang), (indicator.help)(lang));
        sheet.row(&[&format!("indicateur={}", indicator.name), &means])?;
    }
    Ok(sheet.finish()?)
}

/// A table to take away.
pub(crate) fn csv(name: &str, bytes: Vec<u8>) -> Outcome {
    let disposition = Some(format!("attachment; filename=\"{name}\""));
    Ok(Reply::data("text/csv; charset=utf-8", disposition, bytes))
}
