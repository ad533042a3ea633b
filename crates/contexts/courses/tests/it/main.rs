//! What a person can rely on in the room, on both databases.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod answers;
mod files;
mod handins;
mod lessons;
mod levels;
mod loading;
mod readers;
mod timetable;
mod trash;
mod world;
mod years;
