//! What it costs that homes are live: streams that wait, and streams that are told.

use std::time::Duration;

use db::Db;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::{
    Failure,
    data::{self, House},
    figure::Figure,
    load,
    people::{self, Role},
    process::Server,
};

/// Streams open at once, of different people: those of a closure day. Each takes a file of this
/// process and one of the server.
const STREAMS: usize = 15_000;
/// How long they wait, in seconds: each is asked twice whether its session lasts.
const WAIT: u64 = 100;

/// Measures.
pub(crate) fn measure(house: &House) -> Result<Vec<Figure>, Failure> {
    let territory = house.territory("territory")?;
    let cookies = {
        let db = Db::open(&data::database(&territory))?;
        let people = Role::Pupil.some(&db, STREAMS)?;
        people::sign_in(&db, &people, demo::load::now())?
    };
    let server = Server::serve(house, &territory)?;
    load::runtime()?.block_on(measure_on(&server, &cookies))
}

async fn measure_on(server: &Server, cookies: &[String]) -> Result<Vec<Figure>, Failure> {
    // Once without counting, so that what is made once is not counted.
    drop(open(server, &cookies[..100]).await?);
    let before = server.anonymous_mb()?;
    let streams = open(server, cookies).await?;
    let thousands = streams.len() as f64 / 1_000.0;
    let memory = (server.anonymous_mb()? - before) / thousands;
    let cpu = server.cpu_micros()?;
    pause(WAIT).await;
    let share = (server.cpu_micros()? - cpu) / (WAIT as f64 * 1e6) * 100.0 / thousands;
    drop(streams);
    Ok(vec![
        Figure::of("live.streams", "streams", &[thousands * 1_000.0], None),
        Figure::of("live.memory-per-1000", "MB", &[memory], None),
        Figure::of("live.processor-per-1000", "% of a core", &[share], None),
    ])
}

/// Opens a stream for each, and waits for its first word.
async fn open(server: &Server, cookies: &[String]) -> Result<Vec<TcpStream>, Failure> {
    let mut streams = Vec::with_capacity(cookies.len());
    for cookie in cookies {
        let mut stream = TcpStream::connect(server.address).await?;
        let request = format!("GET /direct HTTP/1.1\r\nHost: bench\r\nCookie: {cookie}\r\n\r\n");
        stream.write_all(request.as_bytes()).await?;
        let (mut heard, mut some) = (Vec::new(), [0; 2_048]);
        while !heard.ends_with(b"data:\n\n\r\n") {
            let count = stream.read(&mut some).await?;
            if count == 0 {
                return Err("a stream was refused".into());
            }
            heard.extend_from_slice(&some[..count]);
        }
        streams.push(stream);
    }
    Ok(streams)
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
async fn pause(seconds: u64) {
    tokio::time::sleep(Duration::from_secs(seconds)).await;
}
