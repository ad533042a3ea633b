//! Finding people and schools. People are not in the index of `search`: an import changes hundreds
//! of thousands of them by publishing one number. The names an actor may see are few and read from
//! here, with the conditions of the pages that show them.

use std::collections::HashSet;

use db::{DbError, Row, Tx, Value};
use kernel::{Actor, Condition, Day, Right, Target, fold};
use search::Query;
use web::{Cx, Findings, Hit, Problem};

use crate::{
    api::PersonName,
    rights::{CLASS_EDIT, CLASS_SEE, SCHOOL_EDIT, SCHOOL_SEE, STAFF_FIND},
    t,
    visible::current,
};

/// Rows that are read for one search: more than the largest school has.
const AT_MOST: i64 = 20_000;

/// What the directory finds, for [`web::Module::find`].
pub(crate) fn find(cx: &mut Cx, query: &Query) -> Result<Vec<Findings>, Problem> {
    let (lang, today, actor) = (cx.lang(), cx.today(), cx.actor()?.clone());
    let pupils = query.rank(pupils(cx.tx, &actor, today)?);
    let staff = query.rank(staff(cx.tx, &actor, today)?);
    let schools = query.rank(schools(cx.tx, &actor)?);
    let guardians = query.rank(guardians(cx.tx, &actor, today)?);
    let guardians = guardians.into_iter().map(|one| Hit {
        title: one.name.full(),
        under: t::find_guardian_of(lang, &one.child.full()),
        path: format!("/etablissements/{}/eleves/{}", one.org, one.child.id),
    });
    let staff = staff.into_iter().map(|one| Hit {
        title: one.name.full(),
        under: t::by_key(lang, &format!("role-{}", one.role)).unwrap_or_default().to_owned(),
        path: format!("/etablissements/{}/personnels", one.org),
    });
    let hits = pupils.into_iter().map(|one| one.hit(&actor)).collect();
    Ok(vec![
        Findings { title: t::find_pupils(lang), icon: "user", hits },
        Findings { title: t::find_guardians(lang), icon: "users", hits: guardians.collect() },
        Findings { title: t::find_staff(lang), icon: "users", hits: staff.collect() },
        Findings { title: t::schools_title(lang), icon: "school", hits: schools },
    ])
}

/// The values of a statement whose placeholders are the published batch, the day, then the actor's.
fn values(
    tx: &mut Tx,
    right: &Right,
    actor: &Actor,
    day: Day,
) -> Result<Option<(Condition, Vec<Value<'static>>)>, DbError> {
    let condition = right.condition(actor, 3);
    if condition.ids.is_empty() {
        return Ok(None);
    }
    let mut values = vec![Value::Int(current(tx)?), day.into()];
    values.extend(condition.ids.iter().map(|id| Value::Int(*id)));
    Ok(Some((condition, values)))
}

/// A pupil in a class that an actor may see.
struct Pupil {
    name: PersonName,
    group: i64,
    group_name: String,
    org: i64,
}

impl Pupil {
    /// Their own page for those who keep the school, their class for the others.
    fn hit(self, actor: &Actor) -> Hit {
        let school = Target::org(self.org);
        let keeps = CLASS_EDIT.grants.iter().any(|grant| actor.has(grant.role, school));
        let path = if keeps {
            format!("/etablissements/{}/eleves/{}", self.org, self.name.id)
        } else {
            format!("/classes/{}", self.group)
        };
        Hit { title: self.name.full(), under: self.group_name, path }
    }
}

/// The pupils of the classes and groups an actor may see, each once, by the class first.
fn pupils(tx: &mut Tx, actor: &Actor, day: Day) -> Result<Vec<(String, Pupil)>, DbError> {
    let Some((condition, values)) = values(tx, &CLASS_SEE, actor, day)? else {
        return Ok(Vec::new());
    };
    let sql = format!(
        "SELECT DISTINCT p.person_id, p.last_name, p.first_name, p.title, p.folded, g.group_id, g.name, \
         g.org_id, g.kind FROM directory_entity r \
         JOIN directory_group g ON g.group_id = r.id AND g.since <= $1 AND g.until > $1 \
         JOIN directory_membership m ON m.group_id = r.id AND m.role = 'pupil' AND m.since <= $1 AND m.until > $1 \
         AND m.starts <= $2 AND m.ends >= $2 \
         LEFT JOIN directory_same s ON s.person_id = m.person_id \
         JOIN directory_person p ON p.person_id = COALESCE(s.root_id, m.person_id) AND p.since <= $1 AND p.until > $1 \
         WHERE {} ORDER BY p.folded, p.person_id, g.kind, g.name, g.group_id LIMIT {AT_MOST}",
        condition.sql
    );
    let mut met = HashSet::new();
    let mut pupils = Vec::new();
    tx.each(&sql, &values, |row| {
        let name = read_name(row)?;
        if met.insert(name.id) {
            let place = (row.get(5)?, row.get(6)?, row.get(7)?);
            let (group, group_name, org) = place;
            pupils.push((row.get(4)?, Pupil { name, group, group_name, org }));
        }
        Ok(())
    })?;
    Ok(pupils)
}

