//! To whom a school may lend: its pupils, by their class or their name, and those who work there.

use std::collections::HashMap;

use db::{DbError, Tx};
use directory::api::{self, Group, PersonName};
use kernel::{Day, Role, TargetKind};

use crate::rights::STAFF;

/// Someone to whom something may be lent.
#[derive(Clone, Debug)]
pub(super) struct Borrower {
    pub(super) name: PersonName,
    /// The class of a pupil; nothing for who works there.
    pub(super) class: Option<Group>,
}

impl Borrower {
    pub(super) const fn is_pupil(&self) -> bool {
        self.class.is_some()
    }
}

/// Names found at once.
const FOUND_MAX: usize = 30;

/// The classes of a school on a day, by name.
pub(super) fn classes(tx: &mut Tx, org: i64, day: Day) -> Result<Vec<Group>, DbError> {
    let mut groups = api::groups_of_org(tx, org, day)?;
    groups.retain(|group| group.is_class);
    Ok(groups)
}

/// Someone of a school on a day; nobody for who is not of it.
pub(super) fn of_school(
    tx: &mut Tx,
    (org, day): (i64, Day),
    person: i64,
) -> Result<Option<Borrower>, DbError> {
    let person = api::root(tx, person)?;
    let Some(name) = api::name(tx, person)? else { return Ok(None) };
    let ties = api::ties(tx, person, day)?;
    let is = |role: Role| {
        let here = ties.iter().filter(|tie| tie.role == role);
        here.clone().any(|tie| tie.target.kind == TargetKind::Org && tie.target.id == org)
    };
    if is(Role::Pupil) {
        let groups = ties.iter().filter(|tie| tie.role == Role::Pupil);
        let groups = groups.filter(|tie| tie.target.kind == TargetKind::Group);
        let ids: Vec<i64> = groups.map(|tie| tie.target.id).collect();
        let mut classes: Vec<Group> = api::groups(tx, &ids)?.into_values().collect();
        classes.retain(|group| group.is_class && group.org == org);
        classes.sort_by_key(|group| group.id);
        return Ok(classes.pop().map(|class| Borrower { name, class: Some(class) }));
    }
    let works_there = STAFF.iter().any(|role| is(*role));
    Ok(works_there.then_some(Borrower { name, class: None }))
}

/// Those of a school whose name says some words, pupils first.
pub(super) fn called(
    tx: &mut Tx,
    (org, day): (i64, Day),
    words: &str,
) -> Result<Vec<Borrower>, DbError> {
    let words = kernel::fold(words);
    let parts: Vec<&str> = words.split_whitespace().collect();
    if parts.is_empty() {
        return Ok(Vec::new());
    }
    let is_called = |name: &PersonName| {
        let folded = kernel::fold(&name.full());
        parts.iter().all(|part| folded.contains(part))
    };
    let classes: HashMap<i64, Group> =
        self::classes(tx, org, day)?.into_iter().map(|class| (class.id, class)).collect();
    let ids: Vec<i64> = classes.keys().copied().collect();
    let pupils = api::pupils_by_group(tx, &ids, day)?;
    let people: Vec<i64> = pupils.iter().map(|(_, person)| *person).collect();
    let names = api::names(tx, &people)?;
    let mut found: Vec<Borrower> = pupils
        .iter()
        .filter_map(|(class, person)| {
            let name = names.get(person).filter(|name| is_called(name))?;
            Some(Borrower { name: name.clone(), class: classes.get(class).cloned() })
        })
        .collect();
    found.sort_by_cached_key(|one| kernel::fold(&one.name.full()));
    for role in STAFF {
        let holders = api::holders_in_org(tx, org, *role, day)?;
        let new = holders.into_iter().filter(|name| is_called(name));
        for name in new {
            if !found.iter().any(|known| known.name.id == name.id) {
                found.push(Borrower { name, class: None });
            }
        }
    }
    found.truncate(FOUND_MAX);
    Ok(found)
}
