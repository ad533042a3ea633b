//! The normalised records every feed produces, whatever its format.

use kernel::{Day, Role};

use super::names::clean;
use super::uai::Uai;

/// A school as a feed describes it. A feed fills what it knows and leaves the rest empty.
#[derive(Clone, Debug, PartialEq)]
pub struct School {
    /// Its national number, which is its key.
    pub uai: Uai,
    /// Its name with its kind, "Collège Jean Moulin".
    pub name: Box<str>,
    /// What it teaches.
    pub kind: SchoolKind,
    /// Who runs it; `None` when the feed does not say.
    pub sector: Option<Sector>,
    /// Name of the commune.
    pub commune: Option<Box<str>>,
    /// INSEE code of the commune.
    pub insee: Option<Box<str>>,
    /// Name of the group of communes.
    pub epci: Option<Box<str>>,
    /// Street and number, lines separated by `\n`.
    pub address: Option<Box<str>>,
    /// Postal code.
    pub postal_code: Option<Box<str>>,
    /// Latitude, degrees.
    pub lat: Option<f64>,
    /// Longitude, degrees.
    pub lon: Option<f64>,
    /// Whether the position is only the centre of the commune.
    pub approximate_position: bool,
    /// Number of pupils declared.
    pub pupils: Option<u32>,
    /// Latest social position index known.
    pub ips: Option<f64>,
    /// Priority education network.
    pub priority: Option<Priority>,
    /// Name of the primary inspection district.
    pub district: Option<Box<str>>,
    /// Telephone of the office.
    pub phone: Option<Box<str>>,
    /// Mail address of the office.
    pub email: Option<Box<str>>,
    /// Day it opened.
    pub opened: Option<Day>,
    /// Whether the feed says that it is closed.
    pub closed: bool,
    /// Classes and groups the school declares, sorted.
    pub groups: Box<[SchoolGroup]>,
}

impl School {
    /// A school of which only the number, the name and the kind are known.
    pub fn new(uai: Uai, name: &str, kind: SchoolKind) -> Self {
        Self {
            uai,
            name: clean(name).into(),
            kind,
            sector: None,
            commune: None,
            insee: None,
            epci: None,
            address: None,
            postal_code: None,
            lat: None,
            lon: None,
            approximate_position: false,
            pupils: None,
            ips: None,
            priority: None,
            district: None,
            phone: None,
            email: None,
            opened: None,
            closed: false,
            groups: Box::default(),
        }
    }
}

/// What a school teaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SchoolKind {
    /// École maternelle.
    Nursery,
    /// École élémentaire.
    Elementary,
    /// École primaire: maternelle and élémentaire together.
    Primary,
    /// Collège.
    Middle,
    /// Lycée of any kind.
    High,
    /// A school of another kind, or whose kind the feed does not say.
    Other,
}

/// Who runs a school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sector {
    /// Public.
    Public,
    /// Private under contract.
    PrivateContract,
    /// Private without a contract.
    PrivateFree,
    /// Private, nothing more said.
    Private,
}

/// A priority education network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Priority {
    /// REP.
    Rep,
    /// REP+.
    RepPlus,
}

/// A class or group that a school declares.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SchoolGroup {
    /// The group, with its label when the feed gives one.
    pub group: GroupRef,
    /// Its levels, in the feed's order.
    pub levels: Box<[Box<str>]>,
}

/// Whether a group of pupils is a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupKind {
    /// A class: a pupil usually has one.
    Class,
    /// A teaching group.
    Group,
}

/// A class or group, named within its school.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupRef {
    /// Class or teaching group.
    pub kind: GroupKind,
    /// What identifies it in its school: its name in the 2nd degree, a number in the 1st.
    pub code: Box<str>,
    /// Its name for people, when it is not the code.
    pub label: Option<Box<str>>,
}

impl GroupRef {
    /// The name to show.
    pub fn name(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.code)
    }
}

/// A person as a feed describes them.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// What identifies them in this kind of feed, stable from one import to the next:
    /// `2D-13-2000000` (degree, academy, number) for AAF.
    pub key: Box<str>,
    /// What the same feed called them when it said less of them: no national number for example.
    pub former_key: Option<Box<str>>,
    /// Why the feed knows them.
    pub category: Category,
    /// M. or Mme.
    pub title: Option<Title>,
    /// Day of birth.
    pub birth_date: Option<Day>,
    /// Name they use, as delivered (see [`super::display_name`]).
    pub last_name: Box<str>,
    /// Name of birth, when the feed gives one.
    pub family_name: Option<Box<str>>,
    /// First name they use.
    pub first_name: Box<str>,
    /// Other first names, in order.
    pub other_first_names: Box<[Box<str>]>,
    /// National number of a pupil.
    pub ine: Option<Box<str>>,
    /// Number of a pupil in the school's own software (ELENOET).
    pub local_id: Option<Box<str>>,
    /// Mail address.
    pub email: Option<Box<str>>,
    /// Telephones, sorted.
    pub phones: Box<[Phone]>,
    /// Postal address.
    pub address: Option<Box<Address>>,
    /// What they are and where, sorted; each school appears at least once without a group.
    pub memberships: Box<[Membership]>,
    /// Of a pupil: who is responsible for them, sorted.
    pub kinships: Box<[Kinship]>,
}

