//! Who changed what, and who looked at what is sensitive: written in the same transaction.

use kernel::{Instant, Target};

use crate::{DbError, Migration, MigrationSet, Row, Tx, Value, params, placeholders};

/// The tables of the ground floor itself.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    context: "db",
    migrations: &[Migration {
        number: 1,
        name: "journal and trash",
        sql: include_str!("../migrations/0001_journal_and_trash.sql"),
    }],
};

/// One line of the journal. Ids and codes only, never what was written.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// When.
    pub at: Instant,
    /// Who; `None` for the program itself.
    pub person: Option<i64>,
    /// What was done, as `context.thing.verb`.
    pub action: &'a str,
    /// To what, in the context's own ids.
    pub object: i64,
    /// Where it belongs, so that the right people may read it.
    pub scope: Target,
}

/// Writes a line.
pub fn write(tx: &mut Tx<'_>, entry: &Entry<'_>) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO db_journal (at, person_id, action, object_id, scope) VALUES ($1, $2, $3, $4, $5)",
        params![entry.at, entry.person, entry.action, entry.object, entry.scope.packed()],
    )?;
    Ok(())
}

/// A line as it is read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// When.
    pub at: Instant,
    /// Who; `None` for the program itself.
    pub person: Option<i64>,
    /// What was done.
    pub action: String,
    /// To what.
    pub object: i64,
    /// Where it belongs.
    pub scope: Target,
}

/// The latest lines of a scope, newest first.
pub fn latest(tx: &mut Tx<'_>, scope: Target, count: i64) -> Result<Vec<Line>, DbError> {
    tx.query(
        "SELECT at, person_id, action, object_id, scope FROM db_journal WHERE scope = $1 ORDER BY id DESC LIMIT $2",
        params![scope.packed(), count],
        line,
    )
}

/// When something was last done; a demonstration's clock never goes back behind it.
pub fn last_instant(tx: &mut Tx<'_>) -> Result<Option<Instant>, DbError> {
    tx.query_opt("SELECT at FROM db_journal ORDER BY id DESC LIMIT 1", &[], |row| row.get(0))
}

/// What is asked of the journal.
#[derive(Clone, Copy, Debug)]
pub struct Search<'a> {
    /// Lines that belong to one of these.
    pub scopes: &'a [Target],
    /// From this instant.
    pub from: Option<Instant>,
    /// Before this instant.
    pub before: Option<Instant>,
    /// By this person.
    pub person: Option<i64>,
    /// Whose action begins with one of these, `%` standing for anything; any when empty.
    pub actions: &'a [&'a str],
}

/// Some lines of what is asked, newest first, and how many there are in all.
pub fn read(
    tx: &mut Tx<'_>,
    search: &Search<'_>,
    limit: i64,
    offset: i64,
) -> Result<(Vec<Line>, i64), DbError> {
    let likes: Vec<String> = search.actions.iter().map(|action| format!("{action}%")).collect();
    let mut values = packed(search.scopes);
    let mut sql = format!("FROM db_journal WHERE scope IN ({})", placeholders(1, values.len()));
    let mut add = |condition: &str, value| {
        values.push(value);
        sql.push_str(&format!(" AND {condition} ${}", values.len()));
    };
    if let Some(from) = search.from {
        add("at >=", from.into());
    }
    if let Some(before) = search.before {
        add("at <", before.into());
    }
    if let Some(person) = search.person {
        add("person_id =", Value::Int(person));
    }
    let first = values.len() + 1;
    if !likes.is_empty() {
        let any: Vec<String> =
            (first..first + likes.len()).map(|at| format!("action LIKE ${at}")).collect();
        sql.push_str(&format!(" AND ({})", any.join(" OR ")));
        values.extend(likes.iter().map(|like| Value::Text(like)));
    }
    let count = tx.query_one(&format!("SELECT COUNT(*) {sql}"), &values, |row| row.get(0))?;
    let at = values.len() + 1;
    values.extend([Value::Int(limit), Value::Int(offset)]);
    let list = format!(
        "SELECT at, person_id, action, object_id, scope {sql} ORDER BY id DESC LIMIT ${at} OFFSET ${}",
        at + 1
    );
    Ok((tx.query(&list, &values, line)?, count))
}

/// Everyone who did something in these scopes, the latest first.
pub fn authors(tx: &mut Tx<'_>, scopes: &[Target]) -> Result<Vec<i64>, DbError> {
    let values = packed(scopes);
    let sql = format!(
        "SELECT person_id FROM db_journal WHERE scope IN ({}) AND person_id IS NOT NULL \
         GROUP BY person_id ORDER BY MAX(id) DESC LIMIT 200",
        placeholders(1, values.len())
    );
    tx.query(&sql, &values, |row| row.get(0))
}

/// Whether a person already did this to this since an instant: what is noted once a day.
pub fn was_written(
    tx: &mut Tx<'_>,
    (person, action, object): (i64, &str, i64),
    scope: Target,
    since: Instant,
) -> Result<bool, DbError> {
    let found = tx.query_opt(
        "SELECT 1 FROM db_journal WHERE scope = $1 AND person_id = $2 AND action = $3 AND object_id = $4 \
         AND at >= $5 LIMIT 1",
        params![scope.packed(), person, action, object, since],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// Scopes as values, padded to a power of two so that few statements are prepared; none is 0, which
/// nothing belongs to.
fn packed(scopes: &[Target]) -> Vec<Value<'static>> {
    let mut values: Vec<_> = scopes.iter().map(|scope| Value::Int(scope.packed())).collect();
    let last = values.last().copied().unwrap_or(Value::Int(0));
    values.resize(values.len().max(1).next_power_of_two(), last);
    values
}

fn line(row: &Row<'_>) -> Result<Line, DbError> {
    let scope: i64 = row.get(4)?;
    Ok(Line {
        at: row.get(0)?,
        person: row.get(1)?,
        action: row.get(2)?,
        object: row.get(3)?,
        scope: Target::unpack(scope).unwrap_or(Target::TERRITORY),
    })
}
