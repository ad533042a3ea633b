//! A part of a school's life given to someone for a time: a role, a teaching shared, a colleague
//! replaced, a pupil supported, a delegation. Rights come and go with its dates.

use db::{DbError, Tx, params};
use kernel::{Day, Instant, Role};

use crate::{
    edit::{NewMembership, touch},
    visible::OPEN,
};

/// What is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A role in the school.
    Role(Role),
    /// A teaching, beside those who have it.
    Teaching(i64),
    /// Everything that a teacher teaches in the school.
    Substitute(i64),
    /// A pupil to support.
    Support(i64),
    /// A role lent by the head.
    Delegation(Role),
    /// The cahiers de textes of the school to read, or those of one teacher.
    Inspection(Option<i64>),
}

impl Part {
    /// The word stored.
    pub(crate) const fn kind(self) -> &'static str {
        match self {
            Self::Role(_) => "role",
            Self::Teaching(_) => "teaching",
            Self::Substitute(_) => "substitute",
            Self::Support(_) => "support",
            Self::Delegation(_) | Self::Inspection(_) => "delegation",
        }
    }

    /// The role that comes with it.
    pub(crate) const fn role(self) -> Role {
        match self {
            Self::Role(role) | Self::Delegation(role) => role,
            Self::Teaching(_) | Self::Substitute(_) => Role::Teacher,
            Self::Support(_) => Role::SupportAssistant,
            Self::Inspection(_) => Role::Inspector,
        }
    }

    const fn about(self) -> Option<i64> {
        match self {
            Self::Role(_) | Self::Delegation(_) => None,
            Self::Teaching(id) | Self::Substitute(id) | Self::Support(id) => Some(id),
            Self::Inspection(teacher) => teacher,
        }
    }
}

/// A duty to give.
#[derive(Clone, Copy, Debug)]
pub struct NewDuty {
    /// To whom.
    pub person: i64,
    /// In which school.
    pub org: i64,
    /// What.
    pub part: Part,
    /// First day.
    pub starts: Day,
    /// Last day; [`Day::NEVER`] when none is set.
    pub ends: Day,
    /// Who gives it.
    pub by: i64,
    /// When it is given.
    pub at: Instant,
}

/// Gives a duty with the roles that come with it; its id, or `None` when nothing comes with it: a
/// colleague who teaches nothing then, a teaching of another school.
pub fn give(tx: &mut Tx, duty: &NewDuty) -> Result<Option<i64>, DbError> {
    let places = places(tx, duty)?;
    if places.is_empty() {
        return Ok(None);
    }
    let id: i64 = tx.query_one(
        "INSERT INTO directory_duty (kind, person_id, role, org_id, about_id, starts, ends, by_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
        params![
            duty.part.kind(),
            duty.person,
            duty.part.role().code(),
            duty.org,
            duty.part.about(),
            duty.starts,
            duty.ends,
            duty.by,
            duty.at
        ],
        |row| row.get(0),
    )?;
    let source = source(id);
    for place in &places {
        add(tx, place, &source)?;
    }
    Ok(Some(id))
}

/// What the memberships of a duty have as their source.
pub(crate) fn source(duty: i64) -> String {
    format!("duty:{duty}")
}

fn places(tx: &mut Tx, duty: &NewDuty) -> Result<Vec<NewMembership>, DbError> {
    let NewDuty { person, org, part, starts, ends, .. } = *duty;
    let role = part.role();
    let place =
        NewMembership { person, role, org: Some(org), group: None, teaching: None, starts, ends };
    match part {
        Part::Role(_) | Part::Delegation(_) | Part::Support(_) | Part::Inspection(None) => {
            Ok(vec![place])
        }
        // The teachings alone: a tie to the school would open all of them.
        Part::Inspection(Some(teacher)) => {
            let taught = taught(tx, teacher, &place)?;
            Ok(taught
                .into_iter()
                .map(|one| NewMembership { org: None, group: None, ..one })
                .collect())
        }
        Part::Teaching(teaching) => {
            let known = crate::api::teachings(tx, &[teaching])?.remove(&teaching);
            let known = known.filter(|known| known.org == org);
            Ok(known
                .map(|known| NewMembership {
                    group: Some(known.group),
                    teaching: Some(teaching),
                    ..place
                })
                .into_iter()
                .collect())
        }
        Part::Substitute(replaced) => taught(tx, replaced, &place),
    }
}

/// What a teacher teaches in a school between two days, each for the days it lasts.
fn taught(
    tx: &mut Tx,
    replaced: i64,
    place: &NewMembership,
) -> Result<Vec<NewMembership>, DbError> {
    let now = crate::visible::current(tx)?;
    tx.query(
        "SELECT group_id, teaching_id, MIN(starts), MAX(ends) FROM directory_membership \
         WHERE person_id = $1 AND org_id = $2 AND role = 'teacher' AND teaching_id IS NOT NULL \
         AND since <= $3 AND until > $3 AND starts <= $5 AND ends >= $4 \
         GROUP BY group_id, teaching_id ORDER BY teaching_id",
        params![replaced, place.org, now, place.starts, place.ends],
        |row| {
            let (first, last): (Day, Day) = (row.get(2)?, row.get(3)?);
            Ok(NewMembership {
                group: row.get(0)?,
                teaching: row.get(1)?,
                starts: place.starts.max(first),
                ends: place.ends.min(last),
                ..*place
            })
        },
    )
}

fn add(tx: &mut Tx, place: &NewMembership, source: &str) -> Result<(), DbError> {
    let since = touch(tx)?;
    tx.execute(
        "INSERT INTO directory_membership (person_id, since, until, role, org_id, group_id, teaching_id, level, \
         is_main, starts, ends, source) VALUES ($1, $2, $3, $4, $5, $6, $7, '', FALSE, $8, $9, $10)",
        params![
            place.person,
            since,
            OPEN,
            place.role.code(),
            place.org,
            place.group,
            place.teaching,
            place.starts,
            place.ends,
            source
        ],
    )?;
    Ok(())
}
