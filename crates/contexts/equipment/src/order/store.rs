//! The rows of orders, and how far each is.

use db::{DbError, Row, Tx, Value, params};
use kernel::{Actor, Instant};

use crate::{
    api::{OrderName, Placed},
    device::Category,
    order::{Order, Progress, Wanted},
    rights::ORDER_KEEP,
};

/// Orders on one page.
pub(super) const PER_PAGE: i64 = 50;

pub(super) const COLUMNS: &str = "r.id, r.org_id, r.campaign, r.category, r.brand, r.model, r.quantity, r.funding, r.ordered, \
                       r.expected, r.received, r.used, r.seen";

pub(super) fn read(row: &Row) -> Result<Order, DbError> {
    let category: String = row.get(3)?;
    Ok(Order {
        id: row.get(0)?,
        wanted: Wanted {
            org: row.get(1)?,
            campaign: row.get(2)?,
            category: Category::from_code(&category).unwrap_or(Category::Other),
            brand: row.get(4)?,
            model: row.get(5)?,
            quantity: row.get(6)?,
            funding: row.get(7)?,
            ordered: row.get(8)?,
            expected: row.get(9)?,
        },
        progress: Progress { received: row.get(10)?, used: row.get(11)?, seen: row.get(12)? },
    })
}

/// An order.
pub(super) fn order(tx: &mut Tx, id: i64) -> Result<Option<Order>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM equipment_order r WHERE r.id = $1");
    tx.query_opt(&sql, params![id], read)
}

/// The orders one keeps, what is expected first first; of one school when it is named.
pub(super) fn kept(
    tx: &mut Tx,
    actor: &Actor,
    org: Option<i64>,
    page: i64,
) -> Result<(Vec<Order>, i64), DbError> {
    let condition = ORDER_KEEP.condition(actor, 1);
    let mut values: Vec<Value> = condition.ids.iter().map(|id| Value::Int(*id)).collect();
    let mut from = format!("FROM equipment_order r WHERE {}", condition.sql);
    if let Some(org) = org {
        values.push(Value::Int(org));
        from.push_str(&format!(" AND r.org_id = ${}", values.len()));
    }
    let count = tx.query_one(&format!("SELECT COUNT(*) {from}"), &values, |row| row.get(0))?;
    values.extend([Value::Int(PER_PAGE), Value::Int((page - 1).max(0) * PER_PAGE)]);
    let sql = format!(
        "SELECT {COLUMNS} {from} ORDER BY r.expected NULLS LAST, r.id LIMIT ${} OFFSET ${}",
        values.len() - 1,
        values.len()
    );
    Ok((tx.query(&sql, &values, read)?, count))
}

/// Counts how far an order is, from its devices: what has left since, or is broken, was in place.
fn settle(tx: &mut Tx, order: i64) -> Result<(), DbError> {
    tx.execute(
        "UPDATE equipment_order SET \
         received = (SELECT COUNT(*) FROM equipment_device d WHERE d.order_id = $1), \
         used = (SELECT COUNT(*) FROM equipment_device d WHERE d.order_id = $1 AND d.state <> 'stock'), \
         seen = (SELECT COUNT(d.seen) FROM equipment_device d WHERE d.order_id = $1) WHERE id = $1",
        params![order],
    )
    .map(drop)
}

/// Counts how far the order of a device is, when it came with one.
pub(crate) fn settle_of(tx: &mut Tx, device: i64) -> Result<(), DbError> {
    match of_device(tx, device)? {
        Some(order) => settle(tx, order),
        None => Ok(()),
    }
}

/// What is wanted, then when it was said, column by column.
fn values(wanted: &Wanted, now: Instant) -> [Value<'_>; 9] {
    [
        wanted.campaign.as_str().into(),
        wanted.category.code().into(),
        wanted.brand.as_str().into(),
        wanted.model.as_str().into(),
        wanted.quantity.into(),
        wanted.funding.as_str().into(),
        wanted.ordered.into(),
        wanted.expected.into(),
        now.into(),
    ]
}

