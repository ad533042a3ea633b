//! The pages of an archive: read without Préau, so they stand alone.

use std::collections::HashMap;

use directory::api::PersonName;
use maud::{Markup, html};
use web::{Cx, dates};

use crate::{
    attachment::{Attachment, Owner},
    handin::{Handin, State},
    lesson::Lesson,
    parts, t,
    work::Work,
};

type Named = (String, Attachment);

/// What a pupil handed in for one course.
pub(super) fn handed_in(
    cx: &Cx,
    handins: &[Handin],
    works: &[Work],
    authors: &HashMap<i64, PersonName>,
    files: &[Named],
) -> Markup {
    let lang = cx.lang();
    html! {
        @for handin in handins {
            @let work = works.iter().find(|work| work.id == handin.work);
            section {
                h2 { (work.map(Work::title).unwrap_or_default()) }
                p { (t::handed_when(lang, &day_of(cx, handin))) @if handin.late { " · " (t::late(lang)) } }
                @if let Some(work) = work { (instructions(cx, work)) }
                @if !handin.text_html.is_empty() { (parts::prose(&handin.text_html)) }
                (listed(files, Owner::Handin(handin.id)))
                @if handin.state == State::Published {
                    @let by = handin.answered_by.and_then(|by| authors.get(&by));
                    h3 { (t::answer_of(lang, &by.map(PersonName::formal).unwrap_or_default())) }
                    (parts::prose(&handin.answer_html))
                }
            }
        }
    }
}

/// The lessons that a teacher wrote for one course.
pub(super) fn written(cx: &Cx, lessons: &[Lesson], works: &[Work], files: &[Named]) -> Markup {
    let (lang, today) = (cx.lang(), cx.today());
    html! {
        @for lesson in lessons {
            section {
                h2 { (parts::lesson_when(lang, lesson, today)) }
                @if !lesson.title.is_empty() { p { b { (lesson.title) } } }
                @if !lesson.done_html.is_empty() { (parts::prose(&lesson.done_html)) }
                (listed(files, Owner::Lesson(lesson.id)))
                @for work in works.iter().filter(|work| work.lesson == Some(lesson.id)) {
                    h3 { (work.title()) }
                    p { (dates::due(lang, work.given.due, today)) }
                    (instructions(cx, work))
                }
            }
        }
    }
}

fn day_of(cx: &Cx, handin: &Handin) -> String {
    parts::when(cx, handin.handed_at)
}

fn instructions(cx: &Cx, work: &Work) -> Markup {
    let html = &work.given.instructions_html;
    html! {
        @if !html.is_empty() {
            details { summary { (t::work_instructions(cx.lang())) } (parts::prose(html)) }
        }
    }
}

/// The files of one thing: pictures shown, the others named.
fn listed(files: &[Named], owner: Owner) -> Markup {
    html! {
        @for (name, file) in files.iter().filter(|(_, file)| file.owner == owner) {
            p { a href=(name) {
                @if file.is_picture() { img src=(name) alt=(file.name); } @else { (file.name) }
            } }
        }
    }
}
