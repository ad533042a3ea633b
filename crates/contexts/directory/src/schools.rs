//! Schools, for the rooms that keep something of each.

use std::collections::HashMap;

use db::{DbError, Tx, Value, params};
use kernel::{Actor, Day, Role, Target, TargetKind, fold};
use web::{Indicator, Month, Span};

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

/// An open school, and where it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// Its id.
    pub id: i64,
    /// Its national number, when it has one.
    pub uai: Option<String>,
    /// What kind of school: `ecole`, `college`…
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Its commune.
    pub commune: String,
    /// `public` or `private`.
    pub sector: String,
    /// Latitude and longitude in degrees (WGS 84), when both are known.
    pub place: Option<(f64, f64)>,
}

/// More schools than any territory has.
const SITES_MAX: i64 = 5_000;

/// Every open school, by name.
pub fn sites(tx: &mut Tx) -> Result<Vec<Site>, DbError> {
    let now = current(tx)?;
    tx.query(
        "SELECT org_id, uai, kind, name, commune, sector, lat, lon FROM directory_org \
         WHERE since <= $1 AND until > $1 AND is_open ORDER BY folded, org_id LIMIT $2",
        params![now, SITES_MAX],
        |row| {
            let (lat, lon): (Option<f64>, Option<f64>) = (row.get(6)?, row.get(7)?);
            Ok(Site {
                id: row.get(0)?,
                uai: row.get(1)?,
                kind: row.get(2)?,
                name: row.get(3)?,
                commune: row.get(4)?,
                sector: row.get(5)?,
                place: lat.zip(lon),
            })
        },
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
    count: classes,
};

/// The classes of each school on the last day of a month.
fn classes(tx: &mut Tx, month: Month) -> Result<Vec<(i64, i64)>, DbError> {
    let (now, day) = (current(tx)?, month.last());
    let sql = format!(
        "SELECT org_id, COUNT(*) FROM directory_group g WHERE kind = 'class' \
         AND since <= $1 AND until > $1 AND {} GROUP BY org_id",
        year::is_of_day([1, 2, 3])
    );
    tx.query(&sql, params![now, day, year::begun(day)], |row| Ok((row.get(0)?, row.get(1)?)))
}
