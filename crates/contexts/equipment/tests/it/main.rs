//! What a person can rely on in the room, on both databases.

#![expect(clippy::expect_used, reason = "tests")]

mod imports;
mod inventory;
mod orders;
mod stock;
mod world;
