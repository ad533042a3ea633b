//! What preparing a year reads and writes.

use std::collections::HashMap;

use db::{DbError, Tx, params};
use kernel::Day;

use super::Scene;
use crate::{
    api::{self, Group, PersonName},
    hand::Hand,
    visible::{OPEN, current},
    year::{self, PREPARED},
};

/// The classes of a school whose pupils go to those of a year.
pub(super) fn classes_before(
    tx: &mut Tx,
    org: i64,
    year: i64,
    today: Day,
) -> Result<Vec<Group>, DbError> {
    let now = current(tx)?;
    let day = today.min(year::last_day(year - 1));
    let sql = format!(
        "SELECT g.group_id FROM directory_group g WHERE g.org_id = $4 AND g.year <= $3 AND g.kind = 'class' \
         AND g.since <= $1 AND g.until > $1 AND {} ORDER BY g.folded, g.group_id LIMIT 200",
        year::is_of_day([1, 2, 3])
    );
    let ids: Vec<i64> = tx.query(&sql, params![now, day, year - 1, org], |row| row.get(0))?;
    let mut groups = api::groups(tx, &ids)?;
    Ok(ids.iter().filter_map(|id| groups.remove(id)).collect())
}

/// A pupil of a class before: their place there, and the one that is prepared.
pub(super) struct Pupil {
    pub(super) name: PersonName,
    /// The record that holds the place.
    pub(super) person: i64,
    pub(super) row: i64,
    pub(super) ends: Day,
    pub(super) level: String,
    pub(super) is_by_hand: bool,
    /// The class of the year to come and the row that puts them there.
    pub(super) next: Option<(i64, i64)>,
}

/// The pupils of a class before, by name; of two records of one pupil, both in a row.
pub(super) fn pupils(
    tx: &mut Tx,
    class: i64,
    scene: &Scene,
    today: Day,
) -> Result<Vec<Pupil>, DbError> {
    let now = current(tx)?;
    tx.query(
        "SELECT p.person_id, p.last_name, p.first_name, p.title, m.person_id, m.id, m.ends, m.level, m.source, \
         (SELECT MAX(n.id) FROM directory_membership n JOIN directory_group g ON g.group_id = n.group_id \
         AND g.kind = 'class' AND g.year = $4 AND g.since <= $2 AND g.until > $2 \
         WHERE n.person_id = m.person_id AND n.role = 'pupil' AND n.org_id = m.org_id AND n.since <= $2 \
         AND n.until > $2 AND n.ends >= $5) AS next_row \
         FROM directory_membership m LEFT JOIN directory_same s ON s.person_id = m.person_id \
         JOIN directory_person p ON p.person_id = COALESCE(s.root_id, m.person_id) AND p.since <= $2 AND p.until > $2 \
         WHERE m.group_id = $1 AND m.role = 'pupil' AND m.since <= $2 AND m.until > $2 AND m.ends >= $3 \
         ORDER BY p.folded, p.person_id, m.id LIMIT 500",
        params![class, now, scene.seen_from(today), scene.year, scene.starts],
        |row| {
            let name = PersonName {
                id: row.get(0)?,
                last: row.get(1)?,
                first: row.get(2)?,
                title: row.get(3)?,
            };
            Ok(Pupil {
                name,
                person: row.get(4)?,
                row: row.get(5)?,
                ends: row.get(6)?,
                level: row.get(7)?,
                is_by_hand: row.get::<String>(8)?.is_empty(),
                next: row.get::<Option<i64>>(9)?.map(|row| (0, row)),
            })
        },
    )
    .and_then(|pupils| with_classes(tx, pupils))
}

/// Says of which class the row of each next place is.
fn with_classes(tx: &mut Tx, mut pupils: Vec<Pupil>) -> Result<Vec<Pupil>, DbError> {
    let rows: Vec<i64> = pupils.iter().filter_map(|pupil| Some(pupil.next?.1)).collect();
    if rows.is_empty() {
        return Ok(pupils);
    }
    let (list, values) = api::padded(&rows, 1);
    let sql = format!("SELECT id, group_id FROM directory_membership WHERE id IN ({list})");
    let classes: Vec<(i64, i64)> = tx.query(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?)))?;
    let classes: HashMap<i64, i64> = classes.into_iter().collect();
    for (class, row) in pupils.iter_mut().filter_map(|pupil| pupil.next.as_mut()) {
        *class = classes.get(row).copied().unwrap_or_default();
    }
    Ok(pupils)
}

/// Each class before, how many pupils it has, and for how many nothing is decided.
pub(super) fn progress<'s>(
    tx: &mut Tx,
    scene: &'s Scene,
    today: Day,
) -> Result<Vec<(&'s Group, i64, i64)>, DbError> {
    let mut found = Vec::new();
    for group in &scene.before {
        let mut pupils = pupils(tx, group.id, scene, today)?;
        pupils.dedup_by_key(|pupil| pupil.name.id);
        let left = pupils.iter().filter(|pupil| pupil.is_to_place(scene)).count();
        let count = |n| i64::try_from(n).unwrap_or(i64::MAX);
        found.push((group, count(pupils.len()), count(left)));
    }
    Ok(found)
}

/// How many pupils each class of the year to come has on its first day.
pub(super) fn placed_by_class(tx: &mut Tx, scene: &Scene) -> Result<HashMap<i64, i64>, DbError> {
    let ids: Vec<i64> = scene.next.iter().map(|group| group.id).collect();
    let mut counts = HashMap::new();
    for (group, _) in api::pupils_by_group(tx, &ids, scene.starts)? {
        *counts.entry(group).or_default() += 1;
    }
    Ok(counts)
}

/// Gives a place of the year to come; its row.
pub(super) fn add_place(
    tx: &mut Tx,
    pupil: i64,
    (org, class, level): (i64, i64, &str),
    starts: Day,
    since: i64,
) -> Result<i64, DbError> {
    tx.query_one(
        "INSERT INTO directory_membership (person_id, since, until, role, org_id, group_id, teaching_id, level, \
         is_main, starts, ends, source) VALUES ($1, $2, $3, 'pupil', $4, $5, NULL, $6, FALSE, $7, $8, $9) \
         RETURNING id",
        params![pupil, since, OPEN, org, class, level, starts, Day::NEVER, PREPARED],
        |row| row.get(0),
    )
}

/// The pupils of a class that is prepared no longer stay where they are, as long as anyone knows.
pub(in crate::hand) fn release(tx: &mut Tx, hand: &mut Hand, class: &Group) -> Result<(), DbError> {
    let now = current(tx)?;
    let eve = year::first_day(class.year).plus(-1);
    let held: Vec<i64> = tx.query(
        "SELECT m.id FROM directory_membership m JOIN directory_membership n ON n.person_id = m.person_id \
         AND n.group_id = $1 AND n.role = 'pupil' AND n.source = $5 AND n.since <= $2 AND n.until > $2 \
         WHERE m.org_id = $3 AND m.role = 'pupil' AND m.ends = $4 AND m.since <= $2 AND m.until > $2 ORDER BY m.id",
        params![class.id, now, class.org, eve, PREPARED],
        |row| row.get(0),
    )?;
    held.into_iter().try_for_each(|row| hand.end(tx, row, Day::NEVER))
}
