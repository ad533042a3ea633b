//! What speaks for two records being one person. It never decides: a person does.

use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{DefaultHasher, Hash, Hasher},
};

use kernel::{Day, fold};

/// Something two records have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// The same names, in any order.
    Name,
    /// The same birth date.
    Birth,
    /// The same e-mail address.
    Email,
    /// The same mobile number.
    Mobile,
    /// The same home.
    Home,
    /// A child in common.
    Child,
    /// Someone signed in as one entered the code of the other.
    Code,
}

impl Evidence {
    const ALL: [Self; 7] =
        [Self::Name, Self::Birth, Self::Email, Self::Mobile, Self::Home, Self::Child, Self::Code];

    /// The word stored and used in translation keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Birth => "birth",
            Self::Email => "email",
            Self::Mobile => "mobile",
            Self::Home => "home",
            Self::Child => "child",
            Self::Code => "code",
        }
    }

    /// Evidence as it is stored.
    pub(crate) fn words(evidence: &BTreeSet<Self>) -> String {
        let words: Vec<&str> = evidence.iter().map(|one| one.code()).collect();
        words.join(",")
    }

    /// Evidence as it was stored.
    pub(crate) fn read(words: &str) -> BTreeSet<Self> {
        words
            .split(',')
            .filter_map(|word| Self::ALL.into_iter().find(|one| one.code() == word))
            .collect()
    }
}

/// A record as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Described {
    /// Its id.
    pub id: i64,
    /// Whether it is a pupil's; otherwise an adult's.
    pub is_pupil: bool,
    /// Family name.
    pub last: String,
    /// First name.
    pub first: String,
    /// When they were born.
    pub born: Option<Day>,
    /// E-mail address.
    pub email: String,
    /// Mobile number.
    pub mobile: String,
    /// Where they live.
    pub home: String,
    /// The children they are tied to, in order.
    pub children: Vec<i64>,
}

/// A record ready to be compared with many: words are compared by their hashes.
#[derive(Debug)]
pub(super) struct Clues {
    id: i64,
    is_pupil: bool,
    first: u64,
    last: Vec<u64>,
    names: u64,
    born: Option<Day>,
    email: u64,
    mobile: u64,
    home: u64,
    children: Vec<i64>,
}

impl Clues {
    pub(super) fn of(person: &Described) -> Self {
        let tokens = |text: &str| fold(text).split(' ').map(hash).collect::<Vec<u64>>();
        let (first, last) = (tokens(&person.first), tokens(&person.last));
        let mut names = [first.as_slice(), &last].concat();
        names.sort_unstable();
        Self {
            id: person.id,
            is_pupil: person.is_pupil,
            first: first.first().copied().unwrap_or_default(),
            last,
            names: hash(&names),
            born: person.born,
            email: hash_of_some(&person.email.trim().to_lowercase()),
            mobile: hash_of_some(&digits(&person.mobile)),
            home: hash_of_some(&fold(&person.home)),
            children: person.children.clone(),
        }
    }

    /// Under what a record meets those that may be the same.
    fn keys(&self) -> impl Iterator<Item = u64> {
        let by = |kind: u8, value: u64| (value != 0).then(|| hash((kind, self.first, value)));
        [Some(self.names), by(1, self.email), by(2, self.mobile)].into_iter().flatten()
    }

    /// What two records have in common, when it is enough to ask someone.
    pub(super) fn compare(&self, other: &Self) -> Option<BTreeSet<Evidence>> {
        let both = |one: u64, other: u64| one != 0 && one == other;
        let is_other_day = self.born.is_some() && other.born.is_some() && self.born != other.born;
        if self.id == other.id || self.is_pupil != other.is_pupil || is_other_day {
            return None;
        }
        let common = [
            (Evidence::Name, self.names == other.names),
            (Evidence::Birth, self.born.is_some() && self.born == other.born),
            (Evidence::Email, both(self.email, other.email)),
            (Evidence::Mobile, both(self.mobile, other.mobile)),
            (Evidence::Home, both(self.home, other.home)),
            (Evidence::Child, self.children.iter().any(|child| other.children.contains(child))),
        ];
        let found: BTreeSet<_> =
            common.into_iter().filter(|(_, is)| *is).map(|(evidence, _)| evidence).collect();
        let has = |evidence| found.contains(&evidence);
        let reached = has(Evidence::Email) || has(Evidence::Mobile);
        let enough = if self.is_pupil {
            has(Evidence::Name) && has(Evidence::Birth)
        } else if has(Evidence::Name) {
            found.len() > 1
        } else {
            let related = self.last.iter().any(|word| other.last.contains(word));
            let certain = has(Evidence::Email) && has(Evidence::Mobile);
            self.first == other.first && (certain || related && reached)
        };
        enough.then_some(found)
    }
}

/// Whether two records may be one person's.
pub fn alike(one: &Described, other: &Described) -> Option<BTreeSet<Evidence>> {
    Clues::of(one).compare(&Clues::of(other))
}

/// Whether two people have the same first name and a word of their family name in common.
pub(super) fn share_a_name(one: &Described, other: &Described) -> bool {
    let (one, other) = (Clues::of(one), Clues::of(other));
    one.first == other.first && one.last.iter().any(|word| other.last.contains(word))
}

/// More records than this with the same names, or the same address, say nothing.
const CROWD: usize = 30;

