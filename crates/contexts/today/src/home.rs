//! « Aujourd’hui »: what a person can act on now, each role below the other.

use db::DbError;
use kernel::{Actor, Day, Role, SchoolYear, Target, TargetKind};
use maud::{Markup, html};
use web::{Cx, Door, Outcome, Page, Reply, dates, ui};

use crate::{
    api::Kind,
    children::Children,
    duties,
    entry::{self, Entry, Reader},
    leaving, school,
    store::{self, Scope, Window},
    t,
    views::{self, Moment},
};

/// Work still to hand in is shown this long after its day.
const LATE_DAYS: i32 = 7;
/// Work is announced this long before its day.
const AHEAD_DAYS: i32 = 21;
/// Answers that the family has not opened come first this long.
const UNOPENED_DAYS: i32 = 7;
/// Hand-ins to read are shown this long after the day of the work.
const TO_READ_DAYS: i32 = 30;
/// More than a home can show at once is in the rooms themselves.
pub(crate) const SHOWN: usize = 10;

pub(crate) fn page(cx: &mut Cx) -> Outcome {
    match cx.visitor.clone() {
        Some(actor) => match leaving::home(cx, &actor)? {
            Some(page) => Ok(page.into()),
            None => Ok(home(cx, &actor)?.kept().live().into()),
        },
        None => visitor(cx),
    }
}

/// Tells the home of a person, and their days, that something of them changed.
pub(crate) fn live(cx: &mut Cx) -> Outcome {
    let actor = cx.actor()?.clone();
    let scope = Mine::of(&actor).scope_with(&Children::of(cx, &actor)?);
    let topics = [scope.audiences, scope.teachings, classes_headed(cx, &actor)?].concat();
    Ok(Reply::live(actor.person, topics))
}

/// The classes and groups of the schools that a person heads: their figures change with them.
fn classes_headed(cx: &mut Cx, actor: &Actor) -> Result<Vec<i64>, DbError> {
    let today = cx.today();
    let mut topics = Vec::new();
    for org in actor.reach(Role::Head, TargetKind::Org) {
        let groups = directory::api::groups_of_org(cx.tx, org, today)?;
        topics.extend(groups.iter().map(|group| Target::group(group.id).packed()));
    }
    Ok(topics)
}

/// Somebody who is not signed in: the roles of the demonstration, or the sign-in page.
fn visitor(cx: &mut Cx) -> Outcome {
    if directory::api::territory(cx.tx)?.is_some() {
        return Ok(Reply::see_other(if cx.app.demo { "/demo" } else { "/connexion" }));
    }
    let lang = cx.lang();
    let main = html! {
        (ui::title(t::empty_house_title(lang), ""))
        section.card { (ui::empty("yard", t::empty_house(lang), &html! { p.muted { (t::empty_house_again(lang)) } })) }
    };
    Ok(Page::narrow(t::empty_house_title(lang), main).into())
}

fn home(cx: &mut Cx, actor: &Actor) -> Result<Page, DbError> {
    let moment = Moment::of(cx);
    let lang = moment.lang;
    let children = Children::of(cx, actor)?;
    let mine = Mine::of(actor);
    let entries =
        store::entries(cx.tx, &mine.scope_with(&children), &window(moment.today, &children))?;
    let own = mine.sections(cx, &entries, moment)?;
    let families = children.sections(cx, &entries, moment)?;
    let schools = school::sections(cx, actor, moment)?;
    let duties = duties::section(cx, actor, moment)?;
    let is_bare = own.markup.is_none() && families.is_none() && schools.is_none();
    let doors = at_hand(cx)?;
    let name = directory::api::name(cx.tx, actor.person)?;
    let first = name.map_or_else(String::new, |name| name.first);
    let under = under_the_title(cx, moment, &own)?;
    let main = html! {
        (ui::title(&t::hello(lang, &first), &under))
        @if let Some(duties) = duties { (duties) }
        @if let Some(own) = own.markup { (own) }
        @if let Some(families) = families { (families) }
        @if let Some(schools) = schools { (schools) }
        @if !doors.is_empty() {
            nav.wide aria-label=(t::at_hand(lang)) {
                p.actions { @for door in &doors { a.act href=(door.path) { (ui::icon(door.icon)) (door.says) } } }
            }
        }
        @if is_bare { (school::doors(cx, actor)) }
    };
    Ok(Page::columns(t::today(lang), main))
}

