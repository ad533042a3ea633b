//! What the pages read and keep.

use db::{DbError, Row, Tx, Value, params};
use kernel::{Actor, Day, Instant};
use serde::{Deserialize, Serialize};

use crate::{
    api::Org,
    feed::{Place, columns::Columns, mapped::Sample},
    import::{Kind, Report},
    rights::SCHOOL_SEE,
    visible::current,
};

/// Schools on one page of the list.
pub(crate) const PER_PAGE: i64 = 50;

/// What a list is asked for: words of a name, and a page from 1.
pub(crate) struct Search<'s> {
    pub(crate) words: &'s str,
    pub(crate) page: i64,
}

/// The schools an actor may see, by name, and how many there are in all.
pub(crate) fn schools(
    tx: &mut Tx,
    actor: &Actor,
    search: &Search,
) -> Result<(Vec<Org>, i64), DbError> {
    let now = current(tx)?;
    let like = format!("%{}%", escaped(&kernel::fold(search.words)));
    let condition = SCHOOL_SEE.condition(actor, 3);
    let mut values = vec![Value::Int(now), Value::Text(&like)];
    values.extend(condition.ids.iter().map(|id| Value::Int(*id)));
    let from = format!(
        "FROM directory_entity r \
         JOIN directory_org o ON o.org_id = r.id AND o.since <= $1 AND o.until > $1 \
         WHERE {} AND o.is_open AND o.folded LIKE $2 ESCAPE '!'",
        condition.sql
    );
    let count = tx.query_one(&format!("SELECT COUNT(*) {from}"), &values, |row| row.get(0))?;
    let next = values.len() + 1;
    let list = format!(
        "SELECT o.org_id, o.kind, o.name, o.commune {from} ORDER BY o.folded, o.org_id \
         LIMIT ${next} OFFSET ${}",
        next + 1
    );
    values.extend([Value::Int(PER_PAGE), Value::Int((search.page - 1).max(0) * PER_PAGE)]);
    let found = tx.query(&list, &values, |row| {
        Ok(Org { id: row.get(0)?, kind: row.get(1)?, name: row.get(2)?, commune: row.get(3)? })
    })?;
    Ok((found, count))
}

pub(crate) fn escaped(text: &str) -> String {
    text.chars()
        .flat_map(|c| matches!(c, '%' | '_' | '!').then_some('!').into_iter().chain([c]))
        .collect()
}

