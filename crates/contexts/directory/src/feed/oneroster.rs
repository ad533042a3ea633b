//! CSV exports of OneRoster 1.2: a manifest and one table for each kind of record.
//!
//! Every table is read once, whatever its order, to learn who is where; then the users, in the
//! order records are delivered in. Memory holds identifiers and ties, never names.

use std::collections::{HashMap, HashSet};
use std::io::Read;
use std::path::PathBuf;

use kernel::Role;

use super::error::{FeedError, Reason, Reject, SourceError};
use super::model::{
    Category, GroupKind, Kinship, Membership, Person, Phone, PhoneKind, Responsibility, Title,
};
use super::oneroster_columns::{Columns, Row, Table};
use super::oneroster_manifest::{Manifest, OWN_SYSTEM};
use super::oneroster_people::{Job, Place, Spans, Tie, User, agent_of, job_of};
use super::oneroster_places::{Fault, Id, Org, Places, id_of, level_of, said};
use super::source::{Entry, Limits, Sources};
use super::table;
use super::uai::Uai;
use super::{FeedSummary, Record, Sink};

/// Reads the OneRoster export found under `paths` and hands normalised records to `sink`.
pub fn read(
    paths: &[PathBuf],
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Result<FeedSummary, FeedError> {
    let sources = Sources::open(paths, *limits)?;
    let manifest = Manifest::find(&sources)?;
    let mut feed = Feed::new(sink, limits.records, &manifest);
    let files = Files { sources: &sources, manifest: &manifest };
    files.run(&mut feed, Table::Orgs, Feed::org)?;
    feed.name_system();
    files.run(&mut feed, Table::Sessions, Feed::session)?;
    files.run(&mut feed, Table::Courses, Feed::course)?;
    files.run(&mut feed, Table::Classes, Feed::class)?;
    files.run(&mut feed, Table::Users, Feed::meet)?;
    files.run(&mut feed, Table::Roles, Feed::role)?;
    files.run(&mut feed, Table::Demographics, Feed::demographics)?;
    files.run(&mut feed, Table::Enrollments, Feed::enrollment)?;
    feed.schools()?;
    for category in [Some(Category::Staff), Some(Category::Guardian), Some(Category::Pupil), None] {
        feed.turn = Turn::Give(category);
        files.run(&mut feed, Table::Users, Feed::give)?;
    }
    Ok(feed.summary)
}

/// The schools of an export, when this program made it.
pub fn own_schools(paths: &[PathBuf], limits: &Limits) -> Result<Option<Vec<Uai>>, FeedError> {
    let sources = Sources::open(paths, *limits)?;
    let manifest = Manifest::find(&sources)?;
    if manifest.system != OWN_SYSTEM {
        return Ok(None);
    }
    let mut sink = |_| Ok(());
    let mut feed = Feed::new(&mut sink, limits.records, &manifest);
    let files = Files { sources: &sources, manifest: &manifest };
    files.run(&mut feed, Table::Orgs, Feed::org)?;
    let schools = feed.places.schools();
    Ok(Some(schools.into_iter().map(|school| school.uai).collect()))
}

/// The tables of an export.
struct Files<'f> {
    sources: &'f Sources,
    manifest: &'f Manifest,
}

impl Files<'_> {
    fn run<'s, 'k>(
        &self,
        feed: &mut Feed<'s, 'k>,
        table: Table,
        step: Step<'s, 'k>,
    ) -> Result<(), FeedError> {
        let Some(place) = self.manifest.place(table) else { return Ok(()) };
        self.sources.read(&[place], |entry, input| feed.file(entry, input, table, step))
    }
}

/// What is done of the lines: learn who is where, then deliver one category after another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Meet,
    Give(Option<Category>),
}

/// Where a line is.
struct At<'a> {
    file: &'a str,
    line: u64,
}

struct Feed<'s, 'k> {
    sink: &'s mut Sink<'k>,
    limit: usize,
    system: String,
    places: Places,
    users: HashMap<Id, User>,
    /// Who may be responsible for a pupil.
    delivered: HashSet<Id>,
    turn: Turn,
    summary: FeedSummary,
}

type Step<'s, 'k> = fn(&mut Feed<'s, 'k>, &At<'_>, &Row<'_>) -> Result<(), FeedError>;

impl<'s, 'k> Feed<'s, 'k> {
    fn new(sink: &'s mut Sink<'k>, limit: usize, manifest: &Manifest) -> Self {
        Self {
            sink,
            limit,
            system: manifest.system.clone(),
            places: Places::default(),
            users: HashMap::new(),
            delivered: HashSet::new(),
            turn: Turn::Meet,
            summary: FeedSummary {
                skipped_files: manifest.skipped.clone(),
                ..FeedSummary::default()
            },
        }
    }

