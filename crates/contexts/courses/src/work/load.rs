//! What the pupils of a class already have to do for a day, told before one more work is given.

use db::{DbError, Tx, Value};
use directory::api;
use kernel::{Day, Lang};
use serde::Serialize;
use web::{Access, Cx, Outcome, Problem, Reply, Route, dates};

use crate::{course::Course, handin::store::padded, lesson::cahier::taught_course, t};

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get("/cours/{teaching}/charge", Access::SignedIn, ask)]
}

/// One work of the day, as a colleague may know it: its subject and how long it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Share {
    subject: String,
    minutes: Option<i32>,
    /// Whether only some of the pupils have it.
    is_partial: bool,
}

/// What is due on a day for the pupils of a course, all subjects together, but one work. What is
/// given to pupils by name is between them and their teacher.
pub(crate) fn of_day(
    tx: &mut Tx,
    course: &Course,
    due: Day,
    (today, but): (Day, i64),
) -> Result<Vec<Share>, DbError> {
    let groups = api::groups_around(tx, course.group.id, today)?;
    let (list, mut values) = padded(&groups, 3);
    if values.is_empty() {
        return Ok(Vec::new());
    }
    values.splice(0..0, [Value::from(due), Value::Int(but)]);
    let sql = format!(
        "SELECT teaching_id, minutes, group_id, level FROM courses_work WHERE group_id IN ({list}) \
         AND due_day = $1 AND id <> $2 AND whom <> 'pupils' AND published_at IS NOT NULL \
         AND deleted_at IS NULL ORDER BY id LIMIT 40"
    );
    let found = tx.query(&sql, &values, |row| {
        let (teaching, minutes): (i64, Option<i32>) = (row.get(0)?, row.get(1)?);
        let (group, level): (i64, String) = (row.get(2)?, row.get(3)?);
        Ok((teaching, minutes, group != course.group.id || !level.is_empty()))
    })?;
    let teachings: Vec<i64> = found.iter().map(|(teaching, ..)| *teaching).collect();
    let labels = api::teachings(tx, &teachings)?;
    Ok(found
        .into_iter()
        .map(|(teaching, minutes, is_partial)| Share {
            subject: labels.get(&teaching).map(|one| one.label.clone()).unwrap_or_default(),
            minutes,
            is_partial,
        })
        .collect())
}

/// « Mardi 16 mars, cette classe a déjà 2 travaux, environ 50 minutes : Mathématiques (20 min),
/// Anglais (30 min, une partie de la classe). »
pub(crate) fn words(lang: Lang, shares: &[Share], due: Day, today: Day) -> String {
    let day = dates::capital(&dates::long_day(lang, due, today));
    if shares.is_empty() {
        return t::load_none(lang, &day);
    }
    let count = i64::try_from(shares.len()).unwrap_or(i64::MAX);
    let minutes: i64 = shares.iter().filter_map(|share| share.minutes).map(i64::from).sum();
    let list = shares.iter().map(|share| share_words(lang, share)).collect::<Vec<_>>().join(", ");
    if minutes == 0 {
        t::load_works(lang, count, &day, &list)
    } else {
        t::load_works_minutes(lang, count, &day, &list, minutes)
    }
}

fn share_words(lang: Lang, share: &Share) -> String {
    let minutes = share.minutes.map(|minutes| t::load_minutes(lang, minutes.into()));
    let part = share.is_partial.then(|| t::load_part(lang).to_owned());
    let more: Vec<_> = minutes.into_iter().chain(part).collect();
    if more.is_empty() {
        share.subject.clone()
    } else {
        format!("{} ({})", share.subject, more.join(", "))
    }
}

#[derive(Serialize)]
struct Said {
    says: String,
}

/// The load of a day, for the page that asks as the day is chosen.
fn ask(cx: &mut Cx) -> Outcome {
    let course = taught_course(cx)?;
    let (lang, today) = (cx.lang(), cx.today());
    let due = match cx.incoming.query("jour") {
        Some(day) => Day::parse_iso(day).ok_or_else(Problem::not_found)?,
        None => today,
    };
    let but = cx.incoming.query("sauf").and_then(web::parse_id).unwrap_or(0);
    let shares = of_day(cx.tx, &course, due, (today, but))?;
    Ok(Reply::json(&Said { says: words(lang, &shares, due, today) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_load_of_a_day_is_said_in_one_sentence() {
        let today = Day::parse_iso("2027-03-11").unwrap();
        let due = Day::parse_iso("2027-03-16").unwrap();
        let share = |subject: &str, minutes, is_partial| Share {
            subject: subject.to_owned(),
            minutes,
            is_partial,
        };
        let said = |shares: &[Share]| words(Lang::Fr, shares, due, today).replace('\u{a0}', " ");
        assert_eq!(said(&[]), "Mardi 16 mars : pas d’autre travail pour ces élèves.");
        assert_eq!(
            said(&[share("Anglais", None, false)]),
            "Mardi 16 mars : ces élèves ont déjà un travail, Anglais."
        );
        assert_eq!(
            said(&[share("Mathématiques", Some(20), false), share("Latin", Some(30), true)]),
            "Mardi 16 mars : ces élèves ont déjà 2 travaux, environ 50 minutes en tout : \
             Mathématiques (20 min), Latin (30 min, une partie des élèves)."
        );
    }
}
