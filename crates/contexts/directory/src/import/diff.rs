//! From a record and what is published of it to the rows that change.

use std::collections::{HashMap, HashSet};

use db::{DbError, Row, Tx, Value, placeholders};
use kernel::{Day, Role, fold};
use serde::{Deserialize, Serialize};

use super::{
    published::{Published, category_code},
    wanted::{Place, Wanted},
};
use crate::{
    feed::{Address, Person, PhoneKind, Responsibility, Title, display_name},
    rows::{Cell, Rows, Table},
    year::PREPARED,
};

/// What is published of a person, or already written of them in this batch.
#[derive(Debug, Default)]
pub(crate) struct Existing {
    pub(crate) face: Option<(i64, Face)>,
    pub(crate) contact: Option<(i64, Contact)>,
    pub(crate) memberships: Vec<(i64, Membership)>,
    pub(crate) kinships: Vec<(i64, Kinship)>,
}

/// Names and birth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Face {
    pub(crate) category: String,
    pub(crate) last: String,
    pub(crate) first: String,
    pub(crate) title: String,
    pub(crate) born: Option<Day>,
}

/// How to reach someone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Contact {
    pub(crate) email: String,
    pub(crate) mobile: String,
    pub(crate) phone: String,
    pub(crate) address: String,
}

/// A role in a school, for a class, for a teaching.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Membership {
    pub(crate) role: String,
    pub(crate) org: Option<i64>,
    pub(crate) group: Option<i64>,
    pub(crate) teaching: Option<i64>,
    pub(crate) level: String,
    pub(crate) is_main: bool,
    pub(crate) starts: Day,
    pub(crate) ends: Day,
    pub(crate) source: String,
}

impl Membership {
    /// Whether it is the same role in the same school.
    pub(crate) fn is_beside(&self, other: &Self) -> bool {
        self.role == other.role && self.org == other.org
    }

    /// Whether it is the same role at the same place.
    pub(crate) fn is_same_place(&self, other: &Self) -> bool {
        self.role == other.role
            && self.org == other.org
            && self.group == other.group
            && self.teaching == other.teaching
    }
}

/// A tie between a guardian and a child.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Kinship {
    pub(crate) guardian: i64,
    pub(crate) child: i64,
    pub(crate) link: String,
    pub(crate) level: i64,
    pub(crate) is_contact: bool,
    pub(crate) is_payer: bool,
    pub(crate) source: String,
}

impl Face {
    /// What a record says.
    pub(crate) fn of(person: &Person) -> Self {
        let title = match person.title {
            _ if person.category == crate::feed::Category::Pupil => "",
            Some(Title::Madam) => "Mme",
            Some(Title::Sir) => "M.",
            None => "",
        };
        Self {
            category: category_code(person.category).to_owned(),
            last: display_name(&person.last_name).into_owned(),
            first: display_name(&person.first_name).into_owned(),
            title: title.to_owned(),
            born: person.birth_date,
        }
    }

    fn cells(&self, id: i64) -> [Cell; 7] {
        let folded = fold(&format!("{} {}", self.last, self.first));
        [
            id.into(),
            (&self.category).into(),
            (&self.last).into(),
            (&self.first).into(),
            (&self.title).into(),
            folded.into(),
            self.born.into(),
        ]
    }
}

impl Contact {
    /// What a record says.
    pub(crate) fn of(person: &Person) -> Self {
        let number = |kind: PhoneKind| {
            let phone = person.phones.iter().find(|phone| phone.kind == kind);
            phone.map(|phone| phone.number.to_string())
        };
        Self {
            email: person.email.as_deref().unwrap_or_default().to_owned(),
            mobile: number(PhoneKind::Mobile).unwrap_or_default(),
            phone: number(PhoneKind::Home).or_else(|| number(PhoneKind::Work)).unwrap_or_default(),
            address: person.address.as_deref().map(address).unwrap_or_default(),
        }
    }

    /// The ways of reaching someone.
    pub(super) const fn ways(&self) -> [&String; 4] {
        [&self.email, &self.mobile, &self.phone, &self.address]
    }

