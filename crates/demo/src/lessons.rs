//! Lessons and work to do, one school at a time, written as they are asked for.

use crate::activity::{Counts, Lesson, LessonState, Work, WorkKind};
use crate::calendar::{self, HORIZON, NOW_MINUTE, TODAY, instant, is_week_a, school_days, weekday};
use crate::content::templates::{Phase, around, routine};
use crate::content::{Entry, entries};
use crate::handins;
use crate::rng::{Rng, mix};
use crate::subjects::{Level, Levels, Subject};
use crate::world::{Audience, Slot, Weeks, World, span};

const LESSON: u64 = 8;
const WORK: u64 = 9;
const WORDS: u64 = 10;
/// Weeks over which the steps of a subject are spread: to the spring vacation.
const WEEKS: usize = 26;

/// The lessons of one teaching for the same levels.
#[derive(Clone, Debug)]
struct Stream {
    subject: Subject,
    teaching: u32,
    level: Level,
    levels: Levels,
    slots: Vec<Slot>,
    /// Rank of its first lesson, and step from one to the next: several streams
    /// of one teaching share its ranks.
    first_rank: u32,
    rank_step: u32,
    /// Step told by the guided visit in the last lesson before today, with its due day.
    scene: Option<(usize, i32)>,
}

/// What is decided about a lesson before a word of it is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    pub(crate) teaching: u32,
    pub(crate) rank: u32,
    pub(crate) subject: Subject,
    day: i32,
    slot: Slot,
    level: Level,
    entry: usize,
    phase: Phase,
    turn: usize,
    state: LessonState,
    pub(crate) work: Option<WorkPlan>,
}

/// What is decided about a work.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WorkPlan {
    pub(crate) kind: WorkKind,
    pub(crate) given: i32,
    pub(crate) due: i32,
    pub(crate) levels: Levels,
    of_content: bool,
}

