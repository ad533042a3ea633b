//! A photo with what is drawn over it, and the page where one draws.

use kernel::Lang;
use maud::{Markup, html};
use web::{
    Cx, Form, Page,
    ui::{self, Choice, Field},
};

use crate::{
    attachment::Attachment,
    drawing::{Drawing, INKS, SIDE, Stroke},
    handin::pages::Scene,
    parts,
    remark::{self, Notes, On, PLACES},
    t,
};

/// The name of the draft of a drawing.
pub(super) fn draft(photo: i64) -> String {
    format!("dessin-{photo}")
}

/// How many strokes, in words.
fn said(lang: Lang, strokes: &[Stroke]) -> String {
    t::drawing_strokes(lang, i64::try_from(strokes.len()).unwrap_or(i64::MAX))
}

/// The strokes, in the units of a point. In a drawing an element is closed, else it holds the next.
fn lines(strokes: &[Stroke]) -> Markup {
    html! {
        @for stroke in strokes {
            polyline fill="none" stroke=(INKS[usize::from(stroke.ink) % INKS.len()]) stroke-width="3"
                stroke-linecap="round" stroke-linejoin="round" vector-effect="non-scaling-stroke" points=(points(stroke)) {}
        }
    }
}

/// Across and down, point by point; a dot is a stroke that goes nowhere.
fn points(stroke: &Stroke) -> String {
    let pairs = stroke.points.chunks_exact(2).map(|pair| format!("{},{}", pair[0], pair[1]));
    let mut pairs: Vec<_> = pairs.collect();
    if let [dot] = &*pairs {
        pairs.push(dot.clone());
    }
    pairs.join(" ")
}

fn view_box() -> String {
    format!("0 0 {SIDE} {SIDE}")
}

/// The photos of a hand-in: those that something was noted on large, with what was noted.
pub(crate) fn photos(cx: &Cx, scene: &Scene, files: &[Attachment]) -> Markup {
    let lang = cx.lang();
    let photos: Vec<_> = (1_i64..).zip(files.iter().filter(|file| file.is_picture())).collect();
    let is_noted = |file: &Attachment| {
        scene.notes.drawing_of(file.id).is_some() || !scene.notes.of_photo(file.id).is_empty()
    };
    let can_draw = |file: &Attachment| scene.is_taught && file.version.is_none();
    html! {
        @let plain: Vec<_> = photos.iter().filter(|(_, file)| !is_noted(file)).collect();
        @if !plain.is_empty() {
            ul.photos {
                @for (at, file) in plain {
                    li {
                        a href=(file.path()) { img src=(file.path()) alt=(t::photo_number(lang, *at)) loading="lazy"; }
                        @if can_draw(file) { (way(lang, file, *at)) }
                    }
                }
            }
        }
        @for (at, file) in photos.iter().filter(|(_, file)| is_noted(file)) {
            div.stack {
                (drawn(lang, &scene.notes, (file, *at)))
                @let remarks = scene.notes.of_photo(file.id);
                @if !remarks.is_empty() {
                    h3 { (t::remarks_on_photo(lang, *at)) }
                    (remark::views::list(cx, scene, &remarks))
                }
                @if can_draw(file) { p { (way(lang, file, *at)) } }
            }
        }
    }
}

fn way(lang: Lang, file: &Attachment, at: i64) -> Markup {
    html! {
        a.act.quiet href={ (file.path()) "/dessin" } {
            (ui::icon("pencil")) (t::drawing_act(lang)) span.sr-only { " " (t::photo_number(lang, at)) }
        }
    }
}

/// A photo with what is drawn over it, which can be taken off.
fn drawn(lang: Lang, notes: &Notes, (file, at): (&Attachment, i64)) -> Markup {
    let drawing = notes.drawing_of(file.id);
    html! {
        figure.drawn {
            a href=(file.path()) { img src=(file.path()) alt=(t::photo_number(lang, at)) loading="lazy"; }
            @if let Some(drawing) = drawing {
                svg viewBox=(view_box()) preserveAspectRatio="none" role="img" aria-label=(said(lang, &drawing.strokes)) {
                    (lines(&drawing.strokes))
                }
            }
            (pins(lang, notes, file.id))
            figcaption {
                @if let Some(drawing) = drawing {
                    label.choice {
                        input type="checkbox";
                        span { (t::drawing_without(lang)) }
                        small { (said(lang, &drawing.strokes)) }
                    }
                }
            }
        }
    }
}

/// The numbers of the remarks, on the places they are about.
fn pins(lang: Lang, notes: &Notes, photo: i64) -> Markup {
    let remarks = notes.of_photo(photo);
    html! {
        @if !remarks.is_empty() {
            div.pins {
                @for (number, remark) in &remarks {
                    @if let On::Photo { place, .. } = remark.on {
                        a.nth data-place=(place) href={ "#remarque-" (remark.id) } aria-label=(t::remark_numbered(lang, *number)) { (number) }
                    }
                }
            }
        }
    }
}

