//! What an export reads.

use std::collections::HashMap;

use db::{DbError, Tx, Value, params, placeholders};
use kernel::Day;

use crate::{
    api::padded,
    feed::{Subject, Uai},
    year,
};

/// A school.
pub(super) struct OrgRow {
    pub(super) id: i64,
    pub(super) uai: Uai,
    pub(super) name: String,
    pub(super) kind: String,
}

/// A class or a group.
pub(super) struct GroupRow {
    pub(super) id: i64,
    pub(super) org: i64,
    pub(super) is_class: bool,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) levels: String,
}

/// The published batch and how many changes were made by hand.
pub(super) fn state(tx: &mut Tx) -> Result<(i64, i64), DbError> {
    let state =
        tx.query_opt("SELECT current, edits FROM directory_state WHERE id = 1", &[], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    Ok(state.unwrap_or_default())
}

/// The open schools that have a national number.
pub(super) fn orgs(tx: &mut Tx) -> Result<Vec<OrgRow>, DbError> {
    let (now, _) = state(tx)?;
    let mut orgs = Vec::new();
    tx.each(
        "SELECT org_id, uai, name, kind FROM directory_org \
         WHERE uai IS NOT NULL AND is_open AND since <= $1 AND until > $1 ORDER BY uai",
        params![now],
        |row| {
            if let Some(uai) = Uai::parse(&row.get::<String>(1)?) {
                orgs.push(OrgRow { id: row.get(0)?, uai, name: row.get(2)?, kind: row.get(3)? });
            }
            Ok(())
        },
    )?;
    Ok(orgs)
}

/// The classes and groups of some schools on a day.
pub(super) fn groups(
    tx: &mut Tx,
    orgs: &[i64],
    (now, day): (i64, Day),
) -> Result<Vec<GroupRow>, DbError> {
    let (list, values) = after(&[Value::Int(now), day.into(), Value::Int(year::begun(day))], orgs);
    let sql = format!(
        "SELECT group_id, org_id, kind, code, name, levels FROM directory_group g \
         WHERE org_id IN ({list}) AND since <= $1 AND until > $1 AND {}",
        year::is_of_day([1, 2, 3])
    );
    tx.query(&sql, &values, |row| {
        Ok(GroupRow {
            id: row.get(0)?,
            org: row.get(1)?,
            is_class: row.get::<String>(2)? == "class",
            code: row.get(3)?,
            name: row.get(4)?,
            levels: row.get(5)?,
        })
    })
}

/// What is taught in some schools.
pub(super) fn teachings(
    tx: &mut Tx,
    orgs: &[i64],
    now: i64,
) -> Result<HashMap<i64, Subject>, DbError> {
    let (list, values) = after(&[Value::Int(now)], orgs);
    let sql = format!(
        "SELECT teaching_id, subject, label FROM directory_teaching \
         WHERE org_id IN ({list}) AND is_open AND since <= $1 AND until > $1"
    );
    let found = tx.query(&sql, &values, |row| {
        let (code, label): (String, String) = (row.get(1)?, row.get(2)?);
        Ok((row.get(0)?, Subject { code: code.into(), label: label.into() }))
    })?;
    Ok(found.into_iter().collect())
}

/// Who has a role in some schools on a day: person, school, role.
pub(super) fn members(
    tx: &mut Tx,
    orgs: &[i64],
    (now, day): (i64, Day),
) -> Result<Vec<(i64, i64, String)>, DbError> {
    let (list, values) = after(&[Value::Int(now), day.into()], orgs);
    let sql = format!(
        "SELECT DISTINCT COALESCE(s.root_id, m.person_id), m.org_id, m.role \
         FROM directory_membership m LEFT JOIN directory_same s ON s.person_id = m.person_id \
         WHERE m.org_id IN ({list}) AND m.since <= $1 AND m.until > $1 \
         AND m.starts <= $2 AND m.ends >= $2"
    );
    tx.query(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

/// Who is responsible for some pupils, or to be called for them.
pub(super) fn guardians(tx: &mut Tx, pupils: &[i64], now: i64) -> Result<Vec<i64>, DbError> {
    let (list, values) = after(&[Value::Int(now)], pupils);
    let sql = format!(
        "SELECT DISTINCT COALESCE(s.root_id, k.guardian_id) FROM directory_kinship k \
         LEFT JOIN directory_same s ON s.person_id = k.guardian_id \
         WHERE k.child_id IN ({list}) AND k.since <= $1 AND k.until > $1"
    );
    tx.query(&sql, &values, |row| row.get(0))
}

/// What feeds call some people: of several names, that of the feed that decides, then the first.
pub(super) fn keys(
    tx: &mut Tx,
    people: &[i64],
    now: i64,
) -> Result<HashMap<i64, Box<str>>, DbError> {
    let (list, values) = after(&[Value::Int(now)], people);
    let sql = format!(
        "SELECT entity_id, key, owns FROM directory_source \
         WHERE entity_id IN ({list}) AND since <= $1 AND until > $1"
    );
    let mut found: Vec<(i64, bool, String)> =
        tx.query(&sql, &values, |row| Ok((row.get(0)?, !row.get::<bool>(2)?, row.get(1)?)))?;
    found.sort();
    let mut keys = HashMap::new();
    for (person, _, key) in found {
        keys.entry(person).or_insert_with(|| key.into());
    }
    Ok(keys)
}

/// Placeholders for a list of ids that follows other values, and all the values.
fn after<'v>(values: &[Value<'v>], ids: &[i64]) -> (String, Vec<Value<'v>>) {
    let first = values.len() + 1;
    if ids.is_empty() {
        return (placeholders(first, 1), [values, &[Value::Int(0)]].concat());
    }
    let (list, ids) = padded(ids, first);
    (list, [values, &ids].concat())
}
