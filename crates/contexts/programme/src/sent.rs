//! A form sent twice is done once, and leads where it led.

use db::{DbError, Tx, params};
use kernel::Instant;
use web::{Cx, Outcome, Problem, Reply};

/// How long the key of a form is remembered.
const KEPT_SECONDS: i64 = 2 * 24 * 3_600;

/// Where a form that was sent before led to.
pub(crate) fn before(cx: &mut Cx) -> Result<Option<Reply>, Problem> {
    let (once, person) = (cx.incoming.once()?, cx.actor()?.person);
    let path: Option<String> = cx.tx.query_opt(
        "SELECT path FROM programme_sent WHERE person_id = $1 AND once_key = $2",
        params![person, once],
        |row| row.get(0),
    )?;
    Ok(path.map(Reply::see_other))
}

/// Leads where a change ends, and remembers it for the same form sent again.
pub(crate) fn lead(cx: &mut Cx, path: String, says: impl Into<String>) -> Outcome {
    let (once, person) = (cx.incoming.once()?, cx.actor()?.person);
    cx.tx.execute(
        "INSERT INTO programme_sent (person_id, once_key, path, at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT DO NOTHING",
        params![person, once, &path, cx.now],
    )?;
    Ok(Reply::see_other(path).saying(says))
}

/// Forgets the keys of forms sent before yesterday.
pub(crate) fn sweep(tx: &mut Tx, now: Instant) -> Result<(), DbError> {
    let before = now.plus_seconds(-KEPT_SECONDS);
    tx.execute("DELETE FROM programme_sent WHERE at < $1", params![before]).map(drop)
}
