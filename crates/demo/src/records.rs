//! The people of the world as feeds deliver them: what the AAF files of the demonstration say.

use std::{collections::HashMap, io, path::Path};

use directory::feed::{
    self, Category, GroupKind, GroupRef, Kinship, Membership, Person, Phone, PhoneKind,
    Responsibility, School, SchoolGroup, Sector, Uai,
    aaf::Degree,
    aaf_writer::Writer,
    onde_writer::{self, Headers},
};
use kernel::{Day, Role};

use crate::{
    subjects::Level,
    world::{self, Audience, SchoolKind, Title, World, span},
};

/// The academy of the demonstration: a number no academy has.
pub const ACADEMY: &str = "99";

/// Keys of people count from these numbers, so that categories never meet.
const PUPILS: u32 = 1_000_000;
const GUARDIANS: u32 = 2_000_000;
const STAFF: u32 = 3_000_000;

/// Writes the complete exports of both degrees into a folder.
///
/// # Errors
/// When the folder cannot be written.
pub fn write_aaf(world: &World, folder: &Path, day: Day) -> io::Result<()> {
    for degree in [Degree::Second, Degree::First] {
        let mut writer = Writer::create(folder, degree, ACADEMY, day)?;
        for school in world.schools.iter().filter(|school| degree_of(school) == degree) {
            writer.school(&world.school_record(school))?;
        }
        for staff in &world.staff {
            if let Some(person) = world.staff_record(staff, degree) {
                writer.person(&person)?;
            }
        }
        let mut known = vec![false; world.guardians.len()];
        for pupil in world.pupils_in(degree) {
            for link in world.links(pupil, degree) {
                known[link.guardian as usize] = true;
            }
        }
        for guardian in world.guardians.iter().filter(|guardian| known[guardian.index as usize]) {
            writer.person(&world.guardian_record(guardian, degree))?;
        }
        for pupil in world.pupils_in(degree) {
            writer.person(&world.pupil_record(pupil, degree))?;
        }
        writer.finish()?;
    }
    Ok(())
}

/// Writes the tables that ONDE gives of each school of the 1st degree, a folder each.
///
/// # Errors
/// When the folder cannot be written.
pub fn write_onde(world: &World, folder: &Path) -> io::Result<()> {
    let degree = Degree::First;
    let mut of_school: HashMap<Uai, Vec<Person>> = HashMap::new();
    for staff in world.staff.iter().filter_map(|staff| world.staff_record(staff, degree)) {
        let mut schools: Vec<Uai> = staff.memberships.iter().map(|tie| tie.uai).collect();
        schools.dedup();
        for uai in schools {
            of_school.entry(uai).or_default().push(staff.clone());
        }
    }
    for pupil in world.pupils_in(degree) {
        let school = &world.schools[pupil.school as usize];
        let people = of_school.entry(uai(school)).or_default();
        for link in world.links(pupil, degree) {
            let guardian = &world.guardians[link.guardian as usize];
            let key = guardian_key(guardian.index, degree);
            if !people.iter().any(|known| *known.key == *key) {
                people.push(world.guardian_record(guardian, degree));
            }
        }
        people.push(world.pupil_record(pupil, degree));
    }
    for (uai, people) in of_school {
        let people: Vec<&Person> = people.iter().collect();
        onde_writer::write(&folder.join(uai.as_str()), uai, &people, Headers::Newer)?;
    }
    Ok(())
}

/// The degree a school is exported in.
pub fn degree_of(school: &world::School) -> Degree {
    if school.kind == SchoolKind::College { Degree::Second } else { Degree::First }
}

/// What a feed calls a pupil.
pub fn pupil_key(index: u32, degree: Degree) -> String {
    key(PUPILS + index, degree)
}

/// What a feed calls a guardian; one known in both degrees has a key in each.
pub fn guardian_key(index: u32, degree: Degree) -> String {
    key(GUARDIANS + index, degree)
}

/// What a feed calls a member of the staff.
pub fn staff_key(index: u32, degree: Degree) -> String {
    key(STAFF + index, degree)
}

