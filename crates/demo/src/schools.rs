//! Schools, classes and their pupils, before they have a family.

use crate::calendar::date;
use crate::names;
use crate::rng::Rng;
use crate::subjects::{Level, Levels};
use crate::world::{Class, Person, Pupil, Scale, School, SchoolKind, Title, World, next_index};

const UAI_LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPRSTUVWXYZ";
const DEPARTMENT: u32 = 99;
const SCHOOLS: u64 = 1;
const PUPILS: u64 = 2;

/// The national code of the school with this number in the fictitious department.
#[must_use]
pub fn uai(number: u32) -> String {
    let digits = DEPARTMENT * 10_000 + number;
    format!("{digits:07}{}", char::from(UAI_LETTERS[(digits % 23) as usize]))
}

/// Écoles of each sector.
fn sectors(scale: Scale) -> Vec<u32> {
    match scale {
        Scale::School => vec![2],
        Scale::Town => vec![6, 6, 5],
        Scale::Territory => vec![6; 50],
    }
}

/// Adds every school with its classes and pupils.
pub(crate) fn lay_out(world: &mut World) {
    for (sector, ecoles) in (0u32..).zip(sectors(world.scale)) {
        for rank in 0..=ecoles {
            add_school(world, sector, rank);
        }
    }
}

fn add_school(world: &mut World, sector: u32, rank: u32) {
    let index = next_index(&world.schools);
    let mut rng = Rng::of(world.seed, &[SCHOOLS, u64::from(index)]);
    let ecole_number = index - sector - u32::from(rank > 0);
    let classes =
        if rank == 0 { college_classes(sector) } else { ecole_classes(ecole_number, &mut rng) };
    let kind = match rank {
        0 => SchoolKind::College,
        _ if classes.iter().any(|c| c.iter().any(|l| l.cycle() == 1)) => SchoolKind::Primary,
        _ => SchoolKind::Elementary,
    };
    let name = match kind {
        SchoolKind::College => {
            format!("Collège {}", names::COLLEGES[sector as usize % names::COLLEGES.len()])
        }
        _ => format!("École {}", names::ECOLES[ecole_number as usize % names::ECOLES.len()]),
    };
    let commune_number = sector * 3 + rank / 2;
    let (lat, lon) = location(sector, rank);
    let (first_class, first_pupil) = (next_index(&world.classes), next_index(&world.pupils));
    for (number, levels) in classes.iter().enumerate() {
        add_class(world, index, number, levels, kind, &mut rng);
    }
    world.schools.push(School {
        index,
        uai: uai(index + 1),
        kind,
        name,
        commune: names::commune(commune_number as usize),
        postal_code: format!("99{:03}", commune_number + 100),
        street: format!("{} {}", rng.between(1, 60), rng.pick(names::STREETS)),
        phone: format!("01 99 00 {:02} {:02}", index / 100, index % 100),
        email: format!("ecole.{}@exemple.invalid", uai(index + 1).to_ascii_lowercase()),
        sector,
        lat,
        lon,
        classes: first_class..next_index(&world.classes),
        groups: 0..0,
        teachings: 0..0,
        pupils: first_pupil..next_index(&world.pupils),
        slots: 0..0,
    });
}

/// Sectors on a spiral, schools of a sector around its collège.
fn location(sector: u32, rank: u32) -> (f64, f64) {
    let (turn, radius) = (f64::from(sector) * 2.4, 0.065 * f64::from(sector).sqrt());
    let around = f64::from(rank) * 1.05 + turn;
    let near = if rank == 0 { 0.0 } else { 0.012 + 0.006 * f64::from(rank) };
    let round = |x: f64| (x * 1e5).round() / 1e5;
    (
        round(46.58 + radius * turn.sin() + near * around.sin()),
        round(0.36 + 1.4 * (radius * turn.cos() + near * around.cos())),
    )
}

