//! The house as a whole: its boundaries, and the program from the outside.

#![expect(clippy::unwrap_used, reason = "tests")]

mod archives;
mod boundaries;
mod commands;
mod departures;
mod leaving;
mod programme;
mod rentree;
mod sources;
mod stay;
