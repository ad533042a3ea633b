//! Links to read, to print and to write.

use kernel::Lang;
use maud::{Markup, html};
use web::{Form, ui};

use crate::{
    link::{AT_MOST, Link, MARK, fields_of},
    parts, t,
};

/// Links to follow: each says that it leaves Préau, and for where. On paper, the whole address.
pub(crate) fn list(lang: Lang, links: &[Link]) -> Markup {
    html! {
        @if !links.is_empty() {
            ul.files.links {
                @for link in links {
                    li {
                        a href=(link.address) rel="noopener noreferrer" {
                            (ui::icon("external-link"))
                            span { b dir="auto" { (link.label) } small.muted { (t::link_leaves(lang, link.host())) } }
                        }
                        span.on-paper dir="ltr" { (link.address) }
                    }
                }
            }
        }
    }
}

/// The same for a file that is read without Préau.
pub(crate) fn alone(links: &[Link]) -> Markup {
    html! {
        @if !links.is_empty() {
            ul { @for link in links {
                li { span dir="auto" { (link.label) } ": " a href=(link.address) rel="noopener noreferrer" dir="ltr" { (link.address) } }
            } }
        }
    }
}

/// The fields of links: those there are, and one more.
pub(crate) fn fields(form: &Form) -> Markup {
    let lang = form.lang();
    let is_filled = |rank: &usize| {
        let (name, address) = fields_of(*rank);
        !form.shown(&name).is_empty() || !form.shown(&address).is_empty()
    };
    let filled = (1..=AT_MOST).rev().find(is_filled).unwrap_or(0);
    let is_wrong = form.errors().iter().any(|error| error.field.starts_with("lien-"));
    html! {
        input type="hidden" name=(MARK) value="oui";
        details.details open[filled > 0 || is_wrong] {
            summary { (t::links(lang)) }
            div.stack {
                p.muted { (t::links_hint(lang)) }
                @for rank in 1..=(filled + 1).min(AT_MOST) { (pair(form, rank)) }
            }
        }
    }
}

fn pair(form: &Form, rank: usize) -> Markup {
    let lang = form.lang();
    let (name, address) = fields_of(rank);
    let number = i64::try_from(rank).unwrap_or(i64::MAX);
    let (label, place) = (t::link_label(lang, number), t::link_address(lang, number));
    html! {
        div.stack {
            (parts::line(form, &ui::Field::new(&address, &place)))
            (parts::line(form, &ui::Field::new(&name, &label)))
        }
    }
}
