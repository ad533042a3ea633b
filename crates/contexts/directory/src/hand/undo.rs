//! What one changed by hand and can still take back.

use db::{DbError, trash};
use kernel::{Lang, Role, Target};
use maud::html;
use web::{Access, Cx, Outcome, Page, Problem, Route, dates, ui};

use super::{Kept, hide, lead, note, sent_before, store};
use crate::{
    api,
    rights::{SCHOOL_EDIT, STAFF_EDIT},
    rows::Table,
    t,
};

/// The page of what can be taken back.
pub(crate) const PATH: &str = "/annuaire/corbeille";

const WHO: Access =
    Access::Role(&[Role::Head, Role::Secretariat, Role::TerritoryManager, Role::Operator]);

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get(PATH, WHO, page), Route::post("/annuaire/corbeille/{item}", WHO, take_back)]
}

fn page(cx: &mut Cx) -> Outcome {
    let (lang, person) = (cx.lang(), cx.actor()?.person);
    let items: Vec<_> = trash::of(cx.tx, person, cx.now)?
        .into_iter()
        .filter(|item| item.kind.starts_with("directory."))
        .collect();
    let ids: Vec<i64> = items.iter().map(|item| item.object).collect();
    let people = api::names(cx.tx, &ids)?;
    let groups = store::group_names(cx.tx, &ids)?;
    let main = html! {
        (ui::back("/etablissements", t::schools_title(lang)))
        (ui::title(t::undo_title(lang), t::undo_under(lang)))
        section.card.wide.stack {
            @if items.is_empty() { (ui::empty("kite", t::undo_empty(lang), &html! {})) }
            @else { ul.todo { @for item in &items {
                @let name = people.get(&item.object).map(api::PersonName::full);
                @let name = name.or_else(|| groups.get(&item.object).cloned()).unwrap_or_default();
                li {
                    span {
                        b { (name) }
                        small {
                            (done_words(lang, &item.kind)) " · "
                            (dates::when(lang, item.at, cx.now, &cx.app.place))
                        }
                    }
                    form method="post" action={ (PATH) "/" (item.id) } {
                        (cx.hidden())
                        button.act aria-label=(t::undo_this(lang, &name)) { (ui::icon("undo-2")) (t::undo_do(lang)) }
                    }
                }
            } } }
        }
    };
    Ok(Page::narrow(t::undo_title(lang), main).into())
}

/// « Élève ajouté », « Mission arrêtée »: what was done, without who.
fn done_words(lang: Lang, kind: &str) -> &'static str {
    let key = web::did_key("directory", kind)
        .and_then(|key| key.strip_prefix("did-").map(|key| format!("done-{key}")));
    key.and_then(|key| t::by_key(lang, &key)).unwrap_or_default()
}

fn take_back(cx: &mut Cx) -> Outcome {
    if let Some(reply) = sent_before(cx)? {
        return Ok(reply);
    }
    let (id, lang, person) = (cx.id()?, cx.lang(), cx.actor()?.person);
    let item = trash::take(cx.tx, person, id, cx.now)?.ok_or_else(Problem::not_found)?;
    let kept: Kept = serde_json::from_str(&item.content).map_err(DbError::statement)?;
    let right = if item.kind.starts_with("directory.duty.") { &STAFF_EDIT } else { &SCHOOL_EDIT };
    if !item.kind.starts_with("directory.") {
        return Err(Problem::not_found());
    }
    cx.require(right, kept.org)?;
    reverse(cx, &kept).map_err(|problem| match problem.code {
        "not-found" => Problem::conflict("changed-since", t::undo_changed(lang)),
        _ => problem,
    })?;
    note(cx, "directory.change.undo", item.object, Target::org(kept.org))?;
    lead(cx, PATH.to_owned(), t::undo_done(lang))
}

/// Shows what was hidden and hides what was shown; refused when any of it changed since.
fn reverse(cx: &mut Cx, kept: &Kept) -> Result<(), Problem> {
    let since = crate::edit::touch(cx.tx)?;
    // A class that was made and where someone is by now.
    let is_made = !kept.hidden.iter().any(|(table, _)| *table == Table::Group);
    for (_, row) in kept.shown.iter().filter(|(table, _)| is_made && *table == Table::Group) {
        if store::is_lived_in(cx.tx, *row)? {
            return Err(Problem::not_found());
        }
    }
    for (table, row) in &kept.shown {
        hide(cx.tx, *table, *row, since)?;
    }
    for (table, row) in &kept.hidden {
        store::show_again(cx.tx, *table, *row)?;
    }
    for (duty, was, now) in &kept.duties {
        store::move_duty_end(cx.tx, *duty, kernel::Day(*now), kernel::Day(*was))?;
    }
    let by = cx.actor()?.person;
    for (person, field, before) in &kept.corrected {
        store::set_correction(cx.tx, (*person, field), before.as_deref(), by, cx.now)?;
    }
    Ok(())
}
