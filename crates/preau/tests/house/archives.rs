//! Archives, health and metrics, as an operator meets them.

use std::{
    env, fs,
    io::{Read, Write},
    net::TcpStream,
    path::Path,
};

use db::admin;
use tempfile::TempDir;

use crate::commands::{Server, complained, preau, said};

/// Asks a running program for a page, and reads what it answers.
fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address.trim_start_matches("http://")).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// The address a line of the program ends with.
fn address(line: &str) -> &str {
    line.split_whitespace().last().unwrap().trim_end_matches("/metrics")
}

fn demo() -> TempDir {
    let data = TempDir::new().unwrap();
    let made = preau(data.path(), &["demo"]);
    assert!(made.status.success(), "{}", complained(&made));
    data
}

/// The figures of an archive, as the command says them.
fn archived(data: &Path, file: &Path, more: &[&str]) -> String {
    let file = file.to_string_lossy().into_owned();
    let mut words = vec!["archive", file.as_str()];
    words.extend(more);
    let done = preau(data, &words);
    assert!(done.status.success(), "{}", complained(&done));
    let line = said(&done);
    line.split(": ").nth(1).unwrap().split(", ").take(2).collect::<Vec<_>>().join(", ")
}

#[test]
fn a_served_house_is_archived_and_restored_on_either_database() {
    let data = demo();
    let mut server = Server::start_with(data.path(), &["--demo"]);
    server.next_line();
    let file = data.path().join("one.preau");
    let before = archived(data.path(), &file, &["--with-secret"]);
    let again = preau(data.path(), &["archive", &file.to_string_lossy()]);
    assert!(complained(&again).contains("already there"), "{}", complained(&again));
    assert!(server.stop());

    let elsewhere = TempDir::new().unwrap();
    let restore = |data: &Path| preau(data, &["restore", &file.to_string_lossy()]);
    let mut houses = vec![elsewhere.path().join("sqlite")];
    let postgres = env::var_os("PREAU_TEST_PG").map(|url| {
        let (url, name) =
            (url.into_string().unwrap(), format!("preau_restored_{}", std::process::id()));
        admin::drop_database(&url, &name).unwrap();
        admin::create_database(&url, &name, None).unwrap();
        let house = elsewhere.path().join("postgres");
        fs::create_dir(&house).unwrap();
        let setting = format!("database = \"{}\"\n", admin::with_database(&url, &name));
        fs::write(house.join("preau.toml"), setting).unwrap();
        houses.push(house);
        (url, name)
    });
    for house in &houses {
        let done = restore(house);
        assert!(done.status.success(), "{}", complained(&done));
        assert!(said(&done).contains("each verified"), "{}", said(&done));
        assert_eq!(
            fs::read(house.join("secret.key")).unwrap(),
            fs::read(data.path().join("secret.key")).unwrap()
        );
        assert_eq!(archived(house, &house.join("again.preau"), &[]), before);
        let twice = restore(house);
        assert!(complained(&twice).contains("not empty"), "{}", complained(&twice));
        let mut server = Server::start_with(house, &["--demo"]);
        let line = server.next_line();
        assert!(get(address(&line), "/demo").contains("200 OK"));
        assert!(server.stop());
    }
    if let Some((url, name)) = postgres {
        admin::drop_database(&url, &name).unwrap();
    }
}

#[test]
fn a_damaged_archive_is_refused_and_the_folder_stays_empty() {
    let data = demo();
    let file = data.path().join("one.preau");
    archived(data.path(), &file, &[]);
    let mut bytes = fs::read(&file).unwrap();
    bytes.truncate(bytes.len() / 2);
    fs::write(&file, bytes).unwrap();
    let elsewhere = TempDir::new().unwrap();
    let refused = preau(elsewhere.path(), &["restore", &file.to_string_lossy()]);
    assert!(!refused.status.success());
    assert!(complained(&refused).contains("cut short"), "{}", complained(&refused));
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

#[test]
fn nothing_is_restored_beside_a_running_server_nor_archived_from_nothing() {
    let data = demo();
    let file = data.path().join("one.preau");
    archived(data.path(), &file, &[]);
    let house = TempDir::new().unwrap();
    let mut server = Server::start_with(house.path(), &[]);
    server.next_line();
    let refused = preau(house.path(), &["restore", &file.to_string_lossy()]);
    assert!(complained(&refused).contains("another program uses"), "{}", complained(&refused));
    assert!(server.stop());
    let nothing = TempDir::new().unwrap();
    let refused = preau(nothing.path(), &["archive", &file.to_string_lossy()]);
    assert!(complained(&refused).contains("nothing to archive"), "{}", complained(&refused));
}

#[test]
fn a_program_says_that_it_lives_is_ready_and_how_it_does() {
    let data = TempDir::new().unwrap();
    fs::write(data.path().join("preau.toml"), "metrics = \"127.0.0.1:0\"\n").unwrap();
    let mut server = Server::start_with(data.path(), &[]);
    let (pages, metrics) = (server.next_line(), server.next_line());
    for path in ["/sante", "/pret"] {
        let answer = get(address(&pages), path);
        assert!(answer.contains("200 OK") && answer.ends_with("ok\n"), "{answer}");
        assert!(!answer.to_lowercase().contains("set-cookie"), "{answer}");
    }
    assert!(get(address(&pages), "/connexion").contains("200 OK"));
    assert!(get(address(&pages), "/metrics").contains("404"), "only on its own address");
    let figures = get(address(&metrics), "/metrics");
    for line in [
        "preau_database_up 1",
        "preau_disk_free_bytes ",
        "preau_jobs_failed 0",
        "preau_requests_total{method=\"GET\",route=\"/connexion\",status=\"2xx\"} 1",
        "preau_build_info{version=",
    ] {
        assert!(figures.contains(line), "{line}: {figures}");
    }
    assert!(server.stop());
    fs::write(data.path().join("preau.toml"), "metrics = \"0.0.0.0:9464\"\n").unwrap();
    let refused = preau(data.path(), &["serve"]);
    assert!(complained(&refused).contains("line 1: `metrics` is a loopback address"));
}
