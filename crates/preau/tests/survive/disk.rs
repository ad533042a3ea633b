//! A full disk while pupils hand in: they are told, nothing is acknowledged that is not there, and
//! work goes on once there is space.

use std::process::Command;

use testkit::Backend;

use crate::{
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
}

/// Limits how large the server may make any file, as a disk without space does.
fn let_files_grow(server: &Server, bytes: &str) {
    let limit = format!("--fsize={bytes}:unlimited");
    let set = Command::new("prlimit").args([&limit, "--pid", &server.id().to_string()]).status();
    assert!(set.unwrap().success());
}
