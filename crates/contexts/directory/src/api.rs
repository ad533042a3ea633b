//! What other rooms may ask the directory.

use std::collections::HashMap;

use db::{DbError, Row, Tx, Value, params};
use kernel::{Actor, Day, Role, Target, TargetKind, Tie};

use crate::{same, visible::current, year};

pub use crate::{
    calendar::{Ahead, school_year, school_year_of, warning as calendar_warning},
    duplicates::{Linked, link_by_code},
    duty::{NewDuty, Part, give as give_duty},
    inspection::{Inspection, inspectors_of, of_teaching as inspections_of},
    leaving::{Departure, departure, object as object_to_name, prove as prove_erasure},
    same::{root, roots, selves},
    schools::{
        Asked, Located, Numbered, SCHOOLS_PER_PAGE, School, by_uai as schools_by_uai, class_counts,
        each_member, holders as holders_by_school, located as schools_located,
        numbered as schools_numbered, of_roles as schools_of,
    },
};

pub use kernel::Target as Audience;

/// A person as lists show them: names and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName {
    /// Their id.
    pub id: i64,
    /// Family name in use.
    pub last: String,
    /// First name.
    pub first: String,
    /// « M. » or « Mme »; empty for pupils.
    pub title: String,
}

impl PersonName {
    /// « Lina Moreau ».
    pub fn full(&self) -> String {
        format!("{} {}", self.first, self.last)
    }

    /// « Mme Baron », or the full name of someone without a title.
    pub fn formal(&self) -> String {
        if self.title.is_empty() { self.full() } else { format!("{} {}", self.title, self.last) }
    }

    /// « LM ».
    pub fn initials(&self) -> String {
        self.first.chars().take(1).chain(self.last.chars().take(1)).collect()
    }
}

/// An organisation as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Org {
    /// Its id.
    pub id: i64,
    /// `ecole`, `college`, `lycee`, or another kind of organisation.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// The commune it is in.
    pub commune: String,
}

impl Org {
    /// Whether days there are made of moments without hours.
    pub fn is_primary(&self) -> bool {
        self.kind == "ecole"
    }
}

/// A class or a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its id.
    pub id: i64,
    /// Its school.
    pub org: i64,
    /// Whether it is a class; otherwise a group within or across classes.
    pub is_class: bool,
    /// Its name, such as « 6e B ».
    pub name: String,
    /// Its levels, such as `CE2` and `CM1`.
    pub levels: Vec<String>,
    /// The civil year in which its school year starts.
    pub year: i64,
}

/// A subject taught to a class or a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Teaching {
    /// Its id.
    pub id: i64,
    /// The school.
    pub org: i64,
    /// The class or group.
    pub group: i64,
    /// The subject's code in the national nomenclature; empty for a whole class of primary school.
    pub subject: String,
    /// The subject in words.
    pub label: String,
}

/// A child of a guardian, with where they are today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Child {
    /// Who.
    pub name: PersonName,
    /// Everything they are recorded as.
    pub selves: Vec<i64>,
    /// Their schools.
    pub orgs: Vec<i64>,
    /// Their classes and groups.
    pub groups: Vec<i64>,
}

/// Kinship levels that give rights: 1 legal guardian, 2 person in charge (AAF, fourth field of
/// `ENTElevePersRelEleve`). Others are only people to call.
pub const LEGAL_LEVELS: [i64; 2] = [1, 2];

