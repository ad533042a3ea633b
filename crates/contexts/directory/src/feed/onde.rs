//! CSV exports of ONDE, the registers of the écoles: pupils, guardians, staff.
//!
//! They name people and never number them, but for the INE of newer exports. A pupil is told by
//! school, name, first name and day of birth, or by the INE; a guardian and a member of staff by
//! school and name. Whoever cannot be told apart is rejected, never guessed.
//!
//! Files are read by kind of table whatever their order, pupils first only to learn who they are:
//! memory holds keys, never people.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::Read;
use std::path::PathBuf;

use kernel::{Day, Role, fold};
use sha2::{Digest as _, Sha256};

use super::digest::Digest;
use super::error::{FeedError, Reason, Reject, SourceError};
use super::levels;
use super::model::{
    Address, Category, GroupKind, GroupRef, Kinship, Membership, Person, Phone, PhoneKind,
    Responsibility, School, SchoolKind, Title,
};
use super::onde_columns::{Column, Columns, Row, Table};
use super::source::{Entry, Limits, Sources};
use super::table;
use super::uai::Uai;
use super::{FeedSummary, Record, Sink};

/// Reads ONDE tables found under `paths` and hands normalised records to `sink`.
///
/// Each file says its school in its own name, in the one of its folder or archive, or in a column.
pub fn read(
    paths: &[PathBuf],
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Result<FeedSummary, FeedError> {
    let sources = Sources::open(paths, *limits)?;
    let mut feed = Feed::new(sink, limits.records);
    let files = feed.plan(&sources)?;
    feed.run(&sources, &files, Table::Pupils, Feed::meet_pupil)?;
    feed.run(&sources, &files, Table::Guardians, Feed::meet_guardian)?;
    feed.run(&sources, &files, Table::Staff, Feed::meet_staff)?;
    feed.schools()?;
    feed.run(&sources, &files, Table::Staff, Feed::staff)?;
    feed.run(&sources, &files, Table::Guardians, Feed::guardian)?;
    feed.run(&sources, &files, Table::Pupils, Feed::pupil)?;
    feed.summary.groups = feed.groups.len() as u64;
    feed.summary.classes = feed.classes.len() as u64;
    Ok(feed.summary)
}

/// What tells someone, hashed: no name is in a key.
pub(super) type Id = [u8; 10];

/// What tells someone of whom these parts are said.
pub(super) fn id_of(parts: &[&str]) -> Id {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    let mut id = Id::default();
    id.copy_from_slice(&hash.finalize()[..10]);
    id
}

fn key(uai: Uai, id: Id) -> Box<str> {
    format!("ONDE-{uai}-{}", kernel::hex(&id)).into()
}

/// Someone whom a name tells: what was said of them, and whether several people may be meant.
struct Told {
    said: Id,
    by_number: bool,
    /// Several people have what tells them.
    are_several: bool,
    /// And one of them at least has no number.
    is_ambiguous: bool,
}

struct File {
    entry: usize,
    table: Table,
}

/// Where a line is.
struct Place<'a> {
    file: &'a str,
    line: u64,
    uai: Uai,
}

/// What a line says of who someone is.
struct Who {
    /// Told by name.
    named: Id,
    /// Told by number when there is one, by name otherwise.
    id: Id,
}

struct Feed<'s, 'k> {
    sink: &'s mut Sink<'k>,
    limit: usize,
    uais: BTreeSet<Uai>,
    told: HashMap<Id, Told>,
    /// Pupils by school, name and first name, with what their class is.
    by_name: HashMap<Id, Vec<(Id, Id)>>,
    /// Who is responsible for each pupil.
    links: HashMap<Id, BTreeSet<Id>>,
    seen: HashMap<Id, Digest>,
    classes: HashSet<Id>,
    groups: HashSet<Id>,
    /// What the label of a class is called by, in exports that number classes.
    codes: HashMap<(Uai, String), Box<str>>,
    /// Labels of the classes of pupils.
    labels: HashSet<Id>,
    /// Guardians of at least one pupil.
    linked: HashSet<Id>,
    /// The classes of each member of staff, and who directs.
    taught: HashMap<Id, BTreeSet<String>>,
    heads: HashSet<Id>,
    /// Whether lines are only met, before anyone is delivered.
    is_meeting: bool,
    summary: FeedSummary,
}

