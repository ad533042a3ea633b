//! What can go wrong below the domain.
//!
//! Triage: a [`DbError::Taken`] is the domain's business (a double submit, a name already used);
//! [`DbError::Missing`] usually means "not found"; everything else is for the operator, and the
//! person reads that nothing was saved.

use std::fmt;

/// An error of the database, the same for both.
#[derive(Clone, Debug, thiserror::Error)]
pub enum DbError {
    /// A unique value is already there; the name of the constraint or of its columns.
    #[error("already there: {0}")]
    Taken(String),
    /// A reference to a row that does not exist, or a row that is still referred to.
    #[error("a referenced row is missing or still in use: {0}")]
    Reference(String),
    /// A value that a CHECK or NOT NULL refuses.
    #[error("a value is refused: {0}")]
    Refused(String),
    /// `query_one` found no row.
    #[error("no such row")]
    Missing,
    /// Two transactions met; the closure was run again several times without success.
    #[error("too many people change this at the same moment")]
    Conflict,
    /// The disk is full: nothing was written.
    #[error("the disk is full")]
    Full,
    /// Too much work waits already.
    #[error("too much work is waiting")]
    Overloaded,
    /// A column does not hold what the code reads from it.
    #[error("column {column}: {message}")]
    Column {
        /// Its place in the row, from 0.
        column: usize,
        /// What was found.
        message: String,
    },
    /// The database or the code that uses it is broken.
    #[error(transparent)]
    Broken(Broken),
}

/// What only an operator or a developer can mend.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Broken {
    /// The handle is closed or its thread is gone.
    #[error("the database is closed")]
    Closed,
    /// The server cannot be reached.
    #[error("the database cannot be reached: {0}")]
    Unreachable(String),
    /// The connection was lost while committing: nobody knows whether the write is there.
    #[error("the connection was lost during the commit")]
    UnknownOutcome,
    /// Another process has this SQLite file open for writing.
    #[error("another program uses this data folder")]
    InUse,
    /// The file system refuses to write.
    #[error("the disk refuses to write: {0}")]
    ReadOnly(String),
    /// Migrations on disk and in the program disagree.
    #[error("{0}")]
    Migration(String),
    /// A closure panicked; its work was undone.
    #[error("the work was undone after a programming error")]
    Panicked,
    /// A statement is wrong, or an error without a name of its own.
    #[error("{0}")]
    Statement(String),
}

impl DbError {
    /// Wraps a message that only a developer can act on.
    pub fn statement(message: impl fmt::Display) -> Self {
        Self::Broken(Broken::Statement(message.to_string()))
    }

    /// Whether running the same closure again may succeed.
    pub(crate) const fn is_conflict(&self) -> bool {
        matches!(self, Self::Conflict)
    }

    /// Whether the connection is no longer usable.
    pub(crate) const fn is_disconnection(&self) -> bool {
        matches!(self, Self::Broken(Broken::Unreachable(_)))
    }

    /// Whether a whole group of writes must be given up.
    pub(crate) const fn dooms_the_group(&self) -> bool {
        matches!(
            self,
            Self::Full
                | Self::Broken(Broken::ReadOnly(_) | Broken::Unreachable(_) | Broken::Closed)
        )
    }
}

impl From<rusqlite::Error> for DbError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let rusqlite::Error::SqliteFailure(failure, message) = &error else {
            return match error {
                rusqlite::Error::QueryReturnedNoRows => Self::Missing,
                other => Self::statement(other),
            };
        };
        let text = message.clone().unwrap_or_else(|| failure.to_string());
        match failure.code {
            Code::DiskFull => Self::Full,
            Code::ReadOnly | Code::CannotOpen | Code::PermissionDenied => {
                Self::Broken(Broken::ReadOnly(text))
            }
            Code::SystemIoFailure if is_write(failure.extended_code) => {
                Self::Broken(Broken::ReadOnly(text))
            }
            Code::SystemIoFailure | Code::DatabaseCorrupt | Code::NotADatabase => {
                Self::Broken(Broken::Unreachable(text))
            }
            Code::DatabaseBusy | Code::DatabaseLocked => Self::Conflict,
            Code::ConstraintViolation => constraint(failure.extended_code, text),
            _ => Self::statement(text),
        }
    }
}

/// Whether an input/output error is the disk refusing to write. A full disk is not always told as
/// such: SQLite knows it from a write, not from a flush, a truncation or a quota.
const fn is_write(extended: i32) -> bool {
    use rusqlite::ffi;
    matches!(
        extended,
        ffi::SQLITE_IOERR_WRITE
            | ffi::SQLITE_IOERR_FSYNC
            | ffi::SQLITE_IOERR_DIR_FSYNC
            | ffi::SQLITE_IOERR_TRUNCATE
            | ffi::SQLITE_IOERR_SHMSIZE
            | ffi::SQLITE_IOERR_SHMOPEN
    )
}

fn constraint(extended: i32, text: String) -> DbError {
    use rusqlite::ffi;
    match extended {
        ffi::SQLITE_CONSTRAINT_UNIQUE
        | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
        | ffi::SQLITE_CONSTRAINT_ROWID => DbError::Taken(text),
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => DbError::Reference(text),
        _ => DbError::Refused(text),
    }
}

impl From<postgres::Error> for DbError {
    fn from(error: postgres::Error) -> Self {
        let Some(db) = error.as_db_error() else {
            let lost = error.is_closed()
                || std::error::Error::source(&error)
                    .is_some_and(<dyn std::error::Error>::is::<std::io::Error>);
            return if lost {
                Self::Broken(Broken::Unreachable(error.to_string()))
            } else {
                Self::statement(Whole(&error))
            };
        };
        let name = || db.constraint().unwrap_or(db.message()).to_owned();
        match db.code().code() {
            "23505" => Self::Taken(name()),
            "23503" | "23001" => Self::Reference(name()),
            "23502" | "23514" | "22001" | "22003" | "22021" => {
                Self::Refused(db.message().to_owned())
            }
            "40001" | "40P01" | "55P03" => Self::Conflict,
            "53100" => Self::Full,
            "25006" => Self::Broken(Broken::ReadOnly(db.message().to_owned())),
            "25P03" | "57P01" | "57P02" | "57P03" | "57P05" | "08000" | "08003" | "08006"
            | "53300" => Self::Broken(Broken::Unreachable(db.message().to_owned())),
            code => Self::statement(format_args!("{code}: {}", db.message())),
        }
    }
}

/// An error with its causes, on one line.
struct Whole<'e>(&'e dyn std::error::Error);

impl fmt::Display for Whole<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        let mut cause = self.0.source();
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}
