//! Components: plain functions that give markup. No page writes its own field, table or message,
//! so that none can forget a label, a hint or a focus.

mod fields;
mod lists;

use kernel::Lang;
use maud::{Markup, PreEscaped, html};

pub use fields::{
    Choice, Field, Files, checkbox, choices, date, editor, editor_with, error_summary, files,
    select, text, textarea, too_heavy,
};
pub use lists::{Column, cards_table, empty, facts, pages};

use crate::{assets, t};

/// An icon, drawn in the page; it says nothing to a screen reader, the words beside it do.
pub fn icon(name: &str) -> Markup {
    PreEscaped(assets::icon(name).to_owned())
}

/// A picture of the children as the `d` of one SVG path of 24 units a side, for paper.
pub fn icon_path(name: &str) -> &'static str {
    assets::path(name)
}

/// A two-colour drawing for an empty page: `yard`, `tree`, `bench` or `kite`.
pub fn drawing(name: &str) -> Markup {
    PreEscaped(assets::drawing(name).to_owned())
}

/// The way back to the page above.
pub fn back(path: &str, label: &str) -> Markup {
    html! { nav.crumbs.wide aria-label=(label) { a href=(path) { (icon("arrow-left")) (label) } } }
}

/// A page's title and what stands under it.
pub fn title(title: &str, under: &str) -> Markup {
    html! {
        header.title.wide {
            h1 { (title) }
            @if !under.is_empty() { p.muted { (under) } }
        }
    }
}

/// A state in words; the ground only helps. `kind` is `done`, `attention`, `wrong` or `quiet`.
pub fn tag(kind: &str, words: &str) -> Markup {
    html! { span.tag data-state=(kind) { (words) } }
}

/// More about something, closed until asked.
pub fn details(summary: &str, content: &Markup) -> Markup {
    html! { details.details { summary { (summary) } (content) } }
}

/// « Qui peut voir ceci ? »: one line per kind of reader, in words.
pub fn who_sees(lang: Lang, readers: &[String]) -> Markup {
    html! {
        details.details.who-sees {
            summary { (t::who_sees(lang)) }
            ul { @for reader in readers { li { (icon("eye")) span { (reader) } } } }
        }
    }
}

/// The initials of a person in a bubble.
pub fn bubble(initials: &str) -> Markup {
    html! { span.bubble aria-hidden="true" { (initials) } }
}

/// A message that is always announced.
pub fn note(content: &Markup) -> Markup {
    html! { div.card.note role="status" { (content) } }
}

/// What was just done, dismissible.
pub fn toast(lang: Lang, sentence: &str) -> Markup {
    html! {
        div.toast {
            (icon("circle-check"))
            p { (sentence) }
            button type="button" data-dismiss aria-label=(t::dismiss(lang)) { (icon("x")) }
        }
    }
}

/// How far something is, in words beside the bar.
pub fn progress(done: i64, of: i64, words: &str) -> Markup {
    html! {
        div.stack {
            p.muted { (words) }
            progress value=(done) max=(of.max(1)) aria-label=(words) {}
        }
    }
}

/// A question before something that matters, closed until asked for; works without JavaScript.
pub fn confirm(label: &str, question: &str, form: &Markup) -> Markup {
    details(label, &html! { div.stack { p { (question) } (form) } })
}
