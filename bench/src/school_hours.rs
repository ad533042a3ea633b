//! A whole territory is imported while a school works: people open pages and hand in at a steady
//! rate before and during the import, and each wait is measured from the moment it was due.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, header},
};
use db::{Config, Db};
use directory::import::{Answers, DEPARTURE_SHARE, Kind, Options, run};
use tokio::task::JoinSet;
use tower::ServiceExt;

use crate::{
    Failure,
    data::{self, House, OnServer},
    figure::{Figure, middle, quantile},
    people::{self, Role},
    process, say,
    writes::{Desk, School},
};

const RUNS: usize = 3;
/// Pages and hand-ins a second, and those under way at once at most.
const PAGES: f64 = 60.0;
const HAND_INS: f64 = 5.0;
const AT_ONCE: usize = 16;
/// How long the school works before the import, and after it is published.
const QUIET: Duration = Duration::from_secs(15);
const AFTER: Duration = Duration::from_secs(2);

/// Measures.
pub(crate) fn measure(house: &House) -> Result<Vec<Figure>, Failure> {
    let exports = house.exports()?;
    let mut figures = Vec::new();
    for name in ["sqlite", "postgres"] {
        let mut days = Vec::new();
        for _ in 0..RUNS {
            days.extend(day(house, name, &exports)?);
        }
        if !days.is_empty() {
            figures.extend(of_days(name, &days));
        }
    }
    Ok(figures)
}

/// One import, and what people waited before it and during it.
struct Day {
    quiet: Waits,
    busy: Waits,
    import: f64,
}

/// Milliseconds, each.
#[derive(Default)]
struct Waits {
    pages: Vec<f64>,
    hand_ins: Vec<f64>,
}

fn of_days(name: &str, days: &[Day]) -> Vec<Figure> {
    let of = |f: &dyn Fn(&Day) -> f64| -> Vec<f64> { days.iter().map(f).collect() };
    let p99 = |waits: &Waits| quantile(&mut waits.pages.clone(), 0.99);
    let longest = |waits: &Waits| waits.hand_ins.iter().copied().fold(0.0, f64::max);
    let (quiet_pages, quiet_writes) = (of(&|d| p99(&d.quiet)), of(&|d| longest(&d.quiet)));
    vec![
        Figure::of(
            format!("school-hours.{name}.pages-p99"),
            "ms",
            &of(&|d| p99(&d.busy)),
            Some(middle(&quiet_pages)),
        ),
        Figure::of(
            format!("school-hours.{name}.longest-write"),
            "ms",
            &of(&|d| longest(&d.busy)),
            Some(middle(&quiet_writes)),
        ),
        Figure::of(format!("school-hours.{name}.import"), "s", &of(&|d| d.import), None),
    ]
}

