//! « Mes cours »: what one teaches, what one learns, what one's children learn.

use std::collections::HashMap;

use directory::api;
use kernel::{Actor, Role, TargetKind};
use maud::{Markup, html};
use web::{Access, Cx, Outcome, Page, Problem, Route, ui};

use crate::{
    agenda, answering, calendar, course::Course, handin, inspection, lesson, own, skills, t,
};

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get("/cours", Access::SignedIn, page)]
}

/// What one person's children learn, child by child.
struct ChildCourses {
    id: i64,
    first_name: String,
    courses: Vec<Course>,
}

fn page(cx: &mut Cx) -> Outcome {
    let (lang, today, actor) = (cx.lang(), cx.today(), cx.actor()?.clone());
    let reach = |role, kind| actor.reach(role, kind).collect::<Vec<_>>();
    let teachings = reach(Role::Teacher, TargetKind::Teaching);
    let taught = Course::load_many(cx.tx, &teachings, today)?;
    let mut former = lesson::store::teachings_written_by(cx.tx, actor.person)?;
    former.retain(|id| !teachings.contains(id));
    let former = Course::load_many(cx.tx, &former, today)?;
    let waiting = handin::store::waiting_counts(cx.tx, &teachings)?;
    let learnt = Course::of_groups(cx.tx, &reach(Role::Pupil, TargetKind::Group), today)?;
    let children = children(cx, &actor)?;
    let inspected = inspection::courses(cx, &actor)?;
    let is_idle =
        taught.is_empty() && former.is_empty() && learnt.is_empty() && children.is_empty();
    let nothing = is_idle && inspected.is_empty();
    let main = html! {
        (ui::title(t::my_courses(lang), ""))
        @if nothing { section.card.wide { (ui::empty("yard", t::courses_none(lang), &html! {})) } }
        @if !inspected.is_empty() { (inspection::part(cx, &inspected)) }
        @if !taught.is_empty() { (taught_part(cx, &taught, &waiting)) }
        @if !former.is_empty() { (former_part(cx, &former)) }
        @if !learnt.is_empty() {
            section.card.wide aria-labelledby="matieres" {
                header { h2 #matieres { (t::my_subjects(lang)) } }
                (subjects(&learnt))
            }
        }
        @if !learnt.is_empty() || !children.is_empty() {
            p.row.wide {
                a href=(own::list::PATH) { (t::handed_title(lang)) }
                @if !learnt.is_empty() { a href=(skills::progress::path(actor.person)) { (t::my_progress(lang)) } }
            }
        }
        @if !is_idle { p.wide { a href=(agenda::pages::PATH) { (t::agenda(lang)) } } }
        @for child in &children {
            section.card {
                header {
                    h2 { (child.first_name) }
                    a href=(skills::progress::path(child.id)) { (t::progress(lang)) }
                }
                @if child.courses.is_empty() { p.muted { (t::courses_none_child(lang)) } }
                @else { (subjects(&child.courses)) }
            }
        }
    };
    Ok(Page::columns(t::my_courses(lang), main).into())
}

fn children(cx: &mut Cx, actor: &Actor) -> Result<Vec<ChildCourses>, Problem> {
    let today = cx.today();
    let mut children = Vec::new();
    for child in api::followed_by(cx.tx, actor, today)? {
        let courses = Course::of_groups(cx.tx, &child.groups, today)?;
        children.push(ChildCourses { id: child.name.id, first_name: child.name.first, courses });
    }
    Ok(children)
}

fn taught_part(cx: &Cx, taught: &[Course], waiting: &HashMap<i64, i64>) -> Markup {
    let lang = cx.lang();
    let all: i64 = waiting.values().sum();
    html! {
        section.card.wide aria-labelledby="classes" {
            header {
                h2 #classes { (t::my_classes(lang)) }
                a href="/cours/a-lire" { (if all > 0 { t::to_read_count(lang, all) } else { t::to_read_title(lang).to_owned() }) }
            }
            ul.files {
                @for course in taught {
                    li { a href={ "/cours/" (course.id) "/cahier" } {
                        (ui::icon("book-open"))
                        span { b { (course.group.name) } " " (course.label) }
                        @if let Some(count) = waiting.get(&course.id) {
                            (ui::tag("attention", &t::to_read_count(lang, *count)))
                        }
                    } }
                }
            }
            p.row {
                a href=(calendar::pages::PATH) { (t::calendars(lang)) }
                a href=(answering::phrases::PATH) { (t::phrases_title(lang)) }
                a href=(crate::trash::PATH) { (t::trash_title(lang)) }
            }
        }
    }
}

/// What one wrote for classes one no longer has, such as those of last year.
fn former_part(cx: &Cx, former: &[Course]) -> Markup {
    let lang = cx.lang();
    html! {
        section.card.wide aria-labelledby="avant" {
            header { h2 #avant { (t::my_former_classes(lang)) } }
            ul.files {
                @for course in former {
                    li { a href={ "/cours/" (course.id) "/cahier" } {
                        (ui::icon("book-open"))
                        span { b { (course.group.name) } " " (course.label) }
                        small.muted { (t::handed_year(lang, &course.group.year.to_string(), &(course.group.year + 1).to_string())) }
                    } }
                }
            }
        }
    }
}

fn subjects(courses: &[Course]) -> Markup {
    html! {
        ul.files {
            @for course in courses {
                li { a href={ "/cours/" (course.id) "/cahier" } {
                    (ui::icon("book-open"))
                    span { (course.label) }
                    small.muted { (course.who()) }
                } }
            }
        }
    }
}
