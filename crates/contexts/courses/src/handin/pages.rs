//! The page of a hand-in: read by the pupil and their guardians, answered by those who teach.

use directory::api::{self, PersonName};
use web::{Access, Cx, Form, Outcome, Problem, Reply, Route};

use crate::{
    attachment::{self, Attachment, Owner},
    course::Course,
    feed,
    handin::{
        ANSWER_MAX, Handin, State,
        store::{self, Waiting},
        views,
    },
    lesson::{pages::Saved, store::Writer},
    parts, readers,
    rights::{ANSWER_READ, HANDIN_ANSWER, HANDIN_READ, WORK_READ},
    t,
    work::{self, Work},
};

pub(crate) fn routes() -> Vec<Route> {
    use kernel::Role;
    vec![
        Route::get("/cours/remises/{handin}", Access::Item(&HANDIN_READ), page),
        Route::post("/cours/remises/{handin}", Access::Item(&HANDIN_ANSWER), submit),
        Route::post("/cours/remises/{handin}/brouillon", Access::Item(&HANDIN_ANSWER), autosave),
        Route::get("/cours/a-lire", Access::Role(&[Role::Teacher]), to_read),
    ]
}

/// A hand-in with everything its page shows.
pub(crate) struct Scene {
    pub(crate) course: Course,
    pub(crate) work: Work,
    pub(crate) handin: Handin,
    pub(crate) pupil: PersonName,
    pub(crate) files: Vec<Attachment>,
    pub(crate) readers: Vec<String>,
    pub(crate) shows_answer: bool,
    /// Whether the work itself is open to who reads: not that of a class they left.
    pub(crate) opens_work: bool,
}

impl Scene {
    fn load(cx: &mut Cx) -> Result<Self, Problem> {
        let (id, today) = (cx.id()?, cx.today());
        let handin = store::get(cx.tx, id)?;
        let work = work::store::get(cx.tx, handin.work)?;
        let course = Course::load(cx.tx, handin.teaching, today)?.ok_or_else(Problem::not_found)?;
        let pupil = api::name(cx.tx, handin.pupil)?.ok_or_else(Problem::not_found)?;
        Ok(Self {
            files: attachment::of(cx.tx, Owner::Handin(id))?,
            readers: readers::words(cx, &HANDIN_READ, id, &course)?,
            shows_answer: cx.allows(&ANSWER_READ, id)?,
            opens_work: cx.allows(&WORK_READ, handin.work)?,
            course,
            work,
            handin,
            pupil,
        })
    }

    pub(crate) fn path(&self) -> String {
        format!("/cours/remises/{}", self.handin.id)
    }
}

fn page(cx: &mut Cx) -> Outcome {
    let scene = Scene::load(cx)?;
    if !scene.course.is_taught_by(cx.actor()?) {
        return Ok(views::read(cx, &scene).into());
    }
    let form = cx.blank_form();
    Ok(views::answer(cx, &scene, &form, None).with_island("editor").into())
}

/// The answer as typed, and whether it was typed on an older one that is not the same.
fn typed(form: &mut Form, scene: &Scene) -> (String, bool) {
    let answer = parts::read_rich(form, "reponse", ANSWER_MAX, &scene.handin.answer_html);
    let is_older = scene.handin.revision != parts::revision(form);
    let conflicts = is_older && answer != scene.handin.answer_html;
    (answer, conflicts)
}

fn autosave(cx: &mut Cx) -> Outcome {
    let (scene, lang) = (Scene::load(cx)?, cx.lang());
    let mut form = cx.form();
    let (answer, conflicts) = typed(&mut form, &scene);
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
    let revision = store::save_answer(cx.tx, scene.handin.id, &answer, who)?;
    Ok(Reply::json(&Saved { revision, saved_at_text: parts::saved_at(cx.app, lang, cx.now) }))
}

fn submit(cx: &mut Cx) -> Outcome {
    let (scene, lang) = (Scene::load(cx)?, cx.lang());
    let mut form = cx.form();
    let (answer, conflicts) = typed(&mut form, &scene);
    if answer.is_empty() && form.is_valid() {
        form.refuse("reponse", t::answer_missing(lang));
    }
    if !form.is_valid() {
        let page = views::answer(cx, &scene, &form, None).with_island("editor");
        return Ok(Reply::to_correct(page));
    }
    if conflicts {
        let other = scene.handin.answer_html.clone();
        let page = views::answer(cx, &scene, &form, Some(&other)).with_island("editor");
        return Ok(Reply::from(page).with_status(409));
    }
    let who = Writer { person: cx.actor()?.person, now: cx.now };
    store::save_answer(cx.tx, scene.handin.id, &answer, who)?;
    store::set_state(cx.tx, scene.handin.id, State::Answered)?;
    let publishes = cx.incoming.field("action") == Some("publier");
    if publishes && scene.handin.state != State::Published {
        let handin = store::get(cx.tx, scene.handin.id)?;
        work::pages::publish(cx, &scene.course, &scene.work, &[handin])?;
    }
    let waiting = store::waiting_of_work(cx.tx, scene.work.id)?;
    feed::put_waiting(cx.tx, &scene.course, &scene.work, waiting, cx.now)?;
    Ok(after(cx, &scene, publishes)?.clearing_draft(format!("reponse-{}", scene.handin.id)))
}

/// Where to go next: the next hand-in that waits, or the class.
fn after(cx: &mut Cx, scene: &Scene, published: bool) -> Result<Reply, Problem> {
    let lang = cx.lang();
    let class = format!("/cours/travaux/{}", scene.work.id);
    if cx.incoming.field("action") != Some("suivant") {
        let says = if published { t::answer_is_published(lang) } else { t::answer_saved(lang) };
        return Ok(Reply::see_other(scene.path()).saying(says));
    }
    Ok(match store::next_waiting(cx.tx, scene.work.id, scene.handin.id)? {
        Some(next) => {
            Reply::see_other(format!("/cours/remises/{next}")).saying(t::answer_saved(lang))
        }
        None => Reply::see_other(class).saying(t::all_read(lang)),
    })
}

/// What waits of one work.
pub(crate) struct Pile {
    pub(crate) waiting: Waiting,
    pub(crate) work: Work,
    pub(crate) course: Course,
}

fn to_read(cx: &mut Cx) -> Outcome {
    use kernel::{Role, TargetKind};
    let today = cx.today();
    let teachings: Vec<_> = cx.actor()?.reach(Role::Teacher, TargetKind::Teaching).collect();
    let waiting = store::waiting(cx.tx, &teachings)?;
    let works: Vec<_> = waiting.iter().map(|pile| pile.work).collect();
    let works = work::store::by_ids(cx.tx, &works)?;
    let courses = Course::load_many(cx.tx, &teachings, today)?;
    let piles: Vec<_> = waiting
        .into_iter()
        .filter_map(|waiting| {
            let work = works.iter().find(|work| work.id == waiting.work)?.clone();
            let course = courses.iter().find(|course| course.id == waiting.teaching)?.clone();
            Some(Pile { waiting, work, course })
        })
        .collect();
    Ok(views::to_read(cx, &piles).into())
}
