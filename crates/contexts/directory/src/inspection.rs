//! Who reads the cahiers de textes of a school for an inspection, and until when.

use db::{DbError, Tx, params};
use kernel::Day;

use crate::{
    api::{self, PersonName},
    visible::current,
};

/// Someone who reads cahiers for an inspection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// Who.
    pub inspector: PersonName,
    /// The last day.
    pub ends: Day,
}

/// Those who read the cahier of a teaching for an inspection on a day, by the end of it.
pub fn of_teaching(
    tx: &mut Tx,
    (teaching, org): (i64, i64),
    day: Day,
) -> Result<Vec<Inspection>, DbError> {
    let now = current(tx)?;
    let found = tx.query(
        "SELECT person_id, MAX(ends) FROM directory_membership WHERE role = 'inspector' \
         AND (teaching_id = $1 OR (org_id = $2 AND teaching_id IS NULL)) \
         AND since <= $3 AND until > $3 AND starts <= $4 AND ends >= $4 \
         GROUP BY person_id ORDER BY MAX(ends), person_id LIMIT 50",
        params![teaching, org, now, day],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    named(tx, found)
}

/// Those who inspect a school or some of its teachers and have not ended on a day: they may have
/// their code before they begin.
pub fn inspectors_of(tx: &mut Tx, org: i64, day: Day) -> Result<Vec<PersonName>, DbError> {
    let found = tx.query(
        "SELECT person_id, MAX(ends) FROM directory_duty WHERE role = 'inspector' AND org_id = $1 \
         AND ends >= $2 AND ends >= starts GROUP BY person_id ORDER BY person_id LIMIT 200",
        params![org, day],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(named(tx, found)?.into_iter().map(|one| one.inspector).collect())
}

fn named(tx: &mut Tx, found: Vec<(i64, Day)>) -> Result<Vec<Inspection>, DbError> {
    let ids: Vec<i64> = found.iter().map(|(person, _)| *person).collect();
    let mut names = api::names(tx, &ids)?;
    let known = found
        .into_iter()
        .filter_map(|(person, ends)| Some(Inspection { inspector: names.remove(&person)?, ends }));
    Ok(known.collect())
}
