//! What a school corrected by hand, held before what a feed says. A correction holds until the feed
//! says the same, or until whoever imports prefers the feed.

use std::{collections::HashMap, fmt};

use db::{DbError, Tx, params};
use kernel::{Day, Instant, Role};

use super::{
    Answers,
    diff::{Contact, Existing, Face, Membership},
    fields,
    wanted::{Place, Wanted},
};

/// A field that someone of a school corrected.
#[derive(Clone, Debug)]
pub(super) struct Correction {
    pub(super) id: i64,
    pub(super) by: i64,
    pub(super) at: Instant,
    subject: Subject,
    value: String,
}

/// What a correction is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// A field of the person, by its code.
    Text(&'static str),
    /// The class of a pupil in a school; none when the pupil left it.
    Class(i64),
    /// The level of responsibility of a guardian; none when the tie was removed.
    Guardian(i64),
}

impl Subject {
    fn read(field: &str) -> Option<Self> {
        if let Some(code) = fields::CODES.into_iter().find(|code| *code == field) {
            return Some(Self::Text(code));
        }
        let (kind, id) = field.split_once(':')?;
        let id = id.parse().ok()?;
        match kind {
            "place" => Some(Self::Class(id)),
            "guardian" => Some(Self::Guardian(id)),
            _ => None,
        }
    }
}

/// What became of a correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The feed says the same: it is over.
    Agreed,
    /// The feed says something else, and the correction is kept.
    Kept,
    /// The feed says something else, and is followed.
    GivenWay,
    /// It was of a class of an earlier year: it is over.
    Past,
}

/// What a feed says of something that was corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    Text(String),
    /// Classes by their ids, 0 for one that is new.
    Classes(Vec<i64>),
    Level(i64),
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Classes(ids) => write!(f, "{ids:?}"),
            Self::Level(level) => write!(f, "{level}"),
        }
    }
}

/// A correction that met what a feed says.
pub(super) struct Met<'c> {
    pub(super) correction: &'c Correction,
    pub(super) subject: Subject,
    pub(super) corrected: Said,
    pub(super) said: Said,
    pub(super) outcome: Outcome,
}

/// Every correction, by person, and the school years of classes.
#[derive(Debug, Default)]
pub(super) struct Corrections {
    by_person: HashMap<i64, Vec<Correction>>,
    classes: HashMap<i64, i64>,
    year: i64,
}

impl Corrections {
    /// Reads those of everyone: few, since each was made by hand.
    pub(super) fn read(tx: &mut Tx, current: i64, year: i64) -> Result<Self, DbError> {
        let mut by_person: HashMap<i64, Vec<Correction>> = HashMap::new();
        tx.each(
            "SELECT person_id, id, field, value, by_id, at FROM directory_correction \
             ORDER BY person_id, field",
            &[],
            |row| {
                if let Some(subject) = Subject::read(&row.get::<String>(2)?) {
                    by_person.entry(row.get(0)?).or_default().push(Correction {
                        id: row.get(1)?,
                        by: row.get(4)?,
                        at: row.get(5)?,
                        subject,
                        value: row.get(3)?,
                    });
                }
                Ok(())
            },
        )?;
        let mut classes = HashMap::new();
        if !by_person.is_empty() {
            tx.each(
                "SELECT group_id, year FROM directory_group WHERE kind = 'class' AND since <= $1 AND until > $1",
                params![current],
                |row| {
                    classes.insert(row.get(0)?, row.get(1)?);
                    Ok(())
                },
            )?;
        }
        Ok(Self { by_person, classes, year })
    }

    /// Whether a class is of an earlier year than the one imported.
    fn is_before(&self, class: i64) -> bool {
        self.classes.get(&class).is_some_and(|year| *year < self.year)
    }

    /// Whether something of a person was corrected.
    pub(super) fn has(&self, person: i64) -> bool {
        self.by_person.contains_key(&person)
    }

    /// The fields of a person that were corrected, by the codes of a preview.
    pub(super) fn fields(&self, person: i64) -> impl Iterator<Item = &'static str> {
        let corrections = self.by_person.get(&person).into_iter().flatten();
        corrections.map(|correction| match correction.subject {
            Subject::Text(code) => code,
            Subject::Class(_) => "places",
            Subject::Guardian(_) => "guardians",
        })
    }

    /// Puts what was corrected of names and contacts before what is left of feeds.
    pub(super) fn hold_fields(&self, person: i64, face: &mut Face, contact: &mut Contact) {
        for correction in self.by_person.get(&person).into_iter().flatten() {
            if let Subject::Text(code) = correction.subject {
                fields::set(face, contact, code, &correction.value);
            }
        }
    }

    /// Puts what was corrected before what a feed wants, but where the feed is preferred; what became
    /// of each correction that the feed speaks of.
    pub(super) fn hold(
        &self,
        answers: &Answers,
        wanted: &mut Wanted,
        existing: &Existing,
        day: Day,
    ) -> Vec<Met<'_>> {
        let mut met = Vec::new();
        for correction in self.by_person.get(&wanted.id).into_iter().flatten() {
            let meeting = Meeting { correction, all: self, existing, day };
            let Some((corrected, said)) = meeting.compare(wanted) else {
                meeting.settle(Outcome::Kept, wanted);
                continue;
            };
            let outcome = if meeting.agrees(&corrected, &said) {
                Outcome::Agreed
            } else if meeting.is_past() {
                Outcome::Past
            } else if answers.follows(correction.id) {
                Outcome::GivenWay
            } else {
                Outcome::Kept
            };
            meeting.settle(outcome, wanted);
            met.push(Met { correction, subject: correction.subject, corrected, said, outcome });
        }
        met
    }
}

