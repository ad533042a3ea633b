//! The languages of the interface.

use serde::{Deserialize, Serialize};

/// A language the whole interface speaks. French first, English complete.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// French, the default.
    #[default]
    Fr,
    /// English.
    En,
}

impl Lang {
    /// Every language, in the order a chooser shows them.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// The BCP 47 tag, as written in `<html lang>`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// Reads a stored or submitted tag; anything unknown is `None`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.tag() == tag)
    }
}
