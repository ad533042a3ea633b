//! Writes OneRoster 1.2 exports from normalised records, in constant memory.
//!
//! What is written reads back as [`told`] says. Cells hold what they say, as the standard asks:
//! these files are for programs, and a spreadsheet may take a cell for a formula.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Seek, Write};
use std::path::Path;

use kernel::{Day, Role};
use sha2::{Digest as _, Sha256};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::model::{
    Category, GroupKind, GroupRef, Kinship, Membership, Person, PhoneKind, School, SchoolKind,
    Subject, Title,
};
use super::names::clean;
use super::oneroster_columns::{SHAPES, Table};
use super::oneroster_manifest::{FILE, OWN_SYSTEM};
use super::oneroster_people::{Spans, word_of};
use super::oneroster_places::{id_of, level_of};
use super::oneroster_tables::Tables;
use super::uai::Uai;

/// The course of a class where no subject is told.
const WITHOUT_SUBJECT: &str = "Classe";

/// A school year: what an export speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Year {
    starts: Day,
    ends: Day,
}

impl Year {
    /// The school year of a day, from 1 September to 31 August.
    pub fn of(day: Day) -> Self {
        let (year, month, _) = day.ymd();
        let first = if month >= 9 { year } else { year - 1 };
        let of = |year| Day::new(year, 9, 1).unwrap_or(day);
        Self { starts: of(first), ends: of(first.saturating_add(1)).plus(-1) }
    }

    fn id(self) -> String {
        hash(&["year", &self.starts.to_string()])
    }
}

fn hash(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    kernel::hex(&hash.finalize()[..10])
}

/// What an export calls a person: for someone whom another export brought, what it called them.
pub fn user_id(key: &str) -> String {
    match key.strip_prefix("OR-").and_then(|rest| rest.split_once('-')) {
        Some((_, id)) => kernel::hex(&id_of(id)),
        None => hash(&["user", key]),
    }
}

/// What reading an export back says of a person: what OneRoster holds of them, in one school year.
pub fn told(person: &Person, year: Year) -> Person {
    let key = |key: &str| format!("OR-{OWN_SYSTEM}-{}", user_id(key));
    let (last, first) = (clean(&person.last_name), clean(&person.first_name));
    let mut said = Person::new(&key(&person.key), person.category, &last, &first);
    said.title = person.title;
    said.birth_date = person.birth_date;
    said.email = person.email.clone().filter(|email| email.contains('@'));
    let has_digits = |number: &str| number.bytes().any(|byte| byte.is_ascii_digit());
    let of = |kind: PhoneKind| {
        let mut numbers = person.phones.iter().filter(move |phone| phone.kind == kind);
        numbers.find(|phone| has_digits(&phone.number)).cloned()
    };
    said.phones = [of(PhoneKind::Home), of(PhoneKind::Mobile)].into_iter().flatten().collect();
    let level = person.memberships.iter().find_map(|tie| tie.level.as_deref());
    let level = level.and_then(level_of);
    let has_group = |tie: &Membership| {
        person
            .memberships
            .iter()
            .any(|other| other.group.is_some() && other.uai == tie.uai && other.role == tie.role)
    };
    let of_exports = person.memberships.iter().filter(|tie| word_of(tie.role).is_some());
    let mut ties = Spans::default();
    for tie in of_exports.filter(|tie| tie.group.is_some() || !has_group(tie)) {
        let (starts, ends) = match tie.group {
            Some(_) => (
                Some(tie.starts.unwrap_or(year.starts).max(year.starts)),
                Some(tie.ends.unwrap_or(year.ends).min(year.ends)),
            ),
            None => (tie.starts, tie.ends),
        };
        let is_class = tie.group.as_ref().is_some_and(|group| group.kind == GroupKind::Class);
        let is_head = tie.head_teacher && is_class && tie.role == Role::Teacher;
        let place = Membership {
            group: tie.group.clone(),
            subject: tie
                .subject
                .clone()
                .filter(|subject| tie.role == Role::Teacher && !subject.code.is_empty()),
            level: level.clone().filter(|_| tie.role == Role::Pupil),
            ..Membership::new(tie.uai, tie.role)
        };
        ties.add(place, (starts, ends), is_head);
    }
    said.memberships = ties.memberships();
    said.kinships = person
        .kinships
        .iter()
        .map(|link| Kinship {
            guardian: key(&link.guardian).into(),
            payment: false,
            ..link.clone()
        })
        .collect();
    said.normalise();
    said
}

