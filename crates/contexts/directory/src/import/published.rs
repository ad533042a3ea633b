//! What is published, as compactly as comparing needs it.

use std::collections::{HashMap, HashSet};

use db::{DbError, Row, Tx, params};
use kernel::{Day, fold};

use super::{Kind, corrections::Corrections};
use crate::{
    export::{Said, by_hand},
    feed::{Category, Digest, Person, Uai},
    year::{self, PREPARED},
};

/// A school that is known, with everything its row says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct OrgRow {
    pub(super) row: i64,
    pub(super) id: i64,
    pub(super) facts: OrgFacts,
}

/// What a row says of a school.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct OrgFacts {
    pub(super) kind: Box<str>,
    pub(super) name: Box<str>,
    pub(super) sector: Box<str>,
    pub(super) address: Box<str>,
    pub(super) postal_code: Box<str>,
    pub(super) insee: Box<str>,
    pub(super) commune: Box<str>,
    pub(super) epci: Box<str>,
    pub(super) lat: Option<f64>,
    pub(super) lon: Option<f64>,
    pub(super) pupils: Option<i64>,
    pub(super) is_open: bool,
}

/// What a feed last said of a record.
#[derive(Clone, Copy, Debug)]
pub(super) struct SourceRow {
    pub(super) row: i64,
    pub(super) digest: Option<Digest>,
}

/// A person that a feed knows.
#[derive(Clone, Copy, Debug)]
pub(super) struct KnownPerson {
    pub(super) row: i64,
    pub(super) id: i64,
    pub(super) digest: Option<Digest>,
    pub(super) category: Category,
    pub(super) owns: bool,
    /// The school year in which the feed last spoke of them.
    pub(super) year: i64,
    pub(super) seen: bool,
}

impl KnownPerson {
    /// Whether a record says what it said last: the classes it names are those of a year.
    pub(super) fn said(&self, person: &Person, digest: Digest, year: i64) -> bool {
        let is_placed = person.memberships.iter().any(|tie| tie.group.is_some());
        self.digest == Some(digest) && (self.year == year || !is_placed)
    }
}

/// A class or a group that feeds know.
#[derive(Clone, Debug)]
pub(super) struct GroupRow {
    pub(super) row: i64,
    pub(super) id: i64,
    pub(super) name: Box<str>,
    pub(super) levels: Box<str>,
    pub(super) is_open: bool,
    /// The civil year in which its school year starts.
    pub(super) year: i64,
}

/// A teaching that is known.
#[derive(Clone, Debug)]
pub(super) struct TeachingRow {
    pub(super) row: i64,
    pub(super) id: i64,
    pub(super) label: Box<str>,
    pub(super) is_open: bool,
    pub(super) source: Box<str>,
}

/// A class (or else a group) of a school, by its code.
pub(super) type Place = (i64, bool, Box<str>);

/// Everything that is published and that a feed may change.
#[derive(Debug, Default)]
pub(super) struct Published {
    pub(super) current: i64,
    pub(super) edits: i64,
    pub(super) is_demo: bool,
    /// The school year that is imported.
    pub(super) year: i64,
    pub(super) orgs: HashMap<Uai, OrgRow>,
    pub(super) schools: HashMap<(&'static str, Uai), SourceRow>,
    pub(super) people: HashMap<Box<str>, KnownPerson>,
    /// What an export of the same schools would say today.
    pub(super) told: Said,
    /// The classes and groups of the year that feeds know.
    pub(super) groups: HashMap<Place, GroupRow>,
    /// Those of earlier years that are open.
    pub(super) former: HashMap<Place, GroupRow>,
    /// Those of the year that nobody but a hand made, by name: their row and id, if it is one alone.
    pub(super) named: HashMap<(i64, bool, String), Option<(i64, i64)>>,
    /// The ids of the classes of later years, being prepared.
    pub(super) coming: HashSet<i64>,
    /// People who have a place that was prepared for this year.
    pub(super) placed: HashSet<i64>,
    /// Those that nobody but a hand made, by what an export calls them.
    pub(super) by_hand: HashMap<Place, (i64, Box<str>)>,
    pub(super) teachings: HashMap<(i64, Box<str>), TeachingRow>,
    pub(super) corrections: Corrections,
}

impl Published {
    /// Reads what is published, in one transaction. People only when a feed of people is compared.
    pub(super) fn read(tx: &mut Tx, with_people: bool, day: Day) -> Result<Self, DbError> {
        let mut read = Self { year: year::of(day), ..Self::default() };
        read.state(tx)?;
        read.orgs(tx)?;
        if with_people {
            read.groups(tx)?;
            read.teachings(tx)?;
            read.people(tx)?;
            read.corrections = Corrections::read(tx, read.current, read.year)?;
            read.placed(tx, day)?;
        }
        Ok(read)
    }

