//! The pages of an archive: read without Préau, so they stand alone.

use std::collections::HashMap;

use directory::api::PersonName;
use kernel::Lang;
use maud::{Markup, html};
use web::{Cx, dates, rich};

use crate::{
    answering::store::Version,
    attachment::{Attachment, Owner},
    drawing,
    handin::{Handin, State, views::mark},
    lesson::Lesson,
    link::{self, Link},
    parts,
    remark::{self, Notes, Remark},
    skills, t,
    work::Work,
};

type Named = (String, Attachment);

/// What was said of hand-ins, and what they were before.
pub(super) struct Said<'a> {
    pub(super) authors: &'a HashMap<i64, PersonName>,
    pub(super) levels: &'a [skills::store::Named],
    pub(super) versions: &'a [Version],
    /// What was noted on them, as far as it was published.
    pub(super) notes: &'a Notes,
    /// Words for them alone of an answer to their group.
    pub(super) words: &'a HashMap<i64, String>,
}

/// What a pupil handed in for one course.
pub(super) fn handed_in(
    cx: &Cx,
    handins: &[Handin],
    works: &[Work],
    said: &Said,
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
                (text(lang, said.notes, (handin.id, None), &handin.text_html))
                (listed(files, Owner::Handin(handin.id)))
                (noted(lang, said.notes, files, handin.id))
                @if handin.state == State::Published {
                    @let by = handin.answered_by.and_then(|by| said.authors.get(&by));
                    h3 { (t::answer_of(lang, &by.map(PersonName::formal).unwrap_or_default())) }
                    (mark(lang, &handin.mark))
                    (skills::views::given(lang, said.levels.iter().filter(|level| level.handin == handin.id)))
                    (parts::prose(&handin.answer_html))
                    @if let Some(word) = said.words.get(&handin.id) {
                        h3 { (t::teams_word(lang)) }
                        (parts::prose(&rich::from_plain(word)))
                    }
                }
                (listed(files, Owner::Answer(handin.id)))
                @for version in said.versions.iter().filter(|version| version.handin == handin.id) {
                    h3 { (t::version_of(lang, &parts::when(cx, version.handed_at))) }
                    (text(lang, said.notes, (handin.id, Some(version.id)), &version.text_html))
                    (mark(lang, &version.mark))
                    (parts::prose(&version.answer_html))
                }
            }
        }
    }
}

/// A text with its passages marked, and what was said of them.
fn text(lang: Lang, notes: &Notes, of: (i64, Option<i64>), html: &str) -> Markup {
    html! {
        @if !html.is_empty() { (remark::views::annotated(lang, notes, of, html)) }
        (remarks(lang, &notes.of_text(of.0, of.1)))
    }
}

/// The photos of a hand-in that something was noted on, with what was.
fn noted(lang: Lang, notes: &Notes, files: &[Named], handin: i64) -> Markup {
    let own = files.iter().filter(|(_, file)| file.owner == Owner::Handin(handin));
    html! {
        @for (name, file) in own {
            @if let Some(drawing) = notes.drawing_of(file.id) { p { (drawing::views::alone(lang, drawing, name)) } }
            @let said = notes.of_photo(file.id);
            @if !said.is_empty() { p { (file.name) } (remarks(lang, &said)) }
        }
    }
}

fn remarks(lang: Lang, remarks: &[(i64, &Remark)]) -> Markup {
    html! {
        @if !remarks.is_empty() {
            ol {
                @for (_, remark) in remarks {
                    li id={ "remarque-" (remark.id) } { (remark::views::about(lang, remark)) br; (remark.words) }
                }
            }
        }
    }
}

/// The lessons that a teacher wrote for one course.
pub(super) fn written(
    cx: &Cx,
    (lessons, links): (&[Lesson], &[(i64, Link)]),
    works: &[Work],
    files: &[Named],
) -> Markup {
    let (lang, today) = (cx.lang(), cx.today());
    html! {
        @for lesson in lessons {
            section {
                h2 { (parts::lesson_when(lang, lesson, today)) }
                @if !lesson.title.is_empty() { p { b { (lesson.title) } } }
                @if !lesson.done_html.is_empty() { (parts::prose(&lesson.done_html)) }
                (listed(files, Owner::Lesson(lesson.id)))
                (link::views::alone(&link::of_thing(links, lesson.id)))
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
pub(crate) fn listed(files: &[Named], owner: Owner) -> Markup {
    html! {
        @for (name, file) in files.iter().filter(|(_, file)| file.owner == owner) {
            p { a href=(name) {
                @if file.is_picture() { img src=(name) alt=(file.name); } @else { (file.name) }
            } }
        }
    }
}
