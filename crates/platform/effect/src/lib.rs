//! What a programme changed where it came year after year, and how sure one may be: differences in
//! differences for staggered adoption (Callaway and Sant'Anna 2021).
//!
//! Each cohort is compared, year by year, with those who never adopt or have not yet. Putting all
//! years in one regression instead counts schools that already adopted as comparison and is wrong
//! as soon as the effect grows with time. Errors come from influence functions, simultaneous bands
//! from a multiplier bootstrap, and what chance alone would give from adoption years dealt anew.
//!
//! No clock and no chance of its own: a seed gives the same answer again.

mod bands;
mod cells;
mod chance;
mod distributions;
mod panel;
mod plan;
mod pool;
mod sample;
mod trend;
mod verdict;

pub use panel::{Gaps, Panel, Row};
pub use plan::{Cohort, Plan, detectable};
pub use verdict::Verdict;

use sample::Sample;

/// The largest panel that is taken, in units times dates, and in units times effects.
pub const CELLS_MAX: usize = 4_000_000;

/// Who a cohort is compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Control {
    /// Those who adopt at no date of the panel.
    #[default]
    Never,
    /// The same and, at each date, those who adopt later.
    NotYet,
}

/// What is asked of a panel.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Who a cohort is compared with.
    pub control: Control,
    /// So long before adopting, behaviour may already change.
    pub anticipation: u16,
    /// How often an interval holds the truth, such as 0.95.
    pub confidence: f64,
    /// Draws of the bootstrap.
    pub draws: usize,
    /// Adoption years are dealt anew so many times, or in every way when there are no more.
    pub deals: usize,
    /// The same seed gives the same answer.
    pub seed: u64,
}

impl Default for Ask {
    fn default() -> Self {
        Self {
            control: Control::Never,
            anticipation: 0,
            confidence: 0.95,
            draws: 999,
            deals: 999,
            seed: 1,
        }
    }
}

/// An effect and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// The effect, in the unit of the outcome.
    pub effect: f64,
    /// Its standard error.
    pub error: f64,
    /// Where the truth is, as often as the confidence says.
    pub interval: (f64, f64),
    /// Where the truths of all the figures of a series are at once, as often.
    pub band: (f64, f64),
}

/// The effect on one cohort at one date; before it adopts, an effect says that it was already
/// going another way than those it is compared with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// When the cohort adopted.
    pub group: i32,
    /// The date.
    pub time: i32,
    /// The effect.
    pub figure: Figure,
}

/// A series of figures, each with its key, and their average.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The figures, by dates since adoption, by cohort or by date.
    pub figures: Vec<(i32, Figure)>,
    /// Their average once adopted.
    pub overall: Figure,
}

/// Whether the cohorts were already going another way before they adopted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trend {
    /// Of Wald, over all effects before adoption.
    pub statistic: f64,
    /// How many effects.
    pub degrees: usize,
    /// How likely such a difference is when there is none.
    pub p: f64,
}

/// What chance alone gives, when adoption years are dealt anew among the units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chance {
    /// Deals that look at least as strong as what was seen, itself included.
    pub as_strong: usize,
    /// Deals in all, what was seen included.
    pub deals: usize,
    /// Whether these are all the deals there are.
    pub is_exact: bool,
}

impl Chance {
    /// How likely what was seen is by chance alone.
    pub fn p(&self) -> f64 {
        sample::float(self.as_strong) / sample::float(self.deals)
    }
}

