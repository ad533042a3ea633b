//! Accounts: a login, a password, a language.

mod common;
mod login;
pub(crate) mod pages;
pub(crate) mod password;
pub(crate) mod proof;
pub(crate) mod store;

use db::{DbError, Tx};
use kernel::{Role, Tie};

pub(crate) use login::{canonical, new_login};

/// The login to come in with instead, for someone whose account was joined to another of theirs.
pub(crate) fn joined_login(tx: &mut Tx, person: i64) -> Result<Option<String>, DbError> {
    let root = directory::api::root(tx, person)?;
    if root == person { Ok(None) } else { store::login_of(tx, root) }
}

/// Whether a person works for a school or for the territory: their password is longer.
pub(crate) fn is_staff(ties: &[Tie]) -> bool {
    let outside = [Role::Itself, Role::Pupil, Role::Guardian];
    ties.iter().any(|tie| !outside.contains(&tie.role))
}
