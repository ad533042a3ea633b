//! Skills and levels in their tables.

use db::{DbError, Tx, Value, params};
use kernel::{Actor, Instant, Lang};

use crate::{
    handin::store::padded,
    rights::ANSWER_READ,
    skills::{Level, List, Skill, published},
    teams,
};

/// A school's own skills are named so beside the codes of the published lists.
const OWN: &str = "own-";

fn own_skill(id: i64, label: String) -> Skill {
    Skill { code: format!("{OWN}{id}"), list: List::Own, label }
}

/// The skills a school proposes of its own, by name.
pub(crate) fn own(tx: &mut Tx, org: i64) -> Result<Vec<Skill>, DbError> {
    tx.query(
        "SELECT id, label FROM courses_skill WHERE org_id = $1 AND retired_at IS NULL ORDER BY label, id LIMIT 200",
        params![org],
        |row| Ok(own_skill(row.get(0)?, row.get(1)?)),
    )
}

/// Every skill that a work of a school may name.
pub(crate) fn proposed(tx: &mut Tx, lang: Lang, org: i64) -> Result<Vec<Skill>, DbError> {
    let mut skills = published(lang);
    skills.extend(own(tx, org)?);
    Ok(skills)
}

/// Proposes a skill of a school's own; one that was retired comes back.
pub(crate) fn add_own(tx: &mut Tx, org: i64, label: &str) -> Result<(), DbError> {
    let back = tx.execute(
        "UPDATE courses_skill SET retired_at = NULL WHERE org_id = $1 AND label = $2",
        params![org, label],
    )?;
    if back == 0 {
        tx.execute(
            "INSERT INTO courses_skill (org_id, label, retired_at) VALUES ($1, $2, NULL)",
            params![org, label],
        )?;
    }
    Ok(())
}

/// No longer proposes a skill of a school's own; its name, when there was one.
pub(crate) fn retire_own(
    tx: &mut Tx,
    org: i64,
    id: i64,
    now: Instant,
) -> Result<Option<String>, DbError> {
    tx.query_opt(
        "UPDATE courses_skill SET retired_at = $3 WHERE id = $1 AND org_id = $2 AND retired_at IS NULL \
         RETURNING label",
        params![id, org, now],
        |row| row.get(0),
    )
}

/// Skills by their codes, in the order of the lists, retired ones included.
fn named(tx: &mut Tx, lang: Lang, codes: &[String]) -> Result<Vec<Skill>, DbError> {
    let mut skills = published(lang);
    skills.retain(|skill| codes.contains(&skill.code));
    let ids: Vec<i64> =
        codes.iter().filter_map(|code| code.strip_prefix(OWN)?.parse().ok()).collect();
    if !ids.is_empty() {
        let (list, values) = padded(&ids, 1);
        let sql =
            format!("SELECT id, label FROM courses_skill WHERE id IN ({list}) ORDER BY label, id");
        skills.extend(tx.query(&sql, &values, |row| Ok(own_skill(row.get(0)?, row.get(1)?)))?);
    }
    Ok(skills)
}

/// The skills a work shows.
pub(crate) fn of_work(tx: &mut Tx, lang: Lang, work: i64) -> Result<Vec<Skill>, DbError> {
    let codes = tx.query(
        "SELECT skill FROM courses_work_skill WHERE work_id = $1 ORDER BY id LIMIT 100",
        params![work],
        |row| row.get(0),
    )?;
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    named(tx, lang, &codes)
}

/// Says which skills a work shows, instead of those before. Levels already given stay.
pub(crate) fn set_of_work(tx: &mut Tx, work: i64, codes: &[&str]) -> Result<(), DbError> {
    tx.execute("DELETE FROM courses_work_skill WHERE work_id = $1", params![work])?;
    for code in codes {
        tx.execute(
            "INSERT INTO courses_work_skill (work_id, skill) VALUES ($1, $2)",
            params![work, *code],
        )?;
    }
    Ok(())
}

/// A work that was copied, from the first to the second, shows the same skills.
pub(crate) fn copy_of_work(tx: &mut Tx, (from, to): (i64, i64)) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO courses_work_skill (work_id, skill) \
         SELECT $2, skill FROM courses_work_skill WHERE work_id = $1 ORDER BY id",
        params![from, to],
    )?;
    Ok(())
}

