//! Who keeps what a school has: those who run it, the commune for its écoles, the territory.

use kernel::{Actor, Grant, Right, Role, Target, TargetKind};
use web::{Cx, Problem};

const GRANTS: &[Grant] = &[
    Grant::always(Role::Head, TargetKind::Org, "org_id"),
    Grant::always(Role::Secretariat, TargetKind::Org, "org_id"),
    Grant::always(Role::DigitalReferent, TargetKind::Org, "org_id"),
    Grant::always(Role::CommuneAgent, TargetKind::Org, "org_id"),
    Grant::always(Role::TerritoryManager, TargetKind::Territory, "territory_id"),
];

/// See a device and change what is said of it.
pub(crate) const DEVICE_KEEP: Right =
    Right { name: "equipment.device.keep", table: "equipment_device", grants: GRANTS };

/// See an order, change it and receive it.
pub(crate) const ORDER_KEEP: Right =
    Right { name: "equipment.order.keep", table: "equipment_order", grants: GRANTS };

/// Those of a school who lend what it has, and see to whom: nobody above them does.
const SCHOOL: &[Grant] = &[
    Grant::always(Role::Head, TargetKind::Org, "org_id"),
    Grant::always(Role::Secretariat, TargetKind::Org, "org_id"),
    Grant::always(Role::DigitalReferent, TargetKind::Org, "org_id"),
];

/// See a loan, extend it and end it.
pub(crate) const LOAN_KEEP: Right =
    Right { name: "equipment.loan.keep", table: "equipment_loan", grants: SCHOOL };

/// See what is lent to oneself or to one's child.
pub(crate) const LOAN_MINE: Right = Right {
    name: "equipment.loan.mine",
    table: "equipment_loan",
    grants: &[
        Grant::always(Role::Itself, TargetKind::Person, "person_id"),
        Grant::always(Role::Guardian, TargetKind::Person, "person_id"),
    ],
};

/// Accept the agreement of a loan: a pupil's by who answers for them.
pub(crate) const LOAN_ACCEPT: Right = Right {
    name: "equipment.loan.accept",
    table: "equipment_loan",
    grants: &[
        Grant::when(Role::Guardian, TargetKind::Person, "person_id", "r.is_pupil AND r.ended = ''"),
        Grant::when(
            Role::Itself,
            TargetKind::Person,
            "person_id",
            "NOT r.is_pupil AND r.ended = ''",
        ),
    ],
};

/// See what was reported.
pub(crate) const TICKET_READ: Right = Right {
    name: "equipment.ticket.read",
    table: "equipment_ticket",
    grants: &[
        Grant::always(Role::Head, TargetKind::Org, "org_id"),
        Grant::always(Role::Secretariat, TargetKind::Org, "org_id"),
        Grant::always(Role::DigitalReferent, TargetKind::Org, "org_id"),
        Grant::always(Role::CommuneAgent, TargetKind::Org, "org_id"),
        PASSED,
        Grant::always(Role::Itself, TargetKind::Person, "reporter_id"),
        Grant::always(Role::Guardian, TargetKind::Person, "reporter_id"),
    ],
};

/// Take care of what was reported.
pub(crate) const TICKET_KEEP: Right = Right {
    name: "equipment.ticket.keep",
    table: "equipment_ticket",
    grants: &[
        Grant::always(Role::Head, TargetKind::Org, "org_id"),
        Grant::always(Role::Secretariat, TargetKind::Org, "org_id"),
        Grant::always(Role::DigitalReferent, TargetKind::Org, "org_id"),
        Grant::always(Role::CommuneAgent, TargetKind::Org, "org_id"),
        PASSED,
    ],
};

/// What the territory was asked to help with.
const PASSED: Grant =
    Grant::when(Role::TerritoryManager, TargetKind::Territory, "territory_id", "r.is_passed");

