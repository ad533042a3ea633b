//! The rows of devices and of what happened to them.

use db::{DbError, Row, Tx, Value, params};
use kernel::{Actor, Day, Instant};

use crate::{
    device::{Category, Device, Part, Said, State, serial, tally},
    loan,
    order::store as orders,
    rights::DEVICE_KEEP,
};

/// Devices on one page.
pub(crate) const PER_PAGE: i64 = 50;
/// Lines of one export: more than any school has devices.
const EXPORT_MAX: i64 = 20_000;

const COLUMNS: &str = "r.id, r.org_id, r.category, r.brand, r.model, r.serial, r.tag, r.funding, r.state, r.place, \
                       r.bought, r.price, r.seen";

fn read(row: &Row) -> Result<Device, DbError> {
    let (category, state): (String, String) = (row.get(2)?, row.get(8)?);
    Ok(Device {
        id: row.get(0)?,
        said: Said {
            org: row.get(1)?,
            category: Category::from_code(&category).unwrap_or(Category::Other),
            brand: row.get(3)?,
            model: row.get(4)?,
            serial: row.get(5)?,
            tag: row.get(6)?,
            funding: row.get(7)?,
            state: State::from_code(&state).unwrap_or(State::Stock),
            place: row.get(9)?,
            bought: row.get(10)?,
            price: row.get(11)?,
        },
        seen: row.get(12)?,
    })
}

/// A device.
pub(crate) fn device(tx: &mut Tx, id: i64) -> Result<Option<Device>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM equipment_device r WHERE r.id = $1");
    tx.query_opt(&sql, params![id], read)
}

/// What a list of a school is asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    pub(crate) words: String,
    pub(crate) category: Option<Category>,
    pub(crate) state: Option<State>,
    pub(crate) page: i64,
}

fn condition<'v>(org: i64, asked: &Asked, like: &'v str) -> (String, Vec<Value<'v>>) {
    let mut sql = String::from("FROM equipment_device r WHERE r.org_id = $1");
    let mut values = vec![Value::Int(org)];
    let mut add = |condition: &str, value| {
        values.push(value);
        sql.push_str(&condition.replace('?', &format!("${}", values.len())));
    };
    if let Some(category) = asked.category {
        add(" AND r.category = ?", Value::Text(category.code()));
    }
    match asked.state {
        Some(state) => add(" AND r.state = ?", Value::Text(state.code())),
        // What has left is shown to whoever asks for it.
        None => add(" AND r.state <> ?", Value::Text(State::Gone.code())),
    }
    if !asked.words.is_empty() {
        add(" AND r.folded LIKE ? ESCAPE '!'", Value::Text(like));
    }
    (sql, values)
}

fn like(words: &str) -> String {
    let folded = kernel::fold(words);
    let escaped: String = folded
        .chars()
        .flat_map(|c| matches!(c, '%' | '_' | '!').then_some('!').into_iter().chain([c]))
        .collect();
    format!("%{escaped}%")
}

/// Some devices of a school, and how many there are in all.
pub(crate) fn of_school(
    tx: &mut Tx,
    org: i64,
    asked: &Asked,
) -> Result<(Vec<Device>, i64), DbError> {
    let like = like(&asked.words);
    let (from, mut values) = condition(org, asked, &like);
    let count = tx.query_one(&format!("SELECT COUNT(*) {from}"), &values, |row| row.get(0))?;
    values.extend([Value::Int(PER_PAGE), Value::Int((asked.page - 1).max(0) * PER_PAGE)]);
    Ok((listed(tx, &from, &values)?, count))
}

/// All devices of a school that a list is asked for.
pub(crate) fn all_of_school(tx: &mut Tx, org: i64, asked: &Asked) -> Result<Vec<Device>, DbError> {
    let like = like(&asked.words);
    let (from, mut values) = condition(org, asked, &like);
    values.extend([Value::Int(EXPORT_MAX), Value::Int(0)]);
    listed(tx, &from, &values)
}

/// All devices of a school, those that have left too.
pub(crate) fn whole(tx: &mut Tx, org: i64) -> Result<Vec<Device>, DbError> {
    let values = [Value::Int(org), Value::Int(EXPORT_MAX), Value::Int(0)];
    listed(tx, "FROM equipment_device r WHERE r.org_id = $1", &values)
}

fn listed(tx: &mut Tx, from: &str, values: &[Value]) -> Result<Vec<Device>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} {from} ORDER BY r.category, r.model, r.tag, r.serial, r.id LIMIT ${} OFFSET ${}",
        values.len() - 1,
        values.len()
    );
    tx.query(&sql, values, read)
}

