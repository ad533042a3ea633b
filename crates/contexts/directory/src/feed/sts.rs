//! XML exports of STS-Web (`sts_emp_…`): the staff of a collège or a lycée, its classes and groups,
//! and who teaches what there.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Read;
use std::path::PathBuf;

use kernel::{Day, Role};

use super::aaf_people::role_of;
use super::aaf_schools::kind_of_code;
use super::digest::Digest;
use super::elements::{Element, Elements};
use super::error::{FeedError, Reason, Reject, SourceError};
use super::model::{
    Category, GroupKind, GroupRef, Membership, Person, School, SchoolGroup, SchoolKind, Subject,
    Title,
};
use super::names::display_name;
use super::source::{Entry, Limits, Sources};
use super::uai::Uai;
use super::{FeedSummary, Record, Sink};

/// Whether the first bytes of a file are those of STS.
pub(super) fn is_sts(start: &str) -> bool {
    start.contains("<STS_EDT")
}

const HEADER: &[(&str, &str)] = &[("*", "PARAMETRES"), ("MATIERES", "MATIERE")];
const PLACES: &[(&str, &str)] = &[("DIVISIONS", "DIVISION"), ("GROUPES", "GROUPE")];
const PEOPLE: &[(&str, &str)] = &[("INDIVIDUS", "INDIVIDU")];

/// Reads STS exports found under `paths` and hands normalised records to `sink`.
pub fn read(
    paths: &[PathBuf],
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Result<FeedSummary, FeedError> {
    let sources = Sources::open(paths, *limits)?;
    let mut feed = Feed {
        sink,
        limit: limits.records,
        schools: BTreeMap::new(),
        subjects: HashMap::new(),
        groups: BTreeMap::new(),
        taught: BTreeMap::new(),
        seen: HashMap::new(),
        summary: FeedSummary::default(),
    };
    let mut files = Vec::new();
    for (at, entry) in sources.entries().iter().enumerate() {
        if is_sts(&String::from_utf8_lossy(&entry.head)) {
            files.push(at);
        } else {
            feed.summary.skipped_files.push(entry.name.clone());
        }
    }
    if files.is_empty() {
        let seen = sources.entries().iter().take(10).map(|one| one.name.to_string()).collect();
        return Err(FeedError::Nothing { seen });
    }
    feed.pass(&sources, &files, HEADER, Feed::header)?;
    feed.complete(&sources, &files)?;
    feed.pass(&sources, &files, PLACES, Feed::place)?;
    feed.give_schools()?;
    feed.pass(&sources, &files, PEOPLE, Feed::person)?;
    feed.finish()
}

/// Where a record is.
struct At<'a> {
    entry: usize,
    file: &'a str,
    line: u64,
}

/// What is taught by someone in a school, and where the file says so first.
struct Taught {
    ties: BTreeSet<Membership>,
    file: Box<str>,
    line: u64,
}

struct Feed<'s, 'k> {
    sink: &'s mut Sink<'k>,
    limit: usize,
    /// The school of each file.
    schools: BTreeMap<usize, School>,
    subjects: HashMap<(usize, Box<str>), Box<str>>,
    groups: BTreeMap<Uai, BTreeSet<GroupRef>>,
    /// By school, kind of number and number.
    taught: BTreeMap<Box<str>, Taught>,
    seen: HashMap<Box<str>, Digest>,
    summary: FeedSummary,
}