/// Whether an export tells a role.
pub fn tells(role: Role) -> bool {
    word_of(role).is_some()
}

/// An export being written: all schools, then staff, then guardians, then pupils.
pub struct Writer {
    tables: Tables,
    year: Year,
    levels: BTreeMap<(Uai, GroupRef), String>,
    /// What is taught in each class and group.
    taught: BTreeMap<(Uai, GroupRef), BTreeSet<Subject>>,
}

impl Writer {
    /// Begins an export in a folder, which is created; the tables of another one are replaced.
    ///
    /// # Errors
    /// When the folder or a file cannot be made.
    pub fn create(folder: &Path, day: Day) -> io::Result<Self> {
        let (tables, year) = (Tables::create(folder)?, Year::of(day));
        let (levels, taught) = (BTreeMap::new(), BTreeMap::new());
        let mut writer = Self { tables, year, levels, taught };
        let (starts, after) = (year.starts.to_string(), year.ends.plus(1).to_string());
        let last = year.ends.ymd().0.to_string();
        writer.row(
            Table::Sessions,
            &[
                ("sourcedId", &year.id()),
                ("title", &format!("{}-{last}", year.starts.ymd().0)),
                ("type", "schoolYear"),
                ("startDate", &starts),
                ("endDate", &after),
                ("schoolYear", &last),
            ],
        )?;
        Ok(writer)
    }

    fn row(&mut self, table: Table, cells: &[(&str, &str)]) -> io::Result<()> {
        self.tables.row(table, |column| {
            let value = cells.iter().find(|(name, _)| *name == column);
            value.map_or("", |(_, value)| *value).into()
        })
    }

    /// Writes a school.
    ///
    /// # Errors
    /// When the files cannot be written.
    pub fn school(&mut self, school: &School) -> io::Result<()> {
        for declared in &school.groups {
            let place = (school.uai, declared.group.clone());
            self.levels.insert(place.clone(), declared.levels.join(","));
            self.taught.entry(place).or_default();
        }
        self.row(
            Table::Orgs,
            &[
                ("sourcedId", &org_id(school.uai)),
                ("name", &school.name),
                ("type", "school"),
                ("identifier", school.uai.as_str()),
                ("metadata.preau.kind", word_of_kind(school.kind)),
            ],
        )
    }

    /// Writes a person, with the schools of the pupils they are responsible for.
    ///
    /// # Errors
    /// When the files cannot be written.
    pub fn person(&mut self, person: &Person, responsible_in: &[Uai]) -> io::Result<()> {
        let said = told(person, self.year);
        let id = user_id(&person.key);
        self.user(&id, &said)?;
        let born = said.birth_date.map(|day| day.to_string());
        if let Some(born) = born {
            self.row(Table::Demographics, &[("sourcedId", &id), ("birthDate", &born)])?;
        }
        for tie in &said.memberships {
            match &tie.group {
                None => self.role(&id, tie)?,
                Some(group) => self.enrollments(&id, tie, group)?,
            }
        }
        for uai in responsible_in {
            let (org, row) = (org_id(*uai), hash(&["role", &id, uai.as_str(), "guardian"]));
            self.row(
                Table::Roles,
                &[
                    ("sourcedId", &row),
                    ("userSourcedId", &id),
                    (
                        "roleType",
                        if person.category == Category::Guardian { "primary" } else { "secondary" },
                    ),
                    ("role", "guardian"),
                    ("orgSourcedId", &org),
                ],
            )?;
        }
        Ok(())
    }