fn key(number: u32, degree: Degree) -> String {
    format!("{}-{ACADEMY}-{number}", degree.code())
}

impl World {
    fn pupils_in(&self, degree: Degree) -> impl Iterator<Item = &world::Pupil> {
        self.pupils
            .iter()
            .filter(move |pupil| degree_of(&self.schools[pupil.school as usize]) == degree)
    }

    /// The links an export tells: the 1st degree knows those who hold parental authority only.
    pub fn links<'w>(
        &'w self,
        pupil: &world::Pupil,
        degree: Degree,
    ) -> impl Iterator<Item = &'w world::Kinship> {
        self.kinships[span(&pupil.kinships)].iter().filter(move |link| {
            degree == Degree::Second || link.responsibility != world::Responsibility::Contact
        })
    }

    fn school_record(&self, school: &world::School) -> School {
        let kind = match school.kind {
            SchoolKind::College => feed::SchoolKind::Middle,
            SchoolKind::Elementary => feed::SchoolKind::Elementary,
            SchoolKind::Primary => feed::SchoolKind::Primary,
        };
        let mut record = School::new(uai(school), &school.name, kind);
        record.sector = Some(Sector::Public);
        record.commune = Some(school.commune.as_str().into());
        record.postal_code = Some(school.postal_code.as_str().into());
        record.address = Some(school.street.as_str().into());
        record.phone = Some(school.phone.as_str().into());
        record.email = Some(school.email.as_str().into());
        let classes = self.classes[span(&school.classes)].iter().map(|class| SchoolGroup {
            group: self.group_of(Audience::Class(class.index)),
            levels: class.levels.iter().map(|level| level.label().into()).collect(),
        });
        let groups = self.groups[span(&school.groups)].iter().map(|group| SchoolGroup {
            group: self.group_of(Audience::Group(group.index)),
            levels: Box::default(),
        });
        let mut declared: Vec<_> = classes.chain(groups).collect();
        declared.sort();
        record.groups = declared.into();
        record
    }

    /// A class or group as feeds name it: by its name in the 2nd degree, by a number in the 1st.
    pub fn group_of(&self, audience: Audience) -> GroupRef {
        let (kind, school, name, number) = match audience {
            Audience::Class(at) => {
                let class = &self.classes[at as usize];
                (GroupKind::Class, class.school, &class.name, 10_000 + at)
            }
            Audience::Group(at) => {
                let group = &self.groups[at as usize];
                (GroupKind::Group, group.school, &group.name, 50_000 + at)
            }
        };
        if degree_of(&self.schools[school as usize]) == Degree::Second {
            GroupRef { kind, code: name.as_str().into(), label: None }
        } else {
            GroupRef { kind, code: number.to_string().into(), label: Some(name.as_str().into()) }
        }
    }

    fn staff_record(&self, staff: &world::Staff, degree: Degree) -> Option<Person> {
        let posts: Vec<_> = staff
            .posts
            .iter()
            .filter_map(|post| Some((&self.schools[post.school? as usize], role_of(post.role)?)))
            .filter(|(school, _)| degree_of(school) == degree)
            .collect();
        if posts.is_empty() {
            return None;
        }
        let mut person = person(&staff_key(staff.index, degree), Category::Staff, &staff.person);
        let mut memberships: Vec<_> =
            posts.iter().map(|(school, role)| Membership::new(uai(school), *role)).collect();
        for (school, _) in &posts {
            let taught = self.teachings[span(&school.teachings)]
                .iter()
                .filter(|teaching| teaching.teacher == staff.index);
            memberships.extend(taught.map(|teaching| self.taught(school, teaching)));
            let main = self.classes[span(&school.classes)]
                .iter()
                .filter(|class| class.main_teacher == staff.index);
            memberships.extend(main.map(|class| Membership {
                group: Some(self.group_of(Audience::Class(class.index))),
                head_teacher: degree == Degree::Second,
                ..Membership::new(uai(school), Role::Teacher)
            }));
        }
        person.memberships = memberships.into();
        person.normalise();
        Some(person)
    }

    fn taught(&self, school: &world::School, teaching: &world::Teaching) -> Membership {
        let subject = (!teaching.subject.code().is_empty()).then(|| {
            Box::new(feed::Subject {
                code: teaching.subject.code().into(),
                label: teaching.subject.label().into(),
            })
        });
        Membership {
            group: Some(self.group_of(teaching.audience)),
            subject,
            ..Membership::new(uai(school), Role::Teacher)
        }
    }

    fn guardian_record(&self, guardian: &world::Guardian, degree: Degree) -> Person {
        let key = guardian_key(guardian.index, degree);
        let mut person = person(&key, Category::Guardian, &guardian.person);
        let near = &self.schools[guardian.near_school as usize];
        person.address = Some(Box::new(feed::Address {
            lines: guardian.street.as_str().into(),
            postal_code: near.postal_code.as_str().into(),
            city: near.commune.as_str().into(),
            country: "FRANCE".into(),
        }));
        person
    }

    fn pupil_record(&self, pupil: &world::Pupil, degree: Degree) -> Person {
        let mut person = person(&pupil_key(pupil.index, degree), Category::Pupil, &pupil.person);
        let school = uai(&self.schools[pupil.school as usize]);
        let class = Audience::Class(pupil.class);
        let groups = &self.groups[span(&self.schools[pupil.school as usize].groups)];
        let chosen = groups.iter().filter(|group| group.pupils.binary_search(&pupil.index).is_ok());
        let audiences = std::iter::once(class).chain(chosen.map(|g| Audience::Group(g.index)));
        person.memberships = audiences
            .map(|audience| Membership {
                group: Some(self.group_of(audience)),
                level: Some(level_of(pupil.level).into()),
                ..Membership::new(school, Role::Pupil)
            })
            .collect();
        person.kinships = self
            .links(pupil, degree)
            .map(|link| Kinship {
                guardian: guardian_key(link.guardian, degree).into(),
                link: link.relation.code().parse().ok(),
                level: match link.responsibility {
                    world::Responsibility::Legal => Responsibility::Legal,
                    world::Responsibility::InCharge => Responsibility::InCharge,
                    world::Responsibility::Contact => Responsibility::Contact,
                },
                financial: link.pays,
                contact: link.first_contact,
                payment: false,
            })
            .collect();
        person.normalise();
        person
    }
}

