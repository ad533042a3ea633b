//! What a plan would find, before anything is collected.

use effect::{Ask, Cohort, Plan};
use serde_json::json;

use super::effect::Against;
use crate::{
    cli::Format,
    output::{Stop, say},
};

/// What is asked.
#[derive(clap::Args)]
pub(crate) struct Asked {
    /// When schools adopt and how many, such as 2027:42,2028:42,2029:42.
    #[arg(long, value_name = "DATE:SCHOOLS", value_delimiter = ',', required = true)]
    cohorts: Vec<String>,
    /// How many never adopt.
    #[arg(long, value_name = "SCHOOLS", default_value_t = 0)]
    never: usize,
    /// When the outcome is first measured.
    #[arg(long, value_name = "DATE")]
    from: i32,
    /// When it is last measured.
    #[arg(long, value_name = "DATE")]
    to: i32,
    /// The standard deviation of the outcome between schools.
    #[arg(long, value_name = "NUMBER")]
    deviation: f64,
    /// How much a school looks like itself one date before, from 0 to 1.
    #[arg(long, value_name = "NUMBER")]
    correlation: f64,
    /// How often an effect should be found when there is one.
    #[arg(long, value_name = "SHARE", default_value_t = 0.8)]
    power: f64,
    /// How often an interval holds the truth.
    #[arg(long, value_name = "SHARE", default_value_t = 0.95)]
    confidence: f64,
    /// Who is compared with.
    #[arg(long, value_enum, default_value_t = Against::NotYet)]
    control: Against,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    output: Format,
}

/// The most dates.
const DATES_MAX: u32 = 200;

/// Says the least effect that would be found.
pub(crate) fn foresee(asked: &Asked) -> Result<(), Stop> {
    if asked.to.abs_diff(asked.from) > DATES_MAX {
        return Err(Stop(format!("there are more than {DATES_MAX} dates")));
    }
    let mut cohorts =
        asked.cohorts.iter().map(|text| cohort(text)).collect::<Result<Vec<_>, _>>()?;
    cohorts.push(Cohort { first: None, units: asked.never });
    let plan = Plan {
        cohorts,
        times: (asked.from..=asked.to).collect(),
        deviation: asked.deviation,
        correlation: asked.correlation,
        power: asked.power,
    };
    let ask = Ask { control: asked.control.into(), confidence: asked.confidence, ..Ask::default() };
    let least = effect::detectable(&plan, &ask).map_err(|error| Stop(error.to_string()))?;
    match asked.output {
        Format::Json => say(json!({ "detectable": least })),
        Format::Text => {
            say(format_args!("the least effect that is found as often as asked: {least:.4}"));
        }
    }
    Ok(())
}

fn cohort(text: &str) -> Result<Cohort, Stop> {
    let parts = text.split_once(':').and_then(|(first, units)| {
        Some(Cohort { first: Some(first.trim().parse().ok()?), units: units.trim().parse().ok()? })
    });
    parts.ok_or_else(|| Stop(format!("« {text} » is not a date and a number, such as 2027:42")))
}
