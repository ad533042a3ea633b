//! The cahier de textes of a period as one page, to read, to print, to keep as a file.

use db::DbError;
use kernel::{Actor, Day};
use maud::{DOCTYPE, Markup, html};
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route, dates,
    ui::{self, Field},
};

use crate::{
    attachment::{self, Attachment, Owner},
    course::Course,
    inspection,
    lesson::{Lesson, cahier::read_course, store},
    link::{self, Link},
    parts,
    plan::{self, Sequence},
    t,
    work::{self, Work},
};

/// The lessons of one page: more than a teaching has in a year.
const AT_MOST: i64 = 400;
/// A period that nobody chose: the last weeks.
const USUAL: i32 = 28;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/cours/{teaching}/cahier/entier", Access::SignedIn, page),
        Route::get("/cours/{teaching}/cahier/fichier", Access::SignedIn, file),
    ]
}

/// The cahier of a period with everything its page shows.
struct Scene {
    course: Course,
    lessons: Vec<Lesson>,
    works: Vec<Work>,
    files: Vec<Attachment>,
    links: Vec<(i64, Link)>,
    sequences: Vec<plan::content::Content>,
    period: (Day, Day),
}

impl Scene {
    fn load(cx: &mut Cx) -> Result<Self, Problem> {
        let (course, actor) = (read_course(cx)?, cx.actor()?.clone());
        let period = period(cx);
        let lessons = readable(cx, &actor, course.id, period)?;
        let ids: Vec<i64> = lessons.iter().map(|lesson| lesson.id).collect();
        Ok(Self {
            works: work::store::readable_of_lessons(cx.tx, &actor, &ids)?,
            files: attachment::of_all(cx.tx, "lesson", &ids)?,
            links: link::store::of_all(cx.tx, "lesson", &ids)?,
            sequences: plan::content::readable(cx.tx, &actor, course.id)?,
            course,
            lessons,
            period,
        })
    }
}

/// The days of the address, the earlier first; the last weeks without.
fn period(cx: &Cx) -> (Day, Day) {
    let asked = |name| cx.incoming.query(name).and_then(Day::parse_iso);
    let to = asked("au").unwrap_or_else(|| cx.today());
    let from = asked("du").unwrap_or(to.plus(-USUAL));
    (from.min(to), from.max(to))
}

/// The lessons of a period, oldest first, but those in which nothing is written.
fn readable(
    cx: &mut Cx,
    actor: &Actor,
    teaching: i64,
    period: (Day, Day),
) -> Result<Vec<Lesson>, DbError> {
    let mut lessons = store::readable_between(cx.tx, actor, teaching, period, AT_MOST)?;
    lessons.retain(|lesson| lesson.published_at.is_some() || !lesson.is_blank());
    Ok(lessons)
}

fn page(cx: &mut Cx) -> Outcome {
    if let Some(reply) = first(cx)? {
        return Ok(reply);
    }
    let scene = Scene::load(cx)?;
    let (lang, (from, to)) = (cx.lang(), scene.period);
    let form = cx.blank_form().with("du", &from).with("au", &to);
    let path = format!("/cours/{}/cahier", scene.course.id);
    let main = html! {
        (ui::back(&path, t::cahier(lang)))
        (ui::title(&scene.course.name(), &said(cx, scene.period)))
        (choice(&form, &path))
        @if scene.lessons.is_empty() {
            div.card { (ui::empty("bench", t::whole_empty(lang), &html! {})) }
        }
        @for lesson in &scene.lessons { (entry(cx, &scene, lesson, true)) }
        @for sequence in &scene.sequences { (of_sequence(cx, sequence)) }
    };
    Ok(Page::narrow(t::cahier(lang), main).into())
}

/// Where an inspection goes first.
fn first(cx: &mut Cx) -> Result<Option<Reply>, Problem> {
    let teaching = cx.id()?;
    inspection::first_of(cx, teaching, None)
}

/// « Du 1er février au 11 mars ».
fn said(cx: &Cx, (from, to): (Day, Day)) -> String {
    let (lang, today) = (cx.lang(), cx.today());
    t::whole_period(lang, &dates::long_day(lang, from, today), &dates::long_day(lang, to, today))
}

