//! Removing someone's second step, for whoever lost their phone and their spare codes: those who
//! may give the person a code, and nobody else. The password stays.

use maud::{Markup, html};
use web::{Cx, Outcome, Problem, Reply, Route, ui};

use super::sheets::{self, Load};
use crate::{factors, rights::Sheet, session, t};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::post(
            "/classes/{groupe}/codes-responsables/{personne}/seconde-etape",
            sheets::OF_GUARDIANS,
            |cx| lift(cx, sheets::guardians),
        ),
        Route::post(
            "/etablissements/{org}/codes/{personne}/seconde-etape",
            sheets::OF_STAFF,
            |cx| lift(cx, sheets::staff),
        ),
    ]
}

/// The question beside someone who has a second step.
pub(crate) fn question(cx: &Cx, sheet: &Sheet, person: i64, name: &str) -> Markup {
    let lang = cx.lang();
    let form = html! {
        form method="post" action={ (sheets::path(sheet)) "/" (person) "/seconde-etape" } {
            (cx.hidden())
            button.act.danger data-size="sm" aria-label={ (t::lift(lang)) ", " (name) } { (t::lift(lang)) }
        }
    };
    ui::confirm(t::lift_lost(lang), t::lift_question(lang), &form)
}

fn lift(cx: &mut Cx, load: Load) -> Outcome {
    let (sheet, person) = (load(cx)?, cx.param_id("personne")?);
    let is_there = sheets::people(cx, &sheet)?.iter().any(|(name, _)| name.id == person);
    if !is_there || factors::store::count(cx.tx, person)? == 0 {
        return Err(Problem::not_found());
    }
    let actor = cx.actor()?.clone();
    if actor.person == person || !sheets::may_give(cx, &actor, person)? {
        return Err(Problem::refused("code-from-elsewhere", t::code_from_elsewhere(cx.lang())));
    }
    factors::lift(cx.tx, person)?;
    session::store::close_all(cx.tx, person, 0)?;
    sheets::note(cx, &sheet, "identity.second-step.lift", person)?;
    Ok(Reply::see_other(sheets::path(&sheet)).saying(t::lifted(cx.lang())))
}
