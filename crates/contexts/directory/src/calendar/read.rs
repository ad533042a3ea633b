//! The ministry's open data of vacations (`fr-en-calendrier-scolaire`): one line per vacation and
//! académie. Days are instants at midnight in Paris, written with an offset that is often that of
//! UTC: the day before for who reads the date alone. The last of them is the day class begins
//! again. Teachers have lines of their own, territories overseas and Corse zones of their own.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use kernel::{Day, Instant, Place, SchoolYear, Vacation, Zone, fold};
use serde::{Deserialize, Serialize};

use super::{Break, Year, opening};
use crate::feed::{
    FeedError, Line,
    tables::{self, Content},
};

/// Lines that are named one by one.
const NAMED: usize = 100;
/// Years ahead that are read: nobody publishes more.
const YEARS: i16 = 10;
/// The longest vacation within a year.
const LONGEST_DAYS: i32 = 40;
/// The longest name that is kept.
const NAME_MAX: usize = 80;
/// The columns that are read, each with the names it has; the first is that of the dataset.
const COLUMNS: [(Column, &[&str]); 6] = [
    (Column::Description, &["description"]),
    (Column::Population, &["population"]),
    (Column::Start, &["start_date", "Date de début"]),
    (Column::End, &["end_date", "Date de fin"]),
    (Column::Zones, &["zones"]),
    (Column::Year, &["annee_scolaire"]),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Description,
    Population,
    Start,
    End,
    Zones,
    Year,
}

/// What a file says of this year and those to come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Said {
    /// By zone, then by year.
    pub(crate) years: Vec<Year>,
    /// Lines that were left out, the first ones.
    pub(crate) bad: Vec<Bad>,
    /// How many were left out in all.
    pub(crate) bad_count: usize,
}

/// A line that was left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Bad {
    pub(crate) line: u64,
    pub(crate) why: Why,
}

/// Why a line was left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Why {
    /// Not a school year, `2027-2028`.
    Year,
    /// Not a day.
    Day,
    /// It ends before it starts.
    Backwards,
    /// It is not in its school year, or too long for a vacation.
    Outside,
    /// Another line says other days of the same vacation.
    Differs(u64),
    /// It stands over another vacation of the same zone.
    Overlaps(u64),
}

/// Why a whole file was refused.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    NoTable,
    Damaged,
    TwiceEncoded,
    /// Columns that are missing, by their names in the dataset.
    Columns(Vec<&'static str>),
    /// Nothing of this year or later.
    NothingToCome,
}

/// Reads a file.
pub(crate) fn read(bytes: Vec<u8>, today: Day, place: &Place) -> Result<Said, Refusal> {
    let parts = tables::read("", bytes, &[]).map_err(|error| refusal_of(&error))?;
    let mut missing = None;
    for part in &parts {
        let Content::Lines(lines) = &part.content else { continue };
        let Some((titles, lines)) = lines.split_first() else { continue };
        match Columns::find(titles) {
            Ok(columns) => return Reading::new(today).lines(lines, &columns, place),
            Err(names) => missing = missing.or(Some(names)),
        }
    }
    Err(missing.map_or(Refusal::NoTable, Refusal::Columns))
}

fn refusal_of(error: &FeedError) -> Refusal {
    match error {
        FeedError::Nothing { .. } => Refusal::NoTable,
        FeedError::Damaged { damage: crate::feed::Damage::TwiceEncoded, .. } => {
            Refusal::TwiceEncoded
        }
        _ => Refusal::Damaged,
    }
}

/// Where each column is.
struct Columns(Vec<(Column, usize)>);

impl Columns {
    fn find(titles: &Line) -> Result<Self, Vec<&'static str>> {
        let titles: Vec<String> = titles.cells.iter().map(|title| fold(title)).collect();
        let (mut found, mut missing) = (Vec::new(), Vec::new());
        for (column, names) in COLUMNS {
            let is_it = |title: &String| names.iter().any(|name| fold(name) == *title);
            match titles.iter().position(is_it) {
                Some(at) => found.push((column, at)),
                None => missing.extend(names.first()),
            }
        }
        if missing.is_empty() { Ok(Self(found)) } else { Err(missing) }
    }

    fn cell<'l>(&self, line: &'l Line, wanted: Column) -> &'l str {
        let at = self.0.iter().find(|(column, _)| *column == wanted).map(|(_, at)| *at);
        at.and_then(|at| line.cells.get(at)).map_or("", String::as_str)
    }
}

/// A zone and the civil year in which a school year starts.
type Which = (Zone, i16);

/// What is known of the years while the lines are read.
struct Reading {
    this_year: i16,
    firsts: BTreeMap<Which, Day>,
    lasts: BTreeMap<Which, Day>,
    /// By zone, year and folded name, with the line that said it.
    breaks: BTreeMap<(Which, String), (u64, Break)>,
    said: Said,
}

impl Reading {
    fn new(today: Day) -> Self {
        Self {
            this_year: SchoolYear::starting(today),
            firsts: BTreeMap::new(),
            lasts: BTreeMap::new(),
            breaks: BTreeMap::new(),
            said: Said { years: Vec::new(), bad: Vec::new(), bad_count: 0 },
        }
    }

