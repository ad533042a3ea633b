//! The page of a lesson: written by those who teach it, read by its class.

use kernel::Day;
use serde::Serialize;
use web::{Access, App, Cx, Form, Incoming, Outcome, Page, Problem, Reply, Route, Task};

use crate::{
    attachment::{self, Attachment, Owner},
    changes,
    course::Course,
    feed, inspection,
    lesson::{
        self, Lesson, TEXT_MAX, TITLE_MAX,
        copy::{self, Place, Told},
        store::{self, Text, Writer},
        views,
    },
    link::{self, Link},
    parts,
    photo::{self, Prepared},
    plan::{self, Standing},
    readers,
    rights::{LESSON_READ, LESSON_WRITE},
    sent, t,
    work::{
        self, Given, Work,
        fields::{self, Around},
    },
};

/// Files sent with a lesson, together.
pub(crate) const FILES_LIMIT: usize = 60 << 20;

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
    /// Where it stands in the plan of the year, if there is one.
    pub(crate) standing: Option<Standing>,
    pub(crate) files: Vec<Attachment>,
    pub(crate) links: Vec<Link>,
    /// The works given, then those that will be with the lesson, but the one being written.
    pub(crate) works: Vec<Work>,
    /// Where those who teach it may copy it.
    pub(crate) places: Vec<Place>,
    /// What is told before it is copied.
    pub(crate) told: Told,
    /// The work being written, or a blank one for the next lesson.
    pub(crate) draft: Given,
    /// What surrounds its fields, for those who give it.
    pub(crate) around: Option<Around>,
    pub(crate) readers: Vec<String>,
}

impl Scene {
    fn load(cx: &mut Cx) -> Result<Self, Problem> {
        let (id, today) = (cx.id()?, cx.today());
        let lesson = store::get(cx.tx, id)?;
        let course = Course::load(cx.tx, lesson.teaching, today)?.ok_or_else(Problem::not_found)?;
        let actor = cx.actor()?.clone();
        let from = lesson.day.max(today);
        let next = store::next_day(cx.tx, lesson.teaching, from)?;
        let mut drafts = work::store::drafts_of(cx.tx, id)?.into_iter();
        let draft = match drafts.next() {
            Some(draft) => draft.given,
            None => {
                let due = match next {
                    Some(next) => next,
                    None => day_after(cx, from)?,
                };
                fields::blank(due)
            }
        };
        let files = attachment::of(cx.tx, Owner::Lesson(id))?;
        let links = link::store::of(cx.tx, Owner::Lesson(id))?;
        let mut works = work::store::readable_of_lessons(cx.tx, &actor, &[id])?;
        let (mut around, mut places, mut told) = (None, Vec::new(), Told::default());
        if course.is_taught_by(&actor) {
            let (due, asks) = ((draft.due, next), (today, cx.lang(), 0));
            around = Some(Around::load(cx.tx, &course, due, asks)?);
            works.extend(drafts);
            let is_bare = lesson.is_blank() && files.is_empty() && links.is_empty();
            if !is_bare || !works.is_empty() {
                places = copy::places(cx, &actor, (&course, &lesson))?;
                told = Told::load(cx, &lesson)?;
            }
        }
        let first = directory::api::school_year(cx)?.first;
        Ok(Self {
            standing: plan::store::standing(cx.tx, &lesson, first)?,
            files,
            links,
            works,
            places,
            told,
            around,
            readers: readers::words(cx, &LESSON_READ, id, &course)?,
            draft,
            lesson,
            course,
        })
    }

