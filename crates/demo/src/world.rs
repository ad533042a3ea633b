//! What the fictitious territory is made of, and its generator.
//!
//! Everything is a plain value in a vector; every reference is an index in
//! another vector of the same [`World`]. What belongs to one school is
//! contiguous, so a school knows its classes, pupils and so on as ranges.

use std::ops::Range;

use crate::cast::Cast;
use crate::subjects::{Level, Levels, Subject};
use crate::{college, ecole, families, schools, staffing};

/// How large the territory is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scale {
    /// One collège of 20 classes and two écoles.
    School,
    /// Three collèges and seventeen écoles.
    Town,
    /// Fifty collèges and three hundred écoles.
    Territory,
}

/// Collège or école.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SchoolKind {
    /// Public collège (type 340).
    College,
    /// Public école with elementary classes only.
    Elementary,
    /// Public école with maternelle and elementary classes.
    Primary,
}

/// A school of the territory.
#[derive(Clone, Debug)]
pub struct School {
    /// Position in [`World::schools`].
    pub index: u32,
    /// National code, in the department 099 that does not exist.
    pub uai: String,
    /// Collège or école.
    pub kind: SchoolKind,
    /// « Collège des Tilleuls ».
    pub name: String,
    /// A commune that does not exist.
    pub commune: String,
    /// A postal code that does not exist (99xxx).
    pub postal_code: String,
    /// Number and street.
    pub street: String,
    /// Telephone, in the range kept for fiction.
    pub phone: String,
    /// E-mail of the school.
    pub email: String,
    /// A collège and the écoles whose pupils go there share a sector.
    pub sector: u32,
    /// Latitude, degrees.
    pub lat: f64,
    /// Longitude, degrees.
    pub lon: f64,
    /// Its classes in [`World::classes`].
    pub classes: Range<u32>,
    /// Its groups in [`World::groups`].
    pub groups: Range<u32>,
    /// Its teachings in [`World::teachings`].
    pub teachings: Range<u32>,
    /// Its pupils in [`World::pupils`].
    pub pupils: Range<u32>,
    /// Its weekly slots in [`World::slots`].
    pub slots: Range<u32>,
}

/// A class (division): every pupil is in exactly one.
#[derive(Clone, Debug)]
pub struct Class {
    /// Position in [`World::classes`].
    pub index: u32,
    /// Its school.
    pub school: u32,
    /// « 5e B », « CE2-CM1 de M. Marceau ».
    pub name: String,
    /// Code in the school's files: « 5B », « CE2-CM1 A ».
    pub code: String,
    /// One level, or several in an école.
    pub levels: Levels,
    /// The class teacher of an école, the form teacher of a collège.
    pub main_teacher: u32,
    /// Its pupils in [`World::pupils`].
    pub pupils: Range<u32>,
}

/// A group of pupils from one or several classes: second language, option.
#[derive(Clone, Debug)]
pub struct Group {
    /// Position in [`World::groups`].
    pub index: u32,
    /// Its school.
    pub school: u32,
    /// « 5e AB Espagnol ».
    pub name: String,
    /// Code in the school's files: « 5AB-ESP2 ».
    pub code: String,
    /// The classes its pupils come from.
    pub classes: Vec<u32>,
    /// Its pupils, in order.
    pub pupils: Vec<u32>,
}

/// Who a teaching is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Audience {
    /// A whole class.
    Class(u32),
    /// A group.
    Group(u32),
}

/// A subject taught by a teacher to a class or a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Teaching {
    /// Position in [`World::teachings`].
    pub index: u32,
    /// Its school.
    pub school: u32,
    /// The class or group.
    pub audience: Audience,
    /// The subject.
    pub subject: Subject,
    /// The teacher, in [`World::staff`].
    pub teacher: u32,
    /// The level the lessons are written for (the lowest of the class).
    pub level: Level,
}

/// Weeks in which a slot takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weeks {
    /// Every week.
    Every,
    /// Odd ISO weeks.
    A,
    /// Even ISO weeks.
    B,
}

