//! Who may hand out codes. Classes and schools are the directory's, so each right is one list of
//! ties, which answers both "may I" and "who can".

use directory::api::Group;
use kernel::{Actor, Role, Target, TargetKind, Tie};

/// Whose codes: the sheets a school prints.
#[derive(Clone, Debug)]
pub(crate) enum Sheet {
    /// The pupils of a class.
    Pupils(Group),
    /// The guardians of the pupils of a class.
    Guardians(Group),
    /// The staff of a school.
    Staff(i64),
}

const fn tie(role: Role, target: Target) -> Tie {
    Tie { role, target }
}

/// The ties that open a sheet: the answer to « Qui peut voir ceci ? ».
pub(crate) fn holders(sheet: &Sheet) -> Vec<Tie> {
    let school = |org| [Role::Head, Role::Secretariat].map(|role| tie(role, Target::org(org)));
    match sheet {
        Sheet::Pupils(class) => {
            [&school(class.org)[..], &[tie(Role::Teacher, Target::group(class.id))]].concat()
        }
        Sheet::Guardians(class) => school(class.org).to_vec(),
        Sheet::Staff(org) => [&school(*org)[..], &territory()].concat(),
    }
}

fn territory() -> [Tie; 2] {
    [Role::TerritoryManager, Role::Operator].map(|role| tie(role, Target::TERRITORY))
}

/// Whether an actor may open a sheet and hand out what is on it.
pub(crate) fn may_open(actor: &Actor, sheet: &Sheet) -> bool {
    holders(sheet).iter().any(|tie| actor.has(tie.role, tie.target))
}

/// Whether an actor may give a code to someone with these ties. A code opens all that its person
/// may see, so those who work elsewhere, or above, get theirs from there.
pub(crate) fn may_give(actor: &Actor, theirs: &[Tie]) -> bool {
    let holds = |ties: &[Tie]| ties.iter().any(|tie| actor.has(tie.role, tie.target));
    theirs.iter().all(|tie| match (tie.role, tie.target.kind) {
        (Role::Itself | Role::Pupil | Role::Guardian, _) => true,
        (Role::TerritoryManager | Role::Operator, _) => {
            actor.has(Role::Operator, Target::TERRITORY)
        }
        (Role::Head, _) => holds(&territory()),
        (_, TargetKind::Org) => holds(&holders(&Sheet::Staff(tie.target.id))),
        (_, TargetKind::Group | TargetKind::Teaching) => true,
        // A pupil to support comes with a place in the pupil's school, which is asked above.
        (Role::SupportAssistant, TargetKind::Person) => true,
        (_, TargetKind::Person | TargetKind::Territory) => holds(&territory()),
    })
}

#[cfg(test)]
mod tests {
    use kernel::Lang;

    use super::*;

    fn someone(ties: &[(Role, Target)]) -> Actor {
        let ties = ties.iter().map(|&(role, target)| tie(role, target)).collect();
        Actor::new(1, 0, Lang::Fr, ties)
    }

    fn class() -> Group {
        Group { id: 7, org: 3, is_class: true, name: "5e B".into(), levels: Vec::new(), year: 2026 }
    }

    #[test]
    fn a_teacher_hands_out_the_codes_of_their_class_and_no_other() {
        let teacher =
            someone(&[(Role::Teacher, Target::group(7)), (Role::Teacher, Target::org(3))]);
        assert!(may_open(&teacher, &Sheet::Pupils(class())));
        assert!(!may_open(&teacher, &Sheet::Pupils(Group { id: 8, ..class() })));
        assert!(!may_open(&teacher, &Sheet::Guardians(class())));
        assert!(!may_open(&teacher, &Sheet::Staff(3)));
    }

    #[test]
    fn nobody_takes_the_place_of_someone_with_more_rights() {
        let secretariat = someone(&[(Role::Secretariat, Target::org(3))]);
        let colleague = [tie(Role::Teacher, Target::org(3)), tie(Role::Teacher, Target::group(7))];
        let elsewhere = [tie(Role::Guardian, Target::org(3)), tie(Role::Teacher, Target::org(4))];
        let operator =
            [tie(Role::Guardian, Target::org(3)), tie(Role::Operator, Target::TERRITORY)];
        let head = [tie(Role::Head, Target::org(3))];
        assert!(may_give(&secretariat, &colleague));
        for out_of_reach in [&elsewhere[..], &operator, &head] {
            assert!(!may_give(&secretariat, out_of_reach));
        }
        let manager = someone(&[(Role::TerritoryManager, Target::TERRITORY)]);
        assert!(may_give(&manager, &head));
        assert!(!may_give(&manager, &operator));
    }
}
