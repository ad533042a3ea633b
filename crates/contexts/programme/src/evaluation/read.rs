//! A table of outcomes, read: what each line says, and what is doubtful in it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use directory::{
    api::School,
    feed::{Line, Sheet, Uai},
};
use kernel::fold;

/// Most lines of a table.
pub(super) const LINES_MAX: usize = 60_000;
/// Titles are among the first lines.
const TITLES_WITHIN: usize = 10;
/// The longest name of a school that is kept.
const UNIT_MAX: usize = 60;
/// Years that outcomes are of.
const YEARS: std::ops::RangeInclusive<i32> = 1950..=2100;

/// The columns, as someone names them; empty for those known by their titles.
#[derive(Clone, Debug, Default)]
pub(super) struct Named {
    pub(super) unit: String,
    pub(super) time: String,
    pub(super) outcome: String,
    pub(super) first: String,
}

/// An outcome.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) unit: String,
    pub(super) time: i32,
    pub(super) outcome: f64,
    pub(super) first: Option<i32>,
}

/// What is wrong with a line; its code is the key of its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Doubt {
    pub(super) line: i64,
    pub(super) why: &'static str,
    pub(super) cell: String,
}

/// What a table says.
#[derive(Clone, Debug, Default)]
pub(super) struct Outcomes {
    pub(super) rows: Vec<Row>,
    pub(super) doubts: Vec<Doubt>,
}

/// Why a table says nothing: the column that it lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    NoUnit,
    NoTime,
    NoOutcome,
    NoFirst,
    TooLong,
}

impl Unread {
    /// The key of its sentence.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::NoUnit => "no-unit",
            Self::NoTime => "no-time",
            Self::NoOutcome => "no-outcome",
            Self::NoFirst => "no-first",
            Self::TooLong => "too-long",
        }
    }
}

const UNITS: &[&str] =
    &["uai", "numero uai", "code uai", "rne", "code rne", "etablissement", "ecole", "unit"];
const TIMES: &[&str] =
    &["annee", "annee scolaire", "rentree", "rentree scolaire", "session", "year"];
const OUTCOMES: &[&str] = &["resultat", "valeur", "moyenne", "score", "taux", "outcome", "value"];
const FIRSTS: &[&str] = &[
    "premiere annee",
    "annee d entree",
    "annee entree",
    "entree",
    "cohorte",
    "pilote depuis",
    "first treat",
    "first treated",
];

/// A title without its accents, its case and its signs.
fn title(cell: &str) -> String {
    let folded = fold(cell);
    let plain: String = folded.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Columns {
    unit: usize,
    time: usize,
    outcome: usize,
    first: usize,
    is_uai: bool,
}

impl Columns {
    fn find(line: &Line, named: &Named) -> Result<Self, Unread> {
        let titles: Vec<String> = line.cells.iter().map(|cell| title(cell)).collect();
        let find = |name: &str, known: &[&str]| {
            let name = title(name);
            titles.iter().position(|title| {
                if name.is_empty() { known.contains(&title.as_str()) } else { *title == name }
            })
        };
        let unit = find(&named.unit, UNITS).ok_or(Unread::NoUnit)?;
        Ok(Self {
            unit,
            time: find(&named.time, TIMES).ok_or(Unread::NoTime)?,
            outcome: find(&named.outcome, OUTCOMES).ok_or(Unread::NoOutcome)?,
            first: find(&named.first, FIRSTS).ok_or(Unread::NoFirst)?,
            is_uai: titles[unit].split(' ').any(|word| word == "uai" || word == "rne"),
        })
    }
}

/// Reads the first sheet whose titles are known.
pub(super) fn sheets(
    sheets: &[Sheet],
    named: &Named,
    known: &HashMap<Uai, School>,
) -> Result<Outcomes, Unread> {
    let mut closest = Unread::NoUnit;
    for sheet in sheets {
        for (at, line) in sheet.lines.iter().enumerate().take(TITLES_WITHIN) {
            match Columns::find(line, named) {
                Ok(_) if sheet.lines.len() > LINES_MAX => return Err(Unread::TooLong),
                Ok(columns) => return Ok(lines(&sheet.lines[at + 1..], &columns, known)),
                Err(Unread::NoUnit) => {}
                Err(unread) => closest = unread,
            }
        }
    }
    Err(closest)
}

fn lines(lines: &[Line], columns: &Columns, known: &HashMap<Uai, School>) -> Outcomes {
    let mut outcomes = Outcomes::default();
    let mut firsts: BTreeMap<String, Option<i32>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut doubted = BTreeSet::new();
    for line in lines {
        let cell = |at: usize| line.cells.get(at).map_or("", String::as_str);
        let mut doubt = |why, at| {
            let cell: String = cell(at).chars().take(UNIT_MAX).collect();
            let line = i64::try_from(line.number).unwrap_or(0);
            outcomes.doubts.push(Doubt { line, why, cell });
        };
        let Some(unit) = unit(cell(columns.unit), columns.is_uai) else {
            doubt("uai", columns.unit);
            continue;
        };
        let Some(time) = year(cell(columns.time)) else {
            doubt("year", columns.time);
            continue;
        };
        let Some(outcome) = number(cell(columns.outcome)) else {
            doubt("outcome", columns.outcome);
            continue;
        };
        let Ok(first) = adopted(cell(columns.first)) else {
            doubt("first", columns.first);
            continue;
        };
        if *firsts.entry(unit.clone()).or_insert(first) != first {
            doubt("two-firsts", columns.first);
            continue;
        }
        if !seen.insert((unit.clone(), time)) {
            doubt("twice", columns.unit);
            continue;
        }
        if columns.is_uai
            && let Some(why) = doubt_of(&unit, known)
            && doubted.insert(unit.clone())
        {
            doubt(why, columns.unit);
        }
        outcomes.rows.push(Row { unit, time, outcome, first });
    }
    outcomes
}

/// What is doubtful of a school, if anything.
fn doubt_of(unit: &str, known: &HashMap<Uai, School>) -> Option<&'static str> {
    match Uai::parse(unit).and_then(|uai| known.get(&uai)) {
        None => Some("unknown-school"),
        Some(school) => (!school.is_open).then_some("closed-school"),
    }
}

