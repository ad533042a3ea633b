//! Remarks are made, said otherwise and taken away.

use web::{Access, Cx, Form, Outcome, Problem, Reply, Route};

use crate::{
    answering, drawing,
    handin::{State, pages::Scene},
    lesson::store::Writer,
    remark::{MANY, On, PLACES, Retyped, WORDS_MAX, passage, store, text, views},
    rights::HANDIN_ANSWER,
    sent, t,
    trash::{self, Deleted},
};

pub(crate) fn routes() -> Vec<Route> {
    const PATH: &str = "/cours/remises/{handin}/remarques";
    const ONE: &str = "/cours/remises/{handin}/remarques/{remarque}";
    vec![
        Route::post(PATH, Access::Item(&HANDIN_ANSWER), add),
        Route::post(ONE, Access::Item(&HANDIN_ANSWER), change),
    ]
}

fn add(cx: &mut Cx) -> Outcome {
    let (scene, lang) = (Scene::load(cx)?, cx.lang());
    let mut form = cx.form();
    let photo = photo_of(&form, &scene)?;
    let about = match photo {
        Some(file) => place_of(&mut form, file),
        None => passage_of(&mut form, &scene),
    };
    let words = form.required("remarque", WORDS_MAX);
    if form.is_valid() && scene.notes.remarks.len() >= MANY {
        form.refuse("remarque", t::remarks_too_many(lang));
    }
    let Some((on, quote)) = about.filter(|_| form.is_valid()) else {
        return match photo {
            Some(file) => Ok(drawing::pages::to_correct(cx, &scene, file, &form)),
            None => Ok(Reply::to_correct(answering::pages::page(cx, &scene, &form)?)),
        };
    };
    let who = Writer { person: cx.actor()?.person, now: cx.now };
    let once = cx.incoming.once()?;
    if sent::is_done(cx.tx, who.person, once)? {
        return Ok(Reply::see_other(page_of(&scene, &on)));
    }
    let id = store::add(cx.tx, scene.handin.id, (&on, &quote), &words, who)?;
    sent::note(cx.tx, who.person, once, cx.now)?;
    let says = if scene.handin.state == State::Published {
        t::remark_added_shown(lang)
    } else {
        t::remark_added(lang)
    };
    let reply = Reply::see_other(format!("{}#remarque-{id}", page_of(&scene, &on))).saying(says);
    Ok(match photo {
        None => reply.clearing_draft(views::draft(scene.handin.id)),
        Some(_) => reply,
    })
}

/// The photo that a form names; nothing when it is about the text.
fn photo_of(form: &Form, scene: &Scene) -> Result<Option<i64>, Problem> {
    let named = form.shown("photo");
    if named.is_empty() {
        return Ok(None);
    }
    let id = web::parse_id(named).ok_or_else(Problem::not_found)?;
    let mut photos = scene.files.iter().filter(|file| file.is_picture());
    photos.any(|file| file.id == id).then_some(Some(id)).ok_or_else(Problem::not_found)
}

fn place_of(form: &mut Form, file: i64) -> Option<(On, String)> {
    let is_place = |typed: &str| typed.parse().ok().filter(|place| (1..=PLACES).contains(place));
    let place = form.choice("endroit", is_place)?;
    Some((On::Photo { file, place }, String::new()))
}

fn passage_of(form: &mut Form, scene: &Scene) -> Option<(On, String)> {
    let letters = text::letters(&scene.handin.text_html);
    let range = passage(form, &letters)?;
    let quote = letters[range.clone()].iter().collect();
    Some((On::Text(range), quote))
}

fn change(cx: &mut Cx) -> Outcome {
    let (mut scene, lang, id) = (Scene::load(cx)?, cx.lang(), cx.param_id("remarque")?);
    let remark = store::get(cx.tx, scene.handin.id, id)?.ok_or_else(Problem::not_found)?;
    let page = page_of(&scene, &remark.on);
    if cx.incoming.field("action") == Some("supprimer") {
        store::set_deleted(cx.tx, id, Some(cx.now))?;
        trash::put(cx, Deleted::Remark, id, &scene.work.title())?;
        return Ok(Reply::see_other(page).saying(t::remark_deleted(lang)));
    }
    let mut form = cx.form();
    let words = form.required("remarque", WORDS_MAX);
    if let Some(error) = form.error_of("remarque") {
        scene.retyped = Some(Retyped { remark: id, words, error: error.to_owned() });
        return to_correct(cx, &scene, &remark.on);
    }
    let who = Writer { person: cx.actor()?.person, now: cx.now };
    store::change(cx.tx, id, &words, who)?;
    Ok(Reply::see_other(format!("{page}#remarque-{id}")).saying(t::remark_saved(lang)))
}

/// The page of a remark that is to be corrected, with what was typed.
fn to_correct(cx: &mut Cx, scene: &Scene, on: &On) -> Outcome {
    let beside = cx.blank_form();
    match on {
        On::Text(_) => Ok(Reply::to_correct(answering::pages::page(cx, scene, &beside)?)),
        On::Photo { file, .. } => Ok(drawing::pages::to_correct(cx, scene, *file, &beside)),
    }
}

/// Where a teacher reads a remark.
fn page_of(scene: &Scene, on: &On) -> String {
    match on {
        On::Text(_) => scene.path(),
        On::Photo { file, .. } => drawing::pages::path(*file),
    }
}

/// Brings a remark back from the trash; the page it is on.
pub(crate) fn restore(cx: &mut Cx, id: i64) -> Result<String, Problem> {
    let handin = store::handin_of(cx.tx, id)?;
    cx.require(&HANDIN_ANSWER, handin)?;
    store::set_deleted(cx.tx, id, None)?;
    Ok(format!("/cours/remises/{handin}"))
}
