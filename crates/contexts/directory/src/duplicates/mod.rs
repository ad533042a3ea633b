//! Records that may be one person: found with what speaks for it, decided by a person, remembered,
//! and taken back when it was wrong. Nothing is ever joined by guess.

pub mod evidence;
pub(crate) mod pages;
pub(crate) mod store;
mod views;

use std::collections::BTreeSet;

use db::{Db, DbError, Tx, journal};
use events::{
    Event,
    directory::{PeopleJoinedV1, PeoplePartedV1},
};
use kernel::{Day, Instant, Role, Target, TargetKind, Tie};

pub(crate) use evidence::{Evidence, digits};
use evidence::{alike, pairs};
use store::{Pair, State};
pub(crate) use views::{evidence_words, masked_address, masked_number};

use crate::{
    api,
    same::{self, Unjoined},
};

/// Who may decide that two records are one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decider {
    /// The school that alone knows both.
    School(i64),
    /// The territory.
    Territory,
    /// Nobody: those who run the territory are never joined to anyone.
    Nobody,
}

impl Decider {
    fn of(ties: &[Tie]) -> Self {
        let is = |role: Role| ties.iter().any(|tie| tie.role == role);
        if is(Role::TerritoryManager) || is(Role::Operator) {
            return Self::Nobody;
        }
        let outside = [Role::Itself, Role::Pupil, Role::Guardian];
        if ties.iter().any(|tie| !outside.contains(&tie.role)) {
            return Self::Territory;
        }
        let orgs: BTreeSet<i64> = ties
            .iter()
            .filter(|tie| tie.target.kind == TargetKind::Org)
            .map(|tie| tie.target.id)
            .collect();
        match orgs.first() {
            Some(org) if orgs.len() == 1 => Self::School(*org),
            _ => Self::Territory,
        }
    }

    /// Who may decide of two records, by what they are tied to on a day.
    pub(crate) fn of_pair(tx: &mut Tx, one: i64, other: i64, day: Day) -> Result<Self, DbError> {
        let ties = [api::ties(tx, one, day)?, api::ties(tx, other, day)?].concat();
        Ok(Self::of(&ties))
    }

    /// Whether someone with these ties may.
    pub(crate) fn allows(self, actor: &kernel::Actor) -> bool {
        let territory =
            || [Role::TerritoryManager, Role::Operator].iter().any(|role| actor.is(*role));
        match self {
            Self::School(org) => {
                let here = Target::org(org);
                actor.has(Role::Head, here) || actor.has(Role::Secretariat, here) || territory()
            }
            Self::Territory => territory(),
            Self::Nobody => false,
        }
    }

    const fn org(self) -> Option<i64> {
        match self {
            Self::School(org) => Some(org),
            Self::Territory | Self::Nobody => None,
        }
    }
}

/// New pairs written in one transaction.
const AT_ONCE: usize = 500;

/// Looks for records that may be one person and keeps them for someone to decide. What was decided
/// stays; what nothing speaks for any more is forgotten. Blocks; how many wait.
///
/// # Errors
/// The database's.
pub fn search(db: &Db, day: Day, now: Instant) -> Result<usize, DbError> {
    let (fresh, stale, count) = db.read_blocking(move |tx| find(tx, day))?;
    for chunk in fresh.chunks(AT_ONCE) {
        let chunk = chunk.to_vec();
        db.write_blocking(move |tx| store::add(tx, &chunk, now))?;
    }
    for chunk in stale.chunks(AT_ONCE) {
        let chunk = chunk.to_vec();
        db.write_blocking(move |tx| store::forget(tx, &chunk))?;
    }
    Ok(count)
}

type Fresh = Vec<Proposal>;

/// What is to be added, what is to be forgotten, and how many pairs there are.
fn find(tx: &mut Tx, day: Day) -> Result<(Fresh, Vec<i64>, usize), DbError> {
    let mut known = store::known(tx)?;
    let found = pairs(&store::everyone(tx, day)?);
    let (mut fresh, mut count) = (Vec::new(), 0);
    for (one, other, evidence) in found {
        let before = known.remove(&(one, other));
        let is_same = |(_, is_open, words): &(i64, bool, String)| {
            !is_open || *words == Evidence::words(&evidence)
        };
        count += usize::from(before.as_ref().is_none_or(|(_, is_open, _)| *is_open));
        if before.as_ref().is_some_and(is_same) || same::root(tx, one)? == same::root(tx, other)? {
            continue;
        }
        match Decider::of_pair(tx, one, other, day)? {
            Decider::Nobody => {}
            decider => fresh.push((one, other, evidence, decider.org())),
        }
    }
    let is_found_by_code = |words: &str| Evidence::read(words).contains(&Evidence::Code);
    let stale = known
        .into_values()
        .filter(|(_, is_open, words)| *is_open && !is_found_by_code(words))
        .map(|(id, ..)| id);
    Ok((fresh, stale.collect(), count))
}

/// Who decides, and when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct By {
    pub(crate) person: i64,
    pub(crate) now: Instant,
}

