//! Coming in, as people live it, on both databases.

#![expect(clippy::unwrap_used, reason = "tests")]

mod authenticator;
mod bring_in;
mod codes;
mod counted;
mod crowd;
mod demo;
mod devices;
mod letters;
mod linking;
mod lost;
mod passkeys;
mod passwords;
mod phone;
mod pictures;
mod second_step;
mod sessions;
mod setup;
mod throttling;
mod world;
