//! The name of a content.

use std::{fmt, path::PathBuf};

/// The SHA-256 of a content, which is its only name here.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; 32]);

impl Hash {
    pub(crate) const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads 64 lower-case hexadecimal digits; anything else is `None`, so that no text can lead
    /// out of the folder.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Some(Self(bytes))
    }

    /// Where it is kept, below the folder: `ab/cd/abcd…`.
    pub(crate) fn path(&self) -> PathBuf {
        let text = self.to_string();
        [&text[..2], &text[2..4], &text].iter().collect()
    }
}

const fn digit(c: u8) -> Option<u8> {
    match c {
        b'0'..=b'9' => Some(c - b'0'),
        b'a'..=b'f' => Some(c - b'a' + 10),
        _ => None,
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&kernel::hex(&self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::Hash;

    #[test]
    fn only_its_own_text_is_a_hash() {
        let hash = Hash::new([0xA5; 32]);
        assert_eq!(Hash::parse(&hash.to_string()), Some(hash));
        let upper = hash.to_string().to_uppercase();
        for wrong in ["", "a5", &upper, "../../etc/passwd", &"é".repeat(32), &"g".repeat(64)] {
            assert_eq!(Hash::parse(wrong), None, "{wrong}");
        }
    }
}
