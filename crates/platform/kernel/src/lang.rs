//! The languages of the interface.

use serde::{Deserialize, Serialize};

/// A language of the interface. French first, English complete; Arabic says what families read,
/// and French stands where it has no sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// French, the default.
    #[default]
    Fr,
    /// English.
    En,
    /// Arabic, from right to left.
    Ar,
}

impl Lang {
    /// Every language, in the order a chooser shows them.
    pub const ALL: [Self; 3] = [Self::Fr, Self::En, Self::Ar];

    /// The BCP 47 tag, as written in `<html lang>`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
            Self::Ar => "ar",
        }
    }

    /// The language by its own name, as its readers look for it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Fr => "Français",
            Self::En => "English",
            Self::Ar => "العربية",
        }
    }

    /// Which way its lines run, as written in `<html dir>`.
    pub const fn direction(self) -> &'static str {
        if self.is_right_to_left() { "rtl" } else { "ltr" }
    }

    /// Whether its lines run from right to left.
    pub const fn is_right_to_left(self) -> bool {
        matches!(self, Self::Ar)
    }

    /// The language of a printed page: the letters of the paper are Latin.
    #[must_use]
    pub const fn on_paper(self) -> Self {
        match self {
            Self::Ar => Self::Fr,
            other => other,
        }
    }

    /// Reads a stored or submitted tag; anything unknown is `None`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.tag() == tag)
    }
}
