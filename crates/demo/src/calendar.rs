//! The school year of the demo: 2026–2027, zone A, Europe/Paris.
//!
//! Days are counted from 1 January 1970; minutes from midnight, local time;
//! instants are microseconds UTC. What a calendar knows is `kernel`'s.

use std::sync::LazyLock;

use kernel::{Day, LocalTime, Place, SchoolYear, Zone};

/// First day of the school year for pupils: Tuesday 1 September 2026.
pub const FIRST_DAY: i32 = date(2026, 9, 1);
/// Last day of the school year: Saturday 3 July 2027.
pub const LAST_DAY: i32 = date(2027, 7, 3);
/// The demo's present day: Thursday 11 March 2027.
pub const TODAY: i32 = date(2027, 3, 11);
/// The demo's present minute: 9 h 12.
pub const NOW_MINUTE: i32 = 9 * 60 + 12;
/// Last day for which lessons are already prepared: Friday 19 March 2027.
pub const HORIZON: i32 = date(2027, 3, 19);

/// Days since 1 January 1970 of a date of the Gregorian calendar.
#[must_use]
pub const fn date(year: i32, month: i32, day: i32) -> i32 {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let year_of_era = y.rem_euclid(400);
    let month_index = (month + 9) % 12;
    let day_of_year = (153 * month_index + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Day of the week, 1 (Monday) to 7 (Sunday).
#[must_use]
pub fn weekday(day: i32) -> i32 {
    Day(day).weekday().into()
}

/// Week A or week B, as [`SchoolYear::is_week_a`] says.
#[must_use]
pub fn is_week_a(day: i32) -> bool {
    SchoolYear::is_week_a(Day(day))
}

/// For each day of the year from the first, whether there is class.
static CLASS_DAYS: LazyLock<Vec<bool>> = LazyLock::new(|| {
    let year = SchoolYear::of(Day(TODAY), Zone::A);
    (FIRST_DAY..=LAST_DAY).map(|day| weekday(day) <= 5 && year.has_class(Day(day))).collect()
});

/// Whether there is class on a day (Monday to Friday; an école also skips Wednesday).
#[must_use]
pub fn is_school_day(day: i32) -> bool {
    let at = usize::try_from(day - FIRST_DAY).ok();
    at.and_then(|at| CLASS_DAYS.get(at)).copied().unwrap_or(false)
}

/// Every school day from the first of the year to `last`, included.
pub fn school_days(last: i32) -> impl Iterator<Item = i32> + Clone {
    (FIRST_DAY..=last).filter(|day| is_school_day(*day))
}

/// The place the territory is in.
static PARIS: LazyLock<Option<Place>> = LazyLock::new(|| Place::named("Europe/Paris"));

/// The instant, in microseconds UTC, of a minute of a day in Paris.
#[must_use]
pub fn instant(day: i32, minute: i32) -> i64 {
    let time = LocalTime(i16::try_from(minute).unwrap_or(0));
    PARIS.as_ref().map_or(0, |paris| paris.instant(Day(day), time).0)
}

/// The demo's present instant, microseconds UTC.
#[must_use]
pub fn now() -> i64 {
    instant(TODAY, NOW_MINUTE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        assert_eq!(date(1970, 1, 1), 0);
        for (year, month, day) in [(2024, 2, 29), (2026, 9, 1), (2027, 3, 11), (2000, 12, 31)] {
            let known = Day::new(year, month, day).unwrap();
            assert_eq!(date(year.into(), month.into(), day.into()), known.0);
        }
    }

    #[test]
    fn the_demo_day_is_a_thursday_of_week_b() {
        assert_eq!(weekday(TODAY), 4);
        assert!(!is_week_a(TODAY));
        assert!(is_week_a(TODAY - 7) && is_week_a(TODAY + 7));
    }

    #[test]
    fn vacations_have_no_class() {
        assert!(is_school_day(date(2026, 10, 16)) && !is_school_day(date(2026, 10, 19)));
        assert!(is_school_day(date(2026, 11, 2)) && !is_school_day(date(2026, 12, 21)));
        assert!(is_school_day(date(2027, 1, 4)) && !is_school_day(date(2027, 2, 15)));
        assert!(is_school_day(date(2027, 3, 1)) && !is_school_day(date(2027, 4, 12)));
        assert!(is_school_day(date(2027, 4, 26)));
        assert!(!is_school_day(date(2026, 11, 11)) && !is_school_day(date(2027, 5, 17)));
    }

    #[test]
    fn paris_time_follows_the_summer() {
        assert_eq!(instant(0, 60), 0);
        assert_eq!(now(), i64::from(TODAY) * 86_400_000_000 + (8 * 60 + 12) * 60_000_000);
        let september = date(2026, 9, 1);
        assert_eq!(
            instant(september, 480),
            i64::from(september) * 86_400_000_000 + 6 * 3_600_000_000
        );
        assert_eq!(
            instant(date(2026, 10, 25), 720) - instant(date(2026, 10, 24), 720),
            25 * 3_600_000_000
        );
    }
}