/// The number of a school.
///
/// # Panics
/// Never for a school of the world: its number is made with the right letter.
pub fn uai(school: &world::School) -> Uai {
    match Uai::parse(&school.uai) {
        Some(uai) => uai,
        None => panic!("{} is not a UAI", school.uai),
    }
}

const fn level_of(level: Level) -> &'static str {
    level.label()
}

/// The role an export gives; nothing for those who run the territory, whom no export knows.
const fn role_of(role: world::Role) -> Option<Role> {
    Some(match role {
        world::Role::Head | world::Role::Deputy => Role::Head,
        world::Role::Secretariat => Role::Secretariat,
        world::Role::SchoolLife => Role::SchoolLife,
        world::Role::SupportAssistant => Role::SupportAssistant,
        world::Role::Teacher | world::Role::Librarian => Role::Teacher,
        world::Role::TerritoryManager
        | world::Role::Operator
        | world::Role::CommuneAgent
        | world::Role::Funder => return None,
    })
}

fn person(key: &str, category: Category, from: &world::Person) -> Person {
    let mut person = Person::new(key, category, from.last_name, from.first_name);
    person.title = (category != Category::Pupil).then_some(match from.title {
        Title::M => feed::Title::Sir,
        Title::Mme => feed::Title::Madam,
    });
    person.birth_date = Some(Day(from.birth));
    person.email = (!from.email.is_empty()).then(|| from.email.as_str().into());
    if !from.phone.is_empty() {
        let kind = if from.phone.starts_with("06") { PhoneKind::Mobile } else { PhoneKind::Home };
        person.phones = Box::new([Phone { kind, number: from.phone.as_str().into() }]);
    }
    person
}