    fn lines(mut self, lines: &[Line], columns: &Columns, place: &Place) -> Result<Said, Refusal> {
        for line in lines {
            if let Err(why) = self.line(line, columns, place) {
                self.leave_out(line.number, why);
            }
        }
        self.assemble();
        if self.said.years.is_empty() { Err(Refusal::NothingToCome) } else { Ok(self.said) }
    }

    fn leave_out(&mut self, line: u64, why: Why) {
        self.said.bad_count += 1;
        if self.said.bad.len() < NAMED {
            self.said.bad.push(Bad { line, why });
        }
    }

    fn line(&mut self, line: &Line, columns: &Columns, place: &Place) -> Result<(), Why> {
        let zone = fold(columns.cell(line, Column::Zones));
        let zone = zone.strip_prefix("zone ").unwrap_or(&zone).to_uppercase();
        let Some(zone) = Zone::from_letter(&zone) else { return Ok(()) };
        if fold(columns.cell(line, Column::Population)) == "enseignants" {
            return Ok(());
        }
        let starts_in = year_of(columns.cell(line, Column::Year)).ok_or(Why::Year)?;
        if !(self.this_year - 1..=self.this_year + YEARS).contains(&starts_in) {
            return Ok(());
        }
        let day = |column| day_of(columns.cell(line, column), place).ok_or(Why::Day);
        let (start, back) = (day(Column::Start)?, day(Column::End)?);
        if back < start {
            return Err(Why::Backwards);
        }
        let (opens, closes) = (opening(starts_in), opening(starts_in + 1));
        if start < opens || start >= closes {
            return Err(Why::Outside);
        }
        let name = columns.cell(line, Column::Description);
        let words = fold(name);
        let which = (zone, starts_in);
        if words.starts_with("prerentree") {
            return Ok(());
        }
        if words.starts_with("rentree") {
            self.firsts.insert(which, start);
        } else if words.ends_with(" d ete") {
            // A year without its end yet has the day its summer begins, alone.
            self.lasts.insert(which, start.plus(-1));
            if back > start {
                self.firsts.entry((zone, starts_in + 1)).or_insert(back);
            }
        } else {
            return self.vacation(line.number, (which, words), name, start, back);
        }
        Ok(())
    }

    fn vacation(
        &mut self,
        line: u64,
        key: (Which, String),
        name: &str,
        start: Day,
        back: Day,
    ) -> Result<(), Why> {
        let days = Vacation { from: start, to: back.plus(-1).max(start) };
        if days.to.0 - days.from.0 >= LONGEST_DAYS {
            return Err(Why::Outside);
        }
        match self.breaks.entry(key) {
            Entry::Vacant(place) => {
                let name = name.chars().take(NAME_MAX).collect();
                place.insert((line, Break { name, days }));
                Ok(())
            }
            Entry::Occupied(said) if said.get().1.days == days => Ok(()),
            Entry::Occupied(said) => Err(Why::Differs(said.get().0)),
        }
    }

    /// Makes years of what was said; one whose vacations nobody said is none.
    fn assemble(&mut self) {
        let mut found: BTreeMap<Which, Vec<(u64, Break)>> = BTreeMap::new();
        for ((which, _), said) in std::mem::take(&mut self.breaks) {
            found.entry(which).or_default().push(said);
        }
        for ((zone, starts_in), mut breaks) in found {
            if starts_in < self.this_year {
                continue;
            }
            breaks.sort_by_key(|(line, one)| (one.days.from, *line));
            let mut kept: Vec<(u64, Break)> = Vec::new();
            for (line, one) in breaks {
                match kept.last() {
                    Some((before, last)) if one.days.from <= last.days.to => {
                        let before = *before;
                        self.leave_out(line, Why::Overlaps(before));
                    }
                    _ => kept.push((line, one)),
                }
            }
            let usual = Year::by_itself(zone, starts_in);
            let told = |days: &BTreeMap<Which, Day>| days.get(&(zone, starts_in)).copied();
            self.said.years.push(Year {
                first: told(&self.firsts).unwrap_or(usual.first),
                last: told(&self.lasts).unwrap_or(usual.last),
                breaks: kept.into_iter().map(|(_, one)| one).collect(),
                ..usual
            });
        }
        self.said.bad.sort_by_key(|bad| bad.line);
    }
}

/// `2027-2028`, by the year in which it starts.
fn year_of(text: &str) -> Option<i16> {
    let (starts, ends) = text.split_once(['-', '/'])?;
    let (starts, ends): (i16, i16) = (starts.trim().parse().ok()?, ends.trim().parse().ok()?);
    (ends.checked_sub(1) == Some(starts)).then_some(starts)
}

/// The day of an instant where the territory is; a day alone, or at midnight, is that day.
fn day_of(text: &str, place: &Place) -> Option<Day> {
    if let Some(at) = Instant::parse_iso(text) {
        return Some(place.local(at).0);
    }
    let (day, time) = text.split_at_checked(10)?;
    let is_midnight = time.chars().all(|c| matches!(c, 'T' | ' ' | ':' | '0'));
    Day::parse_iso(day).or_else(|| Day::parse_french(day)).filter(|_| is_midnight)
}
