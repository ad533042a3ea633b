//! The devices that a school named: a browser known by its anchor, for a class or a whole school.

use db::{DbError, Row, Tx, params};
use kernel::Instant;
use web::csrf::sign;

/// A device that a school named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tablet {
    pub(crate) id: i64,
    pub(crate) org: i64,
    /// Its one class; `None` for the whole school.
    pub(crate) class: Option<i64>,
    pub(crate) name: String,
    pub(crate) named: Instant,
}

/// A browser, without saying which.
pub(crate) fn mark(secret: &[u8; 32], anchor: &[u8; 32]) -> [u8; 32] {
    sign(secret, "identity.tablet", anchor)
}

fn read(row: &Row) -> Result<Tablet, DbError> {
    Ok(Tablet {
        id: row.get(0)?,
        org: row.get(1)?,
        class: row.get(2)?,
        name: row.get(3)?,
        named: row.get(4)?,
    })
}

pub(super) fn by_mark(tx: &mut Tx, mark: &[u8; 32]) -> Result<Option<Tablet>, DbError> {
    tx.query_opt(
        "SELECT id, org_id, group_id, name, named FROM identity_tablet WHERE mark = $1",
        params![mark],
        read,
    )
}

/// A device to name.
pub(super) struct NewTablet<'a> {
    pub(super) mark: &'a [u8; 32],
    pub(super) org: i64,
    pub(super) class: Option<i64>,
    pub(super) name: &'a str,
    pub(super) by: i64,
}

/// Names a device, again when it had a name.
pub(super) fn name(tx: &mut Tx, new: &NewTablet, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO identity_tablet (mark, org_id, group_id, name, named_by, named) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (mark) DO UPDATE SET \
         org_id = excluded.org_id, group_id = excluded.group_id, name = excluded.name, \
         named_by = excluded.named_by, named = excluded.named",
        params![new.mark, new.org, new.class, new.name, new.by, now],
    )?;
    Ok(())
}

/// The devices of a class, those of its whole school included.
pub(super) fn of_class(tx: &mut Tx, org: i64, class: i64) -> Result<Vec<Tablet>, DbError> {
    tx.query(
        "SELECT id, org_id, group_id, name, named FROM identity_tablet \
         WHERE org_id = $1 AND (group_id = $2 OR group_id IS NULL) ORDER BY name, id LIMIT 200",
        params![org, class],
        read,
    )
}

/// Takes a device's name away, with every session it holds.
pub(super) fn forget(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM identity_session WHERE tablet_id = $1", params![id])?;
    tx.execute("DELETE FROM identity_tablet WHERE id = $1", params![id])?;
    Ok(())
}