    /// The same from its ways.
    pub(super) fn of_ways([email, mobile, phone, address]: [String; 4]) -> Self {
        Self { email, mobile, phone, address }
    }

    fn cells(&self, id: i64) -> [Cell; 5] {
        [
            id.into(),
            (&self.email).into(),
            (&self.mobile).into(),
            (&self.phone).into(),
            (&self.address).into(),
        ]
    }
}

fn address(address: &Address) -> String {
    let city = format!("{} {}", address.postal_code, address.city);
    let abroad = fold(&address.country) != "france";
    let country = if abroad { address.country.as_ref() } else { "" };
    let lines = [address.lines.as_ref(), city.trim(), country];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

impl Membership {
    fn cells(&self, id: i64) -> [Cell; 10] {
        [
            id.into(),
            (&self.role).into(),
            self.org.into(),
            self.group.into(),
            self.teaching.into(),
            (&self.level).into(),
            self.is_main.into(),
            self.starts.into(),
            self.ends.into(),
            (&self.source).into(),
        ]
    }
}

impl Kinship {
    fn cells(&self) -> [Cell; 7] {
        [
            self.guardian.into(),
            self.child.into(),
            (&self.link).into(),
            self.level.into(),
            self.is_contact.into(),
            self.is_payer.into(),
            (&self.source).into(),
        ]
    }
}

/// The number stored for a level of responsibility.
pub(crate) const fn level_number(level: Responsibility) -> i64 {
    match level {
        Responsibility::Legal => 1,
        Responsibility::InCharge => 2,
        Responsibility::Contact => 3,
        Responsibility::Unknown => 0,
    }
}

/// What is needed to compare anyone.
pub(super) struct Ground<'g> {
    pub(super) batch: i64,
    pub(super) day: Day,
    /// The schools of the feed: only there does an absence mean an end.
    pub(super) covered: &'g HashSet<i64>,
    /// Guardians whose record was rejected: their ties stay.
    pub(super) kept: &'g HashSet<i64>,
    pub(super) published: &'g Published,
}

