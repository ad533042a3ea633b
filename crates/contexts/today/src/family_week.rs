//! The week of each child: what was done in seven days, what is for the next seven.

use kernel::Day;
use maud::{Markup, html};
use web::{Cx, Outcome, Page, dates, ui};

use crate::{
    api::{Kind, State},
    children::{Children, audiences_of},
    entry::{self, Entry, Reader},
    news::week_around,
    store::{self, Scope},
    t,
    views::{self, Moment},
};

/// The page.
pub(crate) const PATH: &str = "/enfants/semaine";

pub(crate) fn page(cx: &mut Cx) -> Outcome {
    let actor = cx.actor()?.clone();
    let moment = Moment::of(cx);
    let lang = moment.lang;
    let children = Children::of(cx, &actor)?;
    let scope = Scope { audiences: children.audiences(), teachings: Vec::new() };
    let entries = store::entries(cx.tx, &scope, &week_around(moment.today))?;
    let main = html! {
        (ui::back("/", t::today(lang)))
        (ui::title(t::children_week(lang), t::children_week_under(lang)))
        @for child in &children.children {
            @let seen = entry::seen_by(&entries, &audiences_of(child), Reader::Guardian);
            @let path = format!("/enfants/{}", child.name.id);
            (views::card(&format!("enfant-{}", child.name.id), &child.name.full(), Some((&path, t::child_day(lang))), &html! {
                p.muted { (children.whereabouts(child)) }
                (week_of(cx, &seen, moment))
            }))
        }
    };
    Ok(Page::columns(t::children_week(lang), main).into())
}

fn week_of(cx: &Cx, seen: &[&Entry], moment: Moment) -> Markup {
    let lang = moment.lang;
    let works: Vec<_> =
        entry::works(seen, moment.today).into_iter().filter(|work| work.is_to_do()).collect();
    let answers = entry::newest(seen, Kind::Answer);
    html! {
        h3 { (t::week_written(lang)) }
        (written(seen, moment))
        h3 { (t::week_ahead(lang)) }
        @if works.is_empty() { p.muted { (t::week_no_work(lang)) } }
        @else { (views::work_list(&works, Reader::Guardian, moment)) }
        @if !answers.is_empty() { h3 { (t::answers(lang)) } (views::answers(cx, &answers)) }
    }
}

/// The lessons that were written, a line for each day.
fn written(seen: &[&Entry], moment: Moment) -> Markup {
    let lang = moment.lang;
    let lessons: Vec<_> =
        seen.iter().filter(|e| e.kind == Kind::Lesson && e.state == State::Written).collect();
    let mut days: Vec<Day> = lessons.iter().map(|lesson| lesson.day).collect();
    days.sort_unstable();
    days.dedup();
    html! {
        @if days.is_empty() { p.muted { (t::week_no_lesson(lang)) } }
        @for day in days {
            p {
                b { (dates::capital(&dates::long_day(lang, day, moment.today))) }
                @for lesson in lessons.iter().filter(|lesson| lesson.day == day) {
                    " · " a href=(lesson.link) { (lesson.title) }
                }
            }
        }
    }
}