    /// People of whom several records speak, or spoke.
    pub(super) fn shared(&self) -> HashSet<i64> {
        self.people.values().filter(|one| !one.owns).map(|one| one.id).collect()
    }

    /// Gives someone who is known by a former key the key of today.
    pub(super) fn rename(&mut self, person: &Person) {
        let Some(former) = &person.former_key else { return };
        if !self.people.contains_key(&person.key)
            && let Some(known) = self.people.remove(former)
        {
            self.people.insert(person.key.clone(), known);
        }
    }

    fn state(&mut self, tx: &mut Tx) -> Result<(), DbError> {
        let state = tx.query_opt(
            "SELECT current, edits, is_demo FROM directory_state WHERE id = 1",
            &[],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        if let Some(state) = state {
            (self.current, self.edits, self.is_demo) = state;
        }
        Ok(())
    }

    fn orgs(&mut self, tx: &mut Tx) -> Result<(), DbError> {
        tx.each(
            "SELECT uai, id, org_id, kind, name, sector, address, postal_code, insee, commune, epci, lat, lon, \
             pupils, is_open FROM directory_org WHERE uai IS NOT NULL AND since <= $1 AND until > $1",
            params![self.current],
            |row| {
                let text = |at| row.get::<String>(at).map(Box::<str>::from);
                let facts = OrgFacts {
                    kind: text(3)?,
                    name: text(4)?,
                    sector: text(5)?,
                    address: text(6)?,
                    postal_code: text(7)?,
                    insee: text(8)?,
                    commune: text(9)?,
                    epci: text(10)?,
                    lat: row.get(11)?,
                    lon: row.get(12)?,
                    pupils: row.get(13)?,
                    is_open: row.get(14)?,
                };
                if let Some(uai) = Uai::parse(&row.get::<String>(0)?) {
                    let org = OrgRow { row: row.get(1)?, id: row.get(2)?, facts };
                    self.orgs.insert(uai, org);
                }
                Ok(())
            },
        )?;
        tx.each(
            "SELECT s.source, s.key, s.id, s.digest FROM directory_source s \
             JOIN directory_org o ON o.org_id = s.entity_id AND o.since <= $1 AND o.until > $1 \
             WHERE s.since <= $1 AND s.until > $1",
            params![self.current],
            |row| {
                let source = Kind::from_code(&row.get::<String>(0)?).map(Kind::code);
                if let (Some(source), Some(uai)) = (source, Uai::parse(&row.get::<String>(1)?)) {
                    let known =
                        SourceRow { row: row.get(2)?, digest: digest(&row.get::<Vec<u8>>(3)?) };
                    self.schools.insert((source, uai), known);
                }
                Ok(())
            },
        )
    }

    fn groups(&mut self, tx: &mut Tx) -> Result<(), DbError> {
        tx.each(
            "SELECT org_id, kind, code, id, group_id, name, levels, is_open, year FROM directory_group \
             WHERE since <= $1 AND until > $1 ORDER BY year",
            params![self.current],
            |row| self.group(row),
        )
    }

    fn group(&mut self, row: &Row) -> Result<(), DbError> {
        let (org, is_class) = (row.get(0)?, row.get::<String>(1)? == "class");
        let group = GroupRow {
            row: row.get(3)?,
            id: row.get(4)?,
            name: row.get::<String>(5)?.into(),
            levels: row.get::<String>(6)?.into(),
            is_open: row.get(7)?,
            year: row.get(8)?,
        };
        if group.year > self.year {
            self.coming.extend(is_class.then_some(group.id));
            return Ok(());
        }
        let is_of_year = group.year == self.year;
        let code: Box<str> = row.get::<String>(2)?.into();
        if !code.is_empty() {
            let place = (org, is_class, code);
            if is_of_year {
                self.groups.insert(place, group);
            } else if group.is_open {
                self.former.insert(place, group);
            }
            return Ok(());
        }
        if is_of_year && group.is_open {
            self.named
                .entry((org, is_class, fold(&group.name)))
                .and_modify(|several| *several = None)
                .or_insert(Some((group.row, group.id)));
        }
        self.by_hand.insert((org, is_class, by_hand(group.id).into()), (group.id, group.name));
        Ok(())
    }

    fn placed(&mut self, tx: &mut Tx, day: Day) -> Result<(), DbError> {
        tx.each(
            "SELECT person_id, group_id FROM directory_membership \
             WHERE source = $3 AND ends >= $2 AND since <= $1 AND until > $1",
            params![self.current, day, PREPARED],
            |row| {
                if !self.coming.contains(&row.get(1)?) {
                    self.placed.insert(row.get(0)?);
                }
                Ok(())
            },
        )
    }

    fn teachings(&mut self, tx: &mut Tx) -> Result<(), DbError> {
        tx.each(
            "SELECT group_id, subject, id, teaching_id, label, is_open, source FROM directory_teaching \
             WHERE since <= $1 AND until > $1",
            params![self.current],
            |row| {
                let teaching = TeachingRow {
                    row: row.get(2)?,
                    id: row.get(3)?,
                    label: row.get::<String>(4)?.into(),
                    is_open: row.get(5)?,
                    source: row.get::<String>(6)?.into(),
                };
                self.teachings.insert((row.get(0)?, row.get::<String>(1)?.into()), teaching);
                Ok(())
            },
        )
    }

    fn people(&mut self, tx: &mut Tx) -> Result<(), DbError> {
        tx.each(
            "SELECT s.key, s.id, s.entity_id, s.digest, s.owns, p.category, s.year FROM directory_source s \
             JOIN directory_person p ON p.person_id = s.entity_id AND p.since <= $1 AND p.until > $1 \
             WHERE s.since <= $1 AND s.until > $1",
            params![self.current],
            |row| {
                let known = KnownPerson {
                    row: row.get(1)?,
                    id: row.get(2)?,
                    digest: digest(&row.get::<Vec<u8>>(3)?),
                    owns: row.get(4)?,
                    category: category(&row.get::<String>(5)?),
                    year: row.get(6)?,
                    seen: false,
                };
                self.people.insert(row.get::<String>(0)?.into(), known);
                Ok(())
            },
        )
    }
}

fn digest(bytes: &[u8]) -> Option<Digest> {
    bytes.try_into().ok()
}

fn category(code: &str) -> Category {
    match code {
        "pupil" => Category::Pupil,
        "guardian" => Category::Guardian,
        _ => Category::Staff,
    }
}

/// The word stored for a category.
pub(super) const fn category_code(category: Category) -> &'static str {
    match category {
        Category::Pupil => "pupil",
        Category::Guardian => "guardian",
        Category::Staff => "staff",
    }
}

/// The source of a person's key: `2D-13-2000000` comes from `aaf:13:2d`,
/// `ONDE-0860002K-0123456789` from `onde:0860002K`, and `OR-sis-01…` from `oneroster:sis`.
pub(super) fn source_of(key: &str) -> String {
    let mut parts = key.splitn(3, '-');
    let kind = parts.next().unwrap_or_default().to_ascii_lowercase();
    let place = parts.next().unwrap_or_default();
    match kind.as_str() {
        "1d" | "2d" => format!("aaf:{place}:{kind}"),
        "or" => format!("oneroster:{place}"),
        _ => format!("{kind}:{place}"),
    }
}
