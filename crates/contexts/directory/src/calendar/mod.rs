//! The school calendar of the territory: its zone, and the vacations of each year as the ministry
//! publishes them. The program knows one year by itself; a file of the ministry brings the others.

pub(crate) mod pages;
mod read;
mod store;
#[cfg(test)]
mod tests;

use db::DbError;
use kernel::{Day, SchoolYear, Vacation, Zone};
use serde::{Deserialize, Serialize};
use web::Cx;

pub use pages::warning;
pub(crate) use store::forget;
pub use store::school_year_of;

/// Days without class that have a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Break {
    /// « Vacances de Noël »; empty when the program knows the days alone.
    pub(crate) name: String,
    pub(crate) days: Vacation,
}

/// A school year of a zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Year {
    pub(crate) zone: Zone,
    /// The civil year in which it starts.
    pub(crate) starts_in: i16,
    /// The first day of class.
    pub(crate) first: Day,
    /// The last day of class.
    pub(crate) last: Day,
    /// In order, none over another.
    pub(crate) breaks: Vec<Break>,
}

impl Year {
    /// What the program knows of a year by itself.
    pub(crate) fn by_itself(zone: Zone, starts_in: i16) -> Self {
        let known = SchoolYear::of(opening(starts_in), zone);
        let unnamed = |days| Break { name: String::new(), days };
        Self {
            zone,
            starts_in,
            first: known.first,
            last: known.last,
            breaks: known.vacations.into_iter().map(unnamed).collect(),
        }
    }

    /// Whether class is held on the same days as in another one, whatever the names.
    pub(crate) fn has_the_days_of(&self, other: &Self) -> bool {
        let days = |year: &Self| -> Vec<Vacation> { year.breaks.iter().map(|b| b.days).collect() };
        (self.first, self.last) == (other.first, other.last) && days(self) == days(other)
    }
}

impl From<Year> for SchoolYear {
    fn from(year: Year) -> Self {
        Self {
            starts_in: year.starts_in,
            first: year.first,
            last: year.last,
            vacations: year.breaks.into_iter().map(|b| b.days).collect(),
        }
    }
}

/// The first day of which one says that it is of a school year.
fn opening(starts_in: i16) -> Day {
    Day::new(starts_in, 8, 1).unwrap_or_default()
}

/// The school year of today in the territory.
pub fn school_year(cx: &mut Cx) -> Result<SchoolYear, DbError> {
    let today = cx.today();
    school_year_of(cx.tx, cx.app.zone, today)
}

/// What a year is wanted for: how far one looks ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ahead {
    /// The year in which lessons are planned today.
    Planning,
    /// That one, and from April on the year that is prepared.
    Preparing,
}

/// The month from which the year to come is prepared.
const APRIL: i8 = 4;

/// The first year of which the vacations are wanted and unknown, by the civil year it starts in.
pub(crate) fn unknown(cx: &mut Cx, ahead: Ahead) -> Result<Option<i16>, DbError> {
    let today = cx.today();
    let (_, month, _) = today.ymd();
    let mut wanted = vec![SchoolYear::starting(today)];
    if ahead == Ahead::Preparing && (APRIL..8).contains(&month) {
        wanted.push(SchoolYear::starting(today) + 1);
    }
    for starts_in in wanted {
        if !school_year_of(cx.tx, cx.app.zone, opening(starts_in))?.is_known() {
            return Ok(Some(starts_in));
        }
    }
    Ok(None)
}
