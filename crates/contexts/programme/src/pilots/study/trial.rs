//! What changes if one collège is forced or forbidden: solved outside the request, one trial of a study at
//! a time, followed and stopped on its page.

use db::{DbError, Tx, params};
use kernel::Instant;
use locate::Progress;
use serde::{Deserialize, Serialize};
use web::{App, Cx, Incoming, Outcome, Problem, Reply, Task};

use crate::{
    pilots::{
        choice::{self, Kind},
        manager,
        study::{
            Answer, Asked, Data, Refusal, Way,
            pages::{begin, is_short},
            solve::{Instance, Step},
            work::{self, Teller},
        },
    },
    t,
};

/// Trials shown.
const SHOWN: i64 = 6;
/// Nobody solves any more what has no end so long after it began, in seconds.
const LOST: i64 = work::CHOICE_SECONDS + 30;

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
    watch: &mut dyn FnMut(Progress) -> bool,
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
    instance.answer(&task, watch)
}

/// A trial as it stands.
pub(crate) struct Stand {
    pub(crate) trial: Trial,
    /// What came out of it, once it has ended or was stopped.
    pub(crate) tried: Option<Tried>,
    /// The best found until now, and the bound.
    pub(crate) so_far: Option<(i64, i64)>,
    /// Whether its answer is still to come.
    pub(crate) is_waiting: bool,
}

/// The last trials of a study, newest first.
pub(crate) fn of_choice(tx: &mut Tx, choice: i64, now: Instant) -> Result<Vec<Stand>, DbError> {
    let rows = tx.query(
        "SELECT asked, result, found, bound, at FROM programme_trial WHERE choice_id = $1 \
         ORDER BY id DESC LIMIT $2",
        params![choice, SHOWN],
        |row| {
            let so_far = (row.get::<Option<i64>>(2)?, row.get::<Option<i64>>(3)?);
            let at: Instant = row.get(4)?;
            Ok((row.get::<String>(0)?, row.get::<String>(1)?, so_far, at))
        },
    )?;
    let read = |(asked, result, (found, bound), at): (String, String, _, Instant)| {
        let tried: Option<Tried> = serde_json::from_str(&result).ok();
        Some(Stand {
            trial: serde_json::from_str(&asked).ok()?,
            so_far: Option::zip(found, bound),
            is_waiting: tried.is_none() && now.seconds_since(at) < LOST,
            tried,
        })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Keeps what is tried, in the place of what is being tried; its id.
fn add(tx: &mut Tx, choice: i64, trial: &Trial, now: Instant) -> Result<i64, DbError> {
    halt(tx, choice)?;
    let asked = serde_json::to_string(trial).map_err(DbError::statement)?;
    tx.query_one(
        "INSERT INTO programme_trial (choice_id, asked, result, state, at) \
         VALUES ($1, $2, '', 'solving', $3) RETURNING id",
        params![choice, &asked, now],
        |row| row.get(0),
    )
}

/// Stops what is being tried of a study: the best found is kept by who looks for it.
fn halt(tx: &mut Tx, choice: i64) -> Result<(), DbError> {
    tx.execute(
        "UPDATE programme_trial SET state = 'stopped' WHERE choice_id = $1 AND state = 'solving'",
        params![choice],
    )
    .map(drop)
}

/// Keeps how far a trial is; whether it goes on.
fn progress(tx: &mut Tx, id: i64, (found, bound): (i64, i64)) -> Result<bool, DbError> {
    let goes_on = tx.execute(
        "UPDATE programme_trial SET found = $2, bound = $3 WHERE id = $1 AND state = 'solving'",
        params![id, found, bound],
    )?;
    Ok(goes_on == 1)
}

/// Solves a trial and keeps what came out.
fn run(app: &App, id: i64) {
    if let Err(error) = solved(app, id) {
        tracing::error!(%error, trial = id, "a trial was not solved");
    }
}

fn solved(app: &App, id: i64) -> Result<(), DbError> {
    let found = app.db.read_blocking(move |tx| {
        let row = tx.query_opt(
            "SELECT choice_id, asked FROM programme_trial WHERE id = $1",
            params![id],
            |row| Ok((row.get::<i64>(0)?, row.get::<String>(1)?)),
        )?;
        let Some((choice, asked)) = row else { return Ok(None) };
        Ok::<_, DbError>(choice::one(tx, choice)?.map(|choice| (choice, asked)))
    })?;
    let Some((choice, trial)) = found else { return Ok(()) };
    let broken = |_| DbError::statement("a study cannot be read");
    let (asked, data): (Asked, Data) =
        (choice.asked().map_err(broken)?, choice.data().map_err(broken)?);
    let trial: Trial = serde_json::from_str(&trial).map_err(DbError::statement)?;
    let mut teller =
        Teller::new(app, move |tx: &mut Tx<'_>, _, so_far, _| progress(tx, id, so_far));
    let tried = tried(&data, &asked, &trial, &mut |so_far| teller.hear(Step::Choice, so_far));
    let result = serde_json::to_string(&tried).map_err(DbError::statement)?;
    app.db.write_blocking(move |tx| {
        tx.execute(
            "UPDATE programme_trial SET state = 'done', result = $2 WHERE id = $1",
            params![id, &result],
        )
        .map(drop)
    })
}

/// Tries outside the request, and leads back to the study.
pub(crate) fn send(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let (path, id, is_short) = app.write(&incoming, kept).await?;
        begin(&app, run, (id, is_short)).await;
        Ok(Reply::see_other(format!("{path}#essais")))
    })
}

fn kept(cx: &mut Cx) -> Result<(String, i64, bool), Problem> {
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
    let way = form.choice("facon", |code| ways.iter().copied().find(|way| way.code() == code));
    let (Some(is_forced), Some(way)) = (is_forced, way) else {
        return Err(Problem::malformed());
    };
    let id = add(cx.tx, choice.id, &Trial { uai, is_forced, way }, cx.now)?;
    Ok((choice.path(), id, is_short(&data)))
}

/// Stops what is being tried.
pub(crate) fn stop(cx: &mut Cx) -> Outcome {
    manager(cx)?;
    let choice = choice::load(cx, Kind::Study)?;
    halt(cx.tx, choice.id)?;
    Ok(Reply::see_other(format!("{}#essais", choice.path())))
}
