//! Zones, years and files in tables.

use db::{DbError, Row, Tx, params};
use kernel::{Day, Instant, SchoolYear, Zone};

use super::{Break, Year, read::Said};

/// A file that was read and not applied is forgotten after so long.
const KEPT_SECONDS: i64 = 30 * 24 * 3_600;

/// The zone of the territory: the one chosen, else the one of its settings.
pub(super) fn zone(tx: &mut Tx, usual: Zone) -> Result<Zone, DbError> {
    let chosen: Option<Option<String>> =
        tx.query_opt("SELECT zone FROM directory_state WHERE id = 1", &[], |row| row.get(0))?;
    Ok(chosen.flatten().and_then(|letter| Zone::from_letter(&letter)).unwrap_or(usual))
}

/// Chooses the zone of the territory.
pub(super) fn set_zone(tx: &mut Tx, zone: Zone) -> Result<(), DbError> {
    tx.execute("UPDATE directory_state SET zone = $1 WHERE id = 1", params![zone.letter()])
        .map(drop)
}

/// The school year of a day in the territory: as it was published, else as the program knows it.
/// `usual` is the zone of the settings.
///
/// # Errors
/// When the database fails.
pub fn school_year_of(tx: &mut Tx, usual: Zone, day: Day) -> Result<SchoolYear, DbError> {
    let starts_in = SchoolYear::starting(day);
    let found = tx.query_opt(
        "SELECT s.zone, y.first_day, y.last_day, y.breaks FROM directory_state s \
         LEFT JOIN directory_school_year y ON y.zone = COALESCE(s.zone, $1) AND y.starts_in = $2 \
         WHERE s.id = 1",
        params![usual.letter(), starts_in],
        |row| {
            let chosen: Option<String> = row.get(0)?;
            let zone = chosen.and_then(|letter| Zone::from_letter(&letter)).unwrap_or(usual);
            let published = match row.get::<Option<Day>>(1)? {
                Some(_) => Some(year(row, zone, starts_in)?),
                None => None,
            };
            Ok((zone, published))
        },
    )?;
    Ok(match found {
        Some((_, Some(published))) => published.into(),
        Some((zone, None)) => SchoolYear::of(day, zone),
        None => SchoolYear::of(day, usual),
    })
}

/// A year, from its second column on.
fn year(row: &Row, zone: Zone, starts_in: i16) -> Result<Year, DbError> {
    let breaks: String = row.get(3)?;
    let breaks: Vec<Break> = serde_json::from_str(&breaks).map_err(DbError::statement)?;
    Ok(Year { zone, starts_in, first: row.get(1)?, last: row.get(2)?, breaks })
}

/// The years of a zone that were published, from one on.
pub(super) fn years(tx: &mut Tx, zone: Zone, from: i16) -> Result<Vec<Year>, DbError> {
    tx.query(
        "SELECT starts_in, first_day, last_day, breaks FROM directory_school_year \
         WHERE zone = $1 AND starts_in >= $2 ORDER BY starts_in LIMIT 50",
        params![zone.letter(), from],
        |row| year(row, zone, row.get(0)?),
    )
}

/// Keeps a year as it is published, in the place of what was known of it.
pub(super) fn put(tx: &mut Tx, year: &Year) -> Result<(), DbError> {
    let breaks = serde_json::to_string(&year.breaks).map_err(DbError::statement)?;
    tx.execute(
        "INSERT INTO directory_school_year (zone, starts_in, first_day, last_day, breaks) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (zone, starts_in) DO UPDATE \
         SET first_day = excluded.first_day, last_day = excluded.last_day, breaks = excluded.breaks",
        params![year.zone.letter(), year.starts_in, year.first, year.last, &breaks],
    )
    .map(drop)
}

/// Keeps what a file says until someone applies it; its id.
pub(super) fn add_file(tx: &mut Tx, name: &str, said: &Said, now: Instant) -> Result<i64, DbError> {
    let content = serde_json::to_string(said).map_err(DbError::statement)?;
    tx.query_one(
        "INSERT INTO directory_calendar_file (name, read_at, content) VALUES ($1, $2, $3) RETURNING id",
        params![name, now, &content],
        |row| row.get(0),
    )
}

/// The name of a file and what it says.
pub(super) fn file(tx: &mut Tx, id: i64) -> Result<Option<(String, Said)>, DbError> {
    tx.query_opt(
        "SELECT name, content FROM directory_calendar_file WHERE id = $1",
        params![id],
        |row| {
            let content: String = row.get(1)?;
            Ok((row.get(0)?, serde_json::from_str(&content).map_err(DbError::statement)?))
        },
    )
}

/// Forgets files that were read long ago.
pub(crate) fn forget(tx: &mut Tx, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM directory_calendar_file WHERE read_at < $1",
        params![now.plus_seconds(-KEPT_SECONDS)],
    )
    .map(drop)
}
