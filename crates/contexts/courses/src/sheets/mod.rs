//! There and back on paper: a sheet with a code for each pupil, and a pile of photos that files
//! itself. A code holds a random token: nothing about the child, nothing to guess.

pub(crate) mod pages;
mod pile;
mod print;
mod reading;
pub(crate) mod store;
mod views;

/// What a code begins with, so that no other square on a page is taken for one.
const PREFIX: &str = "PREAU-";

/// What the code of a sheet holds.
fn holds(token: &str) -> String {
    format!("{PREFIX}{}", token.to_uppercase())
}

/// The token of what a code holds, when it is one of ours.
fn token(held: &str) -> Option<String> {
    let token = held.strip_prefix(PREFIX)?;
    let is_token = token.len() == 32 && token.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_token.then(|| token.to_lowercase())
}

/// Why a page is put aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// No code was found on it.
    Unread,
    /// Its code is not one of this work.
    Other,
    /// What its pupil handed in is answered already.
    Answered,
}

impl Why {
    const fn code(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Other => "other",
            Self::Answered => "answered",
        }
    }

    fn from_code(code: &str) -> Self {
        match code {
            "other" => Self::Other,
            "answered" => Self::Answered,
            _ => Self::Unread,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_back_and_another_is_not_taken_for_one() {
        let mine = "0123456789abcdef0123456789abcdef";
        assert_eq!(token(&holds(mine)).as_deref(), Some(mine));
        for other in
            [mine, "https://exemple.invalid", "PREAU-", "PREAU-é23456789abcdef0123456789abcdef", ""]
        {
            assert_eq!(token(other), None, "{other}");
        }
    }
}
