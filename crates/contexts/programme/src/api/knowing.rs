//! What is known of the programme, to count each night and to load.

use db::{DbError, Tx};
use kernel::{Day, Instant};
use web::{App, Indicator, Month};

use crate::{
    evaluation,
    governance::{
        pages::remind,
        store::{self as governance, NewAction, NewMeeting},
    },
    indicators::{count, outline, store},
};

/// Counts what one indicator says of one month that is not open and was not counted since an instant,
/// and opens the month when it is over; whether there was one. Each night until there is none, for
/// those who put the house together; outside any request, on a thread that may wait.
pub fn count_month(app: &App, indicators: &[Indicator], since: Instant) -> Result<bool, DbError> {
    count::one(app, indicators, since)
}

/// Gives a month what was counted then, school by school, for those who load a territory.
pub fn load_indicator(
    tx: &mut Tx,
    (name, month): (&str, Month),
    values: &[(i64, i64)],
    now: Instant,
) -> Result<(), DbError> {
    store::keep(tx, (name, month), values, now)
}

/// Opens the months that are over without counting any, for those who load a territory.
pub fn open_indicators(tx: &mut Tx, indicators: &[Indicator], now: Instant) -> Result<(), DbError> {
    count::open(tx, indicators, now)
}

/// Draws the map from a `GeoJSON` file, for those who load a territory; nothing when it is none.
pub fn load_outlines(
    tx: &mut Tx,
    geojson: &[u8],
    source: &str,
    now: Instant,
) -> Result<bool, DbError> {
    let Ok(outlines) = outline::read(geojson) else { return Ok(false) };
    outline::store::keep(tx, &outline::store::Light::of(&outlines), source, now)?;
    Ok(true)
}

/// A meeting to load, with its committee and what came of it.
#[derive(Clone, Copy, Debug)]
pub struct MeetingRow<'a> {
    /// The committee.
    pub committee: &'a str,
    /// What it is for.
    pub about: &'a str,
    /// When it met.
    pub day: Day,
    /// What about.
    pub subject: &'a str,
    /// What was said.
    pub notes: &'a str,
    /// What was decided.
    pub decisions: &'a [&'a str],
    /// What is to be done: what, who, as a person of the house or not, by when.
    pub actions: &'a [(&'a str, &'a str, Option<i64>, Day)],
}

/// Adds partners, with what each is for, for those who load a territory.
pub fn load_partners(tx: &mut Tx, partners: &[(&str, &str)]) -> Result<(), DbError> {
    for (name, about) in partners {
        governance::add_body(tx, (false, name, about), name)?;
    }
    Ok(())
}

/// Adds a meeting, for those who load a territory. The same subject on the same day is one meeting.
pub fn load_meeting(tx: &mut Tx, row: &MeetingRow, now: Instant) -> Result<(), DbError> {
    governance::add_body(tx, (true, row.committee, row.about), row.committee)?;
    let bodies = governance::bodies(tx)?;
    let body = bodies.iter().find(|body| body.name == row.committee).map_or(0, |body| body.id);
    let key = format!("{} {}", row.day, row.subject);
    let new = NewMeeting { body, day: row.day, subject: row.subject, notes: row.notes };
    let meeting = governance::add_meeting(tx, &new, &key)?;
    for (at, says) in row.decisions.iter().enumerate() {
        governance::decide(tx, meeting, says, &format!("{key} {at}"))?;
    }
    for (at, (says, owner, person, due)) in row.actions.iter().enumerate() {
        let new = NewAction { meeting, says, owner, person: *person, due: *due };
        if let Some(id) = governance::act(tx, &new, &format!("{key} {at}"))? {
            remind(tx, id, &new, now)?;
        }
    }
    Ok(())
}

/// Publishes the public page in some languages, by their tags, for those who load a territory.
pub fn load_page(tx: &mut Tx, pages: &[(&str, &str, &str)], now: Instant) -> Result<(), DbError> {
    for (lang, title, html) in pages {
        governance::write(tx, lang, title, html)?;
    }
    governance::publish(tx, now)
}

/// An outcome to load: the school, the year, what was measured, when it became a pilot.
pub type OutcomeRow = (String, i32, f64, Option<i32>);

/// Adds a study and works out what it says, for those who load a territory; nothing when there is
/// nobody to measure or to compare with.
pub fn load_study(
    tx: &mut Tx,
    (name, outcome): (&str, &str),
    rows: &[OutcomeRow],
    now: Instant,
) -> Result<bool, DbError> {
    evaluation::load(tx, (name, outcome), rows, now)
}
