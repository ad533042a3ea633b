//! Instants, days and the clock. Instants are microseconds UTC; days are dates of the wall calendar.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Instant as Stopwatch,
};

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// Microseconds since 1970-01-01 UTC.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Instant(pub i64);

impl Instant {
    /// Reads `2027-10-22T22:00:00+00:00`, with whatever offset.
    pub fn parse_iso(text: &str) -> Option<Self> {
        text.parse::<Timestamp>().ok().map(|at| Self(at.as_microsecond()))
    }

    /// This instant, some seconds later (earlier when negative).
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// Whole seconds since another instant.
    pub const fn seconds_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0) / 1_000_000
    }
}

/// A date, as days since 1970-01-01.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Day(pub i32);

impl Day {
    /// The day that stands for "no end": 31 December 9999.
    pub const NEVER: Self = Self(2_932_896);

    /// A date of the calendar; `None` when there is no such date.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self::from_date)
    }

    /// Reads `2026-11-24`.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        Self::new(
            text.get(..4)?.parse().ok()?,
            text.get(5..7)?.parse().ok()?,
            text.get(8..)?.parse().ok()?,
        )
    }

    /// Reads `24/11/2026`, the form of French administrative files.
    pub fn parse_french(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[2] != b'/' || bytes[5] != b'/' {
            return None;
        }
        Self::new(
            text.get(6..)?.parse().ok()?,
            text.get(3..5)?.parse().ok()?,
            text.get(..2)?.parse().ok()?,
        )
    }

    fn from_date(date: Date) -> Self {
        let epoch = Date::constant(1970, 1, 1);
        Self(date.since((jiff::Unit::Day, epoch)).map_or(0, |span| span.get_days()))
    }

    fn date(self) -> Date {
        let epoch = Date::constant(1970, 1, 1);
        epoch.checked_add(jiff::Span::new().days(self.0)).unwrap_or(epoch)
    }

    /// This day, some days later (earlier when negative).
    #[must_use]
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// The same date some months later; the last of the month where it has no such date.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        Self::from_date(self.date().saturating_add(jiff::Span::new().months(months)))
    }

    /// 1 for Monday to 7 for Sunday (ISO 8601).
    pub const fn weekday(self) -> i8 {
        #[expect(clippy::cast_possible_truncation, reason = "1 to 7")]
        let weekday = ((self.0 + 3).rem_euclid(7) + 1) as i8;
        weekday
    }

    /// The Monday of this day's week.
    #[must_use]
    pub const fn monday(self) -> Self {
        self.plus(1 - self.weekday() as i32)
    }

    /// The year, the month (1 to 12) and the day of the month (1 to 31).
    pub fn ymd(self) -> (i16, i8, i8) {
        let date = self.date();
        (date.year(), date.month(), date.day())
    }

    /// The ISO 8601 week number, 1 to 53.
    pub fn iso_week(self) -> i8 {
        self.date().iso_week_date().week()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date())
    }
}

/// A time of the day, in minutes since midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LocalTime(pub i16);

impl LocalTime {
    /// Reads `08:30`, as a time field of a form sends it.
    pub fn parse(text: &str) -> Option<Self> {
        let (hours, minutes) = text.split_once(':')?;
        let (hours, minutes): (i16, i16) = (hours.parse().ok()?, minutes.get(..2)?.parse().ok()?);
        ((0..24).contains(&hours) && (0..60).contains(&minutes))
            .then_some(Self(hours * 60 + minutes))
    }

    /// Hours (0 to 23) and minutes (0 to 59).
    pub const fn hm(self) -> (i16, i16) {
        (self.0 / 60, self.0 % 60)
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hours, minutes) = self.hm();
        write!(f, "{hours:02}:{minutes:02}")
    }
}

/// The time zone a territory lives in.
#[derive(Clone, Debug)]
pub struct Place(TimeZone);

impl Place {
    /// A place by its IANA name, such as `Europe/Paris` or `Indian/Reunion`; `None` when unknown.
    pub fn named(name: &str) -> Option<Self> {
        TimeZone::get(name).ok().map(Self)
    }

