//! What a person can rely on in the room, on both databases.

#![expect(clippy::expect_used, reason = "tests")]

mod borrowers;
mod imports;
mod inventory;
mod loans;
mod orders;
mod pupils;
mod stock;
mod tickets;
mod world;
