//! What went wrong, in words for people and a code for programs.
//!
//! Triage: a context maps its own domain errors to problems in one place; a [`DbError`] becomes
//! one here. What the person typed is kept by the page they come from, and the sentence says so.

use db::{Broken, DbError};
use kernel::Lang;

use crate::t;

/// A problem to show (RFC 9457 when a program asks).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The HTTP status.
    pub status: u16,
    /// A stable code for programs.
    pub code: &'static str,
    /// What to say, when the code's own sentence is not enough.
    pub detail: Option<String>,
}

impl Problem {
    /// A problem with the sentence of its code.
    pub const fn new(status: u16, code: &'static str) -> Self {
        Self { status, code, detail: None }
    }

    /// A refusal with its own sentence, already in the person's language.
    pub fn refused(code: &'static str, sentence: impl Into<String>) -> Self {
        Self { status: 422, code, detail: Some(sentence.into()) }
    }

    /// Something changed meanwhile; the sentence says what and what was kept.
    pub fn conflict(code: &'static str, sentence: impl Into<String>) -> Self {
        Self { status: 409, code, detail: Some(sentence.into()) }
    }

    /// No such page, or not for this person: the same answer, on purpose.
    pub const fn not_found() -> Self {
        Self::new(404, "not-found")
    }

    /// The page exists for other roles.
    pub const fn forbidden() -> Self {
        Self::new(403, "forbidden")
    }

    /// Nobody is signed in: the answer leads to the sign-in page.
    pub const fn signed_out() -> Self {
        Self::new(401, "signed-out")
    }

    /// The form did not come from one of our pages, or the session it was made for is over.
    pub const fn stale_form() -> Self {
        Self::new(403, "stale-form")
    }

    /// The body is larger than the form accepts.
    pub const fn too_large() -> Self {
        Self::new(413, "too-large")
    }

    /// The form holds more files than it accepts at once.
    pub const fn too_many_files() -> Self {
        Self::new(413, "too-many-files")
    }

    /// The request makes no sense.
    pub const fn malformed() -> Self {
        Self::new(400, "malformed")
    }

    /// Too many tries.
    pub const fn too_many() -> Self {
        Self::new(429, "too-many")
    }

    /// The title and the sentence, in a language.
    pub fn words(&self, lang: Lang) -> (&'static str, String) {
        let (title, sentence) = match self.code {
            "not-found" => (t::problem_not_found_title(lang), t::problem_not_found(lang)),
            "forbidden" => (t::problem_forbidden_title(lang), t::problem_forbidden(lang)),
            "signed-out" => (t::problem_signed_out_title(lang), t::problem_signed_out(lang)),
            "stale-form" => (t::problem_stale_form_title(lang), t::problem_stale_form(lang)),
            "too-large" => (t::problem_too_large_title(lang), t::problem_too_large(lang)),
            "too-many-files" => {
                (t::problem_too_many_files_title(lang), t::problem_too_many_files(lang))
            }
            "malformed" => (t::problem_malformed_title(lang), t::problem_malformed(lang)),
            "too-many" => (t::problem_too_many_title(lang), t::problem_too_many(lang)),
            "disk-full" => (t::problem_disk_full_title(lang), t::problem_disk_full(lang)),
            "crowded" => (t::problem_crowded_title(lang), t::problem_crowded(lang)),
            "waiting" => (t::waiting_title(lang), t::waiting_kept(lang)),
            "disk-refuses" => (t::problem_disk_full_title(lang), t::problem_disk_refuses(lang)),
            "busy" => (t::problem_busy_title(lang), t::problem_busy(lang)),
            "unknown-outcome" => {
                (t::problem_unknown_outcome_title(lang), t::problem_unknown_outcome(lang))
            }
            "internal" => (t::problem_internal_title(lang), t::problem_internal(lang)),
            _ => (t::problem_refused_title(lang), t::problem_internal(lang)),
        };
        (title, self.detail.clone().unwrap_or_else(|| sentence.to_owned()))
    }
}

impl From<DbError> for Problem {
    fn from(error: DbError) -> Self {
        match &error {
            DbError::Missing => Self::not_found(),
            DbError::Full => Self::new(507, "disk-full"),
            DbError::Conflict | DbError::Overloaded => Self::new(503, "busy"),
            DbError::Broken(Broken::UnknownOutcome) => Self::new(503, "unknown-outcome"),
            DbError::Broken(Broken::Unreachable(_) | Broken::Closed) => {
                tracing::error!(%error, "the database does not answer");
                Self::new(503, "busy")
            }
            DbError::Broken(Broken::ReadOnly(_)) => {
                tracing::error!(%error, "the disk refuses to write");
                Self::new(507, "disk-refuses")
            }
            _ => {
                tracing::error!(%error, "a statement failed");
                Self::new(500, "internal")
            }
        }
    }
}
