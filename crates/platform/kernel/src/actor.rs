//! Who acts: a person and what ties them to others, today.

use std::fmt;

use crate::Lang;

/// The closed list of roles. A person holds several at once, each in an organisation, with dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The person themself, whatever else they are.
    Itself,
    /// Élève.
    Pupil,
    /// Responsable légal.
    Guardian,
    /// Enseignant.
    Teacher,
    /// Direction.
    Head,
    /// Secrétariat.
    Secretariat,
    /// Vie scolaire.
    SchoolLife,
    /// Accompagnant (AESH).
    SupportAssistant,
    /// Référent numérique.
    DigitalReferent,
    /// Formateur.
    Trainer,
    /// Conseiller numérique.
    DigitalAdviser,
    /// Agent de la commune.
    CommuneAgent,
    /// Financeur.
    Funder,
    /// Gestionnaire du territoire.
    TerritoryManager,
    /// Exploitant.
    Operator,
    /// Other staff of a school, without any right on pupils' data.
    OtherStaff,
    /// Inspecteur, for the days of an inspection.
    Inspector,
}

impl Role {
    /// Every role, in the order of the declaration.
    pub const ALL: [Self; 17] = [
        Self::Itself,
        Self::Pupil,
        Self::Guardian,
        Self::Teacher,
        Self::Head,
        Self::Secretariat,
        Self::SchoolLife,
        Self::SupportAssistant,
        Self::DigitalReferent,
        Self::Trainer,
        Self::DigitalAdviser,
        Self::CommuneAgent,
        Self::Funder,
        Self::TerritoryManager,
        Self::Operator,
        Self::OtherStaff,
        Self::Inspector,
    ];

    /// The word stored in tables and used in translation keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Itself => "itself",
            Self::Pupil => "pupil",
            Self::Guardian => "guardian",
            Self::Teacher => "teacher",
            Self::Head => "head",
            Self::Secretariat => "secretariat",
            Self::SchoolLife => "school-life",
            Self::SupportAssistant => "support-assistant",
            Self::DigitalReferent => "digital-referent",
            Self::Trainer => "trainer",
            Self::DigitalAdviser => "digital-adviser",
            Self::CommuneAgent => "commune-agent",
            Self::Funder => "funder",
            Self::TerritoryManager => "territory-manager",
            Self::Operator => "operator",
            Self::OtherStaff => "other-staff",
            Self::Inspector => "inspector",
        }
    }

    /// The role a stored word means.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// What kind of thing a tie leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TargetKind {
    /// The whole territory.
    Territory = 1,
    /// An organisation: a school, a commune…
    Org = 2,
    /// A class or a group.
    Group = 3,
    /// A subject taught to a class or a group.
    Teaching = 4,
    /// One person.
    Person = 5,
}

/// What a tie leads to, and whom something is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Target {
    /// The kind of thing.
    pub kind: TargetKind,
    /// Its id in the directory; 0 for the territory.
    pub id: i64,
}

impl Target {
    /// The whole territory.
    pub const TERRITORY: Self = Self { kind: TargetKind::Territory, id: 0 };

    /// An organisation.
    pub const fn org(id: i64) -> Self {
        Self { kind: TargetKind::Org, id }
    }

    /// A class or a group.
    pub const fn group(id: i64) -> Self {
        Self { kind: TargetKind::Group, id }
    }

    /// A subject taught to a class or a group.
    pub const fn teaching(id: i64) -> Self {
        Self { kind: TargetKind::Teaching, id }
    }

    /// One person.
    pub const fn person(id: i64) -> Self {
        Self { kind: TargetKind::Person, id }
    }

    /// One integer for an indexed column: the kind in the high byte, the id below.
    pub const fn packed(self) -> i64 {
        (self.kind as i64) << 56 | self.id
    }

    /// Reads [`Target::packed`] back.
    pub const fn unpack(packed: i64) -> Option<Self> {
        let kind = match packed >> 56 {
            1 => TargetKind::Territory,
            2 => TargetKind::Org,
            3 => TargetKind::Group,
            4 => TargetKind::Teaching,
            5 => TargetKind::Person,
            _ => return None,
        };
        Some(Self { kind, id: packed & 0x00FF_FFFF_FFFF_FFFF })
    }
}

/// One reason to have access: "teacher of that class", "guardian of that child".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tie {
    /// In what role.
    pub role: Role,
    /// To what.
    pub target: Target,
}

/// A signed-in person with their ties of this moment. Read anew at each request, so that rights
/// end at once.
#[derive(Clone)]
pub struct Actor {
    /// Their id in the directory.
    pub person: i64,
    /// The session they came in with; 0 outside a session.
    pub session: i64,
    /// Their language.
    pub lang: Lang,
    /// Whether they are on a device that passes from child to child.
    pub is_passing: bool,
    /// Whether they are on a device of their own, where pages may stay for when there is no network.
    pub is_on_own_device: bool,
    ties: Vec<Tie>,
}

impl Actor {
    /// A person with their ties; the tie to themself is added.
    pub fn new(person: i64, session: i64, lang: Lang, mut ties: Vec<Tie>) -> Self {
        ties.push(Tie { role: Role::Itself, target: Target::person(person) });
        ties.sort_unstable();
        ties.dedup();
        Self { person, session, lang, is_passing: false, is_on_own_device: false, ties }
    }

    /// Every tie, in order, each once.
    pub fn ties(&self) -> &[Tie] {
        &self.ties
    }

    /// Whether the person has this tie.
    pub fn has(&self, role: Role, target: Target) -> bool {
        self.ties.binary_search(&Tie { role, target }).is_ok()
    }

    /// Whether the person holds a role anywhere.
    pub fn is(&self, role: Role) -> bool {
        self.ties.iter().any(|tie| tie.role == role)
    }

    /// The ids of one kind that a role leads to, in order.
    pub fn reach(&self, role: Role, kind: TargetKind) -> impl Iterator<Item = i64> + '_ {
        self.ties
            .iter()
            .filter(move |tie| tie.role == role && tie.target.kind == kind)
            .map(|tie| tie.target.id)
    }
}

impl fmt::Debug for Actor {
    /// Never names what the person is tied to: logs hold no personal data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Actor").field("ties", &self.ties.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_survives_being_packed() {
        for target in [
            Target::TERRITORY,
            Target::org(1),
            Target::group(2),
            Target::teaching(9),
            Target::person(1 << 40),
        ] {
            assert_eq!(Target::unpack(target.packed()), Some(target));
        }
        assert_eq!(Target::unpack(42), None);
    }

    #[test]
    fn everyone_is_tied_to_themself_and_roles_have_one_word_each() {
        let actor = Actor::new(7, 0, Lang::Fr, Vec::new());
        assert!(actor.has(Role::Itself, Target::person(7)));
        for role in Role::ALL {
            assert_eq!(Role::from_code(role.code()).unwrap(), role);
        }
    }
}
