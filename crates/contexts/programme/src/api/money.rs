//! Writing the money at once.

pub use crate::money::{
    CallKind, Degree, EntryKind, PaperKind, Part, PartnerKind, Payer, part_key,
    write::{
        By, NewCall, NewConvention, NewEntry, NewLine, NewPaper, NewPartner, NewRate, add_call,
        add_convention, add_entry, add_line, add_paper, add_partner, add_receipt, amend, set_rates,
        set_rule,
    },
};
