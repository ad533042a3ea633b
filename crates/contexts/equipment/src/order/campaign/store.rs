//! The orders of a campaign, from the figures that each of them keeps.

use db::{DbError, Tx, Value};
use kernel::{Actor, Day};

use crate::{
    device::Category,
    order::{
        Order,
        campaign::Step,
        store::{COLUMNS, PER_PAGE, read},
    },
    rights::ORDER_KEEP,
};

/// Campaigns shown at once.
const SHOWN: i64 = 100;
/// Lines of one export.
const EXPORT_MAX: i64 = 50_000;

/// How far a campaign is, in devices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Total {
    pub(super) name: String,
    pub(super) schools: i64,
    pub(super) wanted: i64,
    pub(super) ordered: i64,
    /// Of those wanted, without what came in surplus.
    pub(super) received: i64,
    pub(super) used: i64,
    pub(super) seen: i64,
    /// Lines that should have come.
    pub(super) late: i64,
    /// The last day on which something of it is expected.
    pub(super) ends: Option<Day>,
}

/// The columns of [`Total`], the day being a placeholder.
fn totals(day: usize) -> String {
    let of = |what: &str| format!("CAST(COALESCE(SUM({what}), 0) AS BIGINT)");
    let at_most = |column: &str| {
        of(&format!("CASE WHEN r.{column} < r.quantity THEN r.{column} ELSE r.quantity END"))
    };
    [
        "r.campaign".to_owned(),
        "COUNT(DISTINCT r.org_id)".to_owned(),
        of("r.quantity"),
        of("CASE WHEN r.ordered IS NULL AND r.received = 0 THEN 0 ELSE r.quantity END"),
        at_most("received"),
        at_most("used"),
        at_most("seen"),
        format!("COUNT(CASE WHEN r.received < r.quantity AND r.expected < ${day} THEN 1 END)"),
        "MAX(r.expected)".to_owned(),
    ]
    .join(", ")
}

fn read_total(row: &db::Row) -> Result<Total, DbError> {
    Ok(Total {
        name: row.get(0)?,
        schools: row.get(1)?,
        wanted: row.get(2)?,
        ordered: row.get(3)?,
        received: row.get(4)?,
        used: row.get(5)?,
        seen: row.get(6)?,
        late: row.get(7)?,
        ends: row.get(8)?,
    })
}

/// The campaigns of which someone keeps an order, the last to end first.
pub(super) fn all(tx: &mut Tx, actor: &Actor, today: Day) -> Result<Vec<Total>, DbError> {
    let condition = ORDER_KEEP.condition(actor, 3);
    let mut values = vec![Value::from(today), Value::Int(SHOWN)];
    values.extend(condition.ids.iter().map(|id| Value::Int(*id)));
    let sql = format!(
        "SELECT {} FROM equipment_order r WHERE {} GROUP BY r.campaign \
         ORDER BY MAX(r.expected) DESC NULLS FIRST, r.campaign LIMIT $2",
        totals(1),
        condition.sql
    );
    tx.query(&sql, &values, read_total)
}

/// One campaign; none when someone keeps nothing of it.
pub(super) fn total(
    tx: &mut Tx,
    actor: &Actor,
    name: &str,
    today: Day,
) -> Result<Option<Total>, DbError> {
    let condition = ORDER_KEEP.condition(actor, 3);
    let mut values = vec![Value::from(today), Value::Text(name)];
    values.extend(condition.ids.iter().map(|id| Value::Int(*id)));
    let sql = format!(
        "SELECT {} FROM equipment_order r WHERE r.campaign = $2 AND {} GROUP BY r.campaign",
        totals(1),
        condition.sql
    );
    tx.query_opt(&sql, &values, read_total)
}

/// Which orders of a campaign are asked for.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) name: &'a str,
    pub(super) step: Option<Step>,
    pub(super) today: Day,
}

const fn of_step(step: Step) -> &'static str {
    match step {
        Step::Late => "r.received < r.quantity AND r.expected < $1",
        Step::ToOrder => "r.ordered IS NULL AND r.received = 0",
        Step::ToReceive => "r.received < r.quantity AND (r.ordered IS NOT NULL OR r.received > 0)",
        Step::ToDeploy => "r.received >= r.quantity AND r.used < r.received",
        Step::ToCheck => {
            "r.received >= r.quantity AND r.used >= r.received AND r.seen < r.received"
        }
        Step::Done => "r.received >= r.quantity AND r.used >= r.received AND r.seen >= r.received",
    }
}

