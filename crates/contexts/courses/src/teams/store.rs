//! Who works with whom, in its tables.

use std::collections::HashMap;

use db::{DbError, Row, Tx, params};

use crate::{
    handin::{Handin, store::padded},
    teams::{Handed, Member, Roster, Setting},
};

/// How the groups of a work are made; nothing for a work done by each alone.
pub(crate) fn setting(tx: &mut Tx, work: i64) -> Result<Option<Setting>, DbError> {
    tx.query_opt(
        "SELECT by_pupils, size, seed FROM courses_teams WHERE work_id = $1",
        params![work],
        |row| Ok(Setting { by_pupils: row.get(0)?, size: row.get(1)?, seed: row.get(2)? }),
    )
}

/// Says how the groups of a work are made.
pub(crate) fn set(tx: &mut Tx, work: i64, setting: Setting) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO courses_teams (work_id, by_pupils, size, seed) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (work_id) DO UPDATE SET by_pupils = excluded.by_pupils, size = excluded.size, \
         seed = excluded.seed",
        params![work, setting.by_pupils, setting.size, setting.seed],
    )?;
    Ok(())
}

fn read(row: &Row) -> Result<Member, DbError> {
    Ok(Member { team: row.get(0)?, pupil: row.get(1)?, handin: row.get(2)?, word: row.get(3)? })
}

/// The pupils of the groups of a work, group by group, as the records they are read as today.
pub(crate) fn members(tx: &mut Tx, work: i64) -> Result<Vec<Member>, DbError> {
    let members = tx.query(
        "SELECT team, pupil_id, handin_id, word FROM courses_member WHERE work_id = $1 \
         ORDER BY team, id LIMIT 1000",
        params![work],
        read,
    )?;
    as_today(tx, members)
}

/// Whether a pupil is in a group of a work.
pub(crate) fn is_in(tx: &mut Tx, work: i64, pupil: i64) -> Result<bool, DbError> {
    let members = members(tx, work)?;
    let pupil = if members.is_empty() { pupil } else { directory::api::root(tx, pupil)? };
    Ok(members.iter().any(|one| one.pupil == pupil))
}

fn as_today(tx: &mut Tx, mut members: Vec<Member>) -> Result<Vec<Member>, DbError> {
    let recorded: Vec<i64> = members.iter().map(|member| member.pupil).collect();
    if recorded.is_empty() {
        return Ok(members);
    }
    let roots = directory::api::roots(tx, &recorded)?;
    for member in &mut members {
        member.pupil = roots.get(&member.pupil).copied().unwrap_or(member.pupil);
    }
    let mut seen = Vec::new();
    // Two records of one pupil that were joined since count once.
    members.retain(|member| {
        let is_new = !seen.contains(&member.pupil);
        seen.push(member.pupil);
        is_new
    });
    Ok(members)
}

/// Who works with whom on a work, and what they handed in.
pub(crate) fn roster(tx: &mut Tx, work: i64) -> Result<Roster, DbError> {
    let members = members(tx, work)?;
    let mut copies: Vec<Handed> = tx.query(
        "SELECT id, pupil_id, state FROM courses_handin WHERE work_id = $1 ORDER BY id LIMIT 1000",
        params![work],
        |row| {
            let state: String = row.get(2)?;
            Ok(Handed { id: row.get(0)?, holder: row.get(1)?, is_read: state != "handed" })
        },
    )?;
    let holders: Vec<i64> = copies.iter().map(|copy| copy.holder).collect();
    let roots = directory::api::roots(tx, &holders)?;
    for copy in &mut copies {
        copy.holder = roots.get(&copy.holder).copied().unwrap_or(copy.holder);
    }
    Ok(Roster { members, copies })
}

/// Keeps who works with whom, instead of before, and under whom what they handed in is kept.
pub(crate) fn save(
    tx: &mut Tx,
    work: i64,
    (before, after): (&Roster, &Roster),
) -> Result<(), DbError> {
    save_members(tx, work, after)?;
    for (was, is) in before.copies.iter().zip(&after.copies) {
        if was.holder != is.holder {
            tx.execute(
                "UPDATE courses_handin SET pupil_id = $2 WHERE id = $1",
                params![is.id, is.holder],
            )?;
        }
    }
    Ok(())
}

/// Keeps who works with whom, instead of before.
pub(super) fn save_members(tx: &mut Tx, work: i64, roster: &Roster) -> Result<(), DbError> {
    tx.execute("DELETE FROM courses_member WHERE work_id = $1", params![work])?;
    for one in &roster.members {
        tx.execute(
            "INSERT INTO courses_member (work_id, team, pupil_id, handin_id, word) VALUES ($1, $2, $3, $4, $5)",
            params![work, one.team, one.pupil, one.handin, &one.word],
        )?;
    }
    Ok(())
}

