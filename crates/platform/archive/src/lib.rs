//! Everything of a house in one file that belongs to no database: a backup, a move to the other
//! database, the way out. Its format is in `docs/archive.md`.

mod error;
mod examine;
mod format;
mod level;
mod restore;
mod row;
mod walk;
mod write;

pub use error::ArchiveError;
pub use examine::{Examined, examine};
pub use format::Summary;
pub use restore::restore;
pub use write::{Source, write};
