//! What was done with money is in the journal.

use db::journal;
use kernel::Target;
use web::{Cx, Outcome, Problem, Reply};

use super::write::By;
use crate::SENT;

/// Where a form that was sent before led to.
pub(crate) fn before(cx: &mut Cx) -> Result<Option<Reply>, Problem> {
    SENT.before(cx)
}

/// Writes the line of the journal of a change, leads where it ends, and remembers it for the same form
/// sent again.
pub(crate) fn lead(
    cx: &mut Cx,
    (action, object): (&'static str, i64),
    path: String,
    says: impl Into<String>,
) -> Outcome {
    let (person, scope) = (cx.actor()?.person, Target::TERRITORY);
    let entry = journal::Entry { at: cx.now, person: Some(person), action, object, scope };
    journal::write(cx.tx, &entry)?;
    SENT.lead(cx, path, says)
}

/// Who writes in this request, and when.
pub(crate) fn hand(cx: &Cx) -> Result<By, Problem> {
    Ok(By { person: Some(cx.actor()?.person), at: cx.now })
}
