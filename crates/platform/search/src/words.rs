//! The words of a text, as they are kept and looked for.

use std::collections::BTreeMap;

use kernel::fold;

use crate::near::LONGEST;

/// Words that are in every text, and say nothing of it.
const EVERYWHERE: [&str; 48] = [
    "and", "au", "aux", "avec", "ce", "ces", "dans", "de", "des", "du", "elle", "en", "est", "et",
    "for", "il", "ils", "in", "la", "le", "les", "leur", "leurs", "mais", "ne", "of", "on", "ou",
    "par", "pas", "pour", "qu", "que", "qui", "sa", "se", "ses", "son", "sont", "sur", "the", "to",
    "un", "une", "vos", "votre", "vous", "with",
];

/// The words of one thing, each with whether it is in its title.
pub(crate) type Words = BTreeMap<String, bool>;

/// Different words kept of one thing.
const KEPT: usize = 400;

/// The words by which a thing is found: each once, without those that say nothing.
pub(crate) fn words_of(title: &str, text: &str) -> Words {
    let mut words = Words::new();
    for (part, is_title) in [(title, true), (text, false)] {
        for word in fold(part).split(' ').filter(|word| says_something(word)).map(cut) {
            if words.len() >= KEPT {
                return words;
            }
            words.entry(word.to_owned()).or_insert(is_title);
        }
    }
    words
}

/// Whether a folded word is worth looking for: not a letter alone, not a word of every text.
pub(crate) fn says_something(word: &str) -> bool {
    let is_letter = word.len() == 1 && !word.bytes().all(|b| b.is_ascii_digit());
    !word.is_empty() && !is_letter && EVERYWHERE.binary_search(&word).is_err()
}

/// The beginning of a word that is too long.
pub(crate) fn cut(word: &str) -> &str {
    if word.len() <= LONGEST {
        return word;
    }
    let mut end = LONGEST;
    while !word.is_char_boundary(end) {
        end -= 1;
    }
    &word[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_lesson() {
        let words = words_of("L’été de l’œuvre", "L’été, le théorème n° 3 : l’Été !");
        let found: Vec<_> = words.iter().map(|(word, title)| (word.as_str(), *title)).collect();
        assert_eq!(found, [("3", false), ("ete", true), ("oeuvre", true), ("theoreme", false)]);
    }

    #[test]
    fn words_that_say_nothing_are_in_order_to_be_looked_up() {
        assert!(EVERYWHERE.is_sorted());
        assert!(!says_something("les") && !says_something("l") && !says_something(""));
        assert!(says_something("3") && says_something("ile"));
    }

    #[test]
    fn what_is_kept_has_a_limit() {
        let long: String = (0..1_000).map(|n| format!("mot{n} ")).collect();
        assert_eq!(words_of("", &long).len(), KEPT);
        let word = words_of(&"é".repeat(40), "").into_keys().next().unwrap();
        assert_eq!(word, "e".repeat(LONGEST));
        assert!(words_of(&"ж".repeat(40), "").into_keys().next().unwrap().len() <= LONGEST);
    }
}
