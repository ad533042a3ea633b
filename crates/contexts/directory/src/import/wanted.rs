//! What a record of a feed comes to, in ids.

use std::collections::{HashMap, HashSet};

use kernel::{Day, Role};

use super::{
    diff::{self, Contact, Face, Kinship, Membership},
    fields,
    groups::Groups,
    published::{Published, source_of},
};
use crate::{
    feed::{GroupKind, Person, Uai},
    year,
};

/// A role that a feed gives.
pub(super) struct Place {
    pub(super) tie: Membership,
    /// Whether the feed says when it begins.
    pub(super) has_start: bool,
    /// Whether it is of a class, or of the school alone: not of a group.
    pub(super) is_class: bool,
}

/// What a record comes to.
pub(super) struct Wanted {
    pub(super) id: i64,
    pub(super) source: String,
    pub(super) face: Face,
    pub(super) contact: Contact,
    /// The fields of which another record decides.
    pub(super) unheard: Vec<&'static str>,
    pub(super) places: Vec<Place>,
    /// `None` when the feed says nothing of them.
    pub(super) kinships: Option<Vec<Kinship>>,
    /// Roles that a correction keeps as they are.
    pub(super) left_alone: Vec<i64>,
    /// Roles given by hand that end, since the feed is followed from now on.
    pub(super) given_up: Vec<i64>,
}

impl Wanted {
    /// Takes the names and contacts that all the records of the person come to.
    pub(super) fn settle(&mut self, decided: Option<(Face, Contact)>) {
        let Some((face, contact)) = decided else { return };
        let differs = |code: &&str| {
            fields::get(&self.face, &self.contact, code) != fields::get(&face, &contact, code)
        };
        self.unheard = fields::CODES.into_iter().filter(differs).collect();
        (self.face, self.contact) = (face, contact);
    }
}

/// What is needed to turn a record into ids.
pub(super) struct Wants<'w> {
    pub(super) published: &'w Published,
    pub(super) orgs: &'w HashMap<Uai, i64>,
    /// Ids of people who are not published by their key yet.
    pub(super) ids: &'w HashMap<Box<str>, i64>,
    pub(super) groups: &'w Groups,
    /// Sources that say nothing of who is responsible for pupils.
    pub(super) silent: &'w HashSet<String>,
    pub(super) day: Day,
}

impl Wants<'_> {
    /// What a record says of the person who has this id.
    pub(super) fn of(&self, person: &Person, id: i64) -> Wanted {
        let source = source_of(&person.key);
        Wanted {
            id,
            face: Face::of(person),
            contact: Contact::of(person),
            unheard: Vec::new(),
            places: self.places(person, &source),
            kinships: (!self.silent.contains(&source)).then(|| self.kinships(person, id, &source)),
            left_alone: Vec::new(),
            given_up: Vec::new(),
            source,
        }
    }

    /// One per class and teaching, or one for the school when there is none.
    fn places(&self, person: &Person, source: &str) -> Vec<Place> {
        let mut wanted: Vec<Place> = Vec::new();
        let opening = year::opening(self.published.year);
        for tie in &person.memberships {
            let beside =
                |other: &&crate::feed::Membership| other.uai == tie.uai && other.role == tie.role;
            let mut others = person.memberships.iter().filter(beside);
            if tie.group.is_none() && others.clone().any(|other| other.group.is_some()) {
                continue;
            }
            let bare = others.find(|other| other.group.is_none());
            let starts = tie.starts.or_else(|| bare.and_then(|bare| bare.starts));
            let ends = tie.ends.or_else(|| bare.and_then(|bare| bare.ends));
            let seen = tie.group.as_ref().and_then(|group| self.groups.find(tie.uai, group));
            let subject = tie.subject.as_ref().map_or("", |subject| &subject.code);
            let teaching = seen
                .filter(|_| tie.role == Role::Teacher)
                .and_then(|seen| seen.subjects.get(subject))
                .map(|(_, id)| *id);
            // What a register says of someone's coming to the school is no place in a class before.
            let starts = starts.map(|day| if seen.is_some() { day.max(opening) } else { day });
            let row = Membership {
                role: diff::role_word(tie.role),
                org: self.orgs.get(&tie.uai).copied(),
                group: seen.map(|seen| seen.id),
                teaching,
                level: tie.level.as_deref().unwrap_or_default().to_owned(),
                is_main: tie.head_teacher,
                starts: starts.unwrap_or(self.day),
                ends: ends.unwrap_or(Day::NEVER),
                source: source.to_owned(),
            };
            match wanted.iter_mut().find(|other| other.tie.is_same_place(&row)) {
                Some(other) => other.tie.is_main |= row.is_main,
                None => wanted.push(Place {
                    tie: row,
                    has_start: starts.is_some(),
                    is_class: tie.group.as_ref().is_none_or(|group| group.kind == GroupKind::Class),
                }),
            }
        }
        wanted
    }

    fn kinships(&self, person: &Person, id: i64, source: &str) -> Vec<Kinship> {
        let mut wanted: Vec<Kinship> = Vec::new();
        for link in &person.kinships {
            let known = self.published.people.get(&link.guardian).map(|known| known.id);
            let Some(guardian) = known.or_else(|| self.ids.get(&link.guardian).copied()) else {
                continue;
            };
            let word = link.link.map(|link| link.to_string()).unwrap_or_default();
            if wanted.iter().any(|other| other.guardian == guardian && other.link == word) {
                continue;
            }
            wanted.push(Kinship {
                guardian,
                child: id,
                link: word,
                level: diff::level_number(link.level),
                is_contact: link.contact,
                is_payer: link.financial,
                source: source.to_owned(),
            });
        }
        wanted
    }
}
