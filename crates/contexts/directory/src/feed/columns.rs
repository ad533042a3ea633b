//! Which column of a table is what, as someone said it once for every table with these columns.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::mapped::Sample;
use super::uai::Uai;

/// How the sheets of some files are read, and the school of those that do not say theirs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Columns {
    /// The school of every line that does not say its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school: Option<Uai>,
    /// The sheets, told by their columns.
    #[serde(rename = "sheet")]
    pub sheets: Vec<Mapping>,
}

/// What the columns of a sheet are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// Who is on its lines.
    pub holds: Holds,
    /// How its dates are written.
    #[serde(default)]
    pub dates: Dates,
    /// Its columns, each with what it is.
    #[serde(rename = "column")]
    pub columns: Vec<Named>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Its title.
    pub header: String,
    /// What it is.
    pub is: Meaning,
}

/// Who is on the lines of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holds {
    /// Pupils, with up to two guardians each.
    Pupils,
    /// Those who work in the school.
    Staff,
    /// Nobody to import.
    Nobody,
}

impl Holds {
    /// Everything a sheet may hold.
    pub const ALL: [Self; 3] = [Self::Pupils, Self::Staff, Self::Nobody];

    /// The word of forms and translations.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pupils => "pupils",
            Self::Staff => "staff",
            Self::Nobody => "nobody",
        }
    }

    /// What a word means.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|holds| holds.code() == code)
    }
}

/// Which comes first in a date of three numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dates {
    /// 07/05/2018 is in May.
    #[default]
    DayFirst,
    /// 05/07/2018 is in May.
    MonthFirst,
}

impl Dates {
    /// Both.
    pub const ALL: [Self; 2] = [Self::DayFirst, Self::MonthFirst];

    /// The word of forms and translations.
    pub const fn code(self) -> &'static str {
        match self {
            Self::DayFirst => "day-first",
            Self::MonthFirst => "month-first",
        }
    }

    /// What a word means.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dates| dates.code() == code)
    }
}

/// What a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Meaning {
    /// Nothing to import.
    Nothing,
    /// The person of the line.
    Own(Fact),
    /// Their first guardian.
    First(Fact),
    /// Their second guardian.
    Second(Fact),
}

/// Something said of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fact {
    /// Name in use.
    LastName,
    /// First name.
    FirstName,
    /// Day of birth.
    Birth,
    /// National number of a pupil.
    Ine,
    /// Class; of staff, classes.
    Class,
    /// Level of a pupil.
    Level,
    /// Groups of a pupil.
    Groups,
    /// What a member of staff teaches.
    Subject,
    /// What a member of staff does.
    Role,
    /// Civility.
    Title,
    /// Mail address.
    Email,
    /// Telephone, mobile or not.
    Phone,
    /// What a guardian is to the pupil.
    Link,
    /// National number of the school.
    School,
}

const FACTS: [(Fact, &str); 14] = [
    (Fact::LastName, "last-name"),
    (Fact::FirstName, "first-name"),
    (Fact::Birth, "birth"),
    (Fact::Ine, "ine"),
    (Fact::Class, "class"),
    (Fact::Level, "level"),
    (Fact::Groups, "groups"),
    (Fact::Subject, "subject"),
    (Fact::Role, "role"),
    (Fact::Title, "title"),
    (Fact::Email, "email"),
    (Fact::Phone, "phone"),
    (Fact::Link, "link"),
    (Fact::School, "school"),
];

impl Fact {
    /// What may be said of whoever is on a line.
    pub const OWN: [Self; 13] = [
        Self::LastName,
        Self::FirstName,
        Self::Birth,
        Self::Ine,
        Self::Class,
        Self::Level,
        Self::Groups,
        Self::Subject,
        Self::Role,
        Self::Title,
        Self::Email,
        Self::Phone,
        Self::School,
    ];
    /// What may be said of a guardian.
    pub const GUARDIAN: [Self; 6] =
        [Self::LastName, Self::FirstName, Self::Title, Self::Email, Self::Phone, Self::Link];

    /// The word of files, forms and translations.
    pub fn code(self) -> &'static str {
        FACTS.iter().find(|(fact, _)| *fact == self).map_or("", |(_, code)| *code)
    }

    /// Whether several columns may say it.
    pub const fn repeats(self) -> bool {
        matches!(self, Self::Phone | Self::Groups)
    }
}

impl Meaning {
    /// The word of files and forms.
    pub fn code(self) -> String {
        match self {
            Self::Nothing => "nothing".to_owned(),
            Self::Own(fact) => fact.code().to_owned(),
            Self::First(fact) => format!("guardian-1-{}", fact.code()),
            Self::Second(fact) => format!("guardian-2-{}", fact.code()),
        }
    }

