//! Which schools go further, chosen in the open: facts, studies, draws, what was decided and why.

pub(crate) mod apply;
pub(crate) mod choice;
pub(crate) mod commit;
pub(crate) mod decision;
pub(crate) mod draw;
pub(crate) mod facts;
mod map;
pub(crate) mod roads;
pub(crate) mod study;

use db::journal;
use directory::export;
use kernel::{Day, Lang, Role, Target};
use maud::html;
use web::{Access, Cx, Outcome, Page, Problem, Reply, Route, dates, ui};

use crate::{home::Door, t};

/// Where it begins.
pub(crate) const PATH: &str = "/programme/pilotes";

/// Those who study and record.
pub(crate) const MANAGER: &[Role] = &[Role::TerritoryManager];

/// Those who read what is published.
pub(crate) const READERS: &[Role] =
    &[Role::TerritoryManager, Role::Funder, Role::CommuneAgent, Role::Head, Role::DigitalReferent];

/// The door of the room.
pub(crate) const DOOR: Door =
    Door { path: PATH, label: t::pilots, help: t::pilots_help, icon: "school", roles: READERS };

pub(crate) fn routes() -> Vec<Route> {
    let mut routes = vec![Route::get(PATH, Access::Role(READERS), page)];
    routes.extend(facts::pages::routes());
    routes.extend(study::pages::routes());
    routes.extend(roads::pages::routes());
    routes.extend(draw::pages::routes());
    routes.extend(decision::routes());
    routes.extend(apply::routes());
    routes.extend(commit::routes());
    routes
}

fn page(cx: &mut Cx) -> Outcome {
    let (lang, is_manager) = (cx.lang(), is_manager(cx)?);
    let choices = choice::list(cx)?;
    let actor = cx.actor()?;
    let follows = is_manager || actor.is(Role::Head);
    let applies = apply::ROLES.iter().any(|role| actor.is(*role));
    let main = html! {
        (ui::title(t::pilots(lang), t::pilots_under(lang)))
        p.actions {
            @if is_manager {
                a.act.main href={ (study::pages::PATH) "/nouvelle" } { (ui::icon("plus")) (t::study_new(lang)) }
                a.act href={ (draw::pages::PATH) "/nouveau" } { (ui::icon("plus")) (t::draw_new(lang)) }
                a.act href=(facts::pages::FILES) { (ui::icon("database")) (t::facts_title(lang)) }
            }
            @if follows { a.act href=(commit::PATH) { (ui::icon("list")) (t::pilots_followed(lang)) } }
            @if applies { a.act href=(apply::PATH) { (ui::icon("file-text")) (t::calls(lang)) } }
        }
        section.card aria-labelledby="choix" {
            h2 id="choix" { (t::choices(lang)) }
            @if choices.is_empty() { p { (t::choices_none(lang)) } }
            ul.files { @for one in &choices {
                li { a href=(one.path()) {
                    (ui::icon("map")) span { (one.name) }
                    small.muted { (one.kind_words(lang)) " · " (state(lang, one)) }
                } }
            } }
        }
    };
    Ok(Page::narrow(t::pilots(lang), main).into())
}

fn state(lang: Lang, choice: &choice::Choice) -> &'static str {
    match (choice.state.as_str(), choice.is_published) {
        ("done", true) => t::published(lang),
        ("done", false) => t::draft(lang),
        ("solving", _) => t::study_solving(lang),
        ("stopped", _) => t::choice_stopped(lang),
        _ => t::choice_empty(lang),
    }
}

/// Whether it is someone who studies and records.
pub(crate) fn is_manager(cx: &Cx) -> Result<bool, Problem> {
    Ok(cx.actor()?.has(Role::TerritoryManager, Target::TERRITORY))
}

/// The person, who must be one of those who study and record.
pub(crate) fn manager(cx: &Cx) -> Result<i64, Problem> {
    if is_manager(cx)? { Ok(cx.actor()?.person) } else { Err(Problem::not_found()) }
}

/// A day with its year, whatever today is: what is decided or printed is read for years.
pub(crate) fn dated(lang: Lang, day: Day) -> String {
    dates::long_day(lang, day, Day(0))
}

/// The words of a code.
pub(crate) fn words(lang: Lang, prefix: &str, code: &str) -> &'static str {
    t::by_key(lang, &format!("{prefix}-{code}")).unwrap_or_default()
}

/// Writes a line of the journal about the territory.
pub(crate) fn note(cx: &mut Cx, action: &'static str, object: i64) -> Result<(), Problem> {
    note_in(cx, action, object, Target::TERRITORY)
}

/// Writes a line of the journal.
pub(crate) fn note_in(
    cx: &mut Cx,
    action: &'static str,
    object: i64,
    scope: Target,
) -> Result<(), Problem> {
    let person = Some(cx.actor()?.person);
    Ok(journal::write(cx.tx, &journal::Entry { at: cx.now, person, action, object, scope })?)
}

/// A table to take away.
pub(crate) fn csv(name: &str, head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Outcome {
    let mut sheet = export::Sheet::new();
    sheet.row(head)?;
    for row in rows {
        let cells: Vec<&str> = row.iter().map(String::as_str).collect();
        sheet.row(&cells)?;
    }
    let disposition = Some(format!("attachment; filename=\"{name}\""));
    Ok(Reply::data("text/csv; charset=utf-8", disposition, sheet.finish()?))
}
