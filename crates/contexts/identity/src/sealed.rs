//! Small secrets, sealed where they are kept: ChaCha20-Poly1305 under a key derived from the
//! program's own, tied to their person.

use chacha20poly1305::{
    ChaCha20Poly1305, Key, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use kernel::Entropy;
use web::csrf::sign;

const NONCE: usize = 12;

/// Whose secret, and what it is for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Of {
    pub(crate) purpose: &'static str,
    pub(crate) person: i64,
}

/// Seals a secret.
pub(crate) fn seal(secret: &[u8; 32], entropy: &Entropy, of: Of, plain: &[u8]) -> Vec<u8> {
    let nonce: [u8; NONCE] = entropy.bytes();
    let payload = Payload { msg: plain, aad: &of.person.to_be_bytes() };
    let sealed = cipher(secret, of).encrypt(&Nonce::from(nonce), payload).unwrap_or_default();
    [nonce.as_slice(), &sealed].concat()
}

/// Reads [`seal`] back; `None` when it was sealed for someone else or under another secret.
pub(crate) fn unseal(secret: &[u8; 32], of: Of, sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
    let payload = Payload { msg: sealed, aad: &of.person.to_be_bytes() };
    cipher(secret, of).decrypt(&Nonce::from(*nonce), payload).ok()
}

fn cipher(secret: &[u8; 32], of: Of) -> ChaCha20Poly1305 {
    ChaCha20Poly1305::new(&Key::from(sign(secret, of.purpose, &[])))
}
