//! How near a word of a text is to a typed one.

/// How near, the farthest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Near {
    /// Two letters wrong, missing, added or swapped.
    TwoMistakes,
    /// One letter.
    OneMistake,
    /// Another spelling of the same sound, or of its beginning.
    Sound,
    /// The typed word is the beginning of it.
    Start,
    /// The word itself.
    Same,
}

/// A typed word, ready to be compared with many.
#[derive(Clone, Debug)]
pub(crate) struct Typed {
    word: String,
    sound: String,
    letters: u32,
    mistakes: usize,
}

/// A beginning of fewer bytes is not looked for.
const SHORTEST_START: usize = 2;
/// Two sounds of fewer letters are alike too often.
const SHORTEST_SOUND: usize = 3;
/// The beginning of a sound has so many letters at least.
const SHORTEST_SOUND_START: usize = 4;

impl Typed {
    /// A folded word.
    pub(crate) fn new(word: &str) -> Self {
        let length = word.chars().count();
        let mistakes = match length {
            _ if word.bytes().any(|b| b.is_ascii_digit()) => 0,
            0..=3 => 0,
            4..=7 => 1,
            _ => 2,
        };
        Self { word: word.to_owned(), sound: sound(word), letters: letters(word), mistakes }
    }

    /// How near a folded word is; `None` when it is another word.
    pub(crate) fn near(&self, other: &str) -> Option<Near> {
        if other == self.word {
            return Some(Near::Same);
        }
        if self.word.len() >= SHORTEST_START && other.starts_with(&self.word) {
            return Some(Near::Start);
        }
        if self.sounds_like(other) {
            return Some(Near::Sound);
        }
        match self.mistakes_in(other)? {
            1 => Some(Near::OneMistake),
            _ => Some(Near::TwoMistakes),
        }
    }

    fn sounds_like(&self, other: &str) -> bool {
        if self.mistakes == 0 || self.sound.len() < SHORTEST_SOUND {
            return false;
        }
        if first_sound(other.as_bytes()) != first_sound(self.word.as_bytes()) {
            return false;
        }
        let sound = sound(other);
        sound == self.sound
            || (self.sound.len() >= SHORTEST_SOUND_START && sound.starts_with(&self.sound))
    }

    fn mistakes_in(&self, other: &str) -> Option<usize> {
        let far = (self.letters ^ letters(other)).count_ones() as usize > 2 * self.mistakes;
        if self.mistakes == 0 || far {
            return None;
        }
        distance(self.word.as_bytes(), other.as_bytes(), self.mistakes)
    }
}

/// Which of the 26 letters a word has, one bit each.
fn letters(word: &str) -> u32 {
    word.bytes().filter(u8::is_ascii_lowercase).fold(0, |bits, b| bits | 1 << (b - b'a'))
}

/// No word is longer, in bytes.
pub(crate) const LONGEST: usize = 24;

