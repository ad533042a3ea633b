//! What schools lack, from what the directory and the inventory say of them.

use std::collections::{BTreeMap, HashMap};

use db::{DbError, Tx};
use directory::api::{self, Numbered, Org};
use kernel::{Actor, Day, Role};

use crate::{
    baseline::{
        Facts, Need, Version,
        gap::{is_usable, needs},
        store,
    },
    device::{Category, tally},
};

/// A school with what it lacks.
#[derive(Clone, Debug)]
pub(crate) struct Gap {
    pub(crate) school: Numbered,
    pub(crate) classes: i64,
    pub(crate) needs: Vec<Need>,
}

impl Gap {
    pub(crate) fn required(&self) -> i64 {
        self.needs.iter().map(|need| need.required).sum()
    }

    pub(crate) fn missing(&self) -> i64 {
        self.needs.iter().map(|need| need.missing).sum()
    }

    /// How much of what it takes is there, in percent; nothing when it takes nothing.
    pub(crate) fn percent(&self) -> Option<i64> {
        percent(self.required(), self.missing())
    }
}

/// How much of what is required is there, in percent, never 100 while something lacks.
pub(crate) const fn percent(required: i64, missing: i64) -> Option<i64> {
    if required == 0 { None } else { Some((required - missing) * 100 / required) }
}

/// What works in each school, by kind.
pub(crate) fn usable_by_school(
    tx: &mut Tx,
) -> Result<HashMap<i64, BTreeMap<Category, i64>>, DbError> {
    let mut usable: HashMap<i64, BTreeMap<Category, i64>> = HashMap::new();
    for (org, category, devices) in tally::working(tx)? {
        usable.entry(org).or_default().insert(category, devices);
    }
    Ok(usable)
}

/// What each school lacks: of the whole territory, or those where someone holds one of some roles.
pub(crate) fn gaps(
    tx: &mut Tx,
    whose: Option<(&Actor, &[Role])>,
    day: Day,
) -> Result<(Version, Vec<Gap>), DbError> {
    gaps_besides(tx, whose, day, &[])
}

/// The same, as if these had come too: a school, what, how many.
pub(crate) fn gaps_besides(
    tx: &mut Tx,
    whose: Option<(&Actor, &[Role])>,
    day: Day,
    coming: &[(i64, Category, i64)],
) -> Result<(Version, Vec<Gap>), DbError> {
    let version = store::in_force(tx, day)?;
    let schools = api::schools_numbered(tx, whose)?;
    if schools.is_empty() {
        return Ok((version, Vec::new()));
    }
    let classes = api::class_counts(tx, None, day)?;
    let pilots = store::pilots(tx)?;
    let mut usable = usable_by_school(tx)?;
    for &(org, category, devices) in coming {
        *usable.entry(org).or_default().entry(category).or_default() += devices;
    }
    let nothing = BTreeMap::new();
    let gaps = schools
        .into_iter()
        .map(|school| {
            let (org, kind) = (school.org.id, school.org.kind.as_str());
            let classes = classes.get(&org).copied().unwrap_or_default();
            let facts = Facts { kind, is_pilot: pilots.contains(&org), classes };
            let needs = needs(&version.lines, &facts, usable.get(&org).unwrap_or(&nothing));
            Gap { school, classes, needs }
        })
        .collect();
    Ok((version, gaps))
}

/// What one school has to have and lacks.
pub(crate) struct OfSchool {
    pub(crate) version: Version,
    pub(crate) classes: i64,
    pub(crate) needs: Vec<Need>,
    /// What works there, by kind.
    pub(crate) usable: BTreeMap<Category, i64>,
}

/// What one school lacks.
pub(crate) fn of_school(tx: &mut Tx, org: &Org, day: Day) -> Result<OfSchool, DbError> {
    let version = store::in_force(tx, day)?;
    let classes = api::class_counts(tx, Some(org.id), day)?;
    let classes = classes.get(&org.id).copied().unwrap_or_default();
    let is_pilot = store::pilots(tx)?.contains(&org.id);
    let mut usable: BTreeMap<Category, i64> = BTreeMap::new();
    for (_, category, state, devices) in tally::counts(tx, &[org.id])? {
        if is_usable(state) {
            *usable.entry(category).or_default() += devices;
        }
    }
    let facts = Facts { kind: &org.kind, is_pilot, classes };
    let needs = needs(&version.lines, &facts, &usable);
    Ok(OfSchool { version, classes, needs, usable })
}
