//! The answer of a school: filled in, kept as one goes, sent, opened again until the survey closes.

use directory::api::{self, Org};
use serde::Serialize;
use web::{Access, Cx, Form, Outcome, Page, Problem, Reply, Route, dates};

use crate::{
    baseline::load,
    device::pages::{note, school_path},
    rights::{ROLES, answers},
    schools::kept,
    survey::{
        Answer, Answers, Survey, WORDS_MAX,
        known::{self, Known},
        store, views,
    },
    t,
};

pub(super) fn routes() -> Vec<Route> {
    const PATH: &str = "/materiel/ecoles/{org}/enquete";
    let who = Access::Role(ROLES);
    vec![
        Route::get(PATH, who, show),
        Route::post(PATH, who, submit),
        Route::post("/materiel/ecoles/{org}/enquete/brouillon", who, autosave),
        Route::post("/materiel/ecoles/{org}/enquete/rouvrir", who, reopen),
    ]
}

/// Where the answer of a school is.
pub(crate) fn path(org: i64) -> String {
    format!("{}/enquete", school_path(org))
}

/// A school before the survey of the day.
pub(super) struct Scene {
    pub(super) org: Org,
    pub(super) survey: Survey,
    /// What it has answered so far.
    pub(super) answer: Option<Answer>,
    /// Whether the person answers for it and the survey is still open.
    pub(super) may_answer: bool,
}

impl Scene {
    fn load(cx: &mut Cx) -> Result<Self, Problem> {
        let (org, today) = (kept(cx)?, cx.today());
        let survey = store::current(cx.tx, today)?.ok_or_else(Problem::not_found)?;
        let answer = store::answer(cx.tx, survey.id, org.id)?;
        let may_answer = survey.is_open(today) && answers(cx.actor()?, org.id);
        Ok(Self { org, survey, answer, may_answer })
    }

    /// The same, for whoever answers: others may only read, and nobody once it is closed.
    fn to_answer(cx: &mut Cx) -> Result<Self, Problem> {
        let scene = Self::load(cx)?;
        if !answers(cx.actor()?, scene.org.id) {
            return Err(Problem::forbidden());
        }
        if !scene.may_answer {
            return Err(Problem::conflict("closed", t::survey_closed(cx.lang())));
        }
        Ok(scene)
    }

    fn is_sent(&self) -> bool {
        self.answer.as_ref().is_some_and(|answer| answer.sent.is_some())
    }

    pub(super) fn revision(&self) -> i64 {
        self.answer.as_ref().map_or(0, |answer| answer.revision)
    }
}

fn show(cx: &mut Cx) -> Outcome {
    let scene = Scene::load(cx)?;
    if scene.is_sent() || !scene.may_answer {
        return Ok(sent(cx, &scene)?.into());
    }
    let known = known(cx, &scene)?;
    let mut form = cx.blank_form();
    for question in &scene.survey.questions {
        let kept = scene.answer.as_ref().and_then(|answer| answer.answers.get(&question.code));
        let value = kept.or_else(|| known.get(&question.code).map(|(value, _)| value));
        form = form.with(&question.field(), value.map(String::as_str).unwrap_or_default());
    }
    Ok(views::form(cx, &scene, &known, &form).into())
}

fn known(cx: &mut Cx, scene: &Scene) -> Result<Known, Problem> {
    let of = (cx.lang(), cx.today());
    Ok(known::of(cx.tx, &scene.survey, &scene.org, of)?)
}

/// What was sent, or what there is for who may only read; with what differs from the inventory.
fn sent(cx: &mut Cx, scene: &Scene) -> Result<Page, Problem> {
    let today = cx.today();
    let usable = load::of_school(cx.tx, &scene.org, today)?.usable;
    let nothing = Answer::default();
    let answer = scene.answer.as_ref().unwrap_or(&nothing);
    let differences = known::differences(&scene.survey.questions, &answer.answers, &usable);
    let by = match answer.person {
        Some(person) => api::name(cx.tx, person)?.map(|name| name.formal()),
        None => None,
    };
    Ok(views::sent(cx, scene, (answer, by.as_deref()), &differences))
}

