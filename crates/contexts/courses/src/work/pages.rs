//! The page of a work: each role sees its own, teachers change it.

use db::journal;
use directory::api::{self, PersonName};
use events::{Event, courses::AnswersPublishedV1};
use kernel::{Actor, Target};
use web::{Access, Cx, Form, Outcome, Page, Problem, Reply, Route};

use crate::{
    attachment::{self, Attachment, Owner},
    course::Course,
    feed,
    handin::{self, Handin, State, opened},
    inspection,
    link::{self, Link},
    remark::Notes,
    rights::{HANDIN_READ, WORK_DO, WORK_READ, WORK_WRITE},
    sent,
    skills::{self, store::Named},
    t,
    teams::{self, Member},
    trash::{self, Deleted},
    work::{
        Expects, Work,
        fields::{self, Around},
        roll::class,
        store, views, whom,
    },
};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/cours/travaux/{work}", Access::Item(&WORK_READ), page),
        Route::get("/cours/travaux/{work}/modifier", Access::Item(&WORK_WRITE), edit_page),
        Route::post("/cours/travaux/{work}/modifier", Access::Item(&WORK_WRITE), edit),
        Route::post("/cours/travaux/{work}/supprimer", Access::Item(&WORK_WRITE), delete),
        Route::post("/cours/travaux/{work}/publier", Access::Item(&WORK_WRITE), publish_answers),
        Route::post("/cours/travaux/{work}/fait", Access::Item(&WORK_DO), mark_done),
    ]
}

/// A work with its course.
pub(crate) struct Scene {
    pub(crate) course: Course,
    pub(crate) work: Work,
    /// The files of the lesson it was given in.
    pub(crate) files: Vec<Attachment>,
    /// Its links.
    pub(crate) links: Vec<Link>,
}

impl Scene {
    pub(crate) fn load(cx: &mut Cx) -> Result<Self, Problem> {
        let id = cx.id()?;
        Self::of(cx, id)
    }

    /// A work by its id.
    pub(crate) fn of(cx: &mut Cx, id: i64) -> Result<Self, Problem> {
        let today = cx.today();
        let work = store::get(cx.tx, id)?;
        let course = Course::load(cx.tx, work.teaching, today)?.ok_or_else(Problem::not_found)?;
        let (files, links) = match work.lesson.map(Owner::Lesson) {
            Some(lesson) => (attachment::of(cx.tx, lesson)?, link::store::of(cx.tx, lesson)?),
            None => (Vec::new(), Vec::new()),
        };
        Ok(Self { course, work, files, links })
    }

    /// Where it is.
    pub(crate) fn path(&self) -> String {
        format!("/cours/travaux/{}", self.work.id)
    }
}

/// Where one child stands with a work, as they and their guardians see it.
pub(crate) struct Standing {
    pub(crate) name: PersonName,
    pub(crate) handin: Option<Handin>,
    pub(crate) files: Vec<Attachment>,
    /// The answer said aloud.
    pub(crate) voices: Vec<Attachment>,
    /// Whether something is noted on the hand-in itself.
    pub(crate) is_noted: bool,
    pub(crate) is_done: bool,
    /// How well it shows the skills of the work.
    pub(crate) levels: Vec<Named>,
    /// Who may read the hand-in, when there is one.
    pub(crate) readers: Vec<String>,
    /// Whom they do it with.
    pub(crate) with: Vec<PersonName>,
    /// Which of them handed in.
    pub(crate) by: Option<PersonName>,
    /// The word of the answer for them alone.
    pub(crate) word: String,
}

