//! One loan, for who lends: another date, its end, its agreement on paper.

use kernel::Instant;
use web::{Access, Cx, Form, Outcome, Page, Problem, Reply, Route};

use crate::{
    device::{edit::hand, pages::note},
    loan::{
        CameBack, End, Ending, finish,
        lend::{USUAL_HOUR, due},
        pages::Scene,
        say_today, store, views,
    },
    rights::LOAN_KEEP,
    t,
};

/// The longest words about a device that comes back.
pub(super) const WORDS_MAX: usize = 500;

pub(super) fn routes() -> Vec<Route> {
    let keeper = Access::Item(&LOAN_KEEP);
    vec![
        Route::get("/materiel/prets/{pret}", keeper, show),
        Route::post("/materiel/prets/{pret}/prolonger", keeper, extend),
        Route::post("/materiel/prets/{pret}/finir", keeper, end),
        Route::post("/materiel/prets/{pret}/signee", keeper, signed),
    ]
}

/// Where a loan is, for who lends.
pub(super) fn path(loan: i64) -> String {
    format!("/materiel/prets/{loan}")
}

fn show(cx: &mut Cx) -> Outcome {
    let (scene, form) = (Scene::load(cx)?, cx.blank_form());
    Ok(page(cx, &scene, form)?.into())
}

fn page(cx: &mut Cx, scene: &Scene, form: Form) -> Result<Page, Problem> {
    let told = views::Told::load(cx.tx, std::slice::from_ref(&scene.loan))?;
    let local = scene.loan.due.map(|due| cx.app.place.local(due));
    let form = match local {
        Some((day, hour)) => form.with("rendre", &day).with("heure", &hour),
        None => form.with("heure", USUAL_HOUR),
    };
    let form = form.with("fin", End::Returned.code()).with("etat", CameBack::Good.code());
    Ok(views::one(cx, scene, &told, &form))
}

fn refuse_when_over(cx: &Cx, scene: &Scene) -> Result<(), Problem> {
    if scene.loan.ended.is_some() {
        return Err(Problem::refused("loan-over", t::loan_over(cx.lang())));
    }
    Ok(())
}

fn extend(cx: &mut Cx) -> Outcome {
    let scene = Scene::load(cx)?;
    refuse_when_over(cx, &scene)?;
    let (lang, mut form) = (cx.lang(), cx.form());
    let due = due(cx, &mut form, scene.loan.is_pupil);
    if !form.is_valid() {
        return Ok(Reply::to_correct(page(cx, &scene, form)?));
    }
    if due != scene.loan.due {
        store::extend(cx.tx, scene.loan.id, due)?;
        let loan = super::Loan { due, ..scene.loan.clone() };
        let name = scene.device.said.name(lang);
        say_today(cx.tx, &loan, (&name, &cx.app.place), cx.now)?;
        note(cx, "equipment.loan.extend", loan.id, loan.org)?;
    }
    Ok(Reply::see_other(path(scene.loan.id)).saying(t::extended(lang)))
}

/// The instant at which it came back: now, or the day that is said when it is recorded later.
fn came_at(cx: &Cx, form: &mut Form, since: Instant) -> Instant {
    let (lang, today) = (form.lang(), cx.today());
    let Some(day) = form.day("rendu").filter(|day| *day != today) else { return cx.now };
    let first = cx.app.place.local(since).0;
    if day > today || day < first {
        form.refuse("rendu", t::back_when(lang));
    }
    // Nobody knows the hour: it was there at the end of that day of school, at the latest.
    let at = kernel::LocalTime(12 * 60);
    cx.app.place.instant(day, at).max(since)
}

fn end(cx: &mut Cx) -> Outcome {
    let scene = Scene::load(cx)?;
    let (lang, mut form) = (cx.lang(), cx.form());
    let end = form.choice("fin", End::from_code).filter(|end| *end != End::Gone);
    let words = form.text("mots", WORDS_MAX);
    let was = scene.loan.ended;
    // What was lost may have been stolen: that is told later.
    let is_news = was == Some(End::Lost) && end == Some(End::Stolen);
    if was.is_some() && !is_news {
        return Err(Problem::refused("loan-over", t::loan_over(lang)));
    }
    let (came_back, at) = match end {
        Some(End::Returned) => {
            let came_back = form.choice("etat", CameBack::from_code);
            (came_back, came_at(cx, &mut form, scene.loan.lent_at))
        }
        _ => (None, cx.now),
    };
    let Some(end) = end.filter(|_| form.is_valid()) else {
        return Ok(Reply::to_correct(page(cx, &scene, form)?));
    };
    let by = hand(cx)?;
    let ending = Ending { end, at, came_back, words: &words };
    finish(cx.tx, (&scene.loan, &scene.device), &ending, by)?;
    note(cx, "equipment.loan.end", scene.loan.id, scene.loan.org)?;
    Ok(Reply::see_other(path(scene.loan.id)).saying(t::saved(lang)))
}

/// The agreement came back signed on paper.
fn signed(cx: &mut Cx) -> Outcome {
    let scene = Scene::load(cx)?;
    refuse_when_over(cx, &scene)?;
    let by = cx.actor()?.person;
    super::accept(cx.tx, scene.loan.id, (by, cx.now), true)?;
    note(cx, "equipment.loan.sign", scene.loan.id, scene.loan.org)?;
    Ok(Reply::see_other(path(scene.loan.id)).saying(t::saved(cx.lang())))
}
