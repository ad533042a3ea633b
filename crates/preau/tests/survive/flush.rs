//! The order of system calls: a hand-in is on disk before the browser is told.

use std::{collections::HashMap, fs};

use testkit::Backend;

use crate::{
    can_trace,
    class::{Class, Then},
    house::House,
    skipped,
};

const HANDINS: usize = 60;

#[test]
fn a_flush_to_disk_precedes_each_answer() {
    if !can_trace() {
        return skipped("strace is not there or may not trace");
    }
    let house = House::demo(&Backend::Sqlite);
    let mut class = Class::of(&house, HANDINS);
    let trace = house.path("trace");
    let calls = "trace=fsync,fdatasync,read,readv,recvfrom,write,writev,sendto";
    let server = house.serve(&["strace", "-f", "-y", "-qq", "-s", "40", "-e", calls, "-o", &trace]);
    class.hand_in(server.address, Then::Stop, |_| {});
    assert!(class.is_done());
    server.stop();
    assert_eq!(flushed_answers(&fs::read_to_string(trace).unwrap()), HANDINS);
    class.check_exactly(&house.open());
}

/// A call of a thread, put together again when another thread interrupted its line.
struct Call<'t> {
    /// The line at which it began.
    began: usize,
    name: &'t str,
    /// What it concerns: a file or a connection.
    target: &'t str,
}

/// How many hand-ins were answered after a flush of the write-ahead log that began after they had
/// been received; fails at the first that was not.
fn flushed_answers(trace: &str) -> usize {
    let (mut interrupted, mut received) = (HashMap::new(), HashMap::new());
    let (mut last_flush_began, mut flushed) = (None, 0);
    for (at, line) in trace.lines().enumerate() {
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let rest = rest.trim_start();
        let resumed = rest.strip_prefix("<... ");
        let call = match resumed {
            Some(_) => interrupted.remove(thread),
            None => begun(at, rest),
        };
        let Some(call) = call else { continue };
        let is_flush = matches!(call.name, "fsync" | "fdatasync") && call.target.contains("-wal");
        if is_flush && rest.ends_with("= 0") {
            last_flush_began = last_flush_began.max(Some(call.began));
        }
        if rest.contains("\"POST /cours/travaux/") {
            received.insert(call.target, at);
        }
        if rest.contains("\"HTTP/1.1 303 ")
            && let Some(received) = received.remove(call.target)
        {
            assert!(last_flush_began > Some(received), "answered before a flush:\n{line}");
            flushed += 1;
        }
        if rest.ends_with("<unfinished ...>") {
            interrupted.insert(thread, call);
        }
    }
    flushed
}

/// A call as it begins: `fdatasync(9</tmp/preau.db-wal>`.
fn begun(began: usize, line: &str) -> Option<Call<'_>> {
    let (name, arguments) = line.split_once('(')?;
    let target = arguments.split_once('<')?.1.split_once('>')?.0;
    Some(Call { began, name, target })
}

#[test]
fn a_trace_is_read_as_it_happened() {
    let flushed_first = "1 recvfrom(9<socket:[5]>, \"POST /cours/travaux/1/remise\"..., 8192) = 300
        2 fdatasync(7</d/preau.db-wal> <unfinished ...>
        1 recvfrom(9<socket:[5]>,  <unfinished ...>
        2 <... fdatasync resumed>) = 0
        1 <... recvfrom resumed>0x5, 8, 0) = -1 EAGAIN
        1 writev(9<socket:[5]>, [{iov_base=\"HTTP/1.1 303 See Other\"...}], 1) = 200";
    let lines = |trace: &str| trace.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    assert_eq!(flushed_answers(&lines(flushed_first)), 1);
    let flushed_before = "2 fdatasync(7</d/preau.db-wal>) = 0
        1 recvfrom(9<socket:[5]>, \"POST /cours/travaux/1/remise\"..., 8192) = 300
        1 writev(9<socket:[5]>, [{iov_base=\"HTTP/1.1 303 See Other\"...}], 1) = 200";
    let trace = lines(flushed_before);
    assert!(std::panic::catch_unwind(|| flushed_answers(&trace)).is_err());
}
