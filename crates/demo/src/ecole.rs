//! The teachings and days of an école: an order of moments, without hours.

use crate::staffing::{hire, hire_ecole_assistants};
use crate::subjects::{Level, Levels, Subject};
use crate::world::{Audience, Post, Role, Slot, Teaching, Weeks, World, next_index, span};

/// Days with class: not Wednesday.
pub const DAYS: [u8; 4] = [1, 2, 4, 5];

/// A moment: its subject, whether a lesson is written for it, and whether each
/// level of the class has its own.
type Moment = (Subject, bool, bool);

const RITUALS: Moment = (Subject::Rituals, false, false);
const READING: Moment = (Subject::Reading, true, false);
const NUMBERS: Moment = (Subject::Numbers, true, true);
const MENTAL: Moment = (Subject::MentalArithmetic, true, false);
const MENTAL_ALOUD: Moment = (Subject::MentalArithmetic, false, false);
const LANGUAGE: Moment = (Subject::Language, true, true);
const WORLD: Moment = (Subject::World, true, true);
const SPORT: Moment = (Subject::SchoolSport, false, false);
const ART: Moment = (Subject::SchoolArt, false, false);
const ART_TOLD: Moment = (Subject::SchoolArt, true, false);
const CIVICS: Moment = (Subject::SchoolCivics, true, false);
const SPEECH: Moment = (Subject::Speech, true, false);
const COUNTING: Moment = (Subject::Numbers, true, false);
const AROUND: Moment = (Subject::World, true, false);

const ELEMENTARY: [&[Moment]; 4] = [
    &[RITUALS, READING, NUMBERS, MENTAL, WORLD, SPORT],
    &[RITUALS, READING, NUMBERS, LANGUAGE, ART],
    &[RITUALS, READING, NUMBERS, MENTAL_ALOUD, WORLD, SPORT],
    &[RITUALS, READING, NUMBERS, LANGUAGE, CIVICS],
];

const MATERNELLE: [&[Moment]; 4] = [
    &[RITUALS, SPEECH, SPORT, COUNTING, AROUND],
    &[RITUALS, SPEECH, SPORT, COUNTING, ART_TOLD],
    &[RITUALS, SPEECH, SPORT, COUNTING, AROUND],
    &[RITUALS, SPEECH, SPORT, COUNTING, ART_TOLD],
];

/// Who comes for English, and on which days (positions in [`DAYS`]).
#[derive(Clone, Copy)]
struct Visitor {
    staff: u32,
    days: [usize; 2],
}

/// Adds staff, teachings and slots of the écoles of one sector.
pub(crate) fn open_sector(world: &mut World, ecoles: &[u32]) {
    for pair in ecoles.chunks(2) {
        let shared = (pair.len() == 2).then(|| hire_shared(world, pair));
        for (rank, school) in pair.iter().enumerate() {
            let days = if rank == 0 { [0, 1] } else { [2, 3] };
            open(world, *school, shared.map(|staff| Visitor { staff, days }));
        }
    }
}

/// A teacher of English with a post in two écoles.
fn hire_shared(world: &mut World, pair: &[u32]) -> u32 {
    let staff = hire(world, Some(pair[0]), Role::Teacher, Some(Subject::SchoolEnglish));
    world.staff[staff as usize].posts.push(Post { school: Some(pair[1]), role: Role::Teacher });
    staff
}