/// One place of the weekly timetable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Slot {
    /// The teaching, in [`World::teachings`].
    pub teaching: u32,
    /// 1 (Monday) to 5 (Friday).
    pub weekday: u8,
    /// Rank in the day, from 0. In an école a day is an order, not hours.
    pub position: u8,
    /// Hours, in a collège.
    pub hours: Option<Hours>,
    /// Which weeks.
    pub weeks: Weeks,
    /// Levels it is for: in a class of several levels some moments are apart.
    pub levels: Levels,
    /// Whether the teacher usually writes a lesson for it.
    pub written: bool,
    /// Number or name of the room, empty in an école.
    pub room: &'static str,
}

/// Beginning and end, in minutes from midnight, local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Hours {
    /// Beginning.
    pub start: u16,
    /// End.
    pub end: u16,
}

/// M. or Mme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Title {
    /// Monsieur.
    M,
    /// Madame.
    Mme,
}

impl Title {
    /// « M. » or « Mme ».
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::M => "M.",
            Self::Mme => "Mme",
        }
    }
}

/// What every person has.
#[derive(Clone, Debug)]
pub struct Person {
    /// Last name.
    pub last_name: &'static str,
    /// First name.
    pub first_name: &'static str,
    /// M. or Mme.
    pub title: Title,
    /// Birth day, days since 1970-01-01.
    pub birth: i32,
    /// An address of the domain `exemple.invalid`; empty for a pupil of an école.
    pub email: String,
    /// A number of the ranges kept for fiction; empty for a pupil.
    pub phone: String,
}

impl Person {
    /// « Lina Moreau ».
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }

    /// « Mme Baron ».
    #[must_use]
    pub fn formal_name(&self) -> String {
        format!("{} {}", self.title.label(), self.last_name)
    }
}

/// A pupil.
#[derive(Clone, Debug)]
pub struct Pupil {
    /// Position in [`World::pupils`].
    pub index: u32,
    /// Their school.
    pub school: u32,
    /// Their class.
    pub class: u32,
    /// Their level.
    pub level: Level,
    /// Who they are.
    pub person: Person,
    /// The household they live in, shared by brothers and sisters.
    pub family: u32,
    /// Their links in [`World::kinships`].
    pub kinships: Range<u32>,
}

/// An adult linked to pupils.
#[derive(Clone, Debug)]
pub struct Guardian {
    /// Position in [`World::guardians`].
    pub index: u32,
    /// Who they are.
    pub person: Person,
    /// Number and street.
    pub street: String,
    /// The school whose commune they live in.
    pub near_school: u32,
}

/// Level of responsibility, as numbered by the national files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Responsibility {
    /// Legal guardian (1): the only level which gives rights.
    Legal = 1,
    /// Person in charge (2).
    InCharge = 2,
    /// Contact (3).
    Contact = 3,
}

/// What an adult is to a pupil.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// Mother.
    Mother,
    /// Father.
    Father,
    /// Grandparent.
    Grandparent,
    /// Husband or wife of a parent.
    StepParent,
    /// Uncle, aunt or other relative.
    Relative,
    /// Friend or neighbour of the family.
    Neighbour,
    /// Tutor named by a judge.
    Tutor,
}

impl Relation {
    /// Code for the exports: 10 and 20 are the national ones, the others are the demo's own.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mother => "10",
            Self::Father => "20",
            Self::Grandparent => "38",
            Self::StepParent => "37",
            Self::Relative => "39",
            Self::Neighbour => "90",
            Self::Tutor => "70",
        }
    }
}

/// The link of a pupil to an adult.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Kinship {
    /// The pupil.
    pub pupil: u32,
    /// The adult, in [`World::guardians`].
    pub guardian: u32,
    /// What they are to each other.
    pub relation: Relation,
    /// Level of responsibility.
    pub responsibility: Responsibility,
    /// Whether they pay.
    pub pays: bool,
    /// Whether they are called first.
    pub first_contact: bool,
}

/// What somebody does in a school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Head of school.
    Head,
    /// Deputy head.
    Deputy,
    /// Secretariat.
    Secretariat,
    /// School life: counsellor and assistants.
    SchoolLife,
    /// Support assistant of pupils with special needs.
    SupportAssistant,
    /// Teacher.
    Teacher,
    /// Librarian.
    Librarian,
    /// Manages the whole territory.
    TerritoryManager,
    /// Runs the service.
    Operator,
    /// Acts for the commune of the école of the visit.
    CommuneAgent,
    /// Follows the money for the bank.
    Funder,
}

