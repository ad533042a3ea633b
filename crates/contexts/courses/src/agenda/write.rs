//! The days of a person as an iCalendar file.

use calcard::{
    common::PartialDateTime,
    icalendar::{
        ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarDuration, ICalendarEntry,
        ICalendarParameter, ICalendarProperty, ICalendarStatus, ICalendarTransparency,
        ICalendarValue, ICalendarValueType,
    },
};
use kernel::{Day, Instant, Lang, Place};
use today::api::{Dated, Kind, place_said};

use crate::t;

/// How long a lesson lasts when nobody said so.
const LESSON_MINUTES: i64 = 55;

/// What the words of a calendar depend on.
pub(super) struct Setting<'s> {
    pub(super) lang: Lang,
    pub(super) home: &'s Place,
    /// The host, so that two houses never call two things the same.
    pub(super) host: &'s str,
}

/// A whole calendar.
pub(super) fn calendar(things: &[Dated], setting: &Setting) -> String {
    let events: Vec<ICalendarComponent> = events(things, setting);
    let own = |name: &str, value: &str| {
        ICalendarEntry::new(ICalendarProperty::Other(name.to_owned())).with_value(value)
    };
    let mut whole = ICalendarComponent::new(ICalendarComponentType::VCalendar);
    whole.entries = vec![
        text(ICalendarProperty::Version, "2.0"),
        text(ICalendarProperty::Prodid, "-//Preau//Agenda//FR"),
        text(ICalendarProperty::Name, t::agenda_name(setting.lang)),
        own("X-WR-CALNAME", t::agenda_name(setting.lang)),
        ICalendarEntry::new(ICalendarProperty::RefreshInterval)
            .with_param(ICalendarParameter::value(ICalendarValueType::Duration))
            .with_value(ICalendarDuration::from_seconds(3_600)),
        own("X-PUBLISHED-TTL", "PT1H"),
    ];
    whole.component_ids = (1..).take(events.len()).collect();
    let components = std::iter::once(whole).chain(events).collect();
    ICalendar { components }.to_string()
}

fn text(name: ICalendarProperty, value: &str) -> ICalendarEntry {
    ICalendarEntry::new(name).with_value(value)
}

/// Lessons with their hours, work on its day; the moments of an école's day are one event.
fn events(things: &[Dated], setting: &Setting) -> Vec<ICalendarComponent> {
    let is_moment = |one: &Dated| one.kind == Kind::Lesson && one.starts.is_none();
    let mut events: Vec<ICalendarComponent> =
        things.iter().filter(|one| !is_moment(one)).map(|one| event(one, setting)).collect();
    let moments: Vec<&Dated> = things.iter().filter(|one| is_moment(one)).collect();
    let is_same = |one: &&Dated, other: &&Dated| {
        (one.day, &one.child, &one.class) == (other.day, &other.child, &other.class)
    };
    let days = moments.chunk_by(is_same);
    events.extend(days.filter_map(|day| moments_of_a_day(day, setting)));
    events
}

fn event(one: &Dated, setting: &Setting) -> ICalendarComponent {
    let lang = setting.lang;
    let title = match one.kind {
        Kind::Work => t::agenda_work(lang, &one.title),
        _ if one.is_taught => format!("{}, {}", one.class, one.title),
        _ => one.title.clone(),
    };
    let mut event = start(one, &title, &format!("{}-{}", one.kind.code(), one.reference), setting);
    match one.starts {
        Some(starts) => {
            let from = setting.home.instant(one.day, starts);
            let to = match one.ends {
                Some(ends) => setting.home.instant(one.day, ends),
                None => from.plus_seconds(LESSON_MINUTES * 60),
            };
            event.entries.push(at(ICalendarProperty::Dtstart, from));
            event.entries.push(at(ICalendarProperty::Dtend, to));
        }
        None => whole_day(&mut event, one.day),
    }
    if !one.place.is_empty() {
        event.entries.push(text(ICalendarProperty::Location, &place_said(lang, &one.place)));
    }
    let more = match one.kind {
        Kind::Work => [one.class.as_str(), one.who.as_str()],
        _ if one.is_taught => ["", ""],
        _ => ["", one.who.as_str()],
    };
    let change = one.change.as_ref();
    let changed = change.map_or_else(String::new, |change| change.words(lang, &one.place, one.day));
    if change.is_some_and(|change| change.is_cancelled) {
        let status = ICalendarValue::Status(ICalendarStatus::Cancelled);
        event.entries.push(ICalendarEntry::new(ICalendarProperty::Status).with_value(status));
    }
    let more = more.into_iter().chain(std::iter::once(changed.as_str()));
    let more: Vec<&str> = more.filter(|words| !words.is_empty()).collect();
    if !more.is_empty() {
        event.entries.push(text(ICalendarProperty::Description, &more.join(", ")));
    }
    event
}

fn moments_of_a_day(day: &[&Dated], setting: &Setting) -> Option<ICalendarComponent> {
    let first = day.first()?;
    let mut titles: Vec<&str> = Vec::new();
    for one in day {
        if !titles.contains(&one.title.as_str()) {
            titles.push(&one.title);
        }
    }
    let uid = format!("jour-{}-{}", first.day, first.reference);
    let mut event = start(first, &first.class, &uid, setting);
    whole_day(&mut event, first.day);
    event.entries.push(text(ICalendarProperty::Description, &titles.join(", ")));
    Some(event)
}

/// The beginning of an event: a guardian tells their children apart by the first name.
fn start(one: &Dated, title: &str, uid: &str, setting: &Setting) -> ICalendarComponent {
    let mut event = ICalendarComponent::new(ICalendarComponentType::VEvent);
    let title = match &one.child {
        Some(child) => t::agenda_of_child(setting.lang, child, title),
        None => title.to_owned(),
    };
    // Two children of one class have the same lesson.
    let whose = one
        .child
        .as_ref()
        .map_or_else(String::new, |child| format!("-{}", &super::digest(child)[..8]));
    event.entries = vec![
        text(ICalendarProperty::Uid, &format!("{uid}{whose}@{}", setting.host)),
        at(ICalendarProperty::Dtstamp, one.at),
        text(ICalendarProperty::Summary, &title),
    ];
    event
}

fn at(name: ICalendarProperty, at: Instant) -> ICalendarEntry {
    let seconds = at.0.div_euclid(1_000_000);
    ICalendarEntry::new(name).with_value(PartialDateTime::from_utc_timestamp(seconds))
}

/// A day without hours takes nobody's time.
fn whole_day(event: &mut ICalendarComponent, day: Day) {
    let date = |name, day: Day| {
        let (year, month, of_month) = day.ymd();
        let date = PartialDateTime {
            year: u16::try_from(year).ok(),
            month: u8::try_from(month).ok(),
            day: u8::try_from(of_month).ok(),
            ..PartialDateTime::default()
        };
        ICalendarEntry::new(name)
            .with_param(ICalendarParameter::value(ICalendarValueType::Date))
            .with_value(date)
    };
    event.entries.push(date(ICalendarProperty::Dtstart, day));
    event.entries.push(date(ICalendarProperty::Dtend, day.plus(1)));
    let free = ICalendarValue::Transparency(ICalendarTransparency::Transparent);
    event.entries.push(ICalendarEntry::new(ICalendarProperty::Transp).with_value(free));
}
