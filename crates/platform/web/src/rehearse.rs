//! What a request would answer, changing nothing: for the rights matrix.

use crate::{App, Cx, Incoming, Problem, Route, Run};

/// Runs a route's own admission and handler as for a real request, then undoes everything; the
/// status it would answer. A task is rehearsed up to its admission: beyond, it is `202`.
pub async fn rehearse(app: &App, route: Route, incoming: &Incoming) -> u16 {
    let (program, asked) = (app.clone(), incoming.clone());
    let undone = app
        .db
        .write(move |tx| -> Result<(), Rehearsed> {
            let mut cx = Cx::authenticated(tx, &program, &asked)?;
            cx.admit(route.access)?;
            match route.run {
                Run::Read(handler) | Run::Write(handler) => {
                    Err(Rehearsed(handler(&mut cx)?.status))
                }
                Run::Task(_) => Err(Rehearsed(202)),
            }
        })
        .await;
    undone.map_or_else(|Rehearsed(status)| status, |()| 200)
}

/// The status of an answer whose changes are undone.
struct Rehearsed(u16);

impl From<Problem> for Rehearsed {
    fn from(problem: Problem) -> Self {
        Self(problem.status)
    }
}

impl From<db::DbError> for Rehearsed {
    fn from(error: db::DbError) -> Self {
        Problem::from(error).into()
    }
}
