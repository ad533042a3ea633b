//! The people and timetables of the fictitious territory hold together.

use std::collections::{HashMap, HashSet};

use demo::families::families_in_two_schools;
use demo::rng::mix;
use demo::subjects::{Level, Subject};
use demo::world::{
    Audience, Relation, Responsibility, Role, Scale, SchoolKind, Slot, Weeks, World, span,
};

fn digest(world: &World) -> u64 {
    format!("{world:?}").bytes().fold(0, |sum, byte| mix(sum ^ u64::from(byte)))
}

fn near(found: usize, wanted: usize) -> bool {
    found * 10 >= wanted * 9 && found * 10 <= wanted * 11
}

#[test]
fn the_same_seed_gives_the_same_world() {
    let first = digest(&World::generate(7, Scale::School));
    assert_eq!(first, digest(&World::generate(7, Scale::School)));
    assert_ne!(first, digest(&World::generate(8, Scale::School)));
}

#[test]
fn a_school_has_a_collège_and_two_écoles() {
    let world = World::generate(1, Scale::School);
    let classes: Vec<usize> = world.schools.iter().map(|school| school.classes.len()).collect();
    assert_eq!(classes, [20, 6, 7]);
    let college = &world.schools[0];
    assert_eq!(
        (college.kind, college.name.as_str()),
        (SchoolKind::College, "Collège des Tilleuls")
    );
    assert!(near(college.pupils.len(), 500));
    assert!(world.classes.iter().any(|class| class.levels.label() == "CP-CE1"));
}

#[test]
fn a_town_has_three_collèges_and_seventeen_écoles() {
    let world = World::generate(1, Scale::Town);
    let colleges = world.schools.iter().filter(|school| school.kind == SchoolKind::College).count();
    assert_eq!((colleges, world.schools.len()), (3, 20));
}

#[test]
fn a_territory_has_the_promised_people() {
    let world = World::generate(1, Scale::Territory);
    let colleges = world.schools.iter().filter(|school| school.kind == SchoolKind::College).count();
    assert_eq!((colleges, world.schools.len()), (50, 350));
    assert!(near(world.pupils.len(), 60_000), "{} pupils", world.pupils.len());
    assert!(near(world.guardians.len(), 100_000), "{} guardians", world.guardians.len());
    assert!(near(world.staff.len(), 5_000), "{} staff", world.staff.len());
    check(&world);
}

#[test]
fn a_small_world_holds_together() {
    for seed in [1, 2, 3] {
        check(&World::generate(seed, Scale::School));
    }
    check(&World::generate(4, Scale::Town));
}

fn check(world: &World) {
    check_schools(world);
    check_pupils(world);
    check_families(world);
    check_addresses(world);
    check_weeks(world);
    nobody_is_in_two_places(world);
}

fn check_schools(world: &World) {
    let letters = "ABCDEFGHJKLMNPRSTUVWXYZ";
    let mut seen = HashSet::new();
    for (index, school) in world.schools.iter().enumerate() {
        assert_eq!(school.index as usize, index);
        let digits: usize = school.uai[..7].parse().unwrap_or(0);
        assert!(school.uai.starts_with("099") && school.uai.len() == 8);
        assert_eq!(school.uai.chars().last(), letters.chars().nth(digits % 23));
        assert!(seen.insert(school.uai.clone()));
        assert!(
            world.classes[span(&school.classes)].iter().all(|class| class.school == school.index)
        );
        assert!(
            world.groups[span(&school.groups)].iter().all(|group| group.school == school.index)
        );
        assert!(
            world.teachings[span(&school.teachings)]
                .iter()
                .all(|teaching| teaching.school == school.index)
        );
        assert!(
            world.pupils[span(&school.pupils)].iter().all(|pupil| pupil.school == school.index)
        );
        for slot in &world.slots[span(&school.slots)] {
            assert!(school.teachings.contains(&slot.teaching));
        }
        let heads = world
            .staff
            .iter()
            .flat_map(|staff| &staff.posts)
            .filter(|post| post.school == Some(school.index) && post.role == Role::Head);
        assert_eq!(heads.count(), 1, "{}", school.name);
    }
}

