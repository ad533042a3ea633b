//! An answer that nobody of a family has opened is of what their home shows first: the first time a
//! guardian opens it, that is written down, then it is shown.

use kernel::{Role, TargetKind};
use today::api;
use web::{Access, Cx, Outcome, Problem, Reply, Route, parse_id};

use crate::rights::HANDIN_READ;

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::noted("/cours/remises/{handin}/ouverte", Access::Item(&HANDIN_READ), note)]
}

/// The children of whoever reads, by all their records.
fn children(cx: &Cx) -> Result<Vec<i64>, Problem> {
    Ok(cx.actor()?.reach(Role::Guardian, TargetKind::Person).collect())
}

/// Where a guardian goes first to read a published answer, on its own page or on that of its work;
/// nothing when it was opened before.
pub(crate) fn first(cx: &mut Cx, handin: i64, work: Option<i64>) -> Result<Option<Reply>, Problem> {
    for child in children(cx)? {
        if api::answer_waits(cx.tx, handin, child)? {
            let then = work.map(|work| format!("?travail={work}")).unwrap_or_default();
            let door = format!("/cours/remises/{handin}/ouverte{then}");
            return Ok(Some(Reply::see_other(door)));
        }
    }
    Ok(None)
}

fn note(cx: &mut Cx) -> Outcome {
    let handin = cx.id()?;
    for child in children(cx)? {
        api::answer_opened(cx.tx, handin, child)?;
    }
    let work = cx.incoming.query("travail").and_then(parse_id);
    Ok(Reply::see_other(match work {
        Some(work) => format!("/cours/travaux/{work}"),
        None => format!("/cours/remises/{handin}"),
    }))
}
