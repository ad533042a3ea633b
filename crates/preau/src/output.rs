//! What commands say. Results go to standard output, everything else to standard error.

use std::{fmt, io::Write};

/// Why a command stops: a sentence for the person who typed it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Stop(pub(crate) String);

impl Stop {
    /// A sentence and its cause.
    pub(crate) fn because(sentence: &str, cause: impl fmt::Display) -> Self {
        Self(format!("{sentence}: {cause}"))
    }
}

impl From<db::DbError> for Stop {
    fn from(error: db::DbError) -> Self {
        let sentence = match &error {
            db::DbError::Broken(db::Broken::InUse) => {
                "another program uses this data folder: stop it first (`preau doctor` works beside a running server)"
            }
            db::DbError::Full => "the disk is full: nothing was written",
            _ => return Self(error.to_string()),
        };
        Self(sentence.to_owned())
    }
}

/// Writes a line of the command's result. A closed pipe is not our business.
pub(crate) fn say(line: impl fmt::Display) {
    drop(writeln!(std::io::stdout().lock(), "{line}"));
}

/// Writes a line beside the result.
pub(crate) fn remark(line: impl fmt::Display) {
    drop(writeln!(std::io::stderr().lock(), "{line}"));
}
