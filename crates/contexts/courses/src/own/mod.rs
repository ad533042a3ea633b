//! What is someone's own in the room: what a pupil handed in and the answers they received, the
//! lessons a teacher wrote. It is given to them to take away; with their account, what a pupil
//! handed in is erased. Lessons stay: they are the class's, and so is the name beside them.

pub(crate) mod list;
mod store;
mod views;

pub(crate) use views::listed;

use std::collections::HashMap;

use db::{DbError, Tx};
use events::Event;
use events::directory::AccountClosedV1;
use jobs::{JobError, Payload, Subscriber};
use kernel::{Day, Instant};
use maud::html;
use web::{Cx, Fact, Folder, Own, Problem};

use crate::{
    agenda, answering,
    attachment::{self, Attachment},
    calendar, changes,
    course::Course,
    handin::{Handin, State},
    link, plan,
    remark::Notes,
    sent, skills, t, teams, work,
};

/// What the room gives a person of theirs.
pub(crate) const OWN: Own = Own { title: t::my_courses, facts, work: folders };

pub(crate) const SUBSCRIBER: Subscriber =
    Subscriber { event: AccountClosedV1::NAME, name: "courses.account-closed", run: erase };

fn erase(tx: &mut Tx, payload: &Payload, now: Instant) -> Result<(), JobError> {
    let closed: AccountClosedV1 = payload.read()?;
    let erased = store::erase(tx, closed.person)?;
    sent::erase(tx, closed.person)?;
    directory::api::prove_erasure(tx, &closed, "courses.handin", erased.handins)?;
    directory::api::prove_erasure(tx, &closed, "courses.file", erased.files)?;
    directory::api::prove_erasure(tx, &closed, "courses.team", erased.teams)?;
    let calendars = calendar::store::forget_person(tx, closed.person)?;
    directory::api::prove_erasure(tx, &closed, "courses.calendar", calendars)?;
    changes::store::forget_person(tx, closed.person, now)?;
    let agenda = agenda::store::close(tx, closed.person)?;
    directory::api::prove_erasure(tx, &closed, "courses.agenda", u64::from(agenda))?;
    Ok(())
}

fn facts(cx: &mut Cx) -> Result<Vec<Fact>, Problem> {
    let (lang, person) = (cx.lang(), cx.actor()?.person);
    let selves = directory::api::selves(cx.tx, person)?;
    let counts = store::counts(cx.tx, &selves)?;
    let said = [
        (t::mine_handins(lang), counts.handins),
        (t::mine_done(lang), counts.done),
        (t::mine_named(lang), counts.named),
        (t::mine_teams(lang), counts.teams),
        (t::mine_lessons(lang), counts.lessons),
        (t::phrases_title(lang), counts.phrases),
        (t::calendars(lang), counts.calendars),
    ];
    let known = said.into_iter().filter(|(_, count)| *count > 0);
    Ok(known.map(|(what, count)| Fact { what, says: count.to_string() }).collect())
}

/// One folder for each course in which there is something.
fn folders(cx: &mut Cx) -> Result<Vec<Folder>, Problem> {
    let (person, today) = (cx.actor()?.person, cx.today());
    let selves = directory::api::selves(cx.tx, person)?;
    let mut folders = handed_in(cx, &selves, today)?;
    folders.extend(written(cx, &selves, today)?);
    folders.extend(phrases(cx, &selves)?);
    Ok(folders)
}

/// What belongs to one course, with its files under the names they have in the archive.
struct Shelf<T> {
    teaching: i64,
    things: Vec<T>,
    files: Vec<(String, Attachment)>,
}

/// Puts things side by side by their course, each course once, in the order they come.
fn shelves<T>(things: Vec<T>, teaching: fn(&T) -> i64) -> Vec<Shelf<T>> {
    let mut shelves: Vec<Shelf<T>> = Vec::new();
    for thing in things {
        let of = teaching(&thing);
        match shelves.iter_mut().find(|shelf| shelf.teaching == of) {
            Some(shelf) => shelf.things.push(thing),
            None => {
                shelves.push(Shelf { teaching: of, things: vec![thing], files: Vec::new() });
            }
        }
    }
    shelves
}

/// Files under names of their own.
fn named(files: Vec<Attachment>) -> Vec<(String, Attachment)> {
    let numbered = (1..).zip(files).map(|(at, file)| {
        // A sharp would cut the address that links to it.
        (format!("{at:03}-{}", file.name.replace('#', "_")), file)
    });
    numbered.collect()
}

impl<T> Shelf<T> {
    /// Fetches the files of its things, and puts more beside them; two of one name keep two names.
    fn fetch(
        &mut self,
        tx: &mut Tx,
        kind: &str,
        id: fn(&T) -> i64,
        more: Vec<Attachment>,
    ) -> Result<(), DbError> {
        let owners: Vec<i64> = self.things.iter().map(id).collect();
        let files = attachment::of_all(tx, kind, &owners)?;
        self.files = named(files.into_iter().chain(more).collect());
        Ok(())
    }

