//! How soon a page that was seen before is usable on 2G with a processor six times slower: the
//! walkthrough `12-slow` opens them in a real browser, and says its figures in a file.

use std::{fs, process::Command};

use serde::Deserialize;

use crate::{Failure, data::House, figure::Figure, yardstick};

/// One page, as the walkthrough says it: milliseconds of each opening.
#[derive(Deserialize)]
struct Opened {
    name: String,
    runs: Vec<f64>,
}

/// Measures.
pub(crate) fn measure(house: &House) -> Result<Vec<Figure>, Failure> {
    let yardstick = Some(yardstick::argon2id()?);
    let file = house.fresh("usable.jsonl")?;
    let output = Command::new("npx")
        .args(["--no-install", "playwright", "test", "tests/12-slow.spec.ts"])
        .args(["--project=phone", "--reporter=line"])
        .current_dir(house.walkthroughs())
        .env("PREAU_BIN", &house.preau)
        .env("PREAU_FIGURES", &file)
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stdout).into_owned().into());
    }
    let mut figures = Vec::new();
    for line in fs::read_to_string(&file)?.lines() {
        let opened: Opened = serde_json::from_str(line)?;
        figures.push(Figure::of(format!("usable.{}", opened.name), "ms", &opened.runs, yardstick));
    }
    Ok(figures)
}
