//! A lost password, solved by whoever reads the mail or the mobile that the person proved before.
//! The same is answered whether the login exists or not.

pub(crate) mod pages;
pub(crate) mod store;

/// How long the way back is open, in seconds.
pub(crate) const OPEN_SECONDS: i64 = 30 * 60;
/// Messages that one account is sent in an hour; more are answered the same and not sent.
pub(crate) const OF_AN_ACCOUNT: i64 = 3;
/// Messages asked for from one source in an hour: a whole school may sit behind it.
pub(crate) const FROM_A_SOURCE: i64 = 60;
/// An hour, in seconds.
pub(crate) const HOUR: i64 = 3_600;
