//! « Cahiers de textes » of a school, for its head.

use std::collections::HashMap;

use directory::api::{self, Group, Org};
use kernel::{Day, Role, TargetKind};
use maud::{Markup, html};
use web::{
    Access, Cx, Outcome, Page, Problem, Route, dates,
    ui::{self, Column},
};

use crate::{
    course::Course,
    head::{BEHIND, Filled, Load, PATH, Use, next_days, store},
    t,
};

/// A week before, in seconds.
const WEEK: i64 = 7 * 24 * 3600;

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get(PATH, Access::Role(&[Role::Head]), page)]
}

/// A school with its figures.
struct School {
    org: Org,
    groups: Vec<Group>,
    days: Vec<Day>,
    loads: Vec<Load>,
    /// The teachings with lessons to fill in.
    late: Vec<(Course, Filled)>,
    used: Use,
}

impl School {
    fn load(cx: &mut Cx, org: Org) -> Result<Self, Problem> {
        let today = cx.today();
        let mut days = next_days(&cx.app.school_year(), today);
        let span = (days.first().copied().unwrap_or(today), days.last().copied().unwrap_or(today));
        let loads = store::loads(cx.tx, org.id, span)?;
        // A Saturday is a day of class in few schools.
        days.retain(|day| day.weekday() != 6 || loads.iter().any(|load| load.day == *day));
        let before = (today.plus(-BEHIND), today.plus(-1));
        let filled = store::filled(cx.tx, org.id, before)?;
        let late: HashMap<i64, Filled> =
            filled.into_iter().filter(|f| f.missing > 0).map(|f| (f.teaching, f)).collect();
        let ids: Vec<i64> = late.keys().copied().collect();
        let courses = Course::load_many(cx.tx, &ids, today)?;
        Ok(Self {
            groups: api::groups_of_org(cx.tx, org.id, today)?,
            loads,
            late: courses
                .into_iter()
                .filter_map(|course| Some((late.get(&course.id).copied()?, course)))
                .map(|(filled, course)| (course, filled))
                .collect(),
            used: store::used(cx.tx, org.id, cx.now.plus_seconds(-WEEK), today.plus(-BEHIND))?,
            days,
            org,
        })
    }

    fn load_of(&self, group: i64, day: Day) -> Option<&Load> {
        self.loads.iter().find(|load| (load.group, load.day) == (group, day))
    }
}

fn page(cx: &mut Cx) -> Outcome {
    let lang = cx.lang();
    let ids: Vec<i64> = cx.actor()?.reach(Role::Head, TargetKind::Org).collect();
    let mut orgs: Vec<Org> = api::orgs(cx.tx, &ids)?.into_values().collect();
    orgs.sort_by_key(|org| (kernel::fold(&org.name), org.id));
    let mut schools = Vec::new();
    for org in orgs {
        schools.push(School::load(cx, org)?);
    }
    let main = html! {
        (ui::title(t::head_title(lang), t::head_under(lang)))
        @for school in &schools {
            @if schools.len() > 1 { h2.wide { (school.org.name) } }
            (loads(cx, school))
            (late(cx, school))
            (used(cx, school))
        }
    };
    Ok(Page::wide(t::head_title(lang), main).into())
}

/// The work of each class for the next days: numbers, and a bar that says the same.
fn loads(cx: &Cx, school: &School) -> Markup {
    let (lang, today) = (cx.lang(), cx.today());
    let heads: Vec<String> =
        school.days.iter().map(|day| dates::capital(&dates::near_day(lang, *day, today))).collect();
    let mut columns = vec![Column::words(t::head_class(lang))];
    columns.extend(heads.iter().map(|head| Column::words(head)));
    let most = school.loads.iter().map(|load| load.minutes).max().unwrap_or(0);
    let rows: Vec<Vec<Markup>> = school
        .groups
        .iter()
        .filter(|group| group.is_class || school.loads.iter().any(|load| load.group == group.id))
        .map(|group| {
            let name = html! { a href={ "/cours/classe/" (group.id) } { (group.name) } };
            let cells =
                school.days.iter().map(|day| cell(cx, school.load_of(group.id, *day), most));
            std::iter::once(name).chain(cells).collect()
        })
        .collect();
    let id = format!("charge-{}", school.org.id);
    html! {
        section.card.stack aria-labelledby=(id) {
            header { h2 id=(id) { (t::head_loads(lang)) } }
            @if rows.is_empty() { (ui::empty("yard", t::head_no_class(lang), &html! {})) }
            @else { (ui::cards_table(t::head_loads_table(lang), &columns, &rows)) }
        }
    }
}

fn cell(cx: &Cx, load: Option<&Load>, most: i64) -> Markup {
    let lang = cx.lang();
    let Some(load) = load else { return html! { span.muted { "–" } } };
    let words = if load.minutes > 0 {
        t::head_load_minutes(lang, load.works, load.minutes)
    } else {
        t::head_load(lang, load.works)
    };
    html! {
        @if load.minutes > 0 { (ui::progress(load.minutes, most, &words)) } @else { (words) }
    }
}

/// The teachings in which lessons of the last two weeks wait for their text, class by class.
fn late(cx: &Cx, school: &School) -> Markup {
    let lang = cx.lang();
    let id = format!("a-remplir-{}", school.org.id);
    html! {
        section.card.stack aria-labelledby=(id) {
            header { h2 id=(id) { (t::head_late(lang)) } }
            p.muted { (t::head_late_hint(lang)) }
            @if school.late.is_empty() { p { (t::head_late_none(lang)) } }
            @for of_class in school.late.chunk_by(|one, other| one.0.group.id == other.0.group.id) {
                (late_of_class(cx, of_class))
            }
        }
    }
}

fn late_of_class(cx: &Cx, late: &[(Course, Filled)]) -> Markup {
    let lang = cx.lang();
    let missing: i64 = late.iter().map(|(_, filled)| filled.missing).sum();
    let lessons: i64 = late.iter().map(|(_, filled)| filled.lessons).sum();
    let class = late.first().map_or("", |(course, _)| course.group.name.as_str());
    let summary = format!("{class} · {}", t::head_late_of(lang, missing, lessons));
    let list = html! {
        ul.files {
            @for (course, filled) in late {
                li { a href={ "/cours/" (course.id) "/cahier" } {
                    (ui::icon("book-open"))
                    span { (course.label) }
                    small.muted { (t::head_late_of(lang, filled.missing, filled.lessons)) }
                } }
            }
        }
    };
    ui::details(&summary, &list)
}

fn used(cx: &Cx, school: &School) -> Markup {
    let (lang, used) = (cx.lang(), school.used);
    let id = format!("usage-{}", school.org.id);
    let facts = [
        (t::head_used_lessons(lang), html! { (used.lessons) }),
        (t::head_used_works(lang), html! { (used.works) }),
        (t::head_used_handins(lang), html! { (used.handins) }),
        (t::head_used_answers(lang), html! { (used.answers) }),
    ];
    html! {
        section.card.stack aria-labelledby=(id) {
            header { h2 id=(id) { (t::head_used(lang)) } }
            (ui::facts(&facts))
        }
    }
}
