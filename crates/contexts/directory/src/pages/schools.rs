//! Schools, and the classes of a school.

use std::collections::HashMap;

use kernel::{Lang, Role};
use maud::{Markup, html};
use web::{
    Access, Cx, Outcome, Page, Problem, Route, dates,
    ui::{self, Column, Field},
};

use super::store::{self, PER_PAGE, Search};
use crate::{
    api::{self, Group},
    calendar,
    rights::{
        CLASS_EDIT, CLASS_SEE, ERASURES_SEE, JOURNAL_SEE, SCHOOL_EDIT, SCHOOL_LISTS, SCHOOL_SEE,
        STAFF_EDIT,
    },
    t, year,
};

/// Those who have a list of schools.
pub(crate) const ROLES: &[Role] = &[
    Role::Head,
    Role::Secretariat,
    Role::SchoolLife,
    Role::DigitalReferent,
    Role::CommuneAgent,
    Role::TerritoryManager,
    Role::Operator,
];

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/etablissements", Access::Role(ROLES), list),
        Route::get("/etablissements/{org}", Access::Item(&SCHOOL_SEE), school),
        Route::get("/classes/{groupe}", Access::Item(&CLASS_SEE), class),
    ]
}

fn list(cx: &mut Cx) -> Outcome {
    let lang = cx.lang();
    let words: String =
        cx.incoming.query("q").unwrap_or_default().trim().chars().take(80).collect();
    let page = cx.incoming.query("page").and_then(web::parse_id).unwrap_or(1);
    let actor = cx.actor()?.clone();
    let (schools, count) = store::schools(cx.tx, &actor, &Search { words: &words, page })?;
    let form = cx.blank_form().with("q", &words);
    let field = Field::new("q", t::schools_search(lang)).kind("search").optional();
    let rows: Vec<Vec<Markup>> = schools
        .iter()
        .map(|school| {
            vec![
                html! { a href={ "/etablissements/" (school.id) } { (school.name) } },
                html! { (kind_words(lang, &school.kind)) },
                html! { (school.commune) },
            ]
        })
        .collect();
    let columns = [
        Column::words(t::schools_name(lang)),
        Column::words(t::schools_kind(lang)),
        Column::words(t::schools_commune(lang)),
    ];
    let query: String = form_query(&words);
    let runs = calendar::pages::ROLES.iter().any(|role| actor.is(*role));
    let warning = if runs {
        api::calendar_warning(cx, api::Ahead::Preparing)?
    } else {
        html! {}
    };
    let main = html! {
        (ui::title(t::schools_title(lang), &t::schools_count(lang, count)))
        (warning)
        form.finder method="get" action="/etablissements" role="search" {
            (ui::text(&form, &field))
            button.act { (t::schools_find(lang)) }
        }
        @if schools.is_empty() {
            (ui::empty("yard", t::schools_none(lang), &html! {}))
        } @else {
            (ui::cards_table(t::schools_title(lang), &columns, &rows))
        }
        (ui::pages(lang, &format!("/etablissements?{query}page="), page, (count + PER_PAGE - 1) / PER_PAGE))
    };
    Ok(Page::wide(t::schools_title(lang), main).into())
}

/// The search as the beginning of a query, letters and digits alone.
fn form_query(words: &str) -> String {
    if words.is_empty() {
        return String::new();
    }
    let encoded: String = words
        .bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect();
    format!("q={encoded}&")
}

fn kind_words(lang: Lang, kind: &str) -> &'static str {
    t::by_key(lang, &format!("kind-{kind}")).unwrap_or_else(|| t::kind_other(lang))
}

