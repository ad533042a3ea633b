//! Families: brothers and sisters, parents together or apart, and contacts.
//!
//! About one family in five has children in two schools. A few pupils in a
//! thousand have no legal guardian, only a person in charge: a judge's decision.

use crate::calendar::date;
use crate::cast::Cast;
use crate::names;
use crate::rng::Rng;
use crate::subjects::Level;
use crate::world::{
    Guardian, Kinship, Person, Relation, Responsibility, SchoolKind, Title, World, next_index, span,
};

const FAMILIES: u64 = 6;
const SIBLINGS: u64 = 7;

/// Gives every pupil a family.
pub(crate) fn raise(world: &mut World) {
    world.cast = Cast::children(world);
    let mut family = 0;
    let sectors = world.schools.last().map_or(0, |school| school.sector + 1);
    let mut taken = vec![false; world.pupils.len()];
    for sector in 0..sectors {
        let mut homes = Vec::new();
        if sector == 0 {
            let cast = [world.cast.lina, world.cast.tom, world.cast.zoe];
            for child in cast {
                taken[child as usize] = true;
            }
            world.cast.give_parents(&mut world.guardians, &mut world.kinships);
            homes.push(cast.to_vec());
        }
        homes.extend(group(world, sector, &mut taken));
        for home in homes {
            for child in &home {
                world.pupils[*child as usize].family = family;
            }
            if family > 0 {
                Household::new(world, family, &home).settle(world);
            }
            family += 1;
        }
    }
    world.kinships.sort_by_key(|link| (link.pupil, link.responsibility, link.guardian));
    let mut start = 0;
    for pupil in &mut world.pupils {
        let count = world.kinships[start as usize..]
            .iter()
            .take_while(|link| link.pupil == pupil.index)
            .count();
        let end = start + u32::try_from(count).unwrap_or(0);
        pupil.kinships = start..end;
        start = end;
    }
}

/// The pupils of a sector, by family: the eldest of the list first drawn.
fn group(world: &World, sector: u32, taken: &mut [bool]) -> Vec<Vec<u32>> {
    let mut rng = Rng::of(world.seed, &[SIBLINGS, u64::from(sector)]);
    let schools: Vec<_> = world.schools.iter().filter(|school| school.sector == sector).collect();
    let mut waiting: Vec<Vec<u32>> =
        schools.iter().map(|school| school.pupils.clone().collect()).collect();
    for list in &mut waiting {
        rng.shuffle(list);
    }
    let mut order: Vec<(usize, u32)> = waiting
        .iter()
        .enumerate()
        .flat_map(|(rank, list)| list.iter().map(move |pupil| (rank, *pupil)))
        .collect();
    rng.shuffle(&mut order);
    let mut homes = Vec::new();
    for (rank, pupil) in order {
        if std::mem::replace(&mut taken[pupil as usize], true) {
            continue;
        }
        let mut home = vec![pupil];
        let size = [1, 2, 3, 4][match rng.below(100) {
            0..60 => 0,
            60..92 => 1,
            92..99 => 2,
            _ => 3,
        }];
        let elsewhere =
            rng.chance(580).then(|| other_school(schools.len(), schools[rank].kind, &mut rng));
        for child in 1..size {
            let from = match elsewhere {
                Some(other) if child == 1 || rng.chance(500) => other,
                _ => rank,
            };
            if let Some(found) = sibling(world, &home, &mut waiting[from], taken) {
                home.push(found);
            }
        }
        homes.push(home);
    }
    homes
}

/// An école for a pupil of collège; the collège for a pupil of an école.
fn other_school(schools: usize, kind: SchoolKind, rng: &mut Rng) -> usize {
    if kind == SchoolKind::College { 1 + rng.below(schools - 1) } else { 0 }
}

/// A pupil who could be of the family: another level, not born within ten months.
fn sibling(world: &World, home: &[u32], waiting: &mut Vec<u32>, taken: &mut [bool]) -> Option<u32> {
    waiting.retain(|pupil| !taken[*pupil as usize]);
    let apart = |a: u32, b: u32| {
        let (a, b) = (&world.pupils[a as usize], &world.pupils[b as usize]);
        a.level != b.level && (a.person.birth - b.person.birth).abs() > 300
    };
    let found = waiting
        .iter()
        .rev()
        .take(16)
        .find(|one| home.iter().all(|other| apart(**one, *other)))
        .copied()?;
    taken[found as usize] = true;
    Some(found)
}

/// The adults around the children of one family, while it is being made.
struct Household {
    rng: Rng,
    children: Vec<u32>,
    near_school: u32,
    street: String,
    surname: &'static str,
    eldest_year: i32,
}

impl Household {
    fn new(world: &mut World, family: u32, children: &[u32]) -> Self {
        let mut rng = Rng::of(world.seed, &[FAMILIES, u64::from(family)]);
        let surname = rng.pick(names::SURNAMES);
        let mut first_names = Vec::new();
        for child in children {
            let person = &mut world.pupils[*child as usize].person;
            person.last_name = surname;
            while first_names.contains(&person.first_name) {
                let list = if person.title == Title::Mme { names::GIRLS } else { names::BOYS };
                person.first_name = rng.pick(list);
            }
            first_names.push(person.first_name);
        }
        let eldest = children
            .iter()
            .map(|child| world.pupils[*child as usize].person.birth)
            .min()
            .unwrap_or(0);
        let near_school = world.pupils[children[0] as usize].school;
        let street = address(&mut rng);
        Self {
            rng,
            children: children.to_vec(),
            near_school,
            street,
            surname,
            eldest_year: kernel::Day(eldest).ymd().0.into(),
        }
    }

