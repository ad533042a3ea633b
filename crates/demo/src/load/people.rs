//! The people of the world, through the real import of AAF files.

use std::{collections::HashMap, sync::Arc};

use db::{Db, DbError, Tx};
use directory::{
    api,
    edit::{self, NewMembership, NewPerson},
    feed::aaf::Degree,
    import::{self, Answers, DEPARTURE_SHARE, Kind, Options},
};
use kernel::{Day, Role};

use super::{LoadError, now, today};
use crate::{
    records,
    world::{self, Audience, World, span},
};

/// The name of the fictitious territory.
const TERRITORY: &str = "Val-de-Préau";

/// What the database calls the things of the world, by their index there.
#[derive(Debug, Default)]
pub(super) struct Ids {
    pub(super) orgs: Vec<i64>,
    pub(super) classes: Vec<i64>,
    pub(super) groups: Vec<i64>,
    pub(super) teachings: Vec<i64>,
    pub(super) pupils: Vec<i64>,
    pub(super) guardians: Vec<i64>,
    pub(super) staff: Vec<i64>,
}

impl Ids {
    pub(super) fn audience(&self, audience: Audience) -> i64 {
        match audience {
            Audience::Class(at) => self.classes[at as usize],
            Audience::Group(at) => self.groups[at as usize],
        }
    }
}

/// Imports the people and finds what they are called.
pub(super) fn load(db: &Db, world: &Arc<World>) -> Result<Ids, LoadError> {
    let folder = tempfile::tempdir()?;
    records::write_aaf(world, folder.path(), today())?;
    db.write_blocking(|tx| edit::create_territory(tx, TERRITORY, true))?;
    let options = Options {
        dry_run: false,
        person: None,
        now: now(),
        day: today(),
        for_demo: true,
        departure_share: DEPARTURE_SHARE,
        answers: Answers::default(),
        files: None,
        full_report: None,
    };
    import::run(db, Kind::Aaf, &[folder.path().to_owned()], &options, &mut |_| {})?;
    let staff = hire(db, world)?;
    let known = Arc::clone(world);
    Ok(db.read_blocking(move |tx| find(tx, &known, &staff))?)
}

/// Creates those who work for the whole territory: no export knows them.
fn hire(db: &Db, world: &Arc<World>) -> Result<HashMap<u32, i64>, DbError> {
    let known = Arc::clone(world);
    db.write_blocking(move |tx| {
        let mut hired = HashMap::new();
        for staff in
            known.staff.iter().filter(|staff| staff.posts.iter().all(|p| p.school.is_none()))
        {
            let person = edit::create_person(
                tx,
                &NewPerson {
                    category: "staff",
                    last: staff.person.last_name,
                    first: staff.person.first_name,
                    title: staff.person.title.label(),
                    born: Some(Day(staff.person.birth)),
                },
            )?;
            for post in &staff.posts {
                let role = match post.role {
                    world::Role::Operator => Role::Operator,
                    // Theirs come with the money: the schools of a commune, the bank.
                    world::Role::CommuneAgent | world::Role::Funder => continue,
                    _ => Role::TerritoryManager,
                };
                edit::add_membership(
                    tx,
                    &NewMembership {
                        person,
                        role,
                        org: None,
                        group: None,
                        teaching: None,
                        starts: Day(0),
                        ends: Day::NEVER,
                    },
                )?;
            }
            hired.insert(staff.index, person);
        }
        Ok(hired)
    })
}

fn find(tx: &mut Tx, world: &World, hired: &HashMap<u32, i64>) -> Result<Ids, DbError> {
    let people = api::people_by_key(tx)?;
    let orgs = api::orgs_by_uai(tx)?;
    let either = |key: fn(u32, Degree) -> String, index: u32| {
        [Degree::Second, Degree::First]
            .into_iter()
            .find_map(|degree| people.get(key(index, degree).as_str()).copied())
    };
    let mut ids = Ids {
        pupils: missing_as_zero(&world.pupils, |p| either(records::pupil_key, p.index)),
        guardians: missing_as_zero(&world.guardians, |g| either(records::guardian_key, g.index)),
        staff: missing_as_zero(&world.staff, |s| {
            either(records::staff_key, s.index).or_else(|| hired.get(&s.index).copied())
        }),
        orgs: missing_as_zero(&world.schools, |school| orgs.get(school.uai.as_str()).copied()),
        classes: vec![0; world.classes.len()],
        groups: vec![0; world.groups.len()],
        teachings: vec![0; world.teachings.len()],
    };
    for school in &world.schools {
        find_school(tx, world, school, &mut ids)?;
    }
    Ok(ids)
}

/// An index without an id is a bug of the generator; zero makes the load fail on its reference.
fn missing_as_zero<T>(things: &[T], id: impl Fn(&T) -> Option<i64>) -> Vec<i64> {
    things.iter().map(|thing| id(thing).unwrap_or(0)).collect()
}

fn find_school(
    tx: &mut Tx,
    world: &World,
    school: &world::School,
    ids: &mut Ids,
) -> Result<(), DbError> {
    let known = api::groups_of_org(tx, ids.orgs[school.index as usize], today())?;
    let named = |is_class: bool, name: &str| {
        known.iter().find(|g| g.is_class == is_class && g.name == name).map_or(0, |g| g.id)
    };
    for class in &world.classes[span(&school.classes)] {
        ids.classes[class.index as usize] = named(true, &class.name);
    }
    for group in &world.groups[span(&school.groups)] {
        ids.groups[group.index as usize] = named(false, &group.name);
    }
    let mut taught: HashMap<i64, Vec<api::Teaching>> = HashMap::new();
    for teaching in &world.teachings[span(&school.teachings)] {
        let group = ids.audience(teaching.audience);
        if let std::collections::hash_map::Entry::Vacant(unknown) = taught.entry(group) {
            unknown.insert(api::teachings_of_group(tx, group)?);
        }
        let found = taught[&group].iter().find(|t| t.subject == teaching.subject.code());
        ids.teachings[teaching.index as usize] = found.map_or(0, |t| t.id);
    }
    Ok(())
}
