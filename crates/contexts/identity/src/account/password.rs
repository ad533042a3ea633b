//! Passwords: argon2id with 19 MiB, two passes, one lane (OWASP), and few rules.

use argon2::{
    Algorithm, Argon2, Block, Params, Version,
    password_hash::{
        Error,
        phc::{Output, ParamsString, PasswordHash, Salt},
    },
};
use db::{DbError, Tx};
use directory::api::PersonName;
use kernel::{Entropy, Lang, TargetKind, Tie, fold};
use subtle::ConstantTimeEq;
use web::{App, Problem};

use super::common::is_common;
use crate::t;

const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Bytes of what is stored of a password.
const KEY: usize = 32;

/// At least this many characters.
const SHORTEST: usize = 8;
/// At least this many characters for those who work with other people's data.
const SHORTEST_OF_STAFF: usize = 10;
/// At most this many characters.
pub(crate) const LONGEST: usize = 200;

fn argon2() -> Result<Argon2<'static>, Error> {
    let params =
        Params::new(MEMORY_KIB, PASSES, LANES, Some(KEY)).map_err(|_fixed| Error::ParamsInvalid)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The memory of one computation: a seventh of its time when it is asked of the system anew.
struct Memory(Vec<Block>);

impl Memory {
    fn new() -> Self {
        Self(vec![Block::default(); MEMORY_KIB as usize])
    }

    /// The key that a password gives with this salt.
    fn derive(&mut self, password: &str, salt: &[u8]) -> Result<[u8; KEY], Error> {
        let mut key = [0; KEY];
        argon2()?.hash_password_into_with_memory(
            password.as_bytes(),
            salt,
            &mut key,
            &mut self.0[..],
        )?;
        Ok(key)
    }

    fn hash(&mut self, entropy: &Entropy, password: &str) -> Result<String, Error> {
        let salt: [u8; 16] = entropy.bytes();
        let key = self.derive(password, &salt)?;
        let hash = PasswordHash {
            algorithm: Algorithm::Argon2id.ident(),
            version: Some(Version::V0x13.into()),
            params: ParamsString::try_from(argon2()?.params())?,
            salt: Some(Salt::new(&salt)?),
            hash: Some(Output::new(&key)?),
        };
        Ok(hash.to_string())
    }

    fn verify(&mut self, password: &str, stored: &str) -> Result<bool, Error> {
        let stored = PasswordHash::new(stored)?;
        let theirs = Params::try_from(&stored)?;
        let ours = argon2()?;
        if theirs != *ours.params() {
            return Err(Error::ParamsInvalid);
        }
        let (Some(salt), Some(hash)) = (&stored.salt, &stored.hash) else {
            return Err(Error::PasswordInvalid);
        };
        Ok(self.derive(password, salt)?.ct_eq(hash.as_bytes()).into())
    }
}

/// The PHC string of a password. A long computation: while serving, in turn (`App::slow`).
///
/// # Errors
/// When the password is longer than the algorithm takes.
pub fn hash(entropy: &Entropy, password: &str) -> Result<String, Error> {
    Memory::new().hash(entropy, password)
}

/// The PHC string of a password, computed in turn.
pub(crate) async fn hashed(app: &App, password: String) -> Result<String, Problem> {
    let entropy = app.entropy.clone();
    let computed = app
        .slow
        .run(move |scratch| scratch.with(Memory::new, |memory| memory.hash(&entropy, &password)));
    computed.await?.map_err(|error| unusable(&error))
}

/// Whether a password opens an account. Without an account the same computation is made for
/// nothing, so that the time says nothing.
pub(crate) async fn opens(
    app: &App,
    stored: Option<String>,
    password: String,
) -> Result<bool, Problem> {
    let computed = app.slow.run(move |scratch| {
        scratch.with(Memory::new, |memory| match stored {
            Some(stored) => memory.verify(&password, &stored),
            None => memory.derive(&password, &[0; 16]).map(|_nobody| false),
        })
    });
    computed.await?.map_err(|error| unusable(&error))
}

fn unusable(error: &Error) -> Problem {
    tracing::error!(%error, "a password could not be computed");
    Problem::new(500, "internal")
}

/// Why a password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weakness {
    Short(usize),
    Long,
    OwnName,
    Place,
    Common,
}

impl Weakness {
    /// What to say.
    pub(crate) fn says(self, lang: Lang) -> String {
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        match self {
            Self::Short(least) => t::password_short(lang, number(least)),
            Self::Long => t::password_long(lang, number(LONGEST)),
            Self::OwnName => t::password_own_name(lang).to_owned(),
            Self::Place => t::password_place(lang).to_owned(),
            Self::Common => t::password_common(lang).to_owned(),
        }
    }
}

/// How short a password may be.
pub(crate) const fn shortest(is_staff: bool) -> usize {
    if is_staff { SHORTEST_OF_STAFF } else { SHORTEST }
}

