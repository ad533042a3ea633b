//! Whose word counts, field by field, when several records of feeds speak of one person. Names,
//! title and birth are said by the record that has spoken longest; each way of reaching them by the
//! record that gave one first. What each says is kept, so that the outcome never depends on the order
//! of imports, and so that another record takes over when one is gone.

use std::collections::HashMap;

use db::{DbError, Tx, Value, placeholders};
use serde::{Deserialize, Serialize};

use super::{
    diff::{Contact, Existing, Face},
    plan::Incoming,
    published::source_of,
};
use crate::{
    feed::{Digest, Person},
    rows::{Cell, Rows, Table},
};

/// What a record says of a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Words {
    /// The batch since which it speaks.
    since: i64,
    face: Face,
    contact: Contact,
    /// The batch since which it gives each way of reaching them.
    given: [i64; 4],
}

/// A record of a person.
#[derive(Clone, Debug)]
struct Record {
    /// Its row; `None` when it is new.
    row: Option<i64>,
    source: String,
    key: String,
    /// Empty once it is gone.
    digest: Vec<u8>,
    owns: bool,
    /// The school year in which it last spoke.
    year: i64,
    words: Option<Words>,
    is_changed: bool,
}

impl Record {
    /// In the order in which records count.
    fn rank(&self) -> (i64, bool, &str) {
        let since = self.words.as_ref().map_or(0, |words| words.since);
        (since, !self.owns, &self.key)
    }
}

/// The records that speak of a person.
#[derive(Clone, Debug, Default)]
pub(super) struct Records(Vec<Record>);

impl Records {
    /// Whether more than one record speaks, or spoke, of the person.
    pub(super) const fn are_several(&self) -> bool {
        self.0.len() > 1
    }

    /// Notes what a record says from now on.
    pub(super) fn hear(
        &mut self,
        (batch, year): (i64, i64),
        (source, person, digest): (&str, &Person, &Digest),
        (face, contact): (&Face, &Contact),
        existing: &Existing,
    ) {
        self.remember(existing);
        let (key, former) = (&*person.key, person.former_key.as_deref());
        let is_its = |record: &Record| record.key == key || Some(record.key.as_str()) == former;
        let place = self.0.iter().position(is_its);
        let record = match place {
            Some(place) => &mut self.0[place],
            None => {
                self.0.push(Record {
                    row: None,
                    source: source.to_owned(),
                    key: key.to_owned(),
                    digest: Vec::new(),
                    owns: false,
                    year,
                    words: None,
                    is_changed: true,
                });
                let last = self.0.len() - 1;
                &mut self.0[last]
            }
        };
        key.clone_into(&mut record.key);
        let before = record.words.take();
        let given = std::array::from_fn(|way| {
            let gave = before.as_ref().filter(|words| !words.contact.ways()[way].is_empty());
            gave.map_or(batch, |words| words.given[way])
        });
        record.words = Some(Words {
            since: before.map_or(batch, |words| words.since),
            face: face.clone(),
            contact: contact.clone(),
            given,
        });
        record.digest = digest.to_vec();
        record.year = year;
        record.is_changed = true;
    }

    /// What all come to once a record is heard.
    pub(super) fn foretell(
        &self,
        incoming: &Incoming,
        current: i64,
        existing: &Existing,
    ) -> Option<(Face, Contact)> {
        let Incoming { person, digest } = incoming;
        let (face, contact) = (Face::of(person), Contact::of(person));
        let mut records = self.clone();
        let source = source_of(&person.key);
        // Which year it is changes nothing of what is decided.
        records.hear((current + 1, 0), (&source, person, digest), (&face, &contact), existing);
        records.decide()
    }

    /// Notes that a record is gone.
    pub(super) fn lose(&mut self, key: &str, existing: &Existing) {
        self.remember(existing);
        for record in self.0.iter_mut().filter(|record| record.key == key) {
            record.digest = Vec::new();
            record.words = None;
            record.is_changed = true;
        }
    }

