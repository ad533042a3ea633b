//! The night's work: counting what changed, and opening the months that are over.

use std::collections::BTreeMap;

use db::{DbError, Tx};
use kernel::Instant;
use web::{Indicator, Month, Span};

use super::{
    conceal::{self, Counted},
    facts::{self, Placed},
    store,
};

/// So many months back are counted when they were never.
const BACK: i32 = 12;
/// What happens in a month may still be written so long after it.
const GRACE_SECONDS: i64 = 3 * 24 * 3_600;

/// Counts what indicators say of the months that are not open yet, and opens those that are over.
/// Done again it changes nothing.
pub(crate) fn all(tx: &mut Tx, indicators: &[Indicator], now: Instant) -> Result<(), DbError> {
    for indicator in indicators {
        let current = Month::at(now);
        let counted = store::counted(tx, indicator.name)?;
        let back = if indicator.span == Span::During { BACK } else { 0 };
        for month in (-back..=0).map(|months| current.plus(months)) {
            if counted.get(&month) != Some(&true) {
                let values = (indicator.count)(tx, month)?;
                store::keep(tx, (indicator.name, month), &values, now)?;
            }
        }
    }
    open(tx, indicators, now)
}

/// Adds up the months that are not open yet, and opens those that are over.
pub(crate) fn open(tx: &mut Tx, indicators: &[Indicator], now: Instant) -> Result<(), DbError> {
    let schools = facts::schools(tx)?;
    for indicator in indicators {
        for (month, is_open) in store::counted(tx, indicator.name)? {
            if !is_open {
                figures(tx, indicator, month, &schools, now)?;
            }
        }
    }
    Ok(())
}

/// Adds up a month, and opens it when it is over.
fn figures(
    tx: &mut Tx,
    indicator: &Indicator,
    month: Month,
    schools: &[Placed],
    now: Instant,
) -> Result<(), DbError> {
    let grace = if indicator.span == Span::During { GRACE_SECONDS } else { 0 };
    let is_over = now >= month.ends().plus_seconds(grace);
    let values = store::values(tx, (indicator.name, month))?;
    let counted: Vec<Counted> = schools
        .iter()
        .map(|(org, parts)| Counted {
            org: *org,
            value: values.get(org).copied().unwrap_or(0),
            parts: parts.clone(),
        })
        .collect();
    let table = conceal::table(&counted);
    let before = match indicator.span {
        Span::AtEnd => store::last_shown(tx, (indicator.name, month))?,
        Span::During => BTreeMap::new(),
    };
    let hidden = match (indicator.is_personal, is_over) {
        (true, true) => conceal::hidden(&counted, &table, &before),
        (false, true) => Default::default(),
        (_, false) => table.keys().cloned().collect(),
    };
    store::keep_figures(tx, (indicator.name, month), &table, &hidden, is_over)
}
