//! The signed-in home at the scale of a territory, compressed, beside the same bytes from memory.

use std::{fs, sync::Arc};

use db::Db;

use crate::{
    Failure,
    client::Client,
    data::{self, House},
    figure::{Figure, middle, quantile},
    load::{self, Load},
    people::{self, Role},
    process::Server,
    say, yardstick,
};

/// Different people of each role.
const PEOPLE: usize = 1_000;
/// Runs of each figure, and requests of each run.
const RUNS: usize = 5;
const REQUESTS: usize = 20_000;
/// Requests at once while the processor's time is measured.
const AT_ONCE: usize = 4;
/// Connections while latency is measured, and the share of what the server can do.
const CONNECTIONS: usize = 64;
const SHARE: f64 = 0.7;

const ROLES: [(&str, Role); 3] = [
    ("pupil", Role::Pupil),
    ("teacher", Role::Teacher),
    ("guardian-of-three", Role::GuardianOfThree),
];

/// Measures.
pub(crate) fn measure(house: &House) -> Result<Vec<Figure>, Failure> {
    let territory = house.territory("territory")?;
    let groups = {
        let db = Db::open(&data::database(&territory))?;
        people::sign_in_roles(&db, &ROLES, PEOPLE)?
    };
    let groups: Vec<_> =
        groups.into_iter().map(|(name, cookies)| (name, Arc::new(cookies))).collect();
    let server = Server::serve(house, &territory)?;
    load::runtime()?.block_on(measure_on(house, &server, &groups))
}

async fn measure_on(
    house: &House,
    server: &Server,
    groups: &[(&str, Arc<Vec<String>>)],
) -> Result<Vec<Figure>, Failure> {
    let mut figures = Vec::new();
    for (name, cookies) in groups {
        let yardstick = same_bytes(house, server, "/", &cookies[cookies.len() / 2]).await?;
        let bare = per_request(&yardstick, ("/", cookies), 3, REQUESTS).await?;
        let runs = per_request(server, ("/", cookies), RUNS, REQUESTS).await?;
        figures.push(Figure::of(format!("home.{name}"), "µs", &runs, Some(middle(&bare))));
    }
    let everyone = Arc::new(in_turn(groups));
    let yardstick = same_bytes(house, server, "/", &everyone[0]).await?;
    let (mut capacities, mut bare_capacities) = (Vec::new(), Vec::new());
    let (mut latencies, mut bare_latencies) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let able = capacity(server, &everyone).await?;
        bare_capacities.push(capacity(&yardstick, &everyone).await?);
        latencies.push(p99(server, &everyone, able * SHARE).await?);
        bare_latencies.push(p99(&yardstick, &everyone, able * SHARE).await?);
        capacities.push(able);
    }
    let (can, waits) = (Some(middle(&bare_capacities)), Some(middle(&bare_latencies)));
    figures.push(Figure::of("home.capacity", "requests/s", &capacities, can));
    figures.push(Figure::of("home.p99-at-70-percent", "ms", &latencies, waits));
    let memory = [server.anonymous_mb()?];
    figures.push(Figure::of("home.memory", "MB", &memory, Some(yardstick.anonymous_mb()?)));
    Ok(figures)
}

/// One of each role after another.
fn in_turn(groups: &[(&str, Arc<Vec<String>>)]) -> Vec<String> {
    let longest = groups.iter().map(|(_, cookies)| cookies.len()).max().unwrap_or(0);
    let of_rank = |rank| groups.iter().map(move |(_, cookies)| &cookies[rank % cookies.len()]);
    (0..longest).flat_map(of_rank).cloned().collect()
}

/// A server of the bytes that this visitor would receive of a page.
pub(crate) async fn same_bytes(
    house: &House,
    server: &Server,
    path: &str,
    cookie: &str,
) -> Result<Server, Failure> {
    let answer = Client::connect(server.address).await?.get(path, cookie).await?;
    if answer.status != 200 {
        return Err(format!("{path} answered {}:\n{}", answer.status, answer.head).into());
    }
    say(format_args!("   {path}: {} bytes", answer.body.len()));
    let file = house.fresh("home.gz")?;
    fs::write(&file, &answer.body)?;
    yardstick::server(&file)
}

/// Processor time per request of a page by some visitors in µs, of several runs after a warm-up.
pub(crate) async fn per_request(
    server: &Server,
    (path, cookies): (&str, &Arc<Vec<String>>),
    runs: usize,
    requests: usize,
) -> Result<Vec<f64>, Failure> {
    let ask = |count| Load { path: path.to_owned(), ..load(server, cookies, count, AT_ONCE) };
    ask(cookies.len().max(100) * 2).as_fast_as_it_can().await?;
    let mut measured = Vec::new();
    for _ in 0..runs {
        let before = server.cpu_micros()?;
        ask(requests).as_fast_as_it_can().await?;
        measured.push((server.cpu_micros()? - before) / requests as f64);
    }
    Ok(measured)
}

/// Requests per second when clients never wait.
async fn capacity(server: &Server, cookies: &Arc<Vec<String>>) -> Result<f64, Failure> {
    let seconds = load(server, cookies, REQUESTS, CONNECTIONS).as_fast_as_it_can().await?;
    Ok(REQUESTS as f64 / seconds)
}

/// Milliseconds that 99 requests of 100 wait at most, when so many come in a second.
async fn p99(server: &Server, cookies: &Arc<Vec<String>>, rate: f64) -> Result<f64, Failure> {
    let mut waits = load(server, cookies, REQUESTS, CONNECTIONS).at_rate(rate).await?;
    Ok(quantile(&mut waits, 0.99))
}

fn load(server: &Server, cookies: &Arc<Vec<String>>, count: usize, connections: usize) -> Load {
    let cookies = Arc::clone(cookies);
    Load { address: server.address, path: "/".to_owned(), cookies, count, connections }
}
