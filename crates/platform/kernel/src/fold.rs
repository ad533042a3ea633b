//! Folded text: what search and sort compare, the same on every database.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Folds a text for search and sort: compatibility decomposition, marks stripped, lower case,
/// ligatures opened, every run of anything but letters and digits made one space.
///
/// ```
/// assert_eq!(kernel::fold("  Élise  D’Œuvre-Noël "), "elise d oeuvre noel");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut pending_space = false;
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        let opened = match c {
            'œ' => "oe",
            'æ' => "ae",
            'ß' => "ss",
            'ø' => "o",
            'đ' => "d",
            'ł' => "l",
            c if c.is_alphanumeric() => {
                push_after_space(&mut folded, &mut pending_space);
                folded.push(c);
                continue;
            }
            _ => {
                pending_space = true;
                continue;
            }
        };
        push_after_space(&mut folded, &mut pending_space);
        folded.push_str(opened);
    }
    folded
}

fn push_after_space(folded: &mut String, pending: &mut bool) {
    if *pending && !folded.is_empty() {
        folded.push(' ');
    }
    *pending = false;
}

#[cfg(test)]
mod tests {
    use super::fold;
    use proptest::prelude::*;

    #[test]
    fn accents_ligatures_and_punctuation_do_not_count() {
        assert_eq!(fold("LÉA-Rose N’GUYỄN"), "lea rose n guyen");
        assert_eq!(fold("Œuvre ß"), "oeuvre ss");
        assert_eq!(fold("…"), "");
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
