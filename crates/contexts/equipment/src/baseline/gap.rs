//! What a school lacks of a baseline.

use std::collections::BTreeMap;

use crate::{
    baseline::{Applies, Line},
    device::{Category, State},
};

/// What the rules ask of a school.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts<'f> {
    pub(crate) kind: &'f str,
    pub(crate) is_pilot: bool,
    pub(crate) classes: i64,
}

/// A line of the baseline for a school: which, how many it takes, has and lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Need {
    /// The line, by its place in the version.
    pub(crate) line: usize,
    pub(crate) required: i64,
    /// What would be better still; as many as required when nothing is said.
    pub(crate) target: i64,
    /// What works and is there for this line: a device counts for one line alone.
    pub(crate) usable: i64,
    pub(crate) missing: i64,
}

/// Whether a device in a state counts: broken, lost, stolen or gone it does not.
pub(crate) const fn is_usable(state: State) -> bool {
    matches!(state, State::Stock | State::Used | State::Lent)
}

fn is_for(line: &Line, facts: &Facts) -> bool {
    match line.applies {
        Applies::All => true,
        Applies::Pilot => facts.is_pilot,
        Applies::Ecole | Applies::College | Applies::Lycee => line.applies.code() == facts.kind,
    }
}

/// What a school lacks, line by line, of what works there. A kind of device that one line alone asks
/// for serves it before one that two lines ask for, and a device is counted once.
pub(crate) fn needs(lines: &[Line], facts: &Facts, usable: &BTreeMap<Category, i64>) -> Vec<Need> {
    let mut left = usable.clone();
    let asked: Vec<(usize, &Line)> =
        lines.iter().enumerate().filter(|(_, line)| is_for(line, facts)).collect();
    let askers = |category: Category| {
        asked.iter().filter(|(_, line)| line.what.categories().contains(&category)).count()
    };
    let mut needs = Vec::with_capacity(asked.len());
    for &(at, line) in &asked {
        let times = line.times(facts.classes);
        let required = times * line.quantity;
        let mut categories = line.what.categories().to_vec();
        categories.sort_by_key(|category| askers(*category));
        let there: i64 = categories.iter().filter_map(|one| left.get(one)).sum();
        let mut wanted = required;
        for category in categories {
            let has = left.entry(category).or_default();
            let taken = wanted.min(*has);
            *has -= taken;
            wanted -= taken;
        }
        needs.push(Need {
            line: at,
            required,
            target: times * line.target.max(line.quantity),
            usable: there,
            missing: wanted,
        });
    }
    needs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::baseline::{Per, What, shipped};

    fn stock(all: &[(Category, i64)]) -> BTreeMap<Category, i64> {
        all.iter().copied().collect()
    }

    const SEVEN: Facts = Facts { kind: "ecole", is_pilot: false, classes: 7 };

    #[test]
    fn seven_classes_need_two_sets_of_ten() {
        let lines = shipped::version().lines;
        let has = stock(&[
            (Category::Projector, 6),
            (Category::Desktop, 5),
            (Category::Tablet, 12),
            (Category::Laptop, 4),
        ]);
        let needs = needs(&lines, &SEVEN, &has);
        let figures: Vec<(i64, i64, i64)> =
            needs.iter().map(|need| (need.required, need.usable, need.missing)).collect();
        // Two laptops drive a projector, two are held by pupils.
        assert_eq!(figures, [(7, 6, 1), (7, 9, 0), (20, 14, 6), (2, 0, 2), (2, 0, 2)]);
        assert_eq!(needs[2].target, 30);
    }

    #[test]
    fn a_line_is_for_the_schools_it_names() {
        let lines = shipped::version().lines;
        let college = Facts { kind: "college", ..SEVEN };
        assert!(needs(&lines, &college, &BTreeMap::new()).is_empty());
        let pilot = Line { applies: Applies::Pilot, per: Per::School, ..lines[3].clone() };
        assert!(needs(std::slice::from_ref(&pilot), &college, &BTreeMap::new()).is_empty());
        let college = Facts { is_pilot: true, ..college };
        assert_eq!(needs(&[pilot], &college, &BTreeMap::new())[0].missing, 1);
    }

    #[test]
    fn a_school_without_a_class_needs_nothing_by_class() {
        let none = Facts { classes: 0, ..SEVEN };
        let needs = needs(&shipped::version().lines, &none, &BTreeMap::new());
        assert!(needs.iter().all(|need| need.required == 0 && need.missing == 0));
    }

    #[test]
    fn what_does_not_work_does_not_count() {
        let counted = State::ALL.iter().filter(|state| is_usable(**state)).count();
        assert_eq!(counted, 3);
        assert!(!is_usable(State::Broken) && !is_usable(State::Lost));
    }

    fn any_line() -> impl Strategy<Value = Line> {
        (0..What::ALL.len(), 1_i64..5, 1_i64..30, 0_i64..40).prop_map(
            |(what, every, quantity, target)| Line {
                what: What::ALL[what],
                applies: Applies::All,
                per: Per::Class,
                every,
                quantity,
                target,
                source: String::new(),
            },
        )
    }

    proptest! {
        #[test]
        fn nothing_is_counted_twice_and_more_never_lacks_more(
            lines in prop::collection::vec(any_line(), 0..6),
            classes in 0_i64..40,
            counts in prop::collection::vec(0_i64..60, 12),
            more in 0_usize..12,
        ) {
            let facts = Facts { classes, ..SEVEN };
            let mut has: BTreeMap<Category, i64> =
                Category::ALL.iter().copied().zip(counts.iter().copied()).collect();
            let before = needs(&lines, &facts, &has);
            let met: i64 = before.iter().map(|need| need.required - need.missing).sum();
            prop_assert!(met <= has.values().sum());
            for need in &before {
                prop_assert!(need.missing >= 0 && need.missing <= need.required);
                prop_assert!(need.missing >= need.required - need.usable);
                prop_assert!(need.target >= need.required);
            }
            *has.entry(Category::ALL[more]).or_default() += 1;
            let after = needs(&lines, &facts, &has);
            let missing = |needs: &[Need]| needs.iter().map(|need| need.missing).sum::<i64>();
            prop_assert!(missing(&after) <= missing(&before));
        }
    }
}