/// Every pair of records that may be one person, in order.
pub(super) fn pairs(clues: &[Clues]) -> Vec<(i64, i64, BTreeSet<Evidence>)> {
    let mut meeting: Vec<(u64, &Clues)> =
        clues.iter().flat_map(|one| one.keys().map(move |key| (key, one))).collect();
    meeting.sort_unstable_by_key(|(key, one)| (*key, one.id));
    let mut found = BTreeMap::new();
    let met = meeting.chunk_by(|(one, _), (other, _)| one == other);
    for met in met.filter(|met| (2..=CROWD).contains(&met.len())) {
        for (place, (_, one)) in met.iter().enumerate() {
            for (_, other) in &met[place + 1..] {
                if let Some(evidence) = one.compare(other) {
                    found.insert((one.id.min(other.id), one.id.max(other.id)), evidence);
                }
            }
        }
    }
    found.into_iter().map(|((one, other), evidence)| (one, other, evidence)).collect()
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish().max(1)
}

fn hash_of_some(text: &str) -> u64 {
    if text.is_empty() { 0 } else { hash(text) }
}

/// The digits of a French number: `+33 6 12` and `06 12` are the same.
pub(crate) fn digits(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix("33") {
        Some(rest) if rest.len() == 9 => format!("0{rest}"),
        _ => digits,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pairs(people: &[Described]) -> Vec<(i64, i64, BTreeSet<Evidence>)> {
        super::pairs(&people.iter().map(Clues::of).collect::<Vec<_>>())
    }

    fn someone(id: i64, first: &str, last: &str) -> Described {
        Described {
            id,
            is_pupil: false,
            last: last.to_owned(),
            first: first.to_owned(),
            born: None,
            email: String::new(),
            mobile: String::new(),
            home: String::new(),
            children: Vec::new(),
        }
    }

    fn born(mut person: Described, day: i32) -> Described {
        person.born = Some(Day(day));
        person
    }

    fn pupil(id: i64, first: &str, last: &str, day: i32) -> Described {
        Described { is_pupil: true, ..born(someone(id, first, last), day) }
    }

    #[test]
    fn twins_are_two_and_homonyms_born_the_same_day_are_asked_about() {
        let twins = [pupil(1, "Lina", "Moreau", 5), pupil(2, "Léna", "Moreau", 5)];
        assert!(pairs(&twins).is_empty());
        let homonyms = [pupil(1, "Lina", "Moreau", 5), pupil(2, "LINA", "MOREAU", 5)];
        assert_eq!(pairs(&homonyms).len(), 1);
        let other_day = [pupil(1, "Lina", "Moreau", 5), pupil(2, "Lina", "Moreau", 6)];
        assert!(pairs(&other_day).is_empty());
    }

    #[test]
    fn a_couple_that_shares_an_address_is_two_people() {
        let at_home = |mut person: Described| {
            person.email = "famille@example.org".to_owned();
            person.mobile = "06 12 34 56 78".to_owned();
            person.home = "3 rue des Lilas".to_owned();
            person.children = vec![9];
            person
        };
        let couple =
            [at_home(someone(1, "Sonia", "Moreau")), at_home(someone(2, "Paul", "Moreau"))];
        assert!(pairs(&couple).is_empty());
    }

    #[test]
    fn a_name_alone_is_not_enough_and_a_changed_name_is_seen_by_its_number() {
        assert!(pairs(&[someone(1, "Paul", "Martin"), someone(2, "Paul", "Martin")]).is_empty());
        let mut one = someone(1, "Sonia", "Moreau");
        let mut other = someone(2, "Sonia", "Moreau-Petit");
        one.mobile = "+33 6 12 34 56 78".to_owned();
        other.mobile = "0612345678".to_owned();
        let found = pairs(&[one, other]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].2, BTreeSet::from([Evidence::Mobile]));
    }

    #[test]
    fn a_pupil_is_never_an_adult() {
        let adult = born(someone(1, "Paul", "Martin"), 5);
        assert!(pairs(&[adult, pupil(2, "Paul", "Martin", 5)]).is_empty());
    }

    fn described() -> impl Strategy<Value = Described> {
        let names = ("[ab]{1,2}", "[ab]{1,2}( [ab])?");
        let reached = ("[ab]?", "[12]?", "[12]?");
        (any::<bool>(), names, proptest::option::of(1..3), reached).prop_map(
            |(is_pupil, (first, last), day, (email, mobile, home))| Described {
                id: 0,
                is_pupil,
                last,
                first,
                born: day.map(Day),
                email,
                mobile,
                home,
                children: Vec::new(),
            },
        )
    }

    proptest! {
        #[test]
        fn the_order_of_records_does_not_matter(
            (people, shuffled) in proptest::collection::vec(described(), 0..20).prop_flat_map(|mut people| {
                for (id, person) in (1..).zip(&mut people) {
                    person.id = id;
                }
                (Just(people.clone()), Just(people).prop_shuffle())
            })
        ) {
            prop_assert_eq!(pairs(&people), pairs(&shuffled));
        }

        #[test]
        fn what_is_said_of_two_is_said_both_ways(one in described(), mut other in described()) {
            other.id = 1;
            prop_assert_eq!(alike(&one, &other), alike(&other, &one));
        }
    }
}