/// One correction before one record.
struct Meeting<'m> {
    correction: &'m Correction,
    all: &'m Corrections,
    existing: &'m Existing,
    day: Day,
}

impl Meeting<'_> {
    /// What was corrected and what the feed says; `None` when it says nothing of it.
    fn compare(&self, wanted: &Wanted) -> Option<(Said, Said)> {
        let value = &self.correction.value;
        match self.correction.subject {
            Subject::Text(code) => {
                let said = fields::get(&wanted.face, &wanted.contact, code);
                let is_told =
                    !wanted.unheard.contains(&code) && (!said.is_empty() || value.is_empty());
                is_told.then(|| (Said::Text(value.clone()), Said::Text(said)))
            }
            Subject::Class(org) => {
                let classes = wanted.places.iter().filter(|place| is_of(&place.tie, org));
                let classes = classes.filter(|place| place.is_class || value.is_empty());
                let said = classes.map(|place| place.tie.group.unwrap_or_default()).collect();
                let corrected = value.parse().into_iter().collect();
                Some((Said::Classes(corrected), Said::Classes(said)))
            }
            Subject::Guardian(guardian) => {
                let ties = wanted.kinships.as_ref()?;
                let said = ties.iter().find(|tie| tie.guardian == guardian);
                let is_theirs = |(_, tie): &&(i64, super::diff::Kinship)| {
                    tie.guardian == guardian
                        && tie.child == wanted.id
                        && tie.source == wanted.source
                };
                let corrected: i64 = value.parse().ok()?;
                let is_told = said.is_some()
                    || corrected == 0
                    || self.existing.kinships.iter().any(|tie| is_theirs(&tie));
                is_told
                    .then(|| (Said::Level(corrected), Said::Level(said.map_or(0, |tie| tie.level))))
            }
        }
    }

    fn agrees(&self, corrected: &Said, said: &Said) -> bool {
        match (corrected, said) {
            (Said::Classes(corrected), Said::Classes(said)) => match corrected.first() {
                Some(class) => said.contains(class),
                None => said.is_empty(),
            },
            _ => corrected == said,
        }
    }

    fn settle(&self, outcome: Outcome, wanted: &mut Wanted) {
        let value = &self.correction.value;
        match (self.correction.subject, outcome) {
            (Subject::Text(code), Outcome::Kept) => {
                fields::set(&mut wanted.face, &mut wanted.contact, code, value);
            }
            (Subject::Text(_), _) => {}
            (Subject::Class(org), Outcome::Kept) => self.keep_class(org, wanted),
            (Subject::Class(org), _) => self.follow_class(org, outcome, wanted),
            (Subject::Guardian(guardian), Outcome::Kept) => {
                self.keep_level(guardian, value.parse().unwrap_or_default(), wanted);
            }
            (Subject::Guardian(_), _) => {}
        }
    }

    /// The pupil stays where the school put them: what the feed says of that is not written.
    fn keep_class(&self, org: i64, wanted: &mut Wanted) {
        let has_left = self.correction.value.is_empty();
        let is_dropped = |place: &Place| is_of(&place.tie, org) && (place.is_class || has_left);
        wanted.places.retain(|place| !is_dropped(place));
        let kept = self.existing.memberships.iter().filter(|(_, tie)| {
            tie.source == wanted.source && is_of(tie, org) && (has_left || self.is_class(tie))
        });
        wanted.left_alone.extend(kept.map(|(row, _)| *row));
    }

    /// Whether it is of a class of an earlier year.
    fn is_past(&self) -> bool {
        let Subject::Class(_) = self.correction.subject else { return false };
        let class = self.correction.value.parse().ok();
        class.is_some_and(|class| self.all.is_before(class))
    }

    /// The feed is followed: the class given by hand ends, unless it is only of a year that is over.
    fn follow_class(&self, org: i64, outcome: Outcome, wanted: &mut Wanted) {
        let is_over = |tie: &Membership| {
            outcome != Outcome::Past || tie.group.is_none_or(|group| self.all.is_before(group))
        };
        let by_hand = self.existing.memberships.iter().filter(|(_, tie)| {
            let is_by_hand = tie.source.is_empty() && is_of(tie, org) && self.is_class(tie);
            is_by_hand && tie.ends >= self.day && is_over(tie)
        });
        wanted.given_up.extend(by_hand.map(|(row, _)| *row));
    }

    fn is_class(&self, tie: &Membership) -> bool {
        tie.group.is_none_or(|group| self.all.classes.contains_key(&group))
    }

    fn keep_level(&self, guardian: i64, level: i64, wanted: &mut Wanted) {
        let (child, source) = (wanted.id, &wanted.source);
        let Some(ties) = &mut wanted.kinships else { return };
        if level == 0 {
            ties.retain(|tie| tie.guardian != guardian);
            return;
        }
        let mut is_told = false;
        for tie in ties.iter_mut().filter(|tie| tie.guardian == guardian) {
            tie.level = level;
            is_told = true;
        }
        if !is_told {
            let theirs = self.existing.kinships.iter().map(|(_, tie)| tie).filter(|tie| {
                tie.guardian == guardian && tie.child == child && tie.source == *source
            });
            ties.extend(theirs.cloned());
        }
    }
}

fn is_of(tie: &Membership, org: i64) -> bool {
    tie.org == Some(org) && tie.role == Role::Pupil.code()
}
