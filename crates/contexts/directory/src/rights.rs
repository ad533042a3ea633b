//! Who may see a school and a class. Pupils' names are for the staff of their school alone.

use kernel::{Grant, Right, Role, TargetKind};

const IS_ORG: &str = "r.kind = 'org'";
const IS_GROUP: &str = "r.kind = 'group'";

/// See a school: its classes and how many people it has.
pub(crate) const SCHOOL_SEE: Right = Right {
    name: "directory.school.see",
    table: "directory_entity",
    grants: &[
        Grant::when(Role::Head, TargetKind::Org, "org_id", IS_ORG),
        Grant::when(Role::Secretariat, TargetKind::Org, "org_id", IS_ORG),
        Grant::when(Role::SchoolLife, TargetKind::Org, "org_id", IS_ORG),
        Grant::when(Role::DigitalReferent, TargetKind::Org, "org_id", IS_ORG),
        Grant::when(Role::CommuneAgent, TargetKind::Org, "org_id", IS_ORG),
        Grant::when(Role::TerritoryManager, TargetKind::Territory, "territory_id", IS_ORG),
        Grant::when(Role::Operator, TargetKind::Territory, "territory_id", IS_ORG),
    ],
};

/// See the pupils of a class or group.
pub(crate) const CLASS_SEE: Right = Right {
    name: "directory.class.see",
    table: "directory_entity",
    grants: &[
        Grant::when(Role::Teacher, TargetKind::Group, "id", IS_GROUP),
        Grant::when(Role::Head, TargetKind::Org, "org_id", IS_GROUP),
        Grant::when(Role::Secretariat, TargetKind::Org, "org_id", IS_GROUP),
        Grant::when(Role::SchoolLife, TargetKind::Org, "org_id", IS_GROUP),
    ],
};

/// Take away the lists of a school's pupils.
pub(crate) const SCHOOL_LISTS: Right = Right {
    name: "directory.school.lists",
    table: "directory_entity",
    grants: &[
        Grant::when(Role::Head, TargetKind::Org, "org_id", IS_ORG),
        Grant::when(Role::Secretariat, TargetKind::Org, "org_id", IS_ORG),
        Grant::when(Role::SchoolLife, TargetKind::Org, "org_id", IS_ORG),
    ],
};

/// Take away everything of a school: its people, with addresses and family ties.
pub(crate) const SCHOOL_EXPORT: Right = Right {
    name: "directory.school.export",
    table: "directory_entity",
    grants: &[Grant::when(Role::Head, TargetKind::Org, "org_id", IS_ORG)],
};

/// Decide whether two records are one person: the school that alone knows them, or the territory.
pub(crate) const PAIR_DECIDE: Right = Right {
    name: "directory.pair.decide",
    table: "directory_pair",
    grants: &[
        Grant::always(Role::Head, TargetKind::Org, "org_id"),
        Grant::always(Role::Secretariat, TargetKind::Org, "org_id"),
        Grant::always(Role::TerritoryManager, TargetKind::Territory, "territory_id"),
        Grant::always(Role::Operator, TargetKind::Territory, "territory_id"),
    ],
};

/// Make and change classes, pupils and guardians by hand.
pub(crate) const SCHOOL_EDIT: Right = Right {
    name: "directory.school.edit",
    table: "directory_entity",
    grants: &[
        Grant::when(Role::Head, TargetKind::Org, "org_id", IS_ORG),
        Grant::when(Role::Secretariat, TargetKind::Org, "org_id", IS_ORG),
    ],
};

/// Change a class and add pupils to it.
pub(crate) const CLASS_EDIT: Right = Right {
    name: "directory.class.edit",
    table: "directory_entity",
    grants: &[
        Grant::when(Role::Head, TargetKind::Org, "org_id", IS_GROUP),
        Grant::when(Role::Secretariat, TargetKind::Org, "org_id", IS_GROUP),
    ],
};

/// See the staff of a school and give them parts of it; what each may give is in `hand::staff`.
pub(crate) const STAFF_EDIT: Right = Right {
    name: "directory.staff.edit",
    table: "directory_entity",
    grants: &[
        Grant::when(Role::Head, TargetKind::Org, "org_id", IS_ORG),
        Grant::when(Role::Secretariat, TargetKind::Org, "org_id", IS_ORG),
        Grant::when(Role::TerritoryManager, TargetKind::Territory, "territory_id", IS_ORG),
        Grant::when(Role::Operator, TargetKind::Territory, "territory_id", IS_ORG),
    ],
};

/// Find those who work in a school by their name, of those who [may see them](STAFF_EDIT): those who
/// run the territory find the school first.
pub(crate) const STAFF_FIND: Right = Right {
    name: "directory.staff.find",
    table: "directory_entity",
    grants: &[
        Grant::when(Role::Head, TargetKind::Org, "org_id", IS_ORG),
        Grant::when(Role::Secretariat, TargetKind::Org, "org_id", IS_ORG),
    ],
};

/// Read who did what in a school.
pub(crate) const JOURNAL_SEE: Right = Right {
    name: "directory.journal.see",
    table: "directory_entity",
    grants: &[Grant::when(Role::Head, TargetKind::Org, "org_id", IS_ORG)],
};

/// Read how much was erased in a school, with the accounts of those who left.
pub(crate) const ERASURES_SEE: Right = Right {
    name: "directory.erasures.see",
    table: "directory_entity",
    grants: &[
        Grant::when(Role::Head, TargetKind::Org, "org_id", IS_ORG),
        Grant::when(Role::TerritoryManager, TargetKind::Territory, "territory_id", IS_ORG),
        Grant::when(Role::Operator, TargetKind::Territory, "territory_id", IS_ORG),
    ],
};
