//! The morning of a head: what classes have to do, where a cahier de textes is not filled in, how
//! the room is used. Classes and subjects, never a person.

pub(crate) mod class;
pub(crate) mod pages;
mod store;

use kernel::{Day, SchoolYear};

/// The path of the page.
pub(crate) const PATH: &str = "/cours/etablissement";
/// How far back a lesson without text is still told.
const BEHIND: i32 = 14;
/// The days of class whose load is shown.
const DAYS: usize = 5;

/// What one class has to do for one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Load {
    pub(crate) group: i64,
    pub(crate) day: Day,
    pub(crate) works: i64,
    pub(crate) minutes: i64,
}

/// How many of the past lessons of a teaching there are, and how many nobody has published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Filled {
    pub(crate) teaching: i64,
    pub(crate) lessons: i64,
    pub(crate) missing: i64,
}

/// What was done in a school in seven days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Use {
    pub(crate) lessons: i64,
    pub(crate) works: i64,
    pub(crate) handins: i64,
    pub(crate) answers: i64,
}

/// The next days with class, today included when it has.
fn next_days(year: &SchoolYear, today: Day) -> Vec<Day> {
    let mut days = Vec::new();
    let mut day = today.plus(-1);
    while let Some(next) = year.next_class_day(day).filter(|_| days.len() < DAYS) {
        days.push(next);
        day = next;
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Zone;

    #[test]
    fn the_load_is_that_of_the_next_days_of_class() {
        let day = |text| Day::parse_iso(text).unwrap();
        let year = SchoolYear::of(day("2027-03-11"), Zone::A);
        let said =
            |text| next_days(&year, day(text)).iter().map(Day::to_string).collect::<Vec<_>>();
        assert_eq!(
            said("2027-03-11"),
            ["2027-03-11", "2027-03-12", "2027-03-13", "2027-03-15", "2027-03-16"]
        );
        assert_eq!(said("2027-07-02"), ["2027-07-02"], "the year ends");
    }
}