fn school(cx: &mut Cx) -> Outcome {
    let (id, lang, today) = (cx.id()?, cx.lang(), cx.today());
    let org = api::orgs(cx.tx, &[id])?.remove(&id).ok_or_else(Problem::not_found)?;
    let groups = api::groups_of_org(cx.tx, id, today)?;
    let pupils: HashMap<i64, i64> = store::pupils_by_group(cx.tx, id, today)?.into_iter().collect();
    let people = store::people_by_role(cx.tx, id, today)?;
    let actor = cx.actor()?;
    let opens_classes = CLASS_SEE
        .grants
        .iter()
        .any(|grant| grant.role != Role::Teacher && actor.has(grant.role, kernel::Target::org(id)));
    let (classes, others): (Vec<&Group>, Vec<&Group>) = groups.iter().partition(|g| g.is_class);
    let facts: Vec<(&str, Markup)> = people
        .iter()
        .filter_map(|(role, count)| {
            let words = t::by_key(lang, &format!("people-{role}"))?;
            Some((words, html! { (count) }))
        })
        .collect();
    let runs = Runs::of(cx, id)?;
    let main = html! {
        (ui::back("/etablissements", t::schools_title(lang)))
        (ui::title(&org.name, &format!("{} · {}", kind_words(lang, &org.kind), org.commune)))
        (groups_card(lang, t::school_classes(lang), t::school_no_class(lang), &classes, &pupils, opens_classes))
        section.card aria-labelledby="personnes" {
            header { h2 id="personnes" { (t::school_people(lang)) } }
            @if facts.is_empty() { p.muted { (t::school_nobody(lang)) } } @else { (ui::facts(&facts)) }
        }
        @if !others.is_empty() {
            (groups_card(lang, t::school_groups(lang), "", &others, &pupils, opens_classes))
        }
        (runs.doors(lang, id))
    };
    Ok(Page::columns(org.name.clone(), main).into())
}

/// What the person may do by hand in a school.
struct Runs {
    classes: bool,
    staff: bool,
    journal: bool,
    lists: bool,
    erasures: bool,
}

impl Runs {
    fn of(cx: &mut Cx, org: i64) -> Result<Self, Problem> {
        Ok(Self {
            classes: cx.allows(&SCHOOL_EDIT, org)?,
            staff: cx.allows(&STAFF_EDIT, org)?,
            journal: cx.allows(&JOURNAL_SEE, org)?,
            lists: cx.allows(&SCHOOL_LISTS, org)?,
            erasures: cx.allows(&ERASURES_SEE, org)?,
        })
    }

    fn doors(&self, lang: Lang, org: i64) -> Markup {
        let path = format!("/etablissements/{org}");
        let doors = [
            (self.classes, format!("{path}/classes/nouvelle"), "plus", t::hand_new_class(lang)),
            (self.classes, format!("{path}/rentree"), "calendar-days", t::year_title(lang)),
            (self.staff, format!("{path}/personnels"), "users", t::staff_title(lang)),
            (self.journal, format!("{path}/journal"), "list", t::journal_title(lang)),
            (self.lists, format!("{path}/exporter"), "download", t::export_title(lang)),
            (self.erasures, format!("{path}/effacements"), "trash-2", t::erasures_title(lang)),
            (self.staff, crate::hand::undo::PATH.to_owned(), "undo-2", t::undo_title(lang)),
        ];
        html! {
            @if self.staff || self.lists {
                section.card aria-labelledby="tenir" {
                    header { h2 id="tenir" { (t::hand_runs(lang)) } }
                    ul.files {
                        @for (_, path, icon, words) in doors.iter().filter(|door| door.0) {
                            li { a href=(path) { (ui::icon(icon)) span { (words) } } }
                        }
                    }
                }
            }
        }
    }
}

fn groups_card(
    lang: Lang,
    title: &str,
    none: &str,
    groups: &[&Group],
    pupils: &HashMap<i64, i64>,
    opens: bool,
) -> Markup {
    let columns = [
        Column::words(t::class_name(lang)),
        Column::words(t::class_levels(lang)),
        Column::numbers(t::class_pupils(lang)),
    ];
    let rows: Vec<Vec<Markup>> = groups
        .iter()
        .map(|group| {
            let name = if opens {
                html! { a href={ "/classes/" (group.id) } { (group.name) } }
            } else {
                html! { (group.name) }
            };
            let count = pupils.get(&group.id).copied().unwrap_or(0);
            vec![name, html! { (group.levels.join(", ")) }, html! { (count) }]
        })
        .collect();
    html! {
        section.card {
            @if groups.is_empty() { h2 { (title) } p.muted { (none) } }
            @else { (ui::cards_table(title, &columns, &rows)) }
        }
    }
}

