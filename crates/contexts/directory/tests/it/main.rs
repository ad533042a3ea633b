//! What the directory promises, on SQLite and on PostgreSQL.

#![expect(clippy::unwrap_used, reason = "tests")]

mod annuaire;
mod by_hand;
mod calendar;
mod columns;
mod corrections;
mod counted;
mod deltas;
mod departures;
mod doubts;
mod duplicates;
mod duties;
mod hand;
mod imports;
mod inbox;
mod inspection;
mod interrupted;
mod leaving;
mod national;
mod next_year;
mod onde;
mod oneroster;
mod oneroster_export;
mod owners;
mod pages;
mod people;
mod report;
mod same;
mod small;
mod years;
