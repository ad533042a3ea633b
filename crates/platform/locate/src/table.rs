//! Instances as a table: one line per client, one column per site.

use crate::{Costs, LocateError};

/// A table of distances.
#[derive(Clone, Debug)]
pub struct Table {
    /// The names of the sites: titles of the columns, or their numbers from 1.
    pub sites: Vec<String>,
    /// Distances in whole units, one row per client; nothing where there is no way.
    pub distances: Vec<Vec<Option<i64>>>,
    /// How much each client counts; 1 without a column that says it.
    pub weights: Vec<i64>,
    /// Distances were multiplied by ten this many times to be whole.
    pub decimals: u32,
}

impl Table {
    /// What serving each client costs: its distance as many times as it counts.
    ///
    /// # Errors
    /// When there is nothing, too much, or a client nobody can serve.
    pub fn costs(&self) -> Result<Costs, LocateError> {
        let weigh = |(row, weight): (&Vec<Option<i64>>, &i64)| {
            row.iter().map(|cost| cost.map(|cost| cost.saturating_mul(*weight))).collect()
        };
        let rows: Vec<Vec<_>> = self.distances.iter().zip(&self.weights).map(weigh).collect();
        Costs::new(self.sites.len(), &rows)
    }

    /// The distances themselves.
    ///
    /// # Errors
    /// As [`Self::costs`].
    pub fn plain(&self) -> Result<Costs, LocateError> {
        Costs::new(self.sites.len(), &self.distances)
    }
}

/// Titles of the column of weights.
const WEIGHTS: [&str; 4] = ["weight", "poids", "effectif", "pupils"];
/// The most digits after the point.
const DECIMALS_MAX: usize = 6;

/// Reads a table separated by semicolons, tabs or commas. A first line that is not numbers names the
/// sites; a first column that is not numbers names the clients; a column named `weight`, `poids`,
/// `effectif` or `pupils` says how much each client counts.
///
/// # Errors
/// On the first line that is not so.
pub fn read_table(text: &str) -> Result<Table, LocateError> {
    let text = text.trim_start_matches('\u{feff}');
    let mark = [';', '\t'].into_iter().find(|mark| text.contains(*mark)).unwrap_or(',');
    let mut lines: Vec<(usize, Vec<&str>)> = (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| (number, line.split(mark).map(clean).collect()))
        .collect();
    let first = lines.first().ok_or(LocateError::Empty)?;
    let is_titled = first.1.iter().skip(1).any(|cell| !is_number(cell));
    let titles = if is_titled { lines.remove(0).1 } else { Vec::new() };
    let first = lines.first().ok_or(LocateError::Empty)?;
    let is_named = !is_number(first.1.first().unwrap_or(&""));
    let width = first.1.len();
    let weight_at =
        titles.iter().position(|title| WEIGHTS.contains(&title.to_lowercase().as_str()));
    let at: Vec<usize> =
        (usize::from(is_named)..width).filter(|column| Some(*column) != weight_at).collect();
    let name = |(order, column): (usize, &usize)| {
        titles.get(*column).map_or_else(|| (order + 1).to_string(), |title| (*title).to_owned())
    };
    let sites = at.iter().enumerate().map(name).collect();
    let cells =
        lines.iter().flat_map(|(_, cells)| at.iter().filter_map(|column| cells.get(*column)));
    let digits = cells.map(|cell| decimals(cell)).max().unwrap_or(0).min(DECIMALS_MAX);
    let decimals = u32::try_from(digits).unwrap_or(0);
    let (mut distances, mut weights) = (Vec::new(), Vec::new());
    for (line, cells) in &lines {
        let line = *line;
        if cells.len() != width {
            let why = format!("{} cells where there are {width}", cells.len());
            return Err(LocateError::Line { line, why });
        }
        let read = |column: &usize| match cells[*column] {
            "" => Ok(None),
            cell => whole(cell, decimals).map(Some).ok_or_else(|| not_a_number(line, cell)),
        };
        distances.push(at.iter().map(read).collect::<Result<Vec<_>, _>>()?);
        weights.push(match weight_at {
            Some(column) => {
                whole(cells[column], 0).ok_or_else(|| not_a_number(line, cells[column]))?
            }
            None => 1,
        });
    }
    Ok(Table { sites, distances, weights, decimals })
}

fn clean(cell: &str) -> &str {
    cell.trim().trim_matches('"').trim()
}

fn not_a_number(line: usize, cell: &str) -> LocateError {
    let short: String = cell.chars().take(20).collect();
    LocateError::Line { line, why: format!("« {short} » is not a number from 0 on") }
}

fn is_number(cell: &str) -> bool {
    cell.is_empty() || whole(cell, 0).is_some() || whole(cell, 6).is_some()
}

fn decimals(cell: &str) -> usize {
    cell.split_once(['.', ',']).map_or(0, |(_, decimals)| decimals.trim_end_matches('0').len())
}

/// A number as so many of its smallest units; digits beyond are refused.
fn whole(cell: &str, decimals: u32) -> Option<i64> {
    let (units, rest) = cell.split_once(['.', ',']).unwrap_or((cell, ""));
    let rest = rest.trim_end_matches('0');
    let room = usize::try_from(decimals).ok()?;
    if rest.len() > room || !units.chars().chain(rest.chars()).all(|c| c.is_ascii_digit()) {
        return None;
    }
    format!("{units}{rest:0<room$}").parse().ok()
}
