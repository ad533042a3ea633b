//! Asking a [`Right`] about a row: may I, and who can.

use kernel::{Actor, Link, Right, Role, Target};

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
        let (column, when) = (grant.column, grant.when.unwrap_or("TRUE"));
        let sql = match grant.through {
            None => format!("SELECT r.{column} FROM {} r WHERE r.id = $1 AND {when}", right.table),
            Some(Link { table, row }) => format!(
                "SELECT l.{column} FROM {} r JOIN {table} l ON l.{row} = r.id \
                 WHERE r.id = $1 AND {when} ORDER BY l.{column}",
                right.table
            ),
        };
        let targets = tx.query(&sql, &[Value::Int(id)], |row| row.get::<Option<i64>>(0))?;
        let named = targets.into_iter().flatten().map(|id| Target { kind: grant.kind, id });
        holders.extend(named.map(|target| (grant.role, target)));
    }
    Ok(holders)
}
