//! The classes, groups and teachings of a feed, as rows.

use std::collections::{BTreeMap, HashMap, HashSet};

use db::{DbError, Value, placeholders};
use kernel::fold;

use super::{
    ImportError, Kind,
    apply::Batch,
    groups::{Groups, Seen},
    published::{GroupRow, Place, Published, TeachingRow},
};
use crate::{
    feed::Uai,
    rows::{Cell, Rows, Table},
};

/// Writes what changes of the classes, groups and teachings, and gives each of the feed its id.
pub(super) fn write(
    batch: &mut Batch,
    kind: Kind,
    published: &Published,
    orgs: &HashMap<Uai, i64>,
    groups: &mut Groups,
) -> Result<(), ImportError> {
    give_group_ids(batch, orgs, groups)?;
    give_teaching_ids(batch, published, orgs, groups)?;
    let (source, year) = (kind.code(), published.year);
    let mut chunks = Chunks { batch, source, year, rows: Rows::default(), count: 0 };
    let is_whole = groups.is_whole;
    let mut seen_groups = HashSet::new();
    for (uai, kinds) in groups.schools() {
        let Some(org) = orgs.get(&uai).copied() else { continue };
        for (kind, codes) in kinds.iter().enumerate() {
            for (code, seen) in codes {
                seen_groups.insert(seen.id);
                let code = seen.code.as_ref().unwrap_or(code);
                let known = published.groups.get(&(org, kind == 0, code.clone()));
                if !seen.is_left {
                    chunks.group((org, kind == 0, code), seen, known)?;
                }
                chunks.teachings(org, seen, published)?;
            }
        }
    }
    if is_whole {
        let covered: HashSet<i64> =
            groups.covered().filter_map(|uai| orgs.get(&uai).copied()).collect();
        chunks.close(published, &covered, &seen_groups, groups)?;
    }
    chunks.flush()
}

/// Gives the classes and groups of a feed that are known already the id they have.
pub(super) fn recognise(published: &Published, groups: &mut Groups) {
    let names = Names::of(published);
    let mut prepared = published.named.clone();
    for (uai, kinds) in groups.schools() {
        let Some(org) = published.orgs.get(&uai).map(|org| org.id) else { continue };
        let is_own = published.told.schools.contains_key(&uai);
        for (kind, codes) in kinds.iter_mut().enumerate() {
            let named: HashSet<Box<str>> = codes.keys().cloned().collect();
            for (code, seen) in codes.iter_mut() {
                let made = published.by_hand.get(&(org, kind == 0, code.clone()));
                if let Some((id, _)) = made.filter(|(_, name)| **name == *seen.name(code)) {
                    (seen.id, seen.is_left) = (*id, true);
                    continue;
                }
                let known = published.groups.get_key_value(&(org, kind == 0, code.clone()));
                let found = known.or_else(|| {
                    let found = names.find(published, org, kind == 0, seen.name(code))?;
                    (!named.contains(&found.0.2)).then_some(found)
                });
                if let Some(((.., other), known)) = found {
                    seen.id = known.id;
                    seen.code = (other != code).then(|| other.clone());
                    continue;
                }
                // An export of this territory names the classes that are lived in.
                let former = published.former.get(&(org, kind == 0, code.clone()));
                if let Some(former) = former.filter(|_| is_own) {
                    (seen.id, seen.is_left) = (former.id, true);
                    continue;
                }
                let made = [seen.name(code), code].into_iter().find_map(|name| {
                    prepared.get_mut(&(org, kind == 0, fold(name))).and_then(Option::take)
                });
                if let Some((row, id)) = made {
                    (seen.id, seen.prepared) = (id, Some(row));
                }
            }
        }
    }
}

/// Makes the classes and groups that are new.
fn give_group_ids(
    batch: &Batch,
    orgs: &HashMap<Uai, i64>,
    groups: &mut Groups,
) -> Result<(), ImportError> {
    let mut new: Vec<(i64, &mut Seen)> = Vec::new();
    for (uai, kinds) in groups.schools() {
        let Some(org) = orgs.get(&uai).copied() else { continue };
        let seen = kinds.iter_mut().flat_map(BTreeMap::values_mut);
        new.extend(seen.filter(|seen| seen.id == 0).map(|seen| (org, seen)));
    }
    let orgs: Vec<_> = new.iter().map(|(org, _)| Some(*org)).collect();
    let ids = batch.entities("group", &orgs)?;
    for ((_, seen), id) in new.into_iter().zip(ids) {
        seen.id = id;
    }
    Ok(())
}

