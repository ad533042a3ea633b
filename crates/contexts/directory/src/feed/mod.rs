//! Imports, the pure part: files read in a stream become normalised records.
//!
//! Nothing here knows a database. A reader ([`aaf::read`], [`annuaire::read`]) takes paths,
//! hands [`Record`]s one by one to a sink, and ends with a [`FeedSummary`]. What a feed cannot
//! say is a [`Reject`], handed to the same sink; what makes a whole feed unreadable is a
//! [`FeedError`], after which nothing of the feed may be kept.

pub mod aaf;
mod aaf_1d;
mod aaf_2d;
mod aaf_delta;
mod aaf_delta_writer;
mod aaf_files;
mod aaf_people;
mod aaf_schools;
pub mod aaf_writer;
pub mod annuaire;
mod attr;
pub mod columns;
mod digest;
mod elements;
mod entities;
mod envelope;
mod error;
pub mod guess;
mod input;
mod levels;
pub mod mapped;
mod model;
mod names;
pub mod onde;
mod onde_columns;
pub mod onde_writer;
pub mod oneroster;
mod oneroster_columns;
mod oneroster_manifest;
mod oneroster_people;
mod oneroster_places;
pub mod oneroster_rest;
mod oneroster_tables;
pub mod oneroster_writer;
mod recognise;
mod sheet;
pub mod siecle;
pub mod siecle_writer;
mod source;
pub mod sts;
mod summary;
mod table;
pub mod tables;
mod uai;

pub use digest::Digest;
pub use error::{Damage, FeedError, Place, Reason, Reject, SourceError};
pub use model::{
    Address, Category, GroupKind, GroupRef, Kinship, Membership, Person, Phone, PhoneKind,
    Priority, Responsibility, School, SchoolGroup, SchoolKind, Sector, Subject, Title,
};
pub use names::{clean, display_name};
pub use recognise::{Format, recognise};
pub use sheet::{Line, Sheet, sheets};
pub use source::Limits;
pub(crate) use source::limit_of;
pub use summary::FeedSummary;
pub use uai::Uai;

#[cfg(test)]
mod tests;

/// What a reader hands to its sink.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// A school; all schools come before all people.
    School(Box<School>),
    /// A person; staff first, then guardians, then pupils with their kinships.
    Person(Box<Person>),
    /// Something of the feed that could not be kept.
    Rejected(Box<Reject>),
}

/// Said by a sink that wants no more records: the reader answers [`FeedError::Stopped`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop;

/// Where a reader hands its records.
pub type Sink<'a> = dyn FnMut(Record) -> Result<(), Stop> + 'a;
