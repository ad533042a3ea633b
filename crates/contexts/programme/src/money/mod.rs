//! The money: who agreed to pay what, what was ordered, invoiced and paid, where each euro is.

mod account;
mod asking;
mod bank;
mod bank_pages;
pub(crate) mod call_pages;
mod convention_pages;
mod convention_views;
mod doubts;
mod entry_pages;
mod export;
mod fields;
mod flow;
mod flow_pages;
pub(crate) mod home;
mod line_pages;
mod line_views;
mod model;
mod partner_pages;
mod rate_pages;
mod rights;
mod scdl;
pub(crate) mod sent;
mod simulator;
mod siret;
pub(crate) mod store;
#[cfg(test)]
mod tests;
mod words;
pub(crate) mod workbook;
pub(crate) mod write;

pub use words::{CallKind, Degree, EntryKind, PaperKind, Part, PartnerKind, Payer, part_key};

use web::Route;

/// Every page and form.
pub(crate) fn routes() -> Vec<Route> {
    [
        home::routes(),
        simulator::routes(),
        rate_pages::routes(),
        partner_pages::routes(),
        convention_pages::routes(),
        flow_pages::routes(),
        export::routes(),
        line_pages::routes(),
        entry_pages::routes(),
        call_pages::routes(),
        bank_pages::routes(),
    ]
    .concat()
}