impl Standing {
    fn load(cx: &mut Cx, scene: &Scene, name: PersonName) -> Result<Self, Problem> {
        let handin = handin::store::of_pupil(cx.tx, scene.work.id, name.id)?;
        let (files, readers) = match &handin {
            Some(handin) => (
                attachment::of(cx.tx, Owner::Handin(handin.id))?,
                crate::readers::words(cx, &HANDIN_READ, handin.id, &scene.course)?,
            ),
            None => (Vec::new(), Vec::new()),
        };
        let handins: Vec<i64> = handin.iter().map(|handin| handin.id).collect();
        let published = handin.as_ref().filter(|handin| handin.state == State::Published);
        let (voices, is_noted) = match published {
            Some(handin) => {
                let notes = Notes::load(cx.tx, &[handin.id], |_| true)?;
                let voices = attachment::of(cx.tx, Owner::Answer(handin.id))?;
                (voices, notes.count(handin.id, &files) > 0)
            }
            None => (Vec::new(), false),
        };
        let levels = skills::store::named_levels(cx.tx, cx.lang(), &handins)?;
        let is_done = store::done_by(cx.tx, scene.work.id)?.contains(&name.id);
        let Mates { with, by, word } = Mates::load(cx, scene, &name, handin.as_ref())?;
        Ok(Self { name, handin, files, voices, is_noted, is_done, levels, readers, with, by, word })
    }
}

/// The others of a pupil's group, and what is said of what it handed in.
#[derive(Default)]
struct Mates {
    with: Vec<PersonName>,
    by: Option<PersonName>,
    word: String,
}

impl Mates {
    fn load(
        cx: &mut Cx,
        scene: &Scene,
        name: &PersonName,
        handin: Option<&Handin>,
    ) -> Result<Self, Problem> {
        let members = teams::store::members(cx.tx, scene.work.id)?;
        let root = api::root(cx.tx, name.id)?;
        let Some(mine) = members.iter().find(|member| member.pupil == root) else {
            return Ok(Self::default());
        };
        let today = cx.today();
        let present = whom::pupils(cx.tx, &scene.work, today)?;
        let is_mate = |one: &&Member| {
            let is_there = one.handin.is_some() || present.iter().any(|p| p.id == one.pupil);
            one.pupil != root && one.team == mine.team && one.handin == mine.handin && is_there
        };
        let others: Vec<i64> = members.iter().filter(is_mate).map(|one| one.pupil).collect();
        let mut names = api::names(cx.tx, &others)?;
        Ok(Self {
            with: others.iter().filter_map(|id| names.remove(id)).collect(),
            by: match handin.and_then(|handin| handin.by) {
                Some(by) => api::name(cx.tx, by)?,
                None => None,
            },
            word: mine.word.clone(),
        })
    }
}

fn page(cx: &mut Cx) -> Outcome {
    let scene = Scene::load(cx)?;
    let place = Some(("travaux", scene.work.id));
    if let Some(reply) = inspection::first(cx, &scene.course, place)? {
        return Ok(reply);
    }
    let actor = cx.actor()?.clone();
    if scene.course.is_taught_by(&actor) {
        return Ok(class_page(cx, &scene)?.kept().into());
    }
    if cx.allows(&WORK_DO, scene.work.id)? {
        let form = cx.blank_form();
        return Ok(pupil_page(cx, &scene, &actor, form)?.kept().into());
    }
    let children = standings(cx, &scene, &actor)?;
    let handins = children.iter().filter_map(|child| child.handin.as_ref());
    for handin in handins.filter(|handin| handin.state == State::Published) {
        if let Some(reply) = opened::first(cx, handin.id, Some(scene.work.id))? {
            return Ok(reply);
        }
    }
    Ok(views::read(cx, &scene, &children).kept().into())
}

/// The page of a pupil, with the form they hand in with.
pub(crate) fn pupil_page(
    cx: &mut Cx,
    scene: &Scene,
    actor: &Actor,
    form: Form,
) -> Result<Page, Problem> {
    let name = api::name(cx.tx, actor.person)?.ok_or_else(Problem::not_found)?;
    let mine = Standing::load(cx, scene, name)?;
    let typed_before = mine.handin.as_ref().map(|handin| web::rich::to_lines(&handin.text_html));
    let form = form.with("texte", &typed_before.unwrap_or_default());
    let group = teams::pupils::part(cx, scene, &mine.with)?;
    Ok(views::pupil(cx, scene, (&mine, &group), &form).with_island("photo").with_island("voice"))
}

