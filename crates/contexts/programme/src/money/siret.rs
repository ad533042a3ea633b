//! The national number of an establishment: fourteen digits whose last is a check.

/// The establishments of La Poste are checked by the sum of their digits alone.
const LA_POSTE: &str = "356000000";

/// A number as people type it, when it is one.
pub(super) fn parse(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    is_valid(&digits).then_some(digits)
}

/// Whether fourteen digits are a number.
pub(super) fn is_valid(digits: &str) -> bool {
    if digits.len() != 14 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    if digits == "00000000000000" {
        return false;
    }
    let values = || digits.bytes().map(|byte| u32::from(byte - b'0'));
    let luhn: u32 = values()
        .rev()
        .enumerate()
        .map(|(at, digit)| match (at % 2, digit * 2) {
            (0, _) => digit,
            (_, twice) if twice > 9 => twice - 9,
            (_, twice) => twice,
        })
        .sum();
    luhn.is_multiple_of(10)
        || (digits.starts_with(LA_POSTE) && values().sum::<u32>().is_multiple_of(5))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_is_known_by_its_check() {
        assert_eq!(parse("210 600 045 00392").as_deref(), Some("21060004500392"));
        for wrong in [
            "21060004500393",
            "210600045",
            "32402138500000.0",
            "",
            "00000000000000",
            "2106000450039é",
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
        assert!(is_valid("35600000000048") && is_valid("35600000049837"), "La Poste");
    }

    proptest! {
        #[test]
        fn a_digit_typed_wrong_is_seen(at in 0_usize..14, more in 1_u8..10) {
            let mut digits = b"21060004500392".to_vec();
            digits[at] = b'0' + (digits[at] - b'0' + more) % 10;
            prop_assert!(!is_valid(std::str::from_utf8(&digits).unwrap()));
        }

        #[test]
        fn anything_may_be_typed(text in ".{0,30}") {
            prop_assert!(parse(&text).is_none_or(|siret| siret.len() == 14));
        }
    }
}
