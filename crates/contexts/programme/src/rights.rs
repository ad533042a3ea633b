//! Whom the programme concerns.

use kernel::{Actor, Grant, Link, Right, Role, Target, TargetKind};

/// Those whom some part concerns.
pub(crate) const ROLES: &[Role] =
    &[Role::TerritoryManager, Role::Funder, Role::CommuneAgent, Role::Head, Role::DigitalReferent];

const FOLLOWS: &[Grant] = &[
    Grant::always(Role::Head, TargetKind::Org, "org_id"),
    Grant::always(Role::TerritoryManager, TargetKind::Territory, "territory_id"),
];

/// See what a pilot commits to, and look at it together.
pub(crate) const COMMITMENT_READ: Right =
    Right { name: "programme.commitment.read", table: "programme_commitment", grants: FOLLOWS };

/// The table of those who read an application.
const READERS: Link = Link { table: "programme_reading", row: "application_id" };

/// See an application: those who sent it, those who read it, the territory.
pub(crate) const APPLICATION_READ: Right = Right {
    name: "programme.application.read",
    table: "programme_application",
    grants: &[
        Grant::always(Role::Head, TargetKind::Org, "org_id"),
        Grant::always(Role::Itself, TargetKind::Person, "person_id").through(READERS),
        Grant::always(Role::TerritoryManager, TargetKind::Territory, "territory_id"),
    ],
};

/// Give points to an application: its readers alone.
pub(crate) const APPLICATION_SCORE: Right = Right {
    name: "programme.application.score",
    table: "programme_application",
    grants: &[Grant::always(Role::Itself, TargetKind::Person, "person_id").through(READERS)],
};

/// Whether someone follows a pilot school, by the same grants as its commitments.
pub(crate) fn follows(actor: &Actor, org: i64) -> bool {
    FOLLOWS.iter().any(|grant| match grant.kind {
        TargetKind::Territory => actor.has(grant.role, Target::TERRITORY),
        _ => actor.has(grant.role, Target::org(org)),
    })
}
