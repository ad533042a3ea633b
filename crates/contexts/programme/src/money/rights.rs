//! Who sees the money, and who writes it down.

use kernel::{Grant, Link, Right, Role, TargetKind};

const KEEPER: Grant = Grant::always(Role::TerritoryManager, TargetKind::Territory, "territory_id");

/// A convention: those who signed it.
pub(crate) const CONVENTION_SEE: Right = Right {
    name: "programme.convention.see",
    table: "programme_convention",
    grants: &[
        KEEPER,
        Grant::always(Role::Funder, TargetKind::Org, "org_id")
            .through(Link { table: "programme_convention_party", row: "convention_id" }),
    ],
};

/// What a convention says, and what it is asked for.
pub(crate) const CONVENTION_KEEP: Right =
    Right { name: "programme.convention.keep", table: "programme_convention", grants: &[KEEPER] };

const OF_LINE: Link = Link { table: "programme_line_org", row: "line_id" };

/// A line: the schools it is for, their commune, those who signed its convention.
pub(crate) const LINE_SEE: Right = Right {
    name: "programme.line.see",
    table: "programme_line",
    grants: &[
        KEEPER,
        Grant::always(Role::CommuneAgent, TargetKind::Org, "org_id").through(OF_LINE),
        Grant::always(Role::Head, TargetKind::Org, "org_id").through(OF_LINE),
        Grant::always(Role::Funder, TargetKind::Org, "org_id").through(OF_LINE),
    ],
};

/// What was received for a line, with the names of those who did: never its funders.
pub(crate) const LINE_PAPERS: Right = Right {
    name: "programme.line.papers",
    table: "programme_line",
    grants: &[
        KEEPER,
        Grant::always(Role::CommuneAgent, TargetKind::Org, "org_id").through(OF_LINE),
        Grant::always(Role::Head, TargetKind::Org, "org_id").through(OF_LINE),
    ],
};

/// What is written down of a line.
pub(crate) const LINE_KEEP: Right =
    Right { name: "programme.line.keep", table: "programme_line", grants: &[KEEPER] };

/// A call for funds: whoever is asked.
pub(crate) const CALL_SEE: Right = Right {
    name: "programme.call.see",
    table: "programme_claim",
    grants: &[KEEPER, Grant::always(Role::Funder, TargetKind::Org, "org_id")],
};

/// What came in for a call.
pub(crate) const CALL_KEEP: Right =
    Right { name: "programme.call.keep", table: "programme_claim", grants: &[KEEPER] };

/// Partners.
pub(crate) const PARTNER_KEEP: Right =
    Right { name: "programme.partner.keep", table: "programme_partner", grants: &[KEEPER] };

/// Those whom the money concerns.
pub(crate) const ROLES: &[Role] =
    &[Role::TerritoryManager, Role::Funder, Role::CommuneAgent, Role::Head];

/// Those who keep it.
pub(crate) const KEEPERS: &[Role] = &[Role::TerritoryManager];
