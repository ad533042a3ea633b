//! Work to do: given in a lesson, for a day, to hand in or not.

pub(crate) mod fields;
pub(crate) mod pages;
pub(crate) mod store;
pub(crate) mod views;

use kernel::{Day, Instant};

/// The longest instructions, in characters of HTML.
pub(crate) const INSTRUCTIONS_MAX: usize = 30_000;

/// What a work asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expects {
    Nothing,
    Handin,
}

impl Expects {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Handin => "handin",
        }
    }

    pub(crate) fn from_code(code: &str) -> Self {
        if code == "handin" { Self::Handin } else { Self::Nothing }
    }
}

/// What a teacher says of a work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Given {
    pub(crate) level: String,
    pub(crate) title: String,
    pub(crate) instructions_html: String,
    pub(crate) due: Day,
    pub(crate) minutes: Option<i32>,
    pub(crate) expects: Expects,
}

impl Given {
    /// Whether there is nothing to give.
    pub(crate) const fn is_blank(&self) -> bool {
        self.title.is_empty() && self.instructions_html.is_empty()
    }
}

/// A work as it is stored.
#[derive(Clone, Debug)]
pub(crate) struct Work {
    pub(crate) id: i64,
    pub(crate) lesson: Option<i64>,
    pub(crate) teaching: i64,
    pub(crate) group: i64,
    pub(crate) given: Given,
    pub(crate) published_at: Option<Instant>,
}

impl Work {
    /// Its title, with the level it is for.
    pub(crate) fn title(&self) -> String {
        let Given { level, title, .. } = &self.given;
        if level.is_empty() { title.clone() } else { format!("{level} · {title}") }
    }

    /// Whether something is handed in for it.
    pub(crate) fn is_handed_in(&self) -> bool {
        self.given.expects == Expects::Handin
    }
}