/// What is late first, then what is not over, then the rest.
const ORDER: &str = "CASE WHEN r.received < r.quantity AND r.expected < $1 THEN 0 \
                     WHEN r.seen < r.quantity THEN 1 ELSE 2 END, r.expected NULLS LAST, r.id";

fn among<'v>(actor: &Actor, asked: &Asked<'v>) -> (String, Vec<Value<'v>>) {
    let condition = ORDER_KEEP.condition(actor, 3);
    let mut values = vec![Value::from(asked.today), Value::Text(asked.name)];
    values.extend(condition.ids.iter().map(|id| Value::Int(*id)));
    let step = asked.step.map(|step| format!(" AND {}", of_step(step))).unwrap_or_default();
    // The day is read whatever is asked, since a value that no condition reads has no type.
    let from = format!(
        "FROM equipment_order r WHERE r.campaign = $2 AND CAST($1 AS BIGINT) IS NOT NULL AND {}{step}",
        condition.sql
    );
    (from, values)
}

/// Some orders of a campaign, and how many there are in all.
pub(super) fn orders(
    tx: &mut Tx,
    actor: &Actor,
    asked: &Asked,
    page: i64,
) -> Result<(Vec<Order>, i64), DbError> {
    let (from, mut values) = among(actor, asked);
    let count = tx.query_one(&format!("SELECT COUNT(*) {from}"), &values, |row| row.get(0))?;
    values.extend([Value::Int(PER_PAGE), Value::Int((page - 1).max(0) * PER_PAGE)]);
    let next = values.len();
    let sql =
        format!("SELECT {COLUMNS} {from} ORDER BY {ORDER} LIMIT ${} OFFSET ${next}", next - 1);
    Ok((tx.query(&sql, &values, read)?, count))
}

/// Every order of a campaign that is asked for.
pub(super) fn every(tx: &mut Tx, actor: &Actor, asked: &Asked) -> Result<Vec<Order>, DbError> {
    let (from, mut values) = among(actor, asked);
    values.push(Value::Int(EXPORT_MAX));
    let sql = format!("SELECT {COLUMNS} {from} ORDER BY {ORDER} LIMIT ${}", values.len());
    tx.query(&sql, &values, read)
}

/// What is needed or on its way, school by school: what, and how many have not come.
pub(super) fn coming(tx: &mut Tx, actor: &Actor) -> Result<Vec<(i64, Category, i64)>, DbError> {
    let condition = ORDER_KEEP.condition(actor, 1);
    let values: Vec<Value> = condition.ids.iter().map(|id| Value::Int(*id)).collect();
    let sql = format!(
        "SELECT r.org_id, r.category, CAST(SUM(r.quantity - r.received) AS BIGINT) FROM equipment_order r \
         WHERE r.received < r.quantity AND {} GROUP BY r.org_id, r.category ORDER BY r.org_id, r.category",
        condition.sql
    );
    tx.query(&sql, &values, |row| {
        let category: String = row.get(1)?;
        let category = Category::from_code(&category).unwrap_or(Category::Other);
        Ok((row.get(0)?, category, row.get(2)?))
    })
}

/// A need of a school.
pub(super) struct Need {
    pub(super) org: i64,
    pub(super) category: Category,
    pub(super) quantity: i64,
}

/// Notes needs of a campaign, all at once.
pub(super) fn add(
    tx: &mut Tx,
    needs: &[Need],
    (name, expected): (&str, Option<Day>),
    now: kernel::Instant,
) -> Result<(), DbError> {
    let rows: Vec<Value> = needs
        .iter()
        .flat_map(|need| {
            [
                need.org.into(),
                Value::Int(0),
                name.into(),
                need.category.code().into(),
                "".into(),
                "".into(),
                need.quantity.into(),
                "".into(),
                expected.into(),
                now.into(),
            ]
        })
        .collect();
    tx.insert_many(
        "equipment_order",
        "org_id, territory_id, campaign, category, brand, model, quantity, funding, expected, updated_at",
        &rows,
    )
}
