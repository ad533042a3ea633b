//! Solving outside any request: how far it is can be read, and it can be stopped.

use db::{DbError, Tx};
use kernel::Instant;
use locate::Progress;
use web::App;

use crate::pilots::{
    choice::{self, Turn},
    study::{Asked, Data, Outcome, Variant, solve, solve::Step},
};

/// How often what was found is written down, in microseconds.
const EVERY: i64 = 400_000;
/// The choice itself is looked for this long, in seconds.
pub(super) const CHOICE_SECONDS: i64 = 120;
/// What each constraint costs is looked for this long.
const OTHER_SECONDS: i64 = 10;

/// Solves a study and keeps what came out, unless another thread or process is at it.
pub(super) fn run(app: &App, id: i64) {
    let now = app.clock.now();
    let turn = match app.db.write_blocking(move |tx| choice::claim(tx, id, now)) {
        Ok(Some(turn)) => turn,
        Ok(None) => return,
        Err(error) => return tell(&error, id, "a study was not begun"),
    };
    if let Err(error) = solved(app, turn) {
        tell(&error, id, "a study was not solved");
        let failed = app.db.write_blocking(move |tx| choice::end(tx, turn, "failed", ""));
        if let Err(error) = failed {
            tell(&error, id, "the end of a study was not kept");
        }
    }
}

fn tell(error: &DbError, choice: i64, what: &'static str) {
    tracing::error!(%error, choice, "{what}");
}

fn solved(app: &App, turn: Turn) -> Result<(), DbError> {
    let id = turn.choice;
    let Some(found) = app.db.read_blocking(move |tx| choice::one(tx, id))? else { return Ok(()) };
    let broken = |_| DbError::statement("a study cannot be read");
    let (asked, data): (Asked, Data) =
        (found.asked().map_err(broken)?, found.data().map_err(broken)?);
    let mut teller = Teller::new(app, move |tx: &mut Tx<'_>, step, so_far, now| match step {
        Step::Choice => choice::progress(tx, turn, "", Some(so_far), now),
        Step::Other(at, of) => choice::progress(tx, turn, &format!("{at}/{of}"), None, now),
    });
    let mut hear = |step, so_far| teller.hear(step, so_far);
    let outcome =
        solve::solve(&data, &asked, &mut hear, &mut |variants| chosen(app, turn, variants));
    if !teller.goes_on {
        return Ok(());
    }
    let result = serde_json::to_string(&outcome).map_err(DbError::statement)?;
    let state = if matches!(outcome, Outcome::Refused(_)) { "failed" } else { "done" };
    app.db.write_blocking(move |tx| choice::end(tx, turn, state, &result)).map(drop)
}

/// Keeps the choice before what it costs is known; whether that is still to be looked for.
fn chosen(app: &App, turn: Turn, variants: &[Variant]) -> bool {
    let kept = serde_json::to_string(&Outcome::Solved(variants.to_vec()))
        .map_err(DbError::statement)
        .and_then(|result| app.db.write_blocking(move |tx| choice::keep(tx, turn, &result)));
    kept.unwrap_or_else(|error| {
        tell(&error, turn.choice, "what was chosen is kept with the rest");
        true
    })
}

/// Writes how far something is from time to time, and reads whether someone said stop. `tell` writes
/// a step, the best found and the bound, and says whether it goes on.
pub(super) struct Teller<'a, Tell> {
    app: &'a App,
    tell: Tell,
    step: Step,
    since: Instant,
    told: Instant,
    goes_on: bool,
}

impl<'a, Tell> Teller<'a, Tell>
where
    Tell: Fn(&mut Tx<'_>, Step, (i64, i64), Instant) -> Result<bool, DbError>
        + Clone
        + Send
        + 'static,
{
    pub(super) fn new(app: &'a App, tell: Tell) -> Self {
        let now = app.clock.now();
        let told = Instant(now.0 - EVERY);
        Self { app, tell, step: Step::Choice, since: now, told, goes_on: true }
    }

    pub(super) fn hear(&mut self, step: Step, so_far: Progress) -> bool {
        let now = self.app.clock.now();
        if step != self.step {
            (self.step, self.since) = (step, now);
        }
        if now.0 - self.told.0 >= EVERY {
            self.told = now;
            let (tell, far) = (self.tell.clone(), (so_far.objective, so_far.bound));
            let told = self.app.db.write_blocking(move |tx| tell(tx, step, far, now));
            // What could not be written is written the next time.
            self.goes_on = self.goes_on && told.unwrap_or(true);
        }
        let seconds = if step == Step::Choice { CHOICE_SECONDS } else { OTHER_SECONDS };
        self.goes_on && now.seconds_since(self.since) < seconds
    }
}
