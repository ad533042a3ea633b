//! Texts as delivered, made comparable; names made pleasant to read.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Tidies a delivered text: Unicode NFC, no control character, spaces trimmed and single. The
/// case stays as delivered.
pub fn clean(text: &str) -> Cow<'_, str> {
    if is_tidy(text) {
        return Cow::Borrowed(text);
    }
    let normal: Cow<'_, str> =
        if is_nfc(text) { Cow::Borrowed(text) } else { text.nfc().collect::<String>().into() };
    let mut tidy = String::with_capacity(normal.len());
    for word in
        normal.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty())
    {
        if !tidy.is_empty() {
            tidy.push(' ');
        }
        tidy.push_str(word);
    }
    Cow::Owned(tidy)
}

fn is_tidy(text: &str) -> bool {
    let mut after_space = true;
    for byte in text.bytes() {
        let space = byte == b' ';
        if !byte.is_ascii() || byte.is_ascii_control() || (space && after_space) {
            return false;
        }
        after_space = space;
    }
    !after_space || text.is_empty()
}

/// Whether a text shows that its UTF-8 was encoded twice: `Ã©` where someone wrote `é`.
pub(super) fn is_twice_encoded(text: &str) -> bool {
    undone(text).is_some()
}

/// A text with one of its two encodings undone.
pub(super) fn encoded_once(text: String) -> String {
    undone(&text).unwrap_or(text)
}

fn undone(text: &str) -> Option<String> {
    if text.is_ascii() || !text.contains(['Ã', 'Â', 'Å']) {
        return None;
    }
    let (bytes, _, has_others) = WINDOWS_1252.encode(text);
    String::from_utf8(bytes.into_owned()).ok().filter(|_| !has_others)
}

/// How to show a name that a feed delivered ALL IN CAPITALS; any other name is left alone.
///
/// Each part between spaces, hyphens and apostrophes takes one capital: `DUPONT-MOREAU` is shown
/// Dupont-Moreau, `LE GOFF` Le Goff, `O'BRIEN` O'Brien. The particles `DE`, `DU`, `DES` and `D'`
/// are shown in lower case, and so are `LA` and `LES` after `DE`: `DE LA TOUR` is shown
/// de la Tour. Names of one letter stay.
pub fn display_name(name: &str) -> Cow<'_, str> {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 2 || name.chars().any(char::is_lowercase) {
        return Cow::Borrowed(name);
    }
    let mut shown = String::with_capacity(name.len());
    let mut previous = "";
    for part in name.split_inclusive([' ', '-', '\'', '’']) {
        let word = part.trim_end_matches([' ', '-', '\'', '’']);
        let elided = part.len() > word.len() && part.ends_with(['\'', '’']);
        let particle = match word {
            "DE" | "DU" | "DES" => part.ends_with(' '),
            "D" => elided,
            "LA" | "LES" => previous == "DE" && part.ends_with(' '),
            _ => false,
        };
        push_word(&mut shown, part, !particle);
        previous = word;
    }
    Cow::Owned(shown)
}

fn push_word(shown: &mut String, word: &str, capital: bool) {
    let mut chars = word.chars();
    if capital {
        shown.extend(chars.next());
    }
    shown.extend(chars.flat_map(char::to_lowercase));
}

#[cfg(test)]
mod tests {
    use super::{clean, display_name, is_twice_encoded};

    #[test]
    fn texts_are_tidied() {
        for (delivered, tidy) in [
            ("Dupont", "Dupont"),
            ("  LE   GOFF ", "LE GOFF"),
            ("E\u{301}lise", "Élise"),
            ("a\tb\r\nc\u{0}", "a b c"),
            ("N\u{a0}Guyen", "N Guyen"),
            (" ", ""),
            ("", ""),
        ] {
            assert_eq!(clean(delivered), tidy);
        }
    }

    #[test]
    fn accents_encoded_twice_are_seen() {
        for twice in ["ZoÃ©", "FranÃ§ois", "Ã‰lise", "BjÃ¶rn"] {
            assert!(is_twice_encoded(twice), "{twice}");
        }
        for once in ["Zoé", "João", "SÃO", "Âge", "Åsa", "Élise Ãé", "plain"] {
            assert!(!is_twice_encoded(once), "{once}");
        }
    }

    #[test]
    fn capitals_become_pleasant_to_read() {
        for (delivered, shown) in [
            ("DUPONT-MOREAU", "Dupont-Moreau"),
            ("DE LA TOUR", "de la Tour"),
            ("DU BELLAY", "du Bellay"),
            ("D'ORNANO", "d'Ornano"),
            ("D’ARC", "d’Arc"),
            ("L'HERMITE", "L'Hermite"),
            ("O'BRIEN", "O'Brien"),
            ("LE GOFF", "Le Goff"),
            ("LA FONTAINE", "La Fontaine"),
            ("ÉLISE-ŒUVRE", "Élise-Œuvre"),
            ("DUPONT DE LIGNE", "Dupont de Ligne"),
            ("DE", "De"),
            ("Mac Donald", "Mac Donald"),
            ("E", "E"),
            ("", ""),
        ] {
            assert_eq!(display_name(delivered), shown);
        }
    }
}
