//! A whole app per test, on either database, with a visitor that behaves like a browser.
//!
//! ```text
//! both! { fn a_pupil_hands_in(backend) {
//!     let test = TestApp::start(backend, rooms(), hooks());
//!     let page = test.visitor().get("/connexion");
//!     assert!(page.says("Connexion"));
//! } }
//! ```

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::needless_pass_by_value,
    reason = "a test says what is wrong by panicking, and hands over what it no longer needs"
)]

mod app;
mod browser;
mod databases;
mod post;
mod printed;
mod push;
mod shared;
mod smtp;

pub use app::TestApp;
pub use browser::{Form, Listening, Page, Visitor};
pub use databases::Backend;
pub use post::{Mailbox, Taken, courier, gateway};
pub use printed::Printed;
pub use push::{PushService, Pushed};
pub use shared::shared;
pub use smtp::{AUTHORITY, Asks, MailServer, Speaks};

/// Declares a test that runs on SQLite and on PostgreSQL.
#[macro_export]
macro_rules! both {
    ($(fn $name:ident($backend:ident) $body:block)+) => {
        $(mod $name {
            use super::*;

            fn run($backend: $crate::Backend) $body

            #[test]
            fn sqlite() {
                run($crate::Backend::Sqlite);
            }

            #[test]
            fn postgres() {
                if let Some(backend) = $crate::Backend::postgres() {
                    run(backend);
                }
            }
        })+
    };
}
