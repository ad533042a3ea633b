//! The teachings, groups and timetable of a collège.

use crate::rng::Rng;
use crate::staffing::{hire, hire_college_staff};
use crate::subjects::{Level, Levels, Subject};
use crate::timetable::{Item, place, solve, when};
use crate::world::{Audience, Group, Role, Slot, Teaching, Weeks, World, next_index};

const COLLEGE: u64 = 5;
const MOST_HOURS: usize = 20;
const THURSDAY: usize = 3;
const CLASS_5E_B: usize = 6;

/// Subjects of one hour every week, of two hours together, and of alternate weeks.
struct Week {
    hours: &'static [(Subject, usize)],
    doubles: &'static [(Subject, usize)],
    alternate: &'static [(Subject, Subject)],
}

const SIXIEME: Week = Week {
    hours: &[
        (Subject::French, 4),
        (Subject::Maths, 4),
        (Subject::History, 2),
        (Subject::English, 4),
        (Subject::Sciences, 3),
        (Subject::Art, 1),
        (Subject::Music, 1),
        (Subject::Support, 1),
    ],
    doubles: &[(Subject::Sport, 2)],
    alternate: &[(Subject::French, Subject::Maths), (Subject::History, Subject::Civics)],
};

const MIDDLE: Week = Week {
    hours: &[
        (Subject::French, 4),
        (Subject::Maths, 3),
        (Subject::History, 2),
        (Subject::English, 3),
        (Subject::Biology, 1),
        (Subject::Physics, 1),
        (Subject::Technology, 2),
        (Subject::Sport, 1),
        (Subject::Art, 1),
        (Subject::Music, 1),
    ],
    doubles: &[(Subject::Sport, 1)],
    alternate: &[
        (Subject::French, Subject::Maths),
        (Subject::History, Subject::Civics),
        (Subject::Biology, Subject::Physics),
    ],
};

const TROISIEME: Week = Week {
    alternate: &[
        (Subject::Maths, Subject::History),
        (Subject::History, Subject::Civics),
        (Subject::Biology, Subject::Physics),
    ],
    ..MIDDLE
};

const fn week_of(level: Level) -> &'static Week {
    match level {
        Level::Sixieme => &SIXIEME,
        Level::Troisieme => &TROISIEME,
        _ => &MIDDLE,
    }
}

/// The subject a teacher is recruited in to teach another.
const fn discipline(subject: Subject) -> Subject {
    match subject {
        Subject::Civics => Subject::History,
        Subject::Sciences => Subject::Biology,
        Subject::Support => Subject::Maths,
        Subject::Latin => Subject::French,
        other => other,
    }
}

/// Numbers of ordinary rooms; 3, 7 and 12 are kept for the guided visit.
const ROOMS: &[&str] = &[
    "1", "2", "4", "5", "6", "8", "9", "10", "11", "13", "14", "15", "16", "17", "18", "19", "20",
    "21", "22", "23", "24", "25", "26", "27", "28", "29", "30", "31", "32", "33", "34", "35", "36",
];

/// Rooms of a subject, then ordinary ones.
const fn special_rooms(subject: Subject) -> &'static [&'static str] {
    match subject {
        Subject::Technology => &["fablab", "atelier 1", "atelier 2"],
        Subject::Sport => &["gymnase", "stade", "salle de sport", "piste", "plateau", "dojo"],
        Subject::Music => &["salle de musique", "auditorium"],
        Subject::Art => &["salle d’arts", "atelier d’arts"],
        Subject::Physics => &["labo 1", "labo 2", "labo 3"],
        Subject::Biology => &["labo de SVT 1", "labo de SVT 2", "labo de SVT 3", "labo de SVT 4"],
        _ => &[],
    }
}

struct Teacher {
    staff: u32,
    subject: Subject,
    hours: usize,
    room: &'static str,
}

struct College<'a> {
    world: &'a mut World,
    school: u32,
    first_class: usize,
    teachers: Vec<Teacher>,
    plain_rooms: usize,
    items: Vec<Item>,
    rng: Rng,
}

/// Adds staff, teachings, groups and slots of a collège.
pub(crate) fn open(world: &mut World, school: u32) {
    let first_class = world.schools[school as usize].classes.start as usize;
    let first_slot = next_index(&world.slots);
    let (first_group, first_teaching) = (next_index(&world.groups), next_index(&world.teachings));
    hire_college_staff(world, school);
    let rng = Rng::of(world.seed, &[COLLEGE, u64::from(school)]);
    let mut college = College {
        world,
        school,
        first_class,
        teachers: Vec::new(),
        plain_rooms: 0,
        items: Vec::new(),
        rng,
    };
    college.second_languages();
    college.latin();
    college.classes();
    if school == 0 {
        college.fix_thursday();
    }
    college.write_slots();
    let last_slot = next_index(&world.slots);
    let (last_group, last_teaching) = (next_index(&world.groups), next_index(&world.teachings));
    let school = &mut world.schools[school as usize];
    school.slots = first_slot..last_slot;
    school.groups = first_group..last_group;
    school.teachings = first_teaching..last_teaching;
}

