//! The cahier de textes of a teaching, newest first, and lessons outside the timetable.

use kernel::Day;
use maud::{Markup, html};
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route, dates, rich,
    ui::{self, Field},
};

use crate::{
    course::Course,
    inspection,
    lesson::{Lesson, store, views},
    parts, plan, t,
    work::{self, Work},
};

/// Lessons of one page.
const PAGE: i64 = 20;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/cours/{teaching}/cahier", Access::SignedIn, page),
        Route::post("/cours/{teaching}/cahier", Access::SignedIn, add_lesson),
    ]
}

/// The course of the path, for a person it concerns.
pub(crate) fn course_of(cx: &mut Cx) -> Result<Course, Problem> {
    let (id, today) = (cx.id()?, cx.today());
    let course = Course::load(cx.tx, id, today)?.ok_or_else(Problem::not_found)?;
    if course.concerns(cx.actor()?) { Ok(course) } else { Err(Problem::not_found()) }
}

/// The course of the path, for a person who teaches it.
pub(crate) fn taught_course(cx: &mut Cx) -> Result<Course, Problem> {
    let course = course_of(cx)?;
    if course.is_taught_by(cx.actor()?) { Ok(course) } else { Err(Problem::not_found()) }
}

/// The course of the path, for a person it concerns, who wrote some of its cahier or inspects it.
pub(crate) fn read_course(cx: &mut Cx) -> Result<Course, Problem> {
    let (id, today, person) = (cx.id()?, cx.today(), cx.actor()?.person);
    let course = Course::load(cx.tx, id, today)?.ok_or_else(Problem::not_found)?;
    let actor = cx.actor()?;
    if course.concerns(actor)
        || course.is_inspected_by(actor)
        || store::teachings_written_by(cx.tx, person)?.contains(&id)
    {
        Ok(course)
    } else {
        Err(Problem::not_found())
    }
}

fn page(cx: &mut Cx) -> Outcome {
    let course = read_course(cx)?;
    if let Some(reply) = inspection::first(cx, &course, None)? {
        return Ok(reply);
    }
    let form = cx.blank_form().with("jour", &cx.today());
    Ok(show(cx, &course, &form)?.into())
}