impl World {
    /// Every lesson of a school, teaching by teaching, in the order of the days.
    pub fn lessons_of(&self, school: u32) -> impl Iterator<Item = Lesson> + '_ {
        self.plans(school).map(|plan| self.write_lesson(&plan))
    }

    /// Every work of a school.
    pub fn work_of(&self, school: u32) -> impl Iterator<Item = Work> + '_ {
        self.plans(school).filter_map(|plan| self.write_work(&plan))
    }

    /// How much activity a school has, without writing any of it.
    #[must_use]
    pub fn activity_counts(&self, school: u32) -> Counts {
        let mut counts = Counts::default();
        for plan in self.plans(school) {
            counts.lessons += 1;
            let Some(work) = plan.work else { continue };
            counts.works += 1;
            if work.kind == WorkKind::Exercise {
                let key = handins::Key {
                    teaching: plan.teaching,
                    rank: plan.rank,
                    given: work.given,
                    due: work.due,
                };
                let done = self
                    .audience_at(plan.teaching, work.levels)
                    .filter(|pupil| handins::is_in(self, &key, *pupil));
                counts.handins += done.count() as u64;
            }
        }
        counts
    }

    /// The pupils of a teaching who have one of these levels.
    pub(crate) fn audience_at(
        &self,
        teaching: u32,
        levels: Levels,
    ) -> impl Iterator<Item = u32> + '_ {
        let audience = self.teachings[teaching as usize].audience;
        self.pupils_of(audience)
            .filter(move |pupil| levels.has(pupil.level))
            .map(|pupil| pupil.index)
    }

    fn plans(&self, school: u32) -> impl Iterator<Item = Plan> + '_ {
        self.streams(school).into_iter().flat_map(move |stream| stream.plans(self))
    }

    fn streams(&self, school: u32) -> Vec<Stream> {
        let mut streams: Vec<Stream> = Vec::new();
        let slots = &self.slots[span(&self.schools[school as usize].slots)];
        for slot in slots.iter().filter(|slot| slot.written) {
            let same = |s: &&mut Stream| s.teaching == slot.teaching && s.levels == slot.levels;
            match streams.iter_mut().rev().take(4).find(same) {
                Some(stream) => stream.slots.push(*slot),
                None => streams.push(self.new_stream(slot)),
            }
        }
        for index in 0..streams.len() {
            let teaching = streams[index].teaching;
            let before =
                streams[..index].iter().rev().take_while(|s| s.teaching == teaching).count();
            let after = streams[index..].iter().take_while(|s| s.teaching == teaching).count();
            streams[index].first_rank = u32::try_from(before).unwrap_or(0);
            streams[index].rank_step = u32::try_from(before + after).unwrap_or(1);
        }
        streams
    }

    fn new_stream(&self, slot: &Slot) -> Stream {
        let teaching = &self.teachings[slot.teaching as usize];
        let level = slot.levels.iter().next().unwrap_or(teaching.level);
        Stream {
            subject: teaching.subject,
            teaching: teaching.index,
            level,
            levels: slot.levels,
            slots: vec![*slot],
            first_rank: 0,
            rank_step: 1,
            scene: self.scene(teaching.audience, teaching.subject, level),
        }
    }

    /// What the guided visit shows as just given.
    fn scene(&self, audience: Audience, subject: Subject, level: Level) -> Option<(usize, i32)> {
        let cast = self.cast();
        let (title, due) = match subject {
            Subject::French if audience == Audience::Class(cast.class_5e_b) => {
                ("Le carnet de lecture", TODAY + 1)
            }
            Subject::Maths if audience == Audience::Class(cast.class_5e_b) => {
                ("Comparer et additionner des fractions", TODAY + 1)
            }
            Subject::History if audience == Audience::Class(cast.class_5e_b) => {
                ("Campagnes et défrichements", TODAY)
            }
            Subject::Reading if audience == Audience::Class(cast.class_ce2_cm1) => {
                ("Portrait d’un personnage", TODAY + 1)
            }
            _ => return None,
        };
        let entry = entries(subject, level).iter().position(|entry| entry.title == title)?;
        Some((entry, due))
    }

    fn write_lesson(&self, plan: &Plan) -> Lesson {
        let entry = self.entry_of(plan);
        let (title, body) = if plan.phase == Phase::Main {
            (entry.title.to_owned(), paragraph(entry.body))
        } else {
            let (suffix, body) = around(plan.subject, plan.phase, plan.turn);
            (format!("{} – {suffix}", entry.title), body.replace("{t}", entry.title))
        };
        Lesson {
            teaching: plan.teaching,
            rank: plan.rank,
            day: plan.day,
            position: plan.slot.position,
            hours: plan.slot.hours,
            levels: plan.slot.levels,
            state: plan.state,
            written_at: self.written_at(plan),
            title,
            body,
            work: self.write_work(plan),
        }
    }

    fn entry_of(&self, plan: &Plan) -> Entry {
        entries(plan.subject, plan.level)[plan.entry]
    }

    fn written_at(&self, plan: &Plan) -> i64 {
        let mut rng =
            Rng::of(self.seed, &[WORDS, u64::from(plan.teaching), u64::from(plan.rank), 1]);
        let end = plan.slot.hours.map_or(990, |hours| i32::from(hours.end));
        match plan.state {
            LessonState::Planned => instant(TODAY - rng.between(1, 4), rng.between(1020, 1260)),
            _ if plan.day == TODAY => instant(TODAY, (end - rng.between(1, 12)).min(NOW_MINUTE)),
            _ => instant(plan.day, end + rng.between(-10, 180)).min(calendar::now()),
        }
    }

    fn write_work(&self, plan: &Plan) -> Option<Work> {
        let work = plan.work?;
        let entry = self.entry_of(plan);
        let mut rng =
            Rng::of(self.seed, &[WORDS, u64::from(plan.teaching), u64::from(plan.rank), 2]);
        let (title, instructions, minutes, answers) = match entry.task {
            Some(task) if work.of_content => {
                (task.title.to_owned(), task.instructions.to_owned(), task.minutes, task.answers)
            }
            _ => {
                let (_, title, instructions, minutes) = routine(plan.subject, work.kind, &mut rng);
                let (page, first) = (rng.between(12, 230), rng.between(2, 28));
                let fill = |text: &str| {
                    text.replace("{t}", entry.title)
                        .replace("{p}", &page.to_string())
                        .replace("{a}", &first.to_string())
                        .replace("{b}", &(first + 2).to_string())
                };
                (fill(title), fill(instructions), minutes, &[][..])
            }
        };
        Some(Work {
            teaching: plan.teaching,
            rank: plan.rank,
            given: work.given,
            due: work.due,
            levels: work.levels,
            kind: work.kind,
            title,
            instructions: paragraph(&instructions),
            minutes,
            subject: plan.subject,
            answers,
        })
    }
}

fn paragraph(text: &str) -> String {
    if text.starts_with('<') { text.to_owned() } else { format!("<p>{text}</p>") }
}

