//! Changes of the day: someone is absent, a lesson is elsewhere, later, or does not take place.

pub(crate) mod pages;
pub(crate) mod store;
mod views;

use std::collections::HashMap;

use db::{DbError, Tx, journal};
use directory::api::PersonName;
use kernel::{Day, Instant, Lang, LocalTime, Target};
use today::api as feed_api;

use crate::{
    course::Course,
    feed,
    lesson::{self, Lesson},
};

/// What changes of one lesson, as it is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) is_cancelled: bool,
    pub(crate) absent: Option<i64>,
    pub(crate) substitute: Option<i64>,
    pub(crate) room_before: Option<String>,
    pub(crate) when_before: Option<(Day, Option<LocalTime>, Option<LocalTime>)>,
}

/// Where and when a lesson is from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) is_cancelled: bool,
    pub(crate) absent: Option<i64>,
    pub(crate) substitute: Option<i64>,
    pub(crate) room: String,
    pub(crate) day: Day,
    pub(crate) starts: Option<LocalTime>,
    pub(crate) ends: Option<LocalTime>,
}

impl Wanted {
    /// A lesson as it is.
    pub(crate) fn of(lesson: &Lesson, change: &Change) -> Self {
        Self {
            is_cancelled: change.is_cancelled,
            absent: change.absent,
            substitute: change.substitute,
            room: lesson.room.clone(),
            day: lesson.day,
            starts: lesson.starts,
            ends: lesson.ends,
        }
    }
}

/// What changes of a lesson that is asked to be otherwise. Put back where it was first, it has not
/// changed.
pub(crate) fn changed(lesson: &Lesson, change: &Change, wanted: &Wanted) -> Change {
    let room_first = change.room_before.clone().unwrap_or_else(|| lesson.room.clone());
    let when_first = change.when_before.unwrap_or((lesson.day, lesson.starts, lesson.ends));
    let when = (wanted.day, wanted.starts, wanted.ends);
    Change {
        is_cancelled: wanted.is_cancelled,
        absent: wanted.absent,
        substitute: wanted.substitute.filter(|_| !wanted.is_cancelled),
        room_before: (wanted.room != room_first).then_some(room_first),
        when_before: (when != when_first).then_some(when_first),
    }
}

/// Who says it, and when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said {
    pub(crate) by: i64,
    pub(crate) now: Instant,
}

/// Makes a lesson otherwise, and tells everyone who has it.
pub(crate) fn apply(
    tx: &mut Tx,
    course: &Course,
    lesson: &Lesson,
    wanted: &Wanted,
    said: Said,
) -> Result<(), DbError> {
    let before = store::of(tx, lesson.id)?;
    let change = changed(lesson, &before, wanted);
    note(tx, lesson, said)?;
    let placed = Lesson {
        day: wanted.day,
        starts: wanted.starts,
        ends: wanted.ends,
        room: wanted.room.clone(),
        ..lesson.clone()
    };
    lesson::store::place(tx, &placed)?;
    store::keep(tx, lesson.id, &change, said)?;
    feed::put_lesson(tx, course, &placed, said.now)?;
    feed::put_substitute(tx, course, &placed, change.substitute, said.now)?;
    let names = names(tx, std::iter::once(&change))?;
    let words = spoken(&change, &names);
    feed_api::say_change(tx, feed_api::Kind::Lesson, lesson.id, &words)
}

/// Writes in the journal that someone changed a lesson of the day.
fn note(tx: &mut Tx, lesson: &Lesson, said: Said) -> Result<(), DbError> {
    let entry = journal::Entry {
        at: said.now,
        person: Some(said.by),
        action: "courses.lesson.change",
        object: lesson.id,
        scope: Target::teaching(lesson.teaching),
    };
    journal::write(tx, &entry)
}

/// Says to whoever takes a lesson what it is now.
pub(crate) fn tell_substitute(
    tx: &mut Tx,
    course: &Course,
    lesson: &Lesson,
    now: Instant,
) -> Result<(), DbError> {
    match store::of(tx, lesson.id)?.substitute {
        Some(person) => feed::put_substitute(tx, course, lesson, Some(person), now),
        None => Ok(()),
    }
}

/// A change with the names it is said with.
fn spoken(change: &Change, names: &HashMap<i64, PersonName>) -> feed_api::Change {
    let name = |id: Option<i64>| id.and_then(|id| names.get(&id)).map(PersonName::formal);
    feed_api::Change {
        is_cancelled: change.is_cancelled,
        absent: name(change.absent),
        substitute: name(change.substitute),
        room_before: change.room_before.clone(),
        moved_from: change.when_before.map(|(day, starts, _)| (day, starts)),
    }
}

/// The names of whoever some changes are about.
fn names<'c>(
    tx: &mut Tx,
    changes: impl Iterator<Item = &'c Change>,
) -> Result<HashMap<i64, PersonName>, DbError> {
    let ids: Vec<i64> =
        changes.flat_map(|change| change.absent.into_iter().chain(change.substitute)).collect();
    directory::api::names(tx, &ids)
}

/// The words of what changes of some lessons, for those of which something does.
pub(crate) fn words(
    tx: &mut Tx,
    lessons: &[Lesson],
    lang: Lang,
    today: Day,
) -> Result<HashMap<i64, String>, DbError> {
    let ids: Vec<i64> = lessons.iter().map(|lesson| lesson.id).collect();
    let changes = store::of_lessons(tx, &ids)?;
    let names = names(tx, changes.values())?;
    let said = lessons.iter().filter_map(|lesson| {
        let spoken = spoken(changes.get(&lesson.id)?, &names);
        Some((lesson.id, spoken.words(lang, &lesson.room, today)))
    });
    Ok(said.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lesson() -> Lesson {
        Lesson {
            id: 1,
            slot: None,
            teaching: 1,
            group: 1,
            org: 1,
            day: Day(100),
            starts: Some(LocalTime(540)),
            ends: Some(LocalTime(595)),
            position: 0,
            label: String::new(),
            room: "8".into(),
            title: String::new(),
            done_html: String::new(),
            published_at: None,
            revision: 0,
            updated_at: Instant(0),
        }
    }

    #[test]
    fn what_is_put_back_has_not_changed() {
        let (first, none) = (lesson(), Change::default());
        let same = Wanted::of(&first, &none);
        assert_eq!(changed(&first, &none, &same), none);
        let other = Wanted { room: "12".into(), day: Day(101), ..same.clone() };
        let change = changed(&first, &none, &other);
        assert_eq!(change.room_before.as_deref(), Some("8"));
        assert_eq!(change.when_before.map(|(day, ..)| day), Some(Day(100)));
        let moved = Lesson { room: "12".into(), day: Day(101), ..first.clone() };
        let again = Wanted { room: "14".into(), ..other };
        assert_eq!(
            changed(&moved, &change, &again).room_before.as_deref(),
            Some("8"),
            "the first room"
        );
        assert_eq!(changed(&moved, &change, &same), none, "back where it was");
    }

    #[test]
    fn nobody_takes_a_lesson_that_is_cancelled() {
        let none = Change::default();
        let wanted =
            Wanted { is_cancelled: true, substitute: Some(3), ..Wanted::of(&lesson(), &none) };
        assert_eq!(changed(&lesson(), &none, &wanted).substitute, None);
    }
}