/// Open classes and groups by their name: feeds do not call them by the same code.
struct Names(HashMap<(i64, bool, String), Option<Box<str>>>);

impl Names {
    fn of(published: &Published) -> Self {
        let mut names: HashMap<_, Option<Box<str>>> = HashMap::new();
        for ((org, is_class, code), group) in &published.groups {
            if group.is_open {
                names
                    .entry((*org, *is_class, fold(&group.name)))
                    .and_modify(|several| *several = None)
                    .or_insert_with(|| Some(code.clone()));
            }
        }
        Self(names)
    }

    /// The only open one of that name.
    fn find<'p>(
        &self,
        published: &'p Published,
        org: i64,
        is_class: bool,
        name: &str,
    ) -> Option<(&'p Place, &'p GroupRow)> {
        let code = self.0.get(&(org, is_class, fold(name)))?.clone()?;
        published.groups.get_key_value(&(org, is_class, code))
    }
}

fn give_teaching_ids(
    batch: &Batch,
    published: &Published,
    orgs: &HashMap<Uai, i64>,
    groups: &mut Groups,
) -> Result<(), ImportError> {
    let mut new: Vec<(i64, &mut i64)> = Vec::new();
    for (uai, kinds) in groups.schools() {
        let Some(org) = orgs.get(&uai).copied() else { continue };
        for seen in kinds.iter_mut().flat_map(BTreeMap::values_mut) {
            for (subject, (_, id)) in &mut seen.subjects {
                match published.teachings.get(&(seen.id, subject.clone())) {
                    Some(known) => *id = known.id,
                    None => new.push((org, id)),
                }
            }
        }
    }
    let orgs: Vec<_> = new.iter().map(|(org, _)| Some(*org)).collect();
    let ids = batch.entities("teaching", &orgs)?;
    for ((_, place), id) in new.into_iter().zip(ids) {
        *place = id;
    }
    Ok(())
}

struct Chunks<'b, 'd> {
    batch: &'b mut Batch<'d>,
    source: &'static str,
    year: i64,
    rows: Rows,
    count: usize,
}

impl Chunks<'_, '_> {
    fn flush(&mut self) -> Result<(), ImportError> {
        self.batch.write(self.count, std::mem::take(&mut self.rows))?;
        self.count = 0;
        Ok(())
    }

    fn add<const N: usize>(
        &mut self,
        table: Table,
        ended: Option<i64>,
        cells: [Cell; N],
    ) -> Result<(), ImportError> {
        if let Some(row) = ended {
            self.rows.end(table, row);
        }
        self.rows.add(table, self.batch.id, cells);
        self.count += 1;
        if self.count >= self.batch.pace.records() { self.flush() } else { Ok(()) }
    }

    fn group(
        &mut self,
        place: (i64, bool, &str),
        seen: &Seen,
        known: Option<&GroupRow>,
    ) -> Result<(), ImportError> {
        let (name, levels) = (seen.name(place.2), seen.levels());
        let same =
            |known: &GroupRow| *known.name == *name && *known.levels == *levels && known.is_open;
        if known.is_some_and(same) {
            return Ok(());
        }
        let cells = group_cells((seen.id, self.year), place, (name, &levels), true);
        self.add(Table::Group, seen.prepared.or_else(|| known.map(|known| known.row)), cells)
    }

    fn teachings(
        &mut self,
        org: i64,
        seen: &Seen,
        published: &Published,
    ) -> Result<(), ImportError> {
        for (subject, (label, id)) in &seen.subjects {
            let known = published.teachings.get(&(seen.id, subject.clone()));
            let same = |known: &TeachingRow| {
                known.source.is_empty() || (known.label == *label && known.is_open)
            };
            if known.is_some_and(same) {
                continue;
            }
            let cells = teaching_cells(*id, org, seen.id, subject, label, self.source, true);
            self.add(Table::Teaching, known.map(|known| known.row), cells)?;
        }
        Ok(())
    }

