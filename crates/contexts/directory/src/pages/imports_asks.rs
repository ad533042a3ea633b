//! What an import asks before it is published: whether large departures are meant, and whether the
//! file is preferred to what a school corrected.

use kernel::Lang;
use maud::{Markup, html};
use web::{
    Cx, Form, dates,
    ui::{self, Choice, Field},
};

use super::imports_views::shown;
use crate::{
    duplicates::evidence_words,
    import::{Conflict, Decision, Departure, Described, Doubt, Report},
    t,
};

/// Schools named in the question; the report holds the others.
const SCHOOLS_ASKED: usize = 30;

/// The departures that must be meant, and the box that says they are.
pub(super) fn departures(lang: Lang, form: &Form, report: &Report) -> Markup {
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let line = |departure: &Departure| {
        let (leaving, of) = (count(departure.leaving), count(departure.of));
        let says = match departure.category.as_str() {
            "pupil" => t::departures_pupils,
            _ => t::departures_staff,
        };
        says(lang, leaving, of, &departure.school)
    };
    let more = report.departures.len().saturating_sub(SCHOOLS_ASKED);
    html! {
        @if !report.departures.is_empty() {
            (ui::note(&html! {
                p { b { (t::departures_title(lang)) } }
                ul { @for departure in report.departures.iter().take(SCHOOLS_ASKED) { li { (line(departure)) } } }
                @if more > 0 { p { (t::departures_more(lang, i64::try_from(more).unwrap_or(i64::MAX))) } }
            }))
            (ui::checkbox(form, &Field::new("departs", t::departures_meant(lang)).hint(t::departures_hint(lang))))
        }
    }
}

/// Corrections shown on the page; the others are kept.
const CONFLICTS_ASKED: usize = 50;

/// The corrections that the feed contradicts, each with a box to prefer the feed.
pub(super) fn conflicts(cx: &Cx, form: &Form, report: &Report) -> Markup {
    let lang = cx.lang();
    let followed = form.values("suivre");
    let more = report.summary.kept.saturating_sub(CONFLICTS_ASKED as u64);
    html! {
        @if !report.conflicts.is_empty() {
            fieldset {
                legend { (t::conflicts_title(lang)) }
                p.hint { (t::conflicts_says(lang)) }
                div.stack {
                    @for conflict in report.conflicts.iter().take(CONFLICTS_ASKED) {
                        div {
                            (both(cx, conflict))
                            label.choice {
                                input type="checkbox" name="suivre" value=(conflict.id)
                                    checked[followed.contains(&conflict.id.to_string().as_str())];
                                span { (t::conflicts_follow(lang, &subject(lang, conflict), &conflict.name)) }
                            }
                        }
                    }
                    @if more > 0 { p { (t::conflicts_more(lang, i64::try_from(more).unwrap_or(i64::MAX))) } }
                    @if report.conflicts.len() > 1 {
                        (ui::checkbox(form, &Field::new("suivre-partout", t::conflicts_follow_all(lang))))
                    }
                }
            }
        }
    }
}

/// How each correction was settled.
pub(super) fn settled(cx: &Cx, report: &Report) -> Markup {
    let lang = cx.lang();
    html! {
        @if !report.conflicts.is_empty() {
            section.card {
                h2 { (t::conflicts_title(lang)) }
                ul.stack {
                    @for conflict in report.conflicts.iter().take(CONFLICTS_ASKED) {
                        li {
                            (both(cx, conflict))
                            (ui::tag("quiet", if conflict.is_kept { t::conflicts_kept(lang) } else { t::conflicts_followed(lang) }))
                        }
                    }
                }
            }
        }
    }
}

/// What was corrected, by whom and when, and what the feed says.
fn both(cx: &Cx, conflict: &Conflict) -> Markup {
    let lang = cx.lang();
    let by = match conflict.by.as_str() {
        "" => t::journal_unknown(lang),
        name => name,
    };
    let at = dates::when(lang, conflict.at, cx.now, &cx.app.place);
    html! {
        p { b { (conflict.name) } " · " (subject(lang, conflict)) }
        (ui::facts(&[
            (t::conflicts_corrected(lang), html! {
                (value(lang, conflict, &conflict.corrected)) " " small.muted { (t::conflicts_by(lang, by, &at)) }
            }),
            (t::conflicts_feed(lang), html! { (value(lang, conflict, &conflict.feed)) }),
        ]))
    }
}

/// « Prénom », « Responsable : Paul Moreau ».
fn subject(lang: Lang, conflict: &Conflict) -> String {
    let field = t::by_key(lang, &format!("field-{}", conflict.field)).unwrap_or_default();
    if conflict.about.is_empty() {
        field.to_owned()
    } else {
        t::imports_reason(lang, field, &conflict.about)
    }
}

fn value<'v>(lang: Lang, conflict: &Conflict, value: &'v str) -> &'v str {
    match (conflict.field.as_str(), value) {
        ("guardian", "1") => t::level_1(lang),
        ("guardian", "2") => t::level_2(lang),
        ("guardian", "3") => t::level_3(lang),
        ("guardian", _) => t::conflicts_no_tie(lang),
        ("class", "") => t::conflicts_no_class(lang),
        _ => shown(lang, value),
    }
}

/// The field that decides of a doubt, by its place in the report.
pub(super) fn doubt_field(at: usize) -> String {
    format!("doute-{at}")
}

/// The new people who may be someone known, each with a decision.
pub(super) fn doubts(cx: &Cx, form: &Form, report: &Report) -> Markup {
    let lang = cx.lang();
    html! {
        @if !report.doubts.is_empty() {
            section.stack aria-labelledby="doutes" {
                h2 id="doutes" { (t::doubts_title(lang)) }
                p { (t::doubts_says(lang)) }
                @for (at, doubt) in report.doubts.iter().enumerate() { (doubted(cx, form, at, doubt)) }
            }
        }
    }
}

fn doubted(cx: &Cx, form: &Form, at: usize, doubt: &Doubt) -> Markup {
    let lang = cx.lang();
    let [new, known] = &doubt.both;
    let question = t::doubts_question(lang, &new.name);
    let name = doubt_field(at);
    let category = t::by_key(lang, &format!("category-{}", doubt.category)).unwrap_or_default();
    let answers = [
        (Decision::Same, t::pair_same(lang)),
        (Decision::Different, t::doubts_different(lang)),
        (Decision::Later, t::doubts_later(lang)),
    ];
    let answers = answers.map(|(decision, label)| Choice {
        value: decision.code().to_owned(),
        label,
        hint: "",
    });
    html! {
        div.stack {
            (ui::facts(&[
                (t::doubts_new(lang), html! { (described(cx, new)) " " small.muted { (doubt.key) } }),
                (t::doubts_known(lang), html! { (described(cx, known)) " " small.muted { (category) } }),
                (t::doubts_why(lang), html! { (evidence_words(lang, doubt.evidence.iter().map(String::as_str))) }),
            ]))
            (ui::choices(form, &Field::new(&name, &question), &answers))
        }
    }
}

fn described(cx: &Cx, one: &Described) -> String {
    let born = one.born.map(|day| dates::long_day(cx.lang(), day, cx.today())).unwrap_or_default();
    let words = [one.name.as_str(), &born, &one.email, &one.mobile];
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" · ")
}
