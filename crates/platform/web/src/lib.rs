//! Pages and forms: the way of a request, components, translations, rich text.
//!
//! A handler is a plain function `fn page(cx: &mut Cx) -> Outcome`, run inside one transaction
//! together with the authentication and the route's right, so that the right and the action see
//! the same state. Rooms declare their routes in a [`Module`].

mod app;
mod assets;
pub mod bare;
mod cookie;
pub mod csrf;
mod cx;
pub mod dates;
mod entrance;
mod find;
mod form;
mod health;
mod indicator;
mod live;
mod meters;
mod module;
mod own;
pub mod photo;
mod problem;
mod ranges;
mod rehearse;
mod reply;
mod request;
pub mod rich;
pub mod sealed;
mod sent;
mod serve;
mod slow;
mod takeaway;
pub mod ui;

mod t {
    include!(concat!(env!("OUT_DIR"), "/t.rs"));
}

pub use app::{App, AppParts, Authenticate, Hooks};
pub use assets::{asset, asset_bytes};
pub use cx::{Cx, parse_id};
pub use entrance::{EntranceFigures, EntranceLimits};
pub use find::{Find, Findings, Hit};
pub use form::{FieldError, Form};
pub use health::{Figures, serve_figures};
pub use indicator::{CountMonth, Indicator, Month, Span};
pub use live::{Live, hear_changes};
pub use meters::Meters;
pub use module::{
    Access, AtHand, Door, HoldsAccount, JournalWords, KeepsFile, Method, Module, NavEntry, Route,
    Run, Task, did_key,
};
pub use own::{Fact, Folder, Own};
pub use problem::Problem;
pub use rehearse::rehearse;
pub use reply::{Flash, Outcome, Page, Reply, Width, local_path};
pub use request::{Incoming, IncomingParts, Upload};
pub use sent::Sent;
pub use serve::{router, serve};
pub use slow::{Scratch, Slow};
pub use takeaway::{Content, Entry};
