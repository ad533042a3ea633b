//! The page a hand-in is answered on, with its class at the side.

use db::journal;
use directory::api::PersonName;
use kernel::Target;
use web::{Access, Cx, Form, Outcome, Page, Problem, Reply, Route};

use crate::{
    answering::{
        Place, Scale,
        store::{self, Phrase},
        typed_mark, views,
    },
    feed,
    handin::{
        ANSWER_MAX, State, WORD_MAX,
        pages::Scene,
        store::{self as handins, Said},
    },
    lesson::{pages::Saved, store::Writer},
    parts,
    rights::HANDIN_ANSWER,
    skills::{
        self, Level, Skill,
        store::{Given, Named},
    },
    t,
    work::{
        self,
        roll::{Line, class},
    },
};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::post("/cours/remises/{handin}", Access::Item(&HANDIN_ANSWER), submit),
        Route::post("/cours/remises/{handin}/brouillon", Access::Item(&HANDIN_ANSWER), autosave),
    ]
}

/// What lies around a hand-in that is being answered.
pub(crate) struct Desk {
    pub(crate) class: Vec<Line>,
    pub(crate) place: Place,
    pub(crate) scale: Scale,
    pub(crate) phrases: Vec<Phrase>,
    pub(crate) skills: Vec<Skill>,
}

impl Desk {
    fn load(cx: &mut Cx, scene: &Scene) -> Result<Self, Problem> {
        let class = class(cx, &scene.work)?;
        let handins: Vec<_> = class.iter().filter_map(|line| line.handin.as_ref()).collect();
        let (person, lang) = (cx.actor()?.person, cx.lang());
        Ok(Self {
            place: Place::of(&handins, scene.handin.id),
            scale: store::scale(cx.tx, scene.work.id)?,
            phrases: store::phrases(cx.tx, person)?,
            skills: skills::store::of_work(cx.tx, lang, scene.work.id)?,
            class,
        })
    }
}

/// The page of those who teach, as it is first opened, with the form of what goes beside the answer:
/// a remark, a voice.
pub(crate) fn page(cx: &mut Cx, scene: &Scene, beside: &Form) -> Result<Page, Problem> {
    let mark = typed_mark(cx.lang(), &scene.handin.mark);
    let mut form = cx.blank_form().with("note", &mark);
    for Named { skill, level, .. } in &scene.levels {
        form = form.with(&skill.field(), &level.number());
    }
    for (name, word) in &scene.words {
        form = form.with(&views::word_field(name.id), word);
    }
    filled(cx, scene, (&form, beside), None)
}

fn filled(
    cx: &mut Cx,
    scene: &Scene,
    forms: (&Form, &Form),
    other: Option<&str>,
) -> Result<Page, Problem> {
    let desk = Desk::load(cx, scene)?;
    let page = views::answer(cx, (scene, &desk), forms, other);
    let page = page.with_island("editor").with_island("answer").with_island("voice");
    Ok(if scene.handin.text_html.is_empty() { page } else { page.with_island("passage") })
}

/// What was typed, and whether it was typed on an older answer that is not the same. A mark that is
/// none of the scale is an error of the form.
fn typed(cx: &mut Cx, form: &mut Form, scene: &Scene) -> Result<(Said, bool), Problem> {
    let scale = store::scale(cx.tx, scene.work.id)?;
    let before = &scene.handin;
    let html = parts::read_rich(form, "reponse", ANSWER_MAX, &before.answer_html);
    let note = form.text("note", 20);
    let is_untouched = note == typed_mark(cx.lang(), &before.mark);
    let mark = if is_untouched { Some(before.mark.clone()) } else { scale.mark(&note) };
    if mark.is_none() {
        form.refuse("note", views::wrong_mark(cx.lang(), scale));
    }
    let before_levels = skills::store::levels(cx.tx, before.id)?;
    let said = Said {
        html,
        mark: mark.unwrap_or_else(|| before.mark.clone()),
        levels: typed_levels(cx, form, scene, &before_levels)?,
        words: typed_words(form, scene),
    };
    let is_older = before.revision != parts::revision(form);
    let has_same_words = said.words.iter().map(|(_, word)| word).eq(before_words(scene));
    let is_same = said.html == before.answer_html
        && said.mark == before.mark
        && said.levels == before_levels
        && has_same_words;
    Ok((said, is_older && !is_same))
}

/// The words for one pupil alone, of those who handed in together.
fn typed_words(form: &mut Form, scene: &Scene) -> Vec<(i64, String)> {
    if scene.words.len() < 2 {
        return Vec::new();
    }
    let word = |(name, _): &(PersonName, String)| {
        (name.id, form.text(&views::word_field(name.id), WORD_MAX))
    };
    scene.words.iter().map(word).collect()
}

fn before_words(scene: &Scene) -> impl Iterator<Item = &String> {
    let words: &[(PersonName, String)] = if scene.words.len() < 2 { &[] } else { &scene.words };
    words.iter().map(|(_, word)| word)
}

/// The levels chosen, and those of skills that the work no longer names, in the order of their codes.
fn typed_levels(
    cx: &mut Cx,
    form: &Form,
    scene: &Scene,
    before: &[Given],
) -> Result<Vec<Given>, Problem> {
    let asked = skills::store::of_work(cx.tx, cx.lang(), scene.work.id)?;
    let is_asked = |code: &String| asked.iter().any(|skill| skill.code == *code);
    let mut levels: Vec<Given> =
        before.iter().filter(|(code, _)| !is_asked(code)).cloned().collect();
    levels.extend(asked.iter().filter_map(|skill| {
        let chosen = form.shown(&skill.field()).parse().ok();
        Some((skill.code.clone(), chosen.and_then(Level::from_number)?))
    }));
    levels.sort_unstable();
    Ok(levels)
}

