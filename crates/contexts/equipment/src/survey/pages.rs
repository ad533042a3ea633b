//! The surveys, and where each of them is.

use kernel::{Actor, TargetKind};
use web::{Access, Cx, Outcome, Route};

use crate::{
    rights::{ANSWERERS, ROLES},
    survey::{answer, open, results, store, views},
};

pub(crate) use open::REMIND;

/// Where surveys are.
pub(crate) const PATH: &str = "/materiel/enquetes";
/// Schools that one may answer for, shown at once.
const SCHOOLS: usize = 20;

pub(crate) fn routes() -> Vec<Route> {
    let mut routes = vec![Route::get(PATH, Access::Role(ROLES), list)];
    routes.extend(open::routes());
    routes.extend(results::routes());
    routes.extend(answer::routes());
    routes
}

/// Where the answers to a survey are.
pub(super) fn path(survey: i64) -> String {
    format!("{PATH}/{survey}")
}

/// The schools that someone answers for.
fn own(actor: &Actor) -> Vec<i64> {
    let mut own: Vec<i64> =
        ANSWERERS.iter().flat_map(|role| actor.reach(*role, TargetKind::Org)).collect();
    own.sort_unstable();
    own.dedup();
    own.truncate(SCHOOLS);
    own
}

fn list(cx: &mut Cx) -> Outcome {
    let today = cx.today();
    let own = own(cx.actor()?);
    let surveys = store::all(cx.tx)?;
    let open = store::current(cx.tx, today)?.filter(|survey| survey.is_open(today));
    let mut waiting = Vec::new();
    if let Some(survey) = &open {
        let mut orgs = directory::api::orgs(cx.tx, &own)?;
        for org in own.iter().filter_map(|id| orgs.remove(id)) {
            let answer = store::answer(cx.tx, survey.id, org.id)?;
            waiting.push((org, answer.is_some_and(|answer| answer.sent.is_some())));
        }
    }
    Ok(views::list(cx, &surveys, open.as_ref(), &waiting).into())
}