type Step<'s, 'k> = fn(&mut Feed<'s, 'k>, &Place<'_>, &Row<'_>) -> Result<(), FeedError>;

impl<'s, 'k> Feed<'s, 'k> {
    fn new(sink: &'s mut Sink<'k>, limit: usize) -> Self {
        Self {
            sink,
            limit,
            uais: BTreeSet::new(),
            told: HashMap::new(),
            by_name: HashMap::new(),
            links: HashMap::new(),
            seen: HashMap::new(),
            classes: HashSet::new(),
            groups: HashSet::new(),
            codes: HashMap::new(),
            labels: HashSet::new(),
            linked: HashSet::new(),
            taught: HashMap::new(),
            heads: HashSet::new(),
            is_meeting: true,
            summary: FeedSummary::default(),
        }
    }

    fn plan(&mut self, sources: &Sources) -> Result<Vec<File>, FeedError> {
        let mut files = Vec::new();
        for (entry, found) in sources.entries().iter().enumerate() {
            match Table::of(&table::header(&found.head)) {
                Some(table) => files.push(File { entry, table }),
                None => self.summary.skipped_files.push(found.name.clone()),
            }
        }
        if files.is_empty() {
            let seen = sources.entries().iter().take(10).map(|one| one.name.to_string()).collect();
            return Err(FeedError::Nothing { seen });
        }
        Ok(files)
    }

    fn run(
        &mut self,
        sources: &Sources,
        files: &[File],
        table: Table,
        step: Step<'s, 'k>,
    ) -> Result<(), FeedError> {
        let order: Vec<usize> =
            files.iter().filter(|file| file.table == table).map(|file| file.entry).collect();
        sources.read(&order, |entry, input| self.file(entry, input, table, step))
    }

    fn file(
        &mut self,
        entry: &Entry,
        input: &mut dyn Read,
        table: Table,
        step: Step<'s, 'k>,
    ) -> Result<(), FeedError> {
        let (file, is_meeting) = (&*entry.name, self.is_meeting);
        let mut columns: Option<Columns> = None;
        let bytes = table::read(file, &entry.head, input, |line, cells| {
            let Some(columns) = &columns else {
                columns = Some(Columns::find(file, table, cells)?);
                return Ok(());
            };
            let row = match columns.row(cells) {
                Ok(row) => row,
                Err(_) if is_meeting => return Ok(()),
                Err(reason) => return self.reject(file, line, "", reason),
            };
            let uai = match (row.get(Column::Uai), entry.school) {
                ("", Some(uai)) => uai,
                ("", None) => return Err(FeedError::NoSchool { file: file.into() }),
                (text, _) => match Uai::parse(text) {
                    Some(uai) => uai,
                    None if is_meeting => return Ok(()),
                    None => {
                        let reason = Reason::BadUai { value: text.into() };
                        return self.reject(file, line, "", reason);
                    }
                },
            };
            step(self, &Place { file, line, uai }, &row)
        })?;
        if is_meeting {
            let unknown = columns.map(|columns| columns.others).unwrap_or_default();
            self.summary.count_table(bytes, unknown);
        }
        Ok(())
    }

    /// Notes that a line tells someone; the same name said of two people tells nobody.
    fn tell(&mut self, id: Id, said: Id, by_number: bool) -> Result<(), FeedError> {
        let is_full = self.told.len() >= self.limit;
        match self.told.get_mut(&id) {
            Some(told) if told.said == said => {}
            Some(told) => {
                told.are_several = true;
                told.is_ambiguous |= !(told.by_number && by_number);
            }
            None if is_full => {
                return Err(SourceError::TooManyRecords { limit: self.limit }.into());
            }
            None => {
                self.told
                    .insert(id, Told { said, by_number, are_several: false, is_ambiguous: false });
            }
        }
        Ok(())
    }

    fn is_ambiguous(&self, id: Id) -> bool {
        self.told.get(&id).is_some_and(|told| told.is_ambiguous)
    }