fn open(world: &mut World, school: u32, visitor: Option<Visitor>) {
    let (first_teaching, first_slot) = (next_index(&world.teachings), next_index(&world.slots));
    let classes = span(&world.schools[school as usize].classes);
    let apart = classes.len() >= 6;
    if apart {
        hire(world, Some(school), Role::Head, None);
    }
    let mut visited = 0;
    for class in classes.clone() {
        let teacher = hire(world, Some(school), Role::Teacher, None);
        if !apart && class == classes.start {
            world.staff[teacher as usize]
                .posts
                .insert(0, Post { school: Some(school), role: Role::Head });
        }
        name_class(world, class, teacher);
        add_teachings(world, class, teacher, visitor, &mut visited);
    }
    hire_ecole_assistants(world, school);
    let groups = next_index(&world.groups);
    let (last_teaching, last_slot) = (next_index(&world.teachings), next_index(&world.slots));
    let school = &mut world.schools[school as usize];
    school.groups = groups..groups;
    school.teachings = first_teaching..last_teaching;
    school.slots = first_slot..last_slot;
}

/// « CE2-CM1 de M. Marceau ».
pub(crate) fn name_class(world: &mut World, class: usize, teacher: u32) {
    let person = &world.staff[teacher as usize].person;
    let class = &mut world.classes[class];
    class.main_teacher = teacher;
    class.name = format!("{} de {}", class.levels.label(), person.formal_name());
}

fn add_teachings(
    world: &mut World,
    class: usize,
    teacher: u32,
    visitor: Option<Visitor>,
    visited: &mut usize,
) {
    let levels = world.classes[class].levels;
    let little = levels.iter().all(|level| level.cycle() == 1);
    let mut days: [Vec<(Moment, u32)>; 4] = (if little { MATERNELLE } else { ELEMENTARY })
        .map(|moments| moments.iter().map(|moment| (*moment, teacher)).collect());
    if !little {
        let (staff, day, position) = match visitor {
            Some(visitor) => (visitor.staff, visitor.days[*visited % 2], 1 + *visited / 2),
            None => (teacher, 1, 3),
        };
        *visited += 1;
        days[day].insert(position, ((Subject::SchoolEnglish, false, false), staff));
    }
    let mut slots = Vec::new();
    for (weekday, moments) in DAYS.into_iter().zip(days) {
        for (position, (moment, staff)) in (0u8..).zip(moments) {
            for (subject, levels) in split(moment, levels) {
                let teaching = teaching_of(world, class, subject, staff);
                slots.push(Slot {
                    teaching,
                    weekday,
                    position,
                    hours: None,
                    weeks: Weeks::Every,
                    levels,
                    written: moment.1,
                    room: "",
                });
            }
        }
    }
    slots.sort_by_key(|slot| (slot.teaching, slot.weekday, slot.position));
    world.slots.extend(slots);
}

/// A moment for the whole class, or one for each level. The world around becomes
/// history, geography and sciences in cycle 3.
fn split(moment: Moment, levels: Levels) -> Vec<(Subject, Levels)> {
    let (subject, _, apart) = moment;
    let subject_of = |level: Level| match subject {
        Subject::World if level.cycle() == 3 => Subject::Discovery,
        other => other,
    };
    if apart && subject == Subject::World {
        let mut found: Vec<(Subject, Vec<Level>)> = Vec::new();
        for level in levels.iter() {
            match found.iter_mut().find(|x| x.0 == subject_of(level)) {
                Some(same) => same.1.push(level),
                None => found.push((subject_of(level), vec![level])),
            }
        }
        found.into_iter().map(|(subject, levels)| (subject, Levels::of(&levels))).collect()
    } else if apart {
        levels.iter().map(|level| (subject, Levels::one(level))).collect()
    } else {
        vec![(subject, levels)]
    }
}

fn teaching_of(world: &mut World, class: usize, subject: Subject, teacher: u32) -> u32 {
    let audience = Audience::Class(world.classes[class].index);
    let same =
        |t: &&Teaching| t.audience == audience && t.subject == subject && t.teacher == teacher;
    if let Some(found) = world.teachings.iter().rev().take(16).find(same) {
        return found.index;
    }
    let index = next_index(&world.teachings);
    let school = world.classes[class].school;
    let level = world.classes[class].levels.iter().next().unwrap_or(Level::Cp);
    world.teachings.push(Teaching { index, school, audience, subject, teacher, level });
    index
}
