//! What the columns of a table may be, by their titles and by what they hold: proposed to someone,
//! never applied unseen.

use kernel::fold;

use super::columns::{Dates, Fact, Holds, Mapping, Meaning, Named};
use super::mapped::Sample;
use super::uai::Uai;
use super::{levels, mapped};

/// Lines among which the titles are looked for.
pub const TITLES: usize = 20;

/// The line of the titles, from 0: the first that names most columns, else the first of several
/// cells.
pub fn header(sample: &Sample) -> usize {
    let named =
        |line: &Vec<String>| line.iter().filter(|cell| Words::of(cell).fact().is_some()).count();
    let lines = || sample.lines.iter().take(TITLES).map(|line| &line.cells).enumerate();
    let best = lines().map(|(at, line)| (named(line), at)).filter(|(count, _)| *count >= 2);
    let best = best.max_by_key(|(count, at)| (*count, std::cmp::Reverse(*at)));
    let filled = |line: &Vec<String>| line.iter().filter(|cell| !cell.is_empty()).count() >= 2;
    best.map(|(_, at)| at)
        .or_else(|| lines().find(|(_, line)| filled(line)).map(|(at, _)| at))
        .unwrap_or_default()
}

/// What the columns may be when the titles are on that line: first by the titles, then, for those
/// that say nothing, by what they hold.
pub fn mapping(sample: &Sample, header: usize) -> Mapping {
    let titles = sample.titles(header);
    let values = |at: usize| sample.values(header, at).filter(|value| !value.is_empty());
    let held: Vec<Vec<&str>> = (0..titles.len()).map(|at| values(at).collect()).collect();
    let holds = holds(&sample.name, &titles);
    let mut guess = Guess { holds, whose: Whose::Own, taken: Vec::new() };
    let by_title: Vec<(Meaning, Whose)> = titles
        .iter()
        .zip(&held)
        .map(|(title, held)| (guess.by_title(&Words::of(title), held), guess.whose))
        .collect();
    let mut columns = Vec::with_capacity(titles.len());
    for ((header, held), (is, whose)) in titles.into_iter().zip(&held).zip(by_title) {
        let is = if is == Meaning::Nothing { guess.by_values(whose, held) } else { is };
        columns.push(Named { header, is });
    }
    let known = columns.iter().filter(|column| column.is != Meaning::Nothing).count();
    let birth = columns.iter().position(|column| column.is == Meaning::Own(Fact::Birth));
    Mapping {
        holds: if known < 2 { Holds::Nobody } else { holds },
        dates: birth.map_or(Dates::DayFirst, |at| order_of(&held[at])),
        columns,
    }
}

/// A title as words.
struct Words(Vec<String>);

impl Words {
    fn of(title: &str) -> Self {
        Self(fold(title).split(' ').map(str::to_owned).collect())
    }

    fn has(&self, words: &[&str]) -> bool {
        self.0.iter().any(|word| words.contains(&word.as_str()))
    }

    fn begins(&self, starts: &[&str]) -> bool {
        self.0.iter().any(|word| starts.iter().any(|start| word.starts_with(start)))
    }

    /// What a title says a column is of someone.
    fn fact(&self) -> Option<Fact> {
        let rules: [(bool, Fact); 14] = [
            (self.begins(&["mail", "email", "courriel", "mel"]), Fact::Email),
            (self.begins(&["tel", "portable", "mobile", "gsm", "phone", "cell"]), Fact::Phone),
            (self.begins(&["naissance", "birth", "born", "naiss"]) || self.is_born(), Fact::Birth),
            (self.has(&["ine", "ina", "rnie"]), Fact::Ine),
            (self.has(&["uai", "rne", "school"]), Fact::School),
            (
                self.begins(&["prenom", "firstname"]) || self.has(&["first", "given"]),
                Fact::FirstName,
            ),
            (self.begins(&["niveau", "level", "grade"]), Fact::Level),
            (self.begins(&["classe", "class", "division"]), Fact::Class),
            (self.begins(&["groupe", "group", "regroupement"]), Fact::Groups),
            (self.begins(&["matiere", "discipline", "subject"]), Fact::Subject),
            (self.begins(&["fonction", "role", "poste", "job"]), Fact::Role),
            (self.begins(&["civilite", "title"]), Fact::Title),
            (self.has(&["lien", "parente", "relation", "relationship"]), Fact::Link),
            (
                self.begins(&["lastname", "surname"])
                    || self.has(&["nom", "noms", "last", "family", "name"]),
                Fact::LastName,
            ),
        ];
        rules.into_iter().find(|(says, _)| *says).map(|(_, fact)| fact)
    }

    fn is_born(&self) -> bool {
        matches!(self.0.first().map(String::as_str), Some("ne" | "nee" | "dob" | "ddn"))
    }