    fn meet_pupil(&mut self, place: &Place<'_>, row: &Row<'_>) -> Result<(), FeedError> {
        self.uais.insert(place.uai);
        let Ok(who) = pupil_of(place, row) else { return Ok(()) };
        let by_number = who.id != who.named;
        let said = if by_number { who.id } else { all_of(row) };
        self.tell(who.named, said, by_number)?;
        if by_number {
            self.tell(who.id, who.id, true)?;
        }
        if let (label, Some(code)) = (fold(row.get(Column::Class)), row.text(Column::ClassId)) {
            self.codes.insert((place.uai, label), code);
        }
        let uai = place.uai.to_string();
        let class = id_of(&[&uai, &fold(row.get(Column::Class))]);
        self.labels.insert(class);
        let first = fold(row.get(Column::First));
        for name in [row.get(Column::Family), row.get(Column::Used)] {
            if !name.is_empty() {
                let found = self.by_name.entry(id_of(&[&uai, &fold(name), &first])).or_default();
                if !found.contains(&(who.id, class)) {
                    found.push((who.id, class));
                }
            }
        }
        Ok(())
    }

    fn meet_guardian(&mut self, place: &Place<'_>, row: &Row<'_>) -> Result<(), FeedError> {
        self.uais.insert(place.uai);
        let Ok(who) = adult_of(place, row, "responsable") else { return Ok(()) };
        self.tell(who, contact_of(row), false)?;
        for names in row.children() {
            if let Some(child) = self.child(place.uai, names) {
                self.links.entry(child).or_default().insert(who);
                self.linked.insert(who);
            }
        }
        Ok(())
    }

    fn meet_staff(&mut self, place: &Place<'_>, row: &Row<'_>) -> Result<(), FeedError> {
        self.uais.insert(place.uai);
        let Ok(who) = adult_of(place, row, "personnel") else { return Ok(()) };
        self.tell(who, contact_of(row), false)?;
        let labels = self.labels(place.uai, row.get(Column::Class));
        self.taught.entry(who).or_default().extend(labels);
        if is_yes(row.get(Column::Head)) {
            self.heads.insert(who);
        }
        Ok(())
    }

    /// The one pupil whom a guardian's line means.
    fn child(&self, uai: Uai, [used, family, first, class]: [&str; 4]) -> Option<Id> {
        let (uai, first) = (uai.to_string(), fold(first));
        let of = |name: &str| self.by_name.get(&id_of(&[&uai, &fold(name), &first]));
        let found = of(family).or_else(|| of(used))?;
        let class = id_of(&[&uai, &fold(class)]);
        let mut ids: Vec<Id> = found.iter().map(|(id, _)| *id).collect();
        ids.dedup();
        if ids.len() > 1 {
            ids = found.iter().filter(|(_, of)| *of == class).map(|(id, _)| *id).collect();
        }
        match ids[..] {
            [only] => Some(only),
            _ => None,
        }
    }

    fn schools(&mut self) -> Result<(), FeedError> {
        self.is_meeting = false;
        for uai in self.uais.clone() {
            self.summary.schools += 1;
            let school = School::new(uai, "", SchoolKind::Primary);
            self.deliver(Record::School(Box::new(school)))?;
        }
        Ok(())
    }

    fn staff(&mut self, place: &Place<'_>, row: &Row<'_>) -> Result<(), FeedError> {
        let who = match adult_of(place, row, "personnel") {
            Ok(who) => who,
            Err(reason) => return self.reject(place.file, place.line, "", reason),
        };
        let mut person = adult(&key(place.uai, who), Category::Staff, row);
        let mut ties = vec![Membership::new(place.uai, Role::Teacher)];
        if self.heads.contains(&who) {
            ties.push(Membership::new(place.uai, Role::Head));
        }
        for label in self.taught.get(&who).cloned().unwrap_or_default() {
            let group = Some(self.class(place.uai, &label, ""));
            ties.push(Membership { group, ..Membership::new(place.uai, Role::Teacher) });
        }
        person.memberships = ties.into();
        self.person(place, who, person)
    }

    fn guardian(&mut self, place: &Place<'_>, row: &Row<'_>) -> Result<(), FeedError> {
        let who = match adult_of(place, row, "responsable") {
            Ok(who) => who,
            Err(reason) => return self.reject(place.file, place.line, "", reason),
        };
        for names in row.children().filter(|names| names.iter().any(|name| !name.is_empty())) {
            if self.child(place.uai, names).is_none() {
                let value = [names[1], names[2], names[3]].join(" ").trim().into();
                let reason = Reason::UnknownChild { value };
                self.reject(place.file, place.line, &key(place.uai, who), reason)?;
            }
        }
        if !self.linked.contains(&who) {
            self.summary.ignored += 1;
            return Ok(());
        }
        self.person(place, who, adult(&key(place.uai, who), Category::Guardian, row))
    }