    fn into_folder(self, title: String, page: maud::Markup) -> Folder {
        let stored = self
            .files
            .into_iter()
            .filter_map(|(name, file)| Some((name, crate::photo::hash_of(&file.hash)?)));
        Folder { title, page, files: stored.collect() }
    }
}

fn handed_in(cx: &mut Cx, selves: &[i64], today: Day) -> Result<Vec<Folder>, Problem> {
    let mut folders = Vec::new();
    for mut shelf in shelves(store::handins(cx.tx, selves)?, |handin| handin.teaching) {
        let handins: Vec<i64> = shelf.things.iter().map(|handin| handin.id).collect();
        let is_published =
            |id: i64| shelf.things.iter().any(|one| one.id == id && one.state == State::Published);
        let notes = Notes::load(cx.tx, &handins, is_published)?;
        let mut voices = attachment::of_answers(cx.tx, &handins)?;
        voices.retain(|voice| voice.version.is_some() || is_published(voice.owner.id()));
        shelf.fetch(cx.tx, "handin", |handin| handin.id, voices)?;
        let works: Vec<i64> = shelf.things.iter().map(|handin| handin.work).collect();
        let works = work::store::by_ids(cx.tx, &works)?;
        let authors: Vec<i64> =
            shelf.things.iter().filter_map(|handin| handin.answered_by).collect();
        let authors = directory::api::names(cx.tx, &authors)?;
        let levels = skills::store::named_levels(cx.tx, cx.lang(), &handins)?;
        let versions = answering::store::versions_of(cx.tx, &handins)?;
        let title = title(cx, shelf.teaching, today)?;
        let words = own_words(cx, &shelf.things, selves)?;
        let said = views::Said {
            authors: &authors,
            levels: &levels,
            versions: &versions,
            notes: &notes,
            words: &words,
        };
        let page = views::handed_in(cx, &shelf.things, &works, &said, &shelf.files);
        folders.push(shelf.into_folder(title, page));
    }
    Ok(folders)
}

/// The words of answers to a group that were for its owner alone, by hand-in.
fn own_words(
    cx: &mut Cx,
    handins: &[Handin],
    selves: &[i64],
) -> Result<HashMap<i64, String>, Problem> {
    let sharers = teams::store::sharers(cx.tx, handins)?;
    let words = sharers.into_iter().filter_map(|(handin, of)| {
        let mine = of.into_iter().find(|one| selves.contains(&one.pupil))?;
        (!mine.word.is_empty()).then_some((handin, mine.word))
    });
    Ok(words.collect())
}

fn written(cx: &mut Cx, selves: &[i64], today: Day) -> Result<Vec<Folder>, Problem> {
    let mut folders = Vec::new();
    for mut shelf in shelves(store::lessons(cx.tx, selves)?, |lesson| lesson.teaching) {
        shelf.fetch(cx.tx, "lesson", |lesson| lesson.id, Vec::new())?;
        let lessons: Vec<i64> = shelf.things.iter().map(|lesson| lesson.id).collect();
        let works = work::store::of_lessons(cx.tx, &lessons)?;
        let links = link::store::of_all(cx.tx, "lesson", &lessons)?;
        let title = t::mine_cahier(cx.lang(), &title(cx, shelf.teaching, today)?);
        let page = views::written(cx, (&shelf.things, &links), &works, &shelf.files);
        folders.push(shelf.into_folder(title, page));
    }
    folders.extend(sequences(cx, selves, today)?);
    Ok(folders)
}

/// The sequences that a teacher wrote, one folder for each course.
fn sequences(cx: &mut Cx, selves: &[i64], today: Day) -> Result<Vec<Folder>, Problem> {
    let mut folders = Vec::new();
    let written = plan::content::written_by(cx.tx, selves)?;
    for mut shelf in shelves(written, |content| content.sequence.teaching) {
        let files = shelf.things.iter_mut().flat_map(|one| std::mem::take(&mut one.files));
        shelf.files = named(files.collect());
        let plan = t::plan_title(cx.lang());
        let title = format!("{plan}, {}", title(cx, shelf.teaching, today)?);
        let page = html! {
            @for content in &shelf.things { (plan::content::alone(cx.lang(), content, &shelf.files)) }
        };
        folders.push(shelf.into_folder(title, page));
    }
    Ok(folders)
}

/// The phrases a teacher kept, when there are any.
fn phrases(cx: &mut Cx, selves: &[i64]) -> Result<Option<Folder>, Problem> {
    let mut kept = Vec::new();
    for one in selves {
        kept.extend(answering::store::phrases(cx.tx, *one)?);
    }
    let title = t::phrases_title(cx.lang()).to_owned();
    let page = html! { ul { @for phrase in &kept { li { (phrase.words) } } } };
    Ok((!kept.is_empty()).then(|| Folder { title, page, files: Vec::new() }))
}

/// « Histoire-géographie, 5e B »; a course that is no longer in the directory is an old one.
fn title(cx: &mut Cx, teaching: i64, today: Day) -> Result<String, Problem> {
    let course = Course::load(cx.tx, teaching, today)?;
    Ok(course.map_or_else(|| t::mine_old_course(cx.lang()).to_owned(), |course| course.name()))
}
