//! What a guardian sees: a card per child, of all schools, and each child's day.

use std::collections::HashMap;

use db::DbError;
use directory::api::{Child, Group, Org};
use kernel::{Actor, Day, Role, Target};
use maud::{Markup, html};
use web::{Cx, Outcome, Page, Problem, dates, ui};

use crate::{
    api::Kind,
    entry::{self, Entry, Reader},
    family_week, home,
    pages::{self, day_links},
    store::{self, Scope, Window},
    t,
    views::{self, Moment, Need},
};

/// The children of a guardian, with the names of where they are.
pub(crate) struct Children {
    pub(crate) children: Vec<Child>,
    orgs: HashMap<i64, Org>,
    groups: HashMap<i64, Group>,
}

/// Work shown on a child's card; the rest is on the child's day.
const WORK_ON_A_CARD: usize = 2;
/// Answers shown on a child's card.
const ANSWERS_ON_A_CARD: usize = 2;

impl Children {
    /// The children of a person; none, and nothing asked, when they are nobody's guardian.
    pub(crate) fn of(cx: &mut Cx, actor: &Actor) -> Result<Self, DbError> {
        let today = cx.today();
        let children = directory::api::followed_by(cx.tx, actor, today)?;
        let ids = |of: fn(&Child) -> &Vec<i64>| {
            let mut ids: Vec<_> = children.iter().flat_map(of).copied().collect();
            ids.sort_unstable();
            ids.dedup();
            ids
        };
        Ok(Self {
            orgs: directory::api::orgs(cx.tx, &ids(|child| &child.orgs))?,
            groups: directory::api::groups(cx.tx, &ids(|child| &child.groups))?,
            children,
        })
    }

    /// Everyone's audiences together.
    pub(crate) fn audiences(&self) -> Vec<i64> {
        self.children.iter().flat_map(audiences_of).collect()
    }

    /// A card per child; nothing for who has none.
    pub(crate) fn sections(
        &self,
        cx: &mut Cx,
        entries: &[Entry],
        moment: Moment,
    ) -> Result<Option<Markup>, DbError> {
        if self.children.is_empty() {
            return Ok(None);
        }
        let ahead = self.lessons_ahead(cx, entries, moment)?;
        Ok(Some(html! {
            (self.first(cx, entries, moment))
            @for child in &self.children { (self.card(cx, child, entries, &ahead, moment)) }
        }))
    }

    /// What of all the children is to be seen before the rest: what waits for someone, then what is
    /// to be read, the oldest first; nothing when nothing is.
    fn first(&self, cx: &Cx, entries: &[Entry], moment: Moment) -> Markup {
        // Who supports a pupil at school neither signs nor answers for them.
        let answers_for = |child: &&Child| {
            let is = |own: &i64| {
                cx.actor().is_ok_and(|actor| actor.has(Role::Guardian, Target::person(*own)))
            };
            child.selves.iter().any(is)
        };
        let mut needs: Vec<Need<'_>> = Vec::new();
        for child in self.children.iter().filter(answers_for) {
            let seen = entry::seen_by(entries, &audiences_of(child), Reader::Guardian);
            let first = seen.into_iter().filter(|e| e.comes_first(moment.today, moment.time));
            needs.extend(first.map(|entry| Need {
                first_name: &child.name.first,
                entry,
                path: path(child),
            }));
        }
        needs.sort_by_key(|need| (need.entry.kind == Kind::Answer, need.entry.day));
        needs.truncate(home::SHOWN);
        if needs.is_empty() {
            return html! {};
        }
        let title = t::see_first(moment.lang);
        html! { div.wide { (views::card("a-voir", title, None, &views::needs(&needs, moment))) } }
    }

    /// The lessons of the next days, when a child's today is over.
    fn lessons_ahead(
        &self,
        cx: &mut Cx,
        entries: &[Entry],
        moment: Moment,
    ) -> Result<Vec<Entry>, DbError> {
        let is_over = |child: &Child| {
            let seen = entry::seen_by(entries, &audiences_of(child), Reader::Guardian);
            entry::lessons_of(&seen, moment.today)
                .iter()
                .all(|lesson| lesson.is_over(moment.today, moment.time))
        };
        let over: Vec<i64> =
            self.children.iter().filter(|child| is_over(child)).flat_map(audiences_of).collect();
        if over.is_empty() {
            return Ok(Vec::new());
        }
        let scope = Scope { audiences: over, teachings: Vec::new() };
        home::next_lessons(cx, &scope, moment.today)
    }

    fn card(
        &self,
        cx: &Cx,
        child: &Child,
        entries: &[Entry],
        ahead: &[Entry],
        moment: Moment,
    ) -> Markup {
        let lang = moment.lang;
        let audiences = audiences_of(child);
        let seen = entry::seen_by(entries, &audiences, Reader::Guardian);
        let mut works = entry::works(&seen, moment.today);
        works.retain(|work| work.is_to_do());
        let more = works.len().saturating_sub(WORK_ON_A_CARD);
        works.truncate(WORK_ON_A_CARD);
        let mut answers = entry::news(&seen, moment.today);
        answers.truncate(ANSWERS_ON_A_CARD);
        let next = entry::seen_by(ahead, &audiences, Reader::Guardian);
        let path = path(child);
        let content = html! {
            p.muted { (self.whereabouts(child)) }
            p { (views::day_in_words(&entry::lessons_of(&seen, moment.today), moment)) (next_day(&next, moment)) }
            (views::changes(&entry::lessons_of(&seen, moment.today), moment))
            @if works.is_empty() { p { (t::child_nothing_to_do(lang)) } }
            @else { (views::work_list(&works, Reader::Guardian, moment)) }
            @if more > 0 { p { a href=(path) { (t::child_more(lang, i64::try_from(more).unwrap_or(0))) } } }
            (views::answers(cx, &answers))
        };
        let id = format!("enfant-{}", child.name.id);
        html! {
            section.card aria-labelledby=(id) {
                header {
                    h2 id=(id) { (child.name.full()) }
                    a href=(path) { (t::child_day(lang)) span.sr-only { (t::of_child(lang, &child.name.first)) } }
                }
                (content)
            }
        }
    }

