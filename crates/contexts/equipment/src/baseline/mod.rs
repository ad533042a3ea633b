//! The baseline: what a school must have, as lines that people can read, change and date; and what
//! each school lacks of it, line by line, with the rule that says so.

mod draft;
mod gap;
pub(crate) mod load;
pub(crate) mod pages;
mod shipped;
pub(crate) mod store;
mod versions;
mod views;

use kernel::{Day, Instant, Lang};

pub(crate) use gap::{Facts, Need};
pub(crate) use views::kinds;

use crate::{
    device::{Category, words},
    t,
};

words! {
    /// What a line asks for.
    pub(crate) What "what" {
        /// What a class shows pictures with.
        Projector = "projector",
        /// A computer that drives it.
        Computer = "computer",
        /// What pupils hold: tablets or laptops.
        Mobile = "mobile",
        /// A trolley.
        Trolley = "trolley",
        /// A point of Wi-Fi.
        Wifi = "wifi",
        /// Network and storage.
        Network = "network",
        /// A visualiser.
        Visualiser = "visualiser",
        /// A printer or a scanner.
        Printer = "printer",
        /// A camera.
        Camera = "camera",
        /// A robot or a board to program.
        Robot = "robot",
    }
}

impl What {
    /// The devices that count for it, those that serve best first.
    pub(crate) const fn categories(self) -> &'static [Category] {
        match self {
            Self::Projector => &[Category::Projector],
            Self::Computer => &[Category::Desktop, Category::Laptop],
            Self::Mobile => &[Category::Tablet, Category::Laptop],
            Self::Trolley => &[Category::Trolley],
            Self::Wifi => &[Category::Wifi],
            Self::Network => &[Category::Network],
            Self::Visualiser => &[Category::Visualiser],
            Self::Printer => &[Category::Printer],
            Self::Camera => &[Category::Camera],
            Self::Robot => &[Category::Robot],
        }
    }

    /// What is bought when it lacks.
    pub(crate) const fn bought_as(self) -> Category {
        self.categories()[0]
    }
}

words! {
    /// The schools that a line is for.
    pub(crate) Applies "applies" {
        /// Every school.
        All = "all",
        /// Écoles.
        Ecole = "ecole",
        /// Collèges.
        College = "college",
        /// Lycées.
        Lycee = "lycee",
        /// Those that go first.
        Pilot = "pilot",
    }
}

words! {
    /// What a line counts by.
    pub(crate) Per "per" {
        /// Classes.
        Class = "class",
        /// The school itself.
        School = "school",
        /// The office of its head.
        Office = "office",
    }
}

/// A line of the baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) what: What,
    pub(crate) applies: Applies,
    pub(crate) per: Per,
    /// For so many classes, begun ones whole.
    pub(crate) every: i64,
    pub(crate) quantity: i64,
    /// What is better still; 0 when nothing is said.
    pub(crate) target: i64,
    /// Where it comes from, when that is not where its version does.
    pub(crate) source: String,
}

/// The most a line may ask for, and the most classes it may count by.
pub(crate) const QUANTITY_MAX: i64 = 500;
pub(crate) const EVERY_MAX: i64 = 40;

/// A version of the baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Version {
    /// Its id; 0 for the one that comes with the program.
    pub(crate) id: i64,
    pub(crate) title: String,
    pub(crate) source: String,
    pub(crate) starts: Day,
    /// Nothing while it is a draft.
    pub(crate) published: Option<Instant>,
    /// How many times it was written.
    pub(crate) revision: i64,
    pub(crate) lines: Vec<Line>,
}

impl Line {
    /// How often what it counts by is in a school.
    pub(crate) const fn times(&self, classes: i64) -> i64 {
        match self.per {
            Per::Class if self.every > 1 => (classes + self.every - 1) / self.every,
            Per::Class => classes,
            Per::School | Per::Office => 1,
        }
    }

    /// « 10 pour 4 classes », the rule alone.
    pub(crate) fn rule(&self, lang: Lang) -> String {
        let rule = match self.per {
            Per::Class if self.every > 1 => t::rule_classes(lang, self.quantity, self.every),
            Per::Class => t::rule_class(lang, self.quantity),
            Per::School => t::rule_school(lang, self.quantity),
            Per::Office => t::rule_office(lang, self.quantity),
        };
        if self.target > self.quantity {
            format!("{rule} {}", t::rule_target(lang, self.target))
        } else {
            rule
        }
    }

    /// « 1 par classe : 7 classes, il en faut 7. », the rule as it made the figure of a school.
    pub(crate) fn said(&self, lang: Lang, classes: i64, need: &Need) -> String {
        let rule = self.rule(lang);
        match self.per {
            Per::Class => t::rule_for_classes(lang, &rule, classes, need.required),
            Per::School | Per::Office => t::rule_for_school(lang, &rule, need.required),
        }
    }
}
