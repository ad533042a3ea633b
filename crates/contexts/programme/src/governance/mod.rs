//! Who decides what of the programme, who does it and until when; and what everyone may read of it.

pub(crate) mod pages;
pub(crate) mod public;
mod public_views;
pub(crate) mod store;
mod views;

use kernel::Day;

/// Something that someone does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Action {
    pub(crate) id: i64,
    pub(crate) meeting: i64,
    pub(crate) says: String,
    pub(crate) owner: String,
    pub(crate) due: Day,
    pub(crate) done: Option<Day>,
}

impl Action {
    /// Whether its day is over and it is not done.
    pub(crate) fn is_late(&self, today: Day) -> bool {
        self.done.is_none() && self.due < today
    }
}
