//! The promises of the archive.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "tests")]

mod base;
mod hostile;
mod round_trip;
