//! How many accounts each school has, for those who follow the territory.

use std::collections::{BTreeMap, HashSet};

use db::{DbError, Tx, params};
use web::{Indicator, Month, Span};

use crate::t;

/// Accounts of pupils and staff.
pub(crate) const ACCOUNTS: Indicator = Indicator {
    name: "identity.accounts",
    label: t::indicator_accounts,
    help: t::indicator_accounts_help,
    span: Span::AtEnd,
    is_personal: true,
    per: Some("directory.classes"),
    count,
};

/// Each person of a school who has an account counts once there, whatever they are in it.
fn count(tx: &mut Tx, month: Month) -> Result<Vec<(i64, i64)>, DbError> {
    let mut alive = HashSet::new();
    tx.each(
        "SELECT person_id FROM identity_account WHERE activated < $1",
        params![month.ends()],
        |row| {
            alive.insert(row.get::<i64>(0)?);
            Ok(())
        },
    )?;
    let mut of_schools: HashSet<(i64, i64)> = HashSet::new();
    directory::api::each_member(tx, month.last(), |person, org| {
        if alive.contains(&person) {
            of_schools.insert((org, person));
        }
    })?;
    let mut counts = BTreeMap::new();
    for (org, _) in of_schools {
        *counts.entry(org).or_insert(0) += 1;
    }
    Ok(counts.into_iter().collect())
}
