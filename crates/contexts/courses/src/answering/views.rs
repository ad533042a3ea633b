//! What a hand-in looks like to those who answer it.

use directory::api::PersonName;
use kernel::Lang;
use maud::{Markup, html};
use web::{
    Cx, Form, Page,
    ui::{self, Field},
};

use crate::{
    answering::{Scale, pages::Desk, phrases, voice},
    handin::{
        State,
        pages::Scene,
        views::{earlier_versions, instructions, what_was_handed_in},
    },
    parts, remark, skills, t,
    work::{roll::Line, views::who},
};

/// The page of those who answer: the hand-in, the answer, the class.
pub(super) fn answer(
    cx: &Cx,
    (scene, desk): (&Scene, &Desk),
    (form, beside): (&Form, &Form),
    other: Option<&str>,
) -> Page {
    let lang = cx.lang();
    let remark = if beside.error_of("voix").is_some() { &cx.blank_form() } else { beside };
    let main = html! {
        (ui::back(&format!("/cours/travaux/{}", scene.work.id), t::back_to_class(lang)))
        (ui::title(&parts::full_names(scene.pupils.iter()), &format!("{} · {}", scene.work.title(), scene.course.name())))
        (steps(lang, desk))
        div.desk.wide {
            div.stack {
                (what_was_handed_in(cx, scene, &remark::views::form(cx, scene, remark)))
                (earlier_versions(cx, scene))
                (instructions(cx, scene))
            }
            div.stack {
                (writing(cx, (scene, desk), form, other))
                (voice::card(cx, scene, beside))
            }
            div.stack {
                (roll(lang, scene, desk))
                section.card { (ui::who_sees(lang, &scene.readers)) p.muted { (t::answer_seen_once_published(lang)) } }
            }
        }
    };
    Page::columns(t::handin_page(lang), main)
}

/// The answer, and above it the one that was saved meanwhile, if any.
fn writing(cx: &Cx, (scene, desk): (&Scene, &Desk), form: &Form, other: Option<&str>) -> Markup {
    let lang = cx.lang();
    html! {
        @if let Some(other) = other {
            div.card.note.stack role="alert" {
                h2 { (t::lesson_other_title(lang)) }
                p { (t::answer_other(lang)) }
                @if !other.is_empty() { (parts::prose(other)) }
            }
        }
        (answer_form(cx, (scene, desk), form))
        @for pupil in &scene.pupils {
            p { a href=(skills::progress::path(pupil.id)) { (t::progress_of(lang, &pupil.first)) } }
        }
    }
}

/// The way to the hand-ins before and after.
fn steps(lang: Lang, desk: &Desk) -> Markup {
    let place = desk.place;
    let path = |id: i64| format!("/cours/remises/{id}");
    html! {
        nav.row.wide.steps aria-label=(t::handins(lang)) {
            @if let Some(before) = place.before {
                a.act rel="prev" href=(path(before)) { (ui::icon("chevron-left")) (t::handin_before(lang)) }
            }
            span.muted { (t::handin_place(lang, place.of, place.at)) }
            @if let Some(after) = place.after {
                a.act.end rel="next" href=(path(after)) { (t::handin_after(lang)) (ui::icon("chevron-right")) }
            }
        }
    }
}

fn answer_form(cx: &Cx, (scene, desk): (&Scene, &Desk), form: &Form) -> Markup {
    let (lang, id, revision) = (cx.lang(), scene.handin.id, scene.handin.revision);
    let draft = parts::draft_words(lang);
    let is_published = scene.handin.state == State::Published;
    html! {
        form.form.card.stack method="post" action=(scene.path()) data-answer
            data-autosave={ (scene.path()) "/brouillon" }
            data-draft={ "reponse-" (id) } data-draft-revision=(revision) data-draft-restored=(draft.restored)
            data-draft-discard=(draft.discard) data-draft-newer=(draft.newer) data-draft-use=(draft.take) {
            (cx.hidden())
            input type="hidden" name="revision" value=(revision);
            (ui::error_summary(form))
            header {
                h2 { (t::answer(lang)) }
                @if scene.handin.is_asked_again { (ui::tag("attention", t::state_again(lang))) }
                @else if is_published { (ui::tag("done", t::answer_published(lang))) }
            }
            (parts::editor(form, &Field::new("reponse", t::answer_field(lang)), &scene.handin.answer_html, 5))
            (mark(lang, scene, desk.scale, form))
            (skills::views::levels(form, &desk.skills))
            (words(form, scene))
            (parts::saved_line(lang))
            div.actions {
                @if is_published {
                    button.act.main name="action" value="enregistrer" { (t::answer_change(lang)) }
                } @else {
                    button.act.main name="action" value="suivant" { (t::answer_save_next(lang)) }
                    button.act name="action" value="publier" { (ui::icon("send")) (t::answer_publish_one(lang)) }
                }
            }
            @if !is_published { (bank(lang, desk)) }
            @if !scene.handin.is_asked_again {
                (ui::confirm(t::ask_again(lang), t::ask_again_question(lang), &html! {
                    button.act name="action" value="refaire" { (ui::icon("undo-2")) (t::ask_again_act(lang)) }
                }))
            }
            (keyboard(lang, !scene.handin.text_html.is_empty()))
        }
    }
}

