//! The rows of a plan, in the order that references need: schools, classes, people, links.

use std::collections::{HashMap, HashSet};

use super::{
    ImportError, Progress, Stage,
    apply::Batch,
    corrections::Outcome,
    diff::{self, Existing, Ground},
    evidence::Who,
    groups::Groups,
    owners::{self, Records},
    plan::{Incoming, Leaver, Plan},
    published::{KnownPerson, Published, source_of},
    report::Report,
    schools,
    wanted::Wants,
};
use crate::{
    feed::{Category, Digest, School, Uai},
    rows::{Rows, Table},
};
use db::DbError;

/// Writes everything a plan changes, unpublished.
pub(super) fn all(
    batch: &mut Batch,
    plan: Plan,
    progress: &mut dyn FnMut(Progress),
) -> Result<Report, ImportError> {
    let Plan {
        kind,
        published,
        mut groups,
        schools,
        people,
        matches,
        leaving,
        kept,
        silent,
        base: _,
        apart,
        report,
    } = plan;
    let total = (schools.len() + people.len() + leaving.len()) as u64;
    let mut writing = Writing {
        orgs: published.orgs.iter().map(|(uai, org)| (*uai, org.id)).collect(),
        shared: published.shared(),
        published,
        covered: HashSet::new(),
        kept,
        silent,
        ids: HashMap::new(),
        places: matches.values().filter_map(|who| place_of(*who)).map(|at| (at, 0)).collect(),
        pool: Vec::new(),
        left_to_make: 0,
        progress,
        done: 0,
        total,
    };
    writing.schools(batch, &schools, kind.code())?;
    writing.covered = groups.covered().filter_map(|uai| writing.orgs.get(&uai).copied()).collect();
    super::places::write(batch, kind, &writing.published, &writing.orgs, &mut groups)?;
    writing.people(batch, people, &matches, &groups)?;
    let told = apart.into_iter().filter_map(|(key, known, evidence)| {
        Some((writing.ids.get(&key).copied()?, known, evidence, None))
    });
    batch.apart = told.collect();
    writing.leavers(batch, leaving)?;
    Ok(report)
}

const fn place_of(who: Who) -> Option<usize> {
    match who {
        Who::New(place) => Some(place),
        Who::Known(_) => None,
    }
}

struct Writing<'p> {
    published: Published,
    orgs: HashMap<Uai, i64>,
    /// People of whom several records speak.
    shared: HashSet<i64>,
    covered: HashSet<i64>,
    kept: HashSet<i64>,
    silent: HashSet<String>,
    /// Ids of the new people that others refer to, by key.
    ids: HashMap<Box<str>, i64>,
    /// Ids of the new people who are also someone else's record.
    places: HashMap<usize, i64>,
    pool: Vec<i64>,
    left_to_make: usize,
    progress: &'p mut dyn FnMut(Progress),
    done: u64,
    total: u64,
}

/// Someone about to be written.
struct Placed {
    incoming: Incoming,
    id: i64,
    standing: Standing,
}

/// How a record stands beside the others of the same person.
enum Standing {
    /// Nobody spoke of the person.
    New,
    /// No other record does.
    Alone(KnownPerson),
    /// Others do, or did.
    Shared,
}

