//! The whole program, killed, starved of disk and cut off from its database while pupils hand in:
//! what was acknowledged is there, once, and it was on disk before it was acknowledged.

#![expect(clippy::unwrap_used, reason = "tests")]

mod class;
mod disk;
mod flush;
mod house;
mod kill;
mod link;
mod merge;
mod postgres;

/// Says that a test could not run here; on CI that fails.
#[expect(clippy::disallowed_methods, clippy::print_stderr, reason = "where tests read settings")]
fn skipped(why: &str) {
    assert!(std::env::var("CI").is_err(), "nothing may be skipped here: {why}");
    eprintln!("skipped: {why}");
}