fn check_pupils(world: &World) {
    let mut seen = vec![0; world.pupils.len()];
    for class in &world.classes {
        for pupil in class.pupils.clone() {
            seen[pupil as usize] += 1;
            let pupil = &world.pupils[pupil as usize];
            assert_eq!(pupil.class, class.index);
            assert!(class.levels.has(pupil.level));
        }
        assert!((18..=30).contains(&class.pupils.len()));
        assert!(
            world.staff[class.main_teacher as usize]
                .posts
                .iter()
                .any(|post| post.school == Some(class.school))
        );
    }
    assert!(seen.iter().all(|times| *times == 1));
    for group in &world.groups {
        let unique: HashSet<_> = group.pupils.iter().collect();
        assert_eq!(unique.len(), group.pupils.len());
        assert!(
            group
                .pupils
                .iter()
                .all(|pupil| group.classes.contains(&world.pupils[*pupil as usize].class))
        );
        assert!(!group.pupils.is_empty());
    }
    for teaching in &world.teachings {
        let teacher = &world.staff[teaching.teacher as usize];
        assert!(
            teacher
                .posts
                .iter()
                .any(|p| p.school == Some(teaching.school) && p.role == Role::Teacher)
        );
        assert!(world.pupils_of(teaching.audience).all(|pupil| pupil.school == teaching.school));
    }
}

fn check_families(world: &World) {
    let mut without_legal = 0;
    let mut levels = HashSet::new();
    for pupil in &world.pupils {
        let links = &world.kinships[span(&pupil.kinships)];
        assert!(!links.is_empty() && links.iter().all(|link| link.pupil == pupil.index));
        levels.extend(links.iter().map(|link| link.responsibility));
        let legal =
            links.iter().filter(|link| link.responsibility == Responsibility::Legal).count();
        assert!(legal <= 2);
        if legal == 0 {
            without_legal += 1;
            assert!(links.iter().any(|link| link.responsibility == Responsibility::InCharge));
        }
        assert!(!pupil.person.last_name.is_empty());
    }
    assert!(without_legal * 50 <= world.pupils.len(), "{without_legal} without a legal guardian");
    assert_eq!(levels.len(), 3);
    let linked: HashSet<u32> = world.kinships.iter().map(|link| link.guardian).collect();
    assert_eq!(linked.len(), world.guardians.len());
    let apart = world.kinships.windows(2).filter(|pair| {
        let legal = pair.iter().all(|link| link.responsibility == Responsibility::Legal);
        let street = |link: u32| world.guardians[link as usize].street.as_str();
        legal
            && pair[0].pupil == pair[1].pupil
            && street(pair[0].guardian) != street(pair[1].guardian)
    });
    assert!(apart.count() * 10 > world.pupils.len(), "separated parents");
    let (two_schools, families) = families_in_two_schools(world);
    assert!((15..=30).contains(&(two_schools * 100 / families)), "{two_schools} of {families}");
}

fn check_addresses(world: &World) {
    let people = world
        .pupils
        .iter()
        .map(|x| &x.person)
        .chain(world.guardians.iter().map(|x| &x.person))
        .chain(world.staff.iter().map(|x| &x.person));
    let mut seen = HashSet::new();
    for person in people {
        assert!(person.email.is_empty() || person.email.ends_with("@exemple.invalid"));
        assert!(person.email.is_empty() || seen.insert(person.email.as_str()), "{}", person.email);
        assert!(
            person.phone.is_empty()
                || (person.phone.len() == 14 && person.phone.starts_with("06 39 98 "))
        );
        assert!(!person.first_name.is_empty());
    }
    assert!(world.schools.iter().all(|school| school.phone.starts_with("01 99 00 ")));
}

fn overlap(a: &Slot, b: &Slot) -> bool {
    let weeks = a.weeks == b.weeks || a.weeks == Weeks::Every || b.weeks == Weeks::Every;
    let together = match (a.hours, b.hours) {
        (Some(a), Some(b)) => a.start < b.end && b.start < a.end,
        _ => a.position == b.position,
    };
    weeks && a.weekday == b.weekday && together
}

fn nobody_is_in_two_places(world: &World) {
    let mut by_teacher: HashMap<u32, Vec<&Slot>> = HashMap::new();
    let mut by_room: HashMap<(u32, &str), Vec<&Slot>> = HashMap::new();
    let mut by_class: HashMap<u32, Vec<&Slot>> = HashMap::new();
    for slot in &world.slots {
        let teaching = &world.teachings[slot.teaching as usize];
        by_teacher.entry(teaching.teacher).or_default().push(slot);
        if !slot.room.is_empty() {
            by_room.entry((teaching.school, slot.room)).or_default().push(slot);
        }
        match teaching.audience {
            Audience::Class(class) => by_class.entry(class).or_default().push(slot),
            Audience::Group(group) => {
                for class in &world.groups[group as usize].classes {
                    by_class.entry(*class).or_default().push(slot);
                }
            }
        }
    }
    let levels_apart = |a: &Slot, b: &Slot| a.levels != b.levels && a.hours.is_none();
    for slots in by_teacher.values().chain(by_room.values()) {
        for (rank, a) in slots.iter().enumerate() {
            assert!(
                slots[rank + 1..].iter().all(|b| !overlap(a, b) || levels_apart(a, b)),
                "{a:?}"
            );
        }
    }
    let group = |slot: &Slot| {
        matches!(world.teachings[slot.teaching as usize].audience, Audience::Group(_))
    };
    for slots in by_class.values() {
        for (rank, a) in slots.iter().enumerate() {
            let clash = |b: &&Slot| overlap(a, b) && !levels_apart(a, b) && !(group(a) && group(b));
            assert!(!slots[rank + 1..].iter().any(clash), "{a:?}");
        }
    }
    for group in &world.groups {
        for pupil in &group.pupils {
            let same = world.groups[span(&world.schools[group.school as usize].groups)].iter();
            let languages =
                same.filter(|g| !g.name.ends_with("Latin") && g.pupils.contains(pupil)).count();
            assert!(languages <= 1);
        }
    }
}