/// Adds an order; its id.
pub(crate) fn add(tx: &mut Tx, wanted: &Wanted, now: Instant) -> Result<i64, DbError> {
    let mut all = values(wanted, now).to_vec();
    all.push(wanted.org.into());
    tx.query_one(
        "INSERT INTO equipment_order (campaign, category, brand, model, quantity, funding, ordered, expected, \
         updated_at, org_id, territory_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0) RETURNING id",
        &all,
        |row| row.get(0),
    )
}

/// Says something else of an order.
pub(super) fn change(tx: &mut Tx, id: i64, wanted: &Wanted, now: Instant) -> Result<(), DbError> {
    let mut all = values(wanted, now).to_vec();
    all.push(id.into());
    tx.execute(
        "UPDATE equipment_order SET campaign = $1, category = $2, brand = $3, model = $4, quantity = $5, funding = $6, \
         ordered = $7, expected = $8, updated_at = $9 WHERE id = $10",
        &all,
    )
    .map(drop)
}

/// A device came with an order.
pub(crate) fn came(tx: &mut Tx, device: i64, order: i64) -> Result<(), DbError> {
    tx.execute("UPDATE equipment_device SET order_id = $2 WHERE id = $1", params![device, order])?;
    settle(tx, order)
}

/// The order that a device came with.
pub(super) fn of_device(tx: &mut Tx, device: i64) -> Result<Option<i64>, DbError> {
    let order = tx.query_opt(
        "SELECT order_id FROM equipment_device WHERE id = $1",
        params![device],
        |row| row.get(0),
    )?;
    Ok(order.flatten())
}

/// The devices that came last with an order, newest first: their ids and numbers.
pub(super) fn received(tx: &mut Tx, order: i64) -> Result<Vec<(i64, String)>, DbError> {
    tx.query(
        "SELECT id, serial FROM equipment_device WHERE order_id = $1 ORDER BY id DESC LIMIT 100",
        params![order],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Ids as values, padded to a power of two by repeating the last, so that few statements are prepared.
fn padded(ids: &[i64]) -> Vec<Value<'static>> {
    let mut values: Vec<Value> = ids.iter().map(|id| Value::Int(*id)).collect();
    if let Some(last) = ids.last() {
        values.resize(ids.len().next_power_of_two(), Value::Int(*last));
    }
    values
}

/// The orders of some schools, the latest first.
pub(crate) fn names_of(tx: &mut Tx, orgs: &[i64]) -> Result<Vec<OrderName>, DbError> {
    let values = padded(orgs);
    if values.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT id, org_id, campaign, brand, model, quantity FROM equipment_order WHERE org_id IN ({}) \
         ORDER BY id DESC LIMIT 500",
        db::placeholders(1, values.len())
    );
    tx.query(&sql, &values, |row| {
        let (campaign, brand, model): (String, String, String) =
            (row.get(2)?, row.get(3)?, row.get(4)?);
        let what = format!("{brand} {model}");
        let name = [campaign.as_str(), what.trim()].into_iter().filter(|part| !part.is_empty());
        let name = name.collect::<Vec<_>>().join(" · ");
        Ok(OrderName { id: row.get(0)?, org: row.get(1)?, name, quantity: row.get(5)? })
    })
}

/// Where the devices of some orders are, by school and room; what is put away is in no room.
pub(crate) fn placed(tx: &mut Tx, orders: &[i64]) -> Result<Vec<Placed>, DbError> {
    let values = padded(orders);
    if values.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT order_id, org_id, place, COUNT(*) FROM equipment_device WHERE order_id IN ({}) \
         GROUP BY order_id, org_id, place ORDER BY order_id, org_id, place LIMIT 5000",
        db::placeholders(1, values.len())
    );
    tx.query(&sql, &values, |row| {
        Ok(Placed { order: row.get(0)?, org: row.get(1)?, place: row.get(2)?, count: row.get(3)? })
    })
}