fn standings(cx: &mut Cx, scene: &Scene, actor: &Actor) -> Result<Vec<Standing>, Problem> {
    let today = cx.today();
    let children = api::followed_by(cx.tx, actor, today)?;
    children
        .into_iter()
        .filter(|child| scene.work.is_for(child))
        .map(|child| Standing::load(cx, scene, child.name))
        .collect()
}

fn class_page(cx: &mut Cx, scene: &Scene) -> Result<Page, Problem> {
    let lines = class(cx, &scene.work)?;
    Ok(views::class(cx, scene, &lines))
}

fn edit_page(cx: &mut Cx) -> Outcome {
    let scene = Scene::load(cx)?;
    let around = around(cx, &scene)?;
    let form = fields::preset(cx.blank_form(), &scene.work.given, &around);
    Ok(show_edit(cx, &scene, &around, &form).into())
}

fn around(cx: &mut Cx, scene: &Scene) -> Result<Around, Problem> {
    let (work, asks) = (&scene.work, (cx.today(), cx.lang(), scene.work.id));
    Ok(Around::load(cx.tx, &scene.course, (work.given.due, None), asks)?)
}

fn show_edit(cx: &Cx, scene: &Scene, around: &Around, form: &Form) -> Page {
    views::edit(cx, scene, around, form).with_island("editor").with_island("load")
}

fn edit(cx: &mut Cx) -> Outcome {
    let (mut scene, today) = (Scene::load(cx)?, cx.today());
    let mut form = cx.form();
    let before = scene.work.given.clone();
    let around = around(cx, &scene)?;
    let mut given = fields::read(&mut form, &scene.course, &around, &before);
    fields::check(&mut form, &given, &around, (today, Some(before.due)));
    if before.expects == Expects::Handin && handin::store::has_any(cx.tx, scene.work.id)? {
        given.expects = Expects::Handin;
    }
    if !form.is_valid() {
        scene.work.given = given;
        return Ok(Reply::to_correct(show_edit(cx, &scene, &around, &form)));
    }
    store::change(cx.tx, scene.work.id, scene.course.group.id, &given)?;
    scene.work = store::get(cx.tx, scene.work.id)?;
    if scene.work.published_at.is_some() {
        if scene.work.given.whom == before.whom {
            feed::change_work(cx.tx, &scene.course, &scene.work, cx.now)?;
        } else {
            feed::remove_work(cx.tx, scene.work.id)?;
            say_all(cx, &scene.course, &scene.work)?;
        }
    }
    Ok(Reply::see_other(scene.path()).saying(t::work_changed(cx.lang())))
}

fn delete(cx: &mut Cx) -> Outcome {
    let scene = Scene::load(cx)?;
    let id = scene.work.id;
    let handins = handin::store::of_work(cx.tx, id)?;
    store::set_deleted(cx.tx, id, Some(cx.now))?;
    feed::remove_work(cx.tx, id)?;
    feed::remove_answers(cx.tx, &handins)?;
    trash::put(cx, Deleted::Work, id, &scene.work.title())?;
    note(cx, &scene, "courses.work.delete")?;
    let back = format!("/cours/{}/cahier", scene.course.id);
    Ok(Reply::see_other(back).saying(t::work_deleted(cx.lang())))
}

fn note(cx: &mut Cx, scene: &Scene, action: &str) -> Result<(), Problem> {
    let entry = journal::Entry {
        at: cx.now,
        person: Some(cx.actor()?.person),
        action,
        object: scene.work.id,
        scope: Target::teaching(scene.work.teaching),
    };
    Ok(journal::write(cx.tx, &entry)?)
}

/// Brings a work back from the trash with everything said of it; its page.
pub(crate) fn restore(cx: &mut Cx, id: i64) -> Result<String, Problem> {
    store::set_deleted(cx.tx, id, None)?;
    cx.require(&WORK_WRITE, id)?;
    let (work, today) = (store::get(cx.tx, id)?, cx.today());
    let course = Course::load(cx.tx, work.teaching, today)?.ok_or_else(Problem::not_found)?;
    let path = format!("/cours/travaux/{id}");
    if work.published_at.is_some() {
        say_all(cx, &course, &work)?;
    }
    Ok(path)
}