/// The devices one keeps that a number calls, by their label or by their maker's number.
pub(crate) fn called(tx: &mut Tx, actor: &Actor, number: &str) -> Result<Vec<Device>, DbError> {
    let Ok(Some(number)) = serial::tag(number) else { return Ok(Vec::new()) };
    let condition = DEVICE_KEEP.condition(actor, 2);
    let mut values = vec![Value::Text(&number.key)];
    values.extend(condition.ids.iter().map(|id| Value::Int(*id)));
    let sql = format!(
        "SELECT {COLUMNS} FROM equipment_device r \
         WHERE (r.serial_key = $1 OR r.tag_key = $1) AND {} ORDER BY r.id LIMIT 20",
        condition.sql
    );
    tx.query(&sql, &values, read)
}

/// Devices by their ids.
pub(crate) fn by_ids(tx: &mut Tx, ids: &[i64]) -> Result<Vec<Device>, DbError> {
    let mut found = Vec::new();
    for some in ids.chunks(AT_ONCE) {
        let last = some.last().copied().unwrap_or(0);
        let mut values: Vec<Value> = some.iter().map(|id| Value::Int(*id)).collect();
        values.resize(some.len().next_power_of_two(), Value::Int(last));
        let sql = format!(
            "SELECT {COLUMNS} FROM equipment_device r WHERE r.id IN ({})",
            db::placeholders(1, values.len())
        );
        found.extend(tx.query(&sql, &values, read)?);
    }
    Ok(found)
}

/// By what column a number is looked for.
#[derive(Clone, Copy)]
pub(crate) enum By {
    Serial,
    Look,
    Tag,
}

/// Numbers looked for at once.
const AT_ONCE: usize = 512;

/// The devices of the whole territory that some numbers lead to: what an import is compared with.
pub(crate) fn known(tx: &mut Tx, by: By, keys: &[&str]) -> Result<Vec<Device>, DbError> {
    let column = match by {
        By::Serial => "serial_key",
        By::Look => "serial_look",
        By::Tag => "tag_key",
    };
    let mut found = Vec::new();
    for some in keys.chunks(AT_ONCE) {
        let mut values: Vec<Value> = some.iter().map(|key| Value::Text(key)).collect();
        if let Some(last) = values.last().copied() {
            values.resize(some.len().next_power_of_two(), last);
        }
        let sql = format!(
            "SELECT {COLUMNS} FROM equipment_device r WHERE r.{column} IN ({})",
            db::placeholders(1, values.len())
        );
        found.extend(tx.query(&sql, &values, read)?);
    }
    Ok(found)
}

/// Who changes something, and when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hand {
    pub(crate) person: Option<i64>,
    pub(crate) now: Instant,
}

struct Keys {
    serial: Option<String>,
    look: Option<String>,
    tag: Option<String>,
    folded: String,
}

impl Keys {
    fn of(said: &Said) -> Self {
        let some = |key: String| (!key.is_empty()).then_some(key);
        let serial = some(serial::key(&said.serial));
        Self {
            look: serial.as_deref().map(serial::look),
            serial,
            tag: some(serial::key(&said.tag)),
            folded: said.folded(),
        }
    }
}

/// The columns of what is said of a device.
const SAID: &str = "org_id, category, brand, model, serial, serial_key, serial_look, tag, tag_key, funding, state, \
                    place, folded, bought, price";

/// What is said of a device, column by column.
fn values<'s>(said: &'s Said, keys: &'s Keys) -> [Value<'s>; 15] {
    [
        said.org.into(),
        said.category.code().into(),
        said.brand.as_str().into(),
        said.model.as_str().into(),
        said.serial.as_str().into(),
        keys.serial.as_deref().into(),
        keys.look.as_deref().into(),
        said.tag.as_str().into(),
        keys.tag.as_deref().into(),
        said.funding.as_str().into(),
        said.state.code().into(),
        said.place.as_str().into(),
        keys.folded.as_str().into(),
        said.bought.into(),
        said.price.into(),
    ]
}

/// Adds a device; its id.
pub(crate) fn add(tx: &mut Tx, said: &Said, by: Hand) -> Result<i64, DbError> {
    let keys = Keys::of(said);
    let mut all = values(said, &keys).to_vec();
    all.push(by.now.into());
    let sql = format!(
        "INSERT INTO equipment_device ({SAID}, territory_id, seen, updated_at) VALUES \
         ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 0, NULL, $16) RETURNING id"
    );
    let id = tx.query_one(&sql, &all, |row| row.get(0))?;
    tally::count(tx, said, 1)?;
    note(tx, id, "added", ("", ""), by)?;
    Ok(id)
}

