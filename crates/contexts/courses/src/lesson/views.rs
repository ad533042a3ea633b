//! What the page of a lesson looks like.

use kernel::Lang;
use maud::{Markup, html};
use web::{
    Cx, Form, Page, dates,
    ui::{self, Field, Files},
};

use crate::{
    lesson::pages::{FILES_LIMIT, Scene},
    link, parts, plan, t,
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
            @if !scene.places.is_empty() { (copies(cx, scene)) }
            section.card { (ui::who_sees(lang, &scene.readers)) }
        }
    };
    Page::columns(t::lesson_page(lang), main)
}

/// Where the lesson may be copied, closed until asked for: one button for each class.
fn copies(cx: &Cx, scene: &Scene) -> Markup {
    let (lang, today) = (cx.lang(), cx.today());
    let list = html! {
        div.stack {
            p.muted { (t::copy_hint(lang)) }
            @for work in &scene.told.in_groups { p.muted { (t::copy_groups_stay(lang, &work.title())) } }
            @for place in &scene.places {
                form.stack method="post" action={ "/cours/lecons/" (scene.lesson.id) "/copier" } {
                    (cx.hidden())
                    input type="hidden" name="seance" value=(place.lesson.id);
                    (tied(lang, scene, &place.course.group.name))
                    button.act.block {
                        (ui::icon("plus"))
                        (t::copy_to(lang, &place.course.group.name, &dates::long_day(lang, place.lesson.day, today)))
                    }
                }
            }
        }
    };
    html! { section.card { (ui::details(t::copy_title(lang), &list)) } }
}

/// Works for some pupils only: said, and given to everyone there when it is ticked.
fn tied(lang: Lang, scene: &Scene, class: &str) -> Markup {
    html! {
        @if !scene.told.tied.is_empty() {
            fieldset {
                legend { (t::copy_tied(lang)) }
                div.choices {
                    @for work in &scene.told.tied {
                        label.choice {
                            input type="checkbox" name="pour-tous" value=(work.id);
                            span { (t::copy_for_all(lang, &work.title(), class)) }
                        }
                    }
                }
            }
        }
    }
}

fn head(cx: &Cx, scene: &Scene) -> Markup {
    let lang = cx.lang();
    let mut when = parts::lesson_when(lang, &scene.lesson, cx.today());
    if let Some(standing) = &scene.standing {
        let (rank, of) = (standing.rank.into(), standing.of.into());
        when = format!("{when} · {}", t::plan_standing(lang, rank, of, &standing.title));
    }
    html! {
        (ui::back(&format!("/cours/{}/cahier", scene.course.id), t::cahier(lang)))
        (ui::title(&parts::lesson_name(&scene.course, &scene.lesson), &when))
        @if let Some(standing) = scene.standing.as_ref().filter(|one| one.is_shown || scene.around.is_some()) {
            p.wide { a.act href=(plan::content::path(standing.sequence)) { (ui::icon("list-ordered")) (t::sequence_open(lang)) } }
        }
    }
}

pub(crate) fn other_version(cx: &Cx, other: &str) -> Markup {
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
            data-keep data-autosave={ "/cours/lecons/" (id) "/brouillon" } data-draft={ "lecon-" (id) }
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
                (parts::editor_with(form, &Field::new("fait", t::lesson_done(lang)), &scene.shown_text(), 6, &scene.files))
                (parts::line(form, &Field::new("titre", t::lesson_title(lang))))
                (ui::files(form, &Field::new("fichiers", t::files_add(lang)).hint(t::files_add_hint(lang)), &Files::with_photos("", FILES_LIMIT)))
                (link::views::fields(form))
            }
            section.card.stack aria-labelledby="a-faire" {
                header { h2 #a-faire { (if scene.works.is_empty() { t::lesson_work(lang) } else { t::lesson_work_more(lang) }) } }
                p.muted { (t::lesson_work_hint(lang)) }
                @if let Some(around) = &scene.around { (fields::show(form, &scene.course, around, &scene.draft)) }
            }
            (parts::saved_line(lang))
            p { a href={ "/emploi-du-temps/seances/" (id) } { (t::change_open(lang)) } }
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
                        @if work.names_pupils() { small { (t::work_named(lang)) } }
                        @if work.published_at.is_none() { (ui::tag("quiet", t::work_not_given(lang))) }
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
            (parts::files(cx, &scene.files_beside(), false))
            (link::views::list(lang, &scene.links))
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
