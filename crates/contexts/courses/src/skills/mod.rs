//! Skills: the eight domains of the socle, the digital ones (CRCN), the school's own; which of them
//! a work shows, how well a hand-in does, and what becomes of each over the year.

pub(crate) mod own;
pub(crate) mod progress;
pub(crate) mod store;
pub(crate) mod views;

use kernel::Lang;

use crate::t;

/// Skills one work may name.
pub(crate) const PER_WORK: usize = 12;

/// Where a skill comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum List {
    /// The socle commun.
    Socle,
    /// The digital skills (CRCN).
    Digital,
    /// The school's own.
    Own,
}

impl List {
    pub(crate) const ALL: [Self; 3] = [Self::Socle, Self::Digital, Self::Own];

    pub(crate) fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Socle => t::skills_socle(lang),
            Self::Digital => t::skills_digital(lang),
            Self::Own => t::skills_own(lang),
        }
    }
}

/// A skill as it is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Skill {
    pub(crate) code: String,
    pub(crate) list: List,
    pub(crate) label: String,
}

impl Skill {
    /// The field of the form that says its level.
    pub(crate) fn field(&self) -> String {
        format!("niveau-{}", self.code)
    }
}

/// Reference lists as published, one file for each year they changed.
const PUBLISHED: [(List, &str); 2] = [
    (List::Socle, include_str!("../../data/socle-2015.tsv")),
    (List::Digital, include_str!("../../data/crcn-2019.tsv")),
];

/// The skills of the published lists, in their order.
pub(crate) fn published(lang: Lang) -> Vec<Skill> {
    let column = if lang == Lang::En { 2 } else { 1 };
    let read = move |(list, file): (List, &'static str)| {
        file.lines().filter(|line| !line.starts_with('#')).filter_map(move |line| {
            let code = line.split('\t').next()?.to_owned();
            let label = line.split('\t').nth(column)?.to_owned();
            Some(Skill { code, list, label })
        })
    };
    PUBLISHED.into_iter().flat_map(read).collect()
}

/// How well a skill is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    Weak,
    Fragile,
    Good,
    VeryGood,
}

impl Level {
    pub(crate) const ALL: [Self; 4] = [Self::Weak, Self::Fragile, Self::Good, Self::VeryGood];

    /// From 1 to 4, as the LSU counts.
    pub(crate) const fn number(self) -> i64 {
        self as i64 + 1
    }

    /// The level of a number.
    pub(crate) fn from_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.number() == number)
    }

    pub(crate) fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Weak => t::level_weak(lang),
            Self::Fragile => t::level_fragile(lang),
            Self::Good => t::level_good(lang),
            Self::VeryGood => t::level_very_good(lang),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_lists_are_whole_in_both_languages() {
        for lang in [Lang::Fr, Lang::En] {
            let skills = published(lang);
            let of = |list| skills.iter().filter(|skill| skill.list == list).count();
            assert_eq!((of(List::Socle), of(List::Digital)), (8, 16));
            assert!(skills.iter().all(|skill| !skill.label.is_empty()));
            let mut codes: Vec<_> = skills.iter().map(|skill| &skill.code).collect();
            codes.sort();
            codes.dedup();
            assert_eq!(codes.len(), 24);
        }
        assert_eq!(published(Lang::Fr)[0].label, "Langue française");
    }

    #[test]
    fn levels_count_from_one_to_four() {
        assert_eq!(Level::ALL.map(Level::number), [1, 2, 3, 4]);
        for wrong in [0, 5, -1] {
            assert_eq!(Level::from_number(wrong), None);
        }
        assert_eq!(Level::from_number(4), Some(Level::VeryGood));
    }
}