    fn user(&mut self, id: &str, said: &Person) -> io::Result<()> {
        let number = |kind: PhoneKind| {
            let phone = said.phones.iter().find(|phone| phone.kind == kind);
            phone.map_or("", |phone| &*phone.number)
        };
        let agents: Vec<String> =
            said.kinships.iter().map(|link| user_id(&link.guardian)).collect();
        let links: Vec<String> = said.kinships.iter().map(link_words).collect();
        let level = said.memberships.iter().find_map(|tie| tie.level.as_deref());
        let org = said.memberships.first().map(|tie| org_id(tie.uai)).unwrap_or_default();
        let title = said.title.map_or("", |title| if title == Title::Sir { "M." } else { "Mme" });
        self.row(
            Table::Users,
            &[
                ("sourcedId", id),
                ("enabledUser", "true"),
                ("username", id),
                ("givenName", &said.first_name),
                ("familyName", &said.last_name),
                ("email", said.email.as_deref().unwrap_or_default()),
                ("sms", number(PhoneKind::Mobile)),
                ("phone", number(PhoneKind::Home)),
                ("agentSourcedIds", &agents.join(",")),
                ("grades", level.unwrap_or_default()),
                ("primaryOrgSourcedId", &org),
                ("metadata.preau.title", title),
                ("metadata.preau.agents", &links.join(",")),
            ],
        )
    }

    fn role(&mut self, user: &str, tie: &Membership) -> io::Result<()> {
        let Some(word) = word_of(tie.role) else { return Ok(()) };
        let (org, row) = (org_id(tie.uai), hash(&["role", user, tie.uai.as_str(), word]));
        let (begins, ends) = (day(tie.starts), day(tie.ends.map(|day| day.plus(1))));
        self.row(
            Table::Roles,
            &[
                ("sourcedId", &row),
                ("userSourcedId", user),
                ("roleType", "primary"),
                ("role", word),
                ("beginDate", &begins),
                ("endDate", &ends),
                ("orgSourcedId", &org),
            ],
        )
    }

    /// One line for the class or the group, and for a pupil one for each subject taught there.
    fn enrollments(&mut self, user: &str, tie: &Membership, group: &GroupRef) -> io::Result<()> {
        let Some(word) = word_of(tie.role) else { return Ok(()) };
        let place = (tie.uai, group.clone());
        let subjects = self.taught.entry(place).or_default();
        let codes: Vec<String> = match (&tie.subject, tie.role) {
            (Some(subject), _) => {
                subjects.insert((**subject).clone());
                vec![subject.code.to_string()]
            }
            (None, Role::Pupil) => {
                let taught = subjects.iter().map(|subject| subject.code.to_string());
                std::iter::once(String::new()).chain(taught).collect()
            }
            (None, _) => vec![String::new()],
        };
        let begins = day(tie.starts.filter(|day| *day != self.year.starts));
        let ends = day(tie.ends.filter(|day| *day != self.year.ends).map(|day| day.plus(1)));
        let org = org_id(tie.uai);
        let main = match (tie.role, tie.head_teacher) {
            (Role::Teacher, true) => "true",
            (Role::Teacher, false) => "false",
            _ => "",
        };
        for code in codes {
            let class = class_id(tie.uai, group, &code);
            let row = hash(&["enrollment", user, &class, word]);
            self.row(
                Table::Enrollments,
                &[
                    ("sourcedId", &row),
                    ("classSourcedId", &class),
                    ("schoolSourcedId", &org),
                    ("userSourcedId", user),
                    ("role", word),
                    ("primary", main),
                    ("beginDate", &begins),
                    ("endDate", &ends),
                ],
            )?;
        }
        Ok(())
    }

