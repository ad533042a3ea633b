//! What may be said of an effect, and no more.

use crate::{Figure, Trend};

/// With fewer units on one side nothing is said.
const FEWEST: usize = 5;

/// What may be said of an effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Fewer than five units adopted, or are compared with.
    TooFew,
    /// The cohorts were already going another way before they adopted: what follows is not the
    /// programme's.
    NotAlike,
    /// Nothing and something are both likely: one cannot conclude.
    Inconclusive,
    /// Neither its error nor chance explains the effect.
    Conclusive,
}

impl Verdict {
    pub(crate) fn of(
        treated: usize,
        compared: usize,
        trend: Option<Trend>,
        effect: Figure,
        is_strong: bool,
        confidence: f64,
    ) -> Self {
        if treated.min(compared) < FEWEST {
            Self::TooFew
        } else if trend.is_some_and(|trend| trend.p < 1.0 - confidence) {
            Self::NotAlike
        } else if is_strong && (effect.interval.0 > 0.0 || effect.interval.1 < 0.0) {
            Self::Conclusive
        } else {
            Self::Inconclusive
        }
    }

    /// A word for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooFew => "too-few",
            Self::NotAlike => "not-alike",
            Self::Inconclusive => "inconclusive",
            Self::Conclusive => "conclusive",
        }
    }

    /// A sentence for people.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::TooFew => "there are too few units to say anything",
            Self::NotAlike => {
                "those who adopted were already going another way before: this is not the effect of adopting"
            }
            Self::Inconclusive => "one cannot conclude: there may be an effect or none",
            Self::Conclusive => "there is an effect: neither error nor chance explains it",
        }
    }
}
