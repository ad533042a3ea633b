//! The promises of `db`, each kept on SQLite and on PostgreSQL.
//!
//! PostgreSQL is used when `PREAU_TEST_PG` holds the address of a server where databases may be
//! created; without it those tests say that they were skipped, and fail when `CI` is set.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "tests")]

mod base;
mod changes;
mod child;
mod connection;
mod disk;
mod errors;
mod ground;
mod migrations;
mod same;
mod survives;
mod together;
mod values;

/// A connection of its own to the PostgreSQL database of a test.
fn client(base: &base::Base) -> postgres::Client {
    postgres::Client::connect(&base.url(), postgres::NoTls).unwrap()
}