/// What the form says, as it is: a draft may be anything that is not too long.
fn typed(form: &mut Form, survey: &Survey) -> Answers {
    let mut answers = Answers::new();
    for question in &survey.questions {
        let field = question.field();
        answers.insert(question.code.clone(), form.text(&field, WORDS_MAX));
    }
    answers
}

fn revision(form: &mut Form) -> i64 {
    form.number("revision", 0, i64::MAX).unwrap_or(0)
}

#[derive(Serialize)]
struct Saved {
    revision: i64,
    saved_at_text: String,
}

fn autosave(cx: &mut Cx) -> Outcome {
    let scene = Scene::to_answer(cx)?;
    let (lang, mut form) = (cx.lang(), cx.form());
    if scene.is_sent() {
        return Err(Problem::conflict("sent", t::survey_already(lang)));
    }
    if revision(&mut form) != scene.revision() {
        return Err(Problem::conflict("changed-meanwhile", t::survey_conflict(lang)));
    }
    let answers = typed(&mut form, &scene.survey);
    if !form.is_valid() {
        return Err(Problem::conflict("too-long", t::survey_too_long(lang)));
    }
    let by = (Some(cx.actor()?.person), cx.now);
    let kept = store::keep(cx.tx, (scene.survey.id, scene.org.id), &answers, by)?;
    let revision = kept.ok_or_else(|| Problem::conflict("sent", t::survey_already(lang)))?;
    let saved_at_text = t::survey_saved_at(lang, &dates::time(lang, cx.local().1));
    Ok(Reply::json(&Saved { revision, saved_at_text }))
}

/// Keeps what is typed for later, or sends it.
fn submit(cx: &mut Cx) -> Outcome {
    let scene = Scene::to_answer(cx)?;
    let (lang, path) = (cx.lang(), path(scene.org.id));
    if scene.is_sent() {
        // Sent twice, it is sent once.
        return Ok(Reply::see_other(path).saying(t::survey_already(lang)));
    }
    let mut form = cx.form();
    let answers = typed(&mut form, &scene.survey);
    let is_for_later = form.shown("action") == "garder";
    if revision(&mut form) != scene.revision() {
        form.refuse("revision", t::survey_conflict(lang));
    }
    if !is_for_later {
        for question in &scene.survey.questions {
            let (field, answer) = (question.field(), &answers[&question.code]);
            if !question.takes(answer) && form.error_of(&field).is_none() {
                let says = if answer.is_empty() {
                    t::answer_missing(lang)
                } else {
                    t::answer_absurd(lang)
                };
                form.refuse(&field, says);
            }
        }
    }
    if !form.is_valid() {
        let known = known(cx, &scene)?;
        return Ok(Reply::to_correct(views::form(cx, &scene, &known, &form)));
    }
    let (person, of) = (Some(cx.actor()?.person), (scene.survey.id, scene.org.id));
    store::keep(cx.tx, of, &answers, (person, cx.now))?;
    if is_for_later {
        return Ok(Reply::see_other(path).saying(t::survey_kept(lang)));
    }
    if store::send(cx.tx, of, person, cx.now)? {
        note(cx, "equipment.survey.send", scene.survey.id, scene.org.id)?;
    }
    Ok(Reply::see_other(path).saying(t::survey_sent(lang)))
}

fn reopen(cx: &mut Cx) -> Outcome {
    let scene = Scene::to_answer(cx)?;
    if store::reopen(cx.tx, scene.survey.id, scene.org.id, cx.now)? {
        note(cx, "equipment.survey.reopen", scene.survey.id, scene.org.id)?;
    }
    Ok(Reply::see_other(path(scene.org.id)))
}
