//! The words of up to 64 things as one text: `pythagore:AD!`, each word with the places it is in,
//! and `!` behind those that have it in their title. One text is read quicker than a row per word,
//! and a word that many lessons share is there once.

use std::collections::BTreeMap;

use crate::words::Words;

/// Things in one block.
pub(crate) const SLOTS: usize = 64;

const NAMES: &[u8; SLOTS] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const TITLE: u8 = b'!';

/// A place in a block, and whether a word is in the title there.
pub(crate) type Place = (u8, bool);

/// Hands each word of a block with its places to `f`.
pub(crate) fn scan<'t>(text: &'t str, mut f: impl FnMut(&'t str, &'t str)) {
    for part in text.split(' ') {
        if let Some((word, places)) = part.split_once(':') {
            f(word, places);
        }
    }
}

/// The places of a word.
pub(crate) fn places(text: &str) -> impl Iterator<Item = Place> + '_ {
    let bytes = text.as_bytes();
    let is_title = move |at: usize| bytes.get(at + 1) == Some(&TITLE);
    bytes.iter().enumerate().filter_map(move |(at, name)| Some((slot(*name)?, is_title(at))))
}

fn slot(name: u8) -> Option<u8> {
    Some(match name {
        b'A'..=b'Z' => name - b'A',
        b'a'..=b'z' => name - b'a' + 26,
        b'0'..=b'9' => name - b'0' + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    })
}

/// A block that is being changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Block {
    words: BTreeMap<String, Vec<Place>>,
}

impl Block {
    /// Reads the text of a block.
    pub(crate) fn read(text: &str) -> Self {
        let mut words = BTreeMap::new();
        scan(text, |word, at| {
            words.insert(word.to_owned(), places(at).collect());
        });
        Self { words }
    }

    /// Puts a thing at a place, instead of what was there.
    pub(crate) fn put(&mut self, slot: u8, words: &Words) {
        self.clear(slot);
        for (word, is_title) in words {
            let places = self.words.entry(word.clone()).or_default();
            places.push((slot, *is_title));
            places.sort_unstable();
        }
    }

    /// Empties a place.
    pub(crate) fn clear(&mut self, slot: u8) {
        self.words.retain(|_, places| {
            places.retain(|(at, _)| *at != slot);
            !places.is_empty()
        });
    }

    /// Whether nothing is left in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Its text.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for (word, places) in &self.words {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
            text.push(':');
            for (slot, is_title) in places {
                let name = NAMES.get(usize::from(*slot)).copied().unwrap_or(TITLE);
                text.push(char::from(name));
                if *is_title {
                    text.push(char::from(TITLE));
                }
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{collection::btree_map, prelude::*};

    #[test]
    fn each_place_has_a_name() {
        for (at, name) in (0..).zip(NAMES) {
            assert_eq!(slot(*name), Some(at));
        }
        assert_eq!(slot(TITLE), None);
    }

    #[test]
    fn a_block_says_what_is_where() {
        let words = |pairs: &[(&str, bool)]| {
            pairs.iter().map(|(word, title)| ((*word).to_owned(), *title)).collect::<Words>()
        };
        let mut block = Block::default();
        block.put(3, &words(&[("pythagore", true), ("triangle", false)]));
        block.put(0, &words(&[("pythagore", false)]));
        assert_eq!(block.text(), "pythagore:AD! triangle:D");
        block.put(3, &words(&[("cercle", false)]));
        assert_eq!(block.text(), "cercle:D pythagore:A");
        block.clear(0);
        block.clear(3);
        assert!(block.is_empty());
        assert_eq!(block.text(), "");
    }

    proptest! {
        #[test]
        fn a_block_is_read_as_it_was_written(
            things in btree_map(0..64_u8, btree_map("[a-zé0-9]{1,8}", any::<bool>(), 1..6), 0..8),
        ) {
            let mut block = Block::default();
            for (slot, words) in &things {
                block.put(*slot, words);
            }
            prop_assert_eq!(&Block::read(&block.text()), &block);
            for slot in things.keys() {
                block.clear(*slot);
            }
            prop_assert!(block.is_empty());
        }

        #[test]
        fn any_text_can_be_read(text in "\\PC{0,60}") {
            Block::read(&text).text();
        }
    }
}
