//! Closure day: a whole territory works from home on one machine that its load shares, and people
//! sign in all the while. What they wait, what it costs, and how many such people hold.

mod crowd;
mod entrance;
mod territory;

use std::{sync::Arc, time::Duration};

use crate::{
    Failure,
    data::House,
    figure::{Figure, quantile},
    load,
    process::{self, Server},
    say,
};
use crowd::{Crowd, KINDS, Kind};
use territory::Territory;

/// What may be asked for on the command line.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    people: usize,
    seconds: u64,
    scale: String,
    finds_largest: bool,
}

impl Default for Options {
    fn default() -> Self {
        let scale = "territory".to_owned();
        Self { people: 15_000, seconds: 180, scale, finds_largest: true }
    }
}

impl Options {
    /// Reads `--people N --seconds N --scale NAME --no-largest`.
    pub(crate) fn read(words: &[&str]) -> Result<Self, Failure> {
        let mut options = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or_else(|| format!("{word} wants a value"));
            match *word {
                "--people" => options.people = value()?.parse()?,
                "--seconds" => options.seconds = value()?.parse()?,
                "--scale" => options.scale = (*value()?).to_owned(),
                "--no-largest" => options.finds_largest = false,
                _ => return Err(USAGE.into()),
            }
        }
        Ok(options)
    }
}

const USAGE: &str = "usage: bench closure [--people N] [--seconds N] [--scale school|town|territory] \
    [--no-largest]";

/// The first seconds of a run are not counted.
const WARM_UP: Duration = Duration::from_secs(10);
/// A step towards the largest number of people, and how many of them at most.
const STEP: Duration = Duration::from_secs(15);
const STEPS: usize = 9;
/// How long a rush lasts.
const RUSH: Duration = Duration::from_secs(45);
/// Pages are to be answered within so many milliseconds, 99 times of 100.
const PAGES_P99: f64 = 100.0;

/// Measures the day that the territory is built for: fifteen thousand people at work.
pub(crate) fn measure(house: &House) -> Result<Vec<Figure>, Failure> {
    measure_with(house, &Options::default())
}

/// Measures with other numbers.
pub(crate) fn measure_with(house: &House, options: &Options) -> Result<Vec<Figure>, Failure> {
    let metrics = free_address()?;
    let prepared = territory::Prepared::make(house, options, metrics)?;
    let server = Server::serve(house, &prepared.data)?;
    let runtime = load::runtime()?;
    let territory = runtime.block_on(prepared.look_around(&server))?;
    let day = Day { server: &server, territory: Arc::new(territory), metrics };
    say(format_args!("   {}", day.territory));
    let whole = Duration::from_secs(options.seconds);
    let told = runtime.block_on(day.run(options.people, whole))?;
    told.say();
    let mut figures = told.figures();
    let rush = runtime.block_on(day.rush(options.people))?;
    rush.say();
    figures.extend(rush.figures_of_a_rush());
    if options.finds_largest {
        let largest = runtime.block_on(day.largest(options.people, told.holds(), whole))?;
        figures.push(Figure::of("closure.largest", "people", &[largest as f64], None));
    }
    Ok(figures)
}

fn free_address() -> Result<std::net::SocketAddr, Failure> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}

/// The server of the day and who comes to it.
struct Day<'s> {
    server: &'s Server,
    territory: Arc<Territory>,
    metrics: std::net::SocketAddr,
}