/// Say that what one reported is not over.
pub(crate) const TICKET_MINE: Right = Right {
    name: "equipment.ticket.mine",
    table: "equipment_ticket",
    grants: &[
        Grant::always(Role::Itself, TargetKind::Person, "reporter_id"),
        Grant::always(Role::Guardian, TargetKind::Person, "reporter_id"),
    ],
};

/// Those who lend what a school has.
pub(crate) const LENDERS: &[Role] = &[Role::Head, Role::Secretariat, Role::DigitalReferent];

/// Those who work in a school: they report what does not work, and may be lent something.
pub(crate) const STAFF: &[Role] = &[
    Role::Teacher,
    Role::Head,
    Role::Secretariat,
    Role::SchoolLife,
    Role::SupportAssistant,
    Role::DigitalReferent,
    Role::OtherStaff,
];

/// Whether someone lends the devices of a school, and sees to whom.
pub(crate) fn lends(actor: &Actor, org: i64) -> bool {
    LENDERS.iter().any(|role| actor.has(*role, Target::org(org)))
}

/// Those who keep the devices of some school.
pub(crate) const ROLES: &[Role] = &[
    Role::Head,
    Role::Secretariat,
    Role::DigitalReferent,
    Role::CommuneAgent,
    Role::TerritoryManager,
];

/// Whether someone runs the territory: the baseline, campaigns of all, surveys.
pub(crate) fn runs(actor: &Actor) -> bool {
    actor.has(Role::TerritoryManager, Target::TERRITORY)
}

/// Refuses whoever does not run the territory.
pub(crate) fn require_runs(cx: &Cx) -> Result<(), Problem> {
    if runs(cx.actor()?) { Ok(()) } else { Err(Problem::forbidden()) }
}

/// Whether someone answers for a school.
pub(crate) fn answers(actor: &Actor, org: i64) -> bool {
    ANSWERERS.iter().any(|role| actor.has(*role, Target::org(org)))
}

/// Those who answer for a school.
pub(crate) const ANSWERERS: &[Role] = &[Role::Head, Role::Secretariat, Role::DigitalReferent];

/// Whether someone keeps the devices of a school, by the same grants.
pub(crate) fn keeps(actor: &Actor, org: i64) -> bool {
    GRANTS.iter().any(|grant| match grant.kind {
        TargetKind::Territory => actor.has(grant.role, Target::TERRITORY),
        _ => actor.has(grant.role, Target::org(org)),
    })
}

/// Whether someone keeps more than one school: there is a list to choose from.
pub(crate) fn keeps_several(actor: &Actor) -> bool {
    let orgs = || ROLES.iter().flat_map(|role| actor.reach(*role, TargetKind::Org));
    let first = orgs().next();
    actor.has(Role::TerritoryManager, Target::TERRITORY) || orgs().any(|org| Some(org) != first)
}

#[cfg(test)]
mod tests {
    use kernel::{Lang, Tie};

    use super::*;

    #[test]
    fn a_school_is_kept_by_its_own_and_by_the_territory() {
        let is = |role, target| Actor::new(1, 0, Lang::Fr, vec![Tie { role, target }]);
        assert!(keeps(&is(Role::CommuneAgent, Target::org(3)), 3));
        assert!(!keeps(&is(Role::CommuneAgent, Target::org(3)), 4));
        assert!(keeps(&is(Role::TerritoryManager, Target::TERRITORY), 4));
        assert!(!keeps(&is(Role::Teacher, Target::org(3)), 3));
        assert!(keeps_several(&is(Role::TerritoryManager, Target::TERRITORY)));
        assert!(!keeps_several(&is(Role::CommuneAgent, Target::org(3))));
        assert!(lends(&is(Role::DigitalReferent, Target::org(3)), 3));
        assert!(!lends(&is(Role::CommuneAgent, Target::org(3)), 3));
        assert!(SCHOOL.iter().all(|grant| LENDERS.contains(&grant.role)));
        assert!(GRANTS.iter().all(|grant| ROLES.contains(&grant.role)));
    }
}
