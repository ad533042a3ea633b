//! Who pays how much of what, to the cent: money in whole cents, shares that add up exactly, rates as
//! dated data that change at a threshold.

mod cents;
mod scale;

pub use cents::{Cents, Rate};
pub use scale::{Line, Scale, Share, Step};

use kernel::Day;

/// Why an amount cannot be shared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShareError {
    /// No rate is known for that part, day and amount.
    #[error("no rate is known for {part} of {amount} on {day}")]
    NoRate {
        /// Of what.
        part: String,
        /// When.
        day: Day,
        /// How much.
        amount: Cents,
    },
    /// Rates that apply together and are not the whole.
    #[error("the rates of {part} from {from_day} and {from_amount} on are {sum} in all, not 100 %")]
    NotWhole {
        /// Of what.
        part: String,
        /// From when on.
        from_day: Day,
        /// From what amount on.
        from_amount: Cents,
        /// What they are.
        sum: Rate,
    },
    /// One payer with two rates for the same.
    #[error("{payer} has two rates for {part} on {day}")]
    Twice {
        /// Of what.
        part: String,
        /// Who.
        payer: String,
        /// When.
        day: Day,
    },
    /// A rate that ends before it begins, in days or in amounts.
    #[error("a rate of {part} for {payer} ends before it begins")]
    Backwards {
        /// Of what.
        part: String,
        /// Who.
        payer: String,
    },
    /// More than [`LINES_MAX`].
    #[error("there are too many rates")]
    TooMany,
}

/// The most rates.
pub const LINES_MAX: usize = 500;
