//! The schools, periods, courses and classes of a OneRoster export.

use std::collections::{BTreeMap, HashMap};

use kernel::Day;
use sha2::{Digest as _, Sha256};

use super::error::{Reason, SourceError};
use super::levels;
use super::model::{GroupKind, GroupRef, School, SchoolGroup, SchoolKind, Subject};
use super::oneroster_columns::Row;
use super::uai::Uai;

/// What a system calls something, hashed: systems call people by names and addresses too.
pub(super) type Id = [u8; 10];

/// The hash of what a system calls something. Twenty hexadecimal digits stand for themselves, so
/// that what is written from here is read as it was.
pub(super) fn id_of(sourced: &str) -> Id {
    from_hex(sourced).unwrap_or_else(|| digest(sourced.as_bytes()))
}

fn from_hex(text: &str) -> Option<Id> {
    let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    if text.len() != 20 || !text.bytes().all(is_hex) {
        return None;
    }
    let mut id = Id::default();
    for (at, byte) in id.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(id)
}

fn digest(bytes: &[u8]) -> Id {
    let mut id = Id::default();
    id.copy_from_slice(&Sha256::digest(bytes)[..10]);
    id
}

/// Everything a line says, as one value.
pub(super) fn said(row: &Row<'_>) -> Id {
    let mut all = Vec::new();
    for cell in row.cells {
        all.extend(cell.len().to_le_bytes());
        all.extend(cell.as_bytes());
    }
    digest(&all)
}

/// Records by what the system calls them.
pub(super) struct Known<T>(HashMap<Id, (Id, Option<T>)>);

impl<T> Known<T> {
    /// Notes a record; `None` when it no longer stands. The same identifier said of two records
    /// tells none of them.
    fn note(&mut self, row: &Row<'_>, limit: usize, record: Option<T>) -> Result<(), Fault> {
        let sourced = row.get("sourcedId");
        if sourced.is_empty() {
            return Err(Reason::MissingId.into());
        }
        let (id, said) = (id_of(sourced), said(row));
        if self.0.len() >= limit {
            return Err(SourceError::TooManyRecords { limit }.into());
        }
        match self.0.get_mut(&id) {
            None => {
                self.0.insert(id, (said, record));
            }
            Some((known, _)) if *known == said => {}
            Some((_, known)) => {
                *known = None;
                return Err(Reason::Duplicate.into());
            }
        }
        Ok(())
    }

    /// The record of an identifier, when there is one.
    pub(super) fn of(&self, id: Id) -> Option<&T> {
        self.0.get(&id).and_then(|(_, record)| record.as_ref())
    }

    /// The record a cell names; `Ok(None)` when it no longer stands or is told of several.
    pub(super) fn find(&self, column: &str, sourced: &str) -> Result<Option<&T>, Reason> {
        let found = self.0.get(&id_of(sourced)).map(|(_, record)| record.as_ref());
        found.ok_or_else(|| Reason::UnknownReference {
            attribute: column.into(),
            value: sourced.into(),
        })
    }
}

impl<T> Default for Known<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

/// What stops a line, or everything.
#[derive(Debug)]
pub(super) enum Fault {
    Line(Reason),
    Feed(SourceError),
}

impl From<Reason> for Fault {
    fn from(reason: Reason) -> Self {
        Self::Line(reason)
    }
}

impl From<SourceError> for Fault {
    fn from(error: SourceError) -> Self {
        Self::Feed(error)
    }
}

/// An organisation: a school, or something above schools.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Org {
    School(Uai),
    Above,
}

/// A period: its first and its last day.
#[derive(Clone, Copy)]
pub(super) struct Session {
    starts: Day,
    ends: Day,
}

/// A class of the export: a class or a group of a school, and what is taught there.
pub(super) struct Class {
    pub(super) uai: Uai,
    pub(super) group: GroupRef,
    pub(super) subject: Option<Box<Subject>>,
    pub(super) starts: Option<Day>,
    pub(super) ends: Option<Day>,
}

/// Where people are.
#[derive(Default)]
pub(super) struct Places {
    pub(super) orgs: Known<Org>,
    sessions: Known<Session>,
    courses: Known<Subject>,
    pub(super) classes: Known<Class>,
    schools: BTreeMap<Uai, (Box<str>, Option<SchoolKind>)>,
    groups: BTreeMap<Uai, BTreeMap<GroupRef, Vec<Box<str>>>>,
}

