//! What happens after a change: an outbox for events, a queue of jobs, and schedules. All of it is
//! rows written in the same transaction as their cause.

mod error;
mod handlers;
mod queue;
mod runner;

use db::{Migration, MigrationSet};

pub use error::JobError;
pub use handlers::{Duplicate, Handlers, Job, Payload, Run, RunSchedule, Schedule, Subscriber};
pub use queue::{Figures, Leftover, emit, enqueue, figures, leftovers};
pub use runner::{run_pending, serve};

/// The tables of the outbox and the queue.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    context: "jobs",
    migrations: &[Migration {
        number: 1,
        name: "outbox and queue",
        sql: include_str!("../migrations/0001_outbox_and_queue.sql"),
    }],
};
