//! From what is published to the records of an export.

use std::collections::HashMap;

use db::{DbError, Tx};
use kernel::{Day, Role};

use super::store::{self, OrgRow};
use crate::{
    feed::{
        Category, GroupKind, GroupRef, Kinship, Membership, Person, Phone, PhoneKind,
        Responsibility, School, SchoolGroup, SchoolKind, Subject, Title, Uai,
        oneroster_writer::{tells, user_id},
    },
    import::diff::{self, Existing},
    same,
};

/// People read at once.
pub(super) const CHUNK: usize = 256;

/// Someone of an export.
#[derive(Clone, Debug)]
struct Listed {
    id: i64,
    category: Category,
    /// What the feed that decides their name calls them.
    key: Box<str>,
}

/// Someone, as an export tells them.
pub(super) struct Told {
    pub(super) id: i64,
    pub(super) person: Person,
    /// The schools of the pupils they are responsible for.
    pub(super) responsible_in: Vec<Uai>,
}

/// Who an export speaks of, and where they are.
#[derive(Debug)]
pub(super) struct Roster {
    /// The published batch and the changes by hand it is read at.
    pub(super) at: (i64, i64),
    day: Day,
    pub(super) orgs: HashMap<i64, Uai>,
    pub(super) schools: Vec<School>,
    groups: HashMap<i64, GroupRef>,
    teachings: HashMap<i64, Subject>,
    /// Staff, then guardians, then pupils, each by what the export calls them.
    people: Vec<Listed>,
    /// What feeds call each of them, by the record they are read as.
    keys: HashMap<i64, Box<str>>,
    /// The schools of each pupil.
    pupils: HashMap<i64, Vec<Uai>>,
}

impl Roster {
    /// Reads who is in some schools on a day.
    pub(super) fn read(tx: &mut Tx, orgs: Vec<OrgRow>, day: Day) -> Result<Self, DbError> {
        let at = store::state(tx)?;
        let ids: Vec<i64> = orgs.iter().map(|org| org.id).collect();
        let mut roster = Self {
            at,
            day,
            orgs: orgs.iter().map(|org| (org.id, org.uai)).collect(),
            schools: Vec::new(),
            groups: HashMap::new(),
            teachings: store::teachings(tx, &ids, at.0)?,
            people: Vec::new(),
            keys: HashMap::new(),
            pupils: HashMap::new(),
        };
        roster.read_schools(tx, orgs)?;
        roster.read_people(tx, &ids)?;
        Ok(roster)
    }

    fn read_schools(&mut self, tx: &mut Tx, orgs: Vec<OrgRow>) -> Result<(), DbError> {
        let ids: Vec<i64> = orgs.iter().map(|org| org.id).collect();
        let mut declared: HashMap<i64, Vec<SchoolGroup>> = HashMap::new();
        for row in store::groups(tx, &ids, (self.at.0, self.day))? {
            let kind = if row.is_class { GroupKind::Class } else { GroupKind::Group };
            let code = if row.code.is_empty() { by_hand(row.id) } else { row.code };
            let label = Some(row.name).filter(|name| *name != code).map(Box::from);
            let group = GroupRef { kind, code: code.into(), label };
            self.groups.insert(row.id, group.clone());
            let levels = row.levels.split(',').filter(|level| !level.is_empty());
            let levels = levels.map(Box::from).collect();
            declared.entry(row.org).or_default().push(SchoolGroup { group, levels });
        }
        for org in orgs {
            let mut groups = declared.remove(&org.id).unwrap_or_default();
            groups.sort();
            let mut school = School::new(org.uai, &org.name, kind_of(&org.kind));
            school.groups = groups.into();
            self.schools.push(school);
        }
        self.schools.sort_by_key(|school| school.uai);
        Ok(())
    }

    fn read_people(&mut self, tx: &mut Tx, orgs: &[i64]) -> Result<(), DbError> {
        let mut categories: HashMap<i64, Category> = HashMap::new();
        for (person, org, role) in store::members(tx, orgs, (self.at.0, self.day))? {
            let Some(role) = Role::from_code(&role).filter(|role| tells(*role)) else { continue };
            if role != Role::Pupil {
                categories.insert(person, Category::Staff);
                continue;
            }
            categories.entry(person).or_insert(Category::Pupil);
            if let Some(uai) = self.orgs.get(&org) {
                self.pupils.entry(person).or_default().push(*uai);
            }
        }
        let mut pupils: Vec<i64> = self.pupils.keys().copied().collect();
        pupils.sort_unstable();
        for chunk in pupils.chunks(CHUNK) {
            let records = records(tx, chunk)?;
            for guardian in store::guardians(tx, &records, self.at.0)? {
                categories.entry(guardian).or_insert(Category::Guardian);
            }
        }
        let mut ids: Vec<i64> = categories.keys().copied().collect();
        ids.sort_unstable();
        for chunk in ids.chunks(CHUNK) {
            self.keys.extend(store::keys(tx, chunk, self.at.0)?);
        }
        let keys = &mut self.keys;
        self.people = categories
            .into_iter()
            .map(|(id, category)| {
                let key = keys.entry(id).or_insert_with(|| by_hand(id).into()).clone();
                Listed { id, category, key }
            })
            .collect();
        let rank = |category: Category| match category {
            Category::Staff => 0,
            Category::Guardian => 1,
            Category::Pupil => 2,
        };
        self.people.sort_by_cached_key(|one| (rank(one.category), user_id(&one.key)));
        Ok(())
    }

    /// Where each chunk of people begins.
    pub(super) fn starts(&self) -> impl Iterator<Item = usize> + use<> {
        (0..self.people.len()).step_by(CHUNK)
    }

