//! The rows of what was reported, of what became of it, and of its photos.

use db::{DbError, Row, Tx, Value, params};
use kernel::{Actor, Instant};

use crate::{
    rights::TICKET_READ,
    ticket::{Stand, Step, Ticket, Trouble},
};

/// Reports on one page.
pub(super) const PER_PAGE: i64 = 50;
/// Lines of one export.
const EXPORT_MAX: i64 = 20_000;
/// Names, words and photos are forgotten so long after the end.
const KEPT_SECONDS: i64 = 365 * 24 * 3_600;
/// Forgotten in one transaction.
const AT_ONCE: i64 = 500;

const COLUMNS: &str = "r.id, r.org_id, r.device_id, r.place, r.kind, r.words, r.state, r.is_passed, r.reporter_id, \
                       r.is_family, r.at, r.changed_at, r.closed_at";

fn read(row: &Row) -> Result<Ticket, DbError> {
    let (trouble, stand): (String, String) = (row.get(4)?, row.get(6)?);
    Ok(Ticket {
        id: row.get(0)?,
        org: row.get(1)?,
        device: row.get(2)?,
        place: row.get(3)?,
        trouble: Trouble::from_code(&trouble).unwrap_or(Trouble::Other),
        words: row.get(5)?,
        stand: Stand::from_code(&stand).unwrap_or(Stand::Received),
        is_passed: row.get(7)?,
        reporter: row.get(8)?,
        is_family: row.get(9)?,
        at: row.get(10)?,
        changed_at: row.get(11)?,
        closed_at: row.get(12)?,
    })
}

/// Something that was reported.
pub(super) fn ticket(tx: &mut Tx, id: i64) -> Result<Option<Ticket>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM equipment_ticket r WHERE r.id = $1");
    tx.query_opt(&sql, params![id], read)
}

/// What a list is asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    pub(super) stand: Which,
    pub(super) trouble: Option<Trouble>,
    pub(super) org: Option<i64>,
    pub(super) page: i64,
}

/// Where what is looked at stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Which {
    /// What is not over.
    #[default]
    Open,
    All,
    At(Stand),
}

fn condition(actor: &Actor, asked: &Asked) -> (String, Vec<Value<'static>>) {
    let condition = TICKET_READ.condition(actor, 1);
    let mut values: Vec<Value> = condition.ids.iter().map(|id| Value::Int(*id)).collect();
    let mut sql = format!("FROM equipment_ticket r WHERE {}", condition.sql);
    let mut add = |condition: &str, value| {
        values.push(value);
        sql.push_str(&condition.replace('?', &format!("${}", values.len())));
    };
    if let Which::At(stand) = asked.stand {
        add(" AND r.state = ?", Value::Text(stand.code()));
    }
    if let Some(trouble) = asked.trouble {
        add(" AND r.kind = ?", Value::Text(trouble.code()));
    }
    if let Some(org) = asked.org {
        add(" AND r.org_id = ?", Value::Int(org));
    }
    if asked.stand == Which::Open {
        sql.push_str(" AND r.closed_at IS NULL");
    }
    (sql, values)
}

/// Some of what someone may see, the last that changed first, and how many there are in all.
pub(super) fn seen(
    tx: &mut Tx,
    actor: &Actor,
    asked: &Asked,
) -> Result<(Vec<Ticket>, i64), DbError> {
    let (from, mut values) = condition(actor, asked);
    let count = tx.query_one(&format!("SELECT COUNT(*) {from}"), &values, |row| row.get(0))?;
    values.extend([Value::Int(PER_PAGE), Value::Int((asked.page - 1).max(0) * PER_PAGE)]);
    Ok((listed(tx, &from, &values)?, count))
}

/// All that someone may see.
pub(super) fn all_seen(tx: &mut Tx, actor: &Actor, asked: &Asked) -> Result<Vec<Ticket>, DbError> {
    let (from, mut values) = condition(actor, asked);
    values.extend([Value::Int(EXPORT_MAX), Value::Int(0)]);
    listed(tx, &from, &values)
}

fn listed(tx: &mut Tx, from: &str, values: &[Value]) -> Result<Vec<Ticket>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} {from} ORDER BY r.changed_at DESC, r.id DESC LIMIT ${} OFFSET ${}",
        values.len() - 1,
        values.len()
    );
    tx.query(&sql, values, read)
}

