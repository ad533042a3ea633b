//! Which course an event seems to be about, by the words of its calendar.

use std::collections::BTreeSet;

use kernel::fold;

use crate::{calendar::Event, course::Course};

/// Words that are in every subject.
const SMALL: [&str; 10] = ["a", "au", "aux", "d", "de", "des", "du", "et", "l", "la"];

/// What a class is called in a calendar, and which teaching an event of it seems to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Guess {
    /// The class that the words of the event name, when they do.
    pub(crate) class: String,
    pub(crate) teaching: Option<i64>,
}

/// Some courses, ready to be recognised.
pub(crate) struct Guesser<'c> {
    courses: Vec<Known<'c>>,
    classes: Vec<Class<'c>>,
}

struct Known<'c> {
    course: &'c Course,
    label: String,
    teachers: Vec<String>,
}

struct Class<'c> {
    name: &'c str,
    /// « 5e b ».
    spaced: String,
    /// « 5eb ».
    own: String,
    /// « 5b ».
    short: Option<String>,
}

impl<'c> Guesser<'c> {
    /// The class that a text names.
    pub(crate) fn class_of(&self, text: &str) -> Option<&'c str> {
        self.class(&level_words(text))
    }

    fn class(&self, words: &str) -> Option<&'c str> {
        let compact = words.replace(' ', "");
        let named = self.classes.iter().filter(|class| class.is_named(words, &compact));
        named.max_by_key(|class| class.own.len()).map(|class| class.name)
    }

    pub(crate) fn new(courses: &'c [Course]) -> Self {
        let known = |course: &'c Course| Known {
            course,
            label: fold(&course.label),
            teachers: course.teachers.iter().map(|teacher| fold(&teacher.last)).collect(),
        };
        let names: BTreeSet<&str> = courses.iter().map(|one| one.group.name.as_str()).collect();
        let classes = names.into_iter().map(Class::of).filter(|class| !class.own.is_empty());
        Self { courses: courses.iter().map(known).collect(), classes: classes.collect() }
    }

    /// Which course an event seems to be about: the one whose class, subject and teacher its words
    /// name best; none in doubt.
    pub(crate) fn guess(&self, event: &Event) -> Guess {
        let words = level_words(&event.words);
        let said = if event.class.is_empty() { words.clone() } else { level_words(&event.class) };
        let class = self.class(&said);
        if class.is_none() && names_some_class(&said) {
            return Guess::default();
        }
        let score = |known: &Known| {
            let of_class = class.is_some_and(|class| *class == known.course.group.name);
            let spaced = format!(" {words} ");
            let teachers = known.teachers.iter();
            let taught = teachers.filter(|last| spaced.contains(&format!(" {last} "))).count();
            ((usize::from(of_class), shared(&words, &known.label)), taught.min(1))
        };
        let scores: Vec<_> = self.courses.iter().map(score).collect();
        let best = scores.iter().copied().max().unwrap_or_default();
        let ahead = scores.iter().zip(&self.courses).filter(|(score, _)| **score == best);
        let mut ahead = ahead.map(|(_, known)| known.course.id);
        let first = ahead.next().filter(|_| best.0 != (0, 0));
        let is_alone = ahead.next().is_none();
        Guess { class: class.unwrap_or_default().to_owned(), teaching: first.filter(|_| is_alone) }
    }
}

impl<'c> Class<'c> {
    fn of(name: &'c str) -> Self {
        let spaced = level_words(name);
        let own = spaced.replace(' ', "");
        let is_level = own.starts_with(|c: char| c.is_ascii_digit());
        // « 5e E » is never shortened to « 5e », which is a level.
        let short =
            is_level.then(|| own.replacen('e', "", 1)).filter(|short| !short.ends_with('e'));
        Self { name, spaced, own, short }
    }

    /// « 5e B » is written « 5E B », « 5EB » or « 5B ».
    fn is_named(&self, words: &str, compact: &str) -> bool {
        let is_word = |word: &str| word == self.own || self.short.as_deref() == Some(word);
        words.split(' ').any(is_word)
            || format!(" {words} ").contains(&format!(" {} ", self.spaced))
            || (self.own.len() >= 4 && compact.contains(&self.own))
    }
}

/// Folded words, where « 5ème » is « 5e ».
fn level_words(text: &str) -> String {
    let folded = fold(text);
    let word = |word: &str| match word.strip_suffix("eme") {
        Some(level) if !level.is_empty() && level.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{level}e")
        }
        _ => word.to_owned(),
    };
    folded.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Whether words name a class of a collège, whichever: « 4e C », « 4EC », « 4C ».
fn names_some_class(words: &str) -> bool {
    let words: Vec<&str> = words.split(' ').collect();
    let is_letter = |word: &str| word.len() == 1 && word.bytes().all(|b| b.is_ascii_lowercase());
    words.iter().enumerate().any(|(at, word)| {
        let Some(rest) = word.strip_prefix(['3', '4', '5', '6']) else { return false };
        let letter = rest.strip_prefix('e').unwrap_or(rest);
        let next = words.get(at + 1).copied().unwrap_or_default();
        is_letter(letter) || (rest == "e" && is_letter(next))
    })
}

/// How many words of a subject are there, whole or by their first four letters; or the subject by
/// its initials, « SVT », there or as it is called.
fn shared(words: &str, label: &str) -> usize {
    let is_there = |part: &&str| {
        let start: String = part.chars().take(4).collect();
        start.chars().count() == 4 && words.split(' ').any(|word| word.starts_with(&start))
    };
    let initials = |text: &str| -> String {
        let words = text.split(' ').filter(|word| !SMALL.contains(word));
        words.filter_map(|word| word.chars().next()).collect()
    };
    let short = initials(label);
    let is_short = short.len() >= 3 && words.split(' ').any(|word| word == short);
    let is_called = label.len() >= 3 && words.split(' ').any(|word| word == label);
    let is_long = label.len() >= 3 && initials(words).starts_with(label);
    let found = label.split(' ').filter(is_there).count();
    found.max(usize::from(is_short || is_called || is_long))
}
