//! Who is still tied to anything, and the rows of those who are not.

use db::{DbError, Tx, Value, params};
use kernel::Day;

use super::Departure;
use crate::{api::padded, visible::current};

/// Whether someone has a tie on a day or later: a role, or a child who is a pupil, under any of the
/// child's records. `$1` is the published batch, `$2` the day.
fn present(person: &str) -> String {
    const HELD: &str = "m.since <= $1 AND m.until > $1 AND m.ends >= $2";
    let child = |records: &str| {
        format!(
            "EXISTS (SELECT 1 FROM directory_kinship k {records} AND m.role = 'pupil' AND {HELD} \
             WHERE k.guardian_id = {person} AND k.since <= $1 AND k.until > $1)"
        )
    };
    let own = format!(
        "EXISTS (SELECT 1 FROM directory_membership m WHERE m.person_id = {person} AND {HELD})"
    );
    [
        own,
        child("JOIN directory_membership m ON m.person_id = k.child_id"),
        child(
            "JOIN directory_same c ON c.person_id = k.child_id \
             JOIN directory_membership m ON m.person_id = c.root_id",
        ),
        child(
            "JOIN directory_same o ON o.root_id = COALESCE(\
             (SELECT c.root_id FROM directory_same c WHERE c.person_id = k.child_id), k.child_id) \
             JOIN directory_membership m ON m.person_id = o.person_id",
        ),
    ]
    .join(" OR ")
}

/// Whether any of these records has a tie on a day or later.
pub(super) fn is_any_present(tx: &mut Tx, records: &[i64], day: Day) -> Result<bool, DbError> {
    let now = current(tx)?;
    let (list, mut values) = padded(records, 3);
    values.splice(0..0, [Value::Int(now), day.into()]);
    let sql = format!(
        "SELECT 1 FROM directory_entity e WHERE e.id IN ({list}) AND ({}) LIMIT 1",
        present("e.id")
    );
    Ok(tx.query_opt(&sql, &values, |_| Ok(()))?.is_some())
}

/// The people of a range of records who have no tie of their own left and were not noted yet.
pub(super) fn absent(tx: &mut Tx, (after, to): (i64, i64), day: Day) -> Result<Vec<i64>, DbError> {
    let now = current(tx)?;
    let sql = format!(
        "SELECT p.person_id FROM directory_person p \
         WHERE p.person_id > $3 AND p.person_id <= $4 AND p.since <= $1 AND p.until > $1 \
         AND NOT EXISTS (SELECT 1 FROM directory_same s WHERE s.person_id = p.person_id) \
         AND NOT EXISTS (SELECT 1 FROM directory_departure d WHERE d.person_id = p.person_id) \
         AND NOT ({}) ORDER BY p.person_id",
        present("p.person_id")
    );
    tx.query(&sql, params![now, day, after, to], |row| row.get(0))
}

/// Forgets the departure of those of a range of records who have a tie again, or who are read as
/// another record.
pub(super) fn forget_present(
    tx: &mut Tx,
    (after, to): (i64, i64),
    day: Day,
) -> Result<(), DbError> {
    let now = current(tx)?;
    let sql = format!(
        "DELETE FROM directory_departure WHERE person_id > $3 AND person_id <= $4 AND (\
         EXISTS (SELECT 1 FROM directory_same s WHERE s.person_id = directory_departure.person_id) OR {})",
        present("directory_departure.person_id")
    );
    tx.execute(&sql, params![now, day, after, to]).map(drop)
}

/// Those of a range of records that others are read as.
pub(super) fn roots_within(tx: &mut Tx, (after, to): (i64, i64)) -> Result<Vec<i64>, DbError> {
    tx.query(
        "SELECT DISTINCT root_id FROM directory_same WHERE root_id > $1 AND root_id <= $2",
        params![after, to],
        |row| row.get(0),
    )
}

/// The last record there is.
pub(super) fn last_record(tx: &mut Tx) -> Result<i64, DbError> {
    tx.query_one("SELECT COALESCE(MAX(id), 0) FROM directory_entity", &[], |row| row.get(0))
}

/// What these records and their children were last, and in which school.
fn lasts(tx: &mut Tx, records: &[i64]) -> Result<Option<(Day, Option<i64>)>, DbError> {
    let now = current(tx)?;
    let (list, mut values) = padded(records, 2);
    values.insert(0, Value::Int(now));
    let sql = format!(
        "SELECT m.ends, m.org_id FROM directory_membership m \
         WHERE m.since <= $1 AND m.until > $1 AND (m.person_id IN ({list}) OR m.person_id IN (\
         SELECT k.child_id FROM directory_kinship k WHERE k.guardian_id IN ({list}))) \
         ORDER BY m.ends DESC, m.id DESC LIMIT 1"
    );
    tx.query_opt(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?)))
}

