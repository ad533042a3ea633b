//! Where to open sites, so that anyone can check the choice.

use std::{path::PathBuf, time::Duration};

use kernel::Clock;
use locate::{Costs, LocateError, Progress, Quota, Solution, Task};
use serde_json::{Value, json};

use super::read_text;
use crate::{
    cli::Format,
    output::{Stop, say},
};

/// What is asked.
#[derive(clap::Args)]
pub(crate) struct Asked {
    /// Distances: a graph of the OR-Library, or a table with a line per client and a column per site.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// How the file is written; otherwise its name ends with .csv or it is a graph.
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Written>,
    /// How many sites are open; a graph says it itself.
    #[arg(long, value_name = "N")]
    p: Option<usize>,
    /// What is to be small: all distances together, the farthest one; or the most within a radius.
    #[arg(long, value_enum, default_value_t = Objective::Median)]
    objective: Objective,
    /// Of `cover`: who is nearer than this is covered.
    #[arg(long, value_name = "DISTANCE", required_if_eq("objective", "cover"))]
    radius: Option<String>,
    /// Sites that must be open.
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    force: Vec<String>,
    /// Sites that must stay closed.
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    forbid: Vec<String>,
    /// How many of some sites are open, at least and at most: `1-3:A,B,C`. May be said several times.
    #[arg(long, value_name = "LEAST-MOST:IDS")]
    quota: Vec<String>,
    /// Stops after so long, with the best found and how far from the best possible it may be.
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    seconds: u32,
    /// The same seed gives the same answer.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    output: Format,
}

/// How a file is written.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Written {
    /// A graph of the OR-Library.
    Pmed,
    /// A table.
    Csv,
}

/// What is chosen by.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Objective {
    /// The least sum of distances, each as many times as its client counts.
    Median,
    /// The least distance of whoever is farthest.
    Center,
    /// The most clients within a radius, each as many times as it counts.
    Cover,
}

/// An instance as it was read.
struct Instance {
    sites: Vec<String>,
    /// Distances as many times as their client counts.
    weighted: Costs,
    distances: Costs,
    weights: Vec<i64>,
    /// Distances have so many digits after the point.
    decimals: u32,
    open: Option<usize>,
}

/// Chooses, and says the choice.
pub(crate) fn choose(asked: &Asked) -> Result<(), Stop> {
    let instance = Instance::read(asked)?;
    let task = Task {
        open: instance.open.ok_or_else(|| Stop("how many sites? Say it with --p".to_owned()))?,
        forced: asked.force.iter().map(|id| instance.place(id)).collect::<Result<_, _>>()?,
        forbidden: asked.forbid.iter().map(|id| instance.place(id)).collect::<Result<_, _>>()?,
        quotas: asked.quota.iter().map(|text| instance.quota(text)).collect::<Result<_, _>>()?,
        seed: asked.seed,
    };
    let start = Clock::System.now();
    let spent = || seconds_since(start);
    let mut watch = |_: Progress| spent() < f64::from(asked.seconds);
    let solution = match asked.objective {
        Objective::Median => locate::median(&instance.weighted, &task, &mut watch),
        Objective::Center => locate::center(&instance.distances, &task, &mut watch),
        Objective::Cover => {
            let radius = instance.radius(asked.radius.as_deref().unwrap_or(""))?;
            locate::cover(&instance.distances, &instance.weights, radius, &task, &mut watch)
        }
    };
    let solution = solution.map_err(|error| instance.refusal(&error))?;
    let decimals = if asked.objective == Objective::Cover { 0 } else { instance.decimals };
    let answer = instance.answer(&solution, decimals, spent());
    match asked.output {
        Format::Json => say(answer),
        Format::Text => tell(&answer),
    }
    Ok(())
}

fn seconds_since(start: kernel::Instant) -> f64 {
    let spent = Clock::System.now().0.saturating_sub(start.0);
    Duration::from_micros(spent.unsigned_abs()).as_secs_f64()
}

fn tell(answer: &Value) {
    say(format_args!("objective  {}", answer["objective"]));
    say(format_args!("bound      {}", answer["bound"]));
    let proven = answer["proven"].as_bool() == Some(true);
    say(if proven {
        "proven     no choice is better"
    } else {
        "proven     no, stopped before the end"
    });
    let sites = answer["sites"].as_array().into_iter().flatten();
    let sites: Vec<String> =
        sites.map(|site| site.as_str().map_or_else(|| site.to_string(), str::to_owned)).collect();
    say(format_args!("sites      {}", sites.join(" ")));
    say(format_args!("seconds    {}", answer["seconds"]));
}

