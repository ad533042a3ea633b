//! Which column of an exported timetable is what: recognised by its title, or said once.

use directory::feed::tables::Line;
use kernel::fold;
use serde::{Deserialize, Serialize};

use crate::calendar::weekly::{short, words};

/// Lines among which the titles are looked for.
const TITLES: usize = 20;
/// The most columns that are shown.
const WIDTH: usize = 60;
/// The fewest columns that say a timetable.
const NARROWEST: usize = 4;
/// The lines shown under the titles.
const SHOWN: usize = 3;
/// The columns of UDT, which some programs ask to be without titles.
const UDT: [Fact; 12] = [
    Fact::Day,
    Fact::Starts,
    Fact::Class,
    Fact::Subject,
    Fact::Teacher,
    Fact::Room,
    Fact::Group,
    Fact::Group,
    Fact::Nothing,
    Fact::Nothing,
    Fact::Weeks,
    Fact::Nothing,
];

/// What a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Fact {
    Nothing,
    Day,
    Starts,
    Ends,
    Duration,
    Class,
    Group,
    Subject,
    Code,
    Teacher,
    FirstName,
    Room,
    Weeks,
}

impl Fact {
    pub(crate) const ALL: [Self; 13] = [
        Self::Nothing,
        Self::Day,
        Self::Starts,
        Self::Ends,
        Self::Duration,
        Self::Class,
        Self::Group,
        Self::Subject,
        Self::Code,
        Self::Teacher,
        Self::FirstName,
        Self::Room,
        Self::Weeks,
    ];

    /// The word of forms, and the end of the key of its words.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Day => "day",
            Self::Starts => "starts",
            Self::Ends => "ends",
            Self::Duration => "duration",
            Self::Class => "class",
            Self::Group => "group",
            Self::Subject => "subject",
            Self::Code => "code",
            Self::Teacher => "teacher",
            Self::FirstName => "first-name",
            Self::Room => "room",
            Self::Weeks => "weeks",
        }
    }

    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fact| fact.code() == code)
    }

    /// What a title says its column is.
    fn of_title(title: &str) -> Self {
        let folded = fold(title);
        let words: Vec<&str> = folded.split(' ').collect();
        let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
        let begins =
            |starts: &[&str]| words.iter().any(|word| starts.iter().any(|s| word.starts_with(s)));
        let rules = [
            (begins(&["jour", "date"]), Self::Day),
            (begins(&["duree"]), Self::Duration),
            (begins(&["fin"]), Self::Ends),
            (begins(&["debut", "deb", "horaire", "heure", "creneau"]), Self::Starts),
            (
                begins(&["frequence", "alternance", "semaine", "quinzaine", "periodicite"]),
                Self::Weeks,
            ),
            (begins(&["prenom"]), Self::FirstName),
            (begins(&["prof", "enseignant", "intervenant"]), Self::Teacher),
            (begins(&["salle", "lieu"]), Self::Room),
            (begins(&["groupe", "regroupement", "partie"]), Self::Group),
            (begins(&["classe", "division"]) || has(&["div"]), Self::Class),
            (begins(&["mat", "discipline"]) && has(&["code"]), Self::Code),
            (begins(&["matiere", "discipline", "enseignement"]) || has(&["mat"]), Self::Subject),
        ];
        rules.into_iter().find(|(says, _)| *says).map_or(Self::Nothing, |(_, fact)| fact)
    }
}

/// The columns of a table as someone said them, once for every table with these titles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Columns {
    /// The columns in order, each with its title.
    pub(crate) columns: Vec<Named>,
    /// Whether the first of two weeks is week B.
    pub(crate) swapped: bool,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Named {
    pub(crate) title: String,
    pub(crate) is: Fact,
}

impl Columns {
    /// What a table whose titles are on that line is, as far as they say it.
    pub(crate) fn guess(titles: &[String]) -> Self {
        let named = |title: &String| Named { title: short(title), is: Fact::of_title(title) };
        Self { columns: titles.iter().map(named).collect(), swapped: false }
    }

    /// What is missing before lessons can be read: a day, an hour, a class, a subject.
    pub(crate) fn lacks(&self) -> Vec<Fact> {
        let has = |fact: Fact| self.columns.iter().any(|column| column.is == fact);
        let needs = [
            (has(Fact::Day), Fact::Day),
            (has(Fact::Starts), Fact::Starts),
            (has(Fact::Class) || has(Fact::Group), Fact::Class),
            (has(Fact::Subject) || has(Fact::Code), Fact::Subject),
        ];
        needs.into_iter().filter(|(has, _)| !has).map(|(_, fact)| fact).collect()
    }

    fn are(&self, line: &Line) -> bool {
        let title = |at: usize| line.cells.get(at).map_or(String::new(), |cell| short(cell));
        line.cells.len() <= self.columns.len()
            && self.columns.iter().enumerate().all(|(at, one)| fold(&title(at)) == fold(&one.title))
    }

    /// The columns of some lines, and how many lines stand above what they say.
    pub(super) fn find(lines: &[Line], known: &[Self]) -> Option<(usize, Self)> {
        let firsts = || lines.iter().take(TITLES).enumerate();
        for columns in known {
            if let Some((at, _)) = firsts().find(|(_, line)| columns.are(line)) {
                return Some((at + 1, columns.clone()));
            }
        }
        let guesses = firsts().map(|(at, line)| (at + 1, Self::guess(&line.cells)));
        let mut whole = guesses.filter(|(_, columns)| columns.lacks().is_empty());
        whole.next().or_else(|| {
            let is_udt = |line: &Line| {
                line.cells.len() >= 6
                    && words::weekday(&line.cells[0]).is_some()
                    && !words::times(&line.cells[1]).is_empty()
            };
            let udt = UDT.map(|is| Named { title: String::new(), is }).to_vec();
            let first = lines.first().filter(|line| is_udt(line));
            first.map(|_| (0, Self { columns: udt, swapped: false }))
        })
    }
}

/// The first lines of a table whose columns are not recognised: for someone who says them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sample {
    pub(crate) titles: Vec<String>,
    pub(crate) lines: Vec<Vec<String>>,
}

impl Sample {
    /// The line that names most columns, else the first of several, with some lines under it.
    pub(super) fn of(lines: &[Line]) -> Self {
        let known = |line: &Line| {
            line.cells.iter().filter(|cell| Fact::of_title(cell) != Fact::Nothing).count()
        };
        let best = lines.iter().take(TITLES).enumerate().max_by_key(|(at, line)| {
            (known(line), line.cells.len() >= NARROWEST, std::cmp::Reverse(*at))
        });
        let at = best.map_or(0, |(at, _)| at);
        let mut shown = lines
            .iter()
            .skip(at)
            .map(|line| line.cells.iter().take(WIDTH).map(|cell| short(cell)).collect::<Vec<_>>());
        let titles = shown.next().unwrap_or_default();
        Self { titles, lines: shown.take(SHOWN).collect() }
    }

    /// Whether a timetable could be in so many columns.
    pub(super) fn is_enough(&self) -> bool {
        self.titles.len() >= NARROWEST && !self.lines.is_empty()
    }

    /// What a column holds, as examples.
    pub(crate) fn held(&self, column: usize) -> Vec<&str> {
        let mut held: Vec<&str> = Vec::new();
        for cell in self.lines.iter().filter_map(|line| line.get(column)) {
            if !cell.is_empty() && !held.contains(&cell.as_str()) {
                held.push(cell);
            }
        }
        held
    }
}
