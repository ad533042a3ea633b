//! « Travaux rendus »: everything a pupil handed in, of this year and of those before, for them and
//! for those who follow them. Classes change; what was handed in stays readable by its own right.

use std::{cmp::Reverse, collections::HashMap};

use db::DbError;
use directory::api::{self, PersonName};
use kernel::{Actor, Role, SchoolYear, TargetKind};
use maud::{Markup, html};
use web::{Access, Cx, Outcome, Page, Problem, Route, ui};

use crate::{
    course::Course,
    handin::{Handin, State},
    own::store,
    parts, t,
    work::{self, Work},
};

/// The page.
pub(crate) const PATH: &str = "/cours/rendus";
/// Who has one.
const WHO: Access = Access::Role(&[Role::Pupil, Role::Guardian, Role::SupportAssistant]);
/// Hand-ins on one page.
const PER_PAGE: i64 = 20;

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get(PATH, WHO, page)]
}

/// The pupils whose hand-ins are shown: oneself, and those one follows.
fn pupils(cx: &mut Cx, actor: &Actor) -> Result<Vec<i64>, DbError> {
    let mut pupils: Vec<i64> = actor.reach(Role::Itself, TargetKind::Person).collect();
    let today = cx.today();
    for child in api::followed_by(cx.tx, actor, today)? {
        pupils.extend(child.selves);
    }
    Ok(pupils)
}

fn page(cx: &mut Cx) -> Outcome {
    let (lang, today, actor) = (cx.lang(), cx.today(), cx.actor()?.clone());
    let pupils = pupils(cx, &actor)?;
    let after = match cx.incoming.query(parts::AFTER).and_then(web::parse_id) {
        Some(id) => store::find(cx.tx, &pupils, id)?,
        None => None,
    };
    let mut handins = Vec::new();
    for pupil in &pupils {
        let window = (after.as_ref(), PER_PAGE + 1);
        let theirs = store::readable(cx.tx, &actor, *pupil, window)?;
        handins.extend(theirs.into_iter().map(|handin| Handed { pupil: *pupil, handin }));
    }
    handins.sort_by_key(|one| Reverse((one.handin.handed_at, one.handin.id)));
    // What two of one's children handed in together is one.
    handins.dedup_by_key(|one| one.handin.id);
    let has_more = parts::cut(&mut handins, PER_PAGE);
    let last = handins.last().filter(|_| has_more).map(|one| one.handin.id);
    let shown = Shown::load(cx, &handins, &actor)?;
    let years = by_year(cx, &handins);
    let this_year = SchoolYear::starting(today);
    let main = html! {
        (ui::back("/cours", t::my_courses(lang)))
        (ui::title(t::handed_title(lang), t::handed_under(lang)))
        @if handins.is_empty() { section.card { (ui::empty("tree", t::handed_none(lang), &html! {})) } }
        @for (year, handins) in &years {
            @let id = format!("annee-{year}");
            section.card aria-labelledby=(id) {
                header { h2 id=(id) {
                    @if *year == this_year { (t::handed_this_year(lang)) }
                    @else { (t::handed_year(lang, &year.to_string(), &(year + 1).to_string())) }
                } }
                ul.todo { @for handin in handins { (shown.line(cx, handin)) } }
            }
        }
        (parts::further(lang, PATH, after.is_some(), last))
    };
    Ok(Page::narrow(t::handed_title(lang), main).into())
}

/// A hand-in, as one of its pupils has it.
struct Handed {
    pupil: i64,
    handin: Handin,
}

/// Hand-ins side by side by their school year, the last year first.
fn by_year<'h>(cx: &Cx, handins: &'h [Handed]) -> Vec<(i16, Vec<&'h Handed>)> {
    let mut years: Vec<(i16, Vec<&Handed>)> = Vec::new();
    for handin in handins {
        let day = cx.app.place.local(handin.handin.handed_at).0;
        let year = SchoolYear::starting(day);
        match years.iter_mut().find(|(known, _)| *known == year) {
            Some((_, list)) => list.push(handin),
            None => years.push((year, vec![handin])),
        }
    }
    years
}

/// What the lines are told with.
struct Shown {
    works: Vec<Work>,
    courses: Vec<Course>,
    /// The names of pupils, for who follows several.
    names: HashMap<i64, PersonName>,
}

impl Shown {
    fn load(cx: &mut Cx, handins: &[Handed], actor: &Actor) -> Result<Self, Problem> {
        let today = cx.today();
        let ids = |of: fn(&Handed) -> i64| handins.iter().map(of).collect::<Vec<_>>();
        let others: Vec<i64> = ids(|one| one.pupil)
            .into_iter()
            .filter(|pupil| !actor.has(Role::Itself, kernel::Target::person(*pupil)))
            .collect();
        Ok(Self {
            works: work::store::by_ids(cx.tx, &ids(|one| one.handin.work))?,
            courses: Course::load_many(cx.tx, &ids(|one| one.handin.teaching), today)?,
            names: api::names(cx.tx, &others)?,
        })
    }

    fn line(&self, cx: &Cx, Handed { pupil, handin }: &Handed) -> Markup {
        let lang = cx.lang();
        let work = self.works.iter().find(|work| work.id == handin.work);
        let course = self.courses.iter().find(|course| course.id == handin.teaching);
        html! {
            li {
                span {
                    b { a href={ "/cours/remises/" (handin.id) } { (work.map(Work::title).unwrap_or_default()) } }
                    small {
                        @if let Some(name) = self.names.get(pupil) { (name.first) " · " }
                        @if let Some(course) = course { (course.name()) " · " }
                        (t::handed_when(lang, &parts::when(cx, handin.handed_at)))
                    }
                }
                @if handin.state == State::Published { (ui::tag("done", t::state_answered(lang))) }
            }
        }
    }
}
