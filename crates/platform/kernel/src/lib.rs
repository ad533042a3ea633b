//! What every floor above can name without knowing anything else: people's ties and rights as
//! data, time and the school calendar, folded text, randomness. No I/O but the clock and entropy.

mod actor;
mod calendar;
mod entropy;
mod fold;
mod lang;
mod right;
mod time;

pub use actor::{Actor, Role, Target, TargetKind, Tie};
pub use calendar::{SchoolYear, Vacation, Zone, easter_sunday, public_holidays};
pub use entropy::{Entropy, hex};
pub use fold::fold;
pub use lang::Lang;
pub use right::{Condition, Grant, Link, Right};
pub use time::{Clock, Day, Instant, LocalTime, Place};