fn class(cx: &mut Cx) -> Outcome {
    let (id, lang, today) = (cx.id()?, cx.lang(), cx.today());
    let group = api::groups(cx.tx, &[id])?.remove(&id).ok_or_else(Problem::not_found)?;
    let org = api::orgs(cx.tx, &[group.org])?.remove(&group.org);
    // A class that is prepared is shown as it will begin.
    let day = if group.year > year::begun(today) { year::first_day(group.year) } else { today };
    let day = day.max(today);
    let pupils = api::pupils_of_group(cx.tx, id, day)?;
    let teachings = api::teachings_of_group(cx.tx, id)?;
    let ids: Vec<i64> = teachings.iter().map(|teaching| teaching.id).collect();
    let teachers = api::teachers_by_teaching(cx.tx, &ids, today)?;
    let sees_school = cx.allows(&SCHOOL_SEE, group.org)?;
    let readers = readers(cx, id)?;
    let edits = cx.allows(&CLASS_EDIT, id)?;
    let school = org.map(|org| org.name).unwrap_or_default();
    let main = html! {
        @if sees_school { (ui::back(&format!("/etablissements/{}", group.org), &school)) }
        (ui::title(&group.name, &under(&school, &group)))
        @if day > today { p.wide { (t::year_class_coming(lang, &dates::long_day(lang, day, today))) } }
        section.card aria-labelledby="eleves" {
            header {
                h2 id="eleves" {
                    @if pupils.is_empty() { (t::class_pupils(lang)) }
                    @else { (t::pupils(lang, i64::try_from(pupils.len()).unwrap_or(0))) }
                }
                @for (path, words) in codes(cx, &group) { a href=(path) { (words) } }
            }
            @if pupils.is_empty() { p.muted { (t::class_empty(lang)) } }
            @else {
                ol.stack data-size="sm" { @for pupil in &pupils { li {
                    @if edits { a href={ "/etablissements/" (group.org) "/eleves/" (pupil.id) } { (pupil.full()) } }
                    @else { (pupil.full()) }
                } } }
                p { a href={ "/classes/" (id) "/liste" } { (ui::icon("download")) " " (t::export_class_take(lang)) } }
            }
            @if edits {
                p.actions {
                    a.act href={ "/classes/" (id) "/eleves/nouveau" } { (t::hand_add_pupil(lang)) }
                    a.act href={ "/classes/" (id) "/modifier" } { (t::hand_change_class(lang)) }
                }
            }
        }
        section.card aria-labelledby="enseignants" {
            header { h2 id="enseignants" { (t::class_teachers(lang)) } }
            @if teachings.is_empty() { p.muted { (t::class_no_teaching(lang)) } }
            @else { ul.stack data-size="sm" {
                @for teaching in &teachings {
                    li {
                        b { (teaching.label) }
                        @for teacher in teachers.get(&teaching.id).into_iter().flatten() {
                            " · " (teacher.formal())
                        }
                    }
                }
            } }
            @if edits {
                p.actions { a.act href={ "/classes/" (id) "/enseignements/nouveau" } { (t::hand_new_teaching(lang)) } }
            }
            (ui::who_sees(lang, &readers))
        }
    };
    Ok(Page::columns(group.name.clone(), main).into())
}

fn under(school: &str, group: &Group) -> String {
    if group.levels.is_empty() {
        school.to_owned()
    } else {
        format!("{school} · {}", group.levels.join(", "))
    }
}

fn readers(cx: &mut Cx, class: i64) -> Result<Vec<String>, Problem> {
    let lang = cx.lang();
    let holders = db::rights::holders(cx.tx, &CLASS_SEE, class)?;
    let words =
        holders.iter().filter_map(|(role, _)| t::by_key(lang, &format!("reader-{}", role.code())));
    Ok(words.map(str::to_owned).collect())
}

/// The pages of activation codes, when the house has them and the person may open them.
fn codes(cx: &Cx, group: &Group) -> Vec<(String, &'static str)> {
    let lang = cx.lang();
    let Ok(actor) = cx.actor() else { return Vec::new() };
    let here = kernel::Target::org(group.org);
    let runs = actor.has(Role::Head, here) || actor.has(Role::Secretariat, here);
    let teaches = actor.has(Role::Teacher, kernel::Target::group(group.id));
    [
        ("codes", t::class_codes(lang), runs || teaches),
        ("codes-responsables", t::class_guardian_codes(lang), runs),
    ]
    .into_iter()
    .filter(|(end, _, may)| {
        let path = format!("/classes/{{groupe}}/{end}");
        let mut routes = cx.app.modules.iter().flat_map(|module| &module.routes);
        *may && group.is_class && routes.any(|route| route.path == path)
    })
    .map(|(end, words, _)| (format!("/classes/{}/{end}", group.id), words))
    .collect()
}