    fn settle(mut self, world: &mut World) {
        let shape = self.rng.below(1000);
        let apart = matches!(shape, 620..970);
        match shape {
            0..600 => self.parents(world, Relation::Mother, Relation::Father),
            600..610 => self.parents(world, Relation::Mother, Relation::Mother),
            610..620 => self.parents(world, Relation::Father, Relation::Father),
            620..810 => self.parents_apart(world),
            810..985 => {
                let relation =
                    if self.rng.chance(850) { Relation::Mother } else { Relation::Father };
                self.adult(world, relation, Responsibility::Legal, true);
            }
            985..996 => self.adult(world, Relation::Tutor, Responsibility::Legal, true),
            _ => self.adult(world, Relation::Relative, Responsibility::InCharge, true),
        }
        if apart && self.rng.chance(400) {
            self.adult(world, Relation::StepParent, Responsibility::InCharge, true);
        }
        if self.rng.chance(350) {
            self.adult(world, Relation::Grandparent, Responsibility::Contact, false);
        }
        if self.rng.chance(110) {
            self.adult(world, Relation::Neighbour, Responsibility::Contact, false);
        }
    }

    fn parents(&mut self, world: &mut World, first: Relation, second: Relation) {
        self.adult(world, first, Responsibility::Legal, true);
        self.adult(world, second, Responsibility::Legal, true);
    }

    fn parents_apart(&mut self, world: &mut World) {
        self.adult(world, Relation::Mother, Responsibility::Legal, true);
        self.adult(world, Relation::Father, Responsibility::Legal, false);
    }

    fn adult(
        &mut self,
        world: &mut World,
        relation: Relation,
        responsibility: Responsibility,
        at_home: bool,
    ) {
        let index = next_index(&world.guardians);
        let person = self.person(relation);
        let street = if at_home { self.street.clone() } else { address(&mut self.rng) };
        let first_contact = at_home && responsibility == Responsibility::Legal;
        world.guardians.push(Guardian { index, person, street, near_school: self.near_school });
        world.kinships.extend(self.children.iter().map(|pupil| Kinship {
            pupil: *pupil,
            guardian: index,
            relation,
            responsibility,
            pays: responsibility == Responsibility::Legal && at_home,
            first_contact,
        }));
    }

    fn person(&mut self, relation: Relation) -> Person {
        let woman = match relation {
            Relation::Mother => true,
            Relation::Father => false,
            Relation::StepParent => self.rng.chance(350),
            _ => self.rng.chance(600),
        };
        let same_name = match relation {
            Relation::Mother => 520,
            Relation::Father => 880,
            Relation::Grandparent | Relation::Relative => 450,
            _ => 0,
        };
        let own_name = self.rng.pick(names::SURNAMES);
        let age = match relation {
            Relation::Grandparent => self.rng.between(48, 65),
            _ => self.rng.between(21, 38),
        };
        let first_names = if woman { names::WOMEN } else { names::MEN };
        Person {
            last_name: if self.rng.chance(same_name) { self.surname } else { own_name },
            first_name: self.rng.pick(first_names),
            title: if woman { Title::Mme } else { Title::M },
            birth: date(self.eldest_year - age, 1, 1) + self.rng.between(0, 364),
            email: String::new(),
            phone: String::new(),
        }
    }
}

fn address(rng: &mut Rng) -> String {
    format!("{} {}", rng.between(1, 140), rng.pick(names::STREETS))
}

/// Gives everybody an address and a number, once they have a name.
pub(crate) fn reach_everybody(world: &mut World) {
    for pupil in &mut world.pupils {
        if pupil.level >= Level::Sixieme {
            pupil.person.email = email(&pupil.person, "e", pupil.index);
        }
    }
    for guardian in &mut world.guardians {
        guardian.person.email = email(&guardian.person, "f", guardian.index);
        guardian.person.phone = phone(guardian.index);
    }
    for staff in &mut world.staff {
        staff.person.email = email(&staff.person, "p", staff.index);
        staff.person.phone = phone(staff.index + 5000);
    }
}

fn email(person: &Person, kind: &str, index: u32) -> String {
    let (first, last) = (names::ascii(person.first_name), names::ascii(person.last_name));
    format!("{first}.{last}.{kind}{index}@exemple.invalid")
}

/// A mobile number of the range kept for fiction: ten thousand, so some repeat.
fn phone(number: u32) -> String {
    let number = number % 10_000;
    format!("06 39 98 {:02} {:02}", number / 100, number % 100)
}

/// Families with children in more than one school, and all families.
#[must_use]
pub fn families_in_two_schools(world: &World) -> (usize, usize) {
    let mut schools: Vec<Vec<u32>> = Vec::new();
    for school in &world.schools {
        for pupil in &world.pupils[span(&school.pupils)] {
            let family = pupil.family as usize;
            if schools.len() <= family {
                schools.resize(family + 1, Vec::new());
            }
            if !schools[family].contains(&school.index) {
                schools[family].push(school.index);
            }
        }
    }
    (schools.iter().filter(|list| list.len() > 1).count(), schools.len())
}
