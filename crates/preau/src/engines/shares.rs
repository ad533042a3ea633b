//! Who pays how much of an amount.

use std::path::PathBuf;

use kernel::Day;
use serde_json::json;
use shares::{Cents, Line, Rate, Scale};

use super::sheet::{Row, Sheet};
use crate::{
    cli::Format,
    output::{Stop, say},
};

/// What is asked.
#[derive(clap::Args)]
pub(crate) struct Asked {
    /// A table with the titles part, payer, from, until, least, below and rate.
    #[arg(value_name = "FILE")]
    rates: PathBuf,
    /// Of what, as the table calls it.
    #[arg(long)]
    part: String,
    /// How much, without tax, such as 199999,99. Whether a threshold is about an order, a commune
    /// or a convention is to be confirmed by each territory.
    #[arg(long, allow_hyphen_values = true)]
    amount: String,
    /// The day, such as 2026-09-01.
    #[arg(long, value_name = "DAY")]
    on: String,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    output: Format,
}

/// Shares, and says where shares jump.
pub(crate) fn split(asked: &Asked) -> Result<(), Stop> {
    let scale = read(asked)?;
    let day = day_of(&asked.on)?;
    let amount = Cents::parse(&asked.amount)
        .ok_or_else(|| Stop(format!("« {} » is not an amount", asked.amount)))?;
    let shares = scale.shares(&asked.part, day, amount).map_err(|error| Stop(error.to_string()))?;
    let steps_of = |payer: &str| scale.steps(&asked.part, day, payer);
    match asked.output {
        Format::Json => {
            let shares = shares.iter().map(|share| {
                let steps = steps_of(&share.payer).into_iter().map(|step| {
                    json!({
                        "at": step.at.to_string(),
                        "below": step.below.map(|owed| owed.to_string()),
                        "there": step.there.map(|owed| owed.to_string()),
                    })
                });
                json!({
                    "payer": share.payer,
                    "rate": share.rate.to_string(),
                    "amount": share.amount.to_string(),
                    "steps": steps.collect::<Vec<_>>(),
                })
            });
            say(json!({ "amount": amount.to_string(), "shares": shares.collect::<Vec<_>>() }));
        }
        Format::Text => {
            for share in &shares {
                say(format_args!("{:<20} {:>9} {:>16}", share.payer, share.rate, share.amount));
                for step in steps_of(&share.payer) {
                    let owed = |amount: Option<Cents>| {
                        amount.map_or_else(|| "no known rate".to_owned(), |owed| owed.to_string())
                    };
                    let (below, there) = (owed(step.below), owed(step.there));
                    say(format_args!("   at {}: {below} one cent below, {there} there", step.at));
                }
            }
        }
    }
    Ok(())
}

fn read(asked: &Asked) -> Result<Scale, Stop> {
    let sheet = Sheet::read(&asked.rates)?;
    let [part, payer, from, until, least, below, rate] =
        ["part", "payer", "from", "until", "least", "below", "rate"]
            .map(|title| sheet.column(title));
    let (part, payer, from, until) = (part?, payer?, from?, until?);
    let (least, below, rate) = (least?, below?, rate?);
    let line = |row: &Row| {
        let optional = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let amount = |text: &str| Cents::parse(text).ok_or_else(|| row.refuse(text, "an amount"));
        let day = |text: &str| Day::parse_iso(text).ok_or_else(|| row.refuse(text, "a day"));
        Ok(Line {
            part: row.text(part).to_owned(),
            payer: row.text(payer).to_owned(),
            from: day(row.text(from))?,
            until: optional(row.text(until)).map(|text| day(&text)).transpose()?,
            least: optional(row.text(least)).map_or(Ok(Cents(0)), |text| amount(&text))?,
            below: optional(row.text(below)).map(|text| amount(&text)).transpose()?,
            rate: Rate::parse(row.text(rate))
                .ok_or_else(|| row.refuse(row.text(rate), "a rate, such as 30"))?,
        })
    };
    let lines = sheet.rows().iter().map(line).collect::<Result<Vec<_>, Stop>>()?;
    Scale::new(lines).map_err(|error| Stop(error.to_string()))
}

fn day_of(text: &str) -> Result<Day, Stop> {
    Day::parse_iso(text).ok_or_else(|| Stop(format!("« {text} » is not a day, such as 2026-09-01")))
}