impl Writing<'_> {
    fn advance(&mut self, records: usize) {
        self.done += records as u64;
        (self.progress)(Progress { stage: Stage::Applying, done: self.done, total: self.total });
    }

    fn schools(
        &mut self,
        batch: &mut Batch,
        schools: &[(Box<School>, Digest)],
        source: &'static str,
    ) -> Result<(), ImportError> {
        let is_new = |school: &&(Box<School>, Digest)| !self.orgs.contains_key(&school.0.uai);
        let new: Vec<Uai> = schools.iter().filter(is_new).map(|(school, _)| school.uai).collect();
        let ids = batch.entities("org", &vec![None; new.len()])?;
        self.orgs.extend(new.into_iter().zip(ids));
        for chunk in schools.chunks(500) {
            let mut rows = Rows::default();
            for (school, digest) in chunk {
                self.school(batch.id, school, digest, source, &mut rows);
            }
            batch.write(chunk.len(), rows)?;
            self.advance(chunk.len());
        }
        Ok(())
    }

    fn school(
        &self,
        batch: i64,
        school: &School,
        digest: &Digest,
        source: &'static str,
        rows: &mut Rows,
    ) {
        let Some(id) = self.orgs.get(&school.uai).copied() else { return };
        let facts = schools::facts(&self.published, school, source);
        let known = self.published.orgs.get(&school.uai);
        if known.is_none_or(|known| known.facts != facts) {
            if let Some(known) = known {
                rows.end(Table::Org, known.row);
            }
            rows.add(Table::Org, batch, facts.cells(id, school.uai.as_str()));
        }
        if let Some(known) = self.published.schools.get(&(source, school.uai)) {
            rows.end(Table::Source, known.row);
        }
        let key = school.uai.as_str();
        rows.add(
            Table::Source,
            batch,
            owners::cells(id, (source, key), digest, (true, self.published.year), ""),
        );
    }

    fn people(
        &mut self,
        batch: &mut Batch,
        people: Vec<Incoming>,
        matches: &HashMap<usize, Who>,
        groups: &Groups,
    ) -> Result<(), ImportError> {
        let is_new = |(at, one): &(usize, &Incoming)| {
            !matches.contains_key(at) && !self.published.people.contains_key(&one.person.key)
        };
        self.left_to_make = people.iter().enumerate().filter(is_new).count();
        let mut shared = Vec::new();
        let mut chunk = Vec::with_capacity(batch.pace.records());
        for (at, incoming) in people.into_iter().enumerate() {
            if let Some(id) = self.known_by_others(matches.get(&at), &incoming) {
                shared.push(Placed { incoming, id, standing: Standing::Shared });
                continue;
            }
            let placed = self.place(batch, at, incoming)?;
            chunk.push(placed);
            if chunk.len() >= batch.pace.records() {
                self.chunk(batch, std::mem::take(&mut chunk), groups)?;
            }
        }
        self.chunk(batch, chunk, groups)?;
        for chunk in apart(shared, batch.pace.records(), |placed| placed.id) {
            self.chunk(batch, chunk, groups)?;
        }
        Ok(())
    }

    /// The person of a record, when other records speak of them too.
    fn known_by_others(&mut self, who: Option<&Who>, incoming: &Incoming) -> Option<i64> {
        let key = &incoming.person.key;
        let matched = match who {
            Some(Who::Known(id)) => Some(*id),
            Some(Who::New(first)) => self.places.get(first).copied(),
            None => None,
        };
        if let Some(id) = matched {
            self.ids.insert(key.clone(), id);
            self.shared.insert(id);
            return Some(id);
        }
        let known = self.published.people.get(key).map(|known| known.id);
        known.filter(|id| self.shared.contains(id))
    }

    /// Decides who a record that stands alone is about.
    fn place(
        &mut self,
        batch: &Batch,
        at: usize,
        incoming: Incoming,
    ) -> Result<Placed, ImportError> {
        if let Some(known) = self.published.people.get(&incoming.person.key).copied() {
            return Ok(Placed { incoming, id: known.id, standing: Standing::Alone(known) });
        }
        let id = self.new_id(batch)?;
        if incoming.person.category != Category::Pupil {
            self.ids.insert(incoming.person.key.clone(), id);
        }
        if let Some(place) = self.places.get_mut(&at) {
            *place = id;
        }
        Ok(Placed { incoming, id, standing: Standing::New })
    }

    fn new_id(&mut self, batch: &Batch) -> Result<i64, ImportError> {
        if self.pool.is_empty() {
            let count = self.left_to_make.clamp(1, 4_000);
            self.left_to_make = self.left_to_make.saturating_sub(count);
            self.pool = batch.entities("person", &vec![None; count])?;
        }
        Ok(self.pool.pop().ok_or(DbError::Missing)?)
    }

    fn chunk(
        &mut self,
        batch: &mut Batch,
        chunk: Vec<Placed>,
        groups: &Groups,
    ) -> Result<(), ImportError> {
        let ids_of = |wanted: fn(&Standing) -> bool| -> Vec<i64> {
            chunk.iter().filter(|one| wanted(&one.standing)).map(|one| one.id).collect()
        };
        let known = ids_of(|standing| !matches!(standing, Standing::New));
        let shared = ids_of(|standing| matches!(standing, Standing::Shared));
        let (existing, mut records) = read(batch, known, shared)?;
        let nothing = Existing::default();
        let mut rows = Rows::default();
        let count = chunk.len();
        for placed in chunk {
            let known = existing.get(&placed.id).unwrap_or(&nothing);
            let others = records.remove(&placed.id).unwrap_or_default();
            let over = self.one(batch, placed, (known, others), groups, &mut rows)?;
            batch.over.extend(over);
        }
        batch.write(count, rows)?;
        self.advance(count);
        Ok(())
    }

    /// Writes a record; the corrections that are over with it.
    fn one(
        &self,
        batch: &Batch,
        placed: Placed,
        (existing, mut records): (&Existing, Records),
        groups: &Groups,
        rows: &mut Rows,
    ) -> Result<Vec<i64>, ImportError> {
        let Placed { incoming: Incoming { person, digest }, id, standing } = placed;
        let options = batch.options;
        let wants = Wants {
            published: &self.published,
            orgs: &self.orgs,
            ids: &self.ids,
            groups,
            silent: &self.silent,
            day: options.day,
        };
        let mut wanted = wants.of(&person, id);
        if let Standing::Alone(known) = standing {
            rows.end(Table::Source, known.row);
        }
        if let Standing::Shared = standing {
            let says = (&wanted.face, &wanted.contact);
            let at = (batch.id, self.published.year);
            records.hear(at, (&wanted.source, &person, &digest), says, existing);
            wanted.settle(records.decide());
            records.write(id, batch.id, rows)?;
        } else {
            let said = (true, self.published.year);
            let cells = owners::cells(id, (&wanted.source, &person.key), &digest, said, "");
            rows.add(Table::Source, batch.id, cells);
        }
        let corrections = &self.published.corrections;
        let met = corrections.hold(&options.answers, &mut wanted, existing, options.day);
        let over = met.iter().filter(|met| met.outcome != Outcome::Kept);
        let over = over.map(|met| met.correction.id).collect();
        self.ground(batch).person(wanted, existing, rows);
        Ok(over)
    }

    const fn ground(&self, batch: &Batch) -> Ground<'_> {
        Ground {
            batch: batch.id,
            day: batch.options.day,
            covered: &self.covered,
            kept: &self.kept,
            published: &self.published,
        }
    }

    fn leavers(&mut self, batch: &mut Batch, leaving: Vec<Leaver>) -> Result<(), ImportError> {
        for chunk in apart(leaving, LEAVERS, |leaver| leaver.known.id) {
            let ids: Vec<i64> = chunk.iter().map(|leaver| leaver.known.id).collect();
            let shared = ids.iter().copied().filter(|id| self.shared.contains(id)).collect();
            let (existing, mut records) = read(batch, ids, shared)?;
            let nothing = Existing::default();
            let mut rows = Rows::default();
            for leaver in &chunk {
                let id = leaver.known.id;
                let others = records.remove(&id);
                let existing = existing.get(&id).unwrap_or(&nothing);
                self.leaver(batch, leaver, (existing, others), &mut rows)?;
            }
            batch.write(chunk.len(), rows)?;
            self.advance(chunk.len());
        }
        Ok(())
    }

    /// Writes that a record is gone: the others of the same person take over.
    fn leaver(
        &self,
        batch: &Batch,
        Leaver { key, known }: &Leaver,
        (existing, records): (&Existing, Option<Records>),
        rows: &mut Rows,
    ) -> Result<(), ImportError> {
        let (id, source, ground) = (known.id, source_of(key), self.ground(batch));
        ground.leaver(id, &source, existing, rows);
        let Some(mut records) = records else {
            rows.end(Table::Source, known.row);
            let said = (known.owns, known.year);
            let cells = owners::cells(id, (&source, key), &[], said, "");
            rows.add(Table::Source, batch.id, cells);
            return Ok(());
        };
        records.lose(key, existing);
        if let Some((mut face, mut contact)) = records.decide() {
            self.published.corrections.hold_fields(id, &mut face, &mut contact);
            ground.fields(id, (face, contact), existing, rows);
        }
        Ok(records.write(id, batch.id, rows)?)
    }
}

/// Leavers written together.
const LEAVERS: usize = 500;

/// Chunks in which nobody is twice: each sees what the one before wrote.
fn apart<T>(all: Vec<T>, most: usize, id: impl Fn(&T) -> i64) -> Vec<Vec<T>> {
    let mut chunks: Vec<(HashSet<i64>, Vec<T>)> = Vec::new();
    for one in all {
        let id = id(&one);
        match chunks.last_mut() {
            Some((ids, chunk)) if chunk.len() < most && !ids.contains(&id) => {
                ids.insert(id);
                chunk.push(one);
            }
            _ => chunks.push((HashSet::from([id]), vec![one])),
        }
    }
    chunks.into_iter().map(|(_, chunk)| chunk).collect()
}

type Read = (HashMap<i64, Existing>, HashMap<i64, Records>);

/// What is written of some people, and every record of those who have several.
fn read(batch: &Batch, known: Vec<i64>, shared: Vec<i64>) -> Result<Read, ImportError> {
    if known.is_empty() {
        return Ok(Read::default());
    }
    let at = batch.id;
    Ok(batch.db.read_blocking::<_, DbError, _>(move |tx| {
        Ok((diff::existing(tx, &known, at)?, owners::records(tx, &shared, at)?))
    })?)
}