/// What the rooms put within reach of this person.
fn at_hand(cx: &mut Cx) -> Result<Vec<Door>, DbError> {
    let rooms = cx.app.modules.iter().filter_map(|module| module.at_hand);
    let mut doors = Vec::new();
    for offer in rooms {
        doors.extend(offer(cx)?);
    }
    Ok(doors)
}

fn window(today: Day, children: &Children) -> Window {
    let follows = !children.children.is_empty();
    let news = entry::news_since(today);
    Window {
        lessons: (today, today),
        works: Some((today.plus(-LATE_DAYS), today.plus(AHEAD_DAYS))),
        answers: Some(if follows { today.plus(-UNOPENED_DAYS) } else { news }),
        to_read: Some(today.plus(-TO_READ_DAYS)),
        to_sign: follows,
    }
}

/// « Jeudi 11 mars, semaine B · 2 choses à faire pour demain ».
fn under_the_title(cx: &mut Cx, moment: Moment, own: &Own) -> Result<String, DbError> {
    let lang = moment.lang;
    let mut day = dates::capital(&dates::long_day(lang, moment.today, moment.today));
    if own.has_hours && directory::api::school_year(cx)?.has_class(moment.today) {
        let week = if SchoolYear::is_week_a(moment.today) { "A" } else { "B" };
        day = t::day_and_week(lang, &day, week);
    }
    Ok(views::joined(&[&day, &own.says]))
}

/// What a person sees as a pupil and as staff.
pub(crate) struct Mine {
    pub(crate) pupil: Vec<i64>,
    pub(crate) staff: Vec<i64>,
}

/// The sections of a person's own day.
struct Own {
    markup: Option<Markup>,
    /// What there is to do, in a few words.
    says: String,
    has_hours: bool,
}

impl Mine {
    pub(crate) fn of(actor: &Actor) -> Self {
        let mut pupil: Vec<_> = actor
            .reach(Role::Pupil, TargetKind::Group)
            .map(|group| Target::group(group).packed())
            .collect();
        if actor.is(Role::Pupil) {
            let selves = actor.reach(Role::Itself, TargetKind::Person);
            pupil.extend(selves.map(|own| Target::person(own).packed()));
        }
        let mut staff: Vec<_> = actor
            .reach(Role::Teacher, TargetKind::Teaching)
            .map(|teaching| Target::teaching(teaching).packed())
            .collect();
        // The lessons they take in someone's place.
        if actor.is(Role::Teacher) {
            staff.push(Target::person(actor.person).packed());
        }
        Self { pupil, staff }
    }

    pub(crate) fn scope(&self) -> Scope {
        Scope { audiences: self.pupil.clone(), teachings: self.staff.clone() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.pupil.is_empty() && self.staff.is_empty()
    }

    fn scope_with(&self, children: &Children) -> Scope {
        let mut scope = self.scope();
        scope.audiences.extend(children.audiences());
        scope
    }

    /// The lessons of a person, as pupil and as staff, in order.
    pub(crate) fn lessons<'e>(&self, entries: &'e [Entry]) -> Vec<(Reader, Vec<&'e Entry>)> {
        let of = |audiences: &[i64], reader| (reader, entry::seen_by(entries, audiences, reader));
        let all = [of(&self.staff, Reader::Staff), of(&self.pupil, Reader::Pupil)];
        let is_theirs = [!self.staff.is_empty(), !self.pupil.is_empty()];
        all.into_iter().zip(is_theirs).filter(|(_, theirs)| *theirs).map(|(one, _)| one).collect()
    }

