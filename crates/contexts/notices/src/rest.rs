//! Quiet hours: the evening, the week-end, vacations and public holidays, on by default.

use kernel::{Day, Instant, LocalTime, Place, SchoolYear, public_holidays};

/// When a person is left in peace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rest {
    pub(crate) is_on: bool,
    /// From this time in the evening.
    pub(crate) starts: LocalTime,
    /// To this time in the morning.
    pub(crate) ends: LocalTime,
}

impl Default for Rest {
    fn default() -> Self {
        Self { is_on: true, starts: LocalTime(20 * 60), ends: LocalTime(7 * 60) }
    }
}

/// Which quiet applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Peace {
    /// Nights only: what concerns someone's safety does not wait for Monday.
    Nights,
    /// Nights, week-ends and vacations.
    NightsAndDays,
}

/// Nothing waits for longer than this many days, vacations or not.
const LONGEST_DAYS: i32 = 3;

/// Where and by which calendar people live.
#[derive(Clone, Copy)]
pub(crate) struct Where<'a> {
    pub(crate) place: &'a Place,
    pub(crate) year: &'a SchoolYear,
}

/// Whether a day is without school: a week-end, a vacation, a public holiday, the summer around the
/// year.
pub(crate) fn is_quiet_day(day: Day, year: &SchoolYear) -> bool {
    day.weekday() >= 6
        || day < year.first
        || day > year.last
        || year.vacations.iter().any(|v| v.from <= day && day <= v.to)
        || public_holidays(day.ymd().0).contains(&day)
}

impl Rest {
    fn is_night(self, time: LocalTime) -> bool {
        if self.starts <= self.ends {
            self.starts <= time && time < self.ends
        } else {
            time >= self.starts || time < self.ends
        }
    }

    /// When the quiet of an instant ends; nothing when there is none.
    pub(crate) fn until(self, peace: Peace, at: Where, now: Instant) -> Option<Instant> {
        if !self.is_on {
            return None;
        }
        let (today, time) = at.place.local(now);
        let is_quiet = |day: Day| {
            peace == Peace::NightsAndDays
                && day.0 - today.0 < LONGEST_DAYS
                && is_quiet_day(day, at.year)
        };
        if !is_quiet(today) && !self.is_night(time) {
            return None;
        }
        (0..=LONGEST_DAYS + 1)
            .map(|later| today.plus(later))
            .filter(|day| !is_quiet(*day))
            .map(|day| at.place.instant(day, self.ends))
            .find(|end| *end > now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(rest: Rest, peace: Peace, day: &str, time: &str) -> String {
        let place = Place::named("Europe/Paris").unwrap();
        let today = Day::parse_iso(day).unwrap();
        let now = place.instant(today, LocalTime::parse(time).unwrap());
        let at = Where { place: &place, year: &SchoolYear::of(today, kernel::Zone::A) };
        rest.until(peace, at, now).map_or("now".to_owned(), |end| {
            let (day, time) = place.local(end);
            format!("{day} {time}")
        })
    }

    #[test]
    fn evenings_week_ends_and_vacations_are_quiet() {
        let usual = |day, time| said(Rest::default(), Peace::NightsAndDays, day, time);
        assert_eq!(usual("2027-03-11", "09:12"), "now");
        assert_eq!(usual("2027-03-11", "06:59"), "2027-03-11 07:00");
        assert_eq!(usual("2027-03-11", "07:00"), "now");
        assert_eq!(usual("2027-03-11", "20:00"), "2027-03-12 07:00");
        assert_eq!(usual("2027-03-12", "23:00"), "2027-03-15 07:00", "a Friday evening");
        assert_eq!(usual("2027-03-13", "10:00"), "2027-03-15 07:00", "a Saturday");
        assert_eq!(usual("2027-03-29", "10:00"), "2027-03-30 07:00", "Easter Monday");
        assert_eq!(
            usual("2027-04-12", "10:00"),
            "2027-04-15 07:00",
            "three days of vacation at most"
        );
    }

    #[test]
    fn what_concerns_safety_waits_for_the_morning_only() {
        let safety = |day, time| said(Rest::default(), Peace::Nights, day, time);
        assert_eq!(safety("2027-03-13", "10:00"), "now");
        assert_eq!(safety("2027-03-13", "03:00"), "2027-03-13 07:00");
        assert_eq!(safety("2027-03-13", "22:00"), "2027-03-14 07:00");
        assert_eq!(
            safety("2027-03-27", "22:00"),
            "2027-03-28 07:00",
            "the clock changes that night"
        );
    }

    #[test]
    fn quiet_hours_can_be_moved_or_left_out() {
        let off = Rest { is_on: false, ..Rest::default() };
        assert_eq!(said(off, Peace::NightsAndDays, "2027-03-13", "03:00"), "now");
        let day = Rest { is_on: true, starts: LocalTime(480), ends: LocalTime(1020) };
        assert_eq!(said(day, Peace::Nights, "2027-03-11", "09:00"), "2027-03-11 17:00");
        assert_eq!(said(day, Peace::Nights, "2027-03-11", "18:00"), "now");
        let never = Rest { is_on: true, starts: LocalTime(480), ends: LocalTime(480) };
        assert_eq!(said(never, Peace::Nights, "2027-03-11", "08:00"), "now");
    }
}
