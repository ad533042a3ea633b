//! Whom a work is for: the class, one of its levels, a group of it, or pupils by name.

use db::{DbError, Tx};
use directory::api::{self, Group, PersonName};
use kernel::{Day, Target, fold};

use crate::{course::Course, work::Work};

/// Whom a work is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Whom {
    /// Everyone of the teaching.
    Class,
    /// One level of a class of several.
    Level(String),
    /// A group that is a part of the class.
    Group(i64),
    /// Some pupils: with their guardians, they alone see it.
    Pupils(Vec<i64>),
}

impl Whom {
    /// The word stored.
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Self::Class | Self::Level(_) => "class",
            Self::Group(_) => "group",
            Self::Pupils(_) => "pupils",
        }
    }

    /// What the columns of a work mean; who the pupils are is in a table of their own.
    pub(crate) fn from_columns(code: &str, level: String, group: i64) -> Self {
        match code {
            "group" => Self::Group(group),
            "pupils" => Self::Pupils(Vec::new()),
            _ if level.is_empty() => Self::Class,
            _ => Self::Level(level),
        }
    }

    /// The level, when it is for one.
    pub(crate) fn level(&self) -> &str {
        if let Self::Level(level) = self { level } else { "" }
    }

    /// The pupils, when it names some.
    pub(crate) fn pupils(&self) -> &[i64] {
        if let Self::Pupils(pupils) = self { pupils } else { &[] }
    }

    /// The class or group it is for, out of the class of its teaching.
    pub(crate) const fn group(&self, class: i64) -> i64 {
        if let Self::Group(group) = self { *group } else { class }
    }

    /// Whether the day of each pupil is told of it one by one.
    pub(crate) const fn is_told_one_by_one(&self) -> bool {
        matches!(self, Self::Level(_) | Self::Pupils(_))
    }
}

/// What the form offers for a course.
#[derive(Clone, Debug)]
pub(crate) struct Offer {
    /// The groups all of whose pupils are in the class.
    pub(crate) groups: Vec<Group>,
    /// The pupils, by name.
    pub(crate) pupils: Vec<PersonName>,
}

impl Offer {
    pub(crate) fn load(tx: &mut Tx, course: &Course, day: Day) -> Result<Self, DbError> {
        let pupils = api::pupils_of_group(tx, course.group.id, day)?;
        let around = api::groups_around(tx, course.group.id, day)?;
        let members = api::pupils_by_group(tx, &around, day)?;
        let mut groups: Vec<_> = api::groups(tx, &parts(course.group.id, &members))?
            .into_values()
            .filter(|group| !group.is_class)
            .collect();
        groups.sort_by_key(|group| (fold(&group.name), group.id));
        Ok(Self { groups, pupils })
    }
}

/// The groups, other than a class, whose pupils are all in that class.
fn parts(class: i64, members: &[(i64, i64)]) -> Vec<i64> {
    let is_in = |pupil: i64| members.contains(&(class, pupil));
    let mut groups: Vec<i64> = members.iter().map(|(group, _)| *group).collect();
    groups.dedup();
    groups.retain(|group| {
        *group != class && members.iter().all(|(of, pupil)| of != group || is_in(*pupil))
    });
    groups
}

/// The pupils a work is for on a day, by name.
pub(crate) fn pupils(tx: &mut Tx, work: &Work, day: Day) -> Result<Vec<PersonName>, DbError> {
    match &work.given.whom {
        Whom::Class | Whom::Group(_) => api::pupils_of_group(tx, work.group, day),
        Whom::Level(level) => {
            let of_level = api::pupils_of_level(tx, work.group, level, day)?;
            let mut class = api::pupils_of_group(tx, work.group, day)?;
            class.retain(|name| of_level.contains(&name.id));
            Ok(class)
        }
        Whom::Pupils(pupils) => {
            let mut names: Vec<_> = api::names(tx, pupils)?.into_values().collect();
            names.sort_by_key(|name| (fold(&name.last), fold(&name.first), name.id));
            Ok(names)
        }
    }
}

/// Whose days are told of a work: the class or group at once, or pupils one by one.
pub(crate) fn audiences(tx: &mut Tx, work: &Work, day: Day) -> Result<Vec<Target>, DbError> {
    if !work.given.whom.is_told_one_by_one() {
        return Ok(vec![Target::group(work.group)]);
    }
    Ok(pupils(tx, work, day)?.into_iter().map(|name| Target::person(name.id)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_groups_inside_the_class_are_parts_of_it() {
        let (class, inside, across) = (1, 2, 3);
        let members = [
            (class, 10),
            (class, 11),
            (class, 12),
            (inside, 10),
            (inside, 12),
            (across, 11),
            (across, 40),
        ];
        assert_eq!(parts(class, &members), [inside]);
        assert!(parts(class, &[]).is_empty());
    }

    #[test]
    fn what_is_stored_means_what_was_said() {
        for whom in
            [Whom::Class, Whom::Level("CE2".into()), Whom::Group(7), Whom::Pupils(Vec::new())]
        {
            let read = Whom::from_columns(whom.code(), whom.level().to_owned(), whom.group(3));
            assert_eq!(read, whom);
        }
    }
}