fn unit(cell: &str, is_uai: bool) -> Option<String> {
    if is_uai {
        return Uai::parse(cell).map(|uai| uai.to_string());
    }
    let unit: String = cell.trim().chars().take(UNIT_MAX).collect();
    (!unit.is_empty()).then_some(unit)
}

/// `2026`, `2026.0`, `2026-2027`, `Rentrée 2026`: the year in which it begins.
fn year(cell: &str) -> Option<i32> {
    let digits: String =
        cell.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let year = if digits.len() == 4 { digits.parse().ok() } else { None };
    year.filter(|year| YEARS.contains(year))
}

/// A year, or never: nothing, 0 or « jamais ».
fn adopted(cell: &str) -> Result<Option<i32>, ()> {
    let is_never = matches!(fold(cell.trim()).as_str(), "" | "jamais" | "never" | "na");
    if is_never || number(cell) == Some(0.0) {
        return Ok(None);
    }
    year(cell).map(Some).ok_or(())
}

/// A number with a comma or a point, and spaces between thousands.
pub(super) fn number(cell: &str) -> Option<f64> {
    let plain: String = cell
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            ',' => '.',
            '\u{2212}' => '-',
            other => other,
        })
        .collect();
    let is_number =
        plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E'));
    if !is_number {
        return None;
    }
    plain.parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sheet(text: &str) -> Vec<Sheet> {
        let lines = (1..).zip(text.lines()).map(|(number, line)| Line {
            number,
            cells: line.split(';').map(str::to_owned).collect(),
        });
        vec![Sheet { name: "a.csv".into(), school: None, lines: lines.collect() }]
    }

    fn known() -> HashMap<Uai, School> {
        let school = |uai, id, is_open| (Uai::parse(uai).unwrap(), School { id, is_open });
        [school("0860002K", 1, true), school("0860015Z", 2, false)].into()
    }

    #[test]
    fn a_table_is_read_and_what_is_doubtful_is_said() {
        let table = "Évaluations de 6e\n\
                     UAI;Année scolaire;Moyenne;Première année\n\
                     0860002k;2024-2025;251,5;2026\n\
                     0860002K;2025;252;2026\n\
                     0860002K;2025;253;2026\n\
                     0860002K;2026;NS;2026\n\
                     0860002K;26;250;2026\n\
                     0860002K;2027;250;2025\n\
                     0860014Y;2024;249;jamais\n\
                     086;2024;249;\n\
                     0860015Z;2024;248;\n\
                     0860015Z;2025;248;\n";
        let read = sheets(&sheet(table), &Named::default(), &known()).unwrap();
        let row =
            |unit: &str, time, outcome, first| Row { unit: unit.into(), time, outcome, first };
        assert_eq!(
            read.rows,
            [
                row("0860002K", 2024, 251.5, Some(2026)),
                row("0860002K", 2025, 252.0, Some(2026)),
                row("0860014Y", 2024, 249.0, None),
                row("0860015Z", 2024, 248.0, None),
                row("0860015Z", 2025, 248.0, None),
            ]
        );
        let doubts: Vec<_> = read.doubts.iter().map(|doubt| (doubt.line, doubt.why)).collect();
        assert_eq!(
            doubts,
            [
                (5, "twice"),
                (6, "outcome"),
                (7, "year"),
                (8, "two-firsts"),
                (9, "unknown-school"),
                (10, "uai"),
                (11, "closed-school")
            ]
        );
    }

    #[test]
    fn columns_may_be_named_and_one_that_lacks_is_said() {
        let table =
            "year,x;countyreal;lemp;first.treat\n2003;8001.0;8.46;2007.0\n2003;8002.0;8.1;0\n";
        let mut named =
            Named { unit: "countyreal".into(), outcome: "lemp".into(), ..Named::default() };
        assert_eq!(sheets(&sheet(table), &named, &known()).unwrap_err(), Unread::NoTime);
        named.time = "year,x".into();
        let read = sheets(&sheet(table), &named, &known()).unwrap();
        assert_eq!((read.rows.len(), read.doubts.len()), (2, 0));
        assert_eq!((read.rows[0].first, read.rows[1].first), (Some(2007), None));
        named.first = "x".into();
        assert_eq!(sheets(&sheet(table), &named, &known()).unwrap_err(), Unread::NoFirst);
        assert_eq!(sheets(&[], &named, &known()).unwrap_err(), Unread::NoUnit);
    }

    proptest! {
        #[test]
        fn nothing_breaks_the_reader(table in "(uai|année|valeur|entrée|[0-9a-zé,.; -]{0,12}|\n){0,40}") {
            drop(sheets(&sheet(&table), &Named::default(), &known()));
        }
    }
}
