//! What the pages of duplicates look like. How to reach someone is never shown whole.

use kernel::Lang;
use maud::{Markup, html};
use web::{
    Cx, Page, dates,
    ui::{self, Column},
};

use super::{
    pages::{Line, PATH, Shown},
    store::{Pair, State},
};
use crate::t;

/// The pairs that wait, then those that were decided.
pub(super) fn list(cx: &Cx, open: &[Line], decided: &[Line], waiting: i64) -> Page {
    let lang = cx.lang();
    let main = html! {
        (ui::title(t::pairs_title(lang), t::pairs_under(lang)))
        section.card aria-labelledby="attente" {
            @if open.is_empty() { h2 id="attente" { (t::pairs_open(lang)) } p.muted { (t::pairs_none(lang)) } }
            @else {
                header { h2 id="attente" { (t::pairs_waiting(lang, waiting)) } }
                ul.stack { @for line in open { li { (link(lang, line)) } } }
            }
        }
        @if !decided.is_empty() {
            section.card aria-labelledby="decides" {
                header { h2 id="decides" { (t::pairs_decided(lang)) } }
                ul.stack {
                    @for line in decided {
                        li {
                            (link(lang, line))
                            div.row {
                                (state(lang, line.pair.state))
                                @if let Some(at) = line.pair.decided {
                                    span.muted { (dates::when(lang, at, cx.now, &cx.app.place)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    };
    Page::narrow(t::pairs_title(lang), main)
}

fn link(lang: Lang, line: &Line) -> Markup {
    html! {
        a href={ (PATH) "/" (line.pair.id) } { (t::pair_names(lang, &line.one, &line.other)) }
        p.muted { (evidence(lang, &line.pair)) }
    }
}

fn state(lang: Lang, state: State) -> Markup {
    let look = if state == State::Same { "done" } else { "quiet" };
    ui::tag(look, t::by_key(lang, &format!("pair-state-{}", state.code())).unwrap_or_default())
}

fn evidence(lang: Lang, pair: &Pair) -> String {
    evidence_words(lang, pair.evidence.iter().map(|one| one.code()))
}

/// « Même nom, même mobile ».
pub(crate) fn evidence_words<'e>(lang: Lang, codes: impl Iterator<Item = &'e str>) -> String {
    let words = codes.filter_map(|code| t::by_key(lang, &format!("evidence-{code}")));
    dates::capital(&words.collect::<Vec<_>>().join(", "))
}

/// Both records side by side, and the decision.
pub(super) fn show(cx: &Cx, pair: &Pair, records: &[Shown; 2]) -> Page {
    let lang = cx.lang();
    let path = format!("{PATH}/{}", pair.id);
    let columns = [
        Column::words(t::pair_what(lang)),
        Column::words(t::pair_first(lang)),
        Column::words(t::pair_second(lang)),
    ];
    let main = html! {
        (ui::back(PATH, t::pairs_title(lang)))
        (ui::title(t::pair_title(lang), &evidence(lang, pair)))
        section.card { (ui::cards_table(t::pair_records(lang), &columns, &rows(cx, records))) }
        @if pair.state == State::Open {
            section.card.stack aria-labelledby="decision" {
                h2 id="decision" { (t::pair_question(lang)) }
                p { (t::pair_same_means(lang)) }
                p.muted { (t::pair_reversible(lang)) }
                form.form method="post" action=(path) {
                    (cx.hidden())
                    div.actions {
                        button.act.main name="decision" value="same" { (t::pair_same(lang)) }
                        button.act name="decision" value="different" { (t::pair_different(lang)) }
                    }
                }
            }
        } @else {
            section.card.stack {
                div.row { (state(lang, pair.state)) }
                p { (t::pair_revert_means(lang)) }
                form method="post" action={ (path) "/revenir" } {
                    (cx.hidden())
                    button.act { (ui::icon("undo-2")) (t::pair_revert(lang)) }
                }
            }
        }
    };
    Page::narrow(t::pair_title(lang), main)
}

fn rows(cx: &Cx, records: &[Shown; 2]) -> Vec<Vec<Markup>> {
    let lang = cx.lang();
    let row = |label: &str, value: &dyn Fn(&Shown) -> String| {
        let cell = |shown: &Shown| {
            let text = value(shown);
            html! { @if text.is_empty() { span.muted { (t::imports_blank(lang)) } } @else { (text) } }
        };
        vec![html! { (label) }, cell(&records[0]), cell(&records[1])]
    };
    let children = |shown: &Shown| i64::try_from(shown.described.children.len()).unwrap_or(0);
    let mut rows = vec![
        row(t::field_last_name(lang), &|shown| shown.described.last.clone()),
        row(t::field_first_name(lang), &|shown| shown.described.first.clone()),
        row(t::pair_category(lang), &|shown| {
            let word = t::by_key(lang, &format!("category-{}", shown.category));
            word.unwrap_or_default().to_owned()
        }),
        row(t::field_birth(lang), &|shown| {
            let day = shown.described.born;
            day.map(|day| dates::long_day(lang, day, cx.today())).unwrap_or_default()
        }),
        row(t::field_email(lang), &|shown| masked_address(&shown.described.email)),
        row(t::field_mobile(lang), &|shown| masked_number(&shown.described.mobile)),
        row(t::pair_schools(lang), &|shown| shown.schools.join(", ")),
    ];
    if records.iter().any(|shown| !shown.described.children.is_empty()) {
        rows.push(row(t::pair_children(lang), &|shown| children(shown).to_string()));
    }
    rows
}

/// « s…@example.org »: enough to compare, not enough to write to someone.
pub(crate) fn masked_address(address: &str) -> String {
    match address.split_once('@') {
        Some((name, domain)) => {
            let start: String = name.chars().take(2).collect();
            format!("{start}…@{domain}").to_lowercase()
        }
        None => String::new(),
    }
}

/// « … 56 78 ».
pub(crate) fn masked_number(number: &str) -> String {
    let digits = super::digits(number);
    let end = digits.len().saturating_sub(4);
    match digits.get(end..) {
        Some(last) if last.len() == 4 => format!("… {} {}", &last[..2], &last[2..]),
        _ => String::new(),
    }
}