/// What ties a person to others on a day: their own roles, and through their children. All that
/// they and their children are recorded as counts.
pub fn ties(tx: &mut Tx, person: i64, day: Day) -> Result<Vec<Tie>, DbError> {
    let now = current(tx)?;
    let mut ties = Vec::new();
    let selves = same::selves(tx, person)?;
    for one in &selves {
        own_ties(tx, (*one, now, day), &mut ties)?;
        if *one != person {
            ties.push(Tie { role: Role::Itself, target: Target::person(*one) });
        }
    }
    let of_children =
        |tie: &Tie| (tie.role, tie.target.kind) == (Role::Guardian, TargetKind::Person);
    let mut children: Vec<i64> =
        ties.iter().filter(|tie| of_children(tie)).map(|tie| tie.target.id).collect();
    children.dedup();
    for (other, root) in same::others(tx, &children)? {
        for record in [other, root] {
            ties.push(Tie { role: Role::Guardian, target: Target::person(record) });
            pupil_ties(tx, (record, now, day), &mut ties)?;
        }
    }
    Ok(ties)
}

fn own_ties(
    tx: &mut Tx,
    (person, now, day): (i64, i64, Day),
    ties: &mut Vec<Tie>,
) -> Result<(), DbError> {
    tx.each(
        "SELECT role, org_id, group_id, teaching_id FROM directory_membership \
         WHERE person_id = $1 AND since <= $2 AND until > $2 AND starts <= $3 AND ends >= $3",
        params![person, now, day],
        |row| {
            let code: String = row.get(0)?;
            match Role::from_code(&code) {
                // Never the class where a feed places them: only the pupils they are given.
                Some(role @ Role::SupportAssistant) => {
                    let org: Option<i64> = row.get(1)?;
                    ties.extend(org.map(|org| Tie { role, target: Target::org(org) }));
                }
                Some(role) => add_ties(ties, role, row)?,
                None => {}
            }
            Ok(())
        },
    )?;
    tx.each(
        "SELECT k.child_id, m.org_id, m.group_id, m.teaching_id FROM directory_kinship k \
         LEFT JOIN directory_membership m ON m.person_id = k.child_id AND m.role = 'pupil' \
         AND m.since <= $2 AND m.until > $2 AND m.starts <= $3 AND m.ends >= $3 \
         WHERE k.guardian_id = $1 AND k.since <= $2 AND k.until > $2 AND k.level IN (1, 2)",
        params![person, now, day],
        |row| {
            ties.push(Tie { role: Role::Guardian, target: Target::person(row.get(0)?) });
            add_ties(ties, Role::Guardian, row)
        },
    )?;
    if ties.iter().any(|tie| tie.role == Role::SupportAssistant) {
        tx.each(
            &format!("SELECT d.about_id, m.org_id, m.group_id, m.teaching_id {SUPPORTED}"),
            params![person, now, day],
            |row| {
                ties.push(Tie {
                    role: Role::SupportAssistant,
                    target: Target::person(row.get(0)?),
                });
                add_ties(ties, Role::SupportAssistant, row)
            },
        )?;
    }
    Ok(())
}

/// Where a child is, for their guardian.
fn pupil_ties(
    tx: &mut Tx,
    (child, now, day): (i64, i64, Day),
    ties: &mut Vec<Tie>,
) -> Result<(), DbError> {
    tx.each(
        "SELECT role, org_id, group_id, teaching_id FROM directory_membership \
         WHERE person_id = $1 AND since <= $2 AND until > $2 AND starts <= $3 AND ends >= $3 AND role = 'pupil'",
        params![child, now, day],
        |row| add_ties(ties, Role::Guardian, row),
    )
}

/// The pupils a support assistant is given, as long as both are in the school.
const SUPPORTED: &str = "FROM directory_duty d \
     JOIN directory_membership m ON m.person_id = d.about_id AND m.role = 'pupil' AND m.org_id = d.org_id \
     AND m.since <= $2 AND m.until > $2 AND m.starts <= $3 AND m.ends >= $3 \
     JOIN directory_person p ON p.person_id = d.about_id AND p.since <= $2 AND p.until > $2 \
     WHERE d.person_id = $1 AND d.kind = 'support' AND d.starts <= $3 AND d.ends >= $3";

