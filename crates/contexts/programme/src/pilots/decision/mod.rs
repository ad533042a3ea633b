//! What was decided from a study or a draw: by whom, when, with which votes, and why it is not quite
//! what was proposed. Once recorded it stays, and so does what it was decided from.

mod pages;
mod paper;
mod proposal;
pub(crate) mod store;
pub(crate) mod views;

use std::collections::BTreeMap;

use db::{DbError, Tx};
use kernel::{Day, Instant};
use web::{Cx, Problem};

pub(crate) use pages::routes;

use crate::pilots::{choice, draw};

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decision {
    pub(crate) id: i64,
    /// Who decided: an assembly, a committee.
    pub(crate) body: String,
    pub(crate) day: Day,
    /// For, against, abstentions.
    pub(crate) votes: [i64; 3],
    /// Why it is not what was proposed.
    pub(crate) reasons: String,
}

/// A decision with its schools.
#[derive(Clone, Debug)]
pub(crate) struct Decided {
    pub(crate) decision: Decision,
    /// The schools: their names, the year of each.
    pub(crate) pilots: Vec<Named>,
    /// Decided and not proposed.
    pub(crate) added: Vec<String>,
    /// Proposed and not decided.
    pub(crate) left: Vec<String>,
}

/// A school of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) org: i64,
    pub(crate) name: String,
    pub(crate) cohort: i64,
}

/// The decision of a choice, with the names that its data give.
pub(crate) fn load(cx: &mut Cx, choice: i64) -> Result<Option<Decided>, Problem> {
    let Some(decision) = store::of_choice(cx.tx, choice)? else { return Ok(None) };
    let found = choice::one(cx.tx, choice)?.ok_or_else(Problem::not_found)?;
    let proposal = proposal::Proposal::of(&found)?;
    let pilots = store::pilots(cx.tx, decision.id)?;
    Ok(Some(proposal.compared(decision, &pilots)))
}

/// Whether a school is a pilot, and since which decision: the name of the study or draw, and its day.
pub(crate) fn of_school(cx: &mut Cx, org: i64) -> Result<Vec<(String, Day)>, DbError> {
    store::of_school(cx.tx, org)
}

/// The civil year in which each pilot becomes one. A draw says the year of each of its schools; those of a
/// study become pilots in the year in which it was decided. Of several years, the first.
pub(crate) fn years(tx: &mut Tx) -> Result<BTreeMap<i64, i64>, DbError> {
    let mut years = BTreeMap::new();
    for one in store::entered(tx)? {
        let asked = one.draw.and_then(|asked| serde_json::from_str::<draw::Asked>(&asked).ok());
        let first = asked.map_or(i64::from(one.decided.ymd().0), |asked| asked.from);
        let year = first + one.cohort - 1;
        years
            .entry(one.org)
            .and_modify(|known: &mut i64| *known = year.min(*known))
            .or_insert(year);
    }
    Ok(years)
}

/// Records a decision with its schools and the year of each; its id. What the baseline asks of pilots is
/// asked of them from now on.
fn keep(
    tx: &mut Tx,
    choice: i64,
    decision: &Decision,
    pilots: &[(i64, i64)],
    by: (i64, Instant),
) -> Result<i64, DbError> {
    let id = store::add(tx, choice, decision, pilots, by)?;
    let all = store::schools(tx)?;
    equipment::api::set_pilots(tx, &all)?;
    choice::publish(tx, choice, by.1)?;
    Ok(id)
}

/// Records that what was proposed first was decided.
pub(crate) fn as_proposed(
    tx: &mut Tx,
    choice: i64,
    (body, day, votes): (&str, Day, [i64; 3]),
    by: (i64, Instant),
) -> Result<(), DbError> {
    let broken = |_| DbError::statement("nothing was proposed");
    let Some(found) = choice::one(tx, choice)? else { return Ok(()) };
    let proposal = proposal::Proposal::of(&found).map_err(broken)?;
    let chosen = proposal.ways.first().map(|(way, _)| proposal.chosen(*way)).unwrap_or_default();
    let pilots: Vec<(i64, i64)> =
        chosen.iter().map(|(at, year)| (proposal.candidates[*at].org, *year)).collect();
    let decision = Decision { id: 0, body: body.to_owned(), day, votes, reasons: String::new() };
    keep(tx, choice, &decision, &pilots, by).map(drop)
}