/// Whose each of some hand-ins is, the pupil it is kept under first.
pub(crate) fn sharers(
    tx: &mut Tx,
    handins: &[Handin],
) -> Result<HashMap<i64, Vec<Member>>, DbError> {
    let mut sharers: HashMap<i64, Vec<Member>> = HashMap::new();
    let ids: Vec<i64> = handins.iter().map(|handin| handin.id).collect();
    if ids.is_empty() {
        return Ok(sharers);
    }
    let (list, values) = padded(&ids, 1);
    let sql = format!(
        "SELECT team, pupil_id, handin_id, word FROM courses_member WHERE handin_id IN ({list}) ORDER BY id"
    );
    let members = tx.query(&sql, &values, read)?;
    for handin in handins {
        let of = |one: &&Member| one.handin == Some(handin.id);
        let mut theirs: Vec<Member> = members.iter().filter(of).cloned().collect();
        if theirs.is_empty() {
            let word = String::new();
            theirs.push(Member { pupil: handin.pupil, team: 0, handin: Some(handin.id), word });
        }
        theirs.sort_by_key(|one| one.pupil != handin.pupil);
        sharers.insert(handin.id, theirs);
    }
    Ok(sharers)
}

/// Whose a hand-in is, the pupil it is kept under first.
pub(crate) fn sharers_of(tx: &mut Tx, handin: &Handin) -> Result<Vec<Member>, DbError> {
    let mut sharers = sharers(tx, std::slice::from_ref(handin))?;
    Ok(sharers.remove(&handin.id).unwrap_or_default())
}

/// Keeps the words for one pupil alone that are part of an answer.
pub(crate) fn set_words(tx: &mut Tx, handin: i64, words: &[(i64, String)]) -> Result<(), DbError> {
    for (pupil, word) in words {
        tx.execute(
            "UPDATE courses_member SET word = $3 WHERE handin_id = $1 AND pupil_id = $2",
            params![handin, *pupil, word],
        )?;
    }
    Ok(())
}

/// Those of some works that are done by several.
pub(crate) fn of_works(tx: &mut Tx, works: &[i64]) -> Result<Vec<i64>, DbError> {
    if works.is_empty() {
        return Ok(Vec::new());
    }
    let (list, values) = padded(works, 1);
    let sql = format!("SELECT work_id FROM courses_teams WHERE work_id IN ({list})");
    tx.query(&sql, &values, |row| row.get(0))
}

/// A work that was copied, from the first to the second, is done by several too, in groups that are
/// to be made; whether it is.
pub(crate) fn copy_setting(tx: &mut Tx, (from, to): (i64, i64)) -> Result<bool, DbError> {
    let copied = tx.execute(
        "INSERT INTO courses_teams (work_id, by_pupils, size, seed) \
         SELECT $2, by_pupils, size, NULL FROM courses_teams WHERE work_id = $1",
        params![from, to],
    )?;
    Ok(copied > 0)
}

/// Makes a work one that each does alone.
pub(crate) fn erase_of_work(tx: &mut Tx, work: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM courses_member WHERE work_id = $1", params![work])?;
    tx.execute("DELETE FROM courses_teams WHERE work_id = $1", params![work])?;
    Ok(())
}

/// Takes a pupil out of every group: what they handed in with others stays with the others, and no
/// longer says that they had a part in it. How many groups.
pub(crate) fn erase_of_pupil(tx: &mut Tx, pupil: i64) -> Result<u64, DbError> {
    tx.execute(
        "UPDATE courses_attachment SET created_by = 0 WHERE owner_kind = 'handin' AND created_by = $1 \
         AND owner_id IN (SELECT m.handin_id FROM courses_member m WHERE m.pupil_id = $1)",
        params![pupil],
    )?;
    let teams = tx.execute("DELETE FROM courses_member WHERE pupil_id = $1", params![pupil])?;
    tx.execute(
        "UPDATE courses_handin SET pupil_id = (SELECT MIN(m.pupil_id) FROM courses_member m \
         WHERE m.handin_id = courses_handin.id) WHERE pupil_id = $1 AND EXISTS \
         (SELECT 1 FROM courses_member m WHERE m.handin_id = courses_handin.id)",
        params![pupil],
    )?;
    tx.execute("UPDATE courses_handin SET handed_by = NULL WHERE handed_by = $1", params![pupil])?;
    tx.execute("UPDATE courses_version SET handed_by = NULL WHERE handed_by = $1", params![pupil])?;
    Ok(teams)
}

/// The condition that the pupil `$2` has a part in a hand-in `r` kept under another of their group.
pub(crate) const IN_GROUP: &str = "r.pupil_id <> $2 AND r.id IN \
     (SELECT m.handin_id FROM courses_member m WHERE m.pupil_id = $2)";

/// The condition that some pupils have a part in a hand-in `r`: theirs, or one of their group.
pub(crate) fn is_of(list: &str) -> String {
    format!(
        "(r.pupil_id IN ({list}) OR r.id IN \
         (SELECT m.handin_id FROM courses_member m WHERE m.pupil_id IN ({list})))"
    )
}
