//! What the page of a hand-in looks like, and the list of what waits.

use maud::{Markup, html};
use web::{
    Cx, Form, Page, dates,
    ui::{self, Field},
};

use crate::{
    handin::{
        State,
        pages::{Pile, Scene},
    },
    own, parts, t,
};

fn what_was_handed_in(cx: &Cx, scene: &Scene) -> Markup {
    let lang = cx.lang();
    html! {
        section.card.stack aria-labelledby="copie" {
            header {
                h2 #copie { (t::handin(lang)) }
                @if scene.handin.late { (ui::tag("attention", t::late(lang))) }
            }
            p.muted { (t::handed_when(lang, &parts::when(cx, scene.handin.handed_at))) }
            @if !scene.handin.text_html.is_empty() { (parts::prose(&scene.handin.text_html)) }
            (parts::files(cx, &scene.files, false))
        }
    }
}

fn instructions(cx: &Cx, scene: &Scene) -> Markup {
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
        (ui::title(&scene.work.title(), &format!("{} · {}", scene.pupil.first, scene.course.label)))
        div.stack {
            @if scene.shows_answer {
                section.card.stack aria-labelledby="reponse" {
                    header { h2 #reponse { (t::answer_of(lang, &who)) } }
                    (parts::prose(&scene.handin.answer_html))
                }
            }
            (what_was_handed_in(cx, scene))
        }
        div.stack {
            (instructions(cx, scene))
            section.card { (ui::who_sees(lang, &scene.readers)) }
        }
    };
    Page::columns(t::handin_page(lang), main)
}

/// The page of those who answer.
pub(crate) fn answer(cx: &Cx, scene: &Scene, form: &Form, other: Option<&str>) -> Page {
    let lang = cx.lang();
    let main = html! {
        (ui::back(&format!("/cours/travaux/{}", scene.work.id), t::back_to_class(lang)))
        (ui::title(&scene.pupil.full(), &format!("{} · {}", scene.work.title(), scene.course.name())))
        (what_was_handed_in(cx, scene))
        div.stack {
            @if let Some(other) = other {
                div.card.note.stack role="alert" {
                    h2 { (t::lesson_other_title(lang)) }
                    p { (t::answer_other(lang)) }
                    @if !other.is_empty() { (parts::prose(other)) }
                }
            }
            (answer_form(cx, scene, form))
            (instructions(cx, scene))
            section.card { (ui::who_sees(lang, &scene.readers)) p.muted { (t::answer_seen_once_published(lang)) } }
        }
    };
    Page::columns(t::handin_page(lang), main)
}

fn answer_form(cx: &Cx, scene: &Scene, form: &Form) -> Markup {
    let (lang, id, revision) = (cx.lang(), scene.handin.id, scene.handin.revision);
    let draft = parts::draft_words(lang);
    let is_published = scene.handin.state == State::Published;
    html! {
        form.form.card.stack method="post" action=(scene.path()) data-autosave={ (scene.path()) "/brouillon" }
            data-draft={ "reponse-" (id) } data-draft-revision=(revision) data-draft-restored=(draft.restored)
            data-draft-discard=(draft.discard) data-draft-newer=(draft.newer) data-draft-use=(draft.take) {
            (cx.hidden())
            input type="hidden" name="revision" value=(revision);
            (ui::error_summary(form))
            header { h2 { (t::answer(lang)) } @if is_published { (ui::tag("done", t::answer_published(lang))) } }
            (parts::editor(form, &Field::new("reponse", t::answer_field(lang)), &scene.handin.answer_html, 5))
            (parts::saved_line(lang))
            div.actions {
                @if is_published {
                    button.act.main name="action" value="enregistrer" { (t::answer_change(lang)) }
                } @else {
                    button.act.main name="action" value="suivant" { (t::answer_save_next(lang)) }
                    button.act name="action" value="publier" { (ui::icon("send")) (t::answer_publish_one(lang)) }
                }
            }
        }
    }
}

/// What waits for a teacher, oldest first.
pub(crate) fn to_read(cx: &Cx, piles: &[Pile]) -> Page {
    let lang = cx.lang();
    let main = html! {
        (ui::back("/cours", t::my_courses(lang)))
        (ui::title(t::to_read_title(lang), ""))
        section.card {
            @if piles.is_empty() { (ui::empty("tree", t::to_read_none(lang), &html! {})) }
            @else { ul.todo { @for pile in piles { (pile_line(cx, pile)) } } }
        }
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
