//! The national number of a school.

use std::fmt;

use serde::{Deserialize, Serialize};

const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPRSTUVWXYZ";

/// An UAI: seven digits and a check letter, `0860002K`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Uai([u8; 8]);

impl Uai {
    /// Reads an UAI, spaces around and lower case accepted; `None` when its shape or its check
    /// letter is wrong.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 8] = text.trim().as_bytes().try_into().ok()?;
        let uai = bytes.map(|byte| byte.to_ascii_uppercase());
        let (digits, letter) = uai.split_at(7);
        if !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let number = digits.iter().fold(0_usize, |n, digit| n * 10 + usize::from(digit - b'0'));
        (LETTERS[number % LETTERS.len()] == letter[0]).then_some(Self(uai))
    }

    /// The UAI whose seven digits are given, with its check letter.
    pub fn from_number(number: u32) -> Option<Self> {
        if number > 9_999_999 {
            return None;
        }
        let letter = char::from(LETTERS[usize::try_from(number).ok()? % LETTERS.len()]);
        Self::parse(&format!("{number:07}{letter}"))
    }

    /// The eight characters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl From<Uai> for String {
    fn from(uai: Uai) -> Self {
        uai.to_string()
    }
}

impl TryFrom<String> for Uai {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("{text:?} is not a school number (UAI)"))
    }
}

impl fmt::Display for Uai {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Uai {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Uai;

    #[test]
    fn the_check_letter_is_verified() {
        for (number, known) in [
            (860_002, "0860002K"),
            (860_014, "0860014Y"),
            (860_015, "0860015Z"),
            (860_016, "0860016A"),
        ] {
            assert_eq!(Uai::parse(known), Uai::from_number(number), "{known}");
            assert_eq!(Uai::parse(known).map(|uai| uai.to_string()).as_deref(), Some(known));
        }
        assert_eq!(
            Uai::parse(" 0860002k ").map(|uai| uai.to_string()).as_deref(),
            Some("0860002K")
        );
        for wrong in ["0860002A", "086002K", "0860002", "O860002K", "", "0860002KK", "08600é2"] {
            assert_eq!(Uai::parse(wrong), None, "{wrong}");
        }
        assert_eq!(Uai::from_number(10_000_000), None);
    }
}
