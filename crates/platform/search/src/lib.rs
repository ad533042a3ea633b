//! Finding things by their words: whoever may open a thing finds it, nobody else; accents and
//! typing mistakes do not count.
//!
//! A room says once what a kind of thing is made of ([`Source`]) and, in the transaction of each
//! change, which one changed ([`refresh`]). Who finds it comes from its [`kernel::Right`].

mod block;
mod find;
mod index;
mod near;
mod query;
mod store;
mod words;

use db::{Migration, MigrationSet};

pub use find::{Found, find};
pub use index::{Source, catch_up, refresh};
pub use query::Query;

/// The tables of the index.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    context: "search",
    migrations: &[Migration {
        number: 1,
        name: "index",
        sql: include_str!("../migrations/0001_index.sql"),
    }],
};
