//! The rows of loans.

use std::collections::HashMap;

use db::{DbError, Row, Tx, Value, params};
use kernel::Instant;

use crate::loan::{CameBack, End, Ending, GRACE_SECONDS, Loan, SOON_SECONDS};

/// Loans on one page.
pub(super) const PER_PAGE: i64 = 50;
/// Loans of one person, or of one class: more is never lent.
const AT_MOST: i64 = 500;
/// A name is forgotten so long after the end.
const KEPT_SECONDS: i64 = 365 * 24 * 3_600;

const COLUMNS: &str = "id, device_id, org_id, person_id, group_id, is_pupil, due, lent_at, lent_by, accepted_at, \
                       accepted_by, on_paper, ended, ended_at, came_back, words, told_soon, told_late";

fn read(row: &Row) -> Result<Loan, DbError> {
    let (ended, came_back): (String, String) = (row.get(12)?, row.get(14)?);
    Ok(Loan {
        id: row.get(0)?,
        device: row.get(1)?,
        org: row.get(2)?,
        person: row.get(3)?,
        group: row.get(4)?,
        is_pupil: row.get(5)?,
        due: row.get(6)?,
        lent_at: row.get(7)?,
        lent_by: row.get(8)?,
        accepted_at: row.get(9)?,
        accepted_by: row.get(10)?,
        on_paper: row.get(11)?,
        ended: End::from_code(&ended),
        ended_at: row.get(13)?,
        came_back: CameBack::from_code(&came_back),
        words: row.get(15)?,
        told_soon: row.get(16)?,
        told_late: row.get(17)?,
    })
}

/// A loan.
pub(crate) fn loan(tx: &mut Tx, id: i64) -> Result<Option<Loan>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM equipment_loan WHERE id = $1");
    tx.query_opt(&sql, params![id], read)
}

/// The loan that a device is in.
pub(crate) fn open_of_device(tx: &mut Tx, device: i64) -> Result<Option<Loan>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM equipment_loan WHERE device_id = $1 AND ended = ''");
    tx.query_opt(&sql, params![device], read)
}

/// The last loan of a device by a school, over or not.
pub(super) fn last_of_device(
    tx: &mut Tx,
    (device, org): (i64, i64),
) -> Result<Option<Loan>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM equipment_loan WHERE device_id = $1 AND org_id = $2 \
         ORDER BY id DESC LIMIT 1"
    );
    tx.query_opt(&sql, params![device, org], read)
}

/// Who holds some devices.
pub(crate) fn holders(tx: &mut Tx, devices: &[i64]) -> Result<HashMap<i64, Loan>, DbError> {
    let mut holders = HashMap::new();
    for some in devices.chunks(512) {
        let (list, values) = padded(some);
        let sql = format!(
            "SELECT {COLUMNS} FROM equipment_loan WHERE device_id IN ({list}) AND ended = ''"
        );
        holders.extend(tx.query(&sql, &values, read)?.into_iter().map(|loan| (loan.device, loan)));
    }
    Ok(holders)
}

/// Placeholders for some ids, padded to a power of two by repeating the last; none is no id.
fn padded(ids: &[i64]) -> (String, Vec<Value<'static>>) {
    let last = ids.last().copied().unwrap_or(0);
    let mut values: Vec<Value> = ids.iter().map(|id| Value::Int(*id)).collect();
    values.resize(ids.len().max(1).next_power_of_two(), Value::Int(last));
    (db::placeholders(1, values.len()), values)
}

/// Which loans of a school are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Open,
    Late,
    /// Not accepted yet by who answers for a pupil.
    Unsigned,
    Over,
}

impl Which {
    pub(super) const ALL: [Self; 4] = [Self::Open, Self::Late, Self::Unsigned, Self::Over];

