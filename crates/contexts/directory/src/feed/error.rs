//! What can be wrong with a feed: sentences for operators in English; pages translate by variant.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// A part of a feed that could not be kept; the rest of the feed goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// The file, with its archive before `!`.
    pub file: Box<str>,
    /// Line where the record begins, from 1.
    pub line: u64,
    /// Key of the record, empty when it has none.
    pub key: Box<str>,
    /// Why.
    pub reason: Reason,
}

/// Why a part of a feed was rejected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The record has no identifier.
    #[error("the record has no identifier")]
    MissingId,
    /// The person or the school has no name.
    #[error("the name is missing")]
    MissingName,
    /// Not a day of the calendar written `JJ/MM/AAAA`.
    #[error("{attribute} is not a date: {value:?}")]
    BadDate {
        /// The attribute.
        attribute: Box<str>,
        /// What it says.
        value: Box<str>,
    },
    /// Not a national school number, or its check letter is wrong.
    #[error("{value:?} is not a school number (UAI)")]
    BadUai {
        /// What the feed says.
        value: Box<str>,
    },
    /// The person belongs to no school of the feed.
    #[error("the person belongs to no school of the feed ({value:?})")]
    NoKnownSchool {
        /// The school the feed names.
        value: Box<str>,
    },
    /// A class, a group or a function in a school the feed does not describe; the person stays.
    #[error("{attribute} names the school {value:?}, which the feed does not describe")]
    UnknownSchool {
        /// The attribute.
        attribute: Box<str>,
        /// The structure's number in the feed.
        value: Box<str>,
    },
    /// A value has fewer parts than its attribute needs; the rest of the record stays.
    #[error("{attribute} is incomplete: {value:?}")]
    Incomplete {
        /// The attribute.
        attribute: Box<str>,
        /// What it says.
        value: Box<str>,
    },
    /// The same identifier came before with another content; the first one stays.
    #[error("the identifier came before with another content")]
    Duplicate,
    /// A guardian the feed does not describe; the pupil stays, without this link.
    #[error("the guardian {guardian:?} is not in the feed")]
    UnknownGuardian {
        /// Key of the guardian.
        guardian: Box<str>,
    },
    /// A record of a category that is not known.
    #[error("unknown category {value:?}")]
    UnknownCategory {
        /// What the record says.
        value: Box<str>,
    },
    /// An entity that is neither of XML nor of HTML.
    #[error("unknown entity &{name};")]
    UnknownEntity {
        /// Its name.
        name: Box<str>,
    },
    /// A delta changes what the complete export does not hold.
    #[error("the complete export holds no such record: the delta has nothing to stand on")]
    NotInComplete,
    /// A line whose cells are not as many as its header announces.
    #[error("the line has {found} cells where the header has {expected}")]
    Ragged {
        /// Cells of the header.
        expected: usize,
        /// Cells of the line.
        found: usize,
    },
    /// A cell that cannot belong to its column: the line has moved sideways.
    #[error("{column} holds {value:?}: the cells of this line are shifted")]
    Shifted {
        /// The column.
        column: Box<str>,
        /// What the cell says.
        value: Box<str>,
    },
    /// Several people whom nothing tells apart; what was known of them stays as it was.
    #[error("several people have this name and nothing tells them apart; nothing was guessed")]
    Homonyms,
    /// A guardian names a child whom the feed does not describe; the guardian stays.
    #[error("the child {value:?} is not in the feed")]
    UnknownChild {
        /// What the feed says of the child.
        value: Box<str>,
    },
    /// A line refers to something that the feed does not describe; the rest of what it is about stays.
    #[error("{attribute} names {value:?}, which the feed does not describe")]
    UnknownReference {
        /// The column.
        attribute: Box<str>,
        /// What it says.
        value: Box<str>,
    },
    /// A teaching of someone whom the feed does not describe.
    #[error("the person {value:?} is named and not described")]
    UnknownPerson {
        /// What the feed calls them.
        value: Box<str>,
    },
    /// A line of a CSV file that cannot be read.
    #[error("the line cannot be read: {detail}")]
    BadLine {
        /// What the reader says.
        detail: Box<str>,
    },
}

impl Reason {
    /// Whether only a part of the record was lost, and the record itself was delivered.
    pub const fn keeps_record(&self) -> bool {
        matches!(
            self,
            Self::UnknownSchool { .. }
                | Self::Incomplete { .. }
                | Self::UnknownGuardian { .. }
                | Self::UnknownChild { .. }
                | Self::UnknownPerson { .. }
                | Self::UnknownReference { .. }
        )
    }
}

