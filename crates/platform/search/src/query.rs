//! What someone looks for, and which things answer best.

use std::{cmp::Reverse, collections::HashMap, hash::Hash};

use kernel::fold;

use crate::{
    near::{Near, Typed},
    words::{cut, says_something},
};

/// Words of a query that count.
const WORDS: usize = 6;
/// Characters that are read.
pub(crate) const CHARACTERS: usize = 120;

/// What someone looks for: every word of it.
#[derive(Clone, Debug)]
pub struct Query {
    words: Vec<Typed>,
}

impl Query {
    /// Reads what was typed; `None` when there is no word in it.
    pub fn read(typed: &str) -> Option<Self> {
        let start: String = typed.chars().take(CHARACTERS).collect();
        let folded = fold(&start);
        let (good, all): (Vec<_>, Vec<_>) = (
            folded.split(' ').filter(|word| says_something(word)).collect(),
            folded.split(' ').filter(|word| !word.is_empty()).collect(),
        );
        let mut words = if good.is_empty() { all } else { good };
        words.truncate(WORDS);
        let words: Vec<_> = words.into_iter().map(|word| Typed::new(cut(word))).collect();
        (!words.is_empty()).then_some(Self { words })
    }

    /// The things whose folded text has every word, best first, those as good in the order they
    /// come.
    pub fn rank<T>(&self, things: Vec<(String, T)>) -> Vec<T> {
        let mut tally = Tally::new(self);
        for (at, (text, _)) in things.iter().enumerate() {
            for word in text.split(' ') {
                for (which, near) in self.nears(cut(word)) {
                    tally.note(which, near, Reverse(at), true);
                }
            }
        }
        let mut things: Vec<_> = things.into_iter().map(|(_, thing)| Some(thing)).collect();
        let best = tally.best().into_iter();
        best.filter_map(|(Reverse(at), _)| things.get_mut(at)?.take()).collect()
    }

    /// Which words of the query a word of a text is near to, and how near.
    pub(crate) fn nears<'q>(&'q self, word: &'q str) -> impl Iterator<Item = (usize, Near)> + 'q {
        let words = self.words.iter().enumerate();
        words.filter_map(move |(which, typed)| Some((which, typed.near(word)?)))
    }
}

/// Where each word of a query was found.
pub(crate) struct Tally<K> {
    found: Vec<HashMap<K, (Near, bool)>>,
}

impl<K: Copy + Eq + Hash + Ord> Tally<K> {
    pub(crate) fn new(query: &Query) -> Self {
        Self { found: query.words.iter().map(|_| HashMap::new()).collect() }
    }

    /// Notes that a word of the query was found in a thing.
    pub(crate) fn note(&mut self, which: usize, near: Near, thing: K, is_title: bool) {
        if let Some(found) = self.found.get_mut(which) {
            let known = found.entry(thing).or_insert((near, is_title));
            *known = (*known).max((near, is_title));
        }
    }

    /// The things that have every word with how good they are, best first, then the greatest key.
    /// A word that is there as it is typed hides what would need a mistake to be meant.
    pub(crate) fn best(self) -> Vec<(K, u32)> {
        let Some(first) = self.found.first() else { return Vec::new() };
        let floors: Vec<_> = self.found.iter().map(|found| floor(found)).collect();
        let mut best: Vec<(K, u32)> = Vec::new();
        for thing in first.keys() {
            let worth = self.found.iter().zip(&floors).map(|(found, floor)| {
                found.get(thing).filter(|(near, _)| near >= floor).map(|found| worth(*found))
            });
            if let Some(sum) = worth.sum::<Option<u32>>() {
                best.push((*thing, sum));
            }
        }
        best.sort_unstable_by_key(|(thing, worth)| Reverse((*worth, *thing)));
        best
    }
}

fn floor<K>(found: &HashMap<K, (Near, bool)>) -> Near {
    let best = found.values().map(|(near, _)| *near).max();
    if best >= Some(Near::Sound) { Near::Sound } else { Near::TwoMistakes }
}

const fn worth((near, is_title): (Near, bool)) -> u32 {
    let near = match near {
        Near::Same => 10,
        Near::Start => 8,
        Near::Sound => 6,
        Near::OneMistake => 4,
        Near::TwoMistakes => 2,
    };
    if is_title { near + 5 } else { near }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranked(typed: &str, texts: &[&str]) -> Vec<String> {
        let things = texts.iter().map(|text| (fold(text), (*text).to_owned())).collect();
        Query::read(typed).map(|query| query.rank(things)).unwrap_or_default()
    }

    #[test]
    fn every_word_must_be_there_best_first() {
        let people = ["Moreau Lina", "Moreau Léo", "Maurel Lina", "Moreaux Lina"];
        assert_eq!(ranked("lina moreau", &people), ["Moreau Lina", "Moreaux Lina"]);
        assert_eq!(ranked("LÉO", &people), ["Moreau Léo"]);
        assert_eq!(ranked("zoé", &people), Vec::<String>::new());
    }

    #[test]
    fn a_mistake_counts_only_where_nothing_else_is_found() {
        assert_eq!(ranked("herbe", &["le verbe", "une herbe"]), ["une herbe"]);
        assert_eq!(ranked("herbe", &["le verbe"]), ["le verbe"]);
    }

    #[test]
    fn small_words_do_not_count_unless_they_are_all_there_is() {
        assert_eq!(ranked("l’été", &["L’été", "le lit"]), ["L’été"]);
        assert_eq!(ranked("la vie de la ferme", &["Ferme et vie"]), ["Ferme et vie"]);
        assert_eq!(ranked("lê", &["Lê Anh", "Petit Léa"]), ["Lê Anh", "Petit Léa"]);
        assert!(Query::read(" ’ … ").is_none());
    }

    #[test]
    fn a_query_has_a_limit() {
        let query = Query::read(&"mot ".repeat(10_000)).unwrap();
        assert_eq!(query.words.len(), WORDS);
    }
}
