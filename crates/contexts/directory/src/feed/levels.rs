//! Levels of schooling: the codes and words of feeds, and the one word Préau shows.

use super::model::SchoolKind;
use super::names::clean;

/// Level, MEF code (11 digits), first four digits of MEFSTAT (the first of each level is the one
/// written out).
const LEVELS: &[(&str, &str, &str)] = &[
    ("TPS", "00410001110", "1110"),
    ("PS", "00010001310", "1111"),
    ("MS", "00010001320", "1112"),
    ("GS", "00010001330", "1113"),
    ("CP", "00110002110", "1121"),
    ("CE1", "00210002210", "1122"),
    ("CE2", "00210002220", "1123"),
    ("CM1", "00310002110", "1124"),
    ("CM2", "00310002220", "1125"),
    ("6e", "10010012110", "2111"),
    ("5e", "10110001110", "2112"),
    ("4e", "10210001110", "2115"),
    ("3e", "10310019110", "2116"),
    ("6e SEGPA", "16410002110", "2431"),
    ("5e SEGPA", "16510002110", "2432"),
    ("4e SEGPA", "16610002110", "2433"),
    ("3e SEGPA", "16710002110", "2434"),
];

/// How many of them are of primary school.
const PRIMARY: usize = 9;

/// Other words for a level, folded.
const WORDS: &[(&str, &str)] = &[
    ("tps", "TPS"),
    ("toute petite section", "TPS"),
    ("ps", "PS"),
    ("petite section", "PS"),
    ("ms", "MS"),
    ("moyenne section", "MS"),
    ("gs", "GS"),
    ("grande section", "GS"),
    ("cp", "CP"),
    ("cours preparatoire", "CP"),
    ("ce1", "CE1"),
    ("ce2", "CE2"),
    ("cm1", "CM1"),
    ("cm2", "CM2"),
    ("6e", "6e"),
    ("6eme", "6e"),
    ("sixieme", "6e"),
    ("5e", "5e"),
    ("5eme", "5e"),
    ("cinquieme", "5e"),
    ("4e", "4e"),
    ("4eme", "4e"),
    ("quatrieme", "4e"),
    ("3e", "3e"),
    ("3eme", "3e"),
    ("troisieme", "3e"),
    ("6e segpa", "6e SEGPA"),
    ("6eme segpa", "6e SEGPA"),
    ("5e segpa", "5e SEGPA"),
    ("5eme segpa", "5e SEGPA"),
    ("4e segpa", "4e SEGPA"),
    ("4eme segpa", "4e SEGPA"),
    ("3e segpa", "3e SEGPA"),
    ("3eme segpa", "3e SEGPA"),
    ("2nde", "2de"),
    ("2de", "2de"),
    ("2nde generale et technologique", "2de"),
    ("seconde", "2de"),
    ("1ere", "1re"),
    ("1re", "1re"),
    ("premiere", "1re"),
    ("tle", "Tle"),
    ("terminale", "Tle"),
];

/// The level of a MEF code.
pub(super) fn of_mef(mef: &str) -> Option<&'static str> {
    LEVELS.iter().find(|(_, code, _)| *code == mef).map(|(level, ..)| *level)
}

/// The level of a MEFSTAT code, of 4 or 11 digits.
pub(super) fn of_mefstat(mefstat: &str) -> Option<&'static str> {
    let start = mefstat.get(..4)?;
    LEVELS.iter().find(|(_, _, code)| *code == start).map(|(level, ..)| *level)
}

/// The level a feed writes in words or as any of the codes; other words are kept as they are.
pub(super) fn of_words(words: &str) -> Option<Box<str>> {
    let words = clean(words);
    if words.is_empty() {
        return None;
    }
    if let Some((level, ..)) = LEVELS.iter().find(|(level, ..)| *level == words) {
        return Some((*level).into());
    }
    if words.bytes().all(|byte| byte.is_ascii_digit()) {
        let level = of_mef(&words).or_else(|| of_mefstat(&words).filter(|_| words.len() == 4));
        return Some(level.map_or_else(|| words.as_ref().into(), Into::into));
    }
    let folded = kernel::fold(&words);
    let known = WORDS.iter().find(|(word, _)| *word == folded).map(|(_, level)| *level);
    Some(known.map_or_else(|| words.as_ref().into(), Into::into))
}

/// The kind of school a level is of.
pub(super) fn school_of(level: &str) -> Option<SchoolKind> {
    match LEVELS.iter().position(|(known, ..)| *known == level) {
        Some(at) if at < PRIMARY => Some(SchoolKind::Primary),
        Some(_) => Some(SchoolKind::Middle),
        None => matches!(level, "2de" | "1re" | "Tle").then_some(SchoolKind::High),
    }
}

/// Whether words are those of a level.
pub(super) fn is_known(words: &str) -> bool {
    let folded = kernel::fold(words);
    WORDS.iter().any(|(word, _)| *word == folded)
}

/// The MEF code of a level.
pub(super) fn mef_of(level: &str) -> Option<&'static str> {
    LEVELS.iter().find(|(known, ..)| *known == level).map(|(_, mef, _)| *mef)
}

/// The first digits of the MEFSTAT code of a level.
pub(super) fn mefstat_of(level: &str) -> Option<&'static str> {
    LEVELS.iter().find(|(known, ..)| *known == level).map(|(_, _, mefstat)| *mefstat)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_read_from_words_and_codes() {
        for (words, level) in [
            ("6EME", "6e"),
            ("6e", "6e"),
            ("CM1", "CM1"),
            ("cours préparatoire", "CP"),
            ("00310002220", "CM2"),
            ("2116", "3e"),
            ("3EME SEGPA", "3e SEGPA"),
            ("ULIS", "ULIS"),
            ("99999999999", "99999999999"),
        ] {
            assert_eq!(of_words(words).as_deref(), Some(level), "{words}");
        }
        assert_eq!(of_words("  "), None);
        assert_eq!(of_mefstat("21111111111"), Some("6e"));
        assert_eq!(of_mefstat("21"), None);
    }

    #[test]
    fn every_level_has_codes_that_read_back() {
        for (level, mef, mefstat) in LEVELS {
            assert_eq!(of_mef(mef), Some(*level));
            assert_eq!(of_mefstat(mefstat), Some(*level));
            assert_eq!((mef_of(level), mefstat_of(level)), (Some(*mef), Some(*mefstat)));
            assert_eq!(of_words(level).as_deref(), Some(*level));
        }
    }
}
