//! The rows of facts and of the files they come from.

use std::collections::HashMap;

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

/// What is said last of each school.
pub(super) fn latest(tx: &mut Tx) -> Result<Latest, DbError> {
    let mut latest = Latest::new();
    tx.each(
        "SELECT org_id, what, year, value, label FROM programme_fact ORDER BY year, id LIMIT $1",
        params![FACTS_MAX],
        |row| {
            let (org, what): (i64, String) = (row.get(0)?, row.get(1)?);
            let known = [What::Ips, What::Rep, What::Gap].into_iter().map(What::code);
            if let Some(code) = known.into_iter().find(|code| *code == what) {
                let fact = Fact { org, year: row.get(2)?, value: row.get(3)?, label: row.get(4)? };
                latest.insert((org, code), fact);
            }
            Ok(())
        },
    )?;
    // A list of networks says all of its year: a school that the last one does not name is in none.
    let rep = What::Rep.code();
    let networks = latest.iter().filter(|((_, what), _)| *what == rep);
    let last = networks.map(|(_, fact)| fact.year).max();
    latest.retain(|(_, what), fact| *what != rep || Some(fact.year) == last);
    Ok(latest)
}

pub(super) fn communes(tx: &mut Tx) -> Result<Vec<Commune>, DbError> {
    tx.query(
        "SELECT insee, name, population, density, grid FROM programme_commune ORDER BY insee LIMIT $1",
        params![COMMUNES_MAX],
        |row| {
            Ok(Commune {
                insee: row.get(0)?,
                name: row.get(1)?,
                population: row.get(2)?,
                density: row.get(3)?,
                grid: row.get(4)?,
            })
        },
    )
}

/// Keeps what a file says; a list of networks takes the place of the one of its year.
pub(crate) fn keep_facts(
    tx: &mut Tx,
    what: What,
    facts: &[Fact],
    file: i64,
) -> Result<(), DbError> {
    if what == What::Rep {
        let mut years: Vec<i64> = facts.iter().map(|fact| fact.year).collect();
        years.sort_unstable();
        years.dedup();
        for year in years {
            tx.execute(
                "DELETE FROM programme_fact WHERE what = 'rep' AND year = $1",
                params![year],
            )?;
        }
    }
    for fact in facts {
        tx.execute(
            "INSERT INTO programme_fact (org_id, what, year, value, label, file_id) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (org_id, what, year) DO UPDATE SET value = $4, label = $5, file_id = $6",
            params![fact.org, what.code(), fact.year, fact.value, &fact.label, file],
        )?;
    }
    Ok(())
}

/// Keeps what a file says of communes.
pub(crate) fn keep_communes(tx: &mut Tx, communes: &[Commune], file: i64) -> Result<(), DbError> {
    for one in communes {
        tx.execute(
            "INSERT INTO programme_commune (insee, folded, name, population, density, grid, file_id) \
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (insee) DO UPDATE SET folded = $2, name = $3, \
             population = $4, density = COALESCE($5, programme_commune.density), \
             grid = CASE WHEN $5 IS NULL THEN programme_commune.grid ELSE $6 END, file_id = $7",
            params![
                &one.insee,
                &fold(&one.name),
                &one.name,
                one.population,
                one.density,
                one.grid,
                file
            ],
        )?;
    }
    Ok(())
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

/// Whether a file was waiting and is now applied.
pub(super) fn turn(tx: &mut Tx, id: i64) -> Result<bool, DbError> {
    let turned = tx.execute(
        "UPDATE programme_fact_file SET state = 'applied' WHERE id = $1 AND state = 'waiting'",
        params![id],
    )?;
    Ok(turned == 1)
}
