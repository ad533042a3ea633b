//! Any day.

use kernel::{Actor, Day};
use maud::{Markup, html};
use web::{Cx, Outcome, Page, Problem, dates, ui};

use crate::{
    children::line_or_nothing,
    entry::{self, Entry},
    home::Mine,
    store::{self, Window},
    t,
    views::{self, Moment},
};

/// One of one's own days.
pub(crate) fn day(cx: &mut Cx) -> Outcome {
    let actor = cx.actor()?.clone();
    let shown = chosen_day(cx, cx.incoming.param("day"))?.ok_or_else(Problem::not_found)?;
    let moment = Moment::of(cx);
    let lang = moment.lang;
    let (mine, entries) = lessons(cx, &actor, shown, shown)?;
    let main = html! {
        (ui::back("/semaine", t::week(lang)))
        (ui::title(&dates::capital(&dates::long_day(lang, shown, moment.today)), ""))
        (day_links("/jour/", shown, moment))
        (day_cards(&mine, &entries, shown, t::my_day(lang), moment))
    };
    Ok(Page::narrow(t::my_day(lang), main).kept().live().into())
}

/// A day named in the address: nothing, or a real one.
pub(crate) fn chosen_day(cx: &Cx, written: Option<&str>) -> Result<Option<Day>, Problem> {
    let Some(written) = written else { return Ok(None) };
    let day = Day::parse_iso(written).ok_or_else(Problem::not_found)?;
    // Beyond, nothing was ever written and arithmetic has no sense.
    let near = (cx.today().0 - day.0).abs() < 3_660;
    if near { Ok(Some(day)) } else { Err(Problem::not_found()) }
}

/// The lessons of some days of a person.
pub(crate) fn lessons(
    cx: &mut Cx,
    actor: &Actor,
    from: Day,
    to: Day,
) -> Result<(Mine, Vec<Entry>), db::DbError> {
    let mine = Mine::of(actor);
    let entries = store::entries(cx.tx, &mine.scope(), &Window::lessons(from, to))?;
    Ok((mine, entries))
}

fn day_cards(mine: &Mine, entries: &[Entry], day: Day, title: &str, moment: Moment) -> Markup {
    let readers = mine.lessons(entries);
    html! {
        @if readers.is_empty() { (views::card(&format!("j-{day}"), title, None, &line_or_nothing(&[], entry::Reader::Pupil, moment))) }
        @for (reader, seen) in readers {
            @let id = format!("j-{day}-{}", if reader == entry::Reader::Staff { "cours" } else { "eleve" });
            (views::card(&id, title, None, &line_or_nothing(&entry::lessons_of(&seen, day), reader, moment)))
        }
    }
}

/// Links to the day before, to today and to the day after.
pub(crate) fn day_links(path: &str, shown: Day, moment: Moment) -> Markup {
    let lang = moment.lang;
    let link = |day: Day| {
        html! { (dates::capital(&dates::near_day(lang, day, moment.today))) }
    };
    let (before, after) = (school_day(shown, -1), school_day(shown, 1));
    html! {
        nav.wide.row aria-label=(t::other_days(lang)) {
            a.act.quiet href={ (path) (before) } rel="prev" { (ui::icon("chevron-left")) (link(before)) }
            @if shown != moment.today && before != moment.today && after != moment.today {
                a.act.quiet href={ (path) (moment.today) } { (link(moment.today)) }
            }
            a.act.quiet.end href={ (path) (after) } rel="next" { (link(after)) (ui::icon("chevron-right")) }
        }
    }
}

/// The day before or after, Sundays left out.
const fn school_day(day: Day, step: i32) -> Day {
    let next = day.plus(step);
    if next.weekday() == 7 { next.plus(step) } else { next }
}

/// Links to the week before and to the week after.
pub(crate) fn week_links(monday: Day, moment: Moment) -> Markup {
    let lang = moment.lang;
    html! {
        nav.wide.row aria-label=(t::other_weeks(lang)) {
            a.act.quiet href={ "/semaine?jour=" (monday.plus(-7)) } rel="prev" { (ui::icon("chevron-left")) (t::week_before(lang)) }
            a.act.quiet.end href={ "/semaine?jour=" (monday.plus(7)) } rel="next" { (t::week_after(lang)) (ui::icon("chevron-right")) }
        }
    }
}