fn show(cx: &mut Cx, course: &Course, form: &Form) -> Result<Page, Problem> {
    let (lang, today, actor) = (cx.lang(), cx.today(), cx.actor()?.clone());
    let after = match cx.incoming.query(parts::AFTER).and_then(web::parse_id) {
        Some(id) => store::find(cx.tx, id)?.filter(|lesson| lesson.teaching == course.id),
        None => None,
    };
    let upto = (today, after.as_ref());
    let mut lessons = store::written(cx.tx, &actor, course.id, upto, PAGE + 1)?;
    let has_more = parts::cut(&mut lessons, PAGE);
    let ids: Vec<_> = lessons.iter().map(|lesson| lesson.id).collect();
    let works = work::store::readable_of_lessons(cx.tx, &actor, &ids)?;
    let is_taught = course.is_taught_by(&actor);
    let coming = if is_taught && after.is_none() {
        store::coming(cx.tx, course.id, today)?
    } else {
        Vec::new()
    };
    let sequences = if after.is_none() && !is_taught {
        plan::store::readable(cx.tx, &actor, course.id)?
    } else {
        Vec::new()
    };
    let inspections = if is_taught {
        inspection::notices(cx, course)?
    } else {
        html! {}
    };
    let main = html! {
        (ui::back("/cours", t::my_courses(lang)))
        (ui::title(&course.name(), &if is_taught { String::new() } else { course.who() }))
        (inspections)
        (doors(cx, course, is_taught))
        @if !sequences.is_empty() {
            section.card.stack aria-labelledby="sequences" {
                header { h2 #sequences { (t::sequences(lang)) } }
                ul.files { @for sequence in &sequences {
                    li { a href=(plan::content::path(sequence.id)) { (ui::icon("list-ordered")) span { (sequence.title) } } }
                } }
            }
        }
        section.stack aria-labelledby="seances" {
            h2 #seances { (t::cahier(lang)) }
            @if lessons.is_empty() {
                div.card { (ui::empty("bench", t::cahier_empty(lang), &html! {})) }
            }
            @for lesson in &lessons { (entry(cx, course, lesson, &works)) }
            (parts::further(
                lang,
                &format!("/cours/{}/cahier", course.id),
                after.is_some(),
                lessons.last().filter(|_| has_more).map(|lesson| lesson.id),
            ))
        }
        @if is_taught { (beside(cx, course, &coming, form)) }
    };
    Ok(if is_taught {
        Page::columns(t::cahier(lang), main)
    } else {
        Page::narrow(t::cahier(lang), main)
    })
}

/// The other pages of the course, before a list that may be long.
fn doors(cx: &Cx, course: &Course, is_taught: bool) -> Markup {
    let lang = cx.lang();
    let is_concerned = cx.visitor.as_ref().is_some_and(|actor| course.concerns(actor));
    html! {
        div.row.wide {
            @if is_concerned { a.act href={ "/cours/" (course.id) "/emploi-du-temps" } { (ui::icon("calendar-days")) (t::timetable(lang)) } }
            a.act href={ "/cours/" (course.id) "/cahier/entier" } { (ui::icon("printer")) (t::whole(lang)) }
            @if is_taught {
                a.act href="#a-venir" { (ui::icon("pencil")) (t::cahier_coming(lang)) }
                a.act href={ "/cours/" (course.id) "/plan" } { (ui::icon("list-ordered")) (t::plan_title(lang)) }
                a.act href="/cours/a-lire" { (ui::icon("eye")) (t::to_read_title(lang)) }
            }
        }
    }
}

fn entry(cx: &Cx, course: &Course, lesson: &Lesson, works: &[Work]) -> Markup {
    let (lang, today) = (cx.lang(), cx.today());
    let own: Vec<_> = works.iter().filter(|work| work.lesson == Some(lesson.id)).cloned().collect();
    let title = if lesson.title.is_empty() { lesson.subject(course) } else { &lesson.title };
    html! {
        article.card.stack {
            header {
                h3 { a href={ "/cours/lecons/" (lesson.id) } { (title) } }
                @if lesson.published_at.is_none() {
                    @if lesson.is_blank() { (ui::tag("attention", t::lesson_to_write(lang))) }
                    @else { (ui::tag("quiet", t::lesson_is_draft(lang))) }
                }
            }
            p.muted { (parts::lesson_when(lang, lesson, today)) }
            @if !lesson.done_html.is_empty() { p { (excerpt(&lesson.done_html)) } }
            @if !own.is_empty() { (views::works(cx, &own, t::open(lang))) }
        }
    }
}

/// The beginning of a text, cut at a word.
fn excerpt(html: &str) -> String {
    const LONG: usize = 240;
    let text = rich::plain(html);
    if text.chars().count() <= LONG {
        return text;
    }
    let start: String = text.chars().take(LONG).collect();
    let cut = start.rfind(' ').unwrap_or(start.len());
    format!("{}…", &start[..cut])
}

fn beside(cx: &Cx, course: &Course, coming: &[Lesson], form: &Form) -> Markup {
    let (lang, today) = (cx.lang(), cx.today());
    html! {
        div.stack.no-print {
            section.card.stack aria-labelledby="a-venir" {
                header { h2 #a-venir { (t::cahier_coming(lang)) } }
                @if coming.is_empty() { p.muted { (t::cahier_coming_none(lang)) } }
                @else {
                    ul.files {
                        @for lesson in coming {
                            li { a href={ "/cours/lecons/" (lesson.id) } {
                                (ui::icon("pencil"))
                                span { (parts::lesson_when(lang, lesson, today)) }
                            } }
                        }
                    }
                }
            }
            section.card.stack aria-labelledby="hors" {
                header { h2 #hors { (t::cahier_add(lang)) } }
                form.form method="post" action={ "/cours/" (course.id) "/cahier" } {
                    (cx.hidden())
                    (ui::error_summary(form))
                    (ui::date(form, &Field::new("jour", t::day(lang))))
                    @if !course.is_primary() {
                        (ui::text(form, &Field::new("debut", t::starts(lang)).kind("time").class("short").optional()))
                    }
                    div.actions { button.act { (ui::icon("plus")) (t::cahier_add_act(lang)) } }
                }
            }
        }
    }
}

/// A lesson outside the timetable; where one already stands, that one is opened.
fn add_lesson(cx: &mut Cx) -> Outcome {
    let course = taught_course(cx)?;
    let mut form = cx.form();
    let day = form.required_day("jour");
    let starts = form.time("debut");
    let year = directory::api::school_year(cx)?;
    if day.is_some_and(|day| !is_in_year(day, (year.first, year.last))) {
        form.refuse(
            "jour",
            t::day_out_of_year(cx.lang(), &said(cx, year.first), &said(cx, year.last)),
        );
    }
    let Some(day) = day.filter(|_| form.is_valid()) else {
        return Ok(Reply::to_correct(show(cx, &course, &form)?));
    };
    let lesson = Lesson { starts, ..Lesson::outside(&course, day, cx.now) };
    let id = match store::at(cx.tx, &lesson)? {
        Some(id) => id,
        None => {
            let lesson = store::insert(cx.tx, lesson)?;
            crate::feed::put_lesson(cx.tx, &course, &lesson, cx.now)?;
            lesson.id
        }
    };
    Ok(Reply::see_other(format!("/cours/lecons/{id}")))
}

fn is_in_year(day: Day, (first, last): (Day, Day)) -> bool {
    day >= first && day <= last
}

fn said(cx: &Cx, day: Day) -> String {
    dates::long_day(cx.lang(), day, cx.today())
}
