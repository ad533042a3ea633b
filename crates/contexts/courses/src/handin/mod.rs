//! What a pupil hands in, and what is answered.

pub(crate) mod album;
pub(crate) mod opened;
pub(crate) mod pages;
pub(crate) mod store;
pub(crate) mod submit;
pub(crate) mod views;

use kernel::Instant;

/// The longest text of a hand-in, in characters of HTML.
pub(crate) const TEXT_MAX: usize = 60_000;
/// The longest answer, in characters of HTML.
pub(crate) const ANSWER_MAX: usize = 30_000;
/// The longest word for one pupil alone, in characters.
pub(crate) const WORD_MAX: usize = 2_000;

/// Where a hand-in stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// Handed in, waiting to be read.
    Handed,
    /// Answered, not shown yet.
    Answered,
    /// Answered, and the answer shown.
    Published,
}

impl State {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Handed => "handed",
            Self::Answered => "answered",
            Self::Published => "published",
        }
    }

    pub(crate) fn from_code(code: &str) -> Self {
        match code {
            "answered" => Self::Answered,
            "published" => Self::Published,
            _ => Self::Handed,
        }
    }
}

/// A hand-in as it is stored.
#[derive(Clone, Debug)]
pub(crate) struct Handin {
    pub(crate) id: i64,
    pub(crate) work: i64,
    /// The pupil it is kept under: alone with it, or one of those who handed in together.
    pub(crate) pupil: i64,
    pub(crate) teaching: i64,
    pub(crate) text_html: String,
    pub(crate) state: State,
    pub(crate) handed_at: Instant,
    pub(crate) late: bool,
    pub(crate) revision: i64,
    pub(crate) answer_html: String,
    pub(crate) answered_by: Option<i64>,
    /// The mark with its scale, such as `15.5/20` or `B+`; mostly empty.
    pub(crate) mark: String,
    /// Answered, and to be handed in again.
    pub(crate) is_asked_again: bool,
    /// Which pupil of a group handed in.
    pub(crate) by: Option<i64>,
}

impl Handin {
    /// Whether its pupil may hand in again: until it is read, or when asked to.
    pub(crate) fn is_open(&self) -> bool {
        self.state == State::Handed || self.is_asked_again
    }
}

/// What a pupil and their guardians are told: an answer counts once it is shown.
pub(crate) fn said_state(handin: &Handin) -> today::api::State {
    use today::api::State as Said;
    match (handin.state, handin.late) {
        _ if handin.is_asked_again => Said::ToHandIn,
        (State::Published, _) => Said::Answered,
        (_, true) => Said::HandedInLate,
        (_, false) => Said::HandedIn,
    }
}
