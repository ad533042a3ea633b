//! A table of ways, read: from a school, to a school, how far.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use directory::feed::{Line, Sheet, Uai};
use kernel::fold;

use crate::pilots::roads::{Content, Left, Unit, Ways};

/// What a school is, for a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Ecole,
    College,
    /// Neither: nothing is asked of it.
    Other,
    Closed,
}

/// Why a table says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// A column is missing.
    NoColumns,
    /// No line is a way between an école and a collège.
    NoWay,
    /// It has too many lines or too many schools.
    TooLarge,
}

impl Unread {
    /// The key of its sentence.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::NoColumns => "no-columns",
            Self::NoWay => "no-way",
            Self::TooLarge => "too-large",
        }
    }
}

const FROM: &[&str] = &["de", "depart", "uai depart", "origine", "uai origine", "from"];
const TO: &[&str] =
    &["a", "vers", "arrivee", "uai arrivee", "destination", "uai destination", "to"];
const KM: &[&str] = &["km", "distance", "distance km", "kilometres"];
const MINUTES: &[&str] = &["minutes", "min", "duree", "duree min", "temps"];

/// Lines of one table: every way between nearly four hundred schools, there and back.
const LINES_MAX: usize = 150_000;
/// Ways that are kept: four hundred écoles and a hundred collèges.
const WAYS_MAX: usize = 40_000;
/// Lines shown of those left out.
const LEFT_MAX: usize = 300;
/// No way is longer, in thousandths of the unit: a thousand kilometres, a day.
const fn longest(unit: Unit) -> i64 {
    match unit {
        Unit::Km => 1_000_000,
        Unit::Minutes => 1_440_000,
    }
}

struct Columns {
    from: usize,
    to: usize,
    far: usize,
    unit: Unit,
}

impl Columns {
    fn find(line: &Line) -> Option<Self> {
        let titles: Vec<String> = line.cells.iter().map(|title| fold(title)).collect();
        let at = |names: &[&str]| titles.iter().position(|title| names.contains(&title.as_str()));
        let (far, unit) = match (at(KM), at(MINUTES)) {
            (Some(far), _) => (far, Unit::Km),
            (None, far) => (far?, Unit::Minutes),
        };
        Some(Self { from: at(FROM)?, to: at(TO)?, far, unit })
    }
}

/// A way as it is met: there, and back.
#[derive(Clone, Copy, Debug, Default)]
struct Met {
    there: Option<i64>,
    back: Option<i64>,
}

/// Reads the first table whose titles are known; `ends` says what each school is.
pub(super) fn read(sheets: &[Sheet], ends: &HashMap<Uai, End>) -> Result<Content, Unread> {
    let found = sheets.iter().find_map(|sheet| {
        let mut titles = sheet.lines.iter().take(20).enumerate();
        titles.find_map(|(at, line)| Some((Columns::find(line)?, &sheet.lines[at + 1..])))
    });
    let (columns, lines) = found.ok_or(Unread::NoColumns)?;
    if lines.len() > LINES_MAX {
        return Err(Unread::TooLarge);
    }
    let mut content = Content::default();
    let mut met: BTreeMap<(Uai, Uai), Met> = BTreeMap::new();
    for line in lines {
        match way(line, &columns, ends) {
            Ok(Some((ecole, college, is_back, far))) => {
                let known = met.entry((ecole, college)).or_default();
                let known = if is_back { &mut known.back } else { &mut known.there };
                match *known {
                    None => *known = Some(far),
                    Some(before) if before == far => {}
                    Some(_) => leave_out(&mut content, line, &columns, "twice"),
                }
            }
            Ok(None) => content.aside += 1,
            Err(why) => leave_out(&mut content, line, &columns, why),
        }
    }
    if met.is_empty() {
        return Err(Unread::NoWay);
    }
    let ecoles: BTreeSet<Uai> = met.keys().map(|(ecole, _)| *ecole).collect();
    let colleges: BTreeSet<Uai> = met.keys().map(|(_, college)| *college).collect();
    if ecoles.len() * colleges.len() > WAYS_MAX {
        return Err(Unread::TooLarge);
    }
    for Met { there, back } in met.values() {
        let difference = there.zip(*back).map_or(0, |(there, back)| (there - back).abs());
        if difference > 0 {
            content.uneven = (content.uneven.0 + 1, content.uneven.1.max(difference));
        }
    }
    let far = |ecole: &Uai| {
        let cell = |college: &Uai| met.get(&(*ecole, *college)).and_then(both_ways);
        colleges.iter().map(cell).collect()
    };
    content.ways = Ways {
        unit: columns.unit,
        far: ecoles.iter().map(far).collect(),
        ecoles: ecoles.iter().map(|uai| uai.as_str().to_owned()).collect(),
        colleges: colleges.iter().map(|uai| uai.as_str().to_owned()).collect(),
    };
    Ok(content)
}

/// Who goes comes back: the mean of both, or the one that is said.
fn both_ways(met: &Met) -> Option<i64> {
    match (met.there, met.back) {
        (Some(there), Some(back)) => Some((there + back) / 2),
        (one, other) => one.or(other),
    }
}

fn cell(line: &Line, at: usize) -> &str {
    line.cells.get(at).map_or("", |cell| cell.trim())
}

fn leave_out(content: &mut Content, line: &Line, columns: &Columns, why: &str) {
    content.left_count += 1;
    if content.left.len() < LEFT_MAX {
        let [from, to, far] = [columns.from, columns.to, columns.far].map(|at| cell(line, at));
        let shown = format!("{from} · {to} · {far}").chars().take(80).collect();
        content.left.push(Left { line: line.number, shown, why: why.to_owned() });
    }
}

