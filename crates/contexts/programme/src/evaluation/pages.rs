//! Studies of the effect of the pilots.

use web::{Access, App, Cx, Incoming, Outcome, Problem, Reply, Route, Task};

use super::{
    import, plan,
    store::{self, Study},
    views, work,
};
use crate::{
    home::Door,
    knowing::{FOLLOWERS, KEEPERS, STUDY_KEEP, STUDY_READ},
    pilots::note,
    t,
};

/// Where it is.
pub(crate) const PATH: &str = "/programme/effets";
/// Seconds after which the page of a table that is still coming is asked for again.
const AGAIN: u32 = 2;
/// The largest table.
pub(super) const LARGEST: usize = 20 << 20;

/// The part of the programme that this is.
pub(crate) const DOOR: Door = Door {
    path: PATH,
    label: t::effects,
    help: t::effects_help,
    icon: "chart-line",
    roles: FOLLOWERS,
};

pub(crate) fn routes() -> Vec<Route> {
    const ONE: &str = "/programme/effets/etudes/{etude_effet}";
    const KEEP: &str = "/programme/effets/etudes/{etude_effet}/garder";
    const GIVE_UP: &str = "/programme/effets/etudes/{etude_effet}/abandonner";
    let (who, keepers) = (Access::Role(FOLLOWERS), Access::Role(KEEPERS));
    vec![
        Route::get(PATH, who, list),
        Route::get(plan::PATH, who, plan::page),
        Route::get("/programme/effets/nouvelle", keepers, blank),
        Route::task("/programme/effets/nouvelle", keepers, import::send).accepting(LARGEST),
        Route::get(ONE, Access::Item(&STUDY_READ), show),
        Route::task(KEEP, keepers, keep),
        Route::post(GIVE_UP, Access::Item(&STUDY_KEEP), give_up),
    ]
}

/// Where a study is.
pub(super) fn path(id: i64) -> String {
    format!("{PATH}/etudes/{id}")
}

fn list(cx: &mut Cx) -> Outcome {
    let actor = cx.actor()?.clone();
    let studies = store::all(cx.tx, &actor)?;
    Ok(views::list(cx, &studies, import::allowed).into())
}

fn blank(cx: &mut Cx) -> Outcome {
    let form = cx.blank_form().with("temoins", "never");
    Ok(views::blank(cx, &form).into())
}

fn load(cx: &mut Cx) -> Result<Study, Problem> {
    let id = cx.id()?;
    store::study(cx.tx, id)?.ok_or_else(Problem::not_found)
}

fn show(cx: &mut Cx) -> Outcome {
    let study = load(cx)?;
    let is_keeper = cx.allows(&STUDY_KEEP, study.id)?;
    if !study.is_whole {
        return Ok(Reply::from(views::coming(cx, &study)).again_in(AGAIN));
    }
    if let Some((answer, effects)) = store::answered(cx.tx, study.id)? {
        return Ok(views::answer(cx, &study, &answer, &effects, is_keeper).into());
    }
    let rows = store::rows(cx.tx, study.id)?;
    let doubts = store::doubts(cx.tx, study.id)?;
    Ok(views::preview(cx, &study, &rows, &doubts, None).into())
}

fn keep(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let (study, rows) = app
            .read(&incoming, |cx| {
                let study = load(cx)?;
                cx.require(&STUDY_KEEP, study.id)?;
                if !study.is_whole {
                    return Err(Problem::conflict("not-whole", t::study_coming(cx.lang())));
                }
                Ok((study.clone(), store::rows(cx.tx, study.id)?))
            })
            .await?;
        let is_not_yet = study.is_not_yet;
        let worked = app.slow.run(move |_| work::estimate(rows, is_not_yet)).await?;
        let worked = std::sync::Arc::new(worked);
        app.write(&incoming, move |cx| {
            cx.require(&STUDY_KEEP, study.id)?;
            match &*worked {
                Ok(worked) => {
                    store::answer(cx.tx, study.id, &worked.left_out, &worked.estimate)?;
                    note(cx, "programme.study.keep", study.id)?;
                    Ok(Reply::see_other(path(study.id)).saying(t::study_kept(cx.lang())))
                }
                Err(error) => {
                    let says = t::by_key(cx.lang(), work::why(error)).unwrap_or_default();
                    let rows = store::rows(cx.tx, study.id)?;
                    let doubts = store::doubts(cx.tx, study.id)?;
                    Ok(Reply::to_correct(views::preview(cx, &study, &rows, &doubts, Some(says))))
                }
            }
        })
        .await
    })
}

fn give_up(cx: &mut Cx) -> Outcome {
    let study = load(cx)?;
    store::give_up(cx.tx, study.id)?;
    note(cx, "programme.study.delete", study.id)?;
    Ok(Reply::see_other(PATH).saying(t::study_given_up(cx.lang())))
}
