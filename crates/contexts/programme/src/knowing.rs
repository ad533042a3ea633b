//! Who reads what is known of the programme: what is counted, what is decided, what it changes.

use kernel::{Grant, Right, Role, TargetKind};

/// Those who read what is counted.
pub(crate) const READERS: &[Role] =
    &[Role::TerritoryManager, Role::Funder, Role::CommuneAgent, Role::Head];

/// Those who keep what is said of the whole programme.
pub(crate) const KEEPERS: &[Role] = &[Role::TerritoryManager];

/// Those who follow what is decided of the programme.
pub(crate) const FOLLOWERS: &[Role] = &[Role::TerritoryManager, Role::Funder];

/// See the numbers of a school: the territory's all, a commune's and a head's own, once open.
pub(crate) const FIGURE_READ: Right = Right {
    name: "programme.figure.read",
    table: "programme_figure",
    grants: &[
        Grant::always(Role::TerritoryManager, TargetKind::Territory, "territory_id"),
        Grant::when(Role::Funder, TargetKind::Territory, "territory_id", "r.is_open"),
        Grant::when(Role::CommuneAgent, TargetKind::Org, "org_id", "r.is_open"),
        Grant::when(Role::Head, TargetKind::Org, "org_id", "r.is_open"),
    ],
};

/// See a meeting, what was decided and who does what.
pub(crate) const MEETING_READ: Right = Right {
    name: "programme.meeting.read",
    table: "programme_meeting",
    grants: &[
        Grant::always(Role::TerritoryManager, TargetKind::Territory, "territory_id"),
        Grant::always(Role::Funder, TargetKind::Territory, "territory_id"),
    ],
};

/// Write in a meeting.
pub(crate) const MEETING_KEEP: Right = Right {
    name: "programme.meeting.keep",
    table: "programme_meeting",
    grants: &[Grant::always(Role::TerritoryManager, TargetKind::Territory, "territory_id")],
};

/// Say that an action is done.
pub(crate) const ACTION_KEEP: Right = Right {
    name: "programme.action.keep",
    table: "programme_action",
    grants: &[Grant::always(Role::TerritoryManager, TargetKind::Territory, "territory_id")],
};

/// Read a document of a meeting.
pub(crate) const DOCUMENT_READ: Right = Right {
    name: "programme.document.read",
    table: "programme_document",
    grants: &[
        Grant::always(Role::TerritoryManager, TargetKind::Territory, "territory_id"),
        Grant::always(Role::Funder, TargetKind::Territory, "territory_id"),
    ],
};

/// Read what a study says: those who pay, once it is kept.
pub(crate) const STUDY_READ: Right = Right {
    name: "programme.study.read",
    table: "programme_study",
    grants: &[
        Grant::always(Role::TerritoryManager, TargetKind::Territory, "territory_id"),
        Grant::when(Role::Funder, TargetKind::Territory, "territory_id", "r.state = 'kept'"),
    ],
};

/// Keep a study or give it up.
pub(crate) const STUDY_KEEP: Right = Right {
    name: "programme.study.keep",
    table: "programme_study",
    grants: &[Grant::always(Role::TerritoryManager, TargetKind::Territory, "territory_id")],
};
