//! What can go wrong with a file.

use std::io;

/// Why a file was not kept or not given back.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// More bytes than allowed: the person's business.
    #[error("the file is too large")]
    TooLarge,
    /// The disk is full: nothing was kept.
    #[error("the disk is full")]
    Full,
    /// The disk or its permissions are broken: for the operator.
    #[error("the files cannot be reached: {0}")]
    Broken(String),
}

impl From<io::Error> for FileError {
    fn from(error: io::Error) -> Self {
        let error = match error.downcast::<Self>() {
            Ok(known) => return known,
            Err(error) => error,
        };
        match error.kind() {
            io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge => Self::Full,
            _ => Self::Broken(error.to_string()),
        }
    }
}
