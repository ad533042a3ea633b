//! Reading a calendar, outside any transaction, and taking in what it says.

use std::{io::Read, sync::Arc};

use db::{DbError, Tx};
use directory::api::school_year_of;
use files::Hash;
use kernel::{Day, Instant, SchoolYear};
use sha2::{Digest, Sha256};
use web::App;

use crate::calendar::{
    Columns, Found, LARGEST, Refusal, Sample, plan,
    plan::Planned,
    read,
    store::{self, Calendar},
    take_in,
    weekly::{self, Reading},
};

/// An address is read again after so long.
const AGAIN_SECONDS: i64 = 6 * 3_600;

/// Reads the address whose turn it is; whether there was one.
///
/// # Errors
/// When the database fails. A calendar's own trouble is noted with it.
pub(crate) async fn round(app: &App) -> Result<bool, DbError> {
    let now = app.clock.now();
    let take = move |tx: &mut Tx<'_>| store::take_due(tx, now, next(now));
    let Some(calendar) = app.db.write(take).await? else { return Ok(false) };
    fetch(app, calendar).await?;
    Ok(true)
}

/// When an address that is read now is read again.
pub(crate) const fn next(now: Instant) -> Instant {
    now.plus_seconds(AGAIN_SECONDS)
}

/// Reads the address of a calendar now.
pub(crate) async fn fetch(app: &App, calendar: Calendar) -> Result<Planned, DbError> {
    let (courier, address) = (app.courier.clone(), calendar.address.clone().unwrap_or_default());
    let reading = move || courier.read(&address, LARGEST).map_err(Refusal::from);
    take(app, calendar, reading, None).await
}

/// Reads a file that was sent.
pub(crate) async fn receive(app: &App, calendar: Calendar, sent: Hash) -> Result<Planned, DbError> {
    let files = app.files.clone();
    let reading = move || {
        let (file, length) = files.get(&sent).ok().flatten().ok_or(Refusal::NotOne)?;
        if length > LARGEST {
            return Err(Refusal::TooLarge);
        }
        let mut bytes = Vec::new();
        file.take(LARGEST).read_to_end(&mut bytes).map_err(|_unreadable| Refusal::NotOne)?;
        Ok(bytes)
    };
    take(app, calendar, reading, Some(sent)).await
}

/// What was read: what it says, unless it says what is known already.
enum Heard {
    News(String, Found),
    Nothing,
    /// Its columns must be said first.
    Columns(Sample),
}

/// How a file begins that is an iCalendar file.
const CALENDAR: &[u8] = b"BEGIN:VCALENDAR";
/// Bytes among which that is looked for.
const HEAD: usize = 1_024;

fn is_calendar(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    head.windows(CALENDAR.len()).any(|some| some.eq_ignore_ascii_case(CALENDAR))
}

async fn take(
    app: &App,
    calendar: Calendar,
    reading: impl FnOnce() -> Result<Vec<u8>, Refusal> + Send + 'static,
    file: Option<Hash>,
) -> Result<Planned, DbError> {
    let asked = calendar.clone();
    let (now, today) = (app.clock.now(), app.place.local(app.clock.now()).0);
    let zone = app.zone;
    let (columns, year): (Vec<Columns>, SchoolYear) = app
        .db
        .read(move |tx: &mut Tx<'_>| {
            let columns = store::known_columns(tx, &asked)?;
            Ok::<_, DbError>((columns, school_year_of(tx, zone, today)?))
        })
        .await?;
    let (home, known) = (app.place.clone(), calendar.digest.clone());
    let heard = tokio::task::spawn_blocking(move || {
        let bytes = reading()?;
        let mut digest = Sha256::new();
        digest.update(format!("{year:?}"));
        digest.update(&bytes);
        let digest = kernel::hex(&digest.finalize());
        if digest == known {
            return Ok(Heard::Nothing);
        }
        if is_calendar(&bytes) {
            return read(&bytes, &year, &home).map(|found| Heard::News(digest, found));
        }
        Ok(match weekly::read_export(bytes, &columns, &year)? {
            Reading::Found(found) => Heard::News(digest, found),
            Reading::Columns(sample) => Heard::Columns(sample),
        })
    })
    .await
    .unwrap_or(Err(Refusal::NotOne));
    let id = calendar.id;
    match heard {
        Ok(Heard::News(digest, found)) => take_news(app, id, (digest, Arc::new(found))).await,
        said => {
            app.db
                .write(move |tx: &mut Tx<'_>| {
                    match &said {
                        Err(refusal) => store::refuse(tx, id, *refusal, now)?,
                        Ok(Heard::Columns(sample)) => {
                            store::ask_columns(tx, id, sample, now)?;
                            let kept = file.map(|hash| hash.to_string());
                            store::keep_file(tx, id, kept.as_deref())?;
                        }
                        Ok(_) => store::note_read(tx, id, now)?,
                    }
                    plan_what_is_decided(tx, id, today, now)
                })
                .await
        }
    }
}

/// Takes in what a calendar says, step by step, so that nobody waits to write meanwhile.
async fn take_news(
    app: &App,
    id: i64,
    (digest, found): (String, Arc<Found>),
) -> Result<Planned, DbError> {
    let (now, today) = (app.clock.now(), app.place.local(app.clock.now()).0);
    let begin = move |tx: &mut Tx<'_>| {
        let Some(calendar) = store::get(tx, id)? else { return Ok(None) };
        let courses = plan::courses(tx, &calendar, today)?;
        take_in::begin(tx, id, &found, &courses, now).map(Some)
    };
    let Some(reading) = app.db.write(begin).await? else { return Ok(Planned::default()) };
    let reading = Arc::new(reading);
    for at in 0..reading.steps() {
        let reading = Arc::clone(&reading);
        let step = move |tx: &mut Tx<'_>| reading.step(tx, at);
        if !app.db.write(step).await? {
            return Ok(Planned::default());
        }
    }
    let end = move |tx: &mut Tx<'_>| {
        if reading.end(tx, &digest)? {
            plan_what_is_decided(tx, id, today, now)
        } else {
            Ok(Planned::default())
        }
    };
    app.db.write(end).await
}

/// Once someone said what its titles are, what changes is planned by itself.
fn plan_what_is_decided(
    tx: &mut Tx,
    id: i64,
    today: Day,
    now: Instant,
) -> Result<Planned, DbError> {
    match store::get(tx, id)? {
        Some(calendar) if store::is_decided(tx, id)? => plan::plan(tx, &calendar, today, now),
        _ => Ok(Planned::default()),
    }
}
