//! The page of a lesson: written by those who teach it, read by its class.

use db::DbError;
use kernel::Day;
use serde::Serialize;
use web::{Access, App, Cx, Form, Incoming, Outcome, Page, Problem, Reply, Route, Task};

use crate::{
    attachment::{self, Attachment, Owner},
    course::Course,
    feed,
    lesson::{
        self, Lesson, TEXT_MAX, TITLE_MAX,
        store::{self, Text, Writer},
        views,
    },
    parts,
    photo::{self, Prepared},
    readers,
    rights::{LESSON_READ, LESSON_WRITE},
    t,
    work::{self, Given, Work, fields},
};

/// Files sent with a lesson, together.
const FILES_LIMIT: usize = 60 << 20;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/cours/lecons/{lesson}", Access::Item(&LESSON_READ), page),
        Route::task("/cours/lecons/{lesson}", Access::Item(&LESSON_WRITE), submit)
            .accepting(FILES_LIMIT),
        Route::post("/cours/lecons/{lesson}/brouillon", Access::Item(&LESSON_WRITE), autosave),
    ]
}

/// A lesson with everything its page shows.
pub(crate) struct Scene {
    pub(crate) course: Course,
    pub(crate) lesson: Lesson,
    pub(crate) files: Vec<Attachment>,
    pub(crate) works: Vec<Work>,
    /// The work being written, or a blank one for the next lesson.
    pub(crate) draft: Given,
    pub(crate) readers: Vec<String>,
}

impl Scene {
    fn load(cx: &mut Cx) -> Result<Self, Problem> {
        let (id, today) = (cx.id()?, cx.today());
        let lesson = store::get(cx.tx, id)?;
        let course = Course::load(cx.tx, lesson.teaching, today)?.ok_or_else(Problem::not_found)?;
        let draft = match work::store::draft_of(cx.tx, id)? {
            Some(draft) => draft.given,
            None => fields::blank(default_due(cx, &lesson)?),
        };
        Ok(Self {
            files: attachment::of(cx.tx, Owner::Lesson(id))?,
            works: work::store::of_lessons(cx.tx, &[id])?,
            readers: readers::words(cx, &LESSON_READ, id, &course)?,
            draft,
            lesson,
            course,
        })
    }

    /// What the editor shows before anyone types.
    pub(crate) fn shown_text(&self) -> String {
        if self.lesson.done_html.is_empty() {
            lesson::skeleton(self.course.levels())
        } else {
            self.lesson.done_html.clone()
        }
    }
}

/// For which day work is given unless one says otherwise: the next lesson, never in the past.
fn default_due(cx: &mut Cx, lesson: &Lesson) -> Result<Day, DbError> {
    let from = lesson.day.max(cx.today());
    let next = store::next_day(cx.tx, lesson.teaching, from)?;
    Ok(next.or_else(|| cx.app.school_year().next_class_day(from)).unwrap_or(from.plus(1)))
}

fn page(cx: &mut Cx) -> Outcome {
    let scene = Scene::load(cx)?;
    let actor = cx.actor()?;
    if !scene.course.is_taught_by(actor) {
        return Ok(views::read(cx, &scene).into());
    }
    let form = fields::preset(cx.blank_form(), &scene.draft)
        .with("titre", &scene.lesson.title)
        .with("revision", &scene.lesson.revision);
    Ok(write_page(cx, &scene, &form, None).into())
}

fn write_page(cx: &Cx, scene: &Scene, form: &Form, other: Option<&str>) -> Page {
    views::write(cx, scene, form, other).with_island("editor").with_island("photo")
}

/// What was typed in the page of a lesson.
struct Typed {
    title: String,
    done_html: String,
    given: Given,
}

impl Typed {
    fn read(form: &mut Form, scene: &Scene) -> Self {
        let done = parts::read_rich(form, "fait", TEXT_MAX, &scene.shown_text());
        Self {
            title: form.text("titre", TITLE_MAX),
            done_html: lesson::without_empty_headings(done, scene.course.levels()),
            given: fields::read(form, &scene.course, &scene.draft),
        }
    }

    /// Whether it was typed on an older text than the one kept, and is not the same anyway.
    fn conflicts(&self, form: &Form, scene: &Scene) -> bool {
        let Lesson { revision, title, done_html, .. } = &scene.lesson;
        let same_work =
            self.given == scene.draft || (self.given.is_blank() && scene.draft.is_blank());
        let same = self.title == *title && self.done_html == *done_html && same_work;
        *revision != parts::revision(form) && !same
    }