    /// The date and the time of the day, there, at an instant.
    pub fn local(&self, at: Instant) -> (Day, LocalTime) {
        let stamp = Timestamp::from_microsecond(at.0).unwrap_or(Timestamp::UNIX_EPOCH);
        let local = self.0.to_datetime(stamp);
        let minutes = i16::from(local.hour()) * 60 + i16::from(local.minute());
        (Day::from_date(local.date()), LocalTime(minutes))
    }

    /// The instant of a wall-clock time there. In the hour skipped in spring the clock is read as
    /// if it had not moved; in the hour lived twice in autumn the first is meant.
    pub fn instant(&self, day: Day, time: LocalTime) -> Instant {
        let (hours, minutes) = time.hm();
        let hour = i8::try_from(hours).unwrap_or(0);
        let minute = i8::try_from(minutes).unwrap_or(0);
        let civil = day.date().at(hour, minute, 0, 0);
        let stamp = self.0.to_ambiguous_timestamp(civil).compatible();
        Instant(stamp.map_or(0, Timestamp::as_microsecond))
    }
}

/// Where "now" comes from.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that a test moves by hand.
    Held(Arc<AtomicI64>),
    /// A clock that started at an instant and has run since: a demonstration's school day.
    Running(Instant, Stopwatch),
}

impl Clock {
    /// A clock that stands still until [`Clock::advance`].
    pub fn held(at: Instant) -> Self {
        Self::Held(Arc::new(AtomicI64::new(at.0)))
    }

    /// A clock that starts at an instant and runs.
    #[expect(clippy::disallowed_methods, reason = "the clock is where time comes from")]
    pub fn running_from(at: Instant) -> Self {
        Self::Running(at, Stopwatch::now())
    }

    /// Now.
    #[expect(clippy::disallowed_methods, reason = "the clock is where time comes from")]
    pub fn now(&self) -> Instant {
        match self {
            Self::System => Instant(Timestamp::now().as_microsecond()),
            Self::Held(at) => Instant(at.load(Ordering::SeqCst)),
            Self::Running(start, since) => {
                let elapsed = i64::try_from(since.elapsed().as_micros()).unwrap_or(i64::MAX);
                Instant(start.0.saturating_add(elapsed))
            }
        }
    }

    /// Moves a held clock; the others move by themselves.
    pub fn advance(&self, seconds: i64) {
        if let Self::Held(at) = self {
            at.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_both_forms_and_refused_when_they_do_not_exist() {
        let day = Day::parse_iso("2027-03-11").unwrap();
        assert_eq!(Day::parse_french("11/03/2027"), Some(day));
        assert_eq!((day.weekday(), day.monday().to_string().as_str()), (4, "2027-03-08"));
        assert_eq!(Day::NEVER.to_string(), "9999-12-31");
        for wrong in ["2027-02-29", "2027-13-01", "2027-3-1", "11/03/2027", "", "éééééééééé"]
        {
            assert_eq!(Day::parse_iso(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_month_without_such_a_date_ends_the_day_before() {
        let day = |text| Day::parse_iso(text).unwrap();
        assert_eq!(day("2027-03-10").plus_months(3), day("2027-06-10"));
        assert_eq!(day("2026-11-30").plus_months(3), day("2027-02-28"));
    }

    #[test]
    fn the_clock_change_of_spring_and_autumn_keeps_the_wall_time() {
        let paris = Place::named("Europe/Paris").unwrap();
        for (day, time) in
            [("2027-03-27", "08:00"), ("2027-03-29", "08:00"), ("2026-10-25", "02:30")]
        {
            let (day, time) = (Day::parse_iso(day).unwrap(), LocalTime::parse(time).unwrap());
            assert_eq!(paris.local(paris.instant(day, time)), (day, time));
        }
        let gap = paris.instant(Day::parse_iso("2027-03-28").unwrap(), LocalTime(150));
        assert_eq!(paris.local(gap).1, LocalTime(210));
    }
}