/// Someone on the page of a child.
struct Guardian {
    name: PersonName,
    child: PersonName,
    org: i64,
}

/// Those who are on the pages of the pupils of the schools an actor keeps, child by child.
fn guardians(tx: &mut Tx, actor: &Actor, day: Day) -> Result<Vec<(String, Guardian)>, DbError> {
    let Some((condition, values)) = values(tx, &SCHOOL_EDIT, actor, day)? else {
        return Ok(Vec::new());
    };
    let sql = format!(
        "SELECT DISTINCT p.person_id, p.last_name, p.first_name, p.title, p.folded, r.id, c.person_id, \
         c.last_name, c.first_name FROM directory_entity r \
         JOIN directory_membership m ON m.org_id = r.id AND m.role = 'pupil' AND m.since <= $1 AND m.until > $1 \
         AND m.starts <= $2 AND m.ends >= $2 \
         JOIN directory_kinship k ON k.child_id = m.person_id AND k.since <= $1 AND k.until > $1 \
         JOIN directory_person p ON p.person_id = k.guardian_id AND p.since <= $1 AND p.until > $1 \
         JOIN directory_person c ON c.person_id = m.person_id AND c.since <= $1 AND c.until > $1 \
         WHERE {} ORDER BY p.folded, p.person_id, c.person_id LIMIT {AT_MOST}",
        condition.sql
    );
    tx.query(&sql, &values, |row| {
        let child = PersonName {
            id: row.get(6)?,
            last: row.get(7)?,
            first: row.get(8)?,
            title: String::new(),
        };
        Ok((row.get(4)?, Guardian { name: read_name(row)?, child, org: row.get(5)? }))
    })
}

/// Someone who works in a school, in one of their roles there.
struct Staff {
    name: PersonName,
    org: i64,
    role: String,
}

/// Those who work in the schools an actor keeps, each once in each.
fn staff(tx: &mut Tx, actor: &Actor, day: Day) -> Result<Vec<(String, Staff)>, DbError> {
    let Some((condition, values)) = values(tx, &STAFF_FIND, actor, day)? else {
        return Ok(Vec::new());
    };
    let sql = format!(
        "SELECT DISTINCT p.person_id, p.last_name, p.first_name, p.title, p.folded, r.id, m.role \
         FROM directory_entity r \
         JOIN directory_membership m ON m.org_id = r.id AND m.role <> 'pupil' AND m.since <= $1 AND m.until > $1 \
         AND m.starts <= $2 AND m.ends >= $2 \
         LEFT JOIN directory_same s ON s.person_id = m.person_id \
         JOIN directory_person p ON p.person_id = COALESCE(s.root_id, m.person_id) AND p.since <= $1 AND p.until > $1 \
         WHERE {} ORDER BY p.folded, p.person_id, r.id, m.role LIMIT {AT_MOST}",
        condition.sql
    );
    let mut met = HashSet::new();
    let mut staff = Vec::new();
    tx.each(&sql, &values, |row| {
        let (name, org) = (read_name(row)?, row.get(5)?);
        if met.insert((name.id, org)) {
            staff.push((row.get(4)?, Staff { name, org, role: row.get(6)? }));
        }
        Ok(())
    })?;
    Ok(staff)
}

fn read_name(row: &Row) -> Result<PersonName, DbError> {
    Ok(PersonName { id: row.get(0)?, last: row.get(1)?, first: row.get(2)?, title: row.get(3)? })
}

/// The schools an actor may see.
fn schools(tx: &mut Tx, actor: &Actor) -> Result<Vec<(String, Hit)>, DbError> {
    let condition = SCHOOL_SEE.condition(actor, 2);
    if condition.ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut values = vec![Value::Int(current(tx)?)];
    values.extend(condition.ids.iter().map(|id| Value::Int(*id)));
    let sql = format!(
        "SELECT o.org_id, o.name, o.commune, o.folded FROM directory_entity r \
         JOIN directory_org o ON o.org_id = r.id AND o.since <= $1 AND o.until > $1 \
         WHERE {} AND o.is_open ORDER BY o.folded, o.org_id LIMIT {AT_MOST}",
        condition.sql
    );
    tx.query(&sql, &values, |row| {
        let (id, under): (i64, String) = (row.get(0)?, row.get(2)?);
        let folded: String = row.get(3)?;
        let words = format!("{folded} {}", fold(&under));
        Ok((words, Hit { title: row.get(1)?, under, path: format!("/etablissements/{id}") }))
    })
}
