//! The half-year of activity, one school at a time: slots, lessons, works, hand-ins, and what the
//! home pages of these days show of them.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use courses::api::{AnswerRow, HandinRow, LessonRow, SlotRow, WorkRow};
use db::{Db, DbError, Tx};
use kernel::{Day, Instant, LocalTime, Target};
use maud::html;
use today::api::{Item, Kind, State};

use super::{LoadError, now, people::Ids, skills};
use crate::{
    activity::{Handin, HandinState, Lesson, LessonState, Work, WorkKind},
    calendar,
    world::{Audience, Slot, Weeks, World, span},
};

/// The home pages of these days are written: two weeks back, three ahead.
const SHOWN: std::ops::RangeInclusive<i32> = calendar::TODAY - 14..=calendar::TODAY + 21;
/// Answers younger than this many days are told on the home page.
const ANSWERS_TOLD: i32 = 8;

/// Where these lessons lead.
const LINKS: [(&str, &str); 2] = [
    ("La carte d’aujourd’hui", "https://www.geoportail.gouv.fr/carte"),
    ("Des cartes anciennes", "https://gallica.bnf.fr"),
];

/// Loads every school.
pub(super) fn load(
    db: &Db,
    world: &Arc<World>,
    ids: &Arc<Ids>,
    say: &mut dyn FnMut(&str),
) -> Result<(), LoadError> {
    let mut next = Next::default();
    for school in &world.schools {
        if school.index.is_multiple_of(50) {
            say(&format!("activity of {} schools of {}", school.index, world.schools.len()));
        }
        let activity = Arc::new(Activity::of(world, ids, school.index, &mut next));
        let (world, ids) = (Arc::clone(world), Arc::clone(ids));
        db.write_blocking(move |tx| activity.write(tx, &world, &ids))?;
    }
    Ok(())
}

/// The ids given so far, table by table.
#[derive(Default)]
struct Next {
    slots: i64,
    lessons: i64,
    works: i64,
    handins: i64,
}

const fn taken(counter: &mut i64) -> i64 {
    *counter += 1;
    *counter
}

/// What happened in one school, with ids.
pub(super) struct Activity {
    slots: Vec<(i64, Slot)>,
    lessons: Vec<Held>,
    pub(super) works: Vec<(i64, i64, Work)>,
    pub(super) handins: Vec<(i64, usize, Handin, String)>,
}

/// A lesson with its slot; one that nobody wrote has no text.
struct Held {
    id: i64,
    slot: i64,
    place: Slot,
    day: i32,
    written: Option<Lesson>,
}

impl Activity {
    fn of(world: &World, ids: &Ids, school: u32, next: &mut Next) -> Self {
        let slots: Vec<_> = world.slots[span(&world.schools[school as usize].slots)]
            .iter()
            .filter(|slot| ids.teachings[slot.teaching as usize] != 0)
            .map(|slot| (taken(&mut next.slots), *slot))
            .collect();
        let places: HashMap<_, _> = slots
            .iter()
            .map(|(id, slot)| {
                ((slot.teaching, slot.weekday, slot.position, slot.levels), (*id, *slot))
            })
            .collect();
        let mut activity =
            Self { slots, lessons: Vec::new(), works: Vec::new(), handins: Vec::new() };
        let mut held = HashSet::new();
        for mut lesson in world.lessons_of(school) {
            let weekday = u8::try_from(calendar::weekday(lesson.day)).unwrap_or(0);
            let Some(&(slot, place)) =
                places.get(&(lesson.teaching, weekday, lesson.position, lesson.levels))
            else {
                continue;
            };
            held.insert((slot, lesson.day));
            let id = taken(&mut next.lessons);
            if let Some(work) =
                lesson.work.take().filter(|_| lesson.state == LessonState::Published)
            {
                activity.give(world, id, work, next);
            }
            let day = lesson.day;
            activity.lessons.push(Held { id, slot, place, day, written: Some(lesson) });
        }
        activity.plan(&held, next);
        activity
    }

    fn give(&mut self, world: &World, lesson: i64, work: Work, next: &mut Next) {
        let id = taken(&mut next.works);
        let at = self.works.len();
        for handin in world.handins_of(&work).filter(|handin| handin.at.is_some()) {
            let handin_id = taken(&mut next.handins);
            self.handins.push((handin_id, at, handin, format!("demo-{handin_id}")));
        }
        self.works.push((id, lesson, work));
    }