    fn sections(&self, cx: &mut Cx, entries: &[Entry], moment: Moment) -> Result<Own, DbError> {
        let mut own = Own { markup: None, says: String::new(), has_hours: false };
        if self.is_empty() {
            return Ok(own);
        }
        let mut cards = Vec::new();
        for (reader, seen) in self.lessons(entries) {
            cards.push(self.day_card(cx, &seen, reader, moment)?);
            let (card, says) = match reader {
                Reader::Staff => to_read_card(&seen, moment),
                Reader::Pupil | Reader::Guardian => to_do_card(&seen, moment),
            };
            cards.push(card);
            if reader == Reader::Pupil {
                cards.extend(news_card(cx, &seen, moment));
            }
            own.has_hours |= seen.iter().any(|e| e.kind == Kind::Lesson && e.starts.is_some());
            own.says = views::joined(&[&own.says, &says]);
        }
        own.markup = Some(html! { @for card in cards { (card) } });
        Ok(own)
    }

    /// The line of today, or of the next day with lessons when today is over.
    fn day_card(
        &self,
        cx: &mut Cx,
        seen: &[&Entry],
        reader: Reader,
        moment: Moment,
    ) -> Result<Markup, DbError> {
        let lang = moment.lang;
        let id = if reader == Reader::Staff { "journee-cours" } else { "journee" };
        let week = Some(("/semaine", t::week(lang)));
        let lessons = entry::lessons_of(seen, moment.today);
        if lessons.iter().any(|lesson| !lesson.is_over(moment.today, moment.time)) {
            let line = views::day_line(&lessons, reader, moment);
            return Ok(views::card(id, t::my_day(lang), week, &line));
        }
        let next = next_lessons(cx, &self.scope(), moment.today)?;
        let audiences = if reader == Reader::Staff { &self.staff } else { &self.pupil };
        let next = entry::seen_by(&next, audiences, reader);
        let Some(day) = next.first().map(|lesson| lesson.day) else {
            let nothing = ui::empty("kite", t::nothing_ahead(lang), &html! {});
            return Ok(views::card(id, t::my_day(lang), week, &nothing));
        };
        let line = views::day_line(&entry::lessons_of(&next, day), reader, moment);
        let title = t::my_day_of(lang, &dates::near_day(lang, day, moment.today));
        Ok(views::card(id, &title, week, &line))
    }
}

/// Lessons of the next days with class: three are enough to cross a week-end or a free Wednesday.
pub(crate) fn next_lessons(cx: &mut Cx, scope: &Scope, today: Day) -> Result<Vec<Entry>, DbError> {
    let year = directory::api::school_year(cx)?;
    let first = year.next_class_day(today);
    let third =
        first.and_then(|day| year.next_class_day(day)).and_then(|day| year.next_class_day(day));
    match first {
        Some(first) => {
            let to = third.unwrap_or(first);
            store::entries(cx.tx, scope, &Window::lessons(first, to))
        }
        None => Ok(Vec::new()),
    }
}

fn to_do_card(seen: &[&Entry], moment: Moment) -> (Markup, String) {
    let lang = moment.lang;
    let mut works = entry::works(seen, moment.today);
    let says = views::to_do_in_words(&works, moment);
    works.truncate(SHOWN);
    let content = if works.is_empty() {
        ui::empty("tree", t::all_done(lang), &html! {})
    } else {
        views::work_list(&works, Reader::Pupil, moment)
    };
    (views::card("a-faire", t::to_do(lang), None, &content), says)
}

fn to_read_card(seen: &[&Entry], moment: Moment) -> (Markup, String) {
    let lang = moment.lang;
    let mut waiting: Vec<_> = seen.iter().copied().filter(|e| e.kind == Kind::ToRead).collect();
    let says = views::to_read_in_words(&waiting, lang);
    waiting.truncate(SHOWN);
    let content = if waiting.is_empty() {
        ui::empty("bench", t::nothing_to_read(lang), &html! {})
    } else {
        views::to_read(&waiting, moment)
    };
    (views::card("a-lire", t::to_read(lang), None, &content), says)
}

fn news_card(cx: &Cx, seen: &[&Entry], moment: Moment) -> Option<Markup> {
    let mut answers = entry::news(seen, moment.today);
    answers.truncate(SHOWN);
    if answers.is_empty() {
        return None;
    }
    let since = dates::near_day(moment.lang, entry::news_since(moment.today), moment.today);
    let content = views::answers(cx, &answers);
    let title = t::since(moment.lang, &since);
    Some(html! { div.wide { (views::card("nouvelles", &title, None, &content)) } })
}
