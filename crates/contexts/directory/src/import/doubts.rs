//! New people of a feed who may be someone known, without it being sure: shown with what speaks for
//! it, and decided by whoever imports, now or later.

use std::collections::{BTreeSet, HashMap, HashSet};

use db::{Db, DbError};
use kernel::Day;
use serde::{Deserialize, Serialize};

use super::{
    Answers, ImportError,
    diff::{self, Contact, Face},
    evidence::Who,
    plan::Plan,
    published::source_of,
    report::Report,
};
use crate::duplicates::{Evidence, masked_address, masked_number};

/// A new record and someone known who may be the same person. How to reach them is never whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// What the feed calls the new record.
    pub key: String,
    /// The person who is known.
    pub known: i64,
    /// `guardian` or `staff`.
    pub category: String,
    /// What speaks for it: `name`, `birth`…
    pub evidence: Vec<String>,
    /// The new record, then the person who is known.
    pub both: [Described; 2],
    /// What was decided.
    pub decision: Decision,
}

/// One side of a doubt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Described {
    /// First name and family name.
    pub name: String,
    /// When they were born.
    pub born: Option<Day>,
    /// « so…@example.org ».
    pub email: String,
    /// « … 56 78 ».
    pub mobile: String,
}

impl Described {
    fn of(face: &Face, contact: &Contact) -> Self {
        Self {
            name: format!("{} {}", face.first, face.last),
            born: face.born,
            email: masked_address(&contact.email),
            mobile: masked_number(&contact.mobile),
        }
    }
}

/// What is decided of a doubt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// One person.
    Same,
    /// Two people.
    Different,
    /// The page of duplicates will ask.
    #[default]
    Later,
}

impl Decision {
    /// The word of forms and reports.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Different => "different",
            Self::Later => "later",
        }
    }

    /// The decision a word means.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Same, Self::Different, Self::Later].into_iter().find(|one| one.code() == code)
    }
}

/// A new record, by its place, and someone known whom some evidence names.
pub(super) struct Suspect {
    pub(super) at: usize,
    pub(super) known: i64,
    pub(super) evidence: BTreeSet<Evidence>,
}

/// Who was decided to be two people: what the feed calls the one, and the other.
pub(super) type Apart = Vec<(Box<str>, i64, BTreeSet<Evidence>)>;

/// Applies what was decided: who is the same is matched, and who is not is to be remembered.
pub(super) fn decide(plan: &mut Plan, suspects: &[Suspect], answers: &Answers) -> Apart {
    let mut apart = Vec::new();
    let mut claimed: HashSet<(i64, String)> = HashSet::new();
    for suspect in suspects {
        let Some(incoming) = plan.people.get(suspect.at) else { continue };
        let key = &incoming.person.key;
        match answers.of_doubt(key, suspect.known) {
            Decision::Same => {
                let is_free = !plan.matches.contains_key(&suspect.at)
                    && claimed.insert((suspect.known, source_of(key)));
                if is_free {
                    plan.matches.insert(suspect.at, Who::Known(suspect.known));
                }
            }
            Decision::Different => {
                apart.push((key.clone(), suspect.known, suspect.evidence.clone()));
            }
            Decision::Later => {}
        }
    }
    apart
}

/// Describes the doubts for whoever decides.
pub(super) fn describe(
    db: &Db,
    plan: &Plan,
    suspects: &[Suspect],
    answers: &Answers,
) -> Result<Vec<Doubt>, ImportError> {
    let shown = &suspects[..suspects.len().min(Report::DOUBTS)];
    if shown.is_empty() {
        return Ok(Vec::new());
    }
    let (ids, current) =
        (shown.iter().map(|one| one.known).collect::<Vec<_>>(), plan.published.current);
    let existing: HashMap<_, _> =
        db.read_blocking::<_, DbError, _>(move |tx| diff::existing(tx, &ids, current))?;
    let doubt = |suspect: &Suspect| {
        let person = &plan.people.get(suspect.at)?.person;
        let known = existing.get(&suspect.known)?;
        let (_, face) = known.face.as_ref()?;
        let contact =
            known.contact.as_ref().map(|(_, contact)| contact.clone()).unwrap_or_default();
        Some(Doubt {
            key: person.key.to_string(),
            known: suspect.known,
            category: face.category.clone(),
            evidence: suspect.evidence.iter().map(|one| one.code().to_owned()).collect(),
            both: [
                Described::of(&Face::of(person), &Contact::of(person)),
                Described::of(face, &contact),
            ],
            decision: answers.of_doubt(&person.key, suspect.known),
        })
    };
    Ok(shown.iter().filter_map(doubt).collect())
}
