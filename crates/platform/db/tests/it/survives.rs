//! What was acknowledged is there, once, whatever happened to the process; and it was on disk
//! before it was acknowledged.

use std::{collections::HashMap, fs, process::Command};

use db::DbError;

use crate::{
    base::{Base, both, skipped},
    child::{Task, start},
};

const TABLES: &str = "CREATE TABLE test_row (id ID, n INT NOT NULL, content BYTES NOT NULL);";

fn address(base: &Base) -> String {
    if base.is_sqlite() { base.folder().join("preau.db").display().to_string() } else { base.url() }
}

both! {
    fn every_acknowledged_row_survives_a_kill(base) {
        drop(base.with(TABLES));
        let address = address(base);
        let moments = kernel::Entropy::seeded(11);
        let mut acknowledged = Vec::new();
        for round in 0..20 {
            let [moment] = moments.bytes::<1>();
            let task = Task { address: &address, threads: 4, rows: 100_000, first: round * 1_000_000, bytes: 300 };
            let (mut child, mut lines) = start(task.command(&[]));
            let acks = |said: String| said.strip_prefix("ack ").and_then(|n| n.parse::<i64>().ok());
            acknowledged.extend(lines.by_ref().filter_map(acks).take(usize::from(moment)));
            child.kill().unwrap();
            child.wait().unwrap();
            acknowledged.extend(lines.filter_map(acks));
        }
        let db = base.open();
        let mut there: HashMap<i64, u32> = HashMap::new();
        for n in db.read_blocking::<_, DbError, _>(|tx| tx.query("SELECT n FROM test_row", &[], |row| row.get(0))).unwrap() {
            *there.entry(n).or_default() += 1;
        }
        assert!(acknowledged.len() > 1_000, "{}", acknowledged.len());
        for n in acknowledged {
            assert_eq!(there.get(&n), Some(&1), "row {n}");
        }
        assert!(there.values().all(|count| *count == 1));
        assert_eq!(db.check_integrity().unwrap(), Vec::<String>::new());
    }
}

#[test]
fn a_flush_to_disk_precedes_each_acknowledgement() {
    if Command::new("strace")
        .args(["-qq", "-e", "trace=none", "true"])
        .status()
        .map_or(true, |s| !s.success())
    {
        return skipped("strace is not there or may not trace");
    }
    for threads in [1, 4] {
        let base = Base::sqlite();
        drop(base.with(TABLES));
        let (address, trace) = (address(&base), base.folder().join("trace"));
        let task = Task { address: &address, threads, rows: 25, first: 0, bytes: 300 };
        let behind = [
            "strace",
            "-f",
            "-y",
            "-qq",
            "-e",
            "trace=fsync,fdatasync,write",
            "-o",
            trace.to_str().unwrap(),
        ];
        let (mut child, lines) = start(task.command(&behind));
        assert_eq!(
            lines.filter(|said| said.starts_with("ack")).count(),
            usize::try_from(threads * 25).unwrap()
        );
        assert!(child.wait().unwrap().success());
        assert_eq!(flushed_acknowledgements(&fs::read_to_string(trace).unwrap()), threads * 25);
    }
}

/// How many rows were acknowledged after a flush of the write-ahead log that began after they were
/// asked for; fails at the first that was not.
fn flushed_acknowledgements(trace: &str) -> i64 {
    let (mut asked, mut flushing) = (HashMap::new(), HashMap::new());
    let (mut last_flush_began, mut flushed) = (None, 0);
    for (at, line) in trace.lines().enumerate() {
        let (thread, call) = line.split_once(' ').unwrap();
        let call = call.trim_start();
        let is_flush = call.starts_with("fsync(") || call.starts_with("fdatasync(");
        if is_flush && call.contains("-wal>") {
            flushing.insert(thread, at);
        }
        let is_resumed = call.starts_with("<... fsync") || call.starts_with("<... fdatasync");
        if (is_flush || is_resumed)
            && call.ends_with("= 0")
            && let Some(began) = flushing.remove(thread)
        {
            last_flush_began = Some(began);
        }
        if let Some(row) = said(call, "ask") {
            asked.insert(row, at);
        }
        if let Some(row) = said(call, "ack") {
            assert!(
                last_flush_began > asked.get(&row).copied(),
                "row {row} was acknowledged before a flush:\n{line}"
            );
            flushed += 1;
        }
    }
    flushed
}

/// The row that a `write` to the standard output speaks of.
fn said(call: &str, word: &str) -> Option<i64> {
    let (_, rest) = call.strip_prefix("write(1<")?.split_once(&format!(">{word} "))?;
    rest.split_once("\\n")?.0.parse().ok()
}
