//! The fields that the forms of the money share, and what their pages say of a day or an amount.

use kernel::{Day, Lang};
use maud::{Markup, html};
use shares::Cents;
use web::{
    Cx, Form, dates,
    ui::{self, Choice, Field},
};

use super::{model::Partner, words};
use crate::t;

/// The longest name, reference or label.
pub(super) const WORDS_MAX: usize = 200;

/// The largest amount, in cents: a hundred billion euros. Sums of thousands of them still fit.
pub(super) const AMOUNT_MAX: i64 = 10_000_000_000_000;

/// Reads an amount that is within what the money of a territory can be.
pub(super) fn parse(typed: &str) -> Option<Cents> {
    Cents::parse(typed).filter(|amount| (-AMOUNT_MAX..=AMOUNT_MAX).contains(&amount.0))
}

/// An amount that may be missing.
pub(super) fn amount(form: &mut Form, field: &str) -> Option<Cents> {
    let typed = form.text(field, 40);
    if typed.is_empty() {
        return None;
    }
    let read = parse(&typed);
    if read.is_none() {
        form.refuse(field, t::money_not_an_amount(form.lang()));
    }
    read
}

/// An amount that must be there and above nothing.
pub(super) fn required_amount(form: &mut Form, field: &str) -> Option<Cents> {
    let lang = form.lang();
    if form.shown(field).trim().is_empty() {
        form.refuse(field, t::money_amount_missing(lang));
        return None;
    }
    let read = amount(form, field)?;
    if read.0 <= 0 {
        form.refuse(field, t::money_amount_negative(lang));
        return None;
    }
    Some(read)
}

/// The field of an amount.
pub(super) fn amount_field(form: &Form, name: &str, label: &str, hint: &str) -> Markup {
    ui::text(form, &Field::new(name, label).hint(hint).class("short"))
}

/// An amount as a form shows it.
pub(super) fn shown(amount: Cents) -> String {
    amount.to_string().replace('.', ",")
}

/// Partners to choose from, after nobody.
pub(super) fn partner_choices<'p>(
    partners: impl Iterator<Item = &'p Partner>,
    nobody: &'p str,
) -> Vec<Choice<'p>> {
    let mut choices = vec![Choice { value: String::new(), label: nobody, hint: "" }];
    choices.extend(partners.map(|one| Choice {
        value: one.id.to_string(),
        label: &one.name,
        hint: "",
    }));
    choices
}

/// A day in words.
pub(super) fn day(cx: &Cx, day: Day) -> String {
    dates::long_day(cx.lang(), day, cx.today())
}

/// An amount in words.
pub(super) fn euros(lang: Lang, amount: Cents) -> Markup {
    html! { span.sum { (words::euros(lang, amount)) } }
}

/// A form over the whole page: its fields, then its button.
pub(super) fn form_card(
    cx: &Cx,
    action: &str,
    fields: &Markup,
    button: &str,
    with_files: bool,
) -> Markup {
    html! {
        form.card.stack method="post" action=(action) enctype=[with_files.then_some("multipart/form-data")] {
            (cx.hidden())
            (fields)
            div.actions { button.act.main { (ui::icon("check")) (button) } }
        }
    }
}

/// What is pointed out, in a card of its own.
pub(super) fn pointed_out(sentences: &[String]) -> Markup {
    html! {
        @if !sentences.is_empty() {
            (ui::note(&html! { @for says in sentences { p { (says) } } }))
        }
    }
}
