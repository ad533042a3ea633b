//! A device: what it is, whose school has it, where it stands and in what state.

pub(crate) mod edit;
mod labels;
pub(crate) mod moving;
pub(crate) mod pages;
pub(crate) mod serial;
pub(crate) mod store;
pub(crate) mod tally;
pub(crate) mod views;

use kernel::{Day, Lang};
use serde::{Deserialize, Serialize};

use crate::t;

macro_rules! words {
    ($(#[$about:meta])* $vis:vis $name:ident $prefix:literal { $($(#[$doc:meta])* $variant:ident = $code:literal),* $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize, ::serde::Deserialize)]
        #[serde(rename_all = "kebab-case")]
        $vis enum $name {
            $($(#[$doc])* $variant),*
        }

        impl $name {
            /// All of them, in the order of the pages.
            $vis const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word that is stored.
            $vis const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// Reads a stored or submitted word.
            $vis fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }

            /// What it is called.
            pub(crate) fn says(self, lang: ::kernel::Lang) -> &'static str {
                $crate::t::by_key(lang, &format!(concat!($prefix, "-{}"), self.code())).unwrap_or_default()
            }
        }
    };
}

pub(crate) use words;

words! {
    /// What kind of thing it is.
    pub Category "category" {
        /// A tablet.
        Tablet = "tablet",
        /// A laptop.
        Laptop = "laptop",
        /// A computer that stays on its table.
        Desktop = "desktop",
        /// What shows a picture to a class: a projector or a large screen.
        Projector = "projector",
        /// A visualiser.
        Visualiser = "visualiser",
        /// A trolley where devices travel and charge.
        Trolley = "trolley",
        /// A point of Wi-Fi.
        Wifi = "wifi",
        /// What the network and its storage are made of.
        Network = "network",
        /// A printer or a scanner.
        Printer = "printer",
        /// A camera.
        Camera = "camera",
        /// A robot, a board to program.
        Robot = "robot",
        /// Anything else.
        Other = "other",
    }
}

words! {
    /// What becomes of it.
    pub State "state" {
        /// It waits to be put to use.
        Stock = "stock",
        /// It is in use.
        Used = "used",
        /// It is lent to someone.
        Lent = "lent",
        /// It does not work.
        Broken = "broken",
        /// Nobody finds it.
        Lost = "lost",
        /// It was stolen.
        Stolen = "stolen",
        /// It has left the inventory.
        Gone = "gone",
    }
}

/// What is said of a device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Said {
    pub(crate) org: i64,
    pub(crate) category: Category,
    pub(crate) brand: String,
    pub(crate) model: String,
    pub(crate) serial: String,
    pub(crate) tag: String,
    pub(crate) funding: String,
    pub(crate) state: State,
    pub(crate) place: String,
    pub(crate) bought: Option<i32>,
    pub(crate) price: Option<i64>,
}

/// Something that is said of a device and may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    School,
    Category,
    Brand,
    Model,
    Serial,
    Tag,
    Funding,
    State,
    Place,
    Bought,
    Price,
}

impl Part {
    pub(crate) const ALL: [Self; 11] = [
        Self::School,
        Self::Category,
        Self::Brand,
        Self::Model,
        Self::Serial,
        Self::Tag,
        Self::Funding,
        Self::State,
        Self::Place,
        Self::Bought,
        Self::Price,
    ];

    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::School => "school",
            Self::Category => "category",
            Self::Brand => "brand",
            Self::Model => "model",
            Self::Serial => "serial",
            Self::Tag => "tag",
            Self::Funding => "funding",
            Self::State => "state",
            Self::Place => "place",
            Self::Bought => "bought",
            Self::Price => "price",
        }
    }

    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.code() == code)
    }
}

impl Said {
    /// A part as it is stored in the history of the device.
    pub(crate) fn part(&self, part: Part) -> String {
        match part {
            Part::School => self.org.to_string(),
            Part::Category => self.category.code().to_owned(),
            Part::Brand => self.brand.clone(),
            Part::Model => self.model.clone(),
            Part::Serial => self.serial.clone(),
            Part::Tag => self.tag.clone(),
            Part::Funding => self.funding.clone(),
            Part::State => self.state.code().to_owned(),
            Part::Place => self.place.clone(),
            Part::Bought => self.bought.map(|day| Day(day).to_string()).unwrap_or_default(),
            Part::Price => self.price.map(|cents| cents.to_string()).unwrap_or_default(),
        }
    }

    /// The parts that two descriptions do not share, in order.
    pub(crate) fn differences(&self, other: &Self) -> Vec<Part> {
        Part::ALL.into_iter().filter(|part| self.part(*part) != other.part(*part)).collect()
    }

    /// « Samsung Galaxy Tab A9 », or the kind of thing when nothing more is known.
    pub(crate) fn name(&self, lang: Lang) -> String {
        let name = format!("{} {}", self.brand, self.model);
        match name.trim() {
            "" => self.category.says(lang).to_owned(),
            name => name.to_owned(),
        }
    }

    /// What one searches among, folded.
    pub(crate) fn folded(&self) -> String {
        let words = [&self.brand, &self.model, &self.serial, &self.tag, &self.place, &self.funding];
        kernel::fold(&words.map(String::as_str).join(" "))
    }

    /// The number by which a label or a scanner calls it: the school's own when there is one.
    pub(crate) fn called(&self) -> &str {
        if self.tag.is_empty() { &self.serial } else { &self.tag }
    }
}

/// A device of the inventory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Device {
    pub(crate) id: i64,
    pub(crate) said: Said,
    pub(crate) seen: Option<Day>,
}

/// « 1 234,50 € ».
pub(crate) fn price_said(lang: Lang, cents: i64) -> String {
    let units = t::euros(lang, cents / 100);
    let rest = format!("{:02}", cents % 100);
    match lang {
        Lang::Fr | Lang::Ar => format!("{units},{rest} €"),
        Lang::En => format!("€{units}.{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said() -> Said {
        Said {
            org: 1,
            category: Category::Tablet,
            brand: "Samsung".into(),
            model: "Tab A9".into(),
            serial: "R52N40ABCDE".into(),
            tag: String::new(),
            funding: String::new(),
            state: State::Stock,
            place: "Salle 12".into(),
            bought: None,
            price: Some(123_456),
        }
    }

    #[test]
    fn what_changed_is_told_part_by_part() {
        let before = said();
        let after = Said { state: State::Used, place: "Réserve".into(), ..said() };
        assert_eq!(before.differences(&after), [Part::State, Part::Place]);
        assert!(before.differences(&before).is_empty());
        for part in Part::ALL {
            assert_eq!(Part::from_code(part.code()), Some(part));
        }
    }

    #[test]
    fn a_device_is_called_by_its_label_and_else_by_its_number() {
        assert_eq!(said().called(), "R52N40ABCDE");
        assert_eq!(Said { tag: "INV-12".into(), ..said() }.called(), "INV-12");
    }

    #[test]
    fn every_kind_and_state_has_its_words() {
        for lang in Lang::ALL {
            assert!(Category::ALL.iter().all(|one| !one.says(lang).is_empty()));
            assert!(State::ALL.iter().all(|one| !one.says(lang).is_empty()));
        }
        assert_eq!(price_said(Lang::Fr, 123_456), "1\u{202f}234,56 €");
    }
}
