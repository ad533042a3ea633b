//! What the figures are held against: the same work done by nothing but what cannot be avoided.

use std::{
    fs::{self, File},
    hint::black_box,
    io::{BufReader, Write},
    path::Path,
    time::Instant,
};

use argon2::{Algorithm, Argon2, Params, Version};
use axum::{Router, body::Body, http::header, response::Response, routing::get};
use quick_xml::{Reader, events::Event};

use crate::{Failure, process::Server};

/// The word of the command line that makes this program the yardstick of pages.
pub(crate) const SERVER: &str = "yardstick-server";

/// Starts a server of the bytes of a file.
pub(crate) fn server(file: &Path) -> Result<Server, Failure> {
    let this = std::env::current_exe()?;
    Server::start(&this, &[SERVER, &file.display().to_string()])
}

/// Serves the content of a file, compressed already, at `/` for ever, with the HTTP server of
/// Préau.
pub(crate) fn serve(file: &Path) -> Result<(), Failure> {
    let bytes: &'static [u8] = Box::leak(fs::read(file)?.into_boxed_slice());
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(serve_bytes(bytes))
}

async fn serve_bytes(bytes: &'static [u8]) -> Result<(), Failure> {
    let page = move || async move {
        let mut response = Response::new(Body::from(bytes));
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static("text/html"));
        headers.insert(header::CONTENT_ENCODING, header::HeaderValue::from_static("gzip"));
        response
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    writeln!(std::io::stdout().lock(), "http://{}", listener.local_addr()?)?;
    axum::serve(listener, Router::new().route("/", get(page))).await?;
    Ok(())
}

/// Milliseconds of one argon2id of 19 MiB, two passes, one lane.
pub(crate) fn argon2id() -> Result<f64, Failure> {
    let argon2 =
        Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(19_456, 2, 1, Some(32))?);
    let mut key = [0; 32];
    let start = now();
    argon2.hash_password_into(b"un cheval bleu", b"sixteen bytes of", &mut key)?;
    black_box(key);
    Ok(start.elapsed().as_secs_f64() * 1e3)
}

/// Seconds for the XML parser alone to go through the files of a folder.
pub(crate) fn parse_xml(folder: &Path) -> Result<f64, Failure> {
    let start = now();
    let mut events = 0_u64;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "xml") {
            events += events_of(&path)?;
        }
    }
    if black_box(events) == 0 {
        return Err("no XML file to read".into());
    }
    Ok(start.elapsed().as_secs_f64())
}

/// Seconds for the CSV parser alone to go through the tables of a folder of folders.
pub(crate) fn parse_csv(folder: &Path) -> Result<f64, Failure> {
    let start = now();
    let mut cells = 0;
    for school in fs::read_dir(folder)?.filter_map(Result::ok).filter(|entry| entry.path().is_dir())
    {
        for table in fs::read_dir(school.path())? {
            let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path(table?.path())?;
            let mut row = csv::ByteRecord::new();
            while reader.read_byte_record(&mut row)? {
                cells += black_box(&row).len();
            }
        }
    }
    if black_box(cells) == 0 {
        return Err("no table to read".into());
    }
    Ok(start.elapsed().as_secs_f64())
}

/// Seconds for the CSV parser alone to go through one table.
pub(crate) fn parse_table(table: &[u8]) -> Result<f64, Failure> {
    let start = now();
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(table);
    let (mut row, mut cells) = (csv::ByteRecord::new(), 0);
    while reader.read_byte_record(&mut row)? {
        cells += black_box(&row).len();
    }
    if black_box(cells) == 0 {
        return Err("no table to read".into());
    }
    Ok(start.elapsed().as_secs_f64())
}

fn events_of(file: &Path) -> Result<u64, Failure> {
    let mut reader = Reader::from_reader(BufReader::with_capacity(64 << 10, File::open(file)?));
    let (mut buffer, mut events) = (Vec::new(), 0);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer)? {
            Event::Eof => return Ok(events),
            event => events += u64::from(!black_box(event).is_empty()),
        }
    }
}

/// Appends per second to a file, each on disk before the next: what one flush per write allows.
pub(crate) fn appends_per_second(file: &Path, count: u32) -> Result<f64, Failure> {
    let mut log = File::create(file)?;
    let page = [7; 4_096];
    let start = now();
    for _ in 0..count {
        log.write_all(&page)?;
        log.sync_data()?;
    }
    Ok(f64::from(count) / start.elapsed().as_secs_f64())
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
fn now() -> Instant {
    Instant::now()
}
