//! How many devices each school can use, and how much of the baseline is there, for those who follow the territory.

use db::{DbError, Tx};
use web::{Indicator, Month, Span};

use crate::{
    baseline::load::{self, Gap},
    t,
};

/// Devices that can be used today: what is broken, lost, stolen or gone does not count.
pub(crate) const USABLE: Indicator = Indicator {
    name: "equipment.usable",
    label: t::indicator_usable,
    help: t::indicator_usable_help,
    span: Span::AtEnd,
    is_personal: false,
    per: Some("directory.classes"),
    count: |tx, _| usable(tx),
};

/// What the baseline of the end of the month asks for and that is there.
pub(crate) const AT_BASELINE: Indicator = Indicator {
    name: "equipment.at-baseline",
    label: t::indicator_at_baseline,
    help: t::indicator_at_baseline_help,
    count: |tx, month| beside_baseline(tx, month, |gap| gap.required() - gap.missing()),
    ..USABLE
};

/// What the baseline of the end of the month asks for, there or not.
pub(crate) const REQUIRED: Indicator = Indicator {
    name: "equipment.required",
    label: t::indicator_required,
    help: t::indicator_required_help,
    count: |tx, month| beside_baseline(tx, month, Gap::required),
    ..USABLE
};

/// A number of each school of which the baseline asks something.
fn beside_baseline(
    tx: &mut Tx,
    month: Month,
    number: fn(&Gap) -> i64,
) -> Result<Vec<(i64, i64)>, DbError> {
    let last = month.plus(1).first().plus(-1);
    let (_, gaps) = load::gaps(tx, None, last)?;
    let asked = gaps.iter().filter(|gap| gap.required() > 0);
    Ok(asked.map(|gap| (gap.school.org.id, number(gap))).collect())
}

fn usable(tx: &mut Tx) -> Result<Vec<(i64, i64)>, DbError> {
    tx.query(
        "SELECT org_id, COUNT(*) FROM equipment_device WHERE state IN ('stock', 'used', 'lent') \
         GROUP BY org_id",
        &[],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}
