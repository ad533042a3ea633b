//! The page of a hand-in: read by the pupil and their guardians, answered by those who teach.

use std::collections::HashMap;

use directory::api::{self, PersonName};
use web::{Access, Cx, Outcome, Problem, Route};

use crate::{
    answering::{self, store::Version},
    attachment::{self, Attachment, Owner},
    course::Course,
    handin::{
        Handin, opened,
        store::{self, Waiting},
        views,
    },
    parts, readers,
    remark::{Notes, Retyped},
    rights::{ANSWER_READ, HANDIN_READ, WORK_READ},
    skills::{self, store::Named},
    t, teams,
    work::{self, Work},
};

/// « À lire ».
const TO_READ: &str = "/cours/a-lire";
/// Works of one page of it.
const PAGE: i64 = 20;

pub(crate) fn routes() -> Vec<Route> {
    use kernel::Role;
    vec![
        Route::get("/cours/remises/{handin}", Access::Item(&HANDIN_READ), page),
        Route::get(TO_READ, Access::Role(&[Role::Teacher]), to_read),
    ]
}

/// A hand-in with everything its page shows.
pub(crate) struct Scene {
    pub(crate) course: Course,
    pub(crate) work: Work,
    pub(crate) handin: Handin,
    /// Whose it is: one pupil, or those of a group.
    pub(crate) pupils: Vec<PersonName>,
    /// Which of them handed it in, now and before.
    pub(crate) by: HashMap<i64, PersonName>,
    /// The words for one of them alone that who reads may read.
    pub(crate) words: Vec<(PersonName, String)>,
    pub(crate) files: Vec<Attachment>,
    /// What was handed in before, the last first, and the files of it all.
    pub(crate) versions: Vec<Version>,
    pub(crate) earlier_files: Vec<Attachment>,
    /// How well it shows the skills of the work: part of the answer.
    pub(crate) levels: Vec<Named>,
    pub(crate) readers: Vec<String>,
    pub(crate) shows_answer: bool,
    /// Remarks and drawings, as far as they are shown to who reads.
    pub(crate) notes: Notes,
    /// The answer said aloud, when the answer is shown.
    pub(crate) voices: Vec<Attachment>,
    /// Whether who reads is of those who answer.
    pub(crate) is_taught: bool,
    /// Whether the work itself is open to who reads: not that of a class they left.
    pub(crate) opens_work: bool,
    /// A remark that was said otherwise and is to be corrected.
    pub(crate) retyped: Option<Retyped>,
}

impl Scene {
    pub(crate) fn load(cx: &mut Cx) -> Result<Self, Problem> {
        let id = cx.id()?;
        Self::of(cx, id)
    }

    /// A hand-in by its id.
    pub(crate) fn of(cx: &mut Cx, id: i64) -> Result<Self, Problem> {
        let today = cx.today();
        let handin = store::get(cx.tx, id)?;
        let work = work::store::get(cx.tx, handin.work)?;
        let course = Course::load(cx.tx, handin.teaching, today)?.ok_or_else(Problem::not_found)?;
        let shows_answer = cx.allows(&ANSWER_READ, id)?;
        let voices =
            if shows_answer { attachment::of(cx.tx, Owner::Answer(id))? } else { Vec::new() };
        let sharers = teams::store::sharers_of(cx.tx, &handin)?;
        let versions = answering::store::versions(cx.tx, id)?;
        let by: Vec<i64> =
            handin.by.into_iter().chain(versions.iter().filter_map(|one| one.by)).collect();
        let mut names =
            api::names(cx.tx, &sharers.iter().map(|one| one.pupil).collect::<Vec<_>>())?;
        let theirs =
            sharers.into_iter().filter_map(|one| Some((names.remove(&one.pupil)?, one.word)));
        let mut words: Vec<(PersonName, String)> = theirs.collect();
        let pupils: Vec<PersonName> = words.iter().map(|(name, _)| name.clone()).collect();
        if pupils.is_empty() {
            return Err(Problem::not_found());
        }
        if !course.is_taught_by(cx.actor()?) {
            words = words_for(cx, words)?;
        }
        Ok(Self {
            notes: Notes::load(cx.tx, &[id], |_| shows_answer)?,
            voices,
            is_taught: course.is_taught_by(cx.actor()?),
            files: attachment::of(cx.tx, Owner::Handin(id))?,
            by: api::names(cx.tx, &by)?,
            words,
            versions,
            earlier_files: attachment::of_versions(cx.tx, id)?,
            levels: skills::store::named_levels(cx.tx, cx.lang(), &[id])?,
            readers: readers::words(cx, &HANDIN_READ, id, &course)?,
            shows_answer,
            opens_work: cx.allows(&WORK_READ, handin.work)?,
            retyped: None,
            course,
            work,
            handin,
            pupils,
        })
    }

