//! Open files about schools and communes, as they are published: columns are known by their titles.

use std::collections::{HashMap, HashSet};

use directory::{
    api::School as Known,
    feed::{Line, Sheet, Uai},
};
use kernel::fold;
use serde::{Deserialize, Serialize};

use crate::pilots::facts::{Commune, Fact, HIDDEN, What};

/// What a file says, and the lines that say nothing one can use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Content {
    pub(crate) facts: Vec<Fact>,
    pub(crate) communes: Vec<Commune>,
    pub(crate) problems: Vec<Problem>,
}

/// A line that is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Problem {
    pub(crate) line: u64,
    pub(crate) shown: String,
    /// For the key of the sentence that says it.
    pub(crate) why: String,
}

const UAI: &[&str] = &["uai", "numero uai", "code uai", "numero", "numero college", "rne"];
const IPS: &[&str] = &["ips", "indice de position sociale"];
const NETWORK: &[&str] = &["ep", "education prioritaire", "rep", "reseau"];
const GAP: &[&str] = &["besoin", "manque", "ecart"];
const YEAR: &[&str] = &["rentree scolaire", "rentree", "annee scolaire", "annee"];
const INSEE: &[&str] =
    &["code insee", "insee", "codgeo", "code commune", "com", "code geographique"];
const NAME: &[&str] = &["nom", "libgeo", "nom commune", "libelle", "libelle geographique"];
const POPULATION: &[&str] =
    &["population municipale", "population", "pmun", "ptot", "population totale", "pmun22"];
const DENSITY: &[&str] = &[
    "densite",
    "dens",
    "dens7",
    "classe de densite",
    "typologie densite",
    "grille densite",
    "dens aav",
];

/// An index below or above is a mistake.
const INDEX: std::ops::RangeInclusive<i64> = 200..=2_500;
/// Lines shown of those left out.
const PROBLEMS_MAX: usize = 500;

/// The lines of a table with what its columns are.
struct Table<'s> {
    titles: Vec<String>,
    lines: &'s [Line],
}

impl<'s> Table<'s> {
    /// The first line that names what is looked for.
    fn find(sheet: &'s Sheet) -> Option<(What, Self)> {
        sheet.lines.iter().take(20).enumerate().find_map(|(at, line)| {
            let titles = line.cells.iter().map(|title| fold(title)).collect();
            let table = Self { titles, lines: &sheet.lines[at + 1..] };
            table.what().map(|what| (what, table))
        })
    }

    fn column(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.titles.iter().position(|title| title == name))
    }

    fn what(&self) -> Option<What> {
        let has = |names| self.column(names).is_some();
        if has(UAI) && has(IPS) {
            Some(What::Ips)
        } else if has(UAI) && has(NETWORK) {
            Some(What::Rep)
        } else if has(UAI) && has(GAP) {
            Some(What::Gap)
        } else if has(INSEE) && (has(POPULATION) || has(DENSITY)) {
            Some(What::Communes)
        } else {
            None
        }
    }
}

fn cell(line: &Line, column: Option<usize>) -> &str {
    column.and_then(|at| line.cells.get(at)).map_or("", |cell| cell.trim())
}

/// Reads the first table that says something of schools or communes. `year` is that of the lines that
/// name none.
pub(crate) fn read(
    sheets: &[Sheet],
    known: &HashMap<Uai, Known>,
    year: Option<i64>,
) -> Option<(What, Content)> {
    let (what, table) = sheets.iter().find_map(Table::find)?;
    let mut reader = Reader {
        content: Content { facts: Vec::new(), communes: Vec::new(), problems: Vec::new() },
        known,
        seen: HashSet::new(),
    };
    match what {
        What::Communes => reader.communes(&table),
        _ => reader.schools(what, &table, year),
    }
    Some((what, reader.content))
}

struct Reader<'k> {
    content: Content,
    known: &'k HashMap<Uai, Known>,
    seen: HashSet<(String, i64)>,
}

