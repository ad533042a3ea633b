//! « Qui peut voir ceci ? », in words for the person who reads it, from the right itself.

use db::DbError;
use directory::api::{self, Org};
use kernel::{Lang, Right, Role, Target, TargetKind};
use web::{Cx, dates};

use crate::{course::Course, t};

/// Who has a right on a row, one line per kind of reader. Guardians are never named.
pub(crate) fn words(
    cx: &mut Cx,
    right: &Right,
    id: i64,
    course: &Course,
) -> Result<Vec<String>, DbError> {
    let holders = db::rights::holders(cx.tx, right, id)?;
    let several = pupils(&holders, course) > 1;
    let mut words: Vec<String> = Vec::new();
    for holder in holders {
        for line in line(cx, holder, (course, several))? {
            if !words.contains(&line) {
                words.push(line);
            }
        }
    }
    Ok(words)
}

/// How many pupils have the right each for themselves.
fn pupils(holders: &[(Role, Target)], course: &Course) -> usize {
    let mut named: Vec<i64> = holders
        .iter()
        .filter(|(role, _)| *role == Role::Itself)
        .map(|(_, target)| target.id)
        .filter(|id| course.teachers.iter().all(|teacher| teacher.id != *id))
        .collect();
    named.sort_unstable();
    named.dedup();
    named.len()
}

fn line(
    cx: &mut Cx,
    (role, target): (Role, Target),
    (course, several): (&Course, bool),
) -> Result<Vec<String>, DbError> {
    let lang = cx.lang();
    let one = match (role, target.kind) {
        (Role::Pupil, _) => group_words(lang, course, t::readers_pupils_of, t::readers_pupils_in),
        (Role::Guardian, TargetKind::Person) if !several => {
            t::readers_guardians_of_one(lang).to_owned()
        }
        (Role::Guardian, _) => t::readers_guardians(lang).to_owned(),
        (Role::SupportAssistant, TargetKind::Person) if !several => {
            t::readers_assistants_of_one(lang).to_owned()
        }
        (Role::SupportAssistant, _) => t::readers_assistants(lang).to_owned(),
        (Role::Teacher, TargetKind::Teaching) => return Ok(teachers(cx, course)),
        (Role::Teacher, _) => {
            group_words(lang, course, t::readers_teachers_of, t::readers_teachers_in)
        }
        (Role::Inspector, kind) => return inspectors(cx, course, kind),
        (Role::Head, _) => head(lang, &course.org).to_owned(),
        (Role::SchoolLife, _) => t::readers_school_life(lang).to_owned(),
        (Role::Itself, _) if course.teachers.iter().any(|name| name.id == target.id) => {
            return Ok(Vec::new());
        }
        (Role::Itself, _) => {
            let name = api::name(cx.tx, target.id)?;
            let word = |name: api::PersonName| {
                if name.title.is_empty() { name.first } else { name.formal() }
            };
            return Ok(name.map(word).into_iter().collect());
        }
        _ => return Ok(Vec::new()),
    };
    Ok(vec![one])
}

/// « les élèves de la 5e B », « les élèves du groupe Latin », « les élèves de CE2-CM1 ».
fn group_words(
    lang: Lang,
    course: &Course,
    of_class: fn(Lang, &str) -> String,
    in_group: fn(Lang, &str) -> String,
) -> String {
    let name = &course.group.name;
    let is_ordinal = name.starts_with(|c: char| c.is_ascii_digit());
    if course.group.is_class && is_ordinal { of_class(lang, name) } else { in_group(lang, name) }
}

fn teachers(cx: &Cx, course: &Course) -> Vec<String> {
    let me = cx.visitor.as_ref().map(|actor| actor.person);
    let word = |name: &api::PersonName| {
        if Some(name.id) == me { t::readers_you(cx.lang()).to_owned() } else { name.formal() }
    };
    course.teachers.iter().map(word).collect()
}

/// Those who inspect it today, said once: with its teachings or with its school.
fn inspectors(cx: &mut Cx, course: &Course, kind: TargetKind) -> Result<Vec<String>, DbError> {
    if kind != TargetKind::Teaching {
        return Ok(Vec::new());
    }
    let (lang, today) = (cx.lang(), cx.today());
    let found = api::inspections_of(cx.tx, (course.id, course.org.id), today)?;
    let line = |one: &api::Inspection| {
        let until = dates::long_day(lang, one.ends, today);
        t::readers_inspection(lang, &one.inspector.formal(), &until)
    };
    Ok(found.iter().map(line).collect())
}

fn head(lang: Lang, org: &Org) -> &'static str {
    match org.kind.as_str() {
        "college" => t::readers_head_college(lang),
        "ecole" => t::readers_head_ecole(lang),
        _ => t::readers_head_other(lang),
    }
}