/// What a person is called and where they belong: what someone who knows them would try.
#[derive(Clone, Debug)]
pub(crate) struct Own {
    words: Vec<String>,
    places: Vec<String>,
}

impl Own {
    /// Of a login and a name.
    pub(crate) fn new(login: &str, name: &PersonName) -> Self {
        let reversed = format!("{} {}", name.last, name.first);
        let words = [login, &name.full(), &reversed, &name.first, &name.last];
        Self { words: words.into_iter().map(plain).collect(), places: Vec::new() }
    }

    /// The same with the schools these ties lead to.
    pub(crate) fn at(mut self, tx: &mut Tx, ties: &[Tie]) -> Result<Self, DbError> {
        let orgs = ties.iter().map(|tie| tie.target).filter(|to| to.kind == TargetKind::Org);
        let orgs: Vec<i64> = orgs.map(|to| to.id).collect();
        for org in directory::api::orgs(tx, &orgs)?.values() {
            self = self.with_place(&org.name).with_place(&org.commune);
        }
        Ok(self)
    }

    /// A school as a whole, without its kind, and by each of its longer words.
    fn with_place(mut self, name: &str) -> Self {
        let folded = fold(name);
        let (_, rest) = folded.split_once(' ').unwrap_or_default();
        let long = folded.split(' ').filter(|word| word.chars().count() >= LONG_WORD);
        self.places.extend([plain(&folded), plain(rest)]);
        self.places.extend(long.map(str::to_owned));
        self
    }
}

/// A word of a school's name that may not be the whole of a password.
const LONG_WORD: usize = 6;

/// A text as passwords are compared: folded, without spaces.
fn plain(text: &str) -> String {
    fold(text).replace(' ', "")
}

/// What is wrong with a new password. No composition rules: length counts, and not being the
/// first that others would try.
pub(crate) fn weakness(password: &str, own: &Own, is_staff: bool) -> Option<Weakness> {
    let length = password.chars().count();
    let plain = plain(password);
    let letters = plain.trim_matches(|c: char| c.is_ascii_digit());
    let is_of = |words: &[String]| {
        words.iter().any(|own| !own.is_empty() && (*own == plain || own == letters))
    };
    if length < shortest(is_staff) {
        Some(Weakness::Short(shortest(is_staff)))
    } else if length > LONGEST {
        Some(Weakness::Long)
    } else if is_of(&own.words) {
        Some(Weakness::OwnName)
    } else if is_of(&own.places) {
        Some(Weakness::Place)
    } else if is_common(&plain) || has_few_signs(password) {
        Some(Weakness::Common)
    } else {
        None
    }
}

fn has_few_signs(password: &str) -> bool {
    let mut signs: Vec<char> = password.chars().collect();
    signs.sort_unstable();
    signs.dedup();
    signs.len() <= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name() -> PersonName {
        PersonName { id: 1, last: "Moreau".into(), first: "Lina-Rose".into(), title: String::new() }
    }

    #[test]
    fn only_length_names_and_the_most_common_are_refused() {
        let own = Own::new("lina.rose.moreau", &name()).with_place("Collège des Tilleuls");
        let judged = |password: &str| weakness(password, &own, false);
        for good in ["un cheval bleu", "Zygomatique", "été à la mer", "k7!mQz#p"] {
            assert_eq!(judged(good), None, "{good}");
        }
        assert_eq!(judged("court"), Some(Weakness::Short(8)));
        let endless = "ab cd ".repeat(40);
        assert_eq!(judged(endless.as_str()), Some(Weakness::Long));
        for own in ["lina.rose.moreau", "Moreau Lina-Rose", "LINAROSE2014", "moreau86"] {
            assert_eq!(judged(own), Some(Weakness::OwnName), "{own}");
        }
        for place in ["Collège des Tilleuls", "tilleuls86", "DesTilleuls", "2027tilleuls"] {
            assert_eq!(judged(place), Some(Weakness::Place), "{place}");
        }
        assert_eq!(judged("sous les tilleuls"), None);
        for common in ["Azerty123", "MOTDEPASSE", "mot de passe", "aaaaaaaaaa", "12121212"] {
            assert_eq!(judged(common), Some(Weakness::Common), "{common}");
        }
    }

    #[test]
    fn staff_have_longer_passwords() {
        let judged = |staff| weakness("zygomate9", &Own::new("x", &name()), staff);
        assert_eq!((judged(false), judged(true)), (None, Some(Weakness::Short(10))));
    }

    #[test]
    fn what_is_stored_says_how_it_was_computed() {
        let mut memory = Memory::new();
        let stored = memory.hash(&Entropy::seeded(1), "un cheval bleu").unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert_eq!(memory.verify("un cheval bleu", &stored), Ok(true));
        assert_eq!(memory.verify("un cheval vert", &stored), Ok(false));
    }
}