    fn pupil(&mut self, place: &Place<'_>, row: &Row<'_>) -> Result<(), FeedError> {
        let who = match pupil_of(place, row) {
            Ok(who) => who,
            Err(reason) => return self.reject(place.file, place.line, "", reason),
        };
        if fold(row.get(Column::State)).starts_with("radi") {
            self.summary.ignored += 1;
            return Ok(());
        }
        let (family, first) = (row.get(Column::Family), row.get(Column::First));
        let last = Some(row.get(Column::Used)).filter(|name| !name.is_empty()).unwrap_or(family);
        let mut person = Person::new(&key(place.uai, who.id), Category::Pupil, last, first);
        let are_several = self.told.get(&who.named).is_some_and(|told| told.are_several);
        if who.id != who.named && !are_several {
            person.former_key = Some(key(place.uai, who.named));
        }
        person.family_name = Some(family).filter(|name| !name.is_empty()).map(Box::from);
        let others = [row.text(Column::Second), row.text(Column::Third)];
        person.other_first_names = others.into_iter().flatten().collect();
        person.birth_date = day_of(row);
        person.ine = row.text(Column::Ine);
        person.address = address_of(row);
        person.memberships = self.places(place.uai, row).into();
        let links = self.links.get(&who.id).into_iter().flatten();
        let links = links.filter(|guardian| self.seen.contains_key(*guardian));
        person.kinships = links.map(|guardian| legal(key(place.uai, *guardian))).collect();
        self.person(place, who.id, person)
    }

    fn places(&mut self, uai: Uai, row: &Row<'_>) -> Vec<Membership> {
        let level = levels::of_words(row.get(Column::Level));
        let bare = Membership { level: level.clone(), ..Membership::new(uai, Role::Pupil) };
        let mut ties = vec![bare.clone()];
        if let Some(label) = row.text(Column::Class) {
            let group = Some(self.class(uai, &label, row.get(Column::ClassId)));
            ties.push(Membership { group, ..bare });
        }
        for label in row.get(Column::Groups).split([',', ';', '|']).map(str::trim) {
            if !label.is_empty() {
                self.groups.insert(id_of(&[uai.as_str(), label]));
                let group = GroupRef { kind: GroupKind::Group, code: label.into(), label: None };
                ties.push(Membership { group: Some(group), ..Membership::new(uai, Role::Pupil) });
            }
        }
        ties
    }

    /// A class by its label, called by its number where the export gives one.
    fn class(&mut self, uai: Uai, label: &str, number: &str) -> GroupRef {
        let known = self.codes.get(&(uai, fold(label)));
        let code: Box<str> = match (number, known) {
            ("", Some(code)) => code.clone(),
            ("", None) => label.into(),
            (number, _) => number.into(),
        };
        self.classes.insert(id_of(&[uai.as_str(), &code]));
        let label = Some(label).filter(|label| **label != *code).map(Box::from);
        GroupRef { kind: GroupKind::Class, code, label }
    }

    /// The classes a cell names: one whose label has a comma is known from its pupils.
    fn labels(&self, uai: Uai, cell: &str) -> Vec<String> {
        if self.labels.contains(&id_of(&[uai.as_str(), &fold(cell)])) {
            return vec![cell.to_owned()];
        }
        let parts = cell.split(',').map(str::trim).filter(|label| !label.is_empty());
        parts.map(str::to_owned).collect()
    }

    fn person(&mut self, place: &Place<'_>, who: Id, mut person: Person) -> Result<(), FeedError> {
        if self.is_ambiguous(who) {
            return self.reject(place.file, place.line, &person.key, Reason::Homonyms);
        }
        person.normalise();
        let digest = person.digest();
        match self.seen.get(&who) {
            Some(known) if *known == digest => return Ok(()),
            // The children of a guardian are told by all their lines together.
            Some(_) if person.category == Category::Guardian => return Ok(()),
            Some(_) => {
                return self.reject(place.file, place.line, &person.key, Reason::Duplicate);
            }
            None => self.seen.insert(who, digest),
        };
        self.summary.count_person(person.category);
        for link in &person.kinships {
            self.summary.count_kinship(link.level);
        }
        self.deliver(Record::Person(Box::new(person)))
    }