impl Instance {
    fn read(asked: &Asked) -> Result<Self, Stop> {
        let text = read_text(&asked.file)?;
        let is_table = asked.file.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv"));
        let written = asked.format.unwrap_or(if is_table { Written::Csv } else { Written::Pmed });
        let broken = |error: LocateError| Stop::because("this file cannot be read", error);
        if written == Written::Pmed {
            let graph = locate::read_pmed(&text).map_err(broken)?;
            let sites = (1..=graph.costs.sites()).map(|site| site.to_string()).collect();
            return Ok(Self {
                sites,
                weighted: graph.costs.clone(),
                weights: vec![1; graph.costs.clients()],
                distances: graph.costs,
                decimals: 0,
                open: Some(asked.p.unwrap_or(graph.open)),
            });
        }
        let table = locate::read_table(&text).map_err(broken)?;
        Ok(Self {
            weighted: table.costs().map_err(broken)?,
            distances: table.plain().map_err(broken)?,
            sites: table.sites,
            weights: table.weights,
            decimals: table.decimals,
            open: asked.p,
        })
    }

    fn place(&self, id: &str) -> Result<usize, Stop> {
        let known = self.sites.iter().position(|site| site == id.trim());
        known.ok_or_else(|| Stop(format!("there is no site {id}")))
    }

    /// « 1-3:A,B,C » as a quota.
    fn quota(&self, text: &str) -> Result<Quota, Stop> {
        let wrong = || Stop(format!("{text} is not LEAST-MOST:ID,ID"));
        let (bounds, ids) = text.split_once(':').ok_or_else(wrong)?;
        let (least, most) = bounds.split_once('-').ok_or_else(wrong)?;
        let number = |digits: &str| digits.trim().parse().ok().ok_or_else(wrong);
        let named = ids.split(',').filter(|id| !id.trim().is_empty());
        Ok(Quota {
            sites: named.map(|id| self.place(id)).collect::<Result<_, _>>()?,
            least: number(least)?,
            most: number(most)?,
        })
    }

    /// A distance of the person in the whole units of the table.
    fn radius(&self, typed: &str) -> Result<i64, Stop> {
        let wrong = || Stop(format!("{typed} is not a distance"));
        let typed: f64 = typed.replace(',', ".").parse().ok().ok_or_else(wrong)?;
        let units = typed * self.scale();
        #[expect(clippy::cast_possible_truncation, reason = "checked to be small")]
        if (0.0..1e15).contains(&units) { Ok((units + 1e-6).floor() as i64) } else { Err(wrong()) }
    }

    fn scale(&self) -> f64 {
        10_f64.powi(self.decimals.try_into().unwrap_or(0))
    }

    /// What is wrong, with the ids of the file in place of numbers.
    fn refusal(&self, error: &LocateError) -> Stop {
        match error {
            LocateError::Both(site) => {
                Stop(format!("site {} is both forced and forbidden", self.sites[*site]))
            }
            LocateError::Unreachable(client) => {
                Stop(format!("client {} cannot be reached from any chosen site", client + 1))
            }
            other => Stop(other.to_string()),
        }
    }

    fn answer(&self, solution: &Solution, decimals: u32, seconds: f64) -> Value {
        let site = |site: &usize| {
            let id = &self.sites[*site];
            id.parse::<u64>()
                .ok()
                .filter(|number| number.to_string() == *id)
                .map_or_else(|| json!(id), |n| json!(n))
        };
        json!({
            "objective": number(solution.objective, decimals),
            "bound": number(solution.bound, decimals),
            "proven": solution.is_proven(),
            "sites": solution.sites.iter().map(site).collect::<Vec<_>>(),
            "seconds": (seconds * 1000.0).round() / 1000.0,
        })
    }
}

/// A number of whole units as a number with digits after the point.
fn number(units: i64, decimals: u32) -> Value {
    if decimals == 0 {
        return json!(units);
    }
    let one = 10_i64.pow(decimals);
    let width = usize::try_from(decimals).unwrap_or(0);
    let text = format!("{}.{:0width$}", units / one, units % one);
    json!(text.parse::<f64>().unwrap_or(f64::NAN))
}
