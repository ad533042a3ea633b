//! A school in figures, by class and by teaching.

use db::{DbError, Tx, params};
use kernel::{Day, Instant};

use crate::head::{Filled, Load, Use};

/// An answer is told when the hand-in is not older than this, in seconds before the week.
const MONTH: i64 = 31 * 24 * 3600;

/// What each class and group of a school has to do between two days. What names pupils is not told.
pub(super) fn loads(tx: &mut Tx, org: i64, (from, to): (Day, Day)) -> Result<Vec<Load>, DbError> {
    tx.query(
        "SELECT group_id, due_day, COUNT(*), CAST(COALESCE(SUM(minutes), 0) AS BIGINT) FROM courses_work \
         WHERE org_id = $1 AND due_day BETWEEN $2 AND $3 AND published_at IS NOT NULL AND deleted_at IS NULL \
         AND whom <> 'pupils' GROUP BY group_id, due_day ORDER BY group_id, due_day LIMIT 3000",
        params![org, from, to],
        |row| {
            Ok(Load {
                group: row.get(0)?,
                day: row.get(1)?,
                works: row.get(2)?,
                minutes: row.get(3)?,
            })
        },
    )
}

/// The lessons of each teaching of a school between two days, and those not published.
pub(super) fn filled(
    tx: &mut Tx,
    org: i64,
    (from, to): (Day, Day),
) -> Result<Vec<Filled>, DbError> {
    tx.query(
        "SELECT teaching_id, COUNT(*), COUNT(CASE WHEN published_at IS NULL THEN 1 END) FROM courses_lesson \
         WHERE org_id = $1 AND day BETWEEN $2 AND $3 GROUP BY teaching_id ORDER BY teaching_id LIMIT 2000",
        params![org, from, to],
        |row| Ok(Filled { teaching: row.get(0)?, lessons: row.get(1)?, missing: row.get(2)? }),
    )
}

/// What was published, given, handed in and answered in a school since an instant, for lessons and
/// works since a day.
pub(super) fn used(tx: &mut Tx, org: i64, since: Instant, day: Day) -> Result<Use, DbError> {
    tx.query_one(
        "SELECT (SELECT COUNT(*) FROM courses_lesson WHERE org_id = $1 AND day >= $3 AND published_at >= $2), \
         (SELECT COUNT(*) FROM courses_work WHERE org_id = $1 AND due_day >= $3 AND published_at >= $2 \
         AND deleted_at IS NULL), \
         (SELECT COUNT(*) FROM courses_handin WHERE org_id = $1 AND handed_at >= $2 AND deleted_at IS NULL), \
         (SELECT COUNT(*) FROM courses_handin WHERE org_id = $1 AND handed_at >= $4 AND published_at >= $2 \
         AND deleted_at IS NULL)",
        params![org, since, day, since.plus_seconds(-MONTH)],
        |row| {
            Ok(Use {
                lessons: row.get(0)?,
                works: row.get(1)?,
                handins: row.get(2)?,
                answers: row.get(3)?,
            })
        },
    )
}
