//! What the page of a lesson looks like.

use maud::{Markup, html};
use web::{
    Cx, Form, Page, dates,
    ui::{self, Field},
};

use crate::{
    lesson::pages::Scene,
    parts, t,
    work::{Work, fields},
};

/// The page of those who teach it: one form that saves itself.
pub(crate) fn write(cx: &Cx, scene: &Scene, form: &Form, other: Option<&str>) -> Page {
    let lang = cx.lang();
    let main = html! {
        (head(cx, scene))
        div.stack {
            @if let Some(other) = other { (other_version(cx, other)) }
            (form_of(cx, scene, form))
        }
        div.stack {
            @if !scene.works.is_empty() {
                section.card aria-labelledby="donnes" {
                    header { h2 #donnes { (t::lesson_works(lang)) } }
                    (works(cx, &scene.works, t::see_handins(lang)))
                }
            }
            @if !scene.files.is_empty() {
                section.card.stack aria-labelledby="documents" {
                    header { h2 #documents { (t::files(lang)) } }
                    (parts::files(cx, &scene.files, true))
                }
            }
            section.card { (ui::who_sees(lang, &scene.readers)) }
        }
    };
    Page::columns(t::lesson_page(lang), main)
}

fn head(cx: &Cx, scene: &Scene) -> Markup {
    let lang = cx.lang();
    let when = parts::lesson_when(lang, &scene.lesson, cx.today());
    html! {
        (ui::back(&format!("/cours/{}/cahier", scene.course.id), t::cahier(lang)))
        (ui::title(&parts::lesson_name(&scene.course, &scene.lesson), &when))
    }
}

fn other_version(cx: &Cx, other: &str) -> Markup {
    let lang = cx.lang();
    html! {
        div.card.note.stack role="alert" {
            h2 { (t::lesson_other_title(lang)) }
            p { (t::lesson_other(lang)) }
            @if other.is_empty() { p.muted { (t::lesson_other_empty(lang)) } }
            @else { (parts::prose(other)) }
        }
    }
}

fn form_of(cx: &Cx, scene: &Scene, form: &Form) -> Markup {
    let (lang, id) = (cx.lang(), scene.lesson.id);
    let draft = parts::draft_words(lang);
    let is_published = scene.lesson.published_at.is_some();
    html! {
        form.form.stack method="post" action={ "/cours/lecons/" (id) } enctype="multipart/form-data"
            data-autosave={ "/cours/lecons/" (id) "/brouillon" } data-draft={ "lecon-" (id) }
            data-draft-revision=(scene.lesson.revision) data-draft-restored=(draft.restored)
            data-draft-discard=(draft.discard) data-draft-newer=(draft.newer) data-draft-use=(draft.take) {
            (cx.hidden())
            input type="hidden" name="revision" value=(scene.lesson.revision);
            (ui::error_summary(form))
            section.card.stack aria-labelledby="seance" {
                header {
                    h2 #seance { (t::lesson_done_title(lang)) }
                    (state_tag(cx, scene))
                }
                (parts::editor(form, &Field::new("fait", t::lesson_done(lang)), &scene.shown_text(), 6))
                (parts::line(form, &Field::new("titre", t::lesson_title(lang))))
                (ui::files(form, &Field::new("fichiers", t::files_add(lang)).hint(t::files_add_hint(lang)), "", true))
            }
            section.card.stack aria-labelledby="a-faire" {
                header { h2 #a-faire { (if scene.works.is_empty() { t::lesson_work(lang) } else { t::lesson_work_more(lang) }) } }
                p.muted { (t::lesson_work_hint(lang)) }
                (fields::show(form, &scene.course, &scene.draft))
            }
            (parts::saved_line(lang))
            div.actions {
                button.act.main name="action" value="publier" {
                    (ui::icon("send"))
                    (if is_published { t::lesson_publish_again(lang) } else { t::lesson_publish(lang) })
                }
                button.act name="action" value="enregistrer" { (t::save(lang)) }
            }
        }
    }
}

fn state_tag(cx: &Cx, scene: &Scene) -> Markup {
    let lang = cx.lang();
    if scene.lesson.published_at.is_some() {
        ui::tag("done", t::lesson_is_published(lang))
    } else if scene.lesson.is_blank() {
        ui::tag("attention", t::lesson_to_write(lang))
    } else {
        ui::tag("quiet", t::lesson_is_draft(lang))
    }
}

/// Works as a list, each with a way in.
pub(crate) fn works(cx: &Cx, works: &[Work], act: &str) -> Markup {
    let (lang, today) = (cx.lang(), cx.today());
    html! {
        ul.todo {
            @for work in works {
                li {
                    span {
                        b { (work.title()) }
                        @if let Some(minutes) = work.given.minutes {
                            small { (t::minutes_about(lang, minutes.into())) }
                        }
                        span.when { (dates::capital(&dates::due(lang, work.given.due, today))) }
                    }
                    a.act href={ "/cours/travaux/" (work.id) } { (act) }
                }
            }
        }
    }
}

/// The page of those who read it.
pub(crate) fn read(cx: &Cx, scene: &Scene) -> Page {
    let lang = cx.lang();
    let main = html! {
        (head(cx, scene))
        section.card.stack aria-labelledby="seance" {
            header { h2 #seance {
                @if scene.lesson.title.is_empty() { (t::lesson_done_title(lang)) } @else { (scene.lesson.title) }
            } }
            @if !scene.course.teachers.is_empty() { p.muted { (scene.course.who()) } }
            @if scene.lesson.done_html.is_empty() { p.muted { (t::lesson_nothing_written(lang)) } }
            @else { (parts::prose(&scene.lesson.done_html)) }
            (parts::files(cx, &scene.files, false))
        }
        div.stack {
            section.card aria-labelledby="a-faire" {
                header { h2 #a-faire { (t::lesson_work(lang)) } }
                @if scene.works.is_empty() { p.muted { (t::lesson_no_work(lang)) } }
                @else { (works(cx, &scene.works, t::open(lang))) }
            }
            section.card { (ui::who_sees(lang, &scene.readers)) }
        }
    };
    Page::columns(t::lesson_page(lang), main)
}
