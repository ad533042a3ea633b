//! AAF exports of the 1st and of the 2nd degree: complete ones, and the deltas that follow them.
//!
//! Files are read by type whatever their order in an archive: schools, subjects, levels, staff,
//! then guardians and pupils. Pupils are read twice, the first time only to know which guardians
//! have a pupil, so that memory holds keys and never people.

use std::collections::{HashMap, HashSet};
use std::io::Read;
use std::path::PathBuf;

use super::aaf_delta::{self, Changes, Fate};
pub use super::aaf_files::{Delivery, Part};
pub(super) use super::aaf_files::{Kind, Scope};
use super::aaf_people::{Mapped, relative_id};
use super::attr::Attr;
pub use super::attr::Degree;
use super::digest::Digest;
use super::envelope::{Envelope, Raw};
use super::error::{Damage, FeedError, Reason, Reject, SourceError};
use super::model::{Category, GroupKind, GroupRef, Person, School};
use super::source::{Entry, Limits};
use super::uai::Uai;
use super::{FeedSummary, Record, Sink};

/// What is known of the whole feed, for mapping the records that refer to it.
#[derive(Debug, Default)]
pub(super) struct Known {
    schools: HashSet<Uai>,
    /// By scope.
    pub(super) tables: Vec<Tables>,
}

/// What the numbers of a scope mean.
#[derive(Debug, Default)]
pub(super) struct Tables {
    structures: HashMap<Box<str>, Uai>,
    pub(super) subjects: HashMap<Box<str>, Box<str>>,
    pub(super) levels: HashMap<Box<str>, Box<str>>,
}

impl Known {
    /// The school that a structure's number means.
    pub(super) fn school(&self, scope: usize, number: &str) -> Option<Uai> {
        let found = self.tables[scope].structures.get(number).copied();
        found.or_else(|| Uai::parse(number).filter(|uai| self.schools.contains(uai)))
    }
}

