//! What a person can rely on in the room, on both databases.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod agenda;
mod answers;
mod calendars;
mod changes;
mod copies;
mod counted;
mod desk;
mod drawings;
mod exports;
mod files;
mod finding;
mod handins;
mod head;
mod inspection;
mod lessons;
mod levels;
mod links;
mod loading;
mod plans;
mod readers;
mod remarks;
mod sheets;
mod skills;
mod sounds;
mod timetable;
mod together;
mod trash;
mod voices;
mod whom;
mod world;
mod years;
