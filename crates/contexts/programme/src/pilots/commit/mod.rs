//! What a pilot commits to, by a day, beside what is seen each time it is looked at with the school.
//! Schools are in the order of their names: never a ranking.

pub(crate) mod store;
mod views;

use std::collections::BTreeMap;

use directory::api::{self, Org};
use kernel::{Day, Role, Target, TargetKind, fold};
use web::{Access, Cx, Form, Outcome, Problem, Reply, Route};

use crate::{
    SENT, indicators,
    pilots::{decision, is_manager, note_in},
    rights::{COMMITMENT_READ, follows},
    t,
};

/// Where pilots are.
pub(crate) const PATH: &str = "/programme/pilotes/ecoles";
/// Those who follow a pilot.
const ROLES: &[Role] = &[Role::TerritoryManager, Role::Head];
/// The longest commitment, or note.
const TEXT_MAX: usize = 1_000;

/// What a pilot commits to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Commitment {
    pub(crate) id: i64,
    pub(crate) org: i64,
    pub(crate) words: String,
    pub(crate) due: Day,
}

/// What was seen of a commitment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Review {
    pub(crate) commitment: i64,
    pub(crate) day: Day,
    pub(crate) state: String,
    pub(crate) seen: String,
}

/// How a commitment stands.
const STATES: [&str; 3] = ["kept", "begun", "not-yet"];

/// The routes of commitments.
pub(crate) fn routes() -> Vec<Route> {
    const SCHOOL: &str = "/programme/pilotes/ecoles/{org}";
    vec![
        Route::get(PATH, Access::Role(ROLES), list),
        Route::get(SCHOOL, Access::Role(ROLES), show),
        Route::post(SCHOOL, Access::Role(ROLES), add),
        Route::post(
            "/programme/pilotes/engagements/{engagement}",
            Access::Item(&COMMITMENT_READ),
            review,
        ),
    ]
}

fn path(org: i64) -> String {
    format!("{PATH}/{org}")
}

/// What is seen of some schools without asking them: what everyone may read of what is counted, and what
/// lacks of the baseline today. A line each.
fn facts(cx: &mut Cx, orgs: &[i64]) -> Result<BTreeMap<i64, String>, Problem> {
    let (lang, today, actor) = (cx.lang(), cx.today(), cx.actor()?.clone());
    let indicators = indicators::pages::indicators(cx);
    let counted = indicators::open_of_schools(cx.tx, &actor, &indicators)?;
    let gaps = equipment::api::gaps(cx.tx, today)?;
    let line = |org: i64| {
        let numbers = counted.iter().filter_map(|one| {
            let (label, month) = ((one.indicator.label)(lang), indicators::month(lang, one.month));
            let value = indicators::value(lang, one.figures.get(&org)?);
            Some(t::fact_counted(lang, label, &month, &value))
        });
        let gap = gaps.iter().filter(|gap| gap.org == org && gap.required > 0);
        let lacks = gap.map(|gap| t::fact_lacks(lang, gap.missing, gap.required));
        numbers.chain(lacks).collect::<Vec<_>>().join(" · ")
    };
    Ok(orgs.iter().map(|org| (*org, line(*org))).collect())
}

/// The pilots that someone follows, by name.
fn list(cx: &mut Cx) -> Outcome {
    let actor = cx.actor()?.clone();
    let mut pilots = decision::store::schools(cx.tx)?;
    if !is_manager(cx)? {
        let own: Vec<i64> = actor.reach(Role::Head, TargetKind::Org).collect();
        pilots.retain(|org| own.contains(org));
    }
    let mut orgs: Vec<Org> = api::orgs(cx.tx, &pilots)?.into_values().collect();
    orgs.sort_by_cached_key(|org| (fold(&org.name), org.id));
    let facts = facts(cx, &pilots)?;
    Ok(views::list(cx, &orgs, &facts).into())
}

/// A pilot that someone follows.
fn pilot(cx: &mut Cx) -> Result<Org, Problem> {
    let org = cx.id()?;
    if !follows(cx.actor()?, org) || decision::of_school(cx, org)?.is_empty() {
        return Err(Problem::not_found());
    }
    api::orgs(cx.tx, &[org])?.remove(&org).ok_or_else(Problem::not_found)
}

fn show(cx: &mut Cx) -> Outcome {
    let (org, form) = (pilot(cx)?, cx.blank_form());
    page(cx, &org, &form)
}

fn page(cx: &mut Cx, org: &Org, form: &Form) -> Outcome {
    let actor = cx.actor()?.clone();
    let commitments = store::of_school(cx.tx, &actor, org.id)?;
    let ids: Vec<i64> = commitments.iter().map(|one| one.id).collect();
    let reviews = store::reviews(cx.tx, &ids)?;
    let decisions = decision::of_school(cx, org.id)?;
    let facts = facts(cx, &[org.id])?.remove(&org.id).unwrap_or_default();
    let page = views::school(cx, org, (&decisions, &facts), (&commitments, &reviews), form);
    Ok(if form.is_valid() { page.into() } else { Reply::to_correct(page) })
}

fn add(cx: &mut Cx) -> Outcome {
    let org = pilot(cx)?;
    if let Some(reply) = SENT.before(cx)? {
        return Ok(reply);
    }
    let mut form = cx.form();
    let words = form.required("engagement", TEXT_MAX);
    let due = form.required_day("pour-le");
    let (Some(due), true) = (due, form.is_valid()) else { return page(cx, &org, &form) };
    let by = (cx.actor()?.person, cx.now);
    let id = store::add(cx.tx, &Commitment { id: 0, org: org.id, words, due }, by)?;
    note_in(cx, "programme.commitment.add", id, Target::org(org.id))?;
    SENT.lead(cx, path(org.id), t::commitment_added(cx.lang()))
}

/// What is seen of a commitment, on a day.
fn review(cx: &mut Cx) -> Outcome {
    let (id, today) = (cx.id()?, cx.today());
    let commitment = store::one(cx.tx, id)?.ok_or_else(Problem::not_found)?;
    if let Some(reply) = SENT.before(cx)? {
        return Ok(reply);
    }
    let mut form = cx.form();
    let state = form.choice("etat", |code| STATES.into_iter().find(|state| *state == code));
    let seen = form.required("vu", TEXT_MAX);
    let (Some(state), true) = (state, form.is_valid()) else {
        let org = api::orgs(cx.tx, &[commitment.org])?.remove(&commitment.org);
        return page(cx, &org.ok_or_else(Problem::not_found)?, &form);
    };
    let review = Review { commitment: id, day: today, state: state.to_owned(), seen };
    let by = (cx.actor()?.person, cx.now);
    store::review(cx.tx, &review, by)?;
    note_in(cx, "programme.commitment.review", id, Target::org(commitment.org))?;
    SENT.lead(cx, path(commitment.org), t::review_added(cx.lang()))
}