/// Reads AAF exports found under `paths` and hands normalised records to `sink`. Deltas are applied
/// over the complete export given with them, in the order of their days: what comes out is the
/// complete export of the day of the last one.
pub fn read(
    paths: &[PathBuf],
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Result<FeedSummary, FeedError> {
    let delivery = Delivery::open(paths, *limits)?;
    if let Some(delta) = delivery.alone().next() {
        return Err(FeedError::NoComplete { file: delta.name.clone() });
    }
    let mut feed = Feed::new(sink, &delivery);
    let (deltas, files): (Vec<&Part>, Vec<&Part>) =
        delivery.parts().iter().partition(|part| part.is_delta);
    feed.learn(&delivery, &deltas, limits.records)?;
    let of = |wanted: fn(Kind) -> bool| -> Vec<&Part> {
        files.iter().filter(|file| wanted(file.kind)).copied().collect()
    };
    if feed.changes.is_empty() {
        feed.run(&delivery, &of(|kind| kind <= Kind::Staff), Pass::Deliver)?;
        feed.run(&delivery, &of(|kind| kind == Kind::Pupils), Pass::Relatives)?;
        feed.run(&delivery, &of(|kind| kind >= Kind::Guardians), Pass::Deliver)?;
        return Ok(feed.summary);
    }
    for kind in Kind::ALL {
        let of = |kind| files.iter().filter(|file| file.kind == kind).copied().collect::<Vec<_>>();
        if kind == Kind::Guardians {
            feed.run(&delivery, &of(Kind::Pupils), Pass::Relatives)?;
            for (stored, place) in feed.changes.whole(Kind::Pupils) {
                feed.relatives(place.scope, &Raw::of(&stored, place.line));
            }
        }
        feed.run(&delivery, &of(kind), Pass::Deliver)?;
        for (stored, place) in feed.changes.whole(kind) {
            let raw = Raw::of(&stored, place.line);
            feed.map(&Place { file: &place.file, line: place.line, scope: place.scope }, &raw)?;
        }
    }
    feed.loose()?;
    Ok(feed.summary)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pass {
    /// Only learns which guardians have a pupil.
    Relatives,
    Deliver,
}

struct Feed<'s, 'k> {
    sink: &'s mut Sink<'k>,
    scopes: Vec<Scope>,
    known: Known,
    seen: HashMap<Box<str>, Digest>,
    linked: HashSet<Box<str>>,
    guardians: HashSet<Box<str>>,
    groups: HashMap<(Uai, GroupKind), HashSet<Box<str>>>,
    changes: Changes,
    /// What the deltas change and the complete export holds.
    stood: HashSet<(Kind, Box<str>)>,
    summary: FeedSummary,
}

/// Where a record comes from.
struct Place<'a> {
    file: &'a str,
    line: u64,
    scope: usize,
}

impl<'s, 'k> Feed<'s, 'k> {
    fn new(sink: &'s mut Sink<'k>, delivery: &Delivery) -> Self {
        let tables = delivery.scopes.iter().map(|_| Tables::default()).collect();
        Self {
            sink,
            scopes: delivery.scopes.clone(),
            known: Known { schools: HashSet::new(), tables },
            seen: HashMap::new(),
            linked: HashSet::new(),
            guardians: HashSet::new(),
            groups: HashMap::new(),
            changes: Changes::default(),
            stood: HashSet::new(),
            summary: FeedSummary {
                skipped_files: delivery.skipped.clone(),
                ..FeedSummary::default()
            },
        }
    }

    fn run(&mut self, delivery: &Delivery, files: &[&Part], pass: Pass) -> Result<(), FeedError> {
        delivery.read_entries(files, |part, entry, input| self.file(part.scope, entry, input, pass))
    }

    fn file(
        &mut self,
        scope: usize,
        entry: &Entry,
        input: &mut dyn Read,
        pass: Pass,
    ) -> Result<(), FeedError> {
        let degree = self.scopes[scope].degree;
        let mut envelope = Envelope::new(input, &entry.head, degree)
            .map_err(|damage| damaged(&entry.name, 1, damage))?;
        if pass == Pass::Relatives {
            envelope.keep_only(&[Attr::Relatives, Attr::ParentalAuthority]);
        }
        let mut raw = Raw::default();
        loop {
            let more = envelope.next(&mut raw);
            if !more.map_err(|damage| damaged(&entry.name, envelope.line(), damage))? {
                break;
            }
            let place = Place { file: &entry.name, line: raw.line, scope };
            let has_changes = !self.changes.is_empty() && raw.fault.is_none();
            match if has_changes { self.fate(scope, &raw) } else { Fate::Same } {
                Fate::Same => self.take(pass, &place, &raw)?,
                Fate::Dropped => {}
                Fate::Changed(stored, said) => {
                    let place = Place { file: &said.file, line: said.line, scope };
                    self.take(pass, &place, &Raw::of(&stored, said.line))?;
                }
            }
        }
        if pass == Pass::Deliver {
            self.summary.files += 1;
            self.summary.bytes += envelope.bytes();
            for (name, count) in envelope.unknown() {
                *self.summary.unknown_attributes.entry(name.clone()).or_default() += count;
            }
        }
        Ok(())
    }

    /// Learns what deltas change.
    fn learn(
        &mut self,
        delivery: &Delivery,
        deltas: &[&Part],
        limit: usize,
    ) -> Result<(), FeedError> {
        delivery.read_entries(deltas, |part, entry, input| {
            let scope = part.scope;
            let mut envelope = Envelope::new(input, &entry.head, self.scopes[scope].degree)
                .map_err(|damage| damaged(&entry.name, 1, damage))?;
            envelope.take_delta();
            let mut raw = Raw::default();
            loop {
                let more = envelope.next(&mut raw);
                if !more.map_err(|damage| damaged(&entry.name, envelope.line(), damage))? {
                    break;
                }
                self.learn_one(&Place { file: &entry.name, line: raw.line, scope }, &raw)?;
                if self.changes.len() > limit {
                    return Err(SourceError::TooManyRecords { limit }.into());
                }
            }
            self.summary.files += 1;
            self.summary.bytes += envelope.bytes();
            Ok(())
        })
    }

    fn learn_one(&mut self, place: &Place<'_>, raw: &Raw) -> Result<(), FeedError> {
        let key = self.scopes[place.scope].key(raw.id());
        if let Some(reason) = raw.fault.clone() {
            return self.reject(place, &key, reason);
        }
        if raw.id().is_empty() {
            return self.reject(place, "", Reason::MissingId);
        }
        let Some(kind) = Kind::from_word(raw.category()) else {
            let reason = Reason::UnknownCategory { value: raw.category().into() };
            return self.reject(place, &key, reason);
        };
        let said =
            aaf_delta::Place { file: place.file.into(), line: place.line, scope: place.scope };
        if self.changes.note(kind, &key, raw, said) {
            Ok(())
        } else {
            self.reject(place, &key, Reason::NotInComplete)
        }
    }

    /// What deltas change and nothing holds.
    fn loose(&mut self) -> Result<(), FeedError> {
        for kind in Kind::ALL {
            let stood = |key: &str| self.stood.contains(&(kind, key.into()));
            for (key, place) in self.changes.loose(kind, stood) {
                let place = Place { file: &place.file, line: place.line, scope: place.scope };
                self.reject(&place, &key, Reason::NotInComplete)?;
            }
        }
        Ok(())
    }

    /// What a record of the complete export comes to once the deltas have spoken.
    fn fate(&mut self, scope: usize, raw: &Raw) -> Fate {
        let Some(kind) = Kind::from_word(raw.category()) else { return Fate::Same };
        let key = self.scopes[scope].key(raw.id());
        let fate = self.changes.fate(kind, &key, raw);
        if !matches!(fate, Fate::Same) {
            self.stood.insert((kind, key));
        }
        fate
    }

    /// Notes who a pupil names. A pupil who is rejected later still has guardians.
    fn relatives(&mut self, scope: usize, raw: &Raw) {
        for value in [Attr::Relatives, Attr::ParentalAuthority].into_iter().flat_map(|a| raw.all(a))
        {
            let key = self.scopes[scope].key(relative_id(value));
            self.linked.insert(key);
        }
    }

    fn take(&mut self, pass: Pass, place: &Place<'_>, raw: &Raw) -> Result<(), FeedError> {
        match pass {
            Pass::Relatives => self.relatives(place.scope, raw),
            Pass::Deliver => return self.map(place, raw),
        }
        Ok(())
    }

    fn map(&mut self, place: &Place<'_>, raw: &Raw) -> Result<(), FeedError> {
        let key = self.scopes[place.scope].key(raw.id());
        if let Some(reason) = raw.fault.clone() {
            return self.reject(place, &key, reason);
        }
        if raw.id().is_empty() {
            return self.reject(place, "", Reason::MissingId);
        }
        let scope = &self.scopes[place.scope];
        let mapped = match Kind::from_word(raw.category()) {
            Some(Kind::Schools) => return self.school(place, raw),
            Some(Kind::Subjects) => {
                self.known.subject(place.scope, raw);
                return Ok(());
            }
            Some(Kind::Levels) => {
                self.known.level(place.scope, raw);
                return Ok(());
            }
            Some(Kind::Staff) => self.known.staff(place.scope, scope, raw),
            Some(Kind::Guardians) => self.known.guardian(scope, raw),
            Some(Kind::Pupils) => self.known.pupil(place.scope, scope, raw),
            None => Err(Reason::UnknownCategory { value: raw.category().into() }),
        };
        match mapped {
            Ok(mapped) => self.person(place, mapped),
            Err(reason) => self.reject(place, &key, reason),
        }
    }

    fn school(&mut self, place: &Place<'_>, raw: &Raw) -> Result<(), FeedError> {
        let school = match super::aaf_schools::school(raw) {
            Ok(school) => school,
            Err(reason) => return self.reject(place, raw.id(), reason),
        };
        self.known.schools.insert(school.uai);
        self.known.tables[place.scope].structures.insert(raw.id().into(), school.uai);
        if self.is_new(place, school.uai.as_str(), school.digest())? {
            self.deliver_school(school)?;
        }
        Ok(())
    }

    fn deliver_school(&mut self, school: School) -> Result<(), FeedError> {
        self.summary.schools += 1;
        for declared in &school.groups {
            self.count_group(school.uai, &declared.group);
        }
        self.deliver(Record::School(Box::new(school)))
    }

    fn person(&mut self, place: &Place<'_>, mapped: Mapped) -> Result<(), FeedError> {
        let Mapped { mut person, mut lost, unnamed_subjects } = mapped;
        if person.category == Category::Guardian && !self.linked.contains(&person.key) {
            if self.is_new(place, &person.key, person.digest())? {
                self.summary.ignored += 1;
            }
            return Ok(());
        }
        self.keep_known_guardians(&mut person, &mut lost);
        if !self.is_new(place, &person.key, person.digest())? {
            return Ok(());
        }
        self.summary.unnamed_subjects += unnamed_subjects;
        self.summary.count_person(person.category);
        for link in &person.kinships {
            self.summary.count_kinship(link.level);
        }
        for tie in &person.memberships {
            if let Some(group) = &tie.group {
                self.count_group(tie.uai, group);
            }
        }
        if person.category == Category::Guardian {
            self.guardians.insert(person.key.clone());
        }
        let key = person.key.clone();
        self.deliver(Record::Person(Box::new(person)))?;
        lost.into_iter().try_for_each(|reason| self.reject(place, &key, reason))
    }

    fn keep_known_guardians(&self, person: &mut Person, lost: &mut Vec<Reason>) {
        if person.kinships.iter().all(|link| self.guardians.contains(&link.guardian)) {
            return;
        }
        let links = std::mem::take(&mut person.kinships).into_iter();
        let (kept, unknown): (Vec<_>, Vec<_>) =
            links.partition(|link| self.guardians.contains(&link.guardian));
        lost.extend(
            unknown.into_iter().map(|link| Reason::UnknownGuardian { guardian: link.guardian }),
        );
        person.kinships = kept.into();
    }

    /// Whether a key comes for the first time; the same key with another content is rejected.
    fn is_new(&mut self, place: &Place<'_>, key: &str, digest: Digest) -> Result<bool, FeedError> {
        match self.seen.get(key) {
            None => {
                self.seen.insert(key.into(), digest);
                Ok(true)
            }
            Some(known) if *known == digest => Ok(false),
            Some(_) => self.reject(place, key, Reason::Duplicate).map(|()| false),
        }
    }

    fn count_group(&mut self, uai: Uai, group: &GroupRef) {
        let known = self.groups.entry((uai, group.kind)).or_default();
        if known.contains(&*group.code) {
            return;
        }
        known.insert(group.code.clone());
        match group.kind {
            GroupKind::Class => self.summary.classes += 1,
            GroupKind::Group => self.summary.groups += 1,
        }
    }

    fn reject(&mut self, place: &Place<'_>, key: &str, reason: Reason) -> Result<(), FeedError> {
        self.summary.rejected += 1;
        let reject = Reject { file: place.file.into(), line: place.line, key: key.into(), reason };
        self.deliver(Record::Rejected(Box::new(reject)))
    }

    fn deliver(&mut self, record: Record) -> Result<(), FeedError> {
        (self.sink)(record).map_err(|super::Stop| FeedError::Stopped)
    }
}

fn damaged(file: &str, line: u64, damage: Damage) -> FeedError {
    FeedError::Damaged { file: file.into(), line, damage }
}
