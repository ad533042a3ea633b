//! How a school is connected: what is declared of its access, and what was measured there, each with
//! its day. Neither corrects the other.

pub(crate) mod declared;
pub(crate) mod pages;
pub(crate) mod store;
mod trial;
mod views;

use kernel::{Day, fold};

pub(crate) use pages::{PATH, routes};
pub(crate) use store::of_school;
pub(crate) use views::card;

use crate::device::words;

words! {
    /// What is declared of an access, as the regulator's map says it.
    pub(crate) Status "broadband" {
        /// Optical fibre to the building.
        Fibre = "fibre",
        /// 30 Mbit/s or more otherwise.
        VeryFast = "very-fast",
        /// 8 Mbit/s or more.
        Fast = "fast",
        /// Less than 8 Mbit/s.
        Slow = "slow",
        /// Nothing but satellite or mobile.
        Air = "air",
        /// No access.
        None = "none",
    }
}

/// Words that say a status, folded, the more precise first.
const SAID: [(Status, &[&str]); 6] = [
    (Status::None, &["aucun", "ineligible", "non eligible", "non desservi", "sans acces", "none"]),
    (Status::Air, &["satellite", "4g", "5g", "mobile", "hertzien"]),
    (Status::Fibre, &["fibre", "ftth", "ftto", "fttb", "fiber"]),
    (Status::VeryFast, &["tres haut debit", "thd", "very high speed", "30 mbit", "cable"]),
    (Status::Fast, &["bon haut debit", "bhd", "8 mbit", "good"]),
    (Status::Slow, &["haut debit", "adsl", "dsl", "hd", "cuivre", "inferieur a 8"]),
];

impl Status {
    /// What some words of a table say.
    pub(crate) fn read(words: &str) -> Option<Self> {
        let folded = fold(words);
        let padded = format!(" {folded} ");
        Self::from_code(&folded.replace(' ', "-")).or_else(|| {
            let says = |word: &&str| padded.contains(&format!(" {word}")) && !folded.is_empty();
            SAID.iter().find(|(_, words)| words.iter().any(says)).map(|(one, _)| *one)
        })
    }
}

/// What is declared of a school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Declared {
    pub(crate) status: Status,
    pub(crate) day: Day,
    pub(crate) source: String,
}

/// What was measured in a school one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Speed {
    pub(crate) day: Day,
    pub(crate) down_kbps: i64,
    pub(crate) up_kbps: i64,
    pub(crate) latency_ms: Option<i64>,
    /// By the page itself; otherwise typed.
    pub(crate) is_measured: bool,
}

/// How a school is connected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OfSchool {
    pub(crate) declared: Option<Declared>,
    /// The last measures, newest first.
    pub(crate) speeds: Vec<Speed>,
}

/// A speed as people write it, in kilobits a second: `94,5`, `120`, `0.9`, in megabits.
pub(crate) fn kbps(text: &str) -> Option<i64> {
    let text = text.trim().replace([' ', '\u{a0}', '\u{202f}'], "").replace(',', ".");
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > 5
        || rest.len() > 3
        || !is_number(whole)
        || !is_number(rest)
    {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let rest: i64 = format!("{rest:0<3}").parse().ok()?;
    Some(whole * 1_000 + rest).filter(|kbps| *kbps <= KBPS_MAX)
}

/// No school has more than 20 Gbit/s.
pub(crate) const KBPS_MAX: i64 = 20_000_000;
/// Nothing answers after a minute.
pub(crate) const LATENCY_MAX: i64 = 60_000;

/// « 94,5 », in megabits a second.
pub(crate) fn mbps(kbps: i64, separator: char) -> String {
    let (whole, tenth) = (kbps / 1_000, kbps % 1_000 / 100);
    if tenth == 0 { whole.to_string() } else { format!("{whole}{separator}{tenth}") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn speeds_are_read_as_people_write_them() {
        for (text, read) in [
            ("94,5", Some(94_500)),
            ("120", Some(120_000)),
            (" 1 000 ", Some(1_000_000)),
            ("0.9", Some(900)),
            ("-3", None),
            ("1e9", None),
            ("999999", None),
            ("20001", None),
            ("", None),
            ("rapide", None),
        ] {
            assert_eq!(kbps(text), read, "{text}");
        }
        assert_eq!((mbps(94_560, ',').as_str(), mbps(120_000, ',').as_str()), ("94,5", "120"));
    }

    #[test]
    fn what_is_declared_is_read_in_the_words_of_tables() {
        for (words, status) in [
            ("Fibre", Some(Status::Fibre)),
            ("FttH", Some(Status::Fibre)),
            ("Très haut débit (≥ 30 Mbit/s)", Some(Status::VeryFast)),
            ("THD radio", Some(Status::VeryFast)),
            ("Bon haut débit", Some(Status::Fast)),
            ("haut débit", Some(Status::Slow)),
            ("ADSL", Some(Status::Slow)),
            ("Satellite", Some(Status::Air)),
            ("Inéligible", Some(Status::None)),
            ("very-fast", Some(Status::VeryFast)),
            ("oui", None),
            ("", None),
        ] {
            assert_eq!(Status::read(words), status, "{words}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_harm(text in "\\PC{0,30}") {
            let _ = Status::read(&text);
            prop_assert!(kbps(&text).is_none_or(|kbps| (0..=KBPS_MAX).contains(&kbps)));
        }
    }
}
