//! What the room says to the feed of the day, in the transaction of each change.

use db::{DbError, Tx};
use kernel::{Day, Instant, Target};
use today::api::{self, Item, Kind, State};

use crate::{
    course::Course,
    handin::Handin,
    lesson::Lesson,
    work::{Expects, Work, whom},
};

/// A lesson of the day, for its class and its teachers.
pub(crate) fn put_lesson(
    tx: &mut Tx,
    course: &Course,
    lesson: &Lesson,
    now: Instant,
) -> Result<(), DbError> {
    let (who, link) = lesson_words(course, lesson);
    api::put(tx, &lesson_item((course, &who, &link), lesson, now))
}

/// Whose a lesson is, and its page.
fn lesson_words(course: &Course, lesson: &Lesson) -> (String, String) {
    (course.who(), format!("/cours/lecons/{}", lesson.id))
}

fn lesson_item<'a>(
    (course, who, link): (&'a Course, &'a str, &'a str),
    lesson: &'a Lesson,
    now: Instant,
) -> Item<'a> {
    let state = if lesson.published_at.is_some() { State::Written } else { State::Open };
    Item {
        kind: Kind::Lesson,
        reference: lesson.id,
        audience: Target::group(lesson.group),
        staff: Some(Target::teaching(lesson.teaching)),
        for_pupils: true,
        for_guardians: true,
        day: lesson.day,
        starts: lesson.starts,
        ends: lesson.ends,
        position: lesson.position,
        title: lesson.subject(course),
        class: &course.group.name,
        who,
        place: &lesson.room,
        minutes: None,
        state,
        link,
        at: now,
    }
}

/// The same lesson, for someone who takes it in their place; nobody when there is none.
pub(crate) fn put_substitute(
    tx: &mut Tx,
    course: &Course,
    lesson: &Lesson,
    substitute: Option<i64>,
    now: Instant,
) -> Result<(), DbError> {
    // Nobody is of a teaching as an audience: this line is read by its staff alone.
    let audience = Target::teaching(lesson.teaching);
    let Some(person) = substitute else {
        return api::remove_for(tx, Kind::Lesson, lesson.id, audience);
    };
    let (who, link) = lesson_words(course, lesson);
    let item = lesson_item((course, &who, &link), lesson, now);
    api::put(
        tx,
        &Item {
            audience,
            staff: Some(Target::person(person)),
            for_pupils: false,
            for_guardians: false,
            ..item
        },
    )
}

/// A lesson that is no longer planned.
pub(crate) fn remove_lesson(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    api::remove(tx, Kind::Lesson, id)
}

/// What is the same for everyone a work is shown to.
struct WorkWords {
    title: String,
    who: String,
    link: String,
}

impl WorkWords {
    fn of(course: &Course, work: &Work) -> Self {
        Self { title: work.title(), who: course.who(), link: format!("/cours/travaux/{}", work.id) }
    }

    fn item<'a>(
        &'a self,
        course: &'a Course,
        work: &Work,
        audience: Target,
        state: State,
        now: Instant,
    ) -> Item<'a> {
        Item {
            kind: Kind::Work,
            reference: work.id,
            audience,
            staff: None,
            for_pupils: true,
            for_guardians: true,
            day: work.given.due,
            starts: None,
            ends: None,
            position: 0,
            title: &self.title,
            class: &course.label,
            who: &self.who,
            place: "",
            minutes: work.given.minutes,
            state,
            link: &self.link,
            at: now,
        }
    }
}

/// A work, for whom it is.
pub(crate) fn put_work(
    tx: &mut Tx,
    course: &Course,
    work: &Work,
    (today, now): (Day, Instant),
) -> Result<(), DbError> {
    let words = WorkWords::of(course, work);
    for audience in whom::audiences(tx, work, today)? {
        api::put(tx, &words.item(course, work, audience, not_done(work), now))?;
    }
    Ok(())
}

/// Where someone stands who did nothing yet.
const fn not_done(work: &Work) -> State {
    match work.given.expects {
        Expects::Handin => State::ToHandIn,
        Expects::Nothing => State::Open,
    }
}

/// What changed of a work, for everyone who has it already.
pub(crate) fn change_work(
    tx: &mut Tx,
    course: &Course,
    work: &Work,
    now: Instant,
) -> Result<(), DbError> {
    let words = WorkWords::of(course, work);
    api::change_for_all(tx, &words.item(course, work, Target::group(work.group), State::Open, now))
}

/// A work that was taken away, and what waited to be read of it.
pub(crate) fn remove_work(tx: &mut Tx, work: i64) -> Result<(), DbError> {
    api::remove(tx, Kind::Work, work)?;
    api::remove(tx, Kind::ToRead, work)
}

/// Where one pupil stands with a work; `None` when they stand where their class does.
pub(crate) fn put_state(
    tx: &mut Tx,
    (course, work): (&Course, &Work),
    pupil: i64,
    state: Option<State>,
    now: Instant,
) -> Result<(), DbError> {
    let audience = Target::person(pupil);
    let state = match state {
        None if !work.given.whom.is_told_one_by_one() => {
            return api::remove_for(tx, Kind::Work, work.id, audience);
        }
        state => state.unwrap_or(not_done(work)),
    };
    let words = WorkWords::of(course, work);
    api::put(tx, &words.item(course, work, audience, state, now))
}

/// An answer just published, for one pupil who has it and their guardians.
pub(crate) fn put_answer(
    tx: &mut Tx,
    (course, work): (&Course, &Work),
    (handin, pupil): (&Handin, i64),
    (today, now): (Day, Instant),
) -> Result<(), DbError> {
    put_state(tx, (course, work), pupil, Some(State::Answered), now)?;
    let words = WorkWords::of(course, work);
    let item = words.item(course, work, Target::person(pupil), State::Answered, now);
    api::put(
        tx,
        &Item {
            kind: Kind::Answer,
            reference: handin.id,
            day: today,
            minutes: None,
            link: &format!("/cours/remises/{}", handin.id),
            ..item
        },
    )
}

/// Answers that are no longer there to read.
pub(crate) fn remove_answers(tx: &mut Tx, handins: &[Handin]) -> Result<(), DbError> {
    handins.iter().try_for_each(|handin| api::remove(tx, Kind::Answer, handin.id))
}

/// Whether hand-ins of a work wait for its teachers.
pub(crate) fn put_waiting(
    tx: &mut Tx,
    course: &Course,
    work: &Work,
    count: i64,
    now: Instant,
) -> Result<(), DbError> {
    if count == 0 {
        return api::remove(tx, Kind::ToRead, work.id);
    }
    let words = WorkWords::of(course, work);
    let teachers = Target::teaching(work.teaching);
    let item = words.item(course, work, teachers, State::Open, now);
    api::put(
        tx,
        &Item {
            kind: Kind::ToRead,
            position: i32::try_from(count).unwrap_or(i32::MAX),
            staff: Some(teachers),
            for_pupils: false,
            for_guardians: false,
            class: &course.group.name,
            ..item
        },
    )
}