/// A way: its école, its collège, whether it is the way back, how far. Nothing when it is none between
/// an école and a collège.
type Way = (Uai, Uai, bool, i64);

fn way(
    line: &Line,
    columns: &Columns,
    ends: &HashMap<Uai, End>,
) -> Result<Option<Way>, &'static str> {
    let end = |at: usize| -> Result<(Uai, End), &'static str> {
        let uai = Uai::parse(cell(line, at)).ok_or("not-a-school")?;
        match ends.get(&uai) {
            None => Err("unknown-school"),
            Some(End::Closed) => Err("closed"),
            Some(end) => Ok((uai, *end)),
        }
    };
    let (from, to) = (end(columns.from)?, end(columns.to)?);
    let (ecole, college, is_back) = match (from, to) {
        ((ecole, End::Ecole), (college, End::College)) => (ecole, college, false),
        ((college, End::College), (ecole, End::Ecole)) => (ecole, college, true),
        _ => return Ok(None),
    };
    let typed = cell(line, columns.far);
    if typed.is_empty() {
        return Err("no-value");
    }
    let far = thousandths(typed).filter(|far| (0..=longest(columns.unit)).contains(far));
    Ok(Some((ecole, college, is_back, far.ok_or("not-a-distance")?)))
}

/// A number with a comma or a point, in thousandths; digits beyond are rounded.
fn thousandths(typed: &str) -> Option<i64> {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let is_number = plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    let number: f64 = plain.replace(',', ".").parse().ok().filter(|_| is_number)?;
    #[expect(clippy::cast_possible_truncation, reason = "checked to be small")]
    (number < 1e6).then(|| (number * 1_000.0).round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uai(number: u32) -> Uai {
        Uai::from_number(number).unwrap()
    }

    /// Two écoles, two collèges, a lycée and a closed école.
    fn ends() -> HashMap<Uai, End> {
        HashMap::from([
            (uai(990_101), End::Ecole),
            (uai(990_102), End::Ecole),
            (uai(990_001), End::College),
            (uai(990_002), End::College),
            (uai(990_301), End::Other),
            (uai(990_109), End::Closed),
        ])
    }

    fn read_text(text: &str) -> Result<Content, Unread> {
        let lines = (1..).zip(text.lines()).map(|(number, line)| Line {
            number,
            cells: line.split(';').map(str::to_owned).collect(),
        });
        let sheet = Sheet { name: "routes.csv".into(), school: None, lines: lines.collect() };
        read(&[sheet], &ends())
    }

    fn table(title: &str, lines: &[(u32, u32, &str)]) -> String {
        let lines =
            lines.iter().map(|(from, to, far)| format!("{};{};{far}\n", uai(*from), uai(*to)));
        format!("UAI départ;UAI arrivée;{title}\n{}", lines.collect::<String>())
    }

    #[test]
    fn ways_are_read_there_and_back() {
        let content = read_text(&table(
            "km",
            &[
                (990_101, 990_001, "12,5"),
                (990_001, 990_101, "13,1"),
                (990_101, 990_002, "3"),
                (990_002, 990_102, "1 004.25"),
                (990_101, 990_102, "7"),
                (990_001, 990_301, "7"),
                (990_101, 990_001, "12,5"),
            ],
        ))
        .unwrap();
        assert_eq!(content.ways.far, [[Some(12_800), Some(3_000)]]);
        assert_eq!((content.uneven, content.aside), ((1, 600), 2));
        let left: Vec<_> = content.left.iter().map(|one| (one.line, one.why.as_str())).collect();
        assert_eq!(left, [(5, "not-a-distance")], "no école is a thousand kilometres away");
    }

    #[test]
    fn minutes_are_minutes_and_a_line_that_says_nothing_is_said() {
        let mut text = table(
            "Minutes",
            &[
                (990_101, 990_001, "22"),
                (990_101, 990_001, "23"),
                (990_102, 990_001, ""),
                (990_102, 990_001, "-4"),
                (990_102, 990_001, "beaucoup"),
                (990_109, 990_001, "5"),
                (990_777, 990_001, "5"),
            ],
        );
        text.push_str("0990101A;x;5\n");
        let content = read_text(&text).unwrap();
        assert_eq!(
            (content.ways.unit, content.ways.far),
            (Unit::Minutes, vec![vec![Some(22_000)]])
        );
        let whys: Vec<&str> = content.left.iter().map(|one| one.why.as_str()).collect();
        let expected = [
            "twice",
            "no-value",
            "not-a-distance",
            "not-a-distance",
            "closed",
            "unknown-school",
            "not-a-school",
        ];
        assert_eq!((whys.as_slice(), content.left_count), (&expected[..], 7));
    }

    #[test]
    fn what_is_no_table_of_ways_says_why() {
        assert_eq!(read_text("a;b\n1;2\n").unwrap_err(), Unread::NoColumns);
        assert_eq!(read_text("de;a\nx;y\n").unwrap_err(), Unread::NoColumns);
        let none = table("km", &[(990_101, 990_102, "7")]);
        assert_eq!(read_text(&none).unwrap_err(), Unread::NoWay);
        let many = format!("de;a;km\n{}", "x;y;1\n".repeat(LINES_MAX + 1));
        assert_eq!(read_text(&many).unwrap_err(), Unread::TooLarge);
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_sent_is_read_or_left_out(text in "(de|a|km|min|[0-9A-Z;,.+\n -]){0,200}") {
            drop(read_text(&text));
        }
    }
}
