//! What a reader counted.

use std::collections::BTreeMap;

use super::model::{Category, Responsibility};

/// What a feed held once normalised. Records delivered twice with the same content count once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedSummary {
    /// Schools.
    pub schools: u64,
    /// Classes, declared by a school or named by a person, each once.
    pub classes: u64,
    /// Groups, likewise.
    pub groups: u64,
    /// Pupils.
    pub pupils: u64,
    /// Guardians that at least one pupil of the feed names.
    pub guardians: u64,
    /// Staff.
    pub staff: u64,
    /// Links between a pupil and a guardian, all levels.
    pub kinships: u64,
    /// The same links by level, in the order of [`Responsibility::ALL`].
    pub kinships_by_level: [u64; 4],
    /// Guardians that no pupil names (AAF), establishments that are not schools (annuaire).
    pub ignored: u64,
    /// Rejections handed to the sink.
    pub rejected: u64,
    /// Attributes or columns that are not known, with the times they were met: a warning.
    pub unknown_attributes: BTreeMap<Box<str>, u64>,
    /// Subject codes that the feed does not name.
    pub unnamed_subjects: u64,
    /// Files that are not part of the feed and were not read.
    pub skipped_files: Vec<Box<str>>,
    /// Files read.
    pub files: u64,
    /// Bytes read, uncompressed.
    pub bytes: u64,
}

impl FeedSummary {
    pub(super) fn count_person(&mut self, category: Category) {
        match category {
            Category::Pupil => self.pupils += 1,
            Category::Guardian => self.guardians += 1,
            Category::Staff => self.staff += 1,
        }
    }

    /// Counts a table that was read, with the names of its columns that are not known.
    pub(super) fn count_table(&mut self, bytes: u64, unknown: Vec<Box<str>>) {
        self.files += 1;
        self.bytes += bytes;
        unknown.into_iter().for_each(|name| self.count_unknown(name));
    }

    pub(super) fn count_unknown(&mut self, name: Box<str>) {
        *self.unknown_attributes.entry(name).or_default() += 1;
    }

    pub(super) fn count_kinship(&mut self, level: Responsibility) {
        self.kinships += 1;
        let index = Responsibility::ALL.iter().position(|known| *known == level);
        self.kinships_by_level[index.unwrap_or_default()] += 1;
    }
}
