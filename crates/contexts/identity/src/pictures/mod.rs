//! Pupils who do not read yet come in with pictures or a badge, on the devices their school named.

pub(crate) mod badges;
pub(crate) mod door;
pub(crate) mod office;
pub(crate) mod store;
pub(crate) mod tablets;

use chacha20poly1305::{
    ChaCha20Poly1305, Key, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use db::{DbError, Tx};
use directory::api::Group;
use kernel::{Entropy, Lang};
use maud::{Markup, html};
use web::{Cx, csrf::sign, ui};

use crate::t;

/// The levels whose pupils may come in without reading.
const YOUNG: [&str; 6] = ["TPS", "PS", "MS", "GS", "CP", "CE1"];

/// The pictures that children are.
const OWN: [&str; 44] = [
    "cat",
    "dog",
    "fish",
    "bird",
    "rabbit",
    "turtle",
    "snail",
    "squirrel",
    "bug",
    "rat",
    "panda",
    "egg",
    "shell",
    "feather",
    "flower",
    "leaf",
    "tree-pine",
    "clover",
    "cherry",
    "apple",
    "banana",
    "carrot",
    "grape",
    "citrus",
    "cookie",
    "croissant",
    "pizza",
    "ice-cream-cone",
    "cake",
    "car",
    "bike",
    "bus",
    "train-front",
    "plane",
    "ship",
    "sailboat",
    "rocket",
    "tractor",
    "truck",
    "worm",
    "drum",
    "tent",
    "snowflake",
    "volleyball",
];

/// The pictures that children keep secret.
const SECRET: [&str; 12] = [
    "sun", "moon", "star", "cloud", "umbrella", "house", "key", "bell", "heart", "crown", "gift",
    "guitar",
];

/// Whether a class has pupils who do not read yet.
pub(crate) fn is_young(class: &Group) -> bool {
    class.is_class && class.levels.iter().any(|level| YOUNG.contains(&level.as_str()))
}

/// A picture with its word.
fn picture(lang: Lang, name: &str) -> Markup {
    html! { (ui::icon(name)) (word(lang, name)) }
}

fn word(lang: Lang, name: &str) -> &'static str {
    t::by_key(lang, &format!("picture-{name}")).unwrap_or_default()
}

/// The place of a picture among the grounds of the theme.
fn tone(name: &str) -> usize {
    OWN.iter().position(|own| *own == name).unwrap_or_default() % 4
}

/// How a pupil comes in: who they are, and what only they know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pictures {
    pub(crate) own: &'static str,
    pub(crate) secret: &'static str,
}

fn known(names: &[&'static str], name: &str) -> Option<&'static str> {
    names.iter().find(|known| **known == name).copied()
}

const NONCE: usize = 12;

/// A secret picture under a key derived from the program's secret, tied to its person.
fn seal(secret: &[u8; 32], entropy: &Entropy, person: i64, picture: &str) -> Vec<u8> {
    let nonce: [u8; NONCE] = entropy.bytes();
    // One length for all: what is sealed must not be told by its size.
    let padded = format!("{picture:<16}");
    let payload = Payload { msg: padded.as_bytes(), aad: &person.to_be_bytes() };
    let sealed = cipher(secret).encrypt(&Nonce::from(nonce), payload).unwrap_or_default();
    [nonce.as_slice(), &sealed].concat()
}

fn unseal(secret: &[u8; 32], person: i64, sealed: &[u8]) -> Option<&'static str> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
    let payload = Payload { msg: sealed, aad: &person.to_be_bytes() };
    let plain = cipher(secret).decrypt(&Nonce::from(*nonce), payload).ok()?;
    known(&SECRET, std::str::from_utf8(&plain).ok()?.trim_end())
}

fn cipher(secret: &[u8; 32]) -> ChaCha20Poly1305 {
    ChaCha20Poly1305::new(&Key::from(sign(secret, "identity.picture.key", &[])))
}

fn any_secret(entropy: &Entropy) -> &'static str {
    let [a, b, c, d] = entropy.bytes::<4>();
    let drawn = usize::from(a) << 16 | usize::from(b) << 8 | usize::from(c) ^ usize::from(d);
    SECRET[drawn % SECRET.len()]
}

/// The first picture nobody of the class has; when all are taken, the one fewest have.
fn free_own(taken: &[&str]) -> &'static str {
    let uses = |name: &&&'static str| taken.iter().filter(|other| *other == *name).count();
    OWN.iter().min_by_key(uses).copied().unwrap_or(OWN[0])
}

/// Gives pictures to those of a class who have none; how many.
fn prepare(cx: &mut Cx, pupils: &[i64]) -> Result<usize, DbError> {
    let (secret, entropy) = (&cx.app.secret, &cx.app.entropy);
    let mut taken = store::own_of(cx.tx, pupils)?;
    let missing: Vec<i64> = pupils.iter().copied().filter(|id| !taken.contains_key(id)).collect();
    for person in &missing {
        let own = free_own(&taken.values().copied().collect::<Vec<_>>());
        let sealed = seal(secret, entropy, *person, any_secret(entropy));
        store::add(cx.tx, *person, own, &sealed)?;
        taken.insert(*person, own);
    }
    Ok(missing.len())
}

/// The device that asks, when a school named it.
pub(crate) fn tablet(
    tx: &mut Tx,
    app: &web::App,
    incoming: &web::Incoming,
) -> Result<Option<tablets::Tablet>, DbError> {
    if incoming.anchor_is_new {
        return Ok(None);
    }
    tablets::by_mark(tx, &tablets::mark(&app.secret, &incoming.anchor))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_picture_is_drawn_and_named_and_none_serves_twice() {
        let all: BTreeSet<_> = OWN.iter().chain(&SECRET).collect();
        assert_eq!(all.len(), OWN.len() + SECRET.len());
        for name in all {
            assert!(!ui::icon(name).into_string().is_empty(), "{name}");
            assert!(!ui::icon_path(name).is_empty(), "{name}");
            for lang in [Lang::Fr, Lang::En] {
                assert!(!word(lang, name).is_empty(), "{name}");
            }
        }
    }

    #[test]
    fn a_class_has_all_different_pictures_as_long_as_there_are_some() {
        let mut taken = Vec::new();
        for _ in 0..OWN.len() {
            let own = free_own(&taken);
            assert!(!taken.contains(&own), "{own}");
            taken.push(own);
        }
        assert_eq!(free_own(&taken), OWN[0]);
    }

    #[test]
    fn a_secret_opens_for_its_person_only_and_all_are_as_long() {
        let (secret, entropy) = ([7; 32], Entropy::seeded(1));
        for picture in SECRET {
            let sealed = seal(&secret, &entropy, 12, picture);
            assert_eq!(sealed.len(), NONCE + 16 + 16);
            assert_eq!(unseal(&secret, 12, &sealed), Some(picture));
            assert_eq!(unseal(&secret, 13, &sealed), None);
        }
    }

    #[test]
    fn every_secret_is_drawn() {
        let entropy = Entropy::seeded(3);
        let drawn: BTreeSet<_> = (0..400).map(|_| any_secret(&entropy)).collect();
        assert_eq!(drawn.len(), SECRET.len());
    }
}