/// 26 hours a week in a collège, beyond the option of Latin; four days in an école.
fn check_weeks(world: &World) {
    let mut minutes = vec![0_u32; world.classes.len()];
    let mut moments = vec![HashSet::new(); world.classes.len()];
    let mut counted = HashSet::new();
    for slot in &world.slots {
        let teaching = &world.teachings[slot.teaching as usize];
        let classes = match teaching.audience {
            Audience::Class(class) => vec![class],
            Audience::Group(group) if teaching.subject != Subject::Latin => {
                world.groups[group as usize].classes.clone()
            }
            Audience::Group(_) => vec![],
        };
        for class in classes {
            moments[class as usize].insert((slot.weekday, slot.position));
            let Some(hours) = slot.hours else { continue };
            if counted.insert((class, slot.weekday, slot.position, slot.weeks)) {
                let hour = if hours.end - hours.start > 60 { 2 } else { 1 };
                minutes[class as usize] +=
                    if slot.weeks == Weeks::Every { hour * 60 } else { hour * 30 };
            }
        }
    }
    for class in &world.classes {
        let college = class.levels.iter().all(|level| level >= Level::Sixieme);
        let index = class.index as usize;
        if college {
            assert_eq!(minutes[index], 26 * 60, "{}", class.name);
        } else {
            assert_eq!(minutes[index], 0);
            assert!(
                (20..=26).contains(&moments[index].len()),
                "{}: {}",
                class.name,
                moments[index].len()
            );
        }
    }
}

#[test]
fn the_people_of_the_visit_are_there_at_every_scale() {
    for scale in [Scale::School, Scale::Town] {
        let world = World::generate(1, scale);
        let cast = world.cast();
        let staff = |index: u32| world.staff[index as usize].person.formal_name();
        let lina = &world.pupils[cast.lina as usize];
        assert_eq!(lina.person.full_name(), "Lina Moreau");
        assert_eq!(world.classes[lina.class as usize].name, "5e B");
        assert_eq!(world.schools[lina.school as usize].name, "Collège des Tilleuls");
        let tom = &world.pupils[cast.tom as usize];
        assert_eq!((tom.person.full_name().as_str(), tom.level), ("Tom Moreau", Level::Ce2));
        assert_eq!(world.classes[tom.class as usize].name, "CE2-CM1 de M. Marceau");
        let names = [cast.baron, cast.petit, cast.diallo, cast.roux, cast.head, cast.secretariat]
            .map(staff);
        assert_eq!(
            names,
            ["Mme Baron", "M. Petit", "Mme Diallo", "M. Roux", "M. Lefèvre-Sauvage", "Mme Okafor"]
        );
        assert_eq!(world.staff[cast.two_schools as usize].posts.len(), 2);
    }
}

#[test]
fn three_children_of_two_schools_have_parents_who_live_apart() {
    let world = World::generate(1, Scale::School);
    let cast = world.cast();
    for child in [cast.lina, cast.tom, cast.zoe] {
        let pupil = &world.pupils[child as usize];
        let found: Vec<_> = world.kinships[span(&pupil.kinships)]
            .iter()
            .map(|l| (l.guardian, l.relation, l.responsibility as u8))
            .collect();
        assert_eq!(
            found,
            [
                (cast.nadia, Relation::Mother, 1),
                (cast.julien, Relation::Father, 1),
                (cast.jeannine, Relation::Grandparent, 3)
            ]
        );
    }
    let street = |index: u32| &world.guardians[index as usize].street;
    assert_ne!(street(cast.nadia), street(cast.julien));
    assert_eq!(world.guardians[cast.nadia as usize].person.full_name(), "Nadia Moreau");
}

#[test]
fn mme_baron_teaches_5e_b_on_thursday_at_nine() {
    let world = World::generate(1, Scale::School);
    let wanted = |slot: &&Slot| slot.teaching == world.cast().history_5e_b && slot.weekday == 4;
    let slot = world
        .slots
        .iter()
        .find(wanted)
        .map(|slot| (slot.hours.map(|h| (h.start, h.end)), slot.weeks, slot.room));
    assert_eq!(slot, Some((Some((540, 595)), Weeks::Every, "7")));
}
