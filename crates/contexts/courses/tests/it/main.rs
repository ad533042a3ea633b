//! What a person can rely on in the room, on both databases.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod agenda;
mod answers;
mod calendars;
mod changes;
mod copies;
mod desk;
mod files;
mod finding;
mod handins;
mod head;
mod lessons;
mod levels;
mod loading;
mod plans;
mod readers;
mod sheets;
mod skills;
mod timetable;
mod together;
mod trash;
mod whom;
mod world;
mod years;
