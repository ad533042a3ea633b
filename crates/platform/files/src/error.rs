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
    /// The disk refuses to write, as one that became read-only does: nothing was kept.
    #[error("the disk refuses to write")]
    ReadOnly,
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
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            _ => Self::Broken(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_says_whether_it_is_full_or_refuses_to_write() {
        let of = |kind: io::ErrorKind| FileError::from(io::Error::from(kind));
        assert_eq!(of(io::ErrorKind::StorageFull), FileError::Full);
        assert_eq!(of(io::ErrorKind::ReadOnlyFilesystem), FileError::ReadOnly);
        assert!(matches!(of(io::ErrorKind::PermissionDenied), FileError::Broken(_)));
        let known = io::Error::other(FileError::TooLarge);
        assert_eq!(FileError::from(known), FileError::TooLarge);
    }
}