/// Tells the day of everyone a work is for where they stand with it, from the beginning.
fn say_all(cx: &mut Cx, course: &Course, work: &Work) -> Result<(), Problem> {
    let (today, now) = (cx.today(), cx.now);
    feed::put_work(cx.tx, course, work, (today, now))?;
    let handins = handin::store::of_work(cx.tx, work.id)?;
    let sharers = teams::store::sharers(cx.tx, &handins)?;
    for handin in &handins {
        let state = handin::said_state(handin);
        for one in sharers.get(&handin.id).into_iter().flatten() {
            feed::put_state(cx.tx, (course, work), one.pupil, Some(state), now)?;
        }
    }
    for pupil in store::done_by(cx.tx, work.id)? {
        feed::put_state(cx.tx, (course, work), pupil, Some(today::api::State::Done), now)?;
    }
    let waiting = handin::store::waiting_of_work(cx.tx, work.id)?;
    Ok(feed::put_waiting(cx.tx, course, work, waiting, now)?)
}

/// Shows every answer that is written and not shown yet.
fn publish_answers(cx: &mut Cx) -> Outcome {
    let scene = Scene::load(cx)?;
    let ready: Vec<_> = handin::store::of_work(cx.tx, scene.work.id)?
        .into_iter()
        .filter(|handin| handin.state == State::Answered)
        .collect();
    publish(cx, &scene.course, &scene.work, &ready)?;
    let count = i64::try_from(ready.len()).unwrap_or(i64::MAX);
    Ok(Reply::see_other(scene.path()).saying(t::answers_published(cx.lang(), count)))
}

/// Shows answers to their pupils and guardians, and says so once.
pub(crate) fn publish(
    cx: &mut Cx,
    course: &Course,
    work: &Work,
    handins: &[Handin],
) -> Result<(), Problem> {
    if handins.is_empty() {
        return Ok(());
    }
    let person = cx.actor()?.person;
    let (today, now) = (cx.today(), cx.now);
    let sharers = teams::store::sharers(cx.tx, handins)?;
    for handin in handins {
        handin::store::publish(cx.tx, handin.id, now)?;
        for one in sharers.get(&handin.id).into_iter().flatten() {
            feed::put_answer(cx.tx, (course, work), (handin, one.pupil), (today, now))?;
        }
        let entry = journal::Entry {
            at: now,
            person: Some(person),
            action: "courses.answer.publish",
            object: handin.id,
            scope: Target::teaching(work.teaching),
        };
        journal::write(cx.tx, &entry)?;
    }
    let event = AnswersPublishedV1 { assignment: work.id };
    Ok(jobs::emit(cx.tx, AnswersPublishedV1::NAME, &event, now)?)
}

/// A pupil says that a work without anything to hand in is done, or not after all.
fn mark_done(cx: &mut Cx) -> Outcome {
    let (scene, lang, now) = (Scene::load(cx)?, cx.lang(), cx.now);
    let (pupil, once) = (cx.actor()?.person, cx.incoming.once()?);
    let done = cx.incoming.field("fait") != Some("non");
    let says = if done { t::work_done(lang) } else { t::work_not_done(lang) };
    if sent::is_done(cx.tx, pupil, once)? {
        return Ok(Reply::see_other(scene.path()).saying(says));
    }
    if scene.work.is_handed_in() {
        return Err(Problem::refused("to-hand-in", t::work_is_to_hand_in(lang)));
    }
    store::set_done(cx.tx, scene.work.id, pupil, done.then_some(now))?;
    let state = done.then_some(today::api::State::Done);
    for other in api::selves(cx.tx, pupil)?.into_iter().filter(|other| *other != pupil) {
        today::api::remove_for(
            cx.tx,
            today::api::Kind::Work,
            scene.work.id,
            Target::person(other),
        )?;
    }
    feed::put_state(cx.tx, (&scene.course, &scene.work), pupil, state, now)?;
    sent::note(cx.tx, pupil, once, now)?;
    Ok(Reply::see_other(scene.path()).saying(says))
}
