//! Cohorts that look alike, drawn in the open: what makes a programme that comes year after year
//! something that can be measured.
//!
//! Units are first put in groups as alike as can be found: each kind of unit in each cohort as its
//! share says, to the unit, then the least of the largest difference of means. Among the groupings
//! that are as good but for a little, one is drawn, and the years are drawn among its cohorts. The
//! seed is kept: whoever has it finds the same draw.

mod search;
mod traits;

pub use traits::quarters;

use std::collections::BTreeSet;

use search::Search;
use traits::Traits;

/// The most units.
pub const UNITS_MAX: usize = 5_000;

/// A unit to put in a cohort.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its name, its own.
    pub name: String,
    /// What kind it is in each respect: its sector, urban or rural.
    pub kinds: Vec<String>,
    /// What it measures in each respect: its size, what it lacks.
    pub measures: Vec<f64>,
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct Task {
    /// Units of a cohort.
    pub per_cohort: usize,
    /// How many cohorts.
    pub cohorts: usize,
    /// Groupings are as good as the best when their largest difference is this near, in deviations.
    pub tolerance: f64,
    /// The same seed gives the same draw.
    pub seed: u64,
}

/// How alike the groups are in one respect.
#[derive(Clone, Debug, PartialEq)]
pub struct Likeness {
    /// Which respect, by its place: kinds first, then measures.
    pub respect: usize,
    /// The kind, where it is one.
    pub kind: Option<String>,
    /// The mean of each cohort, then of those left when there are some; of a kind, its share.
    pub means: Vec<f64>,
    /// The largest difference of two means, in deviations of all units.
    pub difference: f64,
}

/// Cohorts that were drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Draw {
    /// The units of each cohort by their place, in the order of the years.
    pub cohorts: Vec<Vec<usize>>,
    /// Those in no cohort.
    pub left: Vec<usize>,
    /// The largest difference of all.
    pub imbalance: f64,
    /// The largest difference of the best grouping that was found.
    pub best: f64,
    /// How many units would have to move for each kind to be in each cohort as its share says.
    pub misplaced: usize,
    /// Groupings as good that were met: the draw is among at least so many, years aside.
    pub alike: usize,
    /// Each respect.
    pub likeness: Vec<Likeness>,
}

/// Why there are no cohorts.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CohortError {
    /// No cohort, or empty ones.
    #[error("there is no cohort to make")]
    Nothing,
    /// Fewer units than places.
    #[error("{places} places and {units} units")]
    TooFew {
        /// Places in cohorts.
        places: usize,
        /// Units.
        units: usize,
    },
    /// More than [`UNITS_MAX`].
    #[error("there are too many units")]
    TooMany,
    /// Two units of one name.
    #[error("{0} is there twice")]
    Twice(String),
    /// A unit that has not as many respects as the others.
    #[error("{0} lacks something that others have")]
    Incomplete(String),
    /// A measure, or the tolerance, that is infinite or not a number.
    #[error("a measure of {0} is not a number")]
    NotANumber(String),
}

/// Makes cohorts and draws their order.
///
/// # Errors
/// When units contradict each other, or are fewer than places.
pub fn draw(units: &[Unit], task: &Task) -> Result<Draw, CohortError> {
    check(units, task)?;
    let traits = Traits::of(units);
    let left = units.len() - task.per_cohort * task.cohorts;
    let mut sizes = vec![task.per_cohort; task.cohorts];
    sizes.extend((left > 0).then_some(left));
    let mut search = Search::new(&traits, sizes, task);
    let found = search.run();
    let members = |group: usize| {
        let places = 0..units.len();
        places.filter(|unit| found.group_of[*unit] == group).collect::<Vec<_>>()
    };
    let likeness = traits.likeness(units, &found.group_of, task.cohorts + usize::from(left > 0));
    Ok(Draw {
        cohorts: (0..task.cohorts).map(members).collect(),
        left: members(task.cohorts),
        imbalance: likeness.iter().map(|one| one.difference).fold(0.0, f64::max),
        best: found.best,
        misplaced: found.misplaced,
        alike: found.alike,
        likeness,
    })
}

fn check(units: &[Unit], task: &Task) -> Result<(), CohortError> {
    let places = task.per_cohort.saturating_mul(task.cohorts);
    if places == 0 {
        return Err(CohortError::Nothing);
    }
    if units.len() > UNITS_MAX {
        return Err(CohortError::TooMany);
    }
    if places > units.len() {
        return Err(CohortError::TooFew { places, units: units.len() });
    }
    if !(task.tolerance >= 0.0 && task.tolerance.is_finite()) {
        return Err(CohortError::NotANumber("the tolerance".to_owned()));
    }
    let mut names = BTreeSet::new();
    for unit in units {
        if !names.insert(&unit.name) {
            return Err(CohortError::Twice(unit.name.clone()));
        }
        let shape = |unit: &Unit| (unit.kinds.len(), unit.measures.len());
        if shape(unit) != shape(&units[0]) {
            return Err(CohortError::Incomplete(unit.name.clone()));
        }
        // Sums of squares stay finite.
        if unit.measures.iter().any(|measure| measure.is_nan() || measure.abs() > 1e100) {
            return Err(CohortError::NotANumber(unit.name.clone()));
        }
    }
    Ok(())
}
