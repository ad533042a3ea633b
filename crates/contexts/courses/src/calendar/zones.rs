//! What time it is in the territory when a calendar says an hour: the zone by its IANA name, by the
//! name Windows gives it, or by its rules in the file; without one, the territory's own.

use std::collections::HashMap;

use calcard::{
    common::PartialDateTime,
    icalendar::{
        ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarProperty,
        ICalendarValue, timezone::TzResolver,
    },
};
use kernel::{Day, Instant, LocalTime, Place};

/// A date that a calendar writes, with its hour unless it is a whole day.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub(super) day: Day,
    pub(super) time: Option<LocalTime>,
    /// Where that hour is lived; the territory when nothing says so.
    pub(super) zone: Option<Place>,
}

/// The zones of one calendar.
pub(super) struct Zones<'c> {
    named: TzResolver<&'c str>,
    /// Offsets of the rules written in the file, in minutes: of winter, then of summer.
    rules: HashMap<&'c str, (i32, i32)>,
    home: &'c Place,
}

impl<'c> Zones<'c> {
    pub(super) fn of(calendar: &'c ICalendar, home: &'c Place) -> Self {
        let rules = calendar.timezones().filter_map(|zone| rules(calendar, zone)).collect();
        Self { named: calendar.build_tz_resolver(), rules, home }
    }

    /// The place a zone of the file means.
    fn place(&self, name: &str) -> Option<Place> {
        let known = self.named.resolve(name).and_then(|zone| Place::named(&zone.name()?));
        known.or_else(|| self.by_rules(*self.rules.get(name)?))
    }

    /// A zone that only its rules describe: the territory's when they are the same, otherwise its
    /// winter all year long.
    fn by_rules(&self, (winter, summer): (i32, i32)) -> Option<Place> {
        let day = |month| Day::new(2027, month, 15).unwrap_or_default();
        let noon = LocalTime(12 * 60);
        let utc = Place::named("Etc/UTC")?;
        let offset = |month| {
            let here = self.home.instant(day(month), noon);
            utc.instant(day(month), noon).seconds_since(here) / 60
        };
        if offset(1) == i64::from(winter) && offset(7) == i64::from(summer) {
            return None;
        }
        let hours = winter / 60;
        // The sign of these names is the other way round.
        Place::named(&format!("Etc/GMT{}{}", if hours < 0 { "+" } else { "-" }, hours.abs()))
    }

    /// The first date of a property.
    pub(super) fn read(&self, entry: &ICalendarEntry) -> Option<Written> {
        self.all(entry).into_iter().next()
    }

    /// Every date of a property.
    pub(super) fn all(&self, entry: &ICalendarEntry) -> Vec<Written> {
        let zone = entry.tz_id().and_then(|name| self.place(name));
        entry.values.iter().filter_map(|value| written(date_of(value)?, zone.as_ref())).collect()
    }

    /// The instant of a date with its hour.
    pub(super) fn instant(&self, (day, time): (Day, LocalTime), zone: Option<&Place>) -> Instant {
        zone.unwrap_or(self.home).instant(day, time)
    }

    /// The day and the hour in the territory.
    pub(super) fn here(&self, at: Instant) -> (Day, LocalTime) {
        self.home.local(at)
    }

    /// The day and the hour where an instant is lived in a zone.
    pub(super) fn there(&self, at: Instant, zone: Option<&Place>) -> (Day, LocalTime) {
        zone.unwrap_or(self.home).local(at)
    }
}

fn date_of(value: &ICalendarValue) -> Option<&PartialDateTime> {
    match value {
        ICalendarValue::PartialDateTime(date) => Some(date),
        ICalendarValue::Period(calcard::icalendar::ICalendarPeriod::Range { start, .. })
        | ICalendarValue::Period(calcard::icalendar::ICalendarPeriod::Duration { start, .. }) => {
            Some(start)
        }
        _ => None,
    }
}

/// A date, in UTC when it says so, else in a zone.
pub(super) fn written(date: &PartialDateTime, zone: Option<&Place>) -> Option<Written> {
    let day = Day::new(
        i16::try_from(date.year?).ok()?,
        i8::try_from(date.month?).ok()?,
        i8::try_from(date.day?).ok()?,
    )?;
    let time = match (date.hour, date.minute) {
        (Some(hour), Some(minute)) if hour < 24 && minute < 60 => {
            Some(LocalTime(i16::from(hour) * 60 + i16::from(minute)))
        }
        (None, _) => None,
        _ => return None,
    };
    let zone = if date.tz_hour.is_some() { Place::named("Etc/UTC") } else { zone.cloned() };
    Some(Written { day, time, zone })
}

/// The offsets of the rules of a zone, in minutes.
fn rules<'c>(
    calendar: &'c ICalendar,
    zone: &'c ICalendarComponent,
) -> Option<(&'c str, (i32, i32))> {
    let parts = || zone.component_ids.iter().filter_map(|id| calendar.component_by_id(*id));
    let offset = |of: ICalendarComponentType| {
        let part = parts().rfind(|part| part.component_type == of)?;
        let entry = part.property(&ICalendarProperty::Tzoffsetto)?;
        let date = date_of(entry.values.first()?)?;
        let minutes = i32::from(date.tz_hour?) * 60 + i32::from(date.tz_minute.unwrap_or_default());
        Some(if date.tz_minus { -minutes } else { minutes })
    };
    let winter = offset(ICalendarComponentType::Standard)?;
    let summer = offset(ICalendarComponentType::Daylight).unwrap_or(winter);
    let name = zone.property(&ICalendarProperty::Tzid)?.values.first()?.as_text()?;
    Some((name, (winter, summer)))
}
