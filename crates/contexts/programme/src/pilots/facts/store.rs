//! The rows of facts and of the files they come from.

use std::collections::{BTreeMap, HashMap};

use db::{DbError, Row, Tx, Value, params};
use kernel::{Instant, fold};

use crate::pilots::facts::{Commune, Fact, What, read::Content};

/// Facts, by school and what they say.
pub(super) type Latest = HashMap<(i64, &'static str), Fact>;

/// Files shown.
const FILES: i64 = 30;
/// Facts read at once: those of every school over many years.
const FACTS_MAX: i64 = 200_000;
/// Communes of a territory, and of those around it.
const COMMUNES_MAX: i64 = 40_000;

/// Rows kept or forgotten in one transaction.
pub(super) const AT_ONCE: usize = 2_000;
/// How long a file is left to whoever began to apply it, in seconds.
const BEGUN_SECONDS: i64 = 120;

/// The file that a row comes from, where it was applied; what was loaded comes from none.
const OF_APPLIED: &str = "LEFT JOIN programme_fact_file f ON f.id = r.file_id \
     WHERE (r.file_id = 0 OR f.applied IS NOT NULL)";

/// What is said last of each school.
pub(super) fn latest(tx: &mut Tx) -> Result<Latest, DbError> {
    let mut latest: HashMap<(i64, &'static str), (Fact, i64)> = HashMap::new();
    let mut networks = None;
    let sql = format!(
        "SELECT r.org_id, r.what, r.year, r.value, r.label, r.file_id FROM programme_fact r {OF_APPLIED} \
         ORDER BY r.year, COALESCE(f.applied, 0), r.id LIMIT $1"
    );
    tx.each(&sql, params![FACTS_MAX], |row| {
        let (org, what, file): (i64, String, i64) = (row.get(0)?, row.get(1)?, row.get(5)?);
        let known = [What::Ips, What::Rep, What::Gap].into_iter().map(What::code);
        if let Some(code) = known.into_iter().find(|code| *code == what) {
            let fact = Fact { org, year: row.get(2)?, value: row.get(3)?, label: row.get(4)? };
            if code == What::Rep.code() {
                networks = Some((fact.year, file));
            }
            latest.insert((org, code), (fact, file));
        }
        Ok(())
    })?;
    // A list of networks says all of its year: a school that the last one does not name is in none.
    let is_last = |what: &str, fact: &Fact, file: i64| {
        what != What::Rep.code() || Some((fact.year, file)) == networks
    };
    Ok(latest
        .into_iter()
        .filter(|((_, what), (fact, file))| is_last(what, fact, *file))
        .map(|(key, (fact, _))| (key, fact))
        .collect())
}

/// The communes as the files say them one after another: one that says no density leaves what is known.
pub(super) fn communes(tx: &mut Tx) -> Result<Vec<Commune>, DbError> {
    let mut communes: BTreeMap<String, Commune> = BTreeMap::new();
    let sql = format!(
        "SELECT r.insee, r.name, r.population, r.density, r.grid FROM programme_commune r {OF_APPLIED} \
         ORDER BY COALESCE(f.applied, 0), r.id LIMIT $1"
    );
    tx.each(&sql, params![COMMUNES_MAX], |row| {
        let mut commune = Commune {
            insee: row.get(0)?,
            name: row.get(1)?,
            population: row.get(2)?,
            density: row.get(3)?,
            grid: row.get(4)?,
        };
        if let Some(before) = communes.get(&commune.insee).filter(|_| commune.density.is_none()) {
            (commune.density, commune.grid) = (before.density, before.grid);
        }
        communes.insert(commune.insee.clone(), commune);
        Ok(())
    })?;
    Ok(communes.into_values().collect())
}

/// Keeps some of what a file says of schools, 0 for what is loaded.
pub(crate) fn add_facts(tx: &mut Tx, what: What, facts: &[Fact], file: i64) -> Result<(), DbError> {
    let values: Vec<Value> = facts
        .iter()
        .flat_map(|fact| -> [Value; 6] {
            [
                fact.org.into(),
                what.code().into(),
                fact.year.into(),
                fact.value.into(),
                fact.label.as_str().into(),
                file.into(),
            ]
        })
        .collect();
    tx.insert_many("programme_fact", "org_id, what, year, value, label, file_id", &values)
}

/// Keeps some of what a file says of communes, 0 for what is loaded.
pub(crate) fn add_communes(tx: &mut Tx, communes: &[Commune], file: i64) -> Result<(), DbError> {
    let folded: Vec<String> = communes.iter().map(|one| fold(&one.name)).collect();
    let values: Vec<Value> = communes
        .iter()
        .zip(&folded)
        .flat_map(|(one, folded)| -> [Value; 7] {
            [
                one.insee.as_str().into(),
                folded.as_str().into(),
                one.name.as_str().into(),
                one.population.into(),
                one.density.into(),
                one.grid.into(),
                file.into(),
            ]
        })
        .collect();
    tx.insert_many(
        "programme_commune",
        "insee, folded, name, population, density, grid, file_id",
        &values,
    )
}

/// Forgets some of what was kept of a file that was never applied; whether there may be more.
pub(super) fn forget_begun(tx: &mut Tx, file: i64) -> Result<bool, DbError> {
    let mut gone = 0;
    for table in ["programme_fact", "programme_commune"] {
        let sql = format!(
            "DELETE FROM {table} WHERE id IN (SELECT id FROM {table} WHERE file_id = $1 ORDER BY id LIMIT $2)"
        );
        gone += tx.execute(&sql, params![file, at_once()])?;
    }
    Ok(gone > 0)
}

fn at_once() -> i64 {
    i64::try_from(AT_ONCE).unwrap_or(i64::MAX)
}

/// Forgets some of what an applied file took the place of; whether there may be more. A density stays
/// where the file says none.
pub(super) fn forget_replaced(tx: &mut Tx, file: i64) -> Result<bool, DbError> {
    const OLDER: &str = "(o.file_id = 0 OR o.file_id IN (SELECT p.id FROM programme_fact_file p \
         JOIN programme_fact_file q ON q.id = $1 WHERE p.applied < q.applied))";
    let facts = format!(
        "DELETE FROM programme_fact WHERE id IN (SELECT o.id FROM programme_fact n \
         JOIN programme_fact o ON o.what = n.what AND o.year = n.year AND o.org_id = n.org_id \
         WHERE n.file_id = $1 AND o.file_id <> $1 AND {OLDER} LIMIT $2)"
    );
    let networks = format!(
        "DELETE FROM programme_fact WHERE id IN (SELECT o.id FROM programme_fact o WHERE o.what = 'rep' \
         AND o.file_id <> $1 AND o.year IN (SELECT n.year FROM programme_fact n WHERE n.file_id = $1 \
         AND n.what = 'rep') AND {OLDER} LIMIT $2)"
    );
    let communes = format!(
        "DELETE FROM programme_commune WHERE id IN (SELECT o.id FROM programme_commune n \
         JOIN programme_commune o ON o.insee = n.insee WHERE n.file_id = $1 AND o.file_id <> $1 \
         AND (o.density IS NULL OR n.density IS NOT NULL) AND {OLDER} LIMIT $2)"
    );
    let mut gone = 0;
    for sql in [facts, networks, communes] {
        gone += tx.execute(&sql, params![file, at_once()])?;
    }
    Ok(gone > 0)
}

/// A file that was sent.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) what: String,
    pub(super) year: i64,
    pub(super) source: String,
    pub(super) is_applied: bool,
    pub(super) at: Instant,
}

fn file_of(row: &Row) -> Result<File, DbError> {
    let state: String = row.get(5)?;
    Ok(File {
        id: row.get(0)?,
        name: row.get(1)?,
        what: row.get(2)?,
        year: row.get(3)?,
        source: row.get(4)?,
        is_applied: state == "applied",
        at: row.get(6)?,
    })
}

/// Keeps a file until it is applied; its id.
pub(super) fn add_file(
    tx: &mut Tx,
    (name, source, what, year): (&str, &str, What, i64),
    content: &Content,
    (person, now): (i64, Instant),
) -> Result<i64, DbError> {
    let content = serde_json::to_string(content).unwrap_or_default();
    let values: [Value; 7] = [
        person.into(),
        name.into(),
        what.code().into(),
        year.into(),
        source.into(),
        content.as_str().into(),
        now.into(),
    ];
    tx.query_one(
        "INSERT INTO programme_fact_file (person_id, name, what, year, source, state, content, at) \
         VALUES ($1, $2, $3, $4, $5, 'waiting', $6, $7) RETURNING id",
        &values,
        |row| row.get(0),
    )
}

/// The files that were sent, newest first.
pub(super) fn files(tx: &mut Tx) -> Result<Vec<File>, DbError> {
    tx.query(
        "SELECT id, name, what, year, source, state, at FROM programme_fact_file ORDER BY id DESC LIMIT $1",
        params![FILES],
        file_of,
    )
}

/// A file with what it says.
pub(super) fn file(tx: &mut Tx, id: i64) -> Result<Option<(File, Content)>, DbError> {
    tx.query_opt(
        "SELECT id, name, what, year, source, state, at, content FROM programme_fact_file WHERE id = $1",
        params![id],
        |row| {
            let content: String = row.get(7)?;
            let empty = Content { facts: Vec::new(), communes: Vec::new(), problems: Vec::new() };
            Ok((file_of(row)?, serde_json::from_str(&content).unwrap_or(empty)))
        },
    )
}

/// Whether a file waits and is now someone's to apply.
pub(super) fn begin(tx: &mut Tx, id: i64, now: Instant) -> Result<bool, DbError> {
    let begun = tx.execute(
        "UPDATE programme_fact_file SET began = $2 WHERE id = $1 AND state = 'waiting' AND began <= $3",
        params![id, now, now.plus_seconds(-BEGUN_SECONDS)],
    )?;
    Ok(begun == 1)
}

/// Applies a file whose rows are all there, once: from now on they are read.
pub(super) fn turn(tx: &mut Tx, id: i64) -> Result<bool, DbError> {
    let last: i64 =
        tx.query_one("SELECT COALESCE(MAX(applied), 0) FROM programme_fact_file", &[], |row| {
            row.get(0)
        })?;
    let turned = tx.execute(
        "UPDATE programme_fact_file SET state = 'applied', applied = $2 WHERE id = $1 AND state = 'waiting'",
        params![id, last + 1],
    )?;
    Ok(turned == 1)
}
