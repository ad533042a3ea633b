//! The feed in tables.

use std::{collections::HashMap, fmt::Write};

use db::{DbError, Row, Tx, Value, params};
use kernel::{Day, Instant};

use crate::{
    api::{Change, Kind, State},
    entry::Entry,
};

/// Whose items are read: packed targets.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scope {
    /// People, classes and groups: what is for them.
    pub(crate) audiences: Vec<i64>,
    /// Teachings: what their teachers see.
    pub(crate) teachings: Vec<i64>,
}

/// Which days are read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    pub(crate) lessons: (Day, Day),
    /// Work due in these days; nothing when `None`.
    pub(crate) works: Option<(Day, Day)>,
    /// Answers and hand-ins to read since these days; nothing when `None`.
    pub(crate) answers: Option<Day>,
    pub(crate) to_read: Option<Day>,
    /// Whether agreements to accept are read, however old.
    pub(crate) to_sign: bool,
}

impl Window {
    /// The lessons of some days, and nothing else.
    pub(crate) const fn lessons(from: Day, to: Day) -> Self {
        Self { lessons: (from, to), works: None, answers: None, to_read: None, to_sign: false }
    }
}

const COLUMNS: &str = "kind, reference, audience, staff, for_pupils, for_guardians, day, starts, ends, position, \
     title, class, who, place, minutes, state, link, at, change";

/// Everything the home shows, in one statement: one branch per kind, each on its index.
pub(crate) fn entries(tx: &mut Tx, scope: &Scope, window: &Window) -> Result<Vec<Entry>, DbError> {
    let mut query = Query::default();
    let audiences = query.ids(&scope.audiences);
    let teachings = query.ids(&scope.teachings);
    let (from, to) = window.lessons;
    query.branch("audience", &audiences, "lesson", from, to);
    query.branch("staff", &teachings, "lesson", from, to);
    if let Some((from, to)) = window.works {
        query.branch("audience", &audiences, "work", from, to);
        query.branch("audience", &audiences, "return", from.plus(-KEPT_DAYS), to);
    }
    if let Some(since) = window.answers {
        query.branch("audience", &audiences, "answer", since, Day::NEVER);
    }
    if window.to_sign {
        query.branch("audience", &audiences, "sign", Day(0), Day::NEVER);
    }
    if let Some(since) = window.to_read {
        query.branch("staff", &teachings, "to-read", since, Day::NEVER);
    }
    if query.sql.is_empty() {
        return Ok(Vec::new());
    }
    let mut entries = Vec::with_capacity(32);
    tx.each(&query.sql, &query.values, |row| {
        entries.extend(read(row)?);
        Ok(())
    })?;
    Ok(entries)
}

#[derive(Default)]
struct Query<'v> {
    sql: String,
    values: Vec<Value<'v>>,
}

impl Query<'_> {
    /// Placeholders for some ids, padded to a power of two by repeating the last, so that few
    /// distinct statements are prepared; empty without ids.
    fn ids(&mut self, ids: &[i64]) -> String {
        let Some(last) = ids.last() else { return String::new() };
        let (first, count) = (self.values.len() + 1, ids.len().next_power_of_two());
        self.values.extend(
            ids.iter().chain(std::iter::repeat(last)).take(count).map(|id| Value::Int(*id)),
        );
        db::placeholders(first, count)
    }

    fn branch(&mut self, column: &str, ids: &str, kind: &str, from: Day, to: Day) {
        if ids.is_empty() {
            return;
        }
        if !self.sql.is_empty() {
            self.sql.push_str(" UNION ALL ");
        }
        let at = self.values.len() + 1;
        self.values.extend([Value::from(from), Value::from(to)]);
        let written = write!(
            self.sql,
            "SELECT {COLUMNS} FROM today_item WHERE {column} IN ({ids}) AND kind = '{kind}' \
             AND day BETWEEN ${at} AND ${}",
            at + 1
        );
        debug_assert!(written.is_ok(), "writing to a string never fails");
    }
}

/// An item; `None` when a newer version of the program wrote words this one does not know.
fn read(row: &Row) -> Result<Option<Entry>, DbError> {
    let (kind, state): (String, String) = (row.get(0)?, row.get(15)?);
    let (Some(kind), Some(state)) = (Kind::from_code(&kind), State::from_code(&state)) else {
        return Ok(None);
    };
    Ok(Some(Entry {
        kind,
        reference: row.get(1)?,
        audience: row.get(2)?,
        staff: row.get(3)?,
        for_pupils: row.get(4)?,
        for_guardians: row.get(5)?,
        day: row.get(6)?,
        starts: row.get(7)?,
        ends: row.get(8)?,
        position: row.get(9)?,
        title: row.get(10)?,
        class: row.get(11)?,
        who: row.get(12)?,
        place: row.get(13)?,
        minutes: row.get(14)?,
        state,
        link: row.get(16)?,
        at: row.get(17)?,
        change: Change::read(&row.get::<String>(18)?),
    }))
}

/// Duties shown at once.
const DUTIES_SHOWN: i64 = 10;

/// What a person took on until a day, what is late first.
pub(crate) fn duties(tx: &mut Tx, person: i64, until: Day) -> Result<Vec<Entry>, DbError> {
    let rows = tx.query(
        &format!(
            "SELECT {COLUMNS} FROM today_item WHERE audience = $1 AND kind = 'duty' AND day <= $2 \
             ORDER BY day, reference LIMIT $3"
        ),
        params![kernel::Target::person(person).packed(), until, DUTIES_SHOWN],
        read,
    )?;
    Ok(rows.into_iter().flatten().collect())
}

/// How many lessons each of some classes and groups (packed) has on a day, and how many are
/// written.
pub(crate) fn lessons_written(
    tx: &mut Tx,
    audiences: &[i64],
    day: Day,
) -> Result<HashMap<i64, (i64, i64)>, DbError> {
    let mut written = HashMap::new();
    if audiences.is_empty() {
        return Ok(written);
    }
    let mut query = Query { sql: String::new(), values: vec![Value::from(day)] };
    let list = query.ids(audiences);
    let sql = format!(
        "SELECT audience, COUNT(*), COUNT(CASE WHEN state = 'written' THEN 1 END) FROM today_item \
         WHERE audience IN ({list}) AND kind = 'lesson' AND day = $1 GROUP BY audience"
    );
    tx.each(&sql, &query.values, |row| {
        written.insert(row.get(0)?, (row.get(1)?, row.get(2)?));
        Ok(())
    })?;
    Ok(written)
}

/// Items older than this many days are of no use to anyone's home.
const KEPT_DAYS: i32 = 40;
/// Removed at once, so that nobody waits.
const AT_ONCE: i64 = 4_000;
const DAY_MICROS: i64 = 24 * 3600 * 1_000_000;

/// Removes some of the items that are too old; how many.
pub(crate) fn sweep(tx: &mut Tx, now: Instant) -> Result<u64, DbError> {
    let today = Day(i32::try_from(now.0.div_euclid(DAY_MICROS)).unwrap_or(0));
    tx.execute(
        "DELETE FROM today_item WHERE id IN (SELECT id FROM today_item WHERE day < $1 AND kind NOT IN ('duty', 'sign') LIMIT $2)",
        params![today.plus(-KEPT_DAYS), AT_ONCE],
    )
}

/// Forgets everything that is for one audience alone.
pub(crate) fn forget(tx: &mut Tx, audience: kernel::Target) -> Result<(), DbError> {
    tx.execute("DELETE FROM today_item WHERE audience = $1", params![audience.packed()]).map(drop)
}