/// The level of one skill.
pub(crate) type Given = (String, Level);

/// The levels given to a hand-in, in the order of their codes.
pub(crate) fn levels(tx: &mut Tx, handin: i64) -> Result<Vec<Given>, DbError> {
    let rows: Vec<(String, i64)> = tx.query(
        "SELECT skill, level FROM courses_level WHERE handin_id = $1 ORDER BY skill",
        params![handin],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let known =
        rows.into_iter().filter_map(|(skill, level)| Some((skill, Level::from_number(level)?)));
    Ok(known.collect())
}

/// Gives levels to a hand-in, instead of those before.
pub(crate) fn set_levels(tx: &mut Tx, handin: i64, given: &[Given]) -> Result<(), DbError> {
    tx.execute("DELETE FROM courses_level WHERE handin_id = $1", params![handin])?;
    for (skill, level) in given {
        tx.execute(
            "INSERT INTO courses_level (handin_id, skill, level) VALUES ($1, $2, $3)",
            params![handin, skill, level.number()],
        )?;
    }
    Ok(())
}

/// A level with its skill, of a hand-in.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub(crate) handin: i64,
    pub(crate) skill: Skill,
    pub(crate) level: Level,
}

/// The levels given to some hand-ins, with the names of their skills, in the order of the lists.
pub(crate) fn named_levels(
    tx: &mut Tx,
    lang: Lang,
    handins: &[i64],
) -> Result<Vec<Named>, DbError> {
    if handins.is_empty() {
        return Ok(Vec::new());
    }
    let (list, values) = padded(handins, 1);
    let sql = format!(
        "SELECT handin_id, skill, level FROM courses_level WHERE handin_id IN ({list}) ORDER BY handin_id, skill"
    );
    let given: Vec<(i64, String, i64)> =
        tx.query(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    if given.is_empty() {
        return Ok(Vec::new());
    }
    let mut codes: Vec<String> = given.iter().map(|(_, code, _)| code.clone()).collect();
    codes.sort_unstable();
    codes.dedup();
    let mut levels = Vec::new();
    for skill in named(tx, lang, &codes)? {
        for (handin, _, level) in given.iter().filter(|(_, code, _)| *code == skill.code) {
            let level = Level::from_number(*level);
            levels.extend(level.map(|level| Named {
                handin: *handin,
                skill: skill.clone(),
                level,
            }));
        }
    }
    Ok(levels)
}

/// A level that was shown with an answer.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) skill: String,
    pub(crate) level: Level,
    pub(crate) at: Instant,
    pub(crate) work: i64,
    pub(crate) handin: i64,
}

/// The levels of a pupil that an actor may read, shown since an instant, in order.
pub(crate) fn seen(
    tx: &mut Tx,
    actor: &Actor,
    selves: &[i64],
    since: Instant,
) -> Result<Vec<Seen>, DbError> {
    let (list, padded) = padded(selves, 2);
    let allowed = ANSWER_READ.condition(actor, 2 + padded.len());
    let mut values = params![since].to_vec();
    values.extend(padded);
    values.extend(allowed.ids.iter().map(|id| Value::Int(*id)));
    let sql = format!(
        "SELECT l.skill, l.level, r.published_at, r.work_id, r.id FROM courses_level l \
         JOIN courses_handin r ON r.id = l.handin_id \
         WHERE {} AND r.published_at >= $1 AND {} \
         ORDER BY r.published_at, l.id LIMIT 2000",
        teams::store::is_of(&list),
        allowed.sql
    );
    let rows = tx.query(&sql, &values, |row| {
        let level = Level::from_number(row.get(1)?);
        let (skill, at, work, handin) = (row.get(0)?, row.get(2)?, row.get(3)?, row.get(4)?);
        Ok(level.map(|level| Seen { skill, level, at, work, handin }))
    })?;
    Ok(rows.into_iter().flatten().collect())
}

/// The skills of what was seen, in the order of the lists.
pub(crate) fn skills_of(tx: &mut Tx, lang: Lang, seen: &[Seen]) -> Result<Vec<Skill>, DbError> {
    let mut codes: Vec<String> = seen.iter().map(|seen| seen.skill.clone()).collect();
    codes.sort_unstable();
    codes.dedup();
    named(tx, lang, &codes)
}
