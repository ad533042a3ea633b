//! What was corrected by hand and a feed says otherwise, for whoever decides.

use std::collections::HashMap;

use db::{Db, DbError};
use kernel::Instant;
use serde::{Deserialize, Serialize};

use super::{
    ImportError, Options,
    corrections::{Met, Outcome, Said, Subject},
    diff,
    evidence::Who,
    owners,
    plan::{Incoming, Plan},
    report::Report,
    wanted::Wants,
};
use crate::{
    api::{self, PersonName},
    feed::{Person, Uai},
};

/// A field that someone of a school corrected, and of which a feed says something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// The correction, by which it is answered.
    pub id: i64,
    /// Whose field it is.
    pub name: String,
    /// Its code: `first-name`, `class`, `guardian`…
    pub field: String,
    /// The guardian, for a level of responsibility.
    pub about: String,
    /// What the feed says; levels are numbers, 0 for none.
    pub feed: String,
    /// What was corrected.
    pub corrected: String,
    /// Who corrected it.
    pub by: String,
    /// When.
    pub at: Instant,
    /// Whether the correction is kept.
    pub is_kept: bool,
}

/// Finds what was corrected among what a plan changes, and says how each is settled.
pub(super) fn fill(db: &Db, plan: &mut Plan, options: &Options) -> Result<(), ImportError> {
    let corrected = |incoming: &&Incoming| {
        let known = plan.published.people.get(&incoming.person.key)?;
        plan.published.corrections.has(known.id).then_some(known.id)
    };
    let ids: Vec<i64> = plan.people.iter().filter_map(|one| corrected(&one)).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let current = plan.published.current;
    let people = ids.clone();
    let (existing, records) = db.read_blocking::<_, DbError, _>(move |tx| {
        Ok((diff::existing(tx, &people, current)?, owners::records(tx, &people, current)?))
    })?;
    let orgs: HashMap<Uai, i64> =
        plan.published.orgs.iter().map(|(uai, org)| (*uai, org.id)).collect();
    let known_as = plan.known_as();
    let wants = Wants {
        published: &plan.published,
        orgs: &orgs,
        ids: &known_as,
        groups: &plan.groups,
        silent: &plan.silent,
        day: options.day,
    };
    let (mut found, mut kept) = (Vec::new(), 0);
    for incoming in &plan.people {
        let Some(known) = plan.published.people.get(&incoming.person.key) else { continue };
        let Some(existing) = existing.get(&known.id) else { continue };
        let mut wanted = wants.of(&incoming.person, known.id);
        if let Some(records) = records.get(&known.id).filter(|records| records.are_several()) {
            wanted.settle(records.foretell(incoming, current, existing));
        }
        let corrections = &plan.published.corrections;
        for met in corrections.hold(&options.answers, &mut wanted, existing, options.day) {
            if matches!(met.outcome, Outcome::Agreed | Outcome::Past) {
                continue;
            }
            kept += u64::from(met.outcome == Outcome::Kept);
            if found.len() < Report::CONFLICTS {
                found.push((known.id, &*incoming.person, met));
            }
        }
    }
    let conflicts = in_words(db, &found, &orgs)?;
    plan.report.summary.kept = kept;
    plan.report.conflicts = conflicts;
    Ok(())
}

type Found<'f> = (i64, &'f Person, Met<'f>);

fn in_words(
    db: &Db,
    found: &[Found],
    orgs: &HashMap<Uai, i64>,
) -> Result<Vec<Conflict>, ImportError> {
    let mut people: Vec<i64> = Vec::new();
    let mut classes: Vec<i64> = Vec::new();
    for (person, _, met) in found {
        people.extend([*person, met.correction.by]);
        match (met.subject, &met.corrected) {
            (Subject::Guardian(guardian), _) => people.push(guardian),
            (_, Said::Classes(corrected)) => classes.extend(corrected),
            _ => {}
        }
    }
    let (names, classes) = db.read_blocking(move |tx| {
        Ok::<_, DbError>((api::names(tx, &people)?, api::groups(tx, &classes)?))
    })?;
    let name = |id: i64| names.get(&id).map(PersonName::full).unwrap_or_default();
    let line = |(person, record, met): &Found| {
        let (field, about) = match met.subject {
            Subject::Text(code) => (code, String::new()),
            Subject::Class(_) => ("class", String::new()),
            Subject::Guardian(guardian) => ("guardian", name(guardian)),
        };
        let corrected = match &met.corrected {
            Said::Classes(ids) => {
                let names = ids.iter().filter_map(|id| classes.get(id));
                names.map(|class| class.name.clone()).collect::<Vec<_>>().join(", ")
            }
            said => said.to_string(),
        };
        let feed = match met.subject {
            Subject::Class(org) => classes_of(record, org, orgs),
            _ => met.said.to_string(),
        };
        Conflict {
            id: met.correction.id,
            name: name(*person),
            field: field.to_owned(),
            about,
            feed,
            corrected,
            by: name(met.correction.by),
            at: met.correction.at,
            is_kept: met.outcome == Outcome::Kept,
        }
    };
    Ok(found.iter().map(line).collect())
}

/// The classes a record names in a school.
fn classes_of(record: &Person, org: i64, orgs: &HashMap<Uai, i64>) -> String {
    let here = record.memberships.iter().filter(|tie| orgs.get(&tie.uai) == Some(&org));
    let groups = here.filter_map(|tie| tie.group.as_ref());
    let classes = groups.filter(|group| group.kind == crate::feed::GroupKind::Class);
    classes.map(crate::feed::GroupRef::name).collect::<Vec<_>>().join(", ")
}

impl Plan {
    /// The people whom the feed calls by a new key and who are known already.
    fn known_as(&self) -> HashMap<Box<str>, i64> {
        let known = self.matches.iter().filter_map(|(at, who)| match who {
            Who::Known(id) => Some((self.people.get(*at)?.person.key.clone(), *id)),
            Who::New(_) => None,
        });
        known.collect()
    }
}