impl College<'_> {
    fn class_count(&self) -> usize {
        self.world.schools[self.school as usize].classes.len()
    }

    fn classes_of(&self, level: Level) -> Vec<usize> {
        (0..self.class_count())
            .filter(|c| self.world.classes[self.first_class + c].levels.has(level))
            .collect()
    }

    fn class_index(&self, class: usize) -> u32 {
        u32::try_from(self.first_class + class).unwrap_or(u32::MAX)
    }

    /// A teacher with enough free hours, recruited when there is none.
    fn teacher_for(&mut self, subject: Subject, hours: usize) -> usize {
        let wanted = discipline(subject);
        let free = |t: &Teacher| t.subject == wanted && t.hours + hours <= MOST_HOURS;
        let found = self.teachers.iter().position(free).unwrap_or_else(|| self.recruit(wanted));
        self.teachers[found].hours += hours;
        found
    }

    fn recruit(&mut self, subject: Subject) -> usize {
        let colleagues = self.teachers.iter().filter(|t| t.subject == subject).count();
        let room = special_rooms(subject).get(colleagues).copied().unwrap_or_else(|| {
            self.plain_rooms += 1;
            ROOMS[(self.plain_rooms - 1) % ROOMS.len()]
        });
        let staff = hire(self.world, Some(self.school), Role::Teacher, Some(subject));
        self.teachers.push(Teacher { staff, subject, hours: 0, room });
        self.teachers.len() - 1
    }

    fn teach(&mut self, audience: Audience, subject: Subject, teacher: usize, level: Level) -> u32 {
        let index = next_index(&self.world.teachings);
        let teacher = self.teachers[teacher].staff;
        self.world.teachings.push(Teaching {
            index,
            school: self.school,
            audience,
            subject,
            teacher,
            level,
        });
        index
    }

    fn add_group(
        &mut self,
        name: String,
        code: String,
        classes: &[usize],
        pupils: Vec<u32>,
    ) -> Audience {
        let index = next_index(&self.world.groups);
        let classes = classes.iter().map(|c| self.class_index(*c)).collect();
        self.world.groups.push(Group { index, school: self.school, name, code, classes, pupils });
        Audience::Group(index)
    }

    /// Spanish or German from the 5e, two classes at the same time.
    fn second_languages(&mut self) {
        for level in [Level::Cinquieme, Level::Quatrieme, Level::Troisieme] {
            for pair in self.classes_of(level).chunks(2) {
                let names: String = pair.iter().filter_map(|c| self.letter(*c)).collect();
                let (mut spanish, mut german) = (Vec::new(), Vec::new());
                for class in pair {
                    for pupil in self.world.classes[self.first_class + class].pupils.clone() {
                        let both = pair.len() == 2 && self.rng.chance(380);
                        if both {
                            german.push(pupil);
                        } else {
                            spanish.push(pupil);
                        }
                    }
                }
                let mut parts = Vec::new();
                for (subject, pupils) in [(Subject::Spanish, spanish), (Subject::German, german)] {
                    if pupils.is_empty() {
                        continue;
                    }
                    let name = format!("{} {names} {}", level.label(), subject.label());
                    let code = format!(
                        "{}{names}-{}",
                        level.label().trim_end_matches('e'),
                        subject.short()
                    );
                    let group = self.add_group(name, code, pair, pupils);
                    let teacher = self.teacher_for(subject, 2);
                    parts.push((teacher, self.teach(group, subject, teacher, level)));
                }
                for _ in 0..2 {
                    self.items.push(Item {
                        classes: pair.to_vec(),
                        teachers: parts.iter().map(|part| part.0).collect(),
                        parts: parts.iter().map(|part| (part.1, Weeks::Every)).collect(),
                        ..Item::default()
                    });
                }
            }
        }
    }

    fn letter(&self, class: usize) -> Option<char> {
        self.world.classes[self.first_class + class].name.chars().last()
    }

    /// Latin: an hour beyond the 26, for some pupils of every class of a level.
    fn latin(&mut self) {
        for level in [Level::Cinquieme, Level::Quatrieme, Level::Troisieme] {
            let classes = self.classes_of(level);
            let mut pupils = Vec::new();
            for class in &classes {
                for pupil in self.world.classes[self.first_class + class].pupils.clone() {
                    if self.rng.chance(130) {
                        pupils.push(pupil);
                    }
                }
            }
            let code = format!("{}-LATIN", level.label().trim_end_matches('e'));
            let group = self.add_group(format!("{} Latin", level.label()), code, &classes, pupils);
            let teacher = self.teacher_for(Subject::Latin, 1);
            let teaching = self.teach(group, Subject::Latin, teacher, level);
            self.items.push(Item {
                classes,
                teachers: vec![teacher],
                parts: vec![(teaching, Weeks::Every)],
                ..Item::default()
            });
        }
    }

    fn classes(&mut self) {
        for class in 0..self.class_count() {
            let Some(level) = self.world.classes[self.first_class + class].levels.iter().next()
            else {
                continue;
            };
            self.one_class(class, level);
        }
    }

    fn one_class(&mut self, class: usize, level: Level) {
        let week = week_of(level);
        let mut taught: Vec<(Subject, usize, u32)> = Vec::new();
        for subject in Subject::ALL {
            let count = |list: &[(Subject, usize)]| {
                list.iter().filter(|x| x.0 == *subject).map(|x| x.1).sum::<usize>()
            };
            let alternate =
                week.alternate.iter().filter(|x| x.0 == *subject || x.1 == *subject).count();
            let hours = count(week.hours) + 2 * count(week.doubles) + alternate;
            if hours > 0 {
                let teacher = self.colleague_or_new(*subject, hours, &taught);
                let audience = Audience::Class(self.class_index(class));
                taught.push((*subject, teacher, self.teach(audience, *subject, teacher, level)));
            }
        }
        let find = |subject: Subject| {
            taught.iter().find(|t| t.0 == subject).map_or((0, 0), |t| (t.1, t.2))
        };
        let single = |subject: Subject, double: bool| {
            let (teacher, teaching) = find(subject);
            Item {
                double,
                classes: vec![class],
                teachers: vec![teacher],
                parts: vec![(teaching, Weeks::Every)],
                fixed: None,
            }
        };
        let mut items = Vec::new();
        for (subject, count) in week.hours {
            items.extend((0..*count).map(|_| single(*subject, false)));
        }
        for (subject, count) in week.doubles {
            items.extend((0..*count).map(|_| single(*subject, true)));
        }
        for (in_a, in_b) in week.alternate {
            let (a, b) = (find(*in_a), find(*in_b));
            let mut teachers = vec![a.0, b.0];
            teachers.dedup();
            let parts = vec![(a.1, Weeks::A), (b.1, Weeks::B)];
            items.push(Item { classes: vec![class], teachers, parts, ..Item::default() });
        }
        self.items.extend(items);
        let main = taught[self.rng.below(taught.len())].1;
        self.world.classes[self.first_class + class].main_teacher = self.teachers[main].staff;
    }

    /// Civic education goes to the class's teacher of history.
    fn colleague_or_new(
        &mut self,
        subject: Subject,
        hours: usize,
        taught: &[(Subject, usize, u32)],
    ) -> usize {
        match taught.iter().find(|t| subject == Subject::Civics && t.0 == Subject::History) {
            Some(history) => history.1,
            None => self.teacher_for(subject, hours),
        }
    }

    /// The Thursday of the 5e B, as the guided visit tells it.
    fn fix_thursday(&mut self) {
        let day = [
            (Subject::Maths, 0, "12"),
            (Subject::History, 1, "7"),
            (Subject::English, 2, "3"),
            (Subject::French, 3, ""),
            (Subject::Technology, 5, "fablab"),
        ];
        for (subject, hour, room) in day {
            let teachings = &self.world.teachings;
            let wanted = |item: &&mut Item| {
                item.classes == [CLASS_5E_B]
                    && item.parts.len() == 1
                    && teachings[item.parts[0].0 as usize].subject == subject
            };
            if let Some(item) = self.items.iter_mut().find(wanted) {
                item.fixed = Some(place(THURSDAY, hour));
                let teacher = item.teachers[0];
                self.give_room(teacher, room);
            }
        }
    }

    /// Gives a teacher a room; who had it takes theirs.
    fn give_room(&mut self, teacher: usize, room: &'static str) {
        if room.is_empty() {
            return;
        }
        let left = self.teachers[teacher].room;
        if let Some(other) = self.teachers.iter_mut().find(|t| t.room == room) {
            other.room = left;
        }
        self.teachers[teacher].room = room;
    }

    fn write_slots(&mut self) {
        let places = solve(&self.items, self.class_count(), self.teachers.len(), &mut self.rng)
            .unwrap_or_default();
        let mut slots = Vec::new();
        for (item, place) in self.items.iter().zip(places) {
            let (weekday, position, hours) = when(place, item.double);
            for (teaching, weeks) in &item.parts {
                let teaching = &self.world.teachings[*teaching as usize];
                let room = self
                    .teachers
                    .iter()
                    .find(|t| t.staff == teaching.teacher)
                    .map_or("", |t| t.room);
                slots.push(Slot {
                    teaching: teaching.index,
                    weekday,
                    position,
                    hours: Some(hours),
                    weeks: *weeks,
                    levels: Levels::one(teaching.level),
                    written: true,
                    room,
                });
            }
        }
        slots.sort_by_key(|slot| (slot.teaching, slot.weekday, slot.position));
        self.world.slots.extend(slots);
    }
}