    /// The word in an address.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Open => "en-cours",
            Self::Late => "en-retard",
            Self::Unsigned => "a-signer",
            Self::Over => "finis",
        }
    }

    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|which| which.code() == code)
    }

    /// What holds of their rows; `$2` is now.
    const fn condition(self) -> &'static str {
        match self {
            Self::Open => "ended = '' AND lent_at <= $2",
            Self::Late => "ended = '' AND due < $2",
            Self::Unsigned => "ended = '' AND is_pupil AND accepted_at IS NULL AND lent_at <= $2",
            Self::Over => "ended <> '' AND lent_at <= $2",
        }
    }
}

/// Some loans of a school, what is due first first, and how many there are in all.
pub(super) fn of_school(
    tx: &mut Tx,
    (org, which): (i64, Which),
    page: i64,
    now: Instant,
) -> Result<(Vec<Loan>, i64), DbError> {
    let from = format!("FROM equipment_loan WHERE org_id = $1 AND {}", which.condition());
    let count =
        tx.query_one(&format!("SELECT COUNT(*) {from}"), params![org, now], |row| row.get(0))?;
    let order = match which {
        Which::Over => "ended_at DESC, id DESC",
        _ => "due NULLS LAST, id",
    };
    let sql = format!("SELECT {COLUMNS} {from} ORDER BY {order} LIMIT $3 OFFSET $4");
    let first = (page - 1).max(0) * PER_PAGE;
    Ok((tx.query(&sql, params![org, now, PER_PAGE, first], read)?, count))
}

/// How many loans of a school are open, and how many are late.
pub(crate) fn counts(tx: &mut Tx, org: i64, now: Instant) -> Result<(i64, i64), DbError> {
    tx.query_one(
        "SELECT COUNT(*), COUNT(CASE WHEN due < $2 THEN 1 END) FROM equipment_loan WHERE org_id = $1 AND ended = ''",
        params![org, now],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// What is lent to the pupils of a class, in the order it was.
pub(super) fn open_of_class(tx: &mut Tx, org: i64, group: i64) -> Result<Vec<Loan>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM equipment_loan WHERE org_id = $1 AND group_id = $2 AND ended = '' ORDER BY id LIMIT $3"
    );
    tx.query(&sql, params![org, group, AT_MOST], read)
}

/// What came back last to a school.
pub(super) fn came_back(tx: &mut Tx, org: i64, since: Instant) -> Result<Vec<Loan>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM equipment_loan WHERE org_id = $1 AND ended = 'returned' AND ended_at >= $2 \
         ORDER BY ended_at DESC, id DESC LIMIT 40"
    );
    tx.query(&sql, params![org, since], read)
}

/// What is and was lent to some people, what is still lent first.
pub(super) fn of_people(tx: &mut Tx, people: &[i64]) -> Result<Vec<Loan>, DbError> {
    let (list, values) = padded(people);
    let sql = format!(
        "SELECT {COLUMNS} FROM equipment_loan WHERE person_id IN ({list}) \
         ORDER BY CASE WHEN ended = '' THEN 0 ELSE 1 END, due NULLS LAST, id DESC LIMIT {AT_MOST}"
    );
    tx.query(&sql, &values, read)
}

/// Whether something is lent to some people now.
pub(super) fn is_lent_to(tx: &mut Tx, people: &[i64]) -> Result<bool, DbError> {
    let (list, values) = padded(people);
    let sql =
        format!("SELECT 1 FROM equipment_loan WHERE person_id IN ({list}) AND ended = '' LIMIT 1");
    Ok(tx.query_opt(&sql, &values, |_| Ok(()))?.is_some())
}

/// What is lent, to whom.
pub(crate) struct NewLoan {
    pub(crate) device: i64,
    pub(crate) org: i64,
    pub(crate) person: i64,
    pub(crate) group: Option<i64>,
    pub(crate) is_pupil: bool,
    pub(crate) due: Option<Instant>,
    pub(crate) at: Instant,
    pub(crate) by: Option<i64>,
}

