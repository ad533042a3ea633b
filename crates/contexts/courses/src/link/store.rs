//! Links in their table.

use db::{DbError, Tx, Value, params};

use crate::{attachment::Owner, handin::store::padded, link::Link};

/// The word stored for what links belong to, and its id; hand-ins have none.
fn place(owner: Owner) -> Option<(&'static str, i64)> {
    match owner {
        Owner::Lesson(id) => Some(("lesson", id)),
        Owner::Sequence(id) => Some(("sequence", id)),
        Owner::Handin(_) | Owner::Answer(_) => None,
    }
}

/// The links of a lesson or a sequence, in order.
pub(crate) fn of(tx: &mut Tx, owner: Owner) -> Result<Vec<Link>, DbError> {
    let Some((kind, id)) = place(owner) else { return Ok(Vec::new()) };
    let links = of_all(tx, kind, &[id])?;
    Ok(links.into_iter().map(|(_, link)| link).collect())
}

/// The links of several things of one kind, `lesson` or `sequence`, each with the id of its thing.
pub(crate) fn of_all(tx: &mut Tx, kind: &str, ids: &[i64]) -> Result<Vec<(i64, Link)>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (list, mut values) = padded(ids, 2);
    values.insert(0, Value::Text(kind));
    let sql = format!(
        "SELECT owner_id, label, address FROM courses_link WHERE owner_kind = $1 AND owner_id IN ({list}) \
         ORDER BY owner_id, position, id LIMIT 20000"
    );
    tx.query(&sql, &values, |row| {
        Ok((row.get(0)?, Link { label: row.get(1)?, address: row.get(2)? }))
    })
}

/// Says what the links of something are from now on.
pub(crate) fn set(tx: &mut Tx, owner: Owner, links: &[Link]) -> Result<(), DbError> {
    let Some((kind, id)) = place(owner) else { return Ok(()) };
    if of(tx, owner)? == links {
        return Ok(());
    }
    tx.execute(
        "DELETE FROM courses_link WHERE owner_kind = $1 AND owner_id = $2",
        params![kind, id],
    )?;
    for (position, link) in (0_i64..).zip(links) {
        tx.execute(
            "INSERT INTO courses_link (owner_kind, owner_id, label, address, position) VALUES ($1, $2, $3, $4, $5)",
            params![kind, id, &link.label, &link.address, position],
        )?;
    }
    Ok(())
}

/// Empties those of the sequences that are emptied for good.
pub(crate) fn sweep_sequences(tx: &mut Tx, before: kernel::Instant) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM courses_link WHERE owner_kind = 'sequence' \
         AND owner_id IN (SELECT id FROM courses_sequence WHERE deleted_at <= $1)",
        params![before],
    )?;
    Ok(())
}
