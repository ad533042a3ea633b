//! A figure: several runs, their median and spread, beside a yardstick of the same minutes.

use std::{fs, io::Write, path::Path};

use serde::Serialize;

use crate::{Failure, say};

/// The figures that have a target, and the most they should be.
const TARGETS: &[(&str, f64)] = &[
    ("closure.errors", 0.0),
    ("closure.home-p99", 100.0),
    ("closure.lesson-p99", 100.0),
    ("closure.guardian-p99", 100.0),
    ("closure.rush-errors", 0.0),
    ("closure.rush-home-p99", 100.0),
    ("home.pupil", 400.0),
    ("home.teacher", 400.0),
    ("home.guardian-of-three", 600.0),
    ("home.each-new-room", 10.0),
    ("home.p99-at-70-percent", 20.0),
    ("year.cahier.newest", 400.0),
    ("year.cahier.oldest", 400.0),
    ("year.handed-in.newest", 400.0),
    ("year.handed-in.oldest", 400.0),
    ("year.to-read", 400.0),
    ("year.cahier.newest.after-five-years", 400.0),
    ("year.cahier.oldest.after-five-years", 400.0),
    ("year.handed-in.newest.after-five-years", 400.0),
    ("year.handed-in.oldest.after-five-years", 400.0),
    ("year.to-read.after-five-years", 400.0),
    ("home.memory", 150.0),
    ("import.preview-and-apply", 60.0),
    ("import.memory", 500.0),
    ("import.unchanged", 20.0),
    ("equipment.schools-p99", 100.0),
    ("equipment.list-p99", 100.0),
    ("equipment.filter-p99", 100.0),
    ("equipment.export-p99", 100.0),
    ("equipment.number-p99", 100.0),
    ("equipment.orders-p99", 100.0),
    ("equipment.gaps-p99", 100.0),
    ("equipment.gap-p99", 100.0),
    ("equipment.gaps-export-p99", 100.0),
    ("equipment.campaign-p99", 100.0),
    ("equipment.broadband-p99", 100.0),
    ("equipment.survey-p99", 100.0),
    ("equipment.whole-export", 10.0),
    ("equipment.import-compare", 10.0),
    ("equipment.import-apply", 10.0),
    ("archive.memory", 200.0),
    ("restore.memory", 200.0),
    ("school-hours.sqlite.longest-write", 2_000.0),
    ("school-hours.sqlite.pages-p99", 100.0),
    ("school-hours.postgres.longest-write", 2_000.0),
    ("school-hours.postgres.pages-p99", 100.0),
    ("passwords.pages-p99-beside-30-per-second", 100.0),
    ("locate.or-library", 5.0),
    ("locate.or-library-slowest", 60.0),
    ("locate.vienne", 3.0),
    ("locate.vienne-forced", 3.0),
    ("locate.900-vertices-10-sites", 120.0),
    ("locate.900-vertices-90-sites", 120.0),
    ("effect.900-schools-8-years", 5.0),
    ("live.memory-per-1000", 30.0),
    ("live.processor-per-1000", 1.0),
    ("usable.pupil-home-usable", 1_000.0),
    ("usable.work-usable", 1_000.0),
    ("usable.lesson-usable", 1_000.0),
    ("usable.guardian-home-usable", 1_000.0),
    ("start.first-page", 500.0),
    ("start.first-page-weight", 60.0),
    ("start.fonts-weight", 30.0),
    ("start.next-page-weight", 15.0),
];

/// One measured figure, as it is printed and kept.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Figure {
    /// What was measured.
    pub(crate) name: String,
    /// The median.
    pub(crate) value: f64,
    /// The unit of the values.
    pub(crate) unit: &'static str,
    /// How many runs.
    pub(crate) runs: usize,
    /// The smallest run.
    pub(crate) min: f64,
    /// The largest run.
    pub(crate) max: f64,
    /// The yardstick measured in the same run, in the same unit.
    pub(crate) yardstick: Option<f64>,
    /// The value over the yardstick.
    pub(crate) ratio: Option<f64>,
}