/// How many letters differ, neighbours swapped being one; `None` above `most`. Letters of other
/// alphabets count for each of their bytes.
fn distance(a: &[u8], b: &[u8], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most || a.len() > LONGEST || b.len() > LONGEST {
        return None;
    }
    let mut rows = [[0; LONGEST + 1]; 3];
    for (at, cell) in rows[0].iter_mut().enumerate() {
        *cell = at;
    }
    for i in 1..=a.len() {
        let (now, before, earlier) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        rows[now][0] = i;
        let mut least = i;
        for j in 1..=b.len() {
            let differs = usize::from(a[i - 1] != b[j - 1]);
            let mut cost =
                (rows[before][j - 1] + differs).min(rows[before][j] + 1).min(rows[now][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cost = cost.min(rows[earlier][j - 2] + 1);
            }
            rows[now][j] = cost;
            least = least.min(cost);
        }
        if least > most {
            return None;
        }
    }
    Some(rows[a.len() % 3][b.len()]).filter(|found| *found <= most)
}

/// A French word as it is heard, roughly: « Pythagore » and « pitagor » are both `pitagor`.
/// Nothing for a word of another alphabet.
pub(crate) fn sound(word: &str) -> String {
    if !word.is_ascii() {
        return String::new();
    }
    let word = word.as_bytes();
    let mut heard: Vec<u8> = Vec::with_capacity(word.len());
    let mut at = 0;
    while at < word.len() {
        let (letter, length) = heard_at(&word[at..]);
        at += length;
        if let Some(letter) = letter
            && heard.last() != Some(&letter)
        {
            heard.push(letter);
        }
    }
    while heard.len() > SHORTEST_SOUND
        && heard.last().is_some_and(|last| matches!(last, b'e' | b's' | b't' | b'd' | b'x'))
    {
        heard.pop();
    }
    String::from_utf8_lossy(&heard).into_owned()
}

/// The first sound of a word, for a quick no.
fn first_sound(word: &[u8]) -> Option<u8> {
    match heard_at(word) {
        (None, length) if length < word.len() => heard_at(&word[length..]).0,
        (letter, _) => letter,
    }
}

/// What is heard at the beginning of some letters, and how many letters that takes.
fn heard_at(word: &[u8]) -> (Option<u8>, usize) {
    let is_soft = |at: usize| word.get(at).is_some_and(|b| matches!(b, b'e' | b'i' | b'y'));
    match word {
        [b'p', b'h', ..] => (Some(b'f'), 2),
        [b'c', b'h', ..] => (Some(b'C'), 2),
        [b'q', b'u', ..] | [b'c', b'k', ..] => (Some(b'k'), 2),
        [b's', b'c', ..] if is_soft(2) => (Some(b's'), 2),
        [b'c', ..] if is_soft(1) => (Some(b's'), 1),
        [b'c' | b'k' | b'q', ..] => (Some(b'k'), 1),
        [b'g', b'u', ..] if is_soft(2) => (Some(b'g'), 2),
        [b'g', b'e', b'a' | b'o', ..] => (Some(b'j'), 2),
        [b'g', ..] if is_soft(1) => (Some(b'j'), 1),
        [b'e', b'a', b'u', ..] => (Some(b'o'), 3),
        [b'a', b'u', ..] => (Some(b'o'), 2),
        [b'a' | b'e', b'i', ..] | [b'o', b'e', ..] => (Some(b'e'), 2),
        [b'h', ..] => (None, 1),
        [b'y', ..] => (Some(b'i'), 1),
        [b'z', ..] => (Some(b's'), 1),
        [b'w', ..] => (Some(b'v'), 1),
        [letter, ..] => (Some(*letter), 1),
        [] => (None, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn near(typed: &str, word: &str) -> Option<Near> {
        Typed::new(typed).near(word)
    }

    #[test]
    fn a_word_is_found_as_people_type_it() {
        for (typed, word, how) in [
            ("pythagore", "pythagore", Near::Same),
            ("pythagor", "pythagore", Near::Start),
            ("theoreme", "theoremes", Near::Start),
            ("pitagore", "pythagore", Near::Sound),
            ("kerous", "querous", Near::Sound),
            ("filosophie", "philosophie", Near::Sound),
            ("moro", "moreau", Near::Sound),
            ("theorme", "theoreme", Near::OneMistake),
            ("geomtrei", "geometrie", Near::TwoMistakes),
            ("moerau", "moreau", Near::OneMistake),
        ] {
            assert_eq!(near(typed, word), Some(how), "{typed} {word}");
        }
    }

    #[test]
    fn another_word_is_not_taken_for_it() {
        for (typed, word) in [
            ("mer", "ver"),
            ("1789", "1788"),
            ("chat", "rat"),
            ("lune", "terre"),
            ("geometrie", "grammaire"),
            ("a", "avion"),
            ("moreau", "marceau"),
        ] {
            assert_eq!(near(typed, word), None, "{typed} {word}");
        }
    }

    #[test]
    fn mistakes_are_counted() {
        assert_eq!(distance(b"abc", b"acb", 2), Some(1));
        assert_eq!(distance(b"abcd", b"abd", 2), Some(1));
        assert_eq!(distance(b"abcd", b"wxyz", 2), None);
        assert_eq!(distance(b"", b"ab", 2), Some(2));
    }

    proptest! {
        #[test]
        fn a_mistake_in_a_word_of_four_letters_is_forgiven(
            word in "[a-z]{4,20}", at in 0..20_usize, letter in "[a-z]",
        ) {
            let mut wrong = word.clone();
            let at = at % word.len();
            wrong.replace_range(at..=at, &letter);
            prop_assert!(near(&wrong, &word).is_some());
        }

        #[test]
        fn any_text_can_be_compared(typed in "\\PC{0,30}", word in "\\PC{0,30}") {
            near(&typed, &word);
            prop_assert!(sound(&word).len() <= word.len());
        }

        #[test]
        fn nearness_of_a_word_to_itself(word in "[a-z0-9]{1,24}") {
            prop_assert_eq!(near(&word, &word), Some(Near::Same));
        }
    }
}
