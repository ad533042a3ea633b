//! A meeting with what came of it, and studies in every state.

use db::{DbError, Tx, params};
use kernel::Instant;

/// Writes them under ids of our own.
pub(super) fn load(tx: &mut Tx, hash: &str, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO programme_body (id, territory_id, kind, name, about, once_key) \
         VALUES (1, 0, 'committee', 'Comité', '', 'a')",
        &[],
    )?;
    tx.execute(
        "INSERT INTO programme_meeting (id, territory_id, body_id, day, subject, notes, once_key) \
         VALUES (1, 0, 1, 20000, 'Bilan', '', 'a')",
        &[],
    )?;
    tx.execute(
        "INSERT INTO programme_action (id, territory_id, meeting_id, says, owner, due, once_key) \
         VALUES (1, 0, 1, 'Écrire', 'Quelqu’un', 20001, 'a')",
        &[],
    )?;
    tx.execute(
        "INSERT INTO programme_document (id, territory_id, meeting_id, name, hash, media, at) \
         VALUES (1, 0, 1, 'bilan.pdf', $1, 'application/pdf', $2)",
        params![hash, now],
    )?;
    for (id, state) in [(1_i64, "waiting"), (2, "kept")] {
        tx.execute(
            "INSERT INTO programme_study (id, territory_id, name, outcome, state, control, lines, at, once_key) \
             VALUES ($1, 0, 'Étude', 'Score', $2, 'never', 0, $3, $2)",
            params![id, state, now],
        )?;
    }
    ["body", "meeting", "action", "document", "study"]
        .iter()
        .try_for_each(|table| tx.settle_ids(&format!("programme_{table}")))
}
