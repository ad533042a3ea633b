//! Addresses and mobile numbers, read strictly: what is not plainly one is refused, so that no
//! header, command or other recipient can hide in it.

use std::{fmt, str::FromStr};

/// A mail address.
#[derive(Clone, PartialEq, Eq)]
pub struct MailAddress(String);

/// The longest address (RFC 5321).
const LONGEST: usize = 254;
/// Signs of the part before the @, letters and digits aside.
const LOCAL_SIGNS: &str = "!#$%&'*+-/=?^_`{|}~.";

impl MailAddress {
    /// Reads an address as people type it; `None` when it is not plainly one.
    pub fn read(typed: &str) -> Option<Self> {
        let address = typed.trim();
        let (local, domain) = address.rsplit_once('@')?;
        let is_plain = |text: &str, signs: &str| {
            !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || signs.contains(c))
        };
        let has_dots_inside = |text: &str| text.split('.').all(|part| !part.is_empty());
        let is_one = address.len() <= LONGEST
            && local.len() <= 64
            && is_plain(local, LOCAL_SIGNS)
            && is_plain(domain, "-.")
            && has_dots_inside(local)
            && has_dots_inside(domain)
            && domain.contains('.')
            && lettre::Address::from_str(address).is_ok();
        is_one.then(|| Self(format!("{local}@{}", domain.to_ascii_lowercase())))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for MailAddress {
    /// Never the address: logs hold no personal data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MailAddress(…)")
    }
}

/// A mobile number, in the international form: `+33612345678`.
#[derive(Clone, PartialEq, Eq)]
pub struct Mobile(String);

/// The beginnings of French mobile numbers as they are dialled, and where they are: metropolitan
/// France and the overseas departments (numbering plan of the ARCEP).
const FRENCH: [(&str, &str); 11] = [
    ("0639", "+262"),
    ("0690", "+590"),
    ("0691", "+590"),
    ("0692", "+262"),
    ("0693", "+262"),
    ("0694", "+594"),
    ("0695", "+594"),
    ("0696", "+596"),
    ("0697", "+596"),
    ("06", "+33"),
    ("07", "+33"),
];

impl Mobile {
    /// Reads a number as people type it, French without its country; `None` when it is not plainly
    /// a mobile number.
    pub fn read(typed: &str) -> Option<Self> {
        let mut dialled = String::new();
        for c in typed.trim().chars() {
            match c {
                '0'..='9' => dialled.push(c),
                '+' if dialled.is_empty() => dialled.push('+'),
                ' ' | '\u{a0}' | '\u{202f}' | '.' | '-' | '(' | ')' | '/' => {}
                _ => return None,
            }
            if dialled.len() > 18 {
                return None;
            }
        }
        if let Some(abroad) = dialled.strip_prefix("00") {
            dialled = format!("+{abroad}");
        }
        if let Some(french) = dialled.strip_prefix("+330") {
            dialled = format!("+33{french}");
        }
        if dialled.starts_with('0') {
            let (_, country) = FRENCH.iter().find(|(start, _)| dialled.starts_with(start))?;
            return (dialled.len() == 10).then(|| Self(format!("{country}{}", &dialled[1..])));
        }
        let digits = dialled.strip_prefix('+')?;
        let is_one = match digits.strip_prefix("33") {
            Some(metropolitan) => metropolitan.len() == 9 && metropolitan.starts_with(['6', '7']),
            None => (8..=15).contains(&digits.len()) && !digits.starts_with('0'),
        };
        is_one.then_some(Self(dialled))
    }

    /// The number in the international form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number as people write it: « 06 12 34 56 78 ».
    pub fn said(&self) -> String {
        match self.0.strip_prefix("+33") {
            Some(digits) => {
                let dialled = format!("0{digits}");
                let pairs: Vec<_> =
                    (0..dialled.len()).step_by(2).map(|at| &dialled[at..at + 2]).collect();
                pairs.join(" ")
            }
            None => self.0.clone(),
        }
    }
}

impl fmt::Debug for Mobile {
    /// Never the number: logs hold no personal data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mobile(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_is_read_and_nothing_hides_in_one() {
        let read = |typed: &str| MailAddress::read(typed).map(|address| address.0);
        assert_eq!(read(" Nadia.Moreau@Exemple.FR ").as_deref(), Some("Nadia.Moreau@exemple.fr"));
        assert_eq!(
            read("o'neil+ecole@mail.exemple.fr").as_deref(),
            Some("o'neil+ecole@mail.exemple.fr")
        );
        for wrong in [
            "",
            "nadia",
            "@exemple.fr",
            "nadia@",
            "nadia@exemple",
            "a@b@exemple.fr",
            "a b@exemple.fr",
            "a@exemple.fr\r\nBcc: b@exemple.fr",
            "a@exemple.fr\nRCPT TO:<b@exemple.fr>",
            "<a@exemple.fr>",
            "a@exemple.fr,b@exemple.fr",
            "\"a b\"@exemple.fr",
            ".a@exemple.fr",
            "a..b@exemple.fr",
            "a@exemple..fr",
            "a@.fr",
            "a@[127.0.0.1]",
            "é@exemple.fr",
            "a@exemple.fr\0",
            "a@-.fr",
        ] {
            assert_eq!(read(wrong), None, "{wrong:?}");
        }
        assert_eq!(read(&format!("{}@exemple.fr", "a".repeat(65))), None);
        assert_eq!(read(&format!("a@{}.fr", "b".repeat(300))), None);
    }

    #[test]
    fn a_number_is_read_however_it_is_typed() {
        for typed in [
            "0612345678",
            "06 12 34 56 78",
            "06.12.34.56.78",
            "+33 6 12 34 56 78",
            "0033612345678",
            "+33 (0)6-12-34-56-78",
        ] {
            let mobile = Mobile::read(typed).unwrap();
            assert_eq!(
                (mobile.as_str(), mobile.said().as_str()),
                ("+33612345678", "06 12 34 56 78"),
                "{typed}"
            );
        }
        for (typed, number) in [
            ("0692 12 34 56", "+262692123456"),
            ("0696123456", "+596696123456"),
            ("+352 621 123 456", "+352621123456"),
        ] {
            assert_eq!(Mobile::read(typed).unwrap().as_str(), number, "{typed}");
        }
        for wrong in [
            "",
            "0512345678",
            "061234567",
            "06123456789",
            "+331234567890",
            "+33512345678",
            "06 12 34 56 7a",
            "+",
            "1234",
            "+0612345678",
            "0612345678\n0699999999",
        ] {
            assert_eq!(Mobile::read(wrong), None, "{wrong:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_read_again_the_same(typed in "[ +0-9().@a-z\\r\\n<>-]{0,40}") {
            if let Some(mobile) = Mobile::read(&typed) {
                prop_assert!(mobile.as_str()[1..].bytes().all(|b| b.is_ascii_digit()));
                prop_assert_eq!(Mobile::read(mobile.as_str()), Some(mobile.clone()));
            }
            if let Some(address) = MailAddress::read(&typed) {
                prop_assert!(address.as_str().bytes().all(|b| b.is_ascii_graphic()));
                prop_assert_eq!(MailAddress::read(address.as_str()), Some(address.clone()));
            }
        }
    }
}
