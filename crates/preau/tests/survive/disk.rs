//! A full disk, or one that refuses to write, while pupils hand in: they are told, nothing is
//! acknowledged that is not there, and work goes on once the disk is well again.

use std::{
    io::{BufRead, BufReader},
    process::{Child, ChildStderr, Command, Stdio},
};

use testkit::Backend;

use crate::{
    can_trace,
    class::{Class, Then},
    house::{House, Server},
    skipped,
};

#[test]
fn a_full_disk_is_said_and_loses_nothing() {
    if Command::new("prlimit").arg("--version").output().is_err() {
        return skipped("prlimit is not there");
    }
    let house = House::demo(&Backend::Sqlite);
    let mut class = Class::of(&house, 600);
    // The signal that goes with the limit is ignored, so that the writes themselves fail.
    let server = house.serve(&["sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh"]);
    for _ in 0..3 {
        let before = class.refusals().count();
        class.hand_in(server.address, Then::Stop, |acknowledgements| {
            acknowledgements.iter().take(25).for_each(drop);
            let_files_grow(&server, "0");
        });
        assert!(class.refusals().count() >= before + 4, "each pupil is told");
        class.check_exactly(&house.look());
        class.check_photos(&house, &house.look());
        let_files_grow(&server, "unlimited");
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

/// Limits how large the server may make any file, as a disk without space does.
fn let_files_grow(server: &Server, bytes: &str) {
    let limit = format!("--fsize={bytes}:unlimited");
    let set = Command::new("prlimit").args([&limit, "--pid", &server.id().to_string()]).status();
    assert!(set.unwrap().success());
}

#[test]
fn a_disk_that_refuses_to_write_is_said_and_loses_nothing() {
    if !can_trace() {
        return skipped("strace is not there or may not trace");
    }
    let house = House::demo(&Backend::Sqlite);
    let mut class = Class::of(&house, 600);
    let server = house.serve(&[]);
    for _ in 0..3 {
        let before = class.refusals().count();
        let mut refusal = None;
        class.hand_in(server.address, Then::Stop, |acknowledgements| {
            acknowledgements.iter().take(25).for_each(drop);
            refusal = Some(Refusal::of(&server));
        });
        assert!(class.refusals().count() >= before + 4, "each pupil is told");
        class.check_exactly(&house.look());
        class.check_photos(&house, &house.look());
        refusal.unwrap().end();
    }
    class.hand_in(server.address, Then::Stop, |_| {});
    assert!(class.is_done());
    for answer in class.refusals() {
        assert_eq!(answer.status, 507, "{}", answer.body);
        assert!(answer.body.contains("Le disque du serveur refuse d’écrire"), "{}", answer.body);
    }
    server.stop();
    class.check_exactly(&house.open());
    class.check_photos(&house, &house.open());
}

/// Every write of the server to its database is refused, as on a disk that became read-only.
struct Refusal {
    tracer: Child,
    /// What it says of later threads: it ends when nobody listens.
    _said: BufReader<ChildStderr>,
}

impl Refusal {
    fn of(server: &Server) -> Self {
        let refuse = "inject=pwrite64,ftruncate,fallocate:error=EROFS";
        let id = server.id().to_string();
        let mut tracer = Command::new("strace")
            .args(["-f", "-e", "trace=pwrite64,ftruncate,fallocate", "-e", refuse])
            .args(["-o", "/dev/null", "-p", &id])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // It says so once every thread is held.
        let (mut said, mut line) = (BufReader::new(tracer.stderr.take().unwrap()), String::new());
        said.read_line(&mut line).unwrap();
        assert!(line.contains("attached"), "{line}");
        Self { tracer, _said: said }
    }

    fn end(mut self) {
        let id = self.tracer.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        self.tracer.wait().unwrap();
    }
}
