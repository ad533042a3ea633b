//! Comparing a feed with what is published, outside the writer.

use std::collections::{HashMap, HashSet};

use db::{Db, DbError, Tx, Value, placeholders};

use super::{
    Given, ImportError, Kind, Options, Progress, Stage,
    base::Base,
    conflicts, departures,
    doubts::{self, Apart},
    evidence::{Evidence, Who},
    full::Full,
    groups::Groups,
    places,
    published::{KnownPerson, Published, source_of},
    report::{RejectLine, Report},
    samples,
};
use crate::feed::{
    Category, Digest, FeedSummary, Person, Record, Reject, School, SchoolKind, Stop, Uai,
};

/// Someone to write.
#[derive(Debug)]
pub(super) struct Incoming {
    pub(super) person: Box<Person>,
    pub(super) digest: Digest,
}

/// Someone who leaves a feed.
#[derive(Clone, Debug)]
pub(super) struct Leaver {
    pub(super) key: Box<str>,
    pub(super) known: KnownPerson,
}

/// What an import would change.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) kind: Kind,
    pub(super) published: Published,
    pub(super) groups: Groups,
    pub(super) schools: Vec<(Box<School>, Digest)>,
    pub(super) people: Vec<Incoming>,
    /// Who some of the people already are.
    pub(super) matches: HashMap<usize, Who>,
    pub(super) leaving: Vec<Leaver>,
    /// People whose record was rejected.
    pub(super) kept: HashSet<i64>,
    /// Sources that say nothing of who is responsible for pupils.
    pub(super) silent: HashSet<String>,
    pub(super) base: Base,
    /// New people who were decided not to be someone known.
    pub(super) apart: Apart,
    pub(super) report: Report,
}

impl Plan {
    /// Whether the feed says what it said last time.
    pub(super) const fn is_empty(&self) -> bool {
        self.schools.is_empty() && self.people.is_empty() && self.leaving.is_empty()
    }
}

/// Below this many, the absence of a whole category is believed.
const BELIEVED: usize = 20;

/// Reads the files and compares them.
pub(super) fn make(
    db: &Db,
    given: Given<'_>,
    options: &Options,
    progress: &mut dyn FnMut(Progress),
) -> Result<Plan, ImportError> {
    let kind = given.kind;
    let day = options.day;
    let mut published = db.read_blocking(move |tx| Published::read(tx, kind.has_people(), day))?;
    if published.is_demo != options.for_demo {
        return Err(ImportError::Demo);
    }
    let base = Base::open(db, kind, given.paths, options)?;
    if let Some(schools) = given.own_schools()? {
        published.told = crate::export::said(db, schools, options.day)?;
    }
    let mut reading = Reading::new(kind, published, progress, Full::begin(options)?);
    let mut sink = |record| {
        reading.take(record);
        Ok::<(), Stop>(())
    };
    let feed = given.read(&base.paths, &mut sink)?;
    reading.finish(db, &feed, base, options)
}

struct Reading<'p> {
    kind: Kind,
    published: Published,
    progress: &'p mut dyn FnMut(Progress),
    groups: Groups,
    schools: Vec<(Box<School>, Digest)>,
    people: Vec<Incoming>,
    evidence: Evidence,
    /// People whom an export of this territory brings back, by their place among the people.
    returned: HashMap<usize, Who>,
    names: HashMap<Uai, Box<str>>,
    sources: HashSet<String>,
    delivered: HashSet<(String, Category)>,
    rejected: HashSet<Box<str>>,
    lost: u64,
    nameless_loss: bool,
    met: u64,
    report: Report,
    full: Option<Full>,
}

impl<'p> Reading<'p> {
    fn new(
        kind: Kind,
        published: Published,
        progress: &'p mut dyn FnMut(Progress),
        full: Option<Full>,
    ) -> Self {
        Self {
            kind,
            published,
            progress,
            groups: Groups::default(),
            schools: Vec::new(),
            people: Vec::new(),
            evidence: Evidence::default(),
            returned: HashMap::new(),
            names: HashMap::new(),
            sources: HashSet::new(),
            delivered: HashSet::new(),
            rejected: HashSet::new(),
            lost: 0,
            nameless_loss: false,
            met: 0,
            report: Report::default(),
            full,
        }
    }

    fn take(&mut self, record: Record) {
        self.met += 1;
        if self.met.is_multiple_of(1_000) {
            (self.progress)(Progress { stage: Stage::Reading, done: self.met, total: 0 });
        }
        match record {
            Record::School(school) => self.school(school),
            Record::Person(person) => self.person(person),
            Record::Rejected(reject) => self.reject(&reject),
        }
    }

