//! « Ma progression »: what one pupil showed of each skill over the school year, for them, those
//! who follow them and those who teach them. One pupil a page: nobody is compared with anybody.

use directory::api::{self, PersonName};
use kernel::{Actor, LocalTime, Role, Target, TargetKind};
use web::{Access, Cx, Outcome, Problem, Route};

use crate::{
    skills::{
        Skill,
        store::{self, Seen},
        views,
    },
    work::{self, Work},
};

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get("/cours/progres/{eleve}", Access::SignedIn, page)]
}

/// Where the progress of a pupil is.
pub(crate) fn path(pupil: i64) -> String {
    format!("/cours/progres/{pupil}")
}

/// What one pupil showed of one skill, in order.
pub(crate) struct Story {
    pub(crate) skill: Skill,
    pub(crate) seen: Vec<Seen>,
}

/// A pupil with what they showed of each skill.
pub(crate) struct Scene {
    pub(crate) pupil: PersonName,
    pub(crate) stories: Vec<Story>,
    pub(crate) works: Vec<Work>,
    /// Whether it is one's own.
    pub(crate) is_own: bool,
    /// Whether only what one evaluated oneself is shown.
    pub(crate) is_partial: bool,
}

fn page(cx: &mut Cx) -> Outcome {
    let (pupil, lang, actor) = (cx.id()?, cx.lang(), cx.actor()?.clone());
    let selves = api::selves(cx.tx, pupil)?;
    let follows = follows(&actor, &selves);
    if !follows && !teaches(cx, &actor, &selves)? {
        return Err(Problem::not_found());
    }
    let since = cx.app.place.instant(api::school_year(cx)?.first, LocalTime(0));
    let seen = store::seen(cx.tx, &actor, &selves, since)?;
    let works: Vec<i64> = seen.iter().map(|seen| seen.work).collect();
    let scene = Scene {
        pupil: api::name(cx.tx, pupil)?.ok_or_else(Problem::not_found)?,
        works: work::store::by_ids(cx.tx, &works)?,
        stories: stories(store::skills_of(cx.tx, lang, &seen)?, &seen),
        is_own: actor.has(Role::Itself, Target::person(pupil)),
        is_partial: !follows,
    };
    Ok(views::progress(cx, &scene).into())
}

fn stories(skills: Vec<Skill>, seen: &[Seen]) -> Vec<Story> {
    let of = |skill: Skill| {
        let seen = seen.iter().filter(|seen| seen.skill == skill.code).cloned().collect();
        Story { skill, seen }
    };
    skills.into_iter().map(of).collect()
}

/// Whether it is oneself, one's child, or a pupil one assists.
fn follows(actor: &Actor, selves: &[i64]) -> bool {
    let roles = [Role::Itself, Role::Guardian, Role::SupportAssistant];
    let is = |one: &i64| roles.iter().any(|role| actor.has(*role, Target::person(*one)));
    selves.iter().any(is)
}

/// Whether a pupil is in a class or group one teaches.
fn teaches(cx: &mut Cx, actor: &Actor, selves: &[i64]) -> Result<bool, Problem> {
    let groups: Vec<i64> = actor.reach(Role::Teacher, TargetKind::Group).collect();
    let today = cx.today();
    let taught = api::pupils_by_group(cx.tx, &groups, today)?;
    Ok(taught.iter().any(|(_, pupil)| selves.contains(pupil)))
}
