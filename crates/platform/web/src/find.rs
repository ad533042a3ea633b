//! What a room finds of what someone looks for.

use crate::{Cx, Problem};

/// What a room has for a query, of what the person may open: kind by kind.
pub type Find = fn(&mut Cx, &search::Query) -> Result<Vec<Findings>, Problem>;

/// Things of one kind, the best first.
#[derive(Clone, Debug)]
pub struct Findings {
    /// What they are, such as « Leçons ».
    pub title: &'static str,
    /// Their icon in the sprite.
    pub icon: &'static str,
    /// The things; a kind without any is not shown.
    pub hits: Vec<Hit>,
}

/// A thing that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its name.
    pub title: String,
    /// What tells it from others: a class, a day.
    pub under: String,
    /// Its page.
    pub path: String,
}
