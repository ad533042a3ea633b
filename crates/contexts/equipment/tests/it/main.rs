//! What a person can rely on in the room, on both databases.

#![expect(clippy::expect_used, reason = "tests")]

mod apart;
mod baseline;
mod borrowers;
mod broadband;
mod campaigns;
mod columns;
mod counted;
mod imports;
mod inventory;
mod loans;
mod moving;
mod orders;
mod papers;
mod pupils;
mod scene;
mod stock;
mod survey;
mod tickets;
mod world;