/// The period, and the same as a file.
fn choice(form: &Form, path: &str) -> Markup {
    let lang = form.lang();
    html! {
        form.card.finder.no-print method="get" action={ (path) "/entier" } {
            (ui::date(form, &Field::new("du", t::whole_from(lang))))
            (ui::date(form, &Field::new("au", t::whole_to(lang))))
            button.act { (ui::icon("eye")) (t::whole_show(lang)) }
            button.act formaction={ (path) "/fichier" } { (ui::icon("download")) (t::whole_file(lang)) }
            p.muted { (t::whole_hint(lang)) }
        }
    }
}

fn entry(cx: &Cx, scene: &Scene, lesson: &Lesson, is_linked: bool) -> Markup {
    let (lang, today) = (cx.lang(), cx.today());
    let title = if lesson.title.is_empty() { lesson.subject(&scene.course) } else { &lesson.title };
    let files: Vec<_> = of_lesson(&scene.files, lesson).collect();
    html! {
        article.card.stack {
            header {
                h2 { @if is_linked { a href={ "/cours/lecons/" (lesson.id) } { (title) } } @else { (title) } }
                @if lesson.published_at.is_none() { (ui::tag("quiet", t::lesson_is_draft(lang))) }
            }
            p.muted { (parts::lesson_when(lang, lesson, today)) }
            @if !lesson.done_html.is_empty() { (parts::prose(&lesson.done_html)) }
            @if !files.is_empty() {
                ul { @for file in files {
                    li { @if is_linked { a href=(file.path()) { (file.name) } } @else { (file.name) } }
                } }
            }
            @let links = link::of_thing(&scene.links, lesson.id);
            @if is_linked { (link::views::list(lang, &links)) } @else { (link::views::alone(&links)) }
            @for work in scene.works.iter().filter(|work| work.lesson == Some(lesson.id)) {
                div.stack {
                    h3 { (work.title()) }
                    p.muted {
                        (dates::capital(&t::whole_due(lang, &dates::long_day(lang, work.given.due, today))))
                        @if let Some(minutes) = work.given.minutes { " · " (t::minutes_about(lang, minutes.into())) }
                    }
                    @if !work.given.instructions_html.is_empty() { (parts::prose(&work.given.instructions_html)) }
                }
            }
        }
    }
}

/// A sequence with what it gives to read, after the lessons.
fn of_sequence(cx: &Cx, content: &plan::content::Content) -> Markup {
    let Sequence { id, title, .. } = &content.sequence;
    html! {
        article.card.stack {
            header { h2 { a href=(plan::content::path(*id)) { (title) } } (ui::tag("quiet", t::sequence_page(cx.lang()))) }
            (plan::content::to_read(cx, content))
        }
    }
}

fn of_lesson<'f>(
    files: &'f [Attachment],
    lesson: &Lesson,
) -> impl Iterator<Item = &'f Attachment> + use<'f> {
    let owner = Owner::Lesson(lesson.id);
    files.iter().filter(move |file| file.owner == owner)
}

/// The same as one file that is read without Préau: no link, nothing to fetch.
fn file(cx: &mut Cx) -> Outcome {
    if let Some(reply) = first(cx)? {
        return Ok(reply);
    }
    let scene = Scene::load(cx)?;
    let lang = cx.lang();
    let title = t::mine_cahier(lang, &scene.course.name());
    let document = html! {
        (DOCTYPE)
        html lang=(lang.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                title { (title) }
            }
            body {
                h1 { (title) }
                p { (scene.course.org.name) " · " (scene.course.who()) }
                p { (said(cx, scene.period)) }
                @for lesson in &scene.lessons { (entry(cx, &scene, lesson, false)) }
                @for sequence in &scene.sequences { (plan::content::alone(lang, sequence, &[])) }
            }
        }
    };
    let (from, to) = scene.period;
    let name = files::content_disposition(&format!("cahier-{from}-{to}.html"), false);
    Ok(Reply::data("text/html; charset=utf-8", Some(name), document.into_string().into_bytes()))
}
