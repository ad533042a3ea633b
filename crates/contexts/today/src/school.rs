//! What those who run a school see: how its day goes, and the doors to their pages.

use db::DbError;
use directory::api::{Group, Org};
use kernel::{Actor, Role, Target, TargetKind};
use maud::{Markup, html};
use web::{
    Cx,
    ui::{self, Column},
};

use crate::{
    store, t,
    views::{self, Moment},
};

const RUNS_A_SCHOOL: [Role; 2] = [Role::Head, Role::Secretariat];

/// A card per school that the person runs, then the doors; nothing for others.
pub(crate) fn sections(
    cx: &mut Cx,
    actor: &Actor,
    moment: Moment,
) -> Result<Option<Markup>, DbError> {
    let mut schools: Vec<i64> =
        RUNS_A_SCHOOL.iter().flat_map(|role| actor.reach(*role, TargetKind::Org)).collect();
    schools.sort_unstable();
    schools.dedup();
    if schools.is_empty() {
        return Ok(None);
    }
    let orgs = directory::api::orgs(cx.tx, &schools)?;
    let mut cards = Vec::new();
    for school in schools.iter().filter_map(|id| orgs.get(id)) {
        cards.push(card(cx, school, moment)?);
    }
    Ok(Some(html! { @for card in cards { (card) } (doors(cx, actor)) }))
}

fn card(cx: &mut Cx, school: &Org, moment: Moment) -> Result<Markup, DbError> {
    let lang = moment.lang;
    let groups = directory::api::groups_of_org(cx.tx, school.id, moment.today)?;
    let audience = |group: &Group| Target::group(group.id).packed();
    let audiences: Vec<_> = groups.iter().map(audience).collect();
    let by_audience = store::lessons_written(cx.tx, &audiences, moment.today)?;
    let lessons = by_audience.values().map(|(lessons, _)| lessons).sum();
    let written = by_audience.values().map(|(_, written)| written).sum();
    let of = |group: &Group| by_audience.get(&audience(group)).copied().unwrap_or_default();
    let rows: Vec<_> = groups
        .iter()
        .filter(|group| group.is_class || of(group).0 > 0)
        .map(|group| row(&group.name, of(group)))
        .collect();
    let columns = [
        Column::words(t::class(lang)),
        Column::numbers(t::lessons(lang)),
        Column::numbers(t::lessons_done(lang)),
    ];
    let content = html! {
        p.muted { (school.commune) }
        @if lessons > 0 { (ui::progress(written, lessons, &t::lessons_written(lang, written, lessons))) }
        @else { p { (t::no_lessons_today(lang)) } }
        @if rows.is_empty() { p { (t::no_class_yet(lang)) } }
        @else { (ui::details(t::by_class(lang), &ui::cards_table(t::classes(lang), &columns, &rows))) }
    };
    let id = format!("ecole-{}", school.id);
    Ok(views::card(&id, &school.name, None, &content))
}

fn row(class: &str, (lessons, written): (i64, i64)) -> Vec<Markup> {
    vec![html! { (class) }, html! { (lessons) }, html! { (written) }]
}

/// The person's other pages, so that nobody's home is a dead end.
pub(crate) fn doors(cx: &Cx, actor: &Actor) -> Markup {
    let (lang, today) = (cx.lang(), cx.today());
    let mut entries: Vec<_> = cx.app.modules.iter().flat_map(|module| module.nav.iter()).collect();
    entries.retain(|entry| entry.path != "/" && (entry.shown_to)(actor, today));
    entries.sort_by_key(|entry| entry.order);
    let content = html! {
        ul.doors {
            @for entry in entries {
                li { a.door href=(entry.path) { (ui::icon(entry.icon)) b { ((entry.label)(lang)) } (ui::icon("chevron-right")) } }
            }
            li { a.door href="/aide" { (ui::icon("circle-question-mark")) b { (t::help(lang)) } (ui::icon("chevron-right")) } }
        }
    };
    views::card("portes", t::doors(lang), None, &content)
}