/// Adds devices all at once, as if they had been there: nothing happened to them.
pub(crate) fn load(tx: &mut Tx, all: &[Said], now: Instant) -> Result<(), DbError> {
    let keys: Vec<Keys> = all.iter().map(Keys::of).collect();
    let rows: Vec<Value> = all
        .iter()
        .zip(&keys)
        .flat_map(|(said, keys)| values(said, keys).into_iter().chain([Value::Int(0), now.into()]))
        .collect();
    tx.insert_many("equipment_device", &format!("{SAID}, territory_id, updated_at"), &rows)?;
    tally::load(tx, all)
}

/// Says something else of a device, and keeps what was said before; the parts that changed. While it is
/// lent, only what ends its loan changes its state.
pub(crate) fn change(
    tx: &mut Tx,
    before: &Device,
    said: &Said,
    by: Hand,
) -> Result<Vec<Part>, DbError> {
    let said = &loan::follow(tx, before, said, by.now)?;
    let parts = before.said.differences(said);
    if parts.is_empty() {
        return Ok(parts);
    }
    let keys = Keys::of(said);
    let mut all = values(said, &keys).to_vec();
    all.extend::<[Value; 2]>([by.now.into(), before.id.into()]);
    tx.execute(
        "UPDATE equipment_device SET org_id = $1, category = $2, brand = $3, model = $4, serial = $5, serial_key = $6, \
         serial_look = $7, tag = $8, tag_key = $9, funding = $10, state = $11, place = $12, folded = $13, \
         bought = $14, price = $15, updated_at = $16 WHERE id = $17",
        &all,
    )?;
    if [Part::School, Part::Category, Part::State].iter().any(|part| parts.contains(part)) {
        tally::count(tx, &before.said, -1)?;
        tally::count(tx, said, 1)?;
        orders::settle_of(tx, before.id)?;
    }
    for part in &parts {
        let (was, is) = (before.said.part(*part), said.part(*part));
        note(tx, before.id, part.code(), (&was, &is), by)?;
    }
    Ok(parts)
}

/// Writes a line of what happened to a device.
pub(crate) fn note(
    tx: &mut Tx,
    device: i64,
    kind: &str,
    (was, became): (&str, &str),
    by: Hand,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO equipment_event (device_id, at, person_id, kind, was, became) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![device, by.now, by.person, kind, was, became],
    )
    .map(drop)
}

/// Something that happened to a device.
pub(crate) struct Event {
    pub(crate) at: Instant,
    pub(crate) person: Option<i64>,
    pub(crate) kind: String,
    pub(crate) was: String,
    pub(crate) became: String,
}

/// What happened to a device of late, newest first.
pub(crate) fn events(tx: &mut Tx, device: i64) -> Result<Vec<Event>, DbError> {
    tx.query(
        "SELECT at, person_id, kind, was, became FROM equipment_event WHERE device_id = $1 ORDER BY id DESC LIMIT 50",
        params![device],
        |row| {
            Ok(Event {
                at: row.get(0)?,
                person: row.get(1)?,
                kind: row.get(2)?,
                was: row.get(3)?,
                became: row.get(4)?,
            })
        },
    )
}

/// Someone has a device in front of them.
pub(crate) fn see(tx: &mut Tx, device: i64, day: Day) -> Result<(), DbError> {
    tx.execute("UPDATE equipment_device SET seen = $2 WHERE id = $1", params![device, day])?;
    orders::settle_of(tx, device)
}

/// What a stock-taking expects to find.
const EXPECTED: &str = "r.state IN ('stock', 'used', 'broken')";

/// How many devices of a school were seen from a day on, and how many should be.
pub(crate) fn seen_since(tx: &mut Tx, org: i64, day: Day) -> Result<(i64, i64), DbError> {
    let sql = format!(
        "SELECT COUNT(CASE WHEN r.seen >= $2 THEN 1 END), COUNT(*) FROM equipment_device r \
         WHERE r.org_id = $1 AND {EXPECTED}"
    );
    tx.query_one(&sql, params![org, day], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Some devices of a school that nobody saw from a day on, room by room.
pub(crate) fn not_seen_since(tx: &mut Tx, org: i64, day: Day) -> Result<Vec<Device>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM equipment_device r WHERE r.org_id = $1 AND {EXPECTED} \
         AND (r.seen IS NULL OR r.seen < $2) ORDER BY r.place, r.category, r.tag, r.serial, r.id LIMIT 100"
    );
    tx.query(&sql, params![org, day], read)
}
