//! What differs between the languages: plural categories and the shape of numbers.

/// A language of the interface. French and English are complete, Arabic says what families read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    French,
    English,
    Arabic,
}

/// A plural category of CLDR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Plural {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

/// Every category word of CLDR: a select on these words alone is a select on a number.
pub(crate) const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

impl Language {
    /// Where the sentences of this language are, from the root of the crate.
    pub(crate) const fn file(self) -> &'static str {
        match self {
            Self::French => "locales/fr.ftl",
            Self::English => "locales/en.ftl",
            Self::Arabic => "locales/ar.ftl",
        }
    }

    /// The variant of `kernel::Lang`.
    pub(crate) const fn variant(self) -> &'static str {
        match self {
            Self::French => "kernel::Lang::Fr",
            Self::English => "kernel::Lang::En",
            Self::Arabic => "kernel::Lang::Ar",
        }
    }

    /// Between thousands: a narrow no-break space, or a comma. Arabic is written here with the
    /// digits of the Maghreb (1, 2, 3) and spaced as French: the bills and clocks around its
    /// readers are.
    pub(crate) const fn thousands(self) -> char {
        match self {
            Self::French | Self::Arabic => '\u{202f}',
            Self::English => ',',
        }
    }

    const fn decimals(self) -> char {
        match self {
            Self::French | Self::Arabic => ',',
            Self::English => '.',
        }
    }

    /// The category this word names, when integers of this language can be in it.
    pub(crate) fn plural(self, word: &str) -> Option<Plural> {
        match (self, word) {
            (_, "one") => Some(Plural::One),
            (_, "other") => Some(Plural::Other),
            (Self::French | Self::Arabic, "many") => Some(Plural::Many),
            (Self::Arabic, "zero") => Some(Plural::Zero),
            (Self::Arabic, "two") => Some(Plural::Two),
            (Self::Arabic, "few") => Some(Plural::Few),
            _ => None,
        }
    }

    /// The Rust condition for the integer `name` to be in this category.
    pub(crate) fn condition(self, plural: Plural, name: &str) -> String {
        match (self, plural) {
            (Self::French, Plural::One) => format!("{name}.unsigned_abs() < 2"),
            (Self::French, Plural::Many) => format!("{name} != 0 && {name} % 1_000_000 == 0"),
            (Self::French, _) => {
                format!("{name}.unsigned_abs() > 1 && {name} % 1_000_000 != 0")
            }
            (Self::English | Self::Arabic, Plural::One) => format!("{name}.unsigned_abs() == 1"),
            (Self::English, _) => format!("{name}.unsigned_abs() != 1"),
            (Self::Arabic, Plural::Zero) => format!("{name} == 0"),
            (Self::Arabic, Plural::Two) => format!("{name}.unsigned_abs() == 2"),
            (Self::Arabic, Plural::Few) => {
                format!("matches!({name}.unsigned_abs() % 100, 3..=10)")
            }
            (Self::Arabic, Plural::Many) => {
                format!("matches!({name}.unsigned_abs() % 100, 11..=99)")
            }
            (Self::Arabic, Plural::Other) => {
                format!("{name}.unsigned_abs() > 2 && {name}.unsigned_abs() % 100 < 3")
            }
        }
    }

    /// A number written in a `.ftl` file (`-1234.5`), as this language shows it.
    pub(crate) fn number(self, literal: &str) -> String {
        let (sign, digits) = match literal.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", literal),
        };
        let (whole, decimals) = match digits.split_once('.') {
            Some((whole, decimals)) => (whole, format!("{}{decimals}", self.decimals())),
            None => (digits, String::new()),
        };
        let mut grouped = String::new();
        for (index, digit) in whole.char_indices() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                grouped.push(self.thousands());
            }
            grouped.push(digit);
        }
        format!("{sign}{grouped}{decimals}")
    }
}