impl Day<'_> {
    /// So many people work for so long, beside those who sign in.
    async fn run(&self, people: usize, during: Duration) -> Result<Told, Failure> {
        self.run_beside(people, during, entrance::SIGN_INS_PER_SECOND).await
    }

    /// The same people, while more want to come in than the machine can let in.
    async fn rush(&self, people: usize) -> Result<Told, Failure> {
        self.run_beside(people, RUSH, entrance::RUSH_PER_SECOND).await
    }

    async fn run_beside(
        &self,
        people: usize,
        during: Duration,
        sign_ins: u32,
    ) -> Result<Told, Failure> {
        let begin = load::now() + WARM_UP;
        let end = begin + during;
        let crowd =
            Crowd::new(self.server.address, Arc::clone(&self.territory), people, begin, end);
        let costs = self.costs(begin, end);
        let lines = entrance::watch(self.metrics, begin, end);
        let doors = entrance::sign_in(
            self.server.address,
            Arc::clone(&self.territory),
            sign_ins,
            (begin, end),
        );
        let (work, signed, costs, lines) = tokio::try_join!(crowd.work(), doors, costs, lines)?;
        let (server, generator) = costs;
        Ok(Told { people, work, signed, server, generator, lines })
    }

    /// Processor time used between two instants, in cores: the server's, and that of the load.
    async fn costs(
        &self,
        begin: std::time::Instant,
        end: std::time::Instant,
    ) -> Result<(f64, f64), Failure> {
        tokio::time::sleep_until(begin.into()).await;
        let before = (self.server.cpu_micros()?, process::own_cpu_micros()?);
        tokio::time::sleep_until(end.into()).await;
        let micros = (end - begin).as_secs_f64() * 1e6;
        let server = (self.server.cpu_micros()? - before.0) / micros;
        Ok((server, (process::own_cpu_micros()? - before.1) / micros))
    }

    /// The largest number of people that holds: growing by half until it does not, then between; a
    /// tenth less until it holds for the whole time too.
    async fn largest(&self, from: usize, holds: bool, whole: Duration) -> Result<usize, Failure> {
        let (mut most, mut least_over) = if holds { (from, None) } else { (0, Some(from)) };
        for _ in 0..STEPS {
            let next = match least_over {
                None => most + most / 2,
                Some(over) if over - most <= over / 10 => break,
                Some(over) => usize::midpoint(most, over),
            };
            let told = self.run(next, STEP).await?;
            told.say();
            if told.holds() {
                most = next;
            } else {
                least_over = Some(next);
            }
        }
        while most > from {
            let told = self.run(most, whole).await?;
            told.say();
            if told.holds() {
                break;
            }
            most -= most / 10;
        }
        Ok(most)
    }
}

/// What came of a run.
struct Told {
    people: usize,
    work: crowd::Work,
    signed: entrance::Signed,
    /// Cores used by the server and by the load.
    server: f64,
    generator: f64,
    lines: entrance::Lines,
}

impl Told {
    fn p(&self, kind: Kind, q: f64) -> f64 {
        quantile(&mut self.work.waits(kind).to_vec(), q)
    }

    fn errors(&self) -> usize {
        self.work.errors.len() + self.signed.errors.len()
    }

    fn holds(&self) -> bool {
        let pages = KINDS.iter().filter(|kind| kind.is_page());
        self.errors() == 0 && pages.into_iter().all(|kind| self.p(*kind, 0.99) <= PAGES_P99)
    }

    fn say(&self) {
        let holds = if self.holds() { "holds" } else { "does not hold" };
        say(format_args!(
            "   {} people: {holds}; server {:.2} cores, load {:.2}; {} sign-ins, {} more in line \
             first, {} of them still at the end, {} passwords under way at most, {} in line at most",
            self.people,
            self.server,
            self.generator,
            self.signed.waits.len(),
            self.signed.queued,
            self.signed.still_in_line,
            self.lines.under_way,
            self.lines.waiting,
        ));
        for kind in KINDS {
            let count = self.work.waits(kind).len();
            let (half, most) = (self.p(kind, 0.5), self.p(kind, 0.99));
            say(format_args!("      {}: {count}, p50 {half:.1} ms, p99 {most:.1} ms", kind.name()));
        }
        let errors = self.work.errors.iter().chain(&self.signed.errors);
        for error in errors.take(5) {
            say(format_args!("      error: {error}"));
        }
    }

    fn figures(&self) -> Vec<Figure> {
        let one =
            |name: &str, unit, value| Figure::of(format!("closure.{name}"), unit, &[value], None);
        let mut figures = vec![
            one("people", "people", self.people as f64),
            one("errors", "errors", self.errors() as f64),
        ];
        for kind in KINDS {
            figures.push(one(&format!("{}-p50", kind.name()), "ms", self.p(kind, 0.5)));
            figures.push(one(&format!("{}-p99", kind.name()), "ms", self.p(kind, 0.99)));
        }
        let mut signed = self.signed.waits.clone();
        figures.extend([
            one("sign-in-p50", "ms", quantile(&mut signed, 0.5)),
            one("sign-in-p99", "ms", quantile(&mut signed, 0.99)),
            one("sign-ins-in-line", "people", self.signed.queued as f64),
            one("line-at-most", "people", self.lines.waiting),
            one("passwords-under-way-at-most", "passwords", self.lines.under_way),
            one("server", "cores", self.server),
            one("load", "cores", self.generator),
        ]);
        figures
    }

    /// What those who are inside, and those who wait, see of a rush.
    fn figures_of_a_rush(&self) -> Vec<Figure> {
        let one = |name: &str, unit, value| {
            Figure::of(format!("closure.rush-{name}"), unit, &[value], None)
        };
        vec![
            one("errors", "errors", self.errors() as f64),
            one("home-p99", "ms", self.p(Kind::Home, 0.99)),
            one("in-line", "people", self.signed.queued as f64),
            one("line-at-most", "people", self.lines.waiting),
            one("still-in-line", "people", self.signed.still_in_line as f64),
        ]
    }
}
