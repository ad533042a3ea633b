//! Small secrets, sealed where they are kept or shown: ChaCha20-Poly1305 under a key derived from the
//! program's own, tied to their person.

use chacha20poly1305::{
    ChaCha20Poly1305, Key, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use kernel::Entropy;

use crate::csrf::sign;

const NONCE: usize = 12;

/// Whose secret, and what it is for.
#[derive(Clone, Copy, Debug)]
pub struct Of {
    /// What it is for: another purpose opens nothing of it.
    pub purpose: &'static str,
    /// Whose it is.
    pub person: i64,
}

/// Seals a secret.
pub fn seal(secret: &[u8; 32], entropy: &Entropy, of: Of, plain: &[u8]) -> Vec<u8> {
    let nonce: [u8; NONCE] = entropy.bytes();
    let payload = Payload { msg: plain, aad: &of.person.to_be_bytes() };
    let sealed = cipher(secret, of).encrypt(&Nonce::from(nonce), payload).unwrap_or_default();
    [nonce.as_slice(), &sealed].concat()
}

/// Reads [`seal`] back; `None` when it was sealed for someone else or under another secret.
pub fn unseal(secret: &[u8; 32], of: Of, sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
    let payload = Payload { msg: sealed, aad: &of.person.to_be_bytes() };
    cipher(secret, of).decrypt(&Nonce::from(*nonce), payload).ok()
}

fn cipher(secret: &[u8; 32], of: Of) -> ChaCha20Poly1305 {
    ChaCha20Poly1305::new(&Key::from(sign(secret, of.purpose, &[])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_opens_for_its_person_and_its_purpose_alone() {
        let (secret, of) = ([7; 32], Of { purpose: "test.one", person: 1 });
        let sealed = seal(&secret, &Entropy::seeded(1), of, b"Lina");
        assert_eq!(unseal(&secret, of, &sealed).as_deref(), Some(b"Lina".as_slice()));
        let others = [
            (secret, Of { person: 2, ..of }),
            (secret, Of { purpose: "test.two", ..of }),
            ([8; 32], of),
        ];
        for (secret, of) in others {
            assert_eq!(unseal(&secret, of, &sealed), None);
        }
        assert_eq!(unseal(&secret, of, b"short"), None);
    }
}