impl Ground<'_> {
    /// The rows that change for a person.
    pub(super) fn person(&self, wanted: Wanted, existing: &Existing, rows: &mut Rows) {
        let Wanted {
            id, source, face, contact, mut places, kinships, left_alone, given_up, ..
        } = wanted;
        self.end_before_prepared(&mut places, existing);
        self.fields(id, (face, contact), existing, rows);
        let is_ours =
            |row: i64, tie: &Membership| tie.source == source && !left_alone.contains(&row);
        let old: Vec<_> =
            existing.memberships.iter().filter(|(row, tie)| is_ours(*row, tie)).collect();
        let is_contradicted = |tie: &Membership| {
            let is_said = |place: &Place| {
                place.is_class && place.tie.group.is_some() && place.tie.is_beside(tie)
            };
            self.is_of_now(tie) && places.iter().any(is_said)
        };
        let ends = |(row, tie): &&(i64, Membership)| given_up.contains(row) || is_contradicted(tie);
        for (row, tie) in existing.memberships.iter().filter(ends) {
            self.end_membership(id, *row, tie, rows);
        }
        if let Some(kinships) = kinships {
            self.kinships(id, kinships, existing, &source, rows);
        }
        self.memberships(id, places, old, rows);
    }

    /// Whether a place was prepared for the year that is imported.
    fn is_of_now(&self, tie: &Membership) -> bool {
        let is_coming = tie.group.is_some_and(|group| self.published.coming.contains(&group));
        tie.source == PREPARED && !is_coming
    }

    /// A class of a year ends before the one that is prepared for the next.
    fn end_before_prepared(&self, places: &mut [Place], existing: &Existing) {
        let prepared = existing.memberships.iter().map(|(_, tie)| tie);
        for next in prepared.filter(|tie| tie.source == PREPARED && !self.is_of_now(tie)) {
            for place in places.iter_mut().filter(|place| place.is_class) {
                if place.tie.is_beside(next) {
                    place.tie.ends = place.tie.ends.min(next.starts.plus(-1));
                }
            }
        }
    }

    /// The rows that change for the names and contacts of a person.
    pub(super) fn fields(
        &self,
        id: i64,
        (face, contact): (Face, Contact),
        existing: &Existing,
        rows: &mut Rows,
    ) {
        if existing.face.as_ref().map(|(_, known)| known) != Some(&face) {
            if let Some((row, _)) = existing.face {
                rows.end(Table::Person, row);
            }
            rows.add(Table::Person, self.batch, face.cells(id));
        }
        let known = existing.contact.as_ref().map(|(_, known)| known);
        if known.unwrap_or(&Contact::default()) != &contact {
            if let Some((row, _)) = existing.contact {
                rows.end(Table::Contact, row);
            }
            rows.add(Table::Contact, self.batch, contact.cells(id));
        }
    }

    fn memberships(
        &self,
        id: i64,
        wanted: Vec<Place>,
        mut old: Vec<&(i64, Membership)>,
        rows: &mut Rows,
    ) {
        for Place { mut tie, has_start, .. } in wanted {
            let place = old.iter().position(|(_, known)| {
                known.is_same_place(&tie) && (known.ends == tie.ends || known.ends >= self.day)
            });
            if let Some(place) = place {
                let (row, known) = old.swap_remove(place);
                if !has_start {
                    tie.starts = known.starts;
                }
                if *known == tie {
                    continue;
                }
                rows.end(Table::Membership, *row);
            }
            rows.add(Table::Membership, self.batch, tie.cells(id));
        }
        for (row, tie) in old {
            if tie.org.is_none_or(|org| self.covered.contains(&org)) {
                self.end_membership(id, *row, tie, rows);
            }
        }
    }

    /// Ends a role the day before today, so that its rights end at once; it stays in the past.
    fn end_membership(&self, id: i64, row: i64, tie: &Membership, rows: &mut Rows) {
        if tie.ends < self.day {
            return;
        }
        rows.end(Table::Membership, row);
        let ends = self.day.plus(-1);
        if tie.starts <= ends {
            rows.add(Table::Membership, self.batch, Membership { ends, ..tie.clone() }.cells(id));
        }
    }

    fn kinships(
        &self,
        id: i64,
        wanted: Vec<Kinship>,
        existing: &Existing,
        source: &str,
        rows: &mut Rows,
    ) {
        let of_child = |tie: &Kinship| tie.child == id && tie.source == source;
        let mut old: Vec<&(i64, Kinship)> =
            existing.kinships.iter().filter(|(_, tie)| of_child(tie)).collect();
        for tie in wanted {
            let same = |known: &Kinship| known.guardian == tie.guardian && known.link == tie.link;
            if let Some(place) = old.iter().position(|(_, known)| same(known)) {
                let (row, known) = old.swap_remove(place);
                if *known == tie {
                    continue;
                }
                rows.end(Table::Kinship, *row);
            }
            rows.add(Table::Kinship, self.batch, tie.cells());
        }
        for (row, tie) in old {
            if !self.kept.contains(&tie.guardian) {
                rows.end(Table::Kinship, *row);
            }
        }
    }

    /// The rows that change for someone who leaves a feed.
    pub(super) fn leaver(&self, id: i64, source: &str, existing: &Existing, rows: &mut Rows) {
        let is_here = |tie: &Membership| tie.org.is_some_and(|org| self.covered.contains(&org));
        let ends = |tie: &Membership| tie.source == source || (self.is_of_now(tie) && is_here(tie));
        for (row, tie) in existing.memberships.iter().filter(|(_, tie)| ends(tie)) {
            self.end_membership(id, *row, tie, rows);
        }
        for (row, _) in existing.kinships.iter().filter(|(_, tie)| tie.source == source) {
            rows.end(Table::Kinship, *row);
        }
    }
}