    fn save(&self, cx: &mut Cx, scene: &Scene) -> Result<(i64, Option<i64>), Problem> {
        let who = Writer { person: cx.actor()?.person, now: cx.now };
        let text = Text { title: &self.title, done_html: &self.done_html };
        let revision = store::save(cx.tx, &scene.lesson, &text, who)?;
        let draft = work::store::keep_draft(cx.tx, &scene.lesson, &self.given, who)?;
        Ok((revision, draft))
    }
}

/// What the page is told after it saved itself.
#[derive(Serialize)]
pub(crate) struct Saved {
    pub(crate) revision: i64,
    pub(crate) saved_at_text: String,
}

fn autosave(cx: &mut Cx) -> Outcome {
    let scene = Scene::load(cx)?;
    let lang = cx.lang();
    let mut form = cx.form();
    let typed = Typed::read(&mut form, &scene);
    if let Some(error) =
        ["fait", "titre", "travail", "consignes"].iter().find_map(|field| form.error_of(field))
    {
        return Err(Problem::conflict("too-long", error));
    }
    if typed.conflicts(&form, &scene) {
        return Err(Problem::conflict("changed-meanwhile", t::lesson_conflict(lang)));
    }
    let (revision, _) = typed.save(cx, &scene)?;
    let saved_at_text = parts::saved_at(cx.app, lang, cx.now);
    Ok(Reply::json(&Saved { revision, saved_at_text }))
}

fn submit(app: App, incoming: Incoming) -> Task {
    Box::pin(async move {
        let files = photo::prepare(&app, &incoming).await?;
        app.write(&incoming, move |cx| save(cx, &files)).await
    })
}

fn save(cx: &mut Cx, files: &Prepared) -> Outcome {
    let (id, lang) = (cx.id()?, cx.lang());
    cx.require(&LESSON_WRITE, id)?;
    let once = cx.incoming.once()?;
    let back = format!("/cours/lecons/{id}");
    if store::is_done(cx.tx, id, once)? {
        return Ok(Reply::see_other(back));
    }
    let scene = Scene::load(cx)?;
    let mut form = cx.form();
    let typed = Typed::read(&mut form, &scene);
    let publishes = cx.incoming.field("action") == Some("publier");
    check(cx, &mut form, &typed, files, publishes)?;
    if !form.is_valid() {
        return Ok(Reply::to_correct(write_page(cx, &scene, &form, None)));
    }
    if typed.conflicts(&form, &scene) {
        let other = scene.lesson.done_html.clone();
        return Ok(Reply::from(write_page(cx, &scene, &form, Some(&other))).with_status(409));
    }
    let (_, draft) = typed.save(cx, &scene)?;
    let who = Writer { person: cx.actor()?.person, now: cx.now };
    attachment::add(cx.tx, Owner::Lesson(id), files.files(), who)?;
    store::note_once(cx.tx, id, once)?;
    let says = if publishes {
        publish(cx, &scene, draft)?;
        t::lesson_published(lang, &scene.course.group.name)
    } else {
        t::lesson_saved(lang).to_owned()
    };
    Ok(Reply::see_other(back).saying(says).clearing_draft(format!("lecon-{id}")))
}

fn check(
    cx: &mut Cx,
    form: &mut Form,
    typed: &Typed,
    files: &Prepared,
    publishes: bool,
) -> Result<(), Problem> {
    let lang = cx.lang();
    if publishes && !typed.given.is_blank() {
        fields::check(form, &typed.given, (cx.today(), None));
    }
    if let Some((_, says)) = files.refusal(lang) {
        form.refuse("fichiers", says);
    }
    if attachment::too_many(cx.tx, Some(Owner::Lesson(cx.id()?)), files.files().len())? {
        form.refuse("fichiers", t::files_too_many(lang));
    }
    Ok(())
}

fn publish(cx: &mut Cx, scene: &Scene, draft: Option<i64>) -> Result<(), Problem> {
    store::publish(cx.tx, scene.lesson.id, cx.now)?;
    let lesson = store::get(cx.tx, scene.lesson.id)?;
    feed::put_lesson(cx.tx, &scene.course, &lesson, cx.now)?;
    if let Some(id) = draft {
        work::store::publish(cx.tx, id, cx.now)?;
        let given = work::store::get(cx.tx, id)?;
        feed::put_work(cx.tx, &scene.course, &given, (cx.today(), cx.now))?;
    }
    Ok(())
}