/// What someone may see of what is not over of a device, the last that changed first.
pub(crate) fn open_of_device(
    tx: &mut Tx,
    actor: &Actor,
    device: i64,
) -> Result<Vec<Ticket>, DbError> {
    let condition = TICKET_READ.condition(actor, 2);
    let mut values = vec![Value::Int(device)];
    values.extend(condition.ids.iter().map(|id| Value::Int(*id)));
    let sql = format!(
        "SELECT {COLUMNS} FROM equipment_ticket r WHERE r.device_id = $1 AND r.closed_at IS NULL AND {} \
         ORDER BY r.changed_at DESC, r.id DESC LIMIT 20",
        condition.sql
    );
    tx.query(&sql, &values, read)
}

/// How many reports of a school that someone may see are not over.
pub(crate) fn open_count(tx: &mut Tx, actor: &Actor, org: i64) -> Result<i64, DbError> {
    let condition = TICKET_READ.condition(actor, 2);
    let mut values = vec![Value::Int(org)];
    values.extend(condition.ids.iter().map(|id| Value::Int(*id)));
    let sql = format!(
        "SELECT COUNT(*) FROM equipment_ticket r WHERE r.org_id = $1 AND r.closed_at IS NULL AND {}",
        condition.sql
    );
    tx.query_one(&sql, &values, |row| row.get(0))
}

/// What someone reports.
pub(crate) struct NewTicket<'a> {
    pub(crate) org: i64,
    pub(crate) device: Option<i64>,
    pub(crate) place: &'a str,
    pub(crate) trouble: Trouble,
    pub(crate) words: &'a str,
    pub(crate) reporter: i64,
    pub(crate) is_family: bool,
}

/// The same thing, reported by the same person and not over.
pub(super) fn same(tx: &mut Tx, new: &NewTicket) -> Result<Option<i64>, DbError> {
    tx.query_opt(
        "SELECT id FROM equipment_ticket WHERE reporter_id = $1 AND org_id = $2 AND kind = $3 AND place = $4 \
         AND COALESCE(device_id, 0) = $5 AND closed_at IS NULL ORDER BY id DESC LIMIT 1",
        params![
            new.reporter,
            new.org,
            new.trouble.code(),
            new.place,
            new.device.unwrap_or(0)
        ],
        |row| row.get(0),
    )
}

/// Adds what someone reports; its id.
pub(crate) fn add(tx: &mut Tx, new: &NewTicket, now: Instant) -> Result<i64, DbError> {
    let id = tx.query_one(
        "INSERT INTO equipment_ticket (org_id, territory_id, device_id, place, kind, words, state, is_passed, \
         reporter_id, is_family, at, changed_at) VALUES ($1, 0, $2, $3, $4, $5, 'received', FALSE, $6, $7, $8, $8) \
         RETURNING id",
        params![
            new.org,
            new.device,
            new.place,
            new.trouble.code(),
            new.words,
            new.reporter,
            new.is_family,
            now
        ],
        |row| row.get(0),
    )?;
    add_step(
        tx,
        id,
        &Step { at: now, person: Some(new.reporter), stand: Stand::Received, words: String::new() },
    )?;
    Ok(id)
}

fn add_step(tx: &mut Tx, ticket: i64, step: &Step) -> Result<i64, DbError> {
    tx.query_one(
        "INSERT INTO equipment_step (ticket_id, at, person_id, state, words) VALUES ($1, $2, $3, $4, $5) RETURNING id",
        params![ticket, step.at, step.person, step.stand.code(), &step.words],
        |row| row.get(0),
    )
}

/// What becomes of it next; the id of the step.
pub(crate) fn go_on(
    tx: &mut Tx,
    ticket: i64,
    step: &Step,
    is_passed: bool,
) -> Result<i64, DbError> {
    let closed = step.stand.is_over().then_some(step.at);
    tx.execute(
        "UPDATE equipment_ticket SET state = $2, changed_at = $3, closed_at = $4, is_passed = $5 WHERE id = $1",
        params![ticket, step.stand.code(), step.at, closed, is_passed],
    )?;
    add_step(tx, ticket, step)
}

