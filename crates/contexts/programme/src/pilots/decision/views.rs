//! What a decision looks like, and the form that records it.

use kernel::Lang;
use maud::{Markup, html};
use web::{
    Cx, Form, Page,
    ui::{self, Choice as Answered, Field},
};

use crate::{
    pilots::{
        choice::{Choice, Kind},
        dated,
        decision::{Decided, proposal::Proposal},
        study::words::way_words,
    },
    t,
};

/// « 12 pour, 3 contre, 1 abstention ».
pub(crate) fn votes_words(lang: Lang, [votes_for, against, abstentions]: [i64; 3]) -> String {
    t::votes(lang, votes_for, against, abstentions)
}

/// What was decided, on the page of what it was decided from.
pub(crate) fn decided(cx: &Cx, decided: &Decided) -> Markup {
    let (lang, decision) = (cx.lang(), &decided.decision);
    let day = dated(lang, decision.day);
    let years: Vec<i64> = {
        let mut years: Vec<i64> = decided.pilots.iter().map(|one| one.cohort).collect();
        years.dedup();
        years
    };
    let facts: Vec<(&str, Markup)> = vec![
        (t::decision_body(lang), html! { (decision.body) }),
        (t::decision_day(lang), html! { (day) }),
        (t::decision_votes(lang), html! { (votes_words(lang, decision.votes)) }),
    ];
    html! {
        section.card.stack aria-labelledby="decision" {
            header { h2 id="decision" { (t::decision(lang)) } (ui::tag("done", t::decision_recorded(lang))) }
            (ui::facts(&facts))
            @for year in &years {
                @if years.len() > 1 { h3 { (t::cohort(lang, *year)) } }
                ul { @for one in decided.pilots.iter().filter(|one| one.cohort == *year) { li { (one.name) } } }
            }
            (differences(lang, decided))
        }
    }
}

fn differences(lang: Lang, decided: &Decided) -> Markup {
    html! {
        h3 { (t::differences(lang)) }
        @if decided.added.is_empty() && decided.left.is_empty() { p { (t::differences_none(lang)) } }
        @else {
            ul {
                @for name in &decided.added { li { (t::difference_added(lang, name)) } }
                @for name in &decided.left { li { (t::difference_left(lang, name)) } }
            }
        }
        @if !decided.decision.reasons.is_empty() { p.lines { (decided.decision.reasons) } }
    }
}

/// The form that records a decision.
pub(super) fn form(cx: &Cx, form: &Form, choice: &Choice, proposal: &Proposal) -> Page {
    let lang = cx.lang();
    let ways: Vec<Answered> = proposal
        .ways
        .iter()
        .filter_map(|(way, _)| *way)
        .map(|way| Answered { value: way.code().to_owned(), label: way_words(lang, way), hint: "" })
        .collect();
    let votes = |name: &str, label: &str| {
        ui::text(form, &Field::new(name, label).kind("number").class("short"))
    };
    let main = html! {
        (ui::back(&choice.path(), &choice.name))
        (ui::error_summary(form))
        (ui::title(t::decide(lang), &choice.name))
        (ui::note(&html! { p { (t::decide_says(lang)) } }))
        form.card.stack method="post" action={ (choice.path()) "/decision" } {
            (cx.hidden())
            (ui::text(form, &Field::new("qui", t::decision_body(lang)).hint(t::decision_body_hint(lang))))
            (ui::date(form, &Field::new("jour", t::decision_day(lang))))
            (votes("pour", t::votes_for(lang)))
            (votes("contre", t::votes_against(lang)))
            (votes("abstentions", t::votes_none(lang)))
            @if ways.len() > 1 { (ui::choices(form, &Field::new("facon", t::decision_way(lang)), &ways)) }
            @match choice.kind {
                Kind::Study => (ui::details(t::decision_changes(lang), &html! {
                    div.stack {
                        p { (t::decision_changes_says(lang)) }
                        @for one in &proposal.candidates { (change(lang, form, (&one.uai, &one.name, &one.commune))) }
                    }
                })),
                Kind::Draw => (ui::textarea(form, &Field::new("retirees", t::decision_left(lang)).hint(t::decision_left_hint(lang)).optional(), 3)),
            }
            (ui::textarea(form, &Field::new("raisons", t::decision_reasons(lang)).hint(t::decision_reasons_hint(lang)).optional(), 4))
            div.actions { button.act.main { (ui::icon("check")) (t::decision_record(lang)) } }
        }
    };
    Page::narrow(t::decide(lang), main)
}

fn change(lang: Lang, form: &Form, (uai, name, commune): (&str, &str, &str)) -> Markup {
    let answers =
        [("", t::as_proposed(lang)), ("oui", t::decided_in(lang)), ("non", t::decided_out(lang))]
            .map(|(value, label)| Answered { value: value.to_owned(), label, hint: "" });
    let (field, label) = (format!("college-{uai}"), format!("{name} · {commune}"));
    ui::select(form, &Field::new(&field, &label), &answers)
}
