//! What a room can count of the life of schools, month by month.

use db::{DbError, Tx};
use kernel::{Day, Instant, Lang};

/// Something a room counts, school by school. It names no person.
#[derive(Clone, Copy)]
pub struct Indicator {
    /// Its name, such as `courses.lessons`: the room's, then its own.
    pub name: &'static str,
    /// What it is called.
    pub label: fn(Lang) -> &'static str,
    /// What is counted exactly, in a sentence.
    pub help: fn(Lang) -> &'static str,
    /// Over which time.
    pub span: Span,
    /// Whether it counts people or what pupils do: few are hidden then.
    pub is_personal: bool,
    /// The indicator it is divided by to compare schools of different sizes.
    pub per: Option<&'static str>,
    /// Counts a month: each school (its id) with its number. A school that is not named has none.
    pub count: CountMonth,
}

/// Counts a month: each school (its id) with its number.
pub type CountMonth = fn(&mut Tx, Month) -> Result<Vec<(i64, i64)>, DbError>;

/// Over which time something is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// What happens in the month.
    During,
    /// What there is, at the end of the month.
    AtEnd,
}

/// A month of the calendar. Its instants are those of UTC, so that no time zone moves a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(Day);

impl Month {
    /// The month of a day.
    pub fn of(day: Day) -> Self {
        let (_, _, date) = day.ymd();
        Self(day.plus(1 - i32::from(date)))
    }

    /// The month of an instant.
    pub fn at(instant: Instant) -> Self {
        let day = instant.0.div_euclid(DAY);
        Self::of(Day(i32::try_from(day).unwrap_or(0)))
    }

    /// Reads `2027-03`.
    pub fn parse(text: &str) -> Option<Self> {
        Day::parse_iso(&format!("{text}-01")).map(Self)
    }

    /// So many months later; earlier when negative.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        Self(self.0.plus_months(months))
    }

    /// Its first day.
    pub const fn first(self) -> Day {
        self.0
    }

    /// Its last day.
    pub fn last(self) -> Day {
        self.0.plus_months(1).plus(-1)
    }

    /// The instant at which it begins.
    pub const fn begins(self) -> Instant {
        Instant(self.0.0 as i64 * DAY)
    }

    /// The instant at which the next one begins.
    pub fn ends(self) -> Instant {
        self.plus(1).begins()
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, _) = self.0.ymd();
        write!(f, "{year:04}-{month:02}")
    }
}

/// Microseconds of a day.
const DAY: i64 = 86_400_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_goes_from_its_first_day_to_its_last() {
        let day = Day::new(2028, 2, 17).unwrap();
        let month = Month::of(day);
        assert_eq!(month.first(), Day::new(2028, 2, 1).unwrap());
        assert_eq!(month.last(), Day::new(2028, 2, 29).unwrap());
        assert_eq!(month.plus(-2).to_string(), "2027-12");
        assert_eq!(Month::parse("2028-02"), Some(month));
        assert_eq!(Month::parse("2028-13"), None);
        assert_eq!(Month::at(month.begins()), month);
        assert_eq!(Month::at(Instant(month.ends().0 - 1)), month);
        assert_eq!(Month::at(month.ends()), month.plus(1));
    }
}