    fn reject(
        &mut self,
        file: &str,
        line: u64,
        key: &str,
        reason: Reason,
    ) -> Result<(), FeedError> {
        self.summary.rejected += 1;
        let reject = Reject { file: file.into(), line, key: key.into(), reason };
        self.deliver(Record::Rejected(Box::new(reject)))
    }

    fn deliver(&mut self, record: Record) -> Result<(), FeedError> {
        (self.sink)(record).map_err(|super::Stop| FeedError::Stopped)
    }
}

fn pupil_of(place: &Place<'_>, row: &Row<'_>) -> Result<Who, Reason> {
    let (family, used) = (fold(row.get(Column::Family)), fold(row.get(Column::Used)));
    let (name, first) = (if family.is_empty() { used } else { family }, row.get(Column::First));
    if name.is_empty() || first.is_empty() {
        return Err(Reason::MissingName);
    }
    let born = row.get(Column::Born);
    let Some(day) = day_of(row) else {
        return Err(Reason::BadDate { attribute: "Date naissance".into(), value: born.into() });
    };
    let named = id_of(&["eleve", place.uai.as_str(), &name, &fold(first), &day.to_string()]);
    let number = row.get(Column::Ine).to_uppercase();
    let id = if number.is_empty() { named } else { id_of(&["ine", place.uai.as_str(), &number]) };
    Ok(Who { named, id })
}

fn adult_of(place: &Place<'_>, row: &Row<'_>, what: &str) -> Result<Id, Reason> {
    let (family, used) = (row.get(Column::Family), row.get(Column::Used));
    let name = if family.is_empty() { used } else { family };
    let first = row.get(Column::First);
    if name.is_empty() || first.is_empty() {
        return Err(Reason::MissingName);
    }
    Ok(id_of(&[what, place.uai.as_str(), &fold(name), &fold(first)]))
}

/// Everything a line says, as one value.
fn all_of(row: &Row<'_>) -> Id {
    id_of(&row.cells.iter().map(String::as_str).collect::<Vec<_>>())
}

/// How to reach someone, as one value: it tells homonyms apart.
fn contact_of(row: &Row<'_>) -> Id {
    let columns = [
        Column::Used,
        Column::Mail,
        Column::Mobile,
        Column::HomePhone,
        Column::Street,
        Column::PostalCode,
        Column::City,
    ];
    id_of(&columns.map(|column| row.get(column)))
}

fn adult(key: &str, category: Category, row: &Row<'_>) -> Person {
    let (family, used) = (row.get(Column::Family), row.get(Column::Used));
    let last = if used.is_empty() { family } else { used };
    let mut person = Person::new(key, category, last, row.get(Column::First));
    person.family_name = Some(family).filter(|name| !name.is_empty()).map(Box::from);
    person.title = Title::of_word(row.get(Column::Title));
    person.email = row.text(Column::Mail);
    let kinds = [
        (Column::HomePhone, PhoneKind::Home),
        (Column::WorkPhone, PhoneKind::Work),
        (Column::Mobile, PhoneKind::Mobile),
    ];
    let phone = |(column, kind)| Some(Phone { kind, number: row.text(column)? });
    person.phones = kinds.into_iter().filter_map(phone).collect();
    person.address = address_of(row);
    person
}

fn address_of(row: &Row<'_>) -> Option<Box<Address>> {
    let field = |column| Box::from(row.get(column));
    let address = Address {
        lines: field(Column::Street),
        postal_code: field(Column::PostalCode),
        city: field(Column::City),
        country: field(Column::Country),
    };
    (address != Address::default()).then(|| Box::new(address))
}

fn day_of(row: &Row<'_>) -> Option<Day> {
    let text = row.get(Column::Born);
    Day::parse_iso(text).or_else(|| Day::parse_french(text))
}

/// The registers tell who holds parental authority, and no other level.
pub(super) const fn legal(guardian: Box<str>) -> Kinship {
    Kinship {
        guardian,
        link: None,
        level: Responsibility::Legal,
        financial: false,
        contact: false,
        payment: false,
    }
}

fn is_yes(cell: &str) -> bool {
    matches!(fold(cell).as_str(), "o" | "oui" | "x" | "1" | "vrai")
}
