//! A person's own calendar reads their days at a secret address, which they open, change and close.
//! No cookie is needed; what may be seen is worked out anew each time it is read.

pub(crate) mod pages;
pub(crate) mod store;
mod write;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// What an address ends with.
const SUFFIX: &str = ".ics";
/// The length of a secret, in characters.
const LENGTH: usize = 32;

/// The secret of an address: it cannot be worked out from the database alone.
pub(crate) fn secret(program: &[u8; 32], person: i64, nonce: &str) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(program) else { return String::new() };
    mac.update(format!("courses.agenda {person} {nonce}").as_bytes());
    kernel::hex(&mac.finalize().into_bytes()[..LENGTH / 2])
}

/// What is stored of a secret.
pub(crate) fn digest(secret: &str) -> String {
    kernel::hex(&Sha256::digest(secret.as_bytes()))
}

/// The secret that a path ends with, when it looks like one.
pub(crate) fn from_path(last: &str) -> Option<&str> {
    let secret = last.strip_suffix(SUFFIX)?;
    let is_one = secret.len() == LENGTH && secret.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_one.then_some(secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_of_one_person_one_address_and_one_program() {
        let one = secret(&[7; 32], 1, "a");
        assert_eq!(from_path(&format!("{one}.ics")), Some(one.as_str()));
        for other in [secret(&[8; 32], 1, "a"), secret(&[7; 32], 2, "a"), secret(&[7; 32], 1, "b")]
        {
            assert_ne!(one, other);
        }
        assert_ne!(digest(&one), one);
        for wrong in ["", ".ics", &one, "../etc.ics", &format!("{one}0.ics")] {
            assert_eq!(from_path(wrong), None, "{wrong}");
        }
    }
}