/// A word for one pupil alone of those who handed in together, closed until asked for.
fn words(form: &Form, scene: &Scene) -> Markup {
    let lang = form.lang();
    let field = |name: &PersonName| word_field(name.id);
    let is_said = scene.pupils.iter().any(|name| !form.shown(&field(name)).is_empty());
    html! {
        @if scene.pupils.len() > 1 {
            details.details open[is_said || !form.is_valid()] {
                summary { (t::teams_words(lang)) }
                div.stack {
                    p.hint { (t::teams_words_hint(lang)) }
                    @for name in &scene.pupils {
                        (parts::lines(form, &Field::new(&field(name), &t::teams_word_for(lang, &name.first)), 2))
                    }
                }
            }
        }
    }
}

/// The field of the word for a pupil.
pub(super) fn word_field(pupil: i64) -> String {
    format!("mot-{pupil}")
}

/// The mark, when the work has a scale or had one.
fn mark(lang: Lang, scene: &Scene, scale: Scale, form: &Form) -> Markup {
    let label = match scale {
        Scale::OutOf(most) => t::mark_out_of(lang, most.into()),
        Scale::Letters => t::mark_letters(lang).to_owned(),
        Scale::None if scene.handin.mark.is_empty() => return html! {},
        Scale::None => t::mark(lang).to_owned(),
    };
    parts::line(form, &Field::new("note", &label).class("short"))
}

/// What to say of a mark that is none of a scale.
pub(super) fn wrong_mark(lang: Lang, scale: Scale) -> String {
    match scale {
        Scale::OutOf(most) => t::mark_wrong_points(lang, most.into()),
        Scale::Letters => t::mark_wrong_letter(lang).to_owned(),
        Scale::None => t::mark_unwanted(lang).to_owned(),
    }
}

/// The teacher's own phrases. After the buttons of the form: Enter in a field presses its first.
fn bank(lang: Lang, desk: &Desk) -> Markup {
    html! {
        details.details open[!desk.phrases.is_empty()] data-bank {
            summary { (t::phrases_title(lang)) }
            div.stack {
                @if desk.phrases.is_empty() { p.muted { (t::phrases_hint(lang)) } }
                @else {
                    ul.phrases {
                        @for (at, phrase) in desk.phrases.iter().enumerate() {
                            li {
                                button.act.quiet name="action" value={ "phrase-" (phrase.id) } data-words=(phrase.words) {
                                    @if at < 9 { span.nth aria-hidden="true" { (at + 1) } }
                                    span { (phrase.words) }
                                }
                            }
                        }
                    }
                }
                p { a href=(phrases::PATH) { (t::phrases_change(lang)) } }
            }
        }
    }
}

/// The keys, said once the island that hears them has started.
fn keyboard(lang: Lang, has_text: bool) -> Markup {
    html! {
        div hidden data-island="answer" {
            (ui::details(t::keys(lang), &html! {
                dl.facts {
                    dt { kbd { (t::key_ctrl(lang)) } " + " kbd { (t::key_enter(lang)) } } dd { (t::key_next_does(lang)) }
                    dt { kbd { "F2" } } dd { (t::key_answer_does(lang)) }
                    dt { kbd { "F2" } ", " kbd { "1" } "–" kbd { "9" } } dd { (t::key_phrase_does(lang)) }
                    @if has_text { dt { kbd { "F8" } } dd { (t::key_remark_does(lang)) } }
                    dt { kbd { "Alt" } " + " kbd { (t::key_page_down(lang)) } } dd { (t::handin_after(lang)) }
                    dt { kbd { "Alt" } " + " kbd { (t::key_page_up(lang)) } } dd { (t::handin_before(lang)) }
                }
            }))
        }
    }
}

/// The class: who handed in, who did not, what waits.
fn roll(lang: Lang, scene: &Scene, desk: &Desk) -> Markup {
    html! {
        section.card.stack aria-labelledby="classe" {
            header { h2 #classe { (scene.course.group.name) } }
            ul.roll {
                @for line in &desk.class {
                    li {
                        @if let Some(handin) = &line.handin {
                            a href={ "/cours/remises/" (handin.id) }
                                aria-current=[(handin.id == scene.handin.id).then_some("page")] { (who(lang, line)) }
                        } @else { span { (who(lang, line)) } }
                        span.row { (stands(lang, line)) }
                    }
                }
            }
        }
    }
}

fn stands(lang: Lang, line: &Line) -> Markup {
    let Some(handin) = &line.handin else {
        return html! { span.muted { (t::state_missing(lang)) } };
    };
    html! {
        @if handin.late { (ui::tag("quiet", t::late(lang))) }
        @match handin.state {
            _ if handin.is_asked_again => (ui::tag("quiet", t::state_again(lang))),
            State::Handed => (ui::tag("attention", t::to_read(lang))),
            State::Answered => (ui::tag("quiet", t::answer_ready(lang))),
            State::Published => (ui::tag("done", t::answer_published(lang))),
        }
    }
}
