//! Whose codes a person may hand out: their classes, and the staff of their school; how far each
//! class is.

use std::collections::HashMap;

use directory::api::{Group, Org};
use kernel::{Actor, Role, TargetKind};
use maud::{Markup, html};
use web::{Access, Cx, NavEntry, Outcome, Page, Problem, Route, ui};

use super::sheets::path;
use crate::{account, pictures, rights::Sheet, t};

/// Where the overview is.
pub(crate) const PATH: &str = "/codes";

pub(crate) fn routes() -> Vec<Route> {
    let roles = Access::Role(&[Role::Head, Role::Secretariat, Role::Teacher]);
    vec![Route::get(PATH, roles, open)]
}

pub(crate) fn nav() -> NavEntry {
    let shown_to = |actor: &Actor, _| {
        [Role::Head, Role::Secretariat, Role::Teacher].into_iter().any(|role| actor.is(role))
    };
    NavEntry { path: PATH, label: t::codes, icon: "key-round", shown_to, order: 80 }
}

fn open(cx: &mut Cx) -> Outcome {
    let lang = cx.lang();
    let actor = cx.actor()?.clone();
    let schools = schools(cx, &actor)?;
    let mut taught = classes(cx, &actor)?;
    taught.retain(|class| !schools.iter().any(|(school, _)| school.id == class.org));
    let shown = schools.iter().flat_map(|(_, classes)| classes).chain(&taught);
    let figures = figures(cx, &shown.collect::<Vec<_>>())?;
    let main = html! {
        (ui::title(t::codes(lang), t::codes_under(lang)))
        @for (school, classes) in &schools {
            section.stack {
                h2 { (school.name) }
                ul.doors {
                    (door(&Sheet::Staff(school.id), "users", t::staff(lang), ""))
                    @for class in classes { (of_class(class, &figures)) }
                }
            }
        }
        @if !taught.is_empty() { ul.doors { @for class in &taught { (of_class(class, &figures)) } } }
        @if schools.is_empty() && taught.is_empty() {
            (ui::empty("bench", t::no_class(lang), &html! {}))
        }
    };
    Ok(Page::narrow(t::codes(lang), main).into())
}

/// How many pupils of each class are in, in words; nothing where they come in with pictures.
fn figures(cx: &mut Cx, classes: &[&Group]) -> Result<HashMap<i64, String>, Problem> {
    let (lang, today) = (cx.lang(), cx.today());
    let ids: Vec<i64> =
        classes.iter().filter(|class| !pictures::is_young(class)).map(|class| class.id).collect();
    let pupils = directory::api::pupils_by_group(cx.tx, &ids, today)?;
    let people: Vec<i64> = pupils.iter().map(|(_, person)| *person).collect();
    let logins = account::store::logins(cx.tx, &people)?;
    let mut counts: HashMap<i64, (i64, i64)> = HashMap::new();
    for (class, person) in pupils {
        let (inside, all) = counts.entry(class).or_default();
        *inside += i64::from(logins.contains_key(&person));
        *all += 1;
    }
    let words = |(class, (inside, all))| (class, t::inside_count(lang, inside, all));
    Ok(counts.into_iter().map(words).collect())
}

fn of_class(class: &Group, figures: &HashMap<i64, String>) -> Markup {
    let says = figures.get(&class.id).map_or("", String::as_str);
    door(&Sheet::Pupils(class.clone()), "graduation-cap", &class.name, says)
}

fn door(sheet: &Sheet, icon: &str, words: &str, says: &str) -> Markup {
    html! {
        li { a.door href=(path(sheet)) { (ui::icon(icon)) span { b { (words) } @if !says.is_empty() { small { (says) } } } (ui::icon("chevron-right")) } }
    }
}

/// The schools a person runs, each with its classes.
fn schools(cx: &mut Cx, actor: &Actor) -> Result<Vec<(Org, Vec<Group>)>, Problem> {
    let mut ids: Vec<i64> = [Role::Head, Role::Secretariat]
        .into_iter()
        .flat_map(|role| actor.reach(role, TargetKind::Org))
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let mut orgs = directory::api::orgs(cx.tx, &ids)?;
    let mut schools = Vec::new();
    for org in ids.iter().filter_map(|id| orgs.remove(id)) {
        let mut classes = directory::api::groups_of_org(cx.tx, org.id, cx.today())?;
        classes.retain(|group| group.is_class);
        schools.push((org, classes));
    }
    Ok(schools)
}

/// The classes a person teaches, by name.
fn classes(cx: &mut Cx, actor: &Actor) -> Result<Vec<Group>, Problem> {
    let ids: Vec<i64> = actor.reach(Role::Teacher, TargetKind::Group).collect();
    let groups = directory::api::groups(cx.tx, &ids)?;
    let mut classes: Vec<Group> = groups.into_values().filter(|group| group.is_class).collect();
    classes.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    Ok(classes)
}
