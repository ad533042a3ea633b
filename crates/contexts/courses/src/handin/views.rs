//! What the page of a hand-in looks like, and the list of what waits.

use directory::api::PersonName;
use kernel::{Instant, Lang};
use maud::{Markup, html};
use web::{Cx, Page, dates, rich, ui};

use crate::{
    answering::said_mark,
    attachment::{Attachment, Owner},
    drawing,
    handin::{
        album,
        pages::{Pile, Scene},
    },
    own, parts, remark, skills, t, voice,
};

/// What was handed in, with its files and what was noted on them. `note` is what one may add, under
/// the text.
pub(crate) fn what_was_handed_in(cx: &Cx, scene: &Scene, note: &Markup) -> Markup {
    let lang = cx.lang();
    html! {
        section.card.stack aria-labelledby="copie" {
            header {
                h2 #copie { (t::handin(lang)) }
                @if scene.handin.late { (ui::tag("attention", t::late(lang))) }
            }
            p.muted { (when(cx, scene.handin.handed_at, scene.handed_by(scene.handin.by))) }
            (remark::views::text_with_remarks(cx, scene, None, &scene.handin.text_html))
            (note)
            (files(cx, scene, &scene.files))
            (as_document(cx, scene.handin.id, &scene.files))
        }
    }
}

/// Files of a hand-in: photos with what was noted on them, the others named.
fn files(cx: &Cx, scene: &Scene, files: &[Attachment]) -> Markup {
    let others: Vec<_> = files.iter().filter(|file| !file.is_picture()).cloned().collect();
    html! {
        (drawing::views::photos(cx, scene, files))
        (parts::files(cx, &others, false))
    }
}

/// « Rendu hier à 9 h 14 », with who of a group did it.
pub(crate) fn when(cx: &Cx, at: Instant, by: Option<&PersonName>) -> String {
    let (lang, when) = (cx.lang(), parts::when(cx, at));
    match by {
        Some(name) => t::handed_when_by(lang, &name.first, &when),
        None => t::handed_when(lang, &when),
    }
}

/// The word of an answer for one pupil alone of a group.
pub(crate) fn word(lang: Lang, name: &PersonName, word: &str) -> Markup {
    html! {
        @if !word.is_empty() {
            h3 { (t::teams_word_for(lang, &name.first)) }
            (parts::prose(&rich::from_plain(word)))
        }
    }
}

/// The photos of a hand-in in one document, when there are several.
pub(crate) fn as_document(cx: &Cx, handin: i64, files: &[Attachment]) -> Markup {
    html! {
        @if album::is_worth_it(files) {
            form method="post" action=(album::path(handin)) {
                (cx.hidden())
                button.act { (ui::icon("file-text")) (t::as_document(cx.lang())) }
            }
        }
    }
}

/// What was handed in before, with the answers it had, closed until asked for.
pub(crate) fn earlier_versions(cx: &Cx, scene: &Scene) -> Markup {
    let lang = cx.lang();
    html! {
        @for version in &scene.versions {
            @let own = scene.earlier_files.iter().filter(|file| file.version == Some(version.id)).cloned();
            @let (voices, own): (Vec<_>, Vec<_>) = own.partition(|file| matches!(file.owner, Owner::Answer(_)));
            (ui::details(&t::version_of(lang, &parts::when(cx, version.handed_at)), &html! {
                div.stack {
                    @if let Some(name) = scene.handed_by(version.by) { p.muted { (t::handed_by(lang, &name.first)) } }
                    @if version.late { p { (ui::tag("attention", t::late(lang))) } }
                    (remark::views::text_with_remarks(cx, scene, Some(version.id), &version.text_html))
                    (files(cx, scene, &own))
                    @if !version.answer_html.is_empty() {
                        h3 { (t::answer(lang)) }
                        (mark(lang, &version.mark))
                        (parts::prose(&version.answer_html))
                        (voice::listen(lang, &voices))
                    }
                }
            }))
        }
    }
}

/// A mark, when there is one.
pub(crate) fn mark(lang: Lang, stored: &str) -> Markup {
    html! { @if !stored.is_empty() { p { b { (t::mark(lang)) " : " (said_mark(lang, stored)) } } } }
}

/// What was asked, closed until asked for.
pub(crate) fn instructions(cx: &Cx, scene: &Scene) -> Markup {
    let (lang, given) = (cx.lang(), &scene.work.given);
    html! {
        @if !given.instructions_html.is_empty() {
            section.card { (ui::details(t::work_instructions(lang), &parts::prose(&given.instructions_html))) }
        }
    }
}

/// The page of the pupil and their guardians.
pub(crate) fn read(cx: &Cx, scene: &Scene) -> Page {
    let lang = cx.lang();
    let by = scene.handin.answered_by;
    let author = scene.course.teachers.iter().find(|teacher| Some(teacher.id) == by);
    let who = author.map_or_else(|| scene.course.who(), directory::api::PersonName::formal);
    let main = html! {
        @if scene.opens_work { (ui::back(&format!("/cours/travaux/{}", scene.work.id), t::back_to_work(lang))) }
        @else { (ui::back(own::list::PATH, t::handed_title(lang))) }
        (ui::title(&scene.work.title(), &format!("{} · {}", parts::first_names(lang, &scene.pupils), scene.course.label)))
        div.stack {
            @if scene.shows_answer {
                section.card.stack aria-labelledby="reponse" {
                    header { h2 #reponse { (t::answer_of(lang, &who)) } }
                    (mark(lang, &scene.handin.mark))
                    (skills::views::given(lang, scene.levels.iter()))
                    (parts::prose(&scene.handin.answer_html))
                    (voice::listen(lang, &scene.voices))
                    @if scene.notes.count(scene.handin.id, &scene.files) > 0 { p { a href="#copie" { (t::answer_on_copy(lang)) } } }
                    @for (name, said) in &scene.words { (word(lang, name, said)) }
                    @if scene.handin.is_asked_again { p { (ui::tag("attention", t::state_again(lang))) } }
                }
            }
            (what_was_handed_in(cx, scene, &html! {}))
            (earlier_versions(cx, scene))
        }
        div.stack {
            (instructions(cx, scene))
            section.card { (ui::who_sees(lang, &scene.readers)) }
        }
    };
    Page::columns(t::handin_page(lang), main)
}

/// What waits for a teacher, oldest first.
pub(crate) fn to_read(cx: &Cx, piles: &[Pile], ways: &Markup) -> Page {
    let lang = cx.lang();
    let main = html! {
        (ui::back("/cours", t::my_courses(lang)))
        (ui::title(t::to_read_title(lang), ""))
        section.card {
            @if piles.is_empty() { (ui::empty("tree", t::to_read_none(lang), &html! {})) }
            @else { ul.todo { @for pile in piles { (pile_line(cx, pile)) } } }
        }
        (ways)
    };
    Page::narrow(t::to_read_title(lang), main)
}

fn pile_line(cx: &Cx, pile: &Pile) -> Markup {
    let (lang, today) = (cx.lang(), cx.today());
    html! {
        li {
            span {
                b { a href={ "/cours/travaux/" (pile.work.id) } { (pile.work.title()) } }
                small { (pile.course.name()) " · " (dates::due(lang, pile.work.given.due, today)) }
                span.when { (t::waiting_since(lang, pile.waiting.count, &parts::when(cx, pile.waiting.since))) }
            }
            a.act href={ "/cours/remises/" (pile.waiting.first) } { (t::read(lang)) }
        }
    }
}
