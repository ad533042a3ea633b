//! Which class of next year follows one of this year: the next level, the same letter.

use kernel::fold;

use crate::{api::Group, import::next_level};

/// The class that follows for a pupil of a level; none when that is not plain.
pub(super) fn following<'n>(name: &str, level: &str, next: &'n [Group]) -> Option<&'n Group> {
    let after = fold(next_level(level)?);
    let is_next = |group: &&Group| group.levels.iter().any(|level| fold(level) == after);
    let mut found = next.iter().filter(is_next);
    let first = found.next()?;
    if found.next().is_none() {
        return Some(first);
    }
    let mut same = next.iter().filter(is_next).filter(|group| letter(&group.name) == letter(name));
    same.next().filter(|_| same.next().is_none())
}

/// « B » of « 5e B » and of « 5B », « 1 » of « 501 ».
fn letter(name: &str) -> Option<char> {
    fold(name).chars().rev().find(|c| c.is_alphanumeric())
}

/// The one level of a class, or that of a pupil in a class of several.
pub(super) fn level<'g>(class: &'g Group, pupil: &'g str) -> &'g str {
    match class.levels.as_slice() {
        _ if !pupil.is_empty() => pupil,
        [only] => only,
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(id: i64, name: &str, levels: &[&str]) -> Group {
        let levels = levels.iter().map(|level| (*level).to_owned()).collect();
        Group { id, org: 1, is_class: true, name: name.into(), levels, year: 2027 }
    }

    #[test]
    fn the_next_level_and_the_same_letter_or_nothing() {
        let next = [
            class(1, "5A", &["5e"]),
            class(2, "4e A", &["4e"]),
            class(3, "4e B", &["4E"]),
            class(4, "CM1-CM2", &["CM1", "CM2"]),
        ];
        let found = |name, level| following(name, level, &next).map(|group| group.id);
        assert_eq!((found("5e B", "5e"), found("5A", "5E")), (Some(3), Some(2)));
        assert_eq!(found("6C", "6e"), Some(1), "the only one of its level");
        assert_eq!((found("5e C", "5e"), found("3A", "3e"), found("5e B", "")), (None, None, None));
        assert_eq!((found("CE2", "CE2"), found("CM1-CM2", "CM1")), (Some(4), Some(4)));
    }

    #[test]
    fn a_pupil_of_several_levels_has_their_own() {
        let (one, two) = (class(1, "CP", &["CP"]), class(2, "CE1-CE2", &["CE1", "CE2"]));
        assert_eq!((level(&one, ""), level(&two, "CE2"), level(&two, "")), ("CP", "CE2", ""));
    }
}
