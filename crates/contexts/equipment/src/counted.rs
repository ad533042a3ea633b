//! How many devices each school can use, for those who follow the territory.

use db::{DbError, Tx};
use web::{Indicator, Span};

use crate::t;

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

fn usable(tx: &mut Tx) -> Result<Vec<(i64, i64)>, DbError> {
    tx.query(
        "SELECT org_id, COUNT(*) FROM equipment_device WHERE state IN ('stock', 'used', 'lent') \
         GROUP BY org_id",
        &[],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}
