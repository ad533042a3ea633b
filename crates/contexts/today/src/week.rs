//! A week at a glance: a grid where there is room for one, a list on a phone; the same lines, in the
//! same order.

use kernel::{Day, LocalTime, SchoolYear, public_holidays};
use maud::{Markup, html};
use web::{Cx, Outcome, Page, dates, ui};

use crate::{
    entry::{self, Entry, Reader},
    home::Mine,
    pages::{chosen_day, lessons, week_links},
    t,
    views::{self, Moment},
};

/// Beginnings that are told apart in a grid; later ones share the last place.
const SLOTS: usize = 16;

/// One's own week.
pub(crate) fn page(cx: &mut Cx) -> Outcome {
    let actor = cx.actor()?.clone();
    let moment = Moment::of(cx);
    let lang = moment.lang;
    let asked = chosen_day(cx, cx.incoming.query("jour"))?;
    // On a Sunday one thinks of the next week.
    let monday =
        asked.unwrap_or_else(|| moment.today.plus(i32::from(moment.today.weekday() == 7))).monday();
    let (mine, entries) = lessons(cx, &actor, monday, monday.plus(5))?;
    let days = (0..6).map(|at| monday.plus(at));
    let days: Vec<_> =
        days.filter(|day| day.weekday() < 6 || entries.iter().any(|e| e.day == *day)).collect();
    let year = directory::api::school_year_of(cx.tx, cx.app.zone, monday)?;
    let title = t::week_of(lang, &dates::long_day(lang, monday, moment.today));
    let under = if entries.iter().any(|entry| entry.starts.is_some()) {
        t::week_letter(lang, if SchoolYear::is_week_a(monday) { "A" } else { "B" })
    } else {
        String::new()
    };
    let main = html! {
        (ui::back("/", t::today(lang)))
        (ui::title(&title, &under))
        (week_links(monday, moment))
        @for (reader, seen) in readers(&mine, &entries) {
            div.week { @for day in &days { (day_card(&seen, *day, (reader, moment), &year)) } }
        }
    };
    Ok(Page::wide(t::week(lang), main).kept().live().into())
}

/// The lessons by what the person is to them; an empty week for who has none.
fn readers<'e>(mine: &Mine, entries: &'e [Entry]) -> Vec<(Reader, Vec<&'e Entry>)> {
    let readers = mine.lessons(entries);
    if readers.is_empty() { vec![(Reader::Pupil, Vec::new())] } else { readers }
}

fn day_card(
    seen: &[&Entry],
    day: Day,
    (reader, moment): (Reader, Moment),
    year: &SchoolYear,
) -> Markup {
    let lang = moment.lang;
    let lessons = entry::lessons_of(seen, day);
    let id = format!("j-{day}-{}", if reader == Reader::Staff { "cours" } else { "eleve" });
    let line = if lessons.is_empty() {
        html! { p.muted { (nothing(day, year, moment)) } }
    } else {
        views::week_line(&lessons, &beginnings(seen), reader, moment)
    };
    let title = dates::capital(&dates::long_day(lang, day, moment.today));
    views::card(&id, &title, None, &line)
}

/// Why a day is empty.
fn nothing(day: Day, year: &SchoolYear, moment: Moment) -> &'static str {
    let lang = moment.lang;
    if public_holidays(day.ymd().0).contains(&day) {
        t::public_holiday(lang)
    } else if year.vacations.iter().any(|vacation| vacation.from <= day && day <= vacation.to) {
        t::vacation(lang)
    } else {
        t::no_lessons(lang)
    }
}

/// When the lessons of the week begin, each once.
fn beginnings(seen: &[&Entry]) -> Vec<LocalTime> {
    let mut beginnings: Vec<LocalTime> = seen.iter().filter_map(|entry| entry.starts).collect();
    beginnings.sort_unstable();
    beginnings.dedup();
    beginnings.truncate(SLOTS);
    beginnings
}