/// Lends a device; nothing when someone else has just lent it.
pub(crate) fn lend(tx: &mut Tx, new: &NewLoan) -> Result<Option<i64>, DbError> {
    tx.query_opt(
        "INSERT INTO equipment_loan (device_id, org_id, person_id, group_id, is_pupil, due, lent_at, lent_by, on_paper, \
         ended, came_back, words) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, FALSE, '', '', '') \
         ON CONFLICT DO NOTHING RETURNING id",
        params![
            new.device,
            new.org,
            new.person,
            new.group,
            new.is_pupil,
            new.due,
            new.at,
            new.by
        ],
        |row| row.get(0),
    )
}

/// The agreement is accepted, here or on paper; it was not before.
pub(crate) fn accept(
    tx: &mut Tx,
    id: i64,
    (by, at): (i64, Instant),
    on_paper: bool,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE equipment_loan SET accepted_at = $2, accepted_by = $3, on_paper = $4 \
         WHERE id = $1 AND accepted_at IS NULL",
        params![id, at, by, on_paper],
    )
    .map(drop)
}

/// Another due date.
pub(super) fn extend(tx: &mut Tx, id: i64, due: Option<Instant>) -> Result<(), DbError> {
    tx.execute("UPDATE equipment_loan SET due = $2 WHERE id = $1", params![id, due]).map(drop)
}

/// Ends a loan, or says that what was lost was stolen.
pub(super) fn end(tx: &mut Tx, id: i64, ending: &Ending) -> Result<(), DbError> {
    let came_back = ending.came_back.map_or("", CameBack::code);
    tx.execute(
        "UPDATE equipment_loan SET ended = $2, ended_at = $3, came_back = $4, words = $5 WHERE id = $1",
        params![id, ending.end.code(), ending.at, came_back, ending.words],
    )
    .map(drop)
}

/// Loans of which something is to be said now: what `Loan::reminder` says, in SQL, so that none waits
/// behind others of which nothing is to be said.
pub(super) fn to_remind(tx: &mut Tx, now: Instant, at_most: i64) -> Result<Vec<Loan>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM equipment_loan WHERE ended = '' AND due <= $2 \
         AND ((due >= $1 AND lent_at < due - $4 AND (told_soon IS NULL OR told_soon <> due)) \
         OR (due < $3 AND (told_late IS NULL OR told_late <> due))) ORDER BY due, id LIMIT $5"
    );
    let (soon, late) = (now.plus_seconds(SOON_SECONDS), now.plus_seconds(-GRACE_SECONDS));
    tx.query(&sql, params![now, soon, late, SOON_SECONDS * 1_000_000, at_most], read)
}

/// One was reminded before a date.
pub(super) fn told_soon(tx: &mut Tx, id: i64, due: Instant) -> Result<(), DbError> {
    tx.execute("UPDATE equipment_loan SET told_soon = $2 WHERE id = $1", params![id, due]).map(drop)
}

/// One was reminded after a date.
pub(super) fn told_late(tx: &mut Tx, id: i64, due: Instant) -> Result<(), DbError> {
    tx.execute("UPDATE equipment_loan SET told_late = $2 WHERE id = $1", params![id, due]).map(drop)
}

/// Forgets who was lent what came back more than a year ago.
pub(crate) fn forget(tx: &mut Tx, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "UPDATE equipment_loan SET person_id = NULL, group_id = NULL, accepted_by = NULL, words = '' \
         WHERE person_id IS NOT NULL AND ended <> '' AND ended_at < $1",
        params![now.plus_seconds(-KEPT_SECONDS)],
    )
    .map(drop)
}

/// Forgets that someone was lent anything; of how many loans.
pub(super) fn erase(tx: &mut Tx, person: i64) -> Result<u64, DbError> {
    tx.execute(
        "UPDATE equipment_loan SET accepted_by = NULL WHERE accepted_by = $1",
        params![person],
    )?;
    tx.execute(
        "UPDATE equipment_loan SET person_id = NULL, group_id = NULL, accepted_by = NULL, words = '' \
         WHERE person_id = $1",
        params![person],
    )
}