/// What is written of some people as the batch `at` sees it, and their ties on both sides.
pub(crate) fn existing(
    tx: &mut Tx,
    ids: &[i64],
    at: i64,
) -> Result<HashMap<i64, Existing>, DbError> {
    let mut found: HashMap<i64, Existing> = HashMap::new();
    for ids in ids.chunks(256) {
        let mut values = vec![Value::Int(at)];
        values.extend(ids.iter().map(|id| Value::Int(*id)));
        let last = values[values.len() - 1];
        values.resize(1 + ids.len().next_power_of_two(), last);
        let list = placeholders(2, values.len() - 1);
        read_faces(tx, &list, &values, &mut found)?;
        read_memberships(tx, &list, &values, &mut found)?;
        read_kinships(tx, &list, &values, &mut found)?;
    }
    Ok(found)
}

fn read_faces(
    tx: &mut Tx,
    list: &str,
    values: &[Value],
    found: &mut HashMap<i64, Existing>,
) -> Result<(), DbError> {
    let faces = format!(
        "SELECT person_id, id, category, last_name, first_name, title, birth_day FROM directory_person \
         WHERE person_id IN ({list}) AND since <= $1 AND until > $1"
    );
    tx.each(&faces, values, |row| {
        let face = Face {
            category: row.get(2)?,
            last: row.get(3)?,
            first: row.get(4)?,
            title: row.get(5)?,
            born: row.get(6)?,
        };
        found.entry(row.get(0)?).or_default().face = Some((row.get(1)?, face));
        Ok(())
    })?;
    let contacts = format!(
        "SELECT person_id, id, email, mobile, phone, address FROM directory_contact \
         WHERE person_id IN ({list}) AND since <= $1 AND until > $1"
    );
    tx.each(&contacts, values, |row| {
        let contact = Contact {
            email: row.get(2)?,
            mobile: row.get(3)?,
            phone: row.get(4)?,
            address: row.get(5)?,
        };
        found.entry(row.get(0)?).or_default().contact = Some((row.get(1)?, contact));
        Ok(())
    })
}

fn read_memberships(
    tx: &mut Tx,
    list: &str,
    values: &[Value],
    found: &mut HashMap<i64, Existing>,
) -> Result<(), DbError> {
    let sql = format!(
        "SELECT person_id, id, role, org_id, group_id, teaching_id, is_main, starts, ends, source, level \
         FROM directory_membership WHERE person_id IN ({list}) AND since <= $1 AND until > $1"
    );
    tx.each(&sql, values, |row| {
        let tie = Membership {
            role: row.get(2)?,
            org: row.get(3)?,
            group: row.get(4)?,
            teaching: row.get(5)?,
            is_main: row.get(6)?,
            starts: row.get(7)?,
            ends: row.get(8)?,
            source: row.get(9)?,
            level: row.get(10)?,
        };
        found.entry(row.get(0)?).or_default().memberships.push((row.get(1)?, tie));
        Ok(())
    })
}

fn read_kinships(
    tx: &mut Tx,
    list: &str,
    values: &[Value],
    found: &mut HashMap<i64, Existing>,
) -> Result<(), DbError> {
    for side in ["child_id", "guardian_id"] {
        let sql = format!(
            "SELECT {side}, id, guardian_id, child_id, link, level, is_contact, is_payer, source \
             FROM directory_kinship WHERE {side} IN ({list}) AND since <= $1 AND until > $1"
        );
        tx.each(&sql, values, |row| {
            found.entry(row.get(0)?).or_default().kinships.push(read_kinship(row)?);
            Ok(())
        })?;
    }
    Ok(())
}

fn read_kinship(row: &Row) -> Result<(i64, Kinship), DbError> {
    let tie = Kinship {
        guardian: row.get(2)?,
        child: row.get(3)?,
        link: row.get(4)?,
        level: row.get(5)?,
        is_contact: row.get(6)?,
        is_payer: row.get(7)?,
        source: row.get(8)?,
    };
    Ok((row.get(1)?, tie))
}

/// The word stored for a role.
pub(super) fn role_word(role: Role) -> String {
    role.code().to_owned()
}