impl Stream {
    /// The slots of a day, in the order of the day.
    fn on(&self, day: i32) -> impl Iterator<Item = Slot> + '_ {
        let weekday = weekday(day);
        let week_a = is_week_a(day);
        self.slots.iter().copied().filter(move |slot| {
            i32::from(slot.weekday) == weekday
                && match slot.weeks {
                    Weeks::Every => true,
                    Weeks::A => week_a,
                    Weeks::B => !week_a,
                }
        })
    }

    fn plans(self, world: &World) -> impl Iterator<Item = Plan> + '_ {
        let count = entries(self.subject, self.level).len();
        let halves: usize =
            self.slots.iter().map(|slot| if slot.weeks == Weeks::Every { 2 } else { 1 }).sum();
        let total = (halves * WEEKS / 2).max(count);
        let last_past = (TODAY - 30..TODAY)
            .rev()
            .find(|day| calendar::is_school_day(*day) && self.on(*day).next().is_some());
        let mut done = 0;
        let mut pending: Vec<(i32, Slot, usize)> = Vec::new();
        let mut days = school_days(HORIZON);
        std::iter::from_fn(move || {
            loop {
                if let Some((day, slot, nth)) = pending.pop() {
                    if let Some(plan) = self.plan(world, day, &slot, nth, (count, total), last_past)
                    {
                        return Some(plan);
                    }
                    continue;
                }
                let day = days.next()?;
                for slot in self.on(day) {
                    pending.push((day, slot, done));
                    done += 1;
                }
                pending.reverse();
            }
        })
    }

    fn plan(
        &self,
        world: &World,
        day: i32,
        slot: &Slot,
        nth: usize,
        (count, total): (usize, usize),
        last_past: Option<i32>,
    ) -> Option<Plan> {
        let rank = self.first_rank + self.rank_step * u32::try_from(nth).unwrap_or(0);
        let mut rng = Rng::of(world.seed, &[LESSON, u64::from(self.teaching), u64::from(rank)]);
        let scene = self.scene.filter(|_| last_past == Some(day));
        let state = if scene.is_some() {
            LessonState::Published
        } else {
            self.state(world, day, slot, &mut rng)?
        };
        let (mut entry, mut phase, turn) = place(nth, count, total);
        if let Some((scene_entry, _)) = scene {
            (entry, phase) = (scene_entry, Phase::Main);
        } else if phase == Phase::Main && self.scene.is_some_and(|(told, _)| told == entry) {
            phase = Phase::Practice;
        }
        let mut plan = Plan {
            teaching: self.teaching,
            rank,
            subject: self.subject,
            day,
            slot: *slot,
            level: self.level,
            entry,
            phase,
            turn: turn
                + usize::try_from(mix(u64::from(self.teaching) + entry as u64) % 64).unwrap_or(0),
            state,
            work: None,
        };
        if state == LessonState::Published {
            plan.work = self.work(world, &plan, scene.map(|scene| scene.1));
        }
        Some(plan)
    }

    /// State of a lesson; none when it was never written.
    fn state(&self, world: &World, day: i32, slot: &Slot, rng: &mut Rng) -> Option<LessonState> {
        let draw = rng.below(100);
        let end = slot.hours.map_or(990, |hours| i32::from(hours.end));
        if day > TODAY || (day == TODAY && end > NOW_MINUTE) {
            let now = day == TODAY
                && slot.hours.is_some_and(|hours| i32::from(hours.start) <= NOW_MINUTE);
            let ready = !(now && self.teaching == world.cast().history_5e_b) && draw < 30;
            return ready.then_some(LessonState::Planned);
        }
        if day == TODAY && self.scene.is_some() {
            return Some(LessonState::Published);
        }
        match (draw, TODAY - day) {
            (0..5, _) => None,
            (5..20, 0..=2) => Some(LessonState::Written),
            _ => Some(LessonState::Published),
        }
    }

    fn work(&self, world: &World, plan: &Plan, due: Option<i32>) -> Option<WorkPlan> {
        let mut rng = Rng::of(world.seed, &[WORK, u64::from(self.teaching), u64::from(plan.rank)]);
        let task = entries(self.subject, self.level)[plan.entry]
            .task
            .filter(|_| plan.phase == Phase::Main);
        let draw = rng.below(1000);
        let rates = if self.level < Level::Sixieme { (22, 60, 70) } else { (24, 150, 165) };
        let kind = match (task, draw) {
            (Some(task), _) => task.kind,
            _ if self.level.cycle() == 1 => return None,
            (None, draw) if draw < rates.0 => WorkKind::Exercise,
            (None, draw) if draw < rates.1 => WorkKind::Learn,
            (None, draw) if draw < rates.2 => WorkKind::Bring,
            _ => return None,
        };
        let notice = if kind == WorkKind::Exercise { 2 } else { 1 };
        let due = due.or_else(|| {
            let mut later = (plan.day + notice)..(plan.day + 40);
            later.find(|day| calendar::is_school_day(*day) && self.on(*day).next().is_some())
        })?;
        Some(WorkPlan {
            kind,
            given: plan.day,
            due,
            levels: self.levels,
            of_content: task.is_some(),
        })
    }
}

/// Step of the sequence, phase of this lesson in the step, and its turn.
fn place(nth: usize, count: usize, total: usize) -> (usize, Phase, usize) {
    let entry = (nth * count / total).min(count - 1);
    let first = (entry * total).div_ceil(count);
    let next = ((entry + 1) * total).div_ceil(count);
    let (turn, length) = (nth - first, next - first);
    let phase = match (turn, length) {
        (0, 0..=3) | (1, 4..) => Phase::Main,
        (0, _) => Phase::Opening,
        _ if length >= 3 && turn + 1 == length => Phase::Closing,
        _ => Phase::Practice,
    };
    (entry, phase, turn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_has_its_main_lesson_once() {
        for (count, total) in [(8, 8), (8, 13), (10, 26), (12, 117), (9, 52)] {
            let mains: Vec<usize> = (0..total)
                .map(|nth| place(nth, count, total))
                .filter(|p| p.1 == Phase::Main)
                .map(|p| p.0)
                .collect();
            assert_eq!(mains, (0..count).collect::<Vec<_>>(), "{count} steps in {total} lessons");
        }
    }
}
