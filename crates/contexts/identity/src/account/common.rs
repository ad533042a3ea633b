//! The passwords that others would try first.
//!
//! `data/common-passwords.txt` holds those of eight signs or more, folded and sorted: the union of
//! the lists of `django.contrib.auth` (BSD-3-Clause) and `@zxcvbn-ts/language-common` (MIT), with
//! those of French schools.

const LIST: &str = include_str!("../../data/common-passwords.txt");

/// Whether a folded password, without spaces, is one of them. The list is searched where it lies:
/// the middle of what is left is moved back to the beginning of its line.
pub(crate) fn is_common(folded: &str) -> bool {
    let (mut from, mut to) = (0, LIST.len());
    while from < to {
        let middle = usize::midpoint(from, to);
        let start = LIST[from..middle].rfind('\n').map_or(from, |at| from + at + 1);
        let end = LIST[start..].find('\n').map_or(LIST.len(), |at| start + at);
        match LIST[start..end].cmp(folded) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => from = end + 1,
            std::cmp::Ordering::Greater => to = start,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_line_is_found_and_nothing_between() {
        let lines: Vec<&str> = LIST.lines().collect();
        assert!(lines.len() > 20_000);
        assert!(lines.is_sorted() && lines.iter().all(|line| line.is_ascii()));
        for line in lines {
            assert!(is_common(line), "{line}");
            assert!(!is_common(&format!("{line}-")), "{line}");
        }
        for rare in ["", "\n", "zzzzzzzzzzzzzzzzz", "00000 ", "uncheval bleu"] {
            assert!(!is_common(rare), "{rare}");
        }
    }

    proptest! {
        #[test]
        fn the_search_says_what_reading_every_line_says(typed in "[0-9a-z\\PC]{0,12}") {
            prop_assert_eq!(is_common(&typed), LIST.lines().any(|line| line == typed));
        }
    }
}
