//! PostgreSQL itself killed, restarted, or out of room, while pupils hand in: the server recovers
//! without being told.

use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use kernel::Entropy;
use testkit::Backend;

use crate::{
    class::{Class, Then},
    house::House,
    skipped,
};

/// How often PostgreSQL is killed, then restarted.
const KILLS: usize = 3;
/// The megabytes of a small disk.
const DISK: &str = "400";

#[test]
fn every_acknowledged_hand_in_survives_kills_and_restarts_of_postgresql() {
    if Backend::postgres().is_none() {
        return;
    }
    let Some(mut postgres) = Postgres::private(&[]) else {
        return skipped("a PostgreSQL of one's own could not be started");
    };
    let house = House::demo(&Backend::Postgres(postgres.url.clone()));
    let mut class = Class::of(&house, 400);
    let moments = Entropy::seeded(29);
    let server = house.serve(&[]);
    class.hand_in(server.address, Then::Again, |acknowledgements| {
        for _ in 0..KILLS {
            let [moment] = moments.bytes::<1>();
            acknowledgements.iter().take(usize::from(moment) / 4).for_each(drop);
            postgres.obey("kill");
            postgres.obey("start");
            acknowledgements.iter().take(usize::from(moment) / 8).for_each(drop);
            postgres.obey("restart");
        }
    });
    server.stop();
    assert!(class.is_done());
    for answer in class.refusals() {
        assert_eq!(answer.status, 503, "{}", answer.body);
    }
    class.check_exactly(&house.open());
    class.check_photos(&house, &house.open());
}

#[test]
fn a_full_disk_of_postgresql_is_said_and_loses_nothing() {
    if Backend::postgres().is_none() {
        return;
    }
    let Some(mut postgres) = Postgres::private(&[DISK]) else {
        return skipped("a small disk could not be made: that takes an administrator");
    };
    let house = House::demo(&Backend::Postgres(postgres.url.clone()));
    let mut class = Class::of(&house, 900);
    let server = house.serve(&[]);
    for _ in 0..3 {
        let before = class.refusals().count();
        class.hand_in(server.address, Then::Stop, |acknowledgements| {
            acknowledgements.iter().take(25).for_each(drop);
            postgres.obey("fill");
        });
        assert!(class.refusals().count() >= before + 4, "each pupil is told");
        class.check_exactly(&house.look());
        postgres.obey("empty");
    }
    class.hand_in(server.address, Then::Stop, |_| {});
    assert!(class.is_done());
    for answer in class.refusals() {
        assert_eq!(answer.status, 507, "{}", answer.body);
        assert!(answer.body.contains("Rien n’a été enregistré"), "{}", answer.body);
    }
    server.stop();
    class.check_exactly(&house.open());
    class.check_photos(&house, &house.open());
}

/// A PostgreSQL server that may be killed; gone with the test.
struct Postgres {
    script: Child,
    orders: Option<ChildStdin>,
    said: BufReader<ChildStdout>,
    url: String,
}

impl Postgres {
    fn private(words: &[&str]) -> Option<Self> {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scripts/private-postgres.sh");
        let mut child = Command::new("bash")
            .arg(script)
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        let (orders, said) = (child.stdin.take(), BufReader::new(child.stdout.take()?));
        let mut postgres = Self { script: child, orders, said, url: String::new() };
        postgres.url = postgres.line();
        postgres.url.starts_with("postgres://").then_some(postgres)
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.said.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    /// Gives an order and waits until it is done.
    fn obey(&mut self, order: &str) {
        writeln!(self.orders.as_ref().unwrap(), "{order}").unwrap();
        assert_eq!(self.line(), "done", "{order}");
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // The script stops its server when nobody gives orders any more.
        drop(self.orders.take());
        drop(self.script.wait());
    }
}
