//! The measures: `bench [NAME]` runs all benchmarks or one. Standard output carries one JSON line
//! per figure and nothing else; what is going on is said on standard error.

mod archive;
mod client;
mod closure;
mod data;
mod effect;
mod figure;
mod home;
mod import;
mod inventory;
mod live;
mod load;
mod locate;
mod passwords;
mod people;
mod process;
mod rooms;
mod school_hours;
mod search;
mod start;
mod timetable;
mod usable;
mod weights;
mod writes;
mod yardstick;
mod year;

use std::{error::Error, fmt, io::Write, path::Path, process::ExitCode};

use data::House;
use figure::Figure;

/// Why a benchmark cannot go on.
type Failure = Box<dyn Error + Send + Sync>;

type Benchmark = fn(&House) -> Result<Vec<Figure>, Failure>;

const BENCHMARKS: &[(&str, Benchmark)] = &[
    ("home", home::measure),
    ("rooms", rooms::measure),
    ("year", year::measure),
    ("writes", writes::measure),
    ("import", import::measure),
    ("archive", archive::measure),
    ("school-hours", school_hours::measure),
    ("search", search::measure),
    ("equipment", inventory::measure),
    ("timetable", timetable::measure),
    ("start", start::measure),
    ("locate", locate::measure),
    ("effect", effect::measure),
    ("passwords", passwords::measure),
    ("live", live::measure),
    ("usable", usable::measure),
    ("closure", closure::measure),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        [yardstick::SERVER, file] => yardstick::serve(Path::new(file)),
        [rooms::SERVER, data, more] => {
            more.parse().map_err(Failure::from).and_then(|more| rooms::serve(Path::new(data), more))
        }
        ["closure", options @ ..] if !options.is_empty() => closure_with(options),
        [] => BENCHMARKS.iter().try_for_each(run),
        [name] => match BENCHMARKS.iter().find(|(known, _)| known == name) {
            Some(benchmark) => run(benchmark),
            None => Err(usage()),
        },
        _ => Err(usage()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            say(format_args!("error: {failure}"));
            ExitCode::FAILURE
        }
    }
}

fn run((name, benchmark): &(&str, Benchmark)) -> Result<(), Failure> {
    say(format_args!("── {name}"));
    let house = House::here()?;
    let figures = benchmark(&house)?;
    figure::report(&figures)?;
    figure::keep(&house.results(), name, &figures)
}

/// Other numbers than those that are kept: only printed.
fn closure_with(options: &[&str]) -> Result<(), Failure> {
    let options = closure::Options::read(options)?;
    figure::report(&closure::measure_with(&House::here()?, &options)?)
}

fn usage() -> Failure {
    let names: Vec<&str> = BENCHMARKS.iter().map(|(name, _)| *name).collect();
    format!("usage: bench [{}]", names.join("|")).into()
}

/// Says what is going on. A closed standard error is not our business.
fn say(line: impl fmt::Display) {
    drop(writeln!(std::io::stderr().lock(), "{line}"));
}
