//! Solving outside any request: how far it is can be read, and it can be stopped.

use std::{
    collections::BTreeSet,
    sync::{Mutex, MutexGuard, PoisonError},
};

use db::{DbError, Tx};
use kernel::Instant;
use locate::Progress;
use web::App;

use crate::pilots::{
    choice,
    study::{Asked, Data, Outcome, Variant, solve, solve::Step},
};

/// A study that is being solved, until it is dropped.
struct Turn(i64);

impl Turn {
    fn of(id: i64) -> Option<Self> {
        at_work().insert(id).then_some(Self(id))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        at_work().remove(&self.0);
    }
}

fn at_work() -> MutexGuard<'static, BTreeSet<i64>> {
    AT_WORK.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How often what was found is written down, in microseconds.
const EVERY: i64 = 400_000;
/// The choice itself is looked for this long, in seconds.
pub(super) const CHOICE_SECONDS: i64 = 120;
/// What each constraint costs is looked for this long.
const OTHER_SECONDS: i64 = 10;

/// The studies that this process is solving: one that is asked for again is not solved twice at once.
static AT_WORK: Mutex<BTreeSet<i64>> = Mutex::new(BTreeSet::new());

/// Solves a study and keeps what came out.
pub(super) fn run(app: &App, id: i64) {
    let Some(_turn) = Turn::of(id) else { return };
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
    let mut teller = Teller::new(app, id, |tx, id, step, so_far| match step {
        Step::Choice => choice::progress(tx, id, "", Some(so_far)),
        Step::Other(at, of) => choice::progress(tx, id, &format!("{at}/{of}"), None),
    });
    let mut hear = |step, so_far| teller.hear(step, so_far);
    let outcome = solve::solve(&data, &asked, &mut hear, &mut |variants| chosen(app, id, variants));
    if !teller.goes_on {
        return Ok(());
    }
    let result = serde_json::to_string(&outcome).map_err(DbError::statement)?;
    let state = if matches!(outcome, Outcome::Refused(_)) { "failed" } else { "done" };
    app.db.write_blocking(move |tx| choice::end(tx, id, state, &result)).map(drop)
}

/// Keeps the choice before what it costs is known; whether that is still to be looked for.
fn chosen(app: &App, id: i64, variants: &[Variant]) -> bool {
    let kept = serde_json::to_string(&Outcome::Solved(variants.to_vec()))
        .map_err(DbError::statement)
        .and_then(|result| app.db.write_blocking(move |tx| choice::keep(tx, id, &result)));
    kept.unwrap_or_else(|error| {
        tracing::error!(%error, choice = id, "what was chosen is kept with the rest");
        true
    })
}

/// Writes how far something is: what, its step, the best found and the bound; says whether it goes on.
type Tell = fn(&mut Tx, i64, Step, (i64, i64)) -> Result<bool, DbError>;

/// Writes how far it is from time to time, and reads whether someone said stop.
pub(super) struct Teller<'a> {
    app: &'a App,
    id: i64,
    tell: Tell,
    step: Step,
    since: Instant,
    told: Instant,
    goes_on: bool,
}

impl<'a> Teller<'a> {
    pub(super) fn new(app: &'a App, id: i64, tell: Tell) -> Self {
        let now = app.clock.now();
        let told = Instant(now.0 - EVERY);
        Self { app, id, tell, step: Step::Choice, since: now, told, goes_on: true }
    }

    pub(super) fn hear(&mut self, step: Step, so_far: Progress) -> bool {
        let now = self.app.clock.now();
        if step != self.step {
            (self.step, self.since) = (step, now);
        }
        if now.0 - self.told.0 >= EVERY {
            self.told = now;
            let (id, tell, far) = (self.id, self.tell, (so_far.objective, so_far.bound));
            let told = self.app.db.write_blocking(move |tx| tell(tx, id, step, far));
            // What could not be written is written the next time.
            self.goes_on = self.goes_on && told.unwrap_or(true);
        }
        let seconds = if step == Step::Choice { CHOICE_SECONDS } else { OTHER_SECONDS };
        self.goes_on && now.seconds_since(self.since) < seconds
    }
}