impl Places {
    /// Notes an organisation.
    pub(super) fn org(&mut self, row: &Row<'_>, limit: usize) -> Result<(), Fault> {
        if !row.get("type").eq_ignore_ascii_case("school") {
            return self.orgs.note(row, limit, row.stands().then_some(Org::Above));
        }
        let number = row.get("identifier");
        let uai = Uai::parse(number);
        let stands = row.stands();
        self.orgs.note(row, limit, uai.filter(|_| stands).map(Org::School))?;
        match uai {
            Some(uai) if stands => {
                let name: Box<str> = row.get("name").into();
                let kind = kind_of_word(row.get("metadata.preau.kind"));
                // Two records of one school: the same one whatever their order.
                let known = self.schools.entry(uai).or_insert_with(|| (name.clone(), kind));
                if name < known.0 {
                    *known = (name, kind);
                }
                Ok(())
            }
            None if stands => Err(Reason::BadUai { value: number.into() }.into()),
            _ => Ok(()),
        }
    }

    /// Notes a period.
    pub(super) fn session(&mut self, row: &Row<'_>, limit: usize) -> Result<(), Fault> {
        let days = (row.day("startDate"), row.last_day("endDate"));
        let session = match days {
            (Some(starts), Some(ends)) if row.stands() => Some(Session { starts, ends }),
            _ => None,
        };
        self.sessions.note(row, limit, session)?;
        let missing = [("startDate", days.0), ("endDate", days.1)].into_iter();
        match missing.filter(|(_, day)| day.is_none()).map(|(name, _)| name).next() {
            Some(name) => {
                Err(Reason::Incomplete { attribute: name.into(), value: "".into() }.into())
            }
            None => Ok(()),
        }
    }

    /// Notes a course: what is taught.
    pub(super) fn course(&mut self, row: &Row<'_>, limit: usize) -> Result<(), Fault> {
        let title = row.get("title");
        let label =
            if title.is_empty() { row.list("subjects").next().unwrap_or("") } else { title };
        let code = Some(row.get("courseCode")).filter(|code| !code.is_empty());
        let code = code.or_else(|| row.list("subjectCodes").next()).unwrap_or(label);
        let subject = Subject { code: code.into(), label: label.into() };
        self.courses.note(row, limit, row.stands().then_some(subject))
    }

    /// Notes a class; what it refers to in vain is said and the class stays, but for its school.
    pub(super) fn class(&mut self, row: &Row<'_>, limit: usize) -> Result<Vec<Reason>, Fault> {
        let school = row.get("schoolSourcedId");
        let org = self.orgs.find("schoolSourcedId", school).map(Option::<&Org>::copied);
        let uai = match org {
            Ok(Some(Org::School(uai))) => Some(uai),
            _ => None,
        };
        let mut lost = Vec::new();
        let class = uai.filter(|_| row.stands()).map(|uai| self.read_class(uai, row, &mut lost));
        if let Some(class) = &class {
            self.declare(class, row);
        }
        self.classes.note(row, limit, class)?;
        org.map(|_| lost).map_err(Fault::from)
    }

    fn read_class(&self, uai: Uai, row: &Row<'_>, lost: &mut Vec<Reason>) -> Class {
        let is_homeroom = row.get("classType").eq_ignore_ascii_case("homeroom");
        let mut subject = None;
        if !is_homeroom {
            match self.courses.find("courseSourcedId", row.get("courseSourcedId")) {
                Ok(found) => subject = found.cloned().map(Box::new),
                Err(reason) => lost.push(reason),
            }
        }
        let mut days: Option<Session> = None;
        for term in row.list("termSourcedIds") {
            match self.sessions.find("termSourcedIds", term) {
                Ok(Some(term)) => {
                    days = Some(days.map_or(*term, |all| Session {
                        starts: all.starts.min(term.starts),
                        ends: all.ends.max(term.ends),
                    }));
                }
                Ok(None) => {}
                Err(reason) => lost.push(reason),
            }
        }
        Class {
            uai,
            group: group_of(row, is_homeroom),
            subject,
            starts: days.map(|days| days.starts),
            ends: days.map(|days| days.ends),
        }
    }