impl Figure {
    /// A figure from its runs, at least one.
    pub(crate) fn of(
        name: impl Into<String>,
        unit: &'static str,
        runs: &[f64],
        yardstick: Option<f64>,
    ) -> Self {
        let mut sorted = runs.to_vec();
        sorted.sort_by(f64::total_cmp);
        let value = median(&sorted);
        Self {
            name: name.into(),
            value: rounded(value),
            unit,
            runs: sorted.len(),
            min: rounded(sorted.first().copied().unwrap_or(0.0)),
            max: rounded(sorted.last().copied().unwrap_or(0.0)),
            yardstick: yardstick.map(rounded),
            ratio: yardstick.filter(|y| *y > 0.0).map(|y| rounded(value / y)),
        }
    }
}

/// The median of some runs.
pub(crate) fn middle(runs: &[f64]) -> f64 {
    let mut sorted = runs.to_vec();
    sorted.sort_by(f64::total_cmp);
    median(&sorted)
}

/// The middle of sorted values; the mean of the two middles when their number is even.
fn median(sorted: &[f64]) -> f64 {
    match sorted.len() {
        0 => 0.0,
        n if n % 2 == 1 => sorted[n / 2],
        n => f64::midpoint(sorted[n / 2 - 1], sorted[n / 2]),
    }
}

/// A high quantile of unsorted values, such as 0.99.
pub(crate) fn quantile(values: &mut [f64], q: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an index of a list"
    )]
    let at = ((values.len() as f64 * q).ceil() as usize).clamp(1, values.len().max(1)) - 1;
    values.get(at).copied().unwrap_or(0.0)
}

fn rounded(value: f64) -> f64 {
    if value.abs() >= 100.0 { value.round() } else { (value * 1_000.0).round() / 1_000.0 }
}

/// Prints figures, and beside them what they should be.
pub(crate) fn report(figures: &[Figure]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    for figure in figures {
        let target = TARGETS.iter().find(|(name, _)| *name == figure.name);
        let aim = target.map_or_else(String::new, |(_, most)| format!(", target: at most {most}"));
        say(format_args!("   {}: {} {}{aim}", figure.name, figure.value, figure.unit));
        writeln!(out, "{}", serde_json::to_string(figure)?)?;
    }
    Ok(())
}

/// Keeps the figures of one benchmark in a folder, replacing its last.
pub(crate) fn keep(folder: &Path, benchmark: &str, figures: &[Figure]) -> Result<(), Failure> {
    #[derive(Serialize)]
    struct Kept<'f> {
        benchmark: &'f str,
        machine: Machine,
        figures: &'f [Figure],
    }
    fs::create_dir_all(folder)?;
    let kept = Kept { benchmark, machine: Machine::here(), figures };
    fs::write(
        folder.join(format!("{benchmark}.json")),
        serde_json::to_string_pretty(&kept)? + "\n",
    )?;
    Ok(())
}

/// What the figures were measured on.
#[derive(Serialize)]
struct Machine {
    cpu: String,
    cores: usize,
    memory_gib: u64,
    kernel: String,
}

impl Machine {
    fn here() -> Self {
        let field = |file: &str, key: &str| {
            let text = fs::read_to_string(file).unwrap_or_default();
            let line = text.lines().find(|line| line.starts_with(key)).unwrap_or_default();
            line.split(':').nth(1).unwrap_or_default().trim().to_owned()
        };
        let memory = field("/proc/meminfo", "MemTotal");
        let kib: u64 = memory.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0);
        Self {
            cpu: field("/proc/cpuinfo", "model name"),
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            memory_gib: kib >> 20,
            kernel: fs::read_to_string("/proc/sys/kernel/osrelease")
                .unwrap_or_default()
                .trim()
                .to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_and_quantiles_are_those_of_the_textbook() {
        let figure = Figure::of("x", "ms", &[3.0, 1.0, 2.0], Some(4.0));
        assert_eq!(
            (figure.value, figure.min, figure.max, figure.ratio),
            (2.0, 1.0, 3.0, Some(0.5))
        );
        assert_eq!(median(&[1.0, 2.0, 3.0, 4.0]), 2.5);
        let mut values: Vec<f64> = (1..=100).map(f64::from).collect();
        assert_eq!(quantile(&mut values, 0.99), 99.0);
    }
}