impl Reader<'_> {
    fn leave_out(&mut self, line: &Line, shown: &str, why: &str) {
        if self.content.problems.len() < PROBLEMS_MAX {
            let shown = shown.chars().take(80).collect();
            self.content.problems.push(Problem { line: line.number, shown, why: why.to_owned() });
        }
    }

    fn schools(&mut self, what: What, table: &Table, year: Option<i64>) {
        let (uai, said) = (table.column(UAI), table.column(YEAR));
        let value = table.column(match what {
            What::Ips => IPS,
            What::Rep => NETWORK,
            _ => GAP,
        });
        for line in table.lines {
            let code = cell(line, uai);
            let Some(read) = Uai::parse(code) else {
                self.leave_out(line, code, "not-a-school");
                continue;
            };
            let year_said = cell(line, said);
            let year = if year_said.is_empty() { year } else { year_of(year_said) };
            let Some(year) = year else {
                self.leave_out(line, code, "no-year");
                continue;
            };
            let school = self.known.get(&read).filter(|school| school.is_open);
            let Some(school) = school else {
                let is_closed = self.known.contains_key(&read);
                self.leave_out(line, code, if is_closed { "closed" } else { "unknown-school" });
                continue;
            };
            if !self.seen.insert((code.to_ascii_uppercase(), year)) {
                self.leave_out(line, code, "twice");
                continue;
            }
            match fact(what, cell(line, value)) {
                Ok((value, label)) => {
                    self.content.facts.push(Fact { org: school.id, year, value, label });
                }
                Err(why) => self.leave_out(line, code, why),
            }
        }
    }

    fn communes(&mut self, table: &Table) {
        let (code, name) = (table.column(INSEE), table.column(NAME));
        let (people, density) = (table.column(POPULATION), table.column(DENSITY));
        let classes = || table.lines.iter().filter_map(|line| class(cell(line, density)));
        let is_seven = classes().any(|class| class > 4)
            || density.is_some_and(|at| table.titles[at].contains('7'));
        for line in table.lines {
            let insee = cell(line, code).to_ascii_uppercase();
            if insee.len() != 5 || !insee.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                self.leave_out(line, &insee, "not-a-commune");
                continue;
            }
            if !self.seen.insert((insee.clone(), 0)) {
                self.leave_out(line, &insee, "twice");
                continue;
            }
            let population = whole(cell(line, people)).filter(|people| *people >= 0);
            let density = class(cell(line, density));
            if population.is_none() && density.is_none() {
                self.leave_out(line, &insee, "not-a-number");
                continue;
            }
            let grid = if is_seven { 7 } else { 4 };
            let name = cell(line, name).chars().take(100).collect();
            self.content.communes.push(Commune { insee, name, population, density, grid });
        }
    }
}

/// What a cell says of a school, or why it cannot be used.
fn fact(what: What, cell: &str) -> Result<(Option<i64>, String), &'static str> {
    match what {
        What::Ips => match fold(cell).as_str() {
            "ns" | "nd" | "s" | "secret" | "non significatif" | "secret statistique" => {
                Ok((None, HIDDEN.to_owned()))
            }
            "" => Err("no-value"),
            _ => {
                let index = tenths(cell).filter(|index| INDEX.contains(index));
                index.map(|index| (Some(index), String::new())).ok_or("not-an-index")
            }
        },
        What::Rep => match cell.to_uppercase().replace(' ', "").as_str() {
            "REP" => Ok((None, "REP".to_owned())),
            "REP+" => Ok((None, "REP+".to_owned())),
            "" | "NON" | "HORSEP" | "HORSREP" | "0" => Ok((None, String::new())),
            _ => Err("not-a-network"),
        },
        _ => {
            let gap = whole(cell).filter(|gap| (0..=100_000).contains(gap));
            gap.map(|gap| (Some(gap), String::new())).ok_or("not-a-number")
        }
    }
}

/// « 2022-2023 » is 2022.
fn year_of(cell: &str) -> Option<i64> {
    let digits: String = cell.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|year| (2_000..=2_100).contains(year))
}

/// A number with at most one digit that counts after the point, in tenths.
fn tenths(cell: &str) -> Option<i64> {
    let number: f64 = cell.replace(',', ".").parse().ok()?;
    #[expect(clippy::cast_possible_truncation, reason = "checked to be small")]
    (number.is_finite() && number.abs() < 1e6).then(|| (number * 10.0).round() as i64)
}