    fn school(&mut self, school: Box<School>) {
        let known = self.published.orgs.get(&school.uai);
        self.groups.note_school(&school, known.is_some_and(|known| &*known.facts.kind == "ecole"));
        let says_nothing = school.name.is_empty() && school.kind == SchoolKind::Other;
        let is_known = known.is_some();
        let known = known.filter(|_| school.name.is_empty());
        let name = known.map_or(&school.name, |known| &known.facts.name);
        self.names.insert(school.uai, name.clone());
        let digest = school.digest();
        let known = self.published.schools.get(&(self.kind.code(), school.uai));
        let told = self.published.told.schools.get(&school.uai) == Some(&digest);
        let is_same = known.is_some_and(|known| known.digest == Some(digest));
        if told || is_same || (is_known && says_nothing) {
            self.report.summary.unchanged += 1;
            return;
        }
        if is_known {
            self.report.summary.changed += 1;
        } else {
            self.report.summary.added += 1;
        }
        self.schools.push((school, digest));
    }

    fn person(&mut self, person: Box<Person>) {
        self.groups.note_person(&person);
        let source = source_of(&person.key);
        if !self.sources.contains(&source) {
            self.sources.insert(source.clone());
        }
        self.delivered.insert((source, person.category));
        self.published.rename(&person);
        let digest = person.digest();
        let summary = &mut self.report.summary;
        let told = self.published.told.people.get(&person.key).copied();
        if told.is_some_and(|(_, told)| told == digest) {
            summary.unchanged += 1;
            if let Some(known) = self.published.people.get_mut(&person.key) {
                known.seen = true;
            }
            return;
        }
        let year = self.published.year;
        match self.published.people.get_mut(&person.key) {
            Some(known) => {
                known.seen = true;
                if known.said(&person, digest, year) {
                    summary.unchanged += 1;
                    return;
                }
                if known.digest.is_some() {
                    summary.changed += 1;
                } else {
                    summary.added += 1;
                }
                self.evidence.add_known();
            }
            None => {
                summary.added += 1;
                match told {
                    Some((id, _)) => {
                        self.returned.insert(self.people.len(), Who::Known(id));
                        self.evidence.add_known();
                    }
                    None => self.evidence.add_new(&person),
                }
            }
        }
        self.people.push(Incoming { person, digest });
    }

    fn reject(&mut self, reject: &Reject) {
        if self.report.rejects.len() < Report::REJECTS || self.full.is_some() {
            let line = RejectLine::of(reject);
            if let Some(full) = &mut self.full {
                full.rejected(&line);
            }
            if self.report.rejects.len() < Report::REJECTS {
                self.report.rejects.push(line);
            }
        }
        if reject.reason.keeps_record() {
            return;
        }
        self.lost += 1;
        if reject.key.is_empty() || reject.key.ends_with('-') {
            self.nameless_loss = true;
        } else {
            self.rejected.insert(reject.key.clone());
        }
    }

    fn finish(
        mut self,
        db: &Db,
        feed: &FeedSummary,
        base: Base,
        options: &Options,
    ) -> Result<Plan, ImportError> {
        (self.progress)(Progress { stage: Stage::Comparing, done: self.met, total: self.met });
        self.report.take(feed);
        self.report.compared_with = (self.published.current, self.published.edits);
        self.groups.complete(self.lost == 0);
        places::recognise(&self.published, &mut self.groups);
        let mut matches = self.matches(db)?;
        matches.extend(std::mem::take(&mut self.returned));
        let suspects = self.evidence.suspects(&matches);
        let covered = self.covered();
        let leaving = self.leaving(db, &covered)?;
        let moving = (self.people.as_slice(), leaving.as_slice());
        self.report.departures = departures::large(db, &self.published, moving, &covered, options)?;
        self.report.summary.leaving = leaving.len() as u64;
        let known = self.rejected.iter().filter_map(|key| self.published.people.get(key));
        let kept = known.map(|known| known.id).collect();
        let is_silent = |source: &&String| {
            !self.kind.is_complete()
                && !self.delivered.contains(&((*source).clone(), Category::Guardian))
        };
        let silent = self.sources.iter().filter(is_silent).cloned().collect();
        let mut plan = Plan {
            kind: self.kind,
            published: self.published,
            groups: self.groups,
            schools: self.schools,
            people: self.people,
            matches,
            leaving,
            kept,
            silent,
            base,
            apart: Vec::new(),
            report: self.report,
        };
        plan.apart = doubts::decide(&mut plan, &suspects, &options.answers);
        plan.report.doubts = doubts::describe(db, &plan, &suspects, &options.answers)?;
        conflicts::fill(db, &mut plan, options)?;
        plan.report.renews_base = plan.base.is_news();
        plan.report.lost = self.lost;
        samples::fill(db, &mut plan, &self.names, options, (self.full, &suspects))?;
        Ok(plan)
    }