    fn file(
        &mut self,
        entry: &Entry,
        input: &mut dyn Read,
        table: Table,
        step: Step<'s, 'k>,
    ) -> Result<(), FeedError> {
        let file = &*entry.name;
        let is_first = self.turn == Turn::Meet;
        let mut columns: Option<Columns> = None;
        let bytes = table::read(file, &entry.head, input, |line, cells| {
            let Some(columns) = &columns else {
                columns = Some(Columns::find(file, table, cells)?);
                return Ok(());
            };
            let at = At { file, line };
            match columns.row(cells) {
                Ok(row) => step(self, &at, &row),
                Err(reason) if is_first => {
                    let key = self.spoil(table, cells);
                    self.reject(&at, &key, reason)
                }
                Err(_) => Ok(()),
            }
        })?;
        if is_first {
            let unknown = columns.map(|columns| columns.others).unwrap_or_default();
            self.summary.count_table(bytes, unknown);
        }
        Ok(())
    }

    /// Whoever a line names that cannot be read stays as they were; the key of one of them.
    fn spoil(&mut self, table: Table, cells: &[String]) -> Box<str> {
        let of_users = matches!(table, Table::Roles | Table::Enrollments | Table::Demographics);
        let mut key: Box<str> = "".into();
        for cell in cells.iter().filter(|cell| of_users && !cell.is_empty()) {
            let id = id_of(cell);
            if let Some(user) = self.users.get_mut(&id).filter(|user| user.line.is_some()) {
                user.is_spoiled = true;
                key = self.key(id);
            }
        }
        key
    }

    /// An export that does not name its system is of its school, or of the first of its schools.
    fn name_system(&mut self) {
        if self.system.is_empty() {
            let first = self.places.first_school();
            self.system = first.map(|uai| uai.to_string().to_lowercase()).unwrap_or_default();
        }
    }

    fn key(&self, id: Id) -> Box<str> {
        format!("OR-{}-{}", self.system, kernel::hex(&id)).into()
    }

    fn settle(
        &mut self,
        at: &At<'_>,
        row: &Row<'_>,
        outcome: Result<(), Fault>,
    ) -> Result<(), FeedError> {
        match outcome {
            Ok(()) => Ok(()),
            Err(Fault::Feed(error)) => Err(error.into()),
            Err(Fault::Line(reason)) => {
                let sourced = row.get("sourcedId");
                let key = if sourced.is_empty() { "".into() } else { self.key(id_of(sourced)) };
                self.reject(at, &key, reason)
            }
        }
    }

    fn org(&mut self, at: &At<'_>, row: &Row<'_>) -> Result<(), FeedError> {
        let outcome = self.places.org(row, self.limit);
        self.settle(at, row, outcome)
    }

    fn session(&mut self, at: &At<'_>, row: &Row<'_>) -> Result<(), FeedError> {
        let outcome = self.places.session(row, self.limit);
        self.settle(at, row, outcome)
    }

    fn course(&mut self, at: &At<'_>, row: &Row<'_>) -> Result<(), FeedError> {
        let outcome = self.places.course(row, self.limit);
        self.settle(at, row, outcome)
    }

    fn class(&mut self, at: &At<'_>, row: &Row<'_>) -> Result<(), FeedError> {
        match self.places.class(row, self.limit) {
            Ok(lost) => {
                lost.into_iter().try_for_each(|reason| self.settle(at, row, Err(reason.into())))
            }
            Err(fault) => self.settle(at, row, Err(fault)),
        }
    }

    /// Notes that a user is there, and whom they name as responsible for them.
    fn meet(&mut self, at: &At<'_>, row: &Row<'_>) -> Result<(), FeedError> {
        let sourced = row.get("sourcedId");
        if sourced.is_empty() {
            return self.reject(at, "", Reason::MissingId);
        }
        let (id, line) = (id_of(sourced), said(row));
        if self.users.len() >= self.limit {
            return Err(SourceError::TooManyRecords { limit: self.limit }.into());
        }
        let user = self.users.entry(id).or_default();
        user.are_several |= user.line.is_some_and(|known| known != line);
        user.line = Some(line);
        user.is_gone = !row.stands();
        user.is_disabled = row.get("enabledUser").eq_ignore_ascii_case("false");
        if row.stands() {
            for agent in row.list("agentSourcedIds") {
                self.users.entry(id_of(agent)).or_default().is_agent = true;
            }
        }
        Ok(())
    }

    /// The user a line is about, if the users table describes them.
    fn user(&mut self, column: &str, row: &Row<'_>) -> Result<&mut User, Reason> {
        let sourced = row.get(column);
        let found = self.users.get_mut(&id_of(sourced)).filter(|user| user.line.is_some());
        found.ok_or_else(|| Reason::UnknownReference {
            attribute: column.into(),
            value: sourced.into(),
        })
    }

