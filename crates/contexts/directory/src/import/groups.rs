//! Classes, groups and what is taught there, as a feed shows them.

use std::collections::{BTreeMap, BTreeSet};

use crate::feed::{Category, GroupKind, GroupRef, Person, School, SchoolKind, Uai};
use kernel::{Role, fold};

/// Levels in the order of schooling.
const ORDER: [&str; 16] = [
    "TPS", "PS", "MS", "GS", "CP", "CE1", "CE2", "CM1", "CM2", "6e", "5e", "4e", "3e", "2de",
    "1re", "Tle",
];

/// The level after one, as it is written.
pub(crate) fn next_level(level: &str) -> Option<&'static str> {
    let place = ORDER.iter().position(|known| fold(known) == fold(level))?;
    ORDER.get(place + 1).copied()
}

/// What a whole class of primary school is taught.
pub(crate) const WHOLE_CLASS: &str = "Classe";

/// A class or a group of the feed.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Its id once it has one.
    pub(super) id: i64,
    /// What another feed calls it, when it is the class that already has its name.
    pub(super) code: Option<Box<str>>,
    /// Whether no feed changes it: a hand alone made it, or it is of an earlier year.
    pub(super) is_left: bool,
    /// The row that prepared it by hand, which becomes the feed's.
    pub(super) prepared: Option<i64>,
    label: Option<Box<str>>,
    declared: Vec<Box<str>>,
    met: BTreeSet<(usize, Box<str>)>,
    /// Subjects by code, with their label and the id of the teaching once it has one.
    pub(super) subjects: BTreeMap<Box<str>, (Box<str>, i64)>,
}

impl Seen {
    /// What people read.
    pub(super) fn name<'s>(&'s self, code: &'s str) -> &'s str {
        self.label.as_deref().unwrap_or(code)
    }

    /// Its levels as they are stored: as declared, else those of its pupils.
    pub(super) fn levels(&self) -> String {
        if self.declared.is_empty() {
            let met: Vec<&str> = self.met.iter().map(|(_, level)| level.as_ref()).collect();
            return met.join(",");
        }
        self.declared.join(",")
    }
}

/// Every class and group of the feed, by school, kind and code; in order, so that the same feed
/// gives the same ids.
#[derive(Debug, Default)]
pub(super) struct Groups {
    /// Whether the feed lost no record: only then is what it does not name gone.
    pub(super) is_whole: bool,
    schools: BTreeMap<Uai, [BTreeMap<Box<str>, Seen>; 2]>,
    primary: BTreeSet<Uai>,
    has_declared: bool,
    has_pupils: bool,
    has_staff: bool,
}

impl Groups {
    /// Notes the classes and groups that a school declares; `is_primary` when it is known to be.
    pub(super) fn note_school(&mut self, school: &School, is_primary: bool) {
        let kind = school.kind;
        if is_primary
            || matches!(kind, SchoolKind::Nursery | SchoolKind::Elementary | SchoolKind::Primary)
        {
            self.primary.insert(school.uai);
        }
        self.schools.entry(school.uai).or_default();
        self.has_declared |= !school.groups.is_empty();
        for declared in &school.groups {
            let seen = self.at(school.uai, &declared.group);
            if seen.declared.is_empty() {
                seen.declared = declared.levels.to_vec();
            }
        }
    }

    /// Notes the classes, groups and subjects that a person names.
    pub(super) fn note_person(&mut self, person: &Person) {
        let first_degree = person.key.starts_with("1D-") || person.key.starts_with("ONDE-");
        self.has_pupils |= person.category == Category::Pupil;
        self.has_staff |= person.category == Category::Staff;
        for tie in &person.memberships {
            let Some(group) = &tie.group else { continue };
            if first_degree {
                self.primary.insert(tie.uai);
            }
            let seen = self.at(tie.uai, group);
            if person.category == Category::Pupil
                && let Some(level) = &tie.level
            {
                note_level(seen, level);
            }
            if tie.role == Role::Teacher
                && let Some(subject) = &tie.subject
                && !seen.subjects.contains_key(&subject.code)
            {
                seen.subjects.insert(subject.code.clone(), (subject.label.clone(), 0));
            }
        }
    }

    fn at(&mut self, uai: Uai, group: &GroupRef) -> &mut Seen {
        let codes = &mut self.schools.entry(uai).or_default()[index(group.kind)];
        if !codes.contains_key(&group.code) {
            codes.insert(group.code.clone(), Seen::default());
        }
        let seen = codes.entry(group.code.clone()).or_default();
        if seen.label.is_none() {
            seen.label.clone_from(&group.label);
        }
        seen
    }

    /// When everything was noted: each class of a primary school is one teaching.
    pub(super) fn complete(&mut self, is_whole: bool) {
        self.is_whole = is_whole;
        for uai in &self.primary {
            let Some([classes, _]) = self.schools.get_mut(uai) else { continue };
            for class in classes.values_mut() {
                class.subjects.insert("".into(), (WHOLE_CLASS.into(), 0));
            }
        }
    }

    /// Whether the feed says which classes there are: staff alone may have some of them.
    pub(super) const fn says_classes(&self) -> bool {
        self.has_declared || self.has_pupils
    }

    /// Whether the feed says what is taught; pupils alone say which classes are taught as a whole.
    pub(super) const fn says_taught(&self, subject: &str) -> bool {
        self.has_staff || (self.has_pupils && subject.is_empty())
    }

    /// A class or group by its name in the feed.
    pub(super) fn find(&self, uai: Uai, group: &GroupRef) -> Option<&Seen> {
        self.schools.get(&uai)?[index(group.kind)].get(&group.code)
    }

    /// The schools of the feed, each with its classes and its groups.
    pub(super) fn schools(
        &mut self,
    ) -> impl Iterator<Item = (Uai, &mut [BTreeMap<Box<str>, Seen>; 2])> {
        self.schools.iter_mut().map(|(uai, seen)| (*uai, seen))
    }

    /// The schools of the feed.
    pub(super) fn covered(&self) -> impl Iterator<Item = Uai> + '_ {
        self.schools.keys().copied()
    }
}

/// Classes first, groups second.
pub(super) const fn index(kind: GroupKind) -> usize {
    match kind {
        GroupKind::Class => 0,
        GroupKind::Group => 1,
    }
}

fn note_level(seen: &mut Seen, level: &str) {
    if seen.met.iter().any(|(_, known)| **known == *level) {
        return;
    }
    let place = ORDER.iter().position(|known| *known == level).unwrap_or(ORDER.len());
    seen.met.insert((place, level.into()));
}
