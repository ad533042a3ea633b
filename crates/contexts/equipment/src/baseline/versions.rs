//! The versions of the baseline, the one in force first said.

use maud::{Markup, html};
use web::{
    Access, Cx, Outcome, Page, Route, dates,
    ui::{self, Column},
};

use crate::{
    baseline::{Version, draft, pages::PATH as GAPS, store},
    rights::{self, ROLES},
    t,
};

/// Where versions are.
pub(super) const PATH: &str = "/materiel/socle/versions";

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get(PATH, Access::Role(ROLES), page)]
}

fn page(cx: &mut Cx) -> Outcome {
    let (lang, today) = (cx.lang(), cx.today());
    let runs = rights::runs(cx.actor()?);
    let (current, versions) = (store::in_force(cx.tx, today)?, store::published(cx.tx)?);
    let numbered: Vec<(i64, &Version)> = (1..).zip(versions.iter().rev()).collect();
    let main = html! {
        (ui::back(GAPS, t::baseline_title(lang)))
        (ui::title(t::versions_title(lang), t::versions_under(lang)))
        @if runs {
            p.actions { a.act.main href=(draft::PATH) { (ui::icon("pencil")) (t::draft_title(lang)) } }
        }
        @for (number, version) in numbered.iter().rev() {
            (card(cx, version, *number, version.id == current.id))
        }
    };
    Ok(Page::wide(t::versions_title(lang), main).into())
}

fn card(cx: &Cx, version: &Version, number: i64, is_current: bool) -> Markup {
    let (lang, today) = (cx.lang(), cx.today());
    let heading = format!("version-{}", version.id);
    let columns = [
        Column::words(t::gap_what(lang)),
        Column::words(t::gap_rule(lang)),
        Column::words(t::line_applies(lang)),
        Column::words(t::baseline_source(lang)),
    ];
    let rows: Vec<Vec<Markup>> = version
        .lines
        .iter()
        .map(|line| {
            vec![
                html! { (line.what.says(lang)) },
                html! { (line.rule(lang)) },
                html! { (line.applies.says(lang)) },
                html! { (line.source) },
            ]
        })
        .collect();
    html! {
        section.card.stack aria-labelledby=(heading) {
            header {
                h2 id=(heading) { (t::version_number(lang, number)) " · " (version.title) }
                @if is_current { (ui::tag("done", t::version_current(lang))) }
                @else if version.starts > today { (ui::tag("quiet", t::version_to_come(lang))) }
                @else { (ui::tag("quiet", t::version_past(lang))) }
            }
            (ui::facts(&[
                (t::baseline_starts(lang), html! { (dates::long_day(lang, version.starts, today)) }),
                (t::baseline_source(lang), html! { (version.source) }),
            ]))
            (ui::cards_table(&t::version_lines(lang, number), &columns, &rows))
        }
    }
}
