//! « Cahiers de textes » of a school, for its head.

use std::collections::HashMap;

use directory::api::{self, Group, Org};
use kernel::{Day, Lang, Role, TargetKind};
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

/// So many classes are shown at once; more are folded by level.
const AT_ONCE: usize = 8;
/// So many of the heaviest days are named.
const HEAVIEST: usize = 3;
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
        let mut days = next_days(&api::school_year(cx)?, today);
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
    Ok(Page::wide(t::head_title(lang), main).live().into())
}

/// The work of each class for the next days: numbers, and a bar that says the same. Where there are
/// many classes, the heaviest days first and each level closed until asked for.
fn loads(cx: &Cx, school: &School) -> Markup {
    let lang = cx.lang();
    let shown: Vec<&Group> = school
        .groups
        .iter()
        .filter(|group| group.is_class || school.loads.iter().any(|load| load.group == group.id))
        .collect();
    let id = format!("charge-{}", school.org.id);
    html! {
        section.card.stack aria-labelledby=(id) {
            header { h2 id=(id) { (t::head_loads(lang)) } }
            @if shown.is_empty() { (ui::empty("yard", t::head_no_class(lang), &html! {})) }
            @else if shown.len() <= AT_ONCE { (table(cx, school, t::head_loads_table(lang), &shown)) }
            @else {
                (heaviest(cx, school, &shown))
                @for (level, groups) in by_level(&shown, |group| *group) {
                    @let words = level_words(cx, school, level, &groups);
                    (ui::details(&words, &table(cx, school, level_name(lang, level), &groups)))
                }
            }
        }
    }
}

fn table(cx: &Cx, school: &School, caption: &str, groups: &[&Group]) -> Markup {
    let (lang, today) = (cx.lang(), cx.today());
    let heads: Vec<String> =
        school.days.iter().map(|day| dates::capital(&dates::near_day(lang, *day, today))).collect();
    let mut columns = vec![Column::words(t::head_class(lang))];
    columns.extend(heads.iter().map(|head| Column::words(head)));
    let most = school.loads.iter().map(|load| load.minutes).max().unwrap_or(0);
    let row = |group: &&Group| {
        let name = html! { a href={ "/cours/classe/" (group.id) } { (group.name) } };
        let cells = school.days.iter().map(|day| cell(cx, school.load_of(group.id, *day), most));
        std::iter::once(name).chain(cells).collect()
    };
    let rows: Vec<Vec<Markup>> = groups.iter().map(row).collect();
    ui::cards_table(caption, &columns, &rows)
}

/// The few days on which a class has the most to do.
fn heaviest(cx: &Cx, school: &School, groups: &[&Group]) -> Markup {
    let (lang, today) = (cx.lang(), cx.today());
    let mut loads: Vec<&Load> = school.loads.iter().filter(|load| load.minutes > 0).collect();
    loads.sort_by_key(|load| (std::cmp::Reverse(load.minutes), load.day, load.group));
    let named = loads.into_iter().filter_map(|load| {
        let group = groups.iter().find(|group| group.id == load.group)?;
        Some((*group, load))
    });
    let named: Vec<_> = named.take(HEAVIEST).collect();
    html! {
        @if !named.is_empty() {
            h3 { (t::head_heaviest(lang)) }
            ul.files {
                @for (group, load) in named {
                    li { a href={ "/cours/classe/" (group.id) } {
                        (ui::icon("calendar-days"))
                        span { b { (group.name) } (dates::capital(&dates::near_day(lang, load.day, today))) }
                        small.muted { (load_words(lang, load)) }
                    } }
                }
            }
        }
    }
}

/// « 3e : 5 classes, 60 min au plus (3e A, demain) ».
fn level_words(cx: &Cx, school: &School, level: &str, groups: &[&Group]) -> String {
    let (lang, today) = (cx.lang(), cx.today());
    let count = i64::try_from(groups.len()).unwrap_or(0);
    let words = if level.is_empty() {
        t::head_groups_count(lang, count)
    } else {
        t::head_level(lang, count, level)
    };
    let of_level = |load: &&Load| groups.iter().any(|group| group.id == load.group);
    let heaviest = school.loads.iter().filter(of_level).max_by_key(|load| load.minutes);
    let class = heaviest.and_then(|load| groups.iter().find(|group| group.id == load.group));
    match (heaviest, class) {
        (Some(load), Some(class)) if load.minutes > 0 => {
            let day = dates::near_day(lang, load.day, today);
            format!("{words}, {}", t::head_most(lang, load.minutes, &class.name, &day))
        }
        _ => words,
    }
}

