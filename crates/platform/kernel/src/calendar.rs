//! The school year: vacations by zone, public holidays, weeks A and B.

use serde::{Deserialize, Serialize};

use crate::Day;

/// The three zones of the French school calendar (Code de l'éducation, art. D521-1 to D521-5).
/// Poitiers is in zone A.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Zone {
    /// Besançon, Bordeaux, Clermont-Ferrand, Dijon, Grenoble, Limoges, Lyon, Poitiers.
    A,
    /// Aix-Marseille, Amiens, Lille, Nancy-Metz, Nantes, Nice, Normandie, Orléans-Tours, Reims,
    /// Rennes, Strasbourg.
    B,
    /// Créteil, Montpellier, Paris, Toulouse, Versailles.
    C,
}

impl Zone {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::A, Self::B, Self::C];

    /// Its letter.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
        }
    }

    /// A zone by its letter.
    pub fn from_letter(letter: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|zone| zone.letter() == letter)
    }
}

/// Days without school, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Vacation {
    /// First day without school.
    pub from: Day,
    /// Last day without school.
    pub to: Day,
}

/// A school year of a zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolYear {
    /// The civil year in which it starts: 2026 for 2026–2027.
    pub starts_in: i16,
    /// First day of class.
    pub first: Day,
    /// Last day of class.
    pub last: Day,
    /// Vacations within the year, in order.
    pub vacations: Vec<Vacation>,
}

type Ymd = (i16, i8, i8);

/// National calendar 2026–2027 as published by the ministry: common dates, then winter and spring
/// by zone. Vacations run from the Saturday after class to the Sunday before it starts again.
const FIRST: Ymd = (2026, 9, 1);
const LAST: Ymd = (2027, 7, 2);
const COMMON: [(Ymd, Ymd); 2] = [((2026, 10, 17), (2026, 11, 1)), ((2026, 12, 19), (2027, 1, 3))];
const WINTER_SPRING: [[(Ymd, Ymd); 2]; 3] = [
    [((2027, 2, 13), (2027, 2, 28)), ((2027, 4, 10), (2027, 4, 25))],
    [((2027, 2, 20), (2027, 3, 7)), ((2027, 4, 17), (2027, 5, 2))],
    [((2027, 2, 6), (2027, 2, 21)), ((2027, 4, 3), (2027, 4, 18))],
];

impl SchoolYear {
    /// The civil year in which the school year of a day starts.
    pub fn starting(day: Day) -> i16 {
        let (year, month, _) = day.ymd();
        if month >= 8 { year } else { year - 1 }
    }

    /// The year a day belongs to, as the program knows it by itself. Only 2026–2027 is published by
    /// zone; any other year runs from 1 September to the first Friday of July with public holidays
    /// alone, and says so by having no vacations.
    pub fn of(day: Day, zone: Zone) -> Self {
        let starts_in = Self::starting(day);
        let day_of = |(y, m, d): Ymd| Day::new(y, m, d).unwrap_or_default();
        if starts_in != FIRST.0 {
            let july = day_of((starts_in + 1, 7, 1));
            let friday = july.plus((5 - i32::from(july.weekday())).rem_euclid(7));
            return Self {
                starts_in,
                first: day_of((starts_in, 9, 1)),
                last: friday,
                vacations: Vec::new(),
            };
        }
        let own = &WINTER_SPRING[zone as usize];
        let vacations = COMMON
            .iter()
            .chain(own)
            .map(|&(from, to)| Vacation { from: day_of(from), to: day_of(to) })
            .collect();
        Self { starts_in, first: day_of(FIRST), last: day_of(LAST), vacations }
    }

    /// Whether its vacations are known.
    pub const fn is_known(&self) -> bool {
        !self.vacations.is_empty()
    }

    /// Whether there is class that day: in the year, not a Sunday, a vacation or a public holiday.
    pub fn has_class(&self, day: Day) -> bool {
        day >= self.first
            && day <= self.last
            && day.weekday() != 7
            && !self.vacations.iter().any(|v| v.from <= day && day <= v.to)
            && !public_holidays(day.ymd().0).contains(&day)
    }

    /// Whether a day falls in a week "A": the odd weeks of ISO 8601, as timetables print them.
    /// The year with 53 weeks has its two odd weeks in a row in the Christmas vacation.
    pub fn is_week_a(day: Day) -> bool {
        day.iso_week() % 2 == 1
    }

    /// The first day with class strictly after a day, if the year has one left.
    pub fn next_class_day(&self, after: Day) -> Option<Day> {
        (1..=70).map(|d| after.plus(d)).find(|day| self.has_class(*day))
    }
}

/// Easter Sunday of a year (the anonymous Gregorian computus: Nature, 20 April 1876).
pub fn easter_sunday(year: i16) -> Day {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    let march_first = Day::new(year, 3, 1).unwrap_or_default();
    march_first.plus((n / 31 - 3) * 31 + n % 31)
}

/// The eleven public holidays of metropolitan France (Code du travail, art. L3133-1).
pub fn public_holidays(year: i16) -> [Day; 11] {
    let fixed = |month, day| Day::new(year, month, day).unwrap_or_default();
    let easter = easter_sunday(year);
    [
        fixed(1, 1),
        easter.plus(1),
        fixed(5, 1),
        fixed(5, 8),
        easter.plus(39),
        easter.plus(50),
        fixed(7, 14),
        fixed(8, 15),
        fixed(11, 1),
        fixed(11, 11),
        fixed(12, 25),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    #[test]
    fn easter_falls_where_the_almanac_says() {
        for known in
            ["2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25", "1961-04-02"]
        {
            assert_eq!(easter_sunday(day(known).ymd().0), day(known));
        }
    }

    #[test]
    fn class_stops_for_vacations_sundays_and_holidays() {
        let year = SchoolYear::of(day("2027-03-11"), Zone::A);
        assert_eq!(year.starts_in, 2026);
        for open in ["2026-09-01", "2026-10-16", "2026-11-02", "2027-03-11", "2027-07-02"] {
            assert!(year.has_class(day(open)), "{open}");
        }
        for shut in
            ["2026-10-20", "2026-11-11", "2027-02-15", "2027-03-14", "2027-03-29", "2027-07-05"]
        {
            assert!(!year.has_class(day(shut)), "{shut}");
        }
        assert_eq!(year.next_class_day(day("2027-02-12")), Some(day("2027-03-01")));
    }

    #[test]
    fn a_year_nobody_published_says_so() {
        assert!(SchoolYear::of(day("2027-07-31"), Zone::C).is_known());
        assert!(!SchoolYear::of(day("2027-08-01"), Zone::C).is_known());
        assert_eq!(Zone::ALL.map(|zone| Zone::from_letter(zone.letter())), Zone::ALL.map(Some));
        assert_eq!(Zone::from_letter("D"), None);
    }

    #[test]
    fn weeks_alternate_with_those_of_the_almanac() {
        assert!(!SchoolYear::is_week_a(day("2026-09-01")));
        assert!(SchoolYear::is_week_a(day("2026-09-07")));
        assert!(
            SchoolYear::is_week_a(day("2026-12-31")) && SchoolYear::is_week_a(day("2027-01-04"))
        );
        assert!(!SchoolYear::is_week_a(day("2027-03-11")));
    }
}
