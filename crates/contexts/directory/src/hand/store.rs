//! What changes by hand read and write.

use std::collections::HashMap;

use db::{DbError, Tx, Value, params};
use kernel::{Day, Instant, fold};

use crate::{
    api::PersonName,
    rows::Table,
    visible::{OPEN, current},
};

/// A copy of a role that ends with a day, unless it begins after it.
pub(super) fn shortened(
    tx: &mut Tx,
    membership: i64,
    since: i64,
    last: Day,
) -> Result<Option<i64>, DbError> {
    tx.query_opt(
        "INSERT INTO directory_membership (person_id, since, until, role, org_id, group_id, teaching_id, level, \
         is_main, starts, ends, source) SELECT person_id, CAST($2 AS BIGINT), CAST($3 AS BIGINT), role, org_id, \
         group_id, teaching_id, level, is_main, starts, CAST($4 AS BIGINT), source FROM directory_membership \
         WHERE id = $1 AND starts <= $4 RETURNING id",
        params![membership, since, OPEN, last],
        |row| row.get(0),
    )
}

/// Shows a row that was hidden; missing when it is shown already.
pub(super) fn show_again(tx: &mut Tx, table: Table, row: i64) -> Result<(), DbError> {
    let now = current(tx)?;
    let sql = format!("UPDATE {} SET until = $2 WHERE id = $1 AND until <= $3", table.name());
    if tx.execute(&sql, params![row, OPEN, now])? == 1 { Ok(()) } else { Err(DbError::Missing) }
}

