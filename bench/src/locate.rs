//! Sites chosen with proof: the instances of the OR-Library where they are at hand, and larger graphs
//! of the same make.

use std::{fmt::Write, fs, path::Path, process::Command};

use serde_json::Value;

use crate::{Failure, data::House, figure::Figure, say, yardstick};

/// Graphs made here: vertices, sites to open.
const LARGE: [(usize, usize); 4] = [(500, 50), (700, 140), (900, 10), (900, 90)];

/// Measures, and refuses an answer that is not the known one.
pub(crate) fn measure(house: &House) -> Result<Vec<Figure>, Failure> {
    let yardstick = Some(yardstick::argon2id()? / 1_000.0);
    let mut figures = Vec::new();
    let known = house.public_data().join("pmed");
    match fs::read_to_string(known.join("optima.txt")) {
        Ok(optima) => {
            let seconds = library(house, &known, &optima)?;
            figures.push(Figure::of("locate.or-library", "s", &seconds, yardstick));
            let slowest = seconds.iter().copied().fold(0.0, f64::max);
            figures.push(Figure::of("locate.or-library-slowest", "s", &[slowest], yardstick));
        }
        Err(_) => say(format_args!("   skipped: no instances in {}", known.display())),
    }
    let real = house.public_data().join("vienne/vienne_dist_km.csv");
    if real.exists() {
        figures.extend(real_territory(house, &real, yardstick)?);
    } else {
        say(format_args!("   skipped: no {}", real.display()));
    }
    let folder = house.fresh("locate")?;
    fs::create_dir_all(&folder)?;
    for (vertices, open) in LARGE {
        let file = folder.join(format!("{vertices}-{open}.txt"));
        fs::write(&file, graph(vertices, open)?)?;
        let answer = answer(house, &file)?;
        if answer["proven"] != Value::Bool(true) {
            say(format_args!(
                "   {} not proven: {} to {}",
                file.display(),
                answer["bound"],
                answer["objective"]
            ));
        }
        let name = format!("locate.{vertices}-vertices-{open}-sites");
        figures.push(Figure::of(name, "s", &[seconds(&answer)?], yardstick));
    }
    Ok(figures)
}

/// Nine collèges among 46 for 237 écoles of a real territory, then again with one that is forced: what
/// a page asks while someone waits.
fn real_territory(
    house: &House,
    table: &Path,
    yardstick: Option<f64>,
) -> Result<Vec<Figure>, Failure> {
    let mut figures = Vec::new();
    for (name, more) in [("locate.vienne", None), ("locate.vienne-forced", Some("--force=4"))] {
        let mut asked = vec!["--p=9"];
        asked.extend(more);
        let answer = answer_to(house, table, &asked)?;
        let is_known = more.is_some() || answer["objective"].as_f64() == Some(1_980.892);
        if !is_known || answer["proven"] != Value::Bool(true) {
            return Err(format!("{name}: {answer}").into());
        }
        figures.push(Figure::of(name, "s", &[seconds(&answer)?], yardstick));
    }
    Ok(figures)
}

fn library(house: &House, folder: &Path, optima: &str) -> Result<Vec<f64>, Failure> {
    let pairs = optima.lines().skip(1).filter_map(|line| line.split_once(' '));
    let mut all = Vec::new();
    for (name, optimum) in pairs {
        let answer = answer(house, &folder.join(format!("{name}.txt")))?;
        let optimum: i64 = optimum.trim().parse()?;
        if answer["objective"].as_i64() != Some(optimum) || answer["proven"] != Value::Bool(true) {
            return Err(format!("{name}: {answer} where {optimum} is known").into());
        }
        all.push(seconds(&answer)?);
    }
    Ok(all)
}

fn answer(house: &House, file: &Path) -> Result<Value, Failure> {
    answer_to(house, file, &[])
}

fn answer_to(house: &House, file: &Path, asked: &[&str]) -> Result<Value, Failure> {
    let output = Command::new(&house.preau)
        .args(["programme", "locate", "--output", "json"])
        .args(asked)
        .arg(file)
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn seconds(answer: &Value) -> Result<f64, Failure> {
    answer["seconds"].as_f64().ok_or_else(|| "an answer without its time".into())
}

/// A graph as the OR-Library's are: a path through every vertex and edges at random, of lengths from
/// 1 to 100, vertices squared over fifty in all.
fn graph(vertices: usize, open: usize) -> Result<String, Failure> {
    let edges = vertices * vertices / 50;
    let mut state = u64::try_from(vertices * 1_000 + open)?;
    let mut dice = |end: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((state >> 33) % end as u64).unwrap_or(0) + 1
    };
    let mut text = format!("{vertices} {edges} {open}\n");
    for edge in 1..=edges {
        let (from, to) =
            if edge < vertices { (edge, edge + 1) } else { (dice(vertices), dice(vertices)) };
        writeln!(text, "{from} {to} {}", dice(100))?;
    }
    Ok(text)
}
