//! Where to open sites so that everyone is near one, proven: p-median, p-center and maximal covering.
//!
//! A good choice comes from moving one site at a time (Teitz and Bart 1968, Whitaker 1983). What no
//! choice can beat comes from the Lagrangian relaxation of « each client is served once » (Cornuéjols,
//! Fisher and Nemhauser 1977), climbed with the volume algorithm (Barahona and Anbil 2000). What lies
//! between the two is searched site by site. The same search serves the three questions: covering is
//! a median whose costs are what stays uncovered, a center is a covering in which nothing may stay so.
//! How many sites of a kind may be open is priced in the relaxation like the rest, so that the proof holds.
//!
//! No clock and no chance of its own: the caller is told how far it is and may say stop; a seed gives
//! the same answer again.

mod bound;
mod center;
mod costs;
mod cover;
mod median;
mod pmed;
mod quota;
mod swap;
mod table;

use quota::Quotas;

pub use center::center;
pub use costs::Costs;
pub use cover::cover;
pub use median::median;
pub use pmed::{Pmed, read_pmed};
pub use quota::{QUOTAS_MAX, Quota};
pub use table::{Table, read_table};

/// The largest instance that is taken, in clients times sites.
pub const CELLS_MAX: usize = 4_000_000;

/// What to choose.
#[derive(Clone, Debug, Default)]
pub struct Task {
    /// How many sites are open in all.
    pub open: usize,
    /// Sites that are open whatever it costs.
    pub forced: Vec<usize>,
    /// Sites that stay closed.
    pub forbidden: Vec<usize>,
    /// How many of some sites may be open.
    pub quotas: Vec<Quota>,
    /// The same seed gives the same answer.
    pub seed: u64,
}

/// How far a search is: what was found, and what nothing can beat, in the unit of the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The best that was found.
    pub objective: i64,
    /// No choice is better than this.
    pub bound: i64,
}

/// Told how far a search is, many times a second; says whether to go on.
pub type Watch<'w> = &'w mut dyn FnMut(Progress) -> bool;

/// A choice of sites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    /// What it is worth, in the unit of the costs or weights.
    pub objective: i64,
    /// No choice is better than this.
    pub bound: i64,
    /// The open sites, in order.
    pub sites: Vec<usize>,
}

impl Solution {
    /// Whether nothing better exists.
    pub const fn is_proven(&self) -> bool {
        self.objective == self.bound
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LocateError {
    /// Nobody to serve or nowhere to serve from.
    #[error("there is nothing to choose from")]
    Empty,
    /// Larger than [`CELLS_MAX`], or costs whose sum could overflow.
    #[error("the instance is too large")]
    TooLarge,
    /// A number of sites that cannot be had.
    #[error("{asked} sites are asked for, {least} must be open and {most} may be")]
    Count {
        /// How many are asked for.
        asked: usize,
        /// How many are forced.
        least: usize,
        /// How many are not forbidden.
        most: usize,
    },
    /// A forced or forbidden site that does not exist.
    #[error("there is no site {0}")]
    NoSuchSite(usize),
    /// The same site is forced and forbidden.
    #[error("site {0} is both forced and forbidden")]
    Both(usize),
    /// Quotas that cannot be kept together, by their place: without any one of them, the others can.
    #[error("these quotas cannot be kept together: {0:?}")]
    Quotas(Vec<usize>),
    /// A client that no site can serve.
    #[error("client {0} cannot be reached from any site")]
    Unreachable(usize),
    /// A line of a file that is not as it should be.
    #[error("line {line}: {why}")]
    Line {
        /// Which, from 1.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
}

impl Task {
    /// Whether a site is open, closed or to choose, for each, and the quotas; or why nothing can be
    /// chosen.
    fn sites(&self, count: usize) -> Result<(Vec<bound::Site>, Quotas), LocateError> {
        let mut sites = vec![bound::Site::Free; count];
        for &site in &self.forced {
            *sites.get_mut(site).ok_or(LocateError::NoSuchSite(site))? = bound::Site::Open;
        }
        for &site in &self.forbidden {
            match sites.get_mut(site) {
                None => return Err(LocateError::NoSuchSite(site)),
                Some(bound::Site::Open) => return Err(LocateError::Both(site)),
                Some(state) => *state = bound::Site::Closed,
            }
        }
        let least = sites.iter().filter(|site| **site == bound::Site::Open).count();
        let most = sites.iter().filter(|site| **site != bound::Site::Closed).count();
        if self.open == 0 || self.open < least || self.open > most {
            return Err(LocateError::Count { asked: self.open, least, most });
        }
        let quotas = Quotas::new(&self.quotas, count)?;
        match quotas.conflict(&sites, self.open)?.as_slice() {
            [] => Ok((sites, quotas)),
            conflict => Err(LocateError::Quotas(conflict.to_vec())),
        }
    }
}