/// What became of it, the last first.
pub(super) fn steps(tx: &mut Tx, ticket: i64) -> Result<Vec<Step>, DbError> {
    tx.query(
        "SELECT at, person_id, state, words FROM equipment_step WHERE ticket_id = $1 ORDER BY id DESC LIMIT 100",
        params![ticket],
        |row| {
            let stand: String = row.get(2)?;
            Ok(Step {
                at: row.get(0)?,
                person: row.get(1)?,
                stand: Stand::from_code(&stand).unwrap_or(Stand::Received),
                words: row.get(3)?,
            })
        },
    )
}

/// A photo of what does not work.
#[derive(Clone, Debug)]
pub(super) struct Photo {
    pub(super) id: i64,
    pub(super) ticket: i64,
    pub(super) hash: String,
    pub(super) name: String,
    pub(super) media: String,
}

fn read_photo(row: &Row) -> Result<Photo, DbError> {
    Ok(Photo {
        id: row.get(0)?,
        ticket: row.get(1)?,
        hash: row.get(2)?,
        name: row.get(3)?,
        media: row.get(4)?,
    })
}

/// Adds a photo.
pub(super) fn add_photo(
    tx: &mut Tx,
    ticket: i64,
    photo: &web::photo::Ready,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO equipment_photo (ticket_id, hash, name, media) VALUES ($1, $2, $3, $4)",
        params![ticket, &photo.hash, &photo.name, photo.media],
    )
    .map(drop)
}

/// The photos of what was reported.
pub(super) fn photos(tx: &mut Tx, ticket: i64) -> Result<Vec<Photo>, DbError> {
    tx.query(
        "SELECT id, ticket_id, hash, name, media FROM equipment_photo WHERE ticket_id = $1 ORDER BY id LIMIT 20",
        params![ticket],
        read_photo,
    )
}

/// One photo.
pub(super) fn photo(tx: &mut Tx, id: i64) -> Result<Option<Photo>, DbError> {
    tx.query_opt(
        "SELECT id, ticket_id, hash, name, media FROM equipment_photo WHERE id = $1",
        params![id],
        read_photo,
    )
}

/// Whether a photo still needs a stored file.
pub(crate) fn keeps_file(tx: &mut Tx, hash: &str) -> Result<bool, DbError> {
    let found = tx.query_opt(
        "SELECT 1 FROM equipment_photo WHERE hash = $1 LIMIT 1",
        params![hash],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// How many things some people reported.
pub(crate) fn count_of(tx: &mut Tx, people: &[i64]) -> Result<i64, DbError> {
    let Some(&last) = people.last() else { return Ok(0) };
    let mut values: Vec<Value> = people.iter().map(|id| Value::Int(*id)).collect();
    values.resize(people.len().next_power_of_two(), Value::Int(last));
    let sql = format!(
        "SELECT COUNT(*) FROM equipment_ticket WHERE reporter_id IN ({})",
        db::placeholders(1, values.len())
    );
    tx.query_one(&sql, &values, |row| row.get(0))
}

/// Forgets who reported what is over for a year, in what words and with what photos.
pub(crate) fn forget(tx: &mut Tx, now: Instant) -> Result<(), DbError> {
    let before = now.plus_seconds(-KEPT_SECONDS);
    let old: Vec<i64> = tx.query(
        "SELECT id FROM equipment_ticket WHERE closed_at < $1 AND reporter_id IS NOT NULL ORDER BY id LIMIT $2",
        params![before, AT_ONCE],
        |row| row.get(0),
    )?;
    for id in old {
        forget_one(tx, id)?;
    }
    Ok(())
}

fn forget_one(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM equipment_photo WHERE ticket_id = $1", params![id])?;
    tx.execute(
        "UPDATE equipment_step SET person_id = NULL, words = '' WHERE ticket_id = $1",
        params![id],
    )?;
    tx.execute(
        "UPDATE equipment_ticket SET reporter_id = NULL, words = '' WHERE id = $1",
        params![id],
    )
    .map(drop)
}

/// Forgets what someone reported, but that it was; of how many things.
pub(crate) fn erase(tx: &mut Tx, person: i64) -> Result<u64, DbError> {
    tx.execute("UPDATE equipment_step SET person_id = NULL WHERE person_id = $1", params![person])?;
    tx.execute(
        "DELETE FROM equipment_photo WHERE ticket_id IN (SELECT id FROM equipment_ticket WHERE reporter_id = $1)",
        params![person],
    )?;
    tx.execute(
        "UPDATE equipment_ticket SET reporter_id = NULL, words = '' WHERE reporter_id = $1",
        params![person],
    )
}
