//! A form sent twice is done once, and leads where it led.

use db::{DbError, Tx, params};
use kernel::Instant;

use crate::{Cx, Outcome, Problem, Reply};

/// How long the key of a form is remembered.
const KEPT_SECONDS: i64 = 2 * 24 * 3_600;

/// The forms of a room that were sent, by their keys.
#[derive(Clone, Copy, Debug)]
pub struct Sent {
    /// The room's table of them: `person_id`, `once_key`, `path` and `at`, one row for a person and a key.
    pub table: &'static str,
}

impl Sent {
    /// Where a form that was sent before led to.
    ///
    /// # Errors
    /// When the form has no key, or nobody is signed in.
    pub fn before(self, cx: &mut Cx) -> Result<Option<Reply>, Problem> {
        let (once, person) = (cx.incoming.once()?, cx.actor()?.person);
        let sql = format!("SELECT path FROM {} WHERE person_id = $1 AND once_key = $2", self.table);
        let path: Option<String> =
            cx.tx.query_opt(&sql, params![person, once], |row| row.get(0))?;
        Ok(path.map(Reply::see_other))
    }

    /// Leads where a change ends, and remembers it for the same form sent again.
    ///
    /// # Errors
    /// When the form has no key, or nobody is signed in.
    pub fn lead(self, cx: &mut Cx, path: String, says: impl Into<String>) -> Outcome {
        let (once, person) = (cx.incoming.once()?, cx.actor()?.person);
        let sql = format!(
            "INSERT INTO {} (person_id, once_key, path, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            self.table
        );
        cx.tx.execute(&sql, params![person, once, &path, cx.now])?;
        Ok(Reply::see_other(path).saying(says))
    }

    /// Forgets the keys of forms sent before yesterday.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn sweep(self, tx: &mut Tx, now: Instant) -> Result<(), DbError> {
        let sql = format!("DELETE FROM {} WHERE at < $1", self.table);
        tx.execute(&sql, params![now.plus_seconds(-KEPT_SECONDS)]).map(drop)
    }
}