    /// Whose column a title says it is; nobody's when it says of another matter.
    fn whose(&self) -> Option<Whose> {
        let adults = ["resp", "parent", "tuteur", "tutrice", "guardian", "legal", "rl"];
        let (father, mother) = (["pere", "father", "papa"], ["mere", "mother", "maman"]);
        let ends_in = |digit: char| self.0.iter().any(|word| word.ends_with(digit));
        if self.has(&mother) {
            Some(Whose::Second)
        } else if self.has(&father) {
            Some(Whose::First)
        } else if self.begins(&adults) && !self.has(&["parente"]) {
            Some(if ends_in('2') { Whose::Second } else { Whose::First })
        } else if self.begins(&["eleve", "enfant", "pupil", "student", "child"]) {
            Some(Whose::Own)
        } else {
            None
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Own,
    First,
    Second,
}

/// Columns are guessed from left to right: one that does not say whose it is is of the same person
/// as the one before, until a name comes again.
struct Guess {
    holds: Holds,
    whose: Whose,
    taken: Vec<Meaning>,
}

impl Guess {
    fn by_title(&mut self, title: &Words, held: &[&str]) -> Meaning {
        let whose = title.whose().filter(|_| self.holds == Holds::Pupils);
        self.whose = whose.unwrap_or(self.whose);
        let is_other = title.has(&["2eme", "deuxieme", "troisieme", "usage"]);
        let fact = title.fact().filter(|fact| !is_other && is_plausible(*fact, held));
        let Some(fact) = fact else { return Meaning::Nothing };
        let is_name = matches!(fact, Fact::LastName | Fact::FirstName);
        if is_name && whose.is_none() && self.holds == Holds::Pupils && self.is_taken(self.of(fact))
        {
            self.whose = if self.whose == Whose::Own { Whose::First } else { Whose::Second };
        }
        self.take(fact)
    }

    fn by_values(&mut self, whose: Whose, held: &[&str]) -> Meaning {
        self.whose = whose;
        by_values(held).map_or(Meaning::Nothing, |fact| self.take(fact))
    }

    fn take(&mut self, fact: Fact) -> Meaning {
        let meaning = self.of(fact);
        let is_one = Meaning::from_code(&meaning.code()).is_some() && self.is_of(fact);
        if !is_one || self.is_taken(meaning) {
            return Meaning::Nothing;
        }
        self.taken.push(meaning);
        meaning
    }

    fn of(&self, fact: Fact) -> Meaning {
        let is_guardian = Fact::GUARDIAN.contains(&fact);
        match self.whose {
            Whose::First if is_guardian => Meaning::First(fact),
            Whose::Second if is_guardian => Meaning::Second(fact),
            _ => Meaning::Own(fact),
        }
    }

    fn is_taken(&self, meaning: Meaning) -> bool {
        !meaning.repeats() && self.taken.contains(&meaning)
    }

    fn is_of(&self, fact: Fact) -> bool {
        match fact {
            Fact::Ine | Fact::Level | Fact::Groups | Fact::Link => self.holds == Holds::Pupils,
            Fact::Subject | Fact::Role => self.holds == Holds::Staff,
            _ => true,
        }
    }
}

/// Who a sheet may hold, by its titles and its name.
fn holds(name: &str, titles: &[String]) -> Holds {
    let staff = ["personnel", "enseignant", "professeur", "prof", "staff", "teacher"];
    let words: Vec<Words> = titles.iter().map(|title| Words::of(title)).collect();
    let says = |wanted: &[Fact]| {
        words.iter().any(|title| title.fact().is_some_and(|fact| wanted.contains(&fact)))
    };
    let names_pupils = words.iter().any(|title| title.whose().is_some());
    let names_staff =
        words.iter().any(|title| title.begins(&staff)) || Words::of(name).begins(&staff);
    if names_pupils || says(&[Fact::Ine, Fact::Level]) {
        Holds::Pupils
    } else if names_staff || says(&[Fact::Subject, Fact::Role]) {
        Holds::Staff
    } else {
        Holds::Pupils
    }
}

/// Whether most of what a column holds may be what its title says.
fn is_plausible(fact: Fact, held: &[&str]) -> bool {
    match fact {
        Fact::Email => held.is_empty() || most(held, |value| value.contains('@')),
        Fact::Birth => {
            held.is_empty() || most(held, |value| mapped::numbers_of_day(value).is_some())
        }
        Fact::School => held.is_empty() || most(held, |value| Uai::parse(value).is_some()),
        _ => true,
    }
}

/// Whether a value may say something.
type Fits = fn(&str) -> bool;

/// What a column is by what it holds alone.
fn by_values(held: &[&str]) -> Option<Fact> {
    let rules: [(Fits, Fact); 6] = [
        (|value| Uai::parse(value).is_some(), Fact::School),
        (is_ine, Fact::Ine),
        (|value| value.contains('@') && !value.contains(' '), Fact::Email),
        (|value| mapped::numbers_of_day(value).is_some(), Fact::Birth),
        (|value| mapped::phone(value).is_some_and(|phone| phone.len() >= 10), Fact::Phone),
        (levels::is_known, Fact::Level),
    ];
    rules.into_iter().find(|(fits, _)| !held.is_empty() && most(held, *fits)).map(|(_, fact)| fact)
}

fn most(held: &[&str], fits: impl Fn(&str) -> bool) -> bool {
    held.iter().filter(|value| fits(value)).count() * 5 >= held.len() * 4
}

/// Nine or ten digits, then one or two letters.
fn is_ine(value: &str) -> bool {
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    let letters = value.bytes().skip(digits).filter(u8::is_ascii_alphabetic).count();
    value.len() == 11 && digits + letters == 11 && matches!(letters, 1 | 2)
}

/// The month comes first when a second number cannot be one.
fn order_of(values: &[&str]) -> Dates {
    let is_month_first = values.iter().any(|value| {
        mapped::numbers_of_day(value)
            .is_some_and(|[first, second, last]| first <= 12 && second > 12 && last > 31)
    });
    if is_month_first { Dates::MonthFirst } else { Dates::DayFirst }
}
