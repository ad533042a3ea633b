//! The answer said aloud: recorded by those who teach, heard once the answer is published.

use maud::{Markup, html};
use web::{Access, App, Cx, Form, Incoming, Outcome, Reply, Route, Task, ui};

use crate::{
    answering,
    attachment::{self, Owner},
    handin::{State, pages::Scene},
    lesson::store::Writer,
    parts,
    photo::{self, Prepared},
    rights::HANDIN_ANSWER,
    t, voice,
};

/// An hour of speech, and some.
const SOUND_LIMIT: usize = 40 << 20;
/// Sounds of one answer.
const MANY: usize = 5;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::task("/cours/remises/{handin}/voix", Access::Item(&HANDIN_ANSWER), submit)
            .accepting(SOUND_LIMIT),
    ]
}

fn submit(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let sounds = photo::prepare(&app, &incoming).await?;
        app.write(&incoming, move |cx| keep(cx, &sounds)).await
    })
}

fn keep(cx: &mut Cx, sounds: &Prepared) -> Outcome {
    let (id, lang) = (cx.id()?, cx.lang());
    cx.require(&HANDIN_ANSWER, id)?;
    let scene = Scene::load(cx)?;
    let mut form = cx.form();
    check(&mut form, &scene, sounds);
    if !form.is_valid() {
        return Ok(Reply::to_correct(answering::pages::page(cx, &scene, &form)?));
    }
    let who = Writer { person: cx.actor()?.person, now: cx.now };
    attachment::add(cx.tx, Owner::Answer(id), sounds.files(), who)?;
    let says = if scene.handin.state == State::Published {
        t::voice_added_shown(lang)
    } else {
        t::voice_added(lang)
    };
    Ok(Reply::see_other(scene.path()).saying(says))
}

fn check(form: &mut Form, scene: &Scene, sounds: &Prepared) {
    let lang = form.lang();
    let is_sound = |media| voice::safe_sound(media).is_some();
    if let Some((_, says)) = sounds.refusal(lang) {
        form.refuse("voix", says);
    } else if sounds.files().is_empty() {
        form.refuse("voix", t::voice_missing(lang));
    } else if !sounds.files().iter().all(|file| is_sound(file.media)) {
        form.refuse("voix", t::voice_not_a_sound(lang));
    } else if scene.voices.len() + sounds.files().len() > MANY {
        form.refuse("voix", t::voices_too_many(lang));
    }
}

/// The sounds of the answer, and the form that gives one more.
pub(super) fn card(cx: &Cx, scene: &Scene, form: &Form) -> Markup {
    let lang = cx.lang();
    let is_open = !scene.voices.is_empty() || form.error_of("voix").is_some();
    html! {
        details.details open[is_open] {
            summary { (t::voice_answer(lang)) }
            div.stack {
                (voice::listen(lang, &scene.voices))
                @if !scene.voices.is_empty() { (parts::deletions(cx, &scene.voices)) }
                form.form method="post" action={ (scene.path()) "/voix" } enctype="multipart/form-data" {
                    (cx.hidden())
                    @if form.error_of("voix").is_some() { (ui::error_summary(form)) }
                    (voice::field(form, t::voice_answer_kept(lang), SOUND_LIMIT))
                    p.muted { (t::voice_answer_hint(lang)) }
                    div.actions { button.act { (ui::icon("plus")) (t::voice_add(lang)) } }
                }
            }
        }
    }
}