    /// The people from a place of the list on.
    pub(super) fn chunk(&self, tx: &mut Tx, start: usize) -> Result<Vec<Told>, DbError> {
        let end = self.people.len().min(start + CHUNK);
        let listed = &self.people[start..end];
        let ids: Vec<i64> = listed.iter().map(|one| one.id).collect();
        let mut selves: HashMap<i64, Vec<i64>> = ids.iter().map(|id| (*id, vec![*id])).collect();
        for (record, root) in same::others(tx, &ids)? {
            selves.entry(root).or_default().push(record);
        }
        let all: Vec<i64> = selves.values().flatten().copied().collect();
        let existing = diff::existing(tx, &all, self.at.0)?;
        let kin = existing.values().flat_map(|one| &one.kinships);
        let kin: Vec<i64> = kin.flat_map(|(_, tie)| [tie.guardian, tie.child]).collect();
        let mut roots = HashMap::new();
        for chunk in kin.chunks(CHUNK) {
            roots.extend(same::roots(tx, chunk)?);
        }
        let told = listed.iter().filter_map(|one| {
            let records = selves.get(&one.id)?;
            self.told(one, &Known { records, existing: &existing, roots: &roots })
        });
        Ok(told.collect())
    }

    fn told(&self, listed: &Listed, known: &Known<'_>) -> Option<Told> {
        let own = known.existing.get(&listed.id)?;
        let (_, face) = own.face.as_ref()?;
        let mut person = Person::new(&listed.key, listed.category, &face.last, &face.first);
        person.birth_date = face.born;
        person.title = match face.title.as_str() {
            "M." => Some(Title::Sir),
            "Mme" => Some(Title::Madam),
            _ => None,
        };
        if let Some((_, contact)) = &own.contact {
            person.email = Some(&*contact.email).filter(|text| !text.is_empty()).map(Box::from);
            let kinds = [(PhoneKind::Home, &contact.phone), (PhoneKind::Mobile, &contact.mobile)];
            let said = kinds.into_iter().filter(|(_, number)| !number.is_empty());
            person.phones =
                said.map(|(kind, number)| Phone { kind, number: number.as_str().into() }).collect();
        }
        let rows = known.of_records().flat_map(|one| &one.memberships);
        person.memberships = rows.filter_map(|(_, tie)| self.membership(tie)).collect();
        let mut responsible_in = Vec::new();
        let mut links: Vec<Kinship> = Vec::new();
        for (_, tie) in known.of_records().flat_map(|one| &one.kinships) {
            let (guardian, child) = (known.root(tie.guardian), known.root(tie.child));
            if guardian == listed.id {
                responsible_in.extend(self.pupils.get(&child).into_iter().flatten());
            } else if child == listed.id && listed.category == Category::Pupil {
                links.extend(self.keys.get(&guardian).map(|key| link(key, tie)));
            }
        }
        responsible_in.sort();
        responsible_in.dedup();
        // Of two records of one guardian, the tie that gives most.
        links.sort_by(|a, b| (&a.guardian, a.level, a).cmp(&(&b.guardian, b.level, b)));
        links.dedup_by(|later, first| later.guardian == first.guardian);
        person.kinships = links.into();
        Some(Told { id: listed.id, person, responsible_in })
    }

    fn membership(&self, tie: &diff::Membership) -> Option<Membership> {
        let role = Role::from_code(&tie.role).filter(|role| tells(*role))?;
        let uai = *self.orgs.get(&tie.org?)?;
        if tie.starts > self.day || tie.ends < self.day {
            return None;
        }
        let subject = tie.teaching.and_then(|id| self.teachings.get(&id)).cloned().map(Box::new);
        Some(Membership {
            group: tie.group.and_then(|id| self.groups.get(&id)).cloned(),
            subject,
            head_teacher: tie.is_main,
            level: Some(&*tie.level).filter(|level| !level.is_empty()).map(Box::from),
            starts: Some(tie.starts),
            ends: Some(tie.ends).filter(|day| *day != Day::NEVER),
            ..Membership::new(uai, role)
        })
    }
}

/// What is published of someone, in all their records.
struct Known<'k> {
    records: &'k [i64],
    existing: &'k HashMap<i64, Existing>,
    roots: &'k HashMap<i64, i64>,
}

impl<'k> Known<'k> {
    fn of_records(&self) -> impl Iterator<Item = &'k Existing> {
        self.records.iter().filter_map(|record| self.existing.get(record))
    }

    fn root(&self, person: i64) -> i64 {
        self.roots.get(&person).copied().unwrap_or(person)
    }
}

/// These people and everything else they are recorded as.
fn records(tx: &mut Tx, people: &[i64]) -> Result<Vec<i64>, DbError> {
    let others = same::others(tx, people)?.into_iter().map(|(record, _)| record);
    Ok(people.iter().copied().chain(others).collect())
}

/// What stands for the code of a class, or the key of a person, that nobody but a hand made.
pub(crate) fn by_hand(id: i64) -> String {
    format!("hand-{id}")
}

fn link(guardian: &str, tie: &diff::Kinship) -> Kinship {
    Kinship {
        guardian: guardian.into(),
        link: tie.link.parse().ok(),
        level: match tie.level {
            1 => Responsibility::Legal,
            2 => Responsibility::InCharge,
            3 => Responsibility::Contact,
            _ => Responsibility::Unknown,
        },
        financial: tie.is_payer,
        contact: tie.is_contact,
        payment: false,
    }
}

fn kind_of(word: &str) -> SchoolKind {
    match word {
        "ecole" => SchoolKind::Primary,
        "college" => SchoolKind::Middle,
        "lycee" => SchoolKind::High,
        _ => SchoolKind::Other,
    }
}
