//! Schools, for the rooms that keep something of each.

use std::collections::HashMap;

use db::{DbError, Tx, Value, params};
use kernel::{Actor, Role, Target, TargetKind, fold};

use crate::{
    api::Org,
    feed::Uai,
    pages::store::{PER_PAGE, escaped},
    visible::current,
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
