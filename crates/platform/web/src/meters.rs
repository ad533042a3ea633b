//! How the program is doing, counted: for the machines that watch it. No person, no address.

use std::{
    collections::BTreeMap,
    fmt::Write,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use kernel::{Clock, Instant};

/// Upper bounds of the times that are counted, in microseconds, and as they are written.
const BOUNDS: [(i64, &str); 9] = [
    (1_000, "0.001"),
    (5_000, "0.005"),
    (20_000, "0.02"),
    (50_000, "0.05"),
    (100_000, "0.1"),
    (500_000, "0.5"),
    (2_000_000, "2"),
    (10_000_000, "10"),
    (i64::MAX, "+Inf"),
];

/// What the program counts of itself. One per program.
#[derive(Debug)]
pub struct Meters {
    since: Clock,
    routes: Mutex<BTreeMap<(&'static str, &'static str), Counts>>,
    low_disk: AtomicBool,
}

/// Answers of one route.
#[derive(Clone, Debug, Default)]
struct Counts {
    /// By hundreds of the status, from 100 to 500.
    by_status: [u64; 5],
    by_time: [u64; BOUNDS.len()],
    micros: i64,
}

impl Default for Meters {
    fn default() -> Self {
        Self {
            since: Clock::running_from(Instant(0)),
            routes: Mutex::default(),
            low_disk: AtomicBool::new(false),
        }
    }
}

impl Meters {
    /// The time since the program started.
    pub(crate) fn now(&self) -> Instant {
        self.since.now()
    }

    /// Counts an answer that was begun at an instant of [`Meters::now`].
    pub(crate) fn answered(
        &self,
        method: &'static str,
        route: &'static str,
        status: u16,
        begun: Instant,
    ) {
        let micros = (self.now().0 - begun.0).max(0);
        let mut routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        let counts = routes.entry((route, method)).or_default();
        let class = usize::from(status / 100).clamp(1, 5) - 1;
        counts.by_status[class] += 1;
        let place = BOUNDS.iter().position(|(bound, _)| micros <= *bound);
        counts.by_time[place.unwrap_or(BOUNDS.len() - 1)] += 1;
        counts.micros += micros;
    }

    /// Whether the disk of the data folder was nearly full when it was last looked at.
    pub fn is_disk_low(&self) -> bool {
        self.low_disk.load(Ordering::Relaxed)
    }

    /// Says how the disk was just found.
    pub fn set_disk_low(&self, is_low: bool) {
        self.low_disk.store(is_low, Ordering::Relaxed);
    }

    /// The counts in the text format of Prometheus.
    pub fn text(&self) -> String {
        let routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut text = String::new();
        // Writing to a text cannot fail.
        self.write(&routes, &mut text).unwrap_or_default();
        text
    }

    fn write(
        &self,
        routes: &BTreeMap<(&'static str, &'static str), Counts>,
        text: &mut String,
    ) -> std::fmt::Result {
        let up = self.now().0 / 1_000_000;
        writeln!(text, "# HELP preau_up_seconds Seconds since the program started.")?;
        writeln!(text, "# TYPE preau_up_seconds counter\npreau_up_seconds {up}")?;
        writeln!(text, "# HELP preau_requests_total Answers, by route and status.")?;
        writeln!(text, "# TYPE preau_requests_total counter")?;
        for ((route, method), counts) in routes {
            for (class, count) in counts.by_status.iter().enumerate().filter(|(_, n)| **n > 0) {
                writeln!(
                    text,
                    "preau_requests_total{{method=\"{method}\",route=\"{route}\",status=\"{}xx\"}} {count}",
                    class + 1
                )?;
            }
        }
        writeln!(text, "# HELP preau_request_seconds Time to answer, by route.")?;
        writeln!(text, "# TYPE preau_request_seconds histogram")?;
        for ((route, method), counts) in routes {
            let labels = format!("method=\"{method}\",route=\"{route}\"");
            let mut total = 0;
            for ((_, bound), count) in BOUNDS.iter().zip(counts.by_time) {
                total += count;
                writeln!(text, "preau_request_seconds_bucket{{{labels},le=\"{bound}\"}} {total}")?;
            }
            let seconds = counts.micros as f64 / 1e6;
            writeln!(text, "preau_request_seconds_sum{{{labels}}} {seconds}")?;
            writeln!(text, "preau_request_seconds_count{{{labels}}} {total}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_counted_by_route_and_never_by_address() {
        let meters = Meters::default();
        let begun = meters.now();
        for status in [200, 200, 404, 503] {
            meters.answered("GET", "/cours/lecons/{lesson}", status, begun);
        }
        let text = meters.text();
        let labels = "method=\"GET\",route=\"/cours/lecons/{lesson}\"";
        assert!(text.contains(&format!("preau_requests_total{{{labels},status=\"2xx\"}} 2")));
        assert!(text.contains(&format!("preau_requests_total{{{labels},status=\"5xx\"}} 1")));
        assert!(text.contains(&format!("preau_request_seconds_count{{{labels}}} 4")));
        assert!(text.contains(&format!("preau_request_seconds_bucket{{{labels},le=\"+Inf\"}} 4")));
    }
}
