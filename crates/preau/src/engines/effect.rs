//! What a programme changed, from a table of outcomes.

use std::path::PathBuf;

use effect::{Ask, Chance, Control, Estimate, Figure, Gaps, Panel, Row, Series, Trend};
use serde_json::{Value, json};

use super::sheet::{self, Column, Sheet};
use crate::{
    cli::Format,
    output::{Stop, say},
};

/// What is asked.
#[derive(clap::Args)]
pub(crate) struct Asked {
    /// A table with titles: a line per school and date.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The column that names the school.
    #[arg(long, value_name = "COLUMN")]
    unit: String,
    /// The column of the date, such as a year.
    #[arg(long, value_name = "COLUMN")]
    time: String,
    /// The column of what is measured.
    #[arg(long, value_name = "COLUMN")]
    outcome: String,
    /// The column of when the school adopted: the same on each of its lines, empty or 0 for never.
    #[arg(long, value_name = "COLUMN")]
    first_treated: String,
    /// The column of what schools share, such as a commune, when they are not independent.
    #[arg(long, value_name = "COLUMN")]
    cluster: Option<String>,
    /// Who is compared with.
    #[arg(long, value_enum, default_value_t = Against::Never)]
    control: Against,
    /// So many dates before adopting, behaviour may already change.
    #[arg(long, value_name = "DATES", default_value_t = 0)]
    anticipation: u16,
    /// Leaves out the schools that lack a date, and names them; otherwise they are an error.
    #[arg(long)]
    leave_out_incomplete: bool,
    /// How often an interval holds the truth.
    #[arg(long, value_name = "SHARE", default_value_t = 0.95)]
    confidence: f64,
    /// Draws of the bootstrap, and deals of the adoption dates.
    #[arg(long, value_name = "N", default_value_t = 999, value_parser = clap::value_parser!(u32).range(99..=100_000))]
    draws: u32,
    /// The same seed gives the same answer.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    output: Format,
}

/// Who is compared with.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Against {
    /// Those who never adopt.
    Never,
    /// The same, and those who have not yet.
    NotYet,
}

impl From<Against> for Control {
    fn from(against: Against) -> Self {
        match against {
            Against::Never => Self::Never,
            Against::NotYet => Self::NotYet,
        }
    }
}

/// Measures, and says what may be said.
pub(crate) fn measure(asked: &Asked) -> Result<(), Stop> {
    let gaps = if asked.leave_out_incomplete { Gaps::LeftOut } else { Gaps::Refused };
    let panel = Panel::new(rows(asked)?, gaps).map_err(|error| Stop(error.to_string()))?;
    let draws = usize::try_from(asked.draws).unwrap_or(usize::MAX);
    let ask = Ask {
        control: asked.control.into(),
        anticipation: asked.anticipation,
        confidence: asked.confidence,
        draws,
        deals: draws,
        seed: asked.seed,
    };
    let estimate = effect::estimate(&panel, &ask).map_err(|error| Stop(error.to_string()))?;
    match asked.output {
        Format::Json => say(answer(&panel, &estimate)),
        Format::Text => tell(&panel, &estimate),
    }
    Ok(())
}

fn rows(asked: &Asked) -> Result<Vec<Row>, Stop> {
    let sheet = Sheet::read(&asked.file)?;
    let [unit, time, outcome, first] =
        [&asked.unit, &asked.time, &asked.outcome, &asked.first_treated]
            .map(|title| sheet.column(title));
    let (unit, time, outcome, first) = (unit?, time?, outcome?, first?);
    let cluster = asked.cluster.as_ref().map(|title| sheet.column(title)).transpose()?;
    let read = |row: &sheet::Row| {
        Ok(Row {
            unit: row.text(unit).to_owned(),
            time: row.whole(time)?,
            outcome: row.number(outcome)?,
            first: adopted(row, first)?,
            cluster: cluster.map(|column| row.text(column).to_owned()),
        })
    };
    sheet.rows().iter().map(read).collect()
}