    /// The lessons of the days shown that nobody wrote, as the timetable rolls them out.
    fn plan(&mut self, held: &HashSet<(i64, i32)>, next: &mut Next) {
        for day in SHOWN.filter(|day| calendar::is_school_day(*day)) {
            for (id, slot) in &self.slots {
                let this_week = match slot.weeks {
                    Weeks::Every => true,
                    Weeks::A => calendar::is_week_a(day),
                    Weeks::B => !calendar::is_week_a(day),
                };
                if this_week
                    && i32::from(slot.weekday) == calendar::weekday(day)
                    && !held.contains(&(*id, day))
                {
                    let lesson = taken(&mut next.lessons);
                    self.lessons.push(Held {
                        id: lesson,
                        slot: *id,
                        place: *slot,
                        day,
                        written: None,
                    });
                }
            }
        }
    }

    fn write(&self, tx: &mut Tx, world: &World, ids: &Ids) -> Result<(), DbError> {
        let scene = Scene { world, ids };
        let slots: Vec<_> = self.slots.iter().map(|(id, slot)| scene.slot(*id, slot)).collect();
        courses::api::load_slots(tx, &slots)?;
        let lessons: Vec<_> = self.lessons.iter().map(|held| scene.lesson(held)).collect();
        courses::api::load_lessons(tx, &lessons)?;
        self.write_links(tx, world)?;
        let levels: Vec<_> = self.works.iter().map(|(.., work)| scene.level(work)).collect();
        let works: Vec<_> = self
            .works
            .iter()
            .zip(&levels)
            .map(|((id, lesson, work), level)| scene.work(*id, *lesson, work, level))
            .collect();
        courses::api::load_works(tx, &works)?;
        self.write_handins(tx, &scene)?;
        skills::write(tx, &scene, self)?;
        self.write_items(tx, &scene)
    }

    /// The last lessons of the class of the visit lead to pages of the web.
    fn write_links(&self, tx: &mut Tx, world: &World) -> Result<(), DbError> {
        let cast = world.cast();
        let is_of_visit = |held: &&Held| {
            let teaching = &world.teachings[held.place.teaching as usize];
            let is_written = |text: &Lesson| text.state == LessonState::Published;
            teaching.teacher == cast.baron
                && teaching.audience == Audience::Class(cast.class_5e_b)
                && held.written.as_ref().is_some_and(is_written)
                && (calendar::TODAY - 8..=calendar::TODAY).contains(&held.day)
        };
        for held in self.lessons.iter().filter(is_of_visit) {
            courses::api::load_lesson_links(tx, held.id, &LINKS)?;
        }
        Ok(())
    }

    fn write_handins(&self, tx: &mut Tx, scene: &Scene) -> Result<(), DbError> {
        let texts: Vec<_> = self
            .handins
            .iter()
            .map(|(.., handin, _)| {
                let answer = handin.answer.as_ref().map_or("", |answer| answer.text.as_str());
                (paragraphs(&handin.text), paragraphs(answer))
            })
            .collect();
        let rows: Vec<_> = self
            .handins
            .iter()
            .zip(&texts)
            .map(|((id, at, handin, once), (text, answer))| {
                let (work_id, _, work) = &self.works[*at];
                let teaching = &scene.world.teachings[work.teaching as usize];
                HandinRow {
                    id: *id,
                    work: *work_id,
                    pupil: scene.ids.pupils[handin.pupil as usize],
                    teaching: scene.ids.teachings[work.teaching as usize],
                    group: scene.ids.audience(teaching.audience),
                    org: scene.ids.orgs[teaching.school as usize],
                    text_html: text,
                    at: Instant(handin.at.unwrap_or_default()),
                    is_late: handin.late,
                    once,
                    answer: handin.answer.as_ref().map(|given| AnswerRow {
                        html: answer,
                        at: Instant(given.at),
                        by: scene.ids.staff[teaching.teacher as usize],
                        published_at: given.published_at.map(Instant),
                    }),
                }
            })
            .collect();
        courses::api::load_handins(tx, &rows)
    }

    fn write_items(&self, tx: &mut Tx, scene: &Scene) -> Result<(), DbError> {
        for held in self.lessons.iter().filter(|held| SHOWN.contains(&held.day)) {
            scene.show_lesson(tx, held)?;
        }
        let mut waiting: HashMap<usize, i32> = HashMap::new();
        for (_, at, handin, _) in &self.handins {
            if handin.state == HandinState::HandedIn {
                *waiting.entry(*at).or_default() += 1;
            }
        }
        for (at, (id, _, work)) in self.works.iter().enumerate() {
            if SHOWN.contains(&work.due) {
                scene.show_work(tx, *id, work)?;
            }
            if let Some(count) = waiting.get(&at) {
                scene.show_waiting(tx, *id, work, *count)?;
            }
        }
        for (id, at, handin, _) in &self.handins {
            let (work_id, _, work) = &self.works[*at];
            scene.show_handin(tx, (*id, handin), (*work_id, work))?;
        }
        Ok(())
    }
}

/// What is said of a work wherever it is shown.
struct Words {
    title: String,
    who: String,
    link: String,
}

