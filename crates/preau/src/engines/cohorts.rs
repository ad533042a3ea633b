//! Cohorts from a table of schools.

use std::{collections::BTreeSet, path::PathBuf};

use cohorts::{Draw, Likeness, Task, Unit};
use serde_json::json;

use super::sheet::{Column, Row, Sheet};
use crate::{
    cli::Format,
    output::{Stop, remark, say},
};

/// A column of words with more of them says nothing of likeness: names, addresses.
const KINDS_MAX: usize = 8;

/// What is asked.
#[derive(clap::Args)]
pub(crate) struct Asked {
    /// A table with titles, a line per school. Its first column names the school.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Schools of each year.
    #[arg(long, value_name = "N")]
    per_year: usize,
    /// How many years.
    #[arg(long, value_name = "N")]
    years: usize,
    /// Columns whose words each year has its share of; otherwise those with few different words.
    #[arg(long, value_name = "COLUMN", value_delimiter = ',')]
    kinds: Vec<String>,
    /// Columns of numbers whose quarters each year has its share of.
    #[arg(long, value_name = "COLUMN", value_delimiter = ',')]
    quarters: Vec<String>,
    /// Columns of numbers whose means are alike; otherwise all columns of numbers.
    #[arg(long, value_name = "COLUMN", value_delimiter = ',')]
    measures: Vec<String>,
    /// Leaves out the schools that lack something, and names them; otherwise they are an error.
    #[arg(long)]
    leave_out_incomplete: bool,
    /// Groupings this near the best are as good, in deviations.
    #[arg(long, value_name = "NUMBER", default_value_t = 0.02)]
    tolerance: f64,
    /// The same seed gives the same draw. Say it before, keep it after.
    #[arg(long)]
    seed: u64,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    output: Format,
}

/// Draws, and says how alike the cohorts are.
pub(crate) fn draw(asked: &Asked) -> Result<(), Stop> {
    let sheet = Sheet::read(&asked.file)?;
    let respects = Respects::of(&sheet, asked)?;
    let units = respects.units(&sheet, asked)?;
    let task = Task {
        per_cohort: asked.per_year,
        cohorts: asked.years,
        tolerance: asked.tolerance,
        seed: asked.seed,
    };
    let drawn = cohorts::draw(&units, &task).map_err(|error| Stop(error.to_string()))?;
    match asked.output {
        Format::Json => say(answer(&drawn, &units, &respects, asked.seed)),
        Format::Text => tell(&drawn, &units, &respects, asked.seed),
    }
    Ok(())
}

/// In what respects schools are compared.
struct Respects {
    name: Column,
    kinds: Vec<(String, Column)>,
    quarters: Vec<(String, Column)>,
    measures: Vec<(String, Column)>,
}

impl Respects {
    fn of(sheet: &Sheet, asked: &Asked) -> Result<Self, Stop> {
        let name = sheet.columns().next().ok_or_else(|| Stop("this table is empty".to_owned()))?;
        let named = |titles: &[String]| {
            let column = |title: &String| Ok((title.clone(), sheet.column(title)?));
            titles.iter().map(column).collect::<Result<Vec<_>, Stop>>()
        };
        let mut respects = Self {
            name,
            kinds: named(&asked.kinds)?,
            quarters: named(&asked.quarters)?,
            measures: named(&asked.measures)?,
        };
        if respects.kinds.len() + respects.quarters.len() + respects.measures.len() > 0 {
            return Ok(respects);
        }
        for (title, column) in sheet.titles().iter().zip(sheet.columns()).skip(1) {
            let words: BTreeSet<&str> = sheet.rows().iter().map(|row| row.text(column)).collect();
            let is_number = |row: &Row| row.text(column).is_empty() || row.number(column).is_ok();
            if sheet.rows().iter().all(is_number) {
                respects.measures.push((title.clone(), column));
            } else if words.len() <= KINDS_MAX {
                respects.kinds.push((title.clone(), column));
            } else {
                remark(format_args!("{title} is not used: too many different words"));
            }
        }
        Ok(respects)
    }

