//! The rows of decisions and of their schools.

use db::{DbError, Tx, params};
use kernel::{Day, Instant};

use crate::pilots::decision::Decision;

/// Schools of one decision.
const PILOTS_MAX: i64 = 2_000;
/// Decisions of one school that are shown.
const OF_SCHOOL: i64 = 10;

/// The decision taken from a choice.
pub(crate) fn of_choice(tx: &mut Tx, choice: i64) -> Result<Option<Decision>, DbError> {
    tx.query_opt(
        "SELECT id, body, decided, votes_for, votes_against, abstentions, reasons FROM programme_deliberation \
         WHERE choice_id = $1",
        params![choice],
        |row| {
            Ok(Decision {
                id: row.get(0)?,
                body: row.get(1)?,
                day: row.get(2)?,
                votes: [row.get(3)?, row.get(4)?, row.get(5)?],
                reasons: row.get(6)?,
            })
        },
    )
}

/// The schools of a decision with their year, by year then by school.
pub(super) fn pilots(tx: &mut Tx, decision: i64) -> Result<Vec<(i64, i64)>, DbError> {
    tx.query(
        "SELECT org_id, cohort FROM programme_pilot WHERE decision_id = $1 ORDER BY cohort, id LIMIT $2",
        params![decision, PILOTS_MAX],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Records what was decided from a choice, with its schools and their year.
pub(crate) fn add(
    tx: &mut Tx,
    choice: i64,
    decision: &Decision,
    pilots: &[(i64, i64)],
    (person, now): (i64, Instant),
) -> Result<i64, DbError> {
    let [votes_for, against, abstentions] = decision.votes;
    let id = tx.query_one(
        "INSERT INTO programme_deliberation (choice_id, body, decided, votes_for, votes_against, abstentions, reasons, \
         person_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
        params![
            choice,
            &decision.body,
            decision.day,
            votes_for,
            against,
            abstentions,
            &decision.reasons,
            person,
            now
        ],
        |row| row.get(0),
    )?;
    for (org, cohort) in pilots {
        tx.execute(
            "INSERT INTO programme_pilot (decision_id, org_id, territory_id, cohort, why) VALUES ($1, $2, 0, $3, '')",
            params![id, *org, *cohort],
        )?;
    }
    Ok(id)
}

/// The choices from which it was decided that a school is a pilot, newest first.
pub(super) fn of_school(tx: &mut Tx, org: i64) -> Result<Vec<(String, Day)>, DbError> {
    tx.query(
        "SELECT c.name, d.decided FROM programme_pilot p JOIN programme_deliberation d ON d.id = p.decision_id \
         JOIN programme_choice c ON c.id = d.choice_id WHERE p.org_id = $1 ORDER BY d.decided DESC, d.id DESC LIMIT $2",
        params![org, OF_SCHOOL],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// A school of a decision: its year among those of the decision, from 1; the day it was decided; what was
/// asked of a draw.
pub(super) struct Entered {
    pub(super) org: i64,
    pub(super) cohort: i64,
    pub(super) decided: Day,
    pub(super) draw: Option<String>,
}

/// Every school of every decision, in the order of the decisions.
pub(super) fn entered(tx: &mut Tx) -> Result<Vec<Entered>, DbError> {
    tx.query(
        "SELECT p.org_id, p.cohort, d.decided, CASE WHEN c.kind = 'draw' THEN c.asked END FROM programme_pilot p \
         JOIN programme_deliberation d ON d.id = p.decision_id JOIN programme_choice c ON c.id = d.choice_id \
         ORDER BY p.id LIMIT $1",
        params![PILOTS_MAX],
        |row| {
            Ok(Entered {
                org: row.get(0)?,
                cohort: row.get(1)?,
                decided: row.get(2)?,
                draw: row.get(3)?,
            })
        },
    )
}

/// Every school that was decided to be a pilot, once, in the order of the decisions.
pub(crate) fn schools(tx: &mut Tx) -> Result<Vec<i64>, DbError> {
    let mut orgs = tx.query(
        "SELECT org_id FROM programme_pilot ORDER BY id LIMIT $1",
        params![PILOTS_MAX],
        |row| row.get::<i64>(0),
    )?;
    let mut seen = std::collections::HashSet::new();
    orgs.retain(|org| seen.insert(*org));
    Ok(orgs)
}