    fn role(&mut self, at: &At<'_>, row: &Row<'_>) -> Result<(), FeedError> {
        if !row.stands() {
            return Ok(());
        }
        let outcome = self.read_role(row);
        self.settle_of(at, row, "userSourcedId", outcome)
    }

    fn read_role(&mut self, row: &Row<'_>) -> Result<(), Reason> {
        let job = job_of(row.get("role"))?;
        let org = self.places.orgs.find("orgSourcedId", row.get("orgSourcedId"));
        let org = org.map(Option::<&Org>::copied);
        let user = self.user("userSourcedId", row)?;
        match (job, org) {
            (Job::Parent, _) => user.is_parent = true,
            (Job::Relative, _) => user.is_relative = true,
            (Job::Role(role), Ok(Some(Org::School(uai)))) => user.ties.push(Tie {
                place: Place::School(uai),
                role,
                is_main: false,
                starts: row.day("beginDate"),
                ends: row.last_day("endDate"),
            }),
            (Job::Role(_), Ok(Some(Org::Above))) => user.is_above = true,
            (Job::Role(_), Ok(None)) => {}
            (Job::Role(_), Err(reason)) => return Err(reason),
        }
        Ok(())
    }

    fn demographics(&mut self, at: &At<'_>, row: &Row<'_>) -> Result<(), FeedError> {
        let born = row.get("birthDate");
        if !row.stands() || born.is_empty() {
            return Ok(());
        }
        let day = row.day("birthDate");
        let outcome = self.user("sourcedId", row).and_then(|user| {
            let is_other = user.born.is_some_and(|known| Some(known) != day);
            user.is_spoiled |= is_other || day.is_none();
            user.born = day;
            match day {
                None => Err(Reason::BadDate { attribute: "birthDate".into(), value: born.into() }),
                Some(_) if is_other => Err(Reason::Duplicate),
                Some(_) => Ok(()),
            }
        });
        self.settle_of(at, row, "sourcedId", outcome)
    }

    fn enrollment(&mut self, at: &At<'_>, row: &Row<'_>) -> Result<(), FeedError> {
        if !row.stands() {
            return Ok(());
        }
        let outcome = self.read_enrollment(row);
        self.settle_of(at, row, "userSourcedId", outcome)
    }

    fn read_enrollment(&mut self, row: &Row<'_>) -> Result<(), Reason> {
        let role = match job_of(row.get("role"))? {
            Job::Role(role @ (Role::Pupil | Role::Teacher | Role::SupportAssistant)) => role,
            _ => return Ok(()),
        };
        let sourced = row.get("classSourcedId");
        let found = self.places.classes.find("classSourcedId", sourced)?;
        let Some(class) = found else { return Ok(()) };
        let tie = Tie {
            place: Place::Class(id_of(sourced)),
            role,
            is_main: row.get("primary").eq_ignore_ascii_case("true"),
            starts: row.day("beginDate").or(class.starts),
            ends: row.last_day("endDate").or(class.ends),
        };
        self.user("userSourcedId", row)?.ties.push(tie);
        Ok(())
    }

    fn settle_of(
        &mut self,
        at: &At<'_>,
        row: &Row<'_>,
        column: &str,
        outcome: Result<(), Reason>,
    ) -> Result<(), FeedError> {
        match outcome {
            Ok(()) => Ok(()),
            Err(reason) => self.reject(at, &self.key(id_of(row.get(column))), reason),
        }
    }

    fn schools(&mut self) -> Result<(), FeedError> {
        for school in self.places.schools() {
            let classes =
                school.groups.iter().filter(|one| one.group.kind == GroupKind::Class).count();
            self.summary.schools += 1;
            self.summary.classes += classes as u64;
            self.summary.groups += (school.groups.len() - classes) as u64;
            self.deliver(Record::School(Box::new(school)))?;
        }
        Ok(())
    }

    /// Delivers a user, when it is the turn of their category.
    fn give(&mut self, at: &At<'_>, row: &Row<'_>) -> Result<(), FeedError> {
        let id = id_of(row.get("sourcedId"));
        let Some(user) = self.users.get_mut(&id) else { return Ok(()) };
        let category = user.category();
        if row.get("sourcedId").is_empty() || self.turn != Turn::Give(category) {
            return Ok(());
        }
        if user.are_several {
            let key = self.key(id);
            return self.reject(at, &key, Reason::Duplicate);
        }
        if user.is_gone || user.is_spoiled || std::mem::replace(&mut user.is_given, true) {
            return Ok(());
        }
        let user = std::mem::take(user);
        let given = self.give_user(at, row, id, &user, category);
        self.users.insert(id, user);
        given
    }

