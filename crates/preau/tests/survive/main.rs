//! The whole program, killed, starved of disk and cut off from its database while pupils hand in:
//! what was acknowledged is there, once, and it was on disk before it was acknowledged.

#![expect(clippy::unwrap_used, reason = "tests")]

mod class;
mod disk;
mod flush;
mod heavy;
mod house;
mod kill;
mod link;
mod merge;
mod postgres;

/// How often a server is killed when more is asked for than each run of the tests does (`make
/// survive`): then before many people at once.
#[expect(clippy::disallowed_methods, reason = "where tests read settings")]
fn kills() -> Option<usize> {
    std::env::var("PREAU_KILLS").ok().and_then(|text| text.parse().ok())
}

/// Says that a test could not run here; on CI that fails.
#[expect(clippy::disallowed_methods, clippy::print_stderr, reason = "where tests read settings")]
fn skipped(why: &str) {
    assert!(std::env::var("CI").is_err(), "nothing may be skipped here: {why}");
    eprintln!("skipped: {why}");
}

/// Whether system calls can be looked at and refused here.
fn can_trace() -> bool {
    let mut strace = std::process::Command::new("strace");
    let tries = strace.args(["-qq", "-e", "trace=none", "true"]);
    tries.status().is_ok_and(|status| status.success())
}