/// `None` without a server of that kind.
fn day(house: &House, name: &str, exports: &Path) -> Result<Option<Day>, Failure> {
    if name == "sqlite" {
        let folder = house.copy_of("school", "school-hours")?;
        return on(&folder, &data::database(&folder), exports).map(Some);
    }
    let Some(server) = OnServer::empty()? else { return Ok(None) };
    let folder = house.fresh("school-hours")?;
    server.configure(&folder)?;
    let data = folder.display().to_string();
    process::run(&house.preau, &["--data", &data, "demo", "--scale", "school"])?;
    on(&folder, &Config::postgres(&server.url), exports).map(Some)
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
fn on(folder: &Path, config: &Config, exports: &Path) -> Result<Day, Failure> {
    let db = Db::open(config)?;
    let school = School::on(folder, db.clone())?;
    let teachers = Role::Teacher.some(&db, 20)?;
    let mut cookies = people::sign_in(&db, &teachers, demo::load::now())?;
    cookies.extend(school.desks.iter().map(|desk| desk.cookie.clone()));
    let (cookies, desks) = (Arc::new(cookies), Arc::clone(&school.desks));
    let done = Arc::new(AtomicBool::new(false));
    let stop = Arc::clone(&done);
    let quiet = school.runtime.block_on(async {
        tokio::spawn(async move {
            tokio::time::sleep(QUIET).await;
            stop.store(true, Ordering::Relaxed);
        });
        work(&school.router, &cookies, &desks, &done).await
    })?;
    done.store(false, Ordering::Relaxed);
    let (stop, paths) = (Arc::clone(&done), vec![exports.to_owned()]);
    let importing = std::thread::spawn(move || {
        let start = Instant::now();
        let imported = import(&db, &paths);
        let seconds = start.elapsed().as_secs_f64();
        std::thread::sleep(AFTER);
        stop.store(true, Ordering::Relaxed);
        imported.map(|()| seconds)
    });
    let busy = school.runtime.block_on(work(&school.router, &cookies, &desks, &done))?;
    let import = importing.join().map_err(|_panicked| "the import panicked")??;
    say(format_args!(
        "   imported in {import:.0} s while {} pages and {} hand-ins were asked for",
        busy.pages.len(),
        busy.hand_ins.len()
    ));
    Ok(Day { quiet, busy, import })
}

fn import(db: &Db, paths: &[PathBuf]) -> Result<(), Failure> {
    let (now, day) = (demo::load::now(), demo::load::today());
    let options = Options {
        dry_run: false,
        person: None,
        now,
        day,
        for_demo: true,
        departure_share: DEPARTURE_SHARE,
        answers: Answers::default(),
        files: None,
        full_report: None,
    };
    let report = run(db, Kind::Aaf, paths, &options, &mut |_| ())?;
    if report.summary.added < 100_000 {
        return Err(format!("only {} records were added", report.summary.added).into());
    }
    Ok(())
}

/// A school at work until it is told to stop.
async fn work(
    router: &Router,
    cookies: &Arc<Vec<String>>,
    desks: &Arc<Vec<Desk>>,
    done: &Arc<AtomicBool>,
) -> Result<Waits, Failure> {
    let mut pages = JoinSet::new();
    let mut hand_ins = JoinSet::new();
    for lane in 0..AT_ONCE {
        let (asked, cookies) = (router.clone(), Arc::clone(cookies));
        pages.spawn(steady(lane, PAGES, Arc::clone(done), move |at| {
            let (router, cookie) = (asked.clone(), cookies[at % cookies.len()].clone());
            async move { open(router, &cookie).await }
        }));
        let (asked, desks) = (router.clone(), Arc::clone(desks));
        hand_ins.spawn(steady(lane, HAND_INS, Arc::clone(done), move |at| {
            let (router, desk) = (asked.clone(), desks[at % desks.len()].clone());
            async move { desk.hand_in(&router).await }
        }));
    }
    let mut waits = Waits::default();
    while let Some(lane) = pages.join_next().await {
        waits.pages.extend(lane??);
    }
    while let Some(lane) = hand_ins.join_next().await {
        waits.hand_ins.extend(lane??);
    }
    Ok(waits)
}

/// One lane of a steady rate; each wait since it was due, in milliseconds.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
async fn steady<F>(
    lane: usize,
    rate: f64,
    done: Arc<AtomicBool>,
    ask: impl Fn(usize) -> F,
) -> Result<Vec<f64>, Failure>
where
    F: Future<Output = Result<(), Failure>>,
{
    let start = Instant::now();
    let mut waits = Vec::new();
    for turn in 0.. {
        let at = turn * AT_ONCE + lane;
        let due = start + Duration::from_secs_f64(at as f64 / rate);
        tokio::time::sleep_until(due.into()).await;
        if done.load(Ordering::Relaxed) {
            break;
        }
        ask(at).await?;
        waits.push(due.elapsed().as_secs_f64() * 1e3);
    }
    Ok(waits)
}

async fn open(router: Router, cookie: &str) -> Result<(), Failure> {
    let request = Request::get("/").header(header::COOKIE, cookie).body(Body::empty())?;
    let response = router.oneshot(request).await?;
    let status = response.status().as_u16();
    to_bytes(response.into_body(), 4 << 20).await?;
    if status == 200 { Ok(()) } else { Err(format!("the home answered {status}").into()) }
}
