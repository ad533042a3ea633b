//! What a job says when it cannot be done.

use db::{Broken, DbError};

/// Chosen at each error: will another try help?
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JobError {
    /// Try again later.
    #[error("{0}")]
    Retry(String),
    /// Trying again is useless: a person must look.
    #[error("{0}")]
    Fail(String),
}

impl From<DbError> for JobError {
    /// What passes by itself (load, a lost connection, a full disk) is tried again; a statement or
    /// a value that is refused once is refused again.
    fn from(error: DbError) -> Self {
        let message = error.to_string();
        match error {
            DbError::Taken(_)
            | DbError::Reference(_)
            | DbError::Refused(_)
            | DbError::Missing
            | DbError::Column { .. }
            | DbError::Broken(Broken::Statement(_) | Broken::Migration(_) | Broken::Panicked) => {
                Self::Fail(message)
            }
            DbError::Conflict | DbError::Full | DbError::Overloaded | DbError::Broken(_) => {
                Self::Retry(message)
            }
        }
    }
}
