//! What changes if one collège is forced or forbidden: solved while one waits.

use db::{DbError, Tx, params};
use kernel::Instant;
use serde::{Deserialize, Serialize};
use web::{App, Incoming, Problem, Reply, Task};

use crate::{
    pilots::{
        choice::{self, Kind},
        manager,
        study::{Answer, Asked, Data, Refusal, Way, solve::Instance},
    },
    t,
};

/// One waits so long at most, in seconds: what was found then is shown, with its bound.
const SECONDS: i64 = 3;
/// Trials shown.
const SHOWN: i64 = 6;

/// What is tried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Trial {
    pub(crate) uai: String,
    pub(crate) is_forced: bool,
    pub(crate) way: Way,
}

/// What comes out of it.
pub(crate) type Tried = Result<Answer, Refusal>;

/// Solves a study again with one collège forced or forbidden.
pub(crate) fn tried(
    data: &Data,
    asked: &Asked,
    trial: &Trial,
    watch: &mut dyn FnMut() -> bool,
) -> Tried {
    let instance = Instance::new(data, asked)?;
    let mut task = instance.task(trial.way)?;
    let site = data.site(&trial.uai).ok_or_else(|| Refusal::Missing(trial.uai.clone()))?;
    if trial.is_forced {
        task.forbidden.retain(|other| *other != site);
        task.forced.push(site);
    } else {
        task.forced.retain(|other| *other != site);
        task.forbidden.push(site);
    }
    instance.answer(&task, &mut |_| watch())
}

/// The last trials of a study, newest first.
pub(crate) fn of_choice(tx: &mut Tx, choice: i64) -> Result<Vec<(Trial, Tried)>, DbError> {
    let rows = tx.query(
        "SELECT asked, result FROM programme_trial WHERE choice_id = $1 ORDER BY id DESC LIMIT $2",
        params![choice, SHOWN],
        |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?)),
    )?;
    let read = |(asked, result): (String, String)| {
        Some((serde_json::from_str(&asked).ok()?, serde_json::from_str(&result).ok()?))
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

fn keep(
    tx: &mut Tx,
    choice: i64,
    (trial, tried): (&Trial, &Tried),
    now: Instant,
) -> Result<(), DbError> {
    let asked = serde_json::to_string(trial).map_err(DbError::statement)?;
    let result = serde_json::to_string(tried).map_err(DbError::statement)?;
    tx.execute(
        "INSERT INTO programme_trial (choice_id, asked, result, at) VALUES ($1, $2, $3, $4)",
        params![choice, &asked, &result, now],
    )
    .map(drop)
}

/// Tries, and leads back to the study.
pub(crate) fn send(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let (id, path, asked, data, trial) = app
            .read(&incoming, |cx| {
                manager(cx)?;
                let choice = choice::load(cx, Kind::Study)?;
                if !choice.is_done() {
                    return Err(Problem::conflict("not-done", t::study_not_done(cx.lang())));
                }
                let (asked, data): (Asked, Data) = (choice.asked()?, choice.data()?);
                let mut form = cx.form();
                let uai = form.required("college", 8);
                let is_forced = form.choice("essai", |code| match code {
                    "force" => Some(true),
                    "interdit" => Some(false),
                    _ => None,
                });
                let ways = super::solve::ways(&asked);
                let way = form
                    .choice("facon", |code| ways.iter().copied().find(|way| way.code() == code));
                let (Some(is_forced), Some(way)) = (is_forced, way) else {
                    return Err(Problem::malformed());
                };
                let trial = Trial { uai, is_forced, way };
                Ok((choice.id, choice.path(), asked, data, trial))
            })
            .await?;
        let (worker, asking) = (app.clone(), trial.clone());
        let solved = tokio::task::spawn_blocking(move || {
            let since = worker.clock.now();
            let mut watch = || worker.clock.now().seconds_since(since) < SECONDS;
            tried(&data, &asked, &asking, &mut watch)
        });
        let tried = solved.await.unwrap_or(Err(Refusal::TooLarge));
        app.write(&incoming, move |cx| {
            manager(cx)?;
            Ok(keep(cx.tx, id, (&trial, &tried), cx.now)?)
        })
        .await?;
        Ok(Reply::see_other(format!("{path}#essais")))
    })
}
