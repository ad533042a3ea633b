//! Randomness is an argument, so that a test can hold it still.

use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

/// Where random bytes come from: the operating system, or a seed in tests and demonstrations.
#[derive(Clone, Debug)]
pub enum Entropy {
    /// The operating system's generator.
    System,
    /// A reproducible stream: SHA-256 of the seed and a counter.
    Seeded(Arc<Mutex<(u64, u64)>>),
}

impl Entropy {
    /// A reproducible stream for tests and demonstrations, never for a real territory.
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded(Arc::new(Mutex::new((seed, 0))))
    }

    /// `N` fresh random bytes.
    ///
    /// # Panics
    /// When the operating system has no randomness to give: nothing secret can be made then.
    #[expect(clippy::disallowed_methods, reason = "this is where randomness comes from")]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match self {
            Self::System => {
                if let Err(error) = getrandom::fill(&mut bytes) {
                    panic!("the operating system gives no randomness: {error}");
                }
            }
            Self::Seeded(state) => {
                let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
                for chunk in bytes.chunks_mut(32) {
                    let mut hash = Sha256::new();
                    hash.update(state.0.to_be_bytes());
                    hash.update(state.1.to_be_bytes());
                    state.1 += 1;
                    chunk.copy_from_slice(&hash.finalize()[..chunk.len()]);
                }
            }
        }
        bytes
    }

    /// An unguessable reference of 128 bits, as 32 hexadecimal digits.
    pub fn token(&self) -> String {
        hex(&self.bytes::<16>())
    }
}

/// Lower-case hexadecimal digits of some bytes.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|b| [DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]])
        .map(char::from)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Entropy, hex};

    #[test]
    fn a_seed_gives_the_same_stream_twice_and_never_the_same_value() {
        let (a, b) = (Entropy::seeded(7), Entropy::seeded(7));
        assert_eq!(a.token(), b.token());
        assert_ne!(a.token(), a.token());
        assert_eq!(hex(&[0, 255, 16]), "00ff10");
    }
}
