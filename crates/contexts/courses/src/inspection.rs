//! An inspection reads a cahier: what is published, nothing of a pupil. The first reading of a day is
//! a line of the journal of the school, written before anything is shown.

use db::journal;
use directory::api;
use kernel::{Actor, LocalTime, Role, Target, TargetKind};
use maud::{Markup, html};
use web::{Access, Cx, Outcome, Problem, Reply, Route, dates, ui};

use crate::{course::Course, t};

/// What the journal says of a reading.
const READ: &str = "courses.cahier.inspect";

/// What may be opened by its address before the reading is noted.
const PLACES: [&str; 3] = ["lecons", "travaux", "sequences"];

pub(crate) fn routes() -> Vec<Route> {
    let inspectors = Access::Role(&[Role::Inspector]);
    vec![Route::noted("/cours/{teaching}/inspection", inspectors, note)]
}

/// Where a reading is noted, and what is opened then.
fn door(teaching: i64, place: Option<(&str, i64)>) -> String {
    let then = place.map(|(kind, id)| format!("?{kind}={id}")).unwrap_or_default();
    format!("/cours/{teaching}/inspection{then}")
}

/// Where somebody who reads a course for an inspection alone goes first, as long as it is not noted
/// today: on to the cahier, or to one place.
pub(crate) fn first(
    cx: &mut Cx,
    course: &Course,
    place: Option<(&str, i64)>,
) -> Result<Option<Reply>, Problem> {
    let leads = !is_open(cx, course)?;
    Ok(leads.then(|| Reply::see_other(door(course.id, place))))
}

/// Whether something of a course may be shown: not to who inspects it alone, until that is noted today.
fn is_open(cx: &mut Cx, course: &Course) -> Result<bool, Problem> {
    let actor = cx.actor()?;
    Ok(!course.is_inspected_by(actor) || course.concerns(actor) || is_noted(cx, course)?)
}

/// The courses of some that may be shown, even in a list.
pub(crate) fn open(cx: &mut Cx, courses: Vec<Course>) -> Result<Vec<Course>, Problem> {
    if !cx.actor()?.is(Role::Inspector) {
        return Ok(courses);
    }
    let mut open = Vec::with_capacity(courses.len());
    for course in courses {
        if is_open(cx, &course)? {
            open.push(course);
        }
    }
    Ok(open)
}

/// The same, for something of a teaching.
pub(crate) fn first_of(
    cx: &mut Cx,
    teaching: i64,
    place: Option<(&str, i64)>,
) -> Result<Option<Reply>, Problem> {
    if !cx.actor()?.is(Role::Inspector) {
        return Ok(None);
    }
    let today = cx.today();
    let course = Course::load(cx.tx, teaching, today)?.ok_or_else(Problem::not_found)?;
    first(cx, &course, place)
}

fn is_noted(cx: &mut Cx, course: &Course) -> Result<bool, Problem> {
    let (me, today) = (cx.actor()?.person, cx.today());
    let since = cx.app.place.instant(today, LocalTime(0));
    let scope = Target::org(course.org.id);
    Ok(journal::was_written(cx.tx, (me, READ, course.id), scope, since)?)
}

fn note(cx: &mut Cx) -> Outcome {
    let (id, today) = (cx.id()?, cx.today());
    let course = Course::load(cx.tx, id, today)?.ok_or_else(Problem::not_found)?;
    if !course.is_inspected_by(cx.actor()?) {
        return Err(Problem::not_found());
    }
    if !is_noted(cx, &course)? {
        let (person, scope) = (Some(cx.actor()?.person), Target::org(course.org.id));
        let entry = journal::Entry { at: cx.now, person, action: READ, object: id, scope };
        journal::write(cx.tx, &entry)?;
    }
    let asked = PLACES.into_iter().find_map(|kind| {
        let id = cx.incoming.query(kind).and_then(web::parse_id)?;
        Some(format!("/cours/{kind}/{id}"))
    });
    Ok(Reply::see_other(asked.unwrap_or_else(|| format!("/cours/{id}/cahier"))))
}

/// « Inspection : Mme Vidal lit ce cahier jusqu’au vendredi 19 mars », for those who write it.
pub(crate) fn notices(cx: &mut Cx, course: &Course) -> Result<Markup, Problem> {
    let (lang, today) = (cx.lang(), cx.today());
    let found = api::inspections_of(cx.tx, (course.id, course.org.id), today)?;
    Ok(html! {
        @for one in &found {
            (ui::note(&html! {
                p { (t::inspection_now(lang, &one.inspector.formal(), &dates::long_day(lang, one.ends, today))) }
            }))
        }
    })
}

/// The courses that a person reads for an inspection, on their page.
pub(crate) fn courses(cx: &mut Cx, actor: &Actor) -> Result<Vec<Course>, Problem> {
    if !actor.is(Role::Inspector) {
        return Ok(Vec::new());
    }
    let today = cx.today();
    let teachings: Vec<i64> = actor.reach(Role::Inspector, TargetKind::Teaching).collect();
    let mut courses = Course::load_many(cx.tx, &teachings, today)?;
    for org in actor.reach(Role::Inspector, TargetKind::Org) {
        courses.extend(Course::of_org(cx.tx, org, today)?);
    }
    courses.retain(|course| !course.concerns(actor));
    Ok(courses)
}

/// These courses, class by class.
pub(crate) fn part(cx: &Cx, courses: &[Course]) -> Markup {
    let lang = cx.lang();
    let classes: Vec<_> = courses.chunk_by(|a, b| a.group.id == b.group.id).collect();
    let is_short = classes.len() < 4;
    html! {
        section.card.wide.stack aria-labelledby="inspection" {
            header { h2 #inspection { (t::inspection_title(lang)) } }
            p.muted { (t::inspection_under(lang)) }
            @for of_class in &classes {
                @if let Some(first) = of_class.first() {
                    @if is_short { h3 { (first.group.name) } (list(of_class)) }
                    @else { (ui::details(&format!("{}, {}", first.group.name, first.org.name), &list(of_class))) }
                }
            }
        }
    }
}

fn list(courses: &[Course]) -> Markup {
    html! {
        ul.files {
            @for course in courses {
                li { a href=(door(course.id, None)) {
                    (ui::icon("book-open")) span { (course.label) } small.muted { (course.who()) }
                } }
            }
        }
    }
}
