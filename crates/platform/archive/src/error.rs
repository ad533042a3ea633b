//! Why something was not archived or not restored, in sentences for the person who asked.

use db::DbError;
use files::FileError;

/// Why an archive was not written, or not restored. Unless it says otherwise, nothing changed.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The file to write is there already.
    #[error("{0} is already there: choose another name, nothing was written")]
    Exists(String),
    /// The file cannot be read or written.
    #[error("{0}")]
    File(String),
    /// It is something else.
    #[error("this is not an archive of Préau ({0}): nothing was restored")]
    Foreign(String),
    /// Bytes of it were changed or lost.
    #[error("the archive is damaged: {0}. Nothing was restored: take another copy of it")]
    Damaged(String),
    /// It ends too early.
    #[error(
        "the archive is cut short, after {0}. Nothing was restored: take another copy of it, the download or the disk may have stopped too early"
    )]
    Truncated(String),
    /// A later version of the program made it.
    #[error(
        "the archive was made by a newer version ({0}): nothing was restored, use that version or a later one"
    )]
    Newer(String),
    /// Another program made it.
    #[error("the archive does not fit this program ({0}): nothing was restored")]
    OtherSchema(String),
    /// There is something already.
    #[error(
        "this house is not empty ({0}): nothing was restored, choose an empty data folder with --data, or an empty database"
    )]
    NotEmpty(String),
    /// The rows do not hold together.
    #[error("the rows of the archive contradict each other ({0}): nothing was restored")]
    Contradiction(String),
    /// The database answered an error.
    #[error("the database answered: {0}")]
    Database(DbError),
    /// The store of files answered an error.
    #[error("{0}: nothing was restored")]
    Files(FileError),
}

impl From<DbError> for ArchiveError {
    fn from(error: DbError) -> Self {
        Self::Database(error)
    }
}

impl From<FileError> for ArchiveError {
    fn from(error: FileError) -> Self {
        Self::Files(error)
    }
}
