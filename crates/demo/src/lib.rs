//! The demo: a fictitious territory, the same for the same seed.

pub mod activity;
pub mod calendar;
pub mod cast;
mod college;
pub mod content;
pub mod ecole;
pub mod families;
mod handins;
mod lessons;
pub mod load;
pub mod names;
pub mod records;
pub mod rng;
pub mod schools;
mod staffing;
pub mod subjects;
pub mod timetable;
pub mod world;
