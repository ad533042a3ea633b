//! What pilots and their commitments look like.

use std::collections::BTreeMap;

use directory::api::Org;
use kernel::{Day, Lang};
use maud::{Markup, html};
use web::{
    Cx, Form, Page, dates,
    ui::{self, Choice, Field},
};

use crate::{
    pilots::{
        PATH as PILOTS,
        commit::{Commitment, PATH, Review, STATES, path},
        dated, words,
    },
    t,
};

/// The pilots one follows, with a line of what is counted of each.
pub(super) fn list(cx: &Cx, orgs: &[Org], facts: &BTreeMap<i64, String>) -> Page {
    let lang = cx.lang();
    let main = html! {
        (ui::back(PILOTS, t::pilots(lang)))
        (ui::title(t::pilots_followed(lang), t::pilots_followed_under(lang)))
        @if orgs.is_empty() { (ui::empty("tree", t::pilots_none(lang), &html! {})) }
        ul.files { @for org in orgs { li {
            a href=(path(org.id)) {
                (ui::icon("school")) span { (org.name) } small.muted { (org.commune) }
            }
            @if let Some(facts) = facts.get(&org.id).filter(|facts| !facts.is_empty()) { p.muted { (facts) } }
        } } }
    };
    Page::narrow(t::pilots_followed(lang), main)
}

fn state_tag(lang: Lang, one: &Commitment, last: Option<&Review>, today: Day) -> Markup {
    match last.map(|review| review.state.as_str()) {
        Some("kept") => ui::tag("done", words(lang, "commitment", "kept")),
        _ if one.due < today => ui::tag("attention", t::commitment_late(lang)),
        Some("begun") => ui::tag("quiet", words(lang, "commitment", "begun")),
        _ => ui::tag("quiet", words(lang, "commitment", "not-yet")),
    }
}

/// A pilot: since when, what it commits to, what is seen.
pub(super) fn school(
    cx: &Cx,
    org: &Org,
    (decisions, facts): (&[(String, Day)], &str),
    (commitments, reviews): (&[Commitment], &[Review]),
    form: &Form,
) -> Page {
    let (lang, today) = (cx.lang(), cx.today());
    let day = |day: Day| dates::long_day(lang, day, today);
    let main = html! {
        (ui::back(PATH, t::pilots_followed(lang)))
        (ui::error_summary(form))
        (ui::title(&org.name, &org.commune))
        ul { @for (name, decided) in decisions { li { (t::pilot_since(lang, &dated(lang, *decided), name)) } } }
        @if !facts.is_empty() {
            section.card aria-labelledby="vu" {
                h2 id="vu" { (t::facts_seen(lang)) }
                p { (facts) }
                p.muted { (t::facts_seen_says(lang)) }
            }
        }
        @if commitments.is_empty() { p.muted { (t::commitments_none(lang)) } }
        @for one in commitments {
            @let seen: Vec<&Review> = reviews.iter().filter(|review| review.commitment == one.id).collect();
            section.card.stack aria-labelledby={ "engagement-" (one.id) } {
                header { h2 id={ "engagement-" (one.id) } { (one.words) } (state_tag(lang, one, seen.first().copied(), today)) }
                p.muted { (t::commitment_due(lang, &day(one.due))) }
                @if seen.is_empty() { p { (t::reviews_none(lang)) } }
                @for review in &seen {
                    p { strong { (day(review.day)) " · " (words(lang, "commitment", &review.state)) } " " (review.seen) }
                }
                (ui::details(t::review_new(lang), &review_form(cx, one, form)))
            }
        }
        form.card.stack method="post" action=(path(org.id)) {
            (cx.hidden())
            h2 { (t::commitment_new(lang)) }
            (ui::textarea(form, &Field::new("engagement", t::commitment(lang)).hint(t::commitment_hint(lang)), 3))
            (ui::date(form, &Field::new("pour-le", t::commitment_by(lang))))
            div.actions { button.act.main { (ui::icon("plus")) (t::commitment_add(lang)) } }
        }
    };
    Page::narrow(t::pilots_followed(lang), main)
}

/// Fields are named by their form: each commitment has its own, so ids must not meet.
fn review_form(cx: &Cx, one: &Commitment, form: &Form) -> Markup {
    let lang = cx.lang();
    let answers = STATES.map(|code| Choice {
        value: code.to_owned(),
        label: words(lang, "commitment", code),
        hint: "",
    });
    let id = |name: &str| format!("{name}-{}", one.id);
    html! {
        form.stack method="post" action={ "/programme/pilotes/engagements/" (one.id) } {
            (cx.hidden())
            fieldset {
                legend { (t::review_state(lang)) }
                div.choices { @for answer in &answers {
                    label.choice {
                        input type="radio" name="etat" value=(answer.value) required checked[form.shown("etat") == answer.value];
                        span { (answer.label) }
                    }
                } }
            }
            div.field {
                label for=(id("vu")) { (t::review_seen(lang)) }
                textarea id=(id("vu")) name="vu" rows="3" required {}
            }
            div.actions { button.act { (ui::icon("check")) (t::review_add(lang)) } }
        }
    }
}
