//! What is new for an adult, in numbers: for a summary of the day.

use std::collections::BTreeSet;

use db::{DbError, Tx};
use kernel::{Actor, Day, Instant, Role, TargetKind};

use crate::{
    api::{Kind, State},
    entry::Entry,
    store::{self, Scope, Window},
};

/// What is new since an instant. It names nobody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// Works given to the person's children, still to be done.
    pub works: i64,
    /// Answers their children received.
    pub answers: i64,
    /// Hand-ins that came and wait to be read by the person.
    pub to_read: i64,
}

/// A week of someone's children, in numbers. It names nobody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Week {
    /// Lessons that were written.
    pub lessons: i64,
    /// Works still to be done.
    pub works: i64,
    /// Answers received.
    pub answers: i64,
}

/// Work is announced this long before its day.
const AHEAD_DAYS: i32 = 60;
/// Hand-ins are announced this long after the day of their work.
const TO_READ_DAYS: i32 = 30;

/// What concerns the children of a guardian.
fn of_children(actor: &Actor) -> Vec<i64> {
    let ties = actor.ties().iter().filter(|tie| {
        tie.role == Role::Guardian
            && matches!(tie.target.kind, TargetKind::Group | TargetKind::Person)
    });
    ties.map(|tie| tie.target.packed()).collect()
}

/// What is new for a guardian and for a teacher since an instant.
pub fn news(tx: &mut Tx, actor: &Actor, since: Instant, today: Day) -> Result<News, DbError> {
    let taught = actor.reach(Role::Teacher, TargetKind::Teaching);
    let scope = Scope {
        audiences: of_children(actor),
        teachings: taught.map(|id| kernel::Target::teaching(id).packed()).collect(),
    };
    let window = Window {
        works: Some((today, today.plus(AHEAD_DAYS))),
        answers: Some(today.plus(-AHEAD_DAYS)),
        to_read: Some(today.plus(-TO_READ_DAYS)),
        ..Window::lessons(today, today.plus(-1))
    };
    Ok(count(&store::entries(tx, &scope, &window)?, since))
}

/// The days of a week around one: what was done since the same day of the last, what is for the next.
pub(crate) const fn week_around(today: Day) -> Window {
    Window {
        works: Some((today.plus(1), today.plus(7))),
        answers: Some(today.plus(-6)),
        ..Window::lessons(today.plus(-6), today)
    }
}

/// The week of the children of a guardian, on the evening of a day.
pub fn week(tx: &mut Tx, actor: &Actor, today: Day) -> Result<Week, DbError> {
    let scope = Scope { audiences: of_children(actor), teachings: Vec::new() };
    let entries = store::entries(tx, &scope, &week_around(today))?;
    let counted = |kind, counts: fn(&Entry) -> bool| {
        let of_kind = entries.iter().filter(|e| e.kind == kind && e.for_guardians && counts(e));
        of_kind.map(|e| (e.reference, e.audience)).collect::<BTreeSet<_>>()
    };
    let done: BTreeSet<i64> =
        counted(Kind::Work, |e| !e.is_to_do()).into_iter().map(|(work, _)| work).collect();
    let mut works = counted(Kind::Work, Entry::is_to_do);
    works.retain(|(work, _)| !done.contains(work));
    let distinct = |things: BTreeSet<(i64, i64)>| {
        things.into_iter().map(|(reference, _)| reference).collect::<BTreeSet<_>>().len()
    };
    let size = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    Ok(Week {
        lessons: size(distinct(counted(Kind::Lesson, |e| e.state == State::Written))),
        works: size(distinct(works)),
        answers: size(counted(Kind::Answer, |_| true).len()),
    })
}

fn count(entries: &[Entry], since: Instant) -> News {
    let of_families = |kind| entries.iter().filter(move |e| e.kind == kind && e.for_guardians);
    let over: BTreeSet<i64> =
        of_families(Kind::Work).filter(|e| !e.is_to_do()).map(|e| e.reference).collect();
    let works: BTreeSet<i64> = of_families(Kind::Work)
        .filter(|e| e.at > since && !over.contains(&e.reference))
        .map(|e| e.reference)
        .collect();
    let answers: BTreeSet<(i64, i64)> = of_families(Kind::Answer)
        .filter(|e| e.at > since)
        .map(|e| (e.reference, e.audience))
        .collect();
    let to_read = entries.iter().filter(|e| e.kind == Kind::ToRead && e.at > since);
    let size = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    News {
        works: size(works.len()),
        answers: size(answers.len()),
        to_read: to_read.map(|e| i64::from(e.position)).sum(),
    }
}