fn adopted(row: &sheet::Row, column: Column) -> Result<Option<i32>, Stop> {
    match row.text(column) {
        "" => Ok(None),
        _ => Ok(Some(row.whole(column)?).filter(|first| *first != 0)),
    }
}

fn tell(panel: &Panel, estimate: &Estimate) {
    let line = |name: &str, figure: &Figure| {
        let ((low, high), (under, over)) = (figure.interval, figure.band);
        say(format_args!(
            "{name:<14} {:>10.4}  error {:.4}  from {low:.4} to {high:.4}  band {under:.4} to {over:.4}",
            figure.effect, figure.error
        ));
    };
    say(estimate.verdict.sentence());
    say(format_args!(
        "{} units, {} dates; {} measured, {} compared with",
        panel.units(),
        panel.times().len(),
        estimate.treated,
        estimate.compared
    ));
    for (names, why) in [
        (panel.left_out(), "left out, a date is missing"),
        (&estimate.already, "left out, had adopted before"),
    ] {
        if !names.is_empty() {
            say(format_args!("{why}: {}", names.join(" ")));
        }
    }
    line("effect", &estimate.simple);
    for (name, series) in
        [("since", &estimate.dynamic), ("cohort", &estimate.group), ("date", &estimate.calendar)]
    {
        for (key, figure) in &series.figures {
            line(&format!("{name} {key}"), figure);
        }
        line(&format!("{name} overall"), &series.overall);
    }
    for cell in &estimate.cells {
        line(&format!("{} in {}", cell.group, cell.time), &cell.figure);
    }
    match estimate.trend {
        Some(trend) => say(format_args!("alike before   p {:.4}", trend.p)),
        None => say("alike before   nothing to tell by"),
    }
    match estimate.chance {
        Some(chance) => say(format_args!(
            "by chance      p {:.4}  {} of {} deals{}",
            chance.p(),
            chance.as_strong,
            chance.deals,
            if chance.is_exact { ", all there are" } else { "" }
        )),
        None => say("by chance      nothing to deal: a cluster adopts at several dates"),
    }
}

fn answer(panel: &Panel, estimate: &Estimate) -> Value {
    let cells = estimate.cells.iter().map(|cell| {
        let mut fields = figure(&cell.figure);
        fields["group"] = json!(cell.group);
        fields["time"] = json!(cell.time);
        fields
    });
    json!({
        "verdict": estimate.verdict.code(),
        "sentence": estimate.verdict.sentence(),
        "units": panel.units(),
        "dates": panel.times(),
        "treated": estimate.treated,
        "compared": estimate.compared,
        "left_out": panel.left_out(),
        "already": estimate.already,
        "simple": figure(&estimate.simple),
        "dynamic": series("since", &estimate.dynamic),
        "group": series("group", &estimate.group),
        "calendar": series("time", &estimate.calendar),
        "cells": cells.collect::<Vec<_>>(),
        "alike_before": estimate.trend.map(trend),
        "by_chance": estimate.chance.map(chance),
    })
}

fn figure(figure: &Figure) -> Value {
    json!({
        "effect": figure.effect,
        "error": figure.error,
        "interval": [figure.interval.0, figure.interval.1],
        "band": [figure.band.0, figure.band.1],
    })
}

fn series(key: &str, series: &Series) -> Value {
    let keyed = |(at, one): &(i32, Figure)| {
        let mut fields = figure(one);
        fields[key] = json!(at);
        fields
    };
    json!({
        "figures": series.figures.iter().map(keyed).collect::<Vec<_>>(),
        "overall": figure(&series.overall),
    })
}

fn trend(trend: Trend) -> Value {
    json!({ "statistic": trend.statistic, "degrees": trend.degrees, "p": trend.p })
}

fn chance(chance: Chance) -> Value {
    json!({
        "p": chance.p(),
        "as_strong": chance.as_strong,
        "deals": chance.deals,
        "exact": chance.is_exact,
    })
}
