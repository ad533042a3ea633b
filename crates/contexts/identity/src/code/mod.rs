//! Activation codes: twelve signs that are easy to read and to type, sealed where they are kept.

pub(crate) mod activation;
pub(crate) mod lift;
pub(crate) mod linking;
pub(crate) mod overview;
pub(crate) mod sheets;
pub(crate) mod store;

use kernel::Entropy;
use web::{csrf::sign, sealed};

/// Crockford's base 32: no I, L, O or U.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Sixty bits.
const LENGTH: usize = 12;
/// How long a code is good for.
pub(crate) const DAYS: i64 = 90;

/// A code, without spaces.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Code(String);

impl Code {
    /// A new code.
    pub(crate) fn fresh(entropy: &Entropy) -> Self {
        let bytes: [u8; LENGTH] = entropy.bytes();
        Self(bytes.iter().map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect())
    }

    /// Reads a code as people type it: capitals or not, with spaces or dashes, O for 0, I or L
    /// for 1.
    pub(crate) fn read(typed: &str) -> Option<Self> {
        let mut code = String::with_capacity(LENGTH);
        for typed in typed.chars().filter(|c| !is_between(*c)) {
            let sign = match typed.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                'U' => 'V',
                sign => sign,
            };
            if code.len() == LENGTH || !sign.is_ascii() || !SIGNS.contains(&(sign as u8)) {
                return None;
            }
            code.push(sign);
        }
        (code.len() == LENGTH).then_some(Self(code))
    }

    /// The code in groups of four, as it is printed.
    pub(crate) fn groups(&self) -> impl Iterator<Item = &str> {
        (0..LENGTH).step_by(4).map(|at| &self.0[at..at + 4])
    }

    /// The code as a form carries it.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// What it is found by.
    pub(crate) fn lookup(&self, secret: &[u8; 32]) -> [u8; 32] {
        sign(secret, "identity.code.lookup", self.0.as_bytes())
    }

    /// The code under a key derived from the program's secret, tied to its person.
    pub(crate) fn seal(&self, secret: &[u8; 32], entropy: &Entropy, person: i64) -> Vec<u8> {
        sealed::seal(secret, entropy, of(person), self.0.as_bytes())
    }

    /// Reads [`Code::seal`] back; `None` when it was sealed for someone else or under another
    /// secret.
    pub(crate) fn unseal(secret: &[u8; 32], person: i64, sealed: &[u8]) -> Option<Self> {
        let plain = sealed::unseal(secret, of(person), sealed)?;
        String::from_utf8(plain).ok().map(Self)
    }
}

const fn of(person: i64) -> sealed::Of {
    sealed::Of { purpose: "identity.code.key", person }
}

fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '–' | '—' | '‑' | '.' | '_' | '·')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = Code::read("K7QM4TXR0W1D").unwrap();
        for typed in ["k7qm-4txr-0w1d", " K7QM 4TXR OWID ", "k7qm4txrowld", "k7qm–4txr · owiD"] {
            assert!(Code::read(typed) == Some(code.clone()), "{typed}");
        }
        for wrong in ["", "K7QM4TXR0W1", "K7QM4TXR0W1DD", "K7QM4TXR0W1é", "K7QM4TXR0W1!"] {
            assert!(Code::read(wrong).is_none(), "{wrong}");
        }
        assert_eq!(code.groups().collect::<Vec<_>>(), ["K7QM", "4TXR", "0W1D"]);
    }

    #[test]
    fn a_sealed_code_opens_for_its_person_only() {
        let (secret, entropy) = ([7; 32], Entropy::seeded(1));
        let code = Code::fresh(&entropy);
        assert!(Code::read(code.as_str()).is_some());
        let sealed = code.seal(&secret, &entropy, 12);
        assert!(Code::unseal(&secret, 12, &sealed) == Some(code.clone()));
        assert!(Code::unseal(&secret, 13, &sealed).is_none());
        assert!(Code::unseal(&[8; 32], 12, &sealed).is_none());
        assert!(Code::unseal(&secret, 12, b"short").is_none());
        assert!(!sealed.windows(4).any(|part| part == &code.as_str().as_bytes()[..4]));
    }
}
