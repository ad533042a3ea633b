//! Effects measured: the published data where they are at hand, and a territory of schools.

use std::{fmt::Write, fs, path::Path, process::Command, time::Duration};

use kernel::Clock;
use serde_json::Value;

use crate::{Failure, data::House, figure::Figure, say, yardstick};

/// What is published of the minimum wage (Callaway and Sant'Anna 2021, without covariates), with the
/// analytic errors that the authors' package and `csdid` find.
const PUBLISHED: [(&str, &str, f64, f64); 8] = [
    ("never", "/simple", -0.03995, 0.0120),
    ("never", "/dynamic/overall", -0.0772, 0.0200),
    ("never", "/group/overall", -0.0310, 0.0124),
    ("never", "/calendar/overall", -0.0417, 0.0160),
    ("not-yet", "/simple", -0.0398, 0.0121),
    ("not-yet", "/dynamic/overall", -0.0774, 0.0196),
    ("not-yet", "/group/overall", -0.0305, 0.0126),
    ("not-yet", "/cells/0", -0.0194, 0.0223),
];

/// Schools and years of a territory.
const TERRITORY: (usize, usize) = (900, 8);

/// Measures, and refuses an answer that is not the known one.
pub(crate) fn measure(house: &House) -> Result<Vec<Figure>, Failure> {
    let yardstick = Some(yardstick::argon2id()? / 1_000.0);
    let known = house.public_data().join("evaluation/mpdta.csv");
    if known.is_file() {
        for (control, place, effect, error) in PUBLISHED {
            let columns = ["countyreal", "year", "lemp", "first.treat", control];
            let (_, answer) = answer(house, &known, columns)?;
            let found = answer.pointer(place).unwrap_or(&Value::Null);
            let is_near = |name: &str, known: f64| {
                found[name].as_f64().is_some_and(|found| (found - known).abs() < 6e-5)
            };
            if !is_near("effect", effect) || !is_near("error", error) {
                return Err(format!("{control} {place}: {found} where {effect} is known").into());
            }
        }
    } else {
        say(format_args!("   skipped: no data in {}", known.display()));
    }
    let folder = house.fresh("effect")?;
    fs::create_dir_all(&folder)?;
    let file = folder.join("territory.csv");
    fs::write(&file, territory()?)?;
    let columns = ["unit", "time", "outcome", "first", "not-yet"];
    let seconds = (0..3).map(|_| Ok(answer(house, &file, columns)?.0));
    let seconds = seconds.collect::<Result<Vec<f64>, Failure>>()?;
    Ok(vec![Figure::of("effect.900-schools-8-years", "s", &seconds, yardstick)])
}

fn answer(house: &House, file: &Path, columns: [&str; 5]) -> Result<(f64, Value), Failure> {
    let [unit, time, outcome, first, control] = columns;
    let start = Clock::System.now();
    let output = Command::new(&house.preau)
        .args(["programme", "effect", "--output", "json", "--unit", unit, "--time", time])
        .args(["--outcome", outcome, "--first-treated", first, "--control", control])
        .arg(file)
        .output()?;
    let spent = Clock::System.now().0.saturating_sub(start.0);
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    let seconds = Duration::from_micros(spent.unsigned_abs()).as_secs_f64();
    Ok((seconds, serde_json::from_slice(&output.stdout)?))
}

/// Schools that adopt one year after another, or never.
fn territory() -> Result<String, Failure> {
    let (schools, years) = TERRITORY;
    let mut text = "unit,time,outcome,first\n".to_owned();
    for school in 0..schools {
        let first = [0, 2024, 2025, 2026, 2027][school % 5];
        for year in 0..years {
            let outcome = (school * 7_919 + year * 104_729) % 1_000;
            writeln!(text, "{school},{},{outcome},{first}", 2021 + year)?;
        }
    }
    Ok(text)
}