impl Role {
    /// Function code of the exports.
    #[must_use]
    pub const fn function(self) -> &'static str {
        match self {
            Self::Head | Self::Deputy => "DIR",
            Self::Secretariat => "ADF",
            Self::SchoolLife => "EDU",
            Self::SupportAssistant => "ASH",
            Self::Teacher => "ENS",
            Self::Librarian => "DOC",
            Self::TerritoryManager | Self::Operator | Self::CommuneAgent | Self::Funder => "COL",
        }
    }
}

/// A role held in a school, or on the whole territory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Post {
    /// The school; none for the territory.
    pub school: Option<u32>,
    /// The role.
    pub role: Role,
}

/// A member of the staff.
#[derive(Clone, Debug)]
pub struct Staff {
    /// Position in [`World::staff`].
    pub index: u32,
    /// Who they are.
    pub person: Person,
    /// One post, or two for somebody shared by two schools.
    pub posts: Vec<Post>,
    /// Main subject of a collège teacher.
    pub subject: Option<Subject>,
    /// Pupils helped by a support assistant.
    pub helps: Vec<u32>,
}

/// The fictitious territory: people, classes and timetables.
#[derive(Clone, Debug)]
pub struct World {
    /// The seed it was made from.
    pub seed: u64,
    /// Its size.
    pub scale: Scale,
    /// Schools, sector by sector, the collège first.
    pub schools: Vec<School>,
    /// Classes.
    pub classes: Vec<Class>,
    /// Groups.
    pub groups: Vec<Group>,
    /// Teachings.
    pub teachings: Vec<Teaching>,
    /// Weekly timetables.
    pub slots: Vec<Slot>,
    /// Pupils.
    pub pupils: Vec<Pupil>,
    /// Guardians and contacts.
    pub guardians: Vec<Guardian>,
    /// Links of pupils to adults.
    pub kinships: Vec<Kinship>,
    /// Staff.
    pub staff: Vec<Staff>,
    pub(crate) cast: Cast,
}

/// A span of indexes as positions of a vector.
#[must_use]
pub fn span(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}

/// The position that the next item of a list will have.
pub(crate) fn next_index<T>(items: &[T]) -> u32 {
    u32::try_from(items.len()).unwrap_or(u32::MAX)
}

impl World {
    /// Makes the territory: the same for the same seed and scale.
    #[must_use]
    pub fn generate(seed: u64, scale: Scale) -> Self {
        let mut world = Self {
            seed,
            scale,
            schools: Vec::new(),
            classes: Vec::new(),
            groups: Vec::new(),
            teachings: Vec::new(),
            slots: Vec::new(),
            pupils: Vec::new(),
            guardians: Vec::new(),
            kinships: Vec::new(),
            staff: Vec::new(),
            cast: Cast::default(),
        };
        schools::lay_out(&mut world);
        world.open_schools();
        staffing::hire_territory(&mut world);
        families::raise(&mut world);
        Cast::engage(&mut world);
        families::reach_everybody(&mut world);
        Cast::give_addresses(&mut world);
        world
    }

    fn open_schools(&mut self) {
        let colleges: Vec<u32> = self
            .schools
            .iter()
            .filter(|s| s.kind == SchoolKind::College)
            .map(|s| s.index)
            .collect();
        for (rank, college) in colleges.iter().enumerate() {
            let next = colleges.get(rank + 1).copied().unwrap_or_else(|| next_index(&self.schools));
            college::open(self, *college);
            ecole::open_sector(self, &(college + 1..next).collect::<Vec<_>>());
        }
    }

    /// The pupils of a class or group, in order.
    pub fn pupils_of(&self, audience: Audience) -> impl Iterator<Item = &Pupil> {
        let (range, list) = match audience {
            Audience::Class(class) => (self.classes[class as usize].pupils.clone(), &[][..]),
            Audience::Group(group) => (0..0, &self.groups[group as usize].pupils[..]),
        };
        range.chain(list.iter().copied()).map(|pupil| &self.pupils[pupil as usize])
    }

    /// The name of a class or group.
    #[must_use]
    pub fn audience_name(&self, audience: Audience) -> &str {
        match audience {
            Audience::Class(class) => &self.classes[class as usize].name,
            Audience::Group(group) => &self.groups[group as usize].name,
        }
    }
}
