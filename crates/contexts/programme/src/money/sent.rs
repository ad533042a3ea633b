//! A form sent twice is done once, and leads where it led; what was done is in the journal.

use db::{DbError, Tx, journal, params};
use kernel::{Instant, Target};
use web::{Cx, Outcome, Problem, Reply};

use super::write::By;

/// How long the key of a form is remembered.
const KEPT_SECONDS: i64 = 2 * 24 * 3_600;

/// Where a form that was sent before led to.
pub(crate) fn before(cx: &mut Cx) -> Result<Option<Reply>, Problem> {
    let (once, person) = (cx.incoming.once()?, cx.actor()?.person);
    let path: Option<String> = cx.tx.query_opt(
        "SELECT path FROM programme_money_sent WHERE person_id = $1 AND once_key = $2",
        params![person, once],
        |row| row.get(0),
    )?;
    Ok(path.map(Reply::see_other))
}

/// Writes the line of the journal of a change, leads where it ends, and remembers it for the same form
/// sent again.
pub(crate) fn lead(
    cx: &mut Cx,
    (action, object): (&'static str, i64),
    path: String,
    says: impl Into<String>,
) -> Outcome {
    let (once, person) = (cx.incoming.once()?, cx.actor()?.person);
    let scope = Target::TERRITORY;
    let entry = journal::Entry { at: cx.now, person: Some(person), action, object, scope };
    journal::write(cx.tx, &entry)?;
    cx.tx.execute(
        "INSERT INTO programme_money_sent (person_id, once_key, path, at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT DO NOTHING",
        params![person, once, &path, cx.now],
    )?;
    Ok(Reply::see_other(path).saying(says))
}

/// Who writes in this request, and when.
pub(crate) fn hand(cx: &Cx) -> Result<By, Problem> {
    Ok(By { person: Some(cx.actor()?.person), at: cx.now })
}

/// Forgets the keys of forms sent before yesterday.
pub(crate) fn sweep(tx: &mut Tx, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM programme_money_sent WHERE at < $1",
        params![now.plus_seconds(-KEPT_SECONDS)],
    )
    .map(drop)
}
