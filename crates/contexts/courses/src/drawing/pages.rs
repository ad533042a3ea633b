//! The page where a photo is drawn over, and remarks are put on its places.

use web::{Access, Cx, Form, Outcome, Page, Problem, Reply, Route};

use crate::{
    attachment::{self, Owner},
    drawing::{Refusal, Stroke, read, side, store, views, written},
    handin::{State, pages::Scene},
    lesson::{pages::Saved, store::Writer},
    parts,
    rights::HANDIN_ANSWER,
    t,
};

pub(crate) fn routes() -> Vec<Route> {
    const PATH: &str = "/cours/fichiers/{attachment}/dessin";
    vec![
        Route::get(PATH, Access::SignedIn, page),
        Route::post(PATH, Access::SignedIn, submit),
        Route::post("/cours/fichiers/{attachment}/dessin/brouillon", Access::SignedIn, autosave),
    ]
}

/// Where a photo is drawn over.
pub(crate) fn path(photo: i64) -> String {
    format!("/cours/fichiers/{photo}/dessin")
}

/// A photo of what counts of a hand-in, for those who answer it.
fn scene(cx: &mut Cx) -> Result<(Scene, i64), Problem> {
    let photo = cx.id()?;
    let file = attachment::get(cx.tx, photo)?;
    let Owner::Handin(handin) = file.owner else { return Err(Problem::not_found()) };
    cx.require(&HANDIN_ANSWER, handin)?;
    if !file.is_picture() || file.version.is_some() {
        return Err(Problem::not_found());
    }
    Ok((Scene::of(cx, handin)?, photo))
}

fn page(cx: &mut Cx) -> Outcome {
    let (scene, photo) = scene(cx)?;
    let (drawn, remark) = (cx.blank_form(), cx.blank_form());
    Ok(filled(cx, (&scene, photo), (drawn, &remark), false).into())
}

/// The page with a remark to correct.
pub(crate) fn to_correct(cx: &Cx, scene: &Scene, photo: i64, remark: &Form) -> Reply {
    Reply::to_correct(filled(cx, (scene, photo), (cx.blank_form(), remark), false))
}

fn filled(cx: &Cx, about: (&Scene, i64), (drawn, remark): (Form, &Form), is_other: bool) -> Page {
    let (scene, photo) = about;
    let stored = scene.notes.drawing_of(photo).map(|one| written(&one.strokes));
    let drawn = drawn.with("traits", stored.as_deref().unwrap_or_default());
    views::draw(cx, about, (&drawn, remark), is_other).with_island("draw")
}

/// What was drawn, and whether it was drawn over an older drawing that is not the same.
fn drawn(cx: &Cx, (scene, photo): (&Scene, i64)) -> Result<(Vec<Stroke>, bool), Refusal> {
    let form = cx.form();
    let strokes = read(form.shown("traits"))?;
    let before = scene.notes.drawings.iter().find(|one| one.file == photo);
    let is_older = before.map_or(0, |one| one.revision) != parts::revision(&form);
    let is_same = before.is_some_and(|one| one.strokes == strokes);
    Ok((strokes, is_older && !is_same))
}

fn keep(cx: &mut Cx, (scene, photo): (&Scene, i64), strokes: &[Stroke]) -> Result<i64, Problem> {
    let form = cx.form();
    let size = (side(form.shown("largeur")), side(form.shown("hauteur")));
    let who = Writer { person: cx.actor()?.person, now: cx.now };
    Ok(store::save(cx.tx, (scene.handin.id, photo), strokes, size, who)?)
}

fn words(refusal: Refusal, lang: kernel::Lang) -> &'static str {
    match refusal {
        Refusal::TooMany => t::drawing_too_much(lang),
        Refusal::Unreadable => t::drawing_unreadable(lang),
    }
}

fn autosave(cx: &mut Cx) -> Outcome {
    let (scene, photo) = scene(cx)?;
    let lang = cx.lang();
    let (strokes, conflicts) = drawn(cx, (&scene, photo))
        .map_err(|refusal| Problem::conflict("drawing", words(refusal, lang)))?;
    if conflicts {
        return Err(Problem::conflict("changed-meanwhile", t::drawing_conflict(lang)));
    }
    if scene.handin.state == State::Published {
        let revision = parts::revision(&cx.form());
        let saved_at_text = t::answer_shown_not_saved(lang).to_owned();
        return Ok(Reply::json(&Saved { revision, saved_at_text }));
    }
    let revision = keep(cx, (&scene, photo), &strokes)?;
    Ok(Reply::json(&Saved { revision, saved_at_text: parts::saved_at(cx.app, lang, cx.now) }))
}

fn submit(cx: &mut Cx) -> Outcome {
    let (scene, photo) = scene(cx)?;
    let (lang, about) = (cx.lang(), (&scene, photo));
    let mut form = cx.form();
    match drawn(cx, about) {
        Err(refusal) => {
            form.refuse("traits", words(refusal, lang));
            let remark = cx.blank_form();
            Ok(Reply::to_correct(filled(cx, about, (form, &remark), false)))
        }
        Ok((_, true)) => {
            let remark = cx.blank_form();
            Ok(Reply::from(filled(cx, about, (form, &remark), true)).with_status(409))
        }
        Ok((strokes, false)) => {
            keep(cx, about, &strokes)?;
            let reply = Reply::see_other(scene.path()).saying(t::drawing_saved(lang));
            Ok(reply.clearing_draft(views::draft(photo)))
        }
    }
}