type Step<'s, 'k> = fn(&mut Feed<'s, 'k>, &At<'_>, &Element) -> Result<(), FeedError>;

impl<'s, 'k> Feed<'s, 'k> {
    fn pass(
        &mut self,
        sources: &Sources,
        files: &[usize],
        wanted: &'static [(&'static str, &'static str)],
        step: Step<'s, 'k>,
    ) -> Result<(), FeedError> {
        let mut rest = files.iter();
        sources.read(files, |entry, input| match rest.next() {
            Some(number) => self.file(*number, entry, input, wanted, step),
            None => Ok(()),
        })
    }

    fn file(
        &mut self,
        number: usize,
        entry: &Entry,
        input: &mut dyn Read,
        wanted: &'static [(&'static str, &'static str)],
        step: Step<'s, 'k>,
    ) -> Result<(), FeedError> {
        let file = &*entry.name;
        let damaged = |line, damage| FeedError::Damaged { file: file.into(), line, damage };
        let mut reader =
            Elements::new(input, &entry.head, wanted).map_err(|damage| damaged(1, damage))?;
        let mut element = Element::default();
        loop {
            let more = reader.next(&mut element);
            if !more.map_err(|damage| damaged(reader.line(), damage))? {
                break;
            }
            step(self, &At { entry: number, file, line: element.line }, &element)?;
        }
        if wanted == HEADER {
            self.summary.files += 1;
            self.summary.bytes += reader.bytes();
        }
        Ok(())
    }

    fn header(&mut self, at: &At<'_>, element: &Element) -> Result<(), FeedError> {
        if element.name == "MATIERE" {
            let code = element.first(&["@CODE", "@CODE_MATIERE", "CODE_MATIERE"]);
            let label = element.first(&["LIBELLE_EDITION", "LIBELLE_LONG", "LIBELLE_COURT"]);
            self.bound(self.subjects.len())?;
            if !code.is_empty() && !label.is_empty() {
                self.subjects.insert((at.entry, code.into()), label.into());
            }
            return Ok(());
        }
        let said = element.first(&["UAJ/@CODE", "UAJ"]);
        match Uai::parse(said) {
            Some(uai) => {
                self.schools.insert(at.entry, school(uai, element));
                Ok(())
            }
            None if said.is_empty() => Ok(()),
            None => self.reject(at, "", Reason::BadUai { value: said.into() }),
        }
    }

    /// A file that does not say its school is of the one in its name.
    fn complete(&mut self, sources: &Sources, files: &[usize]) -> Result<(), FeedError> {
        for number in files {
            if self.schools.contains_key(number) {
                continue;
            }
            let entry = &sources.entries()[*number];
            let Some(uai) = entry.school else {
                return Err(FeedError::NoSchool { file: entry.name.clone() });
            };
            self.schools.insert(*number, School::new(uai, "", SchoolKind::Other));
        }
        Ok(())
    }

    fn uai(&self, at: &At<'_>) -> Option<Uai> {
        self.schools.get(&at.entry).map(|school| school.uai)
    }

    fn place(&mut self, at: &At<'_>, element: &Element) -> Result<(), FeedError> {
        let (Some(uai), code) = (self.uai(at), element.first(&["@CODE", "CODE"])) else {
            return Ok(());
        };
        if code.is_empty() {
            return self.reject(at, "", Reason::MissingId);
        }
        let kind = if element.parent == "DIVISIONS" { GroupKind::Class } else { GroupKind::Group };
        let group = GroupRef { kind, code: code.into(), label: None };
        self.groups.entry(uai).or_default().insert(group.clone());
        let mut subject: Option<Box<Subject>> = None;
        let (mut number, mut of) = (String::new(), String::new());
        for (path, text) in &element.fields {
            match path.as_str() {
                "SERVICES/SERVICE/@CODE_MATIERE" => {
                    let label = self.subjects.get(&(at.entry, text.as_str().into())).cloned();
                    self.summary.unnamed_subjects += u64::from(label.is_none());
                    let label = label.unwrap_or_else(|| text.as_str().into());
                    subject = Some(Box::new(Subject { code: text.as_str().into(), label }));
                }
                "SERVICES/SERVICE/ENSEIGNANTS/ENSEIGNANT/@ID" => number.clone_from(text),
                "SERVICES/SERVICE/ENSEIGNANTS/ENSEIGNANT/@TYPE" => of.clone_from(text),
                _ => continue,
            }
            if !number.is_empty() && !of.is_empty() {
                let key = key(uai, &of, &number);
                let tie = Membership {
                    group: Some(group.clone()),
                    subject: subject.clone(),
                    ..Membership::new(uai, Role::Teacher)
                };
                self.bound(self.taught.len())?;
                let taught = self.taught.entry(key).or_insert_with(|| Taught {
                    ties: BTreeSet::new(),
                    file: at.file.into(),
                    line: at.line,
                });
                taught.ties.insert(tie);
                number.clear();
                of.clear();
            }
        }
        Ok(())
    }

    fn give_schools(&mut self) -> Result<(), FeedError> {
        let mut schools: BTreeMap<Uai, School> = BTreeMap::new();
        for school in self.schools.values() {
            schools.entry(school.uai).or_insert_with(|| school.clone());
        }
        for mut school in schools.into_values() {
            let groups = self.groups.get(&school.uai).into_iter().flatten();
            let declared =
                |group: &GroupRef| SchoolGroup { group: group.clone(), levels: Box::default() };
            school.groups = groups.map(declared).collect();
            let classes =
                school.groups.iter().filter(|one| one.group.kind == GroupKind::Class).count();
            self.summary.schools += 1;
            self.summary.classes += classes as u64;
            self.summary.groups += (school.groups.len() - classes) as u64;
            self.deliver(Record::School(Box::new(school)))?;
        }
        Ok(())
    }

    fn person(&mut self, at: &At<'_>, element: &Element) -> Result<(), FeedError> {
        let (Some(uai), number) = (self.uai(at), element.first(&["@ID", "ID"])) else {
            return Ok(());
        };
        if number.is_empty() {
            return self.reject(at, "", Reason::MissingId);
        }
        let key = key(uai, element.get("@TYPE"), number);
        let mut person = match staff(uai, &key, element) {
            Ok(person) => person,
            Err(reason) => return self.reject(at, &key, reason),
        };
        let mut ties = std::mem::take(&mut person.memberships).into_vec();
        if let Some(taught) = self.taught.get(&key) {
            ties.extend(taught.ties.iter().cloned());
        }
        let main: Vec<&str> = element
            .fields
            .iter()
            .filter(|(path, _)| path == "PROFS_PRINC/PROF_PRINC/CODE_STRUCTURE")
            .map(|(_, code)| code.as_str())
            .collect();
        for tie in &mut ties {
            let group = tie.group.as_ref().filter(|group| group.kind == GroupKind::Class);
            tie.head_teacher = group.is_some_and(|group| main.contains(&&*group.code));
        }
        person.memberships = ties.into();
        person.normalise();
        let digest = person.digest();
        match self.seen.get(&key) {
            Some(known) if *known == digest => return Ok(()),
            Some(_) => return self.reject(at, &key, Reason::Duplicate),
            None => self.seen.insert(key, digest),
        };
        self.summary.count_person(person.category);
        self.deliver(Record::Person(Box::new(person)))
    }

    /// Teachers whom a class names and nothing describes.
    fn finish(mut self) -> Result<FeedSummary, FeedError> {
        for (key, taught) in std::mem::take(&mut self.taught) {
            if !self.seen.contains_key(&key) {
                let at = At { entry: 0, file: &taught.file, line: taught.line };
                let value = key.rsplit('-').next().unwrap_or_default().into();
                self.reject(&at, &key, Reason::UnknownPerson { value })?;
            }
        }
        Ok(self.summary)
    }

    fn bound(&self, count: usize) -> Result<(), FeedError> {
        if count >= self.limit {
            return Err(SourceError::TooManyRecords { limit: self.limit }.into());
        }
        Ok(())
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

/// What STS calls someone: numbers of the academy and of the school are not the same.
fn key(uai: Uai, of: &str, number: &str) -> Box<str> {
    let of = if of.is_empty() { "epp" } else { of };
    format!("STS-{uai}-{}-{number}", of.to_lowercase()).into()
}

fn school(uai: Uai, element: &Element) -> School {
    let words = [element.get("UAJ/DENOM_PRINC"), element.get("UAJ/DENOM_COMPL")];
    let name: Vec<_> =
        words.into_iter().filter(|word| !word.is_empty()).map(display_name).collect();
    let kind = match kind_of_code(element.get("UAJ/CODE_NATURE")) {
        SchoolKind::Other => match element.get("UAJ/SIGLE") {
            "CLG" => SchoolKind::Middle,
            "LYC" | "LGT" | "LP" => SchoolKind::High,
            _ => SchoolKind::Other,
        },
        kind => kind,
    };
    let mut school = School::new(uai, &name.join(" "), kind);
    school.address = element.text(&["UAJ/ADRESSE"]);
    school.postal_code = element.text(&["UAJ/CODE_POSTAL"]);
    school.commune = element.text(&["UAJ/COMMUNE"]);
    school.phone = element.text(&["UAJ/TELEPHONE"]);
    school
}

fn staff(uai: Uai, key: &str, element: &Element) -> Result<Person, Reason> {
    if let Some(fault) = element.fault.clone() {
        return Err(fault);
    }
    let family = element.get("NOM_PATRONYMIQUE");
    let used = element.get("NOM_USAGE");
    let last = if used.is_empty() { family } else { used };
    let first = element.get("PRENOM");
    if last.is_empty() || first.is_empty() {
        return Err(Reason::MissingName);
    }
    let mut person = Person::new(key, Category::Staff, last, first);
    person.family_name = Some(family).filter(|name| !name.is_empty()).map(Box::from);
    person.title = match element.get("CIVILITE") {
        "1" => Some(Title::Sir),
        "2" | "3" => Some(Title::Madam),
        word => Title::of_word(word),
    };
    let born = element.get("DATE_NAISSANCE");
    if !born.is_empty() {
        let day = Day::parse_iso(born).or_else(|| Day::parse_french(born));
        let wrong = || Reason::BadDate { attribute: "DATE_NAISSANCE".into(), value: born.into() };
        person.birth_date = Some(day.ok_or_else(wrong)?);
    }
    let role = role_of(element.get("FONCTION"), true);
    person.memberships = Box::new([Membership::new(uai, role)]);
    Ok(person)
}