    /// The files that are not pictures of the text.
    pub(crate) fn files_beside(&self) -> Vec<Attachment> {
        let is_placed = |file: &Attachment| {
            self.lesson.done_html.contains(&format!("<img src=\"{}\"", file.path()))
        };
        self.files.iter().filter(|file| !is_placed(file)).cloned().collect()
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

/// For which day work is given when no lesson is planned: the next day with class.
fn day_after(cx: &mut Cx, from: Day) -> Result<Day, Problem> {
    let year = directory::api::school_year(cx)?;
    Ok(year.next_class_day(from).unwrap_or(from.plus(1)))
}

fn page(cx: &mut Cx) -> Outcome {
    let scene = Scene::load(cx)?;
    let place = Some(("lecons", scene.lesson.id));
    if let Some(reply) = inspection::first(cx, &scene.course, place)? {
        return Ok(reply);
    }
    let Some(around) = &scene.around else {
        return Ok(views::read(cx, &scene).kept().into());
    };
    let form = fields::preset(cx.blank_form(), &scene.draft, around)
        .with("titre", &scene.lesson.title)
        .with("revision", &scene.lesson.revision);
    let form = link::preset(form, &scene.links);
    Ok(write_page(cx, &scene, &form, None).kept().into())
}

fn write_page(cx: &Cx, scene: &Scene, form: &Form, other: Option<&str>) -> Page {
    let page = views::write(cx, scene, form, other);
    page.with_island("editor").with_island("photo").with_island("load")
}

/// What was typed in the page of a lesson.
struct Typed {
    title: String,
    done_html: String,
    given: Given,
    /// Nothing when they stay as they are.
    links: Option<Vec<Link>>,
}

impl Typed {
    fn read(form: &mut Form, scene: &Scene) -> Self {
        let done = parts::read_rich(form, "fait", TEXT_MAX, &scene.shown_text());
        Self {
            title: form.text("titre", TITLE_MAX),
            done_html: lesson::without_empty_headings(done, scene.course.levels()),
            given: match &scene.around {
                Some(around) => fields::read(form, &scene.course, around, &scene.draft),
                None => scene.draft.clone(),
            },
            links: link::read(form),
        }
    }

    /// Whether it was typed on an older text than the one kept, and is not the same anyway.
    fn conflicts(&self, form: &Form, scene: &Scene) -> bool {
        let Lesson { revision, title, done_html, .. } = &scene.lesson;
        let same_work =
            self.given == scene.draft || (self.given.is_blank() && scene.draft.is_blank());
        let same_links = self.links.as_ref().is_none_or(|links| *links == scene.links);
        let same_text = self.title == *title && self.done_html == *done_html;
        let same = same_text && same_work && same_links;
        *revision != parts::revision(form) && !same
    }

    fn save(&self, cx: &mut Cx, scene: &Scene) -> Result<i64, Problem> {
        let who = Writer { person: cx.actor()?.person, now: cx.now };
        let text = Text { title: &self.title, done_html: &self.done_html };
        let revision = store::save(cx.tx, &scene.lesson, &text, who)?;
        work::store::keep_draft(cx.tx, &scene.lesson, &self.given, who)?;
        if let Some(links) = &self.links {
            link::store::set(cx.tx, Owner::Lesson(scene.lesson.id), links)?;
        }
        Ok(revision)
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
    let revision = typed.save(cx, &scene)?;
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
    let (once, person) = (cx.incoming.once()?, cx.actor()?.person);
    let back = format!("/cours/lecons/{id}");
    if sent::is_done(cx.tx, person, once)? {
        return Ok(Reply::see_other(back));
    }
    let mut scene = Scene::load(cx)?;
    let mut form = cx.form();
    let typed = Typed::read(&mut form, &scene);
    let publishes = cx.incoming.field("action") == Some("publier");
    check(cx, &mut form, &scene, &typed, files, publishes)?;
    if !form.is_valid() {
        scene.draft = typed.given;
        return Ok(Reply::to_correct(write_page(cx, &scene, &form, None)));
    }
    if typed.conflicts(&form, &scene) {
        let other = scene.lesson.done_html.clone();
        scene.draft = typed.given;
        return Ok(Reply::from(write_page(cx, &scene, &form, Some(&other))).with_status(409));
    }
    typed.save(cx, &scene)?;
    let who = Writer { person, now: cx.now };
    attachment::add(cx.tx, Owner::Lesson(id), files.files(), who)?;
    sent::note(cx.tx, person, once, cx.now)?;
    let says = if publishes { publish(cx, &scene)? } else { t::lesson_saved(lang).to_owned() };
    Ok(Reply::see_other(back).saying(says).clearing_draft(format!("lecon-{id}")))
}

fn check(
    cx: &mut Cx,
    form: &mut Form,
    scene: &Scene,
    typed: &Typed,
    files: &Prepared,
    publishes: bool,
) -> Result<(), Problem> {
    if publishes
        && !typed.given.is_blank()
        && let Some(around) = &scene.around
    {
        fields::check(form, &typed.given, around, (cx.today(), None));
    }
    let owner = Owner::Lesson(cx.id()?);
    Ok(attachment::check(cx.tx, form, owner, files)?)
}

/// Shows a lesson to its class with the work written in it; what to say of it.
fn publish(cx: &mut Cx, scene: &Scene) -> Result<String, Problem> {
    let (lang, today) = (cx.lang(), cx.today());
    store::publish(cx.tx, scene.lesson.id, cx.now)?;
    let lesson = store::get(cx.tx, scene.lesson.id)?;
    feed::put_lesson(cx.tx, &scene.course, &lesson, cx.now)?;
    changes::tell_substitute(cx.tx, &scene.course, &lesson, cx.now)?;
    let says = t::lesson_published(lang, &scene.course.group.name);
    let drafts = work::store::drafts_of(cx.tx, scene.lesson.id)?;
    for draft in &drafts {
        work::store::publish(cx.tx, draft.id, cx.now)?;
        feed::put_work(cx.tx, &scene.course, draft, (today, cx.now))?;
    }
    if drafts.iter().any(Work::names_pupils) {
        return Ok(format!("{says} {}", t::lesson_published_named(lang)));
    }
    Ok(says)
}
