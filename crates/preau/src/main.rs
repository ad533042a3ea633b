//! Préau: one program that serves a whole education territory.

mod archive;
mod cli;
mod columns;
mod config;
mod demo;
mod disk;
mod doctor;
mod engines;
mod export;
mod house;
mod import;
#[cfg(test)]
mod matrix;
mod metrics;
mod outgoing;
mod output;
mod serve;
mod upkeep;

fn main() -> std::process::ExitCode {
    cli::run()
}
