//! Who a work is for, line by line, and what they handed in.

use std::collections::HashMap;

use directory::api::{self, PersonName};
use web::{Cx, Problem};

use crate::{
    handin::{self, Handin},
    parts,
    teams::{self, Member},
    work::{Work, store, whom},
};

/// One line of the class: a pupil, or those of a group, and what they handed in.
pub(crate) struct Line {
    pub(crate) name: PersonName,
    /// The others of the group.
    pub(crate) with: Vec<PersonName>,
    /// The number of the group.
    pub(crate) team: Option<i64>,
    pub(crate) handin: Option<Handin>,
    pub(crate) is_done: bool,
    /// Whether others work in groups and they are in none.
    pub(crate) is_left_out: bool,
}

impl Line {
    fn of(name: PersonName, handin: Option<Handin>) -> Self {
        Self { name, with: Vec::new(), team: None, handin, is_done: false, is_left_out: false }
    }

    /// The full names of all of them.
    pub(crate) fn names(&self) -> String {
        parts::full_names(std::iter::once(&self.name).chain(&self.with))
    }
}

/// The groups of a work, then those it is for today who are in none, then those who left after
/// handing in.
pub(crate) fn class(cx: &mut Cx, work: &Work) -> Result<Vec<Line>, Problem> {
    let today = cx.today();
    let mut handins = handin::store::of_work(cx.tx, work.id)?;
    let done = store::done_by(cx.tx, work.id)?;
    let of_handins = handins.iter().map(|handin| handin.pupil);
    let recorded: Vec<i64> = of_handins.chain(done.iter().copied()).collect();
    let roots = api::roots(cx.tx, &recorded)?;
    let today_as = |pupil: i64| roots.get(&pupil).copied().unwrap_or(pupil);
    let done: Vec<i64> = done.into_iter().map(today_as).collect();
    let mut pupils = whom::pupils(cx.tx, work, today)?;
    let setting = teams::store::setting(cx.tx, work.id)?;
    let members =
        if work.is_handed_in() { teams::store::members(cx.tx, work.id)? } else { Vec::new() };
    let mut lines = teams_of(cx, &members, &mut pupils, &mut handins)?;
    let mut take = |pupil: i64| {
        let at = handins.iter().position(|handin| today_as(handin.pupil) == pupil)?;
        Some(handins.swap_remove(at))
    };
    lines.extend(pupils.into_iter().map(|name| Line {
        is_done: done.contains(&name.id),
        is_left_out: setting.is_some() && work.is_handed_in(),
        ..Line::of(name.clone(), take(name.id))
    }));
    let gone: Vec<_> = handins.iter().map(|handin| handin.pupil).collect();
    let mut names = api::names(cx.tx, &gone)?;
    lines.extend(handins.into_iter().filter_map(|handin| {
        let name = names.remove(&handin.pupil)?;
        Some(Line::of(name, Some(handin)))
    }));
    Ok(lines)
}

/// One line for each group, out of the pupils and the hand-ins: those who are still there, and those
/// who left after it handed in.
fn teams_of(
    cx: &mut Cx,
    members: &[Member],
    pupils: &mut Vec<PersonName>,
    handins: &mut Vec<Handin>,
) -> Result<Vec<Line>, Problem> {
    let gone = |one: &&Member| one.handin.is_some() && !pupils.iter().any(|p| p.id == one.pupil);
    let gone: Vec<i64> = members.iter().filter(gone).map(|one| one.pupil).collect();
    let mut names: HashMap<i64, PersonName> = api::names(cx.tx, &gone)?;
    let mut lines = Vec::new();
    for team in members.chunk_by(|one, other| one.team == other.team) {
        let mut theirs: Vec<PersonName> = Vec::new();
        for one in team {
            match pupils.iter().position(|name| name.id == one.pupil) {
                Some(at) => theirs.push(pupils.remove(at)),
                None => theirs.extend(names.remove(&one.pupil)),
            }
        }
        let shared = team.iter().find_map(|one| one.handin);
        let at = handins.iter().position(|handin| Some(handin.id) == shared);
        let handin = at.map(|at| handins.swap_remove(at));
        if theirs.is_empty() {
            handins.extend(handin);
            continue;
        }
        let with = theirs.split_off(1);
        let team = team.first().map(|one| one.team);
        lines.extend(theirs.pop().map(|name| Line { with, team, ..Line::of(name, handin) }));
    }
    Ok(lines)
}