/// The world and what the database calls it.
pub(super) struct Scene<'w> {
    pub(super) world: &'w World,
    pub(super) ids: &'w Ids,
}

impl<'w> Scene<'w> {
    fn slot(&self, id: i64, slot: &'w Slot) -> SlotRow<'w> {
        let teaching = &self.world.teachings[slot.teaching as usize];
        SlotRow {
            id,
            teaching: self.ids.teachings[slot.teaching as usize],
            group: self.ids.audience(teaching.audience),
            org: self.ids.orgs[teaching.school as usize],
            label: moment(slot, teaching.subject.label()),
            weekday: slot.weekday.into(),
            starts: starts(slot),
            ends: ends(slot),
            position: position(slot),
            room: slot.room,
            weeks: match slot.weeks {
                Weeks::Every => "all",
                Weeks::A => "a",
                Weeks::B => "b",
            },
            from: Day(calendar::FIRST_DAY),
            until: Day(calendar::LAST_DAY),
        }
    }

    fn lesson(&self, held: &'w Held) -> LessonRow<'w> {
        let slot = &held.place;
        let teaching = &self.world.teachings[slot.teaching as usize];
        let text = held.written.as_ref();
        let written_at = text.map(|lesson| Instant(lesson.written_at));
        let published = text.is_some_and(|lesson| lesson.state == LessonState::Published);
        LessonRow {
            id: held.id,
            slot: Some(held.slot),
            teaching: self.ids.teachings[slot.teaching as usize],
            group: self.ids.audience(teaching.audience),
            org: self.ids.orgs[teaching.school as usize],
            day: Day(held.day),
            starts: starts(slot),
            ends: ends(slot),
            position: position(slot),
            label: moment(slot, teaching.subject.label()),
            room: slot.room,
            title: text.map_or("", |lesson| lesson.title.as_str()),
            done_html: text.map_or("", |lesson| lesson.body.as_str()),
            published_at: written_at.filter(|_| published),
            author: written_at.map(|_| self.ids.staff[teaching.teacher as usize]),
            updated_at: written_at.unwrap_or_else(now),
        }
    }

    /// The level a work is for, when it is not for the whole class.
    fn level(&self, work: &Work) -> &'static str {
        let mut levels = work.levels.iter();
        let class_has_several = match self.world.teachings[work.teaching as usize].audience {
            Audience::Class(at) => self.world.classes[at as usize].levels.count() > 1,
            Audience::Group(_) => false,
        };
        match (levels.next(), levels.next()) {
            (Some(only), None) if class_has_several => only.label(),
            _ => "",
        }
    }

    fn work<'a>(&self, id: i64, lesson: i64, work: &'a Work, level: &'a str) -> WorkRow<'a> {
        let teaching = &self.world.teachings[work.teaching as usize];
        WorkRow {
            id,
            lesson: Some(lesson),
            teaching: self.ids.teachings[work.teaching as usize],
            group: self.ids.audience(teaching.audience),
            org: self.ids.orgs[teaching.school as usize],
            level,
            title: &work.title,
            instructions_html: &work.instructions,
            due: Day(work.due),
            minutes: Some(work.minutes.into()),
            is_handed_in: work.kind == WorkKind::Exercise,
            author: self.ids.staff[teaching.teacher as usize],
            given_at: Instant(calendar::instant(work.given, 17 * 60)).min(now()),
        }
    }

    fn show_lesson(&self, tx: &mut Tx, held: &Held) -> Result<(), DbError> {
        let slot = &held.place;
        let teaching = &self.world.teachings[slot.teaching as usize];
        let published =
            held.written.as_ref().is_some_and(|lesson| lesson.state == LessonState::Published);
        let item = Item {
            staff: Some(Target::teaching(self.ids.teachings[slot.teaching as usize])),
            starts: starts(slot),
            ends: ends(slot),
            position: position(slot),
            title: teaching.subject.label(),
            class: self.world.audience_name(teaching.audience),
            place: slot.room,
            state: if published { State::Written } else { State::Open },
            ..self.item(Kind::Lesson, held.id, slot.teaching, Day(held.day))
        };
        let who = self.who(slot.teaching);
        let link = format!("/cours/lecons/{}", held.id);
        today::api::put(tx, &Item { who: &who, link: &link, ..item })
    }

    fn show_work(&self, tx: &mut Tx, id: i64, work: &Work) -> Result<(), DbError> {
        let words = self.words(id, work);
        let item = self.work_item(id, work, &words);
        if self.level(work).is_empty() {
            return today::api::put(tx, &item);
        }
        let audience = self.world.teachings[work.teaching as usize].audience;
        for pupil in self.world.pupils_of(audience).filter(|pupil| work.levels.has(pupil.level)) {
            let audience = Target::person(self.ids.pupils[pupil.index as usize]);
            today::api::put(tx, &Item { audience, ..item })?;
        }
        Ok(())
    }

    fn show_waiting(&self, tx: &mut Tx, id: i64, work: &Work, count: i32) -> Result<(), DbError> {
        let words = self.words(id, work);
        let teachers = Target::teaching(self.ids.teachings[work.teaching as usize]);
        let item = Item {
            kind: Kind::ToRead,
            audience: teachers,
            staff: Some(teachers),
            for_pupils: false,
            for_guardians: false,
            position: count,
            class: self.world.audience_name(self.world.teachings[work.teaching as usize].audience),
            state: State::Open,
            ..self.work_item(id, work, &words)
        };
        today::api::put(tx, &item)
    }

    /// A pupil's own state of a work of these days, and the answer when it is fresh.
    fn show_handin(
        &self,
        tx: &mut Tx,
        (id, handin): (i64, &Handin),
        (work_id, work): (i64, &Work),
    ) -> Result<(), DbError> {
        let published = handin.answer.as_ref().and_then(|answer| answer.published_at);
        let published_day = published.map(|at| i32::try_from(at / 86_400_000_000).unwrap_or(0));
        let is_fresh = published_day.is_some_and(|day| day + ANSWERS_TOLD >= calendar::TODAY);
        if !SHOWN.contains(&work.due) && !is_fresh {
            return Ok(());
        }
        let words = self.words(work_id, work);
        let own = Item {
            audience: Target::person(self.ids.pupils[handin.pupil as usize]),
            state: match (published, handin.late) {
                (Some(_), _) => State::Answered,
                (None, true) => State::HandedInLate,
                (None, false) => State::HandedIn,
            },
            at: Instant(published.or(handin.at).unwrap_or_default()),
            ..self.work_item(work_id, work, &words)
        };
        if SHOWN.contains(&work.due) {
            today::api::put(tx, &own)?;
        }
        if let Some(day) = published_day.filter(|_| is_fresh) {
            let link = format!("/cours/remises/{id}");
            let answer = Item {
                kind: Kind::Answer,
                reference: id,
                day: Day(day),
                minutes: None,
                link: &link,
                ..own
            };
            today::api::put(tx, &answer)?;
        }
        Ok(())
    }

    /// What is said of a work wherever it is shown.
    fn words(&self, id: i64, work: &Work) -> Words {
        let level = self.level(work);
        let title =
            if level.is_empty() { work.title.clone() } else { format!("{} ({level})", work.title) };
        Words { title, who: self.who(work.teaching), link: format!("/cours/travaux/{id}") }
    }

    fn work_item<'a>(&self, id: i64, work: &Work, words: &'a Words) -> Item<'a> {
        let teaching = &self.world.teachings[work.teaching as usize];
        let to_hand_in = work.kind == WorkKind::Exercise;
        Item {
            title: &words.title,
            class: teaching.subject.label(),
            who: &words.who,
            minutes: Some(work.minutes.into()),
            state: if to_hand_in { State::ToHandIn } else { State::Open },
            link: &words.link,
            ..self.item(Kind::Work, id, work.teaching, Day(work.due))
        }
    }

    /// What every item of a teaching has in common.
    fn item(&self, kind: Kind, reference: i64, teaching: u32, day: Day) -> Item<'static> {
        let audience = self.ids.audience(self.world.teachings[teaching as usize].audience);
        Item {
            kind,
            reference,
            audience: Target::group(audience),
            staff: None,
            for_pupils: true,
            for_guardians: true,
            day,
            starts: None,
            ends: None,
            position: 0,
            title: "",
            class: "",
            who: "",
            place: "",
            minutes: None,
            state: State::Open,
            link: "",
            at: now(),
        }
    }

    fn who(&self, teaching: u32) -> String {
        let teacher = self.world.teachings[teaching as usize].teacher;
        self.world.staff[teacher as usize].person.formal_name()
    }
}

fn starts(slot: &Slot) -> Option<LocalTime> {
    slot.hours.map(|hours| LocalTime(i16::try_from(hours.start).unwrap_or(0)))
}

fn ends(slot: &Slot) -> Option<LocalTime> {
    slot.hours.map(|hours| LocalTime(i16::try_from(hours.end).unwrap_or(0)))
}

/// The place of a moment in an école's day, from 1; 0 for a lesson with hours.
fn position(slot: &Slot) -> i32 {
    if slot.hours.is_some() { 0 } else { i32::from(slot.position) + 1 }
}

/// What a moment of an école is called; a lesson of a collège has its subject.
fn moment(slot: &Slot, label: &'static str) -> &'static str {
    if slot.hours.is_some() { "" } else { label }
}

/// A plain text as clean rich text.
fn paragraphs(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    html! { @for line in text.lines().filter(|line| !line.trim().is_empty()) { p { (line) } } }
        .into_string()
}
