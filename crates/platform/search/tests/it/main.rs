//! Who finds what: exactly what they may open, on both databases.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "tests")]

#[path = "../../../db/tests/it/base.rs"]
#[expect(dead_code, reason = "shared with the tests of db, which use more of it")]
mod base;
mod finding;