    pub(crate) fn path(&self) -> String {
        format!("/cours/remises/{}", self.handin.id)
    }

    /// Whether something was noted or said aloud of what counts now.
    pub(crate) fn is_annotated(&self) -> bool {
        !self.voices.is_empty() || self.notes.count(self.handin.id, &self.files) > 0
    }

    /// Which pupil of a group handed it in.
    pub(crate) fn handed_by(&self, by: Option<i64>) -> Option<&PersonName> {
        by.and_then(|by| self.by.get(&by))
    }
}

/// The words for oneself, and for those one follows.
fn words_for(
    cx: &Cx,
    words: Vec<(PersonName, String)>,
) -> Result<Vec<(PersonName, String)>, Problem> {
    use kernel::{Role, Target};
    let actor = cx.actor()?;
    let roles = [Role::Itself, Role::Guardian, Role::SupportAssistant];
    let is_for =
        |name: &PersonName| roles.iter().any(|role| actor.has(*role, Target::person(name.id)));
    Ok(words.into_iter().filter(|(name, word)| !word.is_empty() && is_for(name)).collect())
}

fn page(cx: &mut Cx) -> Outcome {
    let scene = Scene::load(cx)?;
    if scene.shows_answer
        && let Some(reply) = opened::first(cx, scene.handin.id, None)?
    {
        return Ok(reply);
    }
    if !scene.is_taught {
        return Ok(views::read(cx, &scene).into());
    }
    let beside = cx.blank_form();
    Ok(answering::pages::page(cx, &scene, &beside)?.into())
}

/// What waits of one work.
pub(crate) struct Pile {
    pub(crate) waiting: Waiting,
    pub(crate) work: Work,
    pub(crate) course: Course,
}

fn to_read(cx: &mut Cx) -> Outcome {
    use kernel::{Role, TargetKind};
    let today = cx.today();
    let teachings: Vec<_> = cx.actor()?.reach(Role::Teacher, TargetKind::Teaching).collect();
    let after = cx.incoming.query(parts::AFTER).and_then(web::parse_id);
    let mut waiting = store::waiting(cx.tx, &teachings, after, PAGE + 1)?;
    let has_more = parts::cut(&mut waiting, PAGE);
    let last = waiting.last().filter(|_| has_more).map(|pile| pile.work);
    let works: Vec<_> = waiting.iter().map(|pile| pile.work).collect();
    let works = work::store::by_ids(cx.tx, &works)?;
    let courses = Course::load_many(cx.tx, &teachings, today)?;
    let piles: Vec<_> = waiting
        .into_iter()
        .filter_map(|waiting| {
            let work = works.iter().find(|work| work.id == waiting.work)?.clone();
            let course = courses.iter().find(|course| course.id == waiting.teaching)?.clone();
            Some(Pile { waiting, work, course })
        })
        .collect();
    let ways = parts::ways(
        cx.lang(),
        (t::to_read_first(cx.lang()), t::to_read_next(cx.lang())),
        TO_READ,
        after.is_some(),
        last,
    );
    Ok(views::to_read(cx, &piles, &ways).into())
}