/// The last day on which one of these records had a tie, as far as it is known.
pub(super) fn last_day(tx: &mut Tx, records: &[i64]) -> Result<Option<Day>, DbError> {
    Ok(lasts(tx, records)?.map(|(day, _)| day))
}

/// The school someone who left belonged to last (0 for none), and whether they want no name left.
pub(super) fn last_words(tx: &mut Tx, person: i64) -> Result<(i64, bool), DbError> {
    tx.query_one(
        "SELECT org_id, objects FROM directory_departure WHERE person_id = $1",
        params![person],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// What was noted of someone who left and whose account is still there.
pub(super) fn known(tx: &mut Tx, person: i64) -> Result<Option<Departure>, DbError> {
    tx.query_opt(
        "SELECT left_on, closes_on, objects FROM directory_departure \
         WHERE person_id = $1 AND closed_on IS NULL",
        params![person],
        |row| {
            let (left, closes, objects) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(Departure { left, closes, name_stays: false, objects })
        },
    )
}

/// Whether one of these records is of someone who worked here.
pub(super) fn is_any_staff(tx: &mut Tx, records: &[i64]) -> Result<bool, DbError> {
    let now = current(tx)?;
    let (list, mut values) = padded(records, 2);
    values.insert(0, Value::Int(now));
    let sql = format!(
        "SELECT 1 FROM directory_person WHERE person_id IN ({list}) AND category = 'staff' \
         AND since <= $1 AND until > $1 LIMIT 1"
    );
    Ok(tx.query_opt(&sql, &values, |_| Ok(()))?.is_some())
}

/// Notes that someone left, under the record they are read as; nothing changes when it was noted
/// before.
pub(super) fn note(tx: &mut Tx, selves: &[i64], departure: &Departure) -> Result<(), DbError> {
    let org = lasts(tx, selves)?.and_then(|(_, org)| org).unwrap_or(0);
    tx.execute(
        "INSERT INTO directory_departure (person_id, left_on, closes_on, org_id, told, objects, closed_on) \
         VALUES ($1, $2, $3, $4, 0, FALSE, NULL) ON CONFLICT (person_id) DO NOTHING",
        params![selves[0], departure.left, departure.closes, org],
    )
    .map(drop)
}

pub(super) fn set_objects(tx: &mut Tx, person: i64, objects: bool) -> Result<(), DbError> {
    tx.execute(
        "UPDATE directory_departure SET objects = $2 WHERE person_id = $1",
        params![person, objects],
    )
    .map(drop)
}

/// Notes that someone was told so many times, unless they were; the day their account closes.
pub(super) fn told(tx: &mut Tx, person: i64, times: i64) -> Result<Option<Day>, DbError> {
    tx.query_opt(
        "UPDATE directory_departure SET told = $2 WHERE person_id = $1 AND told < $2 RETURNING closes_on",
        params![person, times],
        |row| row.get(0),
    )
}

/// Those who were told once and whose account closes by a day.
pub(super) fn closing_by(tx: &mut Tx, day: Day, at_most: i64) -> Result<Vec<i64>, DbError> {
    tx.query(
        "SELECT person_id FROM directory_departure WHERE closed_on IS NULL AND closes_on <= $1 AND told < 2 \
         ORDER BY closes_on, person_id LIMIT $2",
        params![day, at_most],
        |row| row.get(0),
    )
}

/// Those whose account was to close by a day.
pub(super) fn closed_by(tx: &mut Tx, day: Day, at_most: i64) -> Result<Vec<i64>, DbError> {
    tx.query(
        "SELECT person_id FROM directory_departure WHERE closed_on IS NULL AND closes_on <= $1 \
         ORDER BY closes_on, person_id LIMIT $2",
        params![day, at_most],
        |row| row.get(0),
    )
}

/// Forgets that someone left.
pub(super) fn forget(tx: &mut Tx, person: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM directory_departure WHERE person_id = $1", params![person]).map(drop)
}

/// Notes that an account is closed and that the name of its person stays.
pub(super) fn set_closed(tx: &mut Tx, person: i64, day: Day) -> Result<(), DbError> {
    tx.execute(
        "UPDATE directory_departure SET closed_on = $2 WHERE person_id = $1",
        params![person, day],
    )
    .map(drop)
}

/// Whether an import is being written.
pub(super) fn is_importing(tx: &mut Tx) -> Result<bool, DbError> {
    let found = tx.query_opt(
        "SELECT 1 FROM directory_state WHERE id = 1 AND staged IS NOT NULL",
        &[],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}
