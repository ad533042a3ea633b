//! Asking a [`Right`] about a row: may I, and who can.

use kernel::{Actor, Right, Role, Target};

use crate::{DbError, Tx, Value};

/// Whether an actor has a right on a row. A row that does not exist answers no, like one that is
/// not theirs.
pub fn allows(tx: &mut Tx<'_>, right: &Right, actor: &Actor, id: i64) -> Result<bool, DbError> {
    let condition = right.condition(actor, 2);
    if condition.ids.is_empty() {
        return Ok(false);
    }
    let mut values = vec![Value::Int(id)];
    values.extend(condition.ids.iter().map(|id| Value::Int(*id)));
    let sql = format!("SELECT 1 FROM {} r WHERE r.id = $1 AND {}", right.table, condition.sql);
    Ok(tx.query_opt(&sql, &values, |_| Ok(()))?.is_some())
}

/// Who has the right on a row: the role and what they are tied to, in the order of the grants.
/// The answer to « Qui peut voir ceci ? », from the same grants as [`allows`].
pub fn holders(tx: &mut Tx<'_>, right: &Right, id: i64) -> Result<Vec<(Role, Target)>, DbError> {
    let mut holders = Vec::new();
    for grant in right.grants {
        let sql = format!(
            "SELECT r.{} FROM {} r WHERE r.id = $1 AND {}",
            grant.column,
            right.table,
            grant.when.unwrap_or("TRUE")
        );
        let target =
            tx.query_opt(&sql, &[Value::Int(id)], |row| row.get::<Option<i64>>(0))?.flatten();
        holders.extend(target.map(|id| (grant.role, Target { kind: grant.kind, id })));
    }
    Ok(holders)
}
