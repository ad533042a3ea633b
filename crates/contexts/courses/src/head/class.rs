//! The cahiers de textes of a class side by side, for those who may read them all.

use directory::api;
use maud::html;
use web::{Access, Cx, Outcome, Page, Problem, Route, ui};

use crate::{course::Course, head::PATH, t};

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get("/cours/classe/{group}", Access::SignedIn, page)]
}

fn page(cx: &mut Cx) -> Outcome {
    let (id, lang, today) = (cx.id()?, cx.lang(), cx.today());
    let group = api::groups(cx.tx, &[id])?.remove(&id).ok_or_else(Problem::not_found)?;
    let is_head = cx.actor()?.has(kernel::Role::Head, kernel::Target::org(group.org));
    if !is_head {
        return Err(Problem::not_found());
    }
    let courses = Course::of_groups(cx.tx, &[id], today)?;
    let main = html! {
        (ui::back(PATH, t::head_title(lang)))
        (ui::title(&group.name, t::head_class_under(lang)))
        section.card {
            @if courses.is_empty() { (ui::empty("yard", t::courses_none(lang), &html! {})) }
            @else {
                ul.files {
                    @for course in &courses {
                        li { a href={ "/cours/" (course.id) "/cahier" } {
                            (ui::icon("book-open")) span { (course.label) } small.muted { (course.who()) }
                        } }
                    }
                }
            }
        }
    };
    Ok(Page::narrow(t::head_title(lang), main).into())
}