/// How many people hold each role in a school on a day.
pub(crate) fn people_by_role(
    tx: &mut Tx,
    org: i64,
    day: Day,
) -> Result<Vec<(String, i64)>, DbError> {
    let now = current(tx)?;
    tx.query(
        "SELECT m.role, COUNT(DISTINCT COALESCE(s.root_id, m.person_id)) FROM directory_membership m \
         LEFT JOIN directory_same s ON s.person_id = m.person_id \
         WHERE m.org_id = $1 AND m.since <= $2 AND m.until > $2 AND m.starts <= $3 AND m.ends >= $3 \
         GROUP BY m.role ORDER BY m.role",
        params![org, now, day],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// How many pupils each class or group of a school has on a day.
pub(crate) fn pupils_by_group(tx: &mut Tx, org: i64, day: Day) -> Result<Vec<(i64, i64)>, DbError> {
    let now = current(tx)?;
    tx.query(
        "SELECT group_id, COUNT(DISTINCT person_id) FROM directory_membership \
         WHERE org_id = $1 AND group_id IS NOT NULL AND role = 'pupil' AND since <= $2 AND until > $2 \
         AND starts <= $3 AND ends >= $3 GROUP BY group_id",
        params![org, now, day],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Why an import did nothing.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Failure {
    /// The end of the key of the sentence that says it.
    pub(crate) code: String,
    /// For whoever runs the program.
    pub(crate) detail: String,
    /// Where it shows.
    #[serde(default)]
    pub(crate) place: Option<Place>,
}

/// Who sent what came by the watched folder.
pub(crate) const NOBODY: i64 = 0;

/// An import sent by page, or by the watched folder.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) id: i64,
    pub(crate) kind: String,
    pub(crate) state: String,
    pub(crate) started: Instant,
    pub(crate) stage: String,
    pub(crate) done: i64,
    pub(crate) total: i64,
    pub(crate) report: String,
    pub(crate) person: i64,
    /// The whole report, by its hash; empty without one.
    pub(crate) full_report: String,
    samples: String,
    columns: String,
}

impl Draft {
    /// Whether it came by the watched folder.
    pub(crate) const fn is_delivered(&self) -> bool {
        self.person == NOBODY
    }

    /// Whether the program works on it.
    pub(crate) fn is_running(&self) -> bool {
        matches!(self.state.as_str(), "comparing" | "applying")
    }

    /// Its report, once there is one.
    pub(crate) fn report(&self) -> Option<Report> {
        serde_json::from_str(&self.report).ok()
    }

    /// The first lines of its sheets, when it is of tables of any kind.
    pub(crate) fn samples(&self) -> Vec<Sample> {
        serde_json::from_str(&self.samples).unwrap_or_default()
    }

    /// What its columns are, as far as someone said.
    pub(crate) fn columns(&self) -> Option<Columns> {
        serde_json::from_str(&self.columns).ok()
    }

    /// Why it failed.
    pub(crate) fn failure(&self) -> Failure {
        serde_json::from_str(&self.report).unwrap_or_default()
    }
}

fn read_draft(row: &Row) -> Result<Draft, DbError> {
    Ok(Draft {
        id: row.get(0)?,
        kind: row.get(1)?,
        state: row.get(2)?,
        started: row.get(3)?,
        stage: row.get(4)?,
        done: row.get(5)?,
        total: row.get(6)?,
        report: row.get(7)?,
        person: row.get(8)?,
        full_report: row.get(9)?,
        samples: row.get(10)?,
        columns: row.get(11)?,
    })
}

/// An import by its id.
pub(crate) fn draft(tx: &mut Tx, id: i64) -> Result<Option<Draft>, DbError> {
    tx.query_opt(
        "SELECT id, kind, state, started, stage, done, total, report, person_id, full_report, samples, columns \
         FROM directory_import WHERE id = $1",
        params![id],
        read_draft,
    )
}

/// The imports that wait for someone or for the program, newest first.
pub(crate) fn open_drafts(tx: &mut Tx) -> Result<Vec<Draft>, DbError> {
    tx.query(
        "SELECT id, kind, state, started, stage, done, total, '', person_id, full_report, '', '' FROM directory_import \
         WHERE state <> 'published' ORDER BY id DESC LIMIT 20",
        &[],
        read_draft,
    )
}

/// An import that was applied, or stopped while it was.
pub(crate) struct Batch {
    pub(crate) source: String,
    pub(crate) state: String,
    pub(crate) started: Instant,
    pub(crate) summary: String,
}

/// The latest batches, newest first.
pub(crate) fn batches(tx: &mut Tx) -> Result<Vec<Batch>, DbError> {
    tx.query(
        "SELECT source, state, started, summary FROM directory_batch ORDER BY id DESC LIMIT 50",
        &[],
        |row| {
            Ok(Batch {
                source: row.get(0)?,
                state: row.get(1)?,
                started: row.get(2)?,
                summary: row.get(3)?,
            })
        },
    )
}

/// Keeps an import, about to be compared; its id. Its kind is told by its files.
pub(crate) fn add_draft(
    tx: &mut Tx,
    person: i64,
    now: Instant,
    files: &[(String, String)],
) -> Result<i64, DbError> {
    let id = tx.query_one(
        "INSERT INTO directory_import (kind, state, person_id, started, ended, stage, done, total, report) \
         VALUES ('', 'comparing', $1, $2, NULL, 'reading', 0, 0, '') RETURNING id",
        params![person, now],
        |row| row.get(0),
    )?;
    for (name, hash) in files {
        tx.execute(
            "INSERT INTO directory_import_file (import_id, name, hash) VALUES ($1, $2, $3)",
            params![id, name, hash],
        )?;
    }
    Ok(id)
}

/// The files of an import: names and hashes.
pub(crate) fn draft_files(tx: &mut Tx, id: i64) -> Result<Vec<(String, String)>, DbError> {
    tx.query(
        "SELECT name, hash FROM directory_import_file WHERE import_id = $1 ORDER BY id",
        params![id],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Keeps what the files of an import are.
pub(crate) fn recognised(tx: &mut Tx, id: i64, kind: Kind) -> Result<(), DbError> {
    tx.execute("UPDATE directory_import SET kind = $2 WHERE id = $1", params![id, kind.code()])
        .map(drop)
}

/// Keeps the first lines of the sheets of an import and what is known of their columns. Unless
/// that is enough, it waits for someone to say the rest.
pub(crate) fn sampled(
    tx: &mut Tx,
    id: i64,
    samples: &[Sample],
    columns: &Columns,
) -> Result<(), DbError> {
    let state = if columns.suffice(samples) { "comparing" } else { "columns" };
    let samples = serde_json::to_string(samples).map_err(DbError::statement)?;
    let columns = serde_json::to_string(columns).map_err(DbError::statement)?;
    tx.execute(
        "UPDATE directory_import SET samples = $2, columns = $3, state = $4 WHERE id = $1",
        params![id, &samples, &columns, state],
    )
    .map(drop)
}

/// Keeps what someone said of the columns of an import, about to be compared again; false when it
/// no longer waits for that.
pub(crate) fn say_columns(tx: &mut Tx, id: i64, columns: &Columns) -> Result<bool, DbError> {
    let columns = serde_json::to_string(columns).map_err(DbError::statement)?;
    let said = tx.execute(
        "UPDATE directory_import SET columns = $2, state = 'comparing', stage = 'reading',          done = 0, total = 0, report = '' WHERE id = $1 AND state IN ('columns', 'compared')",
        params![id, &columns],
    )?;
    Ok(said > 0)
}

/// Says how far an import is.
pub(crate) fn advance(
    tx: &mut Tx,
    id: i64,
    stage: &str,
    done: i64,
    total: i64,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE directory_import SET stage = $2, done = $3, total = $4 WHERE id = $1",
        params![id, stage, done, total],
    )
    .map(drop)
}

/// Moves an import from one state to another; false when it was not in the first.
pub(crate) fn turn(tx: &mut Tx, id: i64, from: &str, to: &str) -> Result<bool, DbError> {
    let turned = tx.execute(
        "UPDATE directory_import SET state = $3, stage = 'reading', done = 0, total = 0 \
         WHERE id = $1 AND state = $2",
        params![id, from, to],
    )?;
    Ok(turned > 0)
}

/// Ends a piece of work on an import with what it says.
pub(crate) fn settle(
    tx: &mut Tx,
    id: i64,
    state: &str,
    report: &str,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE directory_import SET state = $2, report = $3, ended = $4 WHERE id = $1",
        params![id, state, report, now],
    )?;
    if state == "compared" { Ok(()) } else { forget_files(tx, id) }
}

/// Keeps the whole report of an import.
pub(crate) fn keep_report(tx: &mut Tx, id: i64, hash: &str) -> Result<(), DbError> {
    tx.execute("UPDATE directory_import SET full_report = $2 WHERE id = $1", params![id, hash])
        .map(drop)
}

/// How long a whole report is kept.
const REPORT_SECONDS: i64 = 30 * 24 * 3_600;

/// Forgets the whole reports that are past their time, and whom the short ones name.
pub(crate) fn forget_reports(tx: &mut Tx, now: Instant) -> Result<(), DbError> {
    let old: Vec<(i64, String)> = tx.query(
        "SELECT id, report FROM directory_import WHERE full_report <> '' AND started < $1",
        params![now.plus_seconds(-REPORT_SECONDS)],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    for (id, said) in old {
        let report: Option<Report> = serde_json::from_str(&said).ok();
        let counts = report.map(|report| serde_json::to_string(&report.without_names()));
        let said = counts.transpose().map_err(DbError::statement)?.unwrap_or(said);
        tx.execute(
            "UPDATE directory_import SET full_report = '', report = $2 WHERE id = $1",
            params![id, &said],
        )?;
    }
    Ok(())
}

fn forget_files(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    tx.execute("UPDATE directory_import SET samples = '' WHERE id = $1", params![id])?;
    tx.execute("DELETE FROM directory_import_file WHERE import_id = $1", params![id]).map(drop)
}

/// Gives up an import that waits.
pub(crate) fn give_up(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    forget_files(tx, id)?;
    tx.execute(
        "DELETE FROM directory_import WHERE id = $1 AND state IN ('columns', 'compared', 'failed')",
        params![id],
    )
    .map(drop)
}

/// Whether an import still needs a file, or later ones will.
pub(crate) fn keeps_file(tx: &mut Tx, hash: &str) -> Result<bool, DbError> {
    let found = tx.query_opt(
        "SELECT 1 FROM directory_import_file WHERE hash = $1 \
         UNION ALL SELECT 1 FROM directory_import WHERE full_report = $1 LIMIT 1",
        params![hash],
        |_| Ok(()),
    )?;
    Ok(found.is_some() || crate::import::keeps_file(tx, hash)?)
}