    /// Ends an export: its classes, its courses, its manifest.
    ///
    /// # Errors
    /// When the files cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        let taught = std::mem::take(&mut self.taught);
        let mut courses: BTreeSet<(Uai, Option<Subject>)> = BTreeSet::new();
        for ((uai, group), subjects) in &taught {
            for subject in std::iter::once(None).chain(subjects.iter().map(Some)) {
                self.class(*uai, group, subject)?;
                courses.insert((*uai, subject.cloned()));
            }
        }
        for (uai, subject) in &courses {
            self.course(*uai, subject.as_ref())?;
        }
        self.tables.finish(("Préau", OWN_SYSTEM))
    }

    fn class(&mut self, uai: Uai, group: &GroupRef, subject: Option<&Subject>) -> io::Result<()> {
        let (name, code) = (group.name(), subject.map_or("", |subject| &*subject.code));
        let title = subject
            .map_or_else(|| name.to_owned(), |subject| format!("{name} · {}", subject.label));
        let (id, course, org) = (class_id(uai, group, code), course_id(uai, subject), org_id(uai));
        let levels = self.levels.get(&(uai, group.clone())).cloned().unwrap_or_default();
        self.row(
            Table::Classes,
            &[
                ("sourcedId", &id),
                ("title", &title),
                ("grades", &levels),
                ("courseSourcedId", &course),
                ("classCode", &group.code),
                ("classType", if subject.is_some() { "scheduled" } else { "homeroom" }),
                ("schoolSourcedId", &org),
                ("termSourcedIds", &self.year.id()),
                ("subjects", subject.map_or("", |subject| &*subject.label)),
                ("subjectCodes", code),
                (
                    "metadata.preau.kind",
                    if group.kind == GroupKind::Class { "class" } else { "group" },
                ),
                ("metadata.preau.code", &group.code),
                ("metadata.preau.name", group.label.as_deref().unwrap_or_default()),
            ],
        )
    }

    fn course(&mut self, uai: Uai, subject: Option<&Subject>) -> io::Result<()> {
        let (code, label) = subject.map_or(("", WITHOUT_SUBJECT), |one| (&*one.code, &*one.label));
        self.row(
            Table::Courses,
            &[
                ("sourcedId", &course_id(uai, subject)),
                ("schoolYearSourcedId", &self.year.id()),
                ("title", label),
                ("courseCode", code),
                ("orgSourcedId", &org_id(uai)),
                ("subjects", subject.map_or("", |one| &*one.label)),
                ("subjectCodes", code),
            ],
        )
    }
}

/// Puts the files of an export in one archive, the manifest first.
///
/// # Errors
/// When they cannot be read, or the archive not written.
pub fn pack(folder: &Path, to: impl Write + Seek) -> io::Result<()> {
    let mut archive = ZipWriter::new(to);
    let files = SHAPES.iter().map(|shape| shape.file);
    for file in std::iter::once(FILE).chain(files) {
        archive.start_file(file, SimpleFileOptions::default().large_file(true))?;
        io::copy(&mut File::open(folder.join(file))?, &mut archive)?;
    }
    archive.finish().map(drop).map_err(io::Error::from)
}

fn org_id(uai: Uai) -> String {
    hash(&["org", uai.as_str()])
}

fn class_id(uai: Uai, group: &GroupRef, subject: &str) -> String {
    let kind = if group.kind == GroupKind::Class { "class" } else { "group" };
    hash(&[kind, uai.as_str(), &group.code, subject])
}

fn course_id(uai: Uai, subject: Option<&Subject>) -> String {
    let (code, label) = subject.map_or(("", ""), |subject| (&*subject.code, &*subject.label));
    hash(&["course", uai.as_str(), code, label])
}

fn day(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// A link to a guardian: level, family tie, whether to call first, whether they pay.
fn link_words(link: &Kinship) -> String {
    let family = link.link.map(|code| code.to_string()).unwrap_or_default();
    let flag = |flag: bool| u8::from(flag);
    format!("{}:{family}:{}:{}", link.level.code(), flag(link.contact), flag(link.financial))
}

const fn word_of_kind(kind: SchoolKind) -> &'static str {
    match kind {
        SchoolKind::Nursery | SchoolKind::Elementary | SchoolKind::Primary => "ecole",
        SchoolKind::Middle => "college",
        SchoolKind::High => "lycee",
        SchoolKind::Other => "other",
    }
}