    fn declare(&mut self, class: &Class, row: &Row<'_>) {
        let groups = self.groups.entry(class.uai).or_default();
        let known = groups.entry(class.group.clone()).or_default();
        let said: Vec<Box<str>> = row.list("grades").filter_map(level_of).collect();
        // Classes that are one: the same levels whatever their order.
        if said > *known {
            *known = said;
        }
    }

    /// The first of the schools.
    pub(super) fn first_school(&self) -> Option<Uai> {
        self.schools.keys().next().copied()
    }

    /// The schools, with the classes and groups they declare.
    pub(super) fn schools(&mut self) -> Vec<School> {
        let mut groups = std::mem::take(&mut self.groups);
        let schools = std::mem::take(&mut self.schools).into_iter();
        schools
            .map(|(uai, (name, kind))| {
                let declared = groups.remove(&uai).unwrap_or_default().into_iter();
                let declared: Box<[SchoolGroup]> = declared
                    .map(|(group, levels)| SchoolGroup { group, levels: levels.into() })
                    .collect();
                let kind = kind.unwrap_or_else(|| kind_of_levels(&declared));
                let mut school = School::new(uai, &name, kind);
                school.groups = declared;
                school
            })
            .collect()
    }
}

/// The class or the group of a line: what this program says of it, else what the system calls it.
fn group_of(row: &Row<'_>, is_homeroom: bool) -> GroupRef {
    let title = row.get("title");
    if let Some(code) = row.text("metadata.preau.code") {
        let is_class = row.get("metadata.preau.kind") == "class";
        let name = row.get("metadata.preau.name");
        return GroupRef { kind: kind(is_class), label: label(name, &code), code };
    }
    let code: Box<str> = kernel::hex(&id_of(row.get("sourcedId"))).into();
    GroupRef { kind: kind(is_homeroom), label: label(title, &code), code }
}

const fn kind(is_class: bool) -> GroupKind {
    if is_class { GroupKind::Class } else { GroupKind::Group }
}

fn label(name: &str, code: &str) -> Option<Box<str>> {
    (!name.is_empty() && name != code).then(|| name.into())
}

/// Grades of the common American list, which systems made elsewhere write.
const GRADES: [(&str, &str); 13] = [
    ("KG", "GS"),
    ("01", "CP"),
    ("02", "CE1"),
    ("03", "CE2"),
    ("04", "CM1"),
    ("05", "CM2"),
    ("06", "6e"),
    ("07", "5e"),
    ("08", "4e"),
    ("09", "3e"),
    ("10", "2de"),
    ("11", "1re"),
    ("12", "Tle"),
];

/// The level of a grade, in French words or in the codes of the standard.
pub(super) fn level_of(grade: &str) -> Option<Box<str>> {
    let known = GRADES.iter().find(|(code, _)| *code == grade).map(|(_, level)| (*level).into());
    known.or_else(|| levels::of_words(grade))
}

/// What a school is, when all its classes are of one kind of school.
fn kind_of_levels(groups: &[SchoolGroup]) -> SchoolKind {
    let kind = |level: &str| match level {
        "TPS" | "PS" | "MS" | "GS" | "CP" | "CE1" | "CE2" | "CM1" | "CM2" => SchoolKind::Primary,
        "2de" | "1re" | "Tle" => SchoolKind::High,
        level if ["6e", "5e", "4e", "3e"].iter().any(|known| level.starts_with(known)) => {
            SchoolKind::Middle
        }
        _ => SchoolKind::Other,
    };
    let mut kinds: Vec<SchoolKind> =
        groups.iter().flat_map(|group| &group.levels).map(|level| kind(level)).collect();
    kinds.sort();
    kinds.dedup();
    match kinds[..] {
        [only] => only,
        _ => SchoolKind::Other,
    }
}

/// The word for a kind of school in this program's exports, as it is stored.
pub(super) fn kind_of_word(word: &str) -> Option<SchoolKind> {
    match word {
        "ecole" => Some(SchoolKind::Primary),
        "college" => Some(SchoolKind::Middle),
        "lycee" => Some(SchoolKind::High),
        "other" => Some(SchoolKind::Other),
        _ => None,
    }
}
