//! What is imported, and how it is told from other files.

use std::path::PathBuf;

use crate::feed::{
    self, FeedError, FeedSummary, Format, Limits, Sink, SourceError, Uai, columns::Columns,
};

/// What is imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The open directory of schools.
    Annuaire,
    /// AAF exports, of either degree.
    Aaf,
    /// CSV exports of ONDE.
    Onde,
    /// XML exports of SIECLE.
    Siecle,
    /// XML exports of STS.
    Sts,
    /// CSV exports of OneRoster.
    OneRoster,
    /// Tables of any kind, whose columns someone named.
    Csv,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Annuaire,
        Self::Aaf,
        Self::Onde,
        Self::Siecle,
        Self::Sts,
        Self::OneRoster,
        Self::Csv,
    ];

    /// The word stored and written in commands.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Annuaire => "annuaire",
            Self::Aaf => "aaf",
            Self::Onde => "onde",
            Self::Siecle => "siecle",
            Self::Sts => "sts",
            Self::OneRoster => "oneroster",
            Self::Csv => "csv",
        }
    }

    /// The kind a word means.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The kind that files are, told by what they hold; `None` when they are of none.
    ///
    /// # Errors
    /// When they cannot be opened.
    pub fn guess(paths: &[PathBuf]) -> Result<Option<Self>, SourceError> {
        let formats = feed::recognise(paths, &Limits::default())?;
        Ok(formats.first().map(|format| match format {
            Format::Aaf => Self::Aaf,
            Format::Onde => Self::Onde,
            Format::Siecle => Self::Siecle,
            Format::Sts => Self::Sts,
            Format::OneRoster => Self::OneRoster,
            Format::Annuaire => Self::Annuaire,
            Format::Table => Self::Csv,
        }))
    }

    /// The word of the journal.
    pub(super) const fn action(self) -> &'static str {
        match self {
            Self::Annuaire => "directory.annuaire.import",
            Self::Aaf => "directory.aaf.import",
            Self::Onde => "directory.onde.import",
            Self::Siecle => "directory.siecle.import",
            Self::Sts => "directory.sts.import",
            Self::OneRoster => "directory.oneroster.import",
            Self::Csv => "directory.csv.import",
        }
    }

    /// Whether it describes people.
    pub(super) const fn has_people(self) -> bool {
        !matches!(self, Self::Annuaire)
    }

    /// Whether an export holds every category of people: an absent one is then a file that is
    /// missing, and otherwise something this export does not speak of.
    pub(super) const fn is_complete(self) -> bool {
        matches!(self, Self::Aaf)
    }
}

/// What to import: files of a kind.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// What they are.
    pub kind: Kind,
    /// Files, folders or archives.
    pub paths: &'a [PathBuf],
    /// Of tables of any kind, what their columns are.
    pub columns: Option<&'a Columns>,
}

impl Given<'_> {
    /// The schools of an export that this program made, and which may be of this territory.
    pub(super) fn own_schools(&self) -> Result<Option<Vec<Uai>>, FeedError> {
        match self.kind {
            Kind::OneRoster => feed::oneroster::own_schools(self.paths, &Limits::default()),
            _ => Ok(None),
        }
    }

    /// Reads the files, with those that they stand on.
    pub(super) fn read(
        &self,
        paths: &[PathBuf],
        sink: &mut Sink<'_>,
    ) -> Result<FeedSummary, FeedError> {
        let limits = Limits::default();
        match self.kind {
            Kind::Aaf => feed::aaf::read(paths, &limits, sink),
            Kind::Onde => feed::onde::read(paths, &limits, sink),
            Kind::Siecle => feed::siecle::read(paths, &limits, sink),
            Kind::Sts => feed::sts::read(paths, &limits, sink),
            Kind::OneRoster => feed::oneroster::read(paths, &limits, sink),
            Kind::Annuaire => feed::annuaire::read(paths, &limits, sink),
            Kind::Csv => {
                let columns = self.columns.ok_or(FeedError::NoColumns)?;
                feed::mapped::read(paths, &limits, columns, sink)
            }
        }
    }
}