fn add_ties(ties: &mut Vec<Tie>, role: Role, row: &Row) -> Result<(), DbError> {
    let org: Option<i64> = row.get(1)?;
    let group: Option<i64> = row.get(2)?;
    let teaching: Option<i64> = row.get(3)?;
    // Whoever pays follows the whole territory, for whatever organisation.
    let everywhere = role == Role::Funder
        || (matches!(role, Role::TerritoryManager | Role::Operator) && org.is_none());
    let targets = [
        org.map(Target::org),
        group.map(Target::group),
        teaching.map(Target::teaching),
        everywhere.then_some(Target::TERRITORY),
    ];
    ties.extend(targets.into_iter().flatten().map(|target| Tie { role, target }));
    Ok(())
}

const NAME: &str = "person_id, last_name, first_name, title";

fn read_name(row: &Row) -> Result<PersonName, DbError> {
    Ok(PersonName { id: row.get(0)?, last: row.get(1)?, first: row.get(2)?, title: row.get(3)? })
}

/// A person's name; `None` for someone unknown. People who left keep theirs beside their work.
pub fn name(tx: &mut Tx, person: i64) -> Result<Option<PersonName>, DbError> {
    Ok(names(tx, &[person])?.remove(&person))
}

/// Names by id.
pub fn names(tx: &mut Tx, people: &[i64]) -> Result<HashMap<i64, PersonName>, DbError> {
    let found = by_ids(tx, NAME, "directory_person", "person_id", people, read_name)?;
    Ok(found.into_iter().map(|name| (name.id, name)).collect())
}

/// Organisations by id.
pub fn orgs(tx: &mut Tx, ids: &[i64]) -> Result<HashMap<i64, Org>, DbError> {
    let found = by_ids(tx, "org_id, kind, name, commune", "directory_org", "org_id", ids, |row| {
        Ok(Org { id: row.get(0)?, kind: row.get(1)?, name: row.get(2)?, commune: row.get(3)? })
    })?;
    Ok(found.into_iter().map(|org| (org.id, org)).collect())
}

const GROUP: &str = "group_id, org_id, kind, name, levels, year";

fn read_group(row: &Row) -> Result<Group, DbError> {
    let (kind, levels): (String, String) = (row.get(2)?, row.get(4)?);
    let levels = levels.split(',').filter(|level| !level.is_empty()).map(str::to_owned).collect();
    Ok(Group {
        id: row.get(0)?,
        org: row.get(1)?,
        is_class: kind == "class",
        name: row.get(3)?,
        levels,
        year: row.get(5)?,
    })
}

/// Classes and groups by id.
pub fn groups(tx: &mut Tx, ids: &[i64]) -> Result<HashMap<i64, Group>, DbError> {
    let found = by_ids(tx, GROUP, "directory_group", "group_id", ids, read_group)?;
    Ok(found.into_iter().map(|group| (group.id, group)).collect())
}

const TEACHING: &str = "teaching_id, org_id, group_id, subject, label";

fn read_teaching(row: &Row) -> Result<Teaching, DbError> {
    Ok(Teaching {
        id: row.get(0)?,
        org: row.get(1)?,
        group: row.get(2)?,
        subject: row.get(3)?,
        label: row.get(4)?,
    })
}

/// Teachings by id.
pub fn teachings(tx: &mut Tx, ids: &[i64]) -> Result<HashMap<i64, Teaching>, DbError> {
    let found = by_ids(tx, TEACHING, "directory_teaching", "teaching_id", ids, read_teaching)?;
    Ok(found.into_iter().map(|teaching| (teaching.id, teaching)).collect())
}

/// The teachings of a class or group, by label.
pub fn teachings_of_group(tx: &mut Tx, group: i64) -> Result<Vec<Teaching>, DbError> {
    let now = current(tx)?;
    tx.query(
        "SELECT teaching_id, org_id, group_id, subject, label FROM directory_teaching \
         WHERE group_id = $1 AND since <= $2 AND until > $2 AND is_open ORDER BY label, teaching_id",
        params![group, now],
        read_teaching,
    )
}

