//! What rooms count of the life of schools: worked out each night, read by school and by what schools
//! have in common, never small.

mod chart;
mod conceal;
pub(crate) mod count;
pub(crate) mod export;
mod facts;
pub(crate) mod map;
pub(crate) mod outline;
pub(crate) mod pages;
mod read;
pub(crate) mod store;
mod tables;
mod words;

pub(crate) use read::{Figure, open_of_schools, open_totals};
pub(crate) use words::{month, number, value};

use std::fmt;

/// What schools may have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Cut {
    /// The whole territory.
    All,
    /// École or collège.
    Kind,
    /// Quarter of the social index, from the least favoured.
    Social,
    /// Rural or urban.
    Rural,
    /// Public or private.
    Sector,
    /// The year in which it becomes a pilot.
    Cohort,
    /// One school.
    School,
}

impl Cut {
    /// Those by which one may compare, in the order in which they are offered.
    pub(crate) const COMPARED: [Self; 5] =
        [Self::Social, Self::Rural, Self::Sector, Self::Kind, Self::Cohort];

    const ALL: [Self; 7] = [
        Self::All,
        Self::Kind,
        Self::Social,
        Self::Rural,
        Self::Sector,
        Self::Cohort,
        Self::School,
    ];

    /// The word stored, and asked in an address.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Kind => "kind",
            Self::Social => "social",
            Self::Rural => "rural",
            Self::Sector => "sector",
            Self::Cohort => "cohort",
            Self::School => "school",
        }
    }

    /// What a word means.
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cut| cut.code() == code)
    }
}

/// A number among those of a month.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub(crate) cut: Cut,
    pub(crate) part: String,
}

impl Key {
    fn school(org: i64) -> Self {
        Self { cut: Cut::School, part: org.to_string() }
    }

    fn all() -> Self {
        Self { cut: Cut::All, part: String::new() }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.cut.code(), self.part)
    }
}
