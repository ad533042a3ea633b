//! Work to do: given in a lesson, for a day, to hand in or not.

pub(crate) mod fields;
pub(crate) mod load;
pub(crate) mod pages;
pub(crate) mod roll;
pub(crate) mod store;
pub(crate) mod views;
pub(crate) mod whom;

use directory::api::Child;
use kernel::{Day, Instant};

use crate::work::whom::Whom;

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
    pub(crate) whom: Whom,
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
    /// The class, or the group of it that the work is for.
    pub(crate) group: i64,
    /// The name of that group; empty for the class.
    pub(crate) group_name: String,
    pub(crate) given: Given,
    pub(crate) published_at: Option<Instant>,
}

impl Work {
    /// Its title, with the level or the group it is for.
    pub(crate) fn title(&self) -> String {
        let title = &self.given.title;
        match &self.given.whom {
            Whom::Class | Whom::Pupils(_) => title.clone(),
            Whom::Level(part) => format!("{part} · {title}"),
            Whom::Group(_) => format!("{} · {title}", self.group_name),
        }
    }

    /// Whether it is for a child, wherever they are recorded.
    pub(crate) fn is_for(&self, child: &Child) -> bool {
        match &self.given.whom {
            Whom::Pupils(pupils) => child.selves.iter().any(|one| pupils.contains(one)),
            _ => child.groups.contains(&self.group),
        }
    }

    /// Whether it is for pupils by name.
    pub(crate) const fn names_pupils(&self) -> bool {
        matches!(self.given.whom, Whom::Pupils(_))
    }

    /// Whether something is handed in for it.
    pub(crate) fn is_handed_in(&self) -> bool {
        self.given.expects == Expects::Handin
    }
}