    /// What a word means.
    pub fn from_code(code: &str) -> Option<Self> {
        let of = |code: &str, among: &[Fact]| among.iter().copied().find(|one| one.code() == code);
        if code == "nothing" {
            Some(Self::Nothing)
        } else if let Some(code) = code.strip_prefix("guardian-1-") {
            of(code, &Fact::GUARDIAN).map(Self::First)
        } else if let Some(code) = code.strip_prefix("guardian-2-") {
            of(code, &Fact::GUARDIAN).map(Self::Second)
        } else {
            of(code, &Fact::OWN).map(Self::Own)
        }
    }

    /// Whether several columns may be it.
    pub const fn repeats(self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Own(fact) | Self::First(fact) | Self::Second(fact) => fact.repeats(),
        }
    }
}

impl From<Meaning> for String {
    fn from(meaning: Meaning) -> Self {
        meaning.code()
    }
}

impl TryFrom<String> for Meaning {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        Self::from_code(&code).ok_or_else(|| format!("a column cannot be {code:?}"))
    }
}

/// What is missing before a sheet can be read, or what its columns say twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Lack {
    /// The name of whoever is on the line.
    #[error("no column is the last name")]
    LastName,
    /// Their first name.
    #[error("no column is the first name")]
    FirstName,
    /// Of a pupil, what tells them from a homonym: the day of birth or the national number.
    #[error("no column is the day of birth, nor the INE")]
    Identity,
    /// The two names of a guardian of whom something else is said.
    #[error("the last name or the first name of a guardian is no column")]
    Guardian,
    /// The school.
    #[error("nothing says the school")]
    School,
    /// Two columns that are the same thing.
    #[error("two columns are {}", .0.code())]
    Twice(Meaning),
}

impl Lack {
    /// The end of the key of the sentence that says it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::LastName => "last-name",
            Self::FirstName => "first-name",
            Self::Identity => "identity",
            Self::Guardian => "guardian",
            Self::School => "school",
            Self::Twice(_) => "twice",
        }
    }
}

impl Columns {
    /// What is known of a sheet.
    pub fn of(&self, sample: &Sample) -> Option<&Mapping> {
        self.sheets.iter().find(|mapping| sample.header_of(mapping).is_some())
    }

    /// Whether this is all that reading these sheets needs.
    pub fn suffice(&self, samples: &[Sample]) -> bool {
        let is_read = |mapping: &Mapping| mapping.holds != Holds::Nobody;
        let is_clear = |sample: &Sample| {
            let has_school = self.school.or(sample.school).is_some();
            self.of(sample).is_some_and(|mapping| mapping.lacks(has_school).is_empty())
        };
        samples.iter().all(is_clear) && self.sheets.iter().any(is_read)
    }
}

impl Mapping {
    /// What tells these columns from others, whatever their order, case and accents: for keeping.
    pub fn key(&self) -> String {
        key(self.columns.iter().map(|column| column.header.as_str()))
    }

    /// What is missing before such a sheet can be read; `has_school` when its file says the school.
    pub fn lacks(&self, has_school: bool) -> Vec<Lack> {
        if self.holds == Holds::Nobody {
            return Vec::new();
        }
        let has = |meaning| self.columns.iter().any(|column| column.is == meaning);
        let of = |fact| has(Meaning::Own(fact));
        let mut lacks = Vec::new();
        let mut need = |is_there: bool, lack| {
            if !is_there {
                lacks.push(lack);
            }
        };
        need(of(Fact::LastName), Lack::LastName);
        need(of(Fact::FirstName), Lack::FirstName);
        if self.holds == Holds::Pupils {
            need(of(Fact::Birth) || of(Fact::Ine), Lack::Identity);
            for guardian in [Meaning::First, Meaning::Second] {
                let is_said = Fact::GUARDIAN.into_iter().any(|fact| has(guardian(fact)));
                let is_named = has(guardian(Fact::LastName)) && has(guardian(Fact::FirstName));
                need(is_named || !is_said, Lack::Guardian);
            }
        }
        need(has_school || of(Fact::School), Lack::School);
        for (at, column) in self.columns.iter().enumerate() {
            let is_again = self.columns[..at].iter().any(|other| other.is == column.is);
            need(column.is.repeats() || !is_again, Lack::Twice(column.is));
        }
        lacks
    }

    /// What each of these columns is, when they are the columns of this mapping in any order.
    pub(super) fn meanings(&self, header: &[String]) -> Option<Vec<Meaning>> {
        if header.len() != self.columns.len() {
            return None;
        }
        let mut left: Vec<(String, Meaning)> =
            self.columns.iter().map(|column| (kernel::fold(&column.header), column.is)).collect();
        let find = |title: &String| {
            let title = kernel::fold(title);
            let at = left.iter().position(|(known, _)| *known == title)?;
            Some(left.remove(at).1)
        };
        header.iter().map(find).collect()
    }
}

/// What tells a set of titles from others.
pub(super) fn key<'t>(titles: impl Iterator<Item = &'t str>) -> String {
    let mut titles: Vec<String> = titles.map(kernel::fold).collect();
    titles.sort();
    let mut hash = Sha256::new();
    for title in titles {
        hash.update(title.len().to_le_bytes());
        hash.update(title);
    }
    kernel::hex(&hash.finalize())
}