/// Everything taught in the classes and groups of a school on a day.
pub fn teachings_of_org(tx: &mut Tx, org: i64, day: Day) -> Result<Vec<Teaching>, DbError> {
    let groups = groups_of_org(tx, org, day)?;
    let now = current(tx)?;
    let mut teachings = tx.query(
        "SELECT teaching_id, org_id, group_id, subject, label FROM directory_teaching \
         WHERE org_id = $1 AND since <= $2 AND until > $2 AND is_open ORDER BY label, teaching_id",
        params![org, now],
        read_teaching,
    )?;
    teachings.retain(|teaching| groups.iter().any(|group| group.id == teaching.group));
    Ok(teachings)
}

/// The classes and groups of a school on a day, classes first, by name: those of the school year
/// that has begun, and those of another where pupils are.
pub fn groups_of_org(tx: &mut Tx, org: i64, day: Day) -> Result<Vec<Group>, DbError> {
    let now = current(tx)?;
    let sql = format!(
        "SELECT group_id, org_id, kind, name, levels, year FROM directory_group g \
         WHERE org_id = $4 AND since <= $1 AND until > $1 AND {} ORDER BY kind, folded, year, group_id",
        year::is_of_day([1, 2, 3])
    );
    tx.query(&sql, params![now, day, year::begun(day), org], read_group)
}

/// The open classes and groups of one school year of a school, classes first, by name.
pub(crate) fn groups_of_year(tx: &mut Tx, org: i64, year: i64) -> Result<Vec<Group>, DbError> {
    let now = current(tx)?;
    tx.query(
        "SELECT group_id, org_id, kind, name, levels, year FROM directory_group \
         WHERE org_id = $1 AND year = $3 AND since <= $2 AND until > $2 AND is_open ORDER BY kind, folded, group_id",
        params![org, now, year],
        read_group,
    )
}

/// A school with its classes and everything taught there, closed ones too: where the lines of its
/// journal belong.
pub fn scopes_of_org(tx: &mut Tx, org: i64) -> Result<Vec<Target>, DbError> {
    tx.query(
        "SELECT kind, id FROM directory_entity WHERE org_id = $1 ORDER BY id",
        params![org],
        |row| {
            let (kind, id): (String, i64) = (row.get(0)?, row.get(1)?);
            Ok(match kind.as_str() {
                "group" => Target::group(id),
                "teaching" => Target::teaching(id),
                _ => Target::org(id),
            })
        },
    )
}

/// The pupils of a class or group on a day, by name.
pub fn pupils_of_group(tx: &mut Tx, group: i64, day: Day) -> Result<Vec<PersonName>, DbError> {
    members(tx, "m.group_id", group, Role::Pupil, day)
}

/// The pupils of several classes or groups on a day: each group with each of its pupils.
pub fn pupils_by_group(tx: &mut Tx, groups: &[i64], day: Day) -> Result<Vec<(i64, i64)>, DbError> {
    if groups.is_empty() {
        return Ok(Vec::new());
    }
    let now = current(tx)?;
    let (list, mut values) = padded(groups, 3);
    values.splice(0..0, [Value::Int(now), day.into()]);
    let sql = format!(
        "SELECT DISTINCT group_id, person_id FROM directory_membership \
         WHERE group_id IN ({list}) AND since <= $1 AND until > $1 AND starts <= $2 AND ends >= $2 \
         AND role = 'pupil' ORDER BY group_id, person_id"
    );
    tx.query(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?)))
}

/// The classes and groups in which pupils of one are on a day, itself included, in order.
pub fn groups_around(tx: &mut Tx, group: i64, day: Day) -> Result<Vec<i64>, DbError> {
    let now = current(tx)?;
    tx.query(
        "SELECT DISTINCT o.group_id FROM directory_membership m \
         JOIN directory_membership o ON o.person_id = m.person_id AND o.role = 'pupil' \
         AND o.group_id IS NOT NULL AND o.since <= $2 AND o.until > $2 AND o.starts <= $3 AND o.ends >= $3 \
         WHERE m.group_id = $1 AND m.role = 'pupil' AND m.since <= $2 AND m.until > $2 \
         AND m.starts <= $3 AND m.ends >= $3 ORDER BY o.group_id LIMIT 200",
        params![group, now, day],
        |row| row.get(0),
    )
}

