//! The words of the money: what is paid for, who pays, what is written down.

use kernel::Lang;
use shares::Cents;

use crate::t;

/// Declares a closed list of words, each with the code that is stored.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $prefix:literal, { $($(#[$one:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$one])* $variant,)+ }

        impl $name {
            /// Every one, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word that is stored.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// What a stored word means.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }

            /// Its name.
            pub(crate) fn says(self, lang: Lang) -> &'static str {
                t::by_key(lang, &format!(concat!("money-of-", $prefix, "-{}"), self.code())).unwrap_or_default()
            }
        }
    };
}

words! {
    /// What money is spent on.
    Part, "part", {
        /// Devices.
        Equipment = "equipment",
        /// Digital resources for pupils.
        Resources = "resources",
        /// Training.
        Training = "training",
        /// What is done with families.
        Families = "families",
    }
}

words! {
    /// Which schools it is for.
    Degree, "degree", {
        /// Écoles.
        Ecole = "ecole",
        /// Collèges.
        College = "college",
        /// Both.
        Any = "any",
    }
}

words! {
    /// Who pays a share.
    Payer, "payer", {
        /// The State, through its bank.
        State = "state",
        /// The région.
        Region = "region",
        /// The département.
        Departement = "departement",
        /// A group of communes.
        Epci = "epci",
        /// A commune.
        Commune = "commune",
    }
}

words! {
    /// What a partner is.
    PartnerKind, "partner", {
        /// The State's bank.
        Bank = "bank",
        /// The rectorat.
        Rectorat = "rectorat",
        /// The région.
        Region = "region",
        /// The département.
        Departement = "departement",
        /// A group of communes.
        Epci = "epci",
        /// A commune.
        Commune = "commune",
        /// Who is bought from.
        Supplier = "supplier",
    }
}

words! {
    /// What is written down of a line.
    EntryKind, "entry", {
        /// Money set aside.
        Commitment = "commitment",
        /// Something ordered.
        Order = "order",
        /// An invoice.
        Invoice = "invoice",
        /// A credit note.
        Credit = "credit",
        /// A payment.
        Payment = "payment",
    }
}

words! {
    /// What a funder is asked for.
    CallKind, "call", {
        /// Before anything is spent.
        Advance = "advance",
        /// As it is spent.
        Instalment = "instalment",
        /// When everything is spent.
        Balance = "balance",
    }
}

words! {
    /// What a supporting document is.
    PaperKind, "paper", {
        /// The invoice itself.
        Invoice = "invoice",
        /// The report of a reception.
        Reception = "reception",
        /// A photo.
        Photo = "photo",
        /// A list of numbers.
        Serials = "serials",
        /// Anything else.
        Other = "other",
    }
}

impl PartnerKind {
    /// Whether the directory knows it as an organisation, so that someone may be its funder.
    pub const fn is_funder(self) -> bool {
        matches!(self, Self::Bank | Self::Rectorat | Self::Region | Self::Departement | Self::Epci)
    }

    /// The share it pays, when it pays one.
    pub const fn payer(self) -> Option<Payer> {
        Some(match self {
            Self::Bank | Self::Rectorat => Payer::State,
            Self::Region => Payer::Region,
            Self::Departement => Payer::Departement,
            Self::Epci => Payer::Epci,
            Self::Commune => Payer::Commune,
            Self::Supplier => return None,
        })
    }
}

/// The key by which rates know a part.
pub fn part_key(part: Part, degree: Degree) -> String {
    format!("{}-{}", part.code(), degree.code())
}

/// « Matériel, écoles », from the key of a part.
pub(crate) fn part_says(lang: Lang, key: &str) -> String {
    let (part, degree) = key.split_once('-').unwrap_or((key, ""));
    let part = Part::from_code(part).map(|part| part.says(lang)).unwrap_or_default();
    let degree = Degree::from_code(degree).map(|degree| degree.says(lang)).unwrap_or_default();
    format!("{part}, {degree}")
}

/// Who owns what is bought for a part: their share is no help.
pub(crate) const fn is_own(degree: Degree, payer: Payer) -> bool {
    match degree {
        Degree::Ecole => matches!(payer, Payer::Commune | Payer::Epci),
        Degree::College => matches!(payer, Payer::Departement),
        Degree::Any => !matches!(payer, Payer::State | Payer::Region),
    }
}

/// An amount as people read it: « 59 999,70 € », “€59,999.70”.
pub(crate) fn euros(lang: Lang, amount: Cents) -> String {
    let (units, cents) = (amount.0.unsigned_abs() / 100, amount.0.unsigned_abs() % 100);
    let (apart, point) = if lang == Lang::En { (",", '.') } else { ("\u{202f}", ',') };
    let digits = units.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            grouped.push_str(apart);
        }
        grouped.push(digit);
    }
    let sign = if amount.0 < 0 { "\u{2212}" } else { "" };
    if lang == Lang::En {
        format!("{sign}€{grouped}{point}{cents:02}")
    } else {
        format!("{sign}{grouped}{point}{cents:02}\u{a0}€")
    }
}

/// A rate as people read it: « 30 % », « 33,33 % ».
pub(crate) fn percent(lang: Lang, hundredths: u32) -> String {
    let point = if lang == Lang::En { '.' } else { ',' };
    let space = if lang == Lang::En { "" } else { "\u{a0}" };
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => format!("{whole}{space}%"),
        (whole, rest) => format!("{whole}{point}{rest:02}{space}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_to_the_cent() {
        assert_eq!(euros(Lang::Fr, Cents(19_999_999)), "199\u{202f}999,99\u{a0}€");
        assert_eq!(euros(Lang::En, Cents(-123_456_705)), "\u{2212}€1,234,567.05");
        assert_eq!(euros(Lang::Fr, Cents(5)), "0,05\u{a0}€");
        assert_eq!(percent(Lang::Fr, 3_333), "33,33\u{a0}%");
        assert_eq!(percent(Lang::En, 5_000), "50%");
    }

    #[test]
    fn every_word_is_read_back() {
        for payer in Payer::ALL {
            assert_eq!(Payer::from_code(payer.code()), Some(*payer));
        }
        assert_eq!(part_key(Part::Equipment, Degree::Ecole), "equipment-ecole");
        assert!(is_own(Degree::Ecole, Payer::Commune) && !is_own(Degree::College, Payer::Commune));
    }
}
