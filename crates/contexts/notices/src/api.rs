//! What the house asks of this room.

use db::{DbError, Tx};
use web::App;

use crate::{digest, tell};

/// Puts in the outbox what is due now, and part of the summaries of the day; whether there may be
/// more. In a write transaction, again until it says no.
pub fn round(tx: &mut Tx, app: &App) -> Result<bool, DbError> {
    let now = app.clock.now();
    let told = tell::round(tx, app, now)?;
    let summed = digest::round(tx, app, now)?;
    Ok(told || summed)
}