/// The pupils of one level of a class on a day; a pupil whose level nobody said is of each.
pub fn pupils_of_level(
    tx: &mut Tx,
    group: i64,
    level: &str,
    day: Day,
) -> Result<Vec<i64>, DbError> {
    let now = current(tx)?;
    tx.query(
        "SELECT DISTINCT COALESCE(s.root_id, m.person_id) FROM directory_membership m \
         LEFT JOIN directory_same s ON s.person_id = m.person_id \
         WHERE m.group_id = $1 AND m.since <= $2 AND m.until > $2 AND m.starts <= $3 AND m.ends >= $3 \
         AND m.role = 'pupil' AND m.level IN ('', $4) ORDER BY 1",
        params![group, now, day, level],
        |row| row.get(0),
    )
}

/// The teachers of a teaching on a day, by name.
pub fn teachers_of(tx: &mut Tx, teaching: i64, day: Day) -> Result<Vec<PersonName>, DbError> {
    members(tx, "m.teaching_id", teaching, Role::Teacher, day)
}

/// The people who hold a role in an organisation on a day, by name.
pub fn holders_in_org(
    tx: &mut Tx,
    org: i64,
    role: Role,
    day: Day,
) -> Result<Vec<PersonName>, DbError> {
    members(tx, "m.org_id", org, role, day)
}

/// The people who hold one of some roles somewhere on a day, by name; at most `most`.
pub fn holders(
    tx: &mut Tx,
    roles: &[Role],
    day: Day,
    most: i64,
) -> Result<Vec<PersonName>, DbError> {
    let Some(last) = roles.last() else { return Ok(Vec::new()) };
    let now = current(tx)?;
    let mut values = vec![Value::Int(now), day.into(), Value::Int(most)];
    values.extend(roles.iter().map(|role| Value::Text(role.code())));
    values.resize(3 + roles.len().next_power_of_two(), Value::Text(last.code()));
    let list = db::placeholders(4, values.len() - 3);
    let sql = format!(
        "SELECT DISTINCT p.person_id, p.last_name, p.first_name, p.title, p.folded FROM directory_membership m \
         LEFT JOIN directory_same s ON s.person_id = m.person_id \
         JOIN directory_person p ON p.person_id = COALESCE(s.root_id, m.person_id) AND p.since <= $1 AND p.until > $1 \
         WHERE m.role IN ({list}) AND m.since <= $1 AND m.until > $1 AND m.starts <= $2 AND m.ends >= $2 \
         ORDER BY p.folded, p.person_id LIMIT $3"
    );
    tx.query(&sql, &values, read_name)
}

fn members(
    tx: &mut Tx,
    column: &str,
    id: i64,
    role: Role,
    day: Day,
) -> Result<Vec<PersonName>, DbError> {
    let now = current(tx)?;
    let sql = format!(
        "SELECT DISTINCT p.person_id, p.last_name, p.first_name, p.title, p.folded FROM directory_membership m \
         LEFT JOIN directory_same s ON s.person_id = m.person_id \
         JOIN directory_person p ON p.person_id = COALESCE(s.root_id, m.person_id) AND p.since <= $2 AND p.until > $2 \
         WHERE {column} = $1 AND m.since <= $2 AND m.until > $2 AND m.starts <= $3 AND m.ends >= $3 \
         AND m.role = $4 ORDER BY p.folded, p.person_id"
    );
    tx.query(&sql, params![id, now, day, role.code()], read_name)
}