/// Why a whole feed cannot be read. Nothing of it may be kept.
#[derive(Debug, thiserror::Error)]
pub enum FeedError {
    /// The sink wanted no more.
    #[error("stopped")]
    Stopped,
    /// A path or an archive.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// A file of the feed is damaged.
    #[error("{file}, line {line}: {damage}")]
    Damaged {
        /// The file.
        file: Box<str>,
        /// Line where it shows.
        line: u64,
        /// What is wrong.
        damage: Damage,
    },
    /// No file of the feed was found.
    #[error("no file to import was found; files seen: {}", seen.join(", "))]
    Nothing {
        /// Some of the names seen.
        seen: Vec<String>,
    },
    /// A delta export alone.
    #[error(
        "{file} is a delta export: it only says what changed since a complete export, which must be given with it"
    )]
    NoComplete {
        /// The file.
        file: Box<str>,
    },
    /// A file that does not say whose it is.
    #[error(
        "{file} does not say which school it is from: put the school's number (UAI) in its name, such as 0860002K-eleves.csv"
    )]
    NoSchool {
        /// The file.
        file: Box<str>,
    },
    /// An export that announces only what changed.
    #[error(
        "{file} announces only what changed (delta): ask for a complete export, which it calls bulk"
    )]
    OnlyChanges {
        /// The manifest.
        file: Box<str>,
    },
    /// An export of another version than is read.
    #[error("{file} announces the version {found:?}; OneRoster 1.2 is read")]
    Version {
        /// The manifest.
        file: Box<str>,
        /// What it says.
        found: Box<str>,
    },
    /// A file without which the export cannot be read.
    #[error("{file} is missing, or the manifest does not announce it")]
    MissingFile {
        /// Its name.
        file: &'static str,
    },
    /// Two exports at once.
    #[error("{file} is there twice: import one export at a time")]
    RepeatedFile {
        /// The file.
        file: Box<str>,
    },
    /// A table of any kind, and nobody has said what its columns are.
    #[error("nobody has said yet what the columns of these tables are")]
    NoColumns,
    /// A table with a column that cannot be there twice.
    #[error("{file}: the column {column:?} is there twice")]
    RepeatedColumn {
        /// The file.
        file: Box<str>,
        /// The column.
        column: Box<str>,
    },
    /// A table without a column that cannot be missing.
    #[error("{file}: the column {column:?} is missing")]
    MissingColumn {
        /// The file.
        file: Box<str>,
        /// The column.
        column: &'static str,
    },
}

/// Where a feed cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The file, with its archive before `!`.
    pub file: String,
    /// The line, when there is one.
    pub line: Option<u64>,
    /// The column, when it is one that is missing or there twice.
    pub column: Option<String>,
}

impl FeedError {
    /// The file that it is about, when it is about one.
    pub fn place(&self) -> Option<Place> {
        let (file, line, column) = match self {
            Self::Damaged { file, line, .. } => (&**file, Some(*line), None),
            Self::NoComplete { file }
            | Self::NoSchool { file }
            | Self::OnlyChanges { file }
            | Self::Version { file, .. }
            | Self::RepeatedFile { file } => (&**file, None, None),
            Self::MissingFile { file } => (*file, None, None),
            Self::RepeatedColumn { file, column } => (&**file, None, Some(&**column)),
            Self::MissingColumn { file, column } => (&**file, None, Some(*column)),
            Self::Source(SourceError::Open { path, .. } | SourceError::Archive { path, .. }) => {
                (path.file_name()?.to_str()?, None, None)
            }
            Self::Stopped | Self::Source(_) | Self::Nothing { .. } | Self::NoColumns => {
                return None;
            }
        };
        Some(Place { file: file.to_owned(), line, column: column.map(str::to_owned) })
    }
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// The file stops before its end.
    #[error("the file is truncated")]
    Truncated,
    /// The file has no content.
    #[error("the file is empty")]
    Empty,
    /// Not XML.
    #[error("not well-formed XML: {0}")]
    Xml(Box<str>),
    /// An element where the format has none.
    #[error("unexpected {found} in <{inside}>")]
    Unexpected {
        /// What was found.
        found: Box<str>,
        /// The element around.
        inside: &'static str,
    },
    /// An internal DTD subset, which could define entities.
    #[error("the file declares its own entities (internal DTD), which is refused")]
    InternalDtd,
    /// An encoding that is not read.
    #[error(
        "the encoding {0:?} is not supported (UTF-8, ISO-8859-1, ISO-8859-15 and Windows-1252 are)"
    )]
    Encoding(Box<str>),
    /// Bytes that do not belong to the declared encoding.
    #[error("bytes that are not {0}")]
    NotText(&'static str),
    /// UTF-8 that was encoded a second time.
    #[error(
        "its accents were encoded twice (é reads Ã©): export it again and do not open it in between"
    )]
    TwiceEncoded,
    /// A request that only a delta export holds.
    #[error("<{0}> in a complete export")]
    Delta(Box<str>),
    /// Something longer than any real export holds.
    #[error("{0} is too long")]
    TooLong(&'static str),
    /// The file could not be read to its end.
    #[error("{0}")]
    Read(Box<str>),
}

/// What is wrong with a path or an archive.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The path cannot be opened or read.
    #[error("{}: {error}", path.display())]
    Open {
        /// The path.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// An archive that cannot be read.
    #[error("{}: damaged or unsupported archive: {detail}", path.display())]
    Archive {
        /// The archive.
        path: PathBuf,
        /// What is wrong.
        detail: String,
    },
    /// More files than allowed.
    #[error("more than {limit} files")]
    TooManyEntries {
        /// The limit.
        limit: usize,
    },
    /// More records than any territory has.
    #[error("more than {limit} records")]
    TooManyRecords {
        /// The limit.
        limit: usize,
    },
    /// More bytes than allowed.
    #[error("more than {limit} bytes once uncompressed")]
    TooLarge {
        /// The limit.
        limit: u64,
    },
    /// An archive that grows too much.
    #[error("an archive grows more than {ratio} times, which no real export does")]
    Bomb {
        /// The limit.
        ratio: u64,
    },
}