    /// « 5e B, Collège des Tilleuls ».
    pub(crate) fn whereabouts(&self, child: &Child) -> String {
        let classes = child.groups.iter().filter_map(|id| self.groups.get(id));
        let classes = classes.filter(|group| group.is_class).map(|group| group.name.as_str());
        let schools =
            child.orgs.iter().filter_map(|id| self.orgs.get(id)).map(|org| org.name.as_str());
        classes.chain(schools).collect::<Vec<_>>().join(", ")
    }
}

/// The page of a child's day.
fn path(child: &Child) -> String {
    format!("/enfants/{}", child.name.id)
}

/// What is for a child: for their groups, and for them alone.
pub(crate) fn audiences_of(child: &Child) -> Vec<i64> {
    let groups = child.groups.iter().map(|group| Target::group(*group).packed());
    let selves = child.selves.iter().map(|own| Target::person(*own).packed());
    groups.chain(selves).collect()
}

/// When the next day with lessons starts.
fn next_day(next: &[&Entry], moment: Moment) -> Markup {
    let Some(first) = next.first() else { return html! {} };
    let day = dates::near_day(moment.lang, first.day, moment.today);
    let says = match first.starts {
        Some(starts) => t::next_day_at(moment.lang, &day, &dates::time(moment.lang, starts)),
        None => t::next_day(moment.lang, &day),
    };
    html! { " " (says) }
}

/// A child's day: lessons, work and answers.
pub(crate) fn day(cx: &mut Cx) -> Outcome {
    let actor = cx.actor()?.clone();
    let child = cx.param_id("child")?;
    let follows = [Role::Guardian, Role::SupportAssistant];
    if !follows.iter().any(|role| actor.has(*role, Target::person(child))) {
        return Err(Problem::not_found());
    }
    let moment = Moment::of(cx);
    let shown = pages::chosen_day(cx, cx.incoming.query("jour"))?.unwrap_or(moment.today);
    let mut children = Children::of(cx, &actor)?;
    children.children.retain(|known| known.selves.contains(&child));
    let Some(known) = children.children.first().cloned() else { return Err(Problem::not_found()) };
    let scope = Scope { audiences: audiences_of(&known), teachings: Vec::new() };
    let entries = store::entries(cx.tx, &scope, &window(shown, moment.today))?;
    let main = child_page(cx, &children, &known, &entries, shown, moment);
    Ok(Page::columns(t::child_day(moment.lang), main).into())
}

/// The day shown; for today also what is ahead.
fn window(shown: Day, today: Day) -> Window {
    let works = if shown == today { (today.plus(-7), today.plus(21)) } else { (shown, shown) };
    Window {
        lessons: (shown, shown),
        works: Some(works),
        answers: Some(today.plus(-14)),
        to_read: None,
        to_sign: false,
    }
}

fn child_page(
    cx: &Cx,
    children: &Children,
    child: &Child,
    entries: &[Entry],
    shown: Day,
    moment: Moment,
) -> Markup {
    let lang = moment.lang;
    let seen = entry::seen_by(entries, &audiences_of(child), Reader::Guardian);
    let lessons = entry::lessons_of(&seen, shown);
    let works: Vec<_> = if shown == moment.today {
        entry::works(&seen, shown)
    } else {
        seen.iter().copied().filter(|e| e.kind == Kind::Work).collect()
    };
    let mut answers = entry::newest(&seen, Kind::Answer);
    answers.truncate(home::SHOWN);
    let path = format!("{}?jour=", path(child));
    let day = dates::capital(&dates::long_day(lang, shown, moment.today));
    html! {
        (ui::back("/", t::today(lang)))
        (ui::title(&child.name.full(), &children.whereabouts(child)))
        (day_links(&path, shown, moment))
        p.wide { a href=(family_week::PATH) { (t::children_week(lang)) } }
        (views::card("journee", &day, None, &line_or_nothing(&lessons, Reader::Guardian, moment)))
        (views::card("travail", t::work(lang), None, &html! {
            @if works.is_empty() { p.muted { (t::no_work(lang)) } }
            @else { (views::work_list(&works, Reader::Guardian, moment)) }
        }))
        @if !answers.is_empty() {
            div.wide { (views::card("reponses", t::answers(lang), None, &views::answers(cx, &answers))) }
        }
    }
}

/// The line of a day, or the words for a day without lessons.
pub(crate) fn line_or_nothing(lessons: &[&Entry], reader: Reader, moment: Moment) -> Markup {
    if lessons.is_empty() {
        html! { p.muted { (t::no_lessons(moment.lang)) } }
    } else {
        views::day_line(lessons, reader, moment)
    }
}
