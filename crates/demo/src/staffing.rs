//! Who works in the schools.

use crate::calendar::date;
use crate::names;
use crate::rng::Rng;
use crate::subjects::Subject;
use crate::world::{Person, Post, Role, Staff, Title, World, next_index, span};

const STAFF: u64 = 3;
const HELP: u64 = 4;

/// Adds somebody with one post.
pub(crate) fn hire(
    world: &mut World,
    school: Option<u32>,
    role: Role,
    subject: Option<Subject>,
) -> u32 {
    let index = next_index(&world.staff);
    let mut rng = Rng::of(world.seed, &[STAFF, u64::from(index)]);
    let woman = rng.chance(if role == Role::Operator { 400 } else { 680 });
    let first_names = if woman { names::WOMEN } else { names::MEN };
    let person = Person {
        last_name: rng.pick(names::SURNAMES),
        first_name: rng.pick(first_names),
        title: if woman { Title::Mme } else { Title::M },
        birth: date(rng.between(1963, 2000), 1, 1) + rng.between(0, 364),
        email: String::new(),
        phone: String::new(),
    };
    world.staff.push(Staff {
        index,
        person,
        posts: vec![Post { school, role }],
        subject,
        helps: Vec::new(),
    });
    index
}

/// Adds the staff who do not teach in a collège.
pub(crate) fn hire_college_staff(world: &mut World, school: u32) {
    let posts: [(Role, usize); 6] = [
        (Role::Head, 1),
        (Role::Deputy, 1),
        (Role::Secretariat, 2),
        (Role::SchoolLife, 8),
        (Role::Librarian, 1),
        (Role::SupportAssistant, 4),
    ];
    for (role, count) in posts {
        for _ in 0..count {
            let index = hire(world, Some(school), role, None);
            if role == Role::SupportAssistant {
                give_pupils(world, school, index);
            }
        }
    }
}

/// Adds the support assistants of an école.
pub(crate) fn hire_ecole_assistants(world: &mut World, school: u32) {
    for _ in 0..2 {
        let index = hire(world, Some(school), Role::SupportAssistant, None);
        give_pupils(world, school, index);
    }
}

/// Adds those who work for the whole territory.
pub(crate) fn hire_territory(world: &mut World) {
    hire(world, None, Role::TerritoryManager, None);
    hire(world, None, Role::Operator, None);
    hire(world, None, Role::CommuneAgent, None);
    hire(world, None, Role::Funder, None);
}

/// One to three pupils of one class of the school, followed by an assistant.
fn give_pupils(world: &mut World, school: u32, assistant: u32) {
    let mut rng = Rng::of(world.seed, &[HELP, u64::from(assistant)]);
    let classes = &world.classes[span(&world.schools[school as usize].classes)];
    let mut pupils: Vec<u32> = classes[rng.below(classes.len())].pupils.clone().collect();
    rng.shuffle(&mut pupils);
    pupils.truncate(1 + rng.below(3));
    pupils.sort_unstable();
    world.staff[assistant as usize].helps = pupils;
}
