//! Whom the programme concerns.

use kernel::Role;

/// Those whom some part concerns.
pub(crate) const ROLES: &[Role] =
    &[Role::TerritoryManager, Role::Funder, Role::CommuneAgent, Role::Head, Role::DigitalReferent];