fn autosave(cx: &mut Cx) -> Outcome {
    let (scene, lang) = (Scene::load(cx)?, cx.lang());
    let mut form = cx.form();
    let (said, conflicts) = typed(cx, &mut form, &scene)?;
    if let Some(error) = form.error_of("reponse") {
        return Err(Problem::conflict("too-long", error));
    }
    if conflicts {
        return Err(Problem::conflict("changed-meanwhile", t::answer_conflict(lang)));
    }
    if scene.handin.state == State::Published {
        let saved_at_text = t::answer_shown_not_saved(lang).to_owned();
        return Ok(Reply::json(&Saved { revision: scene.handin.revision, saved_at_text }));
    }
    let who = Writer { person: cx.actor()?.person, now: cx.now };
    let revision = handins::save_answer(cx.tx, scene.handin.id, &said, who)?;
    Ok(Reply::json(&Saved { revision, saved_at_text: parts::saved_at(cx.app, lang, cx.now) }))
}

/// What the button that was pressed asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Save,
    Next,
    Publish,
    Again,
    /// The phrase with this id, at the end of the answer.
    Phrase(i64),
}

impl Asked {
    fn of(action: &str) -> Self {
        match action {
            "suivant" => Self::Next,
            "publier" => Self::Publish,
            "refaire" => Self::Again,
            other => other
                .strip_prefix("phrase-")
                .and_then(web::parse_id)
                .map_or(Self::Save, Self::Phrase),
        }
    }

    const fn shows(self) -> bool {
        matches!(self, Self::Publish | Self::Again)
    }
}

fn submit(cx: &mut Cx) -> Outcome {
    let (scene, lang) = (Scene::load(cx)?, cx.lang());
    let asked = Asked::of(cx.incoming.field("action").unwrap_or_default());
    let mut form = cx.form();
    let (said, conflicts) = typed(cx, &mut form, &scene)?;
    if !conflicts
        && form.is_valid()
        && let Asked::Phrase(phrase) = asked
    {
        return add_phrase(cx, &scene, said, phrase);
    }
    let says_nothing = said.mark.is_empty() && said.levels.is_empty() && !scene.is_annotated();
    let is_missing = said.html.is_empty() && (says_nothing || asked == Asked::Again);
    if is_missing && form.is_valid() {
        form.refuse("reponse", t::answer_missing(lang));
    }
    if !form.is_valid() {
        let beside = cx.blank_form();
        return Ok(Reply::to_correct(filled(cx, &scene, (&form, &beside), None)?));
    }
    if conflicts {
        let other = scene.handin.answer_html.clone();
        let beside = cx.blank_form();
        let page = filled(cx, &scene, (&form, &beside), Some(&other))?;
        return Ok(Reply::from(page).with_status(409));
    }
    keep(cx, &scene, &said, asked)?;
    Ok(after(cx, &scene, asked)?.clearing_draft(format!("reponse-{}", scene.handin.id)))
}

fn keep(cx: &mut Cx, scene: &Scene, said: &Said, asked: Asked) -> Result<(), Problem> {
    let (id, course, work) = (scene.handin.id, &scene.course, &scene.work);
    let who = Writer { person: cx.actor()?.person, now: cx.now };
    handins::save_answer(cx.tx, id, said, who)?;
    handins::set_state(cx.tx, id, State::Answered)?;
    if asked.shows() && scene.handin.state != State::Published {
        let handin = handins::get(cx.tx, id)?;
        work::pages::publish(cx, course, work, &[handin])?;
    }
    if asked == Asked::Again {
        store::ask_again(cx.tx, id, cx.now)?;
        let state = Some(today::api::State::ToHandIn);
        for pupil in &scene.pupils {
            feed::put_state(cx.tx, (course, work), pupil.id, state, cx.now)?;
        }
        let entry = journal::Entry {
            at: cx.now,
            person: Some(who.person),
            action: "courses.answer.again",
            object: id,
            scope: Target::teaching(work.teaching),
        };
        journal::write(cx.tx, &entry)?;
    }
    let waiting = handins::waiting_of_work(cx.tx, work.id)?;
    Ok(feed::put_waiting(cx.tx, course, work, waiting, cx.now)?)
}

/// A phrase at the end of an answer that is not shown yet: kept, not finished.
fn add_phrase(cx: &mut Cx, scene: &Scene, mut said: Said, phrase: i64) -> Outcome {
    let who = Writer { person: cx.actor()?.person, now: cx.now };
    let phrases = store::phrases(cx.tx, who.person)?;
    let phrase = phrases.iter().find(|kept| kept.id == phrase).ok_or_else(Problem::not_found)?;
    said.html.push_str(&web::rich::from_plain(&phrase.words));
    if scene.handin.state != State::Published {
        handins::save_answer(cx.tx, scene.handin.id, &said, who)?;
    }
    Ok(Reply::see_other(scene.path()).clearing_draft(format!("reponse-{}", scene.handin.id)))
}

/// Where to go next: the next hand-in that waits, or the class.
fn after(cx: &mut Cx, scene: &Scene, asked: Asked) -> Result<Reply, Problem> {
    let lang = cx.lang();
    if asked != Asked::Next {
        let says = match asked {
            Asked::Again => t::asked_again_said(lang),
            Asked::Publish => t::answer_is_published(lang),
            _ => t::answer_saved(lang),
        };
        return Ok(Reply::see_other(scene.path()).saying(says));
    }
    Ok(match Desk::load(cx, scene)?.place.waiting {
        Some(next) => {
            Reply::see_other(format!("/cours/remises/{next}")).saying(t::answer_saved(lang))
        }
        None => {
            Reply::see_other(format!("/cours/travaux/{}", scene.work.id)).saying(t::all_read(lang))
        }
    })
}