/// Whether a feed describes a person.
pub(super) fn is_fed(tx: &mut Tx, person: i64) -> Result<bool, DbError> {
    let now = current(tx)?;
    let found = tx.query_opt(
        "SELECT 1 FROM directory_source WHERE entity_id = $1 AND since <= $2 AND until > $2 LIMIT 1",
        params![person, now],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// What a correction says.
pub(super) fn correction(tx: &mut Tx, person: i64, field: &str) -> Result<Option<String>, DbError> {
    tx.query_opt(
        "SELECT value FROM directory_correction WHERE person_id = $1 AND field = $2",
        params![person, field],
        |row| row.get(0),
    )
}

/// Writes a correction, or removes it.
pub(super) fn set_correction(
    tx: &mut Tx,
    (person, field): (i64, &str),
    value: Option<&str>,
    by: i64,
    now: Instant,
) -> Result<(), DbError> {
    let Some(value) = value else {
        return tx
            .execute(
                "DELETE FROM directory_correction WHERE person_id = $1 AND field = $2",
                params![person, field],
            )
            .map(drop);
    };
    tx.execute(
        "INSERT INTO directory_correction (person_id, field, value, by_id, at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (person_id, field) DO UPDATE SET value = $3, by_id = $4, at = $5",
        params![person, field, value, by, now],
    )
    .map(drop)
}

/// Where a form that was sent led to.
pub(super) fn sent(tx: &mut Tx, once: &str, person: i64) -> Result<Option<String>, DbError> {
    tx.query_opt(
        "SELECT path FROM directory_sent WHERE once = $1 AND person_id = $2",
        params![once, person],
        |row| row.get(0),
    )
}

/// Remembers where a form that was sent led to.
pub(super) fn remember_sent(
    tx: &mut Tx,
    once: &str,
    person: i64,
    path: &str,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO directory_sent (once, person_id, path, at) VALUES ($1, $2, $3, $4)",
        params![once, person, path, now],
    )
    .map(drop)
}

/// Forgets forms sent before an instant.
pub(super) fn forget_sent(tx: &mut Tx, before: Instant) -> Result<(), DbError> {
    tx.execute("DELETE FROM directory_sent WHERE at < $1", params![before]).map(drop)
}

/// Names of groups by id, closed ones too.
pub(super) fn group_names(tx: &mut Tx, ids: &[i64]) -> Result<HashMap<i64, String>, DbError> {
    let found = crate::api::groups(tx, ids)?;
    Ok(found.into_iter().map(|(id, group)| (id, group.name)).collect())
}

/// The row that shows an entity.
pub(super) fn row_of(tx: &mut Tx, table: Table, entity: i64) -> Result<i64, DbError> {
    let now = current(tx)?;
    let key = match table {
        Table::Group => "group_id",
        Table::Teaching => "teaching_id",
        _ => "person_id",
    };
    let sql =
        format!("SELECT id FROM {} WHERE {key} = $1 AND since <= $2 AND until > $2", table.name());
    tx.query_one(&sql, params![entity, now], |row| row.get(0))
}

/// The code a feed knows a class by; empty for one made by hand.
pub(super) fn code_of(tx: &mut Tx, group: i64) -> Result<String, DbError> {
    let now = current(tx)?;
    tx.query_one(
        "SELECT code FROM directory_group WHERE group_id = $1 AND since <= $2 AND until > $2",
        params![group, now],
        |row| row.get(0),
    )
}

/// A version of a class with other words; its row.
pub(super) fn add_group(
    tx: &mut Tx,
    group: &crate::api::Group,
    since: i64,
    is_open: bool,
) -> Result<i64, DbError> {
    let kind = if group.is_class { "class" } else { "group" };
    tx.query_one(
        "INSERT INTO directory_group (group_id, since, until, org_id, kind, name, folded, levels, code, is_open, year) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', $9, $10) RETURNING id",
        params![
            group.id,
            since,
            OPEN,
            group.org,
            kind,
            &group.name,
            &fold(&group.name),
            &group.levels.join(","),
            is_open,
            group.year
        ],
        |row| row.get(0),
    )
}

/// The roles in a class or group that are not over.
pub(super) fn in_group(tx: &mut Tx, group: i64, day: Day) -> Result<Vec<i64>, DbError> {
    let now = current(tx)?;
    tx.query(
        "SELECT id FROM directory_membership WHERE group_id = $1 AND since <= $2 AND until > $2 AND ends >= $3 ORDER BY id",
        params![group, now, day],
        |row| row.get(0),
    )
}

/// Whether a pupil has a place in the class or group of a row.
pub(super) fn is_lived_in(tx: &mut Tx, row: i64) -> Result<bool, DbError> {
    let now = current(tx)?;
    let found = tx.query_opt(
        "SELECT 1 FROM directory_group g JOIN directory_membership m ON m.group_id = g.group_id \
         AND m.role = 'pupil' AND m.since <= $2 AND m.until > $2 WHERE g.id = $1 LIMIT 1",
        params![row, now],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// A role of a pupil in a school: its row, the class or group, its days, and who said so.
pub(super) struct Place {
    pub(super) row: i64,
    pub(super) group: Option<i64>,
    pub(super) starts: Day,
    pub(super) ends: Day,
}

/// Where a pupil is in a school, from a day on; none for who is not a pupil there.
pub(super) fn places_of(
    tx: &mut Tx,
    org: i64,
    pupil: i64,
    day: Day,
) -> Result<Vec<Place>, DbError> {
    let now = current(tx)?;
    tx.query(
        "SELECT id, group_id, starts, ends FROM directory_membership WHERE person_id = $1 AND org_id = $2 \
         AND role = 'pupil' AND since <= $3 AND until > $3 AND ends >= $4 ORDER BY starts, id",
        params![pupil, org, now, day],
        |row| {
            Ok(Place {
                row: row.get(0)?,
                group: row.get(1)?,
                starts: row.get(2)?,
                ends: row.get(3)?,
            })
        },
    )
}

/// A pupil of a school with the same name, born the same day.
pub(super) fn homonym(
    tx: &mut Tx,
    org: i64,
    name: (&str, &str),
    born: Day,
) -> Result<bool, DbError> {
    let now = current(tx)?;
    let folded = fold(&format!("{} {}", name.0, name.1));
    let found = tx.query_opt(
        "SELECT 1 FROM directory_person p JOIN directory_membership m ON m.person_id = p.person_id AND m.since <= $4 AND m.until > $4 \
         AND m.org_id = $1 AND m.role = 'pupil' \
         WHERE p.folded = $2 AND p.birth_day = $3 AND p.since <= $4 AND p.until > $4 LIMIT 1",
        params![org, &folded, born, now],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// Gives a place made by hand; its row.
pub(super) fn add_place(
    tx: &mut Tx,
    pupil: i64,
    (org, group): (i64, i64),
    level: &str,
    (starts, ends): (Day, Day),
    since: i64,
) -> Result<i64, DbError> {
    tx.query_one(
        "INSERT INTO directory_membership (person_id, since, until, role, org_id, group_id, teaching_id, level, \
         is_main, starts, ends, source) VALUES ($1, $2, $3, 'pupil', $4, $5, NULL, $6, FALSE, $7, $8, '') \
         RETURNING id",
        params![pupil, since, OPEN, org, group, level, starts, ends],
        |row| row.get(0),
    )
}

/// Names and birth of a person.
pub(super) struct Face {
    pub(super) category: String,
    pub(super) last: String,
    pub(super) first: String,
    pub(super) title: String,
    pub(super) born: Option<Day>,
}

/// What is said of a person.
pub(super) fn face(tx: &mut Tx, person: i64) -> Result<Face, DbError> {
    let now = current(tx)?;
    tx.query_one(
        "SELECT category, last_name, first_name, title, birth_day FROM directory_person \
         WHERE person_id = $1 AND since <= $2 AND until > $2",
        params![person, now],
        |row| {
            Ok(Face {
                category: row.get(0)?,
                last: row.get(1)?,
                first: row.get(2)?,
                title: row.get(3)?,
                born: row.get(4)?,
            })
        },
    )
}

/// Another version of what is said of a person; its row.
pub(super) fn add_face(tx: &mut Tx, person: i64, face: &Face, since: i64) -> Result<i64, DbError> {
    let folded = fold(&format!("{} {}", face.last, face.first));
    tx.query_one(
        "INSERT INTO directory_person (person_id, since, until, category, last_name, first_name, title, folded, \
         birth_day) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
        params![
            person,
            since,
            OPEN,
            &face.category,
            &face.last,
            &face.first,
            &face.title,
            &folded,
            face.born
        ],
        |row| row.get(0),
    )
}

/// How to reach a person made by hand; its row.
pub(super) fn add_contact(
    tx: &mut Tx,
    person: i64,
    (email, mobile): (&str, &str),
    since: i64,
) -> Result<i64, DbError> {
    tx.query_one(
        "INSERT INTO directory_contact (person_id, since, until, email, mobile, phone, address) \
         VALUES ($1, $2, $3, $4, $5, '', '') RETURNING id",
        params![person, since, OPEN, email, mobile],
        |row| row.get(0),
    )
}

/// The adult of this name whom the e-mail or the mobile also names, when there is one alone.
pub(super) fn known_adult(
    tx: &mut Tx,
    category: &str,
    name: (&str, &str),
    (email, mobile): (&str, &str),
) -> Result<Option<i64>, DbError> {
    let now = current(tx)?;
    let folded = fold(&format!("{} {}", name.0, name.1));
    let mut found: Vec<i64> = tx.query(
        "SELECT p.person_id FROM directory_person p \
         JOIN directory_contact c ON c.person_id = p.person_id AND c.since <= $5 AND c.until > $5 \
         WHERE p.folded = $1 AND p.category = $2 AND p.since <= $5 AND p.until > $5 \
         AND ((c.email <> '' AND c.email = $3) OR (c.mobile <> '' AND c.mobile = $4)) ORDER BY p.person_id LIMIT 2",
        params![&folded, category, email, mobile, now],
        |row| row.get(0),
    )?;
    Ok(found.pop().filter(|_| found.is_empty()))
}

/// A guardian of a child, with how to reach them.
pub(super) struct Guardian {
    pub(super) row: i64,
    pub(super) name: PersonName,
    pub(super) level: i64,
    pub(super) email: String,
    pub(super) mobile: String,
}

/// The guardians of a child, legal ones first.
pub(super) fn guardians_of(tx: &mut Tx, child: i64) -> Result<Vec<Guardian>, DbError> {
    let now = current(tx)?;
    tx.query(
        "SELECT p.person_id, p.last_name, p.first_name, p.title, k.id, k.level, c.email, c.mobile \
         FROM directory_kinship k \
         JOIN directory_person p ON p.person_id = k.guardian_id AND p.since <= $2 AND p.until > $2 \
         LEFT JOIN directory_contact c ON c.person_id = k.guardian_id AND c.since <= $2 AND c.until > $2 \
         WHERE k.child_id = $1 AND k.since <= $2 AND k.until > $2 ORDER BY k.level, p.folded, p.person_id",
        params![child, now],
        |row| {
            Ok(Guardian {
                name: PersonName {
                    id: row.get(0)?,
                    last: row.get(1)?,
                    first: row.get(2)?,
                    title: row.get(3)?,
                },
                row: row.get(4)?,
                level: row.get(5)?,
                email: row.get::<Option<String>>(6)?.unwrap_or_default(),
                mobile: row.get::<Option<String>>(7)?.unwrap_or_default(),
            })
        },
    )
}

/// A tie made by hand; its row.
pub(super) fn add_kinship(
    tx: &mut Tx,
    guardian: i64,
    child: i64,
    level: i64,
    since: i64,
) -> Result<i64, DbError> {
    tx.query_one(
        "INSERT INTO directory_kinship (guardian_id, child_id, since, until, link, level, is_contact, is_payer, \
         source) VALUES ($1, $2, $3, $4, '', $5, TRUE, FALSE, '') RETURNING id",
        params![guardian, child, since, OPEN, level],
        |row| row.get(0),
    )
}

/// A copy of a tie with another level; its row.
pub(super) fn with_level(tx: &mut Tx, tie: i64, level: i64, since: i64) -> Result<i64, DbError> {
    tx.query_one(
        "INSERT INTO directory_kinship (guardian_id, child_id, since, until, link, level, is_contact, is_payer, \
         source) SELECT guardian_id, child_id, CAST($2 AS BIGINT), CAST($3 AS BIGINT), link, CAST($4 AS BIGINT), \
         is_contact, is_payer, source FROM directory_kinship WHERE id = $1 RETURNING id",
        params![tie, since, OPEN, level],
        |row| row.get(0),
    )
}

/// The roles a duty gave that are shown.
pub(super) fn roles_of_duty(tx: &mut Tx, duty: i64) -> Result<Vec<i64>, DbError> {
    let now = current(tx)?;
    tx.query(
        "SELECT m.id FROM directory_membership m JOIN directory_duty d ON d.id = $1 \
         AND m.person_id = d.person_id WHERE m.source = $2 AND m.since <= $3 AND m.until > $3 ORDER BY m.id",
        params![duty, &crate::duty::source(duty), now],
        |row| row.get(0),
    )
}

/// Says the last day of a duty.
pub(super) fn set_duty_end(tx: &mut Tx, duty: i64, last: Day) -> Result<(), DbError> {
    tx.execute("UPDATE directory_duty SET ends = $2 WHERE id = $1", params![duty, last]).map(drop)
}

/// Moves the last day of a duty from one to another; missing when it moved since.
pub(super) fn move_duty_end(tx: &mut Tx, duty: i64, from: Day, to: Day) -> Result<(), DbError> {
    let moved = tx.execute(
        "UPDATE directory_duty SET ends = $3 WHERE id = $1 AND ends = $2",
        params![duty, from, to],
    )?;
    if moved == 1 { Ok(()) } else { Err(DbError::Missing) }
}

/// A duty as lists show it.
pub(super) struct Duty {
    pub(super) id: i64,
    pub(super) kind: String,
    pub(super) person: i64,
    pub(super) role: String,
    pub(super) org: i64,
    pub(super) about: Option<i64>,
    pub(super) starts: Day,
    pub(super) ends: Day,
    pub(super) by: i64,
}

const DUTY: &str = "id, kind, person_id, role, org_id, about_id, starts, ends, by_id";

fn duties(tx: &mut Tx, after: &str, values: &[Value]) -> Result<Vec<Duty>, DbError> {
    tx.query(&format!("SELECT {DUTY} FROM directory_duty {after}"), values, |row| {
        Ok(Duty {
            id: row.get(0)?,
            kind: row.get(1)?,
            person: row.get(2)?,
            role: row.get(3)?,
            org: row.get(4)?,
            about: row.get(5)?,
            starts: row.get(6)?,
            ends: row.get(7)?,
            by: row.get(8)?,
        })
    })
}

/// The duties of a school that ended after a day, or will.
pub(super) fn duties_of(tx: &mut Tx, org: i64, day: Day) -> Result<Vec<Duty>, DbError> {
    duties(
        tx,
        "WHERE org_id = $1 AND ends >= $2 AND ends >= starts ORDER BY starts DESC, id DESC LIMIT 500",
        params![org, day],
    )
}

/// One duty of a school that is not over.
pub(super) fn duty(tx: &mut Tx, org: i64, id: i64, day: Day) -> Result<Option<Duty>, DbError> {
    let found = duties(
        tx,
        "WHERE id = $1 AND org_id = $2 AND ends >= $3 AND ends >= starts",
        params![id, org, day],
    )?;
    Ok(found.into_iter().next())
}

/// What the territory delegated for several schools and is not over.
pub(super) fn territory_duties(tx: &mut Tx, day: Day) -> Result<Vec<Duty>, DbError> {
    duties(
        tx,
        "WHERE kind = 'delegation' AND role IN ('digital-referent', 'commune-agent', 'funder') AND ends >= $1 \
         AND ends >= starts ORDER BY person_id, role, org_id LIMIT 2000",
        params![day],
    )
}

/// A role of a member of staff as lists show it.
pub(super) struct Post {
    pub(super) name: PersonName,
    pub(super) role: String,
    pub(super) group: Option<i64>,
    pub(super) teaching: Option<i64>,
    pub(super) starts: Day,
    pub(super) ends: Day,
}

/// The staff of a school from a day on, by name, a line per role.
pub(super) fn staff_of(tx: &mut Tx, org: i64, day: Day) -> Result<Vec<Post>, DbError> {
    let now = current(tx)?;
    tx.query(
        "SELECT p.person_id, p.last_name, p.first_name, p.title, m.role, m.group_id, m.teaching_id, m.starts, m.ends \
         FROM directory_membership m JOIN directory_person p ON p.person_id = m.person_id AND p.since <= $2 AND p.until > $2 \
         WHERE m.org_id = $1 AND m.since <= $2 AND m.until > $2 AND m.role <> 'pupil' AND m.ends >= $3 \
         ORDER BY p.folded, p.person_id, m.role, m.id LIMIT 3000",
        params![org, now, day],
        |row| {
            Ok(Post {
                name: PersonName {
                    id: row.get(0)?,
                    last: row.get(1)?,
                    first: row.get(2)?,
                    title: row.get(3)?,
                },
                role: row.get(4)?,
                group: row.get(5)?,
                teaching: row.get(6)?,
                starts: row.get(7)?,
                ends: row.get(8)?,
            })
        },
    )
}

/// The communes that have écoles, by name.
pub(super) fn communes(tx: &mut Tx) -> Result<Vec<String>, DbError> {
    let now = current(tx)?;
    tx.query(
        "SELECT DISTINCT commune FROM directory_org WHERE kind = 'ecole' AND is_open AND commune <> '' \
         AND since <= $1 AND until > $1 ORDER BY commune",
        params![now],
        |row| row.get(0),
    )
}

/// The bodies that pay for schools, by name.
pub(super) fn funders(tx: &mut Tx) -> Result<Vec<(i64, String)>, DbError> {
    let now = current(tx)?;
    tx.query(
        "SELECT org_id, name FROM directory_org \
         WHERE kind IN ('bank', 'departement', 'rectorat', 'region', 'epci') \
         AND since <= $1 AND until > $1 ORDER BY folded, org_id LIMIT 200",
        params![now],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// The open schools of a commune: its écoles alone, or all.
pub(super) fn schools_of_commune(
    tx: &mut Tx,
    commune: &str,
    only_ecoles: bool,
) -> Result<Vec<i64>, DbError> {
    let now = current(tx)?;
    tx.query(
        "SELECT org_id FROM directory_org WHERE commune = $1 AND is_open AND since <= $3 AND until > $3 \
         AND (kind = 'ecole' OR NOT $2) ORDER BY org_id LIMIT 200",
        params![commune, only_ecoles, now],
        |row| row.get(0),
    )
}
