//! The pages on which a person decides.

use db::DbError;
use kernel::{Role, Tie};
use web::{Access, Cx, Outcome, Problem, Reply, Route};

use super::{
    By, Decider, join_pair, keep_apart,
    store::{self, Pair, State},
    take_back, views,
};
use crate::{api, rights::PAIR_DECIDE, same, t};

/// Those who decide, each for what they know.
pub(crate) const ROLES: &[Role] =
    &[Role::Head, Role::Secretariat, Role::TerritoryManager, Role::Operator];

const WHO: Access = Access::Item(&PAIR_DECIDE);

pub(crate) const PATH: &str = "/annuaire/doublons";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get(PATH, Access::Role(ROLES), list),
        Route::get("/annuaire/doublons/{paire}", WHO, show),
        Route::post("/annuaire/doublons/{paire}", WHO, decide),
        Route::post("/annuaire/doublons/{paire}/revenir", WHO, revert),
    ]
}

fn list(cx: &mut Cx) -> Outcome {
    let actor = cx.actor()?.clone();
    let waiting = store::count_open(cx.tx, &actor)?;
    let mut open = Vec::new();
    for pair in store::list(cx.tx, &actor, true)? {
        if same::root(cx.tx, pair.one)? != same::root(cx.tx, pair.other)? {
            open.push(line(cx, pair)?);
        }
    }
    let mut decided = Vec::new();
    for pair in store::list(cx.tx, &actor, false)? {
        decided.push(line(cx, pair)?);
    }
    Ok(views::list(cx, &open, &decided, waiting).into())
}

/// A pair as a list names it.
pub(super) struct Line {
    pub(super) pair: Pair,
    pub(super) one: String,
    pub(super) other: String,
}

fn line(cx: &mut Cx, pair: Pair) -> Result<Line, DbError> {
    let names = api::names(cx.tx, &[pair.one, pair.other])?;
    let full = |id: i64| names.get(&id).map(api::PersonName::full).unwrap_or_default();
    let (one, other) = (full(pair.one), full(pair.other));
    Ok(Line { pair, one, other })
}

/// A record as whoever decides sees it.
pub(super) struct Shown {
    pub(super) described: super::evidence::Described,
    pub(super) category: String,
    pub(super) schools: Vec<String>,
}

impl Shown {
    fn load(cx: &mut Cx, person: i64) -> Result<Self, Problem> {
        let described = store::described(cx.tx, person)?.ok_or_else(Problem::not_found)?;
        let ties: Vec<Tie> = api::ties(cx.tx, person, cx.today())?;
        let mut orgs: Vec<i64> = ties
            .iter()
            .filter(|tie| tie.target.kind == kernel::TargetKind::Org)
            .map(|tie| tie.target.id)
            .collect();
        orgs.sort_unstable();
        orgs.dedup();
        let names = api::orgs(cx.tx, &orgs)?;
        let schools = orgs.iter().filter_map(|org| names.get(org)).map(|org| org.name.clone());
        let category = store::category(cx.tx, person)?.unwrap_or_default();
        Ok(Self { described, category, schools: schools.collect() })
    }
}

fn pair(cx: &mut Cx) -> Result<Pair, Problem> {
    let id = cx.id()?;
    store::pair(cx.tx, id)?.ok_or_else(Problem::not_found)
}

/// The pair, while what both are tied to today still lets this person decide.
fn pair_to_decide(cx: &mut Cx) -> Result<(Pair, By), Problem> {
    let (pair, today) = (pair(cx)?, cx.today());
    let decider = Decider::of_pair(cx.tx, pair.one, pair.other, today)?;
    let actor = cx.actor()?;
    if !decider.allows(actor) {
        return Err(Problem::refused("not-yours", t::pair_not_yours(cx.lang())));
    }
    let by = By { person: actor.person, now: cx.now };
    Ok((pair, by))
}

fn show(cx: &mut Cx) -> Outcome {
    let pair = pair(cx)?;
    let records = [Shown::load(cx, pair.one)?, Shown::load(cx, pair.other)?];
    Ok(views::show(cx, &pair, &records).into())
}

fn decide(cx: &mut Cx) -> Outcome {
    let (pair, by) = pair_to_decide(cx)?;
    let lang = cx.lang();
    let mut form = cx.form();
    let state = form.choice("decision", State::from_code);
    if pair.state != State::Open {
        return Ok(Reply::see_other(PATH).saying(t::pair_decided_already(lang)));
    }
    let says = match state {
        Some(State::Same) => {
            let accounts = accounts(cx, &pair)?;
            match join_pair(cx.tx, &pair, &accounts, by)? {
                Ok(()) => t::pair_joined(lang),
                Err(_) => return Err(Problem::not_found()),
            }
        }
        Some(State::Different) => {
            keep_apart(cx.tx, &pair, by)?;
            t::pair_kept_apart(lang)
        }
        _ => {
            let records = [Shown::load(cx, pair.one)?, Shown::load(cx, pair.other)?];
            return Ok(Reply::to_correct(views::show(cx, &pair, &records)));
        }
    };
    Ok(Reply::see_other(PATH).saying(says))
}

/// Which of the two come in with an account.
fn accounts(cx: &mut Cx, pair: &Pair) -> Result<Vec<i64>, DbError> {
    let mut accounts = Vec::new();
    for record in [pair.one, pair.other] {
        let person = same::root(cx.tx, record)?;
        for holds in cx.app.modules.iter().filter_map(|module| module.holds_account) {
            if holds(cx.tx, person)? {
                accounts.push(person);
            }
        }
    }
    Ok(accounts)
}

fn revert(cx: &mut Cx) -> Outcome {
    let (pair, by) = pair_to_decide(cx)?;
    let lang = cx.lang();
    if pair.state != State::Open {
        take_back(cx.tx, &pair, by)?;
    }
    let path = format!("{PATH}/{}", pair.id);
    Ok(Reply::see_other(path).saying(t::pair_taken_back(lang)))
}
