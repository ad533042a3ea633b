//! What a person can rely on in the room, on both databases.

#![expect(clippy::expect_used, reason = "tests")]

mod counted;
mod imports;
mod inventory;
mod orders;
mod stock;
mod world;