    /// A record that was alone said what is published.
    fn remember(&mut self, existing: &Existing) {
        let Some((_, face)) = &existing.face else { return };
        let contact = existing.contact.as_ref().map(|(_, contact)| contact.clone());
        for record in self.0.iter_mut().filter(|record| !record.digest.is_empty()) {
            if record.words.is_none() {
                record.words = Some(Words {
                    since: 0,
                    face: face.clone(),
                    contact: contact.clone().unwrap_or_default(),
                    given: [0; 4],
                });
                record.is_changed = true;
            }
        }
    }

    /// What those that still speak come to; `None` when none does.
    pub(super) fn decide(&self) -> Option<(Face, Contact)> {
        let mut speaking: Vec<(&Record, &Words)> =
            self.0.iter().filter_map(|record| Some((record, record.words.as_ref()?))).collect();
        speaking.sort_by(|(one, _), (other, _)| one.rank().cmp(&other.rank()));
        let (_, first) = speaking.first()?;
        let faces = || speaking.iter().map(|(_, words)| &words.face);
        let title = faces().map(|face| &face.title).find(|title| !title.is_empty());
        let face = Face {
            title: title.cloned().unwrap_or_default(),
            born: faces().find_map(|face| face.born),
            ..first.face.clone()
        };
        let ways = std::array::from_fn(|way| {
            let giving = speaking.iter().filter(|(_, words)| !words.contact.ways()[way].is_empty());
            // The first of those that began together: the others are in order already.
            let first = giving.min_by_key(|(_, words)| words.given[way]);
            first.map(|(_, words)| words.contact.ways()[way].clone()).unwrap_or_default()
        });
        Some((face, Contact::of_ways(ways)))
    }

    /// What a record last said.
    pub(super) fn said(&self, key: &str) -> Option<(&Face, &Contact)> {
        let record = self.0.iter().find(|record| record.key == key)?;
        record.words.as_ref().map(|words| (&words.face, &words.contact))
    }

    /// The rows of the records that changed.
    pub(super) fn write(self, person: i64, batch: i64, rows: &mut Rows) -> Result<(), DbError> {
        for record in self.0.into_iter().filter(|record| record.is_changed) {
            let words = record.words.as_ref().map(serde_json::to_string).transpose();
            let words = words.map_err(DbError::statement)?.unwrap_or_default();
            if let Some(row) = record.row {
                rows.end(Table::Source, row);
            }
            let digest = record.digest.as_slice();
            let said = (record.owns, record.year);
            let cells = cells(person, (&record.source, &record.key), digest, said, &words);
            rows.add(Table::Source, batch, cells);
        }
        Ok(())
    }
}

/// A row of what a feed said of an entity: nothing once it left.
pub(super) fn cells(
    entity: i64,
    (source, key): (&str, &str),
    digest: &[u8],
    (owns, year): (bool, i64),
    words: &str,
) -> [Cell; 7] {
    [
        entity.into(),
        source.into(),
        key.into(),
        digest.into(),
        owns.into(),
        year.into(),
        words.into(),
    ]
}

/// The records of some people as the batch `at` sees them.
pub(super) fn records(
    tx: &mut Tx,
    people: &[i64],
    at: i64,
) -> Result<HashMap<i64, Records>, DbError> {
    let mut found: HashMap<i64, Records> = HashMap::new();
    for people in people.chunks(256) {
        let mut values = vec![Value::Int(at)];
        values.extend(people.iter().map(|id| Value::Int(*id)));
        let last = values[values.len() - 1];
        values.resize(1 + people.len().next_power_of_two(), last);
        let sql = format!(
            "SELECT entity_id, id, source, key, digest, owns, words, year FROM directory_source \
             WHERE entity_id IN ({}) AND since <= $1 AND until > $1 ORDER BY id",
            placeholders(2, values.len() - 1)
        );
        tx.each(&sql, &values, |row| {
            let words: String = row.get(6)?;
            let record = Record {
                row: Some(row.get(1)?),
                source: row.get(2)?,
                key: row.get(3)?,
                digest: row.get(4)?,
                owns: row.get(5)?,
                year: row.get(7)?,
                words: serde_json::from_str(&words).ok(),
                is_changed: false,
            };
            found.entry(row.get(0)?).or_default().0.push(record);
            Ok(())
        })?;
    }
    Ok(found)
}
