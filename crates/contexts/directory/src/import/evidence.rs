//! Whether a person that one feed describes is someone another feed already knows. Never a guess:
//! the same name with the same birth date, e-mail or mobile, and nobody else on either side.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
};

use db::{DbError, Tx, params};
use kernel::{Day, fold};

use super::{
    doubts::Suspect,
    published::{category_code, source_of},
};
use crate::{
    duplicates::{self, digits},
    feed::{Category, Person, PhoneKind},
};

/// What each hash of someone says beside their name.
const KINDS: [duplicates::Evidence; 3] =
    [duplicates::Evidence::Birth, duplicates::Evidence::Email, duplicates::Evidence::Mobile];

/// Someone in the index: known already, or new in this feed (by their place among the new).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Who {
    Known(i64),
    New(usize),
}

#[derive(Clone, Copy, Debug)]
struct Clue {
    who: Who,
    source: u16,
}

/// What is said of people, hashed.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    clues: HashMap<u64, Vec<Clue>>,
    new: Vec<Option<(u16, [u64; 3])>>,
    sources: Vec<String>,
}

impl Evidence {
    /// Adds the next new person; pupils are never matched.
    pub(super) fn add_new(&mut self, person: &Person) {
        let place = self.new.len();
        if person.category == Category::Pupil {
            self.new.push(None);
            return;
        }
        let source = self.source(&source_of(&person.key));
        let name = fold(&format!("{} {}", person.last_name, person.first_name));
        let mobile = person.phones.iter().find(|phone| phone.kind == PhoneKind::Mobile);
        let hashes = hashes(
            category_code(person.category),
            &name,
            person.birth_date,
            person.email.as_deref().unwrap_or_default(),
            mobile.map(|phone| phone.number.as_ref()).unwrap_or_default(),
        );
        self.insert(Clue { who: Who::New(place), source }, hashes);
        self.new.push(Some((source, hashes)));
    }

    /// Passes over someone who is known by their key.
    pub(super) fn add_known(&mut self) {
        self.new.push(None);
    }

    /// Whether anyone may have to be matched.
    pub(super) fn is_needed(&self) -> bool {
        self.new.iter().any(Option::is_some)
    }

    /// Adds the guardians and staff that are published.
    pub(super) fn add_published(&mut self, known: &[(i64, String, [u64; 3])]) {
        for (id, source, hashes) in known {
            let source = self.source(source);
            self.insert(Clue { who: Who::Known(*id), source }, *hashes);
        }
    }

    fn insert(&mut self, clue: Clue, hashes: [u64; 3]) {
        for hash in hashes.into_iter().filter(|hash| *hash != 0) {
            self.clues.entry(hash).or_default().push(clue);
        }
    }

    fn source(&mut self, name: &str) -> u16 {
        let known = self.sources.iter().position(|source| source == name);
        let place = known.unwrap_or_else(|| {
            self.sources.push(name.to_owned());
            self.sources.len() - 1
        });
        u16::try_from(place).unwrap_or(u16::MAX)
    }

    /// For each new person, who they already are; of two new people who are the same, the later
    /// one is the earlier one.
    pub(super) fn matches(&self) -> HashMap<usize, Who> {
        let found: Vec<Option<Who>> = (0..self.new.len()).map(|at| self.other(at)).collect();
        let mut claims: HashMap<(i64, u16), u32> = HashMap::new();
        for (who, new) in found.iter().zip(&self.new) {
            if let (Some(Who::Known(id)), Some((source, _))) = (who, new) {
                *claims.entry((*id, *source)).or_default() += 1;
            }
        }
        let mut matches = HashMap::new();
        for (at, who) in found.iter().enumerate() {
            let Some((source, _)) = &self.new[at] else { continue };
            match who {
                Some(Who::Known(id)) if claims.get(&(*id, *source)) == Some(&1) => {
                    matches.insert(at, Who::Known(*id));
                }
                Some(Who::New(other)) if *other < at && found[*other] == Some(Who::New(at)) => {
                    matches.insert(at, Who::New(*other));
                }
                _ => {}
            }
        }
        matches
    }

    /// New people who were not matched although some evidence names someone known, in order.
    pub(super) fn suspects(&self, matches: &HashMap<usize, Who>) -> Vec<Suspect> {
        let mut suspects = Vec::new();
        for (at, new) in self.new.iter().enumerate() {
            let Some((source, hashes)) = new.filter(|_| !matches.contains_key(&at)) else {
                continue;
            };
            let mut named: BTreeMap<i64, BTreeSet<duplicates::Evidence>> = BTreeMap::new();
            let mut ours = HashSet::new();
            for (kind, hash) in hashes.iter().enumerate().filter(|(_, hash)| **hash != 0) {
                for clue in self.clues.get(hash).into_iter().flatten() {
                    let Who::Known(id) = clue.who else { continue };
                    if clue.source == source {
                        ours.insert(id);
                    }
                    named.entry(id).or_default().extend([duplicates::Evidence::Name, KINDS[kind]]);
                }
            }
            let others = named.into_iter().filter(|(id, _)| !ours.contains(id));
            suspects.extend(others.map(|(known, evidence)| Suspect { at, known, evidence }));
        }
        suspects
    }

    /// The one person of another source that some evidence names, if all evidence agrees.
    fn other(&self, at: usize) -> Option<Who> {
        let (source, hashes) = self.new[at]?;
        let mut named = HashSet::new();
        for hash in hashes.iter().filter(|hash| **hash != 0) {
            let Some(clues) = self.clues.get(hash) else { continue };
            let (own, others): (Vec<&Clue>, Vec<&Clue>) =
                clues.iter().partition(|clue| clue.source == source);
            let others: HashSet<Who> = others.iter().map(|clue| clue.who).collect();
            if own.len() == 1 && others.len() == 1 {
                named.extend(others);
            }
        }
        let mut named = named.into_iter();
        named.next().filter(|_| named.next().is_none())
    }
}

/// What is published of the guardians and staff that feeds know: who, by which source, hashed.
pub(super) fn published(
    tx: &mut Tx,
    current: i64,
) -> Result<Vec<(i64, String, [u64; 3])>, DbError> {
    tx.query(
        "SELECT s.entity_id, s.source, p.category, p.folded, p.birth_day, c.email, c.mobile \
         FROM directory_source s \
         JOIN directory_person p ON p.person_id = s.entity_id AND p.since <= $1 AND p.until > $1 \
         LEFT JOIN directory_contact c ON c.person_id = s.entity_id AND c.since <= $1 AND c.until > $1 \
         WHERE s.since <= $1 AND s.until > $1 AND p.category <> 'pupil'",
        params![current],
        |row| {
            let hashes = hashes(
                &row.get::<String>(2)?,
                &row.get::<String>(3)?,
                row.get(4)?,
                &row.get::<Option<String>>(5)?.unwrap_or_default(),
                &row.get::<Option<String>>(6)?.unwrap_or_default(),
            );
            Ok((row.get(0)?, row.get(1)?, hashes))
        },
    )
}

/// Name with birth date, with e-mail, with mobile; 0 where one of the two is missing.
fn hashes(category: &str, name: &str, born: Option<Day>, email: &str, mobile: &str) -> [u64; 3] {
    let hash = |kind: u8, value: &str| {
        if value.is_empty() {
            return 0;
        }
        let mut hasher = DefaultHasher::new();
        (category, name, kind, value).hash(&mut hasher);
        hasher.finish().max(1)
    };
    let born = born.map(|day| day.to_string()).unwrap_or_default();
    [hash(0, &born), hash(1, &email.to_lowercase()), hash(2, &digits(mobile))]
}
