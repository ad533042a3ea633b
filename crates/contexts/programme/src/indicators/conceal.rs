//! Which numbers of a month are not shown: the small ones, and those that would give them away.

use std::collections::{BTreeMap, BTreeSet};

use suppress::{Cell, Counts, Rule, SuppressError};

use super::{Cut, Key};

/// Below this a number is small. That a school has none says nothing of one person.
const RULE: Rule = Rule { least: 5, hides_zero: false };

/// A school of a month: its number, and what it has in common with others.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    pub(super) org: i64,
    pub(super) value: i64,
    pub(super) parts: Vec<(Cut, String)>,
}

/// The numbers of a month, by school and by what they have in common: how many schools, how many.
pub(super) type Table = BTreeMap<Key, (i64, i64)>;

/// Adds up what schools have in common.
pub(super) fn table(schools: &[Counted]) -> Table {
    let mut table = Table::new();
    for school in schools {
        for key in keys(school) {
            let sum = table.entry(key).or_default();
            sum.0 += 1;
            sum.1 += school.value;
        }
    }
    table
}

fn keys(school: &Counted) -> impl Iterator<Item = Key> + '_ {
    let common = school.parts.iter().map(|(cut, part)| Key { cut: *cut, part: part.clone() });
    [Key::school(school.org), Key::all()].into_iter().chain(common)
}

/// Which are hidden. `before` is what was last shown of the same people: a small change must not be
/// found either. When no way is safe, all are.
pub(super) fn hidden(
    schools: &[Counted],
    table: &Table,
    before: &BTreeMap<Key, i64>,
) -> BTreeSet<Key> {
    safely(schools, table, before).unwrap_or_else(|error| {
        tracing::warn!(%error, "the numbers of a month are all hidden");
        table.keys().cloned().collect()
    })
}

fn safely(
    schools: &[Counted],
    table: &Table,
    before: &BTreeMap<Key, i64>,
) -> Result<BTreeSet<Key>, SuppressError> {
    let number = |value: i64| u64::try_from(value).unwrap_or(0);
    let mut counts = Counts::new();
    let cells: BTreeMap<&Key, Cell> =
        table.iter().map(|(key, (_, value))| (key, counts.count(number(*value)))).collect();
    let mut sums: BTreeMap<Key, Vec<Cell>> = BTreeMap::new();
    for school in schools {
        let Some(own) = cells.get(&Key::school(school.org)) else { continue };
        for key in keys(school).filter(|key| key.cut != Cut::School) {
            sums.entry(key).or_default().push(*own);
        }
    }
    for (key, parts) in &sums {
        if let Some(total) = cells.get(key) {
            counts.sum(*total, parts)?;
        }
    }
    for (key, cell) in &cells {
        if let Some(value) = before.get(*key) {
            let was = counts.public(number(*value));
            counts.since(was, *cell)?;
        }
    }
    let hidden = counts.hide(RULE)?;
    Ok(cells
        .into_iter()
        .filter(|(_, cell)| hidden.contains(cell))
        .map(|(key, _)| key.clone())
        .collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn school(org: i64, value: i64, sector: &str, social: &str) -> Counted {
        let parts = vec![(Cut::Sector, sector.to_owned()), (Cut::Social, social.to_owned())];
        Counted { org, value, parts }
    }

    fn hide(schools: &[Counted], before: &BTreeMap<Key, i64>) -> BTreeSet<Key> {
        hidden(schools, &table(schools), before)
    }

    #[test]
    fn a_small_school_is_not_found_by_subtraction() {
        let schools = [
            school(1, 3, "public", "1"),
            school(2, 40, "public", "1"),
            school(3, 60, "public", "2"),
            school(4, 25, "private", "2"),
        ];
        let hidden = hide(&schools, &BTreeMap::new());
        assert!(hidden.contains(&Key::school(1)));
        assert!(hidden.len() >= 2, "alone, it is its total less the others: {hidden:?}");
    }

    #[test]
    fn nobody_and_many_are_shown() {
        let schools = [school(1, 0, "public", "1"), school(2, 40, "public", "2")];
        assert!(hide(&schools, &BTreeMap::new()).is_empty());
    }

    #[test]
    fn a_few_who_came_since_are_not_found() {
        let schools: Vec<Counted> = (1..=4).map(|org| school(org, 100, "public", "1")).collect();
        let before = BTreeMap::from([(Key::school(1), 98), (Key::school(2), 60)]);
        let hidden = hide(&schools, &before);
        assert!(hidden.contains(&Key::school(1)) && hidden.len() >= 2, "{hidden:?}");
        let same = BTreeMap::from([(Key::school(1), 100)]);
        assert!(hide(&schools, &same).is_empty(), "that nothing changed gives nobody away");
    }

    #[test]
    fn a_whole_territory_is_hidden_where_it_must() {
        let schools: Vec<Counted> = (1..=350)
            .map(|org| {
                let value = if org % 9 == 0 { org % 5 } else { 20 + org * 37 % 400 };
                school(
                    org,
                    value,
                    if org % 6 == 0 { "private" } else { "public" },
                    ["1", "2", "3", "4"][usize::try_from(org % 4).unwrap()],
                )
            })
            .collect();
        let before =
            (1..=350).map(|org| (Key::school(org), 20 + (org * 37 + org % 3) % 400)).collect();
        let hidden = hide(&schools, &before);
        let small = schools.iter().filter(|one| (1..5).contains(&one.value)).count();
        assert!(hidden.len() >= small && hidden.len() < 300, "{} of {small}", hidden.len());
        assert!(!hidden.contains(&Key::all()));
    }

    proptest! {
        #[test]
        fn no_sum_leaves_one_hidden_number_alone(
            rows in prop::collection::vec((0_i64..12, 0_usize..2, 0_usize..4, 0_usize..3), 1..25)
        ) {
            let schools: Vec<Counted> = (1..).zip(&rows)
                .map(|(org, (value, sector, social, cohort))| {
                    let mut one =
                        school(org, *value, ["public", "private"][*sector], ["1", "2", "3", "4"][*social]);
                    one.parts.push((Cut::Cohort, ["none", "2026", "2027"][*cohort].to_owned()));
                    one
                })
                .collect();
            let table = table(&schools);
            let hidden = hidden(&schools, &table, &BTreeMap::new());
            for (key, (_, value)) in &table {
                prop_assert!(hidden.contains(key) || *value == 0 || *value >= 5, "{key:?} is small");
                if key.cut == Cut::School {
                    continue;
                }
                let parts = schools.iter().filter(|one| keys(one).any(|its| its == *key));
                let alone = parts.filter(|one| hidden.contains(&Key::school(one.org))).count()
                    + usize::from(hidden.contains(key));
                prop_assert!(alone != 1, "one is the rest of {key:?}");
            }
        }
    }
}
