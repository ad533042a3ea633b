//! Serial and inventory numbers, as people and spreadsheets write them.

/// A number, and what it has in common with other ways of writing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// As it is shown: without spaces nor what stood before it.
    pub(crate) text: String,
    /// The same for all ways of writing this number.
    pub(crate) key: String,
}

/// Why a text is no number one may rely on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// A spreadsheet rounded it: `1.23E+15`.
    Rounded,
    /// An error of a formula: `#REF!`.
    Formula,
    /// It is the name of the model.
    Model,
    /// So short that many devices would have it.
    Short,
}

/// Fewer letters and digits are no number.
const SHORTEST: usize = 4;

/// What stands before a number, in lower case, and whether it needs a colon to be told from it.
const BEFORE: [(&str, bool); 12] = [
    ("s/n", false),
    ("s.n.", false),
    ("n° de série", false),
    ("n° de serie", false),
    ("n°série", false),
    ("no de serie", false),
    ("numéro de série", false),
    ("numero de serie", false),
    ("serial number", false),
    ("serial no", true),
    ("serial", true),
    ("sn", true),
];

/// What people and machines write where there is no number, folded.
const NONE: [&str; 22] = [
    "",
    "0",
    "na",
    "n a",
    "n c",
    "nc",
    "neant",
    "aucun",
    "aucune",
    "sans",
    "sans numero",
    "inconnu",
    "non renseigne",
    "a completer",
    "a renseigner",
    "none",
    "unknown",
    "tbd",
    "to be filled by o e m",
    "default string",
    "system serial number",
    "not specified",
];

/// The serial number that a cell says, for a device of some model; none when it says there is none.
pub(crate) fn serial(text: &str, model: &str) -> Result<Option<Number>, Doubt> {
    let Some(number) = number(text)? else { return Ok(None) };
    if number.key == key(model) {
        return Err(Doubt::Model);
    }
    if number.key.chars().count() < SHORTEST {
        return Err(Doubt::Short);
    }
    Ok(Some(number))
}

/// The inventory number that a cell says; a short one may be one.
pub(crate) fn tag(text: &str) -> Result<Option<Number>, Doubt> {
    number(text)
}

fn number(text: &str) -> Result<Option<Number>, Doubt> {
    let text = text.trim();
    if text.starts_with('#') && (text.ends_with(['!', '?']) || text == "#N/A") {
        return Err(Doubt::Formula);
    }
    let text = without_what_stands_before(text);
    if NONE.contains(&kernel::fold(text).as_str()) {
        return Ok(None);
    }
    if is_rounded(text) {
        return Err(Doubt::Rounded);
    }
    let key = key(text);
    let mut chars = key.chars();
    let first = chars.next();
    // « 00000000 », « XXXX »: a place that nobody filled in.
    if first.is_none_or(|first| key.len() > 1 && chars.all(|c| c == first)) {
        return Ok(None);
    }
    let text = text.chars().filter(|c| !c.is_whitespace()).collect();
    Ok(Some(Number { text, key }))
}

/// The same for all ways of writing a number: letters and digits alone, in capitals.
pub(crate) fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// The same for numbers that the eye or a spreadsheet takes for one another: O is 0, I is 1, and the
/// zeros in front do not count.
pub(crate) fn look(key: &str) -> String {
    let alike: String = key
        .chars()
        .map(|c| match c {
            'O' => '0',
            'I' => '1',
            c => c,
        })
        .collect();
    alike.trim_start_matches('0').to_owned()
}

fn without_what_stands_before(text: &str) -> &str {
    let lower = text.to_ascii_lowercase();
    for (before, needs_colon) in BEFORE {
        let Some(rest) = lower.strip_prefix(before) else { continue };
        let rest = &text[text.len() - rest.len()..];
        let after = rest.trim_start();
        let number = after.trim_start_matches([':', '=', '#', '.']).trim_start();
        if !needs_colon || after.len() != number.len() {
            return number;
        }
    }
    text
}

/// Whether a spreadsheet made a number of it and rounded it.
fn is_rounded(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let whole = mantissa.split(['.', ',']).collect::<Vec<_>>();
    let is_number = whole.len() <= 2 && whole.iter().all(|part| is_digits(part));
    is_number && exponent.strip_prefix('+').is_some_and(is_digits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn said(text: &str) -> Option<String> {
        serial(text, "").unwrap().map(|number| number.text)
    }

    #[test]
    fn a_number_is_told_from_what_stands_around_it() {
        for (written, number) in [
            ("R52N40ABCDE", "R52N40ABCDE"),
            ("  r52n 40ab cde ", "r52n40abcde"),
            ("S/N: PF3ABC12", "PF3ABC12"),
            ("SN:PF3ABC12", "PF3ABC12"),
            ("s/n PF3ABC12", "PF3ABC12"),
            ("N° de série : 5CD1234XYZ", "5CD1234XYZ"),
            ("SNX12345", "SNX12345"),
            ("0012345678", "0012345678"),
            ("12E5", "12E5"),
        ] {
            assert_eq!(said(written).as_deref(), Some(number), "{written}");
        }
    }

    #[test]
    fn a_place_that_nobody_filled_in_is_no_number() {
        for none in [
            "",
            "  ",
            "N/A",
            "n/a",
            "NA",
            "néant",
            "à compléter",
            "À COMPLÉTER",
            "-",
            "—",
            "?",
            "0",
            "00000000",
            "XXXXXX",
            "inconnu",
            "To be filled by O.E.M.",
            "S/N: N/A",
        ] {
            assert_eq!(said(none), None, "{none}");
        }
    }

    #[test]
    fn what_a_spreadsheet_broke_is_not_taken_for_a_number() {
        for rounded in ["1.23E+15", "1,23E+15", "8,6E+11", "1E+10"] {
            assert_eq!(serial(rounded, ""), Err(Doubt::Rounded), "{rounded}");
        }
        for formula in ["#REF!", "#N/A", "#NOM?", "#VALUE!"] {
            assert_eq!(serial(formula, ""), Err(Doubt::Formula), "{formula}");
        }
    }

    #[test]
    fn the_name_of_a_model_is_not_the_number_of_a_device() {
        assert_eq!(serial("SM-T510", "SM T510"), Err(Doubt::Model));
        assert_eq!(serial("A12", "Galaxy"), Err(Doubt::Short));
        assert_eq!(tag("A12").unwrap().unwrap().text, "A12");
    }

    #[test]
    fn numbers_that_the_eye_confuses_look_alike() {
        for (one, other) in
            [("RO0I1", "R00II"), ("0012345", "12345"), ("O12345", "012345"), ("5CD1O", "5CDI0")]
        {
            assert_eq!(look(&key(one)), look(&key(other)), "{one} {other}");
        }
        assert_ne!(look(&key("12345")), look(&key("12346")));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_harm(text in "\\PC{0,60}", model in "\\PC{0,20}") {
            if let Ok(Some(number)) = serial(&text, &model) {
                prop_assert!(!number.text.chars().any(char::is_whitespace));
                prop_assert_eq!(key(&number.text), number.key.clone());
                prop_assert!(number.key.chars().count() >= SHORTEST);
            }
        }

        #[test]
        fn spaces_and_case_do_not_make_another_number(text in "[A-Z1-9]{6,14}") {
            let spaced: String = text.chars().flat_map(|c| [c, ' ']).collect();
            let again = serial(&format!("s/n: {}", spaced.to_lowercase()), "").unwrap();
            prop_assert_eq!(again.map(|n| n.key), serial(&text, "").unwrap().map(|n| n.key));
        }
    }
}
