//! A server process and what it costs, as the operating system counts it.

use std::{
    fs,
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use crate::{Failure, data::House};

/// Clock ticks in a second of processor time, as Linux has always shown them to programs.
const TICKS: f64 = 100.0;

/// A running `preau serve` or yardstick.
pub(crate) struct Server {
    child: Child,
    /// Where it listens.
    pub(crate) address: SocketAddr,
}

impl Server {
    /// Starts a program that prints `http://ADDRESS` once it listens.
    pub(crate) fn start(program: &Path, arguments: &[&str]) -> Result<Self, Failure> {
        let mut child = Command::new(program)
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let stdout = child.stdout.take().ok_or("no output to read")?;
        for line in BufReader::new(stdout).lines() {
            let line = line?;
            if let Some(rest) = line.split("http://").nth(1) {
                let text: String = rest
                    .chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || ".:[]-".contains(*c))
                    .collect();
                let text = text.replace("localhost", "127.0.0.1");
                if let Ok(address) = text.parse() {
                    return Ok(Self { child, address });
                }
            }
        }
        Err("the server ended before it listened".into())
    }

    /// Starts `preau serve` on the data folder of a demonstration.
    pub(crate) fn serve(house: &House, data: &Path) -> Result<Self, Failure> {
        let data = data.display().to_string();
        let words = ["--data", &data, "serve", "--demo", "--listen", "127.0.0.1:0"];
        Self::start(&house.preau, &words)
    }

    /// Processor time used so far, user and system, in microseconds. All threads count.
    pub(crate) fn cpu_micros(&self) -> Result<f64, Failure> {
        cpu_micros(self.child.id())
    }

    /// Memory that is its own and not a mapped file, in megabytes.
    pub(crate) fn anonymous_mb(&self) -> Result<f64, Failure> {
        status_kib(self.child.id(), "RssAnon:").map(|kib| kib / 1_000.0 * 1.024)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already ended is as good.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Processor time that this program used so far, in microseconds.
pub(crate) fn own_cpu_micros() -> Result<f64, Failure> {
    cpu_micros(std::process::id())
}

fn cpu_micros(pid: u32) -> Result<f64, Failure> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let after_name = stat.rsplit(')').next().ok_or("an unreadable stat")?;
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let ticks =
        |at: usize| fields.get(at).and_then(|f| f.parse::<f64>().ok()).ok_or("an unreadable stat");
    Ok((ticks(11)? + ticks(12)?) / TICKS * 1e6)
}

fn status_kib(pid: u32, key: &str) -> Result<f64, Failure> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find(|line| line.starts_with(key)).ok_or("an unreadable status")?;
    Ok(line.split_whitespace().nth(1).ok_or("an unreadable status")?.parse()?)
}

/// What a command cost: wall seconds, peak memory in megabytes; and what it wrote.
pub(crate) struct Cost {
    pub(crate) wall: f64,
    pub(crate) peak_mb: f64,
    pub(crate) output: String,
}

/// Runs a command that must succeed and says what it cost.
pub(crate) fn run(program: &Path, arguments: &[&str]) -> Result<Cost, Failure> {
    match run_whatever_comes(program, arguments)? {
        (cost, true) => Ok(cost),
        (cost, false) => {
            Err(format!("{} {arguments:?} failed: {}", program.display(), cost.output).into())
        }
    }
}

/// Runs a command to its end; what it cost, and whether it succeeded.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
pub(crate) fn run_whatever_comes(
    program: &Path,
    arguments: &[&str],
) -> Result<(Cost, bool), Failure> {
    let start = std::time::Instant::now();
    let mut child = Command::new(program)
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut peak: f64 = 0.0;
    let status = loop {
        if let Ok(kib) = status_kib(child.id(), "VmHWM:") {
            peak = peak.max(kib);
        }
        if let Some(status) = child.try_wait()? {
            break status;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    };
    let wall = start.elapsed().as_secs_f64();
    let output = std::io::read_to_string(child.stdout.take().ok_or("no output to read")?)?;
    Ok((Cost { wall, peak_mb: peak / 1_000.0 * 1.024, output }, status.success()))
}

/// The `preau` program built beside this one.
pub(crate) fn preau() -> Result<PathBuf, Failure> {
    let here = std::env::current_exe()?;
    let program = here.with_file_name("preau");
    if program.exists() { Ok(program) } else { Err("build it first: make build".into()) }
}