fn whole(cell: &str) -> Option<i64> {
    let digits: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    tenths(&digits).map(|tenths| (tenths + 5).div_euclid(10))
}

fn class(cell: &str) -> Option<i64> {
    whole(cell).filter(|class| (1..=7).contains(class))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(text: &str) -> Sheet {
        let lines = (1..).zip(text.lines()).map(|(number, line)| Line {
            number,
            cells: line.split(';').map(str::to_owned).collect(),
        });
        Sheet { name: "table.csv".into(), school: None, lines: lines.collect() }
    }

    fn known() -> HashMap<Uai, Known> {
        let uai = |number| Uai::from_number(number).unwrap();
        HashMap::from([
            (uai(990_001), Known { id: 1, is_open: true }),
            (uai(990_002), Known { id: 2, is_open: false }),
        ])
    }

    fn read_text(text: &str, year: Option<i64>) -> (What, Content) {
        read(&[sheet(text)], &known(), year).unwrap()
    }

    fn code(number: u32) -> String {
        Uai::from_number(number).unwrap().as_str().to_owned()
    }

    fn whys(content: &Content) -> Vec<&str> {
        content.problems.iter().map(|problem| problem.why.as_str()).collect()
    }

    #[test]
    fn an_index_is_read_and_what_is_hidden_is_said() {
        let (one, closed, far) = (code(990_001), code(990_002), code(990_003));
        let text = format!(
            "rentree_scolaire;uai;nom;ips\n2022-2023;{one};A;91,6\n2021-2022;{one};A;NS\n2022-2023;{one};A;90\n\
             2022-2023;{closed};B;90\n2022-2023;{far};C;90\n2022-2023;0990001A;D;90\n;{one};A;100"
        );
        let (what, content) = read_text(&text, None);
        assert_eq!(what, What::Ips);
        let fact = |year, value, label: &str| Fact { org: 1, year, value, label: label.into() };
        assert_eq!(content.facts, [fact(2022, Some(916), ""), fact(2021, None, HIDDEN)]);
        assert_eq!(
            whys(&content),
            ["twice", "closed", "unknown-school", "not-a-school", "no-year"]
        );
    }

    #[test]
    fn values_that_cannot_be_are_left_out() {
        let one = code(990_001);
        for value in ["-3", "NaN", "1e300", "abc", "0", "9999", "inf"] {
            let (_, content) = read_text(&format!("uai;ips\n{one};{value}"), Some(2_022));
            assert_eq!(whys(&content), ["not-an-index"], "{value}");
        }
        let (_, content) = read_text(&format!("uai;besoin\n{one};-1"), Some(2_022));
        assert_eq!(whys(&content), ["not-a-number"]);
    }

    #[test]
    fn networks_and_communes_are_known_by_their_titles() {
        let one = code(990_001);
        let (what, content) = read_text(&format!("COMMUNE;NUMERO;EP\nVal;{one};REP+"), Some(2_022));
        assert_eq!((what, content.facts[0].label.as_str()), (What::Rep, "REP+"));
        let (what, content) = read_text(
            "code_insee;nom;population\n99001;Val;1 234\n9900;x;3\n99001;Val;2\n99002;y;",
            None,
        );
        assert_eq!(what, What::Communes);
        assert_eq!(content.communes.len(), 1);
        assert_eq!(content.communes[0].population, Some(1_234));
        assert_eq!(whys(&content), ["not-a-commune", "twice", "not-a-number"]);
        let (_, content) = read_text("CODGEO;LIBGEO;DENS7\n99001;Val;5\n99002;Mont;2", None);
        assert!(content.communes.iter().all(|commune| commune.grid == 7));
        assert!(read(&[sheet("a;b\n1;2")], &known(), None).is_none());
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_sent_is_read_or_left_out(text in "(uai|ips|ep|nom|code_insee|population|[0-9A-Z;,.+\n -]){0,200}") {
            let _ = read(&[sheet(&text)], &known(), Some(2_022));
        }
    }
}
