//! The timetable by hand: places in the week, and the lessons they plan until the end of the year.

pub(crate) mod pages;
pub(crate) mod store;

use kernel::{Day, LocalTime, SchoolYear};
use serde::{Deserialize, Serialize};

/// In which weeks a slot takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Weeks {
    All,
    A,
    B,
}

impl Weeks {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::A => "a",
            Self::B => "b",
        }
    }

    pub(crate) fn from_code(code: &str) -> Option<Self> {
        [Self::All, Self::A, Self::B].into_iter().find(|weeks| weeks.code() == code)
    }

    /// The days of class that are this day of the week in these weeks, between two days.
    pub(crate) fn days(
        self,
        year: &SchoolYear,
        weekday: i16,
        (first, last): (Day, Day),
    ) -> Vec<Day> {
        let to_weekday = i32::from(weekday) - i32::from(first.weekday());
        let mut day = first.plus(to_weekday.rem_euclid(7));
        let mut days = Vec::new();
        while day <= last {
            if year.has_class(day) && self.has(day) {
                days.push(day);
            }
            day = day.plus(7);
        }
        days
    }

    fn has(self, day: Day) -> bool {
        match self {
            Self::All => true,
            Self::A => SchoolYear::is_week_a(day),
            Self::B => !SchoolYear::is_week_a(day),
        }
    }
}

/// A place in the week, without its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Slot {
    pub(crate) label: String,
    pub(crate) weekday: i16,
    pub(crate) starts: Option<LocalTime>,
    pub(crate) ends: Option<LocalTime>,
    pub(crate) position: i32,
    pub(crate) room: String,
    pub(crate) weeks: Weeks,
    pub(crate) from: Day,
    pub(crate) until: Day,
}

impl Slot {
    /// The days of class it falls on, from a day to the end of the year.
    pub(crate) fn days(&self, year: &SchoolYear, today: Day) -> Vec<Day> {
        let first = self.from.max(today).max(year.first);
        self.weeks.days(year, self.weekday, (first, self.until.min(year.last)))
    }

    /// Whether another one stands at the same place.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        let same_weeks =
            self.weeks == other.weeks || self.weeks == Weeks::All || other.weeks == Weeks::All;
        let same_time = match (self.starts, self.ends, other.starts, other.ends) {
            (Some(starts), Some(ends), Some(from), Some(to)) => starts < to && from < ends,
            _ => self.starts == other.starts && self.position == other.position,
        };
        same_weeks && self.weekday == other.weekday && same_time
    }

    /// Whether it says nothing that another one does not say already.
    pub(crate) fn repeats(&self, other: &Self) -> bool {
        let place = |slot: &Self| {
            (
                slot.label.clone(),
                slot.weekday,
                slot.starts,
                slot.ends,
                slot.room.clone(),
                slot.weeks,
            )
        };
        place(self) == place(other) && (self.starts.is_some() || self.position == other.position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Zone;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    fn thursday(weeks: Weeks) -> Slot {
        Slot {
            label: String::new(),
            weekday: 4,
            starts: LocalTime::parse("09:00"),
            ends: LocalTime::parse("09:55"),
            position: 0,
            room: "7".into(),
            weeks,
            from: day("2026-09-01"),
            until: Day::NEVER,
        }
    }

    #[test]
    fn a_slot_skips_vacations_and_holidays_until_the_end_of_the_year() {
        let year = SchoolYear::of(day("2027-03-11"), Zone::A);
        let days = thursday(Weeks::All).days(&year, day("2027-03-11"));
        assert_eq!(days.first(), Some(&day("2027-03-11")));
        assert_eq!(days.last(), Some(&day("2027-07-01")));
        for shut in ["2027-04-15", "2027-04-22", "2027-05-06"] {
            assert!(!days.contains(&day(shut)), "{shut}");
        }
    }

    #[test]
    fn weeks_a_and_b_share_the_days_of_all_weeks() {
        let year = SchoolYear::of(day("2027-03-11"), Zone::A);
        let of = |weeks| thursday(weeks).days(&year, day("2026-09-01"));
        let (all, a, b) = (of(Weeks::All), of(Weeks::A), of(Weeks::B));
        assert_eq!(all.len(), a.len() + b.len());
        assert!(a.iter().all(|day| !b.contains(day)));
    }

    #[test]
    fn two_slots_meet_when_their_hours_do_in_the_same_weeks() {
        let mut later = thursday(Weeks::A);
        assert!(later.meets(&thursday(Weeks::All)));
        assert!(!later.meets(&thursday(Weeks::B)));
        later.starts = LocalTime::parse("09:55");
        later.ends = LocalTime::parse("10:50");
        assert!(!later.meets(&thursday(Weeks::All)));
    }
}
