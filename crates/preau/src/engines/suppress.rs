//! A table whose small counts are hidden.

use std::{collections::BTreeSet, path::PathBuf};

use serde_json::{Value, json};
use suppress::{Cell, Counts, Grid, Rule};

use super::sheet::Sheet;
use crate::{
    cli::Format,
    output::{Stop, say},
};

/// What is asked.
#[derive(clap::Args)]
pub(crate) struct Asked {
    /// A table with titles: what a line is about, then counts. Totals are added.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Counts below this are hidden.
    #[arg(long, value_name = "N", default_value_t = 5)]
    least: u64,
    /// Shows where there is nobody.
    #[arg(long)]
    show_zero: bool,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    output: Format,
}

/// What stands in place of a hidden count, whatever it was hidden for.
const HIDDEN: &str = "·";

/// Hides, and shows the rest.
pub(crate) fn publish(asked: &Asked) -> Result<(), Stop> {
    let sheet = Sheet::read(&asked.file)?;
    let titles = sheet.titles();
    let mut rows = Vec::new();
    for row in sheet.rows() {
        let counts: Result<Vec<u64>, Stop> =
            sheet.columns().skip(1).map(|column| row.count(column)).collect();
        rows.push(counts?);
    }
    let refuse = |error: suppress::SuppressError| Stop(error.to_string());
    let mut counts = Counts::new();
    let grid = counts.table(&rows).map_err(refuse)?;
    let rule = Rule { least: asked.least, hides_zero: !asked.show_zero };
    let hidden = counts.hide(rule).map_err(refuse)?;
    let shown = Shown { counts: &counts, hidden: &hidden };
    let names =
        sheet.columns().next().map(|column| sheet.rows().iter().map(move |row| row.text(column)));
    let names: Vec<&str> = names.into_iter().flatten().collect();
    match asked.output {
        Format::Json => say(shown.json(&grid)),
        Format::Text => shown.tell(titles, &names, &grid),
    }
    Ok(())
}

/// What may be read.
struct Shown<'c> {
    counts: &'c Counts,
    hidden: &'c BTreeSet<Cell>,
}

impl Shown<'_> {
    fn of(&self, cell: Cell) -> Option<u64> {
        (!self.hidden.contains(&cell)).then(|| self.counts.value(cell))
    }

    fn tell(&self, titles: &[String], names: &[&str], grid: &Grid) {
        let word =
            |cell: &Cell| self.of(*cell).map_or_else(|| HIDDEN.to_owned(), |n| n.to_string());
        say(format_args!("{};total", titles.join(";")));
        for ((name, cells), total) in names.iter().zip(&grid.cells).zip(&grid.rows) {
            let cells: Vec<String> = cells.iter().chain([total]).map(word).collect();
            say(format_args!("{name};{}", cells.join(";")));
        }
        let totals: Vec<String> = grid.columns.iter().chain([&grid.total]).map(word).collect();
        say(format_args!("total;{}", totals.join(";")));
    }

    fn json(&self, grid: &Grid) -> Value {
        let line = |cells: &Vec<Cell>| cells.iter().map(|cell| self.of(*cell)).collect::<Vec<_>>();
        json!({
            "cells": grid.cells.iter().map(line).collect::<Vec<_>>(),
            "rows": line(&grid.rows),
            "columns": line(&grid.columns),
            "total": self.of(grid.total),
            "hidden": self.hidden.len(),
        })
    }
}