/// What a panel says.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// Each cohort at each date.
    pub cells: Vec<Cell>,
    /// The average over all units and dates once adopted.
    pub simple: Figure,
    /// By dates since adoption: 0 is the date of adoption itself.
    pub dynamic: Series,
    /// By cohort.
    pub group: Series,
    /// By date.
    pub calendar: Series,
    /// Whether the cohorts were comparable before; nothing when there is no date to tell.
    pub trend: Option<Trend>,
    /// What chance alone gives; nothing when a cluster adopts at several dates.
    pub chance: Option<Chance>,
    /// Units (clusters, where they are given) whose effect is measured.
    pub treated: usize,
    /// Units or clusters they are compared with.
    pub compared: usize,
    /// Units that had adopted before anything was measured: nothing is known of their change.
    pub already: Vec<String>,
    /// What may be said of it.
    pub verdict: Verdict,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EffectError {
    /// No row at all.
    #[error("there is nothing to measure")]
    Empty,
    /// Larger than [`CELLS_MAX`].
    #[error("the panel is too large")]
    TooLarge,
    /// An outcome that is infinite or not a number.
    #[error("the outcome of {unit} at {time} is not a number")]
    NotANumber {
        /// Whose.
        unit: String,
        /// When.
        time: i32,
    },
    /// Two outcomes for one unit at one date.
    #[error("{unit} is there twice at {time}")]
    Twice {
        /// Who.
        unit: String,
        /// When.
        time: i32,
    },
    /// A unit that adopts at two dates.
    #[error("{0} adopts at two dates: whoever adopted stays so")]
    TwoAdoptions(String),
    /// A unit in two clusters.
    #[error("{0} is in two clusters")]
    TwoClusters(String),
    /// A unit that lacks a date that others have.
    #[error(
        "{unit} has no outcome at {time} ({units} units are incomplete): complete them or leave them out"
    )]
    Incomplete {
        /// The first of them.
        unit: String,
        /// What it lacks first.
        time: i32,
        /// How many are so.
        units: usize,
    },
    /// Nothing changes within one date.
    #[error("there is only one date: a change takes two")]
    OneDate,
    /// Nobody adopts within the dates.
    #[error("nobody adopts between the second date and the last: there is no effect to measure")]
    NobodyAdopts,
    /// No unit to compare with.
    #[error("everybody adopts: compare with those who have not yet")]
    NobodyNever,
    /// No unit to compare with, even among those who adopt later.
    #[error("all adopt at the same date: there is nobody to compare with")]
    NobodyNotYet,
    /// A confidence, power, deviation or correlation that is none.
    #[error("{0} is out of range")]
    OutOfRange(&'static str),
}

/// Measures the effect of adopting.
///
/// # Errors
/// When the panel has nobody to measure or nobody to compare with.
pub fn estimate(panel: &Panel, ask: &Ask) -> Result<Estimate, EffectError> {
    if !(ask.confidence > 0.0 && ask.confidence < 1.0) {
        return Err(EffectError::OutOfRange("the confidence"));
    }
    let sample = Sample::of(panel, ask)?;
    let cells = cells::all(&sample, ask);
    let after = cells::after(&cells);
    if after.is_empty() {
        return Err(match ask.control {
            Control::Never => EffectError::NobodyNever,
            Control::NotYet => EffectError::NobodyNotYet,
        });
    }
    let mut bands = bands::Bands::new(&sample, ask);
    let simple = bands.alone(&pool::by_size(&sample, &after));
    let figures = bands.figures(&cells.iter().map(|cell| &cell.known).collect::<Vec<_>>());
    let shown = cells.iter().zip(figures);
    let chance = chance::deal(&sample, ask);
    let trend = trend::before(&sample, &cells, ask);
    let (treated, compared) = cells::people(&sample, &after, ask);
    let is_strong = chance.is_none_or(|chance| chance.p() < 1.0 - ask.confidence);
    Ok(Estimate {
        verdict: Verdict::of(treated, compared, trend, simple, is_strong, ask.confidence),
        dynamic: bands.series(&pool::dynamic(&sample, &cells)),
        group: bands.series(&pool::group(&sample, &after)),
        calendar: bands.series(&pool::calendar(&sample, &after)),
        cells: shown
            .map(|(cell, figure)| Cell { group: cell.group, time: cell.time, figure })
            .collect(),
        simple,
        trend,
        chance,
        treated,
        compared,
        already: sample.already,
    })
}