/// The teachers of several teachings on a day, by teaching then name.
pub fn teachers_by_teaching(
    tx: &mut Tx,
    teachings: &[i64],
    day: Day,
) -> Result<HashMap<i64, Vec<PersonName>>, DbError> {
    let mut by_teaching: HashMap<i64, Vec<PersonName>> = HashMap::new();
    if teachings.is_empty() {
        return Ok(by_teaching);
    }
    let now = current(tx)?;
    let (list, mut values) = padded(teachings, 3);
    values.splice(0..0, [Value::Int(now), day.into()]);
    let sql = format!(
        "SELECT DISTINCT p.person_id, p.last_name, p.first_name, p.title, m.teaching_id, p.folded \
         FROM directory_membership m LEFT JOIN directory_same s ON s.person_id = m.person_id \
         JOIN directory_person p ON p.person_id = COALESCE(s.root_id, m.person_id) AND p.since <= $1 AND p.until > $1 \
         WHERE m.teaching_id IN ({list}) AND m.since <= $1 AND m.until > $1 AND m.starts <= $2 \
         AND m.ends >= $2 AND m.role = 'teacher' ORDER BY p.folded, p.person_id"
    );
    tx.each(&sql, &values, |row| {
        by_teaching.entry(row.get(4)?).or_default().push(read_name(row)?);
        Ok(())
    })?;
    Ok(by_teaching)
}

/// The children a person is a legal guardian of, by birth then name, with where they are.
pub fn children_of(tx: &mut Tx, guardian: i64, day: Day) -> Result<Vec<Child>, DbError> {
    let children = followed(
        tx,
        "FROM directory_kinship k \
         JOIN directory_person p ON p.person_id = k.child_id AND p.since <= $2 AND p.until > $2 \
         LEFT JOIN directory_membership m ON m.person_id = k.child_id AND m.role = 'pupil' \
         AND m.since <= $2 AND m.until > $2 AND m.starts <= $3 AND m.ends >= $3 \
         WHERE k.guardian_id = $1 AND k.since <= $2 AND k.until > $2 AND k.level IN (1, 2)",
        guardian,
        day,
    )?;
    whole(tx, children, day)
}

/// The pupils a support assistant is given, by birth then name, with where they are in its school.
pub fn supported_by(tx: &mut Tx, assistant: i64, day: Day) -> Result<Vec<Child>, DbError> {
    followed(tx, SUPPORTED, assistant, day)
}

/// The children whose days and work a person follows, as guardian or as support assistant; nothing
/// is asked for who is neither.
pub fn followed_by(tx: &mut Tx, actor: &Actor, day: Day) -> Result<Vec<Child>, DbError> {
    let mut children = Vec::new();
    if actor.is(Role::Guardian) {
        children = children_of(tx, actor.person, day)?;
    }
    if actor.is(Role::SupportAssistant) {
        let known: Vec<i64> = children.iter().flat_map(|child| child.selves.clone()).collect();
        let supported = supported_by(tx, actor.person, day)?;
        children.extend(supported.into_iter().filter(|child| !known.contains(&child.name.id)));
    }
    Ok(children)
}

/// By birth, unknown last, then by name.
type Place = (bool, Option<Day>, String, i64);

fn followed(tx: &mut Tx, from: &str, person: i64, day: Day) -> Result<Vec<Child>, DbError> {
    let now = current(tx)?;
    let mut found: Vec<(Place, Child)> = Vec::new();
    let sql = format!(
        "SELECT p.person_id, p.last_name, p.first_name, p.title, m.org_id, m.group_id, p.birth_day, p.folded {from}"
    );
    for record in same::selves(tx, person)? {
        tx.each(&sql, params![record, now, day], |row| {
            let (name, born): (_, Option<Day>) = (read_name(row)?, row.get(6)?);
            let known = found.iter().position(|(_, child)| child.name.id == name.id);
            if known.is_none() {
                let order = (born.is_none(), born, row.get(7)?, name.id);
                let selves = vec![name.id];
                found.push((order, Child { name, selves, orgs: Vec::new(), groups: Vec::new() }));
            }
            let place = known.unwrap_or(found.len() - 1);
            let child = &mut found[place].1;
            add_new(&mut child.orgs, row.get(4)?);
            add_new(&mut child.groups, row.get(5)?);
            Ok(())
        })?;
    }
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(found.into_iter().map(|(_, child)| child).collect())
}

