//! What half a year of school leaves behind: lessons, work to do, hand-ins.

use crate::subjects::{Levels, Subject};

/// State of a lesson in the cahier de textes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LessonState {
    /// Prepared for a day to come.
    Planned,
    /// Written, not yet shown to pupils and families.
    Written,
    /// Shown.
    Published,
}

/// One lesson of a teaching.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// The teaching, in [`crate::world::World::teachings`].
    pub teaching: u32,
    /// Rank among the lessons of this teaching, from 0; some ranks are never written.
    pub rank: u32,
    /// Day, since 1970-01-01.
    pub day: i32,
    /// Rank in the day.
    pub position: u8,
    /// Hours, in a collège.
    pub hours: Option<crate::world::Hours>,
    /// The levels it is for.
    pub levels: Levels,
    /// Its state.
    pub state: LessonState,
    /// When it was last written, microseconds UTC.
    pub written_at: i64,
    /// Title.
    pub title: String,
    /// What was done, in the simple HTML subset (p, ul, li, strong, em).
    pub body: String,
    /// Work to do given in this lesson.
    pub work: Option<Work>,
}

/// Kind of work to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WorkKind {
    /// Something to hand in.
    Exercise,
    /// Something to learn.
    Learn,
    /// Something to bring.
    Bring,
}

/// Work to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// The teaching.
    pub teaching: u32,
    /// The lesson it was given in; with the teaching, identifies the work.
    pub rank: u32,
    /// Day it was given.
    pub given: i32,
    /// Day it is due.
    pub due: i32,
    /// The levels it is for.
    pub levels: Levels,
    /// Its kind: only an exercise is handed in.
    pub kind: WorkKind,
    /// Title.
    pub title: String,
    /// Instructions, in the simple HTML subset.
    pub instructions: String,
    /// Estimated time.
    pub minutes: u16,
    pub(crate) subject: Subject,
    pub(crate) answers: &'static [&'static str],
}

/// Where one pupil stands with one work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HandinState {
    /// Not handed in, and still time.
    NotYet,
    /// Not handed in, and the day is past.
    Missing,
    /// Handed in, waiting for an answer.
    HandedIn,
    /// Answered, not yet shown to the pupil.
    Answered,
    /// Answered and shown.
    Published,
}

/// What the teacher answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The text.
    pub text: String,
    /// When it was written, microseconds UTC.
    pub at: i64,
    /// When it was shown to the pupil, microseconds UTC.
    pub published_at: Option<i64>,
}

/// One pupil's hand-in, or its absence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handin {
    /// The pupil.
    pub pupil: u32,
    /// The state.
    pub state: HandinState,
    /// When it was handed in, microseconds UTC.
    pub at: Option<i64>,
    /// Whether it came after the due day.
    pub late: bool,
    /// The pupil's text, empty when nothing was handed in.
    pub text: String,
    /// The teacher's answer.
    pub answer: Option<Answer>,
}

/// How much activity a school has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Lessons.
    pub lessons: u64,
    /// Works of every kind.
    pub works: u64,
    /// Pupils' hand-ins, without those missing.
    pub handins: u64,
}