impl Person {
    /// A person of whom only the key, the category and the name are known.
    pub fn new(key: &str, category: Category, last_name: &str, first_name: &str) -> Self {
        Self {
            key: key.into(),
            former_key: None,
            category,
            title: None,
            birth_date: None,
            last_name: clean(last_name).into(),
            family_name: None,
            first_name: clean(first_name).into(),
            other_first_names: Box::default(),
            ine: None,
            local_id: None,
            email: None,
            phones: Box::default(),
            address: None,
            memberships: Box::default(),
            kinships: Box::default(),
        }
    }

    /// Puts lists in their canonical order, so that the same facts delivered in another order
    /// are the same record. Every membership in a group implies the bare one of its school.
    pub fn normalise(&mut self) {
        let mut memberships = std::mem::take(&mut self.memberships).into_vec();
        let bare: Vec<Membership> = memberships
            .iter()
            .filter(|tie| tie.group.is_some())
            .filter(|tie| !memberships.iter().any(|other| other.is_bare_of(tie)))
            .map(|tie| Membership {
                level: tie.level.clone(),
                ..Membership::new(tie.uai, tie.role)
            })
            .collect();
        memberships.extend(bare);
        memberships.sort();
        memberships.dedup();
        self.memberships = memberships.into();
        self.phones.sort();
        let mut kinships = std::mem::take(&mut self.kinships).into_vec();
        kinships.sort();
        kinships.dedup();
        self.kinships = kinships.into();
    }
}

/// Why a feed knows a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Learns in a school.
    Pupil,
    /// Is responsible for a pupil.
    Guardian,
    /// Works in a school.
    Staff,
}

/// A form of address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Title {
    /// Madame (Mademoiselle is read as Madame).
    Madam,
    /// Monsieur.
    Sir,
}

impl Title {
    /// Reads the word of a feed.
    pub(super) fn of_word(word: &str) -> Option<Self> {
        let word = word.trim_end_matches('.').to_lowercase();
        match word.as_str() {
            "m" | "mr" | "monsieur" => Some(Self::Sir),
            "mme" | "mlle" | "mle" | "madame" | "mademoiselle" => Some(Self::Madam),
            _ => None,
        }
    }
}

/// A telephone number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Phone {
    /// What it is for.
    pub kind: PhoneKind,
    /// As delivered, spaces tidied.
    pub number: Box<str>,
}

/// What a telephone number is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PhoneKind {
    /// At home.
    Home,
    /// At work.
    Work,
    /// Mobile.
    Mobile,
}

/// A postal address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Lines separated by `\n`.
    pub lines: Box<str>,
    /// Postal code.
    pub postal_code: Box<str>,
    /// City.
    pub city: Box<str>,
    /// Country.
    pub country: Box<str>,
}

/// What a person is in a school, or in one of its groups.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Membership {
    /// The school.
    pub uai: Uai,
    /// What the person is there.
    pub role: Role,
    /// The class or group; `None` for the school itself.
    pub group: Option<GroupRef>,
    /// What a teacher teaches there.
    pub subject: Option<Box<Subject>>,
    /// Whether the person is the class's head teacher (professeur principal).
    pub head_teacher: bool,
    /// Level of a pupil, "CM1", "6e": see the table in the README.
    pub level: Option<Box<str>>,
    /// First day.
    pub starts: Option<Day>,
    /// Last day.
    pub ends: Option<Day>,
}

impl Membership {
    /// A role in a school.
    pub fn new(uai: Uai, role: Role) -> Self {
        Self {
            uai,
            role,
            group: None,
            subject: None,
            head_teacher: false,
            level: None,
            starts: None,
            ends: None,
        }
    }

    fn is_bare_of(&self, tie: &Self) -> bool {
        self.group.is_none() && self.uai == tie.uai && self.role == tie.role
    }
}

/// What is taught.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// National code, six digits.
    pub code: Box<str>,
    /// Its name; the code when the feed does not name it.
    pub label: Box<str>,
}

/// A guardian of a pupil. Every link is kept; only the legal levels give rights
/// ([`crate::api::LEGAL_LEVELS`]).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kinship {
    /// Key of the guardian in the same feed.
    pub guardian: Box<str>,
    /// Code of the family tie as delivered (10 and 20 are the parents).
    pub link: Option<u16>,
    /// Level of responsibility.
    pub level: Responsibility,
    /// Pays for the pupil.
    pub financial: bool,
    /// To be called first.
    pub contact: bool,
    /// Receives payments.
    pub payment: bool,
}

/// The level of responsibility of a guardian.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Responsibility {
    /// Level 1: legal representative.
    Legal,
    /// Level 2: in charge of the pupil (« responsable légal 2 » of the older files).
    InCharge,
    /// Level 3: a person to contact.
    Contact,
    /// Not said, or a level of another number.
    Unknown,
}

impl Responsibility {
    /// Every level, in order.
    pub const ALL: [Self; 4] = [Self::Legal, Self::InCharge, Self::Contact, Self::Unknown];

    /// Reads the number a feed gives.
    pub fn from_code(code: &str) -> Self {
        match code {
            "1" => Self::Legal,
            "2" => Self::InCharge,
            "3" => Self::Contact,
            _ => Self::Unknown,
        }
    }

    /// The number a feed gives, empty when it gives none.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Legal => "1",
            Self::InCharge => "2",
            Self::Contact => "3",
            Self::Unknown => "",
        }
    }
}