    fn units(&self, sheet: &Sheet, asked: &Asked) -> Result<Vec<Unit>, Stop> {
        let columns = || self.kinds.iter().chain(&self.quarters).chain(&self.measures);
        let is_whole = |row: &&Row| columns().all(|(_, column)| !row.text(*column).is_empty());
        let broken: Vec<&str> = sheet
            .rows()
            .iter()
            .filter(|row| !is_whole(row))
            .map(|row| row.text(self.name))
            .collect();
        if !broken.is_empty() {
            let names = broken.join(", ");
            if !asked.leave_out_incomplete {
                return Err(Stop(format!("something is missing for {names}")));
            }
            remark(format_args!("left out, something is missing: {names}"));
        }
        let rows: Vec<&Row> = sheet.rows().iter().filter(is_whole).collect();
        let numbers = |column: Column| {
            rows.iter().map(|row| row.number(column)).collect::<Result<Vec<f64>, Stop>>()
        };
        let mut units: Vec<Unit> = Vec::new();
        for row in &rows {
            let kinds = self.kinds.iter().map(|(_, column)| row.text(*column).to_owned());
            let name = row.text(self.name).to_owned();
            units.push(Unit { name, kinds: kinds.collect(), measures: Vec::new() });
        }
        for (_, column) in &self.quarters {
            let quarters = cohorts::quarters(&numbers(*column)?);
            for (unit, quarter) in units.iter_mut().zip(quarters) {
                unit.kinds.push(format!("quarter {quarter}"));
            }
        }
        for (_, column) in &self.measures {
            for (unit, number) in units.iter_mut().zip(numbers(*column)?) {
                unit.measures.push(number);
            }
        }
        Ok(units)
    }

    fn words(&self, one: &Likeness) -> String {
        let mut all = self.kinds.iter().chain(&self.quarters).chain(&self.measures);
        let title = all.nth(one.respect).map_or("", |(title, _)| title);
        one.kind.as_ref().map_or_else(|| title.to_owned(), |kind| format!("{title}: {kind}"))
    }
}

fn tell(drawn: &Draw, units: &[Unit], respects: &Respects, seed: u64) {
    say(format_args!("seed       {seed}"));
    say(format_args!(
        "difference {:.4} at most, in deviations; the best found is {:.4}",
        drawn.imbalance, drawn.best
    ));
    say(format_args!("misplaced  {}", drawn.misplaced));
    say(format_args!("drawn of   {} groupings as good, at least", drawn.alike));
    for one in &drawn.likeness {
        let means: Vec<String> = one.means.iter().map(|mean| format!("{mean:.3}")).collect();
        say(format_args!("  {:.4}  {}  {}", one.difference, respects.words(one), means.join(" ")));
    }
    for (year, cohort) in (1..).zip(&drawn.cohorts) {
        let names: Vec<&str> = cohort.iter().map(|at| units[*at].name.as_str()).collect();
        say(format_args!("year {year}: {}", names.join(" ")));
    }
}

fn answer(drawn: &Draw, units: &[Unit], respects: &Respects, seed: u64) -> serde_json::Value {
    let names = |places: &Vec<usize>| {
        places.iter().map(|at| units[*at].name.clone()).collect::<Vec<String>>()
    };
    let likeness = drawn.likeness.iter().map(|one| {
        json!({
            "respect": respects.words(one),
            "means": one.means,
            "difference": one.difference,
        })
    });
    json!({
        "seed": seed,
        "difference": drawn.imbalance,
        "best": drawn.best,
        "misplaced": drawn.misplaced,
        "alike": drawn.alike,
        "cohorts": drawn.cohorts.iter().map(names).collect::<Vec<_>>(),
        "left": names(&drawn.left),
        "likeness": likeness.collect::<Vec<_>>(),
    })
}