/// Children under all their records: each once, wherever any of these says they are.
fn whole(tx: &mut Tx, children: Vec<Child>, day: Day) -> Result<Vec<Child>, DbError> {
    let ids: Vec<i64> = children.iter().map(|child| child.name.id).collect();
    let others = same::others(tx, &ids)?;
    if others.is_empty() {
        return Ok(children);
    }
    let now = current(tx)?;
    let roots: HashMap<i64, i64> = others.iter().copied().collect();
    let mut names = names(tx, &roots.values().copied().collect::<Vec<_>>())?;
    let mut whole: Vec<Child> = Vec::new();
    for mut child in children {
        let root = roots.get(&child.name.id).copied().unwrap_or(child.name.id);
        if whole.iter().any(|known| known.name.id == root) {
            continue;
        }
        child.name = names.remove(&root).unwrap_or(child.name);
        let records = others.iter().filter(|(_, of)| *of == root).map(|(other, _)| *other);
        child.selves = std::iter::once(root).chain(records).collect();
        let mut ties = Vec::new();
        for record in &child.selves {
            pupil_ties(tx, (*record, now, day), &mut ties)?;
        }
        for tie in ties {
            match tie.target.kind {
                TargetKind::Org => add_new(&mut child.orgs, Some(tie.target.id)),
                TargetKind::Group => add_new(&mut child.groups, Some(tie.target.id)),
                _ => {}
            }
        }
        whole.push(child);
    }
    Ok(whole)
}

fn add_new(ids: &mut Vec<i64>, id: Option<i64>) {
    if let Some(id) = id
        && !ids.contains(&id)
    {
        ids.push(id);
    }
}

/// Each legal guardian of the pupils of a class or group on a day with each of those children, by
/// the guardian's name: for the people who run a school, never for another guardian.
pub fn guardians_of_group(
    tx: &mut Tx,
    group: i64,
    day: Day,
) -> Result<Vec<(PersonName, PersonName)>, DbError> {
    let now = current(tx)?;
    tx.query(
        "SELECT DISTINCT g.person_id, g.last_name, g.first_name, g.title, \
         c.person_id, c.last_name, c.first_name, c.title, g.folded, c.folded \
         FROM directory_membership m \
         JOIN directory_kinship k ON k.child_id = m.person_id AND k.since <= $2 AND k.until > $2 \
         AND k.level IN (1, 2) \
         LEFT JOIN directory_same h ON h.person_id = k.guardian_id \
         LEFT JOIN directory_same s ON s.person_id = k.child_id \
         JOIN directory_person g ON g.person_id = COALESCE(h.root_id, k.guardian_id) AND g.since <= $2 AND g.until > $2 \
         JOIN directory_person c ON c.person_id = COALESCE(s.root_id, k.child_id) AND c.since <= $2 AND c.until > $2 \
         WHERE m.group_id = $1 AND m.role = 'pupil' AND m.since <= $2 AND m.until > $2 \
         AND m.starts <= $3 AND m.ends >= $3 ORDER BY g.folded, g.person_id, c.folded, c.person_id",
        params![group, now, day],
        |row| {
            let child = PersonName {
                id: row.get(4)?,
                last: row.get(5)?,
                first: row.get(6)?,
                title: row.get(7)?,
            };
            Ok((read_name(row)?, child))
        },
    )
}