/// A photo and what is drawn over it in one picture, for a page that stands alone.
pub(crate) fn alone(lang: Lang, drawing: &Drawing, photo: &str) -> Markup {
    let (width, height) = drawing.size;
    html! {
        svg viewBox={ "0 0 " (width) " " (height) } width="100%" role="img" aria-label=(said(lang, &drawing.strokes)) {
            image href=(photo) width=(width) height=(height) preserveAspectRatio="none" {}
            svg viewBox=(view_box()) width=(width) height=(height) preserveAspectRatio="none" { (lines(&drawing.strokes)) }
        }
    }
}

/// The page where a photo is drawn over.
pub(super) fn draw(
    cx: &Cx,
    (scene, photo): (&Scene, i64),
    (drawn, remark): (&Form, &Form),
    is_other: bool,
) -> Page {
    let lang = cx.lang();
    let at = scene.files.iter().filter(|file| file.is_picture()).position(|file| file.id == photo);
    let at = i64::try_from(at.unwrap_or(0) + 1).unwrap_or(1);
    let remarks = scene.notes.of_photo(photo);
    let main = html! {
        (ui::back(&scene.path(), t::drawing_back(lang)))
        (ui::title(&t::drawing_title(lang, at), &format!("{} · {}", parts::full_names(scene.pupils.iter()), scene.work.title())))
        div.stack {
            @if is_other { div.card.note role="alert" { p { (t::drawing_other(lang)) } } }
            (sheet(cx, (scene, photo, at), drawn))
        }
        div.stack {
            section.card.stack aria-labelledby="remarques" {
                header { h2 #remarques { (t::remarks(lang)) } }
                @if !remarks.is_empty() { (remark::views::list(cx, scene, &remarks)) }
                (pin(cx, (scene, photo), remark))
            }
        }
    };
    Page::columns(t::drawing_page(lang), main)
}

/// The photo, and over it the sheet that the program of the page draws on.
fn sheet(cx: &Cx, (scene, photo, at): (&Scene, i64, i64), form: &Form) -> Markup {
    let (lang, path) = (cx.lang(), super::pages::path(photo));
    let draft_words = parts::draft_words(lang);
    let drawing = scene.notes.drawings.iter().find(|one| one.file == photo);
    let revision = drawing.map_or(0, |one| one.revision);
    let strokes = super::read(form.shown("traits")).unwrap_or_default();
    let src = format!("/cours/fichiers/{photo}");
    html! {
        form.form.card.stack method="post" action=(path) data-autosave={ (path) "/brouillon" }
            data-draft=(draft(photo)) data-draft-revision=(revision) data-draft-restored=(draft_words.restored)
            data-draft-discard=(draft_words.discard) data-draft-newer=(draft_words.newer) data-draft-use=(draft_words.take) {
            (cx.hidden())
            input type="hidden" name="revision" value=(revision);
            input type="hidden" name="largeur" value="";
            input type="hidden" name="hauteur" value="";
            (ui::error_summary(form))
            div.drawn.sheet data-island="draw" data-inks=(INKS.join(" ")) data-tools=(t::drawing_tools(lang))
                data-red=(t::ink_red(lang)) data-blue=(t::ink_blue(lang)) data-green=(t::ink_green(lang))
                data-erase=(t::drawing_erase(lang)) data-move=(t::drawing_move(lang)) data-undo=(t::drawing_undo(lang))
                data-clear=(t::drawing_clear(lang)) data-full=(t::drawing_too_much(lang)) data-says=(t::drawing_says(lang)) {
                img src=(src) alt=(t::photo_number(lang, at));
                svg viewBox=(view_box()) preserveAspectRatio="none" role="img" aria-label=(said(lang, &strokes)) { (lines(&strokes)) }
                (pins(lang, &scene.notes, photo))
            }
            textarea #traits name="traits" hidden autocomplete="off" aria-label=(t::drawing_page(lang)) { (form.shown("traits")) }
            p.muted data-plain { (t::drawing_needs_program(lang)) }
            (parts::saved_line(lang))
            div.actions hidden data-drawn { button.act.main { (t::drawing_save(lang)) } }
        }
    }
}

/// A remark to put on a place of the photo: what the keyboard does instead of drawing.
fn pin(cx: &Cx, (scene, photo): (&Scene, i64), form: &Form) -> Markup {
    let lang = cx.lang();
    let places: Vec<_> = (1..=PLACES)
        .map(|place| Choice {
            value: place.to_string(),
            label: remark::views::place_words(lang, place),
            hint: "",
        })
        .collect();
    html! {
        form.form method="post" action={ (scene.path()) "/remarques" } {
            (cx.hidden())
            input type="hidden" name="photo" value=(photo);
            (ui::error_summary(form))
            div.places { (ui::choices(form, &Field::new("endroit", t::remark_place(lang)), &places)) }
            (parts::lines(form, &Field::new("remarque", t::remark_words(lang)), 3))
            div.actions { button.act { (ui::icon("plus")) (t::remark_add(lang)) } }
        }
    }
}