    fn give_user(
        &mut self,
        at: &At<'_>,
        row: &Row<'_>,
        id: Id,
        user: &User,
        category: Option<Category>,
    ) -> Result<(), FeedError> {
        let key = self.key(id);
        let Some(category) = category else {
            if user.is_above || user.is_parent || user.is_relative {
                self.summary.ignored += 1;
                return Ok(());
            }
            return self.reject(at, &key, Reason::NoKnownSchool { value: "".into() });
        };
        if category == Category::Staff && user.is_disabled {
            self.summary.ignored += 1;
            return Ok(());
        }
        let mut person = match person_of(&key, category, row) {
            Ok(person) => person,
            Err(reason) => return self.reject(at, &key, reason),
        };
        person.birth_date = user.born;
        let level = row.list("grades").next().and_then(level_of);
        person.memberships = self.memberships(user, level.as_deref());
        if category == Category::Pupil {
            person.kinships = self.kinships(at, row, &key)?;
        } else {
            self.delivered.insert(id);
        }
        person.normalise();
        self.summary.count_person(category);
        for link in &person.kinships {
            self.summary.count_kinship(link.level);
        }
        self.deliver(Record::Person(Box::new(person)))
    }

    fn memberships(&self, user: &User, level: Option<&str>) -> Box<[Membership]> {
        let mut all = Spans::default();
        for tie in &user.ties {
            let mut membership = match tie.place {
                Place::School(uai) => Membership::new(uai, tie.role),
                Place::Class(id) => {
                    let Some(class) = self.places.classes.of(id) else { continue };
                    let subject = class.subject.clone().filter(|_| tie.role == Role::Teacher);
                    let group = Some(class.group.clone());
                    Membership { group, subject, ..Membership::new(class.uai, tie.role) }
                }
            };
            if tie.role == Role::Pupil {
                membership.level = level.map(Box::from);
            }
            let kind = membership.group.as_ref().map(|group| group.kind);
            let is_class = kind == Some(GroupKind::Class);
            let is_main = tie.is_main && is_class && tie.role == Role::Teacher;
            all.add(membership, (tie.starts, tie.ends), is_main);
        }
        all.memberships()
    }

    fn kinships(
        &mut self,
        at: &At<'_>,
        row: &Row<'_>,
        key: &str,
    ) -> Result<Box<[Kinship]>, FeedError> {
        let mut kinships = Vec::new();
        let own: Vec<&str> = row.list("metadata.preau.agents").collect();
        for (place, agent) in row.list("agentSourcedIds").enumerate() {
            let id = id_of(agent);
            let guardian = self.key(id);
            if !self.delivered.contains(&id) {
                let is_known = |user: &User| user.is_gone || user.is_disabled;
                if !self.users.get(&id).is_some_and(is_known) {
                    self.reject(at, key, Reason::UnknownGuardian { guardian })?;
                }
                continue;
            }
            let Some(user) = self.users.get(&id) else { continue };
            let said = own.get(place).copied().unwrap_or_default();
            let mut kinship = agent_of(guardian, said, user);
            if user.is_disabled && kinship.level != Responsibility::Unknown {
                kinship.level = Responsibility::Contact;
            }
            kinships.push(kinship);
        }
        Ok(kinships.into())
    }

    fn reject(&mut self, at: &At<'_>, key: &str, reason: Reason) -> Result<(), FeedError> {
        self.summary.rejected += 1;
        let reject = Reject { file: at.file.into(), line: at.line, key: key.into(), reason };
        self.deliver(Record::Rejected(Box::new(reject)))
    }

    fn deliver(&mut self, record: Record) -> Result<(), FeedError> {
        (self.sink)(record).map_err(|super::Stop| FeedError::Stopped)
    }
}

/// What a line says of who someone is and how to reach them.
fn person_of(key: &str, category: Category, row: &Row<'_>) -> Result<Person, Reason> {
    let preferred = |preferred: &str, name: &str| {
        let preferred = row.get(preferred);
        if preferred.is_empty() { row.get(name) } else { preferred }
    };
    let last = preferred("preferredFamilyName", "familyName");
    let first = preferred("preferredGivenName", "givenName");
    if last.is_empty() || first.is_empty() {
        return Err(Reason::MissingName);
    }
    let mut person = Person::new(key, category, last, first);
    person.family_name = row.text("familyName").filter(|family| **family != *last);
    person.title = Title::of_word(row.get("metadata.preau.title"));
    person.email = row.text("email");
    let kinds = [("sms", PhoneKind::Mobile), ("phone", PhoneKind::Home)];
    let phone = |(column, kind)| Some(Phone { kind, number: row.text(column)? });
    person.phones = kinds.into_iter().filter_map(phone).collect();
    Ok(person)
}
