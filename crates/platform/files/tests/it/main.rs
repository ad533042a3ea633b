//! The promises of the folder of contents.

#![expect(clippy::unwrap_used, reason = "tests")]

mod base;
mod media;
mod store;
