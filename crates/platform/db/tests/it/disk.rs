//! A full disk: a clear error to everyone concerned, nothing acknowledged that is not there, and
//! work goes on once there is space.

use std::{collections::BTreeSet, fs, io::Write, process::Command};

use crate::{
    base::{Base, skipped},
    child::{Task, start},
};

const TABLES: &str = "CREATE TABLE test_row (id ID, n INT NOT NULL, content BYTES NOT NULL);";

/// Runs a child until its disk is full, makes space, and checks what it says is there.
fn fill(mut command: Command, make_space: impl FnOnce(u32)) {
    command.stderr(std::process::Stdio::inherit());
    let (mut child, mut lines) = start(command);
    let mut acknowledged = BTreeSet::new();
    let mut errors = Vec::new();
    for said in lines.by_ref() {
        match said.split_once(' ').unwrap() {
            ("ack", n) => assert!(acknowledged.insert(n.to_owned())),
            ("error", error) => errors.push(error.to_owned()),
            ("full", _) => break,
            _ => {}
        }
    }
    assert_eq!(errors.len(), 4, "each of the four writers is told: {errors:?}");
    assert!(errors.iter().all(|e| e == "Full" || e.starts_with("Broken(ReadOnly(")), "{errors:?}");
    assert!(acknowledged.len() > 20, "{}", acknowledged.len());
    make_space(child.id());
    writeln!(child.stdin.take().unwrap()).unwrap();
    let mut there = Vec::new();
    let mut integrity = None;
    for said in lines {
        match said.split_once(' ').unwrap() {
            ("ack", n) => assert!(acknowledged.insert(n.to_owned())),
            ("there", n) => there.push(n.to_owned()),
            ("integrity", sentences) => integrity = Some(sentences.to_owned()),
            (_, other) => panic!("{other}"),
        }
    }
    assert!(child.wait().unwrap().success());
    let once: BTreeSet<String> = there.iter().cloned().collect();
    assert_eq!(once.len(), there.len(), "no row is there twice");
    assert_eq!(once, acknowledged, "what was acknowledged is what is there");
    assert_eq!(integrity.as_deref(), Some("0"));
}

#[test]
fn a_file_that_may_not_grow() {
    if Command::new("prlimit").arg("--version").output().is_err() {
        return skipped("prlimit is not there");
    }
    let base = Base::sqlite();
    drop(base.with(TABLES));
    let address = base.folder().join("preau.db").display().to_string();
    let task = Task { address: &address, threads: 4, rows: 5_000, first: 0, bytes: 3_000 };
    // The signal that goes with the limit is ignored, so that the write itself fails.
    let shell =
        ["prlimit", "--fsize=700000:unlimited", "sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh"];
    fill(task.command(&shell), |child| {
        let lifted = Command::new("prlimit")
            .args(["--fsize=unlimited:unlimited", "--pid", &child.to_string()])
            .status();
        assert!(lifted.unwrap().success());
    });
}

#[test]
fn a_disk_without_space() {
    let base = Base::sqlite();
    let disk = base.folder().join("disk");
    fs::create_dir(&disk).unwrap();
    let mounted = format!("mount -t tmpfs -o size=2m preau {}", disk.display());
    let own_disk = ["unshare", "--mount", "--map-root-user", "sh", "-c"];
    let may_mount = Command::new(own_disk[0]).args(&own_disk[1..]).arg(&mounted).output();
    if !may_mount.is_ok_and(|done| done.status.success()) {
        return skipped("a disk of one's own may not be mounted");
    }
    drop(base.with(TABLES));
    let address = disk.join("preau.db").display().to_string();
    let task = Task { address: &address, threads: 4, rows: 5_000, first: 0, bytes: 3_000 };
    let script = format!(
        "{mounted} && cp {}/preau.db {} && head -c 900000 /dev/zero > {}/ballast && exec \"$@\"",
        base.folder().display(),
        disk.display(),
        disk.display()
    );
    let mut command =
        task.command(&["unshare", "--mount", "--map-root-user", "sh", "-c", &script, "sh"]);
    command.env("PREAU_DB_BALLAST", disk.join("ballast"));
    fill(command, |_| {});
}