/// Joins the records of a pair. `accounts` says who comes in with an account: theirs is kept, then
/// that of who works there, then the older.
pub(crate) fn join_pair(
    tx: &mut Tx,
    pair: &Pair,
    accounts: &[i64],
    by: By,
) -> Result<Result<(), Unjoined>, DbError> {
    let (one, other) = (same::root(tx, pair.one)?, same::root(tx, pair.other)?);
    let mut weigh = |person: i64| -> Result<_, DbError> {
        let is_staff = store::category(tx, person)?.as_deref() == Some("staff");
        Ok((!accounts.contains(&person), !is_staff, person))
    };
    let (kept, gone) = if weigh(one)? <= weigh(other)? { (one, other) } else { (other, one) };
    match same::join(tx, kept, gone, by.now)? {
        Ok(joined) => {
            store::decide(tx, pair.id, State::Same, Some(joined), Some((by.person, by.now)))?;
            tell_joined(tx, kept, joined, by)?;
            Ok(Ok(()))
        }
        Err(Unjoined::Already) => {
            store::decide(tx, pair.id, State::Same, None, Some((by.person, by.now)))?;
            Ok(Ok(()))
        }
        Err(why) => Ok(Err(why)),
    }
}

/// Remembers that the records of a pair are two people.
pub(crate) fn keep_apart(tx: &mut Tx, pair: &Pair, by: By) -> Result<(), DbError> {
    store::decide(tx, pair.id, State::Different, None, Some((by.person, by.now)))?;
    note(tx, "directory.people.keep-apart", pair.id, by)
}

/// Two records with what speaks for one person, and the school that may decide.
pub(crate) type Proposal = (i64, i64, BTreeSet<Evidence>, Option<i64>);

/// Remembers that records which were never asked about are two people each.
pub(crate) fn remember_apart(tx: &mut Tx, pairs: &[Proposal], by: By) -> Result<(), DbError> {
    store::add(tx, pairs, by.now)?;
    for (one, other, ..) in pairs {
        if let Some(pair) = store::pair_of(tx, *one, *other)? {
            keep_apart(tx, &pair, by)?;
        }
    }
    Ok(())
}

/// Takes back what was decided of a pair: it is open again, and everything is as it was before.
pub(crate) fn take_back(tx: &mut Tx, pair: &Pair, by: By) -> Result<(), DbError> {
    if let Some(joined) = pair.joined
        && same::part(tx, joined)?
    {
        let event = PeoplePartedV1 { one: pair.one, other: pair.other };
        jobs::emit(tx, PeoplePartedV1::NAME, &event, by.now)?;
    }
    store::decide(tx, pair.id, State::Open, None, None)?;
    note(tx, "directory.people.take-back", pair.id, by)
}

fn tell_joined(tx: &mut Tx, kept: i64, joined: i64, by: By) -> Result<(), DbError> {
    jobs::emit(tx, PeopleJoinedV1::NAME, &PeopleJoinedV1 { kept, joined }, by.now)?;
    note(tx, "directory.people.join", kept, by)
}

fn note(tx: &mut Tx, action: &str, object: i64, by: By) -> Result<(), DbError> {
    let scope = Target::TERRITORY;
    let entry = journal::Entry { at: by.now, person: Some(by.person), action, object, scope };
    journal::write(tx, &entry)
}

/// What came of someone entering a code that was given to another record of theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Linked {
    /// They are one person from now on.
    Joined,
    /// They already were.
    Already,
    /// The names do not go together: someone will look.
    Unlike,
}

/// Joins the record of `code_of` to the person who holds its code, when nothing says that they are
/// two people; otherwise the pair is left to be decided.
pub fn link_by_code(
    tx: &mut Tx,
    person: i64,
    code_of: i64,
    (day, now): (Day, Instant),
) -> Result<Linked, DbError> {
    let (kept, gone) = (same::root(tx, person)?, same::root(tx, code_of)?);
    if kept == gone {
        return Ok(Linked::Already);
    }
    let Some(mut evidence) = own(tx, kept, gone)? else {
        propose(tx, (kept, gone), BTreeSet::from([Evidence::Code]), (day, now))?;
        return Ok(Linked::Unlike);
    };
    evidence.insert(Evidence::Code);
    let pair = propose(tx, (kept, gone), evidence, (day, now))?;
    let by = By { person: kept, now };
    match pair {
        Some(pair) if pair.state != State::Different => {
            Ok(join_pair(tx, &pair, &[kept], by)?.map_or(Linked::Unlike, |()| Linked::Joined))
        }
        _ => Ok(Linked::Unlike),
    }
}

/// What two adults have in common when one holds the code of the other: the same name, or the same
/// first name and a family name in common, is then enough.
fn own(tx: &mut Tx, one: i64, other: i64) -> Result<Option<BTreeSet<Evidence>>, DbError> {
    let (Some(one), Some(other)) = (store::described(tx, one)?, store::described(tx, other)?)
    else {
        return Ok(None);
    };
    if let Some(evidence) = alike(&one, &other) {
        return Ok(Some(evidence));
    }
    let is_other_day = one.born.is_some() && other.born.is_some() && one.born != other.born;
    let child_in_common = one.children.iter().any(|child| other.children.contains(child));
    let related = evidence::share_a_name(&one, &other);
    let is_own = !is_other_day && !child_in_common && related;
    Ok((is_own && one.is_pupil == other.is_pupil).then(BTreeSet::new))
}

fn propose(
    tx: &mut Tx,
    (one, other): (i64, i64),
    evidence: BTreeSet<Evidence>,
    (day, now): (Day, Instant),
) -> Result<Option<Pair>, DbError> {
    let decider = Decider::of_pair(tx, one, other, day)?;
    if decider == Decider::Nobody {
        return Ok(None);
    }
    store::add(tx, &[(one, other, evidence, decider.org())], now)?;
    store::pair_of(tx, one, other)
}
