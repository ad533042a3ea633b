//! What remarks look like: the passages marked in the text, and what is said of them under it.

use kernel::Lang;
use maud::{Markup, html};
use web::{
    Cx, Form,
    ui::{self, Choice, Field},
};

use crate::{
    handin::pages::Scene,
    parts,
    remark::{Notes, On, Remark, WORDS_MAX, text},
    t,
};

/// The longest words of a sentence in a list to choose from, in characters.
const LABEL: usize = 90;

/// The name of the draft of a remark.
pub(crate) fn draft(handin: i64) -> String {
    format!("remarque-{handin}")
}

/// A text that was handed in, its passages marked, and what is said of them.
pub(crate) fn annotated(
    lang: Lang,
    notes: &Notes,
    (handin, version): (i64, Option<i64>),
    html: &str,
) -> Markup {
    let remarks = notes.of_text(handin, version);
    let passages: Vec<_> = remarks
        .iter()
        .filter_map(|(number, remark)| match &remark.on {
            On::Text(range) => Some((range.clone(), leads(lang, *number, remark).into_string())),
            On::Photo { .. } => None,
        })
        .collect();
    parts::prose(&text::marked(html, &passages))
}

/// The number after a passage, that leads to what is said of it.
fn leads(lang: Lang, number: i64, remark: &Remark) -> Markup {
    html! {
        a class="nth" id={ "passage-" (remark.id) } href={ "#remarque-" (remark.id) } aria-label=(t::remark_numbered(lang, number)) { (number) }
    }
}

/// A text with what is said of it under it; those who teach may say it otherwise.
pub(crate) fn text_with_remarks(
    cx: &Cx,
    scene: &Scene,
    version: Option<i64>,
    html: &str,
) -> Markup {
    let lang = cx.lang();
    let remarks = scene.notes.of_text(scene.handin.id, version);
    html! {
        @if !html.is_empty() {
            div data-passages[version.is_none()] {
                (annotated(lang, &scene.notes, (scene.handin.id, version), html))
            }
        }
        @if !remarks.is_empty() {
            h3 { (t::remarks_on_text(lang)) }
            (list(cx, scene, &remarks))
        }
    }
}

/// Remarks, each with the words or the place it is about.
pub(crate) fn list(cx: &Cx, scene: &Scene, remarks: &[(i64, &Remark)]) -> Markup {
    let lang = cx.lang();
    html! {
        ol.remarks {
            @for (number, remark) in remarks {
                li id={ "remarque-" (remark.id) } {
                    span.nth aria-hidden="true" { (number) }
                    div.stack {
                        p.muted { (about(lang, remark)) }
                        p.said dir="auto" { (remark.words) }
                        @if scene.is_taught { (otherwise(cx, scene, (*number, remark))) }
                    }
                }
            }
        }
    }
}

/// What a remark is about, in words.
pub(crate) fn about(lang: Lang, remark: &Remark) -> Markup {
    html! {
        @match &remark.on {
            On::Text(_) => q dir="auto" { (remark.quote) },
            On::Photo { place, .. } => (place_words(lang, *place)),
        }
    }
}

/// « En haut à gauche ».
pub(crate) fn place_words(lang: Lang, place: i64) -> &'static str {
    match place {
        1 => t::place_top_left(lang),
        2 => t::place_top(lang),
        3 => t::place_top_right(lang),
        4 => t::place_left(lang),
        6 => t::place_right(lang),
        7 => t::place_bottom_left(lang),
        8 => t::place_bottom(lang),
        9 => t::place_bottom_right(lang),
        _ => t::place_middle(lang),
    }
}

fn otherwise(cx: &Cx, scene: &Scene, (number, remark): (i64, &Remark)) -> Markup {
    let lang = cx.lang();
    let id = format!("remarque-mots-{}", remark.id);
    let retyped = scene.retyped.as_ref().filter(|retyped| retyped.remark == remark.id);
    let wrong = retyped.map(|_| format!("{id}-erreur"));
    let words = retyped.map_or(&remark.words, |retyped| &retyped.words);
    html! {
        details open[retyped.is_some()] {
            summary { (t::remark_change(lang)) span.sr-only { " " (t::remark_numbered(lang, number)) } }
            form.form method="post" action={ (scene.path()) "/remarques/" (remark.id) } {
                (cx.hidden())
                div class={ "field" @if retyped.is_some() { " bad" } } {
                    label for=(id) { (t::remark_words(lang)) }
                    @if let (Some(retyped), Some(wrong)) = (retyped, &wrong) {
                        p.error id=(wrong) role="alert" { (ui::icon("circle-alert")) span { (retyped.error) } }
                    }
                    textarea id=(id) name="remarque" rows="3" maxlength=[retyped.is_none().then_some(WORDS_MAX)] required
                        autofocus[retyped.is_some()] aria-invalid=[retyped.map(|_| "true")] aria-describedby=[wrong.as_deref()] { (words) }
                }
                div.actions {
                    button.act { (t::save(lang)) }
                    button.act.quiet name="action" value="supprimer" formnovalidate { (ui::icon("trash-2")) (t::delete(lang)) }
                }
            }
        }
    }
}

/// A remark to make on a passage of the text. The program of the page adds what is selected to the
/// passages to choose from.
pub(crate) fn form(cx: &Cx, scene: &Scene, form: &Form) -> Markup {
    let (lang, html) = (cx.lang(), &scene.handin.text_html);
    if html.is_empty() {
        return html! {};
    }
    let draft_words = parts::draft_words(lang);
    let labels = sentences(html);
    let selected = form.shown("passage");
    let mut choices =
        vec![Choice { value: String::new(), label: t::remark_choose(lang), hint: "" }];
    if let Some((_, words)) = selected.split_once(':') {
        choices.push(Choice { value: selected.to_owned(), label: words, hint: "" });
    }
    choices.extend(labels.iter().map(|(value, label)| Choice {
        value: value.clone(),
        label,
        hint: "",
    }));
    let is_open = !form.is_valid();
    html! {
        details.details open[is_open] data-island="passage" data-act=(t::remark_selected(lang)) {
            summary { (t::remark_on_passage(lang)) }
            form.form method="post" action={ (scene.path()) "/remarques" }
                data-draft=(draft(scene.handin.id)) data-draft-revision="0" data-draft-restored=(draft_words.restored)
                data-draft-discard=(draft_words.discard) data-draft-newer=(draft_words.newer) data-draft-use=(draft_words.take) {
                (cx.hidden())
                (ui::error_summary(form))
                (ui::select(form, &Field::new("passage", t::remark_passage(lang)).hint(t::remark_passage_hint(lang)), &choices))
                p.hint hidden data-hint { (t::remark_passage_select(lang)) }
                (parts::line(form, &Field::new("mots", t::remark_only(lang)).hint(t::remark_only_hint(lang))))
                (parts::lines(form, &Field::new("remarque", t::remark_words(lang)), 3))
                div.actions { button.act { (ui::icon("plus")) (t::remark_add(lang)) } }
            }
        }
    }
}

/// The sentences of a text: where each is, and its first words.
fn sentences(html: &str) -> Vec<(String, String)> {
    let letters = text::letters(html);
    let said = |range: std::ops::Range<usize>| {
        let words: String = letters[range.clone()].iter().take(LABEL).collect();
        let more = if range.len() > LABEL { "…" } else { "" };
        (format!("{}-{}", range.start, range.end), format!("{words}{more}"))
    };
    text::sentences(html).into_iter().map(said).collect()
}
