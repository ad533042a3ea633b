//! Solving outside any request: how far it is can be read, and it can be stopped.

use db::DbError;
use kernel::Instant;
use locate::Progress;
use web::App;

use crate::pilots::{
    choice,
    study::{Asked, Data, Outcome, solve, solve::Step},
};

/// How often what was found is written down, in microseconds.
const EVERY: i64 = 400_000;
/// The choice itself is looked for this long, in seconds.
const CHOICE_SECONDS: i64 = 120;
/// What each constraint costs is looked for this long.
const OTHER_SECONDS: i64 = 10;

/// Solves a study and keeps what came out.
pub(super) fn run(app: &App, id: i64) {
    if let Err(error) = solved(app, id) {
        tracing::error!(%error, choice = id, "a study was not solved");
        let failed = app.db.write_blocking(move |tx| choice::end(tx, id, "failed", ""));
        if let Err(error) = failed {
            tracing::error!(%error, choice = id, "the end of a study was not kept");
        }
    }
}

fn solved(app: &App, id: i64) -> Result<(), DbError> {
    let Some(found) = app.db.read_blocking(move |tx| choice::one(tx, id))? else { return Ok(()) };
    let broken = |_| DbError::statement("a study cannot be read");
    let (asked, data): (Asked, Data) =
        (found.asked().map_err(broken)?, found.data().map_err(broken)?);
    let now = app.clock.now();
    let told = Instant(now.0 - EVERY);
    let mut teller = Teller { app, id, step: Step::Choice, since: now, told, goes_on: true };
    let outcome = solve::solve(&data, &asked, &mut |step, so_far| teller.hear(step, so_far));
    if !teller.goes_on {
        return Ok(());
    }
    let result = serde_json::to_string(&outcome).map_err(DbError::statement)?;
    let state = if matches!(outcome, Outcome::Refused(_)) { "failed" } else { "done" };
    app.db.write_blocking(move |tx| choice::end(tx, id, state, &result)).map(drop)
}

/// Writes how far it is from time to time, and reads whether someone said stop.
struct Teller<'a> {
    app: &'a App,
    id: i64,
    step: Step,
    since: Instant,
    told: Instant,
    goes_on: bool,
}

impl Teller<'_> {
    fn hear(&mut self, step: Step, so_far: Progress) -> bool {
        let now = self.app.clock.now();
        if step != self.step {
            (self.step, self.since) = (step, now);
        }
        if now.0 - self.told.0 >= EVERY {
            self.told = now;
            let (id, far) = (self.id, (so_far.objective, so_far.bound));
            let words = match step {
                Step::Choice => String::new(),
                Step::Other(at, of) => format!("{at}/{of}"),
            };
            let told = self.app.db.write_blocking(move |tx| choice::progress(tx, id, &words, far));
            // What could not be written is written the next time.
            self.goes_on = self.goes_on && told.unwrap_or(true);
        }
        let seconds = if step == Step::Choice { CHOICE_SECONDS } else { OTHER_SECONDS };
        self.goes_on && now.seconds_since(self.since) < seconds
    }
}
