//! School years, by the civil year in which they start. A feed speaks of the next one from 1 August
//! on; for everyone else it begins with its first day.

use kernel::{Day, SchoolYear, Zone};

/// The source of a place that someone prepared for a year: a feed that speaks of it decides.
pub(crate) const PREPARED: &str = "prepared";

/// The year around a day, whatever calendar is published: places in classes begin and end on days
/// that no file moves.
fn around(day: Day) -> SchoolYear {
    SchoolYear::of(day, Zone::A)
}

/// The year that feeds speak of on a day.
pub(crate) fn of(day: Day) -> i64 {
    around(day).starts_in.into()
}

/// The year that has begun on a day.
pub(crate) fn begun(day: Day) -> i64 {
    of(day) - i64::from(day < around(day).first)
}

/// The year that is prepared on a day: the one that comes, until the end of its September.
pub(crate) fn prepared(day: Day) -> i64 {
    let (_, month, _) = day.ymd();
    of(day) + i64::from(!matches!(month, 8 | 9))
}

/// The first day on which a feed speaks of a year.
pub(crate) fn opening(year: i64) -> Day {
    let year = i16::try_from(year).unwrap_or(i16::MAX);
    Day::new(year, 8, 1).unwrap_or(Day::NEVER)
}

/// The first day of a year.
pub(crate) fn first_day(year: i64) -> Day {
    around(opening(year)).first
}

/// The last day of class of a year.
pub(crate) fn last_day(year: i64) -> Day {
    around(opening(year)).last
}

/// The condition that `directory_group g` is a class or group of a day, when its placeholders are the
/// published batch, the day and the year that has begun: of that year, or lived in; a class of an
/// earlier year as long as its school has none of a later one.
pub(crate) fn is_of_day([batch, day, year]: [u8; 3]) -> String {
    format!(
        "g.is_open AND (g.year = ${year} OR EXISTS (SELECT 1 FROM directory_membership p \
         WHERE p.group_id = g.group_id AND p.role = 'pupil' AND p.since <= ${batch} AND p.until > ${batch} \
         AND p.starts <= ${day} AND p.ends >= ${day}) OR (g.year < ${year} AND NOT EXISTS (\
         SELECT 1 FROM directory_group l WHERE l.org_id = g.org_id AND l.year > g.year AND l.year <= ${year} \
         AND l.is_open AND l.since <= ${batch} AND l.until > ${batch})))"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_to_come_is_prepared_until_the_end_of_its_september() {
        for (on, year) in [
            ("2027-03-11", 2027),
            ("2027-07-31", 2027),
            ("2027-08-15", 2027),
            ("2027-09-30", 2027),
            ("2027-10-01", 2028),
        ] {
            assert_eq!(prepared(Day::parse_iso(on).unwrap()), year, "{on}");
        }
    }

    #[test]
    fn a_year_is_told_by_feeds_in_august_and_begins_in_september() {
        let day = |text| Day::parse_iso(text).unwrap();
        for (on, told, has_begun) in [
            ("2027-07-31", 2026, 2026),
            ("2027-08-01", 2027, 2026),
            ("2027-08-31", 2027, 2026),
            ("2027-09-01", 2027, 2027),
            ("2028-03-11", 2027, 2027),
        ] {
            assert_eq!((of(day(on)), begun(day(on))), (told, has_begun), "{on}");
        }
        assert_eq!((first_day(2026), last_day(2026)), (day("2026-09-01"), day("2027-07-02")));
        assert_eq!((first_day(2027), last_day(2027)), (day("2027-09-01"), day("2028-07-07")));
    }
}