fn college_classes(sector: u32) -> Vec<Vec<Level>> {
    let per_level = [5, 4, 6][(sector % 3) as usize];
    Level::ALL[8..].iter().flat_map(|level| vec![vec![*level]; per_level]).collect()
}

fn ecole_classes(number: u32, rng: &mut Rng) -> Vec<Vec<Level>> {
    use Level::{Ce1, Ce2, Cm1, Cm2, Cp, Gs, Ms, Ps};
    let shape = match number {
        0 => 6,
        1 => 7,
        _ => rng.pick(&[3, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 7, 7]),
    };
    match shape {
        3 => vec![vec![Ps, Ms, Gs], vec![Cp, Ce1], vec![Ce2, Cm1, Cm2]],
        4 => vec![vec![Ps, Ms], vec![Gs, Cp], vec![Ce1, Ce2], vec![Cm1, Cm2]],
        5 if number.is_multiple_of(2) => vec![vec![Cp], vec![Ce1], vec![Ce2], vec![Cm1], vec![Cm2]],
        5 => vec![vec![Ps, Ms], vec![Gs, Cp], vec![Ce1], vec![Ce2, Cm1], vec![Cm2]],
        6 => vec![vec![Cp], vec![Cp, Ce1], vec![Ce1, Ce2], vec![Ce2, Cm1], vec![Cm1], vec![Cm2]],
        _ => {
            vec![vec![Ps, Ms], vec![Gs], vec![Cp], vec![Ce1], vec![Ce2], vec![Cm1], vec![Cm1, Cm2]]
        }
    }
}

fn add_class(
    world: &mut World,
    school: u32,
    number: usize,
    levels: &[Level],
    kind: SchoolKind,
    rng: &mut Rng,
) {
    let index = next_index(&world.classes);
    let set = Levels::of(levels);
    let (size, name, code) = if kind == SchoolKind::College {
        let same = world
            .classes
            .iter()
            .rev()
            .take_while(|c| c.school == school && c.levels == set)
            .count();
        let letter = char::from(b'A' + u8::try_from(same).unwrap_or(0));
        let level = set.label();
        (
            rng.between(24, 26),
            format!("{level} {letter}"),
            format!("{}{letter}", level.trim_end_matches('e')),
        )
    } else {
        let letter = char::from(b'A' + u8::try_from(number).unwrap_or(0));
        (rng.between(21, 25), set.label(), format!("{} {letter}", set.label()))
    };
    let first = next_index(&world.pupils);
    for place in 0..size {
        let rank = place * i32::try_from(levels.len()).unwrap_or(1) / size;
        let level = levels[usize::try_from(rank).unwrap_or(0)];
        add_pupil(world, school, index, level);
    }
    world.classes.push(Class {
        index,
        school,
        name,
        code,
        levels: set,
        main_teacher: 0,
        pupils: first..next_index(&world.pupils),
    });
}

fn add_pupil(world: &mut World, school: u32, class: u32, level: Level) {
    let index = next_index(&world.pupils);
    let mut rng = Rng::of(world.seed, &[PUPILS, u64::from(index)]);
    let year = level.birth_year()
        + match rng.below(100) {
            0..4 => -1,
            4 => 1,
            _ => 0,
        };
    let girl = rng.chance(495);
    let first_names = if girl { names::GIRLS } else { names::BOYS };
    let person = Person {
        last_name: "",
        first_name: rng.pick(first_names),
        title: if girl { Title::Mme } else { Title::M },
        birth: date(year, 1, 1) + rng.between(0, 364),
        email: String::new(),
        phone: String::new(),
    };
    world.pupils.push(Pupil { index, school, class, level, person, family: 0, kinships: 0..0 });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_letter_follows_the_national_rule() {
        assert_eq!(uai(1), "0990001N");
        assert!((1..400).all(|n| uai(n).len() == 8 && uai(n).starts_with("099")));
    }
}
