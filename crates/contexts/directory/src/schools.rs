//! Schools, for the rooms that keep something of each.

use std::collections::HashMap;

use db::{DbError, Tx, Value, params};
use kernel::{Actor, Day, Role, Target, TargetKind, fold};
use web::{Indicator, Span};

use crate::{
    api::Org,
    feed::Uai,
    pages::store::{PER_PAGE, escaped},
    t,
    visible::current,
    year,
};

/// Schools on one page of a list.
pub const SCHOOLS_PER_PAGE: i64 = PER_PAGE;

/// A school as its national number leads to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct School {
    /// Its id.
    pub id: i64,
    /// Whether it is open.
    pub is_open: bool,
}

/// What a list of schools is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The roles that open a school; one that is held for the whole territory opens all.
    pub roles: &'a [Role],
    /// Words of its name.
    pub words: &'a str,
    /// The page, from 1.
    pub page: i64,
}

/// The open schools where someone holds one of some roles, by name, and how many there are in all.
pub fn of_roles(tx: &mut Tx, actor: &Actor, asked: &Asked) -> Result<(Vec<Org>, i64), DbError> {
    let (now, like) = (current(tx)?, format!("%{}%", escaped(&fold(asked.words))));
    let mut values = vec![Value::Int(now), Value::Text(&like)];
    let everywhere = asked.roles.iter().any(|role| actor.has(*role, Target::TERRITORY));
    let mut among = String::new();
    if !everywhere {
        let reach = asked.roles.iter().flat_map(|role| actor.reach(*role, TargetKind::Org));
        let mut ids: Vec<i64> = reach.collect();
        let Some(&last) = ids.last() else { return Ok((Vec::new(), 0)) };
        ids.resize(ids.len().next_power_of_two(), last);
        among = format!(" AND org_id IN ({})", db::placeholders(3, ids.len()));
        values.extend(ids.into_iter().map(Value::Int));
    }
    let from = format!(
        "FROM directory_org WHERE since <= $1 AND until > $1 AND is_open \
         AND folded LIKE $2 ESCAPE '!'{among}"
    );
    let count = tx.query_one(&format!("SELECT COUNT(*) {from}"), &values, |row| row.get(0))?;
    let next = values.len() + 1;
    let list = format!(
        "SELECT org_id, kind, name, commune {from} ORDER BY folded, org_id LIMIT ${next} OFFSET ${}",
        next + 1
    );
    values.extend([Value::Int(PER_PAGE), Value::Int((asked.page - 1).max(0) * PER_PAGE)]);
    let found = tx.query(&list, &values, |row| {
        Ok(Org { id: row.get(0)?, kind: row.get(1)?, name: row.get(2)?, commune: row.get(3)? })
    })?;
    Ok((found, count))
}

/// The schools by their national number, closed ones too.
pub fn by_uai(tx: &mut Tx) -> Result<HashMap<Uai, School>, DbError> {
    let now = current(tx)?;
    let mut schools = HashMap::new();
    tx.each(
        "SELECT uai, org_id, is_open FROM directory_org \
         WHERE uai IS NOT NULL AND since <= $1 AND until > $1",
        params![now],
        |row| {
            let uai: String = row.get(0)?;
            if let Some(uai) = Uai::parse(&uai) {
                schools.insert(uai, School { id: row.get(1)?, is_open: row.get(2)? });
            }
            Ok(())
        },
    )?;
    Ok(schools)
}

/// An open school with where it is, for the rooms that compare schools.
#[derive(Clone, Debug, PartialEq)]
pub struct Located {
    /// Its id.
    pub id: i64,
    /// Its national number; schools without one are not here.
    pub uai: String,
    /// `ecole`, `college` or `lycee`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// The commune it is in.
    pub commune: String,
    /// The INSEE code of the commune; empty when no feed said it.
    pub insee: String,
    /// The group of communes; empty when no feed said it.
    pub epci: String,
    /// `public` or `private`; empty when no feed said it.
    pub sector: String,
    /// Latitude and longitude in degrees, when both are known.
    pub place: Option<(f64, f64)>,
    /// How many pupils it said it has.
    pub pupils: Option<i64>,
}

