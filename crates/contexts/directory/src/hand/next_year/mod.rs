//! « Préparer la rentrée »: the classes of the school year to come, and where each pupil will be.
//! Places begin with the first day of that year and those they follow end the day before, so that
//! nothing shows until then and no job has to run on the day.

mod class;
mod propose;
mod store;

use kernel::{Actor, Day, Lang, Role, Target, TargetKind};
use maud::{Markup, html};
use web::{
    Access, Cx, Form, Outcome, Page, Problem, Reply, Route, dates,
    ui::{self, Column, Field},
};

use super::{Hand, classes, lead, sent_before};
use crate::{
    api::{self, Group, Org},
    rights::SCHOOL_EDIT,
    t, year,
};

pub(super) use store::release;

/// Where the menu leads.
pub(crate) const PATH: &str = "/rentree";

const OFFICE: &[Role] = &[Role::Head, Role::Secretariat];

/// Whether the menu offers it: to the office, from April to September.
pub(crate) fn is_offered(actor: &Actor, day: Day) -> bool {
    let (_, month, _) = day.ymd();
    (4..=9).contains(&month) && OFFICE.iter().any(|role| actor.is(*role))
}

/// To the school of whoever asks; to choose one when there are several.
fn door(cx: &mut Cx) -> Outcome {
    let actor = cx.actor()?;
    let reach = |role: &Role| actor.reach(*role, TargetKind::Org);
    let mut schools: Vec<i64> = OFFICE.iter().flat_map(reach).collect();
    schools.sort_unstable();
    schools.dedup();
    Ok(match schools[..] {
        [org] => Reply::see_other(format!("/etablissements/{org}/rentree")),
        _ => Reply::see_other("/etablissements"),
    })
}

pub(crate) fn routes() -> Vec<Route> {
    let school = Access::Item(&SCHOOL_EDIT);
    vec![
        Route::get(PATH, Access::Role(OFFICE), door),
        Route::get("/etablissements/{org}/rentree", school, page),
        Route::post("/etablissements/{org}/rentree", school, open),
        Route::get("/etablissements/{org}/rentree/{classe}", school, class::page),
        Route::post("/etablissements/{org}/rentree/{classe}", school, class::place),
    ]
}

/// Rows to fill in for classes beside those that are proposed.
const BLANK: usize = 3;
/// More classes than any school opens at once.
const MOST: usize = 80;

/// What is prepared in a school.
struct Scene {
    org: Org,
    /// The civil year in which the year to come starts.
    year: i64,
    /// The first day of the places that are prepared.
    starts: Day,
    /// The classes pupils come from.
    before: Vec<Group>,
    /// The classes they go to.
    next: Vec<Group>,
}

impl Scene {
    fn load(cx: &mut Cx) -> Result<Self, Problem> {
        let (id, today) = (cx.id()?, cx.today());
        let org = api::orgs(cx.tx, &[id])?.remove(&id).ok_or_else(Problem::not_found)?;
        let year = year::prepared(today);
        let before = store::classes_before(cx.tx, id, year, today)?;
        let next = api::groups_of_year(cx.tx, id, year)?;
        let next = next.into_iter().filter(|group| group.is_class).collect();
        Ok(Self { org, year, starts: year::first_day(year).max(today), before, next })
    }

    /// Until when the class before is shown as it was: its last day of class.
    fn seen_from(&self, today: Day) -> Day {
        today.min(year::last_day(self.year - 1))
    }

    fn path(&self) -> String {
        format!("/etablissements/{}/rentree", self.org.id)
    }

    /// « Rentrée 2027, à partir du 1 septembre ».
    fn under(&self, lang: Lang, today: Day) -> String {
        t::year_from(lang, &self.org.name, &dates::long_day(lang, self.starts, today))
    }

    /// As long as there is no class of the year to come, those of the year before are proposed.
    fn proposed(&self) -> &[Group] {
        if self.next.is_empty() { &self.before } else { &[] }
    }
}

/// « 2027-2028 ».
fn years(year: i64) -> String {
    format!("{year}-{}", year + 1)
}

fn page(cx: &mut Cx) -> Outcome {
    let scene = Scene::load(cx)?;
    let mut form = cx.blank_form();
    for (at, group) in scene.proposed().iter().enumerate() {
        form = form
            .with(&format!("nom-{at}"), &group.name)
            .with(&format!("niveaux-{at}"), &group.levels.join(", "));
    }
    let rows = scene.proposed().len() + BLANK;
    Ok(whole(cx, &scene, &form, rows)?.into())
}

