//! What is taught, in French, subject by subject and level by level.
//!
//! Each list follows the year: its entries are spread over the weeks in order.

mod art_sport;
mod biology;
mod english;
mod french;
mod history;
mod languages;
mod maths;
mod physics;
pub(crate) mod pupils;
mod school_cycle1;
mod school_cycle2;
mod school_cycle3;
mod technology;
pub(crate) mod templates;

use crate::activity::WorkKind;
use crate::subjects::{Level, Subject};

/// One step of a sequence: what was done, and sometimes work to do.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Title of the step.
    pub title: &'static str,
    /// What was done: sentences, or the simple HTML subset.
    pub body: &'static str,
    /// Work to do.
    pub task: Option<Task>,
}

/// Work to do, as a teacher words it.
#[derive(Clone, Copy, Debug)]
pub struct Task {
    /// To hand in, to learn or to bring.
    pub kind: WorkKind,
    /// Title.
    pub title: &'static str,
    /// Instructions: sentences, or the simple HTML subset.
    pub instructions: &'static str,
    /// Estimated time.
    pub minutes: u16,
    /// What pupils answer, when it is only meaningful for this work; `{me}` is their first name.
    pub answers: &'static [&'static str],
}

const fn lesson(title: &'static str, body: &'static str) -> Entry {
    Entry { title, body, task: None }
}

impl Entry {
    const fn task(
        self,
        kind: WorkKind,
        title: &'static str,
        instructions: &'static str,
        minutes: u16,
    ) -> Self {
        Self { task: Some(Task { kind, title, instructions, minutes, answers: &[] }), ..self }
    }

    const fn exercise(self, title: &'static str, instructions: &'static str, minutes: u16) -> Self {
        self.task(WorkKind::Exercise, title, instructions, minutes)
    }

    const fn learn(self, title: &'static str, instructions: &'static str, minutes: u16) -> Self {
        self.task(WorkKind::Learn, title, instructions, minutes)
    }

    const fn bring(self, title: &'static str, instructions: &'static str) -> Self {
        self.task(WorkKind::Bring, title, instructions, 5)
    }

    const fn answers(self, answers: &'static [&'static str]) -> Self {
        match self.task {
            Some(task) => Self { task: Some(Task { answers, ..task }), ..self },
            None => self,
        }
    }
}

/// The steps of a subject at a level, in the order of the year; never empty.
#[must_use]
pub fn entries(subject: Subject, level: Level) -> &'static [Entry] {
    match subject {
        Subject::French => french::entries(level),
        Subject::Maths => maths::entries(level),
        Subject::Support => maths::SUPPORT,
        Subject::History => history::entries(level),
        Subject::Civics => history::civics(level),
        Subject::English => english::entries(level),
        Subject::Spanish => languages::spanish(level),
        Subject::German => languages::german(level),
        Subject::Latin => languages::LATIN,
        Subject::Biology => biology::entries(level),
        Subject::Sciences => biology::SIXIEME,
        Subject::Physics => physics::entries(level),
        Subject::Technology => technology::entries(level),
        Subject::Sport => art_sport::SPORT,
        Subject::Art => art_sport::ART,
        Subject::Music => art_sport::MUSIC,
        Subject::Rituals | Subject::Speech | Subject::SchoolSport => {
            school_cycle1::entries(subject)
        }
        _ => match level.cycle() {
            1 => school_cycle1::entries(subject),
            2 => school_cycle2::entries(subject, level),
            _ => school_cycle3::entries(subject),
        },
    }
}