    fn matches(&mut self, db: &Db) -> Result<HashMap<usize, Who>, ImportError> {
        if !self.evidence.is_needed() {
            return Ok(HashMap::new());
        }
        let current = self.published.current;
        let known = db.read_blocking(move |tx| super::evidence::published(tx, current))?;
        self.evidence.add_published(&known);
        Ok(self.evidence.matches())
    }

    /// The schools of the feed that are known.
    fn covered(&self) -> HashSet<i64> {
        let known = self.groups.covered().filter_map(|uai| self.published.orgs.get(&uai));
        known.map(|org| org.id).collect()
    }

    /// People of the sources met, in schools of the feed only, who are neither there nor rejected.
    fn leaving(&self, db: &Db, covered: &HashSet<i64>) -> Result<Vec<Leaver>, ImportError> {
        if self.nameless_loss {
            return Ok(Vec::new());
        }
        let mut by_source: HashMap<String, Vec<Leaver>> = HashMap::new();
        for (key, known) in &self.published.people {
            let is_here = known.digest.is_some() || self.published.placed.contains(&known.id);
            let gone = !known.seen && is_here && !self.rejected.contains(key);
            let source = if gone { source_of(key) } else { continue };
            let is_spoken_of = self.kind.is_complete()
                || self.delivered.contains(&(source.clone(), known.category));
            if self.sources.contains(&source) && is_spoken_of {
                let leaver = Leaver { key: key.clone(), known: *known };
                by_source.entry(source).or_default().push(leaver);
            }
        }
        let mut leaving = Vec::new();
        for (source, candidates) in by_source {
            let found = self.only_in(db, covered, &source, candidates)?;
            self.believe(&source, &found)?;
            leaving.extend(found);
        }
        leaving.sort_by(|one, other| one.key.cmp(&other.key));
        Ok(leaving)
    }

    fn only_in(
        &self,
        db: &Db,
        covered: &HashSet<i64>,
        source: &str,
        mut candidates: Vec<Leaver>,
    ) -> Result<Vec<Leaver>, ImportError> {
        let ids: Vec<i64> = candidates.iter().map(|leaver| leaver.known.id).collect();
        let (current, source, covered) =
            (self.published.current, source.to_owned(), covered.clone());
        let elsewhere = db.read_blocking(move |tx| {
            let mut elsewhere = HashSet::new();
            for ids in ids.chunks(256) {
                for (person, org) in schools_of(tx, ids, &source, current)? {
                    if !covered.contains(&org) {
                        elsewhere.insert(person);
                    }
                }
            }
            Ok::<_, DbError>(elsewhere)
        })?;
        candidates.retain(|leaver| !elsewhere.contains(&leaver.known.id));
        Ok(candidates)
    }

    /// A complete export without a single pupil is an export with a file missing.
    fn believe(&self, source: &str, leaving: &[Leaver]) -> Result<(), ImportError> {
        for category in [Category::Pupil, Category::Guardian, Category::Staff] {
            let count = leaving.iter().filter(|leaver| leaver.known.category == category).count();
            if count >= BELIEVED && !self.delivered.contains(&(source.to_owned(), category)) {
                return Err(ImportError::Missing(category));
            }
        }
        Ok(())
    }
}

/// The schools people have been in according to a source, themselves or through their children.
fn schools_of(
    tx: &mut Tx,
    ids: &[i64],
    source: &str,
    current: i64,
) -> Result<Vec<(i64, i64)>, DbError> {
    let mut values = vec![Value::Int(current), Value::Text(source)];
    values.extend(ids.iter().map(|id| Value::Int(*id)));
    let last = values[values.len() - 1];
    values.resize(2 + ids.len().next_power_of_two(), last);
    let list = placeholders(3, values.len() - 2);
    let own = format!(
        "SELECT person_id, org_id FROM directory_membership WHERE person_id IN ({list}) \
         AND since <= $1 AND until > $1 AND source = $2 AND org_id IS NOT NULL"
    );
    let mut found = tx.query(&own, &values, |row| Ok((row.get(0)?, row.get(1)?)))?;
    let children = format!(
        "SELECT k.guardian_id, m.org_id FROM directory_kinship k \
         JOIN directory_membership m ON m.person_id = k.child_id AND m.since <= $1 AND m.until > $1 \
         AND m.source = $2 AND m.org_id IS NOT NULL \
         WHERE k.guardian_id IN ({list}) AND k.since <= $1 AND k.until > $1 AND k.source = $2"
    );
    found.extend(tx.query(&children, &values, |row| Ok((row.get(0)?, row.get(1)?)))?);
    Ok(found)
}