fn whole(cx: &mut Cx, scene: &Scene, form: &Form, rows: usize) -> Result<Page, Problem> {
    let (lang, today) = (cx.lang(), cx.today());
    let org = scene.org.id;
    let warning = api::calendar_warning(cx, api::Ahead::Preparing)?;
    let main = html! {
        (ui::back(&format!("/etablissements/{org}"), &scene.org.name))
        (ui::error_summary(form))
        (ui::title(t::year_title(lang), &scene.under(lang, today)))
        (warning)
        p.wide { (t::year_quiet(lang)) }
        section.card.wide.stack {
            (next_classes(cx, scene)?)
            (open_form(cx, scene, form, rows))
        }
        @if !scene.next.is_empty() {
            section.card.wide.stack aria-labelledby="eleves" {
                h2 id="eleves" { (t::year_pupils(lang)) }
                @if scene.before.is_empty() { p.muted { (t::year_nobody(lang)) } }
                ul.doors { @for (group, all, left) in store::progress(cx.tx, scene, today)? {
                    li { a.door href={ (scene.path()) "/" (group.id) } {
                        (ui::icon("graduation-cap"))
                        span { b { (group.name) } small { (t::pupils(lang, all)) " · " (left_words(lang, left)) } }
                        (ui::icon("chevron-right"))
                    } }
                } }
            }
        }
    };
    Ok(Page::narrow(t::year_title(lang), main))
}

fn left_words(lang: Lang, left: i64) -> String {
    if left == 0 { t::year_all_placed(lang).to_owned() } else { t::year_left(lang, left) }
}

fn next_classes(cx: &mut Cx, scene: &Scene) -> Result<Markup, Problem> {
    let lang = cx.lang();
    let pupils = store::placed_by_class(cx.tx, scene)?;
    let columns = [
        Column::words(t::class_name(lang)),
        Column::words(t::class_levels(lang)),
        Column::numbers(t::class_pupils(lang)),
    ];
    let rows: Vec<Vec<Markup>> = scene
        .next
        .iter()
        .map(|group| {
            vec![
                html! { a href={ "/classes/" (group.id) } { (group.name) } },
                html! { (group.levels.join(", ")) },
                html! { (pupils.get(&group.id).copied().unwrap_or(0)) },
            ]
        })
        .collect();
    Ok(html! {
        @if scene.next.is_empty() {
            h2 { (t::year_classes(lang, &years(scene.year))) }
            p { (t::year_propose(lang)) }
        }
        @else {
            (ui::cards_table(&t::year_classes(lang, &years(scene.year)), &columns, &rows))
            p.muted { (t::year_change_class(lang)) }
        }
    })
}

fn open_form(cx: &Cx, scene: &Scene, form: &Form, rows: usize) -> Markup {
    let lang = cx.lang();
    let content = html! {
        form.stack method="post" action=(scene.path()) {
            (cx.hidden())
            input type="hidden" name="lignes" value=(rows);
            @for at in 0..rows {
                div.row {
                    @let (name, levels) = (format!("nom-{at}"), format!("niveaux-{at}"));
                    (ui::text(form, &Field::new(&name, &t::year_name_of(lang, &(at + 1).to_string())).optional().class("short")))
                    (ui::text(form, &Field::new(&levels, &t::year_levels_of(lang, &(at + 1).to_string())).optional().class("short")))
                }
            }
            button.act.main { (t::year_open(lang)) }
            p.muted { (t::hand_undoable(lang)) }
        }
    };
    if scene.next.is_empty() { content } else { ui::details(t::year_more(lang), &content) }
}

/// Opens classes of the year to come; a name left empty is none.
fn open(cx: &mut Cx) -> Outcome {
    if let Some(reply) = sent_before(cx)? {
        return Ok(reply);
    }
    let (scene, lang, mut form) = (Scene::load(cx)?, cx.lang(), cx.form());
    let rows = form.text("lignes", 3).parse().unwrap_or(0).min(MOST);
    let mut names: Vec<String> = scene.next.iter().map(|group| group.name.clone()).collect();
    let mut wanted = Vec::new();
    for at in 0..rows {
        let field = format!("nom-{at}");
        let name = form.text(&field, classes::NAME_MAX);
        let levels = classes::levels(&mut form, &format!("niveaux-{at}"));
        if name.is_empty() {
            continue;
        }
        if names.iter().any(|known| kernel::fold(known) == kernel::fold(&name)) {
            form.refuse(&field, t::hand_class_taken(lang));
        }
        names.push(name.clone());
        wanted.push((name, levels));
    }
    if !form.is_valid() {
        return Ok(Reply::to_correct(whole(cx, &scene, &form, rows)?));
    }
    let org = scene.org.id;
    if !wanted.is_empty() {
        let mut hand = Hand::begin(cx.tx, org)?;
        let mut first = None;
        for (name, levels) in &wanted {
            let words = (name.as_str(), levels.as_slice());
            let made = classes::make(cx.tx, &mut hand, &scene.org, true, words, scene.year)?;
            first.get_or_insert(made);
        }
        hand.done(cx, "directory.year.open", first.unwrap_or(org), Target::org(org))?;
    }
    let says = match i64::try_from(wanted.len()) {
        Ok(count @ 1..) => t::year_opened(lang, count),
        _ => t::hand_saved(lang).to_owned(),
    };
    lead(cx, scene.path(), says)
}
