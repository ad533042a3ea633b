//! Searching at the scale of a territory: the processor's time and the wait of a page of results,
//! beside the same bytes from memory. The heads read the most: every lesson of their school.

use std::fs;

use db::Db;

use crate::{
    Failure,
    client::{Client, header, hidden, timed},
    data::{self, House},
    figure::{Figure, middle, quantile},
    load,
    people::{self, Role},
    process::Server,
    yardstick,
};

/// Different people of each role.
const PEOPLE: usize = 200;
/// Runs of each figure, and requests of each run.
const RUNS: usize = 5;
const REQUESTS: usize = 1_000;

const ROLES: [(&str, Role); 4] = [
    ("pupil", Role::Pupil),
    ("teacher", Role::Teacher),
    ("guardian-of-three", Role::GuardianOfThree),
    ("head", Role::Head),
];

/// What is typed, in turn: words of every class, with mistakes, and of none.
const TYPED: [&str; 8] = [
    "mediteranee",
    "theoreme de Pythagor",
    "exercices",
    "lecture",
    "carte",
    "moro",
    "zzyzx",
    "évaluation de geometrie",
];

/// Pages of results: who asks, and where.
type Asked = Vec<(String, String)>;

/// Measures.
pub(crate) fn measure(house: &House) -> Result<Vec<Figure>, Failure> {
    let territory = house.territory("territory")?;
    let groups = {
        let db = Db::open(&data::database(&territory))?;
        people::sign_in_roles(&db, &ROLES, PEOPLE)?
    };
    let server = Server::serve(house, &territory)?;
    load::runtime()?.block_on(measure_on(house, &server, groups))
}

async fn measure_on(
    house: &House,
    server: &Server,
    groups: Vec<(&'static str, Vec<String>)>,
) -> Result<Vec<Figure>, Failure> {
    let mut figures = Vec::new();
    for (name, cookies) in groups {
        let asked = ask(server, cookies).await?;
        let bare = same_bytes(house, server, &asked).await?;
        let here = vec![("/".to_owned(), String::new())];
        let (mut cost, mut waits) = (Vec::new(), Vec::new());
        let (mut bare_cost, mut bare_waits) = (Vec::new(), Vec::new());
        run(server, &asked).await?;
        for _ in 0..RUNS {
            let (micros, wait) = run(server, &asked).await?;
            cost.push(micros);
            waits.push(wait);
            let (micros, wait) = run(&bare, &here).await?;
            bare_cost.push(micros);
            bare_waits.push(wait);
        }
        let name = format!("search.{name}");
        figures.push(Figure::of(name.clone(), "µs", &cost, Some(middle(&bare_cost))));
        figures.push(Figure::of(format!("{name}-p99"), "ms", &waits, Some(middle(&bare_waits))));
    }
    Ok(figures)
}

/// Sends the form of each person once: the addresses of their results.
async fn ask(server: &Server, cookies: Vec<String>) -> Result<Asked, Failure> {
    let mut client = Client::connect(server.address).await?;
    let mut asked = Asked::new();
    for (cookie, typed) in cookies.into_iter().zip(TYPED.iter().cycle()) {
        let page = client.get_plain("/recherche", &cookie).await?;
        let html = String::from_utf8_lossy(&page.body).into_owned();
        let form: String = form_urlencoded::Serializer::new(String::new())
            .append_pair("_jeton", hidden(&html, "_jeton")?)
            .append_pair("_envoi", hidden(&html, "_envoi")?)
            .append_pair("q", typed)
            .finish();
        let answer = client.post("/recherche", &cookie, &form).await?;
        let found = header(&answer.head, "location").ok_or("a search without results")?;
        asked.push((found.to_owned(), cookie));
    }
    Ok(asked)
}

/// A server of the bytes of one page of results.
async fn same_bytes(house: &House, server: &Server, asked: &Asked) -> Result<Server, Failure> {
    let (path, cookie) = asked.first().ok_or("nobody to search")?;
    let answer = Client::connect(server.address).await?.get(path, cookie).await?;
    let file = house.fresh("search.gz")?;
    fs::write(&file, &answer.body)?;
    yardstick::server(&file)
}

/// One request after another: the processor's µs of each, and the ms that 99 of 100 wait at most.
async fn run(server: &Server, asked: &Asked) -> Result<(f64, f64), Failure> {
    let mut client = Client::connect(server.address).await?;
    let before = server.cpu_micros()?;
    let mut waits = Vec::with_capacity(REQUESTS);
    for (path, cookie) in asked.iter().cycle().take(REQUESTS) {
        let (answer, wait) = timed(client.get(path, cookie)).await;
        let answer = answer?;
        if answer.status != 200 {
            return Err(format!("a search answered {}:\n{}", answer.status, answer.head).into());
        }
        waits.push(wait);
    }
    let cost = (server.cpu_micros()? - before) / REQUESTS as f64;
    Ok((cost, quantile(&mut waits, 0.99)))
}