    /// Those of some classes and groups where another feed has people today, or someone was put
    /// by hand.
    fn lived_in(&self, ids: Vec<i64>) -> Result<HashSet<i64>, ImportError> {
        let (at, day) = (self.batch.id, self.batch.options.day);
        let sources = format!("{}:%", self.source);
        Ok(self.batch.db.read_blocking(move |tx| {
            let mut found = HashSet::new();
            for ids in ids.chunks(256) {
                let mut values =
                    vec![Value::Int(at), Value::Int(day.0.into()), Value::Text(&sources)];
                values.extend(ids.iter().map(|id| Value::Int(*id)));
                let last = values[values.len() - 1];
                values.resize(3 + ids.len().next_power_of_two(), last);
                let sql = format!(
                    "SELECT DISTINCT group_id FROM directory_membership WHERE group_id IN ({}) \
                     AND since <= $1 AND until > $1 AND ends >= $2 AND source NOT LIKE $3",
                    placeholders(4, values.len() - 3)
                );
                found.extend(tx.query(&sql, &values, |row| row.get::<i64>(0))?);
            }
            Ok::<_, DbError>(found)
        })?)
    }

    /// Closes what a whole feed no longer names in its schools.
    fn close(
        &mut self,
        published: &Published,
        covered: &HashSet<i64>,
        seen: &HashSet<i64>,
        groups: &mut Groups,
    ) -> Result<(), ImportError> {
        let all = || published.groups.iter().chain(&published.former);
        let orgs: HashMap<i64, i64> = all().map(|((org, ..), known)| (known.id, *org)).collect();
        let says_classes = groups.says_classes();
        let is_gone = |org: &i64, known: &GroupRow| {
            says_classes && covered.contains(org) && known.is_open && !seen.contains(&known.id)
        };
        let gone = all().filter(|((org, ..), known)| is_gone(org, known));
        let ids: Vec<i64> = gone.clone().map(|(_, known)| known.id).collect();
        let lived_in = self.lived_in(ids)?;
        for ((org, is_class, code), known) in gone {
            if !lived_in.contains(&known.id) {
                let (place, words) = ((*org, *is_class, &**code), (&*known.name, &*known.levels));
                let cells = group_cells((known.id, known.year), place, words, false);
                self.add(Table::Group, Some(known.row), cells)?;
            }
        }
        let mut taught = HashSet::new();
        for (_, kinds) in groups.schools() {
            for group in kinds.iter().flat_map(BTreeMap::values) {
                taught.extend(group.subjects.values().map(|(_, id)| *id));
            }
        }
        for ((group, subject), known) in &published.teachings {
            let Some(org) = orgs.get(group).copied() else { continue };
            let gone = known.is_open
                && groups.says_taught(subject)
                && *known.source == *self.source
                && !taught.contains(&known.id);
            if gone && covered.contains(&org) {
                let cells = teaching_cells(
                    known.id,
                    org,
                    *group,
                    subject,
                    &known.label,
                    self.source,
                    false,
                );
                self.add(Table::Teaching, Some(known.row), cells)?;
            }
        }
        Ok(())
    }
}

fn group_cells(
    (id, year): (i64, i64),
    (org, is_class, code): (i64, bool, &str),
    (name, levels): (&str, &str),
    is_open: bool,
) -> [Cell; 9] {
    let kind = if is_class { "class" } else { "group" };
    [
        id.into(),
        org.into(),
        kind.into(),
        name.into(),
        fold(name).into(),
        levels.into(),
        code.into(),
        is_open.into(),
        year.into(),
    ]
}

fn teaching_cells(
    id: i64,
    org: i64,
    group: i64,
    subject: &str,
    label: &str,
    source: &str,
    is_open: bool,
) -> [Cell; 7] {
    [
        id.into(),
        org.into(),
        group.into(),
        subject.into(),
        label.into(),
        source.into(),
        is_open.into(),
    ]
}