/// How many legal guardians a child has: a count, never names.
pub fn guardians_count(tx: &mut Tx, child: i64) -> Result<i64, DbError> {
    let now = current(tx)?;
    let (list, mut values) = padded(&same::selves(tx, child)?, 2);
    values.insert(0, Value::Int(now));
    let sql = format!(
        "SELECT COUNT(DISTINCT COALESCE(s.root_id, k.guardian_id)) FROM directory_kinship k \
         LEFT JOIN directory_same s ON s.person_id = k.guardian_id \
         WHERE k.child_id IN ({list}) AND k.since <= $1 AND k.until > $1 AND k.level IN (1, 2)"
    );
    tx.query_one(&sql, &values, |row| row.get(0))
}

/// The legal guardians of a child, by their ids: whom to tell something, never for a page.
pub fn guardians_of(tx: &mut Tx, child: i64) -> Result<Vec<i64>, DbError> {
    let now = current(tx)?;
    let (list, mut values) = padded(&same::selves(tx, child)?, 2);
    values.insert(0, Value::Int(now));
    let sql = format!(
        "SELECT DISTINCT COALESCE(s.root_id, k.guardian_id) FROM directory_kinship k \
         LEFT JOIN directory_same s ON s.person_id = k.guardian_id \
         WHERE k.child_id IN ({list}) AND k.since <= $1 AND k.until > $1 AND k.level IN (1, 2) ORDER BY 1 LIMIT 20"
    );
    tx.query(&sql, &values, |row| row.get(0))
}

/// The people that feeds know, by what the feeds call them: for those who load a territory.
pub fn people_by_key(tx: &mut Tx) -> Result<HashMap<Box<str>, i64>, DbError> {
    let now = current(tx)?;
    let mut people = HashMap::new();
    tx.each(
        "SELECT s.key, s.entity_id FROM directory_source s \
         JOIN directory_entity e ON e.id = s.entity_id AND e.kind = 'person' \
         WHERE s.since <= $1 AND s.until > $1",
        params![now],
        |row| {
            people.insert(row.get::<String>(0)?.into(), row.get(1)?);
            Ok(())
        },
    )?;
    Ok(people)
}

/// The schools by their UAI: for those who load a territory.
pub fn orgs_by_uai(tx: &mut Tx) -> Result<HashMap<Box<str>, i64>, DbError> {
    let now = current(tx)?;
    let mut orgs = HashMap::new();
    tx.each(
        "SELECT uai, org_id FROM directory_org \
         WHERE uai IS NOT NULL AND since <= $1 AND until > $1",
        params![now],
        |row| {
            orgs.insert(row.get::<String>(0)?.into(), row.get(1)?);
            Ok(())
        },
    )?;
    Ok(orgs)
}

/// The name of the territory and whether it is a demonstration; `None` before it is created.
pub fn territory(tx: &mut Tx) -> Result<Option<(String, bool)>, DbError> {
    crate::visible::territory(tx)
}

fn by_ids<T>(
    tx: &mut Tx,
    columns: &str,
    table: &str,
    key: &str,
    ids: &[i64],
    read: impl FnMut(&Row) -> Result<T, DbError>,
) -> Result<Vec<T>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (list, values) = padded(ids, 1);
    let sql = format!(
        "SELECT {columns} FROM {table} WHERE {key} IN ({list}) AND since <= {CURRENT} AND until > {CURRENT}"
    );
    tx.query(&sql, &values, read)
}

/// The published batch inside a statement, for what every page asks: one statement less.
const CURRENT: &str = "COALESCE((SELECT current FROM directory_state WHERE id = 1), 0)";

/// Placeholders and values for a list of ids, padded to a power of two by repeating the last, so
/// that few distinct statements are prepared.
pub(crate) fn padded<'v>(ids: &[i64], first: usize) -> (String, Vec<Value<'v>>) {
    let mut values: Vec<_> = ids.iter().map(|id| Value::Int(*id)).collect();
    if let Some(last) = values.last().copied() {
        values.resize(ids.len().next_power_of_two(), last);
    }
    (db::placeholders(first, values.len()), values)
}
