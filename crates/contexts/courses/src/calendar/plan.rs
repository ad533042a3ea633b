//! What a calendar says becomes lessons: added, moved, taken away. A lesson in which something is
//! written is never taken away.

use std::collections::HashMap;

use db::{DbError, Tx};
use jobs::{Job, JobError};
use kernel::{Day, Instant, Role, TargetKind};
use serde::{Deserialize, Serialize};

use crate::{
    calendar::{
        Of,
        store::{self, Calendar, Waiting},
    },
    changes,
    course::Course,
    feed,
    lesson::{self, Lesson},
};

/// Events planned in one transaction, so that nobody waits.
const AT_ONCE: i64 = 250;

/// Plans what is left of a calendar.
pub(crate) const JOB: Job = Job {
    name: "courses.calendar-plan",
    run: |tx, payload, now| {
        let Rest { calendar, today } = payload.read::<Rest>()?;
        if let Some(calendar) = store::get(tx, calendar)? {
            plan(tx, &calendar, today, now).map_err(JobError::from)?;
        }
        Ok(())
    },
};

/// What is left to plan.
#[derive(Serialize, Deserialize)]
struct Rest {
    calendar: i64,
    today: Day,
}

/// What planning did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Planned {
    pub(crate) added: i64,
    pub(crate) moved: i64,
    pub(crate) removed: i64,
    /// Written, so not taken away.
    pub(crate) kept: i64,
    /// Whether the rest is planned soon after.
    pub(crate) goes_on: bool,
}

/// The courses a calendar may plan, today: those its teacher teaches, or all of its class or of its
/// school.
pub(crate) fn courses(
    tx: &mut Tx,
    calendar: &Calendar,
    today: Day,
) -> Result<Vec<Course>, DbError> {
    match calendar.of {
        Of::Class { group, .. } => Course::of_groups(tx, &[group], today),
        Of::School { org } => Course::of_org(tx, org, today),
        Of::Person => {
            let ties = directory::api::ties(tx, calendar.person, today)?;
            let taught: Vec<i64> = ties
                .iter()
                .filter(|tie| tie.role == Role::Teacher)
                .filter(|tie| tie.target.kind == TargetKind::Teaching)
                .map(|tie| tie.target.id)
                .collect();
            Course::load_many(tx, &taught, today)
        }
    }
}

/// Plans what waits, as much as one transaction holds; a job does the rest.
pub(crate) fn plan(
    tx: &mut Tx,
    calendar: &Calendar,
    today: Day,
    now: Instant,
) -> Result<Planned, DbError> {
    let courses = courses(tx, calendar, today)?;
    let courses: HashMap<i64, Course> = courses.into_iter().map(|one| (one.id, one)).collect();
    let waiting = store::waiting(tx, calendar.id, AT_ONCE)?;
    let mut planner = Planner { courses, today, now, did: Planned::default() };
    for event in &waiting {
        let lesson = planner.one(tx, event)?;
        store::settle(tx, event.id, lesson)?;
    }
    planner.did.goes_on = i64::try_from(waiting.len()).is_ok_and(|count| count == AT_ONCE);
    if planner.did.goes_on {
        let rest = Rest { calendar: calendar.id, today };
        jobs::enqueue(tx, JOB.name, &rest, Some(&calendar.id.to_string()), now)?;
    }
    Ok(planner.did)
}

struct Planner {
    courses: HashMap<i64, Course>,
    today: Day,
    now: Instant,
    did: Planned,
}

impl Planner {
    /// Plans one event; the lesson it is then.
    fn one(&mut self, tx: &mut Tx, event: &Waiting) -> Result<Option<i64>, DbError> {
        let there = match event.lesson {
            Some(id) => lesson::store::find(tx, id)?,
            None => None,
        };
        let course = event.teaching.filter(|_| event.is_there);
        let course = course.and_then(|teaching| self.courses.get(&teaching)).cloned();
        match (course, there) {
            (Some(course), Some(lesson)) if lesson.teaching == course.id => {
                self.follow(tx, &course, event, &lesson)?;
                Ok(Some(lesson.id))
            }
            (Some(course), there) => {
                if let Some(lesson) = there {
                    self.take_away(tx, &lesson)?;
                }
                self.add(tx, &course, event)
            }
            (None, Some(lesson)) => {
                let is_gone = self.take_away(tx, &lesson)?;
                Ok((!is_gone).then_some(lesson.id))
            }
            (None, None) => Ok(None),
        }
    }

    /// The lesson goes where its event went, with what is written in it.
    fn follow(
        &mut self,
        tx: &mut Tx,
        course: &Course,
        event: &Waiting,
        lesson: &Lesson,
    ) -> Result<(), DbError> {
        let moved = Lesson {
            day: event.day,
            starts: Some(event.starts),
            ends: event.ends,
            room: event.room.clone(),
            ..lesson.clone()
        };
        let is_same = (moved.day, moved.starts, moved.ends)
            == (lesson.day, lesson.starts, lesson.ends)
            && moved.room == lesson.room;
        if is_same || lesson.day < self.today {
            return Ok(());
        }
        lesson::store::place(tx, &moved)?;
        feed::put_lesson(tx, course, &moved, self.now)?;
        changes::tell_substitute(tx, course, &moved, self.now)?;
        self.did.moved += 1;
        Ok(())
    }

    /// A new lesson, or the one that already stands at this place. What is past is not planned.
    fn add(
        &mut self,
        tx: &mut Tx,
        course: &Course,
        event: &Waiting,
    ) -> Result<Option<i64>, DbError> {
        if event.day < self.today {
            return Ok(None);
        }
        let new = Lesson {
            starts: Some(event.starts),
            ends: event.ends,
            room: event.room.clone(),
            ..Lesson::outside(course, event.day, self.now)
        };
        if let Some(id) = lesson::store::at(tx, &new)? {
            return Ok((!store::is_taken(tx, id, event.id)?).then_some(id));
        }
        let new = lesson::store::insert(tx, new)?;
        feed::put_lesson(tx, course, &new, self.now)?;
        self.did.added += 1;
        Ok(Some(new.id))
    }

    /// Takes a lesson to come away when nothing is written in it; whether it is gone.
    fn take_away(&mut self, tx: &mut Tx, lesson: &Lesson) -> Result<bool, DbError> {
        if lesson.day < self.today {
            return Ok(false);
        }
        if !lesson::store::is_untouched(tx, lesson.id)? {
            self.did.kept += 1;
            return Ok(false);
        }
        lesson::store::delete(tx, lesson.id)?;
        feed::remove_lesson(tx, lesson.id)?;
        self.did.removed += 1;
        Ok(true)
    }
}
