//! Where a lesson of someone takes place at a moment.

use db::{DbError, Tx};
use kernel::{Actor, Day, LocalTime};

use crate::{
    entry::{self, Entry, Phase, Reader},
    home::Mine,
    store::{self, Scope, Window},
};

/// The room where a person teaches at a moment, else the last one where they did that day; for a
/// moment without room the name of its class. Nothing for who teaches nothing that day.
pub fn place_now(
    tx: &mut Tx,
    actor: &Actor,
    (today, time): (Day, LocalTime),
) -> Result<Option<String>, DbError> {
    let staff = Mine::of(actor).staff;
    let scope = Scope { audiences: Vec::new(), teachings: staff.clone() };
    let entries = store::entries(tx, &scope, &Window::lessons(today, today))?;
    let seen = entry::seen_by(&entries, &staff, Reader::Staff);
    let of = |wanted| {
        let lessons = seen.iter().rev().filter(|lesson| !lesson.is_cancelled());
        lessons.copied().find(|lesson| lesson.phase(today, time) == wanted)
    };
    let found = of(Phase::Now).or_else(|| of(Phase::Past)).or_else(|| of(Phase::Coming));
    Ok(found.map(place_of).filter(|place| !place.is_empty()))
}

fn place_of(lesson: &Entry) -> String {
    let place = if lesson.place.is_empty() { &lesson.class } else { &lesson.place };
    place.clone()
}