/// The open écoles, collèges and lycées with a national number, by that number; at most `most`.
pub fn located(tx: &mut Tx, most: i64) -> Result<Vec<Located>, DbError> {
    let now = current(tx)?;
    tx.query(
        "SELECT org_id, uai, kind, name, commune, insee, epci, sector, lat, lon, pupils FROM directory_org \
         WHERE uai IS NOT NULL AND since <= $1 AND until > $1 AND is_open \
         AND kind IN ('ecole', 'college', 'lycee') ORDER BY uai LIMIT $2",
        params![now, most],
        |row| {
            let place: (Option<f64>, Option<f64>) = (row.get(8)?, row.get(9)?);
            Ok(Located {
                id: row.get(0)?,
                uai: row.get(1)?,
                kind: row.get(2)?,
                name: row.get(3)?,
                commune: row.get(4)?,
                insee: row.get(5)?,
                epci: row.get(6)?,
                sector: row.get(7)?,
                place: place.0.zip(place.1),
                pupils: row.get(10)?,
            })
        },
    )
}

/// A school with its national number: what a table of the territory says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// The school.
    pub org: Org,
    /// Its national number.
    pub uai: String,
}

/// More schools than any territory has.
const SCHOOLS_MAX: i64 = 5_000;

/// The open schools that have a national number, by name: all of the territory, or those where
/// someone holds one of some roles.
pub fn numbered(tx: &mut Tx, whose: Option<(&Actor, &[Role])>) -> Result<Vec<Numbered>, DbError> {
    let mut values = vec![Value::Int(current(tx)?), Value::Int(SCHOOLS_MAX)];
    let mut among = String::new();
    if let Some((actor, roles)) = whose
        && !roles.iter().any(|role| actor.has(*role, Target::TERRITORY))
    {
        let reach = roles.iter().flat_map(|role| actor.reach(*role, TargetKind::Org));
        let mut ids: Vec<i64> = reach.collect();
        let Some(&last) = ids.last() else { return Ok(Vec::new()) };
        ids.resize(ids.len().next_power_of_two(), last);
        among = format!(" AND org_id IN ({})", db::placeholders(3, ids.len()));
        values.extend(ids.into_iter().map(Value::Int));
    }
    let sql = format!(
        "SELECT org_id, kind, name, commune, uai FROM directory_org WHERE since <= $1 AND until > $1 \
         AND is_open AND uai IS NOT NULL{among} ORDER BY folded, org_id LIMIT $2"
    );
    tx.query(&sql, &values, |row| {
        let org =
            Org { id: row.get(0)?, kind: row.get(1)?, name: row.get(2)?, commune: row.get(3)? };
        Ok(Numbered { org, uai: row.get(4)? })
    })
}

/// How many classes each school has on a day, or one school alone; one without a class is not there.
pub fn class_counts(tx: &mut Tx, org: Option<i64>, day: Day) -> Result<HashMap<i64, i64>, DbError> {
    let mut values = vec![Value::Int(current(tx)?), day.into(), Value::Int(year::begun(day))];
    let mut among = "";
    if let Some(org) = org {
        values.push(Value::Int(org));
        among = " AND g.org_id = $4";
    }
    let sql = format!(
        "SELECT g.org_id, COUNT(*) FROM directory_group g WHERE g.since <= $1 AND g.until > $1 \
         AND g.kind = 'class' AND {}{among} GROUP BY g.org_id",
        year::is_of_day([1, 2, 3])
    );
    let counts = tx.query(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(counts.into_iter().collect())
}

/// Those who hold a role in each school on a day, school by school.
pub fn holders(tx: &mut Tx, role: Role, day: Day) -> Result<Vec<(i64, i64)>, DbError> {
    let now = current(tx)?;
    tx.query(
        "SELECT DISTINCT m.org_id, COALESCE(s.root_id, m.person_id) FROM directory_membership m \
         LEFT JOIN directory_same s ON s.person_id = m.person_id WHERE m.role = $1 AND m.org_id IS NOT NULL \
         AND m.since <= $2 AND m.until > $2 AND m.starts <= $3 AND m.ends >= $3 ORDER BY 1, 2 LIMIT 20000",
        params![role.code(), now, day],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Says each pupil and each member of the staff of each school on a day: the person, then the school.
/// Someone with several parts in a school is said several times.
pub fn each_member(tx: &mut Tx, day: Day, mut say: impl FnMut(i64, i64)) -> Result<(), DbError> {
    let now = current(tx)?;
    tx.each(
        "SELECT person_id, org_id FROM directory_membership WHERE org_id IS NOT NULL \
         AND since <= $1 AND until > $1 AND starts <= $2 AND ends >= $2",
        params![now, day],
        |row| {
            say(row.get(0)?, row.get(1)?);
            Ok(())
        },
    )
}

/// How many classes each school has: what others are divided by.
pub(crate) const CLASSES: Indicator = Indicator {
    name: "directory.classes",
    label: t::indicator_classes,
    help: t::indicator_classes_help,
    span: Span::During,
    is_personal: false,
    per: None,
    count: |tx, month| Ok(class_counts(tx, None, month.last())?.into_iter().collect()),
};