fn level_name(lang: Lang, level: &str) -> &str {
    if level.is_empty() { t::head_groups(lang) } else { level }
}

/// What belongs to each level, in the order of the first of each; what has no level comes last.
fn by_level<'s, T: Copy>(all: &[T], group: impl Fn(&T) -> &'s Group) -> Vec<(&'s str, Vec<T>)> {
    let mut levels: Vec<(&str, Vec<T>)> = Vec::new();
    for one in all {
        let level = group(one).levels.first().map_or("", String::as_str);
        match levels.iter_mut().find(|(known, _)| *known == level) {
            Some((_, of_level)) => of_level.push(*one),
            None => levels.push((level, vec![*one])),
        }
    }
    levels.sort_by_key(|(level, _)| level.is_empty());
    levels
}

fn cell(cx: &Cx, load: Option<&Load>, most: i64) -> Markup {
    let lang = cx.lang();
    let Some(load) = load else { return html! { span.muted { "–" } } };
    let words = load_words(lang, load);
    html! {
        @if load.minutes > 0 { (ui::progress(load.minutes, most, &words)) } @else { (words) }
    }
}

fn load_words(lang: Lang, load: &Load) -> String {
    if load.minutes > 0 {
        t::head_load_minutes(lang, load.works, load.minutes)
    } else {
        t::head_load(lang, load.works)
    }
}

/// The teachings in which lessons of the last two weeks wait for their text: by class, or by level
/// where there are many classes.
fn late(cx: &Cx, school: &School) -> Markup {
    let lang = cx.lang();
    let id = format!("a-remplir-{}", school.org.id);
    let late: Vec<&(Course, Filled)> = school.late.iter().collect();
    let classes: Vec<&[&(Course, Filled)]> =
        late.chunk_by(|one, other| one.0.group.id == other.0.group.id).collect();
    html! {
        section.card.stack aria-labelledby=(id) {
            header { h2 id=(id) { (t::head_late(lang)) } }
            p.muted { (t::head_late_hint(lang)) }
            @if late.is_empty() { p { (t::head_late_none(lang)) } }
            @else if classes.len() <= AT_ONCE {
                @for class in &classes { (late_of(cx, &class[0].0.group.name, class)) }
            } @else {
                p { b { (missing_of(lang, &late)) } }
                @for (level, late) in by_level(&late, |(course, _)| &course.group) {
                    (late_of(cx, level_name(lang, level), &late))
                }
            }
        }
    }
}

fn missing_of(lang: Lang, late: &[&(Course, Filled)]) -> String {
    let missing = late.iter().map(|(_, filled)| filled.missing).sum();
    t::head_late_of(lang, missing, late.iter().map(|(_, filled)| filled.lessons).sum())
}

fn late_of(cx: &Cx, name: &str, late: &[&(Course, Filled)]) -> Markup {
    let lang = cx.lang();
    let is_one_class = late.windows(2).all(|pair| pair[0].0.group.id == pair[1].0.group.id);
    let list = html! {
        ul.files {
            @for (course, filled) in late {
                li { a href={ "/cours/" (course.id) "/cahier" } {
                    (ui::icon("book-open"))
                    span { @if !is_one_class { b { (course.group.name) } } (course.label) }
                    small.muted { (t::head_late_of(lang, filled.missing, filled.lessons)) }
                } }
            }
        }
    };
    ui::details(&format!("{name} · {}", missing_of(lang, late)), &list)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_folded_by_level_and_groups_come_last() {
        let group = |id, level: &str| Group {
            id,
            org: 1,
            is_class: !level.is_empty(),
            name: id.to_string(),
            levels: [level].into_iter().filter(|it| !it.is_empty()).map(str::to_owned).collect(),
            year: 2026,
        };
        let groups = [group(1, "3e"), group(2, ""), group(3, "6e"), group(4, "3e")];
        let shown: Vec<&Group> = groups.iter().collect();
        let levels = by_level(&shown, |group| group);
        let said: Vec<(&str, Vec<i64>)> = levels
            .iter()
            .map(|(level, groups)| (*level, groups.iter().map(|group| group.id).collect()))
            .collect();
        assert_eq!(said, [("3e", vec![1, 4]), ("6e", vec![3]), ("", vec![2])]);
    }
}
